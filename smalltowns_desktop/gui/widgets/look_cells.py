"""Paints the cells of a `LooksModel`."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from smalltowns_desktop.gui.models.looks import LOOK_ROLE, PLAIN, Look
from smalltowns_desktop.gui.models.table import Index
from smalltowns_desktop.gui.theme import TEXT_PX, Theme, font
from smalltowns_desktop.gui.widgets.cells import PADDING, TILE_WIDTH, Cells
from smalltowns_desktop.gui.widgets.tips import show_plain_tip

_ACCENT, _BAR_HEIGHT, _ICON = 3, 4, 22


class LookDelegate(QStyledItemDelegate):
    """A row's ground and its current mark, then tile, icon, text and bar as the cell's `Look` says."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._cells = Cells(theme, self)
        theme.changed.connect(view.viewport().update)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        current = index.row() == self._view.currentIndex().row()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        ground = "accent-soft" if selected else "hover" if over else "surface"
        self._cells.ground(painter, area, ground)
        if current and self._view.horizontalHeader().visualIndex(index.column()) == 0:
            painter.fillRect(QRect(area.left(), area.top(), _ACCENT, area.height()), self._cells.colour("accent"))
        look = index.data(LOOK_ROLE) or PLAIN
        self._paint_look(painter, area.adjusted(PADDING, 0, -PADDING, -1), look, index)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """What the model tells of a cell, else its whole text where it does not fit."""
        if not index.isValid():
            return False
        tip = index.data(Qt.ItemDataRole.ToolTipRole)
        if tip is None:
            text, look = str(index.data() or ""), index.data(LOOK_ROLE) or PLAIN
            room = option.rect.width() - 2 * PADDING - (TILE_WIDTH + PADDING if look.tile is not None else 0)
            room -= _ICON if look.icon else 0
            tip = text if QFontMetrics(font(TEXT_PX, bold=look.bold)).horizontalAdvance(text) > room else ""
        show_plain_tip(event.globalPos(), str(tip))
        return True

    def _paint_look(self, painter: QPainter, area: QRect, look: Look, index: Index) -> None:
        left = area.left()
        if look.tile is not None:
            left += self._cells.tile(painter, area, look.tile.code, look.tile.colour, look.tile.position)
        if look.icon:
            left += self._cells.icon(painter, QRect(left, area.top(), 0, area.height()), look.icon, look.icon_colour)
        room = QRect(left, area.top(), area.right() - left + 1, area.height())
        text = str(index.data() or "")
        if look.share is not None:
            self._paint_bar(painter, QRect(room.left(), area.bottom() - 7, room.width(), _BAR_HEIGHT), look.share)
            room.setHeight(area.height() - 7)
        if index.data(Qt.ItemDataRole.TextAlignmentRole) is not None:
            painter.setFont(font(TEXT_PX, bold=look.bold))
            painter.setPen(self._cells.colour(look.colour))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
        else:
            self._cells.text(painter, room, text, look.colour, bold=look.bold)

    def _paint_bar(self, painter: QPainter, area: QRect, share: float) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._cells.colour("surface-3"))
        painter.drawRoundedRect(QRectF(area), 2, 2)
        painter.setBrush(self._cells.colour("danger" if share > 1 else "accent"))
        painter.drawRoundedRect(QRectF(area.left(), area.top(), area.width() * min(1.0, share), area.height()), 2, 2)
        painter.restore()
