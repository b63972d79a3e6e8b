"""What Qt owns is never destroyed by a job, however much rubbish the job makes."""

import gc
import threading
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.jobs import JobRunner
from smalltowns_desktop.gui.rubbish import Rubbish
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.storage.database import Author
from smalltowns_desktop.window import PAGES, build_program
from tests.support.programs import let_go


class Knot(QObject):
    """Refers to itself, as a dialog does whose button calls it."""

    def __init__(self, destroyed_in: list[int]) -> None:
        super().__init__()
        self.itself = self
        self.destroyed.connect(lambda: destroyed_in.append(threading.get_ident()), Qt.ConnectionType.DirectConnection)


def make_rubbish(_: object) -> None:
    """More than enough for Python to look three times through all that there is."""
    for _number in range(100_000):
        knot: list[object] = []
        knot.append(knot)


@pytest.fixture
def python_as_it_comes() -> None:
    gc.enable()


@pytest.mark.usefixtures("python_as_it_comes")
def test_rubbish_of_qts_is_destroyed_in_the_windows_thread(
    qapp: QApplication, settings: WindowSettings, qtbot: QtBot
) -> None:
    program = build_program(qapp, settings)
    program.show_welcome()
    destroyed_in: list[int] = []
    Knot(destroyed_in)
    with qtbot.waitSignal(program.jobs.run(say("x"), make_rubbish).ended):
        pass
    qtbot.waitUntil(lambda: bool(destroyed_in), timeout=20_000)
    assert destroyed_in == [threading.get_ident()]
    let_go(program)


def test_rubbish_is_taken_away_while_jobs_are_at_work(qapp: QApplication, qtbot: QtBot) -> None:
    jobs = JobRunner()
    rubbish = Rubbish(jobs)
    rubbish.begin()
    destroyed_in: list[int] = []
    Knot(destroyed_in)
    job = jobs.run(say("x"), lambda ticket: make_until(lambda: bool(destroyed_in) or ticket.cancelled))
    qtbot.waitUntil(lambda: bool(destroyed_in), timeout=20_000)
    job.cancel()
    jobs.wait()
    assert destroyed_in == [threading.get_ident()]


def make_until(enough: object) -> None:
    assert callable(enough)
    while not enough():
        knot: list[object] = []
        knot.append(knot)


def test_a_congress_closed_while_pages_load_is_not_kept(
    qapp: QApplication, settings: WindowSettings, tmp_path: Path, qtbot: QtBot
) -> None:
    demo = tmp_path / "demo.smalltowns"
    create_demo(demo, DemoOptions(4, 40, 8, None, 2, 1), author=Author("a", "b")).db.close()
    gc.unfreeze()
    before = gc.get_freeze_count()
    program = build_program(qapp, settings)
    program.start(str(demo))
    window = program.window
    assert window is not None
    window.store.begun.connect(program.show_welcome, Qt.ConnectionType.QueuedConnection)
    qtbot.waitUntil(lambda: program.welcome is not None and not program.jobs.busy, timeout=20_000)
    assert gc.get_freeze_count() == before
    let_go(program)


def test_a_closed_congress_leaves_no_widget_behind_whatever_was_looked_at(
    qapp: QApplication, settings: WindowSettings, tmp_path: Path, qtbot: QtBot
) -> None:
    demo = tmp_path / "demo.smalltowns"
    create_demo(demo, DemoOptions(4, 40, 8, None, 2, 1), author=Author("a", "b")).db.close()
    before = set(QApplication.topLevelWidgets())
    program = build_program(qapp, settings)
    program.start(str(demo))
    assert program.window is not None
    for spec in PAGES:
        program.window.enter(spec.item.key)
        qtbot.waitUntil(lambda: not program.jobs.busy, timeout=20_000)
    let_go(program)
    left = [type(widget).__name__ for widget in QApplication.topLevelWidgets() if widget not in before]
    assert left == []


def test_one_congress_after_another_leaves_nothing_of_the_first(
    qapp: QApplication, settings: WindowSettings, tmp_path: Path, qtbot: QtBot
) -> None:
    demo = tmp_path / "demo.smalltowns"
    create_demo(demo, DemoOptions(4, 40, 8, None, 2, 1), author=Author("a", "b")).db.close()
    program = build_program(qapp, settings)
    left: list[weakref.ref[object]] = []
    for _ in range(3):
        program.start(str(demo))
        qtbot.waitUntil(lambda: gc.get_freeze_count() > len(gc.get_objects()), timeout=20_000)
        assert program.window is not None
        left.append(weakref.ref(program.window.store))
        left.append(weakref.ref(program.window))
    assert [one() is None for one in left] == [True] * 4 + [False] * 2
    program.show_welcome()
    let_go(program)
