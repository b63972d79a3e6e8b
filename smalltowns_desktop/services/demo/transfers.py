"""Vehicles of the demo congress, one for each unit, and every ride from its arrival to its departure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from random import Random

from smalltowns_desktop.domain.ids import KeySource, SiteId, TransferId, VehicleId
from smalltowns_desktop.domain.model import Transfer, TransferGroup, Vehicle, VehicleKind
from smalltowns_desktop.domain.travel import great_circle_km
from smalltowns_desktop.services.demo.draft import BOARDING, DAY, Draft, Unit, agendas, moment, up_to_five
from smalltowns_desktop.services.demo.flaws import Flawed
from smalltowns_desktop.services.demo.names import MAN, Christener, mobile_phone
from smalltowns_desktop.services.demo.places import Places
from smalltowns_desktop.services.demo.words import Words

WALK_KM = 1.5
"""People walk so far (the rule `no-transport` has the same figure)."""
EARLY = 15
"""Minutes before a visit at which its vehicle comes, where it could come much earlier: hosts are not ready then."""
_SIZES = ((VehicleKind.MINIBUS, 20), (VehicleKind.COACH, 30), (VehicleKind.COACH, 50))


@dataclass(frozen=True, slots=True)
class Fleet:
    vehicles: tuple[Vehicle, ...]
    transfers: tuple[Transfer, ...]
    transfer_groups: tuple[TransferGroup, ...]


@dataclass(frozen=True, slots=True)
class Stay:
    """A unit at a place. Of a night in the hotel both ends are open: the bus arrives and leaves when it does."""

    site: SiteId | None
    start: int | None
    end: int | None


def build_fleet(
    flawed: Flawed, units: Sequence[Unit], words: Words, first_day: date, ids: KeySource, random: Random
) -> Fleet:
    christener = Christener(random)
    vehicles: list[Vehicle] = []
    transfers: list[Transfer] = []
    groups: list[TransferGroup] = []
    plans = agendas(flawed.drafts)
    for number, unit in enumerate(units):
        driver = christener.name(words.in_belarus, MAN).given_and_surname()
        vehicle = _vehicle(unit, number, driver, VehicleId(ids()))
        vehicles.append(vehicle)
        for origin, destination, departs, arrives in _rides(unit, plans.get(unit.group, []), flawed):
            ride = Transfer(
                TransferId(ids()),
                vehicle.id,
                origin,
                destination,
                moment(first_day, departs),
                moment(first_day, arrives),
            )
            transfers.append(ride)
            groups.append(TransferGroup(ride.id, unit.group))
    return Fleet(tuple(vehicles), tuple(transfers), tuple(groups))


def _vehicle(unit: Unit, number: int, driver: str, key: VehicleId) -> Vehicle:
    kind, seats = next((size for size in _SIZES if size[1] > unit.size), _SIZES[-1])
    return Vehicle(
        id=key,
        name=f"Автобус {number + 1}",
        seats=max(seats, unit.size),
        kind=kind,
        plate=f"АА {number + 1:04d}-4",
        driver=driver,
        phone=mobile_phone("BY", 2_000_000 + number),
        base_site_id=unit.hotel,
    )


def _rides(unit: Unit, agenda: Sequence[Draft], flawed: Flawed) -> Iterator[tuple[SiteId, SiteId, int, int]]:
    """Origin, destination, departure and arrival of each ride."""
    places = flawed.places
    stays = list(_stays(unit, agenda))
    for here, there in pairwise(stays):
        if here.site is None or there.site is None or not _is_far(here.site, there.site, places):
            continue
        if (unit.group, there.start) == flawed.hurried:
            continue
        road = up_to_five(places.roads.minutes(here.site, there.site) or 0)
        if here.end is None:
            assert there.start is not None, "no two nights follow each other"
            departs = there.start - EARLY + 5 - road
        else:
            departs = here.end + BOARDING
            if there.start is not None and "shows" in places.models[there.site]:
                departs = max(departs, there.start - EARLY - road)
        yield here.site, there.site, departs, departs + road


def _stays(unit: Unit, agenda: Sequence[Draft]) -> Iterator[Stay]:
    """Arrival, activities, nights, departure; consecutive activities at one site are stays of their own."""
    if not agenda:
        return
    place, arrives = unit.arrives
    yield Stay(place, arrives, arrives)
    day = 0
    for draft in agenda:
        while day < draft.start // DAY:
            yield Stay(unit.hotel, None, None)
            day += 1
        yield Stay(draft.site, draft.start, draft.end)
    place, departs = unit.departs
    while day < departs // DAY:
        yield Stay(unit.hotel, None, None)
        day += 1
    yield Stay(place, departs, departs)


def _is_far(origin: SiteId, destination: SiteId, places: Places) -> bool:
    ends = []
    for key in (origin, destination):
        site = places.sites[key]
        assert site.latitude is not None, "every site of the demo has its place"
        assert site.longitude is not None
        ends.append((site.latitude, site.longitude))
    return great_circle_km(*ends) >= WALK_KM
