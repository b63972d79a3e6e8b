"""A table that stays on its row, whatever becomes of the rows around it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView

from smalltowns_desktop.gui.models.looks import LooksModel
from smalltowns_desktop.gui.models.table import KEY_ROLE
from smalltowns_desktop.gui.widgets.look_cells import LookDelegate
from smalltowns_desktop.gui.widgets.tables import FittedColumns, dress_table
from smalltowns_desktop.gui.workspace import Workspace

Row = TypeVar("Row")


class KeyedTable(QTableView, Generic[Row]):
    """One row is current. Signals: `chosen` (its key, "" for none) whenever it is another one, `opened` (a key) by
    Enter or a double click, `deletion_asked` (a key) by Delete."""

    chosen = Signal(str)
    opened = Signal(str)
    deletion_asked = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        model: LooksModel[Row],
        name: str,
        title: str,
        *,
        stretched: Mapping[str, int] | None = None,
        spared: Sequence[str] = (),
    ) -> None:
        """`name`: under which the widths are remembered; `title`: what a screen reader says; `stretched` columns share
        what the others leave, at least so many pixels; `spared` ones go where there is too little room, the first
        first."""
        super().__init__()
        self.rows = model
        self._key = ""
        self._place = 0
        dress_table(self, model, workspace.theme, workspace.settings, name, title=title)
        self.setItemDelegate(LookDelegate(workspace.theme, self))
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setMouseTracking(True)
        self.columns = FittedColumns(self, model, stretched, spared) if stretched else None
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        model.modelReset.connect(self._restore)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.doubleClicked.connect(lambda index: self.opened.emit(str(index.data(KEY_ROLE))))

    @property
    def current_key(self) -> str:
        return self._key

    def show_rows(self, rows: Iterable[Row]) -> None:
        """The whole truth; the current row stays current, or its neighbour where it is gone."""
        self.rows.show_rows(rows)
        self._restore()

    def show_column(self, key: str, shown: bool) -> None:
        """Whether a column belongs to what the page shows at all."""
        place = next(place for place, column in enumerate(self.rows.columns) if column.key == key)
        self.setColumnHidden(place, not shown)
        if self.columns is not None:
            self.columns.fit()

    def choose(self, key: str) -> bool:
        """Make a row current and bring it into view; whether it is shown."""
        index = self.rows.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return index.isValid()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._key and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._key)
        elif self._key and event.key() == Qt.Key.Key_Delete:
            self.deletion_asked.emit(self._key)
        else:
            super().keyPressEvent(event)

    def _restore(self) -> None:
        if self._key and self.choose(self._key):
            return
        if self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(min(self._place, self.rows.rowCount() - 1), 0))
        elif self._key:
            self._key = ""
            self.chosen.emit("")

    def _moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        key: Any = index.data(KEY_ROLE) if index.isValid() else None
        if key is not None:
            self._place = index.row()
        if key is not None and key != self._key:
            self._key = key
            self.chosen.emit(key)
