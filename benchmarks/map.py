"""The map of the demo congress: a step of the wheel and a frame of panning, each to the painted pixels.

The bars are absolute (a frame is 16 ms, and nobody waits over 50). The page of places, 1,352 pixels wide, is driven
without a screen by the events that a mouse and a keyboard would send. Beside them, from the same run, painting the
whole map once without anything being laid out anew.
"""

import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from statistics import median
from time import perf_counter

import common  # first, for the path to the package  # noqa: F401

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from smalltowns_desktop.domain.text import PLAIN
from smalltowns_desktop.gui.jobs import JobRunner
from smalltowns_desktop.gui.map.view import MapView
from smalltowns_desktop.gui.pages.places import PlacesPage
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.store import EventStore
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.storage.database import Author

FRAME_MS, WORST_MS = 16.0, 50.0
ROUNDS, STEPS = 6, 10
"""So many steps of the wheel in and as many out again."""
FRAMES = 120
NOTCH = 120


def main() -> None:
    application = QApplication([])
    theme = Theme()
    theme.apply(application)
    with tempfile.TemporaryDirectory() as folder:
        author = Author("benchmark", "benchmark")
        db = create_demo(Path(folder) / "demo.smalltowns", DemoOptions(), author=author).db
        jobs = JobRunner()
        store = EventStore(db, jobs)
        settings = WindowSettings(Path(folder) / "window.ini")
        page = PlacesPage(Workspace(store, jobs, theme, PLAIN, settings, now=lambda: datetime(2025, 8, 14, 9, 42)))
        page.resize(1352, 830)
        page.show()
        while jobs.busy:
            application.processEvents()
        view = page.map.view

        def frame(act: Callable[[], object]) -> float:
            begin = perf_counter()
            act()
            view.viewport().repaint()
            application.processEvents()
            return (perf_counter() - begin) * 1000

        turn(view, NOTCH)
        painted = median(frame(lambda: None) for _ in range(FRAMES))
        wheel = [NOTCH] * STEPS + [-NOTCH] * STEPS
        tell("a step of the wheel", [frame(lambda by=by: turn(view, by)) for by in wheel * ROUNDS], painted)  # type: ignore[misc]
        keys = (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Down)
        tell("a frame of panning", [frame(lambda key=key: press(view, key)) for key in keys * (FRAMES // 4)], painted)  # type: ignore[misc]
        jobs.wait()
        store.close()


def turn(view: MapView, by: int) -> None:
    middle = QPointF(view.viewport().rect().center())
    view.wheelEvent(
        QWheelEvent(
            middle, QPointF(view.mapToGlobal(middle.toPoint())), QPoint(), QPoint(0, by), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )
    )  # fmt: skip


def press(view: MapView, key: Qt.Key) -> None:
    view.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))


def tell(what: str, times: list[float], painted: float) -> None:
    passed = median(times) <= FRAME_MS and max(times) <= WORST_MS
    print(
        f"{what}: median {median(times):.1f} ms, at most {FRAME_MS:.0f}; worst {max(times):.1f} ms, at most "
        f"{WORST_MS:.0f}; only painting: {painted:.1f} ms: {'passed' if passed else 'NOT PASSED'}"
    )


if __name__ == "__main__":
    main()
