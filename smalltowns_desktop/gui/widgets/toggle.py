"""A button that stays down: its word is bold then (style sheet), and it has the room for that beforehand."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QToolButton


class ToggleButton(QToolButton):
    """As wide up as down, so that nothing moves when it is pressed and no letter is cut off."""

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Qt asks for the room of the plain word, whatever the style sheet says of the one that is down."""
        self.ensurePolished()
        plain, bold = self.font(), QFont(self.font())
        bold.setBold(True)
        word = self.text()
        more = QFontMetrics(bold).horizontalAdvance(word) - QFontMetrics(plain).horizontalAdvance(word)
        hint = super().sizeHint()
        return QSize(hint.width() + max(0, more), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
