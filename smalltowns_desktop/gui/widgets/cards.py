"""Cards of an overview: a number that leads somewhere, and a frame around a list with a head and a foot."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QLayout, QSizePolicy, QWidget

from smalltowns_desktop.gui.theme import LABEL_PX, NUMBER_PX, TEXT_PX, Theme, font
from smalltowns_desktop.gui.widgets.card_list import CardList
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, IconLabel, Part, button, column, label, row, surface

TILE_HEIGHT = 76
_ICON, _SIDE = 26, 14
_TEXT_LEFT = _SIDE + _ICON + 12


class NumberTile(QAbstractButton):
    """A large number, what it is of, one line, and a bar where it is a share."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self._tone, self._number, self._of, self._line, self._short = "accent", "", "", "", ""
        self._share: float | None = None
        self._bar = "accent"
        self.setFixedHeight(TILE_HEIGHT)
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def show_number(
        self, number: str, of: str, line: str, *, short: str = "", share: float | None = None, tone: str = "accent",
        bar: str = "accent",
    ) -> None:  # fmt: skip
        """`short` is what the line says where it does not fit; `tone` is the icon's colour, `bar` that of the share, 0
        to 1; both tokens."""
        self._number, self._of, self._line, self._short = number, of, line, short or line
        self._share, self._tone, self._bar = share, tone, bar
        self.setAccessibleName(" ".join(part for part in (number, of, line) if part))
        self.setToolTip(self.accessibleName())
        self.update()

    @property
    def line(self) -> str:
        """What stands under the number: the short words where the others do not fit."""
        return self._line if QFontMetrics(font(LABEL_PX)).horizontalAdvance(self._line) <= self._room else self._short

    @property
    def _room(self) -> int:
        return self.width() - _TEXT_LEFT - _SIDE

    def sizeHint(self) -> QSize:
        return QSize(240, TILE_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, as a space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._theme.colour
        painter.setPen(QPen(colour("focus"), 2) if self.hasFocus() else QPen(colour("line"), 1))
        painter.setBrush(colour("hover" if self.underMouse() or self.isDown() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        picture = self._theme.pixmap(self._icon, self._tone, _ICON, self.devicePixelRatioF())
        painter.drawPixmap(_SIDE, (self.height() - _ICON) // 2, picture)
        left, top, width = _TEXT_LEFT, 8 if self._share is not None else 14, self._room
        painter.setPen(colour("text"))
        painter.setFont(font(NUMBER_PX, bold=True))
        taken = painter.fontMetrics().horizontalAdvance(self._number)
        painter.drawText(QRectF(left, top, taken + 2, 30), Qt.AlignmentFlag.AlignBottom, self._number)
        painter.setPen(colour("text-2"))
        for text, size, area in (
            (self._of, TEXT_PX, QRectF(left + taken + 8, top, width - taken - 8, 27)),
            (self.line, LABEL_PX, QRectF(left, top + 30, width, 18)),
        ):
            painter.setFont(font(size))
            fitted = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(area.width()))
            flags = Qt.AlignmentFlag.AlignBottom if area.height() > 20 else Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, flags, fitted)
        if self._share is not None:
            self._paint_bar(painter, QRectF(left, self.height() - 14, width, 4), self._share)

    def _paint_bar(self, painter: QPainter, area: QRectF, share: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("surface-3"))
        painter.drawRoundedRect(area, 2, 2)
        if share > 0:
            painter.setBrush(self._theme.colour(self._bar))
            painter.drawRoundedRect(area.adjusted(0, 0, area.width() * (min(1.0, share) - 1), 0), 2, 2)


class Count(QWidget):
    """An icon and a number, gone where there is nothing to count."""

    def __init__(self, theme: Theme, icon: str, tone: str) -> None:
        super().__init__()
        self._number = label(role=f"count-{tone}")
        self.setLayout(row(IconLabel(theme, icon, tone, 15), self._number, gap=4))

    def show_count(self, count: int, name: str) -> None:
        """`name`: what a screen reader says."""
        self._number.setText(str(count))
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setVisible(count > 0)


class ListPart(QWidget):
    """A list with its foot: how many more there are, and a link to all. Signals: `followed`."""

    followed = Signal()

    def __init__(self, lines: CardList, link: str, empty: str, more: Callable[[int], str]) -> None:
        """`empty`: what an empty list says; `more`: words for a number of lines that do not fit."""
        super().__init__()
        self.list = lines
        self._more_words = more
        self._foot_words = ""
        self._more = ElidedLabel(role="second")
        self.link = button(link, "link", self.followed.emit)
        self.link.setAutoDefault(True)  # Enter presses it, not only a space
        self._empty = label(empty, "hint", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._empty.hide()
        foot = QWidget()
        foot.setFixedHeight(33)
        foot.setLayout(row(self._more, self.link, gap=8, margins=(14, 0, 12, 0)))
        self.setLayout(column(lines, self._empty, surface("line"), foot, gap=0))
        lines.cut.connect(self._tell_more)

    def show_empty(self, empty: bool) -> None:
        self.list.setVisible(not empty)
        self._empty.setVisible(empty)

    def say_below(self, words: str) -> None:
        """What the foot says while every line fits."""
        self._foot_words = words
        self._tell_more(self.list.hidden)

    def _tell_more(self, count: int) -> None:
        self._more.show_text(self._more_words(count) if count else self._foot_words)


class Card(QFrame):
    """A frame with a head: icon, title, and words or parts at its right end."""

    def __init__(self, theme: Theme, icon: str, title: str, body: QLayout, *corner: QWidget) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        heading = ElidedLabel(title, "heading")
        parts: list[Part] = [IconLabel(theme, icon, "text-2", 18), heading, *corner]
        head = QWidget()
        head.setFixedHeight(37)
        head.setLayout(row(*parts, gap=8, margins=(14, 0, 14, 0)))
        line = surface("line")
        box = column(head, line, gap=0, margins=(1, 1, 1, 1))
        box.addLayout(body, 1)
        self.setLayout(box)
