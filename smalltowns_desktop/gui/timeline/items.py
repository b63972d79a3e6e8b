"""The things on the grid. Each paints all of itself, from what it was given; the scene says where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.gui.timeline.block_painting import PLAIN, Look, face_of, paint_piece
from smalltowns_desktop.gui.timeline.ink import LINE, Ink, direction_token, item_icon
from smalltowns_desktop.gui.timeline.layout import Column, Piece, Way
from smalltowns_desktop.gui.timeline.marks import Mark
from smalltowns_desktop.gui.wording import duration, span

Z_COLUMN, Z_ROW, Z_SHORT_WAY, Z_CARRIED = 1, 2, 3, 4
Z_WAY, Z_PIECE, Z_MARKED, Z_CURRENT = 1, 2, 3, 4
"""The first four on the scene, the second four within a row."""
_OUT = 10
"""How far rings and badges stand out of a block."""
_STRIP = 8
_STRIP_TOP = 28
_LABEL_ROOM = 14
_COLUMN_TEXT, _COLUMN_ALL = 44, 70
"""A narrower column has no words; one that is narrower than the second has its title only."""


class GridItem(QGraphicsRectItem):
    """Something with an `area` in its own coordinates; paints within some pixels of it."""

    def __init__(self, ink: Ink, z: float) -> None:
        super().__init__()
        self.ink = ink
        self.area = QRectF()
        self.setPen(Qt.PenStyle.NoPen)
        self.setZValue(z)

    def place(self, area: QRectF) -> None:
        """Stand on this part of the scene."""
        self.setPos(area.topLeft())
        if area.size() != self.area.size():
            self.area = QRectF(QPointF(), area.size())
            self.setRect(self.area.adjusted(-_OUT, -_OUT, _OUT, _OUT))
            self.update()


class RowItem(QGraphicsRectItem):
    """Holds what stands in a row, so that a row moves as one when another above it grows."""

    def __init__(self) -> None:
        super().__init__()
        self.setPen(Qt.PenStyle.NoPen)
        self.setZValue(Z_ROW)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)
        # The scene then looks for rows only, and in a row for what is in it.
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemContainsChildrenInShape)

    def place(self, top: float, width: float, height: float) -> None:
        self.setPos(0, top)
        self.setRect(-_OUT, -_OUT, width + 2 * _OUT, height + 2 * _OUT)


class PieceItem(GridItem):
    """A visit in somebody's row, or a ride in its vehicle's."""

    def __init__(self, ink: Ink, piece: Piece) -> None:
        super().__init__(ink, Z_PIECE)
        self.piece = piece
        self.look = PLAIN
        self._face = face_of(piece)

    def show_piece(self, piece: Piece) -> None:
        self.piece = piece
        self._face = face_of(piece)
        self.update()

    def show_look(self, look: Look) -> None:
        if look == self.look:
            return
        self.look = look
        marked = look.severity in (Severity.ERROR, Severity.WARNING)
        self.setZValue(Z_CURRENT if look.current or look.selected else Z_MARKED if marked else Z_PIECE)
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        paint_piece(painter, self.ink, self.area, self._face, self.look)


class WayItem(GridItem):
    """A transfer between two visits: a hatched strip with its minutes above."""

    def __init__(self, ink: Ink, way: Way) -> None:
        super().__init__(ink, Z_WAY)
        self.way = way
        self.short = 0
        self.past = False

    def show_way(self, way: Way) -> None:
        self.way = way
        self.update()

    def show_state(self, short: int, past: bool) -> None:
        """Minutes that are missing, 0 for none."""
        if (short, past) != (self.short, self.past):
            self.short, self.past = short, past
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self.past:
            painter.setOpacity(0.6)
        paint_strip_of_way(painter, self.ink, self.area, self.way.ends_at - self.way.starts_at, self.short)


class ShortWayItem(GridItem):
    """A way that nobody planned and that cannot be made in time."""

    def __init__(self, ink: Ink, length: timedelta, minutes: int) -> None:
        super().__init__(ink, Z_SHORT_WAY)
        self._length = length
        self._minutes = minutes

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        paint_strip_of_way(painter, self.ink, self.area, self._length, self._minutes)


def paint_strip_of_way(painter: QPainter, ink: Ink, area: QRectF, length: timedelta, short: int) -> None:
    """The strip, and above it how long it takes, or how many minutes are missing."""
    colour = "danger" if short else "hatch"
    strip = QRectF(area.left() + 1, area.top() + _STRIP_TOP, max(2.0, area.width() - 2), _STRIP)
    painter.fillRect(strip, ink.hatch(colour))
    painter.setPen(ink.pen(colour))
    painter.drawLine(strip.topLeft(), strip.topRight())
    painter.drawLine(strip.bottomLeft(), strip.bottomRight())
    words = f"−{short}" if short else duration(ink.workspace, length)
    needed = ink.width(words)
    if short or needed <= area.width() + _LABEL_ROOM / 2:
        left = area.center().x() - needed / 2
        font = ink.small_bold if short else ink.small
        ink.text(painter, font, "danger" if short else "text-2", left, area.top() + _STRIP_TOP - LINE - 1, words)


@dataclass(frozen=True, slots=True)
class ColumnLook:
    selected: bool = False
    current_row: str = ""
    past: bool = False
    hovered: bool = False
    severity: Severity = Severity.OFF


class ColumnItem(GridItem):
    """One activity of nearly everybody, through their rows. Its words stay in sight while the grid is scrolled."""

    def __init__(self, ink: Ink, column: Column) -> None:
        super().__init__(ink, Z_COLUMN)
        self.column = column
        self.look = ColumnLook()
        self._spans: Sequence[tuple[float, float]] = ()
        self._bottom = 0.0
        self._badges: Sequence[tuple[float, Mark]] = ()
        self._words_top = 0.0

    def show_column(
        self, column: Column, spans: Sequence[tuple[int, int]], badges: Sequence[tuple[float, Mark]]
    ) -> None:
        """`spans`: top and bottom of the rows that take part; `badges`: the middle of each row that has a conflict."""
        self.column, self._spans, self._badges = column, spans, badges
        self.update()

    def show_look(self, look: ColumnLook) -> None:
        if look != self.look:
            self.look = look
            self.setZValue(Z_COLUMN + 0.5 if look.selected else Z_COLUMN)
            self.update()

    def keep_in_sight(self, top: float) -> None:
        """`top`: the first height on the scene that is seen."""
        if top != self._words_top:
            self._words_top = top
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        token = direction_token(self.column.direction)
        width, own_top = self.area.width(), self.pos().y()
        painter.save()
        if self.look.past:
            painter.setOpacity(0.75)
        for top, bottom in self._spans:
            area = QRectF(0, top - own_top, width, bottom - top)
            painter.fillRect(area, self.ink.colour(f"{token}-t"))
            painter.fillRect(QRectF(0, area.top(), 6, area.height()), self.ink.colour(token))
            painter.setPen(self.ink.pen(f"{token}-x"))
            painter.drawLine(area.topRight(), area.bottomRight())
            if self.look.selected:
                painter.setPen(self.ink.pen("accent", 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(area.adjusted(1, 1, -1, -1))
        self._write(painter, width, own_top, token)
        for centre, mark in self._badges:
            if mark.severity in (Severity.ERROR, Severity.WARNING):
                self.ink.badge(painter, width - 10, centre - own_top, error=mark.severity is Severity.ERROR)
        painter.restore()

    def _write(self, painter: QPainter, width: float, own_top: float, token: str) -> None:
        if width < _COLUMN_TEXT or not self._spans:
            return
        in_sight = [span for span in self._spans if span[1] > self._words_top + 40] or [self._spans[-1]]
        first, last = in_sight[0]
        top = max(first, self._words_top) - own_top + 8
        bottom = last - own_top
        left, room = 14.0, width - 20
        activity, say_n = self.column.activity, self.ink.workspace.say_n
        painter.setClipRect(QRectF(0, top - 8, width, bottom - top + 8))
        icon = item_icon(activity.kind, self.column.direction)
        if icon:
            painter.drawPixmap(round(left), round(top), self.ink.pixmap(icon, f"{token}-x", 14))
        if activity.locked:
            painter.drawPixmap(round(left) + 20, round(top), self.ink.pixmap("lock", "text-2", 14))
        top += 19
        for line in self.ink.lines(activity.title, room, 4):
            self.ink.text(painter, self.ink.bold, "text", left, top, line)
            top += LINE
        top += 4
        if width < _COLUMN_ALL:
            return
        people = say_n("{n} person", "{n} people", self.column.people)
        for words in (
            self.ink.elided(span(activity.starts_at, activity.ends_at), room),
            *self.ink.lines(self.column.place, room, 3),
            "",
            *self.ink.lines(say_n("For {n} delegation", "For {n} delegations", len(self.column.rows)), room, 3),
            *self.ink.lines(people, room, 2),
        ):
            self.ink.text(painter, self.ink.plain, "text-2", left, top, words)
            top += LINE if words else 6
