"""The programme as schedule.xml, for conference apps."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from smalltowns_desktop import __version__
from smalltowns_desktop.domain.ids import is_id
from smalltowns_desktop.domain.model import Activity, ActivityPart, ActivityStatus, Participant
from smalltowns_desktop.domain.names import FullName
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.exchange.schedule_model import (
    Schedule,
    ScheduleEvent,
    SchedulePerson,
    ScheduleRoom,
    ScheduleTrack,
)
from smalltowns_desktop.exchange.schedule_xml_out import LONGEST, write_schedule_xml
from smalltowns_desktop.services.files import write_file
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import load_programme

_KEYS = uuid.UUID("0b3f0a86-0a4e-5d6e-8f57-5b7a1c0f9e11")
"""Namespace of guids for keys that are none themselves."""


@dataclass(frozen=True, slots=True)
class ScheduleExport:
    path: Path
    events: int
    cancelled: int
    """Activities that were left out because nobody should go there."""
    too_long: tuple[str, ...]
    """Titles of activities that were left out because the format knows no duration of four days and more."""


def export_schedule_xml(db: Database, out: str | Path) -> ScheduleExport:
    """Write schedule.xml. Raises `FolderNotWritable`, `DiskFull`."""
    programme = load_programme(db)
    going_on = [row for row in programme.activities.values() if row.status is not ActivityStatus.CANCELLED]
    shown = [row for row in going_on if row.ends_at - row.starts_at <= LONGEST]
    event = programme.event
    content = write_schedule_xml(
        _schedule(programme, shown), event.timezone, version=f"{event.edition}.{programme.revision}",
        generator_version=__version__, language=event.language,
    )  # fmt: skip
    write_file(out, content)
    return ScheduleExport(
        Path(out), len(shown), len(programme.activities) - len(going_on),
        tuple(row.title for row in going_on if row.ends_at - row.starts_at > LONGEST),
    )  # fmt: skip


def guid_of(key: str) -> str:
    """The key itself, or what stands for one that is no UUID."""
    return key if is_id(key) else str(uuid.uuid5(_KEYS, key))


def _schedule(programme: Programme, shown: Sequence[Activity]) -> Schedule:
    event = programme.event
    rooms = _room_names(programme, shown)
    numbers = _numbers(row.id for row in shown)
    speakers = {row.id: _speakers(programme, row) for row in shown}
    directions = sorted(programme.directions.values(), key=lambda row: (row.position, row.name))
    tracks = {row.id: row.name for row in directions}
    return Schedule(
        title=event.title,
        acronym=f"congress-{event.starts_on.year:04}",
        days=tuple(sorted({row.starts_at.date() for row in shown} | {event.starts_on, event.ends_on})),
        rooms=tuple(ScheduleRoom(name, guid_of(key)) for key, name in rooms.items()),
        tracks=tuple(ScheduleTrack(row.name, row.colour) for row in directions),
        people={str(person.number): _person(person) for people in speakers.values() for person in people},
        events=tuple(
            ScheduleEvent(
                number=number,
                identity=str(numbers[row.id]),
                guid=guid_of(row.id),
                title=row.title,
                kind=row.kind,
                status=row.status,
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                room=rooms.get(_place_key(row), ""),
                track=tracks[row.direction_id] if row.direction_id else "",
                notes=row.notes,
                people=tuple((ActivityPart.SPEAKER, str(person.number)) for person in speakers[row.id]),
            )
            for number, row in enumerate(shown, start=1)
        ),
    )


def _speakers(programme: Programme, activity: Activity) -> list[Participant]:
    """Who stands in a public programme: speakers, then moderators, each once."""
    parts = programme.people_by_activity.get(activity.id, ())
    found: dict[str, Participant] = {}
    for wanted in (ActivityPart.SPEAKER, ActivityPart.MODERATOR):
        people = [programme.participants[key] for part, key in parts if part is wanted]
        found |= {person.id: person for person in sorted(people, key=lambda person: person.number)}
    return list(found.values())


def _person(person: Participant) -> SchedulePerson:
    name = FullName(person.surname, person.given_name, person.patronymic)
    return SchedulePerson(str(person.number), name, guid_of(person.id))


def _place_key(activity: Activity) -> str:
    return activity.hall_id or activity.site_id or ""


def _room_names(programme: Programme, shown: Iterable[Activity]) -> dict[str, str]:
    """The name of every hall, and of every site where something is outside of halls, by key and in order of names.

    A room is called as its hall; where another is called the same, the site is added, and a number if need be.
    """
    names: dict[str, tuple[str, str]] = {}
    for hall in programme.halls.values():
        names[hall.id] = (hall.name, programme.sites[hall.site_id].name)
    for row in shown:
        if row.hall_id is None and row.site_id is not None:
            site = programme.sites[row.site_id]
            names[site.id] = (site.name, programme.districts[site.district_id].name)
    repeated = Counter(_fold(name) for name, _ in names.values())
    rooms: dict[str, str] = {}
    taken: Counter[str] = Counter()
    for key, (name, whose) in sorted(names.items(), key=lambda item: (item[1], item[0])):
        full = f"{name} ({whose})" if repeated[_fold(name)] > 1 else name
        taken[_fold(full)] += 1
        rooms[key] = full if taken[_fold(full)] == 1 else f"{full} {taken[_fold(full)]}"
    return rooms


def _numbers(keys: Iterable[str]) -> dict[str, int]:
    """A number from 1 to 2³¹ - 1 for each key, made from it, so that it stays when others come or go."""
    numbers: dict[str, int] = {}
    used: set[int] = set()
    for key in sorted(keys):
        number = uuid.uuid5(_KEYS, key).int % (2**31 - 1) + 1
        while number in used:
            number = number % (2**31 - 1) + 1
        used.add(number)
        numbers[key] = number
    return numbers


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()
