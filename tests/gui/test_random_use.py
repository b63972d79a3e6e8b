"""Clicks, keys, wheels and drags without any sense: no exception, no warning of Qt's, memory that stays.

A fixed number of steps in `make test` (about half a minute), ten minutes in the soak.
"""

import gc
import random
import statistics
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QMenuBar, QWidget
from shiboken6 import isValid

from smalltowns_desktop.gui.main_window import MainWindow
from smalltowns_desktop.gui.program import Program
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.storage.database import Author
from smalltowns_desktop.window import PAGES, build_program
from tests.support.programs import let_go

STEPS = 600
LONG_SECONDS = 600
SAMPLE_SECONDS = 10
MOST_GROWTH_MIB = 40
"""From the second quarter of the samples to the last: by the second, every page and paper has been made."""
TIDY_MS = 120
KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left,
    Qt.Key.Key_Right, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_PageDown, Qt.Key.Key_Home,
    Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F4, Qt.Key.Key_F6, Qt.Key.Key_F8, Qt.Key.Key_F9, Qt.Key.Key_F10,
    Qt.Key.Key_A, Qt.Key.Key_D, Qt.Key.Key_L, Qt.Key.Key_N, Qt.Key.Key_P, Qt.Key.Key_Z, Qt.Key.Key_Y, Qt.Key.Key_1,
    Qt.Key.Key_2, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Slash,
)  # fmt: skip
MODIFIERS = (
    *(Qt.KeyboardModifier.NoModifier,) * 4, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip
TEXTS = ("Ёлкин", "слон", "25", "<b>жирно</b>", "9:30", "ghbdtn", "Лида, ул. Мира", "100500", "12.08.2025")
ENDS = frozenset({"quit"})
"""Actions after which nothing is left to try."""
RARE = frozenset({"language-ru", "language-be", "language-en", "close"})
"""Those that build the window anew."""


class Monkey:
    """Does anything to whatever is in front; what blocks (a menu, a dialog) is left now and then by `tidy`."""

    def __init__(self, program: Program, event: Path, seed: int) -> None:
        self._program, self._event, self._random = program, event, random.Random(seed)
        self._deeds: tuple[tuple[Callable[[QWidget], None], float], ...] = (
            (self._click, 34), (self._press_key, 30), (self._type_text, 6), (self._roll_wheel, 6), (self._drag, 8),
            (self._ask_menu, 5), (self._enter_page, 4), (self._trigger, 5), (self._open_menu, 2),
        )  # fmt: skip
        self.tidying = True
        self._holding = False

    def act(self) -> None:
        """One senseless thing."""
        if self._program.window is None:
            self._program.start(str(self._event))
        self._act_on(self._front())

    def tidy(self) -> None:
        """By its own timer, because menus and dialogs have event loops of their own, in which `act` waits."""
        if not self.tidying:
            return
        QTimer.singleShot(TIDY_MS, self.tidy)  # at once: what follows may open a dialog and not come back for long
        popup, modal = QApplication.activePopupWidget(), QApplication.activeModalWidget()
        if self._holding and popup is None and modal is None:  # inside a drag that waits for the button's release
            QDrag.cancel()
        if popup is not None:
            if isinstance(popup, QMenu) and self._random.random() < 0.5:
                QTest.keyClick(popup, Qt.Key.Key_Down)
                QTest.keyClick(popup, Qt.Key.Key_Return)
            if isValid(popup):  # what was chosen may have built the window anew
                popup.close()
        elif modal is not None:
            if self._random.random() < 0.4:
                modal.close()
            else:
                self._random.choice((self._click, self._press_key, self._type_text))(modal)
        else:
            for dialog in QApplication.topLevelWidgets():
                if isinstance(dialog, QDialog) and dialog.isVisible() and self._random.random() < 0.2:
                    dialog.reject()

    def _front(self) -> QWidget:
        window = self._window()
        above = [top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not window]
        return QApplication.activeModalWidget() or self._random.choice([window, *above])

    def _window(self) -> MainWindow:
        window = self._program.window
        assert window is not None
        return window

    def _act_on(self, target: QWidget) -> None:
        deeds, weights = zip(*self._deeds, strict=True)
        self._random.choices(deeds, weights)[0](target)

    # What can be done to a window

    def _click(self, target: QWidget) -> None:
        hit, place = self._somewhere(target)
        click = QTest.mouseDClick if self._random.random() < 0.1 else QTest.mouseClick
        modifiers = self._random.choice(MODIFIERS)
        click(hit, Qt.MouseButton.LeftButton, modifiers, place)

    def _press_key(self, target: QWidget) -> None:
        QTest.keyClick(self._focused(target), self._random.choice(KEYS), self._random.choice(MODIFIERS))

    def _type_text(self, target: QWidget) -> None:
        for letter in self._random.choice(TEXTS):
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self._focused(target), event)
        if self._random.random() < 0.5:
            QTest.keyClick(self._focused(target), Qt.Key.Key_Return)

    def _roll_wheel(self, target: QWidget) -> None:
        hit, place = self._somewhere(target)
        wheel = QWheelEvent(
            QPointF(place), hit.mapToGlobal(QPointF(place)), QPoint(), QPoint(0, self._random.choice((-240, 240))),
            Qt.MouseButton.NoButton, self._random.choice(MODIFIERS), Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(hit, wheel)

    def _drag(self, target: QWidget) -> None:
        hit, place = self._somewhere(target)
        self._holding = True
        QTest.mousePress(hit, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        for _ in range(self._random.randrange(1, 5)):
            place += QPoint(self._random.randrange(-160, 160), self._random.randrange(-80, 80))
            QTest.mouseMove(hit, place)
        if self._random.random() < 0.2:
            QTest.keyClick(self._focused(target), Qt.Key.Key_Escape)
        self._holding = False
        QTest.mouseRelease(hit, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    def _ask_menu(self, target: QWidget) -> None:
        hit, place = self._somewhere(target)
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, hit.mapToGlobal(place))
        QApplication.sendEvent(hit, asked)

    # What can be done to the program

    def _enter_page(self, _target: QWidget) -> None:
        self._window().enter(self._random.choice(PAGES).item.key)

    def _trigger(self, _target: QWidget) -> None:
        key = self._random.choice(sorted(self._window().actions_by_key))
        if key not in ENDS and (key not in RARE or self._random.random() < 0.3):
            self._window().actions_by_key[key].trigger()

    def _open_menu(self, _target: QWidget) -> None:
        bar = self._window().findChild(QMenuBar)
        assert bar is not None
        menu = self._random.choice(bar.findChildren(QMenu))
        menu.popup(self._window().mapToGlobal(QPoint(100, 44)))
        menu.close()

    def _somewhere(self, target: QWidget) -> tuple[QWidget, QPoint]:
        place = QPoint(self._random.randrange(max(1, target.width())), self._random.randrange(max(1, target.height())))
        hit = target.childAt(place) or target
        return hit, hit.mapFrom(target, place)

    def _focused(self, target: QWidget) -> QWidget:
        return QApplication.focusWidget() or target


@pytest.fixture
def mistakes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What reached the top uncaught; files are never chosen."""
    heard: list[str] = []

    def hear(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        heard.append("".join(traceback.format_exception(kind, error, trace)))

    monkeypatch.setattr(sys, "excepthook", hear)
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, staticmethod(lambda *_a, **_k: ("", "")))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", staticmethod(lambda *_a, **_k: ""))
    return heard


@pytest.mark.timeout(600)
@pytest.mark.qt_no_exception_capture
def test_half_a_minute_of_senseless_use_breaks_nothing(
    qapp: QApplication, settings: WindowSettings, tmp_path: Path, mistakes: list[str]
) -> None:
    left = iter(range(STEPS))
    use_at_random(qapp, settings, tmp_path, mistakes, lambda: next(left, None) is not None)


@pytest.mark.soak
@pytest.mark.timeout(LONG_SECONDS + 300)
@pytest.mark.qt_no_exception_capture
def test_ten_minutes_of_senseless_use_break_nothing_and_keep_no_memory(
    qapp: QApplication, settings: WindowSettings, tmp_path: Path, mistakes: list[str]
) -> None:
    begun = time.monotonic()
    samples: list[float] = []

    def goes_on() -> bool:
        passed = time.monotonic() - begun
        if passed > SAMPLE_SECONDS * (len(samples) + 1):
            gc.collect()
            samples.append(memory_mib())
        return passed < LONG_SECONDS

    use_at_random(qapp, settings, tmp_path, mistakes, goes_on)
    quarter = len(samples) // 4
    grown = statistics.median(samples[-quarter:]) - statistics.median(samples[quarter : 2 * quarter])
    assert grown < MOST_GROWTH_MIB, f"memory grew by {grown:.0f} MiB: {samples}"


def memory_mib() -> float:
    """Resident memory of this process; only Linux tells it without another library."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


def use_at_random(
    qapp: QApplication, settings: WindowSettings, folder: Path, mistakes: list[str], goes_on: Callable[[], bool]
) -> None:
    event = folder / "demo.smalltowns"
    create_demo(event, DemoOptions(), author=Author("a", "b")).db.close()
    settings.language, settings.theme = "ru", "light"
    program = build_program(qapp, settings)
    program.jobs.crashed.connect(lambda error: mistakes.append("".join(traceback.format_exception(error))))
    monkey = Monkey(program, event, seed=1)
    QTimer.singleShot(TIDY_MS, monkey.tidy)
    while goes_on() and not mistakes:
        for _ in range(5):
            monkey.act()
        QTest.qWait(2)
    monkey.tidying = False
    for top in QApplication.topLevelWidgets():
        if isinstance(top, QDialog):
            top.reject()
    QTest.qWait(2 * TIDY_MS)
    let_go(program)
    assert not mistakes, mistakes[0]
