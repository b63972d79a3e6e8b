"""When an event of a schedule file begins and ends, out of whatever the file says about it.

Either a moment (`2020-12-14T09:00:00+01:00`) or a clock time within a day. An offset is converted to the time zone of
the congress; without one a time is local to it. A clock time before the day's own beginning is in the night after it.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.exchange.schedule_model import RawEvent

LONGEST = timedelta(days=31)
_YEARS = range(1970, 2200)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:\.\d+)?)?")
_SPAN = re.compile(r"(\d{1,3}):(\d\d)(?::(\d\d))?")
_ISO_SPAN = re.compile(r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,7})(?:\.\d+)?S)?)?")
_MINUTES = re.compile(r"\d{1,4}(?:\.0)?")


class UnfitTimeError(Exception):
    """A value out of which no time can be made; `text` says why, in a whole sentence."""

    def __init__(self, field: str, value: str, text: Text) -> None:
        super().__init__(field, value, text)
        self.field = field
        self.value = value
        self.text = text


@dataclass(frozen=True, slots=True)
class Times:
    starts_at: datetime
    """Naive, local, whole minutes; so is `ends_at`."""
    ends_at: datetime
    remarks: tuple[UnfitTimeError, ...] = ()
    """What contradicts itself; a time was found all the same."""


def read_times(event: RawEvent, zone: tzinfo, day_change: time) -> Times:
    """The start and end of an event. Raises `UnfitTimeError` where there are none.

    Seconds are dropped at both ends, so that what met still meets.
    """
    remarks: list[UnfitTimeError] = []
    try:
        starts_at = _start(event, zone, day_change, remarks)
        ends_at = _end(event, starts_at, zone, remarks)
    except OverflowError as error:  # the year 1 or 9999 with an offset
        raise UnfitTimeError("date", event.date or event.day, say("No calendar has this time.")) from error
    first, last = _local(starts_at, zone), _local(ends_at, zone)
    if last <= first:
        raise UnfitTimeError("duration", event.duration or event.end, say("It takes no time at all."))
    if ends_at - starts_at > LONGEST:
        raise UnfitTimeError("duration", event.duration or event.end, say("It lasts longer than a month."))
    if first.year not in _YEARS or last.year not in _YEARS:
        raise UnfitTimeError("date", event.date or event.day, say("The year is impossible."))
    return Times(first, last, tuple(remarks))


def read_clock(value: str, zone: tzinfo) -> time | None:
    """The clock time out of `09:00`, `09:00:00` or a moment; None where there is none."""
    found = _CLOCK.fullmatch(value.strip())
    if found is not None:
        hours, minutes = int(found[1]), int(found[2])
        return time(hours, minutes) if hours < 24 and minutes < 60 else None
    try:
        return _local(_moment(value, zone), zone).time() if _is_moment(value) else None
    except (ValueError, OverflowError):
        return None


def _start(event: RawEvent, zone: tzinfo, day_change: time, remarks: list[UnfitTimeError]) -> datetime:
    for field, value in (("date", event.date), ("start", event.start)):
        if _is_moment(value):
            moment = _read_moment(field, value, zone)
            clock = _CLOCK.fullmatch(event.start)
            # Compared as written, before the offset is converted.
            if field == "date" and clock is not None and value[11:16] != f"{int(clock[1]):02}:{clock[2]}":
                text = say("“date” and “start” disagree; “date” ({date}) was taken.", date=value)
                remarks.append(UnfitTimeError("start", event.start, text))
            return moment
    if not event.start:
        raise UnfitTimeError("start", "", say("It has no start."))
    clock = _CLOCK.fullmatch(event.start)
    if clock is None or int(clock[2]) > 59 or int(clock[1]) > 47:
        raise UnfitTimeError("start", event.start, say("The start is no time such as 09:30."))
    written_day = event.date or event.day
    if not written_day:
        raise UnfitTimeError("date", "", say("It has no date."))
    try:
        day = date.fromisoformat(written_day)
    except ValueError as error:
        raise UnfitTimeError("date", written_day, say("The date is no day such as 2025-08-13.")) from error
    since_midnight = timedelta(hours=int(clock[1]), minutes=int(clock[2]))
    change = read_clock(event.day_start, zone) or day_change
    if not event.date and since_midnight < timedelta(hours=change.hour, minutes=change.minute):
        since_midnight += timedelta(days=1)
    return (datetime.combine(day, time()) + since_midnight).replace(tzinfo=zone)


def _end(event: RawEvent, starts_at: datetime, zone: tzinfo, remarks: list[UnfitTimeError]) -> datetime:
    """By the event's end where it is a moment, else by its duration."""
    span = _span(event.duration)
    by_span = None if span is None else (starts_at.astimezone(UTC) + span).astimezone(zone)
    if _is_moment(event.end):
        by_end = _read_moment("end", event.end, zone)
        if by_span is not None and by_span != by_end:
            text = say("“end” and “duration” disagree; “end” was taken.")
            remarks.append(UnfitTimeError("duration", event.duration, text))
        return by_end
    if by_span is not None:
        return by_span
    if not event.duration:
        raise UnfitTimeError("duration", "", say("It has no duration."))
    raise UnfitTimeError("duration", event.duration, say("The duration is no span of time such as 00:45."))


def _span(value: str) -> timedelta | None:
    """`H:MM`, `H:MM:SS`, ISO 8601 (`PT1H30M`) or plain minutes; None where it is none of them."""
    if found := _SPAN.fullmatch(value):
        return timedelta(hours=int(found[1]), minutes=int(found[2]), seconds=int(found[3] or 0))
    if (found := _ISO_SPAN.fullmatch(value)) and any(found.groups()):
        days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    return timedelta(minutes=float(value)) if _MINUTES.fullmatch(value) else None


def _is_moment(value: str) -> bool:
    """Whether it means to be a date with a time."""
    return len(value) > 10 and _DAY.match(value) is not None


def _read_moment(field: str, value: str, zone: tzinfo) -> datetime:
    try:
        return _moment(value, zone)
    except ValueError as error:
        raise UnfitTimeError(field, value, say("This is no moment such as 2025-08-13T09:30:00+03:00.")) from error


def _moment(value: str, zone: tzinfo) -> datetime:
    moment = datetime.fromisoformat(value)
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment


def _local(moment: datetime, zone: tzinfo) -> datetime:
    if moment.tzinfo is not zone:
        moment = moment.astimezone(zone)
    return moment.replace(second=0, microsecond=0, tzinfo=None, fold=0)
