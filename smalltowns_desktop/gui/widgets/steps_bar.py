"""Steps of a longer work: done ones have a tick, the present one is filled, those ahead wait."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from smalltowns_desktop.gui.theme import LABEL_PX, TEXT_PX, Theme, font
from smalltowns_desktop.gui.widgets.parts import row

_CIRCLE = 24
_GAP, _LINE = 8, 30


class _Step(QAbstractButton):
    def __init__(self, theme: Theme, number: int, word: str, last: bool) -> None:
        super().__init__()
        self._theme, self._number, self._last = theme, number, last
        self.state = "ahead"
        self.setText(word)
        self.setAccessibleName(f"{number}. {word}")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        width = _CIRCLE + _GAP + QFontMetrics(font(TEXT_PX, bold=True)).horizontalAdvance(self.text()) + 4
        return QSize(width + (0 if self._last else _LINE + 2 * _GAP), 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        circle = QRectF(2, (self.height() - _CIRCLE) / 2, _CIRCLE, _CIRCLE).adjusted(0.5, 0.5, -0.5, -0.5)
        fill, edge, ink = {
            "done": ("ok-soft", "ok", "ok"),
            "now": ("accent", "accent", "on-accent"),
            "ahead": ("surface", "line-strong", "text-2"),
        }[self.state]
        painter.setBrush(theme.colour(fill))
        painter.setPen(QPen(theme.colour("focus" if self.hasFocus() else edge), 2 if self.hasFocus() else 1))
        painter.drawEllipse(circle)
        if self.state == "done":
            picture = theme.pixmap("check", ink, 14, self.devicePixelRatioF())
            painter.drawPixmap(round(circle.center().x() - 7), round(circle.center().y() - 7), picture)
        else:
            painter.setFont(font(LABEL_PX, bold=True))
            painter.setPen(theme.colour(ink))
            painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), str(self._number))
        words = font(TEXT_PX, bold=self.state == "now")
        painter.setFont(words)
        painter.setPen(theme.colour("text-3" if self.state == "ahead" else "text"))
        left = _CIRCLE + _GAP + 2
        width = QFontMetrics(words).horizontalAdvance(self.text())
        painter.drawText(QRectF(left, 0, width + 4, self.height()), int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if not self._last:
            painter.setPen(QPen(theme.colour("line-strong"), 1))
            start = left + width + _GAP
            painter.drawLine(start, self.height() // 2, start + _LINE, self.height() // 2)


class StepsBar(QWidget):
    """Signals: `chosen` (a step that is open, from 0)."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, words: Sequence[str], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.steps = [_Step(theme, number, word, number == len(words)) for number, word in enumerate(words, start=1)]
        for place, step in enumerate(self.steps):
            step.clicked.connect(lambda _on=False, place=place: self.chosen.emit(place))
        self.setLayout(row(*self.steps, gap=_GAP))

    def show_step(self, current: int, open_steps: Sequence[int]) -> None:
        """The present step; `open_steps` can be gone to."""
        for place, step in enumerate(self.steps):
            step.state = "done" if place < current else "now" if place == current else "ahead"
            step.setEnabled(place in open_steps)
            step.update()
