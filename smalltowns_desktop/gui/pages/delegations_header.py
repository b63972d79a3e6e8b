"""The head of a delegation's panel: who it is, in large, with its three numbers."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from smalltowns_desktop.domain.model import Delegation
from smalltowns_desktop.gui.models.delegations import DelegationLine
from smalltowns_desktop.gui.painting import paint_code_tile
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, column, label, row, surface
from smalltowns_desktop.gui.workspace import Workspace

_WIDTH, _HEIGHT = 48, 34


class DelegationHeader(QWidget):
    """Tile, name and place; people, arrived, remarks."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        say = workspace.say
        self._tile = _LargeTile(workspace.theme)
        self._name, self._where = ElidedLabel(role="title"), label(role="second", wrap=True)
        self._numbers = {name: label(role="title") for name in ("people", "here", "remarks")}
        titles = {"people": say("People"), "here": say("Arrived"), "remarks": say("Remarks")}
        blocks = [
            column(None, label(titles[name], "small"), number, None, gap=0) for name, number in self._numbers.items()
        ]
        names = column(self._name, self._where, gap=0)
        line = row(self._tile, names, *blocks, gap=14, margins=(14, 10, 14, 10))
        line.setStretch(1, 1)
        self.setLayout(column(line, surface("line"), gap=0))

    def show_line(self, line: DelegationLine) -> None:
        self._tile.show_delegation(line.row)
        self._name.show_text(line.row.name)
        say = self._workspace.say
        places = dict.fromkeys((line.row.town, line.row.region, line.row.country))
        where = [place for place in places if place and place != line.row.name]
        self._where.setText(", ".join(where) or say("place not given"))
        expected = line.row.expected_size
        count = str(line.people) if expected is None else say("{n} of {all}", n=line.people, all=expected)
        self._numbers["people"].setText(count)
        self._numbers["here"].setText(str(line.arrived))
        self._numbers["remarks"].setText(str(line.errors + line.warnings))


class _LargeTile(QWidget):
    """A delegation's tile, larger than in a list."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._row: Delegation | None = None
        self.setFixedSize(QSize(_WIDTH, _HEIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_delegation(self, row: Delegation) -> None:
        self._row = row
        self.setAccessibleName(row.code)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._row is not None:
            painter = QPainter(self)
            painter.scale(48 / 28, 34 / 20)
            colour, filled = self._theme.delegation_colour(self._row.colour, self._row.position)
            paint_code_tile(
                painter, self._theme, self.rect().adjusted(0, 0, -20, -14).toRectF(), self._row.code, colour, filled
            )
