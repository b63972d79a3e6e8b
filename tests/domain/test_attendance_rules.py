"""Counting who has come: the quick count beside the plain one."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.attendance import Standing, Tally, standing_of
from smalltowns_desktop.domain.checkin import Outcome, Place, Way
from smalltowns_desktop.domain.ids import new_id
from smalltowns_desktop.domain.model import CheckpointKind, Scan

NOW = datetime(2025, 8, 14, 9, 14, tzinfo=UTC)
DOOR, HALL, BUS = Place(CheckpointKind.DOOR), Place(CheckpointKind.ACTIVITY, "hall"), Place(CheckpointKind.VEHICLE, "b")
EXPECTED = {f"p{number}": ("a", "b", "")[number % 3] for number in range(9)}

standings = st.none() | st.builds(
    Standing,
    here=st.booleans(),
    entered_at=st.none() | st.integers(0, 20).map(lambda minutes: NOW - timedelta(minutes=minutes)),
    forced=st.booleans(),
)
steps = st.lists(st.tuples(st.sampled_from([*EXPECTED, "stranger"]), standings), max_size=40)


@given(steps)
def test_a_count_kept_scan_by_scan_is_the_count_of_everybody(changes: list[tuple[str, Standing | None]]) -> None:
    tally = Tally(EXPECTED)
    now: dict[str, Standing] = {}
    for person, standing in changes:
        tally.put(person, standing)
        now.pop(person, None)
        if standing is not None:
            now[person] = standing
        plain = [key for key, found in now.items() if found.here and key in EXPECTED]
        assert tally.came == len(plain)
        assert tally.missing == len(EXPECTED) - len(plain)
        assert tally.forced == sum(found.forced for found in now.values())
        for delegation in ("a", "b", ""):
            assert tally.came_of[delegation] == sum(EXPECTED[key] == delegation for key in plain)
            assert tally.expected_of[delegation] == 3
    recent = [
        row for row in now.values() if row.here and row.entered_at and NOW - row.entered_at < timedelta(minutes=5)
    ]
    assert tally.lately(NOW) == len(recent)


def scan(place: Place, minute: int, way: Way = Way.IN, *, forced: bool = False, voids: str = "") -> Scan:
    return Scan(
        id=new_id(), station="desk-1", sequence=minute + 1, at=f"2025-08-14T09:{minute:02d}:00+03:00",
        checkpoint_kind=place.kind, checkpoint_id=place.key, direction=way, code="",
        outcome=Outcome.VOIDED if voids else Outcome.ADMITTED, participant_id="p", operator="", reason="",
        forced=forced, implied=False, voids=voids, previous_hash="", hash="",
    )  # fmt: skip


NOWHERE: Mapping[str, str] = {}


def test_who_left_has_come_to_a_hall_and_is_not_aboard_a_bus() -> None:
    for place, here in ((HALL, True), (BUS, False)):
        standing = standing_of([scan(place, 1), scan(place, 5, Way.OUT)], place, None, NOWHERE)
        assert standing is not None
        assert standing.here is here


def test_an_entry_that_was_taken_back_leaves_no_trace() -> None:
    entry = scan(HALL, 1, forced=True)
    assert standing_of([entry, scan(HALL, 2, Way.VOID, voids=entry.id)], HALL, None, NOWHERE) is None


def test_a_reason_counts_only_where_it_was_given() -> None:
    scans = [scan(DOOR, 1), scan(HALL, 2, forced=True)]
    at_door, in_hall = (standing_of(scans, place, None, NOWHERE) for place in (DOOR, HALL))
    assert at_door is not None
    assert in_hall is not None
    assert (at_door.forced, in_hall.forced) == (False, True)


def test_yesterdays_entry_does_not_count_today() -> None:
    yesterday = replace(scan(BUS, 1), at="2025-08-13T09:01:00+03:00")
    assert standing_of([yesterday], BUS, datetime(2025, 8, 14), NOWHERE) is None
    assert standing_of([yesterday], BUS, datetime(2025, 8, 13), NOWHERE) is not None
