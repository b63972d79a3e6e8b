"""Asking why a conflict may stay as it is."""

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from smalltowns_desktop.gui.widgets.parts import IconLabel, button, column, label, restyle, row
from smalltowns_desktop.gui.workspace import Workspace


class AcceptConflictDialog(QDialog):
    """One sentence and one field (look/states.png)."""

    def __init__(self, workspace: Workspace, message: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        say = workspace.say
        self._problem_words = say("Say why it may stay as it is.")
        self.setWindowTitle(say("Accept with a reason"))
        self.setMinimumWidth(520)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(say("Reason"))
        self.reason.setPlaceholderText(say("Reason"))
        self._problem = label(role="problem")
        accept = button(say("Accept with a reason"), "main", self._check)
        accept.setDefault(True)
        words = column(
            label(say("Leave it as it is?"), "heading"),
            label(message, "second", wrap=True),
            self.reason,
            self._problem,
            row(None, button(say("Cancel"), on_click=self.reject), accept),
            gap=10,
        )
        sign = column(IconLabel(workspace.theme, "triangle-alert", "warn", 24), None)
        self.setLayout(row(sign, words, gap=14, margins=(20, 18, 20, 16)))
        self.reason.setFocus()

    @classmethod
    def ask(cls, workspace: Workspace, message: str, parent: QWidget | None) -> str | None:
        """The reason, or None where the person thinks better of it."""
        dialog = cls(workspace, message, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        reason = dialog.reason.text().strip()
        dialog.deleteLater()
        return reason if accepted else None

    def _check(self) -> None:
        empty = not self.reason.text().strip()
        restyle(self.reason, "problem", empty)
        self._problem.setText(self._problem_words if empty else "")
        if empty:
            self.reason.setFocus()
        else:
            self.accept()
