from dataclasses import replace
from datetime import datetime, time, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from smalltowns_desktop.exchange.schedule_model import RawEvent
from smalltowns_desktop.exchange.schedule_times import UnfitTimeError, read_clock, read_times

MINSK = ZoneInfo("Europe/Minsk")
BERLIN = ZoneInfo("Europe/Berlin")


def times(event: RawEvent, zone: ZoneInfo = MINSK, change: time = time(0)) -> tuple[datetime, datetime]:
    found = read_times(event, zone, change)
    return found.starts_at, found.ends_at


def test_a_clock_time_without_offset_is_local() -> None:
    found = times(RawEvent(1, day="2025-08-13", start="09:30", duration="00:45"))
    assert found == (datetime(2025, 8, 13, 9, 30), datetime(2025, 8, 13, 10, 15))


def test_an_offset_is_converted_to_the_clock_of_the_congress() -> None:
    found = times(RawEvent(1, date="2025-08-13T09:30:00+01:00", start="09:30", duration="00:45"))
    assert found == (datetime(2025, 8, 13, 11, 30), datetime(2025, 8, 13, 12, 15))


def test_a_moment_without_offset_is_local() -> None:
    assert times(RawEvent(1, date="2025-08-13T09:30:00", duration="1:00"))[0] == datetime(2025, 8, 13, 9, 30)
    assert times(RawEvent(1, date="2025-08-13 09:30", duration="1:00"))[0] == datetime(2025, 8, 13, 9, 30)


def test_a_date_without_time_takes_the_clock_time_of_start() -> None:
    assert times(RawEvent(1, date="2025-08-14", day="2025-08-13", start="9:05", duration="1:00"))[0] == datetime(
        2025, 8, 14, 9, 5
    )


def test_a_start_before_the_day_begins_is_in_the_night_after_it() -> None:
    late = RawEvent(1, day="2025-08-13", start="01:30", duration="01:00")
    assert times(late, change=time(6))[0] == datetime(2025, 8, 14, 1, 30)
    assert times(replace(late, day_start="2025-08-13T06:00:00+03:00"))[0] == datetime(2025, 8, 14, 1, 30)
    assert times(late, change=time(1))[0] == datetime(2025, 8, 13, 1, 30)


def test_an_hour_beyond_the_day_is_in_the_night_after_it() -> None:
    assert times(RawEvent(1, day="2025-08-13", start="25:30", duration="1:00"))[0] == datetime(2025, 8, 14, 1, 30)


def test_an_event_crosses_midnight() -> None:
    assert times(RawEvent(1, day="2025-08-13", start="23:30", duration="02:00"))[1] == datetime(2025, 8, 14, 1, 30)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("00:45", 45),
        ("1:05", 65),
        ("00:45:00", 45),
        ("26:00", 1560),
        ("PT30M", 30),
        ("PT1H30M", 90),
        ("P1DT1H", 1500),
        ("45", 45),
    ],
)
def test_durations_are_understood(written: str, minutes: int) -> None:
    start, end = times(RawEvent(1, day="2025-08-13", start="09:00", duration=written))
    assert end - start == timedelta(minutes=minutes)


def test_an_end_goes_before_a_duration_that_disagrees_and_that_is_said() -> None:
    event = RawEvent(1, start="2025-08-13T09:00:00+03:00", end="2025-08-13T10:00:00+03:00", duration="PT30M")
    found = read_times(event, MINSK, time(0))
    assert found.ends_at == datetime(2025, 8, 13, 10)
    assert [remark.field for remark in found.remarks] == ["duration"]


def test_a_date_and_a_start_that_disagree_are_said() -> None:
    event = RawEvent(1, date="2025-08-13T09:00:00+03:00", start="10:00", duration="00:30")
    found = read_times(event, MINSK, time(0))
    assert found.starts_at == datetime(2025, 8, 13, 9)
    assert [remark.field for remark in found.remarks] == ["start"]


def test_seconds_are_dropped_so_that_what_met_still_meets() -> None:
    first = times(RawEvent(1, date="2025-08-13T09:00:30+03:00", duration="00:29:45"))
    second = times(RawEvent(1, date="2025-08-13T09:30:15+03:00", duration="00:30:00"))
    assert first == (datetime(2025, 8, 13, 9, 0), datetime(2025, 8, 13, 9, 30))
    assert second[0] == first[1]


def test_a_duration_over_the_change_of_clocks_is_time_that_passed() -> None:
    start, end = times(RawEvent(1, date="2025-10-26T01:30:00+02:00", duration="03:00"), BERLIN)
    assert (start, end) == (datetime(2025, 10, 26, 1, 30), datetime(2025, 10, 26, 3, 30))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"day": "2025-08-13", "duration": "1:00"}, "start"),
        ({"day": "2025-08-13", "start": "soon", "duration": "1:00"}, "start"),
        ({"day": "2025-08-13", "start": "09:75", "duration": "1:00"}, "start"),
        ({"day": "2025-08-13", "start": "99:00", "duration": "1:00"}, "start"),
        ({"start": "09:00", "duration": "1:00"}, "date"),
        ({"day": "13.08.2025", "start": "09:00", "duration": "1:00"}, "date"),
        ({"day": "2025-02-30", "start": "09:00", "duration": "1:00"}, "date"),
        ({"date": "2025-02-30T09:00:00+03:00", "duration": "1:00"}, "date"),
        ({"date": "0001-01-01T00:00:00+14:00", "duration": "1:00"}, "date"),
        ({"date": "9999-12-31T23:00:00-12:00", "duration": "1:00"}, "date"),
        ({"date": "1812-06-24T09:00:00", "duration": "1:00"}, "date"),
        ({"day": "2025-08-13", "start": "09:00"}, "duration"),
        ({"day": "2025-08-13", "start": "09:00", "duration": "an hour"}, "duration"),
        ({"day": "2025-08-13", "start": "09:00", "duration": "-00:30"}, "duration"),
        ({"day": "2025-08-13", "start": "09:00", "duration": "00:00"}, "duration"),
        ({"day": "2025-08-13", "start": "09:00", "duration": "00:00:20"}, "duration"),
        ({"day": "2025-08-13", "start": "09:00", "duration": "999:00"}, "duration"),
        ({"date": "2025-08-13T09:00:00", "end": "2025-08-13T08:00:00"}, "duration"),
        ({"date": "2025-08-13T09:00:00", "end": "2025-08-99T08:00:00"}, "end"),
        ({"day": "2025-08-13", "start": "09:00", "duration": "9" * 5000}, "duration"),
    ],
)  # fmt: skip
def test_what_is_no_time_is_refused_by_its_field(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(UnfitTimeError) as caught:
        times(replace(RawEvent(1), **fields))
    assert caught.value.field == field


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)),
    st.integers(-12 * 60, 14 * 60),
    st.integers(1, 60 * 24 * 5),
    st.sampled_from(["Europe/Minsk", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "UTC"]),
)
def test_any_moment_comes_to_the_same_point_in_time(
    moment: datetime, offset: int, minutes: int, zone_name: str
) -> None:
    written = moment.replace(second=0, microsecond=0, tzinfo=timezone(timedelta(minutes=offset)))
    zone = ZoneInfo(zone_name)
    local_start, local_end = (
        moment.astimezone(zone).replace(tzinfo=None, fold=0)
        for moment in (written, written + timedelta(minutes=minutes))
    )
    assume(local_start < local_end)  # not so in the night when clocks go back
    found = times(RawEvent(1, date=written.isoformat(), end=(written + timedelta(minutes=minutes)).isoformat()), zone)
    assert found == (local_start, local_end)


@given(st.text())
def test_any_text_in_any_field_is_read_or_refused(text: str) -> None:
    for field in ("day", "day_start", "date", "start", "end", "duration"):
        changed: dict[str, Any] = {field: text}
        event = replace(RawEvent(1, day="2025-08-13", start="09:00", duration="00:30"), **changed)
        try:
            start, end = times(event)
        except UnfitTimeError:
            continue
        assert start < end


def test_a_clock_time_out_of_several_forms() -> None:
    assert read_clock("09:00:00", MINSK) == read_clock("2025-08-13T07:00:00+01:00", MINSK) == time(9)
    assert read_clock("25:00", MINSK) is read_clock("", MINSK) is read_clock("2025-13-13T07:00", MINSK) is None
