"""What is on whose timeline: of every hall, site, vehicle, group and person, kept sorted, and moved on with the event.

A `Timetable` is never changed: `moved_on` gives the next one and tells whose timelines are no longer what they were.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from smalltowns_desktop.conflicts.intervals import Entry, minute_of
from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.ids import ActivityId, GroupId, ParticipantId
from smalltowns_desktop.domain.model import ActivityKind, ActivityPart, ActivityStatus
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.travel import Roads

ACTIVITY, TRANSFER = "activity", "transfer"
HALL, SITE, VEHICLE, GROUP, PERSON = "hall", "site", "vehicle", "group", "person"


class Thing(NamedTuple):
    """A row by its kind (the constants above) and its key."""

    kind: str
    key: str


class Party(NamedTuple):
    """Who takes part in an activity or goes by a transfer."""

    groups: tuple[GroupId, ...] = ()
    people: tuple[ParticipantId, ...] = ()
    """Those named one by one: with a part in an activity, as a signatory of what is signed there, on a transfer."""


Timeline = tuple[Entry, ...]
Placement = tuple[tuple[Thing, Entry], ...]
"""The entries that one activity or transfer has, and on whose timelines."""
NOBODY = Party()
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Timetable:
    timelines: Mapping[Thing, Timeline]
    """Sorted. A site's holds what is in its halls too; a person's only what they are named in, not what their groups
    do. On those of groups and people a transfer ends when it can really arrive: not before the road has been driven,
    and after a minute at least; on its vehicle's it stands as planned."""
    placed: Mapping[Thing, Placement]
    """By activity (cancelled ones left out) and by transfer. An activity is on a timeline of its own too."""
    parties: Mapping[Thing, Party]
    """By activity and by transfer; of those in which nobody takes part there is none."""

    def party(self, kind: str, key: str) -> Party:
        return self.parties.get(Thing(kind, key), NOBODY)


def build(programme: Programme, roads: Roads) -> Timetable:
    """The timetable of a whole programme."""
    parties = dict(_parties(programme))
    placed: dict[Thing, Placement] = {}
    lists: dict[Thing, list[Entry]] = {}
    for thing in _things(programme):
        placement = _place(programme, roads, thing, parties.get(thing, NOBODY))
        if placement:
            placed[thing] = placement
            for owner, entry in placement:
                lists.setdefault(owner, []).append(entry)
    return Timetable({owner: tuple(sorted(entries)) for owner, entries in lists.items()}, placed, parties)


def moved_on(
    timetable: Timetable, programme: Programme, roads: Roads, changes: Changes
) -> tuple[Timetable, frozenset[Thing]]:
    """The timetable of `programme`, which differs by `changes` in activities, transfers and who takes part in them.

    Also the activities and transfers that changed, with everybody and everything that they were or are on the
    timeline of. Signatories stay as they were.
    """
    new_parties = _changed_parties(timetable, programme, changes)
    parties = {**timetable.parties, **new_parties}
    changed = {Thing(ACTIVITY, key) for key in changes["activities"]}
    changed |= {Thing(TRANSFER, key) for key in changes["transfers"]}
    changed |= new_parties.keys()
    timelines, placed = dict(timetable.timelines), dict(timetable.placed)
    leaving: dict[Thing, set[Entry]] = {}
    coming: dict[Thing, list[Entry]] = {}
    for thing in changed:
        for owner, entry in placed.pop(thing, ()):
            leaving.setdefault(owner, set()).add(entry)
        placement = _place(programme, roads, thing, parties.get(thing, NOBODY))
        if placement:
            placed[thing] = placement
        for owner, entry in placement:
            coming.setdefault(owner, []).append(entry)
    owners = leaving.keys() | coming.keys()
    for owner in owners:
        gone = leaving.get(owner, ())
        entries = [entry for entry in timelines.get(owner, ()) if entry not in gone]
        entries += coming.get(owner, ())
        if entries:
            timelines[owner] = tuple(sorted(entries))
        else:
            del timelines[owner]
    return Timetable(timelines, placed, parties), frozenset(changed | owners)


def _things(programme: Programme) -> Iterator[Thing]:
    for key in programme.activities:
        yield Thing(ACTIVITY, key)
    for key in programme.transfers:
        yield Thing(TRANSFER, key)


def _place(programme: Programme, roads: Roads, thing: Thing, party: Party) -> Placement:
    """Empty for what is cancelled or gone."""
    if thing.kind == ACTIVITY:
        return _place_activity(programme, thing.key, party)
    return _place_transfer(programme, roads, thing.key, party)


def _place_activity(programme: Programme, key: str, party: Party) -> Placement:
    activity = programme.activities.get(key)
    if activity is None or activity.status is ActivityStatus.CANCELLED:
        return ()
    # A row of kind transfer is on the way: whatever place it names, nobody stays there.
    site = None if activity.kind is ActivityKind.TRANSFER else programme.site_of(activity)
    place = "" if site is None else site.id
    entry = Entry(minute_of(activity.starts_at), minute_of(activity.ends_at), activity.id, place, place, "")
    owners = [Thing(GROUP, group) for group in party.groups] + [Thing(PERSON, person) for person in party.people]
    if activity.hall_id is not None:
        owners.append(Thing(HALL, activity.hall_id))
    if place:
        owners.append(Thing(SITE, place))
    # What nobody and nothing takes part in is placed too, so that the rules of single activities see it.
    owners.append(Thing(ACTIVITY, key))
    return tuple([(owner, entry) for owner in owners])


def _place_transfer(programme: Programme, roads: Roads, key: str, party: Party) -> Placement:
    transfer = programme.transfers.get(key)
    if transfer is None:
        return ()
    start, end = minute_of(transfer.departs_at), minute_of(transfer.arrives_at)
    planned = Entry(start, end, key, transfer.from_site_id, transfer.to_site_id, transfer.vehicle_id)
    kind = programme.vehicles[transfer.vehicle_id].kind
    road = roads.minutes(transfer.from_site_id, transfer.to_site_id, kind) or 0
    real = planned._replace(end=max(end, start + road, start + 1))
    passengers = [Thing(GROUP, group) for group in party.groups] + [Thing(PERSON, person) for person in party.people]
    return ((Thing(VEHICLE, transfer.vehicle_id), planned), *((passenger, real) for passenger in passengers))


def _parties(programme: Programme) -> Iterator[tuple[Thing, Party]]:
    named: dict[str, dict[ParticipantId, None]] = {}
    for row in programme.activity_people.values():
        named.setdefault(row.activity_id, {})[row.participant_id] = None
    for signatory in programme.agreement_signatories.values():
        ceremony = programme.agreements[signatory.agreement_id].ceremony_id
        if ceremony is not None:
            named.setdefault(ceremony, {})[signatory.participant_id] = None
    groups = programme.groups_by_activity
    for key in groups.keys() | named.keys():
        yield Thing(ACTIVITY, key), Party(groups.get(ActivityId(key), ()), tuple(named.get(key, ())))
    by_transfer, people = programme.groups_by_transfer, programme.people_by_transfer
    for id_ in by_transfer.keys() | people.keys():
        yield Thing(TRANSFER, id_), Party(by_transfer.get(id_, ()), people.get(id_, ()))


def _changed_parties(timetable: Timetable, programme: Programme, changes: Changes) -> dict[Thing, Party]:
    parties: dict[Thing, Party] = {}

    def take(thing: Thing, *, group: str | None = None, person: str | None = None, there: bool) -> None:
        groups, people = parties.get(thing) or timetable.parties.get(thing, NOBODY)
        if group is not None:
            groups = _with(groups, GroupId(group), there)
        if person is not None:
            people = _with(people, ParticipantId(person), there)
        parties[thing] = Party(groups, people)

    for kind, table, rows in (
        (ACTIVITY, "activity_groups", programme.activity_groups),
        (TRANSFER, "transfer_groups", programme.transfer_groups),
    ):
        for key in changes[table]:
            owner, group = key.split("/")
            take(Thing(kind, owner), group=group, there=key in rows)
    for key in changes["activity_people"]:
        activity, _, person = key.split("/")
        take(Thing(ACTIVITY, activity), person=person, there=_is_named(programme, activity, person))
    for key in changes["transfer_people"]:
        transfer, person = key.split("/")
        take(Thing(TRANSFER, transfer), person=person, there=key in programme.transfer_people)
    return parties


def _with(items: tuple[Item, ...], item: Item, there: bool) -> tuple[Item, ...]:
    others = tuple([other for other in items if other != item])
    return (*others, item) if there else others


def _is_named(programme: Programme, activity: str, person: str) -> bool:
    """With any part, or because of what is signed there."""
    if any(f"{activity}/{part}/{person}" in programme.activity_people for part in ActivityPart):
        return True
    return any(
        agreement.ceremony_id == activity and f"{agreement.id}/{person}" in programme.agreement_signatories
        for agreement in programme.agreements.values()
    )
