"""The ring round the list, table or picture that has the focus. Fields and buttons get theirs from the style sheet; a
border there would push the contents of a table about."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit, QTextEdit, QWidget

from smalltowns_desktop.gui.theme import Theme

_WIDTH = 2


class FocusRing(QWidget):
    """Lies over a view, lets the mouse through, and goes with its view."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        super().__init__(view)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        view.installEventFilter(self)
        self._fit(view)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self._fit(watched)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(self._theme.colour("focus"), _WIDTH))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _fit(self, view: QWidget) -> None:
        self.setGeometry(view.rect())
        self.raise_()


class FocusRings(QObject):
    """Follows the focus through the windows of the program."""

    def __init__(self, theme: Theme, application: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        application.focusChanged.connect(self._move)

    def _move(self, before: QWidget | None, now: QWidget | None) -> None:
        old = None if before is None else _ring_of(before)
        if old is not None:
            old.hide()
        if now is not None and _needs_ring(now):
            ring = _ring_of(now) or FocusRing(self._theme, now)
            ring.show()
            ring.raise_()


def _ring_of(view: QWidget) -> FocusRing | None:
    return view.findChild(FocusRing, options=Qt.FindChildOption.FindDirectChildrenOnly)


def _needs_ring(widget: QWidget) -> bool:
    """Text editors have a border of their own; a list that has popped up has the keyboard all to itself."""
    if not isinstance(widget, QAbstractScrollArea) or isinstance(widget, QTextEdit | QPlainTextEdit):
        return False
    return widget.window().windowType() != Qt.WindowType.Popup
