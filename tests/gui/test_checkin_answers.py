"""Every answer of product.md, each with its word, sign, colour, sounds and what may be done about it."""

from collections.abc import Iterator
from time import monotonic

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.checkin import Outcome, Way
from smalltowns_desktop.domain.checkin import Place as CheckpointPlace
from smalltowns_desktop.domain.codes import in_groups
from smalltowns_desktop.domain.keyboard import BELARUSIAN, RUSSIAN, US
from smalltowns_desktop.domain.model import Badge, CheckpointKind
from smalltowns_desktop.gui.desk.dialogs import ReasonDialog
from smalltowns_desktop.gui.desk.journal import JournalDialog
from smalltowns_desktop.gui.desk.places import checkpoint_of
from smalltowns_desktop.gui.desk.verdict import ICONS, TONES, Tone, Verdict, judge, tone_of
from smalltowns_desktop.gui.desk.window import DeskWindow
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.badges import reissue_badge, revoke_badge
from smalltowns_desktop.services.checkin import Answer, open_desk
from smalltowns_desktop.storage.rows import read_rows
from tests.support.door import Door, fill_door

ANSWERS = [outcome for outcome in Outcome if outcome not in (Outcome.REPEATED, Outcome.VOIDED)]
"""What a desk tells; the other two are of rows only."""
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def door(workspace: Workspace) -> Door:
    filled = fill_door(workspace.store.db)
    workspace.store.take_in(workspace.store._watcher.poll(0).changes)  # type: ignore[union-attr]
    return filled


@pytest.fixture
def window(workspace: Workspace, door: Door, qtbot: QtBot) -> Iterator[DeskWindow]:
    """A desk at the hall, where Арзамас is expected."""
    desk = open_desk(workspace.store.db, door.hall.id, "desk-2", "Инна")
    place = CheckpointPlace(CheckpointKind.ACTIVITY, door.hall.id)
    made = DeskWindow(workspace, desk, checkpoint_of(workspace, place, workspace.now().date()))
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    qtbot.waitUntil(lambda: made.finder is not None and made.session.tally.tally is not None)
    yield made
    made.close()
    made.deleteLater()


def scan(over: QWidget, code: str) -> None:
    """A burst of keys with the system's own times, so that a busy machine does not make a person of the scanner."""
    begin = round(monotonic() * 1000)
    keys = [(Qt.Key.Key_A, letter) for letter in code] + [(Qt.Key.Key_Return, "\r")]
    for number, (key, text) in enumerate(keys):
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(begin + 2 * number)
        QApplication.sendEvent(over.windowHandle(), event)
    QApplication.processEvents()


def shown(window: DeskWindow) -> Verdict:
    assert window.card.verdict is not None
    return window.card.verdict


def dialog(kind: type[QWidget]) -> QWidget:
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible())


def answer_of(outcome: Outcome, code: str) -> Answer:
    return Answer(
        "scan", code, outcome, "", "Иванов Иван", "", "2025-08-14T08:57:00+03:00", "desk-1", None, "desk-2", 1,
        "2025-08-14T09:42:00+03:00", False,
    )  # fmt: skip


def test_each_answer_has_a_sign_and_a_word_of_its_own(workspace: Workspace) -> None:
    verdicts = {
        outcome: judge(workspace, answer_of(outcome, "CODE"), Way.IN, None, None, None, None) for outcome in ANSWERS
    }
    assert len({verdict.icon for verdict in verdicts.values()}) == len(ANSWERS) == len(ICONS)
    assert len({verdict.headline for verdict in verdicts.values()}) == len(ANSWERS)
    for outcome, verdict in verdicts.items():
        assert TONES[verdict.tone] in (1, 2, 3)
        assert verdict.can_force == (
            outcome in (Outcome.NOT_EXPECTED, Outcome.TOO_EARLY, Outcome.TOO_LATE, Outcome.FULL)
        )
        assert not workspace.theme.pixmap(verdict.icon, "text", 20).isNull()


def test_green_yellow_and_red_sound_once_twice_and_three_times() -> None:
    assert TONES[tone_of(Outcome.ADMITTED)] == 1
    assert TONES[tone_of(Outcome.ALREADY_IN)] == 2
    assert {TONES[tone_of(outcome)] for outcome in (Outcome.NOT_EXPECTED, Outcome.FORGED, Outcome.REVOKED)} == {3}


def test_only_what_a_reason_may_overrule_asks_for_one(window: DeskWindow, door: Door) -> None:
    for code in (door.code(0), door.code(0) + "", "ABCDEFGH"):
        scan(window, code)
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return, CONTROL)
        assert not [made for made in QApplication.topLevelWidgets() if isinstance(made, ReasonDialog)]


@pytest.mark.parametrize("layout", [US, RUSSIAN, BELARUSIAN])
def test_a_burst_is_read_under_any_layout_in_the_field_on_a_button_and_in_a_dialog(
    window: DeskWindow, door: Door, layout: str
) -> None:
    keys = str.maketrans(US, layout)
    for number, place in enumerate((window.search, window.exit, window.side.scans)):
        place.setFocus()
        scan(window, door.code(number).translate(keys))
        assert (shown(window).tone, shown(window).number) == (Tone.OK, f"{number + 1:04d}")
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_F4)
    over = next(made for made in QApplication.topLevelWidgets() if type(made).__name__ == "AnybodyDialog")
    scan(over, door.code(3).translate(keys))
    assert shown(window).number == "0004"
    over.close()


def test_a_void_carries_the_windows_time(window: DeskWindow, door: Door) -> None:
    scan(window, door.code(0))
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, CONTROL)
    void = window.side.last_scans.rows[0].scan
    assert void.direction == Way.VOID
    assert void.at.startswith("2025-08-14T09:42")


def test_a_revoked_badge_is_issued_anew_by_keyboard_and_its_print_is_offered(
    workspace: Workspace, window: DeskWindow, door: Door, qtbot: QtBot
) -> None:
    revoke_badge(workspace.store.db, door.people[2].id, "lost")
    scan(window, door.code(2))
    assert shown(window).icon == "circle-slash"
    assert window.card.deed.isVisible()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Return, CONTROL)
    asked = dialog(ReasonDialog)
    assert isinstance(asked, ReasonDialog)
    asked._check()
    assert asked.isVisible(), "a reason is needed"
    asked.field.setEditText("Потерян")
    QTest.keyClick(asked, Qt.Key.Key_Return)
    with workspace.store.db.reading() as connection:
        badges = read_rows(connection, Badge, participant_id=door.people[2].id)
    assert len(badges) == 2
    assert badges[-1].reason == "Потерян"
    assert shown(window).line == in_groups(badges[-1].code)
    assert shown(window).surname == "Кленов"
    window.activateWindow()
    qtbot.waitActive(window)
    with qtbot.waitSignal(window.place_requested) as asked_for:
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_P, CONTROL)
    assert asked_for.args == [Place("print", "badges", keys=(door.people[2].id,))]
    scan(window, badges[-1].code)
    assert shown(window).tone is Tone.OK
    scan(window, door.code(2))
    assert shown(window).tone is Tone.BAD, "the old one stays void"


def test_the_button_on_the_answer_issues_it_too(workspace: Workspace, window: DeskWindow, door: Door) -> None:
    reissue_badge(workspace.store.db, door.people[1].id, "lost")
    scan(window, door.code(1))
    QTest.mouseClick(window.card.deed, Qt.MouseButton.LeftButton)
    asked = dialog(ReasonDialog)
    assert isinstance(asked, ReasonDialog)
    asked.field.setCurrentIndex(0)
    button = next(made for made in asked.findChildren(QPushButton) if made.text() == "Issue")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown(window).new_badge
    with workspace.store.db.reading() as connection:
        assert len(read_rows(connection, Badge, participant_id=door.people[1].id)) == 3


def test_the_whole_journal_has_every_scan_and_is_searched(
    window: DeskWindow, door: Door, qtbot: QtBot, qtmodeltester: object
) -> None:
    for code in (door.code(0), door.code(1), door.code(4), "ABCDEFGH"):
        scan(window, code)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_J, CONTROL)
    journal = dialog(JournalDialog)
    assert isinstance(journal, JournalDialog)
    qtbot.waitUntil(lambda: journal.table.rows.rowCount() == 5)
    answers = [journal.table.rows.index(number, 3).data() for number in range(5)]
    assert sorted(answers) == ["entry", "entry", "not a code", "not on the list", "taken back"]
    qtmodeltester.check(journal.table.rows)  # type: ignore[attr-defined]
    journal.search.setText("рябинина")
    qtbot.waitUntil(lambda: journal.table.rows.rowCount() == 1)
    scan(journal, door.code(2))
    assert shown(window).surname == "Кленов", "the queue goes on behind it"
    assert journal.isVisible()
    QTest.keyClick(journal, Qt.Key.Key_Escape)
    QTest.keyClick(journal, Qt.Key.Key_Escape)
    assert not journal.isVisible()


def test_the_link_opens_the_journal(window: DeskWindow, qtbot: QtBot) -> None:
    link = next(made for made in window.side.findChildren(QPushButton) if made.text() == "The whole journal")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    journal = dialog(JournalDialog)
    qtbot.waitUntil(lambda: not window.workspace.jobs.busy)
    journal.close()
