"""What was done, by whom and when, what it changed; undo to here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QSplitter, QTableView, QWidget

from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.times import from_utc
from smalltowns_desktop.gui.models.table import KEY_ROLE, Column, RowsModel
from smalltowns_desktop.gui.pages.page import Page
from smalltowns_desktop.gui.row_words import RowWords
from smalltowns_desktop.gui.widgets.look_cells import LookDelegate
from smalltowns_desktop.gui.widgets.parts import button, column, label, row, surface
from smalltowns_desktop.gui.widgets.search_field import SearchField
from smalltowns_desktop.gui.widgets.tables import FittedColumns, dress_table
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.journal import RowStory, describe_changes, list_deeds, undo_back_to
from smalltowns_desktop.storage.journal import Revision

_MOST_ROWS = 500
"""Rows of one deed that are shown; an import has thousands."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that a deed changed: a line of the right table."""

    number: int
    row: str
    """Which row of the event; "" where it is that of the line above."""
    field: str
    before: str
    after: str


class HistoryPage(Page):
    """Deeds on the left, what the chosen one changed on the right."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        say = workspace.say
        self._timezone = self.store.programme.event.timezone
        self.deeds: RowsModel[Revision] = RowsModel(
            [
                Column("at", say("When"), self._when, sort_by=lambda deed: deed.number, width=132),
                Column(
                    "deed",
                    say("What"),
                    lambda deed: workspace.render(deed.deed),
                    tip=lambda deed: workspace.render(deed.deed),
                    width=300,
                ),
                Column("who", say("Who"), lambda deed: deed.who, width=76),
                Column("station", say("Laptop"), lambda deed: deed.station, width=76),
                Column("state", say("State"), self._state, width=84),
            ],
            lambda deed: str(deed.number),
            lambda deed: " ".join(map(fold, (workspace.render(deed.deed), deed.who, deed.station))),
        )
        self.table = QTableView()
        dress_table(self.table, self.deeds, self.theme, workspace.settings, "history", title=say("Deeds"))
        self.table.setItemDelegate(LookDelegate(self.theme, self.table))
        self.table.horizontalHeader().setStretchLastSection(False)
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.search = SearchField(workspace, say("Deed, person or laptop"))
        self.search.searched.connect(self._search)
        self.back = button(say("Undo everything after this"), on_click=self._undo_back)
        self.back.setEnabled(False)
        self._words = RowWords(workspace)
        self.points: RowsModel[Point] = RowsModel(
            [
                Column(
                    "row",
                    say("What"),
                    lambda point: point.row,
                    sort_by=lambda point: point.number,
                    tip=lambda point: point.row,
                    width=196,
                ),
                Column("field", say("Field"), lambda point: point.field, tip=lambda point: point.field, width=128),
                Column("before", say("Before"), lambda point: point.before, tip=lambda point: point.before, width=100),
                Column("after", say("After"), lambda point: point.after, tip=lambda point: point.after, width=100),
            ],
            lambda point: str(point.number),
        )
        self.details = QTableView()
        dress_table(
            self.details, self.points, self.theme, workspace.settings, "history-points", title=say("What it changed")
        )
        self.details.setItemDelegate(LookDelegate(self.theme, self.details))
        FittedColumns(self.details, self.points, {"row": 150})
        self.details.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.details.setSortingEnabled(False)
        self._count = label(role="second")
        self._lay_out()
        self.store.programme_changed.connect(self._refresh)
        self._refresh()

    def show_place(self, place: Place) -> None:
        index = self.deeds.index_of(place.key)
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)

    def _lay_out(self) -> None:
        title = label(self.workspace.say("History"), "title")
        bar = surface("bar", row(title, 12, self.search, None, self.back, margins=(12, 8, 12, 8)))
        head = surface(
            "head",
            row(label(self.workspace.say("What it changed"), "heading"), None, self._count, margins=(12, 6, 12, 6)),
        )
        right = QWidget()
        right.setLayout(column(head, self.details, gap=0))
        splitter = QSplitter()
        splitter.addWidget(self.table)
        splitter.addWidget(right)
        splitter.setSizes([770, 582])
        splitter.setChildrenCollapsible(False)
        self.setLayout(column(bar, splitter, gap=0))

    def _refresh(self) -> None:
        self.deeds.show_rows(list_deeds(self.store.db))
        if not self.table.currentIndex().isValid() and self.deeds.rowCount():
            self.table.setCurrentIndex(self.deeds.index(0, 0))
        self._chosen(self.table.currentIndex(), QModelIndex())

    def _search(self, alternatives: list[list[str]]) -> None:
        self.deeds.search(alternatives)

    def _chosen(self, index: QModelIndex, _before: QModelIndex) -> None:
        key = index.data(KEY_ROLE) if index.isValid() else None
        self.back.setEnabled(
            key is not None and not self.store.db.read_only and int(key) < self.store.programme.revision
        )
        if key is None:
            self.points.show_rows([])
            self._count.setText("")
            return
        stories, total = describe_changes(self.store.db, int(key), _MOST_ROWS)
        self.points.show_rows(
            Point(number, *texts)
            for number, texts in enumerate(texts for story in stories for texts in self._texts(story))
        )
        self._count.setText(self.workspace.say_n("{n} row", "{n} rows", total))

    def _undo_back(self) -> None:
        key = self.table.currentIndex().data(KEY_ROLE)
        if key is not None:
            self.store.perform(lambda db: undo_back_to(db, int(key)))

    def _when(self, deed: Revision) -> str:
        return self.workspace.words.value(datetime.fromisoformat(from_utc(deed.at, self._timezone)))

    def _state(self, deed: Revision) -> str:
        return self.workspace.say("undone") if deed.undone else ""

    def _texts(self, story: RowStory) -> Iterator[tuple[str, str, str, str]]:
        """A line a point; the first one names the row."""
        say = self.workspace.say
        table, name = self._words.table(story), self._words.name(story)
        row = f"{table}: {name}" if name else table
        if story.kind == "insert":
            row = say("Added: {row}", row=row)
        elif story.kind == "delete":
            row = say("Deleted: {row}", row=row)
        points = self._words.points(story) or [("", "", "")]
        for number, point in enumerate(points):
            yield ("" if number else row, *point)
