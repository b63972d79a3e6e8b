"""The kit for forms: one deed a field, refusals beside the field, nothing that is being typed is lost."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.domain.ids import DelegationId, DistrictId, ParticipantId, SiteId
from smalltowns_desktop.domain.model import Delegation, District, Participant, Site, SiteKind
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.models.table import KEY_ROLE
from smalltowns_desktop.gui.widgets import forms
from smalltowns_desktop.gui.widgets.forms import (
    CheckField,
    ChoiceField,
    Form,
    NotesField,
    TextField,
    perform_in_field,
)
from smalltowns_desktop.gui.widgets.parts import column
from smalltowns_desktop.gui.widgets.person_field import PeopleIndex, PersonField, people_of
from smalltowns_desktop.gui.widgets.pick_field import Choice, ChoicesModel, PickField, find_among
from smalltowns_desktop.gui.widgets.roster import EntriesModel, Entry, RosterField
from smalltowns_desktop.gui.widgets.search_field import needles_of
from smalltowns_desktop.gui.widgets.site_field import SiteField
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.delegations import edit_delegation
from smalltowns_desktop.services.field_values import read_count
from smalltowns_desktop.storage.database import Database
from tests.support.gui_keys import type_into

BOR = Delegation(DelegationId("bor"), "Бор", "БР")
NAUGHTY = "<b>жирный</b> & \u202eсправа ﷽"


class Asked:
    """What a field handed over, and what it is answered."""

    def __init__(self) -> None:
        self.values: list[Any] = []
        self.refuse_with: InvalidValue | None = None
        self.takes = True

    def __call__(self, value: Any) -> bool:
        self.values.append(value)
        if self.refuse_with is not None:
            raise self.refuse_with
        return self.takes


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Callable[..., None]]:
    """Puts widgets into a window that is on the screen until the test is over."""
    windows = []

    def show_them(*parts: QWidget) -> None:
        window = QWidget()
        window.setLayout(column(*parts))
        qtbot.addWidget(window)
        windows.append(window)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window)

    yield show_them
    windows.clear()


def test_a_text_is_handed_over_once_when_its_field_is_finished(
    show: Callable[..., None], workspace: Workspace, asked: Asked
) -> None:
    field = TextField(workspace, "Name", asked)
    field.show_value("Бор")
    show(field)
    type_into(field.line, "Борисов")
    assert asked.values == []
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    field.line.clearFocus()
    assert asked.values == ["Борисов"]


def test_a_text_that_was_not_changed_is_not_handed_over(
    show: Callable[..., None], workspace: Workspace, asked: Asked
) -> None:
    field = TextField(workspace, "Name", asked)
    field.show_value("Bor")
    show(field)
    type_into(field.line, "Bor")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert asked.values == []


def test_a_refused_text_stays_with_the_reason_below_it_until_it_does(
    show: Callable[..., None], workspace: Workspace, asked: Asked
) -> None:
    field = TextField(workspace, "Seats", asked, lambda text: read_count("seats", text, 0, 50))
    field.show_value(45)
    show(field)
    type_into(field.line, "many")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.refusal == "It should be a whole number."
    assert field.line.text() == "many"
    assert field.line.property("problem") is True
    field.show_value(45)  # news from elsewhere
    assert field.line.text() == "many"
    type_into(field.line, "46")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert (field.refusal, asked.values) == ("", [46])


def test_what_the_deed_refuses_stands_beside_the_field_too(
    show: Callable[..., None], workspace: Workspace, asked: Asked
) -> None:
    asked.refuse_with = InvalidValue("code", "АР", say("“{name}” has this code already.", name="Арзамас"))
    field = TextField(workspace, "Code", asked)
    show(field)
    type_into(field.line, "AP")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.refusal == "“Арзамас” has this code already."
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert (field.refusal, field.line.text()) == ("", "")


def test_a_text_that_was_not_taken_is_not_lost(show: Callable[..., None], workspace: Workspace, asked: Asked) -> None:
    asked.takes = False
    field = TextField(workspace, "Name", asked)
    field.show_value("Bor")
    show(field)
    type_into(field.line, "New")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.line.text() == "New"


def test_escape_gives_back_what_stood_there(show: Callable[..., None], workspace: Workspace, asked: Asked) -> None:
    text, notes = TextField(workspace, "Name", asked), NotesField(workspace, "Notes", asked)
    text.show_value("Bor")
    notes.show_value("one\ntwo")
    show(text, notes)
    for editor, field in ((text.line, text), (notes.notes, notes)):
        type_into(editor, "x")
        QTest.keyClick(editor, Qt.Key.Key_Escape)
        assert field.restore() is False  # nothing is left to give back
    assert (text.line.text(), notes.notes.toPlainText()) == ("Bor", "one\ntwo")
    assert asked.values == []


def test_notes_are_handed_over_by_leaving_them_or_by_control_enter(
    show: Callable[..., None], workspace: Workspace, asked: Asked
) -> None:
    notes, other = NotesField(workspace, "Notes", asked), TextField(workspace, "Name", lambda _: True)
    notes.show_value("")
    show(notes, other)
    type_into(notes.notes, "one")
    QTest.keyClick(notes.notes, Qt.Key.Key_Return)
    QTest.keyClicks(notes.notes, "two")
    assert asked.values == []
    QTest.keyClick(notes.notes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.values == ["one\ntwo"]
    type_into(notes.notes, "three")
    notes.commit()
    assert asked.values == ["one\ntwo", "three"]


def test_a_choice_is_handed_over_when_another_is_made(
    show: Callable[..., None], workspace: Workspace, asked: Asked
) -> None:
    field = ChoiceField(workspace, "Kind", asked)
    field.show_choices([("a", "One"), ("b", "Two")])
    field.show_value("a")
    show(field)
    field.combo.setFocus()
    QTest.keyClick(field.combo, Qt.Key.Key_Down)
    assert asked.values == ["b"]
    assert field.combo.currentText() == "One"  # until the snapshot says otherwise
    field.show_value("b")
    assert field.combo.currentText() == "Two"


def test_a_check_is_what_the_snapshot_says(show: Callable[..., None], workspace: Workspace, asked: Asked) -> None:
    field = CheckField(workspace, "Confirmed", asked)
    show(field)
    field.box.setFocus()
    QTest.keyClick(field.box, Qt.Key.Key_Space)
    assert asked.values == [True]
    assert not field.box.isChecked()
    field.show_value(True)
    assert field.box.isChecked()


def test_a_form_names_its_editors_and_goes_on_by_tab(
    show: Callable[..., None], workspace: Workspace, asked: Asked
) -> None:
    form = Form()
    first, second = TextField(workspace, "Name", asked), ChoiceField(workspace, "Kind", asked)
    form.add(first)
    form.add(second)
    show(form)
    assert [field.editor.accessibleName() for field in form.fields] == ["Name", "Kind"]
    first.line.setFocus()
    QTest.keyClick(first.line, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is second.combo
    form.set_read_only(True)
    assert first.line.isReadOnly()
    assert not second.combo.isEnabled()


def test_a_deed_in_a_field_tells_its_refusals_apart(qtbot: QtBot, workspace: Workspace, event_db: Database) -> None:
    with event_db.deed(say("Begin")) as deed:
        deed.insert(BOR)
    store = workspace.store
    assert perform_in_field(store, lambda db: edit_delegation(db, BOR, replace(BOR, town="Бор")))
    with pytest.raises(InvalidValue):
        perform_in_field(store, lambda db: edit_delegation(db, BOR, replace(BOR, name="")))
    with qtbot.waitSignal(store.refused):
        assert not perform_in_field(store, lambda db: edit_delegation(db, BOR, replace(BOR, town="Иной")))


# Choosing one of many


@pytest.fixture
def people(workspace: Workspace, event_db: Database) -> Workspace:
    with event_db.deed(say("Begin")) as deed:
        deed.insert(
            District(DistrictId("mosty"), "Мосты"),
            Site(SiteId("dairy"), "Молочный комбинат", DistrictId("mosty")),
            Site(SiteId("hotel"), "Гостиница «Неман»", DistrictId("mosty"), SiteKind.HOTEL),
            BOR,
            Participant(ParticipantId("1"), 1, "Семёнов", "Пётр", "Львович", delegation_id=BOR.id),
            Participant(ParticipantId("2"), 147, "Семенова", "Анна"),
            Participant(ParticipantId("3"), 3, NAUGHTY, "Вера"),
        )
    workspace.store.take_in(deed.changes)
    return workspace


def keys(choices: Sequence[Choice]) -> list[str]:
    return [choice.key for choice in choices]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("семен", ["1", "2"]),
        ("пётр сем", ["1"]),
        ("gtnh ctv", ["1"]),  # петр сем under a Latin layout
        ("бор", ["1"]),
        ("0147", ["2"]),
        ("жирный", ["3"]),
        ("", ["3", "1", "2"]),
        ("никто", []),
    ],
)
def test_people_are_found_by_parts_in_any_order_and_layout(people: Workspace, typed: str, found: list[str]) -> None:
    index = PeopleIndex(lambda: people.store.programme)
    assert keys(index.find(needles_of(typed))) == found


def test_people_are_found_like_a_plain_look_through_all_of_them(people: Workspace) -> None:
    index = PeopleIndex(lambda: people.store.programme)
    for typed in ("вич", "анна", "ё", "семёнов пётр", "147", "бр"):
        rows = people.store.programme.participants.values()
        plain = {
            person.id
            for person in rows
            if any(
                all(
                    part
                    in f"{fold(person.full_name)} {fold('Бор БР') if person.delegation_id else ''} {person.number:04}"
                    for part in alternative
                )
                for alternative in needles_of(typed)
            )
        }
        assert set(keys(index.find(needles_of(typed)))) == plain


def test_the_index_follows_the_snapshot(people: Workspace) -> None:
    index = PeopleIndex(lambda: people.store.programme)
    assert keys(index.find([], BOR.id)) == ["1"]
    people.store.perform(lambda db: edit_delegation(db, BOR, replace(BOR, name="Выкса")))
    assert keys(index.find(needles_of("выкса"))) == ["1"]
    assert keys(index.find(needles_of("бор"))) == []


def test_a_person_is_chosen_by_keyboard_alone(show: Callable[..., None], people: Workspace, asked: Asked) -> None:
    index = PeopleIndex(lambda: people.store.programme)
    field = PersonField(people, "Head", asked, people_of(index))
    show(field)
    type_into(field.line, "семен")
    assert field.popup.isVisible()
    QTest.keyClick(field.popup, Qt.Key.Key_Down)
    QTest.keyClick(field.popup, Qt.Key.Key_Return)
    assert asked.values == ["2"]
    assert not field.popup.isVisible()


def test_a_person_is_chosen_by_mouse(show: Callable[..., None], people: Workspace, asked: Asked) -> None:
    field = PersonField(people, "Head", asked, people_of(PeopleIndex(lambda: people.store.programme)))
    show(field)
    type_into(field.line, "семен")
    place = field.popup.visualRect(field.popup.model().index(1, 0)).center()
    QTest.mouseClick(field.popup.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert asked.values == ["2"]


def test_a_name_that_fits_nobody_or_several_is_refused_beside_the_field(
    show: Callable[..., None], people: Workspace, asked: Asked
) -> None:
    field = PersonField(people, "Head", asked, people_of(PeopleIndex(lambda: people.store.programme)))
    field.show_value("Семёнов Пётр Львович")
    show(field)
    type_into(field.line, "nobody")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.refusal == "Nothing by this name here."
    type_into(field.line, "семен")
    field.popup.hide()
    field.commit()
    assert "Several" in field.refusal
    QTest.keyClick(field.line, Qt.Key.Key_Escape)
    assert field.line.text() == "Семёнов Пётр Львович"
    assert asked.values == []


def test_an_emptied_field_hands_over_nobody(show: Callable[..., None], people: Workspace, asked: Asked) -> None:
    field = PersonField(people, "Head", asked, people_of(PeopleIndex(lambda: people.store.programme)))
    field.show_value("Семёнов Пётр Львович")
    show(field)
    field.line.setFocus()
    QTest.keyClick(field.line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field.line, Qt.Key.Key_Delete)
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert asked.values == [None]


def test_places_of_the_kind_that_is_meant_stand_first(
    show: Callable[..., None], people: Workspace, asked: Asked
) -> None:
    field = SiteField(people, "Hotel", asked, first=[SiteKind.HOTEL])
    show(field)
    field.line.setFocus()
    QTest.keyClick(field.line, Qt.Key.Key_Down)
    shown = [field.popup.model().index(row, 0).data() for row in range(field.popup.model().rowCount())]
    assert shown == ["Гостиница «Неман»", "Молочный комбинат"]
    QTest.keyClick(field.popup, Qt.Key.Key_Return)
    assert asked.values == ["hotel"]


def test_a_field_that_may_not_be_empty_gives_back_what_stood_there(
    show: Callable[..., None], workspace: Workspace, asked: Asked
) -> None:
    field = PickField(workspace, "From", asked, find_among([Choice("a", "Лида")]), may_be_empty=False)
    field.show_value("Лида")
    show(field)
    field.line.setFocus()
    QTest.keyClick(field.line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field.line, Qt.Key.Key_Delete)
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert (field.line.text(), asked.values) == ("Лида", [])


# Rosters


def test_an_entry_is_taken_out_by_key_and_by_its_cross(show: Callable[..., None], workspace: Workspace) -> None:
    asked = Asked()
    gone = asked.values
    roster = RosterField(workspace, "Parties", None, asked)
    roster.show_value([Entry("a", "Мосты"), Entry("b", NAUGHTY, "Бор")])
    show(roster)
    roster.view.setFocus()
    roster.view.setCurrentIndex(roster.model.index(1, 0))
    QTest.keyClick(roster.view, Qt.Key.Key_Delete)
    assert gone == ["b"]
    area = roster.view.visualRect(roster.model.index(0, 0))
    cross = area.center()
    cross.setX(area.right() - 12)
    QTest.mouseClick(roster.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, cross)
    assert gone == ["b", "a"]
    roster.set_read_only(True)
    QTest.keyClick(roster.view, Qt.Key.Key_Delete)
    assert gone == ["b", "a"]


def test_the_models_of_lists_keep_qts_rules(qtmodeltester: ModelTester) -> None:
    choices, entries = ChoicesModel(), EntriesModel()
    choices.show_choices([Choice("a", "Лида", "Гродненская область"), Choice("b", NAUGHTY)])
    entries.show_entries([Entry("a", "Лида"), Entry("b", NAUGHTY)])
    qtmodeltester.check(choices)
    qtmodeltester.check(entries)
    assert entries.index(0, 0).data(KEY_ROLE) == "a"


def test_a_line_too_long_for_its_field_is_whole_in_a_plain_tip(
    workspace: Workspace, asked: Asked, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    field = TextField(workspace, "Title", asked)
    qtbot.addWidget(field)
    field.resize(140, 40)
    field.show()
    told: list[str] = []
    monkeypatch.setattr(forms, "show_plain_tip", lambda _at, text: told.append(text))
    for text in ("Бор", f"{NAUGHTY} и ещё очень много слов"):
        field.show_value(text)
        QApplication.sendEvent(field.line, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), QPoint(5, 5)))
    assert told == ["", f"{NAUGHTY} и ещё очень много слов"]
    assert field.line.cursorPosition() == 0
