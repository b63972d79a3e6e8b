"""The table of people: painted by hand, checked by box or Space, edited in its cells, searched by typing."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from smalltowns_desktop.domain.highlights import find_spans
from smalltowns_desktop.gui.models.participants import CHECK, ParticipantsModel
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.cell_editor import CellEditor
from smalltowns_desktop.gui.widgets.cells import PADDING, Cells
from smalltowns_desktop.gui.widgets.tables import ROW_HEIGHT, dress_table

_BAR = 3
_STATES = frozenset({"badge", "arrival"})
State = tuple[str, str, str]
"""Icon, its colour, the colour of the word."""
_MARKED = frozenset(
    {"name", "delegation", "position", "organisation", "role", "phone", "email", "town", "hotel", "room", "number"}
)
"""Columns in which a search looks."""


class PeopleHeader(QHeaderView):
    """Headings with the box of all rows over the boxes. Signals: `box_clicked`."""

    box_clicked = Signal()

    def __init__(self, cells: Cells, model: ParticipantsModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._cells = cells
        self._people = model
        self.setSectionsClickable(True)
        self.setFixedHeight(ROW_HEIGHT + 2)
        cells.theme.changed.connect(self.viewport().update)

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        cells = self._cells
        painter.fillRect(rect, cells.colour("surface-2"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), cells.colour("line"))
        painter.fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), cells.colour("line"))
        if place == 0:
            cells.box(painter, rect, self._people.shown_state())
            return
        area = rect.adjusted(PADDING, 0, -PADDING, -1)
        if self.sortIndicatorSection() == place:
            up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            area.setLeft(area.left() + cells.icon(painter, area, "arrow-up" if up else "arrow-down", "text-2", 14))
        cells.heading(painter, area, self._people.columns[place].title)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.logicalIndexAt(event.position().toPoint()) == 0 and event.button() == Qt.MouseButton.LeftButton:
            self.box_clicked.emit()
            return
        super().mousePressEvent(event)


class PeopleDelegate(QStyledItemDelegate):
    """Paints a cell by its column, and makes the editor of one."""

    def __init__(self, table: "PeopleTable", state_of: Callable[[str, str], State]) -> None:
        super().__init__(table)
        self._table = table
        self._state_of = state_of

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        table, row, place = self._table, index.row(), index.column()
        cells, model = table.cells, table.people
        line = model.line_at(row)
        column = model.columns[place]
        area: QRect = option.rect
        current = row == table.currentIndex().row()
        checked = line.key in model.checked
        cells.ground(painter, area, table.ground_of(row, current=current, checked=checked))
        if column.key == CHECK:
            if current:
                painter.fillRect(QRect(area.left(), area.top(), _BAR, area.height()), cells.colour("accent"))
            cells.box(painter, area, Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
            return
        area = area.adjusted(PADDING, 0, -PADDING, -1)
        text, colour = column.text(line), "text"
        if column.key == "delegation" and line.delegation is not None:
            own = line.delegation
            area.setLeft(area.left() + cells.tile(painter, area, own.code, own.colour, own.position))
        elif column.key in _STATES:
            icon, icon_colour, colour = self._state_of(column.key, line.key)
            area.setLeft(area.left() + cells.icon(painter, area, icon, icon_colour))
        found = find_spans(text, model.needles) if model.needles and column.key in _MARKED else ()
        cells.text(painter, area, text, colour, bold=current and column.key == "name", found=found)

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        column = self._table.people.columns[index.column()]
        return CellEditor(parent, column.title, partial(self._table.refusal_of, column.key), self._table.viewport())

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, CellEditor)
        if editor.untouched:
            editor.begin(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QObject, index: QModelIndex | QPersistentModelIndex) -> None:
        assert isinstance(editor, CellEditor)
        self._table.people.setData(index, editor.text())

    def eventFilter(self, editor: QObject, event: object) -> bool:
        """An editor whose text is refused stays open, with the reason beside it: nothing typed is lost."""
        if isinstance(editor, CellEditor) and editor.holds(event):
            return True
        return super().eventFilter(editor, event)  # type: ignore[arg-type]


class PeopleTable(QTableView):
    """Signals: `opened` (a row's key: Enter), `typed` (text for the search), `escaped`."""

    opened = Signal(str)
    typed = Signal(str)
    escaped = Signal()

    def __init__(
        self,
        model: ParticipantsModel,
        theme: Theme,
        settings: WindowSettings,
        title: str,
        *,
        state_of: Callable[[str, str], State],
        refusal_of: Callable[[str, str], str],
    ) -> None:
        """`state_of` a column and a person; `refusal_of` a field and a text: why it does not do, "" if it does."""
        super().__init__()
        self.people = model
        self.cells = Cells(theme, self)
        self.refusal_of = refusal_of
        self._hovered = -1
        self._last_toggled = -1
        header = PeopleHeader(self.cells, model, self)
        self.setHorizontalHeader(header)
        dress_table(self, model, theme, settings, "participants", title=title)
        self.setItemDelegate(PeopleDelegate(self, state_of))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked)
        self.setMouseTracking(True)
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(36)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(model.places["organisation"], QHeaderView.ResizeMode.Stretch)
        header.setFirstSectionMovable(False)
        header.box_clicked.connect(self.check_all)
        model.checks_changed.connect(header.viewport().update)
        model.modelReset.connect(header.viewport().update)
        theme.changed.connect(self.viewport().update)

    def current_key(self) -> str:
        row = self.currentIndex().row()
        return self.people.line_at(row).key if 0 <= row < self.people.rowCount() else ""

    def ground_of(self, row: int, *, current: bool, checked: bool) -> str:
        """The colour of a row."""
        if current:
            return "accent-soft"
        return "hover" if row == self._hovered else "accent-soft-2" if checked else "surface"

    def check_all(self) -> None:
        """Check all rows shown; uncheck them if they all are."""
        everything = self.people.shown_state() == Qt.CheckState.Checked
        self.people.check(self.people.keys_shown(), not everything)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
        )
        key = event.key()
        if key == Qt.Key.Key_Space and not control:
            self._toggle(self.currentIndex().row(), event.modifiers())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.current_key())
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif key == Qt.Key.Key_A and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.people.check(self.people.keys_shown(), on=True)
        elif not control and event.text().strip() and event.text().isprintable():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == 0 and event.button() == Qt.MouseButton.LeftButton:
            self._toggle(index.row(), event.modifiers())
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == 0:
            self._toggle(index.row(), event.modifiers())
        elif index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit(self.current_key())
        else:
            super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: object) -> None:
        self._hover(-1)
        super().leaveEvent(event)  # type: ignore[arg-type]

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        for index in (current, previous):
            self._repaint_row(index.row())

    def _toggle(self, row: int, modifiers: Qt.KeyboardModifier) -> None:
        """Check or uncheck a row; with Shift every row from the one before to it, as that one."""
        if not 0 <= row < self.people.rowCount():
            return
        shown = self.people.keys_shown()
        if modifiers & Qt.KeyboardModifier.ShiftModifier and 0 <= self._last_toggled < len(shown):
            first, last = sorted((row, self._last_toggled))
            self.people.check(shown[first : last + 1], shown[self._last_toggled] in self.people.checked)
        else:
            self.people.toggle(shown[row])
        self._last_toggled = row

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            before, self._hovered = self._hovered, row
            self._repaint_row(before)
            self._repaint_row(row)

    def _repaint_row(self, row: int) -> None:
        if row >= 0:
            self.viewport().update(QRect(0, self.rowViewportPosition(row), self.viewport().width(), ROW_HEIGHT))
