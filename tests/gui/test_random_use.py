"""Ten minutes of clicks and keys without any sense: no exception, no warning of Qt's, memory that stays."""

import random
import sys
import time
import traceback
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from smalltowns_desktop.gui.program import Program
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.storage.database import Author
from smalltowns_desktop.window import PAGES, build_program

LONG_SECONDS = 600
MOST_GROWTH_MIB = 120
"""Between the first fifth, when every page has been made, and the end."""
KEYS = (
    Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left,
    Qt.Key.Key_Right, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_F4, Qt.Key.Key_F9, Qt.Key.Key_PageDown,
    Qt.Key.Key_Home, Qt.Key.Key_A, Qt.Key.Key_1, Qt.Key.Key_Plus,
)  # fmt: skip
MODIFIERS = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier,
)  # fmt: skip


def memory_mib() -> float:
    """Resident memory of this process; only Linux tells it without another library."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 2**20


class Monkey:
    """Clicks and types; closes what pops up now and then, as a person would who did not mean it."""

    def __init__(self, program: Program, event: Path, seed: int) -> None:
        self._program, self._event, self._random = program, event, random.Random(seed)

    def act(self) -> None:
        if self._program.window is None:
            self._program.start(str(self._event))
        window = self._program.window
        assert window is not None
        chance = self._random.random()
        if chance < 0.03:
            window.enter(self._random.choice(PAGES).item.key)
        elif chance < 0.6:
            self._click(QApplication.activeModalWidget() or window)
        else:
            QTest.keyClick(
                QApplication.focusWidget() or window, self._random.choice(KEYS), self._random.choice(MODIFIERS)
            )

    def tidy(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        modal = QApplication.activeModalWidget()
        if isinstance(modal, QDialog) and self._random.random() < 0.3:
            modal.reject()

    def _click(self, target: QWidget) -> None:
        place = QPoint(self._random.randrange(max(1, target.width())), self._random.randrange(max(1, target.height())))
        hit = target.childAt(place)
        if hit is None:
            return
        click = QTest.mouseDClick if self._random.random() < 0.1 else QTest.mouseClick
        click(hit, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, hit.mapFrom(target, place))


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


@pytest.mark.soak
@pytest.mark.timeout(LONG_SECONDS + 300)
@pytest.mark.qt_no_exception_capture
def test_senseless_use_breaks_nothing(
    qapp: QApplication, settings: WindowSettings, tmp_path: Path, mistakes: list[str]
) -> None:
    use_at_random(qapp, settings, tmp_path, mistakes, LONG_SECONDS)


def use_at_random(
    qapp: QApplication, settings: WindowSettings, folder: Path, mistakes: list[str], length: float
) -> None:
    event = folder / "demo.smalltowns"
    create_demo(event, DemoOptions(), author=Author("a", "b")).db.close()
    program = build_program(qapp, settings)
    program.jobs.crashed.connect(lambda error: mistakes.append("".join(traceback.format_exception(error))))
    monkey = Monkey(program, event, seed=1)
    tidying = QTimer(interval=150)
    tidying.timeout.connect(monkey.tidy)
    tidying.start()
    begun, early = time.monotonic(), 0.0
    while time.monotonic() - begun < length and not mistakes:
        for _ in range(5):
            monkey.act()
        QTest.qWait(2)
        if not early and time.monotonic() - begun > length / 5:
            early = memory_mib()
    tidying.stop()
    grown = memory_mib() - early
    if program.window is not None:
        program.window.close()
    program.jobs.wait()
    assert not mistakes, mistakes[0]
    assert grown < MOST_GROWTH_MIB, f"memory grew by {grown:.0f} MiB"
