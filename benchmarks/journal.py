"""1,000 deeds of one row each, journalled, beside the same deeds when nothing is journalled."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from time import perf_counter

from common import report

from smalltowns_desktop.domain.ids import DirectionId, new_id
from smalltowns_desktop.domain.model import EVENT_KEY, Direction, Event
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.events import create_event
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.rows import insert_rows

DEEDS = 1_000
ROUNDS = 5
EVENT = Event(EVENT_KEY, "IV Съезд малых городов", date(2025, 8, 12), date(2025, 8, 15))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        rounds = [
            (
                measure(Path(folder) / f"journalled {number}.smalltowns", journalled, triggers=True),
                measure(Path(folder) / f"silent {number}.smalltowns", journalled, triggers=False),
                measure(Path(folder) / f"bare {number}.smalltowns", bare, triggers=False),
            )
            for number in range(ROUNDS)
        ]
    figure, silent, plain = (min(times) for times in zip(*rounds, strict=True))
    what = f"{DEEDS:,} deeds of one row each, journalled"
    report(what, figure, "the same deeds without triggers", silent, 2)
    report(what, figure, "as many bare INSERT and COMMIT", plain, 2)


def measure(path: Path, work: Callable[[Database, Direction], None], *, triggers: bool) -> float:
    """Seconds for a thousand rows, each in a transaction of its own, synced to the disk like any other."""
    with create_event(path, EVENT, author=Author("Анна", "desk-1")) as db:
        if not triggers:
            drop_triggers(db)
        rows = [Direction(DirectionId(new_id()), f"Направление {number}", position=number) for number in range(DEEDS)]
        started = perf_counter()
        for row in rows:
            work(db, row)
        return perf_counter() - started


def journalled(db: Database, row: Direction) -> None:
    with db.deed(say("Add the direction “{name}”", name=row.name)) as deed:
        deed.insert(row)


def bare(db: Database, row: Direction) -> None:
    with db.appending() as connection:
        insert_rows(connection, [row])


def drop_triggers(db: Database) -> None:
    with db.appending() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
        for name in names:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")


if __name__ == "__main__":
    main()
