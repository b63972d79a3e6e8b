"""Work off the window's thread."""

import threading

from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.errors import NothingToUndo
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.jobs import JobRunner, Ticket


def test_a_result_comes_back_on_the_windows_thread(qtbot: QtBot) -> None:
    jobs = JobRunner()
    seen: list[object] = []
    job = jobs.run(say("Counting"), lambda ticket: threading.current_thread().name)
    job.succeeded.connect(lambda result: seen.extend([result, threading.current_thread().name]))
    qtbot.waitUntil(lambda: not jobs.busy)
    assert seen[1] == threading.current_thread().name
    assert seen[0] != seen[1]


def test_what_a_person_can_put_right_is_refused_and_a_bug_crashes(qtbot: QtBot) -> None:
    jobs = JobRunner()

    def refuse(_: Ticket) -> None:
        raise NothingToUndo

    def break_down(_: Ticket) -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(jobs.run(say("Refusing"), refuse).refused) as refused:
        pass
    assert isinstance(refused.args[0], NothingToUndo)
    with qtbot.waitSignal(jobs.crashed) as crashed:
        jobs.run(say("Breaking"), break_down)
    assert isinstance(crashed.args[0], ZeroDivisionError)


def test_a_cancelled_job_stops_where_it_checks(qtbot: QtBot) -> None:
    jobs = JobRunner()
    started = threading.Event()

    def work(ticket: Ticket) -> None:
        started.set()
        while True:
            ticket.check(0.5)

    job = jobs.run(say("Waiting"), work)
    started.wait(5)
    with qtbot.waitSignal(job.stopped):
        job.cancel()
    qtbot.waitUntil(lambda: not jobs.busy)
