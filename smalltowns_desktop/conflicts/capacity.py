"""Rules of the family Capacity: people at once, each counted once, against seats, places and beds."""

from collections import Counter
from collections.abc import Iterable, Iterator

from smalltowns_desktop.conflicts.crowds import Stay
from smalltowns_desktop.conflicts.intervals import DAY, fullest_moments, minute_of
from smalltowns_desktop.conflicts.overlap import crowding
from smalltowns_desktop.conflicts.scene import Finding, Scene
from smalltowns_desktop.conflicts.timetable import ACTIVITY, SITE, TRANSFER, VEHICLE, Thing, Timeline
from smalltowns_desktop.domain.ids import SiteId
from smalltowns_desktop.domain.model import Event, SiteKind

_NIGHT_ENDS = 6 * 60
"""Minutes after midnight."""


def find_crowded_halls(scene: Scene, hall: Thing, timeline: Timeline) -> Iterable[Finding]:
    """`hall-seats`: more people than seats, at each of the hall's fullest moments."""
    return _find_crowding(scene, "hall-seats", hall, timeline, scene.programme.halls[hall.key].seats)


def find_crowded_sites(scene: Scene, site: Thing, timeline: Timeline) -> Iterable[Finding]:
    """`site-visitors`: more people than `visitors_max`, in all halls together. A hotel's number is its beds."""
    row = scene.programme.sites[site.key]
    if row.kind is SiteKind.HOTEL:
        return ()
    return _find_crowding(scene, "site-visitors", site, timeline, row.visitors_max)


def find_crowded_vehicles(scene: Scene, vehicle: Thing, timeline: Timeline) -> Iterable[Finding]:
    """`vehicle-seats`: more passengers than seats; those of transfers that share time sit there together."""
    return _find_crowding(scene, "vehicle-seats", vehicle, timeline, scene.programme.vehicles[vehicle.key].seats)


def find_short_beds(scene: Scene, hotel: Thing, _: Timeline) -> Iterator[Finding]:
    """`lodging-beds`: more people than `visitors_max` in the fullest night, the first of several.

    A person lodges where their own row says, else where their delegation does; from their arrival to their departure,
    else their delegation's, else from the first to the last day of the event. A bed is needed in the night to a day
    by whoever is there at some moment between its midnight and six o'clock. A delegation with nobody entered yet
    needs as many beds as it announced people.
    """
    beds = scene.programme.sites[hotel.key].visitors_max
    lodgings = scene.crowds.lodgings[SiteId(hotel.key)]
    if beds is None or sum(lodgings.values()) <= beds:
        return
    changes: Counter[int] = Counter()
    for stay, people in lodgings.items():
        first, last = _nights(scene.programme.event, stay)
        if first <= last:
            changes[first] += people
            changes[last + 1] -= people
    most = guests = fullest = 0
    for day in sorted(changes):
        guests += changes[day]
        if guests > most:
            most, fullest = guests, day
    if most > beds:
        start, end = fullest * DAY, fullest * DAY + _NIGHT_ENDS
        facts = (("count", most), ("limit", beds), ("night", start))
        yield Finding("lodging-beds", (Thing(SITE, hotel.key),), start, end, facts)


def _find_crowding(scene: Scene, rule: str, owner: Thing, timeline: Timeline, limit: int | None) -> Iterator[Finding]:
    if limit is None:
        return
    kind = TRANSFER if owner.kind == VEHICLE else ACTIVITY
    groups_in, people_in = scene.timetable.groups[kind], scene.timetable.people[kind]
    for entries in fullest_moments(timeline):
        groups = [group for entry in entries for group in groups_in.get(entry.id, ())]
        people = [person for entry in entries for person in people_in.get(entry.id, ())]
        if scene.crowds.most(groups, people) > limit:
            count = scene.crowds.headcount(groups, people)
            if count > limit:
                yield crowding(rule, owner, entries, count, limit)


def _nights(event: Event, stay: Stay) -> tuple[int, int]:
    """The first night and the last, each by the number of the day to which it leads; none if they are in this order."""
    arrival, departure = stay
    first = event.starts_on.toordinal() if arrival is None else (minute_of(arrival) - _NIGHT_ENDS) // DAY
    last = event.ends_on.toordinal() if departure is None else (minute_of(departure) - 1) // DAY
    return first + 1, last
