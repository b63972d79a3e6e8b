"""Bringing a conference schedule into the event: one deed, undoable; the same file a second time changes nothing."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import ScheduleUnreadable
from smalltowns_desktop.domain.model import Direction, District, Event, Hall, Participant, Site
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.exchange.schedule import read_schedule
from smalltowns_desktop.exchange.schedule_model import Schedule, ScheduleProblem
from smalltowns_desktop.services.schedule_plan import SchedulePlan, plan_schedule
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows
from smalltowns_desktop.storage.snapshot import read_programme

_LARGEST = 64 << 20
"""Bytes; the largest schedules known have two million."""
_BESIDE = {"directions": Direction, "districts": District, "sites": Site, "halls": Hall, "participants": Participant}


@dataclass(frozen=True, slots=True)
class ScheduleImport:
    """What an import did. Rows are the file's events: `rows_read` is the sum of the four counts before it."""

    inserted: int
    updated: int
    unchanged: int
    rejected: int
    rows_read: int
    created: dict[str, int]
    """New rows beside activities, by table."""
    dates: tuple[date, date] | None
    """The event's new dates, where an empty event took those of the schedule."""
    problems: tuple[ScheduleProblem, ...]
    changes: Changes


def import_schedule(db: Database, path: str | Path, *, dry_run: bool = False) -> ScheduleImport:
    """Read frab's schedule.xml or its JSON into the event, or with `dry_run` say what that would do.

    The event keeps its title. An event without any content takes the schedule's dates; otherwise days outside the event
    are reported. Raises `ScheduleUnreadable`.
    """
    data = _read_file(Path(path))
    with db.reading() as connection:
        (event,) = read_rows(connection, Event)
        schedule = read_schedule(data, ZoneInfo(event.timezone), Path(path).name)
        if dry_run:
            return _result(schedule, plan_schedule(read_programme(connection), schedule), Changes())
    with db.deed(say("Import of the schedule “{title}”", title=schedule.title or Path(path).name)) as deed:
        plan = plan_schedule(read_programme(deed.connection), schedule)
        deed.insert_all(plan.inserts)
        for before, after in plan.updates:
            deed.update(before, after)
        deed.delete(*plan.deletes)
    return _result(schedule, plan, deed.changes)


def _read_file(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            what = say("It has more than {size} MB, which no schedule has.", size=_LARGEST >> 20)
            raise ScheduleUnreadable(path, what)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ScheduleUnreadable(path, say("There is no such file. Check the name and the folder.")) from error
    except OSError as error:
        what = say("The system refuses it: {why}.", why=error.strerror or str(error))
        raise ScheduleUnreadable(path, what) from error


def _result(schedule: Schedule, plan: SchedulePlan, changes: Changes) -> ScheduleImport:
    created = {name: sum(type(row) is kind for row in plan.inserts) for name, kind in _BESIDE.items()}
    taken = plan.inserted + plan.updated + plan.unchanged
    return ScheduleImport(
        plan.inserted, plan.updated, plan.unchanged, schedule.rows_read - taken, schedule.rows_read, created,
        plan.dates, (*schedule.problems, *plan.problems), changes,
    )  # fmt: skip
