"""Remarks in a panel: a sign and a sentence each."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.gui.widgets.parts import IconLabel, label, row, surface
from smalltowns_desktop.gui.workspace import Workspace

SIGNS = {
    Severity.ERROR: ("octagon-x", "danger"),
    Severity.WARNING: ("triangle-alert", "warn"),
    Severity.NOTICE: ("info", "info"),
}
"""Icon and colour of a remark; the severity's word is the icon's name for a screen reader."""


class Remarks(QWidget):
    """Hidden while there are none."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._shown: list[tuple[Severity, str]] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(14, 10, 14, 6)
        self._box.setSpacing(6)
        self.hide()

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self._shown]

    def show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        lines = [(conflict.severity, self._workspace.render(conflict.message)) for conflict in conflicts]
        if lines != self._shown:
            self._shown = lines
            while (item := self._box.takeAt(0)) is not None:
                old = item.widget()
                if old is not None:
                    old.deleteLater()
            for severity, text in lines:
                self._box.addWidget(self._line(severity, text))
            if lines:
                self._box.addWidget(surface("line"))
        self.setVisible(bool(lines))

    def _line(self, severity: Severity, text: str) -> QWidget:
        icon, colour = SIGNS[severity]
        say = self._workspace.say
        words = {Severity.ERROR: say("Error"), Severity.WARNING: say("Warning"), Severity.NOTICE: say("Notice")}
        sign = IconLabel(self._workspace.theme, icon, colour)
        sign.setAccessibleName(words[severity])
        sign.setToolTip(words[severity])
        made = QWidget()
        line = row(sign, label(text, wrap=True), gap=8)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        made.setLayout(line)
        return made
