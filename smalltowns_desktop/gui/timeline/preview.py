"""What would be wrong if something were dropped here: asked at each step of a drag, answered by a job."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from smalltowns_desktop.conflicts.checking import recheck
from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.jobs import Ticket
from smalltowns_desktop.gui.timeline.moves import Edit, new_troubles, programme_after
from smalltowns_desktop.gui.workspace import Workspace

_PAUSE_MS = 60
"""Between one look ahead and the next: most of the frames in between are the window's own."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What would be wrong, the worst first; nothing for a good place."""

    troubles: tuple[Conflict, ...] = ()

    @property
    def severity(self) -> Severity:
        return self.troubles[0].severity if self.troubles else Severity.OFF


class Preview(QObject):
    """Looks at one question at a time; while it does, only the newest of those that come is kept.

    Signals: `judged` (a `Verdict` about the last edits that were asked about).
    """

    judged = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._asked: tuple[Edit, ...] = ()
        self._looking_at: tuple[Edit, ...] = ()
        self._busy = False
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._look)
        workspace.store.conflicts_changed.connect(self._look)

    def ask(self, edits: Sequence[Edit]) -> None:
        """How would it be with these edits? The same question again is not looked at twice."""
        if tuple(edits) != self._asked:
            self._asked = tuple(edits)
            if not self._timer.isActive():
                self._timer.start()

    def forget(self) -> None:
        """Nobody wants to know any more."""
        self._asked = ()

    def _look(self) -> None:
        store, edits = self._workspace.store, self._asked
        programme, conflicts = store.programme, store.conflicts
        if self._busy or not edits or conflicts is None or conflicts.scene.programme.revision != programme.revision:
            return  # when the check of what is there is done, `conflicts_changed` brings us back
        self._busy = True
        self._looking_at = edits

        def work(_: Ticket) -> Verdict:
            after, changes = programme_after(programme, edits)
            return Verdict(tuple(new_troubles(conflicts, recheck(after, conflicts, changes), edits)))

        job = self._workspace.jobs.run(say("Looking ahead"), work)
        job.succeeded.connect(self._answer)
        job.ended.connect(self._ended)

    def _answer(self, verdict: Verdict) -> None:
        if self._looking_at == self._asked:
            self.judged.emit(verdict)

    def _ended(self) -> None:
        self._busy = False
        if self._asked and self._asked != self._looking_at:
            self._timer.start()
