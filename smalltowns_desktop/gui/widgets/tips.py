"""Tool tips of plain text: Qt takes what looks like mark-up for mark-up, and names are data."""

import html

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolTip

_WIDEST = 70
"""Letters in a line."""


def plain_tip(text: str) -> str:
    """A tool tip that shows just this text; "" shows none."""
    if not text:
        return ""
    lines = html.escape(text).replace("\n", "<br>")
    long = any(len(line) > _WIDEST for line in text.split("\n"))
    return f"<div>{lines}</div>" if long else f"<div style='white-space:nowrap'>{lines}</div>"


def show_plain_tip(at: QPoint, text: str) -> None:
    """Show a tip at a point of the screen, or take one away."""
    QToolTip.showText(at, plain_tip(text))
