"""Asking before a window closes whose event is nowhere else: its file has gone."""

from enum import Enum, auto

from PySide6.QtWidgets import QDialog, QWidget

from smalltowns_desktop.gui.widgets.parts import IconLabel, button, column, label, row
from smalltowns_desktop.gui.workspace import Workspace


class Leaving(Enum):
    STAY = auto()
    COPY = auto()
    """Save a copy and go on with that."""
    LEAVE = auto()


class LeavingDialog(QDialog):
    """One of the few questions of the window: this cannot be undone."""

    def __init__(self, workspace: Workspace, parent: QWidget | None) -> None:
        super().__init__(parent)
        say = workspace.say
        self.way = Leaving.STAY
        self.setWindowTitle(say("The file is gone"))
        self.setFixedWidth(560)
        copy = button(say("Save a copy…"), "main", lambda: self._choose(Leaving.COPY))
        copy.setDefault(True)
        leave = button(say("Close without it"), on_click=lambda: self._choose(Leaving.LEAVE))
        words = column(
            label(say("Save a copy before closing?"), "heading"),
            label(
                say("The congress's file is no longer in its place. What was done last stands in this window only."),
                "second",
                wrap=True,
            ),
            row(button(say("Cancel"), on_click=self.reject), None, leave, copy),
            gap=10,
        )
        sign = column(IconLabel(workspace.theme, "triangle-alert", "warn", 24), None)
        self.setLayout(row(sign, words, gap=14, margins=(20, 18, 20, 16)))

    @classmethod
    def ask(cls, workspace: Workspace, parent: QWidget | None) -> Leaving:
        """What the person chooses."""
        dialog = cls(workspace, parent)
        dialog.exec()
        way = dialog.way
        dialog.deleteLater()
        return way

    def _choose(self, way: Leaving) -> None:
        self.way = way
        self.accept()
