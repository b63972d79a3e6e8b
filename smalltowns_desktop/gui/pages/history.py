"""What was done, by whom and when, what it changed; undo to here."""

from datetime import datetime

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QSplitter, QTableView, QWidget

from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.times import from_utc
from smalltowns_desktop.gui.models.table import KEY_ROLE, Column, RowsModel
from smalltowns_desktop.gui.pages.page import Page
from smalltowns_desktop.gui.row_words import RowWords
from smalltowns_desktop.gui.widgets.parts import button, column, label, row, surface
from smalltowns_desktop.gui.widgets.search_field import SearchField
from smalltowns_desktop.gui.widgets.tables import dress_table
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.journal import RowStory, describe_changes, list_deeds, undo_back_to
from smalltowns_desktop.storage.journal import Revision

_MOST_ROWS = 500
"""Rows of one deed that are shown; an import has thousands."""


class HistoryPage(Page):
    """Deeds on the left, what the chosen one changed on the right."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        say = workspace.say
        self._timezone = self.store.programme.event.timezone
        self.deeds: RowsModel[Revision] = RowsModel(
            [
                Column("at", say("When"), self._when, sort_by=lambda deed: deed.number, width=150),
                Column("deed", say("What"), lambda deed: workspace.render(deed.deed), width=420),
                Column("who", say("Who"), lambda deed: deed.who, width=130),
                Column("station", say("Laptop"), lambda deed: deed.station, width=120),
                Column("state", say("State"), self._state, width=100),
            ],
            lambda deed: str(deed.number),
            lambda deed: fold(f"{workspace.render(deed.deed)} {deed.who} {deed.station}"),
        )
        self.table = QTableView()
        dress_table(self.table, self.deeds, self.theme, workspace.settings, "history", title=say("Deeds"))
        self.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.search = SearchField(workspace, say("Deed, person or laptop"))
        self.search.searched.connect(self._search)
        self.back = button(say("Undo everything after this"), on_click=self._undo_back)
        self.back.setEnabled(False)
        words = RowWords(workspace)
        self.rows: RowsModel[tuple[str, RowStory]] = RowsModel(
            [
                Column("kind", say("Deed"), lambda item: self._kinds()[item[1].kind], width=90),
                Column("table", say("Where"), lambda item: words.table(item[1]), width=130),
                Column("name", say("Name"), lambda item: words.name(item[1]), width=190),
                Column(
                    "fields",
                    say("What changed"),
                    lambda item: words.fields(item[1]),
                    tip=lambda item: words.fields(item[1]),
                    width=300,
                ),
            ],
            lambda item: item[0],
        )
        self.details = QTableView()
        dress_table(
            self.details, self.rows, self.theme, workspace.settings, "history-rows", title=say("What it changed")
        )
        self._count = label(role="second")
        self._lay_out()
        self.store.programme_changed.connect(lambda _changes: self._refresh())
        self._refresh()

    def show_place(self, place: Place) -> None:
        index = self.deeds.index_of(place.key)
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)

    def _lay_out(self) -> None:
        bar = surface("bar", row(self.search, None, self.back, margins=(12, 8, 12, 8)))
        head = surface(
            "head",
            row(label(self.workspace.say("What it changed"), "heading"), None, self._count, margins=(12, 6, 12, 6)),
        )
        right = QWidget()
        right.setLayout(column(head, self.details, gap=0))
        splitter = QSplitter()
        splitter.addWidget(self.table)
        splitter.addWidget(right)
        splitter.setSizes([800, 552])
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
            self.rows.show_rows([])
            return
        stories, total = describe_changes(self.store.db, int(key), _MOST_ROWS)
        self.rows.show_rows((str(number), story) for number, story in enumerate(stories))
        self._count.setText(self.workspace.say_n("{n} row", "{n} rows", total))

    def _undo_back(self) -> None:
        key = self.table.currentIndex().data(KEY_ROLE)
        if key is not None:
            self.store.perform(lambda db: undo_back_to(db, int(key)))

    def _when(self, deed: Revision) -> str:
        return self.workspace.words.value(datetime.fromisoformat(from_utc(deed.at, self._timezone)))

    def _state(self, deed: Revision) -> str:
        return self.workspace.say("undone") if deed.undone else ""

    def _kinds(self) -> dict[str, str]:
        say = self.workspace.say
        return {"insert": say("added"), "update": say("changed"), "delete": say("deleted")}
