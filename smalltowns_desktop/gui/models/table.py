"""A table of rows that search, filter and sort by themselves.

One model holds every row and, beside it, the order in which those that pass are shown. A proxy of Qt's would ask Python
about each of 20,000 rows on every keystroke; here a search is one pass over folded strings made once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
"""The row itself."""
KEY_ROLE = Qt.ItemDataRole.UserRole + 1
"""The row's key."""


def _no_icon(_: Any) -> None:
    return None


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: what it shows, and by what it sorts (any comparable value, the same type in every row)."""

    key: str
    title: str
    text: Callable[[Row], str]
    sort_by: Callable[[Row], Any] | None = None
    """None: by the text, without case."""
    icon: Callable[[Row], QIcon | None] = _no_icon
    tip: Callable[[Row], str] | None = None
    width: int = 120
    right: bool = False
    """Aligned right: numbers."""


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows by key. `show_rows` takes the whole truth; `search`, `filter` and `sort` choose what is shown."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key_of: Callable[[Row], str],
        searchable: Callable[[Row], str] = lambda _: "",
        parent: QObject | None = None,
    ) -> None:
        """`searchable`: the folded text in which a row is looked for (domain.names.fold)."""
        super().__init__(parent)
        self.columns = list(columns)
        self._key_of = key_of
        self._searchable = searchable
        self._rows: dict[str, Row] = {}
        self._haystack: dict[str, str] = {}
        self._sorted: list[str] = []
        self._shown: list[str] = []
        self._needles: tuple[tuple[str, ...], ...] = ()
        self._accepts: Callable[[Row], bool] | None = None
        self._sorted_by = 0
        self._order = Qt.SortOrder.AscendingOrder
        self.checked: set[str] = set()

    # What is shown

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Replace all rows. The selection stays on rows that are still there."""
        fresh = {self._key_of(row): row for row in rows}
        before = self._rows
        changed = [key for key, row in fresh.items() if before.get(key) is not row]
        if not changed and before.keys() == fresh.keys():
            return
        haystack = {key: text for key, text in self._haystack.items() if key in fresh}
        for key in changed:
            haystack[key] = self._searchable(fresh[key])
        order = self._in_order(fresh)
        self._show(fresh, haystack, order)

    def row_of(self, key: str) -> Row | None:
        return self._rows.get(key)

    def all_rows(self) -> Iterable[Row]:
        return self._rows.values()

    def keys_shown(self) -> Sequence[str]:
        return self._shown

    def index_of(self, key: str) -> QModelIndex:
        """The first cell of a row; an invalid index if it is not shown."""
        return self.index(self._shown.index(key), 0) if key in self._shown else QModelIndex()

    def total(self) -> int:
        return len(self._rows)

    def search(self, alternatives: Sequence[Sequence[str]]) -> None:
        """Show rows that contain every needle of one of the alternatives (folded; the other keyboard layout is one)."""
        self._needles = tuple(tuple(needles) for needles in alternatives if needles)
        self._show(self._rows, self._haystack, self._sorted)

    def filter(self, accepts: Callable[[Row], bool] | None) -> None:
        self._accepts = accepts
        self._show(self._rows, self._haystack, self._sorted)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns):
            self._sorted_by, self._order = column, order
            self._show(self._rows, self._haystack, self._in_order(self._rows))

    def _in_order(self, rows: Mapping[str, Row]) -> list[str]:
        """The keys of all rows, sorted; a search then only leaves some out, which is what makes it quick."""
        sort_by = self.columns[self._sorted_by].sort_by or self._by_text
        places = {key: sort_by(row) for key, row in rows.items()}
        return sorted(rows, key=places.__getitem__, reverse=self._order == Qt.SortOrder.DescendingOrder)

    def _by_text(self, row: Row) -> str:
        return self.columns[self._sorted_by].text(row).casefold()

    def _show(self, rows: dict[str, Row], haystack: dict[str, str], order: list[str]) -> None:
        """Put new content in the place of the old in one step; indexes that somebody holds follow their rows."""
        shown = self._passing(rows, haystack, order)
        if len(shown) != len(self._shown):
            # Qt wants to hear of removed and inserted rows one range at a time; for a new search a reset is the truth.
            self.beginResetModel()
            self._rows, self._haystack, self._sorted, self._shown = rows, haystack, order, shown
            self.checked &= rows.keys()
            self.endResetModel()
            return
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        held_keys = [self._shown[index.row()] for index in held]
        place = {key: number for number, key in enumerate(shown)}
        self._rows, self._haystack, self._sorted, self._shown = rows, haystack, order, shown
        self.checked &= rows.keys()
        moved = [
            self.index(place[key], index.column()) if key in place else QModelIndex()
            for key, index in zip(held_keys, held, strict=True)
        ]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _passing(self, rows: Mapping[str, Row], haystack: Mapping[str, str], keys: list[str]) -> list[str]:
        wanted, accepts = self._needles, self._accepts
        if len(wanted) == 1 and len(wanted[0]) == 1:
            (needle,) = wanted[0]
            keys = [key for key in keys if needle in haystack[key]]
        elif wanted:
            keys = [
                key for key in keys if any(all(needle in haystack[key] for needle in needles) for needles in wanted)
            ]
        return keys if accepts is None else [key for key in keys if accepts(rows[key])]

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[self._shown[index.row()]]
        column = self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.DecorationRole:
                return column.icon(row)
            case Qt.ItemDataRole.ToolTipRole:
                return column.tip(row) if column.tip is not None else None
            case Qt.ItemDataRole.TextAlignmentRole if column.right:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case int() if role == ROW_ROLE:
                return row
            case int() if role == KEY_ROLE:
                return self._shown[index.row()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.columns):
            if role == Qt.ItemDataRole.DisplayRole:
                return self.columns[section].title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
                return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None
