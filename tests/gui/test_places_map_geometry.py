"""What the map is made of: projection, cells, land, routes, marks that stay apart. No window."""

from dataclasses import replace
from datetime import date, datetime
from math import dist, isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPolygonF

from smalltowns_desktop.domain.ids import ActivityId, DelegationId, DistrictId, GroupId, HallId, SiteId
from smalltowns_desktop.domain.model import (
    EVENT_KEY,
    Activity,
    ActivityGroup,
    ActivityKind,
    ActivityStatus,
    District,
    Event,
    Group,
    Hall,
    Site,
)
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.travel import Roads, great_circle_km
from smalltowns_desktop.gui.map.cells import Point, voronoi_cells
from smalltowns_desktop.gui.map.content import MapContent, content_of
from smalltowns_desktop.gui.map.land import Land, load_land
from smalltowns_desktop.gui.map.placing import APART, Name, place_marks, place_names
from smalltowns_desktop.gui.map.projection import Projection
from smalltowns_desktop.gui.map.route import route_of_day

coordinates = st.floats(-100, 100, allow_nan=False).map(lambda number: round(number, 3))
points = st.tuples(coordinates, coordinates)
_ODD_EVEN = Qt.FillRule.OddEvenFill


@pytest.fixture(scope="module")
def land() -> Land:
    return load_land()


def area_of(polygon: tuple[Point, ...]) -> float:
    return abs(sum(x * v - u * y for (x, y), (u, v) in zip(polygon, (*polygon[1:], polygon[0]), strict=True))) / 2


# Projection


@given(st.floats(52, 56), st.floats(22, 29))
def test_degrees_come_back_from_the_flat_map(latitude: float, longitude: float) -> None:
    projection = Projection(53.9, 25.2)
    assert projection.degrees(*projection.flat(latitude, longitude)) == pytest.approx((latitude, longitude))


def test_distances_on_the_flat_map_are_those_of_the_earth_within_three_per_cent(land: Land) -> None:
    for one in land.centres:
        for other in land.centres:
            flat = dist(one.point, other.point)
            real = great_circle_km((one.latitude, one.longitude), (other.latitude, other.longitude))
            assert isclose(flat, real, rel_tol=0.03, abs_tol=0.01)


# Cells


@given(st.lists(points, min_size=1, max_size=20, unique=True), points)
def test_a_point_lies_in_the_cell_of_its_nearest_centre(centres: list[Point], point: Point) -> None:
    """Oracle: the distances to all centres."""
    cells = voronoi_cells(centres, -100, -100, 100, 100)
    nearest = min(dist(centre, point) for centre in centres)
    for centre, cell in zip(centres, cells, strict=True):
        inside = QPolygonF([QPointF(*corner) for corner in cell]).containsPoint(QPointF(*point), _ODD_EVEN)
        distance = dist(centre, point)
        if inside:
            assert distance <= nearest + 1e-6
        elif distance < nearest + 1e-9 and all(dist(centre, other) > 1e-3 for other in centres if other != centre):
            assert _on_border(point, cell)


@given(st.lists(points, min_size=1, max_size=20, unique=True))
def test_cells_share_out_the_whole_rectangle(centres: list[Point]) -> None:
    cells = voronoi_cells(centres, -100, -100, 100, 100)
    assert sum(map(area_of, cells)) == pytest.approx(200 * 200, rel=1e-6)


def test_each_cell_contains_its_centre(land: Land) -> None:
    for centre in land.centres:
        cell = QPolygonF([QPointF(*corner) for corner in centre.cell])
        assert cell.containsPoint(QPointF(*centre.point), _ODD_EVEN)


def _on_border(point: Point, cell: tuple[Point, ...]) -> bool:
    for (x, y), (u, v) in zip(cell, (*cell[1:], cell[0]), strict=True):
        length = dist((x, y), (u, v)) or 1e-12
        if abs((u - x) * (point[1] - y) - (v - y) * (point[0] - x)) / length < 1e-3:
            return True
    return False


# Land


def test_every_centre_lies_in_the_region_and_the_region_has_its_true_size(land: Land) -> None:
    region = QPolygonF([QPointF(*point) for point in land.region.rings[0]])
    assert all(region.containsPoint(QPointF(*centre.point), _ODD_EVEN) for centre in land.centres)
    area = sum(map(area_of, land.region.rings))
    assert area == pytest.approx(25_127, rel=0.05)  # square kilometres, by the region's statistics office
    assert {outline.code for outline in land.neighbours} >= {"BY-MI", "BY-BR", "LT", "PL"}


def test_a_district_of_the_event_is_known_by_its_coordinates_or_its_name(land: Land) -> None:
    mosty = next(centre for centre in land.centres if centre.name("ru") == "Мосты")
    assert land.centre_of("как угодно", (53.4122, 24.5387)) is mosty
    assert land.centre_of("мосты", None) is land.centre_of("Мостовский район", None) is mosty
    assert land.centre_of("Мосты", (56.0, 44.0)) is None
    assert land.centre_of("Китеж", None) is None


# Routes

MOSTY = District(DistrictId("mosty"), "Мосты", latitude=53.4122, longitude=24.5387)
LIDA = District(DistrictId("lida"), "Лида", latitude=53.88333, longitude=25.29972)
HOUSE = Site(SiteId("house"), "Дом культуры", LIDA.id, latitude=53.886, longitude=25.302)
DAIRY = Site(SiteId("dairy"), "Молочный комбинат", MOSTY.id)
HALL = Hall(HallId("hall"), HOUSE.id, "Большой зал")
GROUP = Group(GroupId("group"), "Все", DelegationId("town"))
DAY = date(2025, 8, 14)


def programme_of(*activities: Activity) -> Programme:
    return Programme(
        Event(EVENT_KEY, "Съезд", date(2025, 8, 13), date(2025, 8, 15)),
        districts={MOSTY.id: MOSTY, LIDA.id: LIDA},
        sites={HOUSE.id: HOUSE, DAIRY.id: DAIRY},
        halls={HALL.id: HALL},
        groups={GROUP.id: GROUP},
        activities={activity.id: activity for activity in activities},
        activity_groups={f"{row.id}/{GROUP.id}": ActivityGroup(row.id, GROUP.id) for row in activities},
    )


def activity(key: str, hour: int, site: Site | None, **more: object) -> Activity:
    start = datetime(2025, 8, 14, hour)
    made = Activity(ActivityId(key), key, ActivityKind.VISIT, start, start.replace(minute=50))
    return replace(made, site_id=None if site is None else site.id, **more)  # type: ignore[arg-type]


def test_a_route_is_the_stops_of_the_day_in_order_what_is_done_at_one_place_being_one_stop() -> None:
    programme = programme_of(
        activity("lunch", 12, HOUSE),
        activity("opening", 9, None, hall_id=HALL.id),
        activity("talk", 10, HOUSE),
        activity("visit", 11, DAIRY),
        activity("walk", 13, None),
        activity("cancelled", 14, DAIRY, status=ActivityStatus.CANCELLED),
        activity("ride", 15, DAIRY, kind=ActivityKind.TRANSFER),
        replace(activity("tomorrow", 9, DAIRY), starts_at=datetime(2025, 8, 15, 9), ends_at=datetime(2025, 8, 15, 10)),
    )
    route = route_of_day(programme, Roads.of(programme), [GROUP.id], DAY)
    assert [(stop.number, stop.site_id, stop.activity_ids) for stop in route.stops] == [
        (1, HOUSE.id, ("opening", "talk")),
        (2, DAIRY.id, ("visit",)),
        (3, HOUSE.id, ("lunch",)),
    ]
    assert route.numbers_at(HOUSE.id) == (1, 3)
    there, back = route.legs
    assert there.minutes == back.minutes == Roads.of(programme).minutes(HOUSE.id, DAIRY.id)
    assert there.kilometres == pytest.approx(great_circle_km((53.886, 25.302), (53.4122, 24.5387)) * 1.3)
    assert route.minutes == 2 * (there.minutes or 0)


def test_a_way_to_a_place_that_nobody_knows_is_unknown() -> None:
    programme = replace(programme_of(activity("a", 9, HOUSE), activity("b", 10, DAIRY)),
                        districts={MOSTY.id: replace(MOSTY, latitude=None, longitude=None), LIDA.id: LIDA})  # fmt: skip
    (leg,) = route_of_day(programme, Roads.of(programme), [GROUP.id], DAY).legs
    assert leg.minutes is None
    assert leg.kilometres is None


def test_the_map_shows_a_site_without_coordinates_in_its_district(land: Land) -> None:
    content = content_of(programme_of(), land, "ru")
    dairy, house = (next(dot for dot in content.sites if dot.key == site.id) for site in (DAIRY, HOUSE))
    assert dairy.point == pytest.approx(land.projection.flat(53.4122, 24.5387))
    assert house.point == pytest.approx(land.projection.flat(53.886, 25.302))
    assert {town.name for town in content.towns if town.taking_part} == {"Мосты", "Лида"}
    assert len(content.towns) == len(land.centres)
    assert content.bounds(land) == pytest.approx(land.bounds())


def test_an_event_elsewhere_is_shown_where_it_is(land: Land) -> None:
    point = land.projection.flat(55.0, 45.3)
    content = MapContent(sites=content_of(programme_of(), land, "ru").sites[:0], towns=())
    assert content.bounds(land) == pytest.approx(land.bounds())
    boldino = District(DistrictId("boldino"), "Большое Болдино", latitude=55.0, longitude=45.3)
    far = content_of(replace(programme_of(), districts={boldino.id: boldino}, sites={}), land, "ru")
    assert far.bounds(land) == pytest.approx((*point, *point))


# Marks

keys = st.text("abcdefgh", min_size=1, max_size=3)
spots = st.tuples(st.integers(0, 400).map(float), st.integers(0, 400).map(float))


@given(st.dictionaries(keys, spots, max_size=25), st.lists(spots, max_size=4), st.sets(keys, max_size=3))
@settings(deadline=None)
def test_every_site_is_somewhere_once_and_outstanding_ones_by_themselves(
    true: dict[str, Point], towns: list[Point], outstanding: set[str]
) -> None:
    placing = place_marks(true, towns, outstanding & true.keys())
    gathered = [key for group in placing.gathered for key in group.keys]
    assert sorted([*placing.points, *gathered]) == sorted(true)
    assert outstanding & true.keys() <= placing.points.keys()
    assert all(len(group.keys) > 1 or outstanding for group in placing.gathered)
    assert placing == place_marks(dict(reversed(true.items())), towns, outstanding & true.keys())


@given(st.lists(spots, min_size=1, max_size=15))
@settings(deadline=None)
def test_a_mark_that_touches_no_other_stays_where_it_is(places: list[Point]) -> None:
    true = {str(number): place for number, place in enumerate(places)}
    points = place_marks(true, []).points
    for key, place in true.items():
        if all(dist(place, other) >= APART for name, other in true.items() if name != key):
            assert points[key] == place


@given(st.lists(st.tuples(st.floats(0, 10), st.floats(0, 10)), min_size=2, max_size=9))
@settings(deadline=None)
def test_sites_of_one_town_stand_in_a_ring_around_it_apart_from_each_other(places: list[Point]) -> None:
    true = {str(number): place for number, place in enumerate(places)}
    placing = place_marks(true, [(5.0, 5.0)])
    marks = list(placing.points.values())
    assert len(marks) == len(places)
    assert all(dist(one, other) >= APART - 1e-6 for index, one in enumerate(marks) for other in marks[:index])
    assert all(dist(mark, (5.0, 5.0)) == pytest.approx(placing.rings[5.0, 5.0] - 13) for mark in marks)


def test_where_there_is_no_room_they_gather_with_their_number_except_the_stops() -> None:
    town = {f"a{number}": (float(number), 0.0) for number in range(12)}
    placing = place_marks(town, [(5.0, 0.0)], {"a3"})
    (group,) = placing.gathered
    assert len(group.keys) == 11
    assert group.point == (5.0, 0.0)
    assert list(placing.points) == ["a3"]
    crowded = place_marks({"a": (0.0, 0.0), "b": (1.0, 0.0), "c": (45.0, 0.0)}, [])
    assert [group.keys for group in crowded.gathered] == [("a", "b")]


def test_names_stand_beside_marks_and_the_less_important_one_gives_way() -> None:
    mark = (100.0, 112.0)
    names = [Name("big", (100.0, 100.0), 60, 16), Name("small", (110.0, 100.0), 60, 16, important=False)]
    boxes = place_names(names, [mark])
    left, top, wide, high = boxes["big"]
    assert not (left < 113 and left + wide > 87 and top < 125 and top + high > 99)
    if "small" in boxes:
        assert boxes["small"] != boxes["big"]
    blocked = [(x * 20.0, y * 20.0) for x in range(12) for y in range(12)]
    assert set(place_names(names, blocked)) == {"big"}
