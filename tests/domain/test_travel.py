"""Travel times: whose word counts, and what is reckoned where nobody has said anything."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import product
from math import acos, ceil, cos, pi, radians, sin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smalltowns_desktop.domain.ids import DistrictId, SiteId, TravelTimeId
from smalltowns_desktop.domain.model import EVENT_KEY, District, Event, Site, TravelTime, VehicleKind
from smalltowns_desktop.domain.travel import EARTH_RADIUS_KM, Roads, RoadTime, great_circle_km

EVENT = Event(EVENT_KEY, "Съезд", date(2025, 8, 12), date(2025, 8, 15))
SLONIM = District(DistrictId("d-slonim"), "Слонимский", latitude=53.0869, longitude=25.3163)
MOSTY = District(DistrictId("d-mosty"), "Мостовский", latitude=53.4122, longitude=24.5387)
ZELVA = District(DistrictId("d-zelva"), "Зельвенский")
DAIRY = Site(SiteId("dairy"), "Молокозавод", SLONIM.id, latitude=53.09, longitude=25.32)
MUSEUM = Site(SiteId("museum"), "Музей", SLONIM.id, latitude=53.08, longitude=25.31)
PALACE = Site(SiteId("palace"), "Дворец", MOSTY.id, latitude=53.41, longitude=24.54)
BARN = Site(SiteId("barn"), "Ферма", SLONIM.id)
MILL = Site(SiteId("mill"), "Мельница", SLONIM.id)
FOREST = Site(SiteId("forest"), "Лес", ZELVA.id)
ALL = (DAIRY, MUSEUM, PALACE, BARN, MILL, FOREST)


def roads(*rows: TravelTime, event: Event = EVENT, sites: Iterable[Site] = ALL) -> Roads:
    districts = {str(district.id): district for district in (SLONIM, MOSTY, ZELVA)}
    return Roads(event, {str(site.id): site for site in sites}, districts, {str(row.id): row for row in rows})


def row(minutes: int, start: Site | District, end: Site | District, kind: VehicleKind | None = None) -> TravelTime:
    (from_site, from_district), (to_site, to_district) = (
        (place.id, None) if isinstance(place, Site) else (None, place.id) for place in (start, end)
    )
    return TravelTime(TravelTimeId(f"{minutes}"), minutes, kind, from_site, from_district, to_site, to_district)


def test_there_is_no_road_within_a_site_or_between_sites_at_one_point() -> None:
    twin = replace(DAIRY, id=SiteId("twin"), district_id=MOSTY.id)
    known = roads(row(30, DAIRY, twin), sites=(*ALL, twin))
    assert known.minutes(DAIRY.id, DAIRY.id) == 0
    assert known.minutes(DAIRY.id, twin.id) == 0
    assert known.minutes(BARN.id, BARN.id) == 0


def test_distance_and_speed_serve_where_nobody_has_said_anything() -> None:
    km = great_circle_km((53.09, 25.32), (53.41, 24.54))
    assert km == pytest.approx(63.0, abs=0.5)
    known = roads()
    assert known.minutes(DAIRY.id, PALACE.id) == ceil(km * 1.3 / 60 * 60)
    assert known.minutes(DAIRY.id, PALACE.id, VehicleKind.MINIBUS) == ceil(km * 1.3 / 70 * 60)
    assert known.minutes(DAIRY.id, PALACE.id, VehicleKind.CAR) == ceil(km * 1.3 / 80 * 60)
    slow = replace(EVENT, road_factor=2.0, speed_coach=30)
    assert roads(event=slow).minutes(DAIRY.id, PALACE.id) == ceil(km * 2.0 / 30 * 60)


def test_a_site_without_coordinates_counts_as_the_centre_of_its_district() -> None:
    km = great_circle_km((53.0869, 25.3163), (53.41, 24.54))
    assert roads().minutes(BARN.id, PALACE.id) == ceil(km * 1.3)


def test_two_sites_of_one_district_without_coordinates_are_not_known_to_be_near() -> None:
    assert roads().minutes(BARN.id, MILL.id) is None
    assert roads(row(25, SLONIM, SLONIM)).minutes(BARN.id, MILL.id) == 25


def test_a_road_to_a_district_without_a_centre_is_unknown_until_somebody_tells() -> None:
    assert roads().minutes(DAIRY.id, FOREST.id) is None
    assert roads(row(40, SLONIM, ZELVA)).minutes(DAIRY.id, FOREST.id) == 40


def test_the_nearest_row_counts_and_this_way_before_the_way_back() -> None:
    rows = [
        row(11, DAIRY, PALACE, VehicleKind.CAR), row(12, DAIRY, PALACE), row(13, PALACE, DAIRY, VehicleKind.COACH),
        row(14, PALACE, DAIRY), row(15, DAIRY, MOSTY), row(16, SLONIM, PALACE), row(17, SLONIM, MOSTY),
        row(18, MOSTY, SLONIM),
    ]  # fmt: skip
    assert roads(*rows).minutes(DAIRY.id, PALACE.id, VehicleKind.CAR) == 11
    assert roads(*rows).minutes(DAIRY.id, PALACE.id, VehicleKind.COACH) == 12, "any kind this way, before a coach back"
    assert roads(*rows[2:]).minutes(DAIRY.id, PALACE.id, VehicleKind.COACH) == 13
    assert roads(*rows[2:]).minutes(DAIRY.id, PALACE.id, VehicleKind.CAR) == 14
    assert roads(*rows[4:]).minutes(DAIRY.id, PALACE.id) == 15
    assert roads(*rows[5:]).minutes(DAIRY.id, PALACE.id) == 16
    assert roads(*rows[6:]).minutes(DAIRY.id, PALACE.id) == 17
    assert roads(*rows[7:]).minutes(DAIRY.id, PALACE.id) == 18


def test_of_two_rows_about_the_same_the_first_made_counts_in_any_order() -> None:
    first, second = (replace(row(n, DAIRY, PALACE), id=TravelTimeId(f"w{n}")) for n in (1, 2))
    assert roads(first, second).minutes(DAIRY.id, PALACE.id) == 1
    assert roads(second, first).minutes(DAIRY.id, PALACE.id) == 1


@given(st.lists(st.tuples(st.integers(1, 99), st.sampled_from([None, *VehicleKind]), *[st.integers(0, 5)] * 2)))
@settings(max_examples=200)
def test_any_table_is_read_as_a_plain_search_through_it_would(
    drawn: list[tuple[int, VehicleKind | None, int, int]],
) -> None:
    """Every row is scored for the question; the best score wins, of equals the first made."""
    places = (DAIRY, PALACE, BARN, SLONIM, MOSTY, ZELVA)
    rows = [
        replace(row(minutes, places[start], places[end], kind), id=TravelTimeId(f"w{number:04}"))
        for number, (minutes, kind, start, end) in enumerate(drawn)
    ]
    known = roads(*rows)
    for (start, end), kind in product(((DAIRY, PALACE), (BARN, PALACE), (DAIRY, BARN)), VehicleKind):
        scored = [(*score, made) for made in rows if (score := score_of(made, start, end, kind))]
        expected = min(scored, key=lambda item: (*item[:-1], item[-1].id))[-1].minutes if scored else None
        assert known.minutes(start.id, end.id, kind) == (
            expected if expected is not None else roads().minutes(start.id, end.id, kind)
        )


def score_of(made: TravelTime, start: Site, end: Site, kind: VehicleKind) -> tuple[int, int, int] | None:
    """How near a row is to the question, the lowest nearest: its ends, this way or back, for this kind or any."""
    if made.vehicle_kind not in (None, kind):
        return None
    for back, (origin, destination) in enumerate(((start, end), (end, start))):
        at_origin, at_destination = made.from_site_id == origin.id, made.to_site_id == destination.id
        if not at_origin and made.from_district_id != origin.district_id:
            continue
        if not at_destination and made.to_district_id != destination.district_id:
            continue
        at_start, at_end = (at_destination, at_origin) if back else (at_origin, at_destination)
        ends = {(True, True): 0, (True, False): 1, (False, True): 2, (False, False): 3}[at_start, at_end]
        return ends, back, int(made.vehicle_kind is None)
    return None


@given(*[st.floats(-80, 80), st.floats(-180, 180)] * 2)
def test_the_great_circle_agrees_with_the_law_of_cosines(a: float, b: float, c: float, d: float) -> None:
    cosine = sin(radians(a)) * sin(radians(c)) + cos(radians(a)) * cos(radians(c)) * cos(radians(d - b))
    plain = EARTH_RADIUS_KM * acos(max(-1.0, min(1.0, cosine)))
    assert great_circle_km((a, b), (c, d)) == pytest.approx(plain, abs=0.2)
    assert 0 <= great_circle_km((a, b), (c, d)) <= EARTH_RADIUS_KM * pi + 1e-6


def test_a_way_says_whose_word_it_is_between_sites_and_towns() -> None:
    told = row(55, SLONIM, MOSTY, VehicleKind.COACH)
    known = roads(told)
    assert known.way(SLONIM, MOSTY) == RoadTime(55, told)
    assert known.way(MOSTY, SLONIM) == RoadTime(55, told), "it serves the way back too"
    assert known.way(DAIRY, MOSTY) == RoadTime(55, told)
    reckoned = known.way(SLONIM, MOSTY, VehicleKind.CAR)
    km = known.kilometres(SLONIM, MOSTY)
    assert km is not None
    assert reckoned == RoadTime(ceil(km * 60 / 80), None)
    assert known.way(SLONIM, ZELVA) == RoadTime(None, None)
    assert known.kilometres(SLONIM, ZELVA) is None
    assert known.way(DAIRY, DAIRY) == RoadTime(0, None)
