"""Rules of the family Travel: whether the time between two places is enough for the road between them.

A timeline is a chain of places: an activity is a stay at its site, a transfer begins at one site and ends at another.
From each entry to every one that comes next (`consecutive`) there must be time for the road and for boarding:

- no road (one site, the same coordinates): nothing is needed, except boarding where the next entry is a transfer by
  another vehicle than the one in which people sit already;
- a road: its minutes, plus `boarding_minutes` once; by the vehicle in which people sit already, else by a coach.

A transfer in between therefore tells the kind of vehicle: it ends when its own vehicle can have driven the road.
An activity and a transfer, or two transfers, that share time are too close by as much as they share: a bus that leaves
while an activity lasts is `…-travel`, not an overlap. Two activities that share time are an overlap and nothing more.
Activities without a place, and those of kind transfer, are not places: the chain runs past them.

A road of which nothing is known counts as no road, and is reported once as `travel-unknown`, however many need it.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from smalltowns_desktop.conflicts.intervals import DAY, Entry, consecutive, minute_of_day, overlapping
from smalltowns_desktop.conflicts.scene import Finding, Scene, thing_of
from smalltowns_desktop.conflicts.timetable import SITE, Thing, Timeline
from smalltowns_desktop.domain.travel import USUAL_VEHICLE


def find_group_travel(scene: Scene, group: Thing, timeline: Timeline) -> Iterator[Finding]:
    """`group-travel`: from one of the group's places to the next there is too little time."""
    return find_short_ways(scene, "group-travel", group, next_places(timeline))


def find_vehicle_travel(scene: Scene, vehicle: Thing, timeline: Timeline) -> Iterator[Finding]:
    """`vehicle-travel`: a transfer is faster than the road, or follows too closely on the one before.

    Between two transfers the vehicle drives to the next start, where there is a road, and people board. Where it
    already stands at the next start it may leave at once: whether its passengers can is `group-travel`.
    """
    kind = scene.programme.vehicles[vehicle.key].kind
    for entry in timeline:
        road = scene.roads.minutes(entry.origin, entry.destination, kind)
        available = entry.end - entry.start
        if road is None:
            yield unknown_road(scene, entry.origin, entry.destination)
        elif road > available:
            facts = (("needed", road), ("available", available), ("start", entry.start))
            subjects = (vehicle, thing_of(entry))
            yield Finding("vehicle-travel", subjects, entry.start, entry.end, facts, road - available)
    lasting = [entry for entry in timeline if entry.end > entry.start]
    yield from find_short_ways(scene, "vehicle-travel", vehicle, consecutive(lasting))


def next_places(timeline: Iterable[Entry]) -> Iterable[tuple[Entry, Entry]]:
    """Every two entries between which the road must be looked at."""
    places = [entry for entry in timeline if entry.origin]
    in_turn = consecutive(places)
    if not any(entry.vehicle for entry in places):
        return in_turn
    return chain(in_turn, (pair for pair in overlapping(places) if pair[0].vehicle or pair[1].vehicle))


def find_short_ways(
    scene: Scene,
    rule: str,
    owner: Thing,
    pairs: Iterable[tuple[Entry, Entry]],
    is_said: Callable[[Entry, Entry], bool] = lambda first, second: False,
) -> Iterator[Finding]:
    """Those of the pairs that lie too close to each other and are not said already; and unknown roads."""
    boarding = scene.programme.event.boarding_minutes
    for first, second in pairs:
        stays_aboard = first.vehicle and first.vehicle == second.vehicle
        road: int | None = 0
        if first.destination != second.origin:
            kind = scene.programme.vehicles[first.vehicle].kind if stays_aboard else USUAL_VEHICLE
            road = scene.roads.minutes(first.destination, second.origin, kind)
            if road is None:
                yield unknown_road(scene, first.destination, second.origin)
        boards = road or (second.vehicle and not stays_aboard)
        needed = (road or 0) + (boarding if boards else 0)
        available = second.start - first.end
        if needed > available and not is_said(first, second):
            facts = (("needed", needed), ("first_end", first.end), ("second_start", second.start))
            start, end = min(first.end, second.start), max(first.end, second.start)
            subjects = (owner, thing_of(first), thing_of(second))
            yield Finding(rule, subjects, start, end, facts, needed - available)


def unknown_road(scene: Scene, origin: str, destination: str) -> Finding:
    """The same finding whichever way, whenever and by whomever the road is needed."""
    event = scene.programme.event
    start, end = minute_of_day(event.starts_on), minute_of_day(event.ends_on) + DAY
    ends = sorted((origin, destination))
    return Finding("travel-unknown", tuple(Thing(SITE, end_) for end_ in ends), start, end)
