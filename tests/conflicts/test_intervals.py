"""Timelines: what overlaps, what comes next, when it is fullest, beside definitions by pairs."""

from datetime import date, datetime
from itertools import combinations, permutations

from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.conflicts.intervals import (
    Entry,
    consecutive,
    fullest_moments,
    merged,
    minute_of,
    minute_of_day,
    moment_of,
    overlapping,
)

SPANS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 5)), max_size=8)


def timeline(spans: list[tuple[int, int]], least: int = 0) -> list[Entry]:
    entries = (Entry(start, start + max(least, long), f"{n}", "", "", "") for n, (start, long) in enumerate(spans))
    return sorted(entries)


def share_time(first: Entry, second: Entry) -> bool:
    return first.start < second.end and second.start < first.end


@given(SPANS)
def test_overlapping_gives_each_pair_that_shares_time_once(spans: list[tuple[int, int]]) -> None:
    entries = timeline(spans)
    found = list(overlapping(entries))
    assert len(found) == len(set(found))
    assert set(found) == {pair for pair in combinations(entries, 2) if share_time(*pair)}


@given(SPANS)
def test_consecutive_gives_what_comes_next_with_nothing_in_between(spans: list[tuple[int, int]]) -> None:
    entries = timeline(spans, least=1)
    expected = {
        (first, second)
        for first, second in permutations(entries, 2)
        if first.end <= second.start
        and not any(first.end <= other.start and other.end <= second.start for other in entries)
    }
    found = list(consecutive(entries))
    assert len(found) == len(set(found))
    assert set(found) == expected


@given(SPANS)
def test_fullest_moments_are_the_largest_sets_that_all_share_time(spans: list[tuple[int, int]]) -> None:
    entries = timeline(spans)
    together = [
        set(some)
        for count in range(1, len(entries) + 1)
        for some in combinations(entries, count)
        if all(share_time(*pair) for pair in combinations(some, 2))
    ]
    largest = [one for one in together if not any(one < other for other in together)]
    found = [set(moment) for moment in fullest_moments(entries)]
    assert sorted(map(sorted, found)) == sorted(map(sorted, largest))


@given(SPANS, SPANS)
def test_merged_timelines_hold_each_entry_once_in_order(one: list[tuple[int, int]], two: list[tuple[int, int]]) -> None:
    first, second = timeline(one), timeline(two)
    assert merged([first, second, first]) == sorted({*first, *second})


@given(st.datetimes().map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_minutes_and_moments_are_the_same(moment: datetime) -> None:
    assert moment_of(minute_of(moment)) == moment
    assert minute_of(moment) - minute_of_day(moment.date()) == moment.hour * 60 + moment.minute


def test_the_calendar_ends_with_its_last_minute() -> None:
    assert moment_of(minute_of_day(date.max) + 1440) == datetime(9999, 12, 31, 23, 59)
    assert moment_of(-5) == datetime(1, 1, 1)
