"""Reading a delegation's list of people into an event: one deed that can be undone, or nothing at all."""

from collections.abc import Mapping
from dataclasses import dataclass
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
from smalltowns_desktop.services.import_plan import Change, ImportPlan, OnDuplicate, Outcome, plan_people
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
        sheets = read_tables(path, encoding=encoding)
        with db.reading() as connection:
            (event,) = read_rows(connection, Event)
            found, others = _find_list(path, sheets, sheet, chosen, event.starts_on)
            if dry_run:
                plan = _plan(found, read_people_present(connection), path, delegation, on_duplicate, ids)
                _write_errors(errors, found, plan, words)
                return _result(found, others, plan, Changes())
        with db.deed(say("Import of participants from “{file}”", file=path.name)) as deed:
            plan = _plan(found, read_people_present(deed.connection), path, delegation, on_duplicate, ids)
            _write(deed, plan)
            _write_errors(errors, found, plan, words)
        return _result(found, others, plan, deed.changes)


def _read_mapping(path: Path) -> Mapping[str, str]:
    try:
        source = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise MappingUnreadable(path, say("The file cannot be read. Check its name.")) from error
    return read_mapping(path, source)


def _find_list(
    path: Path, sheets: tuple[Sheet, ...], name: str | None, mapping: Mapping[str, str], latest_birth: date
) -> tuple[PeopleList, tuple[str, ...]]:
    """The list that is asked for, and the names of other sheets that have one."""
    if name is not None:
        named = tuple(sheet for sheet in sheets if sheet.name.strip().casefold() == name.strip().casefold())
        if not named:
            raise SheetMissing(path, name, [sheet.name for sheet in sheets])
        sheets = named
    lists = [found for sheet in sheets if (found := read_people(sheet, latest_birth, mapping)) is not None]
    if not lists:
        raise HeadingsMissing(path)
    return lists[0], tuple(found.sheet.name for found in lists[1:])


def _plan(
    found: PeopleList, present: PeoplePresent, path: Path, delegation: str, on_duplicate: OnDuplicate, ids: KeySource
) -> ImportPlan:
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
    )


def _write(deed: Deed, plan: ImportPlan) -> None:
    deed.insert_all([*plan.delegations, *plan.participants.values(), *plan.documents, *plan.queued])
    for before, after in plan.updates.values():
        deed.update(before, after)
    for old, new in plan.document_updates:
        deed.update(old, new)


def _result(found: PeopleList, others: tuple[str, ...], plan: ImportPlan, changes: Changes) -> ParticipantsImport:
    return ParticipantsImport(
        rows_read=len(found.people) + len(found.rejected),
        inserted=plan.count(Outcome.INSERTED),
        updated=plan.count(Outcome.UPDATED),
        unchanged=plan.count(Outcome.UNCHANGED),
        queued=plan.count(Outcome.QUEUED),
        rejected=len(found.rejected),
        problems=_all_problems(found, plan),
        replaced=tuple(plan.changes),
        left_out=found.left_out,
        delegations=tuple(delegation.name for delegation in plan.delegations),
        sheet=found.sheet.name,
        header_row=found.header.start and found.header.first + 1,
        columns=found.header.columns,
        other_sheets=others,
        changes=changes,
    )


def _all_problems(found: PeopleList, plan: ImportPlan) -> tuple[Problem, ...]:
    return tuple(sorted((*found.problems, *plan.problems), key=lambda problem: problem.row))


def _write_errors(path: Path | None, found: PeopleList, plan: ImportPlan, words: Translator) -> None:
    """The rows that have a problem, as they came, with what is wrong beside them."""
    if path is None:
        return
    remarks: dict[int, list[str]] = {}
    for problem in _all_problems(found, plan):
        if problem.severity is not Severity.NOTICE:
            remarks.setdefault(problem.row, []).append(f"{problem.column}: {words.render(problem.message)}")
    headings: list[Cell] = [column.heading for column in found.header.columns]
    remark_heading = f"{REMARK_SIGN} {words.render(say('What is wrong'))}"
    rows: list[tuple[Cell, ...]] = [("№", *headings, remark_heading)]
    for row, texts in remarks.items():
        cells = [unguard(cell) if isinstance(cell, str) else cell for cell in found.sheet.rows[row - 1]]
        rows.append((row, *cells, *[None] * (len(headings) - len(cells)), "\n".join(texts)))
    write_file(path, write_workbook([Sheet(found.sheet.name, tuple(rows))]))
