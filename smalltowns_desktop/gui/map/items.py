"""What stands on the map at one size whatever the zoom: marks of sites, towns, names, ways between stops."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from smalltowns_desktop.domain.model import SiteKind
from smalltowns_desktop.gui.theme import LABEL_PX, SMALL_PX, TINY_PX, Theme, font

KIND_ICONS = {
    SiteKind.VENUE: "theater",
    SiteKind.ENTERPRISE: "factory",
    SiteKind.FARM: "tractor",
    SiteKind.CULTURE: "landmark",
    SiteKind.SCHOOL: "school",
    SiteKind.HOTEL: "hotel",
    SiteKind.STATION: "train-front",
    SiteKind.OTHER: "map-pin",
}
POINT, CHOSEN, NUMBER = 26, 38, 21
"""Diameters, pixels."""
HALO = 3.5
_ROUTE_EDGE = 2.5
_NUMBER_ASIDE = 16
"""So far from the middle stands a number at least: the icon stays free."""


class Fixed(QGraphicsItem):
    """Painted in pixels around its position; never in the way of the mouse unless it has a key."""

    def __init__(self, theme: Theme, key: str = "") -> None:
        super().__init__()
        self.theme = theme
        self.key = key
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)


@dataclass(frozen=True, slots=True)
class SiteLook:
    """How a site's mark is drawn."""

    icon: str
    numbers: str = ""
    """Of the stops there, `2` or `1, 7`; "" where the route does not come."""
    chosen: bool = False
    right: bool = True
    """On which side the numbers stand: that away from the line."""
    dimmed: bool = False


class SiteMark(Fixed):
    """A site: its kind's icon in a disc, the numbers of its stops at an upper corner."""

    def __init__(self, theme: Theme, key: str, look: SiteLook) -> None:
        super().__init__(theme, key)
        self.look = look
        self.setZValue(6 if look.chosen else 5 if look.numbers else 4)

    def boundingRect(self) -> QRectF:
        return QRectF(-60, -36, 120, 60)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        radius = (CHOSEN if self.look.chosen else POINT) / 2 + 2
        path.addEllipse(QPointF(0, 0), radius, radius)
        return path

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look, colour = self.look, self.theme.colour
        if look.dimmed:
            painter.setOpacity(0.35)
        radius = POINT / 2
        if look.chosen:
            radius = CHOSEN / 2
            _disc(painter, radius, colour("surface"), colour("accent"), 2)
            _disc(painter, radius - 4, colour("accent"), colour("accent"), 0)
            icon, size = "on-accent", 18
        elif look.numbers:
            _disc(painter, radius, colour("surface"), colour("accent"), _ROUTE_EDGE)
            icon, size = "accent", 15
        else:
            _disc(painter, radius, colour("surface"), colour("text-2"), 1.2)
            icon, size = "text-2", 15
        scale = painter.device().devicePixelRatioF()
        painter.drawPixmap(QPointF(-size / 2, -size / 2), self.theme.pixmap(look.icon, icon, size, scale))
        if look.numbers:
            side = 1 if look.right else -1
            place = QPointF(side * max(_NUMBER_ASIDE, radius * 0.9), -radius * 0.9)
            paint_number(painter, self.theme, place, look.numbers)


class CountMark(Fixed):
    """Several sites of one town in one point."""

    def __init__(self, theme: Theme, key: str, keys: tuple[str, ...]) -> None:
        super().__init__(theme, key)
        self.keys = keys
        self.setZValue(4)

    def boundingRect(self) -> QRectF:
        return QRectF(-18, -18, 36, 36)

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addEllipse(QPointF(0, 0), 17, 17)
        return path

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.theme.colour
        _disc(painter, 16, colour("surface"), colour("text-2"), 1.2)
        _disc(painter, POINT / 2, colour("surface-3"), colour("surface-3"), 0)
        painter.setPen(colour("text"))
        painter.setFont(font(LABEL_PX, bold=True))
        painter.drawText(QRectF(-16, -16, 32, 32), Qt.AlignmentFlag.AlignCenter, str(len(self.keys)))


class TownDot(Fixed):
    """The middle of a town."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setZValue(2)

    def boundingRect(self) -> QRectF:
        return QRectF(-6, -6, 12, 12)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _disc(painter, 4, self.theme.colour("surface"), self.theme.colour("text-2"), 1.6)


class TownName(Fixed):
    """A town's name with a halo in the colour of the land; bold for districts that take part."""

    def __init__(self, theme: Theme, text: str, *, bold: bool) -> None:
        super().__init__(theme)
        self._bold = bold
        self._path = QPainterPath()
        face = font(LABEL_PX if bold else SMALL_PX, bold=bold)
        metrics = QFontMetricsF(face)
        self.size = metrics.horizontalAdvance(text), metrics.height()
        self._path.addText(QPointF(0, metrics.ascent()), face, text)
        self._box = QRectF(-HALO, -HALO, self.size[0] + 2 * HALO, self.size[1] + 2 * HALO)
        self.setZValue(3)

    def boundingRect(self) -> QRectF:
        return self._box

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        halo = QPen(self.theme.colour("map-land"), HALO)
        halo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(self._path, halo)
        painter.fillPath(self._path, self.theme.colour("text" if self._bold else "text-2"))


class Way(QGraphicsItem):
    """The line of a leg: 4 pixels over 8 of ground, with an arrow half-way. Its ends are in the scene's kilometres."""

    def __init__(self, theme: Theme, curve: QPainterPath, pixels_a_km: float) -> None:
        super().__init__()
        self._theme = theme
        self._curve = curve
        self._arrow = 9 / pixels_a_km
        self.setZValue(3.5)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)

    def boundingRect(self) -> QRectF:
        return self._curve.boundingRect().adjusted(*(4 * sign * self._arrow for sign in (-1, -1, 1, 1)))

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self._theme.colour("accent")
        for colour, width in ((self._theme.colour("surface"), 8), (accent, 4)):
            pen = QPen(colour, width)
            pen.setCosmetic(True)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.strokePath(self._curve, pen)
        middle, angle = self._curve.pointAtPercent(0.56), self._curve.angleAtPercent(0.56)
        painter.translate(middle)
        painter.rotate(-angle)
        arrow = QPainterPath(QPointF(self._arrow, 0))
        arrow.lineTo(-self._arrow * 0.7, -self._arrow * 0.8)
        arrow.lineTo(-self._arrow * 0.7, self._arrow * 0.8)
        arrow.closeSubpath()
        edge = QPen(self._theme.colour("surface"), 2)
        edge.setCosmetic(True)
        painter.strokePath(arrow, edge)
        painter.fillPath(arrow, accent)


class LegBox(Fixed):
    """Minutes and kilometres of a long leg, beside its line."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(theme)
        self._text = text
        self._face = font(SMALL_PX, bold=True)
        width = QFontMetricsF(self._face).horizontalAdvance(text) + 18
        self.box = QRectF(-width / 2, -10, width, 20)
        self.setZValue(7)

    def boundingRect(self) -> QRectF:
        return self.box.adjusted(-1, -1, 1, 1)

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.theme.colour("accent"), 1))
        painter.setBrush(self.theme.colour("surface"))
        painter.drawRoundedRect(self.box, 3, 3)
        painter.setPen(self.theme.colour("text"))
        painter.setFont(self._face)
        painter.drawText(self.box, Qt.AlignmentFlag.AlignCenter, self._text)


class PlaceMark(Fixed):
    """Where the person has put the place that is being edited."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setZValue(9)

    def boundingRect(self) -> QRectF:
        return QRectF(-20, -38, 40, 44)

    def shape(self) -> QPainterPath:
        return QPainterPath()

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = painter.device().devicePixelRatioF()
        _disc(painter, 3, self.theme.colour("accent"), self.theme.colour("surface"), 1.5)
        painter.drawPixmap(QPointF(-16, -34), self.theme.pixmap("map-pin", "accent", 32, scale))


def number_width(text: str) -> float:
    return max(NUMBER, QFontMetricsF(font(SMALL_PX, bold=True)).horizontalAdvance(text) + 11)


def paint_number(painter: QPainter, theme: Theme, centre: QPointF, text: str) -> None:
    """The number of a stop: a dark pill, the same on the map, in the list and in the route's card."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = number_width(text)
    box = QRectF(centre.x() - width / 2, centre.y() - NUMBER / 2, width, NUMBER)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("surface"))
    painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), NUMBER / 2 + 1.5, NUMBER / 2 + 1.5)
    painter.setBrush(theme.colour("text"))
    painter.drawRoundedRect(box, NUMBER / 2, NUMBER / 2)
    painter.setPen(theme.colour("surface"))
    painter.setFont(font(SMALL_PX if len(text) < 3 else TINY_PX, bold=True))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _disc(painter: QPainter, radius: float, fill: QColor, edge: QColor, width: float) -> None:
    painter.setBrush(fill)
    painter.setPen(QPen(edge, width) if width else Qt.PenStyle.NoPen)
    reach = radius - width / 2
    painter.drawEllipse(QPointF(0, 0), reach, reach)
