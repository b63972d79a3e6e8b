"""A person's data on one screen, to add or to correct somebody. What does not do is said beside its field."""

from typing import Any

from PySide6.QtWidgets import QComboBox, QDialog, QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from smalltowns_desktop.domain.errors import InvalidValue, UserError
from smalltowns_desktop.domain.ids import ParticipantId
from smalltowns_desktop.domain.model import Participant, SiteKind
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.phones import spaced_phone
from smalltowns_desktop.gui.widgets.parts import button, column, label, restyle, row
from smalltowns_desktop.gui.wording import language_words
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.people import (
    ROLE_WORDS,
    add_participant,
    edit_participant,
    read_document,
    read_person_field,
)

_LEFT = (
    "surname", "given_name", "patronymic", "latin_surname", "latin_given_name", "delegation_id", "role", "position",
    "organisation", "town",
)  # fmt: skip
_RIGHT = (
    "phone", "email", "birth_date", "languages", "diet", "hotel_id", "room", "document", "arrives_at", "departs_at",
)  # fmt: skip
_NOTES = "notes"
_CAPTION = 120
"""The longest of them fits in, so that all fields of a side begin alike."""
_WIDTH = 860


class ParticipantDialog(QDialog):
    """Does the deed itself when it is accepted; `participant_id` is then whom it was about."""

    def __init__(self, workspace: Workspace, person: Participant | None, parent: QWidget | None = None) -> None:
        """`person` None: a new one."""
        super().__init__(parent)
        say = workspace.say
        self.setMinimumWidth(_WIDTH)
        self._workspace, self._store, self._person = workspace, workspace.store, person
        self.participant_id = "" if person is None else str(person.id)
        self.setWindowTitle(say("New participant") if person is None else person.full_name)
        self.fields: dict[str, QLineEdit | QComboBox | QPlainTextEdit] = {}
        self._problems: dict[str, QLabel] = {}
        self._document = "" if person is None else read_document(self._store.db, person.id)
        titles = self._titles()
        sides = []
        for names in (_LEFT, _RIGHT):
            grid = QGridLayout()
            grid.setHorizontalSpacing(10)
            grid.setVerticalSpacing(2)
            for place, name in enumerate(names):
                self._add(grid, place, name, titles[name])
            sides.append(grid)
        notes = QGridLayout()
        notes.setHorizontalSpacing(10)
        self._add(notes, 0, _NOTES, titles[_NOTES])
        self._problem = label(role="problem", wrap=True)
        self._problem.hide()
        self.save = button(say("Add") if person is None else say("Save"), "main", self.accept)
        self.save.setDefault(True)
        buttons = row(None, button(say("Cancel"), on_click=self.reject), self.save)
        both = row(*sides, gap=24)
        self.setLayout(column(both, notes, self._problem, buttons, gap=10, margins=(20, 18, 20, 16)))
        self._fill()
        self.fields["surname"].setFocus()

    def accept(self) -> None:
        """Read every field, do the deed; stay open with words beside the field where one does not do."""
        for name in self.fields:
            self._show_problem(name, "")
        self._problem.hide()
        values, refused = self._read()
        if not refused:
            try:
                self._do(values)
            except InvalidValue as error:
                refused[error.field] = error
            except UserError as error:
                self._problem.setText(self._workspace.render(error.text))
                self._problem.show()
                return
        if not refused:
            super().accept()
            return
        for name, refusal in refused.items():
            self._show_problem(name, self._workspace.render(refusal.why))
        self.fields[next(iter(refused))].setFocus()

    def _do(self, values: dict[str, Any]) -> None:
        document = values.pop("document")
        if self._person is None:
            added = add_participant(self._store.db, values, document=document)
            self.participant_id = added.participant_id
            self._store.take_in(added.changes)
            return
        changed = {name: value for name, value in values.items() if value != getattr(self._person, name)}
        document = None if document == self._document else document
        if changed or document is not None:
            self._store.take_in(edit_participant(self._store.db, self._person.id, changed, document=document))

    def _read(self) -> tuple[dict[str, Any], dict[str, InvalidValue]]:
        values: dict[str, Any] = {}
        refused: dict[str, InvalidValue] = {}
        latest = self._store.programme.event.starts_on
        for name, field in self.fields.items():
            if isinstance(field, QComboBox):
                values[name] = field.currentData()
                continue
            text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
            if text == self._shown(name):  # kept as it is, even where it would be refused today
                values[name] = self._document if name == "document" else getattr(self._person or _NOBODY, name)
                continue
            try:
                values[name] = read_person_field(name, text, latest)
            except InvalidValue as error:
                refused[name] = error
        return values, refused

    def _fill(self) -> None:
        for name, field in self.fields.items():
            if isinstance(field, QLineEdit):
                field.setText(self._shown(name))
                field.setCursorPosition(0)
            elif isinstance(field, QPlainTextEdit):
                field.setPlainText(self._shown(name))

    def _shown(self, name: str) -> str:
        """What a field of text shows of the person."""
        if name == "document":
            return self._document
        value = getattr(self._person or _NOBODY, name)
        if name == "phone":
            return spaced_phone(str(value))
        if name == "languages":
            return language_words(self._workspace.words, value)
        return "" if value is None else self._workspace.words.value(value)

    def _add(self, grid: QGridLayout, place: int, name: str, title: str) -> None:
        field = self._field(name)
        field.setAccessibleName(title)
        self.fields[name] = field
        self._problems[name] = label(role="problem", wrap=True)
        self._problems[name].hide()
        caption = label(title, "label")
        caption.setBuddy(field)
        caption.setMinimumWidth(_CAPTION)
        grid.addWidget(caption, 2 * place, 0)
        grid.addWidget(field, 2 * place, 1)
        grid.addWidget(self._problems[name], 2 * place + 1, 1)
        grid.setRowMinimumHeight(2 * place + 1, 5)
        grid.setColumnStretch(1, 1)

    def _field(self, name: str) -> QLineEdit | QComboBox | QPlainTextEdit:
        programme, say = self._store.programme, self._workspace.say
        if name == _NOTES:
            notes = QPlainTextEdit()
            notes.setTabChangesFocus(True)
            notes.setFixedHeight(70)
            return notes
        if name not in {"delegation_id", "role", "hotel_id"}:
            return QLineEdit()
        choice = QComboBox()
        choice.setMinimumContentsLength(12)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        if name == "role":
            for role, word in ROLE_WORDS.items():
                choice.addItem(self._workspace.render(word), role)
        else:
            choice.addItem(say("none"), None)
            named: list[tuple[str, str]] = [(row.name, row.id) for row in programme.delegations.values()]
            if name == "hotel_id":
                named = [(row.name, row.id) for row in programme.sites.values() if row.kind is SiteKind.HOTEL]
            for name_there, key in sorted(named, key=lambda item: fold(item[0])):
                choice.addItem(name_there, key)
        current = getattr(self._person or _NOBODY, name)
        choice.setCurrentIndex(max(0, choice.findData(current)))
        return choice

    def _show_problem(self, name: str, why: str) -> None:
        restyle(self.fields[name], "problem", bool(why))
        self.fields[name].setAccessibleDescription(why)
        self._problems[name].setText(why)
        self._problems[name].setVisible(bool(why))

    def _titles(self) -> dict[str, str]:
        say = self._workspace.say
        return {
            "surname": say("Surname"),
            "given_name": say("Given name"),
            "patronymic": say("Patronymic"),
            "latin_surname": say("Surname in Latin letters"),
            "latin_given_name": say("Name in Latin letters"),
            "delegation_id": say("Delegation"),
            "role": say("Role"),
            "position": say("Position"),
            "organisation": say("Organisation"),
            "town": say("Town"),
            "phone": say("Telephone"),
            "email": say("E-mail"),
            "birth_date": say("Born"),
            "languages": say("Languages"),
            "diet": say("Diet"),
            "hotel_id": say("Lodging"),
            "room": say("Room"),
            "document": say("Document"),
            "arrives_at": say("Arrives"),
            "departs_at": say("Leaves"),
            "notes": say("Notes"),
        }


_NOBODY = Participant(ParticipantId(""), 0, "", "")
"""What a new person begins as."""
