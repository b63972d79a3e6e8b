"""The desk's window: reads the scanner wherever the focus is, finds people by name, shows the answer large.

The work is done by `DeskSession`; this arranges what is seen and says which key does what.
"""

from collections.abc import Iterable
from functools import partial
from time import monotonic

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.checkin import Way
from smalltowns_desktop.domain.codes import looks_like_code
from smalltowns_desktop.domain.model import CheckpointKind, Delegation
from smalltowns_desktop.domain.papers import PaperSubject
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.desk.answer_card import AnswerCard, PreviousAnswer
from smalltowns_desktop.gui.desk.delegates import PersonDelegate
from smalltowns_desktop.gui.desk.dialogs import (
    FOUND_AT_MOST,
    AnybodyDialog,
    DelegationDialog,
    ListedField,
    ReasonDialog,
    people_list,
    question_of_badge,
    question_of_entry,
)
from smalltowns_desktop.gui.desk.finder import PeopleFinder
from smalltowns_desktop.gui.desk.header import DeskHeader
from smalltowns_desktop.gui.desk.models import ROW_ROLE, LinesModel, PersonLine
from smalltowns_desktop.gui.desk.parts import KeyButton
from smalltowns_desktop.gui.desk.places import Checkpoint
from smalltowns_desktop.gui.desk.session import DeskSession
from smalltowns_desktop.gui.desk.side import SidePanel
from smalltowns_desktop.gui.desk.tally import Turns
from smalltowns_desktop.gui.desk.verdict import TONES, Tone, Verdict
from smalltowns_desktop.gui.widgets.enter import press_focused
from smalltowns_desktop.gui.widgets.parts import column, label, restyle, row
from smalltowns_desktop.gui.widgets.scanner import ScannerFilter
from smalltowns_desktop.gui.widgets.search_field import needles_of
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.checkin import Desk

SHOWN_AT_LEAST = 3.0
"""Seconds."""
_TICK_MS = 1_000
_BEEP_MS = 170
_LIST_ROWS, _LIST_ROW = 5, 44
_SMALLEST = (1180, 660)


class DeskWindow(QWidget):
    """One desk on the whole screen. Signals: `place_requested` (a `Place` of the main window), `closed`."""

    place_requested = Signal(object)
    closed = Signal()

    def __init__(self, workspace: Workspace, desk: Desk, checkpoint: Checkpoint, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(*_SMALLEST)
        self.workspace = workspace
        self.setWindowTitle(workspace.say("Check-in: {place}", place=checkpoint.name))
        self.session = DeskSession(workspace, desk, self)
        self.header = DeskHeader(workspace, desk, checkpoint)
        self.card = AnswerCard(workspace)
        self.previous = PreviousAnswer(workspace)
        self.side = SidePanel(workspace, self.session.tally)
        self.found = LinesModel[PersonLine](lambda line: line.person.full_name, self)
        self.found_list = people_list(self.found, workspace.say("People found"))
        self.found_list.setItemDelegate(PersonDelegate(workspace.theme, self.found_list))
        self.search = ListedField(workspace, workspace.say("Badge code or surname"), self.found_list)
        self._hint = label("", "hint")
        self.finder: PeopleFinder | None = None
        """None until everybody's name has been read."""
        self._lay_out()
        self._wire()
        self.scanner = ScannerFilter(self)
        self.scanner.scanned.connect(self.read)
        self.scanner.start()
        self._shown_at = float("-inf")
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self.header.tick)
        self._clock.start()
        self._show_way()
        self._show_ready()
        self._learn_names()

    # Building

    def _lay_out(self) -> None:
        words, theme = self.workspace, self.workspace.theme
        self.whole = KeyButton(theme, "users", words.say("Whole delegation"), "F3")
        self.other = KeyButton(theme, "user-plus", words.say("Not on the list"), "F4")
        self.exit = KeyButton(theme, "log-out", words.say("Exit"), "F6")
        self.exit.setCheckable(True)
        for made in (self.whole, self.other, self.exit):
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        restyle(self.search, "large", True)
        line = row(self.search, self.whole, self.other, self.exit, gap=12)
        line.setStretchFactor(self.search, 1)
        self.found_list.setFixedHeight(_LIST_ROWS * _LIST_ROW + 2)
        self.found_list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for hidden in (self.found_list, self._hint, self.previous):
            hidden.hide()
        left = column(self.card, self.previous, line, self.found_list, self._hint, gap=14)
        left.setStretch(0, 1)
        body = row(left, self.side, gap=16, margins=(16, 16, 16, 16))
        body.setStretch(0, 1)
        whole = column(self.header, gap=0)
        whole.addLayout(body)
        self.setLayout(whole)
        self.search.setFocus()

    def _wire(self) -> None:
        self.session.answered.connect(self._show_verdict)
        self.session.way_changed.connect(self._show_way)
        self.card.deed_requested.connect(self._do_deed)
        self.side.undo_requested.connect(self.session.take_back_scan)
        self.header.leave_requested.connect(self.close)
        self.header.full_screen_toggled.connect(self.toggle_full_screen)
        self.search.searched.connect(self._find)
        self.search.left.connect(self.close)
        self.search.returnPressed.connect(self._accept)
        self.found_list.clicked.connect(lambda _index: self._accept())
        self.whole.clicked.connect(self._ask_delegation)
        self.other.clicked.connect(self._ask_anybody)
        self.exit.clicked.connect(self._turn)
        for key, deed in (
            ("F3", self._ask_delegation),
            ("F4", self._ask_anybody),
            ("F6", self._turn),
            ("F11", self.toggle_full_screen),
            ("Ctrl+Z", self.session.take_back),
            ("Ctrl+Return", self._ask_reason),
            ("Ctrl+Enter", self._ask_reason),
            ("Ctrl+P", self._print_again),
            ("Ctrl+J", self.side.show_journal),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(deed)
        self.workspace.store.programme_changed.connect(self._programme_changed)

    # What comes in

    def read(self, code: str) -> None:
        """A reading of the scanner, whole again if the laptop was so busy that its beginning passed for typing."""
        typed = self.search.text().strip()
        self.search.clear()
        torn = looks_like_code(typed + code) and not looks_like_code(code)
        self.session.read(typed + code if torn else code)

    def _find(self, alternatives: list[list[str]]) -> None:
        people: list[PersonLine] = []
        if alternatives and self.finder is not None:
            tally = self.session.tally.tally
            by_list = tally is not None and self.session.desk.place.kind is not CheckpointKind.DOOR
            keys = self.finder.find(
                alternatives,
                FOUND_AT_MOST,
                (lambda key: tally.is_expected(key) or tally.has_come(key)) if by_list and tally else lambda _: True,
            )
            people = self._lines(keys)
        self.found.show_rows(people)
        self.found_list.setCurrentIndex(self.found.index(0))
        self.found_list.setVisible(bool(people))
        self._hint.hide()

    def _accept(self) -> None:
        """Enter in the field, or a click in the list: the chosen person, or the code that was typed."""
        line = self.found_list.currentIndex().data(ROW_ROLE) if self.found.rows else None
        text = self.search.text()
        if line is not None:
            self.search.clear()
            self.session.check_in([line.person.id])
        elif looks_like_code(text):
            self.search.clear()
            self.session.read(text)
        elif text.strip():
            self._hint.setText(
                self.workspace.say("Nobody of that name is on this list. F4 looks in the whole congress.")
            )
            self._hint.show()

    def _lines(self, keys: Iterable[str]) -> list[PersonLine]:
        tally, say_it = self.session.tally.tally, self.workspace.say
        lines = []
        for key in keys:
            person = self.session.person(key)
            if person is None:
                continue
            is_in = tally is not None and tally.has_come(key)
            is_listed = tally is None or tally.is_expected(key)
            state = say_it("already in") if is_in else "" if is_listed else say_it("not on the list")
            lines.append(PersonLine(person, self.session.delegation_of(person), state, is_in))
        return lines

    def _learn_names(self) -> None:
        programme = self.workspace.store.programme
        job = self.workspace.jobs.run(
            say("Reading the names"), lambda ticket: PeopleFinder(programme, Turns(ticket))
        )  # fmt: skip
        job.succeeded.connect(self._take_names)

    def _take_names(self, finder: PeopleFinder) -> None:
        self.finder = finder
        self._find(needles_of(self.search.text()))

    def _programme_changed(self, changes: Changes) -> None:
        if changes["participants"] or changes["delegations"]:
            self._learn_names()

    # What is shown

    def _show_verdict(self, verdict: Verdict) -> None:
        left = SHOWN_AT_LEAST - (monotonic() - self._shown_at)
        if left > 0 and self.card.verdict is not None and self.card.verdict.tone is not Tone.PLAIN:
            self.previous.show_verdict(self.card.verdict, round(left * 1000))
        self._shown_at = monotonic()
        self.card.show_verdict(verdict, self._deed_for(verdict))
        if verdict.delegation is not None:
            self.side.show_delegation(verdict.delegation.id)
        for number in range(TONES[verdict.tone]):
            QTimer.singleShot(number * _BEEP_MS, QApplication.beep)
        self._show_way()

    def _deed_for(self, verdict: Verdict) -> tuple[str, str, str] | None:
        say_it = self.workspace.say
        if verdict.scan_ids:
            return "undo-2", say_it("Undo"), "Ctrl+Z"
        if verdict.can_force and self.session.way is Way.IN:
            return "log-in", say_it("Let in with a reason…"), "Ctrl+Enter"
        if verdict.can_reissue:
            return "id-card", say_it("Issue a new badge…"), "Ctrl+Enter"
        if verdict.new_badge:
            return "printer", say_it("Print the badge"), "Ctrl+P"
        if verdict.paper is not None and verdict.paper.subject_id and not verdict.paper.fresh:
            return "printer", say_it("Print a new one"), "Ctrl+P"
        return None

    def _show_ready(self) -> None:
        words = self.workspace
        line = words.say("Hold a badge before the scanner, or type a surname")
        self.card.show_verdict(Verdict(Tone.PLAIN, "scan-line", words.say("Ready"), line=line))

    def _show_way(self) -> None:
        leaving, say_it = self.session.way is Way.OUT, self.workspace.say
        self.exit.setChecked(leaving)
        if self.session.desk.on_reserve:
            self.header.show_state(
                "triangle-alert", say_it("The disk is full: check-in goes on in the space kept for it")
            )
        elif leaving:
            self.header.show_state("log-out", say_it("People leave. F6: people enter"))
        else:
            self.header.show_state("scan-line", say_it("Scanner ready"))

    # Deeds

    def _do_deed(self) -> None:
        """The button on the answer."""
        verdict = self.card.verdict
        if verdict is None:
            return
        if verdict.scan_ids:
            self.session.take_back()
        elif verdict.can_force or verdict.can_reissue:
            self._ask_reason()
        else:
            self._print_again()
        self.search.setFocus()

    def _ask_reason(self) -> None:
        """Why somebody is let in all the same, or gets a new badge."""
        verdict, words = self.card.verdict, self.workspace
        if verdict is None:
            return
        name = f"{verdict.surname} {verdict.given}".strip()
        if verdict.can_reissue:
            dialog = ReasonDialog(words, question_of_badge(words), verdict.headline, name, self)
            dialog.given.connect(partial(self.session.reissue, verdict.participant_id))
        elif verdict.can_force and self.session.way is Way.IN:
            dialog = ReasonDialog(words, question_of_entry(words), verdict.headline, name, self)
            dialog.given.connect(self.session.forcing())
        else:
            return
        dialog.open()

    def _ask_delegation(self) -> None:
        dialog = DelegationDialog(self.workspace, self.session.way, self.side.counts(), self._people_to_take, self)
        shown = self.card.verdict
        dialog.begin_at(None if shown is None else shown.delegation)
        dialog.chosen.connect(self.session.check_in)
        dialog.open()

    def _people_to_take(self, delegation: Delegation) -> Iterable[PersonLine]:
        """Who of a delegation is still to come, or to go."""
        tally, leaving = self.session.tally.tally, self.session.way is Way.OUT
        keys = self.workspace.store.programme.people_by_delegation.get(delegation.id, ())
        if tally is not None:
            keys = tuple(key for key in keys if tally.has_come(key) == leaving and (leaving or tally.is_expected(key)))
        return sorted(self._lines(keys), key=lambda line: (line.person.full_name.casefold(), line.person.number))

    def _ask_anybody(self) -> None:
        def find(alternatives: list[list[str]]) -> Iterable[PersonLine]:
            return [] if self.finder is None else self._lines(self.finder.find(alternatives, FOUND_AT_MOST))

        dialog = AnybodyDialog(self.workspace, find, self.search.text(), self)
        dialog.chosen.connect(lambda person, reason: self.session.check_in([person], reason))
        self.search.clear()
        dialog.open()

    def _turn(self) -> None:
        """People enter, or leave."""
        self.session.set_way(Way.IN if self.session.way is Way.OUT else Way.OUT)
        self._show_way()
        self.search.setFocus()

    def _print_again(self) -> None:
        verdict = self.card.verdict
        if verdict is not None and verdict.new_badge:
            self.place_requested.emit(Place("print", "badges", keys=(verdict.participant_id,)))
        paper = None if verdict is None else verdict.paper
        if paper is not None and paper.subject_id:
            kind = "delegation" if paper.subject_type is PaperSubject.DELEGATION else "participant"
            self.place_requested.emit(Place("print", kind, paper.subject_id))

    # The window itself

    def toggle_full_screen(self) -> None:
        """The whole screen, or a window on it."""
        if self.isFullScreen():
            self.showNormal()
        else:
            self.showFullScreen()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.WindowStateChange:
            self.header.show_full_screen(self.isFullScreen())
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif not press_focused(self, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.scanner.stop()
        self.workspace.store.programme_changed.disconnect(self._programme_changed)
        self.session.close()
        super().closeEvent(event)
        self.closed.emit()
