"""`export workbook`, `export participants`, `export attendance`, `export mirror`."""

from collections.abc import Callable
from pathlib import Path

import click

from smalltowns_desktop.cli.common import Session, common_options, event_argument
from smalltowns_desktop.domain.text import N_, say, say_n
from smalltowns_desktop.services import exporting
from smalltowns_desktop.services.exporting import TableExport
from smalltowns_desktop.storage.database import Database

_OUT = click.option("--out", required=True, metavar="FILE", help=N_("Where to write; the ending chooses the format."))


@click.command("workbook", help=N_("Write the whole event as a workbook: .xlsx, or a folder of CSV files."))
@event_argument
@_OUT
@common_options
def export_workbook(session: Session, event: str, out: str) -> None:
    _export(session, event, out, exporting.export_workbook)


@click.command("participants", help=N_("Write the participants: .xlsx or .csv."))
@event_argument
@_OUT
@common_options
def export_participants(session: Session, event: str, out: str) -> None:
    _export(session, event, out, exporting.export_participants)


@click.command("attendance", help=N_("Write who was checked in where and when: .xlsx or .csv."))
@event_argument
@_OUT
@common_options
def export_attendance(session: Session, event: str, out: str) -> None:
    _export(session, event, out, exporting.export_attendance)


@click.command("mirror", help=N_("Write every row as JSON Lines: equal events give equal files."))
@event_argument
@_OUT
@common_options
def export_mirror(session: Session, event: str, out: str) -> None:
    _export(session, event, out, exporting.export_mirror)


def _export(session: Session, event: str, out: str, write: Callable[[Database, str | Path], TableExport]) -> None:
    with session.open(event, read_only=True) as db, session.progress(say("Writing {file}", file=out)):
        done = write(db, out)
    text = say_n("Wrote {path}: {n} row", "Wrote {path}: {n} rows", done.rows, path=out)
    session.result({"out": out, "rows": done.rows}, lambda: session.say(text))
