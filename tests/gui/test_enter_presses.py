"""Enter presses what has the focus: in the window, on the welcome, in a dialog with another main button."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog
from pytestqt.qtbot import QtBot

from smalltowns_desktop.gui.program import Program
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.welcome import ChoiceCard, Welcome
from smalltowns_desktop.gui.widgets.parts import button, column, row
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.window import build_program
from tests.support.gui_keys import show_active
from tests.support.programs import let_go


@pytest.fixture
def program(event_db: Database, qapp: QApplication, settings: WindowSettings, qtbot: QtBot) -> Iterator[Program]:
    settings.language = "en"
    made = build_program(qapp, settings)
    assert made.open_event(event_db.name)
    yield made
    qtbot.waitUntil(lambda: not made.jobs.busy, timeout=20_000)
    let_go(made)


def test_enter_goes_to_the_page_of_the_rail_that_has_the_focus(program: Program) -> None:
    window = program.window
    assert window is not None
    show_active(window, 1440, 900)
    rail = next(item for item in window.findChildren(QAbstractButton) if item.text() == "Settings" and item.isVisible())
    rail.setFocus()
    QTest.keyClick(rail, Qt.Key.Key_Return)
    assert window.current_key == "settings"


def test_the_welcome_begins_at_its_first_card_and_enter_takes_it(program: Program, qtbot: QtBot) -> None:
    welcome = program.parts.welcome(program)
    assert isinstance(welcome, Welcome)
    qtbot.addWidget(welcome)
    welcome.new_requested.disconnect()
    show_active(welcome, 1440, 900)
    focused = welcome.focusWidget()
    assert isinstance(focused, ChoiceCard)
    assert focused.text() == "New congress"
    with qtbot.waitSignal(welcome.new_requested):
        QTest.keyClick(focused, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)


def test_enter_on_cancel_is_not_the_dialogs_main_button(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    cancel, create = button("Cancel", on_click=dialog.reject), button("Create", "main", dialog.accept)
    create.setDefault(True)
    dialog.setLayout(column(row(cancel, create)))
    show_active(dialog, 300, 100)
    cancel.setFocus()
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(cancel, Qt.Key.Key_Return)
