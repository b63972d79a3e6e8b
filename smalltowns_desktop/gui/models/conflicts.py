"""The conflicts of the last check as rows: what is wrong, whose and when, what would help."""

from collections.abc import Callable
from datetime import datetime, time

from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.text import Text
from smalltowns_desktop.gui.conflict_words import SEVERITY_WORDS, in_line, who_of
from smalltowns_desktop.gui.models.table import Column, RowsModel
from smalltowns_desktop.gui.widgets.tips import plain_tip
from smalltowns_desktop.gui.wording import short_moment
from smalltowns_desktop.gui.workspace import Workspace

MESSAGE, WHEN, OFFER, DO = range(4)
ICONS = {
    Severity.ERROR: ("octagon-x", "danger"),
    Severity.WARNING: ("triangle-alert", "warn"),
    Severity.NOTICE: ("info", "text-2"),
}
_ORDER = list(ICONS)


def key_of(conflict: Conflict) -> str:
    """Names a conflict from one check to the next."""
    return f"{conflict.rule} {conflict.key}"


def offer_words(workspace: Workspace, offer: Text) -> str:
    """A remedy's offer, its moments in few letters."""
    short = {
        name: short_moment(value, workspace.words.language) if isinstance(value, datetime) else value
        for name, value in offer.params.items()
    }
    return workspace.render(Text(offer.msgid, short, offer.plural))


def make_conflicts_model(
    workspace: Workspace,
    offer_of: Callable[[Conflict], Text | None] = lambda _: None,
    act_of: Callable[[Conflict], str] = lambda _: "",
) -> RowsModel[Conflict]:
    """The most serious first, then by time. `offer_of`: what would help; `act_of`: the word in the last column."""
    say, theme = workspace.say, workspace.theme

    def who_and_when(conflict: Conflict) -> str:
        who = who_of(conflict)
        if conflict.starts_at.time() == time():
            return who
        return f"{who}, {short_moment(conflict.starts_at, workspace.words.language)}"

    def message(conflict: Conflict) -> str:
        return workspace.render(conflict.message)

    def offer(conflict: Conflict) -> str:
        text = offer_of(conflict)
        return "" if text is None else offer_words(workspace, text)

    def whole(conflict: Conflict) -> str:
        """Everything, for a tip."""
        lines = [message(conflict)]
        if conflict.accepted_reason is not None:
            lines.append(say("Accepted: {reason}", reason=conflict.accepted_reason))
        if offer(conflict):
            lines.append(say("What would help: {offer}", offer=offer(conflict)))
        return "\n".join(lines)

    def spoken(conflict: Conflict) -> str:
        severity = workspace.render(SEVERITY_WORDS[conflict.severity])
        return f"{severity}: {whole(conflict)}".replace("\n", " ")

    def icon_of(conflict: Conflict) -> tuple[str, str]:
        return ("message-square", "warn") if conflict.accepted_reason is not None else ICONS[conflict.severity]

    def tip(conflict: Conflict) -> str:
        return plain_tip(whole(conflict))

    return RowsModel(
        [
            Column(
                "message",
                say("What is wrong"),
                lambda conflict: workspace.render(in_line(conflict)),
                sort_by=lambda conflict: (_ORDER.index(conflict.severity), conflict.starts_at, conflict.rule),
                icon=lambda conflict: theme.icon(*icon_of(conflict)),
                tip=tip,
                spoken=spoken,
                width=520,
            ),
            Column(
                "when",
                say("Who and when"),
                who_and_when,
                sort_by=lambda conflict: conflict.starts_at,
                tip=tip,
                width=168,
            ),
            Column("offer", say("What would help"), offer, tip=tip, width=200),
            Column("do", say("What to do"), act_of, tip=tip, width=104),
        ],
        key_of,
        lambda conflict: fold(message(conflict)),
    )
