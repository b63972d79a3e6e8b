"""The painted land: neighbours, the region, its districts, names of what lies around."""

from collections.abc import Collection

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from smalltowns_desktop.gui.map.cells import Polygon
from smalltowns_desktop.gui.map.land import Land, Outline
from smalltowns_desktop.gui.theme import SMALL_PX, Theme, font


class Backdrop:
    """Paths are made once; painting is a handful of them, in the scene's kilometres."""

    def __init__(self, theme: Theme, land: Land, language: str) -> None:
        self._theme = theme
        self._region = _path_of(land.region)
        self._around = QPainterPath()
        for outline in land.neighbours:
            self._around.addPath(_path_of(outline))
        self._cells = [self._region.intersected(_path(centre.cell)) for centre in land.centres]
        self._labels = [(QPointF(*label.point), label.name(language)) for label in land.labels]
        self._taking_part: frozenset[int] = frozenset()

    def show_districts(self, taking_part: Collection[int]) -> None:
        """Which of the land's centres are districts of the congress."""
        self._taking_part = frozenset(taking_part)

    def paint(self, painter: QPainter, area: QRectF) -> None:
        """Paint what is in `area`."""
        colour = self._theme.colour
        painter.fillRect(area, colour("map-out"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(self._around, _pen(colour("map-line"), 0.8))
        for index, cell in enumerate(self._cells):
            painter.fillPath(cell, colour("map-land" if index in self._taking_part else "map-land-2"))
        for cell in self._cells:
            painter.strokePath(cell, _pen(colour("map-line"), 1))
        edge = _pen(colour("line-strong"), 1.6)
        edge.setDashPattern([5, 2.5, 1, 2.5])
        painter.strokePath(self._region, edge)
        self._write_labels(painter)

    def _write_labels(self, painter: QPainter) -> None:
        face = QFont(font(SMALL_PX))
        face.setItalic(True)
        metrics = QFontMetricsF(face)
        to_screen = painter.worldTransform()
        painter.save()
        painter.resetTransform()
        painter.setFont(face)
        painter.setPen(self._theme.colour("text-3"))
        for point, text in self._labels:
            place = to_screen.map(point)
            painter.drawText(place - QPointF(metrics.horizontalAdvance(text) / 2, 0), text)
        painter.restore()


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _path_of(outline: Outline) -> QPainterPath:
    path = QPainterPath()
    for ring in outline.rings:
        path.addPath(_path(ring))
    return path


def _path(ring: Polygon) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
    path.closeSubpath()
    return path
