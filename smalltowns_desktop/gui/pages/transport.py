"""Transport: every ride with its seats and its road, every vehicle with what it drives."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QSplitter, QStackedLayout, QWidget

from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.domain.ids import SiteId, TransferId, VehicleId
from smalltowns_desktop.domain.model import Transfer, Vehicle, VehicleKind
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.domain.travel import Roads
from smalltowns_desktop.gui.dialogs.form_dialog import FormDialog
from smalltowns_desktop.gui.models.transport import TransferLine, make_transfer_lines, make_vehicle_lines
from smalltowns_desktop.gui.pages.page import Page
from smalltowns_desktop.gui.pages.refreshing import Refresher
from smalltowns_desktop.gui.pages.transport_tables import DAY_COLUMN, make_transfers_model, make_vehicles_model
from smalltowns_desktop.gui.pages.transport_transfer import TRANSFER_FIELDS, TransferForm, make_transfer_field
from smalltowns_desktop.gui.pages.transport_vehicle import VEHICLE_FIELDS, VehicleForm, make_vehicle_field
from smalltowns_desktop.gui.widgets.filter_chip import Choice, FilterChip
from smalltowns_desktop.gui.widgets.forms import add_in_field
from smalltowns_desktop.gui.widgets.keyed_table import KeyedTable
from smalltowns_desktop.gui.widgets.keys import bind_keys
from smalltowns_desktop.gui.widgets.parts import (
    EmptyHint,
    Segments,
    button,
    column,
    dress_icon,
    icon_button,
    row,
    surface,
)
from smalltowns_desktop.gui.widgets.person_field import PeopleIndex
from smalltowns_desktop.gui.widgets.search_field import SearchField
from smalltowns_desktop.gui.widgets.side_panel import SidePanel
from smalltowns_desktop.gui.wording import natural_order, short_day
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.transport import add_transfer, add_vehicle, delete_transfers, delete_vehicle

TRANSFERS, VEHICLES = "transfers", "vehicles"
_ALL = "all"
_SIDE_WIDTH = 400
_SEARCH_WIDTH = 230
_SITE_FIELDS = ("from_site_id", "to_site_id", "base_site_id")


class TransportPage(Page):
    """One of two tables at the left, the form about the chosen row at the right."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        word, theme = workspace.say, self.theme
        self.transfers = KeyedTable(
            workspace, make_transfers_model(workspace), "transfers", word("Transfers"),
            stretched={"from": 132, "to": 132}, spared=("minutes", "riders"),
        )  # fmt: skip
        self.vehicles = KeyedTable(
            workspace, make_vehicles_model(workspace), "vehicles", word("Vehicles"),
            stretched={"name": 120, "driver": 120}, spared=("base", "plate", "kind", "phone"),
        )  # fmt: skip
        self.views = Segments(word("Transfers or vehicles"))
        self.views.show_choices([(TRANSFERS, word("Transfers")), (VEHICLES, word("Vehicles"))], TRANSFERS)
        self.days = Segments(word("Day"))
        self.chip = FilterChip(theme, word("Vehicle"), "bus")
        self.search = SearchField(workspace, word("Vehicle, place or group"))
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self.add = button(word("Add"), "main", self.ask_new)
        dress_icon(theme, self.add, "plus", "on-accent")
        self.side_button = icon_button(theme, "info", word("Details (F9)"), self.toggle_side_panel)
        self.delete = icon_button(theme, "trash-2", word("Delete (Delete)"), self._delete)
        self.timeline = button(word("Show on the timeline"), "main", self._show_on_timeline)
        self.people_index = PeopleIndex(lambda: self.store.programme)
        self.transfer_form = TransferForm(workspace, self.people_index)
        self.vehicle_form = VehicleForm(workspace)
        self._lines: list[TransferLine] = []
        self._read_from: Programme | None = None
        self._vehicles_shown: Mapping[str, Vehicle] = {}
        self._lay_out()
        self._wire()
        self._refresh()
        self._turn_to_the_busy_day()
        self.add.setEnabled(not self.store.db.read_only)

    # The page

    def show_place(self, place: Place) -> None:
        """A transfer or a vehicle."""
        if place.kind == "vehicle":
            self.open_view(VEHICLES)
            self._show_everything(self.vehicles, place.key)
        elif place.kind == "transfer":
            self.open_view(TRANSFERS)
            self._show_everything(self.transfers, place.key)

    def entered(self) -> None:
        self.people_index.warm_up(self.workspace.jobs)
        self._table.setFocus()

    def toggle_side_panel(self) -> None:
        self.side.setVisible(self.side.isHidden())

    def open_view(self, key: str) -> None:
        """Bring transfers or vehicles to the front."""
        self.views.choose(key)
        self._show_view()

    def ask_new(self) -> None:
        """Ask for what a new ride or vehicle cannot do without, and add it."""
        self.make_new_dialog().open()

    def make_new_dialog(self) -> FormDialog:
        word, is_ride = self.workspace.say, self.views.current == TRANSFERS
        title = word("New transfer") if is_ride else word("New vehicle")
        dialog = FormDialog(self.workspace, title, word("Add"), self._add_ride if is_ride else self._add_vehicle, self)
        for name in TRANSFER_FIELDS if is_ride else VEHICLE_FIELDS:
            write = dialog.writer(name, self._site_name if name in _SITE_FIELDS else None)
            if is_ride:
                dialog.add(name, make_transfer_field(self.workspace, name, write, lambda: self._new_day(dialog)))
            else:
                dialog.add(name, make_vehicle_field(self.workspace, name, write))
        vehicle = self._usual_vehicle()
        if is_ride and vehicle:
            dialog.writer("vehicle_id")(vehicle)
        elif not is_ride:
            dialog.writer("kind")(VehicleKind.COACH)
        return dialog

    # Making

    def _lay_out(self) -> None:
        word = self.workspace.say
        bar = row(
            self.views, self.days, self.chip, self.search, None, self.side_button, self.add, margins=(12, 8, 12, 8)
        )
        tables = QWidget()
        self._pile = QStackedLayout(tables)
        self._no_rides = EmptyHint(self.theme, "bus", word("There are no transfers here."), word("Add"), self.ask_new)
        self._no_vehicles = EmptyHint(
            self.theme, "bus", word("There are no vehicles yet."), word("Add a vehicle"), self._ask_first_vehicle
        )
        for part in (self.transfers, self.vehicles, self._no_rides, self._no_vehicles):
            self._pile.addWidget(part)
        forms = QWidget()
        forms.setProperty("surface", "plain")
        self._forms = QStackedLayout(forms)
        self._nothing = EmptyHint(self.theme, "bus", word("Choose a row to see and edit all about it."))
        for form in (self.transfer_form, self.vehicle_form, self._nothing):
            self._forms.addWidget(form)
        foot = row(self.timeline, None, margins=(12, 8, 12, 8))
        self.side = SidePanel("", (self.delete,), forms, foot)
        self.side.setMinimumWidth(360)
        splitter = QSplitter()
        splitter.addWidget(tables)
        splitter.addWidget(self.side)
        splitter.setChildrenCollapsible(False)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([1352 - _SIDE_WIDTH, _SIDE_WIDTH])
        self.setLayout(column(surface("bar", bar), splitter, gap=0))

    def _wire(self) -> None:
        self.views.chosen.connect(lambda _: self._show_view())
        self.days.chosen.connect(lambda _: self._filter())
        self.chip.changed.connect(lambda _: self._filter())
        self.search.searched.connect(self._search)
        self.search.left.connect(lambda: self._table.setFocus())
        self.transfer_form.person_asked.connect(lambda key: self.go("participants", "participant", key))
        for table in (self.transfers, self.vehicles):
            table.chosen.connect(lambda _: self._show_row())
            table.deletion_asked.connect(lambda _: self._delete())
            table.opened.connect(lambda _: self._first_field())
        refresher = Refresher(self, self._refresh)
        self.store.programme_changed.connect(refresher.news)
        self.store.conflicts_changed.connect(refresher.news)
        bind_keys(self, (("F9", self.toggle_side_panel), ("/", self.search.setFocus), ("Ctrl+N", self.ask_new)))

    # Showing

    @property
    def _table(self) -> KeyedTable[Any]:
        return self.transfers if self.views.current == TRANSFERS else self.vehicles

    def _refresh(self) -> None:
        programme, language = self.store.programme, self.workspace.words.language
        event = programme.event
        self._lines = make_transfer_lines(programme, self.store.conflicts, self._read_from, self._lines)
        self._read_from = programme
        length = (event.ends_on - event.starts_on).days + 1
        days = {event.starts_on + timedelta(days=n) for n in range(length)}
        days |= {line.row.departs_at.date() for line in self._lines}
        choices = [(_ALL, self.workspace.say("All"))]
        choices += [(day.isoformat(), short_day(day, language)) for day in sorted(days)]
        current = self.days.current or _ALL
        self.days.show_choices(choices, current if any(current == key for key, _ in choices) else _ALL)
        if self._vehicles_shown is not programme.vehicles:
            self._vehicles_shown = programme.vehicles
            vehicles = sorted(programme.vehicles.values(), key=lambda vehicle: natural_order(vehicle.name))
            self.chip.show_choices([Choice(vehicle.id, vehicle.name) for vehicle in vehicles])
        self.transfers.show_rows(self._lines)
        self._filter()

    def _turn_to_the_busy_day(self) -> None:
        """Today, where anything drives today."""
        today = self.workspace.now().date()
        if any(line.row.departs_at.date() == today for line in self._lines):
            self.days.choose(today.isoformat())
            self._filter()

    def _day(self) -> date | None:
        return None if self.days.current in ("", _ALL) else date.fromisoformat(self.days.current)

    def _filter(self) -> None:
        day, vehicles = self._day(), self.chip.chosen
        self.transfers.rows.filter(
            lambda line: (
                (day is None or line.row.departs_at.date() == day) and (not vehicles or line.vehicle.id in vehicles)
            )
        )
        self.transfers.show_column(DAY_COLUMN, day is None)
        programme = self.store.programme
        self.vehicles.show_rows(make_vehicle_lines(programme, self.store.conflicts, self._lines, day))
        self._show_view()

    def _search(self, alternatives: list[list[str]]) -> None:
        for table in (self.transfers, self.vehicles):
            table.rows.search(alternatives)
        self._show_view()

    def _show_view(self) -> None:
        is_ride = self.views.current == TRANSFERS
        self.chip.setVisible(is_ride)
        if not self.store.programme.vehicles:
            self._pile.setCurrentWidget(self._no_vehicles)
        elif is_ride and not self.transfers.rows.rowCount() and not self.search.text():
            self._pile.setCurrentWidget(self._no_rides)
        else:
            self._pile.setCurrentWidget(self._table)
        self._show_row()

    def _show_row(self) -> None:
        word, is_ride = self.workspace.say, self.views.current == TRANSFERS
        key = self._table.current_key
        found = key in (self.store.programme.transfers if is_ride else self.store.programme.vehicles)
        self.delete.setEnabled(found and not self.store.db.read_only)
        self.timeline.setEnabled(found)
        self.side.title.setText(word("Transfer") if is_ride else word("Vehicle"))
        self.side.second.setText("")
        if not found:
            self._forms.setCurrentWidget(self._nothing)
        elif is_ride:
            line = self.transfers.rows.row_of(key)
            assert line is not None
            self.side.second.setText(line.vehicle.name)
            self.transfer_form.show_transfer(line)
            self._forms.setCurrentWidget(self.transfer_form)
        else:
            self.vehicle_form.show_vehicle(key)
            self._forms.setCurrentWidget(self.vehicle_form)

    def _show_everything(self, table: KeyedTable[Any], key: str) -> None:
        """Choose a row, whatever filter hides it."""
        if not table.choose(key):
            self.search.clear()
            self.chip.clear()
            self.days.choose(_ALL)
            self._filter()
            table.choose(key)

    def _first_field(self) -> None:
        self.side.show()
        form = self.transfer_form if self.views.current == TRANSFERS else self.vehicle_form
        next(iter(form.fields.values())).editor.setFocus()

    # Deeds

    def _usual_vehicle(self) -> str:
        """What the filter or the current ride names, else the first there is."""
        line = self.transfers.rows.row_of(self.transfers.current_key)
        current = [] if line is None else [line.vehicle.id]
        return next(iter([*sorted(self.chip.chosen), *current, *self.store.programme.vehicles]), "")

    def _new_day(self, dialog: FormDialog) -> date:
        departs = dialog.values.get("departs_at")
        return departs.date() if departs else self._day() or self.store.programme.event.starts_on

    def _site_name(self, key: str | None) -> str:
        return "" if key is None else self.store.programme.sites[key].name

    def _add_ride(self, values: Mapping[str, Any]) -> bool:
        vehicle = VehicleId(values.get("vehicle_id") or "")
        origin, destination = (SiteId(values.get(name) or "") for name in ("from_site_id", "to_site_id"))
        for name, key in (("vehicle_id", vehicle), ("from_site_id", origin), ("to_site_id", destination)):
            if not key:
                raise InvalidValue(name, "", say("Something has to stand here."))
        departs, arrives = values.get("departs_at"), values.get("arrives_at")
        if departs is None:
            raise InvalidValue("departs_at", "", say("Something has to stand here."))
        if arrives is None:
            kind = self.store.programme.vehicles[vehicle].kind
            minutes = Roads.of(self.store.programme).minutes(origin, destination, kind)
            if minutes is None:
                raise InvalidValue("arrives_at", "", say("Nothing tells how long this road takes: say the arrival."))
            arrives = departs + timedelta(minutes=minutes)
        ride = Transfer(TransferId(""), vehicle, origin, destination, departs, arrives)
        return self._keep(lambda db: add_transfer(db, ride), "transfer", "transfer_id")

    def _add_vehicle(self, values: Mapping[str, Any]) -> bool:
        given = {name: value for name, value in values.items() if value is not None}
        vehicle = Vehicle(**{"id": VehicleId(""), "name": "", "seats": 0, **given})
        return self._keep(lambda db: add_vehicle(db, vehicle), "vehicle", "vehicle_id")

    def _keep(self, deed: Any, kind: str, key_name: str) -> bool:
        """Do a deed that adds a row, and bring the row up."""
        added = add_in_field(self.store, deed, key_name)
        if added is not None:
            self.show_place(Place("transport", kind, added))
        return added is not None

    def _ask_first_vehicle(self) -> None:
        self.open_view(VEHICLES)
        self.ask_new()

    def _delete(self) -> None:
        key = self._table.current_key
        if not key or self.store.db.read_only:
            return
        if self.views.current == TRANSFERS:
            self.store.perform(lambda db: delete_transfers(db, [TransferId(key)]))
        else:
            self.store.perform(lambda db: delete_vehicle(db, VehicleId(key)))

    def _show_on_timeline(self) -> None:
        key = self._table.current_key
        if key:
            self.go("programme", "transfer" if self.views.current == TRANSFERS else "vehicle", key)
