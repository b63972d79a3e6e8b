"""Which key does what in a part of the window."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_INSIDE = Qt.ShortcutContext.WidgetWithChildrenShortcut
ONLY_HERE = Qt.ShortcutContext.WidgetShortcut


def bind_keys(
    owner: QWidget, deeds: Iterable[tuple[str, Callable[[], object]]], context: Qt.ShortcutContext = _INSIDE
) -> None:
    """Let keys do deeds while the focus is inside `owner`, or on nothing but itself (`ONLY_HERE`)."""
    for key, deed in deeds:
        shortcut = QShortcut(QKeySequence(key), owner)
        shortcut.setContext(context)  # the constructor that takes a function does not heed its `context`
        shortcut.activated.connect(deed)
