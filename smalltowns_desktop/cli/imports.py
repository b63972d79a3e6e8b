"""`import participants`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from smalltowns_desktop.cli.common import Session, common_options, event_argument
from smalltowns_desktop.domain.names import INVISIBLE
from smalltowns_desktop.domain.text import N_, Text, say, say_n
from smalltowns_desktop.exchange.headings import column_letters
from smalltowns_desktop.exchange.people_rows import Problem
from smalltowns_desktop.services.import_participants import ParticipantsImport
from smalltowns_desktop.services.import_participants import import_participants as read_into_event
from smalltowns_desktop.services.import_plan import Change, OnDuplicate

_SHOWN = 60
"""Characters of a cell that a message repeats."""


@click.command(help=N_("Read a delegation's list of people from a spreadsheet."))
@event_argument
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--delegation", default="", metavar="NAME", help=N_("Their delegation; it is created if absent."))
@click.option("--sheet", metavar="NAME", help=N_("The sheet with the list; without it the first one found."))
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("JSON that says which heading is which field."),
)
@click.option(
    "--on-duplicate", type=click.Choice([item.value for item in OnDuplicate]), default=OnDuplicate.ASK.value,
    show_default=True, help=N_("What becomes of rows that are likely people who are here already."),
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help=N_("Say what would be done, and change nothing."))
@click.option(
    "--errors",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=N_("Write the rows with problems to this XLSX file."),
)
@click.option("--encoding", metavar="NAME", help=N_("Encoding of a text file, such as cp1251; without it, found out."))
@common_options
def import_participants(
    session: Session,
    event: str,
    file: Path,
    delegation: str,
    sheet: str | None,
    mapping: Path | None,
    on_duplicate: str,
    dry_run: bool,
    errors: Path | None,
    encoding: str | None,
) -> None:
    with (
        session.open(event, read_only=dry_run, back_up=not dry_run) as db,
        session.progress(say("Reading {file}", file=file)),
    ):
        done = read_into_event(
            db, file, delegation=delegation, sheet=sheet, mapping=mapping, on_duplicate=OnDuplicate(on_duplicate),
            dry_run=dry_run, errors=errors, encoding=encoding, words=session.words,
        )  # fmt: skip
    session.result(
        _as_json(session, done, dry_run=dry_run), lambda: "\n".join(_as_lines(session, done, dry_run=dry_run))
    )


def _as_json(session: Session, done: ParticipantsImport, *, dry_run: bool) -> dict[str, Any]:
    return {
        "rows_read": done.rows_read,
        "inserted": done.inserted,
        "updated": done.updated,
        "unchanged": done.unchanged,
        "queued": done.queued,
        "rejected": done.rejected,
        "problems": [
            {
                "row": problem.row,
                "column": problem.column,
                "value": problem.value,
                "message": session.say(problem.message),
                "severity": str(problem.severity),
            }
            for problem in done.problems
        ],
        "replaced": [_change(change) for change in done.replaced],
        "left_out": [{"row": item.row, "text": item.text} for item in done.left_out],
        "delegations": list(done.delegations),
        "sheet": done.sheet,
        "header_row": done.header_row,
        "columns": [
            {"column": column_letters(column.place), "heading": column.heading, "field": column.field or None}
            for column in done.columns
        ],
        "other_sheets": list(done.other_sheets),
        "dry_run": dry_run,
    }


def _change(change: Change) -> dict[str, Any]:
    difference = change.difference
    return {
        "row": change.row,
        "person": change.person,
        "field": difference.field,
        "before": _plain(difference.before),
        "after": _plain(difference.after),
        "taken": difference.taken,
    }


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _as_lines(session: Session, done: ParticipantsImport, *, dry_run: bool) -> Iterator[str]:
    if dry_run:
        yield session.say(say("Nothing was changed. This would be done:"))
    yield session.say(say_n("{n} row with a person was read.", "{n} rows with people were read.", done.rows_read))
    counts: tuple[tuple[Text, int], ...] = (
        (say("added"), done.inserted),
        (say("completed or corrected"), done.updated),
        (say("here already"), done.unchanged),
        (say("waiting for your decision"), done.queued),
        (say("refused"), done.rejected),
    )
    for words, count in counts:
        if count:
            yield f"{count:>8}  {session.say(words)}"
    for name in done.delegations:
        yield session.say(say("Delegation made: {name}", name=name))
    for problem in done.problems:
        yield session.say(_sentence(problem))
    for item in done.left_out:
        yield session.say(say("Row {row} is no person: {text}", row=item.row, text=item.text[:_SHOWN]))
    unknown = [column.heading for column in done.columns if not column.field]
    if unknown:
        yield session.say(say("Columns kept in the notes: {columns}.", columns=unknown))
    if done.other_sheets:
        sheets = list(done.other_sheets)
        yield session.say(say("Other sheets with people, not read: {sheets}. Name one with --sheet.", sheets=sheets))


def _sentence(problem: Problem) -> Text:
    value = " ".join(INVISIBLE.sub("·", problem.value[:_SHOWN]).split())
    return say(
        "Row {row}, {column}: “{value}”. {message}",
        row=problem.row, column=problem.column, value=value, message=problem.message,
    )  # fmt: skip
