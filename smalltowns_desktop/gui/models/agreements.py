"""Lines of the agreements' page: what is signed, and what was promised in it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from smalltowns_desktop.domain.model import Agreement, Commitment, CommitmentStatus
from smalltowns_desktop.domain.names import fold_for_search
from smalltowns_desktop.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement in the list."""

    row: Agreement
    ceremony: str
    """The title of the activity at which it is signed; "" for none."""
    ceremony_at: datetime | None
    signatories: int
    promised: int
    done: int
    overdue: int
    searchable: str


@dataclass(frozen=True, slots=True)
class CommitmentLine:
    """Something promised."""

    row: Commitment
    is_overdue: bool


def is_overdue(commitment: Commitment, today: date) -> bool:
    """Whether it is still open and should have been done before today."""
    return commitment.status is CommitmentStatus.OPEN and commitment.due_on is not None and commitment.due_on < today


def make_agreement_lines(programme: Programme, today: date) -> list[AgreementLine]:
    """Every agreement; what was dropped does not count as promised."""
    promised: dict[str, list[Commitment]] = defaultdict(list)
    for commitment in programme.commitments.values():
        if commitment.status is not CommitmentStatus.DROPPED:
            promised[commitment.agreement_id].append(commitment)
    lines = []
    for row in programme.agreements.values():
        ceremony = None if row.ceremony_id is None else programme.activities[row.ceremony_id]
        signatories = programme.signatories_by_agreement.get(row.id, ())
        names = " ".join(programme.participants[key].full_name for key in signatories)
        own = promised[row.id]
        lines.append(
            AgreementLine(
                row, "" if ceremony is None else ceremony.title, None if ceremony is None else ceremony.starts_at,
                len(signatories), len(own), sum(item.status is CommitmentStatus.DONE for item in own),
                sum(is_overdue(item, today) for item in own),
                fold_for_search(row.title, *row.parties, names, row.notes),
            )
        )  # fmt: skip
    return lines


def make_commitment_lines(programme: Programme, agreement_id: str, today: date) -> list[CommitmentLine]:
    """What was promised in one agreement."""
    rows = programme.commitments.values()
    return [CommitmentLine(row, is_overdue(row, today)) for row in rows if row.agreement_id == agreement_id]
