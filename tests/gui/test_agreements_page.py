"""The agreements' page: every deed by keyboard or mouse, on a real event file."""

from collections.abc import Iterator
from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.ids import ActivityId, AgreementId, CommitmentId, DelegationId, ParticipantId
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityKind,
    Agreement,
    AgreementSignatory,
    AgreementStatus,
    Commitment,
    CommitmentStatus,
    Delegation,
    Participant,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.pages.agreements import AgreementsPage
from smalltowns_desktop.gui.widgets.forms import ChoiceField, Field, NotesField, TextField
from smalltowns_desktop.gui.widgets.pick_field import PickField
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.storage.database import Database
from tests.support.gui_keys import click_cell, show_active, type_into

NAUGHTY = "<a href='x'>О дружбе</a> & «хлебе» \u202e"
BOR = Delegation(DelegationId("bo"), "Бор", "БР")
ANNA = Participant(ParticipantId("anna"), 1, "Ясень", "Анна", delegation_id=BOR.id, position="глава")
PETR = Participant(ParticipantId("petr"), 2, "Дуб", "Пётр")
LUNCH = Activity(ActivityId("l"), "Обед", ActivityKind.MEAL, datetime(2025, 8, 14, 13), datetime(2025, 8, 14, 14))
SIGNING = Activity(
    ActivityId("s"), "Подписание", ActivityKind.SIGNING, datetime(2025, 8, 15, 12), datetime(2025, 8, 15, 13)
)  # fmt: skip
PACT = Agreement(AgreementId("pact"), NAUGHTY, parties=("Мосты", "Бор"), ceremony_id=SIGNING.id)
MAP = Agreement(AgreementId("map"), "Дорожная карта", status=AgreementStatus.AGREED)
LATE = Commitment(CommitmentId("late"), PACT.id, "Обменяться группами", "Комитет", date(2025, 8, 1))
SOON = Commitment(CommitmentId("soon"), PACT.id, "Открыть мастерскую", due_on=date(2025, 12, 1))


@pytest.fixture
def page(event_db: Database, workspace: Workspace, qtbot: QtBot) -> Iterator[AgreementsPage]:
    """Two agreements, the first with two parties, a signatory and two commitments, one of them overdue."""
    with event_db.deed(say("Begin")) as deed:
        deed.insert(BOR, ANNA, PETR, LUNCH, SIGNING, PACT, MAP, AgreementSignatory(PACT.id, ANNA.id), LATE, SOON)
    workspace.store.take_in(deed.changes)
    made = AgreementsPage(workspace)
    qtbot.addWidget(made)
    show_active(made)
    made.agreements.choose(PACT.id)
    yield made
    workspace.jobs.wait()


def cell(page: AgreementsPage, key: str, column: str) -> str:
    model = page.agreements.rows
    place = [each.key for each in model.columns].index(column)
    return str(model.index_of(key).siblingAtColumn(place).data())


def text_of(fields: dict[str, Field], name: str) -> TextField:
    field = fields[name]
    assert isinstance(field, TextField)
    return field


def row_of(page: AgreementsPage) -> Agreement:
    return page.store.programme.agreements[PACT.id]


def test_what_is_overdue_is_said_in_words(page: AgreementsPage) -> None:
    assert cell(page, PACT.id, "commitments") == "1 overdue"
    assert cell(page, MAP.id, "commitments") == "none"
    assert page._count.text() == "2 agreements, 0 signed, 1 commitment overdue"
    assert [page.commitments.rows.index(row, 3).data() for row in (0, 1)] == ["overdue", "to be done"]
    page.chip.choose(frozenset({"overdue"}))
    assert page.agreements.rows.keys_shown() == [PACT.id]
    page.chip.choose(frozenset({"agreed"}))
    assert page.agreements.rows.keys_shown() == [MAP.id]


def test_a_title_is_changed_by_keyboard_and_taken_back(page: AgreementsPage) -> None:
    page.agreements.setFocus()
    QTest.keyClick(page.agreements, Qt.Key.Key_Return)
    title = text_of(page.agreement_form.fields, "title")
    assert QApplication.focusWidget() is title.line
    type_into(title.line, "О хлебе", enter=True)
    assert row_of(page).title == "О хлебе"
    page.store.undo()
    assert title.line.text() == NAUGHTY
    type_into(title.line, "", enter=True)
    assert title.refusal


def test_signing_says_when_by_the_ceremony(page: AgreementsPage) -> None:
    status = page.agreement_form.fields["status"]
    assert isinstance(status, ChoiceField)
    status.combo.setFocus()
    QTest.keyClick(status.combo, Qt.Key.Key_End)
    assert (row_of(page).status, row_of(page).signed_on) == (AgreementStatus.SIGNED, date(2025, 8, 15))
    type_into(text_of(page.agreement_form.fields, "signed_on").line, "14.08", enter=True)
    assert row_of(page).signed_on == date(2025, 8, 14)


def test_parties_are_added_rewritten_and_taken_out(page: AgreementsPage) -> None:
    form = page.agreement_form
    type_into(form.party.line, "Волковыск", enter=True)
    assert row_of(page).parties == ("Мосты", "Бор", "Волковыск")
    assert form.party.line.text() == ""
    form.parties.view.setFocus()
    form.parties.view.setCurrentIndex(form.parties.model.index(1, 0))
    QTest.keyClick(form.parties.view, Qt.Key.Key_Return)
    assert form.party.line.text() == "Бор"
    type_into(form.party.line, "Город Бор", enter=True)
    assert row_of(page).parties == ("Мосты", "Город Бор", "Волковыск")
    form.parties.view.setFocus()
    form.parties.view.setCurrentIndex(form.parties.model.index(0, 0))
    QTest.keyClick(form.parties.view, Qt.Key.Key_Delete)
    assert row_of(page).parties == ("Город Бор", "Волковыск")


def test_signatories_are_chosen_by_name_and_taken_out_by_mouse(page: AgreementsPage) -> None:
    form = page.agreement_form
    signer = form.signatories._adder
    assert isinstance(signer, PickField)
    type_into(signer.line, "пётр")
    QTest.keyClick(signer.popup, Qt.Key.Key_Return)
    assert set(page.store.programme.signatories_by_agreement[PACT.id]) == {ANNA.id, PETR.id}
    area = form.signatories.view.visualRect(form.signatories.model.index(0, 0))
    cross = area.center()
    cross.setX(area.right() - 12)
    viewport = form.signatories.view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, cross)
    assert page.store.programme.signatories_by_agreement[PACT.id] == (ANNA.id,)


def test_a_ceremony_is_chosen_signings_first_and_shown(page: AgreementsPage, qtbot: QtBot) -> None:
    page.agreements.choose(MAP.id)
    assert not page.ceremony.isEnabled()
    ceremony = page.agreement_form.fields["ceremony_id"]
    assert isinstance(ceremony, PickField)
    ceremony.line.setFocus()
    QTest.keyClick(ceremony.line, Qt.Key.Key_Down)
    QTest.keyClick(ceremony.popup, Qt.Key.Key_Return)
    assert page.store.programme.agreements[MAP.id].ceremony_id == SIGNING.id
    with qtbot.waitSignal(page.go_requested) as went:
        QTest.mouseClick(page.ceremony, Qt.MouseButton.LeftButton)
    assert went.args == [Place("programme", "activity", SIGNING.id)]


def test_copies_and_notes_are_kept(page: AgreementsPage) -> None:
    copies = text_of(page.agreement_form.fields, "copies")
    type_into(copies.line, "три", enter=True)
    assert copies.refusal
    type_into(copies.line, "3", enter=True)
    notes = page.agreement_form.fields["notes"]
    assert isinstance(notes, NotesField)
    type_into(notes.notes, "на двух языках")
    QTest.keyClick(notes.notes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (row_of(page).copies, row_of(page).notes) == (3, "на двух языках")


def test_a_commitment_is_added_edited_ticked_off_and_deleted(page: AgreementsPage) -> None:
    dialog = page.make_commitment_dialog()
    dialog.open()
    dialog.finish()
    assert dialog.fields["what"].refusal
    type_into(text_of(dialog.fields, "what").line, "Провести ярмарку")
    type_into(text_of(dialog.fields, "due_on").line, "01.03.2026")
    dialog.finish()
    key = page.commitments.current_key
    commitment = page.store.programme.commitments[key]
    assert (commitment.what, commitment.due_on) == ("Провести ярмарку", date(2026, 3, 1))
    assert page.about.current == "commitment"
    type_into(text_of(page.commitment_form.fields, "responsible").line, "Анна", enter=True)
    due = text_of(page.commitment_form.fields, "due_on")
    type_into(due.line, "весной", enter=True)
    assert due.refusal == "It should be a date such as 2025-08-13."
    QTest.keyClick(due.line, Qt.Key.Key_Escape)
    page.commitments.setFocus()
    QTest.keyClick(page.commitments, Qt.Key.Key_Space)
    assert page.store.programme.commitments[key].status is CommitmentStatus.DONE
    assert page._promised.text() == "1 of 3 done"
    QTest.keyClick(page.commitments, Qt.Key.Key_Space)
    assert page.store.programme.commitments[key].status is CommitmentStatus.OPEN
    QTest.keyClick(page.commitments, Qt.Key.Key_Delete)
    assert key not in page.store.programme.commitments


def test_space_keeps_a_promise_only_where_the_promises_have_the_focus(page: AgreementsPage) -> None:
    click_cell(page.commitments, page.commitments.rows.index(1, 1))
    before = page.store.programme.commitments
    page.agreements.setFocus()
    QTest.keyClick(page.agreements, Qt.Key.Key_Space)
    assert page.store.programme.commitments == before


def test_a_click_says_whether_the_form_is_about_the_agreement_or_its_commitment(page: AgreementsPage) -> None:
    click_cell(page.commitments, page.commitments.rows.index(1, 1))
    assert page.about.current == "commitment"
    what = page.commitment_form.fields["what"]
    assert isinstance(what, NotesField)
    assert what.notes.toPlainText() == SOON.what
    click_cell(page.agreements, page.agreements.rows.index_of(MAP.id))
    assert page.about.current == "agreement"
    assert text_of(page.agreement_form.fields, "title").line.text() == MAP.title


def test_an_agreement_is_added_and_deleted_with_its_commitments(page: AgreementsPage) -> None:
    dialog = page.make_new_dialog()
    dialog.open()
    type_into(text_of(dialog.fields, "title").line, "Резолюция")
    dialog.finish()
    assert page.store.programme.agreements[page.agreements.current_key].title == "Резолюция"
    page.agreements.choose(PACT.id)
    page.agreements.setFocus()
    QTest.keyClick(page.agreements, Qt.Key.Key_Delete)
    assert PACT.id not in page.store.programme.agreements
    assert not page.store.programme.commitments
    page.store.undo()
    assert len(page.store.programme.commitments) == 2


def test_places_elsewhere_lead_here(page: AgreementsPage) -> None:
    page.chip.choose(frozenset({"agreed"}))
    page.show_place(Place("agreements", "agreement", PACT.id))
    assert page.agreements.current_key == PACT.id
    page.agreements.choose(MAP.id)
    page.show_place(Place("agreements", "commitment", SOON.id))
    assert (page.agreements.current_key, page.commitments.current_key) == (PACT.id, SOON.id)
    assert page.about.current == "commitment"
    page.show_place(Place("agreements", "agreement", "gone"))


def test_an_event_without_agreements_says_what_to_do(workspace: Workspace, qtbot: QtBot) -> None:
    page = AgreementsPage(workspace)
    qtbot.addWidget(page)
    show_active(page)
    assert page._empty.isVisible()
    dialog = page.make_new_dialog()
    dialog.open()
    type_into(text_of(dialog.fields, "title").line, "О дружбе")
    dialog.finish()
    assert page._splitter.isVisible()
    assert page._no_promises.isVisible()


def test_the_models_keep_qts_rules(page: AgreementsPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.agreements.rows)
    qtmodeltester.check(page.commitments.rows)
    qtmodeltester.check(page.agreement_form.signatories.model)


def test_everything_fits_the_smallest_window(page: AgreementsPage) -> None:
    assert page.minimumSizeHint().height() <= 610
    assert page.minimumSizeHint().width() <= 1192
