"""Travel times: the minutes between towns and places as the program reckons them, corrected where they stand."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyleOptionViewItem, QTableView, QWidget

from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.models.travel import TravelModel, travel_lines
from smalltowns_desktop.gui.pages.transport_words import kind_words
from smalltowns_desktop.gui.widgets.cell_editor import CellEditor
from smalltowns_desktop.gui.widgets.look_cells import LookDelegate
from smalltowns_desktop.gui.widgets.parts import Segments, column, label, row, surface
from smalltowns_desktop.gui.widgets.tables import dress_table
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.roads import read_road_minutes, set_travel_time

TOWNS, FROM_HERE = "towns", "here"
Index = QModelIndex | QPersistentModelIndex


class TravelDelegate(LookDelegate):
    """Frames the cell that the keyboard is on, and edits minutes in it."""

    def __init__(self, workspace: Workspace, view: "TravelTable") -> None:
        super().__init__(workspace.theme, view)
        self._workspace, self._table = workspace, view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index == self._table.currentIndex() and self._table.hasFocus() and self._table.travel.is_time(index):
            painter.setPen(QPen(self._workspace.theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -1, -2))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        title = self._table.travel.columns[index.column()].title
        editor = CellEditor(parent, title, self._refusal_of, self._table.viewport())
        editor.setPlaceholderText(self._workspace.say("minutes"))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, CellEditor)
        if editor.untouched:
            editor.begin(str(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QObject, index: Index) -> None:
        assert isinstance(editor, CellEditor)
        self._table.typed.emit(index, editor.text())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """An editor whose text is refused stays open, with the reason beside it."""
        if isinstance(editor, CellEditor) and editor.holds(event):
            return True
        return super().eventFilter(editor, event)

    def _refusal_of(self, text: str) -> str:
        try:
            read_road_minutes(text)
        except InvalidValue as refusal:
            return self._workspace.render(refusal.why)
        return ""


class TravelTable(QTableView):
    """Digits, Enter, F2 or a double click edit the minutes; Delete has them reckoned anew. Signals: `typed` (a cell,
    what was typed in it)."""

    typed = Signal(object, str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.travel = TravelModel(workspace, kind_words(workspace))
        title = workspace.say("Travel times")
        dress_table(self, self.travel, workspace.theme, workspace.settings, "travel", title=title)
        self.setItemDelegate(TravelDelegate(workspace, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.EditKeyPressed | triggers.DoubleClicked | triggers.AnyKeyPressed)
        self.setMouseTracking(True)
        header = self.horizontalHeader()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(80)
        for place in (0, 1):
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        editable = bool(self.travel.flags(index) & Qt.ItemFlag.ItemIsEditable)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if editable and self.state() != QAbstractItemView.State.EditingState:  # an editor lets its Enter through
                self.edit(index)
        elif event.key() == Qt.Key.Key_Delete:
            if editable:
                self.typed.emit(index, "")
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()


class TravelPanel(QFrame):
    """The table under a choice: between towns, or from the chosen place."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("surface", "plain")
        self._workspace, self._store = workspace, workspace.store
        self._shown: tuple[Programme, str] | None = None
        self._focus = ""
        say = workspace.say
        self.scope = Segments(say("Which ways"))
        self.scope.show_choices([(TOWNS, say("Between towns")), (FROM_HERE, say("From the chosen place"))], TOWNS)
        self.scope.chosen.connect(lambda _key: self._show())
        self._count = label("", "hint")
        self.table = TravelTable(workspace)
        self.table.typed.connect(self._typed)
        self._basis = label("", "small", wrap=True)
        how = label(say("F2 or a double click: type the minutes that you know. Delete: reckon them anew."), "small")
        how.setWordWrap(True)
        head = row(self.scope, self._count, None, margins=(12, 8, 12, 8))
        foot = column(self._basis, how, gap=2, margins=(12, 6, 12, 8))
        self.setLayout(column(surface("head", head), self.table, surface("foot", foot), gap=0))

    def show_ways(self, focus: str) -> None:
        """`focus`: key of the chosen site or district."""
        self._focus = focus
        self._show()

    def _show(self) -> None:
        programme = self._store.programme
        focus = self._focus if self.scope.current == FROM_HERE else ""
        shown = self._shown
        if shown is not None and shown[0] is programme and shown[1] == focus:
            return
        self._shown = programme, focus
        table, say, event = self.table, self._workspace.say, programme.event
        table.travel.locked = self._store.db.read_only
        current = table.currentIndex()
        key = table.travel.line_at(current).key if current.isValid() else ""
        table.travel.show_rows(travel_lines(programme, focus))
        row_ = table.travel.index_of(key).row() if key else -1
        if table.travel.rowCount():
            table.setCurrentIndex(table.travel.index(max(0, row_), current.column() if row_ >= 0 else 3))
        self._count.setText(self._workspace.say_n("{n} way", "{n} ways", table.travel.rowCount()))
        self._basis.setText(
            say(
                "A ruler marks what was measured; ≈ is reckoned: the straight line × {factor}, "
                "{coach}, {minibus} or {car} km/h for a bus, a minibus or a car.",
                factor=event.road_factor, coach=event.speed_coach, minibus=event.speed_minibus, car=event.speed_car,
            )
        )  # fmt: skip

    def _typed(self, index: Index, text: str) -> None:
        line, kind = self.table.travel.line_at(index), self.table.travel.kind_at(index)
        minutes = read_road_minutes(text)
        told = line.told.get(kind)
        if (None if told is None else told.minutes) != minutes:
            self._store.perform(partial(set_travel_time, start=line.start, end=line.end, kind=kind, minutes=minutes))
