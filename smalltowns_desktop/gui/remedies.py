"""What would help against remarks: found off the window's thread, one remark a job, only for those somebody looks at.

An answer is about the programme that was checked; when the programme changes all of them are forgotten.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter, sleep

from PySide6.QtCore import QObject, QTimer, Signal

from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.conflicts.remedies import suggest_remedy
from smalltowns_desktop.conflicts.remedy import Remedy
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.jobs import Job, Ticket
from smalltowns_desktop.gui.models.conflicts import key_of
from smalltowns_desktop.gui.workspace import Workspace

_PAUSE_MS = 80
"""After a check, before the first question: what the check found is painted first."""
_SHIFT_S, _REST_S = 0.002, 0.001
"""How long a worker goes on before it lets the window's thread have the interpreter."""


@dataclass(frozen=True, slots=True)
class Answer:
    key: str
    """The remark's, as of `key_of`."""
    remedy: Remedy | None


class RemedyFinder(QObject):
    """Signals: `found` (the key of a remark whose answer is known now)."""

    found = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._answers: dict[str, Remedy | None] = {}
        self._wanted: list[Conflict] = []
        self._job: Job[Answer] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._look)
        workspace.store.programme_changed.connect(self._forget)
        workspace.store.conflicts_changed.connect(self._forget)

    def knows(self, conflict: Conflict) -> bool:
        """Whether the answer is there, be it that nothing small helps."""
        return key_of(conflict) in self._answers

    def remedy_for(self, conflict: Conflict) -> Remedy | None:
        """None where nothing small helps, and while nobody knows."""
        return self._answers.get(key_of(conflict))

    def want(self, conflicts: Iterable[Conflict]) -> None:
        """Look for remedies of these, in their order; who was wanted before and not looked at yet is wanted no more."""
        self._wanted = [row for row in conflicts if row.accepted_reason is None and not self.knows(row)]
        if self._wanted and not self._timer.isActive():
            self._timer.start()

    def _forget(self) -> None:
        self._answers.clear()
        self._wanted.clear()
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _look(self) -> None:
        store = self._workspace.store
        conflicts = store.conflicts
        if self._job is not None or not self._wanted or store.db.read_only:
            return
        if conflicts is None or conflicts.scene.programme.revision != store.programme.revision:
            return  # a check is under way; when it is done, whoever shows the remarks asks again
        conflict, now = self._wanted.pop(0), self._now()

        def work(ticket: Ticket) -> Answer:
            return Answer(key_of(conflict), suggest_remedy(conflicts, conflict, now, _Breath(ticket).take))

        self._job = self._workspace.jobs.run(say("Looking for what would help"), work)
        self._job.succeeded.connect(self._take)

    def _take(self, answer: Answer) -> None:
        self._job = None
        self._answers[answer.key] = answer.remedy
        self.found.emit(answer.key)
        self._look()

    def _now(self) -> datetime | None:
        """None once the congress is over: who opens it then rehearses, or learns."""
        now = self._workspace.now()
        return now if now.date() <= self._workspace.store.programme.event.ends_on else None


class _Breath:
    """Taken between two trials: notices that nobody wants the answer, and makes way for the window now and then."""

    def __init__(self, ticket: Ticket) -> None:
        self._ticket = ticket
        self._since = perf_counter()

    def take(self) -> None:
        self._ticket.check()
        if perf_counter() - self._since > _SHIFT_S:
            sleep(_REST_S)
            self._since = perf_counter()
