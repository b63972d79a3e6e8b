"""What opens over the window by its actions: the search, the keys, about the program."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from smalltowns_desktop import __version__
from smalltowns_desktop.gui.actions import ACTIONS
from smalltowns_desktop.gui.dialog_deeds import commands_of
from smalltowns_desktop.gui.dialogs.about import AboutDialog
from smalltowns_desktop.gui.dialogs.keys import KeysDialog
from smalltowns_desktop.gui.dialogs.search import SearchPalette
from smalltowns_desktop.gui.main_window import MainWindow
from smalltowns_desktop.gui.pages.overview import OverviewPage
from smalltowns_desktop.gui.pages.programme import ProgrammePage
from smalltowns_desktop.gui.program import Program
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.workspace import Place
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.window import PAGES, build_program
from tests.support.programs import let_go

_PATIENCE_MS = 20_000


@pytest.fixture
def program(
    event_path: Path, event_db: Database, qapp: QApplication, settings: WindowSettings, qtbot: QtBot
) -> Iterator[Program]:
    settings.theme, settings.language = "light", "en"
    program = build_program(qapp, settings)
    assert program.open_event(str(event_path))
    yield program
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=_PATIENCE_MS)
    let_go(program)


@pytest.fixture
def window(program: Program) -> MainWindow:
    assert program.window is not None
    return program.window


def opened(window: MainWindow) -> QDialog:
    (dialog,) = [child for child in window.findChildren(QDialog) if child.isVisible()]
    return dialog


def test_ctrl_k_opens_the_search_and_enter_goes_where_it_points(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = opened(window)
    assert isinstance(palette, SearchPalette)
    qtbot.waitUntil(lambda: not window.workspace.jobs.busy, timeout=_PATIENCE_MS)
    qtbot.keyClicks(palette.field, "histor")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.current_key == "history"
    window.actions_by_key["search"].trigger()
    assert opened(window) is palette, "what it has read is not read again"
    palette.reject()


def test_every_page_and_every_possible_action_can_be_found(window: MainWindow) -> None:
    commands = commands_of(window)
    keys = {command.key for command in commands}
    assert {f"page {spec.item.key}" for spec in PAGES} <= keys
    assert {"theme-dark", "language-be", "check"} <= keys
    assert "search" not in keys
    assert "undo" not in keys, "there is nothing to undo"
    titles = [command.title for command in commands]
    assert len(titles) == len(set(titles))


def test_f1_shows_the_keys_of_every_action(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    dialog = opened(window)
    assert isinstance(dialog, KeysDialog)
    words = {label.text() for label in dialog.findChildren(QLabel)}
    assert {spec.shortcut for spec in ACTIONS if spec.shortcut} <= words
    assert {"Programme", "Participants", "Check-in", "Everywhere"} <= words
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_about_tells_the_version_and_copies_it(window: MainWindow, qtbot: QtBot) -> None:
    window.actions_by_key["about"].trigger()
    dialog = opened(window)
    assert isinstance(dialog, AboutDialog)
    copy = next(button for button in dialog.findChildren(QPushButton) if button.text() == "Copy")
    copy.click()
    assert QGuiApplication.clipboard().text().startswith(f"Version: {__version__}\n")
    assert window.store.db.name in QGuiApplication.clipboard().text()
    dialog.accept()


@pytest.mark.parametrize("key", ["shortcuts", "about"])
def test_a_dialog_is_gone_when_it_is_closed(window: MainWindow, qtbot: QtBot, key: str) -> None:
    window.actions_by_key[key].trigger()
    opened(window).close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not [child for child in window.findChildren(QDialog) if isinstance(child, KeysDialog | AboutDialog)]


def test_the_menu_leads_to_the_settings_of_the_congress(window: MainWindow) -> None:
    window.actions_by_key["event-settings"].trigger()
    assert window.current_key == "settings"
    assert window.workspace.settings.choice("settings-part") == "congress"


def test_the_overview_leads_to_the_day_that_it_shows(window: MainWindow) -> None:
    overview = window.page("overview")
    assert isinstance(overview, OverviewPage)
    overview.show_place(Place("overview", "day", "2025-08-14"))
    overview.board.next.link.click()
    assert window.current_key == "programme"
    programme = window.current_page
    assert isinstance(programme, ProgrammePage)
    assert programme.day == date(2025, 8, 14)
