"""Districts, sites and halls of the demo congress, and the roads between them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import time
from math import ceil, cos, pi, radians, sin
from random import Random
from typing import Any

from smalltowns_desktop.domain.ids import (
    DirectionId,
    DistrictId,
    HallId,
    KeySource,
    SiteId,
    TravelTimeId,
)
from smalltowns_desktop.domain.model import Direction, District, Event, Hall, Site, SiteDirection, SiteKind, TravelTime
from smalltowns_desktop.domain.resources import resource_path
from smalltowns_desktop.domain.travel import Roads
from smalltowns_desktop.services.demo.draft import BOARDING, DemoSize, up_to_five
from smalltowns_desktop.services.demo.names import Christener, belarusian_phone
from smalltowns_desktop.services.demo.words import Words

HOSTS = ("Мосты", "Лида", "Щучин", "Слоним", "Волковыск", "Вороново", "Зельва", "Свислочь")
"""The alliance that invites; more districts join when there are more sites than it can have."""
KNOWN_ROADS = (
    ("Лида", "Мосты", 92),
    ("Лида", "Щучин", 60),
    ("Щучин", "Мосты", 34),
    ("Слоним", "Мосты", 80),
    ("Волковыск", "Мосты", 40),
    ("Лида", "Вороново", 40),
)
"""Minutes by road between two districts, as drivers tell them."""
LONGEST_WAY = 60
"""Minutes that nobody is asked to drive between two visits."""

MAIN_HALL, SMALL_HALL, CONFERENCE_HALL, CHAMBER_HALL, BANQUET_HALL = (
    "Большой зал", "Малый зал", "Конференц-зал", "Камерный зал", "Банкетный зал",
)  # fmt: skip
_VENUE_HALLS = ((MAIN_HALL, 420, 1.05), (SMALL_HALL, 160, 0.7), (CONFERENCE_HALL, 120, 0.5),
                (CHAMBER_HALL, 120, 0.5), (BANQUET_HALL, 160, 0.6))  # fmt: skip
"""Name, least seats, seats for each participant of the congress."""


@dataclass(frozen=True)
class Places:
    directions: Mapping[str, Direction]
    """By key: government, agriculture, business, culture."""
    districts: tuple[District, ...]
    sites: Mapping[str, Site]
    site_directions: tuple[SiteDirection, ...]
    halls: Mapping[SiteId, tuple[Hall, ...]]
    travel_times: tuple[TravelTime, ...]
    models: Mapping[SiteId, Mapping[str, Any]]
    """What a site was made from, with its word for what it shows."""
    roads: Roads
    venues: tuple[SiteId, ...]
    square: SiteId | None
    hotels: tuple[SiteId, ...]
    stations: tuple[SiteId, ...]
    visit_pools: Mapping[DistrictId, tuple[SiteId, ...]]
    """Sites to visit from somewhere in a district: in it and near it."""
    tables: tuple[Hall, ...]
    """Halls that serve lunch."""

    def direction_of(self, site: SiteId) -> DirectionId | None:
        key = self.models[site].get("direction")
        return None if key is None else self.directions[key].id

    def hall(self, site: SiteId | None, name: str) -> HallId | None:
        halls = () if site is None else self.halls.get(site, ())
        return next((hall.id for hall in halls if hall.name == name), None)

    def way(self, origin: SiteId | None, destination: SiteId | None) -> int:
        """Minutes from the end of one activity to the start of the next: boarding and road, in fives."""
        if origin is None or destination is None:
            return 0
        road = self.roads.minutes(origin, destination) or 0
        return BOARDING + up_to_five(road) if road else 0

    def with_site(self, site: Site) -> "Places":
        return replace(self, sites={**self.sites, site.id: site})


def build_places(
    words: Words, event: Event, size: DemoSize, hotel_guests: Sequence[int], ids: KeySource, random: Random
) -> Places:
    """`hotel_guests`: people in each hotel, in the order of `plan_sites`; every other capacity goes by `size`."""
    directions = {
        row["key"]: Direction(DirectionId(ids()), row["name"], row["colour"], position)
        for position, row in enumerate(words.sites["directions"])
    }
    plans = plan_sites(words, size.sites, random)
    christener = Christener(random)
    centres = _centres()
    names = list(dict.fromkeys([HOSTS[0], *(plan["district"] for plan in plans)]))
    districts = {name: _district(name, centres, ids, christener, words, number) for number, name in enumerate(names)}
    sites: dict[str, Site] = {}
    models: dict[SiteId, Mapping[str, Any]] = {}
    halls: dict[SiteId, tuple[Hall, ...]] = {}
    guests = iter(hotel_guests)
    for number, plan in enumerate(plans):
        model = words.sites["models"][plan["model"]]
        host = christener.name(words.in_belarus)
        area = centres[plan["district"]]["district"]["ru"]
        site = _site(plan, model, districts[plan["district"]], area, host.given_and_surname(), number, ids, random)
        if site.kind is SiteKind.HOTEL:
            site = replace(site, visitors_max=max(model["beds"], _tens(1.1 * next(guests))))
        if site.kind is SiteKind.VENUE:
            site = replace(site, visitors_max=max(600, _tens(1.5 * size.participants)))
        if plan["model"] == "square":
            site = _beside_the_venue(site, sites.values())
        sites[site.id], models[site.id] = site, {**model, "model": plan["model"]}
        rooms = tuple(
            Hall(HallId(ids()), site.id, name, seats) for name, seats in _rooms(model, site, size.participants)
        )
        if rooms:
            halls[site.id] = rooms
    travel_times = tuple(_travel_times(districts, ids))
    roads = Roads(event, sites, {row.id: row for row in districts.values()}, {row.id: row for row in travel_times})
    return Places(
        directions=directions,
        districts=tuple(districts.values()),
        sites=sites,
        site_directions=tuple(
            SiteDirection(site, directions[model["direction"]].id)
            for site, model in models.items()
            if "direction" in model
        ),
        halls=halls,
        travel_times=travel_times,
        models=models,
        roads=roads,
        venues=_of_model(models, "venue"),
        square=next(iter(_of_model(models, "square")), None),
        hotels=_of_model(models, "hotel"),
        stations=_of_model(models, "station"),
        visit_pools=_visit_pools(sites, models, roads),
        tables=tuple(
            rooms[0] for site, rooms in halls.items() if models[site]["model"] in ("hotel", "canteen")
        ),
    )  # fmt: skip


def plan_sites(words: Words, count: int, random: Random) -> list[dict[str, str]]:
    """District, model, name and street of each site: the known ones first, then by turns through all districts."""
    plans = [dict(plan) for plan in words.sites["first"][:count]]
    centres = list(_centres())
    districts = [*HOSTS, *(name for name in centres if name not in HOSTS)]
    taken = {plan["name"] for plan in plans}
    for number in range(count - len(plans)):
        model = words.sites["more"][number % len(words.sites["more"])]
        # A step that shares no factor with the number of districts brings every model to every district.
        district = districts[number * 3 % len(districts)]
        title = words.sites["models"][model]["title"]
        name = next(name for name in _names_of_sites(title, words, number) if name not in taken)
        taken.add(name)
        outside = words.sites["models"][model]["km"][1] > 2.5
        street = random.choice(words.sites["villages"] if outside else words.sites["streets"])
        house = "" if outside else f", {random.randint(1, 60)}"
        plans.append(
            {
                "district": district,
                "model": model,
                "name": name,
                "street": f"{'аг.' if outside else 'ул.'} {street}{house}",
            }
        )
    return plans


def hotel_count(words: Words, sites: int) -> int:
    """How many of that many sites will be hotels."""
    return sum(plan["model"] == "hotel" for plan in plan_sites(words, sites, Random(0)))


def _names_of_sites(title: str, words: Words, number: int) -> Iterator[str]:
    quoted = words.sites["quoted"]
    bare = title.partition(" «")[0]
    for step in range(len(quoted)):
        yield f"{bare} «{quoted[(number * 7 + step) % len(quoted)]}»"
    second = 2
    while True:
        for word in quoted:
            yield f"{bare} «{word}-{second}»"
        second += 1


def _centres() -> dict[str, Mapping[str, Any]]:
    rows = json.loads(resource_path("map", "grodno_districts.json").read_text(encoding="utf-8"))["districts"]
    return {row["centre"]["ru"]: row for row in rows}


def _district(
    name: str,
    centres: Mapping[str, Mapping[str, Any]],
    ids: KeySource,
    christener: Christener,
    words: Words,
    number: int,
) -> District:
    centre = centres[name]
    return District(
        id=DistrictId(ids()),
        name=name,
        region="Гродненская область",
        country="Беларусь",
        latitude=centre["latitude"],
        longitude=centre["longitude"],
        coordinator=christener.name(words.in_belarus).full(),
        phone=belarusian_phone(501 + number),
    )


def _site(
    plan: Mapping[str, str],
    model: Mapping[str, Any],
    district: District,
    area: str,
    host: str,
    number: int,
    ids: KeySource,
    random: Random,
) -> Site:
    """`area` is the district's full name, which stands in the addresses of villages."""
    latitude, longitude = _near(district, random.uniform(*model["km"]), random.uniform(0, 2 * pi))
    outside = model["km"][1] > 2.5
    return Site(
        id=SiteId(ids()),
        name=plan["name"],
        district_id=district.id,
        kind=SiteKind(model["kind"]),
        address=f"{area if outside else district.name}, {plan['street']}",
        latitude=latitude,
        longitude=longitude,
        groups_at_once=model.get("groups"),
        visitors_max=model.get("visitors"),
        visit_minutes=model.get("minutes"),
        opens_at=_time(model.get("opens")),
        closes_at=_time(model.get("closes")),
        open_days=tuple("12345") if model.get("workdays") else (),
        notice_hours=model.get("notice"),
        requirements=model.get("requirements", ""),
        host_name=host,
        host_position=model["host"],
        host_phone=belarusian_phone(11 + number if number < 480 else 1000 + number),
        host_confirmed=random.random() < 0.85,
        languages=("be", "ru"),
    )


def _near(district: District, km: float, angle: float) -> tuple[float, float]:
    """A point at a distance, on a sphere of 111.2 km a degree; six decimals."""
    assert district.latitude is not None
    assert district.longitude is not None
    north, east = km * cos(angle) / 111.2, km * sin(angle) / 111.2 / cos(radians(district.latitude))
    return round(district.latitude + north, 6), round(district.longitude + east, 6)


def _beside_the_venue(square: Site, sites: Iterable[Site]) -> Site:
    venue = next(
        (site for site in sites if site.kind is SiteKind.VENUE and site.district_id == square.district_id), square
    )
    return replace(square, latitude=venue.latitude, longitude=venue.longitude)


def _rooms(model: Mapping[str, Any], site: Site, participants: int) -> Iterator[tuple[str, int]]:
    if site.kind is SiteKind.VENUE:
        for name, least, share in _VENUE_HALLS:
            yield name, max(least, _tens(share * participants))
    elif site.kind is SiteKind.HOTEL:
        yield "Ресторан", site.visitors_max or 0
    elif model["title"] == "Столовая":
        yield "Обеденный зал", model["visitors"]
    elif "hall" in model:
        yield model["hall"], model["visitors"]


def _travel_times(districts: Mapping[str, District], ids: KeySource) -> Iterator[TravelTime]:
    for start, end, minutes in KNOWN_ROADS:
        if start in districts and end in districts:
            yield TravelTime(
                TravelTimeId(ids()), minutes, from_district_id=districts[start].id, to_district_id=districts[end].id
            )


def _visit_pools(
    sites: Mapping[str, Site], models: Mapping[SiteId, Mapping[str, Any]], roads: Roads
) -> dict[DistrictId, tuple[SiteId, ...]]:
    by_district: dict[DistrictId, list[SiteId]] = {}
    for site in sites.values():
        by_district.setdefault(site.district_id, []).append(site.id)
    pools = {}
    for district, own in by_district.items():
        near = [
            site
            for other in by_district.values()
            if (roads.minutes(own[0], other[0]) or 0) <= LONGEST_WAY
            for site in other
            if "shows" in models[site]
        ]
        pools[district] = tuple(near)
    return pools


def _of_model(models: Mapping[SiteId, Mapping[str, Any]], model: str) -> tuple[SiteId, ...]:
    return tuple(site for site, row in models.items() if row["model"] == model)


def _time(text: str | None) -> time | None:
    return None if text is None else time.fromisoformat(text)


def _tens(number: float) -> int:
    return ceil(number / 10) * 10
