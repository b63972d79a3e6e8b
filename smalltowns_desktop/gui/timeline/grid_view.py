"""The grid that is looked at: what is chosen, what is in sight, how large, and what rests under the pointer."""

from collections.abc import Collection
from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHelpEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsView

from smalltowns_desktop.gui.timeline.layout import Item, Way
from smalltowns_desktop.gui.timeline.scene import GridScene
from smalltowns_desktop.gui.timeline.tips import spoken, spoken_row, tip_of_item, tip_of_way
from smalltowns_desktop.gui.widgets.tips import show_plain_tip
from smalltowns_desktop.gui.workspace import Workspace

_ZOOM_STEP = 8


class GridView(QGraphicsView):
    """Signals: `chosen` (the selection, or the item in focus, is another), `zoomed` (pixels an hour), `looked`
    (another part is in sight).

    A screen reader is told of the item in focus by the view's description and by an announcement, and finds the day as
    a true table in the page's table. The grid itself cannot be one to it: PySide6 has no `QAccessibleTableInterface`,
    and of the interfaces that a factory of Python's makes, Qt destroys one half when it likes while Python keeps the
    other for good.
    """

    chosen = Signal()
    zoomed = Signal(int)
    looked = Signal()

    def __init__(self, workspace: Workspace, scene: GridScene) -> None:
        super().__init__(scene)
        self.workspace = workspace
        self.grid = scene
        scene.setParent(self)  # it goes after the view does, and so tells it nothing on its way
        self.setAccessibleName(workspace.say("Timeline"))
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # The scene fills every pixel. Known to be opaque, the viewport is scrolled as a picture, and only what comes
        # into sight is painted.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.horizontalScrollBar().valueChanged.connect(self._moved)
        self.verticalScrollBar().valueChanged.connect(self._moved)

    # What is chosen

    def choose(self, item: Item, row: str, *, add: bool = False) -> None:
        """Put the focus on an item in a row, alone or beside those of its kind that are selected."""
        programme = self.workspace.store.programme
        kin = programme.transfers if isinstance(item, Way) else programme.activities
        selected = {key for key in self.grid.selected if key in kin} ^ {item.id} if add else {item.id}
        self.grid.choose(selected, (item.key, row))
        self.tell_focus()
        self.chosen.emit()

    def choose_many(self, keys: Collection[str]) -> None:
        """Select activities or transfers; none takes the focus away too."""
        self.grid.choose(keys, self.grid.current if keys else None)
        self.tell_focus()
        self.chosen.emit()

    def choose_row(self, row: str) -> None:
        """Put the focus on a row as a whole and bring it into sight."""
        layout = self.grid.layout
        if layout is None or row not in layout.row_by_key:
            return
        self.grid.choose((), ("", row))
        self.tell_focus()
        place = layout.row_by_key[row]
        self.ensureVisible(QRectF(self.mapToScene(0, 0).x(), place.top, 1, place.height), 0, 12)
        self.chosen.emit()

    def focused_item(self) -> tuple[Item, str] | None:
        """The item in focus and its row."""
        layout, current = self.grid.layout, self.grid.current
        if layout is None or current is None or current[1] not in layout.row_by_key:
            return None
        item = layout.item(current[0])
        return None if item is None else (item, current[1])

    def tell_focus(self) -> None:
        """Let a screen reader know what is in focus, and how it is, if that is news."""
        words = self._words_of_focus()
        if words == self.accessibleDescription():
            return
        self.setAccessibleDescription(words)
        if words and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _words_of_focus(self) -> str:
        layout, current, focused = self.grid.layout, self.grid.current, self.focused_item()
        if layout is None or current is None or current[1] not in layout.row_by_key:
            return ""
        row = layout.row_by_key[current[1]]
        if focused is None:
            return spoken_row(self.workspace, row, layout.rows_by)
        return spoken(self.workspace, focused[0], row, layout.rows_by, self.grid.marks)

    def show_item(self, item: Item, row: str) -> None:
        """Scroll until an item is in sight."""
        if self.grid.layout is not None and row in self.grid.layout.row_by_key:
            self.ensureVisible(self.grid.area_of(item, self.grid.layout.row_by_key[row]), 40, 12)

    # Where we look

    def in_sight(self) -> QRectF:
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def go_to_moment(self, moment: datetime, *, share: float = 0.0) -> None:
        """Scroll so that a moment is at a share of the width from the left."""
        self.horizontalScrollBar().setValue(round(self.grid.x_of(moment) - share * self.viewport().width()))

    def zoom(self, scale: int, around: float | None = None) -> None:
        """Another scale, keeping the moment at `around` (pixels in the viewport) where it is."""
        before = self.grid.scale
        at = self.viewport().width() / 2 if around is None else around
        minute = self.grid.minute_at(self.horizontalScrollBar().value() + at)
        self.grid.set_scale(scale)
        if self.grid.scale != before:
            self.horizontalScrollBar().setValue(round(minute * self.grid.scale / 60 - at))
            self.zoomed.emit(self.grid.scale)

    def zoom_by(self, steps: int, around: float | None = None) -> None:
        self.zoom(self.grid.scale + steps * _ZOOM_STEP, around)

    def _moved(self) -> None:
        if self.scene() is None:
            return  # a scene that goes has dropped its items already when it leaves the view, and that scrolls the view
        self.grid.keep_in_sight(self.mapToScene(0, 0).y())
        self.looked.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is in focus stays in sight when a panel opens beside the grid."""
        super().resizeEvent(event)
        self.grid.ink.dpr = self.devicePixelRatioF()
        layout, focused = self.grid.layout, self.focused_item()
        if layout is not None and focused is not None:
            item, row = focused
            before = QRectF(self.mapToScene(0, 0), QSizeF(event.oldSize()))
            if before.intersects(self.grid.area_of(item, layout.row_by_key[row])):
                self.show_item(item, row)
        self.looked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            self.zoom_by(round(turned / 120) or (1 if turned > 0 else -1), event.position().x())
            event.accept()
        else:
            super().wheelEvent(event)

    # Tool tips

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            show_plain_tip(event.globalPos(), self.tip_at(event.pos()))
            return True
        return super().viewportEvent(event)

    def tip_at(self, point: QPoint) -> str:
        """What is said of what lies under a point of the viewport; plain text, "" for nothing."""
        spot = self.mapToScene(point)
        hit = self.grid.hit(spot)
        if hit is not None:
            return tip_of_item(self.workspace, hit.item, self.grid.marks)
        way = self.grid.way_at(spot)
        return "" if way is None else tip_of_way(self.workspace, way, self.grid.marks)
