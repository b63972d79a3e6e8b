"""A field that searches from the first letter, and forgives ё for е, the case and the wrong keyboard layout."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from smalltowns_desktop.domain.keyboard import layouts_of
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.gui.widgets.parts import dress_icon, label, row
from smalltowns_desktop.gui.workspace import Workspace

WIDTH = 320
_CLEAR_WIDTH = 28
_SIGN_WIDTH = 34
"""Of the sign before the text, pixels."""


def needles_of(text: str) -> list[list[str]]:
    """What to look for: parts of words in any order, as typed, and as the other keyboard layouts would have it."""
    alternatives = [fold(typed).split() for typed in layouts_of(text)]
    return [needles for index, needles in enumerate(alternatives) if needles and needles not in alternatives[:index]]


class SearchField(QLineEdit):
    """Signals: `searched` (alternatives of needles, `RowsModel.search` takes them), `left` (Esc in an empty field)."""

    searched = Signal(list)
    left = Signal()

    def __init__(self, workspace: Workspace, hint: str) -> None:
        super().__init__()
        self._hint = hint
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setFixedWidth(WIDTH)
        self.setClearButtonEnabled(True)
        self._action = QAction(self)
        self.addAction(self._action, QLineEdit.ActionPosition.LeadingPosition)
        dress_icon(workspace.theme, self._action, "search", "text-3")
        self._count = label(role="hint")
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(row(None, self._count, margins=(0, 0, _CLEAR_WIDTH, 0)))
        self.textChanged.connect(lambda text: self.searched.emit(needles_of(text)))

    def show_count(self, text: str) -> None:
        """Say inside the field how much was found: `312 of 400`."""
        if text != self._count.text():
            self._count.setText(text)
            self.setTextMargins(0, 0, self._count.sizeHint().width() + 6 if text else 0, 0)
            self._fit_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_hint()

    def _fit_hint(self) -> None:
        """As many of the hint's words as fit beside the count: half a word says nothing."""
        room = self.width() - _SIGN_WIDTH - _CLEAR_WIDTH - self.textMargins().right()
        shown = self._hint
        while "," in shown and self.fontMetrics().horizontalAdvance(shown) > room:
            shown = shown.rpartition(",")[0]
        self.setPlaceholderText(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
            return
        super().keyPressEvent(event)
