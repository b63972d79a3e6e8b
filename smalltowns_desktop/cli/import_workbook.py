"""`import workbook`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from smalltowns_desktop.cli.common import Session, common_options, event_argument
from smalltowns_desktop.domain.text import N_, Text, say, say_n
from smalltowns_desktop.exchange.workbook_reading import Problem
from smalltowns_desktop.services import import_workbook as service
from smalltowns_desktop.services.import_workbook import WorkbookImport


@click.command("workbook", help=N_("Read a workbook into the event: .xlsx, .ods, or a folder of CSV files."))
@event_argument
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help=N_("Only tell what would happen."))
@common_options
def import_workbook(session: Session, event: str, file: Path, dry_run: bool) -> None:
    with (
        session.open(event, read_only=dry_run, back_up=not dry_run) as db,
        session.progress(say("Reading {file}", file=file)),
    ):
        done = service.import_workbook(db, file, dry_run=dry_run)
    session.result(_answer(session, done, dry_run), lambda: "\n".join(map(session.say, _sentences(done, dry_run))))


def _answer(session: Session, done: WorkbookImport, dry_run: bool) -> dict[str, Any]:
    return {
        "rows_read": done.rows_read,
        "inserted": done.inserted,
        "updated": done.updated,
        "unchanged": done.unchanged,
        "rejected": done.rejected,
        "problems": [
            {
                "sheet": problem.sheet, "row": problem.row, "column": problem.column, "value": problem.value,
                "message": session.say(problem.message), "severity": problem.severity,
            }
            for problem in done.problems
        ],
        "revision": done.changes.revision or None,
        "dry_run": dry_run,
    }  # fmt: skip


def _sentences(done: WorkbookImport, dry_run: bool) -> list[Text]:
    lines = [_sentence(problem) for problem in done.problems]
    lines.append(say_n("{n} row read.", "{n} rows read.", done.rows_read))
    counts = say(
        "New: {inserted}, changed: {updated}, as before: {unchanged}, refused: {rejected}.",
        inserted=_total(done.inserted), updated=_total(done.updated),
        unchanged=_total(done.unchanged), rejected=_total(done.rejected),
    )  # fmt: skip
    lines.append(counts)
    if dry_run:
        lines.append(say("Nothing was written."))
    return lines


def _sentence(problem: Problem) -> Text:
    """Where it stands, what is there, what is wrong."""
    if problem.row is None:
        return say("{sheet}: {message}", sheet=problem.sheet, message=problem.message)
    if problem.column is None:
        return say("{sheet}, row {row}: {message}", sheet=problem.sheet, row=problem.row, message=problem.message)
    where = {"sheet": problem.sheet, "row": problem.row, "column": problem.column, "message": problem.message}
    if problem.value is None:
        return say("{sheet}, row {row}, {column}: {message}", **where)
    return say("{sheet}, row {row}, {column}, “{value}”: {message}", **where, value=problem.value)


def _total(counts: Mapping[str, int]) -> int:
    return sum(counts.values())
