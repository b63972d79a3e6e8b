"""`check`."""

from collections.abc import Iterator
from typing import Any

import click

from smalltowns_desktop.cli.common import Session, common_options, event_argument
from smalltowns_desktop.conflicts.outcome import Conflict, Conflicts
from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.text import N_, Text, say, say_n
from smalltowns_desktop.domain.times import with_offset
from smalltowns_desktop.services.check import check_event

FOUND_ERRORS = 1
"""Exit status when there is an open conflict at error level."""
_TIMED = ("activity", "transfer")


@click.command(help=N_("Conflicts: overlaps, roads, capacities, times, and what is still missing."))
@event_argument
@common_options
def check(session: Session, event: str) -> None:
    with session.open(event, read_only=True) as db, session.progress(say("Looking for conflicts")):
        conflicts = check_event(db)
        found = list(conflicts)
    timezone = conflicts.scene.programme.event.timezone
    answer = {
        "conflicts": [_plain(session, conflict, timezone) for conflict in found],
        "counts": dict(conflicts.counts),
    }
    session.result(answer, lambda: "\n".join(_lines(session, conflicts)))
    if conflicts.has_errors:
        session.exit(FOUND_ERRORS)


def _plain(session: Session, conflict: Conflict, timezone: str) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "rule": conflict.rule,
        "severity": conflict.severity.value,
        "message": session.say(conflict.message),
        "subjects": [{"type": item.type, "id": item.id, "name": item.name} for item in conflict.subjects],
        "starts_at": with_offset(conflict.starts_at, timezone),
        "ends_at": with_offset(conflict.ends_at, timezone),
    }
    if conflict.minutes_short is not None:
        plain["minutes_short"] = conflict.minutes_short
    if conflict.accepted_reason is not None:
        plain["accepted"] = conflict.accepted_reason
    return plain


def _lines(session: Session, conflicts: Conflicts) -> Iterator[str]:
    """By severity, each with its sentence; at the end those that somebody accepted, with the reason."""
    if not conflicts:
        yield session.say(say("No conflicts."))
    for severity in (Severity.ERROR, Severity.WARNING, Severity.NOTICE):
        of_severity = [conflict for conflict in conflicts.open if conflict.severity is severity]
        if of_severity:
            yield session.say(_heading(severity, len(of_severity)))
            yield from (_line(session, conflict, conflict.rule) for conflict in of_severity)
    if conflicts.accepted:
        yield session.say(say_n("{n} accepted", "{n} accepted", len(conflicts.accepted)))
        yield from (_line(session, conflict, conflict.accepted_reason or "") for conflict in conflicts.accepted)


def _heading(severity: Severity, count: int) -> Text:
    match severity:
        case Severity.ERROR:
            return say_n("{n} error", "{n} errors", count)
        case Severity.WARNING:
            return say_n("{n} warning", "{n} warnings", count)
        case _:
            return say_n("{n} notice", "{n} notices", count)


def _line(session: Session, conflict: Conflict, remark: str) -> str:
    """When, what, and in brackets the rule or the reason. What has no hour of its own is told without one."""
    has_hour = any(subject.type in _TIMED for subject in conflict.subjects)
    when = f"{session.words.value(conflict.starts_at)}  " if has_hour else ""
    return f"  {when}{session.say(conflict.message)} [{remark}]"
