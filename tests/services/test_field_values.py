"""What somebody types into a field, as a value."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.domain.model import EVENT_KEY, Event
from smalltowns_desktop.services import field_values

EVENT = Event(EVENT_KEY, "Съезд", date(2025, 8, 12), date(2025, 8, 15))
NEW_YEAR = Event(EVENT_KEY, "Съезд", date(2025, 12, 30), date(2026, 1, 2))


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("13.08.2025 09:30", datetime(2025, 8, 13, 9, 30)),
        ("2025-08-13 9:30", datetime(2025, 8, 13, 9, 30)),
        ("13.08 9:30", datetime(2025, 8, 13, 9, 30)),
        ("13.08., 9.30", datetime(2025, 8, 13, 9, 30)),
        ("13 9:30", datetime(2025, 8, 13, 9, 30)),
        ("9:30", datetime(2025, 8, 14, 9, 30)),
        ("11.8 23:05", datetime(2025, 8, 11, 23, 5)),
        ("  ", None),
    ],
)
def test_a_moment_may_leave_out_what_the_event_knows(typed: str, moment: datetime | None) -> None:
    assert field_values.read_moment("arrives_at", typed, EVENT, date(2025, 8, 14)) == moment


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("31.12", date(2025, 12, 31)),
        ("1", date(2026, 1, 1)),
        ("01.01", date(2026, 1, 1)),
        ("29.12", date(2025, 12, 29)),
    ],
)
def test_a_day_without_a_year_is_the_one_nearest_to_the_event(typed: str, day: date) -> None:
    assert field_values.read_day("day", typed, NEW_YEAR) == day


@pytest.mark.parametrize("typed", ["вчера", "32", "30.02", "9:30 13.08", "13.08.2025", "13.08 25:00", "0 9:30"])
def test_what_is_no_moment_is_refused_in_words(typed: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        field_values.read_moment("arrives_at", typed, EVENT)
    assert refusal.value.field == "arrives_at"


@given(st.datetimes(datetime(2025, 2, 20), datetime(2026, 1, 31)))
def test_a_day_of_the_event_read_back_is_the_same(moment: datetime) -> None:
    whole = moment.replace(second=0, microsecond=0)
    assert field_values.read_moment("at", f"{whole:%d.%m.%Y %H:%M}", EVENT) == whole
    assert field_values.read_moment("at", f"{whole:%Y-%m-%d %H:%M}", EVENT) == whole
    if date(2025, 3, 1) < whole.date() < date(2026, 1, 1):
        assert field_values.read_moment("at", f"{whole:%d.%m %H:%M}", EVENT) == whole


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (field_values.read_moment, field_values.read_day):
        try:
            read("at", text, EVENT)
        except InvalidValue as refusal:
            assert str(refusal.why)  # noqa: PT017 the other outcome is that it was read


def test_lines_numbers_and_telephones() -> None:
    assert field_values.read_line("name", " Бор\nгород ") == "Бор город"
    assert field_values.read_notes("notes", "а\r\nб ") == "а\nб"
    assert field_values.read_count("seats", "45", 0, 100) == 45
    assert field_values.read_count("seats", " ", 0, 100) is None
    assert field_values.read_telephone("phone", "+375 29 123-45-67") == "+375291234567"
    assert field_values.read_tongues("languages", "русский, английский") == ("ru", "en")
    assert field_values.read_tongues("languages", "") == ()
    assert field_values.read_clock("at", " 9:30") == time(9, 30)
    assert field_values.read_clock("at", "") is None
    with pytest.raises(InvalidValue):
        field_values.read_line("name", " ", needed=True)
    with pytest.raises(InvalidValue):
        field_values.read_count("seats", "много", 0, 100)
    with pytest.raises(InvalidValue):
        field_values.read_line("name", "я" * 4001)
