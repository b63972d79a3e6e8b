"""The desk's right side: the ring and its figures, delegations, last scans. The check-in page shows the same."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QTreeView, QWidget

from smalltowns_desktop.domain.attendance import Tally
from smalltowns_desktop.domain.checkin import Outcome, Way
from smalltowns_desktop.domain.model import CheckpointKind
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.desk.delegates import DelegationDelegate, ScanDelegate
from smalltowns_desktop.gui.desk.journal import JournalDialog, scan_line
from smalltowns_desktop.gui.desk.models import ROW_ROLE, DelegationCount, LinesModel, ScanLine
from smalltowns_desktop.gui.desk.parts import Ring
from smalltowns_desktop.gui.desk.tally import DeskTally
from smalltowns_desktop.gui.widgets.parts import button, column, label, row, surface
from smalltowns_desktop.gui.workspace import Workspace

WIDTH = 388
_ROWS, _ROWS_OF_LOW, _HIGH = 6, 3, 700
"""So many delegations are shown at first, in a panel of that height and in a lower one."""
_ROW = 30
_REFRESH_MS = 5_000
"""The last five minutes go on by themselves."""


class SidePanel(QWidget):
    """Shows a `DeskTally`. Signals: `undo_requested` (the key of a scan in the list)."""

    undo_requested = Signal(str)

    def __init__(self, workspace: Workspace, tally: DeskTally) -> None:
        super().__init__()
        self._workspace = workspace
        self._tally = tally
        self._counted: Tally | None = None
        self._named_by: Programme | None = None
        self._rows: list[DelegationCount] = []
        self._place_of: dict[str, int] = {}
        say = workspace.say
        self.ring = Ring(workspace.theme)
        self._figures = {name: label("", "figure") for name in ("missing", "lately", "forced")}
        self._delegations_of = LinesModel[DelegationCount](
            lambda line: f"{line.name}: {say('{came} of {expected}', came=line.came, expected=line.expected)}", self
        )
        self.delegations = _list(self._delegations_of, say("Delegations"))
        self.delegations.setItemDelegate(DelegationDelegate(workspace, self.delegations))
        self._more = button("", "link", self._toggle_delegations)
        self.last_scans = LinesModel[ScanLine](lambda line: f"{line.name} {line.word}".strip(), self)
        self.scans = _list(self.last_scans, say("Last check-ins"))
        self.scans.setItemDelegate(ScanDelegate(workspace.theme, self.scans))
        self._take_back = QAction(say("Take back"), self.scans)
        self._take_back.setShortcut(QKeySequence.StandardKey.Delete)
        self._take_back.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self._take_back.triggered.connect(self._undo_chosen)
        self.scans.addAction(self._take_back)
        self.scans.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self._missing_word = label("", "second")
        self._lay_out()
        self._timer = QTimer(self, interval=_REFRESH_MS)
        self._timer.timeout.connect(self._show_figures)
        self._timer.start()
        tally.changed.connect(self._show)
        self._show()

    def show_delegation(self, delegation_id: str) -> None:
        """Bring a delegation's row into sight."""
        if delegation_id in self._place_of:
            self.delegations.setCurrentIndex(self._delegations_of.index(self._place_of[delegation_id]))

    def show_journal(self) -> None:
        """Every check-in at this place, in a window of its own."""
        JournalDialog(self._workspace, self._tally.place, self).open()

    def counts(self) -> list[DelegationCount]:
        """The delegations that are expected here, with their counts."""
        return [line for line in self._delegations_of.rows if line.delegation is not None]

    def _lay_out(self) -> None:
        say = self._workspace.say
        missing, lately, forced = self._figures.values()
        figures = column(
            None, self._missing_word, missing, 4, label(say("In the last 5 minutes"), "second"), lately, 4,
            label(say("Let in with a reason"), "second"), forced, None, gap=0,
        )  # fmt: skip
        card = surface("card", row(self.ring, figures, gap=20, margins=(18, 14, 14, 14)))
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        head = row(label(say("Delegations"), "heading"), None, self._more, margins=(16, 10, 16, 6))
        self._delegations_card = surface("card", column(head, self.delegations, gap=0, margins=(0, 0, 0, 8)))
        whole = button(say("The whole journal"), "link", self.show_journal)
        whole.setToolTip("Ctrl+J")
        title = row(label(say("Last check-ins"), "heading"), None, whole, margins=(16, 10, 16, 8))
        self._scans_card = surface("card", column(title, self.scans, gap=0, margins=(0, 0, 0, 4)))
        self._fit_delegations()
        cards = column(card, self._delegations_card, self._scans_card, gap=14)
        cards.setStretch(2, 1)
        self.setLayout(cards)
        self.setFixedWidth(WIDTH)

    def _toggle_delegations(self) -> None:
        """All delegations in the place of the last scans, and back."""
        expanded = self._scans_card.isHidden()
        self._scans_card.setVisible(expanded)
        self._fit_delegations()
        self._show_more()

    def _fit_delegations(self) -> None:
        """No higher than what is in it, and than what leaves the last scans their room."""
        rows = max(1, min(self._rows_shown, len(self._delegations_of.rows)))
        self.delegations.setMinimumHeight(rows * _ROW)
        self.delegations.setMaximumHeight(16_777_215 if self._scans_card.isHidden() else rows * _ROW)

    @property
    def _rows_shown(self) -> int:
        return _ROWS if self.height() >= _HIGH else _ROWS_OF_LOW

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_delegations()
        self._show_more()

    def _show(self) -> None:
        self._show_figures()
        self._delegations_of.show_rows(self._delegation_rows())
        self._fit_delegations()
        self._show_more()
        programme = self._workspace.store.programme
        known = {line.scan.id: line for line in self.last_scans.rows} if programme is self._named_by else {}
        self._named_by = programme
        self.last_scans.show_rows(
            [known.get(scan.id) or scan_line(self._workspace, scan) for scan in self._tally.scans]
        )

    def _show_figures(self) -> None:
        tally = self._tally.tally
        say = self._workspace.say
        aboard = self._tally.place.kind is CheckpointKind.VEHICLE
        self._missing_word.setText(say("Not aboard yet") if aboard else say("Not here yet"))
        if tally is None:
            self.ring.show_share(0, 0, say("counting"))
            for number in self._figures.values():
                number.setText("…")
            return
        self.ring.show_share(tally.came, tally.expected, say("of {number}", number=tally.expected))
        self._figures["missing"].setText(str(tally.missing))
        self._figures["lately"].setText(str(self._tally.lately()))
        self._figures["forced"].setText(str(tally.forced))

    def _show_more(self) -> None:
        hidden = len(self._delegations_of.rows) - self._rows_shown
        if self._scans_card.isHidden():
            self._more.setText(self._workspace.say("less"))
        else:
            self._more.setText(self._workspace.say_n("{n} more", "{n} more", max(0, hidden)))
        self._more.setVisible(hidden > 0)

    def _delegation_rows(self) -> list[DelegationCount]:
        tally = self._tally.tally
        if tally is None:
            return []
        if tally is not self._counted:
            self._counted = tally
            self._rows = self._named_rows(tally)
        for number, line in enumerate(self._rows):
            came = tally.came_of["" if line.delegation is None else line.delegation.id]
            if came != line.came:
                self._rows[number] = replace(line, came=came)
        return self._rows

    def _named_rows(self, tally: Tally) -> list[DelegationCount]:
        """Every delegation that is expected, by name; those who belong to none last."""
        known = self._workspace.store.programme.delegations
        rows = [
            DelegationCount(known[key], known[key].name, 0, expected)
            for key, expected in tally.expected_of.items()
            if key in known
        ]
        rows.sort(key=lambda line: (line.name.casefold(), line.name))
        if tally.expected_of[""]:
            rows.append(DelegationCount(None, self._workspace.say("No delegation"), 0, tally.expected_of[""]))
        self._place_of = {line.delegation.id: number for number, line in enumerate(rows) if line.delegation is not None}
        return rows

    def _undo_chosen(self) -> None:
        line = self.scans.currentIndex().data(ROW_ROLE)
        if line is not None and line.scan.outcome == Outcome.ADMITTED and line.scan.direction != Way.VOID:
            self.undo_requested.emit(line.scan.id)


def _list(model: LinesModel[DelegationCount] | LinesModel[ScanLine], name: str) -> QTreeView:
    """A flat tree: unlike a list view it does not measure two thousand rows again when one of them has changed."""
    view = QTreeView()
    view.setModel(model)
    view.setAccessibleName(name)
    view.setHeaderHidden(True)
    view.setRootIsDecorated(False)
    view.setItemsExpandable(False)
    view.setUniformRowHeights(True)
    view.setMouseTracking(True)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    return view
