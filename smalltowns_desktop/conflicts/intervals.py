"""What lies on a timeline, and the three questions asked of it: what overlaps, what comes next, when is it fullest.

Intervals are half-open: back to back is no overlap.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import chain, pairwise
from typing import NamedTuple

DAY = 24 * 60
"""Minutes."""


class Entry(NamedTuple):
    """An activity or a transfer. Sorts by time; "" stands for no place and no vehicle, so that any two compare."""

    start: int
    """Minutes, as `minute_of` counts them."""
    end: int
    id: str
    origin: str
    """Key of the site where one must be at the start; "": no place is said, or it does not matter."""
    destination: str
    """Key of the site where one is at the end: of an activity the same as `origin`."""
    vehicle: str
    """Key of the vehicle; "": this is an activity."""


def minute_of(moment: datetime) -> int:
    """Whole minutes since the calendar began: sums and comparisons of these are several times faster."""
    return moment.toordinal() * DAY + moment.hour * 60 + moment.minute


def minute_of_day(day: date) -> int:
    """The midnight with which the day begins."""
    return day.toordinal() * DAY


def moment_of(minute: int) -> datetime:
    """At the ends of the calendar its first and its last minute: the midnight after its last day has no name."""
    days, minutes = divmod(min(max(minute, _FIRST), _LAST), DAY)
    return datetime.fromordinal(days) + timedelta(minutes=minutes)


_FIRST, _LAST = minute_of_day(date.min), minute_of_day(date.max) + DAY - 1


def merged(timelines: Iterable[Sequence[Entry]]) -> list[Entry]:
    """Timelines as one, sorted; what is on several of them is there once."""
    entries = sorted(chain.from_iterable(timelines))
    return entries[:1] + [entry for before, entry in pairwise(entries) if entry != before]


def overlapping(entries: Sequence[Entry]) -> Iterable[tuple[Entry, Entry]]:
    """Every two of the sorted entries that share time, each pair in their order."""
    return () if _is_calm(entries) else _overlapping(entries)


def consecutive(entries: Sequence[Entry]) -> Iterable[tuple[Entry, Entry]]:
    """Every two of the sorted entries of which the second comes next after the first.

    That is: the first is over when the second starts, and no third one lies wholly between them. On a timeline
    without overlaps these are the neighbours. No entry may be empty.
    """
    return pairwise(entries) if _is_calm(entries) else _consecutive(entries)


def _is_calm(entries: Sequence[Entry]) -> bool:
    """Whether one thing comes after another: nearly every timeline of a real programme."""
    return all(first.end <= second.start for first, second in pairwise(entries))


def _overlapping(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    running: list[Entry] = []
    for entry in entries:
        running = [other for other in running if other.end > entry.start]
        for other in running:
            if other.start < entry.end:  # an empty entry shares no time with what starts at its moment
                yield other, entry
        running.append(entry)


def _consecutive(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    latest_end: list[int] = []
    for index, entry in enumerate(entries):
        last_start = None  # of those that are over when this one starts
        for before in range(index - 1, -1, -1):
            if last_start is not None and latest_end[before] <= last_start:
                break
            other = entries[before]
            if other.end <= entry.start:
                if last_start is None:
                    last_start = other.start
                if other.end > last_start:
                    yield other, entry
        latest_end.append(max(latest_end[-1], entry.end) if latest_end else entry.end)


def fullest_moments(entries: Sequence[Entry]) -> Iterable[Sequence[Entry]]:
    """The largest sets of the sorted entries that are all on at one moment, each once, by time."""
    return [(entry,) for entry in entries] if _is_calm(entries) else _fullest_moments(entries)


def _fullest_moments(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    running: list[Entry] = []
    for entry in entries:
        staying = [other for other in running if other.end > entry.start]
        if len(staying) < len(running):
            yield running
        running = [*staying, entry]
    if running:
        yield running
