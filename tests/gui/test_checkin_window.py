"""The desk's window over a real event file: each deed by scanner, by keyboard and by mouse."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.checkin import Outcome, Way
from smalltowns_desktop.domain.checkin import Place as CheckpointPlace
from smalltowns_desktop.domain.keyboard import RUSSIAN, US
from smalltowns_desktop.domain.model import Activity, CheckpointKind, Scan
from smalltowns_desktop.domain.papers import PaperKind, PaperSubject, paper_code
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.desk.dialogs import AnybodyDialog, DelegationDialog, ReasonDialog
from smalltowns_desktop.gui.desk.places import checkpoint_of
from smalltowns_desktop.gui.desk.verdict import Tone, Verdict
from smalltowns_desktop.gui.desk.window import DeskWindow
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.badges import revoke_badge
from smalltowns_desktop.services.checkin import open_desk
from smalltowns_desktop.services.paper_content import PaperContent
from smalltowns_desktop.services.paper_memory import content_of
from smalltowns_desktop.storage.rows import read_rows
from tests.support.door import Door, fill_door

Kind = CheckpointKind
PLAIN_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def door(workspace: Workspace, qtbot: QtBot) -> Door:
    filled = fill_door(workspace.store.db)
    workspace.store.take_in(workspace.store._watcher.poll(0).changes)  # type: ignore[union-attr]
    return filled


class Opened:
    """Opens desks and closes them after the test."""

    def __init__(self, workspace: Workspace, qtbot: QtBot) -> None:
        self._workspace, self._qtbot = workspace, qtbot
        self.windows: list[DeskWindow] = []

    def __call__(self, kind: CheckpointKind = Kind.DOOR, key: str = "", station: str = "desk-2") -> DeskWindow:
        place = CheckpointPlace(kind, key)
        desk = open_desk(self._workspace.store.db, key or "door", station, "Инна")
        checkpoint = checkpoint_of(self._workspace, place, self._workspace.now().date())
        window = DeskWindow(self._workspace, desk, checkpoint)
        self.windows.append(window)
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        self._qtbot.waitActive(window)
        self._qtbot.waitUntil(lambda: window.finder is not None and window.session.tally.tally is not None)
        return window


@pytest.fixture
def opened(workspace: Workspace, door: Door, qtbot: QtBot) -> Iterator[Opened]:
    made = Opened(workspace, qtbot)
    yield made
    for window in made.windows:
        window.close()
        window.deleteLater()


def scan(window: QWidget, code: str) -> None:
    """A burst of keys as the system delivers them."""
    for letter in code:
        QTest.sendKeyEvent(QTest.KeyAction.Click, window.windowHandle(), Qt.Key.Key_A, letter, PLAIN_KEY)
    press(window, Qt.Key.Key_Return)


def press(window: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN_KEY) -> None:
    QTest.keyClick(window.windowHandle(), key, modifier)


def type_name(window: DeskWindow, text: str) -> None:
    """Slowly, by hand: what the scanner's filter has let through."""
    for letter in text:
        QTest.sendKeyEvent(QTest.KeyAction.Click, window.search, Qt.Key.Key_A, letter, PLAIN_KEY)


def shown(window: DeskWindow) -> Verdict:
    assert window.card.verdict is not None
    return window.card.verdict


def dialog_of(kind: type[QDialog]) -> QDialog:
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible())


def rows(workspace: Workspace) -> list[Scan]:
    with workspace.store.db.reading() as connection:
        return sorted(read_rows(connection, Scan), key=lambda row: row.id)


def test_a_scan_is_green_and_counted_and_durable(workspace: Workspace, door: Door, opened: Opened) -> None:
    window = opened()
    scan(window, door.code(0))
    verdict = shown(window)
    assert (verdict.tone, verdict.headline) == (Tone.OK, "Entry at 09:42")
    assert (verdict.surname, verdict.given) == ("Рябинина", "Вера Павловна")
    assert verdict.notes[0] == ("users", "Арзамас: 1 of 4")
    assert [row.outcome for row in rows(workspace)] == [Outcome.ADMITTED]
    tally = window.session.tally.tally
    assert tally is not None
    assert (tally.came, tally.missing, window.session.tally.lately()) == (1, 7, 1)
    assert window.side.last_scans.index(0).data() == "Рябинина Вера"


def test_a_scan_under_a_russian_layout_while_a_button_has_the_focus(door: Door, opened: Opened) -> None:
    window = opened()
    window.whole.setFocus()
    scan(window, door.code(0).translate(str.maketrans(US, RUSSIAN)))
    assert shown(window).surname == "Рябинина"
    assert window.search.text() == ""


def test_each_answer_has_its_colour(workspace: Workspace, door: Door, opened: Opened) -> None:
    revoke_badge(workspace.store.db, door.people[2].id, "lost")
    window = opened(Kind.ACTIVITY, door.hall.id)
    forged = door.code(0)[:-1] + ("A" if door.code(0)[-1] != "A" else "B")
    tones = []
    for code in (door.code(0), door.code(1), door.code(1), door.code(4), door.code(2), forged, "ABCDEFGH"):
        scan(window, code)
        tones.append(shown(window).tone)
    assert tones == [Tone.OK, Tone.OK, Tone.OK, Tone.BAD, Tone.BAD, Tone.BAD, Tone.BAD]
    scan(window, door.code(0))
    assert shown(window).headline == "Already checked in at 09:42"
    assert (shown(window).tone, shown(window).line) == (Tone.WARN, "At the desk “desk-2”")


def test_a_refusal_stays_in_sight_when_the_next_comes_at_once(door: Door, opened: Opened) -> None:
    window = opened()
    scan(window, "ABCDEFGH")
    assert window.previous.isHidden()
    scan(window, door.code(0))
    assert not window.previous.isHidden()
    assert "Not a badge code" in window.previous.accessibleName()


def test_a_name_is_found_with_enter_and_arrows_also_in_the_wrong_layout(door: Door, opened: Opened) -> None:
    window = opened()
    type_name(window, "hz,b")  # ряби
    assert [line.person.surname for line in window.found.rows] == ["Рябинина"]
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert (shown(window).tone, shown(window).surname) == (Tone.OK, "Рябинина")
    assert window.search.text() == ""
    type_name(window, "ов")
    second = window.found.rows[1].person
    QTest.keyClick(window.search, Qt.Key.Key_Down)
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert shown(window).surname == second.surname


def test_a_found_person_is_taken_by_the_mouse(door: Door, opened: Opened) -> None:
    window = opened()
    type_name(window, "липень")
    index = window.found.index(0)
    place = window.found_list.visualRect(index).center()
    QTest.mouseClick(window.found_list.viewport(), Qt.MouseButton.LeftButton, PLAIN_KEY, place)
    assert shown(window).surname == "Липень"


def test_a_code_typed_by_hand_is_read(door: Door, opened: Opened) -> None:
    window = opened()
    type_name(window, door.code(3).lower())
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert shown(window).surname == "Осинцев"


@pytest.mark.parametrize("layout", [US, RUSSIAN], ids=["us", "ru"])
def test_a_scan_torn_apart_on_a_busy_laptop_is_read_whole(door: Door, opened: Opened, layout: str) -> None:
    window = opened()
    code = door.code(3).translate(str.maketrans(US, layout))
    type_name(window, code[:7])
    window.read(code[7:])
    assert shown(window).surname == "Осинцев"
    assert window.search.text() == ""


def test_a_scan_leaves_no_half_typed_name_behind(door: Door, opened: Opened) -> None:
    window = opened()
    type_name(window, "роди")
    window.read(door.code(3))
    assert shown(window).surname == "Осинцев"
    assert window.search.text() == ""


def test_nobody_of_that_name_is_said_and_nothing_is_written(workspace: Workspace, opened: Opened) -> None:
    window = opened()
    type_name(window, "Немов")
    QTest.keyClick(window.search, Qt.Key.Key_Return)
    assert not window._hint.isHidden()
    assert rows(workspace) == []


def test_ctrl_z_takes_back_the_last_entry_and_then_the_one_before(
    workspace: Workspace, door: Door, opened: Opened
) -> None:
    window = opened()
    scan(window, door.code(0))
    scan(window, door.code(1))
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (shown(window).headline, shown(window).surname) == ("Taken back", "Дубков")
    QTest.mouseClick(window.card.deed, Qt.MouseButton.LeftButton)  # hidden: nothing to undo on this answer
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    tally = window.session.tally.tally
    assert tally is not None
    assert tally.came == 0
    assert [row.direction for row in rows(workspace)] == [Way.IN, Way.IN, Way.VOID, Way.VOID]
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(rows(workspace)) == 4


def test_the_button_on_the_answer_takes_back(workspace: Workspace, door: Door, opened: Opened) -> None:
    window = opened()
    scan(window, door.code(0))
    QTest.mouseClick(window.card.deed, Qt.MouseButton.LeftButton)
    assert shown(window).headline == "Taken back"


def test_an_entry_is_taken_back_from_the_list(workspace: Workspace, door: Door, opened: Opened) -> None:
    window = opened()
    scan(window, door.code(0))
    scan(window, door.code(1))
    window.side.scans.setFocus()
    window.side.scans.setCurrentIndex(window.side.last_scans.index(1))
    press(window, Qt.Key.Key_Delete)
    assert shown(window).surname == "Рябинина"
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(window).surname == "Дубков"


def test_who_is_not_on_the_list_is_let_in_with_a_reason(workspace: Workspace, door: Door, opened: Opened) -> None:
    window = opened(Kind.ACTIVITY, door.hall.id)
    scan(window, door.code(4))
    assert shown(window).headline == "Not on the list of this place"
    assert shown(window).line == "Expected: 11:00, Как делают сыр, Молочный комбинат"
    press(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(ReasonDialog)
    assert isinstance(dialog, ReasonDialog)
    dialog._check()
    assert dialog.isVisible()  # a reason is needed
    dialog.field.setEditText("Заменяет коллегу")
    scan(dialog, door.code(0))  # the queue goes on meanwhile
    assert shown(window).surname == "Рябинина"
    dialog._check()
    assert (shown(window).surname, shown(window).headline) == ("Тополев", "Entry with a reason at 09:42")
    assert [(row.outcome, row.forced, row.reason) for row in rows(workspace)][-1] == (
        Outcome.ADMITTED, True, "Заменяет коллегу",
    )  # fmt: skip
    tally = window.session.tally.tally
    assert tally is not None
    assert (tally.came, tally.forced) == (1, 1)


def test_somebody_from_the_whole_congress_comes_in_by_f4(workspace: Workspace, door: Door, opened: Opened) -> None:
    window = opened(Kind.ACTIVITY, door.hall.id)
    type_name(window, "зимин")
    assert window.found.rows == []
    press(window, Qt.Key.Key_F4)
    dialog = dialog_of(AnybodyDialog)
    assert isinstance(dialog, AnybodyDialog)
    assert [line.state for line in dialog.people.rows] == ["not on the list"]
    dialog.reason.setEditText("Приглашён штабом")
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert (shown(window).tone, shown(window).surname) == (Tone.OK, "Зимин")


def test_a_whole_delegation_comes_in_and_goes_back_at_once(door: Door, opened: Opened, qtbot: QtBot) -> None:
    window = opened()
    scan(window, door.code(1))
    press(window, Qt.Key.Key_F3)
    dialog = dialog_of(DelegationDialog)
    assert isinstance(dialog, DelegationDialog)
    assert [line.person.surname for line in dialog.people.rows] == ["Кленов", "Осинцев", "Рябинина"]
    dialog.people_list.setCurrentIndex(dialog.people.index(1))
    dialog.people_list.setFocus()
    QTest.keyClick(dialog.people_list, Qt.Key.Key_Space)
    assert dialog.accept_button.text() == "Check in 2 people"
    QTest.mouseClick(dialog.accept_button, Qt.MouseButton.LeftButton)
    assert (shown(window).headline, shown(window).surname) == ("2 entries at 09:42", "Арзамас")
    tally = window.session.tally.tally
    assert tally is not None
    assert tally.came_of[door.arzamas.id] == 3
    window.activateWindow()
    qtbot.waitActive(window)
    press(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(window).headline == "2 check-ins taken back"
    assert tally.came_of[door.arzamas.id] == 1


def test_people_leave_in_exit_mode(workspace: Workspace, door: Door, opened: Opened) -> None:
    window = opened(Kind.VEHICLE, door.bus.id)
    scan(window, door.code(0))
    press(window, Qt.Key.Key_F6)
    assert window.exit.isChecked()
    scan(window, door.code(0))
    assert (shown(window).headline, shown(window).icon) == ("Exit at 09:42", "log-out")
    QTest.mouseClick(window.exit, Qt.MouseButton.LeftButton)
    tally = window.session.tally.tally
    assert tally is not None
    assert (window.session.way, tally.came) == (Way.IN, 0)


def sheet(workspace: Workspace, door: Door) -> str:
    content = content_of(PaperContent(workspace.store.programme).itinerary_of_delegation(door.arzamas))
    return paper_code(PaperKind.ITINERARY, PaperSubject.DELEGATION, door.arzamas.id, 0, content)


def test_a_sheet_is_told_fresh_or_out_of_date_and_a_new_one_is_offered(
    workspace: Workspace, door: Door, opened: Opened, qtbot: QtBot
) -> None:
    window = opened()
    code = sheet(workspace, door)
    with qtbot.waitSignal(window.session.answered):
        scan(window, code)
    assert (shown(window).tone, shown(window).headline) == (Tone.PLAIN, "An itinerary: it holds")
    with workspace.store.db.deed(say("Rename")) as deed:
        hall: Activity = door.hall
        deed.update(hall, replace(hall, title="Закрытие"))
    workspace.store.take_in(deed.changes)
    with qtbot.waitSignal(window.session.answered):
        scan(window, code)
    assert (shown(window).headline, shown(window).surname) == ("An itinerary: out of date", "Арзамас")
    with qtbot.waitSignal(window.place_requested) as asked:
        QTest.mouseClick(window.card.deed, Qt.MouseButton.LeftButton)
    assert asked.args == [Place("print", "delegation", door.arzamas.id)]
    assert rows(workspace) == []


def test_what_another_desk_scans_is_counted_here(
    workspace: Workspace, door: Door, opened: Opened, qtbot: QtBot
) -> None:
    window = opened()
    scan(window, door.code(0))
    other = open_desk(workspace.store.db, "door", "desk-9", "")
    other.scan_all([door.code(1), door.code(2)], workspace.now())
    tally = window.session.tally
    qtbot.waitUntil(lambda: tally.tally is not None and tally.tally.came == 3, timeout=3000)
    assert len(window.side.last_scans.rows) == 3
    scan(window, door.code(1))
    assert shown(window).line == "At the desk “desk-9”"


def test_nothing_written_is_red(workspace: Workspace, door: Door, opened: Opened) -> None:
    window = opened(Kind.ACTIVITY, door.hall.id)
    with workspace.store.db.deed(say("Delete")) as deed:
        deed.delete(door.hall)
    scan(window, door.code(0))
    assert (shown(window).tone, shown(window).headline) == (Tone.BAD, "Not written down")
    workspace.store.take_in(deed.changes)


def test_escape_empties_the_field_and_then_closes_the_desk(opened: Opened, qtbot: QtBot) -> None:
    window = opened()
    type_name(window, "ряб")
    press(window, Qt.Key.Key_Escape)
    assert window.search.text() == ""
    with qtbot.waitSignal(window.closed):
        press(window, Qt.Key.Key_Escape)


def test_f11_gives_the_screen_back_and_takes_it(opened: Opened) -> None:
    window = opened()
    press(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    press(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900), (1920, 1080)])
def test_every_answer_is_painted_at_every_size(door: Door, opened: Opened, size: tuple[int, int]) -> None:
    window = opened()
    window.resize(*size)
    for number in (0, 7):
        scan(window, door.code(number))
        assert not window.grab().isNull()
    long_name = Verdict(Tone.OK, "circle-check", "Entry", "Константинопольская-Преображенская" * 3, "Anna" * 40)
    window.card.show_verdict(long_name, ("undo-2", "Undo", "Ctrl+Z"))
    assert not window.grab().isNull()
    assert window.minimumSizeHint().width() <= 1280


def test_the_lists_keep_qts_rules(door: Door, opened: Opened, qtmodeltester: object) -> None:
    window = opened()
    scan(window, door.code(0))
    type_name(window, "о")
    for model in (window.found, window.side.last_scans, window.side._delegations_of):
        qtmodeltester.check(model)  # type: ignore[attr-defined]
    press(window, Qt.Key.Key_F3)
    dialog = dialog_of(DelegationDialog)
    assert isinstance(dialog, DelegationDialog)
    qtmodeltester.check(dialog.people)  # type: ignore[attr-defined]
    assert dialog.people.rowCount(QModelIndex()) == 3
    dialog.close()


NAUGHTY = (
    "<img src=/etc/passwd><b>", "{name} %s \\n", "\u202eтворог\u202c", "Zalgo\u0338\u0301\u0322", "👩‍👩‍👧‍👦 🇧🇾",
    "ﷺ" * 20, "a" * 400,
)  # fmt: skip


def test_names_are_only_text(workspace: Workspace, door: Door, opened: Opened) -> None:
    with workspace.store.db.deed(say("Rename")) as deed:
        for person, name in zip(door.people, NAUGHTY, strict=False):
            deed.update(person, replace(person, surname=name, position=name, diet=name))
        deed.update(door.arzamas, replace(door.arzamas, name=NAUGHTY[0], town=NAUGHTY[1]))
    workspace.store.take_in(deed.changes)
    window = opened()
    for number, name in enumerate(NAUGHTY):
        scan(window, door.code(number))
        assert shown(window).surname == name
        assert not window.grab().isNull()
