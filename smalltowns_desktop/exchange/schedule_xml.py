"""frab's schedule.xml as it comes: Pentabarf, frab, pretalx, FOSDEM and what people make of them by hand.

Entities are refused before they can grow; namespaces are looked through; what the schema forbids is read as far as it
can be understood, and judged later, event by event.
"""

import html
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from smalltowns_desktop.domain.errors import ScheduleUnreadable
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.exchange.schedule_model import RawEvent, RawPerson, RawRoom, RawSchedule, RawTrack

_DEEPEST = 60
"""Levels; a schedule has seven, and an abstract may hold some HTML."""


def read_schedule_xml(data: bytes, source: str) -> RawSchedule:
    """What the file says. Raises `ScheduleUnreadable`; `source` names the file in it."""
    root = _parse(data, source)
    if root.tag != "schedule":
        raise ScheduleUnreadable(
            source,
            say(
                "It is XML, but its outermost element is “{name}”, not “schedule”. "
                "Choose a schedule.xml as frab or pretalx export it.",
                name=root.tag,
            ),
        )
    conference = root.find("conference")
    head = Element("conference") if conference is None else conference
    generator = root.find("generator")
    rooms = [
        RawRoom(room.get("name", ""), room.get("guid", "")) for day in root.iter("day") for room in day.findall("room")
    ]
    tracks = [RawTrack(track.get("name") or _text(track), track.get("color", "")) for track in head.findall("track")]
    return RawSchedule(
        title=_child(head, "title"),
        acronym=_child(head, "acronym"),
        venue=_child(head, "venue"),
        city=_child(head, "city"),
        timezone=_child(head, "time_zone_name"),
        day_change=_child(head, "day_change"),
        generator="" if generator is None else generator.get("name", ""),
        rooms=tuple(rooms),
        tracks=tuple(tracks),
        events=tuple(
            _event(number, element, day, room) for number, (element, day, room) in enumerate(_events(root), start=1)
        ),
    )


def _parse(data: bytes, source: str) -> Element:
    try:
        root: Element = fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise ScheduleUnreadable(
            source, say("It defines entities of its own, which a schedule never needs and which can do harm.")
        ) from error
    except ElementTree.ParseError as error:
        line, column = error.position
        raise ScheduleUnreadable(
            source,
            say(
                "The XML is broken at line {line}, column {column}. Export it again, or have it mended there.",
                line=line,
                column=column + 1,
            ),
        ) from error
    except (LookupError, ValueError) as error:  # an encoding that nobody knows, or one of several bytes a character
        raise ScheduleUnreadable(
            source, say("It is written in an encoding that XML readers do not know. Export it as UTF-8.")
        ) from error
    _look_through_namespaces(root, source)
    return root


def _look_through_namespaces(root: Element, source: str) -> None:
    level = [root]
    for _ in range(_DEEPEST):
        for element in level:
            if isinstance(element.tag, str):
                element.tag = element.tag.rpartition("}")[2]
        level = [child for element in level for child in element]
        if not level:
            return
    raise ScheduleUnreadable(source, say("Its elements are nested deeper than a schedule's ever are."))


def _events(root: Element) -> Iterator[tuple[Element, Element | None, Element | None]]:
    """Every event with the day and the room that it stands under, in the order of the file."""
    stack: list[tuple[Element, Element | None, Element | None]] = [(root, None, None)]
    while stack:
        element, day, room = stack.pop()
        if element.tag == "event":
            yield element, day, room
            continue
        if element.tag == "day":
            day = element
        elif element.tag == "room":
            room = element
        stack += [(child, day, room) for child in reversed(element)]


def _event(number: int, element: Element, day: Element | None, room: Element | None) -> RawEvent:
    named = _child(element, "room")
    above = "" if room is None else room.get("name", "")
    same_room = room is not None and (not named or named == above)
    return RawEvent(
        number=number,
        guid=element.get("guid", ""),
        id=element.get("id", "") or element.get("code", ""),
        title=_child(element, "title"),
        subtitle=_child(element, "subtitle"),
        day="" if day is None else day.get("date", ""),
        day_start="" if day is None else day.get("start", ""),
        date=_child(element, "date"),
        start=_child(element, "start"),
        end=_child(element, "end"),
        duration=_child(element, "duration"),
        room=named or above,
        room_guid=room.get("guid", "") if room is not None and same_room else "",
        track=_child(element, "track"),
        type=_child(element, "type"),
        state=_child(element, "state"),
        texts=tuple(_inner(child) for name in ("abstract", "description") for child in element.findall(name)),
        links=tuple(
            (_text(link), link.get("href", ""))
            for path in ("attachments/attachment", "links/link")
            for link in element.findall(path)
        ),
        people=tuple(
            RawPerson(_text(person), person.get("guid", ""), person.get("id", "") or person.get("code", ""))
            for person in element.findall("persons/person")
        ),
    )


def _child(element: Element, name: str) -> str:
    child = element.find(name)
    return "" if child is None else _text(child)


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _inner(element: Element) -> str:
    """The content of an element: text, or the HTML that somebody put there unescaped."""
    if not len(element):
        return element.text or ""
    return html.escape(element.text or "", quote=False) + "".join(
        ElementTree.tostring(child, encoding="unicode", method="html") for child in element
    )
