"""The people of a delegation, and what it does day by day: tables that lead to other pages."""

from collections.abc import Set

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from smalltowns_desktop.domain.model import Transfer
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.gui.models.delegations import DayLine, PersonLine, make_day_lines, make_person_lines
from smalltowns_desktop.gui.models.looks import QUIET, Look, LooksModel
from smalltowns_desktop.gui.models.table import KEY_ROLE, Column
from smalltowns_desktop.gui.timeline.ink import direction_token, item_icon
from smalltowns_desktop.gui.widgets.keyed_table import KeyedTable
from smalltowns_desktop.gui.widgets.parts import EmptyHint, Segments, column, row
from smalltowns_desktop.gui.wording import short_day, span
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.people import ROLE_WORDS

_ALL = "all"
_DAY_COLUMN = "day"


class PeopleOfDelegation(QWidget):
    """Signals: `person_asked` (a key) by a click or Enter, `list_asked`: a spreadsheet is to be brought in."""

    person_asked = Signal(str)
    list_asked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.store = workspace.store
        say = workspace.say
        here, expected = say("arrived"), say("expected")
        self.model: LooksModel[PersonLine] = LooksModel(
            [
                Column(
                    "name", say("Full name"), lambda line: line.row.full_name,
                    sort_by=lambda line: fold(line.row.full_name), width=210,
                ),
                Column("role", say("Role"), lambda line: workspace.render(ROLE_WORDS[line.row.role]), width=90),
                Column("here", say("Arrival"), lambda line: here if line.is_here else expected, width=94),
                Column("position", say("Position"), lambda line: line.row.position, width=150),
            ],
            lambda line: line.row.id,
            looks={
                "name": lambda _: Look(colour="accent"),
                "here": lambda line: Look(
                    icon="circle-check" if line.is_here else "circle-dashed",
                    icon_colour="ok" if line.is_here else "text-3",
                    colour="text" if line.is_here else "text-2",
                ),
            },
        )  # fmt: skip
        self.table = KeyedTable(
            workspace, self.model, "delegation-people", say("People"),
            stretched={"name": 180}, spared=("position", "role"),
        )  # fmt: skip
        self.table.opened.connect(self.person_asked)
        self.table.clicked.connect(lambda index: self.person_asked.emit(str(index.data(KEY_ROLE))))
        self._empty = EmptyHint(
            workspace.theme, "users", say("Nobody of this delegation is here yet."), say("From a spreadsheet…"),
            self.list_asked.emit,
        )  # fmt: skip
        self._pile = QStackedLayout(self)
        self._pile.addWidget(self.table)
        self._pile.addWidget(self._empty)

    def show_delegation(self, key: str, arrived: Set[str]) -> None:
        lines = make_person_lines(self.store.programme, key, arrived)
        self.table.show_rows(lines)
        self._pile.setCurrentWidget(self.table if lines else self._empty)


class DaysOfDelegation(QWidget):
    """Signals: `activity_asked`, `transfer_asked` (keys) by a click or Enter."""

    activity_asked = Signal(str)
    transfer_asked = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace, self.store = workspace, workspace.store
        say, language = workspace.say, workspace.words.language
        self.model: LooksModel[DayLine] = LooksModel(
            [
                Column(
                    "time", say("Time"), lambda line: span(line.starts_at, line.ends_at),
                    sort_by=lambda line: (line.starts_at, line.ends_at), width=104,
                ),
                Column("day", say("Day"), lambda line: short_day(line.starts_at.date(), language),
                       sort_by=lambda line: line.starts_at, width=90),
                Column("title", say("What"), lambda line: line.title, tip=lambda line: line.title, width=176),
                Column("place", say("Place"), lambda line: line.place, tip=lambda line: line.place, width=150),
                Column("who", say("Who"), lambda line: line.who or say("everybody"), width=96),
            ],
            lambda line: line.row.id,
            looks={"title": _look_of_line, "who": lambda line: Look() if line.who else QUIET,
                   "place": lambda line: QUIET if isinstance(line.row, Transfer) else Look()},
        )  # fmt: skip
        self.days = Segments(say("Day"))
        self.days.chosen.connect(lambda _: self._refresh())
        self.table = KeyedTable(
            workspace,
            self.model,
            "delegation-days",
            say("Programme"),
            stretched={"title": 140, "place": 110},
            spared=("who",),
        )
        self.table.opened.connect(self._go)
        self.table.clicked.connect(self._clicked)
        self._empty = EmptyHint(workspace.theme, "calendar-range", say("Nothing is planned for this delegation then."))
        pile = QWidget()
        self._pile = QStackedLayout(pile)
        self._pile.addWidget(self.table)
        self._pile.addWidget(self._empty)
        self.setLayout(column(row(self.days, None, margins=(12, 8, 12, 8)), pile, gap=0))
        self._lines: list[DayLine] = []

    def show_delegation(self, key: str) -> None:
        self._lines = make_day_lines(self.store.programme, key)
        self._show_days()
        self._refresh()

    def _show_days(self) -> None:
        language = self.workspace.words.language
        days = sorted({line.starts_at.date() for line in self._lines})
        today = self.workspace.now().date()
        before = self.days.current
        keys = [day.isoformat() for day in days]
        current = before if before in keys or (before == _ALL and keys) else today.isoformat()
        if current not in keys and current != _ALL:
            current = _ALL
        choices = [(_ALL, self.workspace.say("All"))]
        choices += [(day.isoformat(), short_day(day, language)) for day in days]
        self.days.show_choices(choices, current)
        self.days.setVisible(bool(days))

    def _refresh(self) -> None:
        chosen = self.days.current
        self.table.show_column(_DAY_COLUMN, chosen in ("", _ALL))
        lines = [line for line in self._lines if chosen in ("", _ALL, line.starts_at.date().isoformat())]
        self.table.show_rows(lines)
        self._pile.setCurrentWidget(self.table if lines else self._empty)

    def _clicked(self, index: QModelIndex) -> None:
        self._go(str(index.data(KEY_ROLE)))

    def _go(self, key: str) -> None:
        line = self.model.row_of(key)
        if line is not None:
            (self.transfer_asked if isinstance(line.row, Transfer) else self.activity_asked).emit(key)


def _look_of_line(line: DayLine) -> Look:
    if isinstance(line.row, Transfer):
        return Look(colour="text-2", icon="bus")
    token = direction_token(line.direction)
    icon = item_icon(line.row.kind, line.direction)
    return Look(colour="accent", icon=icon, icon_colour=f"{token}-x" if line.direction >= 0 else "text-2")
