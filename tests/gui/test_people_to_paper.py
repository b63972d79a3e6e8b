"""From the people to their badges through the whole window: the rail and the status line follow."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.text import PLAIN
from smalltowns_desktop.gui.main_window import MainWindow
from smalltowns_desktop.gui.pages.participants import ParticipantsPage
from smalltowns_desktop.gui.pages.print import PrintPage
from smalltowns_desktop.gui.program import Program
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.services.people import edit_participant
from smalltowns_desktop.services.printing import prepare_badges, print_out
from smalltowns_desktop.storage.database import Author
from smalltowns_desktop.window import build_program
from tests.support.programs import let_go


@pytest.fixture
def window(qapp: QApplication, settings: WindowSettings, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """The demo with every badge printed, and one of them out of date."""
    path = tmp_path / "demo.smalltowns"
    with create_demo(path, DemoOptions(4, 40, 8, None, 2, 1), author=Author("a", "b")).db as db:
        printing = prepare_badges(db, PLAIN)
        print_out(db, printing, tmp_path / "badges.pdf")
        edit_participant(db, printing.papers[0].subject_id, {"surname": "Другая"})
    settings.language = "en"
    program: Program = build_program(qapp, settings)
    program.start(str(path))
    assert program.window is not None
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=20_000)
    yield program.window
    let_go(program)


def test_ctrl_b_brings_the_checked_people_to_the_print_page_and_counts_follow(window: MainWindow, qtbot: QtBot) -> None:
    rail = window._rail._buttons["print"]
    qtbot.waitUntil(lambda: (rail._count, rail._urgent) == (1, False), timeout=10_000)
    assert not window._status._notes, "the overview leaves the line to the event"
    window.enter("participants")
    people = window.current_page
    assert isinstance(people, ParticipantsPage)
    qtbot.waitUntil(lambda: people.model.rowCount() == 40, timeout=10_000)
    QTest.keyClick(people.table, Qt.Key.Key_Space)
    QTest.keyClick(people.table, Qt.Key.Key_Down)
    QTest.keyClick(people.table, Qt.Key.Key_Space)
    assert "Checked: 2" in wait_for_notes(window, qtbot, "Checked: 2")
    chosen = set(people.model.checked)
    QTest.keyClick(people.table, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    page = window.current_page
    assert isinstance(page, PrintPage)
    qtbot.waitUntil(lambda: page.printing is not None, timeout=10_000)
    assert page.printing is not None
    assert {paper.subject_id for paper in page.printing.papers} == chosen
    assert page.list.view.hasFocus()
    assert "1 out of date" in wait_for_notes(window, qtbot, "1 out of date")
    assert window._status._event_part.isHidden()
    window.enter("overview")
    assert not window._status._notes
    assert not window._status._event_part.isHidden()


def wait_for_notes(window: MainWindow, qtbot: QtBot, wanted: str) -> list[str]:
    qtbot.waitUntil(lambda: wanted in [note.text for note in window._status._notes], timeout=10_000)
    return [note.text for note in window._status._notes]
