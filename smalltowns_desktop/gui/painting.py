"""What several views paint alike: the strip of a direction, the tile of a delegation."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from smalltowns_desktop.gui.theme import LABEL_PX, SMALL_PX, Theme, font

STRIP = 6
"""Width of a direction's strip, pixels."""


def paint_strip(painter: QPainter, theme: Theme, area: QRectF, position: int) -> None:
    """A direction's strip down the left edge of `area`: solid, dashes, two lines or dots by position; none below 0."""
    if position < 0:
        return
    colour = theme.direction_colours(position)[0]
    strip = QRectF(area.left(), area.top(), STRIP, area.height())
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    match position % 4:
        case 0:
            painter.fillRect(strip, colour)
        case 1:
            _stretches(painter, strip, colour, 9, 3)
        case 2:
            painter.fillRect(QRectF(strip.left(), strip.top(), 2, strip.height()), colour)
            painter.fillRect(QRectF(strip.left() + 4, strip.top(), 2, strip.height()), colour)
        case _:
            _stretches(painter, strip, colour, 4, 3)
    painter.restore()


def _stretches(painter: QPainter, strip: QRectF, colour: QColor, length: float, gap: float) -> None:
    top = strip.top()
    while top < strip.bottom():
        painter.fillRect(QRectF(strip.left(), top, strip.width(), min(length, strip.bottom() - top)), colour)
        top += length + gap


def paint_code_tile(
    painter: QPainter, theme: Theme, area: QRectF, code: str, colour: QColor, filled: bool, scale: float = 1
) -> None:
    """A delegation's tile: filled with a white code, or framed with the code in the colour of text.

    `scale`: how much larger than in a table its letters are.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(colour))
        painter.drawRoundedRect(area, 4, 4)
        painter.setPen(QColor("#FFFFFF"))
    else:
        painter.setPen(QPen(colour, 2))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 3, 3)
        painter.setPen(theme.colour("text"))
    painter.setFont(font(round((SMALL_PX if len(code) <= 2 else LABEL_PX - 2) * scale), bold=True))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, code)
    painter.restore()
