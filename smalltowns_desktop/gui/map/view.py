"""The map as a person handles it: zoom, pan, a click that chooses a site or gives a place, keys."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent, QShowEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView

from smalltowns_desktop.domain.keyboard import as_typed_on_us
from smalltowns_desktop.gui.map.backdrop import Backdrop
from smalltowns_desktop.gui.map.content import MapContent
from smalltowns_desktop.gui.map.items import CountMark, Fixed, SiteMark
from smalltowns_desktop.gui.map.land import Land
from smalltowns_desktop.gui.map.scene import MapScene
from smalltowns_desktop.gui.workspace import Workspace

_STEP = 1.3
_MOST = 160.0
"""Pixels a kilometre."""
_EDGE = 28
"""Pixels left free around everything."""
_ASIDE = 14
"""Pixels by which everything stands to the right of the middle, if it may: cards lie over the left edge."""
_PAN = 80
_CLICK = 4
"""Pixels that the mouse may move between press and release of a click."""


class MapView(QGraphicsView):
    """Shows a `MapContent`.

    Signals: `chosen` (a site's key), `hovered` (a site's key or "", and where), `picked` (latitude, longitude: a click
    while picking), `picking_left` (Esc), `stop_wanted` (1 or -1: the next or previous stop), `scaled` (pixels a km),
    `moved` (marks stand elsewhere in the view now).
    """

    chosen = Signal(str)
    hovered = Signal(str, QPoint)
    picked = Signal(float, float)
    picking_left = Signal()
    stop_wanted = Signal(int)
    scaled = Signal(float)
    moved = Signal()

    def __init__(self, workspace: Workspace, land: Land) -> None:
        super().__init__()
        self._workspace = workspace
        self._theme = workspace.theme
        self._land = land
        self._backdrop = Backdrop(workspace.theme, land, workspace.words.language)
        self._marks = MapScene(workspace, land)
        self._marks.setParent(self)
        self._bordered = False
        self._fitted = True
        self._picking = False
        self._pressed: QPoint | None = None
        self._panned = False
        self.setScene(self._marks)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setMouseTracking(True)
        self.setAccessibleName(workspace.say("Map of the places"))
        self.setAccessibleDescription(
            workspace.say(
                "Arrows move it, + and − change the scale, 0 shows everything. The table has the same places."
            )
        )
        self._theme.changed.connect(self._repaint)

    # What is shown

    @property
    def marks(self) -> MapScene:
        """The scene, by its own class."""
        return self._marks

    def show_content(self, content: MapContent) -> None:
        """Draw another picture of the event; scale and place stay."""
        before = self._marks.content
        if content == before and self._bordered:
            return
        self._backdrop.show_districts(content.centres)
        self._marks.show_content(content)
        self.resetCachedContent()
        if content.bounds(self._land) != before.bounds(self._land) or not self._bordered:
            self._set_borders()

    def bring_into_view(self, key: str) -> None:
        """Move the map so that a site is well inside it."""
        place = next((site.point for site in self._marks.content.sites if site.key == key), None)
        if place is None:
            return
        on_screen = self.mapFromScene(QPointF(*place))
        if not self.viewport().rect().adjusted(60, 60, -60, -60).contains(on_screen):
            self._fitted = False
            self.centerOn(QPointF(*place))

    def point_of(self, key: str) -> QPoint | None:
        """Where a site's mark is in the view; None if it is not drawn by itself."""
        point = self._marks.mark_of(key)
        return None if point is None else self.mapFromScene(point)

    def mark_points(self) -> list[tuple[float, float]]:
        """Where marks are in the view, towns' names with them."""
        return [(point.x(), point.y()) for point in map(self.mapFromScene, self._marks.mark_points())]

    # Scale and place

    @property
    def pixels_a_km(self) -> float:
        return self.transform().m11()

    def fit(self) -> None:
        """Show everything."""
        self._fitted = True
        left, top, right, bottom = self._marks.content.bounds(self._land)
        area = self.viewport().rect()
        wide, high = max(right - left, 1), max(bottom - top, 1)
        scale = min((area.width() - 2 * _EDGE) / wide, (area.height() - 2 * _EDGE) / high)
        self._set_scale(min(max(scale, 0.05), _MOST), QGraphicsView.ViewportAnchor.AnchorViewCenter)
        free = (area.width() - wide * self.pixels_a_km) / 2 - _EDGE / 2
        aside = min(_ASIDE, max(0.0, free)) / self.pixels_a_km
        self.centerOn((left + right) / 2 - aside, (top + bottom) / 2)

    def zoom(self, factor: float, anchor: QGraphicsView.ViewportAnchor | None = None) -> None:
        """Change the scale, around the middle of the view unless told otherwise."""
        self._fitted = False
        least = self._fitting_scale() * 0.6
        scale = min(max(self.pixels_a_km * factor, least), _MOST)
        self._set_scale(scale, anchor or QGraphicsView.ViewportAnchor.AnchorViewCenter)

    def zoom_in(self) -> None:
        self.zoom(_STEP)

    def zoom_out(self) -> None:
        self.zoom(1 / _STEP)

    def pick(self, picking: bool) -> None:
        """Whether the next click gives a place instead of choosing a site."""
        self._picking = picking
        self.viewport().setCursor(Qt.CursorShape.CrossCursor if picking else Qt.CursorShape.ArrowCursor)

    def _fitting_scale(self) -> float:
        left, top, right, bottom = self._marks.content.bounds(self._land)
        area = self.viewport().rect()
        return max(0.01, min(area.width() / max(right - left, 1), area.height() / max(bottom - top, 1)))

    def _set_scale(self, scale: float, anchor: QGraphicsView.ViewportAnchor) -> None:
        self.setTransformationAnchor(anchor)
        self.setTransform(QTransform.fromScale(scale, scale))
        self._marks.show_scale(scale)
        self.scaled.emit(scale)

    def _set_borders(self) -> None:
        self._bordered = True
        left, top, right, bottom = self._marks.content.bounds(self._land)
        reach = max(right - left, bottom - top)
        self.setSceneRect(QRectF(left - reach, top - reach, right - left + 2 * reach, bottom - top + 2 * reach))
        if self._fitted:
            self.fit()

    def _repaint(self) -> None:
        self.resetCachedContent()
        self._marks.repaint()
        self.viewport().update()

    # Mouse and keys

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        self._backdrop.paint(painter, QRectF(rect))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def scrollContentsBy(self, right: int, down: int) -> None:
        super().scrollContentsBy(right, down)
        self.moved.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        steps = event.angleDelta().y() / 120
        if steps:
            self.zoom(_STEP**steps, QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._panned = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if self._pressed is None:
            item = self._mark_at(here)
            key = item.key if isinstance(item, SiteMark) else ""
            self.hovered.emit(key, here)
            if not self._picking:
                shape = Qt.CursorShape.ArrowCursor if item is None else Qt.CursorShape.PointingHandCursor
                self.viewport().setCursor(shape)
            return
        moved = here - self._pressed
        if self._panned or moved.manhattanLength() > _CLICK:
            self._panned, self._fitted, self._pressed = True, False, here
            self._scroll(-moved.x(), -moved.y())
            self.hovered.emit("", here)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        if not self._panned:
            self._click(event.position().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = as_typed_on_us(event.text()).casefold()
        match event.key():
            case Qt.Key.Key_Left:
                self._scroll(-_PAN, 0)
            case Qt.Key.Key_Right:
                self._scroll(_PAN, 0)
            case Qt.Key.Key_Up:
                self._scroll(0, -_PAN)
            case Qt.Key.Key_Down:
                self._scroll(0, _PAN)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_in()
            case Qt.Key.Key_Minus:
                self.zoom_out()
            case Qt.Key.Key_0:
                self.fit()
            case Qt.Key.Key_Escape if self._picking:
                self.picking_left.emit()
            case _ if typed == "n":
                self.stop_wanted.emit(1)
            case _ if typed == "p":
                self.stop_wanted.emit(-1)
            case _:
                super().keyPressEvent(event)

    def _scroll(self, right: int, down: int) -> None:
        self._fitted = False
        for bar, step in ((self.horizontalScrollBar(), right), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + step)

    def _click(self, here: QPoint) -> None:
        if self._picking:
            place = self.mapToScene(here)
            self.picked.emit(*self._land.projection.degrees(place.x(), place.y()))
            return
        item = self._mark_at(here)
        if isinstance(item, CountMark):
            self._open(item.keys)
        elif item is not None:
            self.chosen.emit(item.key)

    def _mark_at(self, here: QPoint) -> Fixed | None:
        return next((item for item in self.items(here) if isinstance(item, Fixed) and item.key), None)

    def _open(self, keys: Sequence[str]) -> None:
        """Come so near to gathered sites that they part, or as near as the map goes."""
        places = [site.point for site in self._marks.content.sites if site.key in keys]
        x, y = (sum(place[axis] for place in places) / len(places) for axis in (0, 1))
        while self.pixels_a_km < _MOST and any(set(keys) & set(group) for group in self._marks.gathered):
            self.zoom(_STEP)
        self.centerOn(x, y)
