"""What stays in sight while the grid is scrolled: the hours above it, the rows at its left."""

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.gui.painting import paint_code_tile
from smalltowns_desktop.gui.theme import SMALL_PX, TEXT_PX, font
from smalltowns_desktop.gui.timeline.ink import Ink
from smalltowns_desktop.gui.timeline.layout import Row
from smalltowns_desktop.gui.timeline.scene import GridScene
from smalltowns_desktop.gui.timeline.tips import words_of_row
from smalltowns_desktop.gui.widgets.tips import show_plain_tip
from smalltowns_desktop.gui.wording import clock

HOURS_HEIGHT, ROWS_WIDTH = 32, 186
_TILE = (28, 20)
_LEFT = 12
_PLATE = 44
_SIGN_ROOM = 22
"""What the sign of a conflict takes of a row's first line; the second has all of its width."""
_HOUR_ROOM = 17
"""Half of what an hour's words take."""


class HourHeader(QWidget):
    """The hours, scrolled with the grid; now is a plate on them."""

    def __init__(self, ink: Ink, grid: GridScene) -> None:
        super().__init__()
        self._ink, self._grid = ink, grid
        self._offset = 0
        self._font, self._bold = font(SMALL_PX), font(SMALL_PX, bold=True)
        self.setFixedHeight(HOURS_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        ink.theme.changed.connect(self.update)

    def scroll_to(self, offset: int) -> None:
        """The first pixel of the grid that is in sight."""
        if offset != self._offset:
            self._offset = offset
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink, layout = self._ink, self._grid.layout
        painter.fillRect(self.rect(), ink.colour("surface-2"))
        painter.setPen(ink.pen("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if layout is None:
            return
        painter.setFont(self._font)
        scale = self._grid.scale
        step = 2 if scale < 40 else 1
        now = self._grid.now
        here = now is not None and layout.begins_at <= now < layout.begins_at + timedelta(days=1)
        plate = round(self._grid.x_of(now)) - self._offset if now is not None and here else None
        first = max(0, self._offset // scale - 1)
        for hour in range(first - first % step, layout.minutes // 60 + 1, step):
            x = hour * scale - self._offset
            if x > self.width():
                break
            if plate is not None and abs(x - plate) < _PLATE // 2 + _HOUR_ROOM:
                continue  # the plate of now stands there
            painter.setPen(ink.colour("text-2"))
            if hour and not _HOUR_ROOM <= x <= self.width() - _HOUR_ROOM:
                continue  # half of it would be cut off
            words = clock(layout.begins_at + timedelta(hours=hour))
            area = QRect(x - 24, 0, 48, self.height() - 1) if hour else QRect(x + 3, 0, 48, self.height() - 1)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter if hour else Qt.AlignmentFlag.AlignVCenter, words)
        if now is not None and plate is not None:
            self._paint_now(painter, now, plate)

    def _paint_now(self, painter: QPainter, now: datetime, x: int) -> None:
        area = QRectF(x - _PLATE / 2, 5, _PLATE, self.height() - 10)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ink.colour("now"))
        painter.drawRoundedRect(area, 4, 4)
        painter.setPen(self._ink.colour("on-accent"))
        painter.setFont(self._bold)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, clock(now))


class RowHeader(QWidget):
    """Whose rows they are, scrolled with the grid. Signals: `clicked`, `opened` (the key of a row)."""

    clicked = Signal(str)
    opened = Signal(str)

    def __init__(self, ink: Ink, grid: GridScene) -> None:
        super().__init__()
        self._ink, self._grid = ink, grid
        self._offset = 0
        self._bold, self._small = font(TEXT_PX, bold=True), font(SMALL_PX)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self.setFixedWidth(ROWS_WIDTH)
        ink.theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(ROWS_WIDTH, 200)

    def scroll_to(self, offset: int) -> None:
        """The first pixel of the grid that is in sight."""
        if offset != self._offset:
            self.scroll(0, self._offset - offset)
            self._offset = offset

    def row_at(self, point: QPoint) -> Row | None:
        return None if self._grid.layout is None else self._grid.layout.row_at(point.y() + self._offset)

    def words_of(self, row: Row) -> tuple[str, str]:
        """The two lines of a row."""
        layout = self._grid.layout
        assert layout is not None, "a row is one of a layout"
        return words_of_row(self._ink.workspace, row, layout.rows_by)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._ink.colour("surface"))
        layout = self._grid.layout
        if layout is not None:
            rect = event.rect()
            for row in layout.rows_between(self._offset + rect.top(), self._offset + rect.bottom()):
                self._paint_row(painter, row, row.top - self._offset)
        painter.setPen(self._ink.pen("line"))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())

    def _paint_row(self, painter: QPainter, row: Row, top: int) -> None:
        ink = self._ink
        current = self._grid.current
        if current is not None and current[1] == row.key:
            painter.fillRect(QRect(0, top, self.width(), row.height), ink.colour("accent-soft"))
        painter.setPen(ink.pen("line"))
        painter.drawLine(0, top + row.height - 1, self.width(), top + row.height - 1)
        left, middle = _LEFT, top + min(row.height, 72) // 2
        if row.tile is not None:
            colour, filled = ink.theme.delegation_colour(row.tile.colour, row.tile.position)
            area = QRectF(left, middle - _TILE[1] / 2, *_TILE)
            paint_code_tile(painter, ink.theme, area, row.tile.code, colour, filled)
            left += _TILE[0] + 10
        severity = self._grid.marks.rows.get(row.key)
        sign = 0 if severity is None else _SIGN_ROOM
        title, second = self.words_of(row)
        for words, used, colour_name, line in (
            (title, self._bold, "text", 0),
            (second, self._small, "text-2", 1),
        ):
            painter.setFont(used)
            painter.setPen(ink.colour(colour_name))
            right = self.width() - 10 - (sign if line == 0 or not second else 0)
            fitted = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, right - left)
            baseline = middle - 3 if line == 0 else middle + 14
            painter.drawText(left, baseline if second else middle + 5, fitted)
        if severity is not None:
            error = severity is Severity.ERROR
            icon, tone = ("octagon-x", "danger") if error else ("triangle-alert", "warn")
            painter.drawPixmap(self.width() - 27, middle - (16 if second else 8), ink.pixmap(icon, tone, 16))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position().toPoint())
        if row is not None:
            self.clicked.emit(row.key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position().toPoint())
        if row is not None:
            self.opened.emit(row.key)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = self.row_at(event.pos())
            show_plain_tip(event.globalPos(), "" if row is None else "\n".join(filter(None, self.words_of(row))))
            return True
        return super().event(event)
