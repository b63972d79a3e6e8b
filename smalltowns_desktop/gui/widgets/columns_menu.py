"""Which columns of a table are shown, remembered with the table's layout."""

from collections.abc import Container
from typing import Any

from PySide6.QtWidgets import QMenu, QTableView, QWidget

from smalltowns_desktop.gui.models.table import RowsModel
from smalltowns_desktop.gui.settings import WindowSettings


class ColumnsMenu(QMenu):
    """A line a column but those that are `always` there; `name` is the table's in the settings."""

    def __init__(
        self,
        table: QTableView,
        model: RowsModel[Any],
        always: Container[str],
        settings: WindowSettings,
        name: str,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._table, self._settings, self._name = table, settings, name
        self._places = [place for place, column in enumerate(model.columns) if column.key not in always]
        for place in self._places:
            action = self.addAction(model.columns[place].title)
            action.setCheckable(True)
            action.toggled.connect(lambda on, place=place: self._show(place, on))
        self.aboutToShow.connect(self._tick)

    def _show(self, place: int, on: bool) -> None:
        self._table.setColumnHidden(place, not on)
        self._settings.keep_layout(f"table/{self._name}", self._table.horizontalHeader().saveState())

    def _tick(self) -> None:
        for action, place in zip(self.actions(), self._places, strict=True):
            blocked = action.blockSignals(True)
            action.setChecked(not self._table.isColumnHidden(place))
            action.blockSignals(blocked)
