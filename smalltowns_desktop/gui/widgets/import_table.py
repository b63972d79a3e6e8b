"""The table of a list's rows: what becomes of each, and which cells were repaired or do not do."""

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.gui.models.import_rows import NAME, CellState, ImportRowsModel, RowState
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.cell_editor import CellEditor
from smalltowns_desktop.gui.widgets.cells import PADDING, Cells
from smalltowns_desktop.gui.widgets.people_table import State
from smalltowns_desktop.gui.widgets.tables import dress_table

_BAR = 3


class _Delegate(QStyledItemDelegate):
    def __init__(
        self, table: "ImportTable", states: Mapping[RowState, State], severities: Mapping[Severity, str]
    ) -> None:
        super().__init__(table)
        self._table, self._states, self._severities = table, states, severities

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        cells, model = self._table.cells, self._table.rows
        line, column = model.line_at(index.row()), model.columns[index.column()]
        area: QRect = option.rect
        current = index.row() == self._table.currentIndex().row()
        cells.ground(painter, area, "accent-soft" if current else "surface")
        text, colour, inside = column.text(line), "text", area.adjusted(PADDING, 0, -PADDING, -1)
        icon, icon_colour, word_colour = self._states[line.state]
        match column.key:
            case "row":
                colour = "text-2"
                inside.setLeft(max(inside.left(), inside.right() - cells.width_of(text)))
                if current:
                    painter.fillRect(QRect(area.left(), area.top(), _BAR, area.height()), cells.colour("accent"))
            case "state":
                colour = word_colour
                inside.setLeft(inside.left() + cells.icon(painter, inside, icon, icon_colour))
            case "remark":
                colour = "text-2" if line.severity is None else self._severities.get(line.severity, "text-2")
            case field:
                self._frame(painter, area, line.cell(field).state)
        cells.text(painter, inside, text, colour)

    def _frame(self, painter: QPainter, area: QRect, state: CellState) -> None:
        cells = self._table.cells
        if state is CellState.PROBLEM:
            painter.fillRect(area.adjusted(1, 1, -1, -2), cells.colour("danger-soft"))
            painter.setPen(QPen(cells.colour("danger-line"), 1))
            painter.drawRect(area.adjusted(0, 0, -1, -2))
        elif state is CellState.REPAIRED:
            painter.setPen(QPen(cells.colour("ok-line"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(area.left() + PADDING, area.bottom() - 5, area.right() - PADDING, area.bottom() - 5)

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        title = self._table.rows.columns[index.column()].title
        return CellEditor(parent, title, lambda _text: "", self._table.viewport())

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, CellEditor)
        if editor.untouched:
            editor.begin(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QObject, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, CellEditor)
        self._table.rows.setData(index, editor.text())


class ImportTable(QTableView):
    """Signals: `skip_asked` (a row's key: Delete)."""

    skip_asked = Signal(str)

    def __init__(
        self,
        model: ImportRowsModel,
        theme: Theme,
        settings: WindowSettings,
        title: str,
        states: Mapping[RowState, State],
        severities: Mapping[Severity, str],
    ) -> None:
        super().__init__()
        self.rows = model
        self.cells = Cells(theme, self)
        fresh = settings.layout("table/import") is None
        dress_table(self, model, theme, settings, "import", title=title)
        if fresh:  # what is wrong stands beside whom it is about, in sight at any width
            self.horizontalHeader().moveSection(model.places["remark"], model.places[NAME] + 1)
        self.setItemDelegate(_Delegate(self, states, severities))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        theme.changed.connect(self.viewport().update)

    def current_key(self) -> str:
        row = self.currentIndex().row()
        return self.rows.line_at(row).key if 0 <= row < self.rows.rowCount() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.skip_asked.emit(self.current_key())
        else:
            super().keyPressEvent(event)
