"""Lines of a card's list: what stands in each and where it leads, and the model that holds the first of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from smalltowns_desktop.domain.model import Delegation
from smalltowns_desktop.gui.workspace import Place

Row = TypeVar("Row")
LINE_ROLE = Qt.ItemDataRole.UserRole
MOST = 7
"""Rows of a list, however much room there is."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Tile:
    """A delegation's code in its colour."""

    code: str
    colour: str
    position: int


def tile_of(delegation: Delegation) -> Tile:
    return Tile(delegation.code, delegation.colour, delegation.position)


@dataclass(frozen=True, slots=True)
class Note:
    """Words at the right end of a row, with an icon before them; `tone` is a colour's token."""

    text: str
    icon: str = ""
    tone: str = "text-2"


@dataclass(frozen=True, slots=True)
class Line:
    """One row, and where it leads."""

    key: str
    title: str
    place: Place
    detail: str = ""
    """After the title, paler."""
    below: str = ""
    lead: str = ""
    """Before the icon, in a column as wide as the list's `lead`."""
    strip: int | None = None
    """The position of a direction, below 0 for none; None: no strip, and no room for one."""
    icon: str = ""
    tone: str = "text-2"
    """Of the icon."""
    tile: Tile | None = None
    tile_last: bool = False
    """At the right end, not before the title."""
    others: int = 0
    """Beside the tile: how many more it stands for."""
    share: float | None = None
    """A bar, 0 to 1."""
    note: Note | None = None
    note_below: Note | None = None

    @property
    def spoken(self) -> str:
        """All its words, for a screen reader."""
        tile = self.tile.code if self.tile is not None else ""
        notes = [note.text for note in (self.note, self.note_below) if note is not None]
        return ", ".join(part for part in (self.lead, tile, self.title, self.detail, self.below, *notes) if part)


@dataclass(frozen=True, slots=True)
class Lines:
    """The first of some rows: no more are made than a list can show."""

    first: tuple[Line, ...] = ()
    total: int = 0


def first_lines(rows: Sequence[Row], line_of: Callable[[Row], Line]) -> Lines:
    """Lines of the first rows, and how many rows there are."""
    return Lines(tuple(line_of(row) for row in rows[:MOST]), len(rows))


class LinesModel(QAbstractListModel):
    """The first `most` of some lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = Lines()
        self._most = 0
        self._shown: tuple[Line, ...] = ()

    @property
    def total(self) -> int:
        return self._lines.total

    def show_lines(self, lines: Lines) -> None:
        self._lines = lines
        self._show()

    def show_most(self, most: int) -> None:
        self._most = most
        self._show()

    def _show(self) -> None:
        shown = self._lines.first[: self._most]
        if shown == self._shown:
            return
        if [line.key for line in shown] == [line.key for line in self._shown]:
            self._shown = shown
            self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line = self._shown[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        return None
