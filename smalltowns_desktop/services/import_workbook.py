"""Reading an event workbook into an event."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from smalltowns_desktop.conflicts.rules import RULES
from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.ids import KeySource, new_id
from smalltowns_desktop.domain.model import ParticipantDocument
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.exchange.tables import Sheet, read_tables
from smalltowns_desktop.exchange.workbook_reading import Problem, Reading, read_event_sheets
from smalltowns_desktop.services.workbook_plan import Plan
from smalltowns_desktop.services.workbook_rows import plan_workbook
from smalltowns_desktop.services.workbook_state import State
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows
from smalltowns_desktop.storage.snapshot import load_programme, read_programme


@dataclass(frozen=True, slots=True)
class WorkbookImport:
    """Counts of rows by sheet; `rows_read` is the sum of the four. `changes` is empty for a dry run."""

    rows_read: int
    inserted: Mapping[str, int]
    updated: Mapping[str, int]
    unchanged: Mapping[str, int]
    rejected: Mapping[str, int]
    problems: tuple[Problem, ...]
    """In the order of the workbook's sheets and rows."""
    changes: Changes


def import_workbook(db: Database, path: Path, *, dry_run: bool = False, ids: KeySource = new_id) -> WorkbookImport:
    """Take the rows of a workbook (XLSX, ODS, a folder of CSV files) over into the event, in one deed.

    A row with an id, or with the natural name of a row that is there, updates it; columns that a sheet does not have
    stay as they are; no row is ever deleted. A bad row is a problem and the others go in. Raises `TableFileMissing`,
    `TableUnreadable`.
    """
    sheets = read_tables(path)
    reading = read_event_sheets(sheets)
    programme = load_programme(db)
    with db.reading() as connection:
        documents = read_rows(connection, ParticipantDocument)
    plan = plan_workbook(reading, State(programme, documents), ids, RULES)
    if dry_run:
        return _result(sheets, reading, plan, Changes())
    with db.deed(say("Import workbook “{name}”", name=path.name)) as deed:
        if deed.revision != programme.revision + 1:  # somebody wrote meanwhile: once more, now that nobody else can
            state = State(read_programme(deed.connection), read_rows(deed.connection, ParticipantDocument))
            plan = plan_workbook(reading, state, ids, RULES)
        plan.state.write(deed)
    return _result(sheets, reading, plan, deed.changes)


def _result(sheets: Sequence[Sheet], reading: Reading, plan: Plan, changes: Changes) -> WorkbookImport:
    order = {sheet.name: number for number, sheet in enumerate(sheets)}
    return WorkbookImport(
        rows_read=reading.found.total(),
        inserted=plan.count("inserted"),
        updated=plan.count("updated"),
        unchanged=plan.count("unchanged"),
        rejected=plan.refused,
        problems=tuple(sorted(plan.problems, key=lambda problem: (order[problem.sheet], problem.row or 0))),
        changes=changes,
    )
