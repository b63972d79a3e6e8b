"""The page of participants: found, filtered, checked, edited and marked, by mouse and by keyboard."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.ids import DelegationId, DistrictId, ParticipantId, SiteId, new_id
from smalltowns_desktop.domain.model import Delegation, District, Participant, Role, Site
from smalltowns_desktop.domain.text import PLAIN, say
from smalltowns_desktop.gui.dialogs.participant import ParticipantDialog
from smalltowns_desktop.gui.pages.participants import ParticipantsPage
from smalltowns_desktop.gui.widgets.cell_editor import CellEditor
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.services.people import edit_participant, mark_arrived, read_document
from smalltowns_desktop.services.people_facts import BadgeState
from smalltowns_desktop.services.printing import prepare_badges, print_out
from smalltowns_desktop.storage.database import Author, Database

ARZAMAS = Delegation(DelegationId(new_id()), "Арзамас", "АР", region="Нижегородская область")
SLONIM = Delegation(DelegationId(new_id()), "Слоним", "СЛ", region="Гродненская область", position=1)
NAMES = (
    ("Рябинина", "Вера", "Павловна", "начальник отдела культуры"),
    ("Дубков", "Олег", "Иванович", "глава"),
    ("Клёнов", "Пётр", "Андреевич", "директор"),
    ("Berg", "Anna", "", "journalist"),
    ("О’Коннор", "Шон", "", ""),
)


@pytest.fixture
def people(event_db: Database) -> list[Participant]:
    rows = [
        Participant(
            ParticipantId(new_id()), number, surname, given, father, position=post,
            delegation_id=ARZAMAS.id if number < 4 else SLONIM.id, role=Role.HEAD if number == 2 else Role.DELEGATE,
            phone="+79001112233" if number == 1 else "",
        )
        for number, (surname, given, father, post) in enumerate(NAMES, start=1)
    ]  # fmt: skip
    with event_db.deed(say("Seed")) as deed:
        deed.insert(ARZAMAS, SLONIM, *rows)
    return rows


@pytest.fixture
def saved() -> list[str]:
    """Paths that the next questions for a file are answered with."""
    return []


@pytest.fixture
def page(people: list[Participant], workspace: Workspace, qtbot: QtBot, saved: list[str]) -> Iterator[ParticipantsPage]:
    made = ParticipantsPage(workspace, ask_path=lambda *_: saved.pop() if saved else "")
    qtbot.addWidget(made)
    made.resize(1352, 830)
    made.show()
    made.entered()
    qtbot.waitUntil(lambda: not workspace.jobs.busy)
    yield made
    qtbot.waitUntil(lambda: not workspace.jobs.busy)


def names(page: ParticipantsPage) -> list[str]:
    return [page.model.line_at(row).person.surname for row in range(page.model.rowCount())]


def press(target: QWidget, text: str) -> None:
    """Keys by the letters they give, Cyrillic too."""
    for letter in text:
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter))


def cell(page: ParticipantsPage, row: int, key: str) -> QPoint:
    area: QRect = page.table.visualRect(page.model.index_at(row, key))
    return area.center()


def hint(page: ParticipantsPage) -> QPushButton:
    """The one button of what is shown in the table's place."""
    shown = page.views.currentWidget()
    assert shown is not None
    return shown.findChildren(QPushButton)[0]


def rest(page: ParticipantsPage, qtbot: QtBot) -> None:
    """Until the panel has followed and no job is under way."""
    qtbot.wait(80)
    qtbot.waitUntil(lambda: not page.workspace.jobs.busy)


def test_the_model_keeps_to_qts_rules(page: ParticipantsPage) -> None:
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.search.setText("ов")
    page.model.check(page.model.keys_shown(), on=True)
    page.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    page.search.clear()
    assert tester.model() is page.model


def test_whoever_types_anywhere_finds(page: ParticipantsPage) -> None:
    searches = {
        "кленов": ["Клёнов"],
        "КЛЁН": ["Клёнов"],
        "вер ряб": ["Рябинина"],
        "ghzbybyf": [],
        "hz,bybyf": ["Рябинина"],  # under the wrong layout
        "оконнор": ["О’Коннор"],
        "шон о’к": ["О’Коннор"],
        "900 111-22": ["Рябинина"],
        "арзамас глава": ["Дубков"],
        "0003": ["Клёнов"],
        "ber": ["Berg"],
    }
    for typed, found in searches.items():
        page.search.clear()
        press(page.table, typed[0])
        press(page.search, typed[1:])
        assert (page.search.text(), names(page)) == (typed, found)


def test_the_field_says_how_many_of_how_many_and_a_search_without_an_answer_offers_a_way_back(
    page: ParticipantsPage, qtbot: QtBot
) -> None:
    counted = page.search.findChild(QLabel)
    assert counted is not None
    assert counted.text() == "5"
    press(page.search, "ов")
    assert counted.text() == "3 of 5"
    press(page.search, "щщщ")
    assert page.views.currentWidget() is not page.table
    hint(page).click()
    assert (page.search.text(), names(page)) == ("", ["Berg", "Дубков", "Клёнов", "О’Коннор", "Рябинина"])


def test_the_hint_of_the_search_keeps_whole_words_beside_the_count(page: ParticipantsPage) -> None:
    page.search.show_count("19 998 of 20 000")
    page.search.setFixedWidth(320)
    assert page.search.placeholderText() == "Name, post, town"
    page.search.setFixedWidth(200)
    assert page.search.placeholderText() == "Name"


def test_the_status_line_counts_everybody_the_found_the_checked_and_the_arrived(
    page: ParticipantsPage, people: list[Participant], qtbot: QtBot
) -> None:
    told: list[list[str]] = []
    page.notes_changed.connect(lambda: told.append([note.text for note in page.notes()]))
    page.search.setText("ов")
    page.model.check([people[0].id, people[3].id], on=True)
    mark_arrived(page.store.db, [people[2].id])
    page.facts.read()
    wanted = ["5 participants, 2 delegations", "Shown: 3", "Checked: 2", "1 has arrived"]
    qtbot.waitUntil(lambda: told[-1:] == [wanted], timeout=4000)


def test_chips_filter_and_their_cross_takes_them_away(page: ParticipantsPage, qtbot: QtBot) -> None:
    filters = page.filters
    filters.delegation.action_of("region Нижегородская область").trigger()
    filters.role.action_of("delegate").trigger()
    assert names(page) == ["Клёнов", "Рябинина"]
    assert filters.delegation.text() == "Нижегородская область"
    QTest.mouseClick(filters.delegation, Qt.MouseButton.LeftButton, pos=QPoint(filters.delegation.width() - 12, 14))
    assert names(page) == ["Berg", "Клёнов", "О’Коннор", "Рябинина"]
    QTest.keyClick(filters.role, Qt.Key.Key_Delete)
    assert len(names(page)) == 5
    filters.delegation.action_of("none").trigger()
    assert names(page) == []


def test_boxes_are_checked_by_mouse_by_space_with_shift_and_all_at_once(page: ParticipantsPage) -> None:
    table, viewport = page.table, page.table.viewport()
    assert not page.bulk.isVisible()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=cell(page, 1, "check"))
    assert page.bulk.isVisible()
    assert page.model.shown_state() == Qt.CheckState.PartiallyChecked
    shift = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, shift, cell(page, 3, "check"))
    assert len(page.model.checked) == 3
    table.setCurrentIndex(page.model.index(0, 1))
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert len(page.model.checked) == 4
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.model.shown_state() == Qt.CheckState.Checked
    header = table.horizontalHeader()
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(18, 15))
    assert page.model.checked == set()
    page.search.setText("ов")
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(18, 15))
    page.search.setText("berg")
    assert "not shown: 3" in page.bulk.findChildren(QLabel)[0].accessibleName()
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert not page.bulk.isVisible()
    QTest.keyClick(table, Qt.Key.Key_Escape)
    assert page.search.text() == ""


def test_headings_sort_and_columns_are_chosen_and_remembered(page: ParticipantsPage, workspace: Workspace) -> None:
    page.table.sortByColumn(page.model.places["number"], Qt.SortOrder.DescendingOrder)
    assert names(page) == [name[0] for name in reversed(NAMES)]
    shown = {action.text(): action for action in page.columns_button.menu().actions()}
    page.columns_button.menu().aboutToShow.emit()
    assert not shown["Telephone"].isChecked()
    shown["Telephone"].trigger()
    shown["Role"].trigger()
    again = ParticipantsPage(workspace)
    assert not again.table.isColumnHidden(again.model.places["phone"])
    assert again.table.isColumnHidden(again.model.places["role"])
    again.deleteLater()


def test_a_cell_is_edited_in_its_place_and_undone(
    page: ParticipantsPage, people: list[Participant], qtbot: QtBot
) -> None:
    page.bring_up(people[2].id)
    index = page.model.index_at(page.table.currentIndex().row(), "position")
    page.table.setCurrentIndex(index)
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    editor = page.table.viewport().findChild(CellEditor)
    assert editor is not None
    editor.setText("генеральный директор")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.store.programme.participants[people[2].id].position == "генеральный директор")
    page.store.undo()
    assert page.store.programme.participants[people[2].id].position == "директор"
    assert page.model.index_at(page.table.currentIndex().row(), "position").data() == "директор"


def test_a_refused_text_stays_in_its_cell_with_the_reason_beside_it(
    page: ParticipantsPage, people: list[Participant], qtbot: QtBot
) -> None:
    page.table.setColumnHidden(page.model.places["phone"], False)
    page.bring_up(people[0].id)
    page.table.setCurrentIndex(page.model.index_at(page.table.currentIndex().row(), "phone"))
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    editor = page.table.viewport().findChild(CellEditor)
    assert editor is not None
    assert editor.text() == "+7 900 111-22-33"
    editor.setText("два")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert "telephone" in editor.problem
    page.search.setFocus()
    assert editor.isVisible()
    assert editor.text() == "два"
    press(editor, "!")
    assert editor.problem == ""
    editor.setText("8 029 123 45 67")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.store.programme.participants[people[0].id].phone == "+375291234567")
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    editor = page.table.viewport().findChildren(CellEditor)[-1]
    editor.setText("x")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    rest(page, qtbot)
    assert page.store.programme.participants[people[0].id].phone == "+375291234567"


def test_checked_people_get_a_role_a_delegation_and_are_deleted_each_in_one_deed(
    page: ParticipantsPage, people: list[Participant]
) -> None:
    page.search.setText("ов")
    page.table.check_all()
    chosen = set(page.model.checked)
    page.bulk.role.menu().actions()[list(Role).index(Role.PRESS)].trigger()
    page.bulk.delegation.menu().actions()[1].trigger()
    after = page.store.programme.participants
    assert {after[ParticipantId(key)].role for key in chosen} == {Role.PRESS}
    assert {after[ParticipantId(key)].delegation_id for key in chosen} == {SLONIM.id}
    assert page.model.checked == chosen
    page.bulk.delete.click()
    assert len(page.store.programme.participants) == 2
    assert not page.bulk.isVisible()
    for _ in range(3):
        page.store.undo()
    assert page.store.programme.participants == {person.id: person for person in people}


def test_arrival_is_marked_told_and_shown(page: ParticipantsPage, people: list[Participant], qtbot: QtBot) -> None:
    told: list[str] = []
    page.store.done.connect(lambda done: told.append(str(done.title)))
    page.model.check([people[0].id, people[1].id], on=True)
    page.bulk.arrival.click()
    qtbot.waitUntil(lambda: len(page.facts.now.arrived) == 2)
    assert told == ["2 people have arrived"]
    page.filters.arrival.action_of("arrived").trigger()
    assert names(page) == ["Дубков", "Рябинина"]
    page.deeds.take_back_arrival([people[0].id])
    qtbot.waitUntil(lambda: len(page.facts.now.arrived) == 1)
    assert names(page) == ["Дубков"]


def test_what_another_desk_does_appears_by_itself(
    page: ParticipantsPage, people: list[Participant], qtbot: QtBot, tmp_path: Path
) -> None:
    with open_event(page.store.db.name, author=Author("Пётр", "desk-2")) as other:
        mark_arrived(other, [people[3].id], datetime(2025, 8, 14, 9, 14))
        edit_participant(other, people[3].id, {"surname": "Bergman"})
        print_out(other, prepare_badges(other, PLAIN), tmp_path / "b.pdf")
        edit_participant(other, people[0].id, {"position": "глава"})
    states = [BadgeState.STALE, BadgeState.PRINTED]
    qtbot.waitUntil(
        lambda: (
            people[3].id in page.facts.now.arrived
            and [page.facts.now.badge(person.id).state for person in people[:2]] == states
        ),
        timeout=4000,
    )
    row = names(page).index("Bergman")
    assert page.model.index_at(row, "arrival").data() == "09:14"
    page.filters.badge.action_of("stale").trigger()
    assert names(page) == ["Рябинина"]


def test_the_panel_shows_the_true_badge_the_data_and_the_check_ins(
    page: ParticipantsPage, people: list[Participant], qtbot: QtBot
) -> None:
    mark_arrived(page.store.db, [people[0].id], datetime(2025, 8, 14, 9, 14))
    page.bring_up(people[0].id)
    qtbot.waitUntil(lambda: not page.card.badge.is_empty)
    rest(page, qtbot)
    shown = {label.text() for label in page.card.findChildren(QLabel) if label.isVisibleTo(page)}
    assert {"Рябинина", "Вера Павловна", "Vera Riabinina", "№ 0001", "+7 900 111-22-33", "Арзамас"} <= shown
    assert {"In: Registration desk", "09:14"} <= shown
    assert page.grab().toImage().pixelColor(1180, 300).isValid()


def test_enter_opens_everything_that_is_known_and_saves_only_what_was_changed(
    page: ParticipantsPage, people: list[Participant], qtbot: QtBot
) -> None:
    page.bring_up(people[0].id)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    dialog = page.findChild(ParticipantDialog)
    assert dialog is not None
    dialog.fields["birth_date"].setText("31.02.1980")  # type: ignore[union-attr]
    dialog.fields["email"].setText("вера")  # type: ignore[union-attr]
    dialog.save.click()
    assert dialog.isVisible()
    assert page.store.programme.participants[people[0].id] == people[0]
    dialog.fields["birth_date"].setText("29.02.1980")  # type: ignore[union-attr]
    dialog.fields["email"].setText("vera@example.by")  # type: ignore[union-attr]
    dialog.fields["document"].setText("МР 1")  # type: ignore[union-attr]
    dialog.save.click()
    assert not dialog.isVisible()
    person = page.store.programme.participants[people[0].id]
    assert (str(person.birth_date), person.email, person.phone) == ("1980-02-29", "vera@example.by", "+79001112233")
    assert read_document(page.store.db, person.id) == "МР 1"


def test_somebody_is_added_and_stands_current(page: ParticipantsPage, qtbot: QtBot) -> None:
    page.search.setText("щщщ")
    page.add_button.click()
    dialog = page.findChild(ParticipantDialog)
    assert dialog is not None
    dialog.save.click()
    assert dialog.isVisible()  # nobody is without a name
    dialog.fields["given_name"].setText("Ян")  # type: ignore[union-attr]
    dialog.fields["departs_at"].setText("2025-08-12 09:00")  # type: ignore[union-attr]
    dialog.fields["arrives_at"].setText("2025-08-13 09:00")  # type: ignore[union-attr]
    dialog.save.click()
    assert dialog.isVisible()
    dialog.fields["departs_at"].setText("")  # type: ignore[union-attr]
    dialog.save.click()
    assert page.table.current_key() == dialog.participant_id
    assert page.store.programme.participants[ParticipantId(dialog.participant_id)].number == 6


def test_checked_people_go_to_a_spreadsheet(
    page: ParticipantsPage, people: list[Participant], saved: list[str], tmp_path: Path, qtbot: QtBot
) -> None:
    page.model.check([people[3].id], on=True)
    page.bulk.table.click()  # thought better of it
    saved.append(str(tmp_path / "out.csv"))
    page.bulk.table.click()
    qtbot.waitUntil(lambda: not page.workspace.jobs.busy)
    text = (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    assert "Berg" in text
    assert "Дубков" not in text
    refused: list[object] = []
    page.store.refused.connect(refused.append)
    saved.append(str(tmp_path / "out.doc"))
    page.bulk.table.click()
    qtbot.waitUntil(lambda: bool(refused))


def test_chosen_people_are_handed_to_the_print_page_by_key_button_and_panel(
    page: ParticipantsPage, people: list[Participant], qtbot: QtBot
) -> None:
    went: list[Place] = []
    page.go_requested.connect(went.append)
    page.bring_up(people[1].id)
    rest(page, qtbot)
    page.card._print.click()
    QTest.keyClick(page.table, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    page.model.check([people[0].id, people[3].id], on=True)
    QTest.mouseClick(page.bulk.badges, Qt.MouseButton.LeftButton)
    QTest.keyClick(page.table, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    several = Place("print", "badges", keys=tuple(sorted([people[0].id, people[3].id])))
    assert went == [Place("print", "badges", keys=(people[1].id,))] * 2 + [several] * 2


def test_a_badge_is_reissued_and_revoked_from_the_panel(
    page: ParticipantsPage, people: list[Participant], qtbot: QtBot, tmp_path: Path
) -> None:
    print_out(page.store.db, prepare_badges(page.store.db, PLAIN), tmp_path / "b.pdf")
    page.bring_up(people[0].id)
    menu = {action.text(): action for action in page.card.menu.actions()}
    menu["Reissue the badge"].trigger()
    qtbot.waitUntil(lambda: page.facts.now.badge(people[0].id).state is BadgeState.STALE, timeout=4000)
    menu["Revoke the badge"].trigger()
    qtbot.waitUntil(lambda: page.facts.now.badge(people[0].id).state is BadgeState.REVOKED, timeout=4000)


def test_another_page_brings_people_up(page: ParticipantsPage, people: list[Participant]) -> None:
    page.search.setText("berg")
    page.show_place(Place("participants", "participant", people[1].id))
    assert page.table.current_key() == people[1].id
    page.show_place(Place("participants", "delegation", SLONIM.id))
    assert names(page) == ["Berg", "О’Коннор"]
    page.show_place(Place("participants", "arrival", "expected"))
    assert len(names(page)) == 5


def test_people_whom_a_remark_names_are_shown_with_it(
    page: ParticipantsPage, people: list[Participant], qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.store.conflicts is not None)
    assert (page.filters._count.text(), page.remarks) == ("0", {})
    page.filters.remarks.click()
    assert page.views.currentWidget() is not page.table
    page.filters.remarks.click()
    again = replace(people[0], id=ParticipantId(new_id()), number=77, phone="")
    with page.store.db.deed(say("Enter somebody twice")) as deed:
        deed.insert(again)
    page.store.take_in(deed.changes)
    qtbot.waitUntil(lambda: set(page.remarks) == {people[0].id, again.id}, timeout=4000)
    assert page.filters._count.text() == "2"
    page.filters.remarks.setFocus()
    QTest.keyClick(page.filters.remarks, Qt.Key.Key_Space)
    assert {page.model.line_at(row).key for row in range(page.model.rowCount())} == {people[0].id, again.id}
    rest(page, qtbot)
    told = [part.text() for part in page.card.findChildren(QLabel)]
    assert any("is in the list twice" in text for text in told)
    page.store.undo()
    qtbot.waitUntil(lambda: not page.remarks, timeout=4000)


def test_an_event_for_reading_only_offers_no_deeds(
    people: list[Participant], workspace: Workspace, event_db: Database, qtbot: QtBot
) -> None:
    event_db.read_only = True
    page = ParticipantsPage(workspace)
    qtbot.addWidget(page)
    page.model.check([people[0].id], on=True)
    assert not any(made.isEnabled() for made in (page.add_button, page.import_button, page.bulk.delete, page.bulk.role))
    assert not page.model.flags(page.model.index_at(0, "position")) & Qt.ItemFlag.ItemIsEditable
    page.edit(people[0].id)
    assert page.findChild(ParticipantDialog) is None
    event_db.read_only = False


def test_an_empty_event_says_what_to_do_first(workspace: Workspace, qtbot: QtBot) -> None:
    page = ParticipantsPage(workspace)
    qtbot.addWidget(page)
    went: list[Place] = []
    page.go_requested.connect(went.append)
    hint(page).click()
    assert went == [Place("import")]


def test_naughty_names_are_plain_text_everywhere(
    people: list[Participant], workspace: Workspace, event_db: Database, qtbot: QtBot
) -> None:
    naughty = (
        "<b>Иванов</b>",
        "&amp;<img src=x>",
        "‮RTL",
        "x" * 300,
        "𝕌𝕟𝕚",
        "a\u0301\u0301\u0301",
        "%s{0}&File",
        "😀👩‍👩‍👧",
    )
    with event_db.deed(say("Naughty")) as deed:
        for number, text in enumerate(naughty, start=100):
            deed.insert(
                Participant(ParticipantId(new_id()), number, text, text, position=text, organisation=text, diet=text)
            )
        hotel = Site(SiteId(new_id()), naughty[0], DistrictId(new_id()))
        deed.insert(District(hotel.district_id, naughty[1]), hotel)
    page = ParticipantsPage(workspace)
    qtbot.addWidget(page)
    page.resize(1352, 830)
    page.show()
    for row in range(page.model.rowCount()):
        page.table.setCurrentIndex(page.model.index(row, 1))
        page.search.setText(page.model.line_at(row).name[:3])
        page.search.clear()
        page._show_card()
        page.grab()
    formats = {label.textFormat() for label in page.findChildren(QLabel) if label.text()}
    assert formats == {Qt.TextFormat.PlainText}
    rest(page, qtbot)
