"""The places as a table: the map's twin for keyboard and screen reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTableView

from smalltowns_desktop.domain.ids import SiteId
from smalltowns_desktop.domain.model import Activity, Site
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.phones import spaced_phone
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.map.items import KIND_ICONS
from smalltowns_desktop.gui.models.table import KEY_ROLE, Column, RowsModel
from smalltowns_desktop.gui.pages.places_words import hours_of, kind_words
from smalltowns_desktop.gui.widgets.tables import dress_table
from smalltowns_desktop.gui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PlaceRow:
    site: Site
    district: str
    activities: int
    stops: str


def place_rows(
    programme: Programme, activities: Mapping[SiteId, Sequence[Activity]], stops: Mapping[str, str]
) -> list[PlaceRow]:
    """A row a site; `stops`: numbers of the route's stops by site."""
    return [
        PlaceRow(
            site, programme.districts[site.district_id].name, len(activities.get(site.id, ())), stops.get(site.id, "")
        )
        for site in programme.sites.values()
    ]


class PlacesTable(QTableView):
    """Signals: `chosen` (a site's key), `edit_wanted`, `delete_wanted` (of the current row)."""

    chosen = Signal(str)
    edit_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._quiet = False
        say, theme, kinds = workspace.say, workspace.theme, kind_words(workspace)
        number = workspace.words.value
        self.rows: RowsModel[PlaceRow] = RowsModel(
            [
                Column("name", say("Place"), lambda row: row.site.name, lambda row: fold(row.site.name),
                       icon=lambda row: theme.icon(KIND_ICONS[row.site.kind]), width=240),
                Column("stop", say("Stop"), lambda row: row.stops, width=60, right=True),
                Column("kind", say("Kind"), lambda row: kinds[row.site.kind], width=150),
                Column("district", say("District"), lambda row: row.district, lambda row: fold(row.district),
                       width=110),
                Column("address", say("Address"), lambda row: row.site.address, width=180),
                Column("visitors", say("Visitors"), lambda row: _shown(row.site.visitors_max),
                       lambda row: row.site.visitors_max or 0, width=90, right=True),
                Column("groups", say("Groups at once"), lambda row: _shown(row.site.groups_at_once),
                       lambda row: row.site.groups_at_once or 0, width=120, right=True),
                Column("minutes", say("Visit, minutes"), lambda row: _shown(row.site.visit_minutes),
                       lambda row: row.site.visit_minutes or 0, width=110, right=True),
                Column("hours", say("Hours"), lambda row: hours_of(workspace, row.site), width=110),
                Column("activities", say("Activities"), lambda row: number(row.activities),
                       lambda row: row.activities, width=90, right=True),
                Column("host", say("Who receives"), lambda row: row.site.host_name, width=170),
                Column("phone", say("Telephone"), lambda row: spaced_phone(row.site.host_phone), width=140),
                Column("confirmed", say("Confirmed"),
                       lambda row: say("yes") if row.site.host_confirmed else say("no"), width=110),
            ],
            lambda row: row.site.id,
        )  # fmt: skip
        dress_table(self, self.rows, theme, workspace.settings, "places", title=say("Places"))
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.doubleClicked.connect(lambda _index: self.edit_wanted.emit())

    def choose(self, key: str) -> None:
        """Make a site the current row, without a signal."""
        index = self.rows.index_of(key)
        if index.isValid() and index.row() == self.currentIndex().row():
            return
        self._quiet = True
        self.setCurrentIndex(index)
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _current_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(index.data(KEY_ROLE))


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)
