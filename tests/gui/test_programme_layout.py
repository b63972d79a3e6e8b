"""What stands where on the timeline, without Qt: rows, lanes, columns, marks, and what a gesture means."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.conflicts.checking import check
from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.ids import (
    ActivityId,
    DelegationId,
    DistrictId,
    GroupId,
    ParticipantId,
    RequestId,
    SiteId,
    TransferId,
    VehicleId,
)
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityGroup,
    ActivityKind,
    Delegation,
    District,
    Group,
    GroupMember,
    Participant,
    Request,
    Severity,
    Site,
    SiteKind,
    Transfer,
    TransferGroup,
    Vehicle,
)
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.timeline.gestures import Drawing, Moving, Planning, Resizing
from smalltowns_desktop.gui.timeline.keys import edit_to_next_row, edits_in_time
from smalltowns_desktop.gui.timeline.laying_out import event_days, lay_out, lay_out_again
from smalltowns_desktop.gui.timeline.layout import Block, Column, DayLayout, RowsBy, item_in_row, neighbour
from smalltowns_desktop.gui.timeline.marks import mark
from smalltowns_desktop.gui.timeline.moves import (
    Edit,
    new_troubles,
    programme_after,
    shifted,
    snapped,
    times_of,
    visit_of,
)
from smalltowns_desktop.services.programme import ActivityEdit
from smalltowns_desktop.services.transport import TransferEdit
from tests.support.programme_changes import happen
from tests.support.programmes import MIDNIGHT, make_programme, programme_of, programmes

DAY = MIDNIGHT.date()
HERE, THERE = (
    Site(SiteId("s1"), "Сыроварня", DistrictId("d"), latitude=53.0, longitude=24.0, groups_at_once=1),
    Site(SiteId("s2"), "Музей", DistrictId("d"), latitude=53.3, longitude=24.6),
)
TOWNS = [Delegation(DelegationId(f"t{n}"), f"Город {n}", f"Г{n}", position=n, expected_size=10) for n in range(4)]
WHOLE = [Group(GroupId(f"g{n}"), f"Город {n}", town.id) for n, town in enumerate(TOWNS)]
ROWS = [District(DistrictId("d"), "Слоним"), HERE, THERE, *TOWNS, *WHOLE]


def at(hours: float) -> datetime:
    return MIDNIGHT + timedelta(hours=hours)


def activity(key: str, start: float, end: float, site: Site | None = HERE, **fields: object) -> Activity:
    place = None if site is None else site.id
    row = Activity(ActivityId(key), f"Дело {key}", ActivityKind.VISIT, at(start), at(end), site_id=place)
    return replace(row, **fields)  # type: ignore[arg-type]


def comes(key: str, *groups: int) -> list[ActivityGroup]:
    return [ActivityGroup(ActivityId(key), WHOLE[number].id) for number in groups]


def row_keys(layout: DayLayout) -> list[str]:
    return [row.key for row in layout.rows]


def test_rows_are_delegations_then_groups_across_them_then_what_belongs_to_nobody() -> None:
    across = Group(GroupId("x"), "Пресса")
    alone = activity("a", 9, 10)
    layout = lay_out(programme_of([*ROWS, across, alone]), DAY, RowsBy.DELEGATIONS)
    assert row_keys(layout) == [
        "delegation:t0",
        "delegation:t1",
        "delegation:t2",
        "delegation:t3",
        "group:x",
        "nowhere:",
    ]
    assert [block.activity for block in layout.content("nowhere:").blocks] == [alone]


def test_what_overlaps_stands_in_lanes_and_back_to_back_in_one() -> None:
    rows = [activity("a", 9, 10), activity("b", 9.5, 11), activity("c", 10, 12)]
    links = [link for row in rows for link in comes(row.id, 0)]
    layout = lay_out(programme_of([*ROWS, *rows, *links]), DAY, RowsBy.DELEGATIONS)
    assert [(block.activity.id, block.lane) for block in layout.content("delegation:t0").blocks] == [
        ("a", 0), ("b", 1), ("c", 0),
    ]  # fmt: skip
    first, second = layout.rows[:2]
    assert first.height > second.height
    assert second.top == first.bottom


def test_what_nearly_all_attend_is_one_column_cut_where_a_row_stays_away() -> None:
    rows = [*ROWS, activity("a", 9, 10), *comes("a", 0, 1, 3), activity("b", 11, 12), *comes("b", 0, 1)]
    layout = lay_out(programme_of(rows), DAY, RowsBy.DELEGATIONS)
    (column,) = layout.columns.values()
    assert (column.activity.id, column.people) == ("a", 30)
    assert layout.spans_of(column) == [(0, 112), (168, 224)]
    assert layout.rows_of == {"b": ("delegation:t0", "delegation:t1")}
    by_site = lay_out(programme_of(rows), DAY, RowsBy.SITES)
    assert not by_site.columns


def test_a_site_row_shows_whose_visits_they_are_and_a_quiet_hotel_has_none() -> None:
    hotel = Site(SiteId("h"), "Гостиница", DistrictId("d"), SiteKind.HOTEL)
    layout = lay_out(programme_of([*ROWS, hotel, activity("a", 9, 10), *comes("a", 1, 2)]), DAY, RowsBy.SITES)
    assert [row.title for row in layout.rows] == ["Музей", "Сыроварня"]
    (block,) = layout.content("site:s1").blocks
    assert [tile.code for tile in block.tiles] == ["Г1", "Г2"]


def test_vehicles_are_in_the_order_of_their_numbers_and_show_their_ways() -> None:
    buses = [Vehicle(VehicleId(f"v{n}"), f"Автобус {n}", 20) for n in (10, 2, 1)]
    ride = Transfer(TransferId("r"), VehicleId("v2"), HERE.id, THERE.id, at(9), at(10))
    riders = TransferGroup(ride.id, WHOLE[0].id)
    layout = lay_out(programme_of([*ROWS, *buses, ride, riders]), DAY, RowsBy.VEHICLES)
    assert [row.title for row in layout.rows] == ["Автобус 1", "Автобус 2", "Автобус 10"]
    (way,) = layout.content("vehicle:v2").ways
    assert (way.origin, way.destination, [tile.code for tile in way.tiles]) == ("Сыроварня", "Музей", ["Г0"])
    by_town = lay_out(programme_of([*ROWS, *buses, ride, riders]), DAY, RowsBy.DELEGATIONS)
    assert by_town.row_by_key["delegation:t0"].second == "Автобус 2"


def test_the_night_is_shown_as_far_as_something_lasts_and_again_on_the_next_day() -> None:
    programme = programme_of([*ROWS, activity("a", 22, 25.5), *comes("a", 0)])
    tonight, tomorrow = (lay_out(programme, DAY + timedelta(days=n), RowsBy.DELEGATIONS) for n in range(2))
    assert tonight.minutes == 26 * 60
    assert tomorrow.rows_of == {"a": ("delegation:t0",)}
    assert lay_out(programme, DAY + timedelta(days=2), RowsBy.DELEGATIONS).rows_of == {}


def test_days_are_those_of_the_event_and_any_other_on_which_something_is() -> None:
    early = activity("a", -30, -29)
    assert event_days(programme_of([*ROWS, early])) == [date(2025, 8, 10), date(2025, 8, 12), date(2025, 8, 13)]


@given(st.integers(0, 2**32), st.sampled_from(list(RowsBy)))
def test_a_layout_after_any_deeds_equals_one_made_anew(seed: int, rows_by: RowsBy) -> None:
    random = Random(seed)
    programme = make_programme(random)
    layout = lay_out(programme, DAY, rows_by)
    for _ in range(6):
        programme, changes = happen(random, programme)
        before = layout
        layout = lay_out_again(programme, before, changes)
        assert layout == lay_out(programme, DAY, rows_by)
        if rows_by is RowsBy.DELEGATIONS and changes.rows.keys() <= {"activities", "activity_groups"}:
            touched = changes["activities"] | changes.link_parts("activity_groups", 0)
            rows = {row for key in touched for row in (*before.rows_of.get(key, ()), *layout.rows_of.get(key, ()))}
            assert all(layout.contents[key] is before.contents[key] for key in layout.contents.keys() - rows)


@given(programmes(), st.sampled_from(list(RowsBy)))
def test_nothing_in_a_lane_overlaps_and_nothing_of_the_day_is_lost(programme: Programme, rows_by: RowsBy) -> None:
    layout = lay_out(programme, DAY, rows_by)
    for content in layout.contents.values():
        for one in content.blocks:
            for other in content.blocks:
                if one is not other and one.lane == other.lane:
                    assert one.ends_at <= other.starts_at or other.ends_at <= one.starts_at
    if rows_by is not RowsBy.VEHICLES:
        shown = set(layout.rows_of) | {column.activity.id for column in layout.columns.values()}
        assert {row.id for row in programme.activities.values() if row.starts_at.date() == DAY} <= shown


@given(programmes(), st.sampled_from(list(RowsBy)))
def test_marks_lie_on_what_is_there(programme: Programme, rows_by: RowsBy) -> None:
    layout = lay_out(programme, DAY, rows_by)
    marks = mark(programme, layout, check(programme))
    assert all(layout.item(key) is not None for key in marks.items)
    assert all(layout.way(key) is not None for key in marks.ways)
    assert marks.rows.keys() <= layout.row_by_key.keys()


def test_a_conflict_of_one_group_is_marked_in_its_row_only_and_the_missing_minutes_between() -> None:
    rows = [*ROWS, activity("a", 9, 10, HERE), activity("b", 10.25, 11, THERE), *comes("a", 0, 1), *comes("b", 0)]
    programme = programme_of(rows)
    layout = lay_out(programme, DAY, RowsBy.DELEGATIONS)
    travel = [conflict for conflict in check(programme) if conflict.rule == "group-travel"]
    marks = mark(programme, layout, travel)
    assert set(marks.items) == {"a@delegation:t0", "b@delegation:t0"}
    assert marks.rows == {"delegation:t0": Severity.ERROR}
    (way,) = marks.short_ways.values()
    assert (way.row, way.starts_at, way.ends_at, way.minutes) == (
        "delegation:t0", at(10), at(10.25), travel[0].minutes_short,
    )  # fmt: skip


def test_a_transfer_that_comes_too_late_is_marked_itself() -> None:
    bus = Vehicle(VehicleId("v"), "Автобус 1", 50)
    ride = Transfer(TransferId("r"), bus.id, HERE.id, THERE.id, at(10.2), at(11))
    rows = [*ROWS, bus, ride, TransferGroup(ride.id, WHOLE[0].id), activity("b", 10.9, 12, THERE), *comes("b", 0)]
    programme = programme_of(rows)
    conflicts = check(programme)
    marks = mark(programme, lay_out(programme, DAY, RowsBy.DELEGATIONS), conflicts)
    short = max(conflict.minutes_short or 0 for conflict in conflicts)
    assert short > 0
    assert marks.ways == {"r@delegation:t0": short}
    assert not marks.short_ways


def test_arrows_go_to_the_next_block_and_to_the_nearest_in_the_next_row_that_has_any() -> None:
    rows = [activity("a", 9, 10), activity("b", 11, 12), activity("c", 9, 9.5), activity("d", 11.5, 12)]
    links = [*comes("a", 0), *comes("b", 0), *comes("c", 2), *comes("d", 2)]
    layout = lay_out(programme_of([*ROWS, *rows, *links]), DAY, RowsBy.DELEGATIONS)
    first = ("a@delegation:t0", "delegation:t0")
    assert neighbour(layout, *first, (1, 0)) == ("b@delegation:t0", "delegation:t0")
    assert neighbour(layout, *first, (-1, 0)) is None
    assert neighbour(layout, *first, (0, 1)) == ("c@delegation:t2", "delegation:t2")
    assert neighbour(layout, "b@delegation:t0", "delegation:t0", (0, 1)) == ("d@delegation:t2", "delegation:t2")
    assert neighbour(layout, *first, (0, -1)) is None


# Gestures


def visits() -> Programme:
    rows = [activity("a", 9, 10), activity("b", 11, 12, THERE), *comes("a", 0, 1), *comes("b", 2)]
    return programme_of([*ROWS, *rows])


def of_visits(edits: Iterable[Edit]) -> list[ActivityEdit]:
    """Edits that are all of activities."""
    found = [edit for edit in edits if isinstance(edit, ActivityEdit)]
    assert len(found) == len(list(edits))
    return found


def of_rides(edits: Iterable[Edit]) -> list[TransferEdit]:
    """Edits that are all of transfers."""
    found = [edit for edit in edits if isinstance(edit, TransferEdit)]
    assert len(found) == len(list(edits))
    return found


def held(layout: DayLayout, key: str) -> Block:
    item = layout.item(key)
    assert isinstance(item, Block)
    return item


def test_a_drag_snaps_the_start_to_five_minutes_and_with_alt_to_one() -> None:
    programme = visits()
    layout = lay_out(programme, DAY, RowsBy.DELEGATIONS)
    moving = Moving(
        programme, layout, [programme.activities["a"]], held(layout, "a@delegation:t0"), "delegation:t0", 9 * 60 + 20
    )
    offer = moving.offer(9 * 60 + 33.4, layout.rows[0], fine=False)
    assert [edit.after.starts_at for edit in of_visits(offer.edits)] == [at(9) + timedelta(minutes=15)]
    offer = moving.offer(9 * 60 + 33.4, layout.rows[0], fine=True)
    assert [edit.after.starts_at for edit in of_visits(offer.edits)] == [at(9) + timedelta(minutes=13)]
    start, end = times_of(offer.edits[0].after)
    assert end - start == timedelta(hours=1)


def test_several_are_carried_by_the_same_and_only_the_held_one_changes_rows() -> None:
    programme = visits()
    layout = lay_out(programme, DAY, RowsBy.DELEGATIONS)
    both = [programme.activities["a"], programme.activities["b"]]
    moving = Moving(programme, layout, both, held(layout, "a@delegation:t0"), "delegation:t0", 540)
    first, second = of_visits(moving.offer(570, layout.rows[3], fine=False).edits)
    assert (first.leave, first.join, second.leave, second.join) == (("g0",), ("g3",), (), ())
    assert first.after.starts_at - at(9) == second.after.starts_at - at(11) == timedelta(minutes=30)


def test_another_site_row_is_another_site() -> None:
    programme = visits()
    layout = lay_out(programme, DAY, RowsBy.SITES)
    moving = Moving(programme, layout, [programme.activities["a"]], held(layout, "a@site:s1"), "site:s1", 540)
    (edit,) = moving.offer(540, layout.row_by_key["site:s2"], fine=False).edits
    assert edit.after == replace(programme.activities["a"], site_id=THERE.id)


def test_a_row_without_a_group_refuses_in_words() -> None:
    lonely = Delegation(DelegationId("t9"), "Зельва", "ЗВ", position=9)
    rows = [activity("a", 9, 10), *comes("a", 0), lonely]
    programme = programme_of([*ROWS, *rows])
    layout = lay_out(programme, DAY, RowsBy.DELEGATIONS)
    moving = Moving(
        programme, layout, [programme.activities["a"]], held(layout, "a@delegation:t0"), "delegation:t0", 540
    )
    refusal = moving.offer(540, layout.row_by_key["delegation:t9"], fine=False).refusal
    assert str(refusal) == "Зельва has no group yet."


@pytest.mark.parametrize(("at_start", "minute", "expected"), [(True, 700, (9.9166, 10)), (False, 500, (9, 9.0834))])
def test_an_activity_keeps_five_minutes_however_far_its_end_is_pulled(
    at_start: bool, minute: float, expected: tuple[float, float]
) -> None:
    programme = visits()
    layout = lay_out(programme, DAY, RowsBy.DELEGATIONS)
    pulling = Resizing(layout, programme.activities["a"], "delegation:t0", 541 if at_start else 599, at_start=at_start)
    (edit,) = of_visits(pulling.offer(minute, None, fine=False).edits)
    assert edit.after.ends_at - edit.after.starts_at == timedelta(minutes=5)
    assert edit.after.starts_at == at(round(expected[0] * 12) / 12)


def test_what_is_drawn_in_a_row_is_for_whom_the_row_is_and_in_a_site_row_at_the_site() -> None:
    programme = visits()
    layout = lay_out(programme, DAY, RowsBy.DELEGATIONS)
    (edit,) = of_visits(Drawing(programme, layout, layout.rows[1], 602, "Новое").offer(544, None, fine=False).edits)
    assert (edit.after.starts_at, edit.after.ends_at) == (at(9) + timedelta(minutes=5), at(10))
    assert (edit.join, edit.after.title) == (("g1",), "Новое")
    sites = lay_out(programme, DAY, RowsBy.SITES)
    row = sites.row_by_key["site:s2"]
    (edit,) = of_visits(Drawing(programme, sites, row, 540, "Новое").offer(600, None, fine=False).edits)
    assert (edit.after.site_id, edit.after.title, edit.after.kind) == (THERE.id, "Музей", ActivityKind.VISIT)


def test_a_request_stands_in_the_row_of_who_asked_wherever_it_is_held() -> None:
    wish = Request(RequestId("q"), THERE.id, delegation_id=TOWNS[2].id, minutes=45)
    programme = programme_of([*ROWS, wish])
    layout = lay_out(programme, DAY, RowsBy.DELEGATIONS)
    offer = Planning(programme, layout, wish).offer(601, layout.rows[0], fine=False)
    assert offer.row == "delegation:t2"
    (edit,) = of_visits(offer.edits)
    assert edit.join == ("g2",)
    assert edit.after.ends_at == at(10) + timedelta(minutes=45)


def test_alt_and_arrows_move_by_five_minutes_change_the_length_and_the_row() -> None:
    programme = visits()
    layout = lay_out(programme, DAY, RowsBy.DELEGATIONS)
    (later,) = of_visits(edits_in_time(programme, ["a"], 1, length=False))
    assert later.after.starts_at == at(9) + timedelta(minutes=5)
    (longer,) = of_visits(edits_in_time(programme, ["a"], 1, length=True))
    assert (longer.after.starts_at, longer.after.ends_at) == (at(9), at(10) + timedelta(minutes=5))
    found = edit_to_next_row(programme, layout, held(layout, "b@delegation:t2"), "delegation:t2", 1)
    assert found is not None
    (edit,) = of_visits([found[0]])
    assert (edit.leave, edit.join, found[1]) == (("g2",), ("g3",), "delegation:t3")
    assert edit_to_next_row(programme, layout, held(layout, "a@delegation:t0"), "delegation:t0", -1) is None


def rides() -> Programme:
    """Two buses; the first takes group 0 from here to there and comes back, the second is empty at that time."""
    buses = [Vehicle(VehicleId(f"v{n}"), f"Автобус {n}", seats) for n, seats in enumerate((20, 4))]
    there = Transfer(TransferId("out"), buses[0].id, HERE.id, THERE.id, at(9), at(10.5))
    back = Transfer(TransferId("back"), buses[0].id, THERE.id, HERE.id, at(15), at(16.5))
    riders = [TransferGroup(there.id, WHOLE[0].id), TransferGroup(back.id, WHOLE[0].id)]
    return programme_of([*ROWS, *buses, there, back, *riders])


def test_in_rows_of_vehicles_rides_are_what_is_chosen_and_elsewhere_they_are_strips() -> None:
    programme = rides()
    layout = lay_out(programme, DAY, RowsBy.VEHICLES)
    assert [piece.key for piece in layout.pieces("vehicle:v0")] == ["out@vehicle:v0", "back@vehicle:v0"]
    assert not layout.strips("vehicle:v0")
    assert neighbour(layout, "out@vehicle:v0", "vehicle:v0", (1, 0)) == ("back@vehicle:v0", "vehicle:v0")
    by_town = lay_out(programme, DAY, RowsBy.DELEGATIONS)
    assert not by_town.pieces("delegation:t0")
    assert [way.id for way in by_town.strips("delegation:t0")] == ["out", "back"]
    assert by_town.items_of("out") == []


def test_a_ride_is_moved_lengthened_and_given_to_another_vehicle() -> None:
    programme = rides()
    layout = lay_out(programme, DAY, RowsBy.VEHICLES)
    out = programme.transfers["out"]
    (item,) = layout.items_of("out")
    moving = Moving(programme, layout, [out], item, "vehicle:v0", 540)
    (edit,) = of_rides(moving.offer(572, layout.row_by_key["vehicle:v1"], fine=False).edits)
    assert edit.before == out
    assert edit.after == replace(out, vehicle_id=VehicleId("v1"), departs_at=at(9.5), arrives_at=at(11))
    assert moving.offer(572, layout.row_by_key["vehicle:v1"], fine=False).row == "vehicle:v1"
    pulling = Resizing(layout, out, "vehicle:v0", 630, at_start=False)
    (edit,) = of_rides(pulling.offer(661, None, fine=True).edits)
    assert (edit.after.departs_at, edit.after.arrives_at) == (at(9), at(11) + timedelta(minutes=1))
    (longer,) = of_rides(edits_in_time(programme, ["out"], -1, length=True))
    assert longer.after.arrives_at == at(10.5) - timedelta(minutes=5)
    found = edit_to_next_row(programme, layout, item, "vehicle:v0", 1)
    assert found is not None
    assert (of_rides([found[0]])[0].after.vehicle_id, found[1]) == ("v1", "vehicle:v1")


def test_a_ride_that_is_carried_says_that_the_other_bus_is_too_small() -> None:
    programme = rides()
    layout = lay_out(programme, DAY, RowsBy.VEHICLES)
    edits = [TransferEdit(row, replace(row, vehicle_id=VehicleId("v1"))) for row in [programme.transfers["out"]]]
    after, changes = programme_after(programme, edits)
    assert changes.rows == {"transfers": frozenset({"out"})}
    conflicts = check(after)
    assert "vehicle-seats" in {trouble.rule for trouble in new_troubles(check(programme), conflicts, edits)}
    marks = mark(after, lay_out(after, DAY, layout.rows_by), conflicts)
    assert marks.items["out@vehicle:v1"].severity is Severity.ERROR
    assert marks.rows["vehicle:v1"] is Severity.ERROR


def test_what_would_be_wrong_is_what_is_new_or_about_what_is_carried() -> None:
    programme = visits()
    conflicts = check(programme)
    edits = of_visits(shifted([programme.activities["b"]], timedelta(hours=-2)))
    after, changes = programme_after(programme, edits)
    assert changes.rows == {"activities": frozenset({"b"})}
    assert new_troubles(conflicts, check(after), edits) == []
    clash = [replace(edits[0], after=replace(edits[0].after, site_id=HERE.id), join=(WHOLE[0].id,))]
    after, changes = programme_after(programme, clash)
    troubles = new_troubles(conflicts, check(after), clash)
    assert {trouble.rule for trouble in troubles} >= {"group-overlap", "site-overload"}


def test_members_of_a_part_are_not_the_whole_of_their_delegation() -> None:
    anna = Participant(ParticipantId("p"), 1, "Ясень", "Анна", delegation_id=TOWNS[0].id)
    part = Group(GroupId("a-part"), "Часть", TOWNS[0].id)
    programme = programme_of([*ROWS, anna, part, GroupMember(part.id, anna.id)])
    wish = Request(RequestId("q"), THERE.id, delegation_id=TOWNS[0].id)
    assert visit_of(programme, wish, at(9)).join == (WHOLE[0].id,)


def test_a_column_is_found_in_each_of_its_rows() -> None:
    layout = lay_out(programme_of([*ROWS, activity("a", 9, 10), *comes("a", 0, 1, 2)]), DAY, RowsBy.DELEGATIONS)
    items = layout.items_of("a")
    assert isinstance(items[0], Column)
    assert item_in_row(items, "delegation:t2")[1] == "delegation:t2"
    assert item_in_row(items, "delegation:t3")[1] == "delegation:t0"


@given(st.floats(0, 1440), st.sampled_from([1, 5]))
def test_snapping_goes_to_the_nearest_step(minute: float, step: int) -> None:
    there = snapped(minute, step)
    assert there % step == 0
    assert abs(there - minute) <= step / 2


def test_a_change_of_people_only_touches_no_row() -> None:
    programme = visits()
    layout = lay_out(programme, DAY, RowsBy.DELEGATIONS)
    again = lay_out_again(programme, layout, Changes(2, {"accepted_conflicts": frozenset({"x"})}))
    assert again == layout
