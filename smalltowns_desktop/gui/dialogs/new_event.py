"""Asking what a new congress is called, when and where it is, and for a password."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QDialog, QFormLayout, QLineEdit, QWidget

from smalltowns_desktop.domain.text import Translator
from smalltowns_desktop.gui.dialogs.fitted import FittedDialog
from smalltowns_desktop.gui.time_zones import zone_choices
from smalltowns_desktop.gui.widgets.parts import button, column, label, restyle, row

_INDENT = 9
"""Qt puts a date at the very edge, whatever the style sheet says; other fields begin there."""


@dataclass(frozen=True, slots=True)
class NewEvent:
    title: str
    starts_on: date
    ends_on: date
    timezone: str
    password: str | None


class NewEventDialog(FittedDialog):
    """The whole question on one screen; what is wrong is said beside its field."""

    def __init__(self, words: Translator, today: date, parent: QWidget | None) -> None:
        super().__init__(parent)
        word = words.word
        self._words = words
        self.setWindowTitle(word("New congress"))
        self.setMinimumWidth(520)
        self.title = QLineEdit()
        self.first, self.last = (_date_field(today) for _ in range(2))
        self.zone = QComboBox()
        for zone, name in zone_choices(words.language):
            self.zone.addItem(name, zone)
        self.protect = QCheckBox(word("Protect the file with a password"))
        self.password, self.again = QLineEdit(), QLineEdit()
        for secret in (self.password, self.again):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
            secret.setEnabled(False)
            self.protect.toggled.connect(secret.setEnabled)
        self._problem = label(role="problem", wrap=True)
        form = QFormLayout()
        form.setSpacing(10)
        fields: tuple[tuple[str, QWidget], ...] = (
            (word("Title"), self.title),
            (word("First day"), self.first),
            (word("Last day"), self.last),
            (word("Clocks as in"), self.zone),
            ("", self.protect),
            (word("Password"), self.password),
            (word("Once more"), self.again),
        )
        for text, field in fields:
            form.addRow(label(text, "label"), field)
            if text:
                field.setAccessibleName(text)
        self.first.dateChanged.connect(lambda day: self.last.setDate(max(day, self.last.date(), key=QDate.toJulianDay)))
        create = button(word("Create…"), "main", self._check)
        create.setDefault(True)
        buttons = row(None, button(word("Cancel"), on_click=self.reject), create)
        self.setLayout(column(form, self._problem, buttons, gap=12, margins=(20, 20, 20, 16)))
        self.title.setFocus()

    @classmethod
    def ask(cls, words: Translator, today: date, parent: QWidget | None) -> NewEvent | None:
        """What the person wants, or None."""
        dialog = cls(words, today, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        wanted = dialog.answer()
        dialog.deleteLater()
        return wanted if accepted else None

    def answer(self) -> NewEvent:
        first, last = _to_date(self.first.date()), _to_date(self.last.date())
        password = self.password.text() if self.protect.isChecked() else None
        return NewEvent(self.title.text().strip(), first, last, self.zone.currentData(), password)

    def _check(self) -> None:
        wanted = self.answer()
        word = self._words.word
        problems = [
            (self.title, not wanted.title, word("The congress needs a title.")),
            (self.last, wanted.starts_on > wanted.ends_on, word("The last day comes before the first.")),
            (self.password, wanted.password == "", word("Type a password, or leave the file unprotected.")),
            (
                self.again,
                wanted.password is not None and self.again.text() != wanted.password,
                word("The passwords differ."),
            ),
        ]
        for field, wrong, _ in problems:
            restyle(field, "problem", wrong)
        first = next(((field, text) for field, wrong, text in problems if wrong), None)
        if first is None:
            self.accept()
            return
        self._problem.setText(first[1])
        first[0].setFocus()


def _date_field(day: date) -> QDateEdit:
    field = QDateEdit(QDate(day.year, day.month, day.day))
    field.setCalendarPopup(False)
    field.setDisplayFormat("dd.MM.yyyy")
    field.lineEdit().setTextMargins(_INDENT, 0, 0, 0)
    return field


def _to_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
