"""The left rail: a button a page, with a count where something waits."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame

from smalltowns_desktop.gui.theme import SMALL_PX, TINY_PX, Theme, font
from smalltowns_desktop.gui.widgets.parts import column

WIDTH, HEIGHT, ICON = 88, 60, 22
_BAR = 3
_RED, _AMBER = (QColor("#E5675E"), QColor("#2A0402")), (QColor("#F2C14E"), QColor("#2B1D00"))


@dataclass(frozen=True, slots=True)
class RailItem:
    key: str
    title: str
    """As it stands on the rail; in a `PageSpec` the source text of that."""
    icon: str
    last: bool = False
    """Stands at the foot of the rail."""


class RailButton(QAbstractButton):
    """An icon over a word; red or amber count at its shoulder."""

    def __init__(self, theme: Theme, item: RailItem) -> None:
        super().__init__()
        self._theme = theme
        self._icon = item.icon
        self._count = 0
        self._urgent = False
        self.setText(item.title)
        self.setAccessibleName(item.title)
        self.setCheckable(True)
        self.setFixedSize(QSize(WIDTH, HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self.update)

    def show_count(self, count: int, *, urgent: bool) -> None:
        self._count, self._urgent = count, urgent
        self.setAccessibleDescription(str(count) if count else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.fillRect(self.rect(), self._theme.colour("rail-active"))
        if chosen:
            painter.fillRect(0, 0, _BAR, self.height(), self._theme.colour("rail-bar"))
        colour = "rail-active-text" if chosen else "rail-text"
        picture = self._theme.pixmap(self._icon, colour, ICON, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - ICON) // 2, 10, picture)
        painter.setPen(self._theme.colour(colour))
        painter.setFont(font(SMALL_PX, bold=chosen))
        area = self.rect().adjusted(2, 36, -2, -4)
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, text)
        if self._count:
            self._paint_count(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._theme.colour("rail-bar"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 2, -3, -2), 4, 4)

    def _paint_count(self, painter: QPainter) -> None:
        ground, ink = _RED if self._urgent else _AMBER
        text = str(min(self._count, 99))
        width = 18 if len(text) == 1 else 24
        area = QRectF(self.width() / 2 + 4, 5, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(area, 9, 9)
        painter.setPen(ink)
        painter.setFont(font(TINY_PX, bold=True))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


class Rail(QFrame):
    """Signals: `chosen` (a page's key)."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, items: Sequence[RailItem], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedWidth(WIDTH)
        self._theme = theme
        self._buttons = {item.key: RailButton(theme, item) for item in items}
        self._group = QButtonGroup(self)
        for made in self._buttons.values():
            self._group.addButton(made)
        self._group.buttonClicked.connect(self._clicked)
        upper = [self._buttons[item.key] for item in items if not item.last]
        lower = [self._buttons[item.key] for item in items if item.last]
        self.setLayout(column(4, *upper, None, *lower, gap=0))

    def choose(self, key: str) -> None:
        """Mark a page as the open one; none with an empty key."""
        self._group.setExclusive(bool(key))
        for name, made in self._buttons.items():
            made.setChecked(name == key)
            # Tab comes to the open page, arrows lead to the others; to each while none of them is open.
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus if name == key or not key else Qt.FocusPolicy.NoFocus)

    def show_count(self, key: str, count: int, *, urgent: bool) -> None:
        self._buttons[key].show_count(count, urgent=urgent)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.colour("rail"))

    def _clicked(self, clicked: QAbstractButton) -> None:
        self.chosen.emit(next(key for key, made in self._buttons.items() if made is clicked))
