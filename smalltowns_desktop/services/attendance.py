"""Who has come to a checkpoint: counted once, then kept true with what was scanned since, here or at another desk."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from smalltowns_desktop.domain.attendance import Standing, day_begins, expected_people, standing_of
from smalltowns_desktop.domain.checkin import Appointment, Place, next_appointment
from smalltowns_desktop.domain.model import Participant, Scan
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.storage.attendance import Marks, last_scans_at, people_scanned_after, read_marks, visitors
from smalltowns_desktop.storage.checkins import CheckinBook, Holder
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows


@dataclass(frozen=True, slots=True)
class Attendance:
    """A checkpoint's count, and what it was made from."""

    place: Place
    begins: datetime | None
    """Entries before this local time do not count; None: all do."""
    expected: Mapping[str, str]
    """The delegation of each person expected, "" for none."""
    standings: Mapping[str, Standing]
    site_of_activity: Mapping[str, str]
    marks: Marks


@dataclass(frozen=True, slots=True)
class AttendanceNews:
    """What was scanned since a count: people whose standing may have changed."""

    standings: Mapping[str, Standing | None]
    marks: Marks
    is_whole: bool = False
    """The standings are those of everybody: rows came in between, as after a merge."""


def take_attendance(
    db: Database, programme: Programme, place: Place, moment: datetime, breathe: Callable[[], None] = lambda: None
) -> Attendance:
    """Count a checkpoint from its scans; `moment` is local to the event. `breathe` is called after every person, so
    that a long count can give way or be given up."""
    begins = day_begins(programme, place, moment)
    people = programme.participants
    expected: dict[str, str] = {
        person: people[person].delegation_id or ""
        for person in expected_people(programme, place, begins)
        if person in people
    }
    sites: dict[str, str] = {
        row.id: site.id for row in programme.activities.values() if (site := programme.site_of(row)) is not None
    }
    with db.reading() as connection:
        marks = read_marks(connection)
        standings: dict[str, Standing] = {}
        for scans in visitors(connection, place):
            standing = standing_of(scans, place, begins, sites)
            if standing is not None:
                standings[scans[0].participant_id] = standing
            breathe()
    return Attendance(place, begins, expected, standings, sites, marks)


def read_news(db: Database, known: Attendance, marks: Marks) -> AttendanceNews:
    """What was scanned since `marks`, by whatever desk."""
    with db.reading() as connection:
        now = read_marks(connection)
        people: set[str] = set()
        for station, (last, count) in now.items():
            last_known, count_known = marks.get(station, (0, 0))
            if (last, count) == (last_known, count_known):
                continue
            if last - last_known != count - count_known:  # older rows came too
                whole = {
                    scans[0].participant_id: _standing(scans, known) for scans in visitors(connection, known.place)
                }
                return AttendanceNews(whole, now, is_whole=True)
            people |= people_scanned_after(connection, station, last_known)
        book = CheckinBook(connection)
        return AttendanceNews({person: _standing(book.scans_of(person), known) for person in people if person}, now)


def standings_now(db: Database, known: Attendance, people: Collection[str]) -> dict[str, Standing | None]:
    """Where some people stand at this moment."""
    with db.reading() as connection:
        book = CheckinBook(connection)
        return {person: _standing(book.scans_of(person), known) for person in people}


def next_of_person(db: Database, person: Participant, moment: datetime) -> Appointment | None:
    """What a person does now or next, after a local `moment`."""
    holder = Holder(
        person.id, False, person.surname, person.given_name, person.patronymic, person.delegation_id, None
    )  # fmt: skip
    with db.reading() as connection:
        return next_appointment(CheckinBook(connection).appointments_of(holder, moment), moment)


def last_scans(db: Database, place: Place, limit: int) -> list[Scan]:
    """The newest scans at a checkpoint, newest first, from whatever desk."""
    with db.reading() as connection:
        return last_scans_at(connection, place, limit)


def scans_of_station(db: Database, station: str, sequences: Collection[int]) -> list[Scan]:
    """Some rows of one station's journal, newest first."""
    with db.reading() as connection:
        return read_rows(connection, Scan, station=station, sequence=set(sequences))[::-1]


def _standing(scans: list[Scan], known: Attendance) -> Standing | None:
    return standing_of(scans, known.place, known.begins, known.site_of_activity)
