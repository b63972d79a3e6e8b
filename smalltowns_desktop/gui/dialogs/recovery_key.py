"""Shows the recovery key of a new protected event, once, to be printed or copied."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from smalltowns_desktop.domain.text import Translator
from smalltowns_desktop.gui.dialogs.fitted import FittedDialog
from smalltowns_desktop.gui.theme import CODE_FAMILY, TEXT_PX, font
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, button, column, label, row


class RecoveryKeyDialog(FittedDialog):
    """The key in two lines, and a button that copies it."""

    def __init__(self, words: Translator, title: str, key: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        word = words.word
        self.setWindowTitle(word("Recovery key"))
        self.setMinimumWidth(640)
        shown = QLineEdit(key)
        shown.setReadOnly(True)
        shown.setFont(font(TEXT_PX, family=CODE_FAMILY))
        shown.setAccessibleName(word("Recovery key"))
        line = word(
            "The key opens the file when the password is forgotten. Print it and keep it apart from the laptop."
        )
        copy = button(word("Copy"), on_click=lambda: QGuiApplication.clipboard().setText(key))
        kept = button(word("I have kept it"), "main", self.accept)
        parts = (ElidedLabel(title, "title"), label(line, wrap=True), shown, row(copy, None, kept))
        self.setLayout(column(*parts, gap=12, margins=(20, 20, 20, 16)))

    @classmethod
    def tell(cls, words: Translator, title: str, key: str, parent: QWidget | None) -> None:
        dialog = cls(words, title, key, parent)
        dialog.exec()
        dialog.deleteLater()
