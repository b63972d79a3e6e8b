"""Where the parts of the participants' page stand: the table or why it is empty, and the panel beside it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from smalltowns_desktop.gui.widgets.parts import EmptyHint, column
from smalltowns_desktop.gui.workspace import Workspace

NARROW = 1_250
"""A page narrower than this has no room for the panel unless it is asked for."""
_PANEL_WIDTH = 344
_LAYOUT = "splitter/participants"


class PeopleFrame(QWidget):
    """Signals: `panel_shown` (whether the panel is), `import_wished`, `everybody_wished` (no search, no filter)."""

    panel_shown = Signal(bool)
    import_wished = Signal()
    everybody_wished = Signal()

    def __init__(self, workspace: Workspace, *, table: QWidget, bulk: QWidget, panel: QWidget) -> None:
        super().__init__()
        word, theme = workspace.say, workspace.theme
        self._settings, self._table, self._panel = workspace.settings, table, panel
        self._panel_asked: bool | None = None
        """None until somebody has shown or hidden the panel."""
        self._nobody = EmptyHint(
            theme, "users", word("No participants yet. Delegations send them as spreadsheets."),
            word("From a spreadsheet…"), self.import_wished.emit,
        )  # fmt: skip
        self._nothing_found = EmptyHint(
            theme, "search", word("Nobody matches the search and the filters."), word("Show everybody"),
            self.everybody_wished.emit,
        )  # fmt: skip
        self.views = QStackedWidget()
        for view in (table, self._nobody, self._nothing_found):
            self.views.addWidget(view)
        left = QWidget()
        left.setProperty("surface", "plain")
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.views, 1)
        inside.addWidget(bulk)
        self._splitter = QSplitter()
        self._splitter.addWidget(left)
        self._splitter.addWidget(panel)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([1352 - _PANEL_WIDTH, _PANEL_WIDTH])
        saved = self._settings.layout(_LAYOUT)
        if saved is not None:
            self._splitter.restoreState(saved)
        self._splitter.splitterMoved.connect(lambda *_: self._settings.keep_layout(_LAYOUT, self._splitter.saveState()))
        self.setLayout(column(self._splitter, gap=0))

    def show_people(self, shown: int, total: int) -> None:
        """The table, or why there is nobody in it: nobody at all, or nobody found."""
        self.views.setCurrentWidget(self._table if shown else self._nothing_found if total else self._nobody)

    def show_waiting(self) -> None:
        """The table, as long as nobody knows whether it will be empty."""
        self.views.setCurrentWidget(self._table)

    def toggle_panel(self) -> None:
        """The panel comes or goes, whatever the width."""
        self._panel_asked = not self._panel.isVisibleTo(self)
        self._fit_panel()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_panel()

    def _fit_panel(self) -> None:
        shown = self.width() >= NARROW if self._panel_asked is None else self._panel_asked
        self._panel.setVisible(shown)
        self.panel_shown.emit(shown)
