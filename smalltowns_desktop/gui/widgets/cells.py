"""Painting cells of big tables by hand: grounds, boxes, tiles, icons, texts with what a search found in them.

A style sheet paints a cell in a tenth of a millisecond, and a page of a table has two hundred of them; painted by hand
a keystroke's whole answer fits into a frame. Pictures and fitted texts are kept until the theme changes.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap, QStaticText

from smalltowns_desktop.domain.highlights import Span
from smalltowns_desktop.gui.painting import paint_code_tile
from smalltowns_desktop.gui.theme import LABEL_PX, TEXT_PX, Theme, font

PADDING = 8
BOX = 16
TILE_WIDTH, TILE_HEIGHT = 28, 20
FOUND, ON_FOUND = "#FFE08A", "#16212B"
"""The mark of what was found, the same in both themes (look/tokens.md)."""
_FITTED_KEPT = 4000
_ONE_LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
_ELLIPSIS = "…"


class _Fitted(NamedTuple):
    """A text as it is shown in a width: laid out once, painted many times."""

    text: str
    laid_out: QStaticText
    height: int


class Cells(QObject):
    """The brush of one table."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme
        self._plain, self._bold, self._small = font(TEXT_PX), font(TEXT_PX, bold=True), font(LABEL_PX, bold=True)
        self._metrics = {id(made): QFontMetrics(made) for made in (self._plain, self._bold, self._small)}
        self._colours: dict[str, QColor] = {}
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        self._fitted: dict[tuple[str, int, int], _Fitted] = {}
        theme.changed.connect(self._forget)

    def colour(self, name: str) -> QColor:
        made = self._colours.get(name)
        if made is None:
            made = self._colours[name] = self.theme.colour(name)
        return made

    def ground(self, painter: QPainter, area: QRect, colour: str) -> None:
        """The cell's colour, and the line under its row."""
        painter.fillRect(area, self.colour(colour))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), self.colour("line-2"))

    def text(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        colour: str = "text",
        *,
        bold: bool = False,
        found: Sequence[Span] = (),
    ) -> None:
        """One line in `area`, ended by an ellipsis where it does not fit; `found` stretches of it are marked."""
        if text:
            made = self._bold if bold else self._plain
            fitted = self._fit(text, area.width(), made)
            painter.setFont(made)
            painter.setPen(self.colour(colour))
            painter.drawStaticText(area.left(), area.top() + (area.height() - fitted.height) // 2, fitted.laid_out)
            if found:
                self._mark(painter, area, text, fitted.text, made, found)

    def heading(self, painter: QPainter, area: QRect, text: str) -> None:
        painter.setFont(self._small)
        painter.setPen(self.colour("text-2"))
        painter.drawText(area, _ONE_LINE, self._fit(text, area.width(), self._small).text)

    def width_of(self, text: str) -> int:
        """How wide a plain text is."""
        return self._metrics[id(self._plain)].horizontalAdvance(text) + 1

    def icon(self, painter: QPainter, area: QRect, name: str, colour: str, size: int = BOX) -> int:
        """An icon at the left of `area`; returns how much of it the icon and its gap take."""
        scale = painter.device().devicePixelRatio()
        place = QPoint(area.left(), area.top() + (area.height() - size) // 2)
        painter.drawPixmap(place, self.theme.pixmap(name, colour, size, scale))
        return size + 6

    def tile(self, painter: QPainter, area: QRect, code: str, own_colour: str, position: int) -> int:
        """A delegation's tile at the left of `area`; returns how much the tile and its gap take."""
        scale = painter.device().devicePixelRatio()
        key = ("tile", code, own_colour, position, scale)
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._pictures[key] = _blank(TILE_WIDTH, TILE_HEIGHT, scale)
            brush = QPainter(picture)
            colour, filled = self.theme.delegation_colour(own_colour, position)
            paint_code_tile(brush, self.theme, QRectF(0, 0, TILE_WIDTH, TILE_HEIGHT), code, colour, filled)
            brush.end()
        painter.drawPixmap(QPoint(area.left(), area.top() + (area.height() - TILE_HEIGHT) // 2), picture)
        return TILE_WIDTH + 6

    def box(self, painter: QPainter, area: QRect, state: Qt.CheckState) -> None:
        """A check box in the middle of `area`."""
        scale = painter.device().devicePixelRatio()
        key = ("box", state, scale)
        picture = self._pictures.get(key)
        if picture is None:
            picture = self._pictures[key] = _blank(BOX, BOX, scale)
            brush = QPainter(picture)
            brush.setRenderHint(QPainter.RenderHint.Antialiasing)
            frame = QRectF(0.5, 0.5, BOX - 1, BOX - 1)
            if state == Qt.CheckState.Unchecked:
                brush.setPen(QPen(self.colour("line-strong"), 1))
                brush.setBrush(self.colour("surface"))
                brush.drawRoundedRect(frame, 3, 3)
            else:
                brush.setPen(Qt.PenStyle.NoPen)
                brush.setBrush(self.colour("accent"))
                brush.drawRoundedRect(QRectF(0, 0, BOX, BOX), 3, 3)
                sign = "check" if state == Qt.CheckState.Checked else "minus"
                brush.drawPixmap(2, 2, self.theme.pixmap(sign, "on-accent", BOX - 4, scale))
            brush.end()
        centre = area.center()
        painter.drawPixmap(QPoint(centre.x() - BOX // 2 + 1, centre.y() - BOX // 2), picture)

    def _fit(self, text: str, width: int, made: QFont) -> "_Fitted":
        key = (text, width, id(made))
        fitted = self._fitted.get(key)
        if fitted is None:
            if len(self._fitted) >= _FITTED_KEPT:
                self._fitted.clear()
            metrics = self._metrics[id(made)]
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
            laid_out = QStaticText(shown)
            laid_out.setTextFormat(Qt.TextFormat.PlainText)
            laid_out.prepare(font=made)
            fitted = self._fitted[key] = _Fitted(shown, laid_out, metrics.height())
        return fitted

    def _mark(self, painter: QPainter, area: QRect, text: str, fitted: str, made: QFont, found: Sequence[Span]) -> None:
        """What lies in the part that was cut off is marked on the ellipsis."""
        metrics = self._metrics[id(made)]
        seen = len(text) if fitted == text else len(fitted.removesuffix(_ELLIPSIS))
        spans = [(start, min(end, seen)) for start, end in found if start < seen]
        if fitted != text and found[-1][1] > seen:
            spans.append((seen, len(fitted)))
        height = metrics.height()
        top = area.top() + (area.height() - height) // 2
        painter.setPen(self.colour(ON_FOUND))
        for start, end in spans:
            left = area.left() + metrics.horizontalAdvance(fitted, start)
            right = area.left() + metrics.horizontalAdvance(fitted, end)
            painter.fillRect(QRect(left, top, right - left, height), self.colour(FOUND))
            painter.drawText(left, top + metrics.ascent(), fitted[start:end])  # on the line of the letters around it

    def _forget(self) -> None:
        self._colours.clear()
        self._pictures.clear()


def _blank(width: int, height: int, scale: float) -> QPixmap:
    picture = QPixmap(round(width * scale), round(height * scale))
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    return picture
