"""Requests without a time, as cards that are carried onto the timeline."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from smalltowns_desktop.gui.models.requests import CARD_ROLE, KEY_ROLE, Card, RequestsModel, open_requests
from smalltowns_desktop.gui.painting import paint_code_tile, paint_strip
from smalltowns_desktop.gui.theme import LABEL_PX, TEXT_PX, font
from smalltowns_desktop.gui.timeline.ink import direction_icon, direction_token
from smalltowns_desktop.gui.widgets.parts import IconLabel, column, label, row, surface
from smalltowns_desktop.gui.workspace import Workspace

_CARD_HEIGHT, _GAP = 48, 3
_TILE = (28, 20)


class CardDelegate(QStyledItemDelegate):
    """A card of 48 pixels: direction, site, where and when, how long, whose, and a grip."""

    def __init__(self, workspace: Workspace, view: QListView) -> None:
        super().__init__(view)
        self._theme = workspace.theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, _CARD_HEIGHT + 2 * _GAP)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        card = index.data(CARD_ROLE)
        if not isinstance(card, Card):
            return
        theme = self._theme
        area = QRectF(option.rect).adjusted(8, _GAP, -8, -_GAP)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("accent" if selected else "line-strong" if hovered else "line"))
        painter.setBrush(theme.colour("accent-soft" if selected else "surface"))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        paint_strip(painter, theme, area.adjusted(1, 2, 0, -2), card.direction)
        right = area.right() - 24
        painter.drawPixmap(
            round(area.right()) - 20, round(area.center().y()) - 8, theme.pixmap("grip-vertical", "text-3", 16)
        )
        right = self._write_right(painter, card, area, right)
        self._write_left(painter, card, area, right)
        painter.restore()

    def _write_right(self, painter: QPainter, card: Card, area: QRectF, right: float) -> float:
        """How long, and below it whose; returns where the left part has to end."""
        painter.setFont(font(LABEL_PX))
        painter.setPen(self._theme.colour("text-2"))
        width = painter.fontMetrics().horizontalAdvance(card.how_long)
        painter.drawText(round(right - width), round(area.top()) + 18, card.how_long)
        if card.tile is not None:
            colour, filled = self._theme.delegation_colour(card.tile.colour, card.tile.position)
            place = QRectF(right - _TILE[0], area.bottom() - _TILE[1] - 4, *_TILE)
            paint_code_tile(painter, self._theme, place, card.tile.code, colour, filled)
        return right - max(width, _TILE[0]) - 8

    def _write_left(self, painter: QPainter, card: Card, area: QRectF, right: float) -> None:
        left = area.left() + 14
        painter.setFont(font(TEXT_PX, bold=True))
        painter.setPen(self._theme.colour("text"))
        title = painter.fontMetrics().elidedText(card.title, Qt.TextElideMode.ElideRight, round(right - left))
        painter.drawText(round(left), round(area.top()) + 19, title)
        if card.direction >= 0:
            icon = self._theme.pixmap(direction_icon(card.direction), f"{direction_token(card.direction)}-x", 14)
            painter.drawPixmap(round(left), round(area.bottom()) - 20, icon)
            left += 18
        painter.setFont(font(LABEL_PX))
        painter.setPen(self._theme.colour("text-2"))
        where = painter.fontMetrics().elidedText(card.where_and_when, Qt.TextElideMode.ElideRight, round(right - left))
        painter.drawText(round(left), round(area.bottom()) - 8, where)


class _Cards(QListView):
    """Signals: `entered_row` (Enter on a card)."""

    entered_row = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_row.emit()
        else:
            super().keyPressEvent(event)


class RequestTray(QWidget):
    """Signals: `plan_wished` (key of a request: find it a time on the day that is shown)."""

    plan_wished = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.store = workspace.store
        say = workspace.say
        self.model = RequestsModel(workspace)
        self.cards = _Cards()
        self.cards.setModel(self.model)
        self.cards.setItemDelegate(CardDelegate(workspace, self.cards))
        self.cards.setAccessibleName(say("Requests without a time"))
        self.cards.setDragEnabled(not self.store.db.read_only)
        self.cards.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.cards.setMouseTracking(True)
        self.cards.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.cards.setUniformItemSizes(True)
        self.cards.entered_row.connect(self._plan)
        self._count = label(role="count")
        self._count.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._empty = label(say("Every request has a visit."), "hint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = surface(
            "head",
            row(
                IconLabel(workspace.theme, "inbox"),
                label(say("Requests without a time"), "heading"),
                self._count,
                None,
                margins=(12, 3, 8, 3),
            ),
        )
        head.setMinimumHeight(36)
        self.setLayout(column(head, self.cards, self._empty, gap=0))
        self.store.conflicts_changed.connect(self._refresh)
        self._refresh()

    def choose(self, key: str) -> None:
        """Bring a request's card into sight."""
        place = self.model.row_of(key)
        if place >= 0:
            index = self.model.index(place)
            self.cards.setCurrentIndex(index)
            self.cards.scrollTo(index)

    def _plan(self) -> None:
        key = self.cards.currentIndex().data(KEY_ROLE)
        if key is not None and not self.store.db.read_only:
            self.plan_wished.emit(key)

    def _refresh(self) -> None:
        requests = open_requests(self.store.programme, self.store.conflicts)
        self.model.show_requests(requests)
        self._count.setText(str(len(requests)))
        self.cards.setVisible(bool(requests))
        self._empty.setVisible(not requests)
