"""The programme: timeline or table, requests and conflicts below it, everything about the chosen activity beside it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.gui.models.conflicts import key_of
from smalltowns_desktop.gui.pages.page import Page
from smalltowns_desktop.gui.pages.programme_bar import TABLE, ProgrammeBar
from smalltowns_desktop.gui.pages.programme_conflicts import ConflictsPanel
from smalltowns_desktop.gui.pages.programme_deeds import ProgrammeDeeds
from smalltowns_desktop.gui.pages.programme_frame import ProgrammeFrame
from smalltowns_desktop.gui.pages.programme_inspector import Inspector
from smalltowns_desktop.gui.pages.programme_table import DayTable
from smalltowns_desktop.gui.pages.programme_tray import RequestTray
from smalltowns_desktop.gui.timeline.laying_out import event_days, row_of_group
from smalltowns_desktop.gui.timeline.layout import Column, RowsBy, item_in_row
from smalltowns_desktop.gui.timeline.moves import drawn, snapped
from smalltowns_desktop.gui.timeline.pane import TimelinePane
from smalltowns_desktop.gui.widgets.parts import column
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.programme import ActivityEdit

_ROW_KINDS = {
    "delegation": RowsBy.DELEGATIONS,
    "group": RowsBy.DELEGATIONS,
    "site": RowsBy.SITES,
    "vehicle": RowsBy.VEHICLES,
}


class ProgrammePage(Page):
    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.bar = ProgrammeBar(workspace)
        self.pane = TimelinePane(workspace)
        self.table = DayTable(workspace)
        self.inspector = Inspector(workspace)
        self.tray = RequestTray(workspace)
        self.conflicts = ConflictsPanel(workspace)
        self.deeds = ProgrammeDeeds(workspace, self)
        self._selected: tuple[str, ...] = ()
        """Activities; where rides are selected, none."""
        self._rides: tuple[str, ...] = ()
        self._led: tuple[str, ...] = ()
        """What was selected when F4 had led to a conflict."""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._inspect)
        self._frame = ProgrammeFrame(
            workspace, timeline=self.pane, table=self.table, tray=self.tray, conflicts=self.conflicts,
            side=self.inspector,
        )  # fmt: skip
        self.setLayout(column(self.bar, self._frame, gap=0))
        self._wire()
        self._set_keys()
        self._show_first()

    # What is shown

    @property
    def day(self) -> date:
        assert self.pane.day is not None, "a day is shown from the beginning"
        return self.pane.day

    def show_day(self, day: date) -> None:
        self.pane.show_day(day, self.pane.rows_by)

    def show_view(self, view: str) -> None:
        """Rows by something, or the table."""
        self.bar.views.choose(view)
        self.workspace.settings.keep_choice("programme/view", view)
        in_table = view == TABLE
        self.bar.offer_zoom(not in_table)
        self._frame.show_table(in_table)
        if in_table:
            self._refresh_table()
            self.table.table.setFocus()
        else:
            self.pane.show_day(self.day, RowsBy(view))
            self.pane.view.setFocus()

    def entered(self) -> None:
        (self.table.table if self._frame.in_table else self.pane.view).setFocus()

    def show_place(self, place: Place) -> None:
        match place.kind:
            case "activity":
                self.show_activity(place.key)
            case "day":
                self.show_day(date.fromisoformat(place.key))
            case "conflict":
                conflict = next((row for row in self.store.conflicts or () if key_of(row) == place.key), None)
                if conflict is not None:
                    self.show_conflict(conflict)
            case "conflicts":
                self.show_bottom(True)
                self.conflicts.table.setFocus()
            case "request":
                self.show_bottom(True)
                self.tray.choose(place.key)
            case "transfer":
                self.show_ride(place.key)
            case "delegation" | "group" | "site" | "vehicle":
                self._show_row(place)

    def show_activity(self, key: str, row: str = "") -> None:
        """Bring an activity into sight and make it the chosen one; `row`: where it should be, if it is in several."""
        activity = self.store.programme.activities.get(key)
        if activity is None:
            return
        rows_by = self.pane.rows_by if self.pane.rows_by is not RowsBy.VEHICLES else RowsBy.DELEGATIONS
        self.pane.show_day(activity.starts_at.date(), rows_by)
        self._select([key])
        layout = self.pane.grid.layout
        items = [] if layout is None else layout.items_of(key)
        if items:
            item, in_row = item_in_row(items, row)
            self.pane.view.choose(item, in_row)
            self.pane.view.show_item(item, in_row)
        if self._frame.in_table:
            self.table.choose([key])
        elif self.bar.views.current != rows_by:
            self.show_view(rows_by)

    def show_ride(self, key: str) -> None:
        """Bring a transfer into sight in its vehicle's row and make it the chosen one."""
        ride = self.store.programme.transfers.get(key)
        if ride is None:
            return
        self.pane.show_day(ride.departs_at.date(), RowsBy.VEHICLES)
        self.show_view(RowsBy.VEHICLES)
        layout = self.pane.grid.layout
        for item in [] if layout is None else layout.items_of(key):
            if not isinstance(item, Column):
                self.pane.view.choose(item, item.row)
                self.pane.view.show_item(item, item.row)

    def show_conflict(self, conflict: Conflict) -> None:
        """Go to what a conflict is about."""
        self.conflicts.choose(key_of(conflict))
        by_type = {subject.type: subject.id for subject in reversed(conflict.subjects)}
        row = ""
        if by_type.get("group") in self.store.programme.groups:
            row = row_of_group(self.store.programme, self.store.programme.groups[by_type["group"]].id)
        if "activity" in by_type:
            self.show_activity(by_type["activity"], row)
        elif "request" in by_type:
            self.tray.choose(by_type["request"])
        elif "transfer" in by_type:
            self.show_ride(by_type["transfer"])
        elif "participant" in by_type:
            self.go("participants", "participant", by_type["participant"])
        elif "site" in by_type:
            self.go("places", "site", by_type["site"])

    def show_bottom(self, shown: bool) -> None:
        self._frame.show_bottom(shown)

    def show_side(self, shown: bool) -> None:
        self._frame.show_side(shown)

    def toggle_bottom_panel(self) -> None:
        self._frame.toggle_bottom()

    def toggle_side_panel(self) -> None:
        self._frame.toggle_side()

    def new_activity(self) -> None:
        """An hour in the row in focus, from the first whole hour in sight; its title is ready to be typed."""
        layout, view = self.pane.grid.layout, self.pane.view
        if layout is None or self.store.db.read_only:
            return
        minute = self.pane.grid.minute_at(view.horizontalScrollBar().value() + view.viewport().width() / 3)
        start = layout.moment_of(snapped(minute, 60))
        focused = view.focused_item()
        row = None if focused is None else layout.row_by_key[focused[1]]
        title = self.workspace.say("New activity")
        self._add(drawn(self.store.programme, row, start, start + timedelta(hours=1), title))

    def edit_chosen(self) -> None:
        """Put the focus into the panel's first field."""
        if self._selected or self._rides:
            self.show_side(True)
            self._inspect()
            self.inspector.edit()

    # What happens

    def _select(self, keys: list[str]) -> None:
        programme = self.store.programme
        self._selected = tuple(key for key in keys if key in programme.activities)
        self._rides = tuple(key for key in keys if key in programme.transfers)
        self._soon.start()

    def _inspect(self) -> None:
        """Show what is selected beside the grid; after the grid itself, and once however often it changed."""
        self._soon.stop()
        programme = self.store.programme
        rides = [programme.transfers[key] for key in self._rides if key in programme.transfers]
        if rides:
            self.inspector.show_rides(rides)
            return
        activities = programme.activities
        self.inspector.show_activities([activities[key] for key in self._selected if key in activities])

    def _add(self, edit: ActivityEdit) -> None:
        """A new activity, its title ready to be typed over."""
        if self.deeds.add(edit):
            self.edit_chosen()

    def _take_choice(self) -> None:
        """The grid's choice is the page's."""
        self._select(sorted(self.pane.grid.selected))

    def _take_table_choice(self, keys: list[str]) -> None:
        self.pane.view.choose_many(keys)

    def _refresh(self) -> None:
        days = event_days(self.store.programme)
        self.bar.show_days(days if self.day in days else sorted([*days, self.day]), self.day)
        rows = sorted(self.store.programme.directions.values(), key=lambda row: row.position)
        self.bar.legend.show_directions(rows)
        layout = self.pane.grid.layout
        self._frame.show_empty(None if layout is None or layout.rows else layout.rows_by)
        if self._frame.in_table:
            self._refresh_table()

    def _take_conflicts(self) -> None:
        if self._frame.in_table:
            self._refresh_table()

    def _refresh_table(self) -> None:
        self.table.show_day(self.day)
        self.table.choose(list(self._selected))

    def _plan_now(self, request: str) -> None:
        """A request without a drag: at the hour in sight, on the day that is shown."""
        view = self.pane.view
        minute = self.pane.grid.minute_at(view.horizontalScrollBar().value() + view.viewport().width() / 3)
        layout, row = self.pane.grid.layout, self.store.programme.requests.get(request)
        if layout is not None and row is not None:
            start = layout.moment_of(snapped(minute, 60))
            if row.not_before is not None:
                start = max(start, datetime.combine(layout.day, row.not_before))
            self.deeds.plan(request, start)

    def _next_conflict(self) -> None:
        conflict = self.conflicts.choose_next()
        if conflict is not None:
            self.show_conflict(conflict)
            self._led = self._selected + self._rides

    def _fix(self) -> None:
        """What is wrong with what is selected; right after F4 the conflict to which it led."""
        subjects = self._selected + self._rides
        self.conflicts.fix_about(() if subjects == self._led else subjects)

    def _fill(self, rows_by: str) -> None:
        """To where those are made of whom there is nobody yet."""
        match rows_by:
            case RowsBy.SITES:
                self.go("places")
            case RowsBy.VEHICLES:
                self.go("transport", "vehicle")
            case _:
                self.action_requested.emit("import-people")

    def _step_day(self, steps: int) -> None:
        days = event_days(self.store.programme)
        later = [day for day in days if (day > self.day if steps > 0 else day < self.day)]
        if later:
            self.show_day(later[0] if steps > 0 else later[-1])

    def _go_to_now(self) -> None:
        if not self.pane.go_to_now():
            self.pane.go_to_morning()

    def _open_row(self, key: str) -> None:
        kind, _, row = key.partition(":")
        pages = {"delegation": "delegations", "site": "places", "vehicle": "transport", "group": "delegations"}
        if kind in pages and row:
            self.go(pages[kind], kind, row)

    def _show_row(self, place: Place) -> None:
        key = f"{place.kind}:{place.key}"
        if place.kind == "group" and place.key in self.store.programme.groups:
            key = row_of_group(self.store.programme, self.store.programme.groups[place.key].id)
        if place.kind == "vehicle":
            self._turn_to_rides_of(place.key)
        self.show_view(_ROW_KINDS[place.kind])
        self.pane.view.choose_row(key)

    def _turn_to_rides_of(self, vehicle: str) -> None:
        """To the first day on which a vehicle drives, unless it does on the day that is shown."""
        rides = [ride for ride in self.store.programme.transfers.values() if ride.vehicle_id == vehicle]
        days = sorted({ride.departs_at.date() for ride in rides})
        if days and self.day not in days:
            self.pane.show_day(days[0], RowsBy.VEHICLES)

    # Building

    def _show_first(self) -> None:
        days = event_days(self.store.programme)
        today = self.workspace.now().date()
        saved = self.workspace.settings.choice("programme/view", RowsBy.DELEGATIONS)
        rows_by = RowsBy(saved) if saved in list(RowsBy) else RowsBy.DELEGATIONS
        self.pane.show_day(today if today in days else days[0], rows_by)
        self.bar.views.choose(rows_by)
        if today in days:
            self.pane.view.go_to_moment(self.workspace.now(), share=0.12)
        self._refresh()

    def _wire(self) -> None:
        view, bar, inspector = self.pane.view, self.bar, self.inspector
        bar.day_chosen.connect(self.show_day)
        bar.view_chosen.connect(self.show_view)
        bar.check_wished.connect(self.store.check_again)
        bar.new_wished.connect(self.new_activity)
        bar.zoom_wished.connect(view.zoom_by)
        bar.side_wished.connect(self.toggle_side_panel)
        self._frame.side_shown.connect(lambda shown: bar.offer_side(not shown))
        self._frame.fill_wished.connect(self._fill)
        self.pane.shown.connect(self._refresh)
        self.pane.rows.clicked.connect(lambda _row: view.setFocus())
        self.pane.rows.opened.connect(self._open_row)
        view.chosen.connect(self._take_choice)
        view.edits_wished.connect(self.deeds.edit)
        view.drawn.connect(self._add)
        view.request_dropped.connect(self.deeds.plan)
        view.open_wished.connect(self.edit_chosen)
        view.way_opened.connect(self.show_ride)
        self.table.chosen.connect(self._take_table_choice)
        self.table.edits_wished.connect(self.deeds.edit)
        self.table.open_wished.connect(self.edit_chosen)
        self.store.conflicts_changed.connect(self._take_conflicts)
        inspector.lock_wished.connect(lambda: self.deeds.toggle_lock(self._selected))
        inspector.repeat_wished.connect(self._repeat)
        inspector.return_wished.connect(lambda: self.deeds.hand_back(self._selected))
        inspector.delete_wished.connect(self._delete)
        inspector.close_wished.connect(self.toggle_side_panel)
        inspector.person_wished.connect(lambda key: self.go("participants", "participant", key))
        inspector.ride_wished.connect(lambda key: self.go("transport", "transfer", key))
        inspector.site_wished.connect(lambda key: self.go("places", "site", key))
        self.conflicts.go_wished.connect(self.show_conflict)
        self.conflicts.fold_wished.connect(self.toggle_bottom_panel)
        self.tray.plan_wished.connect(self._plan_now)
        self.deeds.made.connect(self.show_activity)

    def _set_keys(self) -> None:
        anywhere: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+L", lambda: self.deeds.toggle_lock(self._selected)),
            ("Ctrl+D", self._repeat),
            ("F4", self._next_conflict),
            ("Ctrl+Return", self._fix),
            ("Ctrl+Enter", self._fix),
            ("F9", self.toggle_side_panel),
            ("F10", self.toggle_bottom_panel),
            *(
                (f"Ctrl+Shift+{n}", lambda view=view: self.show_view(view))
                for n, view in enumerate([*RowsBy, TABLE], 1)
            ),
        ]
        on_grid: list[tuple[str, Callable[[], object]]] = [
            ("Delete", self._take_out),
            ("PgUp", lambda: self._step_day(-1)),
            ("PgDown", lambda: self._step_day(1)),
            ("Home", self._go_to_now),
        ]
        for key, deed in anywhere:
            _set_key(self, key, deed, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for key, deed in on_grid:
            _set_key(self.pane.view, key, deed, Qt.ShortcutContext.WidgetShortcut)
        _set_key(self.table.table, "Delete", on_grid[0][1], Qt.ShortcutContext.WidgetShortcut)

    def _take_out(self) -> None:
        """Activities go back to the requests; rides go."""
        if self._rides:
            self.deeds.delete_rides(self._rides)
        else:
            self.deeds.hand_back(self._selected)

    def _delete(self) -> None:
        if self._rides:
            self.deeds.delete_rides(self._rides)
        else:
            self.deeds.delete(self._selected)

    def _repeat(self) -> None:
        if len(self._selected) == 1 and not self.store.db.read_only:
            self.deeds.repeat(self._selected[0])


def _set_key(owner: QWidget, key: str, deed: Callable[[], object], context: Qt.ShortcutContext) -> None:
    made = QShortcut(QKeySequence(key), owner)
    made.setContext(context)  # the constructor that takes a function does not heed its `context`
    made.activated.connect(deed)
