"""The marks on the map: laid out for one scale so that they stay apart.

The scene's unit is the kilometre; laying out is done in pixels of the scale, because what covers what depends on it.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainterPath, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from smalltowns_desktop.gui.map.content import LONG_LEG_KM, MapContent
from smalltowns_desktop.gui.map.items import (
    KIND_ICONS,
    CountMark,
    LegBox,
    PlaceMark,
    SiteLook,
    SiteMark,
    TownDot,
    TownName,
    Way,
)
from smalltowns_desktop.gui.map.land import Land
from smalltowns_desktop.gui.map.placing import Box, Name, Placing, Point, freest, place_marks, place_names
from smalltowns_desktop.gui.map.route import Leg
from smalltowns_desktop.gui.workspace import Workspace

Item = TypeVar("Item", bound=QGraphicsItem)
_BEND = 0.09
"""How far a way bows to its right, as a share of its length, so that there and back are two lines."""


class MapScene(QGraphicsScene):
    """Shows a `MapContent`; `scale` is in pixels a kilometre."""

    def __init__(self, workspace: Workspace, land: Land) -> None:
        super().__init__()
        self._workspace = workspace
        self._theme = workspace.theme
        self._land = land
        self._content = MapContent()
        self._chosen = ""
        self._names = True
        self._scale = 1.0
        self._marks: dict[Hashable, QGraphicsItem] = {}
        """By what they look like: each keeps a picture of itself, and stays as long as it looks the same."""
        self._before: dict[Hashable, QGraphicsItem] = {}
        self._placing = Placing({}, (), {})
        self._place: PlaceMark | None = None
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)

    @property
    def content(self) -> MapContent:
        return self._content

    @property
    def gathered(self) -> tuple[tuple[str, ...], ...]:
        """The sites that are drawn together, mark by mark."""
        return tuple(group.keys for group in self._placing.gathered)

    def show_content(self, content: MapContent) -> None:
        self._content = content
        self._lay_out()

    def choose(self, key: str) -> None:
        """Mark a site as the chosen one."""
        if key != self._chosen:
            self._chosen = key
            self._lay_out()

    def show_names(self, shown: bool) -> None:
        self._names = shown
        self._lay_out()

    def show_scale(self, scale: float) -> None:
        self._scale = scale
        self._lay_out()

    def repaint(self) -> None:
        """Draw every mark anew: each keeps a picture of itself, and colours have changed."""
        self._leave_out(self._marks)
        self._marks = {}
        self._lay_out()
        if self._place is not None:
            self._place.update()

    def show_place(self, place: tuple[float, float] | None) -> None:
        """A pin at a latitude and longitude that are being edited; None takes it away."""
        if self._place is not None:
            self.removeItem(self._place)
            self._place = None
        if place is not None:
            self._place = PlaceMark(self._theme)
            self._place.setPos(QPointF(*self._land.projection.flat(*place)))
            self.addItem(self._place)

    def mark_of(self, key: str) -> QPointF | None:
        """Where a site's mark stands, in kilometres; None if it is not drawn by itself."""
        point = self._placing.points.get(key)
        return None if point is None else QPointF(*point) / self._scale

    def mark_points(self) -> list[QPointF]:
        """Where something stands that should be seen: marks of sites, one by one or gathered, middles of names."""
        marks = [item.pos() for item in self._marks.values() if isinstance(item, SiteMark | CountMark | LegBox)]
        names = [item for item in self._marks.values() if isinstance(item, TownName) and item.isVisible()]
        return marks + [item.pos() + QPointF(*item.size) / 2 / self._scale for item in names]

    def _lay_out(self) -> None:
        scale = self._scale
        self._before, self._marks = self._marks, {}
        content = self._content
        numbers: dict[str, str] = {
            stop.site_id: ", ".join(map(str, content.route.numbers_at(stop.site_id))) for stop in content.route.stops
        }
        true = {site.key: (site.point[0] * scale, site.point[1] * scale) for site in content.sites}
        towns = [(town.point[0] * scale, town.point[1] * scale) for town in content.towns]
        self._placing = place_marks(true, towns, {*numbers, self._chosen} & true.keys())
        points = self._placing.points
        boxes = self._add_ways(scale)
        for site in content.sites:
            if site.key in points:
                right = self._number_right(site.key)
                look = SiteLook(
                    KIND_ICONS[site.kind], numbers.get(site.key, ""), site.key == self._chosen, right, site.dimmed
                )
                mark = self._kept((site.key, look), lambda key=site.key, look=look: SiteMark(self._theme, key, look))  # type: ignore[misc]
                self._put(mark, points[site.key], scale)
        for group in self._placing.gathered:
            gathered = self._kept(group.keys, lambda keys=group.keys: CountMark(self._theme, keys[0], keys))  # type: ignore[misc]
            self._put(gathered, group.point, scale)
        self._add_towns(towns, boxes, scale)
        self._leave_out(self._before)
        self._before = {}

    def _add_towns(self, towns: Sequence[Point], boxes: Sequence[Box], scale: float) -> None:
        counts = {group.point for group in self._placing.gathered}
        names, items = [], {}
        for index, (town, point) in enumerate(zip(self._content.towns, towns, strict=True)):
            if point not in counts:
                self._put(self._kept(index, lambda: TownDot(self._theme)), point, scale)
            if self._names:
                key = str(index)
                items[key] = self._kept(
                    (index, town.name, town.taking_part),
                    lambda town=town: TownName(self._theme, town.name, bold=town.taking_part),  # type: ignore[misc]
                )
                radius = self._placing.rings.get(point, 5.0)
                names.append(Name(key, point, *items[key].size, radius, town.taking_part))
        marks = [*self._placing.points.values(), *counts]
        places = place_names(names, marks, boxes)
        for key, item in items.items():
            item.setVisible(key in places)
            if key in places:
                self._put(item, places[key][:2], scale)

    def _add_ways(self, scale: float) -> list[Box]:
        """The lines between stops, and the minutes of long ones; returns what they cover."""
        points = self._placing.points
        boxes: list[Box] = []
        lines: list[Box] = []
        stops = self._content.route.stops
        for number, (leg, (start, end)) in enumerate(zip(self._content.route.legs, pairwise(stops), strict=True)):
            if start.site_id not in points or end.site_id not in points:
                continue
            ends = points[start.site_id], points[end.site_id]
            way = _bow(*ends)
            curve = QTransform.fromScale(1 / scale, 1 / scale).map(way)
            self._kept((number, scale, ends), lambda curve=curve: Way(self._theme, curve, scale))  # type: ignore[misc]
            lines += _along(way)
            if leg.kilometres is not None and leg.kilometres > LONG_LEG_KM:
                boxes.append(self._add_box(number, leg, way, boxes, scale))
        return [*boxes, *lines]

    def _add_box(self, number: int, leg: Leg, way: QPainterPath, boxes: Sequence[Box], scale: float) -> Box:
        say = self._workspace.say
        kilometres = round(leg.kilometres or 0)
        text = (
            say("{km} km", km=kilometres)
            if leg.minutes is None
            else say("{minutes} min · {km} km", minutes=leg.minutes, km=kilometres)
        )
        item = self._kept((number, text), lambda: LegBox(self._theme, text))
        wide, high = item.box.width(), item.box.height()
        candidates = []
        for share in (0.5, 0.35, 0.65):
            middle, slope = way.pointAtPercent(share), way.angleAtPercent(share)
            across = QTransform().rotate(-slope).map(QPointF(0, 1))
            for side in (1, -1):
                reach = 10 + abs(across.x()) * wide / 2 + abs(across.y()) * high / 2
                x, y = middle.x() + side * reach * across.x(), middle.y() + side * reach * across.y()
                candidates.append((x - wide / 2, y - high / 2, wide, high))
        box = freest(candidates, list(self._placing.points.values()), boxes)
        self._put(item, (box[0] + wide / 2, box[1] + high / 2), scale)
        return box

    def _number_right(self, key: str) -> bool:
        """Whether a stop's number stands at its right corner: where the line does not go."""
        points, stops = self._placing.points, self._content.route.stops
        around = [
            points[near.site_id][0] - points[key][0]
            for index, stop in enumerate(stops)
            if stop.site_id == key
            for near in (*stops[max(0, index - 1) : index], *stops[index + 1 : index + 2])
            if near.site_id in points
        ]
        return sum(around) <= 0

    def _kept(self, look: Hashable, make: Callable[[], Item]) -> Item:
        """The item that looks so: that of before, else a new one."""
        item = self._before.pop(look, None)
        if item is None:
            item = make()
            self.addItem(item)
        self._marks[look] = item
        return item  # type: ignore[return-value]  # a look belongs to one class

    def _leave_out(self, items: Mapping[Hashable, QGraphicsItem]) -> None:
        for item in items.values():
            self.removeItem(item)

    def _put(self, item: QGraphicsItem, point: Point, scale: float) -> None:
        item.setPos(point[0] / scale, point[1] / scale)


def _bow(start: Point, end: Point) -> QPainterPath:
    """A line that bows to the right of its way, from the edge of one mark to the edge of the other."""
    across = end[0] - start[0], end[1] - start[1]
    middle = (start[0] + end[0]) / 2 - across[1] * _BEND, (start[1] + end[1]) / 2 + across[0] * _BEND
    path = QPainterPath(QPointF(*start))
    path.quadTo(QPointF(*middle), QPointF(*end))
    return path


def _along(way: QPainterPath) -> list[Box]:
    """A line as a row of small boxes, for what is to keep off it."""
    count = max(1, int(way.length() / 16))
    points = [way.pointAtPercent(step / count) for step in range(count + 1)]
    return [(point.x() - 7, point.y() - 7, 14.0, 14.0) for point in points]
