"""The plan of a day, drawn as a timeline or listed in a table: what is shown of it, brought into sight and chosen."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from smalltowns_desktop.gui.pages.programme_bar import TABLE, ProgrammeBar
from smalltowns_desktop.gui.pages.programme_frame import ProgrammeFrame
from smalltowns_desktop.gui.pages.programme_table import DayTable
from smalltowns_desktop.gui.timeline.laying_out import event_days, row_of_group
from smalltowns_desktop.gui.timeline.layout import Column, RowsBy, item_in_row
from smalltowns_desktop.gui.timeline.moves import snapped
from smalltowns_desktop.gui.timeline.pane import TimelinePane
from smalltowns_desktop.gui.workspace import Place, Workspace

_ROW_KINDS = {
    "delegation": RowsBy.DELEGATIONS,
    "group": RowsBy.DELEGATIONS,
    "site": RowsBy.SITES,
    "vehicle": RowsBy.VEHICLES,
}


class Plan(QObject):
    """Keeps the bar, the timeline and the table at one day and one choice. Signals: `chosen` (another choice)."""

    chosen = Signal()

    def __init__(
        self, workspace: Workspace, bar: ProgrammeBar, pane: TimelinePane, table: DayTable, frame: ProgrammeFrame
    ) -> None:
        super().__init__(frame)
        self._workspace, self._store = workspace, workspace.store
        self._bar, self._pane, self._table, self._frame = bar, pane, table, frame
        self.activities: tuple[str, ...] = ()
        """The chosen ones; where rides are chosen, none."""
        self.rides: tuple[str, ...] = ()
        bar.day_chosen.connect(self.show_day)
        bar.view_chosen.connect(self.show_view)
        bar.zoom_wished.connect(pane.view.zoom_by)
        pane.shown.connect(self.refresh)
        pane.rows.clicked.connect(lambda _row: pane.view.setFocus())
        pane.view.chosen.connect(self._take_choice)
        pane.view.way_opened.connect(self.show_ride)
        table.chosen.connect(self._take_table_choice)
        self._store.conflicts_changed.connect(self._take_conflicts)

    # Which part of the plan

    @property
    def day(self) -> date:
        assert self._pane.day is not None, "a day is shown from the beginning"
        return self._pane.day

    def show_first(self) -> None:
        """Today where it is a day of the congress, in the rows that were shown last."""
        days = event_days(self._store.programme)
        today = self._workspace.now().date()
        saved = self._workspace.settings.choice("programme/view", RowsBy.DELEGATIONS)
        rows_by = RowsBy(saved) if saved in list(RowsBy) else RowsBy.DELEGATIONS
        self._pane.show_day(today if today in days else days[0], rows_by)
        self._bar.views.choose(rows_by)
        if today in days:
            self._pane.view.go_to_moment(self._workspace.now(), share=0.12)
        self.refresh()

    def show_day(self, day: date) -> None:
        self._pane.show_day(day, self._pane.rows_by)

    def step_day(self, steps: int) -> None:
        """To the next day of the congress, or the one before."""
        days = event_days(self._store.programme)
        later = [day for day in days if (day > self.day if steps > 0 else day < self.day)]
        if later:
            self.show_day(later[0] if steps > 0 else later[-1])

    def go_to_now(self) -> None:
        """To this moment; on another day to its morning."""
        if not self._pane.go_to_now():
            self._pane.go_to_morning()

    def show_view(self, view: str) -> None:
        """Rows by something, or the table."""
        self._bar.views.choose(view)
        self._workspace.settings.keep_choice("programme/view", view)
        in_table = view == TABLE
        self._bar.offer_zoom(not in_table)
        self._frame.show_table(in_table)
        if in_table:
            self._refresh_table()
        else:
            self._pane.show_day(self.day, RowsBy(view))
        self.take_focus()

    def take_focus(self) -> None:
        """The keys go to what is shown."""
        (self._table.table if self._frame.in_table else self._pane.view).setFocus()

    def hour_in_sight(self) -> datetime | None:
        """A whole hour a third into what is seen of the day; None where nothing is."""
        grid, view = self._pane.grid, self._pane.view
        if grid.layout is None:
            return None
        minute = grid.minute_at(view.horizontalScrollBar().value() + view.viewport().width() / 3)
        return grid.layout.moment_of(snapped(minute, 60))

    def refresh(self) -> None:
        """After a change of the day, or of what is planned on it."""
        days = event_days(self._store.programme)
        self._bar.show_days(days if self.day in days else sorted([*days, self.day]), self.day)
        rows = sorted(self._store.programme.directions.values(), key=lambda row: row.position)
        self._bar.legend.show_directions(rows)
        layout = self._pane.grid.layout
        self._frame.show_empty(None if layout is None or layout.rows else layout.rows_by)
        if self._frame.in_table:
            self._refresh_table()

    def _refresh_table(self) -> None:
        self._table.show_day(self.day)
        self._table.choose(list(self.activities))

    def _take_conflicts(self) -> None:
        if self._frame.in_table:
            self._refresh_table()

    # What is brought into sight

    def show_activity(self, key: str, row: str = "") -> None:
        """Bring an activity into sight and make it the chosen one; `row`: where it should be, if it is in several."""
        activity = self._store.programme.activities.get(key)
        if activity is None:
            return
        rows_by = self._pane.rows_by if self._pane.rows_by is not RowsBy.VEHICLES else RowsBy.DELEGATIONS
        self._pane.show_day(activity.starts_at.date(), rows_by)
        self._choose([key])
        layout = self._pane.grid.layout
        items = [] if layout is None else layout.items_of(key)
        if items:
            item, in_row = item_in_row(items, row)
            self._pane.view.choose(item, in_row)
            self._pane.view.show_item(item, in_row)
        if self._frame.in_table:
            self._table.choose([key])
        elif self._bar.views.current != rows_by:
            self.show_view(rows_by)

    def show_ride(self, key: str) -> None:
        """Bring a transfer into sight in its vehicle's row and make it the chosen one."""
        ride = self._store.programme.transfers.get(key)
        if ride is None:
            return
        self._pane.show_day(ride.departs_at.date(), RowsBy.VEHICLES)
        self.show_view(RowsBy.VEHICLES)
        layout = self._pane.grid.layout
        for item in [] if layout is None else layout.items_of(key):
            if not isinstance(item, Column):
                self._pane.view.choose(item, item.row)
                self._pane.view.show_item(item, item.row)

    def show_row(self, place: Place) -> None:
        """Bring the row of a delegation, a group, a site or a vehicle into sight."""
        key = f"{place.kind}:{place.key}"
        if place.kind == "group" and place.key in self._store.programme.groups:
            key = row_of_group(self._store.programme, self._store.programme.groups[place.key].id)
        if place.kind == "vehicle":
            self._turn_to_rides_of(place.key)
        self.show_view(_ROW_KINDS[place.kind])
        self._pane.view.choose_row(key)

    def _turn_to_rides_of(self, vehicle: str) -> None:
        """To the first day on which a vehicle drives, unless it does on the day that is shown."""
        rides = [ride for ride in self._store.programme.transfers.values() if ride.vehicle_id == vehicle]
        days = sorted({ride.departs_at.date() for ride in rides})
        if days and self.day not in days:
            self._pane.show_day(days[0], RowsBy.VEHICLES)

    # What is chosen

    def _take_choice(self) -> None:
        self._choose(sorted(self._pane.grid.selected))

    def _take_table_choice(self, keys: list[str]) -> None:
        self._pane.view.choose_many(keys)

    def _choose(self, keys: Sequence[str]) -> None:
        programme = self._store.programme
        self.activities = tuple(key for key in keys if key in programme.activities)
        self.rides = tuple(key for key in keys if key in programme.transfers)
        self.chosen.emit()
