"""Reading a delegation's list of people into an event: one deed that can be undone, or nothing at all."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import HeadingsMissing, MappingUnreadable, SheetMissing
from smalltowns_desktop.domain.ids import KeySource, new_id
from smalltowns_desktop.domain.model import Event, Severity
from smalltowns_desktop.domain.text import PLAIN, Translator, say
from smalltowns_desktop.exchange.headings import REMARK_SIGN, Column, read_mapping
from smalltowns_desktop.exchange.people import read_people
from smalltowns_desktop.exchange.people_rows import LeftOut, PeopleList, Problem
from smalltowns_desktop.exchange.spreadsheet import unguard, write_workbook
from smalltowns_desktop.exchange.tables import Cell, Sheet, read_tables
from smalltowns_desktop.services.bulk import collector_paused
from smalltowns_desktop.services.files import write_file
from smalltowns_desktop.services.import_plan import Change, Decision, ImportPlan, OnDuplicate, Outcome, plan_people
from smalltowns_desktop.storage.database import Database, Deed
from smalltowns_desktop.storage.people import PeoplePresent, read_people_present
from smalltowns_desktop.storage.rows import read_rows


@dataclass(frozen=True, slots=True)
class ParticipantsImport:
    """What an import did, or with `dry_run` would do: `rows_read` is the sum of the five counts after it."""

    rows_read: int
    inserted: int
    updated: int
    unchanged: int
    queued: int
    rejected: int
    problems: tuple[Problem, ...]
    """By row; a row with an error was rejected, the others went in."""
    replaced: tuple[Change, ...]
    """Where the list says something else than the event did."""
    left_out: tuple[LeftOut, ...]
    delegations: tuple[str, ...]
    """Names of delegations that were made."""
    sheet: str
    header_row: int
    """As the spreadsheet program numbers it; 0 where the list has no headings."""
    columns: tuple[Column, ...]
    other_sheets: tuple[str, ...]
    """Further sheets with a list of people, which were not read."""
    changes: Changes


def import_participants(
    db: Database,
    path: Path,
    *,
    delegation: str = "",
    sheet: str | None = None,
    mapping: Path | None = None,
    on_duplicate: OnDuplicate = OnDuplicate.ASK,
    dry_run: bool = False,
    errors: Path | None = None,
    encoding: str | None = None,
    words: Translator = PLAIN,
    ids: KeySource = new_id,
) -> ParticipantsImport:
    """Take the people of a spreadsheet over into the event.

    `delegation` is made if absent; a column of delegations goes before it. Without `sheet` the first sheet with a list
    of people is read. Rows that are surely people who are here complete and correct those; likely ones go by
    `on_duplicate`. `errors` is written as XLSX with the rows that have a problem, remarks in the language of `words`.
    Raises `TableFileMissing`, `TableUnreadable`, `SheetMissing`, `HeadingsMissing`, `MappingUnreadable`.
    """
    chosen = {} if mapping is None else _read_mapping(mapping)
    with collector_paused():
        file = open_list(path, encoding)
        with db.reading() as connection:
            (event,) = read_rows(connection, Event)
        reading = read_list(file, event.starts_on, sheet=sheet, mapping=chosen)
        if dry_run:
            plan = plan_list(db, reading, delegation=delegation, on_duplicate=on_duplicate, ids=ids)
            if errors is not None:
                write_problem_rows(errors, reading, plan, words)
            return summarise(reading, plan)
        return write_list(
            db, reading, delegation=delegation, on_duplicate=on_duplicate, errors=errors, words=words, ids=ids
        )


# The same, step by step, for somebody who looks at each


@dataclass(frozen=True, slots=True)
class ListFile:
    """A spreadsheet that has been read, not yet understood."""

    path: Path
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class ListReading:
    """The list of people that was found in a file."""

    path: Path
    found: PeopleList
    others: tuple[str, ...]
    """Names of other sheets that have one."""


def open_list(path: Path, encoding: str | None = None) -> ListFile:
    """Read a spreadsheet. Raises `TableFileMissing`, `TableUnreadable`."""
    return ListFile(path, read_tables(path, encoding=encoding))


def read_list(
    file: ListFile,
    latest_birth: date,
    *,
    sheet: str | None = None,
    heading_row: int | None = None,
    mapping: Mapping[str, str] | None = None,
    corrections: Mapping[tuple[int, int], str] | None = None,
) -> ListReading:
    """Find the people in a file: by `mapping` (keys as from `plain_heading`, or column letters in small letters) before
    what headings say. `heading_row` is where somebody says that they stand (0: nowhere) and `corrections` are cells, by
    row as the spreadsheet program numbers it and column from 0, that somebody has put right: both in the `sheet` that
    is named, or the first. Raises `SheetMissing`, `HeadingsMissing`."""
    sheets = file.sheets
    if sheet is not None:
        sheets = tuple(one for one in sheets if one.name.strip().casefold() == sheet.strip().casefold())
        if not sheets:
            raise SheetMissing(file.path, sheet, [one.name for one in file.sheets])
    if corrections:
        sheets = (_corrected(sheets[0], corrections), *sheets[1:])
    rows = [heading_row if one is sheets[0] else None for one in sheets]
    read = (read_people(one, latest_birth, mapping or {}, row) for one, row in zip(sheets, rows, strict=True))
    lists = [found for found in read if found is not None]
    if not lists:
        raise HeadingsMissing(file.path)
    return ListReading(file.path, lists[0], tuple(found.sheet.name for found in lists[1:]))


def plan_list(
    db: Database,
    reading: ListReading,
    *,
    delegation: str = "",
    on_duplicate: OnDuplicate = OnDuplicate.ASK,
    decisions: Mapping[int, Decision] | None = None,
    ids: KeySource = new_id,
) -> ImportPlan:
    """What writing the list would do now; nothing is written."""
    with db.reading() as connection:
        return _plan(reading, read_people_present(connection), delegation, on_duplicate, decisions, ids)


def write_list(
    db: Database,
    reading: ListReading,
    *,
    delegation: str = "",
    on_duplicate: OnDuplicate = OnDuplicate.ASK,
    decisions: Mapping[int, Decision] | None = None,
    errors: Path | None = None,
    words: Translator = PLAIN,
    ids: KeySource = new_id,
) -> ParticipantsImport:
    """Take the list over: one deed. It is planned anew, so that what others did meanwhile counts.

    If the rows with problems cannot be written to `errors`, nothing is done. Raises `FolderNotWritable`, `DiskFull`.
    """
    with db.deed(say("Import of participants from “{file}”", file=reading.path.name)) as deed:
        plan = _plan(reading, read_people_present(deed.connection), delegation, on_duplicate, decisions, ids)
        _write(deed, plan)
        if errors is not None:
            write_problem_rows(errors, reading, plan, words)
    return summarise(reading, plan, deed.changes)


def _corrected(sheet: Sheet, corrections: Mapping[tuple[int, int], str]) -> Sheet:
    rows = list(sheet.rows)
    for (row, place), text in corrections.items():
        cells = list(rows[row - 1])
        cells += [None] * (place + 1 - len(cells))
        cells[place] = text or None
        rows[row - 1] = tuple(cells)
    return replace(sheet, rows=tuple(rows))


def _read_mapping(path: Path) -> Mapping[str, str]:
    try:
        source = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MappingUnreadable(path, say("The file cannot be read. Check its name.")) from error
    return read_mapping(path, source)


def _plan(
    reading: ListReading,
    present: PeoplePresent,
    delegation: str,
    on_duplicate: OnDuplicate,
    decisions: Mapping[int, Decision] | None,
    ids: KeySource,
) -> ImportPlan:
    path, found = reading.path, reading.found
    source = path.name if found.sheet.name == path.stem else f"{path.name}: {found.sheet.name}"
    headings = {column.field: column.heading for column in found.header.columns}
    return plan_people(
        found.people,
        present,
        delegation=delegation.strip(),
        on_duplicate=on_duplicate,
        source=source[:4000],
        headings=headings,
        ids=ids,
        decisions=decisions,
    )


def _write(deed: Deed, plan: ImportPlan) -> None:
    deed.insert_all([*plan.delegations, *plan.participants.values(), *plan.documents, *plan.queued])
    for before, after in plan.updates.values():
        deed.update(before, after)
    for old, new in plan.document_updates:
        deed.update(old, new)


def summarise(reading: ListReading, plan: ImportPlan, changes: Changes | None = None) -> ParticipantsImport:
    """The counts of a plan, and what there is to say; `changes` of the deed that carried it out."""
    found = reading.found
    return ParticipantsImport(
        rows_read=len(found.people) + len(found.rejected),
        inserted=plan.count(Outcome.INSERTED),
        updated=plan.count(Outcome.UPDATED),
        unchanged=plan.count(Outcome.UNCHANGED),
        queued=plan.count(Outcome.QUEUED),
        rejected=len(found.rejected),
        problems=all_problems(reading, plan),
        replaced=tuple(plan.changes),
        left_out=found.left_out,
        delegations=tuple(delegation.name for delegation in plan.delegations),
        sheet=found.sheet.name,
        header_row=found.header.start and found.header.first + 1,
        columns=found.header.columns,
        other_sheets=reading.others,
        changes=changes or Changes(),
    )


def all_problems(reading: ListReading, plan: ImportPlan) -> tuple[Problem, ...]:
    """What is wrong in which cell, by row."""
    return tuple(sorted((*reading.found.problems, *plan.problems), key=lambda problem: problem.row))


def write_problem_rows(path: Path, reading: ListReading, plan: ImportPlan, words: Translator) -> int:
    """Write the rows that have a problem, as they came, with what is wrong beside them: XLSX to send back.

    Returns how many. Raises `FolderNotWritable`, `DiskFull`.
    """
    found = reading.found
    remarks: dict[int, list[str]] = {}
    for problem in all_problems(reading, plan):
        if problem.severity is not Severity.NOTICE:
            remarks.setdefault(problem.row, []).append(f"{problem.column}: {words.render(problem.message)}")
    headings: list[Cell] = [column.heading for column in found.header.columns]
    remark_heading = f"{REMARK_SIGN} {words.render(say('What is wrong'))}"
    rows: list[tuple[Cell, ...]] = [("№", *headings, remark_heading)]
    for row, texts in remarks.items():
        cells = [unguard(cell) if isinstance(cell, str) else cell for cell in found.sheet.rows[row - 1]]
        rows.append((row, *cells, *[None] * (len(headings) - len(cells)), "\n".join(texts)))
    write_file(path, write_workbook([Sheet(found.sheet.name, tuple(rows))]))
    return len(remarks)
