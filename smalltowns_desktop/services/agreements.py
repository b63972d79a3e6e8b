"""What a person does to agreements: what is signed, by whom, at which ceremony, and what was promised in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import GoneAlready
from smalltowns_desktop.domain.ids import AgreementId, CommitmentId, KeySource, ParticipantId, new_id
from smalltowns_desktop.domain.model import (
    Agreement,
    AgreementSignatory,
    AgreementStatus,
    Commitment,
    CommitmentStatus,
    Participant,
)
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.services.row_checks import checked_row
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows

MOST_COPIES = 10_000
_LIMITS = {"copies": (0, MOST_COPIES)}


@dataclass(frozen=True, slots=True)
class AgreementAdded:
    agreement_id: AgreementId
    changes: Changes


@dataclass(frozen=True, slots=True)
class CommitmentAdded:
    commitment_id: CommitmentId
    changes: Changes


def add_agreement(
    db: Database, agreement: Agreement, signatory_ids: Iterable[ParticipantId] = (), *, ids: KeySource = new_id
) -> AgreementAdded:
    """Put an agreement into the event; its `id` is given here. Raises `InvalidValue`, `ReferenceGone`."""
    added = _checked(replace(agreement, id=AgreementId(ids())))
    with db.deed(say("Add the agreement “{title}”", title=added.title)) as deed:
        deed.insert(added)
        deed.insert(*(AgreementSignatory(added.id, person) for person in dict.fromkeys(signatory_ids)))
    return AgreementAdded(added.id, deed.changes)


def edit_agreement(db: Database, before: Agreement, after: Agreement) -> Changes:
    """Give fields of an agreement new values. Raises `InvalidValue`, `ChangedMeanwhile`, `ReferenceGone`."""
    checked = _checked(after)
    with db.deed(_title_of(before, checked)) as deed:
        deed.update(before, checked)
    return deed.changes


def delete_agreement(db: Database, agreement_id: AgreementId) -> Changes:
    """Take an agreement out, with its signatories and commitments. Raises `GoneAlready`."""
    agreement = _agreement(db, agreement_id)
    with db.deed(say("Delete the agreement “{title}”", title=agreement.title)) as deed:
        deed.delete(*read_rows(deed.connection, Commitment, agreement_id=agreement_id))
        deed.delete(*read_rows(deed.connection, AgreementSignatory, agreement_id=agreement_id))
        deed.delete(agreement)
    return deed.changes


def name_signatory(db: Database, agreement_id: AgreementId, participant_id: ParticipantId) -> Changes:
    """Let somebody sign. One who does already stays. Raises `GoneAlready`."""
    link = AgreementSignatory(agreement_id, participant_id)
    with db.deed(_signing(db, link, say("{name} signs “{title}”"))) as deed:
        if link not in read_rows(deed.connection, AgreementSignatory, agreement_id=agreement_id):
            deed.insert(link)
    return deed.changes


def dismiss_signatory(db: Database, agreement_id: AgreementId, participant_id: ParticipantId) -> Changes:
    """Somebody does not sign after all. Raises `GoneAlready`."""
    link = AgreementSignatory(agreement_id, participant_id)
    with db.deed(_signing(db, link, say("{name} does not sign “{title}”"))) as deed:
        deed.delete(link)
    return deed.changes


# Commitments


def add_commitment(db: Database, commitment: Commitment, *, ids: KeySource = new_id) -> CommitmentAdded:
    """Note what was promised in an agreement; its `id` is given here. Raises `InvalidValue`, `GoneAlready`."""
    agreement = _agreement(db, commitment.agreement_id)
    added = checked_row(replace(commitment, id=CommitmentId(ids())), needed="what")
    with db.deed(say("Add a commitment to “{title}”", title=agreement.title)) as deed:
        deed.insert(added)
    return CommitmentAdded(added.id, deed.changes)


def edit_commitment(db: Database, before: Commitment, after: Commitment) -> Changes:
    """Give fields of a commitment new values. Raises `InvalidValue`, `ChangedMeanwhile`."""
    checked = checked_row(after, needed="what")
    if before.status != checked.status and checked.status is CommitmentStatus.DONE:
        title = say("Done: “{what}”", what=checked.what)
    else:
        title = say("Edit the commitment “{what}”", what=before.what)
    with db.deed(title) as deed:
        deed.update(before, checked)
    return deed.changes


def delete_commitment(db: Database, commitment_id: CommitmentId) -> Changes:
    """Take a commitment out. Raises `GoneAlready`."""
    with db.reading() as connection:
        found = read_rows(connection, Commitment, id=commitment_id)
    if not found:
        raise GoneAlready(say("commitment"))
    with db.deed(say("Delete the commitment “{what}”", what=found[0].what)) as deed:
        deed.delete(*found)
    return deed.changes


# Parts of the above


def _checked(agreement: Agreement) -> Agreement:
    return checked_row(agreement, needed="title", lines=("notes",), limits=_LIMITS)


def _title_of(before: Agreement, after: Agreement) -> Text:
    if before.status != after.status and after.status is AgreementStatus.SIGNED:
        return say("“{title}” is signed", title=after.title)
    return say("Edit the agreement “{title}”", title=before.title)


def _signing(db: Database, link: AgreementSignatory, title: Text) -> Text:
    agreement = _agreement(db, link.agreement_id)
    with db.reading() as connection:
        people = read_rows(connection, Participant, id=link.participant_id)
    if not people:
        raise GoneAlready(say("participant"))
    return say(title.msgid, name=people[0].full_name, title=agreement.title)


def _agreement(db: Database, agreement_id: AgreementId) -> Agreement:
    with db.reading() as connection:
        found = read_rows(connection, Agreement, id=agreement_id)
    if not found:
        raise GoneAlready(say("agreement"))
    return found[0]
