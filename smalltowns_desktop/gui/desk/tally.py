"""A checkpoint's figures and last scans, kept true: our own scans at once, everybody else's off the window's thread."""

from time import monotonic, sleep
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from smalltowns_desktop.domain.attendance import Tally
from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.checkin import Outcome, Place
from smalltowns_desktop.domain.model import Scan
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.jobs import Ticket
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.attendance import (
    Attendance,
    AttendanceNews,
    last_scans,
    read_news,
    scans_of_station,
    standings_now,
    take_attendance,
)

SHOWN = 60
"""Scans that are kept for the list."""
_CHECKINS = "checkins"
_WHO_AND_WHERE = (
    "participants", "delegations", "groups", "group_members", "activities", "activity_groups", "activity_people",
    "transfers", "transfer_groups", "transfer_people", "halls",
)  # fmt: skip
"""Tables that say who is expected where."""
_TURN, _PAUSE = 0.001, 0.0005
"""Seconds: a count works so long at a stretch, then lets the window have Python's lock, or a scan would wait for it."""


class DeskTally(QObject):
    """The count of one checkpoint. Signals: `changed`, whenever a figure or the list of scans did."""

    changed = Signal()

    def __init__(self, workspace: Workspace, place: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.tally: Tally | None = None
        """None until the first count is done."""
        self.scans: list[Scan] = []
        """Newest first, without what a scanner read twice."""
        self._workspace = workspace
        self._store = workspace.store
        self._known: Attendance | None = None
        self._marks: dict[str, tuple[int, int]] = {}
        self._working = False
        self._recount = self._catch_up_again = False
        self._own: set[str] = set()
        self._store.facts_changed.connect(self._facts_changed)
        self._store.programme_changed.connect(self._programme_changed)
        self._count()

    def lately(self) -> int:
        """How many came within the last five minutes."""
        if self.tally is None:
            return 0
        zone = ZoneInfo(self._store.programme.event.timezone)
        return self.tally.lately(self._workspace.now().replace(tzinfo=zone))

    def take_in(self, people: set[str], station: str, sequences: list[int]) -> None:
        """Count what this desk has just written: rows of its journal about some people."""
        if self._working:
            self._own |= people
        if self.tally is not None and self._known is not None:
            for person, standing in standings_now(self._store.db, self._known, people).items():
                self.tally.put(person, standing)
        self._show_scans(scans_of_station(self._store.db, station, sequences))
        self.changed.emit()

    def close(self) -> None:
        """Listen no longer."""
        self._store.facts_changed.disconnect(self._facts_changed)
        self._store.programme_changed.disconnect(self._programme_changed)

    # Off the thread

    def _count(self) -> None:
        """From the beginning: who is expected, and every scan."""
        if self._working:
            self._recount = True
            return
        self._begin()
        db, programme, place, moment = self._store.db, self._store.programme, self.place, self._workspace.now()

        def work(ticket: Ticket) -> tuple[Attendance, list[Scan]]:
            return take_attendance(db, programme, place, moment, Turns(ticket)), last_scans(db, place, SHOWN)

        job = self._workspace.jobs.run(say("Counting who has come"), work)
        job.succeeded.connect(self._counted)
        job.refused.connect(self._store.refused)
        job.ended.connect(self._ended)

    def _catch_up(self) -> None:
        """Only what was scanned since."""
        if self._working:
            self._catch_up_again = True
            return
        if self._known is None:
            return
        self._begin()
        db, known, marks, place = self._store.db, self._known, self._marks, self.place

        def work(_: Ticket) -> tuple[AttendanceNews, list[Scan]]:
            return read_news(db, known, marks), last_scans(db, place, SHOWN)

        job = self._workspace.jobs.run(say("Counting who has come"), work)
        job.succeeded.connect(self._caught_up)
        job.refused.connect(self._store.refused)
        job.ended.connect(self._ended)

    def _begin(self) -> None:
        self._working = True
        self._own.clear()

    def _ended(self) -> None:
        self._working = False
        again, self._catch_up_again = self._catch_up_again, False
        if self._recount:
            self._recount = False
            self._count()
        elif again:
            self._catch_up()

    def _counted(self, result: tuple[Attendance, list[Scan]]) -> None:
        self._known, scans = result
        self._marks = dict(self._known.marks)
        self.tally = Tally(self._known.expected)
        for person, standing in self._known.standings.items():
            self.tally.put(person, standing)
        self._put_own(self._known)
        self._show_scans(scans)
        self.changed.emit()

    def _caught_up(self, result: tuple[AttendanceNews, list[Scan]]) -> None:
        news, scans = result
        self._marks = dict(news.marks)
        assert self._known is not None, "a catching up follows a count"
        assert self.tally is not None, "a catching up follows a count"
        if news.is_whole:
            self.tally = Tally(self._known.expected)
        for person, standing in news.standings.items():
            self.tally.put(person, standing)
        self._put_own(self._known)
        self._show_scans(scans)
        self.changed.emit()

    def _put_own(self, known: Attendance) -> None:
        """Count again whom this desk has scanned while a job was reading: that is newer than what the job has read."""
        assert self.tally is not None, "there is a count"
        for person, standing in standings_now(self._store.db, known, self._own).items():
            self.tally.put(person, standing)

    def _show_scans(self, fresh: list[Scan]) -> None:
        known = {scan.id: scan for scan in [*self.scans, *fresh] if scan.outcome != Outcome.REPEATED}
        here = [scan for scan in known.values() if Place(scan.checkpoint_kind, scan.checkpoint_id) == self.place]
        self.scans = sorted(here, key=lambda scan: scan.id, reverse=True)[:SHOWN]

    def _facts_changed(self, tables: frozenset[str]) -> None:
        if _CHECKINS in tables:
            self._catch_up()

    def _programme_changed(self, changes: Changes) -> None:
        if any(changes[table] for table in _WHO_AND_WHERE):
            self._count()


class Turns:
    """Makes a long count give way, and stop when it is cancelled."""

    def __init__(self, ticket: Ticket) -> None:
        self._ticket = ticket
        self._since = monotonic()

    def __call__(self) -> None:
        if monotonic() - self._since > _TURN:
            self._ticket.check()
            sleep(_PAUSE)
            self._since = monotonic()
