"""What somebody types into a field, as a value: texts, numbers, days, moments.

Every `read_...` raises `InvalidValue` with what the field should hold. Nothing typed is None for a number or a time.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.domain.model import Event
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.exchange import values
from smalltowns_desktop.exchange.people_values import read_languages
from smalltowns_desktop.exchange.values import BadCell

Value = TypeVar("Value")
LONGEST, LONGEST_NOTES = 4000, 100_000
"""Characters in a line of text, and in notes; the schema's limits."""
_SHORT_DAY = re.compile(r"\s*(\d{1,2})(?:[./](\d{1,2})\.?)?\s*")
_CLOCK_AT_END = re.compile(r"(.*?)[\s,]*(\d{1,2}[:.]\d{2})\s*", re.DOTALL)


def read_line(field: str, text: str, *, needed: bool = False) -> str:
    """One line of clean text; `needed`: it may not be empty."""
    line = _read(field, text, lambda: values.read_text(text, longest=LONGEST))
    if needed and not line:
        raise InvalidValue(field, text, say("Something has to stand here."))
    return line


def read_notes(field: str, text: str, *, longest: int = LONGEST_NOTES) -> str:
    """Clean text of several lines."""
    return _read(field, text, lambda: values.read_text(text, lines=True, longest=longest))


def read_telephone(field: str, text: str) -> str:
    """E.164 where it could be read, else as it came."""
    return _read(field, text, lambda: values.read_telephone(text))


def read_tongues(field: str, text: str) -> tuple[str, ...]:
    """Languages by their codes."""
    return _read(field, text, lambda: read_languages(values.read_text(text))) if text.strip() else ()


def read_count(field: str, text: str, least: int, most: int) -> int | None:
    """A whole number from `least` to `most`."""
    return _read(field, text, lambda: values.read_integer(text, least, most)) if text.strip() else None


def read_day(field: str, text: str, event: Event) -> date | None:
    """A date; the year, or the month too, may be left out where the event's own are meant."""
    if not text.strip():
        return None
    short = _SHORT_DAY.fullmatch(text)
    return _near(field, text, short, event) if short else _read(field, text, lambda: values.read_day(text))


def read_clock(field: str, text: str) -> time | None:
    """A time of day."""
    return _read(field, text, lambda: values.read_clock(text.strip())) if text.strip() else None


def read_moment(field: str, text: str, event: Event, usual: date | None = None) -> datetime | None:
    """A date and a time; the time alone is that of the `usual` day, else of the event's first."""
    if not text.strip():
        return None
    parts = _CLOCK_AT_END.fullmatch(text)
    if parts is None:
        raise InvalidValue(
            field, text, say("It should be a date and a time such as {example}.", example=_example(event))
        )
    day = read_day(field, parts[1], event) or usual or event.starts_on
    return datetime.combine(day, _read(field, text, lambda: values.read_clock(parts[2])))


def _near(field: str, text: str, short: re.Match[str], event: Event) -> date:
    """`13` or `13.08` as the day of the event's that it is likeliest to be: the one nearest to the first."""
    day, month = int(short[1]), int(short[2]) if short[2] else None
    around = (event.starts_on + timedelta(days=offset) for offset in range(-183, 184))
    alike = [other for other in around if other.day == day and month in (None, other.month)]
    if not alike:
        raise InvalidValue(field, text, say("There is no such day in the calendar."))
    return min(alike, key=lambda other: (_distance(other, event), other))


def _distance(day: date, event: Event) -> timedelta:
    """How far a day is from the event's days; zero for one of them."""
    return max(event.starts_on - day, day - event.ends_on, timedelta())


def _example(event: Event) -> str:
    return f"{event.starts_on:%d.%m} 09:30"


def _read(field: str, text: str, read: Callable[[], Value]) -> Value:
    try:
        return read()
    except BadCell as refusal:
        raise InvalidValue(field, text, refusal.text) from refusal
