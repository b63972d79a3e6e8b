"""What the desk asks: a reason, a whole delegation, somebody who is not on the list. None of them stops the scanner."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QDialog, QListView, QWidget

from smalltowns_desktop.domain.checkin import Way
from smalltowns_desktop.domain.model import Delegation
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.gui.desk.delegates import DelegationDelegate, PersonDelegate
from smalltowns_desktop.gui.desk.models import (
    ROW_ROLE,
    CheckedPeopleModel,
    DelegationCount,
    LinesModel,
    PersonLine,
)
from smalltowns_desktop.gui.widgets.parts import button, column, label, restyle, row
from smalltowns_desktop.gui.widgets.search_field import SearchField, needles_of
from smalltowns_desktop.gui.workspace import Workspace

FOUND_AT_MOST = 50
_UNDO = QKeySequence.StandardKey.Undo
Find = Callable[[list[list[str]]], Iterable[PersonLine]]


@dataclass(frozen=True, slots=True)
class Question:
    """What needs a reason, in words."""

    title: str
    word: str
    """Of the button."""
    hint: str
    usual: tuple[str, ...]
    """Reasons to choose from."""


def question_of_entry(workspace: Workspace) -> Question:
    say = workspace.say
    return Question(
        say("Let somebody in with a reason"),
        say("Let in"),
        say("Why this person is let in"),
        (
            say("Replaces somebody"),
            say("Invited by the headquarters"),
            say("Missed the own group"),
            say("Left off the list by mistake"),
        ),
    )


def question_of_badge(workspace: Workspace) -> Question:
    say = workspace.say
    return Question(
        say("A new badge in the place of the old ones"),
        say("Issue"),
        say("Why a new badge is needed"),
        (say("Lost"), say("Damaged"), say("A mistake in it")),
    )


class ReasonField(QComboBox):
    """A reason: typed, or one of the usual ones."""

    def __init__(self, workspace: Workspace, question: Question) -> None:
        super().__init__()
        self.setEditable(True)
        self.setAccessibleName(workspace.say("Reason"))
        self.addItems(question.usual)
        self.setCurrentIndex(-1)
        field = self.lineEdit()
        assert field is not None, "an editable box has a field"
        field.setPlaceholderText(question.hint)
        self.editTextChanged.connect(lambda _: restyle(self, "problem", False))

    def reason(self) -> str:
        """The reason, or "" after marking the field."""
        text = self.currentText().strip()
        restyle(self, "problem", not text)
        if not text:
            self.setFocus()
        return text


class ReasonDialog(QDialog):
    """Asks why something is done all the same. Signals: `given` (the reason)."""

    given = Signal(str)

    def __init__(self, workspace: Workspace, question: Question, headline: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        say = workspace.say
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(question.title)
        self.setMinimumWidth(460)
        self.field = ReasonField(workspace, question)
        do = button(question.word, "main", self._check)
        do.setDefault(True)
        buttons = row(None, button(say("Cancel"), on_click=self.reject), do)
        parts = (label(name, "title", wrap=True), label(headline, "second", wrap=True), self.field, 4, buttons)
        self.setLayout(column(*parts, gap=10, margins=(20, 20, 20, 16)))
        self.field.setFocus()

    def _check(self) -> None:
        reason = self.field.reason()
        if reason:
            self.given.emit(reason)
            self.accept()


class ListedField(SearchField):
    """A search field whose arrows move in a list below it."""

    def __init__(self, workspace: Workspace, hint: str, view: QListView) -> None:
        super().__init__(workspace, hint)
        self._view = view
        self.setMinimumWidth(160)
        self.setMaximumWidth(16_777_215)

    def event(self, event: QEvent) -> bool:
        match event:
            case QKeyEvent() if event.type() == QEvent.Type.ShortcutOverride and event.matches(_UNDO):
                event.ignore()  # at the desk it takes back a check-in, not a letter
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not step_in_list(self._view, event.key()):
            super().keyPressEvent(event)


class DelegationDialog(QDialog):
    """A whole delegation at once: who of it comes in, or goes out. Signals: `chosen` (keys of people)."""

    chosen = Signal(list)

    def __init__(
        self, workspace: Workspace, way: Way, counts: Iterable[DelegationCount],
        people_of: Callable[[Delegation], Iterable[PersonLine]], parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._workspace = workspace
        self._way = way
        self._counts = list(counts)
        self._people_of = people_of
        say = workspace.say
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("The whole delegation"))
        self.resize(880, 560)
        self.delegations = LinesModel[DelegationCount](lambda line: line.name, self)
        self.delegation_list = people_list(self.delegations, say("Delegations"))
        self.delegation_list.setItemDelegate(_ChosenDelegation(workspace, self.delegation_list))
        self.search = ListedField(workspace, say("Delegation"), self.delegation_list)
        self.people = CheckedPeopleModel(self)
        self.people_list = people_list(self.people, say("People of the delegation"))
        self.people_list.setItemDelegate(PersonDelegate(workspace.theme, self.people_list))
        self.accept_button = button("", "main", self._take)
        self.accept_button.setDefault(True)
        self._nobody = label("", "hint", wrap=True)
        left = column(self.search, self.delegation_list, gap=8)
        right = column(self.people_list, self._nobody, gap=8)
        both = row(left, right, gap=16)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        buttons = row(None, button(say("Cancel"), on_click=self.reject), self.accept_button)
        self.setLayout(column(both, buttons, gap=12, margins=(20, 20, 20, 16)))
        self.search.textChanged.connect(self._search)
        self.search.left.connect(self.reject)
        self.delegation_list.selectionModel().currentChanged.connect(self._show_people)
        self.people.checked_changed.connect(self._show_number)
        self._search("")
        self.search.setFocus()

    def begin_at(self, delegation: Delegation | None) -> None:
        """Choose a delegation, or else the first one that is not complete."""
        for number, line in enumerate(self.delegations.rows):
            if line.delegation == delegation or (delegation is None and line.came < line.expected):
                self.delegation_list.setCurrentIndex(self.delegations.index(number))
                return

    def _search(self, text: str) -> None:
        wanted = needles_of(text)
        self.delegations.show_rows(
            line
            for line in self._counts
            if not wanted or any(all(needle in fold(line.name) for needle in needles) for needles in wanted)
        )
        self.delegation_list.setCurrentIndex(self.delegations.index(0))
        self._show_people(self.delegation_list.currentIndex(), QModelIndex())

    def _show_people(self, index: QModelIndex, _before: QModelIndex) -> None:
        line = index.data(ROW_ROLE) if index.isValid() else None
        people = [] if line is None or line.delegation is None else list(self._people_of(line.delegation))
        self.people.show_rows(people)
        say = self._workspace.say
        done = say("Nobody of it is here.") if self._way is Way.OUT else say("All of it are here.")
        self._nobody.setText("" if people or line is None else done)

    def _show_number(self) -> None:
        number, words = len(self.people.checked), self._workspace
        text = (
            words.say_n("Let {n} person out", "Let {n} people out", number)
            if self._way is Way.OUT
            else words.say_n("Check in {n} person", "Check in {n} people", number)
        )
        self.accept_button.setText(text)
        self.accept_button.setEnabled(number > 0)

    def _take(self) -> None:
        people = list(self.people.checked)
        if people:
            self.chosen.emit(people)
            self.accept()


class AnybodyDialog(QDialog):
    """Somebody who is not on this list, out of all people. Signals: `chosen` (key of a person, reason)."""

    chosen = Signal(str, str)

    def __init__(self, workspace: Workspace, find: Find, typed: str, parent: QWidget) -> None:
        """`typed`: what already stood in the desk's own field."""
        super().__init__(parent)
        say = workspace.say
        self._find = find
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(say("Not on the list"))
        self.resize(620, 520)
        self.people = LinesModel[PersonLine](lambda line: line.person.full_name, self)
        self.people_list = people_list(self.people, say("People"))
        self.people_list.setItemDelegate(PersonDelegate(workspace.theme, self.people_list))
        self.search = ListedField(
            workspace, say("Surname, town or badge number, in the whole congress"), self.people_list
        )
        self.reason = ReasonField(workspace, question_of_entry(workspace))
        self.accept_button = button(say("Let in"), "main", self._take)
        self.accept_button.setDefault(True)
        self._hint = label("", "hint", wrap=True)
        self._words = workspace
        buttons = row(None, button(say("Cancel"), on_click=self.reject), self.accept_button)
        parts = (self.search, self.people_list, self._hint, label(say("Reason"), "label"), self.reason, 4, buttons)
        self.setLayout(column(*parts, gap=8, margins=(20, 20, 20, 16)))
        self.search.searched.connect(self._search)
        self.search.left.connect(self.reject)
        self.search.setText(typed)
        self._search(needles_of(typed))
        self.search.setFocus()

    def _search(self, alternatives: list[list[str]]) -> None:
        self.people.show_rows(self._find(alternatives) if alternatives else [])
        self.people_list.setCurrentIndex(self.people.index(0))
        found = bool(self.people.rows)
        self.accept_button.setEnabled(found)
        nobody = self._words.say("Nobody of that name is in the congress. Add the person on the page of participants.")
        self._hint.setText(nobody if alternatives and not found else "")

    def _take(self) -> None:
        line = self.people_list.currentIndex().data(ROW_ROLE)
        reason = self.reason.reason()
        if line is not None and reason:
            self.chosen.emit(line.person.id, reason)
            self.accept()


class _ChosenDelegation(DelegationDelegate):
    """The current row is marked while the focus is in the field above."""

    def shows_choice(self) -> bool:
        return True


def people_list(model: LinesModel[PersonLine] | LinesModel[DelegationCount], name: str) -> QListView:
    """A list that takes the focus last: typing stays in the field above it."""
    view = QListView()
    view.setModel(model)
    view.setAccessibleName(name)
    restyle(view, "framed", True)
    view.setUniformItemSizes(True)
    view.setMouseTracking(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
    return view


def step_in_list(view: QListView, key: int) -> bool:
    """Move the current row by an arrow or a page; whether the key was one."""
    steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
    step = steps.get(Qt.Key(key))
    rows = view.model().rowCount()
    if step is None or not rows:
        return False
    number = min(rows - 1, max(0, view.currentIndex().row() + step))
    view.setCurrentIndex(view.model().index(number, 0))
    return True
