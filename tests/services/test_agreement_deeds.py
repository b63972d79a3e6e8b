"""Deeds on agreements, who signs them and what was promised."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from smalltowns_desktop.domain.errors import GoneAlready, InvalidValue, ReferenceGone
from smalltowns_desktop.domain.ids import ActivityId, AgreementId, CommitmentId, ParticipantId
from smalltowns_desktop.domain.model import Agreement, AgreementStatus, Commitment, CommitmentStatus, Participant
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.agreements import (
    add_agreement,
    add_commitment,
    delete_agreement,
    delete_commitment,
    dismiss_signatory,
    edit_agreement,
    edit_commitment,
    name_signatory,
)
from smalltowns_desktop.services.journal import list_deeds, undo_deed
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import load_programme

ANNA = Participant(ParticipantId("anna"), 1, "Ясень", "Анна")
PETR = Participant(ParticipantId("petr"), 2, "Дуб", "Пётр")


@pytest.fixture
def db(event_db: Database) -> Database:
    with event_db.deed(say("Begin")) as deed:
        deed.insert(ANNA, PETR)
    return event_db


@pytest.fixture
def agreement(db: Database) -> Agreement:
    key = add_agreement(db, Agreement(AgreementId(""), "О дружбе", parties=("Мосты", " Бор ", " "))).agreement_id
    return load_programme(db).agreements[key]


def test_an_agreement_is_added_edited_and_signed(db: Database, agreement: Agreement) -> None:
    assert agreement.parties == ("Мосты", "Бор")
    signed = replace(agreement, status=AgreementStatus.SIGNED, signed_on=date(2025, 8, 15), notes="одна\nдве")
    edit_agreement(db, agreement, signed)
    assert load_programme(db).agreements[agreement.id] == signed
    assert str(list_deeds(db)[0].deed) == "“О дружбе” is signed"


@pytest.mark.parametrize("change", [{"title": " "}, {"copies": -1}, {"copies": 10_001}, {"title": "я" * 4001}])
def test_an_agreement_that_cannot_be_is_refused(db: Database, agreement: Agreement, change: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        edit_agreement(db, agreement, replace(agreement, **change))  # type: ignore[arg-type]  # each value fits


def test_a_ceremony_that_is_gone_is_said_to_be_gone(db: Database, agreement: Agreement) -> None:
    with pytest.raises(ReferenceGone):
        edit_agreement(db, agreement, replace(agreement, ceremony_id=ActivityId("gone")))


def test_signatories_come_and_go(db: Database, agreement: Agreement) -> None:
    name_signatory(db, agreement.id, ANNA.id)
    assert not name_signatory(db, agreement.id, ANNA.id)
    name_signatory(db, agreement.id, PETR.id)
    dismiss_signatory(db, agreement.id, ANNA.id)
    assert load_programme(db).signatories_by_agreement == {agreement.id: (PETR.id,)}
    assert str(list_deeds(db)[0].deed) == "Ясень Анна does not sign “О дружбе”"


def test_an_agreement_goes_with_its_signatories_and_commitments(db: Database, agreement: Agreement) -> None:
    name_signatory(db, agreement.id, ANNA.id)
    add_commitment(db, Commitment(CommitmentId(""), agreement.id, "Обмен"))
    before = load_programme(db)
    delete_agreement(db, agreement.id)
    gone = load_programme(db)
    assert not gone.agreements
    assert not gone.agreement_signatories
    assert not gone.commitments
    undo_deed(db)
    assert load_programme(db).commitments == before.commitments


def test_a_commitment_is_added_done_and_deleted(db: Database, agreement: Agreement) -> None:
    key = add_commitment(db, Commitment(CommitmentId(""), agreement.id, " Обмен ")).commitment_id
    commitment = load_programme(db).commitments[key]
    done = replace(commitment, status=CommitmentStatus.DONE, responsible="Комитет", due_on=date(2026, 1, 1))
    edit_commitment(db, commitment, done)
    assert load_programme(db).commitments[key] == replace(done, what="Обмен")
    assert str(list_deeds(db)[0].deed) == "Done: “Обмен”"
    with pytest.raises(InvalidValue):
        edit_commitment(db, done, replace(done, what=""))
    delete_commitment(db, key)
    assert not load_programme(db).commitments


@pytest.mark.parametrize(
    "deed",
    [
        lambda db: delete_agreement(db, AgreementId("gone")),
        lambda db: name_signatory(db, AgreementId("gone"), ANNA.id),
        lambda db: add_commitment(db, Commitment(CommitmentId(""), AgreementId("gone"), "Обмен")),
        lambda db: delete_commitment(db, CommitmentId("gone")),
    ],
)
def test_what_is_gone_is_said_to_be_gone(db: Database, deed: Callable[[Database], object]) -> None:
    with pytest.raises(GoneAlready):
        deed(db)


def test_a_signatory_who_is_gone_is_said_to_be_gone(db: Database, agreement: Agreement) -> None:
    with pytest.raises(GoneAlready):
        name_signatory(db, agreement.id, ParticipantId("gone"))
