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
        self._accepted: list[str] = []
        """Those of the sorted keys that the filter lets through, kept from one keystroke to the next."""
        self._texts: list[str] | None = None
        """What they are looked for in, in their order, narrow; made when first searched."""
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
        self.checked &= fresh.keys()
        order = self._in_order(fresh)
        self._show(fresh, haystack, order, self._filtered(fresh, order))

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
        self._show(self._rows, self._haystack, self._sorted, self._accepted)

    def filter(self, accepts: Callable[[Row], bool] | None) -> None:
        self._accepts = accepts
        self._show(self._rows, self._haystack, self._sorted, self._filtered(self._rows, self._sorted))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns):
            self._sorted_by, self._order = column, order
            in_order = self._in_order(self._rows)
            self._show(self._rows, self._haystack, in_order, self._filtered(self._rows, in_order))

    def _in_order(self, rows: Mapping[str, Row]) -> list[str]:
        """The keys of all rows, sorted; a search then only leaves some out, which is what makes it quick."""
        sort_by = self.columns[self._sorted_by].sort_by or self._by_text
        places = {key: sort_by(row) for key, row in rows.items()}
        return sorted(rows, key=places.__getitem__, reverse=self._order == Qt.SortOrder.DescendingOrder)

    def _by_text(self, row: Row) -> str:
        return self.columns[self._sorted_by].text(row).casefold()

    def _filtered(self, rows: Mapping[str, Row], keys: list[str]) -> list[str]:
        accepts = self._accepts
        return keys if accepts is None else [key for key in keys if accepts(rows[key])]

    def _show(self, rows: dict[str, Row], haystack: dict[str, str], order: list[str], accepted: list[str]) -> None:
        """Put new content in the place of the old in one step; indexes that somebody holds follow their rows."""
        if accepted is not self._accepted or haystack is not self._haystack:
            self._texts = None
        shown = self._found(haystack, accepted)
        if len(shown) != len(self._shown):
            # Qt wants to hear of removed and inserted rows one range at a time; for a new search a reset is the truth.
            self.beginResetModel()
            self._rows, self._haystack, self._sorted = rows, haystack, order
            self._accepted, self._shown = accepted, shown
            self.endResetModel()
            return
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        held_keys = [self._shown[index.row()] for index in held]
        place = {key: number for number, key in enumerate(shown)}
        self._rows, self._haystack, self._sorted = rows, haystack, order
        self._accepted, self._shown = accepted, shown
        moved = [
            self.index(place[key], index.column()) if key in place else QModelIndex()
            for key, index in zip(held_keys, held, strict=True)
        ]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _found(self, haystack: Mapping[str, str], keys: list[str]) -> list[str]:
        """Those of `keys` in whose text every needle of one of the alternatives stands."""
        if not self._needles:
            return keys
        narrow = [[_narrow(needle) for needle in needles] for needles in self._needles]
        if any("?" in needle for needles in narrow for needle in needles):
            return _matching(keys, [haystack[key] for key in keys], self._needles)
        if self._texts is None:
            self._texts = [_narrow(haystack[key]) for key in keys]
        return _matching(keys, self._texts, narrow)

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


def _narrow(text: str) -> str:
    """The text with a byte a letter, in which Python searches three times as fast; `?` where the code page has no
    such letter, so a needle with one must be looked for in the text itself."""
    return text.encode("cp1251", "replace").decode("latin-1")


def _matching(keys: list[str], texts: list[str], alternatives: Sequence[Sequence[str]]) -> list[str]:
    """The keys, in their order, whose text has every needle of one of the alternatives."""
    if len(alternatives) == 2 and all(len(needles) == 1 for needles in alternatives):
        (one,), (other,) = alternatives
        return [key for key, text in zip(keys, texts, strict=True) if one in text or other in text]
    found = []
    for needles in alternatives:
        pairs = [(key, text) for key, text in zip(keys, texts, strict=True) if needles[0] in text]
        for needle in needles[1:]:
            pairs = [(key, text) for key, text in pairs if needle in text]
        if pairs:
            found.append([key for key, _ in pairs])
    if len(found) < 2:
        return found[0] if found else []
    either = set().union(*found)
    return [key for key in keys if key in either]
