"""The day as a table: the timeline's twin."""

from datetime import date

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView, QWidget

from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.gui.models.activities import make_activities_model
from smalltowns_desktop.gui.models.table import KEY_ROLE
from smalltowns_desktop.gui.timeline.keys import edits_in_time
from smalltowns_desktop.gui.widgets.parts import column, row, surface
from smalltowns_desktop.gui.widgets.search_field import SearchField
from smalltowns_desktop.gui.widgets.tables import FittedColumns, dress_table
from smalltowns_desktop.gui.workspace import Workspace

_ORDER = list(Severity)
_STRETCHED = {"title": 170, "place": 150}
_SPARED = ("kind", "direction")
"""The icon before a title says both; the panel beside the table has the words."""


class _DayTable(QTableView):
    """Signals: `open_wished` (Enter), `steps_wished` (steps of five minutes, whether of the end only)."""

    open_wished = Signal()
    steps_wished = Signal(int, bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_wished.emit()
        elif alt and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.steps_wished.emit(1 if event.key() == Qt.Key.Key_Right else -1, shift)
        else:
            super().keyPressEvent(event)


class DayTable(QWidget):
    """Signals: `chosen` (keys of the selected activities), `open_wished`, `edits_wished` (a list of `ActivityEdit`)."""

    chosen = Signal(list)
    open_wished = Signal()
    edits_wished = Signal(list)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.store = workspace.store
        self._day: date | None = None
        self._severities: dict[str, Severity] = {}
        self._quiet = False
        self.model = make_activities_model(workspace, lambda key: self._severities.get(key, Severity.OFF))
        self.table = _DayTable()
        dress_table(
            self.table, self.model, workspace.theme, workspace.settings, "programme", title=workspace.say("Programme")
        )
        FittedColumns(self.table, self.model, _STRETCHED, _SPARED)
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._tell_chosen())
        self.table.doubleClicked.connect(lambda _index: self.open_wished.emit())
        self.table.open_wished.connect(self.open_wished)
        self.table.steps_wished.connect(self._wish_steps)
        self.search = SearchField(workspace, workspace.say("Title, place or delegation"))
        self.search.searched.connect(self.model.search)
        bar = surface("head", row(self.search, None, margins=(12, 5, 12, 5)))
        self.setLayout(column(bar, self.table, gap=0))

    def show_day(self, day: date) -> None:
        """The activities that begin on a day."""
        self._day = day
        self._severities = {}
        for conflict in self.store.conflicts or ():
            if conflict.accepted_reason is None:
                for subject in conflict.subjects:
                    worst = self._severities.get(subject.id, Severity.OFF)
                    self._severities[subject.id] = min(worst, conflict.severity, key=_ORDER.index)
        chosen = self.selected_keys()
        activities = self.store.programme.activities.values()
        self.model.show_rows(row for row in activities if row.starts_at.date() == day)
        self.choose(chosen)
        self.table.viewport().update()

    def selected_keys(self) -> list[str]:
        return [str(index.data(KEY_ROLE)) for index in self.table.selectionModel().selectedRows()]

    def choose(self, keys: list[str]) -> None:
        """Select rows, without telling anybody."""
        if set(keys) == set(self.selected_keys()):
            return
        self._quiet = True
        selection = self.table.selectionModel()
        selection.clearSelection()
        rows = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        indexes = [index for index in map(self.model.index_of, keys) if index.isValid()]
        for index in indexes:
            selection.select(index, rows)
        if indexes:
            selection.setCurrentIndex(indexes[0], QItemSelectionModel.SelectionFlag.NoUpdate)
            self.table.scrollTo(indexes[0])
        self._quiet = False

    def _tell_chosen(self) -> None:
        if not self._quiet:
            self.chosen.emit(self.selected_keys())

    def _wish_steps(self, steps: int, length: bool) -> None:
        edits = edits_in_time(self.store.programme, self.selected_keys(), steps, length=length)
        if edits and not self.store.db.read_only:
            self.edits_wished.emit(edits)
