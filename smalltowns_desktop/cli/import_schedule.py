"""`import schedule`."""

from typing import Any

import click

from smalltowns_desktop.cli.common import Session, common_options, event_argument
from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.text import N_, Text, say, say_n
from smalltowns_desktop.exchange.schedule_model import ScheduleProblem
from smalltowns_desktop.services.import_schedule import ScheduleImport
from smalltowns_desktop.services.import_schedule import import_schedule as read_into_event


@click.command("schedule", help=N_("Read a conference schedule: frab's schedule.xml or its JSON."))
@event_argument
@click.argument("file", metavar="FILE", type=click.Path())
@click.option("--dry-run", is_flag=True, help=N_("Only say what would be done."))
@common_options
def import_schedule(session: Session, event: str, file: str, dry_run: bool) -> None:
    with (
        session.open(event, read_only=dry_run, back_up=not dry_run) as db,
        session.progress(say("Reading {file}", file=file)),
    ):
        done = read_into_event(db, file, dry_run=dry_run)
    answer = {
        "inserted": done.inserted,
        "updated": done.updated,
        "unchanged": done.unchanged,
        "rejected": done.rejected,
        "rows_read": done.rows_read,
        "created": done.created,
        "dates": None if done.dates is None else [day.isoformat() for day in done.dates],
        "dry_run": dry_run,
        "problems": [_problem(session, problem) for problem in done.problems],
    }
    session.result(answer, lambda: _human(session, done, dry_run=dry_run))


def _problem(session: Session, problem: ScheduleProblem) -> dict[str, Any]:
    return {
        "row": problem.row or None,
        "event": problem.event,
        "column": problem.field,
        "value": problem.value,
        "message": session.say(problem.text),
        "severity": str(problem.severity),
    }


def _human(session: Session, done: ScheduleImport, *, dry_run: bool) -> str:
    lines = [session.say(_where(problem)) for problem in done.problems]
    lines.append(
        session.say(
            say_n(
                "{n} event read: {inserted} new, {updated} changed, {unchanged} unchanged, {rejected} refused.",
                "{n} events read: {inserted} new, {updated} changed, {unchanged} unchanged, {rejected} refused.",
                done.rows_read,
                inserted=done.inserted,
                updated=done.updated,
                unchanged=done.unchanged,
                rejected=done.rejected,
            )
        )
    )
    if dry_run:
        lines.append(session.say(say("Nothing was written.")))
    return "\n".join(lines)


def _where(problem: ScheduleProblem) -> Text:
    if not problem.row:
        return problem.text
    if problem.severity is Severity.ERROR:
        return say("Event {row}, “{event}”, refused: {what}", row=problem.row, event=problem.event, what=problem.text)
    return say("Event {row}, “{event}”: {what}", row=problem.row, event=problem.event, what=problem.text)
