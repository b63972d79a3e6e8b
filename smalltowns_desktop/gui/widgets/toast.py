"""The dark strip that says what was just done and offers to take it back."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.parts import IconLabel, label, row

SHOWN_MS = 5_000
_BOTTOM = 40
_ONE_LINE = 90
"""Letters."""
_WRAPPED = 560
"""Pixels."""


class Toast(QFrame):
    """Lies over the foot of its parent for five seconds. Signals: `undo_requested`."""

    undo_requested = Signal()

    def __init__(self, theme: Theme, undo_word: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._icon = IconLabel(theme, "circle-check", "tooltip-text", 18)
        self._words = label()
        self._undo = QToolButton()
        self._undo.setText(undo_word)
        self._undo.clicked.connect(self._undone)
        self._key = label("Ctrl+Z")
        self._over = parent
        self.setLayout(row(self._icon, self._words, 16, self._undo, self._key, gap=10, margins=(14, 10, 14, 10)))
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def tell(self, text: str, *, undo: bool = False, problem: bool = False) -> None:
        """Show a sentence; `undo` offers to take it back, `problem` keeps it up longer, with another icon."""
        self._icon.show_icon("octagon-x" if problem else "circle-check", "tooltip-text")
        self._words.setText(text)
        long = len(text) > _ONE_LINE
        self._words.setWordWrap(long)
        self._words.setMinimumWidth(_WRAPPED if long else 0)  # left to itself, a wrapped label is half as wide
        for part in (self._undo, self._key):
            part.setVisible(undo)
        self.setAccessibleName(text)
        self.show()
        self._place()
        self.raise_()
        self._timer.start(2 * SHOWN_MS if problem else SHOWN_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.setMaximumWidth(self._over.width() - 64)
        self.adjustSize()
        self.move((self._over.width() - self.width()) // 2, self._over.height() - self.height() - _BOTTOM)

    def _undone(self) -> None:
        self.hide()
        self.undo_requested.emit()
