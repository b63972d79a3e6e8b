"""`doctor` and `backup`."""

from collections import Counter
from pathlib import Path
from typing import Any

import click

from smalltowns_desktop.cli.common import Session, common_options, event_argument
from smalltowns_desktop.domain.errors import NotAnEventFile
from smalltowns_desktop.domain.text import N_, say
from smalltowns_desktop.services.care import back_up_event, examine_event, repair_event
from smalltowns_desktop.storage.health import Finding, Level
from smalltowns_desktop.storage.salvage import Salvage

_LEVELS = {Level.ERROR: N_("error"), Level.WARNING: N_("warning"), Level.NOTICE: N_("notice")}


@click.command(help=N_("Look for damage; with --repair rescue what can be read into a new file."))
@event_argument
@click.option("--repair", "out", metavar="FILE", help=N_("New file for what can be rescued; the damaged one stays."))
@common_options
def doctor(session: Session, event: str, out: str | None) -> None:
    try:
        with session.progress(say("Examining")):
            findings = examine_event(event, author=session.author, password=session.password)
    except NotAnEventFile as error:
        if out is None:
            raise
        # Perhaps its first page is what is damaged: a rescue finds out.
        findings = [Finding(Level.ERROR, "integrity", error.text)]
    salvage = None
    if out is not None:
        with session.progress(say("Rescuing")):
            salvage = repair_event(event, Path(out), author=session.author, password=session.password)
    counts = Counter(finding.level for finding in findings)
    answer = {
        "event": event,
        "healthy": not counts[Level.ERROR],
        "counts": {level: counts[level] for level in Level},
        "findings": [
            {"level": finding.level, "check": finding.check, "message": session.say(finding.text)}
            for finding in findings
        ],
        "repaired": None if salvage is None else _as_json(session, salvage),
    }
    session.result(answer, lambda: "\n".join(_lines(session, findings, salvage)))
    if counts[Level.ERROR]:
        session.exit(1)


@click.command(help=N_("Copy the event, safely and whole, while others work."))
@event_argument
@click.option("--out", required=True, metavar="FILE", help=N_("New file for the copy."))
@common_options
def backup(session: Session, event: str, out: str) -> None:
    with session.open(event, read_only=True) as db, session.progress(say("Copying")):
        copy = back_up_event(db, Path(out))
    answer = {"path": str(copy.path), "size": copy.size, "sha256": copy.sha256}
    session.result(answer, lambda: session.say(say("Copied and checked: {path}", path=copy.path)))


def _lines(session: Session, findings: list[Finding], salvage: Salvage | None) -> list[str]:
    lines = [f"{session.words.word(_LEVELS[finding.level])}: {session.say(finding.text)}" for finding in findings] or [
        session.say(say("Nothing is wrong."))
    ]
    if salvage is not None:
        lines.append(session.say(salvage.deed))
        for table in salvage.tables:
            if table.lost or not table.whole:
                told = say("{table}: saved {saved}, lost {lost}", table=table.table, saved=table.saved, lost=table.lost)
                more = say("perhaps more")
                lines.append(session.say(told) + ("" if table.whole else f" ({session.say(more)})"))
        if not salvage.secret_kept:
            lines.append(session.say(say("Badges have to be printed anew: what their codes were signed with is lost.")))
        lines.append(
            session.say(say("Written to {path}. Rows may be missing or old in it: check it.", path=salvage.path))
        )
    return lines


def _as_json(session: Session, salvage: Salvage) -> dict[str, Any]:
    return {
        "path": str(salvage.path),
        "salvaged": True,
        "deed": session.say(salvage.deed),
        "saved": sum(table.saved for table in salvage.tables),
        "from_history": sum(table.from_history for table in salvage.tables),
        "lost": salvage.lost,
        "secret_kept": salvage.secret_kept,
        "tables": [
            {
                "table": table.table,
                "saved": table.saved,
                "from_history": table.from_history,
                "lost": table.lost,
                "whole": table.whole,
            }
            for table in salvage.tables
        ],
    }
