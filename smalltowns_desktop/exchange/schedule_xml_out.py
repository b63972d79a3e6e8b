"""A schedule.xml as the schema of c3voc wants it, for Giggity, EventFahrplan and whatever else reads it.

Equal schedules give equal bytes. Texts are plain; the generator's name says so to our own reader.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from xml.etree.ElementTree import Element, SubElement, indent, tostring
from zoneinfo import ZoneInfo

from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.exchange.schedule_model import (
    OWN_GENERATOR,
    Schedule,
    ScheduleEvent,
    SchedulePerson,
    ScheduleRoom,
)

LONGEST = timedelta(hours=99, minutes=59)
"""No longer duration fits into the format."""


def write_schedule_xml(
    schedule: Schedule, timezone: str, *, version: str, generator_version: str, language: str
) -> bytes:
    """The file. Every event has a guid and a numeric identity, every person a numeric identity, every room a guid."""
    zone = ZoneInfo(timezone)
    root = Element("schedule")
    SubElement(root, "generator", name=OWN_GENERATOR, version=generator_version)
    _say(root, "version", version)
    conference = SubElement(root, "conference")
    first, last = schedule.days[0], schedule.days[-1]
    for name, value in (
        ("title", _line(schedule.title)),
        ("acronym", schedule.acronym),
        ("start", first.isoformat()),
        ("end", last.isoformat()),
        ("days", str(len(schedule.days))),
        ("timeslot_duration", "00:05"),
        ("time_zone_name", timezone),
    ):
        _say(conference, name, value)
    for track in schedule.tracks:
        element = SubElement(conference, "track", name=_line(track.name))
        if track.colour:
            element.set("color", track.colour)
    by_day: dict[date, dict[str, list[ScheduleEvent]]] = defaultdict(lambda: defaultdict(list))
    for event in schedule.events:
        by_day[event.starts_at.date()][event.room].append(event)
    for index, day in enumerate(schedule.days, start=1):
        element = SubElement(
            root, "day", index=str(index), date=day.isoformat(),
            start=_moment(datetime.combine(day, time()), zone), end=_moment(datetime.combine(day, time(23, 59)), zone),
        )  # fmt: skip
        # The first day names every room, so that none is lost for having nothing in it.
        rooms = [room for room in schedule.rooms if index == 1 or room.name in by_day[day]]
        if "" in by_day[day]:
            rooms.append(_NOWHERE)
        for room in rooms:
            _write_room(element, room, by_day[day][room.name], schedule, zone, language)
    indent(root, space=" ")
    content: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return content


_NOWHERE = ScheduleRoom("")
"""The room of events that have none yet: the format knows no event outside a room."""


def _write_room(
    day: Element, room: ScheduleRoom, events: Sequence[ScheduleEvent], schedule: Schedule, zone: ZoneInfo, language: str
) -> None:
    element = SubElement(day, "room", name=_line(room.name))
    if room.guid:
        element.set("guid", room.guid)
    for event in sorted(events, key=lambda event: (event.starts_at, event.identity)):
        _write_event(element, event, schedule, zone, language)


def _write_event(room: Element, event: ScheduleEvent, schedule: Schedule, zone: ZoneInfo, language: str) -> None:
    element = SubElement(room, "event", guid=event.guid, id=event.identity)
    elapsed = event.ends_at.replace(tzinfo=zone).astimezone(UTC) - event.starts_at.replace(tzinfo=zone).astimezone(UTC)
    hours, minutes = divmod(int(elapsed.total_seconds()) // 60, 60)
    for name, value in (
        ("date", _moment(event.starts_at, zone)), ("start", f"{event.starts_at:%H:%M}"),
        ("duration", f"{hours:02}:{minutes:02}"), ("room", _line(event.room)), ("title", _line(event.title)),
        ("type", str(event.kind)), ("track", _line(event.track)), ("language", language),
        ("abstract", clean_text(event.notes, lines=True)),
    ):  # fmt: skip
        _say(element, name, value)
    people = SubElement(element, "persons")
    for _, identity in event.people:
        person = schedule.people[identity]
        child = SubElement(people, "person", id=person.identity)
        if person.guid:
            child.set("guid", person.guid)
        child.text = _person_name(person)


def _person_name(person: SchedulePerson) -> str:
    """Surname, given name, patronymic; no-break spaces inside each, so that they can be told apart again."""
    parts = (_line(part) for part in (person.name.surname, person.name.given_name, person.name.patronymic))
    return " ".join(part.replace(" ", "\u00a0") for part in parts if part)


def _say(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _moment(local: datetime, zone: ZoneInfo) -> str:
    return local.replace(tzinfo=zone).isoformat(timespec="seconds")
