"""The schedule's JSON as it comes: frab's and pretalx's own, and its successor with a flat list of events.

A value of an unexpected type is read as text where it can be, else left out and judged later, event by event.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from smalltowns_desktop.domain.errors import ScheduleUnreadable
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.exchange.schedule_model import RawEvent, RawPerson, RawRoom, RawSchedule, RawTrack

_REFERENCE = {"name", "guid", "slug"}
"""What a reference to a room or track is made of."""
_LANGUAGES = ("ru", "be", "en")
"""Which of the languages of a text is taken, the first that is there."""


def read_schedule_json(data: bytes, source: str) -> RawSchedule:
    """What the file says. Raises `ScheduleUnreadable`; `source` names the file in it."""
    document = _parse(data, source)
    schedule = _mapping(_mapping(document).get("schedule", document))
    conference = _mapping(schedule.get("conference"))
    if not conference:
        raise ScheduleUnreadable(
            source,
            say(
                "It is JSON, but holds no schedule with a conference. "
                "Choose a schedule.json as frab or pretalx export it."
            ),
        )
    days = [_mapping(day) for day in _items(conference.get("days"))]
    rooms = [_mapping(room) for room in _items(conference.get("rooms"))]
    room_names = {_text(room.get("guid")): _text(room.get("name")) for room in rooms if room.get("guid")}
    track_names = {
        _text(track.get("slug")): _text(track.get("name"))
        for track in map(_mapping, _items(conference.get("tracks")))
        if track.get("slug")
    }
    found = list(_events(schedule, days))
    return RawSchedule(
        title=_text(conference.get("title")),
        acronym=_text(conference.get("acronym")),
        venue=_text(conference.get("venue")),
        city=_text(conference.get("city")),
        timezone=_text(conference.get("time_zone_name")),
        day_change=_text(conference.get("day_change")),
        generator=_text(_mapping(_mapping(document).get("generator")).get("name")),
        rooms=(
            *(RawRoom(_text(room.get("name")), _text(room.get("guid")), _text(room.get("capacity"))) for room in rooms),
            *(RawRoom(name) for day in days for name, _ in _rooms_of(day)),
        ),
        tracks=tuple(
            RawTrack(_text(track.get("name")), _text(track.get("color")))
            for track in map(_mapping, _items(conference.get("tracks")))
        ),
        events=tuple(
            _event(number, event, day, room, room_names, track_names)
            for number, (event, day, room) in enumerate(found, start=1)
        ),
    )


def _parse(data: bytes, source: str) -> object:
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        raise ScheduleUnreadable(
            source,
            say(
                "The JSON is broken at line {line}, column {column}. Export it again, or have it mended there.",
                line=error.lineno,
                column=error.colno,
            ),
        ) from error
    except UnicodeDecodeError as error:
        raise ScheduleUnreadable(source, say("It is not UTF-8, as JSON must be. Export it as UTF-8.")) from error
    except ValueError as error:  # a whole number of thousands of digits
        raise ScheduleUnreadable(source, say("It holds a number that is too long to be one.")) from error
    except RecursionError as error:
        raise ScheduleUnreadable(source, say("Its elements are nested deeper than a schedule's ever are.")) from error


def _events(
    schedule: Mapping[str, Any], days: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[object, Mapping[str, Any], str]]:
    for day in days:
        for room, events in _rooms_of(day):
            for event in events:
                yield event, day, room
    for event in _items(schedule.get("events")):
        yield event, {}, ""


def _rooms_of(day: Mapping[str, Any]) -> Iterator[tuple[str, Sequence[object]]]:
    """Rooms as a mapping by name, or as a list of rooms that hold their events."""
    rooms = day.get("rooms")
    if isinstance(rooms, Mapping):
        for name, events in rooms.items():
            yield str(name), _items(events)
    else:
        for room in map(_mapping, _items(rooms)):
            yield _text(room.get("name")), _items(room.get("events"))


def _event(
    number: int,
    event: object,
    day: Mapping[str, Any],
    room: str,
    room_names: Mapping[str, str],
    track_names: Mapping[str, str],
) -> RawEvent:
    if not isinstance(event, Mapping):
        return RawEvent(number, title=_text(event)[:80], fault=say("This is no event: an event has fields with names."))
    place = event.get("room")
    place_guid = _text(_mapping(place).get("guid"))
    track = event.get("track")
    return RawEvent(
        number=number,
        guid=_text(event.get("guid")),
        id=_text(event.get("id")) or _text(event.get("code")),
        title=_text(event.get("title")),
        subtitle=_text(event.get("subtitle")),
        day=_text(day.get("date")),
        day_start=_text(day.get("day_start")) or _text(day.get("start")),
        date=_text(event.get("date")),
        start=_text(event.get("start")),
        end=_text(event.get("end")),
        duration=_text(event.get("duration")),
        room=_name(place) or room_names.get(place_guid, "") or room,
        room_guid=place_guid,
        track=_name(track) or track_names.get(_text(_mapping(track).get("slug")), _text(_mapping(track).get("slug"))),
        type=_text(event.get("type")),
        state=_text(event.get("state")),
        texts=(_text(event.get("abstract")), _text(event.get("description"))),
        links=tuple(
            (_text(link.get("title")), _text(link.get("url")) or _text(link.get("href")))
            for name in ("attachments", "links")
            for link in map(_mapping, _items(event.get(name)))
        ),
        people=tuple(_person(person) for name in ("persons", "participants") for person in _items(event.get(name))),
    )


def _person(person: object) -> RawPerson:
    if not isinstance(person, Mapping):
        return RawPerson(_text(person))
    name = next(
        (text for field in ("public_name", "name", "full_public_name") if (text := _text(person.get(field)))), ""
    )
    return RawPerson(
        name, _text(person.get("guid")), _text(person.get("id")) or _text(person.get("code")), _text(person.get("role"))
    )


def _name(value: object) -> str:
    """The name of a room or track: as text, in several languages, or in a reference."""
    if isinstance(value, Mapping) and not _REFERENCE.isdisjoint(value):
        return _text(value.get("name"))
    return _text(value)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _items(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _text(value: object) -> str:
    """A scalar as text; of a text in several languages one; anything else is no text."""
    match value:
        case str():
            return value.strip()
        case bool() | None:
            return ""
        case int() | float():
            return str(value)
        case Mapping():
            words = [value.get(language) for language in _LANGUAGES]
            return next(
                (word.strip() for word in (*words, *value.values()) if isinstance(word, str) and word.strip()), ""
            )
        case _:
            return ""
