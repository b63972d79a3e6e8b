"""Work off the window's thread: plain data in, plain data out, progress, cancel.

A job's function gets a `Ticket`; it reports a share done and looks whether it was cancelled. It must not touch widgets
or the store. Its result comes back as a signal on the window's thread.
"""

import itertools
import threading
from collections.abc import Callable
from concurrent import futures
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from smalltowns_desktop.domain.errors import UserError
from smalltowns_desktop.domain.text import Text

Result = TypeVar("Result")
_WORKERS = 2


class Cancelled(Exception):
    """Raised inside a job by `Ticket.check` once it was cancelled."""


@dataclass(slots=True)
class Ticket:
    """What a running job may ask and tell, from its own thread."""

    report: Callable[[float], None]
    _stop: threading.Event = field(default_factory=threading.Event)

    def cancel(self) -> None:
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def check(self, share: float | None = None) -> None:
        """Report the share done (0 to 1) and raise `Cancelled` if the person has changed their mind."""
        if self.cancelled:
            raise Cancelled
        if share is not None:
            self.report(share)


class Job(QObject, Generic[Result]):
    """A piece of work under way; lives on the window's thread.

    Signals: `progressed` (0 to 1), then exactly one of `succeeded` (the result), `refused` (a `UserError`), `crashed`
    (any other exception) or `stopped` (cancelled), then `ended`.
    """

    progressed = Signal(float)
    succeeded = Signal(object)
    refused = Signal(object)
    crashed = Signal(object)
    stopped = Signal()
    ended = Signal()

    def __init__(self, title: Text, ticket: Ticket, parent: QObject) -> None:
        super().__init__(parent)
        self.title = title
        self.ticket = ticket

    def cancel(self) -> None:
        self.ticket.cancel()

    def finish(self, result: object, error: object) -> None:
        """Tell how it ended; called once, by the runner."""
        if isinstance(error, Cancelled) or self.ticket.cancelled:
            self.stopped.emit()
        elif isinstance(error, UserError):
            self.refused.emit(error)
        elif error is not None:
            self.crashed.emit(error)
        else:
            self.succeeded.emit(result)
        self.ended.emit()


class JobRunner(QObject):
    """Starts jobs and knows which are under way. Signals: `started` (a `Job`), `crashed` (an exception).

    A worker holds plain data and this runner's two private signals, never a `Job`: an object of Qt's whose last
    reference goes in a worker's thread would be destroyed there, and the program with it.
    """

    started = Signal(object)
    crashed = Signal(object)
    _came_back = Signal(int, object, object)
    _progressed = Signal(int, float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = futures.ThreadPoolExecutor(_WORKERS, thread_name_prefix="job")
        self._running: dict[int, Job[Any]] = {}
        self._numbers = itertools.count(1)
        self._futures: set[futures.Future[None]] = set()
        self._came_back.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self._progressed.connect(self._progress, Qt.ConnectionType.QueuedConnection)

    def run(self, title: Text, work: Callable[[Ticket], Result]) -> Job[Result]:
        """Start `work`; connect to the returned job's signals before returning to the event loop."""
        number = next(self._numbers)
        progressed, came_back = self._progressed.emit, self._came_back.emit
        ticket = Ticket(lambda share: progressed(number, share))
        job: Job[Result] = Job(title, ticket, self)
        self._running[number] = job
        job.crashed.connect(self.crashed)

        def run_in_worker() -> None:
            result: object = None
            error: BaseException | None = None
            try:
                result = work(ticket)
            except BaseException as caught:  # noqa: BLE001 carried to the window's thread, where it is shown
                error = caught
            came_back(number, result, error)

        self._futures = {future for future in self._futures if not future.done()}
        self._futures.add(self._pool.submit(run_in_worker))
        self.started.emit(job)
        return job

    @property
    def busy(self) -> bool:
        return bool(self._running)

    def wait(self) -> None:
        """Cancel everything and wait until no worker is at it: before the event is closed."""
        for job in self._running.values():
            job.cancel()
        futures.wait(self._futures)
        self._futures.clear()

    @Slot(int, object, object)
    def _finish(self, number: int, result: object, error: object) -> None:
        job = self._running.pop(number)
        job.finish(result, error)
        job.deleteLater()

    @Slot(int, float)
    def _progress(self, number: int, share: float) -> None:
        if number in self._running:
            self._running[number].progressed.emit(share)
