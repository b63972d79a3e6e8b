"""A short list on a card: as many whole rows as fit, each of which leads somewhere.

A row is a `Line`, painted by hand: strip, lead, icon, tile, title with a second line below, bar, words at the right.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from smalltowns_desktop.gui.models.card_lines import LINE_ROLE, MOST, Line, Lines, LinesModel, Note, Tile
from smalltowns_desktop.gui.painting import STRIP, paint_code_tile, paint_strip
from smalltowns_desktop.gui.theme import LABEL_PX, SMALL_PX, TEXT_PX, Theme, font

LOW, HIGH = 33, 48
"""Heights of a row with one line and with two, pixels."""
_SIDE, _GAP, _ICON = 14, 8, 16
_TILE_WIDTH, _TILE_HEIGHT = 28, 20
_BAR_WIDTH, _BAR_HEIGHT, _COUNT_WIDTH = 88, 6, 96
_ROUNDING = 2
"""Widths of letters are fractions of a pixel: a text that fits must not be cut short for one."""
Index = QModelIndex | QPersistentModelIndex


class LineDelegate(QStyledItemDelegate):
    """Paints a `Line`; `lead` is the width of its first column, 0 for none."""

    def __init__(self, theme: Theme, view: QWidget, height: int, lead: int = 0) -> None:
        super().__init__(view)
        self._theme, self._height, self._lead = theme, height, lead
        self._plain, self._label, self._small = font(TEXT_PX), font(LABEL_PX), font(SMALL_PX)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE_ROLE)
        area: QRect = option.rect
        painter.save()
        self._ground(painter, area, option.state)
        left = self._paint_left(painter, area, line)
        upper_end, lower_end = self._paint_right(painter, area, line)
        halves = 2 if line.below else 1
        upper, lower = self._half(area, 0, halves), self._half(area, 1, halves)
        upper.setCoords(left, upper.top(), upper_end - 1, upper.bottom())
        lower.setCoords(left, lower.top(), lower_end - 1, lower.bottom())
        self._paint_words(painter, upper, lower, line)
        painter.restore()

    def _ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        colour = self._theme.colour
        if state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, colour("hover"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), colour("line-2"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(colour("focus"), 2))
            painter.drawRect(area.adjusted(2, 1, -2, -2))

    def _paint_left(self, painter: QPainter, area: QRect, line: Line) -> int:
        """Strip, lead, icon, tile; returns where the words begin."""
        left = area.left() + _SIDE
        if line.strip is not None:
            paint_strip(
                painter, self._theme, QRectF(area.left() + 10, area.top() + 7, STRIP, area.height() - 14), line.strip
            )
            left = area.left() + 10 + STRIP + _GAP
        if self._lead:
            self._text(painter, QRect(left, area.top(), self._lead, area.height()), line.lead, "text-2", self._plain)
            left += self._lead + _GAP
        if line.icon:
            self._icon(painter, left, area, line.icon, line.tone)
            left += _ICON + _GAP
        if line.tile is not None and not line.tile_last:
            self._tile(painter, left, area, line.tile)
            left += _TILE_WIDTH + _GAP
        return left

    def _paint_right(self, painter: QPainter, area: QRect, line: Line) -> tuple[int, int]:
        """Tile, notes, bar, from the right; returns where the words end in the upper and in the lower half."""
        right = area.right() - _SIDE + 1
        if line.tile is not None and line.tile_last:
            if line.others:
                right = (
                    self._note(
                        painter,
                        QRect(area.left(), area.top(), right - area.left(), area.height()),
                        Note(f"+{line.others}"),
                    )
                    - 4
                )
            right -= _TILE_WIDTH
            self._tile(painter, right, area, line.tile)
            right -= _GAP
        ends = [right, right]
        halves = (line.note, line.note_below) if line.note_below is not None else (line.note,)
        for number, note in enumerate(halves):
            if note is not None:
                half = self._half(area, number, len(halves))
                half.setRight(right - 1)
                ends[number] = self._note(painter, half, note, small=number == 1) - _GAP
        if len(halves) == 1:
            ends[1] = ends[0]  # it stands in the middle
        if not line.below:
            ends[0] = min(ends)
        if line.share is not None:
            end = min(*ends, right - _COUNT_WIDTH - _GAP)
            bar = QRectF(end - _BAR_WIDTH, area.center().y() - _BAR_HEIGHT / 2 + 1, _BAR_WIDTH, _BAR_HEIGHT)
            self._bar(painter, bar, line.share)
            ends = [end - _BAR_WIDTH - _GAP] * 2
        return ends[0], ends[1]

    def _paint_words(self, painter: QPainter, upper: QRect, lower: QRect, line: Line) -> None:
        taken = self._text(painter, upper, line.title, "text", self._plain)
        rest = upper.adjusted(taken, 0, 0, 0)
        detail = f", {line.detail}"
        if line.detail and QFontMetrics(self._plain).horizontalAdvance(detail) <= rest.width():  # whole, or in the tip
            self._text(painter, rest, detail, "text-2", self._plain)
        if line.below:
            self._text(painter, lower, line.below, "text-2", self._small)

    @staticmethod
    def _half(area: QRect, number: int, of: int) -> QRect:
        if of == 1:
            return QRect(area)
        middle = area.top() + area.height() // 2 + 3
        if number == 0:
            return QRect(area.left(), area.top() + 5, area.width(), middle - area.top() - 5)
        return QRect(area.left(), middle, area.width(), area.bottom() - middle - 4)

    def _text(self, painter: QPainter, area: QRect, text: str, colour: str, made: QFont) -> int:
        """One line, cut short where it does not fit; returns how wide it is."""
        metrics = QFontMetrics(made)
        fitted = metrics.elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, max(0, area.width()))
        painter.setFont(made)
        painter.setPen(self._theme.colour(colour))
        painter.drawText(
            area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, fitted
        )
        return metrics.horizontalAdvance(fitted)

    def _note(self, painter: QPainter, area: QRect, note: Note, *, small: bool = False) -> int:
        """Words that end at the right of `area`; returns where they begin."""
        made = self._small if small else self._label if note.icon else self._plain
        width = min(QFontMetrics(made).horizontalAdvance(note.text) + _ROUNDING, area.width())
        left = area.right() - width + 1
        self._text(painter, QRect(left, area.top(), width, area.height()), note.text, note.tone, made)
        if note.icon:
            size = 13 if small else 15
            left -= size + 4
            self._icon(painter, left, area, note.icon, note.tone, size)
        return left

    def _icon(self, painter: QPainter, left: int, area: QRect, name: str, tone: str, size: int = _ICON) -> None:
        scale = painter.device().devicePixelRatio()
        place = QPoint(left, area.top() + (area.height() - size) // 2)
        painter.drawPixmap(place, self._theme.pixmap(name, tone, size, scale))

    def _tile(self, painter: QPainter, left: int, area: QRect, tile: Tile) -> None:
        colour, filled = self._theme.delegation_colour(tile.colour, tile.position)
        place = QRectF(left, area.top() + (area.height() - _TILE_HEIGHT) // 2, _TILE_WIDTH, _TILE_HEIGHT)
        paint_code_tile(painter, self._theme, place, tile.code, colour, filled)

    def _bar(self, painter: QPainter, area: QRectF, share: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("surface-3"))
        painter.drawRoundedRect(area, 3, 3)
        if share > 0:
            painter.setBrush(self._theme.colour("ok"))
            painter.drawRoundedRect(
                QRectF(area.left(), area.top(), max(6.0, area.width() * min(1.0, share)), area.height()), 3, 3
            )


class CardList(QListView):
    """Shows as many whole lines as fit, at most `MOST`. Signals: `opened` (a `Place`), `cut` (how many do not fit)."""

    opened = Signal(object)
    cut = Signal(int)

    def __init__(self, theme: Theme, title: str, height: int = LOW, *, lead: int = 0) -> None:
        super().__init__()
        self._row_height = height
        self.lines = LinesModel(self)
        self.setModel(self.lines)
        self.setItemDelegate(LineDelegate(theme, self, height, lead))
        self.setAccessibleName(title)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(height)
        self.clicked.connect(self._open)
        theme.changed.connect(self.viewport().update)

    def show_lines(self, lines: Lines) -> None:
        self.lines.show_lines(lines)
        self._fit()

    @property
    def hidden(self) -> int:
        """How many lines do not fit."""
        return self.lines.total - self.lines.rowCount()

    def sizeHint(self) -> QSize:
        return QSize(200, self._row_height * MOST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self.indexAt(event.position().toPoint()).isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def _fit(self) -> None:
        fits = min(MOST, max(1, self.viewport().height() // self._row_height))
        self.lines.show_most(fits)
        self.cut.emit(self.hidden)

    def _open(self, index: QModelIndex) -> None:
        line: Line = index.data(LINE_ROLE)
        self.opened.emit(line.place)
