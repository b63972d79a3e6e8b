"""iCalendar (RFC 5545) for telephones: what is when and where, with the time zone it is meant in.

Equal entries give equal bytes: nothing is taken from the clock or at random.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from smalltowns_desktop.domain.clean import clean_text

_PRODUCT = "-//Smalltowns Desktop//EN"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    uid: str
    """The same for the same thing in every calendar, for ever."""
    title: str
    starts_at: datetime
    """Naive, local; so is `ends_at`."""
    ends_at: datetime
    status: str
    """`CONFIRMED`, `TENTATIVE` or `CANCELLED`."""
    category: str = ""
    location: str = ""
    description: str = ""
    position: tuple[float, float] | None = None
    """Latitude and longitude, degrees."""


def write_calendar(title: str, entries: Sequence[CalendarEntry], timezone: str, stamp: datetime) -> bytes:
    """The calendar file. `stamp`: when its content was last changed, UTC."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", _line(title))
    calendar.add("x-wr-timezone", timezone)
    zone = ZoneInfo(timezone)
    if entries and timezone != "UTC":
        first = min(entry.starts_at.year for entry in entries)
        last = max(entry.ends_at.year for entry in entries)
        calendar.add_component(Timezone.from_tzinfo(zone, timezone, date(first, 1, 1), date(last + 1, 1, 1)))
    for entry in sorted(entries, key=lambda entry: (entry.starts_at, entry.uid)):
        calendar.add_component(_event(entry, zone, stamp))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: CalendarEntry, zone: ZoneInfo, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("dtstart", entry.starts_at.replace(tzinfo=zone))
    event.add("dtend", entry.ends_at.replace(tzinfo=zone))
    event.add("summary", _line(entry.title))
    event.add("status", entry.status)
    if entry.category:
        event.add("categories", [entry.category])
    if entry.location:
        event.add("location", _line(entry.location))
    if description := clean_text(entry.description, lines=True):
        event.add("description", description)
    if entry.position is not None:
        event.add("geo", entry.position)
    return event


def _line(text: str) -> str:
    return " ".join(clean_text(text).split())
