"""The keys of everywhere (look/tokens.md, section 8), pressed in a window; no entry of a menu without a deed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QMenu, QMenuBar, QWidget
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.ids import DistrictId, new_id
from smalltowns_desktop.domain.model import District
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.actions import ACTIONS, MENUS, NEEDS_WRITING
from smalltowns_desktop.gui.dialogs.new_event import NewEventDialog
from smalltowns_desktop.gui.dialogs.search import SearchPalette
from smalltowns_desktop.gui.main_window import MainWindow
from smalltowns_desktop.gui.pages.programme import ProgrammePage
from smalltowns_desktop.gui.program import Program
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.widgets.rail import Rail
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.window import PAGES, build_program
from tests.support.programs import let_go

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
_PATIENCE_MS = 20_000


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.smalltowns"
    create_demo(path, DemoOptions(4, 40, 8, None, 2, 1), author=Author("a", "b")).db.close()
    return path


@pytest.fixture
def program(qapp: QApplication, settings: WindowSettings, demo: Path, qtbot: QtBot) -> Iterator[Program]:
    settings.theme, settings.language = "light", "en"
    made = build_program(qapp, settings)
    assert made.open_event(str(demo))
    yield made
    qtbot.waitUntil(lambda: not made.jobs.busy, timeout=_PATIENCE_MS)
    let_go(made)


@pytest.fixture
def window(program: Program, qtbot: QtBot) -> MainWindow:
    assert program.window is not None
    program.window.activateWindow()
    QTest.qWaitForWindowActive(program.window)
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=_PATIENCE_MS)
    return program.window


def press(window: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """As the system does: to whatever has the focus."""
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)


def districts(window: MainWindow) -> int:
    return len(window.store.programme.districts)


def add_district(db: Database) -> object:
    with db.deed(say("Add a district")) as deed:
        deed.insert(District(DistrictId(new_id()), "Новый район"))
    return deed.changes


def open_dialogs() -> list[QDialog]:
    return [top for top in QApplication.topLevelWidgets() if isinstance(top, QDialog) and top.isVisible()]


def test_ctrl_and_a_digit_open_the_pages_in_the_order_of_the_rail(window: MainWindow) -> None:
    on_rail = [spec.item.key for spec in PAGES if spec.on_rail][:9]
    for digit, key in enumerate(on_rail, start=Qt.Key.Key_1.value):
        press(window, Qt.Key(digit), CTRL)
        assert window.current_key == key
    assert len(on_rail) == 9


def test_ctrl_z_takes_back_and_ctrl_y_does_again(window: MainWindow) -> None:
    before = districts(window)
    window.store.perform(add_district)
    press(window, Qt.Key.Key_Z, CTRL)
    assert districts(window) == before
    press(window, Qt.Key.Key_Y, CTRL)
    assert districts(window) == before + 1


def test_ctrl_z_in_a_line_of_text_takes_back_what_was_typed(window: MainWindow, qtbot: QtBot) -> None:
    window.store.perform(add_district)
    before = districts(window)
    window.enter("participants")
    page = window.current_page
    press(window, Qt.Key.Key_F, CTRL)
    field = QApplication.focusWidget()
    assert field is not None
    assert page.isAncestorOf(field)
    qtbot.keyClicks(field, "abc")
    press(window, Qt.Key.Key_Z, CTRL)
    assert districts(window) == before


def test_ctrl_s_saves_a_copy(window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "copy.smalltowns"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_a, **_k: (str(copy), "")))
    press(window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(copy.is_file, timeout=_PATIENCE_MS)


def test_ctrl_p_leads_to_the_papers(window: MainWindow) -> None:
    for page in ("overview", "places", "programme", "participants", "agreements"):
        window.enter(page)
        press(window, Qt.Key.Key_P, CTRL)
        assert window.current_key == "print"


def test_a_key_of_the_page_goes_before_the_same_key_of_the_window(window: MainWindow) -> None:
    window.enter("transport")
    press(window, Qt.Key.Key_N, CTRL)
    (dialog,) = open_dialogs()
    assert not isinstance(dialog, NewEventDialog), "a ride or a vehicle, not a congress"
    dialog.reject()
    window.enter("overview")
    assert window.actions_by_key["new"].shortcutContext() == Qt.ShortcutContext.WindowShortcut


def test_f8_looks_for_conflicts(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.store.conflicts_changed, timeout=_PATIENCE_MS):
        press(window, Qt.Key.Key_F8)


def test_f9_folds_the_right_panel_where_there_is_one(window: MainWindow, qtbot: QtBot) -> None:
    action = window.actions_by_key["side-panel"]
    with_panel = set()
    for spec in PAGES:
        window.enter(spec.item.key)
        if not action.isEnabled():
            continue
        with_panel.add(spec.item.key)
        qtbot.waitUntil(lambda: not window.workspace.jobs.busy, timeout=_PATIENCE_MS)
        page = window.current_page
        before = page.grab().toImage()
        press(window, Qt.Key.Key_F9)
        folded = page.grab().toImage()
        assert folded != before
        action.trigger()
        QTest.qWait(1)
        assert page.grab().toImage() != folded, "the menu does what the key does"
    assert with_panel == {"programme", "places", "delegations", "participants", "transport", "agreements"}


def test_f10_folds_the_bottom_panel_of_the_programme(window: MainWindow) -> None:
    assert not window.actions_by_key["bottom-panel"].isEnabled(), "the overview has none"
    window.enter("programme")
    page = window.current_page
    assert isinstance(page, ProgrammePage)
    shown = page.conflicts.isVisible()
    press(window, Qt.Key.Key_F10)
    assert page.conflicts.isVisible() is not shown
    window.actions_by_key["bottom-panel"].trigger()
    assert page.conflicts.isVisible() is shown


def test_ctrl_shift_t_changes_the_theme(program: Program, window: MainWindow) -> None:
    press(window, Qt.Key.Key_T, CTRL | SHIFT)
    assert program.theme.dark
    press(window, Qt.Key.Key_T, CTRL | SHIFT)
    assert not program.theme.dark


def test_ctrl_k_finds_and_esc_leaves(window: MainWindow) -> None:
    press(window, Qt.Key.Key_K, CTRL)
    palette = window.findChild(SearchPalette)
    assert palette is not None
    assert palette.isVisible()
    QTest.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_f1_shows_the_keys_and_esc_leaves(window: MainWindow) -> None:
    press(window, Qt.Key.Key_F1)
    (dialog,) = open_dialogs()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert open_dialogs() == []


def test_f6_goes_round_the_panels_and_back(window: MainWindow) -> None:
    rail = window.findChild(Rail)
    assert rail is not None
    for spec in PAGES:
        window.enter(spec.item.key)
        seen: list[QWidget] = []
        focused = press_and_look(window, Qt.Key.Key_F6)
        while focused not in seen:
            seen.append(focused)
            focused = press_and_look(window, Qt.Key.Key_F6)
        assert focused is seen[0], "round and round in one order"
        assert any(rail.isAncestorOf(widget) for widget in seen)
        assert any(window.current_page.isAncestorOf(widget) for widget in seen)
        assert press_and_look(window, Qt.Key.Key_F6, SHIFT) is seen[-1]


def press_and_look(window: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> QWidget:
    """What has the keyboard afterwards."""
    press(window, key, modifiers)
    focused = QApplication.focusWidget()
    assert focused is not None
    return focused


def test_every_entry_of_the_menus_does_something(window: MainWindow) -> None:
    bar = window.findChild(QMenuBar)
    assert bar is not None
    entries = [action for menu in bar.findChildren(QMenu) for action in menu.actions() if not action.isSeparator()]
    assert len(entries) == sum(key != "-" for _, keys in MENUS for key in keys)
    assert [action.text() for action in entries if not action.isVisible()] == []
    assert [action.text() for action in entries if action.receivers(SIGNAL("triggered(bool)")) < 1] == []


def test_no_two_deeds_have_one_key() -> None:
    keys = [spec.shortcut for spec in ACTIONS if spec.shortcut]
    assert len(keys) == len(set(keys))


def test_closing_the_congress_leads_to_the_welcome(program: Program, window: MainWindow) -> None:
    window.actions_by_key["close"].trigger()
    assert program.window is None
    assert program.welcome is not None
    assert program.welcome.isVisible()


def test_a_congress_for_reading_only_offers_no_deed_and_says_so(
    program: Program, window: MainWindow, demo: Path, qtbot: QtBot
) -> None:
    author = Author("a", "b")
    program.parts = replace(
        program.parts, open_database=lambda event, _: open_event(event, author=author, read_only=True)
    )
    assert program.open_event(str(demo))
    reading = program.window
    assert reading is not None
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=_PATIENCE_MS)
    assert "For reading only" in {label.text() for label in reading.findChildren(QLabel) if label.isVisible()}
    assert not any(reading.actions_by_key[key].isEnabled() for key in NEEDS_WRITING)
    before = districts(reading)
    press(reading, Qt.Key.Key_Z, CTRL)
    assert districts(reading) == before
