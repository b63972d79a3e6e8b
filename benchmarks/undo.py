"""Undo and redo of an import of 5,000 people, beside writing the same rows with executemany and a commit."""

import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

from common import report

from smalltowns_desktop.domain.ids import DelegationId, GroupId, ParticipantId, new_id
from smalltowns_desktop.domain.model import EVENT_KEY, Delegation, Event, Group, GroupMember, Participant
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.events import create_event
from smalltowns_desktop.services.journal import redo_deed, undo_deed
from smalltowns_desktop.storage.database import Author, Database

PEOPLE = 5_000
LIMIT = 2.0
"""Seconds in which an undo has to be done."""


def main() -> None:
    event = Event(EVENT_KEY, "IV Съезд малых городов", date(2025, 8, 12), date(2025, 8, 15))
    with (
        tempfile.TemporaryDirectory() as folder,
        create_event(Path(folder) / "event.smalltowns", event, author=Author("Анна", "desk-1")) as db,
    ):
        started = perf_counter()
        import_people(db)
        imported = perf_counter() - started
        started = perf_counter()
        undone = undo_deed(db)
        undo = perf_counter() - started
        started = perf_counter()
        redo_deed(db)
        redo = perf_counter() - started
    rows = undone.changes.count()
    print(f"{rows:,} rows of {PEOPLE:,} people written, journalled: {imported:.3f} s; redone: {redo:.3f} s")
    report(f"undo of an import of {PEOPLE:,} people", undo, "limit", LIMIT, 1)
    report(f"undo of an import of {PEOPLE:,} people", undo, "writing the same rows, journalled", imported, 3)


def import_people(db: Database) -> None:
    delegations = [Delegation(DelegationId(new_id()), f"Город {number}", f"Г{number}") for number in range(50)]
    groups = [Group(GroupId(new_id()), row.name, row.id) for row in delegations]
    people = [
        Participant(
            ParticipantId(new_id()), number + 1, f"Иванов-{number}", "Пётр", "Сергеевич",
            delegation_id=delegations[number % 50].id, position="директор", organisation="ОАО «Молочный мир»",
            phone=f"+37529{number:07d}", email=f"p{number}@example.org", birth_date=date(1980, 1, 1 + number % 28),
        )
        for number in range(PEOPLE)
    ]  # fmt: skip
    with db.deed(say("Import {n} people", n=PEOPLE)) as deed:
        deed.insert_all(delegations)
        deed.insert_all(groups)
        deed.insert_all(people)
        deed.insert_all(GroupMember(groups[number % 50].id, person.id) for number, person in enumerate(people))


if __name__ == "__main__":
    main()
