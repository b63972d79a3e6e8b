import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import icalendar
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.exchange.calendar import CalendarEntry, write_calendar

STAMP = datetime(2025, 8, 1, 12, 30, tzinfo=UTC)
START, END = datetime(2025, 8, 13, 9, 30), datetime(2025, 8, 13, 11, 0)


def entry(**fields: Any) -> CalendarEntry:
    return CalendarEntry(
        **{"uid": "1", "title": "T", "starts_at": START, "ends_at": END, "status": "CONFIRMED", **fields}
    )


def events_of(content: bytes) -> list[Any]:
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def test_an_entry_is_read_back_as_it_was() -> None:
    given_entry = entry(
        uid="a", title="Визит; на «ферму», всё", category="VISIT", location="Ферма, Мосты",
        description="Первая\nвторая\\n", position=(53.412, 24.541),
    )  # fmt: skip
    (event,) = events_of(write_calendar("Съезд", [given_entry], "Europe/Minsk", STAMP))
    assert (event["UID"], event["SUMMARY"], event["LOCATION"]) == ("a", "Визит; на «ферму», всё", "Ферма, Мосты")
    assert (event["DESCRIPTION"], event["STATUS"], event["CATEGORIES"].cats) == (
        "Первая\nвторая\\n",
        "CONFIRMED",
        ["VISIT"],
    )
    assert event["GEO"].to_ical() == "53.412;24.541"
    assert event.start.isoformat() == "2025-08-13T09:30:00+03:00"
    assert event.end.isoformat() == "2025-08-13T11:00:00+03:00"
    assert event["DTSTAMP"].dt == STAMP
    assert "ORGANIZER" not in event


def test_the_time_zone_is_defined_in_the_file() -> None:
    content = write_calendar("T", [entry()], "Europe/Berlin", STAMP)
    calendar = icalendar.Calendar.from_ical(content)
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Berlin"
    assert b"DTSTART;TZID=Europe/Berlin:20250813T093000" in content
    assert isinstance(zone, icalendar.Timezone)
    offset = zone.to_tz().utcoffset(START)
    assert offset is not None
    assert offset.total_seconds() == 7200


def test_utc_needs_no_definition() -> None:
    content = write_calendar("T", [entry()], "UTC", STAMP)
    assert b"VTIMEZONE" not in content
    assert b"DTSTART:20250813T093000Z" in content


def test_equal_entries_in_any_order_give_equal_bytes() -> None:
    several = [entry(uid=uid, starts_at=START.replace(hour=hour)) for uid, hour in (("b", 8), ("a", 9), ("c", 8))]
    content = write_calendar("T", several, "Europe/Minsk", STAMP)
    assert content == write_calendar("T", several[::-1], "Europe/Minsk", STAMP)
    assert [event["UID"] for event in events_of(content)] == ["b", "c", "a"]


def test_a_calendar_of_nothing_is_a_calendar() -> None:
    assert events_of(write_calendar("T", [], "Europe/Minsk", STAMP)) == []


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_lines_are_short_end_in_crlf_and_never_split_a_letter(title: str, notes: str) -> None:
    content = write_calendar(title, [entry(title=title, description=notes, location=title)], "Europe/Minsk", STAMP)
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    for line in lines:
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode("utf-8")


def test_naughty_strings_survive(shared_data: Path) -> None:
    naughty = json.loads((shared_data / "naughty" / "blns.json").read_text(encoding="utf-8"))
    entries = [
        entry(uid=f"{n:04}", title=f"T {text}", description=f"D {text}", location=f"L {text}")
        for n, text in enumerate(naughty)
    ]
    events = events_of(write_calendar("T", entries, "Europe/Minsk", STAMP))
    for event, text in zip(events, naughty, strict=True):
        assert str(event["SUMMARY"]) == " ".join(clean_text(f"T {text}").split())
        assert str(event["LOCATION"]) == " ".join(clean_text(f"L {text}").split())
        assert str(event["DESCRIPTION"]) == clean_text(f"D {text}", lines=True)
