"""The map with everything that lies over it."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from smalltowns_desktop.domain.model import SiteKind
from smalltowns_desktop.gui.map.content import MapContent
from smalltowns_desktop.gui.map.land import Land
from smalltowns_desktop.gui.map.panels import (
    CodeTile,
    KindsCard,
    MapTip,
    PickBanner,
    RouteCard,
    RouteLine,
    ScaleBar,
    ZoomButtons,
)
from smalltowns_desktop.gui.map.view import MapView
from smalltowns_desktop.gui.widgets.parts import label
from smalltowns_desktop.gui.workspace import Workspace

_EDGE = 12
_HIGH = 640
"""A map that is lower than this has no room for the kinds of places unfolded."""


class MapPane(QWidget):
    """Signals: `chosen` (a site's key), `picked` (latitude, longitude), `picking_left`, `stop_wanted` (1 or -1)."""

    chosen = Signal(str)
    picked = Signal(float, float)
    picking_left = Signal()
    stop_wanted = Signal(int)

    def __init__(
        self,
        workspace: Workspace,
        land: Land,
        kinds: Mapping[SiteKind, str],
        tell: Callable[[str], tuple[str, str]],
    ) -> None:
        """`tell`: the two lines of the tip beside a site's mark."""
        super().__init__()
        self._tell = tell
        self.view = MapView(workspace, land)
        self.view.setParent(self)
        self.route_card = RouteCard(workspace, self)
        self.kinds_card = KindsCard(workspace, kinds, self)
        self._zoom = ZoomButtons(workspace, self)
        self._scale = ScaleBar(workspace, self)
        self._caption = label(workspace.say("Districts and ways are schematic"), "small")
        self._caption.setParent(self)
        self._tip = MapTip(self)
        self._chosen = self._hovered = ""
        self.banner = PickBanner(workspace, self)
        self._wire()

    def show_content(self, content: MapContent) -> None:
        self.view.show_content(content)
        self.kinds_card.show_counts(Counter(site.kind for site in content.sites))
        self._place()

    def show_route(self, title: str, tile: CodeTile | None, total: str, lines: Sequence[RouteLine], here: str) -> None:
        """The card of the route; an empty title hides it."""
        self.route_card.setVisible(bool(title))
        self.route_card.show_route(title, tile, total, lines, here)
        self._place()

    def choose(self, key: str) -> None:
        """Mark a site as the chosen one, and say beside it what it is."""
        self._chosen = key
        self.view.marks.choose(key)
        self._show_tip()

    def pick(self, picking: bool) -> None:
        """Whether the next click gives a place."""
        self.view.pick(picking)
        self.banner.setVisible(picking)
        self._place()
        if picking:
            self.view.setFocus()

    def _wire(self) -> None:
        self.view.chosen.connect(self.chosen)
        self.view.picked.connect(self.picked)
        self.view.picking_left.connect(self.picking_left)
        self.view.stop_wanted.connect(self.stop_wanted)
        self.view.scaled.connect(self._scale.show_scale)
        self.view.scaled.connect(self._show_tip)
        self.view.moved.connect(self._show_tip)
        self.view.hovered.connect(self._hover)
        self.route_card.chosen.connect(self.chosen)
        self.kinds_card.resized.connect(self._place)
        self.banner.left.connect(self.picking_left)
        self._zoom.nearer.connect(self.view.zoom_in)
        self._zoom.farther.connect(self.view.zoom_out)
        self._zoom.everything.connect(self.view.fit)

    def _hover(self, key: str, place: QPoint) -> None:
        self._hovered = key
        if key:
            self._tell_about(key, place)
        else:
            self._show_tip()

    def _show_tip(self) -> None:
        """Beside the chosen site, while the mouse is on no other and the site is in view."""
        place = self.view.point_of(self._chosen)
        if self._hovered:
            return
        if place is not None and self.view.viewport().rect().contains(place):
            self._tell_about(self._chosen, place)
        else:
            self._tip.hide()

    def _tell_about(self, key: str, place: QPoint) -> None:
        cards = [card.geometry() for card in (self.route_card, self.kinds_card, self._zoom) if not card.isHidden()]
        self._tip.tell(*self._tell(key), place, self.view.mark_points(), cards)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.view.resize(self.size())
        if (event.oldSize().height() < _HIGH) != (self.height() < _HIGH) or event.oldSize().height() < 0:
            self.kinds_card.fold(self.height() < _HIGH)
        self._place()

    def _place(self) -> None:
        top = _EDGE
        for card in (self.route_card, self.kinds_card):
            if not card.isHidden():
                card.adjustSize()
                card.move(_EDGE, top)
                top += card.height() + _EDGE
        wide, high = self.width(), self.height()
        self._zoom.move(wide - self._zoom.width() - _EDGE, _EDGE)
        self._scale.move(wide - self._scale.width() - _EDGE + 8, high - self._scale.height() - 8)
        self._caption.adjustSize()
        self._caption.move(_EDGE, high - self._caption.height() - 10)
        self.banner.adjustSize()
        self.banner.move((wide - self.banner.width()) // 2, high - self.banner.height() - 44)
        self.banner.raise_()
        self._show_tip()  # it keeps off the cards
