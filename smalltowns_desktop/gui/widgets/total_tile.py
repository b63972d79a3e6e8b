"""A number with its meaning that can be pressed down, to see only what it counts."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from smalltowns_desktop.gui.theme import LABEL_PX, NUMBER_PX, Theme, font

_HEIGHT = 62
_UNDERLINE = 3


class TotalTile(QAbstractButton):
    """An icon, a number, and two lines: what it counts, and what that means."""

    def __init__(self, theme: Theme, icon: str, colour: str, words: tuple[str, str]) -> None:
        super().__init__()
        self._theme, self._icon, self._colour, self._words = theme, icon, colour, words
        self._number = 0
        self.setCheckable(True)
        self.setMinimumHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_number(0)
        theme.changed.connect(self.update)

    @property
    def number(self) -> int:
        return self._number

    def show_number(self, number: int) -> None:
        self._number = number
        self.setAccessibleName(f"{number} {', '.join(self._words)}")
        self.setToolTip(", ".join(self._words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        chosen = self.isChecked()
        ground = "accent-soft" if chosen else "hover" if self.underMouse() else "surface"
        painter.fillRect(self.rect(), theme.colour(ground))
        painter.fillRect(QRect(self.width() - 1, 0, 1, self.height()), theme.colour("line"))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme.colour("line"))
        if chosen:
            painter.fillRect(QRect(0, self.height() - _UNDERLINE, self.width(), _UNDERLINE), theme.colour("accent"))
        if self.hasFocus():
            painter.setPen(theme.colour("focus"))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
        colour = self._colour if self._number else "text-3"
        middle = self.height() // 2
        painter.drawPixmap(16, middle - 10, theme.pixmap(self._icon, colour, 20, self.devicePixelRatioF()))
        number = font(NUMBER_PX, bold=True)
        width = QFontMetrics(number).horizontalAdvance(str(self._number))
        painter.setFont(number)
        painter.setPen(theme.colour("text"))
        painter.drawText(QRect(46, 0, width + 4, self.height()), int(Qt.AlignmentFlag.AlignVCenter), str(self._number))
        words = font(LABEL_PX)
        painter.setFont(words)
        left = 46 + width + 12
        for line, (text, ink) in enumerate(zip(self._words, ("text", "text-2"), strict=True)):
            area = QRect(left, middle - 18 + 18 * line, self.width() - left - 8, 18)
            painter.setPen(theme.colour(ink))
            fitted = QFontMetrics(words).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter), fitted)
