"""The grid: turns moments into pixels, keeps an item for whatever a layout has, and changes only what differs.

The scene never asks the store; it is handed layouts, marks and what is selected.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.gui.timeline.block_painting import Look
from smalltowns_desktop.gui.timeline.ground import paint_ground
from smalltowns_desktop.gui.timeline.ink import Ink
from smalltowns_desktop.gui.timeline.items import (
    ColumnItem,
    ColumnLook,
    PieceItem,
    RowItem,
    ShortWayItem,
    WayItem,
)
from smalltowns_desktop.gui.timeline.layout import BLOCK_HEIGHT, Column, DayLayout, Item, Piece, Row, Way
from smalltowns_desktop.gui.timeline.marks import Marks

LEAST_SCALE, USUAL_SCALE, MOST_SCALE = 32, 64, 160
"""Pixels an hour."""
_EDGE = 6
"""How near an end of a block the pointer takes hold of that end."""
_LEAST_WIDTH = 6
_HEAD, _FOOT = 6, 40
"""Room over the first row, for the signs of its blocks, and under the last."""


class Part(StrEnum):
    BODY = "body"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Hit:
    """What lies under a point: an item, the row there, and which part of it."""

    item: Item
    row: str
    part: Part


class GridScene(QGraphicsScene):
    def __init__(self, ink: Ink) -> None:
        super().__init__()
        self.ink = ink
        self.scale = USUAL_SCALE
        self.layout: DayLayout | None = None
        self.marks = Marks()
        self.now: datetime | None = None
        self.selected: frozenset[str] = frozenset()
        """Keys of activities, or of transfers."""
        self.current: tuple[str, str] | None = None
        """Key of an item, and the row in which it has the focus."""
        self.left_behind: frozenset[str] = frozenset()
        """Keys of activities or transfers of which copies are being carried."""
        self._hovered = ""
        self._rows: dict[str, RowItem] = {}
        self._pieces: dict[str, dict[str, PieceItem]] = {}
        self._ways: dict[str, dict[str, WayItem]] = {}
        self._columns: dict[str, ColumnItem] = {}
        self._short_ways: dict[str, ShortWayItem] = {}
        self._top_in_sight = 0.0
        ink.theme.changed.connect(self.update)

    # Where things are

    def x_of(self, moment: datetime) -> float:
        return 0.0 if self.layout is None else self.layout.minute_of(moment) * self.scale / 60

    def minute_at(self, x: float) -> float:
        return x * 60 / self.scale

    def area_of(self, item: Item, row: Row) -> QRectF:
        """Where a block or ride stands, or the part of a column in a row."""
        lane = 0 if isinstance(item, Column) else item.lane
        return self.area(item.starts_at, item.ends_at, row, lane)

    def area(self, start: datetime, end: datetime, row: Row, lane: int = 0) -> QRectF:
        """Where something of a row stands."""
        left = self.x_of(start)
        return QRectF(left, row.lane_top(lane), max(_LEAST_WIDTH, self.x_of(end) - left - 1), BLOCK_HEIGHT)

    def hit(self, point: QPointF) -> Hit | None:
        """What can be chosen under a point, what stands in the row before columns."""
        if self.layout is None:
            return None
        row = self.layout.row_at(point.y())
        if row is None:
            return None
        margin = _EDGE if self.current is not None and self.current[1] == row.key else 0
        for piece in reversed(self.layout.pieces(row.key)):
            area = self.area_of(piece, row)
            reach = margin if self.current == (piece.key, row.key) else 0
            if area.adjusted(-reach, 0, reach, 0).contains(point):
                return Hit(piece, row.key, _part(area, point.x()))
        for column in self.layout.columns.values():
            if row.key in column.rows:
                left, right = self.x_of(column.starts_at), self.x_of(column.ends_at)
                if left <= point.x() <= right:
                    return Hit(column, row.key, _part(QRectF(left, 0, right - left, 1), point.x()))
        return None

    def way_at(self, point: QPointF) -> Way | None:
        """The strip of a transfer under a point."""
        row = None if self.layout is None else self.layout.row_at(point.y())
        if self.layout is None or row is None:
            return None
        ways = self.layout.strips(row.key)
        return next((way for way in ways if self.area(way.starts_at, way.ends_at, row, way.lane).contains(point)), None)

    # What is shown

    def show_layout(self, layout: DayLayout) -> None:
        """Go over to another layout; of the same day only what differs is touched."""
        before = self.layout
        same_grid = before is not None and (before.day, before.rows_by) == (layout.day, layout.rows_by)
        if not same_grid:
            self._clear_items()
            before = None
        self.layout = layout
        for row in layout.rows:
            old_row = None if before is None else before.row_by_key.get(row.key)
            content = layout.content(row.key)
            if before is None or old_row is None or before.content(row.key) is not content:
                self._fill_row(row, layout)
            elif old_row.top != row.top:
                self._rows[row.key].setY(row.top)
        if before is not None:
            for key in before.row_by_key.keys() - layout.row_by_key.keys():
                self._pieces.pop(key, None)
                self._ways.pop(key, None)
                self._drop([self._rows.pop(key)])
        self._fill_columns(layout)
        self._fill_short_ways()
        self._fit()
        if before is None or before.rows != layout.rows:
            self.update()

    def show_marks(self, marks: Marks) -> None:
        """Lay conflicts over what is shown."""
        before, self.marks = self.marks, marks
        self._refresh_looks(_marked_otherwise(before, marks))
        for key in before.ways.keys() | marks.ways.keys():
            ride = self._ways.get(key.partition("@")[2], {}).get(key)
            if ride is not None:
                ride.show_state(marks.ways.get(key, 0), self._is_past(ride.way.ends_at))
        if self.layout is not None:
            self._fill_columns(self.layout)
        self._fill_short_ways()

    def set_scale(self, scale: int) -> None:
        """Pixels an hour."""
        self.scale = max(LEAST_SCALE, min(MOST_SCALE, scale))
        if self.layout is None:
            return
        for row in self.layout.rows:
            self._fill_row(row, self.layout)
        self._fill_columns(self.layout)
        self._fill_short_ways()
        self._fit()
        self.update()

    def set_now(self, now: datetime) -> None:
        """Move the line of now; what is over grows pale."""
        if now != self.now:
            self.now = now
            self._refresh_looks()
            self.update()

    def choose(self, selected: Collection[str], current: tuple[str, str] | None) -> None:
        """Which activities are selected, and which item has the focus."""
        before = self.selected | ({self.current[0].partition("@")[0]} if self.current else set())
        self.selected, self.current = frozenset(selected), current
        after = self.selected | ({current[0].partition("@")[0]} if current else set())
        self._refresh_looks(before | after)

    def hover(self, key: str) -> None:
        if key != self._hovered:
            before, self._hovered = self._hovered, key
            self._refresh_looks({before.partition("@")[0], key.partition("@")[0]})

    def leave_behind(self, keys: Collection[str]) -> None:
        """Copies of these activities or transfers are being carried."""
        before, self.left_behind = self.left_behind, frozenset(keys)
        self._refresh_looks(before | self.left_behind)

    def keep_in_sight(self, top: float) -> None:
        """The view begins at this height: columns keep their words there."""
        self._top_in_sight = top
        for item in self._columns.values():
            item.keep_in_sight(top)

    # Items

    def _fill_row(self, row: Row, layout: DayLayout) -> None:
        holder = self._rows.get(row.key)
        if holder is None:
            holder = self._rows[row.key] = RowItem()
            self.addItem(holder)
        holder.place(row.top, layout.minutes * self.scale / 60, row.height)
        items = self._pieces.setdefault(row.key, {})
        pieces, strips = layout.pieces(row.key), layout.strips(row.key)
        wanted = {piece.key for piece in pieces}
        self._drop(items.pop(key) for key in items.keys() - wanted)
        for piece in pieces:
            item = items.get(piece.key)
            if item is None:
                item = items[piece.key] = PieceItem(self.ink, piece)
                item.setParentItem(holder)
            elif item.piece != piece:
                item.show_piece(piece)
            item.place(self.area_of(piece, row).translated(0, -row.top))
            item.show_look(self._look(piece))
        ways = self._ways.setdefault(row.key, {})
        wanted = {way.key for way in strips}
        self._drop(ways.pop(key) for key in ways.keys() - wanted)
        for way in strips:
            ride = ways.get(way.key)
            if ride is None:
                ride = ways[way.key] = WayItem(self.ink, way)
                ride.setParentItem(holder)
            elif ride.way != way:
                ride.show_way(way)
            ride.place(self.area(way.starts_at, way.ends_at, row, way.lane).translated(0, -row.top))
            ride.show_state(self.marks.ways.get(way.key, 0), self._is_past(way.ends_at))

    def _fill_columns(self, layout: DayLayout) -> None:
        self._drop(self._columns.pop(key) for key in self._columns.keys() - layout.columns.keys())
        for key, column in layout.columns.items():
            item = self._columns.get(key)
            if item is None:
                item = self._columns[key] = ColumnItem(self.ink, column)
                self.addItem(item)
            spans = layout.spans_of(column)
            badges = [
                ((row.top + row.bottom) / 2, mark)
                for (owner, row_key), mark in self.marks.in_column.items()
                if owner == key and (row := layout.row_by_key.get(row_key)) is not None
            ]
            whole = self.marks.items.get(key)
            if whole is not None and not badges:
                badges = [(spans[0][0] + BLOCK_HEIGHT / 2, whole)]
            left, width = self.x_of(column.starts_at), self.x_of(column.ends_at) - self.x_of(column.starts_at)
            item.place(QRectF(left, spans[0][0], max(_LEAST_WIDTH, width), spans[-1][1] - spans[0][0]))
            item.show_column(column, spans, badges)
            item.show_look(self._column_look(column))
            item.keep_in_sight(self._top_in_sight)

    def _fill_short_ways(self) -> None:
        layout = self.layout
        self._drop(self._short_ways.values())
        self._short_ways.clear()
        if layout is None:
            return
        for key, way in self.marks.short_ways.items():
            row = layout.row_by_key.get(way.row)
            if row is not None and way.ends_at > layout.begins_at:
                item = self._short_ways[key] = ShortWayItem(self.ink, way.ends_at - way.starts_at, way.minutes)
                self.addItem(item)
                item.place(self.area(way.starts_at, way.ends_at, row))

    def _drop(self, items: Iterable[QGraphicsItem]) -> None:
        for item in list(items):
            self.removeItem(item)

    def _clear_items(self) -> None:
        self._pieces.clear()
        self._ways.clear()
        self._drop(self._rows.values())
        self._rows.clear()
        self._drop(self._columns.values())
        self._columns.clear()

    def _fit(self) -> None:
        assert self.layout is not None, "there is a layout to fit"
        height = self.layout.height + _HEAD + _FOOT
        self.setSceneRect(0, -_HEAD, self.layout.minutes * self.scale / 60, height)

    # Looks

    def _refresh_looks(self, keys: Collection[str] | None = None) -> None:
        """Look again at everything, or at some activities or transfers only."""
        if self.layout is None:
            return
        if keys is not None:
            for key in keys:
                for row in self.layout.rows_of.get(key, ()):
                    item = self._pieces.get(row, {}).get(f"{key}@{row}")
                    if item is not None:
                        item.show_look(self._look(item.piece))
                column = self._columns.get(f"{key}@")
                if column is not None:
                    column.show_look(self._column_look(column.column))
            return
        for items in self._pieces.values():
            for item in items.values():
                item.show_look(self._look(item.piece))
        for rides in self._ways.values():
            for ride in rides.values():
                ride.show_state(self.marks.ways.get(ride.way.key, 0), self._is_past(ride.way.ends_at))
        for column in self._columns.values():
            column.show_look(self._column_look(column.column))

    def _look(self, piece: Piece) -> Look:
        key = piece.key
        mark = self.marks.items.get(key)
        severity = Severity.OFF if mark is None else mark.severity
        return Look(
            selected=piece.id in self.selected,
            current=self.current is not None and self.current[0] == key,
            hovered=key == self._hovered,
            past=self._is_past(piece.ends_at),
            left=piece.id in self.left_behind,
            severity=severity,
            accepted=mark is not None and severity is Severity.OFF,
            short=self.marks.ways.get(key, 0) if isinstance(piece, Way) else 0,
        )

    def _column_look(self, column: Column) -> ColumnLook:
        mark = self.marks.items.get(column.key)
        current = self.current if self.current is not None and self.current[0] == column.key else None
        return ColumnLook(
            selected=column.activity.id in self.selected or current is not None,
            current_row=current[1] if current else "",
            past=self._is_past(column.ends_at) or column.activity.id in self.left_behind,
            hovered=column.key == self._hovered,
            severity=Severity.OFF if mark is None else mark.severity,
        )

    def _is_past(self, end: datetime) -> bool:
        return self.now is not None and end <= self.now

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.fillRect(rect, self.ink.colour("surface"))
        if self.layout is not None:
            paint_ground(painter, self.ink, self.layout, QRectF(rect), self.scale, self.now)


def _marked_otherwise(before: Marks, after: Marks) -> set[str]:
    """The keys of activities and transfers of which something on the grid is."""
    keys = before.items.keys() | after.items.keys()
    others = {key for key in keys if before.items.get(key) != after.items.get(key)}
    others |= {key for key in before.ways.keys() | after.ways.keys() if before.ways.get(key) != after.ways.get(key)}
    return {key.partition("@")[0] for key in others}


def _part(area: QRectF, x: float) -> Part:
    if area.width() < 4 * _EDGE:
        return Part.BODY
    if x <= area.left() + _EDGE:
        return Part.START
    return Part.END if x >= area.right() - _EDGE else Part.BODY
