"""The grid under mouse and keyboard: choose, drag, draw, zoom.

The view changes nothing itself: it emits wishes, whoever hears them does the deed, and the new layout comes back.
"""

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication

from smalltowns_desktop.domain.model import Activity
from smalltowns_desktop.gui.models.requests import REQUEST_MIME
from smalltowns_desktop.gui.timeline.carried_items import BandItem
from smalltowns_desktop.gui.timeline.carrier import Carrier
from smalltowns_desktop.gui.timeline.gestures import Drawing, Moving, Planning, Resizing
from smalltowns_desktop.gui.timeline.grid_view import GridView
from smalltowns_desktop.gui.timeline.keys import edit_to_next_row, edits_in_time
from smalltowns_desktop.gui.timeline.layout import RowsBy, ids_of, neighbour
from smalltowns_desktop.gui.timeline.moves import movable, times_of
from smalltowns_desktop.gui.timeline.scene import GridScene, Hit, Part
from smalltowns_desktop.gui.widgets.tips import show_plain_tip
from smalltowns_desktop.gui.workspace import Workspace

_NEAR_EDGE, _SCROLL_STEP, _SCROLL_MS = 28, 24, 30
_STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
_ALT, _CTRL, _SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class TimelineView(GridView):
    """Signals, beside the grid's: `edits_wished` (a list of `ActivityEdit` or of `TransferEdit`), `drawn` (an
    `ActivityEdit` of a new activity), `request_dropped` (key, moment), `open_wished` (edit the item in focus),
    `way_opened` (the key of a transfer whose strip it was)."""

    edits_wished = Signal(list)
    drawn = Signal(object)
    request_dropped = Signal(str, object)
    open_wished = Signal()
    way_opened = Signal(str)

    def __init__(self, workspace: Workspace, scene: GridScene) -> None:
        super().__init__(workspace, scene)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.carrier = Carrier(workspace, scene, self.in_sight, self)
        self._band = BandItem(scene.ink)
        scene.addItem(self._band)
        self._pressed: tuple[QPoint, Hit | None] | None = None
        self._band_from: QPointF | None = None
        self._last_point = QPoint()
        self._edge_timer = QTimer(self, interval=_SCROLL_MS)
        self._edge_timer.timeout.connect(self._scroll_at_edge)

    @property
    def may_write(self) -> bool:
        return not self.workspace.store.db.read_only

    # The mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self.grid.layout is None:
            return
        point = event.position().toPoint()
        hit = self.grid.hit(self.mapToScene(point))
        self._pressed = (point, hit)
        if hit is None:
            return
        add = bool(event.modifiers() & _CTRL)
        if add or hit.item.id not in self.grid.selected:
            self.choose(hit.item, hit.row, add=add)
        else:  # several stay selected, to be dragged together
            self.grid.choose(self.grid.selected, (hit.item.key, hit.row))
            self.chosen.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        self._last_point = point
        if self._pressed is None:
            self._hover(point)
            return
        far = (point - self._pressed[0]).manhattanLength() >= QApplication.startDragDistance()
        if not self._dragging and far:
            self._begin(self._pressed, event.modifiers())
        if self._dragging:
            self._edge_timer.start()
            self._drag_to(point, fine=bool(event.modifiers() & _ALT))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        pressed, self._pressed = self._pressed, None
        self._edge_timer.stop()
        if self._band_from is not None:
            self._finish_band()
        elif self.carrier.active:
            self._finish_drag()
        elif pressed is not None and pressed[1] is None:
            self.choose_many(())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = self.mapToScene(event.position().toPoint())
        way = self.grid.way_at(spot)
        if self.grid.hit(spot) is not None:
            self.open_wished.emit()
        elif way is not None:
            self.way_opened.emit(way.id)

    def leaveEvent(self, event: QEvent) -> None:
        self.grid.hover("")
        super().leaveEvent(event)

    def _hover(self, point: QPoint) -> None:
        hit = self.grid.hit(self.mapToScene(point))
        self.grid.hover("" if hit is None else hit.item.key)
        resizes = hit is not None and hit.part is not Part.BODY and not hit.item.locked and self.may_write
        self.viewport().setCursor(Qt.CursorShape.SizeHorCursor if resizes else Qt.CursorShape.ArrowCursor)

    # A drag

    @property
    def _dragging(self) -> bool:
        return self.carrier.active or self._band_from is not None

    def _begin(self, pressed: tuple[QPoint, Hit | None], modifiers: Qt.KeyboardModifier) -> None:
        spot, hit = self.mapToScene(pressed[0]), pressed[1]
        layout, programme = self.grid.layout, self.workspace.store.programme
        assert layout is not None, "a press needs a layout"
        minute = self.grid.minute_at(spot.x())
        if hit is None:
            row = layout.row_at(spot.y())
            by_vehicle = layout.rows_by is RowsBy.VEHICLES  # a ride has two ends on the map: it is not drawn
            if modifiers & (_CTRL | _SHIFT) or row is None or by_vehicle or not self.may_write:
                self._band_from = spot
            else:
                title = self.workspace.say("New activity")
                self.carrier.start(Drawing(programme, layout, row, minute, title), row.key)
            return
        held = hit.item.id
        rows = movable(programme, [held, *sorted(self.grid.selected - {held})] if hit.part is Part.BODY else [held])
        locked = next((row for row in rows if isinstance(row, Activity) and row.locked), None)
        if locked is not None or not self.may_write:
            self._pressed = None
            if locked is not None:
                words = self.workspace.say("“{title}” is locked. Unlock: Ctrl+L", title=locked.title)
                show_plain_tip(self.viewport().mapToGlobal(pressed[0]), words)
            return
        gesture: Moving | Resizing
        if hit.part is Part.BODY:
            gesture = Moving(programme, layout, rows, hit.item, hit.row, minute)
        else:
            gesture = Resizing(layout, rows[0], hit.row, minute, at_start=hit.part is Part.START)
        self.carrier.start(gesture, hit.row, [row.id for row in rows])

    def _drag_to(self, point: QPoint, *, fine: bool) -> None:
        spot = self.mapToScene(point)
        if self._band_from is not None:
            self._band.pull(QRectF(self._band_from, spot).normalized())
        else:
            self.carrier.carry_to(spot, fine=fine)

    def _finish_drag(self) -> None:
        draws = self.carrier.draws
        offer = self.carrier.finish()
        if offer is None:
            return
        if draws:
            self.drawn.emit(offer.edits[0])
            return
        current = self.grid.current
        if current is not None and current[0].partition("@")[2]:
            held = current[0].partition("@")[0]
            self.grid.choose(self.grid.selected, (f"{held}@{offer.row}", offer.row))
        self.edits_wished.emit(list(offer.edits))

    def _finish_band(self) -> None:
        area = self._band.sceneBoundingRect()
        self._band_from = None
        self._band.hide()
        layout = self.grid.layout
        if layout is None:
            return
        items = [
            piece
            for row in layout.rows_between(area.top(), area.bottom())
            for piece in layout.pieces(row.key)
            if self.grid.area_of(piece, row).intersects(area)
        ]
        self.choose_many(ids_of(items))

    def _cancel_drag(self) -> None:
        self._pressed = self._band_from = None
        self._edge_timer.stop()
        self._band.hide()
        self.carrier.cancel()

    def _scroll_at_edge(self) -> None:
        """A drag near an edge of the viewport moves the grid along."""
        area, point = self.viewport().rect(), self._last_point
        right = _pull(point.x(), area.width())
        down = _pull(point.y(), area.height())
        if not self._dragging or (not right and not down):
            self._edge_timer.stop()
            return
        for bar, pull in ((self.horizontalScrollBar(), right), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + pull * _SCROLL_STEP)
        self._drag_to(point, fine=bool(QApplication.keyboardModifiers() & _ALT))

    # A request that is carried here

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        key = _request_in(event.mimeData())
        programme, layout = self.workspace.store.programme, self.grid.layout
        if key not in programme.requests or layout is None or not self.may_write:
            event.ignore()
            return
        self.carrier.start(Planning(programme, layout, programme.requests[key]), "")
        event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.carrier.carry_to(self.mapToScene(event.position().toPoint()), fine=bool(event.modifiers() & _ALT))
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.carrier.cancel()

    def dropEvent(self, event: QDropEvent) -> None:
        self.carrier.carry_to(self.mapToScene(event.position().toPoint()), fine=bool(event.modifiers() & _ALT))
        offer = self.carrier.finish()
        event.acceptProposedAction()
        if offer is not None:
            self.request_dropped.emit(_request_in(event.mimeData()), times_of(offer.edits[0].after)[0])

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = _STEPS.get(Qt.Key(event.key()))
        if event.key() == Qt.Key.Key_Escape and self._dragging:
            self._cancel_drag()
        elif event.key() == Qt.Key.Key_Escape and self.grid.selected:
            self.choose_many(())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.focused_item() is not None:
            self.open_wished.emit()
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom_by(-1 if event.key() == Qt.Key.Key_Minus else 1)
        elif arrow is not None and event.modifiers() & _ALT:
            self._edit_by_arrow(arrow, length=bool(event.modifiers() & _SHIFT))
        elif arrow is not None:
            self._focus_by_arrow(arrow, add=bool(event.modifiers() & _SHIFT))
        else:
            super().keyPressEvent(event)

    def _focus_by_arrow(self, arrow: tuple[int, int], *, add: bool) -> None:
        layout, focused = self.grid.layout, self.focused_item()
        if layout is None:
            return
        if focused is None:
            chosen_row = None if self.grid.current is None else layout.row_by_key.get(self.grid.current[1])
            top = self.mapToScene(0, 0).y() if chosen_row is None else chosen_row.top
            for row in layout.rows_between(top, layout.height):
                items = layout.items_of_row(row.key)
                if items:
                    self.choose(items[0], row.key)
                    self.show_item(items[0], row.key)
                    return
            return
        found = neighbour(layout, focused[0].key, focused[1], arrow)
        item = None if found is None else layout.item(found[0])
        if found is not None and item is not None:
            self.choose(item, found[1], add=add)
            self.show_item(item, found[1])

    def _edit_by_arrow(self, arrow: tuple[int, int], *, length: bool) -> None:
        layout, focused, programme = self.grid.layout, self.focused_item(), self.workspace.store.programme
        if layout is None or focused is None or not self.may_write:
            return
        item, row = focused
        across, down = arrow
        if across:
            chosen = [item.id, *sorted(self.grid.selected - {item.id})]
            self.edits_wished.emit(edits_in_time(programme, chosen, across, length=length))
            return
        found = edit_to_next_row(programme, layout, item, row, down)
        if found is not None:
            edit, target = found
            if not item.locked:
                self.grid.choose(self.grid.selected, (f"{item.id}@{target}", target))
            self.edits_wished.emit([edit])


def _pull(at: int, size: int) -> int:
    """-1 or 1 near an end of something `size` long."""
    return -1 if at < _NEAR_EDGE else 1 if at > size - _NEAR_EDGE else 0


def _request_in(data: QMimeData) -> str:
    """The key of the request that is carried, "" for anything else."""
    return bytes(data.data(REQUEST_MIME).data()).decode() if data.hasFormat(REQUEST_MIME) else ""
