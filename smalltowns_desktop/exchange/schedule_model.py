"""What a conference schedule says: first word for word as its file has it, then understood.

`Raw...` is what the readers of XML and JSON agree on: text, nothing checked. The others hold times and kinds, and are
what a schedule file is written from as well.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from smalltowns_desktop.domain.model import ActivityKind, ActivityPart, ActivityStatus, Severity
from smalltowns_desktop.domain.names import FullName
from smalltowns_desktop.domain.text import Text

OWN_GENERATOR = "Smalltowns Desktop"
"""Stands in the files that this program writes: their texts are plain, so nothing in them is taken for mark-up."""


@dataclass(frozen=True, slots=True)
class RawPerson:
    name: str
    guid: str = ""
    id: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class RawRoom:
    name: str
    guid: str = ""
    seats: str = ""


@dataclass(frozen=True, slots=True)
class RawTrack:
    name: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class RawEvent:
    number: int
    """Its place in the file, from 1."""
    guid: str = ""
    id: str = ""
    title: str = ""
    subtitle: str = ""
    day: str = ""
    """The date of the day under which it stands."""
    day_start: str = ""
    """When that day begins: a start before this clock time is in the night after it."""
    date: str = ""
    start: str = ""
    end: str = ""
    duration: str = ""
    room: str = ""
    room_guid: str = ""
    track: str = ""
    type: str = ""
    state: str = ""
    texts: tuple[str, ...] = ()
    """Abstract and description, HTML or plain."""
    links: tuple[tuple[str, str], ...] = ()
    """Title and address."""
    people: tuple[RawPerson, ...] = ()
    fault: Text | None = None
    """Why nothing of it could be read."""


@dataclass(frozen=True, slots=True)
class RawSchedule:
    title: str = ""
    acronym: str = ""
    venue: str = ""
    city: str = ""
    timezone: str = ""
    day_change: str = ""
    generator: str = ""
    rooms: tuple[RawRoom, ...] = ()
    tracks: tuple[RawTrack, ...] = ()
    events: tuple[RawEvent, ...] = ()


@dataclass(frozen=True, slots=True)
class ScheduleProblem:
    """Something in the file that was refused (error), changed (warning) or only noticed (notice)."""

    row: int
    """The event's place in the file, from 1; 0: the file as a whole."""
    event: str
    """The event's title or id."""
    field: str
    value: str
    text: Text
    severity: Severity


@dataclass(frozen=True, slots=True)
class SchedulePerson:
    identity: str
    """What tells this person from others of the same conference, from one edition of the file to the next."""
    name: FullName
    guid: str = ""
    """Lower case, of the form of our keys; else ""."""

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.name.surname, self.name.given_name, self.name.patronymic) if part)


@dataclass(frozen=True, slots=True)
class ScheduleRoom:
    name: str
    guid: str = ""
    seats: int | None = None


@dataclass(frozen=True, slots=True)
class ScheduleTrack:
    name: str
    colour: str = ""
    """`#RRGGBB` or ""."""


@dataclass(frozen=True, slots=True)
class ScheduleEvent:
    number: int
    identity: str
    guid: str
    title: str
    kind: ActivityKind
    status: ActivityStatus
    starts_at: datetime
    """Naive, local to the event, whole minutes; so is `ends_at`."""
    ends_at: datetime
    room: str = ""
    """The name of one of the schedule's rooms; "": none."""
    track: str = ""
    notes: str = ""
    people: tuple[tuple[ActivityPart, str], ...] = ()
    """Part and the identity of one of the schedule's people."""


@dataclass(frozen=True, slots=True)
class Schedule:
    title: str
    acronym: str = ""
    venue: str = ""
    city: str = ""
    days: tuple[date, ...] = ()
    rooms: tuple[ScheduleRoom, ...] = ()
    tracks: tuple[ScheduleTrack, ...] = ()
    people: Mapping[str, SchedulePerson] = field(default_factory=dict)
    events: tuple[ScheduleEvent, ...] = ()
    rows_read: int = 0
    """Events in the file, the refused ones too."""
    problems: tuple[ScheduleProblem, ...] = ()
