"""The programme: timeline or table, requests and conflicts below it, everything about the chosen activity beside it."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QTimer

from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.gui.models.conflicts import key_of
from smalltowns_desktop.gui.pages.page import Page
from smalltowns_desktop.gui.pages.programme_bar import TABLE, ProgrammeBar
from smalltowns_desktop.gui.pages.programme_conflicts import ConflictsPanel
from smalltowns_desktop.gui.pages.programme_deeds import ProgrammeDeeds
from smalltowns_desktop.gui.pages.programme_frame import ProgrammeFrame
from smalltowns_desktop.gui.pages.programme_inspector import Inspector
from smalltowns_desktop.gui.pages.programme_plan import Plan
from smalltowns_desktop.gui.pages.programme_table import DayTable
from smalltowns_desktop.gui.pages.programme_tray import RequestTray
from smalltowns_desktop.gui.timeline.laying_out import row_of_group
from smalltowns_desktop.gui.timeline.layout import RowsBy
from smalltowns_desktop.gui.timeline.moves import drawn
from smalltowns_desktop.gui.timeline.pane import TimelinePane
from smalltowns_desktop.gui.widgets.keys import ONLY_HERE, bind_keys
from smalltowns_desktop.gui.widgets.parts import column
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.programme import ActivityEdit


class ProgrammePage(Page):
    """Wires the plan with what can be done to it, the requests, the conflicts and the panel."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.bar = ProgrammeBar(workspace)
        self.pane = TimelinePane(workspace)
        self.table = DayTable(workspace)
        self.inspector = Inspector(workspace)
        self.tray = RequestTray(workspace)
        self.conflicts = ConflictsPanel(workspace)
        self.deeds = ProgrammeDeeds(workspace, self)
        self._led: tuple[str, ...] = ()
        """What was chosen when F4 had led to a conflict."""
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._inspect)
        self._frame = ProgrammeFrame(
            workspace, timeline=self.pane, table=self.table, tray=self.tray, conflicts=self.conflicts,
            side=self.inspector,
        )  # fmt: skip
        self.plan = Plan(workspace, self.bar, self.pane, self.table, self._frame)
        self.setLayout(column(self.bar, self._frame, gap=0))
        self._wire()
        self._set_keys()
        self.plan.show_first()

    # What is shown

    @property
    def day(self) -> date:
        return self.plan.day

    def show_day(self, day: date) -> None:
        self.plan.show_day(day)

    def show_view(self, view: str) -> None:
        """Rows by something, or the table."""
        self.plan.show_view(view)

    def entered(self) -> None:
        self.plan.take_focus()

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
                self.plan.show_ride(place.key)
            case "delegation" | "group" | "site" | "vehicle":
                self.plan.show_row(place)

    def show_activity(self, key: str) -> None:
        """Bring an activity into sight and make it the chosen one."""
        self.plan.show_activity(key)

    def show_conflict(self, conflict: Conflict) -> None:
        """Go to what a conflict is about."""
        self.conflicts.choose(key_of(conflict))
        by_type = {subject.type: subject.id for subject in reversed(conflict.subjects)}
        row = ""
        if by_type.get("group") in self.store.programme.groups:
            row = row_of_group(self.store.programme, self.store.programme.groups[by_type["group"]].id)
        if "activity" in by_type:
            self.plan.show_activity(by_type["activity"], row)
        elif "request" in by_type:
            self.tray.choose(by_type["request"])
        elif "transfer" in by_type:
            self.plan.show_ride(by_type["transfer"])
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
        layout, start = self.pane.grid.layout, self.plan.hour_in_sight()
        if layout is None or start is None or self.store.db.read_only:
            return
        focused = self.pane.view.focused_item()
        row = None if focused is None else layout.row_by_key[focused[1]]
        title = self.workspace.say("New activity")
        self._add(drawn(self.store.programme, row, start, start + timedelta(hours=1), title))

    def edit_chosen(self) -> None:
        """Put the focus into the panel's first field."""
        if self.plan.activities or self.plan.rides:
            self.show_side(True)
            self._inspect()
            self.inspector.edit()

    # What happens

    def _inspect(self) -> None:
        """Show what is chosen beside the grid; after the grid itself, and once however often it changed."""
        self._soon.stop()
        programme = self.store.programme
        rides = [programme.transfers[key] for key in self.plan.rides if key in programme.transfers]
        if rides:
            self.inspector.show_rides(rides)
            return
        activities = programme.activities
        self.inspector.show_activities([activities[key] for key in self.plan.activities if key in activities])

    def _add(self, edit: ActivityEdit) -> None:
        """A new activity, its title ready to be typed over."""
        if self.deeds.add(edit):
            self.edit_chosen()

    def _plan_now(self, request: str) -> None:
        """A request without a drag: at the hour in sight, on the day that is shown."""
        start, row = self.plan.hour_in_sight(), self.store.programme.requests.get(request)
        if start is not None and row is not None:
            if row.not_before is not None:
                start = max(start, datetime.combine(self.day, row.not_before))
            self.deeds.plan(request, start)

    def _next_conflict(self) -> None:
        conflict = self.conflicts.choose_next()
        if conflict is not None:
            self.show_conflict(conflict)
            self._led = self.plan.activities + self.plan.rides

    def _fix(self) -> None:
        """What is wrong with what is chosen; right after F4 the conflict to which it led."""
        subjects = self.plan.activities + self.plan.rides
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

    def _open_row(self, key: str) -> None:
        kind, _, row = key.partition(":")
        pages = {"delegation": "delegations", "site": "places", "vehicle": "transport", "group": "delegations"}
        if kind in pages and row:
            self.go(pages[kind], kind, row)

    def _take_out(self) -> None:
        """Activities go back to the requests; rides go."""
        if self.plan.rides:
            self.deeds.delete_rides(self.plan.rides)
        else:
            self._hand_back()

    def _delete(self) -> None:
        if self.plan.rides:
            self.deeds.delete_rides(self.plan.rides)
        else:
            self.deeds.delete(self.plan.activities)

    def _hand_back(self) -> None:
        self.deeds.hand_back(self.plan.activities)

    def _toggle_lock(self) -> None:
        self.deeds.toggle_lock(self.plan.activities)

    def _repeat(self) -> None:
        if len(self.plan.activities) == 1 and not self.store.db.read_only:
            self.deeds.repeat(self.plan.activities[0])

    # Building

    def _wire(self) -> None:
        view, bar, inspector = self.pane.view, self.bar, self.inspector
        bar.check_wished.connect(self.store.check_again)
        bar.new_wished.connect(self.new_activity)
        bar.side_wished.connect(self.toggle_side_panel)
        self._frame.side_shown.connect(lambda shown: bar.offer_side(not shown))
        self._frame.fill_wished.connect(self._fill)
        self.plan.chosen.connect(self._soon.start)
        self.pane.rows.opened.connect(self._open_row)
        view.edits_wished.connect(self.deeds.edit)
        view.drawn.connect(self._add)
        view.request_dropped.connect(self.deeds.plan)
        view.open_wished.connect(self.edit_chosen)
        self.table.edits_wished.connect(self.deeds.edit)
        self.table.open_wished.connect(self.edit_chosen)
        inspector.lock_wished.connect(self._toggle_lock)
        inspector.repeat_wished.connect(self._repeat)
        inspector.return_wished.connect(self._hand_back)
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
        bind_keys(
            self,
            (
                ("Ctrl+L", self._toggle_lock),
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
            ),
        )
        on_grid = (
            ("Delete", self._take_out),
            ("PgUp", lambda: self.plan.step_day(-1)),
            ("PgDown", lambda: self.plan.step_day(1)),
            ("Home", self.plan.go_to_now),
        )
        bind_keys(self.pane.view, on_grid, ONLY_HERE)
        bind_keys(self.table.table, on_grid[:1], ONLY_HERE)
