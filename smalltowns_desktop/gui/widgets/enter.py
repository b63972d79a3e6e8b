"""Enter presses the button that has the focus, as Space does and as people expect; Qt leaves that out on Linux.

In a dialog Enter would press the dialog's main button instead, whatever button has the focus.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PushButton(QPushButton):
    """A push button that Enter presses, in dialogs too."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_focused(self, event):
            super().keyPressEvent(event)


def press_focused(widget: QWidget, event: QKeyEvent) -> bool:
    """Press the button in `widget` that has the focus, if that is what this key asks for; whether it did.

    For the `keyPressEvent` of a window, where a key arrives that the button itself had no use for.
    """
    bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    focused = widget if widget.hasFocus() else widget.focusWidget()
    if event.key() not in _ENTER or not bare or event.isAutoRepeat() or not isinstance(focused, QAbstractButton):
        return False
    if isinstance(focused, QToolButton) and focused.popupMode() is QToolButton.ToolButtonPopupMode.InstantPopup:
        focused.showMenu()
    else:
        focused.click()
    return True
