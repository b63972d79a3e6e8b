"""The one place where the window holds an event: the open database and its snapshot. No other state.

Deeds go through `perform`; what anybody changed (this window, another, a desk, a command) comes back as signals. Pages
read `programme` and `conflicts`, never the database.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from smalltowns_desktop.conflicts.outcome import Conflicts
from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import EventBusy, EventFileGone, UserError
from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.gui.jobs import JobRunner
from smalltowns_desktop.services.journal import Reversal, name_next_deeds, redo_deed, undo_deed
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import Opened, reload_programme, whole
from smalltowns_desktop.storage.watch import Watcher

POLL_MS = 500
PATIENT_MS = 15_000
"""While nothing can be read: asking a server that is away takes its time."""


@dataclass(frozen=True, slots=True)
class Done:
    """A deed that went through, for the toast."""

    title: Text
    can_undo: bool
    """False for an undo or a redo: the next undo would take back something else."""


class EventStore(QObject):
    """An open event.

    It is there at once, and read as it is looked at; `begin`, once the first page is seen, reads the rest, looks for
    conflicts and for what others write.

    Signals: `programme_changed` (`Changes`: the snapshot is new), `conflicts_changed`, `facts_changed` (names of the
    tables of facts that have more: scans, prints, badges), `begun` (everything is read), `done` (`Done`), `refused`
    (a `UserError`), `place_changed` (the event's file has gone from its place, or come back).
    """

    programme_changed = Signal(object)
    conflicts_changed = Signal()
    facts_changed = Signal(object)
    begun = Signal()
    done = Signal(object)
    refused = Signal(object)
    place_changed = Signal()

    def __init__(self, db: Database, jobs: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.db = db
        self._opened = Opened(db)
        self.programme: Programme = self._opened.programme
        self.conflicts: Conflicts | None = None
        """None until the first check is done."""
        self.undo_title: Text | None = None
        self.redo_title: Text | None = None
        self.file_gone = False
        """What is done now would be lost, so every deed is refused."""
        self.copy_saved = False
        """All that the file held when it went stands in a copy."""
        self._jobs = jobs
        self._pending = Changes()
        self._under_check = Changes()
        self._checking = False
        self._unseen = False
        self._closed = False
        self._away = False
        """Nothing can be read just now: that was told, and is looked at now and then."""
        self._beginning = False
        self._watcher: Watcher | None = None
        """None until everything is read."""
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._look_for_others)

    @property
    def has_begun(self) -> bool:
        return self._watcher is not None

    def begin(self) -> None:
        """Read what nobody has looked at yet, in a job; a second call does nothing."""
        if self._beginning or self._closed:
            return
        self._beginning = True

        def work(_: object) -> Watcher:
            self._opened.read_rest()
            return Watcher(self.db)  # which loads what the first deed needs, too

        job = self._jobs.run(say("Reading the congress"), work)
        job.succeeded.connect(self._begun)
        job.refused.connect(self._begin_later)
        job.stopped.connect(self._begin_again)

    def _begin_later(self, error: UserError) -> None:
        """A drive or a server that does not answer now may do so soon."""
        self.refused.emit(error)
        QTimer.singleShot(PATIENT_MS, self, self._begin_again)

    def _begin_again(self) -> None:
        """All that was under way was cancelled, as when another event is closed."""
        self._beginning = False
        if not self._closed:
            self.begin()

    def _begun(self, watcher: Watcher) -> None:
        self._watcher = watcher
        self.programme = whole(self.programme)
        self._read_titles()
        self._timer.start()
        self.begun.emit()
        self._check()

    def perform(self, deed: Callable[[Database], Any]) -> Any | None:
        """Do a deed of services/ here and now; returns what it returned, or None after telling why it was refused."""
        try:
            result = deed(self.db)
        except UserError as error:
            self.refused.emit(error)
            return None
        self.take_in(result if isinstance(result, Changes) else result.changes)
        return result

    def take_in(self, changes: Changes) -> None:
        """Bring the snapshot up to date after a deed that was done here or in a job."""
        if changes and self._reload(changes) and self.undo_title is not None:
            self.done.emit(Done(self.undo_title, can_undo=True))

    def undo(self) -> None:
        """Take back the last deed, whoever did it."""
        self._reverse(undo_deed, "Undone: {deed}")

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._reverse(redo_deed, "Done again: {deed}")

    def check_again(self) -> None:
        """Look at the whole programme anew."""
        self.conflicts = None
        self._check()

    def open_conflicts(self) -> tuple[int, int]:
        """How many errors and how many warnings are open; none until the first check is done."""
        found = [conflict.severity for conflict in self.conflicts or () if conflict.accepted_reason is None]
        return found.count(Severity.ERROR), found.count(Severity.WARNING)

    def close(self) -> None:
        self._closed = True
        self._timer.stop()
        if self._watcher is not None:
            self._watcher.close()
        self._opened.close()
        self.db.close()

    def _reverse(self, reverse: Callable[[Database], Reversal], sentence: str) -> None:
        try:
            reversal = reverse(self.db)
        except UserError as error:
            self.refused.emit(error)
            return
        if self._reload(reversal.changes):
            self.done.emit(Done(say(sentence, deed=reversal.deed), can_undo=False))

    def _look_for_others(self) -> None:
        self._look_for_file()
        if self.file_gone or self._watcher is None:
            return
        try:
            news = self._watcher.poll(self.programme.revision)
        except EventBusy:
            return  # what is being written is found at the next look
        except UserError as error:
            if not self._away:
                self.refused.emit(error)
            self._wait_for(away=True)
            return
        self._wait_for(away=False)
        if news is None:
            return
        if news.changes:
            self._reload(news.changes)
        if news.facts:
            self.facts_changed.emit(news.facts)

    def _look_for_file(self) -> None:
        gone = not self.db.read_only and not self.db.is_in_place()
        if gone == self.file_gone:
            return
        self.file_gone, self.copy_saved = gone, False
        self.place_changed.emit()
        if gone:
            self.refused.emit(EventFileGone(self.db.name))

    def _wait_for(self, *, away: bool) -> None:
        if away != self._away:
            self._away = away
            self._timer.setInterval(PATIENT_MS if away else POLL_MS)

    def _reload(self, changes: Changes) -> bool:
        """Read what has changed; False after telling why it cannot be read now: the next look tries again."""
        try:
            programme = reload_programme(self.db, self.programme, changes)
            self._read_titles()
        except UserError as error:
            if self._watcher is not None:
                self._watcher.look_again()
            self.refused.emit(error)
            return False
        self.programme = programme
        self.programme_changed.emit(changes)
        self._pending |= changes
        self._check()
        return True

    def _read_titles(self) -> None:
        self.undo_title, self.redo_title = name_next_deeds(self.db)

    def _check(self) -> None:
        """Conflicts are found off this thread; what changes meanwhile waits for the next round."""
        if self._checking or self._closed or not self.has_begun:
            return
        self._checking = True
        programme, before, changes = self.programme, self.conflicts, self._pending
        self._under_check, self._pending = changes, Changes()

        def work(_: object) -> Conflicts:
            # Here, in the job, and not above: the first page is painted without the rules.
            from smalltowns_desktop.conflicts.checking import check, recheck  # noqa: PLC0415

            found = check(programme) if before is None else recheck(programme, before, changes)
            _ = found.all  # put into words and in order here, not on the window's thread
            return found

        job = self._jobs.run(say("Looking for conflicts"), work)
        job.succeeded.connect(self._take_conflicts)
        job.stopped.connect(self._check_stopped)
        job.ended.connect(self._checked)

    def _take_conflicts(self, conflicts: Conflicts) -> None:
        self.conflicts = conflicts
        self.conflicts_changed.emit()

    def _check_stopped(self) -> None:
        """As in `_begin_again`."""
        self._pending |= self._under_check
        self._unseen = True

    def _checked(self) -> None:
        self._checking = False
        if self._pending or self._unseen:
            self._unseen = False
            self._check()
