"""The grid with its headers, over one day: what a page puts into its layout.

It follows the store by itself: a new snapshot changes what differs, new conflicts are laid over it.
"""

from datetime import date, datetime, time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.gui.timeline.headers import HOURS_HEIGHT, ROWS_WIDTH, HourHeader, RowHeader
from smalltowns_desktop.gui.timeline.ink import Ink
from smalltowns_desktop.gui.timeline.laying_out import event_days, lay_out, lay_out_again
from smalltowns_desktop.gui.timeline.layout import NOWHERE, RowsBy
from smalltowns_desktop.gui.timeline.marks import mark
from smalltowns_desktop.gui.timeline.scene import GridScene
from smalltowns_desktop.gui.timeline.view import TimelineView
from smalltowns_desktop.gui.widgets.parts import label, row, surface
from smalltowns_desktop.gui.workspace import Workspace

_CLOCK_MS = 20_000
_BEFORE = 20
"""Minutes shown before the day's beginning."""


class TimelinePane(QWidget):
    """Signals: `shown` (another day, other rows, or new content)."""

    shown = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.store = workspace.store
        self.ink = Ink(workspace)
        self.grid = GridScene(self.ink)
        self.view = TimelineView(workspace, self.grid)
        self.hours = HourHeader(self.ink, self.grid)
        self.rows = RowHeader(self.ink, self.grid)
        self._title = label(role="heading")
        self._count = label(role="count")
        self._lay_out()
        self.view.looked.connect(self._follow)
        self.view.zoomed.connect(lambda _scale: self.hours.update())
        self.view.chosen.connect(self.rows.update)
        self.store.programme_changed.connect(self._take_changes)
        self.store.conflicts_changed.connect(self._take_conflicts)
        self._timer = QTimer(self, interval=_CLOCK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    @property
    def day(self) -> date | None:
        return None if self.grid.layout is None else self.grid.layout.day

    @property
    def rows_by(self) -> RowsBy:
        return RowsBy.DELEGATIONS if self.grid.layout is None else self.grid.layout.rows_by

    def show_day(self, day: date, rows_by: RowsBy) -> None:
        """Another day or other rows; the selection stays, the hours in sight too."""
        layout = self.grid.layout
        if layout is not None and (layout.day, layout.rows_by) == (day, rows_by):
            return
        first = layout is None
        at = self.view.horizontalScrollBar().value()
        fresh = lay_out(self.store.programme, day, rows_by)
        self.grid.now = self.workspace.now()
        self.grid.marks = mark(self.store.programme, fresh, self.store.conflicts or ())
        self.grid.show_layout(fresh)
        self._name_rows()
        if first:
            self.go_to_morning()
        else:
            self.view.horizontalScrollBar().setValue(at)
        self._refresh_headers()
        self.view.tell_focus()
        self.shown.emit()

    def go_to_morning(self) -> None:
        """Bring the beginning of the day into sight."""
        layout = self.grid.layout
        if layout is not None:
            starts = self.store.programme.event.day_starts_at
            morning = datetime.combine(layout.day, starts if starts > time() else time(8))
            self.view.horizontalScrollBar().setValue(round(self.grid.x_of(morning) - _BEFORE * self.grid.scale / 60))

    def go_to_now(self) -> bool:
        """Bring now into sight, on its day; False where the event is not on today."""
        now = self.workspace.now()
        if now.date() not in event_days(self.store.programme):
            return False
        self.show_day(now.date(), self.rows_by)
        self.view.go_to_moment(now, share=0.3)
        return True

    def _take_changes(self, changes: Changes) -> None:
        layout = self.grid.layout
        if layout is None:
            return
        after = lay_out_again(self.store.programme, layout, changes)
        self.grid.show_layout(after)
        programme = self.store.programme
        gone = {key for key in self.grid.selected if key not in programme.activities and key not in programme.transfers}
        lost = self.view.focused_item() is None and not self._is_row(self.grid.current)
        if gone or (self.grid.current is not None and lost):
            self.grid.choose(self.grid.selected - gone, None if lost else self.grid.current)
        if changes["groups"] or changes["delegations"]:
            self._name_rows()
        self._refresh_headers()
        self.view.tell_focus()
        self.view.chosen.emit()
        self.shown.emit()

    def _is_row(self, current: tuple[str, str] | None) -> bool:
        """Whether the focus is on a row as a whole, which is still there."""
        layout = self.grid.layout
        return layout is not None and current is not None and not current[0] and current[1] in layout.row_by_key

    def _take_conflicts(self) -> None:
        layout, conflicts = self.grid.layout, self.store.conflicts
        if layout is not None and conflicts is not None:
            self.grid.show_marks(mark(self.store.programme, layout, conflicts))
            self.view.tell_focus()
            self.rows.update()

    def _tick(self) -> None:
        self.grid.set_now(self.workspace.now())
        self.hours.update()

    def _follow(self) -> None:
        self.hours.scroll_to(self.view.horizontalScrollBar().value())
        self.rows.scroll_to(self.view.verticalScrollBar().value())

    def _refresh_headers(self) -> None:
        self._follow()
        self.hours.update()
        self.rows.update()

    def _name_rows(self) -> None:
        layout, say = self.grid.layout, self.workspace.say
        assert layout is not None, "rows to name"
        titles = {
            RowsBy.DELEGATIONS: say("Delegations"),
            RowsBy.SITES: say("Sites"),
            RowsBy.VEHICLES: say("Vehicles"),
        }
        self._title.setText(titles[layout.rows_by])
        self._count.setText(str(sum(entry.kind != NOWHERE for entry in layout.rows)))

    def _lay_out(self) -> None:
        self._count.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        corner = surface("head", row(self._title, self._count, None, margins=(12, 0, 12, 0)))
        corner.setFixedSize(ROWS_WIDTH, HOURS_HEIGHT)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(corner, 0, 0)
        grid.addWidget(self.hours, 0, 1)
        grid.addWidget(self.rows, 1, 0)
        grid.addWidget(self.view, 1, 1)
        self.setLayout(grid)
