"""Conflicts and agreements, as lines of the overview."""

from datetime import date, datetime, time
from functools import partial

from smalltowns_desktop.conflicts.outcome import Conflict, Conflicts
from smalltowns_desktop.domain.model import Agreement, AgreementStatus
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.conflict_words import SEVERITY_ICONS, in_short
from smalltowns_desktop.gui.models.card_lines import Line, Lines, Note, Tile, first_lines, tile_of
from smalltowns_desktop.gui.models.conflicts import key_of
from smalltowns_desktop.gui.wording import clock, short_date
from smalltowns_desktop.gui.workspace import Place, Workspace

NEVER = datetime(9000, 1, 1)
"""For what has no time yet, in an order of times."""


def when(workspace: Workspace, moment: datetime, today: date) -> str:
    """`10:20`, with its day where that is not today."""
    if moment.date() == today:
        return clock(moment)
    return f"{short_date(moment.date(), workspace.words.language)}, {clock(moment)}"


# Conflicts


def conflict_lines(workspace: Workspace, conflicts: Conflicts | None, today: date) -> Lines:
    return first_lines(conflicts.open if conflicts is not None else (), partial(_conflict, workspace, today))


def _conflict(workspace: Workspace, today: date, conflict: Conflict) -> Line:
    icon, tone = SEVERITY_ICONS[conflict.severity]
    names = [subject.name for subject in conflict.subjects]
    whole_days = conflict.starts_at.time() == conflict.ends_at.time() == time()
    below = ", ".join(names[:2]) if whole_days else f"{names[0]}, {when(workspace, conflict.starts_at, today)}"
    return Line(
        key=key_of(conflict),
        title=workspace.render(in_short(conflict)),
        place=Place("programme", "conflict", key_of(conflict)),
        below=below,
        icon=icon,
        tone=tone,
        note=Note("", "chevron-right", "text-2"),
    )


# Agreements


def agreement_lines(workspace: Workspace, today: date) -> Lines:
    """By their ceremony; those that are signed last."""
    programme = workspace.store.programme

    def order(row: Agreement) -> tuple[bool, datetime, str]:
        ceremony = programme.activities.get(row.ceremony_id) if row.ceremony_id is not None else None
        begins = NEVER if ceremony is None else ceremony.starts_at
        return row.status is AgreementStatus.SIGNED, begins, row.title

    return first_lines(sorted(programme.agreements.values(), key=order), partial(_agreement, workspace, today))


def _agreement(workspace: Workspace, today: date, row: Agreement) -> Line:
    programme = workspace.store.programme
    ceremony = programme.activities.get(row.ceremony_id) if row.ceremony_id is not None else None
    if ceremony is None:
        below = workspace.say("no ceremony yet")
    elif ceremony.starts_at.date() == today:
        below = workspace.say("today, {time}", time=clock(ceremony.starts_at))
    else:
        below = when(workspace, ceremony.starts_at, today)
    return Line(
        key=row.id,
        title=row.title,
        place=Place("agreements", "agreement", row.id),
        below=below,
        tile=_party_tile(programme, row),
        note_below=_agreement_state(workspace, programme, row),  # the title has the whole line above
    )


def _party_tile(programme: Programme, row: Agreement) -> Tile | None:
    """The delegation of the first signatory who has one."""
    for person in programme.signatories_by_agreement.get(row.id, ()):
        key = programme.participants[person].delegation_id
        if key is not None:
            return tile_of(programme.delegations[key])
    return None


def _agreement_state(workspace: Workspace, programme: Programme, row: Agreement) -> Note:
    if row.status is AgreementStatus.SIGNED:
        return Note(workspace.say("signed"), "circle-check", "ok")
    if not programme.signatories_by_agreement.get(row.id):
        return Note(workspace.say("no signatory"), "triangle-alert", "warn")
    if row.status is AgreementStatus.AGREED:
        return Note(workspace.say("ready"), "check", "ok")
    return Note(workspace.say("being agreed"), "clock")
