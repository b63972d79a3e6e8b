"""A page that nobody sees need not follow the news; it catches up when it comes to the front."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class Refresher(QObject):
    """Calls `refresh` on news: at once while the page is seen, else as it is shown."""

    def __init__(self, page: QWidget, refresh: Callable[[], object]) -> None:
        super().__init__(page)
        self._page, self._refresh = page, refresh
        self._is_behind = False
        page.installEventFilter(self)

    def news(self, *_: object) -> None:
        """Something has changed."""
        if self._page.isVisible():
            self._refresh()
        else:
            self._is_behind = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and self._is_behind:
            self._is_behind = False
            self._refresh()
        return super().eventFilter(watched, event)
