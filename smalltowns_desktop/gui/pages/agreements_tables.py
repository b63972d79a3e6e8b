"""The two tables of the agreements' page, and their words."""

from collections.abc import Mapping
from datetime import date

from smalltowns_desktop.domain.model import AgreementKind, AgreementStatus, CommitmentStatus
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.gui.models.agreements import AgreementLine, CommitmentLine
from smalltowns_desktop.gui.models.looks import QUIET, Look, LooksModel
from smalltowns_desktop.gui.models.table import Column
from smalltowns_desktop.gui.wording import short_moment
from smalltowns_desktop.gui.workspace import Workspace

_STATUS_LOOKS = {
    AgreementStatus.DRAFT: Look(icon="circle-dashed", icon_colour="text-3", colour="text-2"),
    AgreementStatus.AGREED: Look(icon="handshake", icon_colour="info"),
    AgreementStatus.SIGNED: Look(icon="circle-check", icon_colour="ok"),
}
_COMMITMENT_LOOKS = {
    CommitmentStatus.OPEN: Look(icon="circle-dashed", icon_colour="text-3"),
    CommitmentStatus.DONE: Look(icon="circle-check", icon_colour="ok", colour="text-2"),
    CommitmentStatus.DROPPED: Look(icon="circle-slash", icon_colour="text-3", colour="text-3"),
}
_OVERDUE = Look(icon="triangle-alert", icon_colour="warn", colour="warn", bold=True)


def agreement_kinds(workspace: Workspace) -> Mapping[AgreementKind, str]:
    say = workspace.say
    return {
        AgreementKind.AGREEMENT: say("Agreement"),
        AgreementKind.ROAD_MAP: say("Road map"),
        AgreementKind.RESOLUTION: say("Resolution"),
        AgreementKind.PROTOCOL: say("Protocol"),
        AgreementKind.ACCESSION: say("Accession"),
    }


def agreement_statuses(workspace: Workspace) -> Mapping[AgreementStatus, str]:
    say = workspace.say
    return {
        AgreementStatus.DRAFT: say("draft"),
        AgreementStatus.AGREED: say("agreed"),
        AgreementStatus.SIGNED: say("signed"),
    }


def commitment_statuses(workspace: Workspace) -> Mapping[CommitmentStatus, str]:
    say = workspace.say
    return {
        CommitmentStatus.OPEN: say("to be done"),
        CommitmentStatus.DONE: say("done"),
        CommitmentStatus.DROPPED: say("dropped"),
    }


def make_agreements_model(workspace: Workspace) -> LooksModel[AgreementLine]:
    say, words = workspace.say, workspace.words
    kinds, statuses = agreement_kinds(workspace), agreement_statuses(workspace)
    order = list(AgreementStatus)

    def promised(line: AgreementLine) -> str:
        if line.overdue:
            return workspace.say_n("{n} overdue", "{n} overdue", line.overdue)
        return say("{n} of {all}", n=line.done, all=line.promised) if line.promised else say("none")

    def look_of_promised(line: AgreementLine) -> Look:
        if line.overdue:
            return _OVERDUE
        if not line.promised:
            return QUIET
        return Look(icon="circle-check", icon_colour="ok") if line.done == line.promised else Look(icon="list-checks")

    def ceremony(line: AgreementLine) -> str:
        return say("not chosen") if line.ceremony_at is None else short_moment(line.ceremony_at, words.language)

    return LooksModel(
        [
            Column("title", say("Title"), lambda line: line.row.title, tip=lambda line: line.row.title,
                   sort_by=lambda line: fold(line.row.title), width=256),
            Column("kind", say("Kind"), lambda line: kinds[line.row.kind], width=132),
            Column("status", say("State"), lambda line: statuses[line.row.status],
                   sort_by=lambda line: order.index(line.row.status), width=128),
            Column("commitments", say("Commitments"), promised,
                   sort_by=lambda line: (-line.overdue, -line.promised), width=124),
            Column("ceremony", say("Ceremony"), ceremony, tip=lambda line: line.ceremony,
                   sort_by=lambda line: (line.ceremony_at is None, str(line.ceremony_at)), width=110),
            Column("parties", say("Parties"), lambda line: ", ".join(line.row.parties) or say("not given"),
                   tip=lambda line: "\n".join(line.row.parties), width=190),
            Column("signatories", say("Signatories"), lambda line: str(line.signatories),
                   sort_by=lambda line: line.signatories, width=104, right=True),
        ],
        lambda line: line.row.id,
        lambda line: line.searchable,
        {
            "title": lambda _: Look(icon="file-signature"),
            "status": lambda line: _STATUS_LOOKS[line.row.status],
            "commitments": look_of_promised,
            "ceremony": lambda line: QUIET if line.ceremony_at is None else Look(),
            "parties": lambda line: Look() if line.row.parties else QUIET,
        },
    )  # fmt: skip


def make_commitments_model(workspace: Workspace) -> LooksModel[CommitmentLine]:
    say, words = workspace.say, workspace.words
    statuses = commitment_statuses(workspace)
    order = list(CommitmentStatus)

    def due(line: CommitmentLine) -> str:
        return say("no date") if line.row.due_on is None else words.value(line.row.due_on)

    return LooksModel(
        [
            Column("due", say("Due"), due, sort_by=lambda line: line.row.due_on or date.max, width=104),
            Column("what", say("What is promised"), lambda line: line.row.what, tip=lambda line: line.row.what,
                   width=330),
            Column("responsible", say("Who answers for it"), lambda line: line.row.responsible or say("nobody"),
                   tip=lambda line: line.row.responsible, width=170),
            Column("status", say("State"),
                   lambda line: say("overdue") if line.is_overdue else statuses[line.row.status],
                   sort_by=lambda line: (not line.is_overdue, order.index(line.row.status)), width=130),
        ],
        lambda line: line.row.id,
        looks={
            "due": lambda line: QUIET if line.row.due_on is None else Look(),
            "responsible": lambda line: Look() if line.row.responsible else QUIET,
            "status": lambda line: _OVERDUE if line.is_overdue else _COMMITMENT_LOOKS[line.row.status],
        },
    )  # fmt: skip
