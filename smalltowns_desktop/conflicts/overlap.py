"""Rules of the family Overlap, but for those on people, who are in `people`."""

from collections.abc import Iterable, Iterator, Sequence

from smalltowns_desktop.conflicts.intervals import Entry, fullest_moments, overlapping
from smalltowns_desktop.conflicts.scene import Finding, Scene, thing_of
from smalltowns_desktop.conflicts.timetable import Thing, Timeline


def find_hall_overlaps(_: Scene, hall: Thing, timeline: Timeline) -> Iterable[Finding]:
    """`hall-overlap`: every two activities that are in the hall at one moment."""
    return (clash("hall-overlap", hall, first, second) for first, second in overlapping(timeline))


def find_group_overlaps(_: Scene, group: Thing, timeline: Timeline) -> Iterable[Finding]:
    """`group-overlap`: every two activities that the group is in at one moment.

    Transfers are a matter of `group-travel`: a bus that leaves too early is no second activity.
    """
    activities = [entry for entry in timeline if not entry.vehicle]
    return (clash("group-overlap", group, first, second) for first, second in overlapping(activities))


def find_vehicle_overlaps(_: Scene, vehicle: Thing, timeline: Timeline) -> Iterable[Finding]:
    """`vehicle-overlap`: every two transfers that the vehicle is on at one moment, as planned."""
    return (clash("vehicle-overlap", vehicle, first, second) for first, second in overlapping(timeline))


def find_overloaded_sites(scene: Scene, site: Thing, timeline: Timeline) -> Iterator[Finding]:
    """`site-overload`: more groups at one moment than `groups_at_once`, at each of the site's fullest moments."""
    limit = scene.programme.sites[site.key].groups_at_once
    if limit is None:
        return
    for entries in fullest_moments(timeline):
        groups = {group for entry in entries for group in scene.timetable.groups_in(thing_of(entry))}
        if len(groups) > limit:
            yield crowding("site-overload", site, entries, len(groups), limit)


def clash(rule: str, owner: Thing, first: Entry, second: Entry) -> Finding:
    """Two that share time."""
    facts = (
        ("first_start", first.start),
        ("first_end", first.end),
        ("second_start", second.start),
        ("second_end", second.end),
    )
    start, end = second.start, min(first.end, second.end)
    return Finding(rule, (owner, thing_of(first), thing_of(second)), start, end, facts)


def crowding(rule: str, owner: Thing, entries: Sequence[Entry], count: int, limit: int) -> Finding:
    """Too many at one moment, for what is on then."""
    start, end = max(entry.start for entry in entries), min(entry.end for entry in entries)
    facts = (("count", count), ("limit", limit))
    return Finding(rule, (owner, *map(thing_of, entries)), start, end, facts)
