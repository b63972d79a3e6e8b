"""What the people's page waits for: lines of the table, facts about everybody, the picture and marks of the chosen one.

Each reader keeps at most one job under way, and starts again where something changed meanwhile.
"""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.model import Role
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.jobs import Ticket
from smalltowns_desktop.gui.models.participants import PersonLine, make_lines
from smalltowns_desktop.gui.pages.participants_card import PersonCard
from smalltowns_desktop.gui.pdf_pictures import draw_page
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.people_facts import Mark, PeopleFacts, read_marks

AT_ONCE = 1_000
"""Lines that are made here and now; more are a job."""
TEMPLATE = "86x54"
_SHARPNESS = 2
"""Pixels of the badge's picture for one of the screen: it may be drawn larger when the panel is widened."""


class LinesReader(QObject):
    """Signals: `changed`: `lines` are new."""

    changed = Signal()

    def __init__(self, workspace: Workspace, role_words: Mapping[Role, str], parent: QObject) -> None:
        super().__init__(parent)
        self.lines: dict[str, PersonLine] = {}
        self.ready = False
        self._workspace, self._role_words = workspace, role_words
        self._running = False
        self._again = False

    def read(self) -> None:
        """All lines, from the snapshot as it is now."""
        programme, words = self._workspace.store.programme, self._role_words
        if self._running:
            self._again = True
        elif len(programme.participants) <= AT_ONCE:
            self._take(make_lines(programme, words))
        else:
            self._running = True
            job = self._workspace.jobs.run(say("Reading the participants"), lambda _: make_lines(programme, words))
            job.succeeded.connect(self._take)
            job.ended.connect(self._ended)

    def take_changes(self, changes: Changes) -> None:
        """Only the lines that a deed touched."""
        programme = self._workspace.store.programme
        touched = set(changes["participants"])
        for key in changes["delegations"]:
            touched.update(programme.people_by_delegation.get(key, ()))  # type: ignore[call-overload]
        if changes["sites"]:
            hotels = changes["sites"]
            touched.update(key for key, person in programme.participants.items() if person.hotel_id in hotels)
        if not touched:
            return
        if self._running or len(touched) > AT_ONCE:
            self.read()
            return
        kept = {key: line for key, line in self.lines.items() if key not in touched}
        self._take({**kept, **make_lines(programme, self._role_words, touched)})

    def _take(self, lines: dict[str, PersonLine]) -> None:
        self.lines, self.ready = lines, True
        self.changed.emit()

    def _ended(self) -> None:
        self._running = False
        if self._again:
            self._again = False
            self.read()


class FactsReader(QObject):
    """Signals: `changed`: `now` is new."""

    changed = Signal()

    def __init__(self, workspace: Workspace, page: QWidget) -> None:
        super().__init__(page)
        self.now = PeopleFacts()
        self._workspace, self._page = workspace, page
        self._running = False
        self._due = False

    def read(self) -> None:
        """Facts of everybody, as soon as the page is seen."""
        self._due = True
        if self._page.isVisible():
            self.read_if_due()

    def read_if_due(self) -> None:
        if not self._due or self._running:
            return
        self._due, self._running = False, True
        db, programme, known = self._workspace.store.db, self._workspace.store.programme, self.now

        def work(_: object) -> PeopleFacts:
            # It draws with ReportLab, which costs half a second to load: not before somebody looks at people.
            from smalltowns_desktop.services.badge_states import read_people_facts  # noqa: PLC0415

            return read_people_facts(db, programme, known)

        job = self._workspace.jobs.run(say("Looking through badges and arrivals"), work)
        job.succeeded.connect(self._take)
        job.ended.connect(self._ended)

    def _take(self, facts: PeopleFacts) -> None:
        if facts != self.now:
            self.now = facts
            self.changed.emit()

    def _ended(self) -> None:
        self._running = False
        self.read_if_due()


class CardReader(QObject):
    """Brings the picture of the badge and the check-ins of one person to the panel."""

    def __init__(self, workspace: Workspace, card: PersonCard) -> None:
        super().__init__(card)
        self._workspace, self._card = workspace, card
        self._ticket: Ticket | None = None

    def read(self, programme: Programme, key: str) -> None:
        """Whoever was asked for before is no longer waited for."""
        if self._ticket is not None:
            self._ticket.cancel()
        db, words = self._workspace.store.db, self._workspace.words
        width = round(self._card.width() * self._card.devicePixelRatioF() * _SHARPNESS)

        def work(ticket: Ticket) -> tuple[Programme, QImage, list[Mark]]:
            from smalltowns_desktop.services.badge_preview import draw_badge  # noqa: PLC0415 as above

            ticket.check()
            picture = draw_page(draw_badge(db, programme, key, words, TEMPLATE), 0, width)
            return programme, picture, read_marks(db, key)

        job = self._workspace.jobs.run(say("Drawing the badge"), work)
        job.succeeded.connect(self._show)
        self._ticket = job.ticket

    def _show(self, found: tuple[Programme, QImage, list[Mark]]) -> None:
        programme, picture, marks = found
        self._card.show_picture(picture)
        self._card.show_marks(programme, marks)
