"""What everything on the grid is painted with: fonts, fitted words, colours of the theme, hatching.

Fitting a text costs more than drawing it, so what was fitted once is remembered; colours are forgotten with the theme.
"""

from functools import cached_property

from PySide6.QtCore import QObject, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPixmap

from smalltowns_desktop.domain.model import ActivityKind
from smalltowns_desktop.gui.theme import LABEL_PX, NARROW_FAMILY, SMALL_PX, font
from smalltowns_desktop.gui.workspace import Workspace

LINE = 14
"""Height of a line of text in a block, pixels."""
_ASCENT = 11
_REMEMBERED = 20_000
_HATCH = 4
_DIRECTION_ICONS = ("landmark", "wheat", "briefcase", "drama")
_DIRECTION_TOKENS = ("gov", "agr", "biz", "cul")
_KIND_ICONS = {
    ActivityKind.PLENARY: "mic",
    ActivityKind.SECTION: "users",
    ActivityKind.MEAL: "utensils",
    ActivityKind.TRANSFER: "bus",
    ActivityKind.SIGNING: "file-signature",
    ActivityKind.CULTURE: "drama",
    ActivityKind.MEETING: "handshake",
    ActivityKind.FREE: "umbrella",
    ActivityKind.REGISTRATION: "id-card",
}


def direction_icon(position: int) -> str:
    return _DIRECTION_ICONS[position % 4]


def direction_token(position: int) -> str:
    """The name of a direction's colours: `gov` for one, with `-t`, `-l` and `-x`; `neu` for none."""
    return "neu" if position < 0 else _DIRECTION_TOKENS[position % 4]


def item_icon(kind: ActivityKind, position: int) -> str:
    """The direction's, where there is one; else the kind's, and none for a visit."""
    return direction_icon(position) if position >= 0 else _KIND_ICONS.get(kind, "")


class Ink(QObject):
    """Fonts and colours for one grid. `dpr` is the screen's device pixel ratio, for icons."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.theme = workspace.theme
        self.dpr = 1.0
        self.bold = font(LABEL_PX, bold=True, family=NARROW_FAMILY)
        self.plain = font(LABEL_PX, family=NARROW_FAMILY)
        self.small = font(SMALL_PX, family=NARROW_FAMILY)
        self.small_bold = font(SMALL_PX, bold=True, family=NARROW_FAMILY)
        self._lines: dict[tuple[str, int, int], tuple[str, ...]] = {}
        self._elided: dict[tuple[str, int, bool], str] = {}
        self._colours: dict[str, QColor] = {}
        self._pens: dict[tuple[str, float, Qt.PenStyle], QPen] = {}
        self._hatches: dict[str, QBrush] = {}
        self.theme.changed.connect(self._forget_colours)

    @cached_property
    def _bold_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.bold)

    @cached_property
    def _plain_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.plain)

    @cached_property
    def small_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.small)

    # Colours

    def colour(self, name: str) -> QColor:
        found = self._colours.get(name)
        if found is None:
            found = self._colours[name] = self.theme.colour(name)
        return found

    def pen(self, name: str, width: float = 1.0, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
        key = (name, width, style)
        if key not in self._pens:
            pen = QPen(self.colour(name), width)
            if style is Qt.PenStyle.DashLine:
                pen.setDashPattern([3, 2])
            self._pens[key] = pen
        return self._pens[key]

    def hatch(self, name: str) -> QBrush:
        """Slanted lines of a colour."""
        if name not in self._hatches:
            picture = QPixmap(_HATCH, _HATCH)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setPen(QPen(self.colour(name), 1.2))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for shift in (-_HATCH, 0, _HATCH):
                painter.drawLine(shift, _HATCH, shift + _HATCH, 0)
            painter.end()
            self._hatches[name] = QBrush(picture)
        return self._hatches[name]

    def pixmap(self, icon: str, colour: str, size: int = 13) -> QPixmap:
        return self.theme.pixmap(icon, colour, size, self.dpr)

    def _forget_colours(self) -> None:
        self._colours.clear()
        self._pens.clear()
        self._hatches.clear()

    # Words

    def lines(self, text: str, width: float, most: int) -> tuple[str, ...]:
        """A title in bold, wrapped at its words into at most so many lines, the last one cut short."""
        key = (text, int(width), most)
        found = self._lines.get(key)
        if found is None:
            if len(self._lines) > _REMEMBERED:
                self._lines.clear()
            found = self._lines[key] = self._wrapped(text, int(width), most)
        return found

    def elided(self, text: str, width: float, *, bold: bool = False) -> str:
        """One line, cut short where it does not fit."""
        key = (text, int(width), bold)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) > _REMEMBERED:
                self._elided.clear()
            metrics = self._bold_metrics if bold else self._plain_metrics
            line = " ".join(text.split())
            found = self._elided[key] = metrics.elidedText(line, Qt.TextElideMode.ElideRight, int(width))
        return found

    def width(self, text: str) -> float:
        """Of a text in the small font."""
        return self.small_metrics.horizontalAdvance(text)

    def bold_width(self, text: str) -> float:
        return self._bold_metrics.horizontalAdvance(text)

    def _wrapped(self, text: str, width: int, most: int) -> tuple[str, ...]:
        metrics = self._bold_metrics
        words = text.split()
        lines: list[str] = []
        while words and len(lines) < most:
            line = words.pop(0)
            last = len(lines) == most - 1
            while words and (last or metrics.horizontalAdvance(f"{line} {words[0]}") <= width):
                line += f" {words.pop(0)}"
            lines.append(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width))
        return tuple(lines)

    def text(self, painter: QPainter, font: QFont, colour: str, left: float, top: float, text: str) -> None:
        """One line whose box begins at `top`."""
        painter.setFont(font)
        painter.setPen(self.colour(colour))
        painter.drawText(round(left), round(top) + _ASCENT, text)

    def badge(self, painter: QPainter, centre_x: float, centre_y: float, *, error: bool) -> None:
        """The sign of a conflict: round for an error, square for a warning."""
        area = QRectF(centre_x - 9, centre_y - 9, 18, 18)
        painter.setPen(self.pen("surface", 2))
        painter.setBrush(self.colour("danger" if error else "warn-strong"))
        if error:
            painter.drawEllipse(area)
        else:
            painter.drawRoundedRect(area, 4, 4)
        icon, colour = ("octagon-x", "on-danger") if error else ("triangle-alert", "tooltip-text")
        if not error:
            colour = "text" if not self.theme.dark else "on-danger"
        painter.drawPixmap(round(centre_x - 6.5), round(centre_y - 6.5), self.pixmap(icon, colour))
