"""A field that edits a cell where it stands, and says beside it why a text does not do."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from smalltowns_desktop.gui.widgets.parts import label, restyle

_COMMITS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class CellEditor(QLineEdit):
    """Lives in a table's cell; `over` is what its message lies on."""

    def __init__(self, parent: QWidget, name: str, refusal_of: Callable[[str], str], over: QWidget) -> None:
        super().__init__(parent)
        self.untouched = True
        self.setAccessibleName(name)
        self.setProperty("cell", True)
        self._refusal_of = refusal_of
        self._over = over
        self._message = label(tone="bad")
        self._message.setParent(over)
        self._message.hide()
        self.textEdited.connect(self._clear)
        self.destroyed.connect(self._message.deleteLater)

    def begin(self, text: str) -> None:
        """Show what is there now, chosen whole."""
        self.untouched = False
        self.setText(text)
        self.selectAll()

    def holds(self, event: object) -> bool:
        """Whether the editor must not close at this event of its own, because its text is refused."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._clear()
                return False
            return event.key() in _COMMITS and self._refused()
        return isinstance(event, QEvent) and event.type() == QEvent.Type.FocusOut and self._refused()

    @property
    def problem(self) -> str:
        """The message that is shown, "" if none."""
        return self._message.text() if self._message.isVisible() else ""

    def _refused(self) -> bool:
        why = self._refusal_of(self.text())
        restyle(self, "problem", bool(why))
        self._message.setVisible(bool(why))
        if not why:
            return False
        self._message.setText(why)
        self._message.adjustSize()
        over = self._over
        below = self.mapTo(over, QPoint(0, self.height() + 2))
        if below.y() + self._message.height() > over.height():
            below.setY(below.y() - self.height() - self._message.height() - 4)
        below.setX(max(0, min(below.x(), over.width() - self._message.width())))
        self._message.move(below)
        self._message.raise_()
        self.setAccessibleDescription(why)
        return True

    def _clear(self) -> None:
        restyle(self, "problem", False)
        self._message.hide()
