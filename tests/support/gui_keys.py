"""Typing and clicking as a person does."""

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget


def type_into(editor: QWidget, text: str, *, enter: bool = False) -> None:
    """Replace what stands in an editor, letter by letter, in any alphabet."""
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    for letter in text:  # QTest.keyClicks knows Latin letters only
        QApplication.sendEvent(editor, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter))
    if enter:
        QTest.keyClick(editor, Qt.Key.Key_Return)


def click_cell(view: QAbstractItemView, index: QModelIndex) -> None:
    """Press and release the left button in the middle of a cell."""
    view.scrollTo(index)
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def show_active(widget: QWidget, width: int = 1352, height: int = 790) -> None:
    """Put a widget on the screen, where it has the keyboard."""
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    QTest.qWaitForWindowActive(widget)
