"""A conference schedule understood: frab's schedule.xml or its JSON, whole, with a list of what did not fit.

An event that breaks the schema is refused by itself, with the reason; the others go on. Texts are cleaned and freed of
HTML; times are local to the congress; rooms, tracks and people are told apart once for the whole file.
"""

import codecs
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import time, tzinfo

from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.domain.errors import ScheduleUnreadable
from smalltowns_desktop.domain.model import ActivityKind, ActivityPart, ActivityStatus, Severity
from smalltowns_desktop.domain.names import INVISIBLE, mixes_scripts
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.exchange.plain_text import plain_text
from smalltowns_desktop.exchange.schedule_json import read_schedule_json
from smalltowns_desktop.exchange.schedule_model import (
    OWN_GENERATOR,
    RawEvent,
    RawSchedule,
    Schedule,
    ScheduleEvent,
    SchedulePerson,
    ScheduleProblem,
    ScheduleRoom,
    ScheduleTrack,
)
from smalltowns_desktop.exchange.schedule_people import (
    Identify,
    guid_of,
    identity_rule,
    namesakes,
    one_line,
    understand_person,
)
from smalltowns_desktop.exchange.schedule_times import UnfitTimeError, read_clock, read_times
from smalltowns_desktop.exchange.schedule_xml import read_schedule_xml

LONGEST_NAME = 4_000
LONGEST_NOTES = 100_000
_LONGEST_SOURCE = 4 * LONGEST_NOTES
"""Characters of HTML that are looked at; more than fits into notes anyway."""

_KINDS = {
    "keynote": ActivityKind.PLENARY, "opening": ActivityKind.PLENARY, "closing": ActivityKind.PLENARY,
    "lunch": ActivityKind.MEAL, "dinner": ActivityKind.MEAL, "breakfast": ActivityKind.MEAL,
    "bof": ActivityKind.MEETING, "discussion": ActivityKind.MEETING,
    "concert": ActivityKind.CULTURE, "performance": ActivityKind.CULTURE,
    "break": ActivityKind.FREE,
    **{str(kind): kind for kind in ActivityKind},
}  # fmt: skip
"""By the event's type; every other type is a section meeting."""
_STATES = {
    "draft": ActivityStatus.DRAFT, "submitted": ActivityStatus.DRAFT,
    "rejected": ActivityStatus.CANCELLED, "canceled": ActivityStatus.CANCELLED, "cancelled": ActivityStatus.CANCELLED,
    "withdrawn": ActivityStatus.CANCELLED, "deleted": ActivityStatus.CANCELLED,
}  # fmt: skip
"""By the event's state; what a schedule shows without one is confirmed."""
_PARTS = {"moderator": ActivityPart.MODERATOR, "host": ActivityPart.MODERATOR, "interpreter": ActivityPart.INTERPRETER}


def read_schedule(data: bytes, zone: tzinfo, source: str) -> Schedule:
    """The schedule in `data`, XML or JSON by its content, with local times of `zone`.

    Raises `ScheduleUnreadable`, in which `source` names the file.
    """
    raw = _read_raw(data, source)
    reading = _Reading(raw, zone, identity_rule(raw))
    return reading.schedule()


def _read_raw(data: bytes, source: str) -> RawSchedule:
    start = data[:400]
    for mark in (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        start = start.removeprefix(mark)
    start = start.replace(b"\0", b"").lstrip()
    if start.startswith(b"<"):
        return read_schedule_xml(data, source)
    if start.startswith((b"{", b"[")):
        return read_schedule_json(data, source)
    if not start:
        raise ScheduleUnreadable(source, say("It is empty."))
    if start.startswith(b"PK"):
        raise ScheduleUnreadable(
            source, say("It is a spreadsheet or a package. Use “import workbook” or “import participants” for it.")
        )
    raise ScheduleUnreadable(
        source, say("It is neither XML nor JSON. Choose a schedule.xml or schedule.json as frab or pretalx export it.")
    )


@dataclass
class _Reading:
    """One file on its way to being understood; collects problems as it goes."""

    raw: RawSchedule
    zone: tzinfo
    identify: Identify
    problems: list[ScheduleProblem] = field(default_factory=list)
    room_names: dict[str, str] = field(default_factory=dict)
    """By the folded name, as the name stands first."""
    track_names: dict[str, str] = field(default_factory=dict)
    people: dict[str, SchedulePerson] = field(default_factory=dict)

    def schedule(self) -> Schedule:
        raw = self.raw
        self._note_zone()
        rooms = self._rooms()
        tracks = self._tracks()
        self.problems += namesakes(raw, self.identify)
        events: list[ScheduleEvent] = []
        seen: Counter[str] = Counter()
        contents: dict[str, set[tuple[object, ...]]] = defaultdict(set)
        for raw_event in raw.events:
            event = self._event(raw_event)
            if event is None:
                continue
            content = (event.title, event.starts_at, event.ends_at, event.room)
            if content in contents[event.identity]:
                self._tell(raw_event, "id", raw_event.guid or raw_event.id, say("It stands in the file twice."))
                continue
            contents[event.identity].add(content)
            seen[event.identity] += 1
            if seen[event.identity] > 1:
                event = _told_apart(event, seen[event.identity])
                text = say("Another event has the same id; both were kept.")
                self._tell(raw_event, "id", raw_event.guid or raw_event.id, text, Severity.WARNING)
            events.append(event)
        if not raw.events:
            self.problems.append(ScheduleProblem(0, "", "", "", say("The file holds no events."), Severity.WARNING))
        return Schedule(
            title=self._label("title", raw.title),
            acronym=self._label("acronym", raw.acronym),
            venue=self._label("venue", raw.venue),
            city=self._label("city", raw.city),
            days=tuple(sorted({event.starts_at.date() for event in events})),
            rooms=rooms,
            tracks=tracks,
            people=self.people,
            events=tuple(events),
            rows_read=len(raw.events),
            problems=tuple(self.problems),
        )

    # The file as a whole

    def _note_zone(self) -> None:
        declared = self.raw.timezone
        local = any(not re.search(r"(Z|[+-]\d\d:?\d\d)$", event.date or event.start) for event in self.raw.events)
        if declared and local and declared != str(self.zone):
            text = say(
                "The file says that it is in the time zone {theirs}. Times without an offset were taken as {ours}.",
                theirs=declared,
                ours=str(self.zone),
            )
            self.problems.append(ScheduleProblem(0, "", "time_zone_name", declared, text, Severity.NOTICE))

    def _rooms(self) -> tuple[ScheduleRoom, ...]:
        """Rooms by name, declared ones first. A guid that two names share tells neither."""
        guids: dict[str, str] = {}
        seats: dict[str, int] = {}
        declared = ((room.name, room.guid, room.seats) for room in self.raw.rooms)
        for raw_name, raw_guid, raw_seats in (*declared, *((e.room, e.room_guid, "") for e in self.raw.events)):
            name = self._label("room", raw_name)
            if not name:
                continue
            key = _fold(name)
            self.room_names.setdefault(key, name)
            if guid := guid_of(raw_guid):
                guids.setdefault(key, guid)
            if raw_seats.isascii() and raw_seats.isdigit() and len(raw_seats) < 7:
                seats.setdefault(key, int(raw_seats))
        shared = {guid for guid, count in Counter(guids.values()).items() if count > 1}
        for guid in sorted(shared):
            names = [self.room_names[key] for key in guids if guids[key] == guid]
            text = say("The rooms {names} share one guid; they were told apart by name.", names=names)
            self.problems.append(ScheduleProblem(0, "", "room", guid, text, Severity.NOTICE))
        return tuple(
            ScheduleRoom(name, "" if guids.get(key, "") in shared else guids.get(key, ""), seats.get(key))
            for key, name in self.room_names.items()
        )

    def _tracks(self) -> tuple[ScheduleTrack, ...]:
        colours: dict[str, str] = {}
        declared = [(track.name, track.colour) for track in self.raw.tracks]
        for raw_name, colour in (*declared, *((event.track, "") for event in self.raw.events)):
            if name := self._label("track", raw_name):
                self.track_names.setdefault(_fold(name), name)
                if re.fullmatch("#[0-9a-fA-F]{6}", colour):
                    colours.setdefault(_fold(name), colour.upper())
        return tuple(ScheduleTrack(name, colours.get(key, "")) for key, name in self.track_names.items())

    def _label(self, field_name: str, value: str) -> str:
        """The name of something that many events share; told once if it is too long."""
        name = one_line(value)
        if len(name) <= LONGEST_NAME:
            return name
        text = say("This is too long; the first {count} characters were kept.", count=LONGEST_NAME)
        problem = ScheduleProblem(0, "", field_name, name[:80], text, Severity.WARNING)
        if problem not in self.problems:
            self.problems.append(problem)
        return name[:LONGEST_NAME].rstrip()

    # One event

    def _event(self, raw: RawEvent) -> ScheduleEvent | None:
        """None: refused, and said why."""
        if raw.fault is not None:
            self._tell(raw, "", "", raw.fault)
            return None
        title = self._short(raw, "title", raw.title)
        if not title:
            self._tell(raw, "title", "", say("It has no title."))
            return None
        change = read_clock(self.raw.day_change, self.zone) or time()
        try:
            times = read_times(raw, self.zone, change)
        except UnfitTimeError as unfit:
            self._tell(raw, unfit.field, unfit.value, unfit.text)
            return None
        for remark in times.remarks:
            self._tell(raw, remark.field, remark.value, remark.text, Severity.WARNING)
        room = self.room_names.get(_fold(self._label("room", raw.room)), "")
        if not room:
            self._tell(raw, "room", "", say("It has no room, so it has no place yet."), Severity.WARNING)
        guid = guid_of(raw.guid)
        return ScheduleEvent(
            number=raw.number,
            identity=guid or one_line(raw.guid or raw.id) or f"{_fold(title)} {times.starts_at:%Y-%m-%d}",
            guid=guid,
            title=title,
            kind=_KINDS.get(_fold(raw.type), ActivityKind.SECTION),
            status=_STATES.get(_fold(raw.state), ActivityStatus.CONFIRMED),
            starts_at=times.starts_at,
            ends_at=times.ends_at,
            room=room,
            track=self.track_names.get(_fold(self._label("track", raw.track)), ""),
            notes=self._notes(raw),
            people=tuple(self._parts(raw)),
        )

    def _notes(self, raw: RawEvent) -> str:
        words = [source[:_LONGEST_SOURCE] for source in raw.texts]
        is_own = self.raw.generator == OWN_GENERATOR
        texts = [clean_text(text if is_own else plain_text(text), lines=True) for text in words]
        # Many systems repeat the abstract at the beginning of the description.
        texts = [
            text for place, text in enumerate(texts) if not any(more.startswith(text) for more in texts[place + 1 :])
        ]
        links = (" ".join(filter(None, map(one_line, link))) for link in raw.links)
        notes = "\n\n".join(filter(None, (one_line(raw.subtitle), *texts, "\n".join(filter(None, links)))))
        if len(notes) > LONGEST_NOTES or any(len(source) > _LONGEST_SOURCE for source in raw.texts):
            notes = notes[:LONGEST_NOTES].rstrip()
            text = say("Its text is too long; the first {count} characters were kept.", count=len(notes))
            self._tell(raw, "abstract", "", text, Severity.WARNING)
        return notes

    def _parts(self, raw: RawEvent) -> Iterable[tuple[ActivityPart, str]]:
        parts: dict[tuple[ActivityPart, str], None] = {}
        for person in raw.people:
            written = self._short(raw, "persons", person.name)
            name = " ".join(INVISIBLE.sub("", written).split())
            if not name:
                self._tell(raw, "persons", person.id, say("One of its people has no name."), Severity.WARNING)
                continue
            identity = self.identify(person)
            if identity not in self.people:
                self._point_out(raw, written, name)
                self.people[identity] = understand_person(self.raw, person, identity, name)
            parts[_PARTS.get(_fold(person.part), ActivityPart.SPEAKER), identity] = None
        return parts

    def _point_out(self, raw: RawEvent, written: str, name: str) -> None:
        """What is odd about a name as it was written."""
        if name != written:
            text = say("It had invisible characters or marks of direction; they were taken out.")
            self._tell(raw, "persons", name, text, Severity.WARNING)
        if mixes_scripts(name):
            self._tell(raw, "persons", name, say("It mixes Cyrillic and Latin letters."), Severity.NOTICE)

    def _short(self, raw: RawEvent, field_name: str, value: str) -> str:
        name = one_line(value)
        if len(name) > LONGEST_NAME:
            name = name[:LONGEST_NAME].rstrip()
            text = say("This is too long; the first {count} characters were kept.", count=len(name))
            self._tell(raw, field_name, name[:80], text, Severity.WARNING)
        return name

    def _tell(
        self, raw: RawEvent, field_name: str, value: str, text: Text, severity: Severity = Severity.ERROR
    ) -> None:
        called = one_line(raw.title)[:200] or raw.guid or raw.id
        self.problems.append(ScheduleProblem(raw.number, called, field_name, clean_text(value)[:200], text, severity))


def _told_apart(event: ScheduleEvent, count: int) -> ScheduleEvent:
    """The same id again, in another slot: a talk that is given twice."""
    return ScheduleEvent(
        event.number, f"{event.identity}\n{count}", "", event.title, event.kind, event.status,
        event.starts_at, event.ends_at, event.room, event.track, event.notes, event.people,
    )  # fmt: skip


def _fold(value: str) -> str:
    return value.strip().casefold()
