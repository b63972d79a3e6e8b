"""Every page, form and dialog by keyboard alone: Tab comes to all that a mouse can press, and is seen."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QButtonGroup, QLineEdit, QListView, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.focus_ring import FocusRings
from smalltowns_desktop.gui.widgets.forms import TextField
from smalltowns_desktop.gui.widgets.parts import button, column, icon_button
from smalltowns_desktop.gui.widgets.rail import WIDTH, Rail, RailButton, RailItem
from smalltowns_desktop.gui.widgets.roster import Entry, RosterField
from smalltowns_desktop.gui.workspace import Workspace
from tests.support.congress import make_congress, make_empty_congress, shown
from tests.support.gui_keys import show_active
from tests.support.scenes import Scene, of_congress, of_pages, of_welcome
from tests.support.widget_walk import out_of_reach, unseen_focus


@pytest.fixture(scope="module")
def congress(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMALLTOWNS_DATA", str(tmp_path_factory.mktemp("data")))
        return make_congress(tmp_path_factory.mktemp("congress"))


def look(scenes: Iterator[Scene], *checks: Callable[[QWidget], list[str]]) -> list[str]:
    """What is wrong anywhere, after the scene in which it was seen first."""
    faults: dict[str, str] = {}
    for scene in scenes:
        for check in checks:
            for fault in check(scene.widget):
                faults.setdefault(fault, scene.name)
    return [f"[{scene}] {fault}" for fault, scene in faults.items()]


def test_the_keyboard_comes_to_everything(qapp: QApplication, congress: Path, tmp_path: Path) -> None:
    with shown(qapp, congress, tmp_path, "en", "light") as program:
        faults = look(of_congress(program, tmp_path), out_of_reach)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_where_the_focus_is_can_be_seen(qapp: QApplication, congress: Path, tmp_path: Path, theme: str) -> None:
    with shown(qapp, congress, tmp_path, "ru", theme) as program:
        faults = look(of_congress(program, tmp_path), partial(unseen_focus, seen=set()))
    assert not faults, "\n".join(faults)


def test_the_keyboard_is_enough_before_there_is_anything(qapp: QApplication, tmp_path: Path) -> None:
    folder = tmp_path / "open"
    with shown(qapp, make_empty_congress(tmp_path), folder, "ru", "light") as program:
        faults = look(of_pages(program), out_of_reach, unseen_focus)
    with shown(qapp, None, folder, "ru", "light") as program:
        faults += look(of_welcome(program), out_of_reach, unseen_focus)
    assert not faults, "\n".join(faults)


# What the walks once found


@pytest.fixture
def rail(theme: Theme, qtbot: QtBot) -> Rail:
    made = Rail(theme, [RailItem(key, key, "map-pin") for key in ("overview", "places", "print")], "Pages")
    qtbot.addWidget(made)
    return made


def test_tab_comes_to_the_open_page_and_an_arrow_opens_the_next(rail: Rail) -> None:
    """Qt alone would leave Tab the button that had the focus last, or the first one."""
    chosen: list[str] = []
    rail.chosen.connect(chosen.append)
    rail.choose("places")
    show_active(rail, WIDTH, 400)
    QTest.keyClick(rail, Qt.Key.Key_Tab)
    at = rail.focusWidget()
    assert isinstance(at, RailButton)
    assert at.text() == "places"
    QTest.keyClick(at, Qt.Key.Key_Down)
    assert chosen == ["print"]


def test_from_a_page_that_is_not_on_the_rail_every_other_is_reached(rail: Rail) -> None:
    rail.choose("places")
    rail.choose("")
    show_active(rail, WIDTH, 400)
    assert not out_of_reach(rail)


def test_tab_passes_a_roster_in_which_nobody_is_yet(workspace: Workspace, qtbot: QtBot) -> None:
    sheet = QWidget()
    qtbot.addWidget(sheet)
    before, after = QLineEdit(), QLineEdit()
    adder = TextField(workspace, "Add", lambda _: True)
    roster = RosterField(workspace, "People", adder, lambda _: True)
    show(sheet, before, roster, after)
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert sheet.focusWidget() is adder.line
    QTest.keyClick(adder.line, Qt.Key.Key_Tab)
    assert sheet.focusWidget() is after
    roster.show_value([Entry("vera", "Вера Дуб")])
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert sheet.focusWidget() is roster.view


# The checks


@pytest.fixture
def sheet(theme: Theme, qtbot: QtBot) -> QWidget:
    """An empty widget that a test fills and shows."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def show(sheet: QWidget, *parts: QWidget) -> None:
    sheet.setLayout(column(*parts))
    show_active(sheet, 300, 300)
    parts[0].setFocus()


class KeepsTab(QObject):
    """Swallows the Tab key of whatever it watches."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        tabs = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in tabs


def test_a_field_that_tab_does_not_come_to_is_found(sheet: QWidget) -> None:
    first, second, third = (QLineEdit() for _ in range(3))
    show(sheet, first, second, third)
    assert not out_of_reach(sheet)
    QWidget.setTabOrder(first, third)
    assert not out_of_reach(sheet), "another order is no fault"
    keeper = KeepsTab(sheet)
    third.installEventFilter(keeper)
    first.setFocus()
    faults = out_of_reach(sheet)
    assert any("the focus stays here" in fault for fault in faults)
    assert any("Tab does not come here" in fault for fault in faults)


def test_a_button_for_the_mouse_alone_is_found_unless_a_key_does_the_same(sheet: QWidget, theme: Theme) -> None:
    first, by_mouse = button("Добавить"), icon_button(theme, "x", "Убрать")
    by_mouse.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    show(sheet, first, by_mouse)
    assert [fault for fault in out_of_reach(sheet) if "only a mouse" in fault]
    by_mouse.setShortcut("Ctrl+X")
    assert not out_of_reach(sheet)


def test_of_a_group_one_button_is_enough(sheet: QWidget) -> None:
    group = QButtonGroup(sheet)
    buttons = [QToolButton() for _ in range(3)]
    for made in buttons:
        made.setCheckable(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        group.addButton(made)
    first = QLineEdit()
    show(sheet, first, *buttons)
    assert len(out_of_reach(sheet)) == 3
    buttons[1].setFocusPolicy(Qt.FocusPolicy.TabFocus)
    assert not out_of_reach(sheet)


def test_a_focus_that_nobody_sees_is_found(sheet: QWidget, theme: Theme, qapp: QApplication) -> None:
    plain, flat, pictures = QLineEdit(), QPushButton("Готово"), QListView()
    pictures.setFrameShape(QListView.Shape.NoFrame)
    flat.setStyleSheet("QPushButton, QPushButton:focus { border: 0; }")
    show(sheet, plain, flat, pictures)
    assert len(unseen_focus(sheet)) == 2, "the button and the list"
    rings = FocusRings(theme, qapp, sheet)
    assert len(unseen_focus(sheet)) == 1, "a ring lies round the list"
    assert rings.parent() is sheet
