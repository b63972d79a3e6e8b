"""The boxes of forms and bars: one that opens its choices, and one that is ticked."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QStyle, QStyleOptionComboBox

from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.cells import BOX, Cells
from smalltowns_desktop.gui.widgets.tips import plain_tip


class Combo(QComboBox):
    """A box of choices that takes the room there is, not what its longest choice would like; its tip has all of what
    is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.currentTextChanged.connect(lambda text: self.setToolTip(plain_tip(text)))

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """The style cuts what has no room; an ellipsis says so."""
        super().initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width() - 2
        if not option.currentIcon.isNull():
            room -= option.iconSize.width() + 4
        option.currentText = option.fontMetrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)


class CheckBox(QCheckBox):
    """A box with the look of those in tables, in both themes, and a ring where the focus is."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self._cells = Cells(theme, self)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.hasFocus():
            painter.setPen(self._cells.colour("focus"))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 4, 4)
        self._cells.box(painter, QRect(2, 0, BOX, self.height()), self.checkState())
        colour = "text" if self.isEnabled() else "disabled"
        self._cells.text(painter, self.rect().adjusted(BOX + 10, 0, 0, 0), self.text().replace("&&", "&"), colour)
