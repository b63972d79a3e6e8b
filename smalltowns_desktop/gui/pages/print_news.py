"""What the print page waits for: how every paper stands, and which will not be read as they are meant.

Each reader keeps at most one job under way, and starts again where something changed meanwhile.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from smalltowns_desktop.domain.paper_shelf import PaperShelf
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import Translator, say
from smalltowns_desktop.gui.jobs import Job, Ticket
from smalltowns_desktop.gui.workspace import Workspace

if TYPE_CHECKING:
    from smalltowns_desktop.services.preflight import CheckedPaper


class ShelfReader(QObject):
    """Signals: `changed`: `shelf` is new."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.shelf = PaperShelf()
        self.ready = False
        self.programme: Programme = workspace.store.programme
        """Of which the shelf was read."""
        self._people: frozenset[str] = frozenset()
        self._running = self._again = False

    def want(self, person: str) -> None:
        """Somebody's own itinerary, from now on."""
        self._people |= {person}
        self.read()

    def read(self) -> None:
        if self._running:
            self._again = True
            return
        self._running = True
        db, programme, people = self._workspace.store.db, self._workspace.store.programme, self._people

        def work(_: object) -> tuple[Programme, PaperShelf]:
            # What draws paper takes long to load, and the window must open quickly.
            from smalltowns_desktop.services.paper_shelf import read_shelf  # noqa: PLC0415

            return programme, read_shelf(db, programme, people)

        job = self._workspace.jobs.run(say("Looking what is out of date"), work)
        job.succeeded.connect(self._take)
        job.refused.connect(self._workspace.store.refused)
        job.ended.connect(self._ended)

    def _take(self, read: tuple[Programme, PaperShelf]) -> None:
        self.programme, self.shelf = read
        self.ready = True
        self.changed.emit()

    def _ended(self) -> None:
        self._running = False
        if self._again:
            self._again = False
            self.read()


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be looked through."""

    programme: Programme
    shelf: PaperShelf
    words: Translator
    template: str


class FaultsReader(QObject):
    """Draws every paper once, off the window's thread. Signals: `changed`: `faults` are others."""

    changed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.faults: frozenset[str] = frozenset()
        """Keys of papers with something on them that will not be read whole."""
        self._known: Mapping[str, CheckedPaper] = {}
        self._job: Job[dict[str, CheckedPaper]] | None = None
        self._next: _Order | None = None

    def read(
        self, programme: Programme, shelf: PaperShelf, by_hand: Sequence[str], words: Translator, template: str
    ) -> None:
        """All papers of a shelf, and the badges of people chosen `by_hand`; whatever was being looked through is not
        waited for."""
        if by_hand:
            shelf = replace(shelf, badges=(*shelf.badges, shelf.badges_of(by_hand)))
        self._next = _Order(programme, shelf, words, template)
        if self._job is None:
            self._start()
        else:
            self._job.cancel()

    def _start(self) -> None:
        order, self._next = self._next, None
        if order is None:
            return
        known = self._known

        def work(ticket: Ticket) -> "dict[str, CheckedPaper]":
            from smalltowns_desktop.services.preflight import check_papers  # noqa: PLC0415 as above

            return check_papers(order.programme, order.shelf, order.words, order.template, known, ticket.check)

        job = self._workspace.jobs.run(say("Checking every paper"), work)
        self._job = job
        job.succeeded.connect(self._take)
        job.ended.connect(self._ended)

    def _take(self, checked: "dict[str, CheckedPaper]") -> None:
        self._known = checked
        faults = frozenset(key for key, paper in checked.items() if paper.findings)
        if faults != self.faults:
            self.faults = faults
            self.changed.emit()

    def _ended(self) -> None:
        self._job = None
        self._start()
