"""What is on whose timeline: of every hall, site, vehicle, group and person, kept sorted, and moved on with the event.

A `Timetable` is never changed: `moved_on` gives the next one and tells whose timelines are no longer what they were.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
_LINKS = frozenset({"activity_groups", "activity_people", "transfer_groups", "transfer_people"})
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
    lists = _entries(programme, roads, Timetable({}, groups, people), programme.activities, programme.transfers)
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
    activities = [thing.key for thing in touched if thing.kind == ACTIVITY]
    transfers = [thing.key for thing in touched if thing.kind == TRANSFER]
    gone = _entries(old, roads, before, activities, transfers)
    come = _entries(programme, roads, table, activities, transfers)
    timelines = dict(before.timelines)
    for kind in _OWNERS:
        owners = gone[kind].keys() | come[kind].keys()
        if owners:
            timelines[kind] = of_kind = dict(timelines[kind])
        for owner in owners:
            leaving = gone[kind].get(owner, ())
            entries = [entry for entry in of_kind.get(owner, ()) if entry not in leaving]
            entries += come[kind].get(owner, ())
            if entries:
                of_kind[owner] = tuple(sorted(entries))
            else:
                del of_kind[owner]
            touched.add(Thing(kind, owner))
    return Timetable(timelines, table.groups, table.people), touched


def _entries(
    programme: Programme, roads: Roads, table: Timetable, activities: Iterable[str], transfers: Iterable[str]
) -> dict[str, dict[str, list[Entry]]]:
    """What these activities and transfers put on whose timeline; by kind and key of the owner, not sorted.

    What is cancelled or gone puts nothing anywhere. From `table` only who takes part is taken.
    """
    lists: dict[str, dict[str, list[Entry]]] = {kind: defaultdict(list) for kind in _OWNERS}
    groups, people = lists[GROUP], lists[PERSON]
    for key in activities:
        activity = programme.activities.get(key)
        if activity is None or activity.status is ActivityStatus.CANCELLED:
            continue
        # A row of kind transfer is on the way: whatever place it names, nobody stays there.
        site = None if activity.kind is ActivityKind.TRANSFER else programme.site_of(activity)
        place = "" if site is None else site.id
        entry = Entry(minute_of(activity.starts_at), minute_of(activity.ends_at), key, place, place, "")
        lists[ACTIVITY][key].append(entry)
        if activity.hall_id is not None:
            lists[HALL][activity.hall_id].append(entry)
        if place:
            lists[SITE][place].append(entry)
        for group in table.groups[ACTIVITY].get(key, ()):
            groups[group].append(entry)
        for person in table.people[ACTIVITY].get(key, ()):
            people[person].append(entry)
    for key in transfers:
        transfer = programme.transfers.get(key)
        if transfer is None:
            continue
        start, end = minute_of(transfer.departs_at), minute_of(transfer.arrives_at)
        origin, destination, vehicle = transfer.from_site_id, transfer.to_site_id, transfer.vehicle_id
        entry = Entry(start, end, key, origin, destination, vehicle)
        lists[VEHICLE][vehicle].append(entry)
        road = roads.minutes(origin, destination, programme.vehicles[vehicle].kind) or 1
        if end - start < road:
            entry = Entry(start, start + road, key, origin, destination, vehicle)
        for group in table.groups[TRANSFER].get(key, ()):
            groups[group].append(entry)
        for person in table.people[TRANSFER].get(key, ()):
            people[person].append(entry)
    return lists


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
    if _LINKS.isdisjoint(changes.rows):
        return before, set()
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
