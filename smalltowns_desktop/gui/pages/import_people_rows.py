"""The rows of the list, and the five totals over them that let through only what they count."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from smalltowns_desktop.gui.models.import_rows import ImportLine, ImportRowsModel, RowState
from smalltowns_desktop.gui.pages.import_people_words import SEVERITY_COLOURS, STATES, ImportWords
from smalltowns_desktop.gui.widgets.import_table import ImportTable
from smalltowns_desktop.gui.widgets.parts import IconLabel, Segments, button, column, dress_icon, label, row, surface
from smalltowns_desktop.gui.widgets.total_tile import TotalTile
from smalltowns_desktop.gui.workspace import Workspace

_ALL, _ATTENTION = "all", "attention"


class RowsPanel(QWidget):
    """`totals` is a widget of its own, to stand over the whole page. Signals: `row_chosen` (its number)."""

    row_chosen = Signal(int)

    def __init__(self, workspace: Workspace, words: ImportWords) -> None:
        super().__init__()
        self.setProperty("surface", "plain")
        say, theme = workspace.say, workspace.theme
        self._workspace = workspace
        self._chosen: RowState | None = None
        self.model = ImportRowsModel(
            words.titles, words.states.__getitem__, say("Row"), say("What will be"), say("Remark")
        )
        self.table = ImportTable(
            self.model, theme, workspace.settings, say("Rows of the list"), STATES, SEVERITY_COLOURS
        )
        self.tiles = {
            state: TotalTile(theme, STATES[state][0], STATES[state][1], words.totals[state]) for state in RowState
        }
        self.totals = QWidget()
        self.totals.setLayout(row(*self.tiles.values(), gap=0))
        self.attention = Segments(say("Which rows"))
        self.errors = button(say("Errors to a spreadsheet"), "small")
        dress_icon(theme, self.errors, "file-output")
        head = surface(
            "head",
            row(
                IconLabel(theme, "table-2", "text-2", 16), label(say("Rows"), "heading"), self.attention, None,
                self.errors, margins=(12, 4, 12, 4),
            ),
        )  # fmt: skip
        self._hint = label(role="hint", wrap=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setMargin(48)
        self.views = QStackedWidget()
        self.views.addWidget(self.table)
        self.views.addWidget(self._hint)
        self.setLayout(column(head, self.views, gap=0))
        self.attention.chosen.connect(lambda _key: self.let_through(None))
        for state, tile in self.tiles.items():
            tile.clicked.connect(lambda _on=False, state=state: self.let_through(self._other(state)))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._tell_row())

    def show_lines(self, lines: Sequence[ImportLine]) -> None:
        """All rows of the list; the filter stays."""
        self.model.show_rows(lines)
        states = [line.state for line in lines]
        for state, tile in self.tiles.items():
            tile.show_number(states.count(state))
        say = self._workspace.say
        urgent = sum(line.needs_attention for line in lines)
        choices = [(_ALL, say("All {n}", n=len(lines))), (_ATTENTION, say("Need attention: {n}", n=urgent))]
        self.attention.show_choices(choices, self.attention.current or _ALL)
        self.let_through(self._chosen)
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 2))

    def show_hint(self, text: str) -> None:
        """What to do where there are no rows to show yet; "" for the rows."""
        self._hint.setText(text)
        self.views.setCurrentWidget(self._hint if text else self.table)

    def let_through(self, state: RowState | None) -> None:
        """Only rows of a state; with None those of the switch above the table."""
        self._chosen = state
        for other, tile in self.tiles.items():
            tile.setChecked(other is state)
        if state is not None:
            self.model.filter(lambda line: line.state is state)
        elif self.attention.current == _ATTENTION:
            self.model.filter(lambda line: line.needs_attention)
        else:
            self.model.filter(None)

    def go_to_next_remark(self) -> None:
        """The next row that has something to say."""
        count, start = self.model.rowCount(), self.table.currentIndex().row() + 1
        for place in (*range(start, count), *range(start)):
            if self.model.line_at(place).severity is not None:
                self.table.setCurrentIndex(self.model.index(place, 2))
                return

    def _other(self, state: RowState) -> RowState | None:
        """A tile that is down lets everything through again."""
        return None if state is self._chosen else state

    def _tell_row(self) -> None:
        key = self.table.current_key()
        if key:
            self.row_chosen.emit(int(key))
