"""Where the parts of the programme's page stand, and which of them are folded away."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from smalltowns_desktop.gui.pages.programme_inspector import WIDTH
from smalltowns_desktop.gui.timeline.layout import RowsBy
from smalltowns_desktop.gui.widgets.parts import EmptyHint, column
from smalltowns_desktop.gui.workspace import Workspace

_NARROW = 1270
"""A narrower page begins without the panel at the right (look/tokens.md: windows up to 1366)."""
_BOTTOM_HEIGHT, _TRAY_WIDTH = 196, 340


class ProgrammeFrame(QWidget):
    """Timeline or table, requests and conflicts below, the panel at the right.

    Signals: `side_shown` (whether the panel is), `fill_wished` (a `RowsBy` of which there is nothing yet).
    """

    side_shown = Signal(bool)
    fill_wished = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        *,
        timeline: QWidget,
        table: QWidget,
        tray: QWidget,
        conflicts: QWidget,
        side: QWidget,
    ) -> None:
        super().__init__()
        self._pane, self._table, self._side = timeline, table, side
        self._side_wanted: bool | None = None
        self._hints = self._make_hints(workspace)
        self._timeline = QWidget()
        self._timeline.setLayout(column(*self._hints.values(), timeline, gap=0))
        self._stack = QStackedWidget()
        self._stack.addWidget(self._timeline)
        self._stack.addWidget(table)
        self._bottom = QSplitter()
        self._bottom.setObjectName("programme-bottom")
        self._bottom.addWidget(tray)
        self._bottom.addWidget(conflicts)
        self._bottom.setStretchFactor(1, 1)
        self._bottom.setSizes([_TRAY_WIDTH, 2 * _TRAY_WIDTH])
        left = QSplitter(Qt.Orientation.Vertical)
        left.addWidget(self._stack)
        left.addWidget(self._bottom)
        left.setStretchFactor(0, 1)
        left.setSizes([600, _BOTTOM_HEIGHT])
        across = QSplitter()
        across.addWidget(left)
        across.addWidget(side)
        across.setStretchFactor(0, 1)
        across.setSizes([1036, WIDTH])
        for splitter in (self._bottom, left, across):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
        self.setLayout(column(across, gap=0))

    @property
    def in_table(self) -> bool:
        return self._stack.currentWidget() is self._table

    def show_table(self, shown: bool) -> None:
        """The table, or the timeline."""
        self._stack.setCurrentWidget(self._table if shown else self._timeline)

    def show_empty(self, rows_by: RowsBy | None) -> None:
        """Say what there is nothing of yet, in place of the timeline; None: there is something."""
        for key, hint in self._hints.items():
            hint.setVisible(key == rows_by)
        self._pane.setVisible(rows_by is None)

    def show_bottom(self, shown: bool) -> None:
        self._bottom.setVisible(shown)

    def toggle_bottom(self) -> None:
        self.show_bottom(not self._bottom.isVisibleTo(self))

    def show_side(self, shown: bool) -> None:
        """As somebody wishes, however wide the page is."""
        self._side_wanted = shown
        self._show_side(shown)

    def toggle_side(self) -> None:
        self.show_side(not self._side.isVisibleTo(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._side_wanted is None:
            self._show_side(self.width() >= _NARROW)

    def _show_side(self, shown: bool) -> None:
        self._side.setVisible(shown)
        self.side_shown.emit(shown)

    def _make_hints(self, workspace: Workspace) -> Mapping[RowsBy, QWidget]:
        say, theme = workspace.say, workspace.theme
        nobody = say("Nobody is in the congress yet. The rows of the programme are its delegations.")
        words = {
            RowsBy.DELEGATIONS: ("calendar-range", nobody, say("Bring in a list of people…")),
            RowsBy.SITES: ("map-pin", say("No places yet"), say("New place")),
            RowsBy.VEHICLES: ("bus", say("There are no vehicles yet."), say("Add a vehicle")),
        }
        hints = {}
        for key, (icon, text, action) in words.items():
            hints[key] = EmptyHint(theme, icon, text, action, partial(self.fill_wished.emit, key))
            hints[key].hide()
        return hints
