"""The program around its windows: opening, another language, another theme, all at once."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QDoubleSpinBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.ids import DistrictId, new_id
from smalltowns_desktop.domain.model import District
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.program import Program
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.welcome import Welcome
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.storage.database import Author
from smalltowns_desktop.window import PAGES, build_program
from tests.support.programs import let_go


@pytest.fixture
def program(qapp: QApplication, settings: WindowSettings) -> Iterator[Program]:
    settings.language = "ru"
    made = build_program(qapp, settings)
    yield made
    let_go(made)


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    path = tmp_path / "demo.smalltowns"
    create_demo(path, DemoOptions(4, 40, 8, None, 2, 1), author=Author("a", "b")).db.close()
    return path


def test_every_page_survives_another_language_and_another_theme(program: Program, demo: Path, qtbot: QtBot) -> None:
    program.start(str(demo))
    assert program.window is not None
    for spec in PAGES:
        program.window.enter(spec.item.key)
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=20_000)
    before = program.window
    program.set_language("en")
    assert program.window is not before
    assert program.window.current_key == PAGES[-1].item.key
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=20_000)
    QTest.qWait(50)  # the old window is deleted by the event loop
    for spec in PAGES:
        program.window.enter(spec.item.key)
    program.toggle_theme()
    with program.window.store.db.deed(say("Add a district")) as deed:
        deed.insert(District(DistrictId(new_id()), "Новый район"))
    program.window.store.take_in(deed.changes)
    program.toggle_theme()
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=20_000)


def test_an_open_congress_is_not_looked_through_for_garbage_until_it_is_closed(
    program: Program, demo: Path, qtbot: QtBot
) -> None:
    gc.unfreeze()
    program.start(str(demo))
    qtbot.waitUntil(lambda: gc.get_freeze_count() > len(gc.get_objects()), timeout=20_000)
    program.show_welcome()
    assert gc.get_freeze_count() == 0


def test_a_foreign_file_leaves_the_open_congress_open(
    program: Program, demo: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    program.start(str(demo))
    window = program.window
    missing = tmp_path / "missing.smalltowns"
    assert not program.open_event(str(missing))
    assert program.window is window
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=20_000)


def words_of_a_field() -> list[str]:
    """What Qt offers at a right click into a line of text, without the marks of keys."""
    field = QLineEdit()
    menu = field.createStandardContextMenu()
    return [action.text().partition("\t")[0].replace("&", "") for action in menu.actions() if action.text()]


def test_qt_speaks_the_language_of_the_window(program: Program) -> None:
    assert words_of_a_field()[2:] == ["Вырезать", "Копировать", "Вставить", "Удалить", "Выделить всё"]
    question = QMessageBox(
        QMessageBox.Icon.Question, "", "", QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel
    )
    assert [made.text() for made in question.buttons()] == ["OK", "Отмена"]
    program.set_language("en")
    assert words_of_a_field() == ["Undo", "Redo", "Cut", "Copy", "Paste", "Delete", "Select All"]
    program.set_language("be")
    assert words_of_a_field() == [
        "Адмяніць",
        "Вярнуць",
        "Выразаць",
        "Капіраваць",
        "Уставіць",
        "Выдаліць",
        "Вылучыць усё",
    ]
    assert QCoreApplication.translate("QColorDialog", "&Basic colors").replace("&", "") == "Основные цвета"


@pytest.mark.parametrize(("language", "number"), [("ru", "1,5"), ("be", "1,5"), ("en", "1.5")])
def test_numbers_and_weeks_are_those_of_the_language(program: Program, language: str, number: str) -> None:
    program.set_language(language)
    box = QDoubleSpinBox(decimals=1, value=1.5)
    assert box.text() == number
    assert QCalendarWidget().firstDayOfWeek() == Qt.DayOfWeek.Monday


def test_without_an_event_there_is_the_welcome(program: Program, qtbot: QtBot) -> None:
    program.start(None)
    assert program.window is None
    assert program.welcome is not None
    program.set_language("be")
    program.toggle_theme()
    assert program.welcome.isVisible()


def test_the_first_welcome_says_that_nothing_was_opened_and_which_light_its_button_brings(
    program: Program, qtbot: QtBot
) -> None:
    program.start(None)
    program.set_language("en")
    welcome = program.welcome
    assert isinstance(welcome, Welcome)
    words = {made.text() for made in welcome.findChildren(QLabel)}
    assert "No congress has been opened here yet" in words
    (light,) = [made for made in welcome.findChildren(QPushButton) if made.text().endswith("theme")]
    before = light.text()
    QTest.mouseClick(light, Qt.MouseButton.LeftButton)
    assert {before, light.text()} == {"Light theme", "Dark theme"}


def test_closing_the_congress_leads_back_to_the_beginning(program: Program, demo: Path, qtbot: QtBot) -> None:
    program.start(str(demo))
    window = program.window
    assert window is not None
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=20_000)
    window.actions_by_key["close"].trigger()
    assert not window.isVisible()
    assert program.parent_widget() is program.welcome
    assert program.welcome is not None
    assert program.welcome.isVisible()


def test_a_file_is_remembered_by_its_whole_path(
    program: Program, demo: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.chdir(demo.parent)
    program.start(demo.name)
    assert program.settings.recent == [str(demo.resolve())]
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=20_000)
