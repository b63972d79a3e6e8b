"""Asking for the password of a protected event."""

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from smalltowns_desktop.domain.text import Translator
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, button, column, label, row


class PasswordDialog(QDialog):
    """One field; the recovery key does as well."""

    def __init__(self, words: Translator, event: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        word = words.word
        self.setWindowTitle(word("Protected congress"))
        self.setMinimumWidth(460)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(word("Password or recovery key"))
        line = label(
            word("This file is protected, or it is not a congress file. If it is yours, type its password."), wrap=True
        )
        self._open = button(word("Open"), "main", self.accept)
        self._open.setDefault(True)
        buttons = row(None, button(word("Cancel"), on_click=self.reject), self._open)
        parts = (
            ElidedLabel(event, "heading"),
            line,
            label(word("Password or recovery key"), "label"),
            self.field,
            4,
            buttons,
        )
        self.setLayout(column(*parts, gap=8, margins=(20, 20, 20, 16)))

    @classmethod
    def ask(cls, words: Translator, event: str, parent: QWidget | None) -> str | None:
        """The password, or None if the person thought better of it."""
        dialog = cls(words, event, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        password = dialog.field.text()
        dialog.deleteLater()
        return password if accepted and password else None
