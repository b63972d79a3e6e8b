"""What lies under everything on the grid: the past, hours and half hours, rows, the line of now."""

from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from smalltowns_desktop.gui.timeline.ink import Ink
from smalltowns_desktop.gui.timeline.layout import DayLayout


def paint_ground(
    painter: QPainter, ink: Ink, layout: DayLayout, rect: QRectF, scale: int, now: datetime | None
) -> None:
    """The part of it in `rect`; `scale` is pixels an hour."""
    bottom = min(rect.bottom(), layout.height)
    width = layout.minutes * scale / 60
    here = None if now is None else layout.minute_of(now) * scale / 60
    if here is not None and here > 0:
        painter.fillRect(
            QRectF(0, rect.top(), min(here, width), bottom - rect.top()).intersected(rect), ink.colour("past")
        )
    half = scale / 2
    first, last = int(max(0.0, rect.left()) // half), int(rect.right() // half) + 1
    for number in range(first, min(last, layout.minutes // 30) + 1):
        painter.setPen(ink.pen("grid" if number % 2 == 0 else "grid-2"))
        x = round(number * half)
        painter.drawLine(x, round(rect.top()), x, round(bottom))
    painter.setPen(ink.pen("line"))
    for row in layout.rows_between(rect.top(), rect.bottom()):
        painter.drawLine(round(rect.left()), row.bottom - 1, round(rect.right()), row.bottom - 1)
    if now is not None and here is not None and layout.begins_at <= now < layout.begins_at + timedelta(days=1):
        painter.setPen(ink.pen("now", 2, Qt.PenStyle.DashLine))
        painter.drawLine(round(here), round(rect.top()), round(here), round(bottom))
