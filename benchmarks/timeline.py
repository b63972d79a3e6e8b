"""The timeline of 3,000 activities and 300 rows: a frame of panning, a frame of dragging, from a drop to its conflicts
on the screen, and from there to what would help against them.

The bars are absolute (a frame is 16 ms, and nobody waits over 50): a page 1,352 pixels wide is driven without a screen
by the events that a mouse would send, each frame from the event to the painted pixels. Beside them, from the same
run, an empty grid that is panned the same way. The programme is the demo congress of that size, on its fullest day.
"""

import os
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import common  # first, for the path to the package  # noqa: F401

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QWidget

from smalltowns_desktop.domain.text import PLAIN
from smalltowns_desktop.gui.jobs import JobRunner
from smalltowns_desktop.gui.pages.programme import ProgrammePage
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.store import EventStore
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.timeline.layout import Block, RowsBy
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.storage.database import Author

FRAME_MS, WORST_MS, DROP_MS, BLOCKED_MS = 16.0, 50.0, 100.0, 50.0
FRAMES, DROPS = 240, 30
SIZE = (1352, 830)
SETTLE_S = 60


def main() -> None:
    application = QApplication([])
    theme = Theme()
    theme.apply(application)
    options = DemoOptions(participants=10_000, activities=3_000, delegations=300)
    with tempfile.TemporaryDirectory() as folder:
        db = create_demo(Path(folder) / "demo.smalltowns", options, author=Author("benchmark", "benchmark")).db
        jobs = JobRunner()
        store = EventStore(db, jobs)
        store.begin()
        while not store.has_begun:
            application.processEvents()
        now = datetime(2025, 8, 14, 9, 42)
        settings = WindowSettings(Path(folder) / "window.ini")
        page = ProgrammePage(Workspace(store, jobs, theme, PLAIN, settings, now=lambda: now))
        page.resize(*SIZE)
        page.show()
        driver = Driver(application, page, jobs)
        driver.settle()
        layout = page.pane.grid.layout
        assert layout is not None
        print(
            f"{len(store.programme.activities):,} activities, {len(layout.rows)} rows, "
            f"{sum(1 for _ in layout.blocks()):,} blocks and {sum(1 for _ in layout.ways()):,} ways on the day"
        )
        floor = empty_pan(application)
        print(f"floor: panning an empty grid, median {median(floor):.1f} ms, worst {max(floor):.1f} ms")
        tell("panning sideways", driver.pan(Qt.Orientation.Horizontal), FRAME_MS)
        tell("panning down", driver.pan(Qt.Orientation.Vertical), FRAME_MS)
        tell("dragging a visit", driver.drag(), FRAME_MS)
        drops, blocked = driver.drops()
        tell("drop to conflicts on the screen", drops, DROP_MS, worst=None)
        tell("longest time the window was blocked after a drop", blocked, BLOCKED_MS)
        answered, blocked = driver.proposals()
        print(f"what would help, for the remarks in sight: median {median(answered):.0f} ms")
        tell("longest time the window was blocked meanwhile", blocked, BLOCKED_MS)
        page.show_view(RowsBy.SITES)
        driver.settle()
        tell("panning down, rows by site", driver.pan(Qt.Orientation.Vertical), FRAME_MS)
        jobs.wait()
        page.close()
        store.close()


def tell(what: str, times: list[float], bar: float, worst: float | None = WORST_MS) -> None:
    """Print the median and the worst beside what they may be."""
    passed = median(times) <= bar and (worst is None or max(times) <= worst)
    limit = "" if worst is None else f" (at most {worst:g})"
    print(
        f"{what}: median {median(times):.1f} ms (at most {bar:g}), worst {max(times):.1f} ms{limit}: "
        f"{'passed' if passed else 'NOT PASSED'}"
    )


def empty_pan(application: QApplication) -> list[float]:
    """The same panning over a scene with nothing in it."""
    scene = QGraphicsScene(0, 0, 4_000, 20_000)
    view = QGraphicsView(scene)
    view.resize(1_036, 560)
    view.show()
    application.processEvents()
    bar = view.verticalScrollBar()
    times = [timed(view, partial(bar.setValue, step * 24)) for step in range(FRAMES)]
    view.close()
    return times


def timed(window: QWidget, act: Callable[[], object]) -> float:
    """Milliseconds from an act to its painted result.

    Without a screen Qt paints up to five milliseconds later, from a timer; here it is told to paint at once.
    """
    begin = perf_counter()
    act()
    QApplication.processEvents()
    QApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))
    return (perf_counter() - begin) * 1000


class Driver:
    """Moves the mouse and the scroll bars of a page."""

    def __init__(self, application: QApplication, page: ProgrammePage, jobs: JobRunner) -> None:
        self.application, self.page, self.jobs = application, page, jobs
        self.view = page.pane.view

    def settle(self) -> None:
        end = perf_counter() + SETTLE_S
        self.application.processEvents()
        while self.jobs.busy and perf_counter() < end:
            self.application.processEvents()
        self.application.processEvents()

    def pan(self, orientation: Qt.Orientation) -> list[float]:
        """There and back by 24 pixels a frame."""
        across = orientation is Qt.Orientation.Horizontal
        bar = self.view.horizontalScrollBar() if across else self.view.verticalScrollBar()
        bar.setValue(bar.minimum())
        self.settle()
        times, step = [], 24
        for _ in range(FRAMES):
            if not bar.minimum() <= bar.value() + step <= bar.maximum():
                step = -step
            times.append(timed(self.page, partial(bar.setValue, bar.value() + step)))
        return times

    def drag(self) -> list[float]:
        """A visit is carried to and fro; the checks of where it would stand run meanwhile."""
        self._hold(self._visits()[0])
        times = []
        for frame in range(FRAMES):
            offset = QPoint(30 + (frame * 7) % 260, (frame // 40 % 3) * 20)
            times.append(timed(self.page, partial(self._move, self._from + offset)))
        self._mouse(QEvent.Type.MouseButtonRelease, self._from, Qt.MouseButton.NoButton)
        self.settle()
        return times

    def drops(self) -> tuple[list[float], list[float]]:
        """From letting go to the conflicts painted; and each time the longest stretch without an answer."""
        drops, blocked = [], []
        shown: list[float] = []
        self.page.store.conflicts_changed.connect(lambda: shown.append(perf_counter()))
        for number in range(DROPS):
            self._hold(self._visits()[number % 7])
            self._move(self._from + QPoint(64 if number % 2 else 96, 0))
            self.settle()
            shown.clear()
            gaps = Heartbeat()
            begin = perf_counter()
            self._mouse(
                QEvent.Type.MouseButtonRelease,
                self._from + QPoint(64 if number % 2 else 96, 0),
                Qt.MouseButton.NoButton,
            )
            while not shown:
                self.application.processEvents()
            QApplication.sendEvent(self.page, QEvent(QEvent.Type.UpdateRequest))
            drops.append((perf_counter() - begin) * 1000)
            blocked.append(gaps.longest())
            self.settle()
            self.page.store.undo()
            self.settle()
        return drops, blocked

    def proposals(self) -> tuple[list[float], list[float]]:
        """From scrolling the list of remarks to the last proposal in sight; and the longest stretch without a beat."""
        panel = self.page.conflicts
        bar = panel.table.verticalScrollBar()
        answered, blocked = [], []
        for number in range(DROPS):
            gaps, begin = Heartbeat(), perf_counter()
            bar.setValue(bar.minimum() + number * bar.pageStep())
            rows = [panel.model.row_of(panel.model.keys_shown()[place]) for place in panel.table.rows_in_sight()]
            while not all(row is not None and panel.finder.knows(row) for row in rows):
                self.application.processEvents()
                QApplication.sendEvent(self.page, QEvent(QEvent.Type.UpdateRequest))
            answered.append((perf_counter() - begin) * 1000)
            blocked.append(gaps.longest())
        return answered, blocked

    def _visits(self) -> list[Block]:
        """Visits that can be carried, near the middle of the day."""
        layout = self.page.pane.grid.layout
        assert layout is not None
        middle = layout.begins_at + timedelta(hours=11)
        return [block for block in layout.blocks() if not block.activity.locked and block.starts_at >= middle]

    def _hold(self, block: Block) -> None:
        layout = self.page.pane.grid.layout
        assert layout is not None
        self.view.show_item(block, block.row)
        self.settle()
        area = self.page.pane.grid.area_of(block, layout.row_by_key[block.row])
        self._from = self.view.mapFromScene(area.center())
        self._mouse(QEvent.Type.MouseButtonPress, self._from, Qt.MouseButton.LeftButton)
        self._move(self._from + QPoint(20, 0))

    def _move(self, point: QPoint) -> None:
        self._mouse(QEvent.Type.MouseMove, point, Qt.MouseButton.LeftButton)

    def _mouse(self, kind: QEvent.Type, point: QPoint, held: Qt.MouseButton) -> None:
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        viewport = self.view.viewport()
        where = QPointF(viewport.mapToGlobal(point))
        event = QMouseEvent(kind, QPointF(point), where, button, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(viewport, event)


class Heartbeat:
    """Beats as fast as the event loop lets it; what lies between two beats is a stretch without an answer."""

    def __init__(self) -> None:
        self._last = perf_counter()
        self._longest = 0.0
        self._timer = QTimer(interval=0)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def longest(self) -> float:
        """Milliseconds, up to now."""
        self._beat()
        self._timer.stop()
        return self._longest * 1000

    def _beat(self) -> None:
        now = perf_counter()
        self._longest, self._last = max(self._longest, now - self._last), now


if __name__ == "__main__":
    main()
