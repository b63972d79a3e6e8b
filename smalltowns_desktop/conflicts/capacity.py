"""Rules of the family Capacity: people at once, each counted once, against seats, places and beds."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from smalltowns_desktop.conflicts.intervals import fullest_moments
from smalltowns_desktop.conflicts.overlap import crowding
from smalltowns_desktop.conflicts.scene import Finding, Scene
from smalltowns_desktop.conflicts.timetable import ACTIVITY, HALL, SITE, TRANSFER, VEHICLE, Thing
from smalltowns_desktop.domain.ids import SiteId
from smalltowns_desktop.domain.model import Delegation, Event, Participant, SiteKind

_NIGHT_ENDS = timedelta(hours=6)


def find_crowded_halls(scene: Scene, hall: str) -> Iterator[Finding]:
    """`hall-seats`: more people than seats, at each of the hall's fullest moments."""
    yield from _find_crowding(scene, "hall-seats", Thing(HALL, hall), scene.programme.halls[hall].seats, ACTIVITY)


def find_crowded_sites(scene: Scene, site: str) -> Iterator[Finding]:
    """`site-visitors`: more people than `visitors_max`, in all halls together. A hotel's number is its beds."""
    row = scene.programme.sites[site]
    if row.kind is not SiteKind.HOTEL:
        yield from _find_crowding(scene, "site-visitors", Thing(SITE, site), row.visitors_max, ACTIVITY)


def find_crowded_vehicles(scene: Scene, vehicle: str) -> Iterator[Finding]:
    """`vehicle-seats`: more passengers than seats; those of transfers that share time sit there together."""
    seats = scene.programme.vehicles[vehicle].seats
    yield from _find_crowding(scene, "vehicle-seats", Thing(VEHICLE, vehicle), seats, TRANSFER)


def find_short_beds(scene: Scene, hotel: str) -> Iterator[Finding]:
    """`lodging-beds`: more people than `visitors_max` in the fullest night, the first of several.

    A person lodges where their own row says, else where their delegation does; from their arrival to their departure,
    else their delegation's, else from the first to the last day of the event. A bed is needed in the night to a day
    by whoever is there at some moment between its midnight and six o'clock. A delegation with nobody entered yet
    needs as many beds as it announced people.
    """
    programme = scene.programme
    beds = programme.sites[hotel].visitors_max
    if beds is None:
        return
    changes: Counter[int] = Counter()
    for key in scene.crowds.lodgers.get(SiteId(hotel), ()):
        person = programme.participants[key]
        delegation = None if person.delegation_id is None else programme.delegations[person.delegation_id]
        _add_nights(changes, _nights(programme.event, delegation, person), 1)
    for announced, size in scene.crowds.unknown_lodgers.get(SiteId(hotel), ()):
        _add_nights(changes, _nights(programme.event, programme.delegations[announced]), size)
    most = guests = fullest = 0
    for day in sorted(changes):
        guests += changes[day]
        if guests > most:
            most, fullest = guests, day
    if most > beds:
        start = fullest * 1440
        facts = (("count", most), ("limit", beds), ("night", start))
        yield Finding("lodging-beds", (Thing(SITE, hotel),), start, start + _NIGHT_ENDS // timedelta(minutes=1), facts)


def _find_crowding(scene: Scene, rule: str, owner: Thing, limit: int | None, kind: str) -> Iterator[Finding]:
    if limit is None:
        return
    for entries in fullest_moments(scene.timeline(*owner)):
        parties = [scene.timetable.party(kind, entry.id) for entry in entries]
        groups = {group for party in parties for group in party.groups}
        people = {person for party in parties for person in party.people}
        if scene.crowds.most(groups, people) > limit:
            count = scene.crowds.headcount(groups, people)
            if count > limit:
                yield crowding(rule, owner, entries, count, limit)


def _nights(event: Event, delegation: Delegation | None, person: Participant | None = None) -> tuple[int, int]:
    """The first night and the one after the last, each by the number of the day to which it leads."""
    rows = [row for row in (person, delegation) if row is not None]
    arrival = next((row.arrives_at for row in rows if row.arrives_at is not None), None)
    departure = next((row.departs_at for row in rows if row.departs_at is not None), None)
    first = event.starts_on if arrival is None else (arrival - _NIGHT_ENDS).date()
    last = event.ends_on if departure is None else (departure - timedelta(minutes=1)).date()
    return first.toordinal() + 1, last.toordinal() + 1


def _add_nights(changes: Counter[int], nights: tuple[int, int], count: int) -> None:
    first, after = nights
    if first < after:
        changes[first] += count
        changes[after] -= count
