"""The conflicts of the last check as rows: what is wrong, whose and when, what can be done about it."""

from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.gui.models.table import Column, RowsModel
from smalltowns_desktop.gui.widgets.tips import plain_tip
from smalltowns_desktop.gui.wording import clock, short_day
from smalltowns_desktop.gui.workspace import Workspace

MESSAGE, WHEN, DO = range(3)
ICONS = {
    Severity.ERROR: ("octagon-x", "danger"),
    Severity.WARNING: ("triangle-alert", "warn"),
    Severity.NOTICE: ("info", "text-2"),
}
_ORDER = list(ICONS)


def key_of(conflict: Conflict) -> str:
    """Names a conflict from one check to the next."""
    return f"{conflict.rule} {conflict.key}"


def make_conflicts_model(workspace: Workspace) -> RowsModel[Conflict]:
    """The most serious first, then by time; the last column is a button's word."""
    say, theme = workspace.say, workspace.theme

    def who_and_when(conflict: Conflict) -> str:
        owner = conflict.subjects[0]
        who = "" if owner.type in ("activity", "transfer", "request") else owner.name
        if conflict.starts_at == conflict.starts_at.replace(hour=0, minute=0):
            return who
        day = short_day(conflict.starts_at.date(), workspace.words.language)
        return ", ".join(part for part in (who, f"{day} {clock(conflict.starts_at)}") if part)

    def message(conflict: Conflict) -> str:
        return workspace.render(conflict.message)

    def tip(conflict: Conflict) -> str:
        if conflict.accepted_reason is None:
            return plain_tip(message(conflict))
        return plain_tip(f"{message(conflict)}\n{say('Accepted: {reason}', reason=conflict.accepted_reason)}")

    def icon_of(conflict: Conflict) -> tuple[str, str]:
        return ("message-square", "warn") if conflict.accepted_reason is not None else ICONS[conflict.severity]

    return RowsModel(
        [
            Column(
                "message",
                say("What is wrong"),
                message,
                sort_by=lambda conflict: (_ORDER.index(conflict.severity), conflict.starts_at, conflict.rule),
                icon=lambda conflict: theme.icon(*icon_of(conflict)),
                tip=tip,
                width=520,
            ),
            Column("when", say("Who and when"), who_and_when, sort_by=lambda conflict: conflict.starts_at, width=180),
            Column(
                "do",
                say("What to do"),
                lambda conflict: say("Accept…") if conflict.accepted_reason is None else say("Open again"),
                width=108,
            ),
        ],
        key_of,
        lambda conflict: fold(message(conflict)),
    )
