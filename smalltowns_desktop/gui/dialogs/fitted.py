"""A dialog that is no higher than its texts need at its width."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog


class FittedDialog(QDialog):
    """Qt reckons a dialog's height for texts as narrow as they like to be, and leaves gaps where it is made wider."""

    def showEvent(self, event: QShowEvent) -> None:
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        super().showEvent(event)
