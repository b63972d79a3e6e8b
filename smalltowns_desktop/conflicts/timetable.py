"""What is on whose timeline: of every hall, site, vehicle, group and person, kept sorted, and moved on with the event.

A `Timetable` is never changed: `moved_on` gives the next one and tells whose timelines are no longer what they were.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

from smalltowns_desktop.conflicts.intervals import Entry, minute_of
from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.ids import GroupId, ParticipantId
from smalltowns_desktop.domain.model import ActivityKind, ActivityPart, ActivityStatus
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.travel import Roads

ACTIVITY, TRANSFER = "activity", "transfer"
HALL, SITE, VEHICLE, GROUP, PERSON = "hall", "site", "vehicle", "group", "person"
_OWNERS = (HALL, SITE, VEHICLE, GROUP, PERSON, ACTIVITY)


class Thing(NamedTuple):
    """A row by its kind (the constants above) and its key."""

    kind: str
    key: str


Timeline = tuple[Entry, ...]
Groups = tuple[GroupId, ...]
People = tuple[ParticipantId, ...]
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Timetable:
    timelines: Mapping[str, Mapping[str, Timeline]]
    """By kind and key of the owner; sorted, and never empty. An activity owns its own entry, unless it is cancelled.

    A site's holds what is in its halls too; a person's only what they are named in, not what their groups do. On those
    of groups and people a transfer ends when it can really arrive: not before the road has been driven, and after a
    minute at least; on its vehicle's it stands as planned.
    """
    groups: Mapping[str, Mapping[str, Groups]]
    """By ACTIVITY or TRANSFER and its key: the groups that take part."""
    people: Mapping[str, Mapping[str, People]]
    """The same for people named one by one: with a part, as a signatory of what is signed there, on a transfer."""

    def timeline(self, owner: Thing) -> Timeline:
        return self.timelines[owner.kind].get(owner.key, ())

    def groups_in(self, thing: Thing) -> Groups:
        return self.groups[thing.kind].get(thing.key, ())

    def people_in(self, thing: Thing) -> People:
        return self.people[thing.kind].get(thing.key, ())


def build(programme: Programme, roads: Roads) -> Timetable:
    """The timetable of a whole programme."""
    groups: dict[str, Mapping[Any, Groups]] = {
        ACTIVITY: programme.groups_by_activity,
        TRANSFER: programme.groups_by_transfer,
    }
    people: dict[str, Mapping[Any, People]] = {
        ACTIVITY: _named_people(programme),
        TRANSFER: programme.people_by_transfer,
    }
    table = Timetable({}, groups, people)
    lists: dict[str, dict[str, list[Entry]]] = {kind: defaultdict(list) for kind in _OWNERS}
    for kind, rows in ((ACTIVITY, programme.activities), (TRANSFER, programme.transfers)):
        for key in rows:
            for owner_kind, owner, entry in _place(programme, roads, table, Thing(kind, key)):
                lists[owner_kind][owner].append(entry)
    timelines = {
        kind: {owner: tuple(sorted(entries)) for owner, entries in owners.items()} for kind, owners in lists.items()
    }
    return Timetable(timelines, groups, people)


def moved_on(
    before: Timetable, old: Programme, programme: Programme, roads: Roads, changes: Changes
) -> tuple[Timetable, set[Thing]]:
    """The timetable of `programme`, which differs by `changes` in activities, transfers and who takes part in them.

    Also the activities and transfers that changed, with everybody and everything that they were or are on the
    timeline of. `before` is the timetable of `old`; roads and signatures are the same in both.
    """
    table, touched = _with_changed_parties(before, programme, changes)
    touched |= {Thing(ACTIVITY, key) for key in changes["activities"]}
    touched |= {Thing(TRANSFER, key) for key in changes["transfers"]}
    gone: dict[Thing, set[Entry]] = {}
    come: dict[Thing, list[Entry]] = {}
    for thing in touched:
        for kind, owner, entry in _place(old, roads, before, thing):
            gone.setdefault(Thing(kind, owner), set()).add(entry)
        for kind, owner, entry in _place(programme, roads, table, thing):
            come.setdefault(Thing(kind, owner), []).append(entry)
    owners = gone.keys() | come.keys()
    timelines = {kind: dict(before.timelines[kind]) for kind in _OWNERS}
    for unit in owners:
        leaving = gone.get(unit, ())
        entries = [entry for entry in before.timeline(unit) if entry not in leaving]
        entries += come.get(unit, ())
        if entries:
            timelines[unit.kind][unit.key] = tuple(sorted(entries))
        else:
            del timelines[unit.kind][unit.key]
    return Timetable(timelines, table.groups, table.people), touched | owners


def _place(programme: Programme, roads: Roads, table: Timetable, thing: Thing) -> Iterator[tuple[str, str, Entry]]:
    """On whose timelines an activity or a transfer is: kind and key of the owner, and the entry that stands there."""
    if thing.kind == TRANSFER:
        transfer = programme.transfers.get(thing.key)
        if transfer is None:
            return
        start, end = minute_of(transfer.departs_at), minute_of(transfer.arrives_at)
        origin, destination, vehicle = transfer.from_site_id, transfer.to_site_id, transfer.vehicle_id
        entry = Entry(start, end, thing.key, origin, destination, vehicle)
        yield VEHICLE, vehicle, entry
        road = roads.minutes(origin, destination, programme.vehicles[vehicle].kind) or 1
        if end - start < road:
            entry = Entry(start, start + road, thing.key, origin, destination, vehicle)
    else:
        activity = programme.activities.get(thing.key)
        if activity is None or activity.status is ActivityStatus.CANCELLED:
            return
        # A row of kind transfer is on the way: whatever place it names, nobody stays there.
        site = None if activity.kind is ActivityKind.TRANSFER else programme.site_of(activity)
        place = "" if site is None else site.id
        entry = Entry(minute_of(activity.starts_at), minute_of(activity.ends_at), thing.key, place, place, "")
        yield ACTIVITY, thing.key, entry
        if activity.hall_id is not None:
            yield HALL, activity.hall_id, entry
        if place:
            yield SITE, place, entry
    for group in table.groups_in(thing):
        yield GROUP, group, entry
    for person in table.people_in(thing):
        yield PERSON, person, entry


def _named_people(programme: Programme) -> dict[str, People]:
    """By activity, each once, whatever parts they have."""
    named: dict[str, dict[ParticipantId, None]] = {}
    for row in programme.activity_people.values():
        named.setdefault(row.activity_id, {})[row.participant_id] = None
    for signatory in programme.agreement_signatories.values():
        ceremony = programme.agreements[signatory.agreement_id].ceremony_id
        if ceremony is not None:
            named.setdefault(ceremony, {})[signatory.participant_id] = None
    return {activity: tuple(people) for activity, people in named.items()}


def _with_changed_parties(before: Timetable, programme: Programme, changes: Changes) -> tuple[Timetable, set[Thing]]:
    """The timelines as they were, with those who take part now; and the activities and transfers where that changed."""
    groups = {kind: dict(parties) for kind, parties in before.groups.items()}
    people = {kind: dict(parties) for kind, parties in before.people.items()}
    touched = set()
    for kind, name in ((ACTIVITY, "activity_groups"), (TRANSFER, "transfer_groups")):
        rows = getattr(programme, name)
        for link in changes[name]:
            key, group = link.split("/")
            groups[kind][key] = _with(groups[kind].get(key, ()), GroupId(group), link in rows)
            touched.add(Thing(kind, key))
    for link in changes["transfer_people"]:
        key, person = link.split("/")
        there = link in programme.transfer_people
        people[TRANSFER][key] = _with(people[TRANSFER].get(key, ()), ParticipantId(person), there)
        touched.add(Thing(TRANSFER, key))
    for link in changes["activity_people"]:
        key, _, person = link.split("/")
        there = _is_named(programme, key, person)
        people[ACTIVITY][key] = _with(people[ACTIVITY].get(key, ()), ParticipantId(person), there)
        touched.add(Thing(ACTIVITY, key))
    return Timetable(before.timelines, groups, people), touched


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
