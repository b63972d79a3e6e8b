"""A table of rows that search, filter and sort by themselves.

One model holds every row and, beside it, the order in which those that pass are shown. A proxy of Qt's would ask Python
about each of 20,000 rows on every keystroke; here a search is one pass over folded strings made once.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_LATIN_LINES = re.compile("[^\n]*[a-z][^\n]*")
_ANSWERS_KEPT = 32
Needles = tuple[tuple[str, ...], ...]
"""Alternatives, of each of which every needle is wanted."""
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
    spoken: Callable[[Row], str] | None = None
    """What a screen reader says; None: the text."""


class Haystack(NamedTuple):
    """A row's folded text, lines apart, made ready for searching.

    Python searches a text with a byte a letter three times as fast, so there is one in a code page; and a word of Latin
    letters, which nearly every search has among its alternatives, is looked for in the lines that have any.
    """

    text: str
    narrow: str
    """`?` for what the code page has not."""
    latin: str
    """The lines of `narrow` with a Latin letter."""


def haystack_of(text: str) -> Haystack:
    """May run in a job."""
    narrow = _narrow(text)
    return Haystack(text, narrow, "\n".join(_LATIN_LINES.findall(narrow)))


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows by key. `show_rows` takes the whole truth; `search`, `filter` and `sort` choose what is shown."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key_of: Callable[[Row], str],
        searchable: Callable[[Row], str | Haystack] = lambda _: "",
        parent: QObject | None = None,
    ) -> None:
        """`searchable`: the folded text in which a row is looked for (domain.names.fold), ready made where there are
        tens of thousands."""
        super().__init__(parent)
        self.columns = list(columns)
        self._key_of = key_of
        self._searchable = searchable
        self._rows: dict[str, Row] = {}
        self._haystack: dict[str, Haystack] = {}
        self._sorted: list[str] = []
        self._accepted: list[str] = []
        """Those of the sorted keys that the filter lets through, kept from one keystroke to the next."""
        self._narrow: list[str] | None = None
        self._latin: list[str] = []
        """Their texts in their order, made when first searched."""
        self._answers: dict[Needles, list[str]] = {}
        """What searches of these found, the last one at the end: a letter taken back needs no new search."""
        self._shown: list[str] = []
        self._needles: Needles = ()
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
            text = self._searchable(fresh[key])
            haystack[key] = haystack_of(text) if isinstance(text, str) else text
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

    def _show(self, rows: dict[str, Row], haystack: dict[str, Haystack], order: list[str], accepted: list[str]) -> None:
        """Put new content in the place of the old in one step; indexes that somebody holds follow their rows."""
        if accepted is not self._accepted or haystack is not self._haystack:
            self._narrow = None
            self._answers.clear()
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

    def _found(self, haystack: Mapping[str, Haystack], keys: list[str]) -> list[str]:
        """Those of `keys` in whose text every needle of one of the alternatives stands."""
        wanted = self._needles
        if not wanted:
            return keys
        if wanted in self._answers:
            found = self._answers.pop(wanted)
        else:
            last = next(reversed(self._answers), ())
            among = self._answers[last] if last and _extends(wanted, last) else keys
            matching = [found for needles in wanted if (found := self._matching(haystack, keys, among, needles))]
            found = matching[0] if matching else []
            if len(matching) > 1:
                either = set().union(*matching)
                found = [key for key in among if key in either]
        while len(self._answers) >= _ANSWERS_KEPT:
            del self._answers[next(iter(self._answers))]
        self._answers[wanted] = found
        return found

    def _matching(
        self, haystack: Mapping[str, Haystack], keys: list[str], among: list[str], needles: Sequence[str]
    ) -> list[str]:
        """Those `among` the accepted `keys` in whose text every needle stands."""
        narrow = [_narrow(needle) for needle in needles]
        first, others = narrow[0], narrow[1:]
        if "?" in first:
            found = among
        elif 2 * len(among) < len(keys):
            found = [key for key in among if first in haystack[key].narrow]
        else:
            if self._narrow is None:
                texts = [haystack[key] for key in keys]
                self._narrow, self._latin = [text.narrow for text in texts], [text.latin for text in texts]
            lines = self._latin if _LATIN_LINES.search(first) else self._narrow
            found = [key for key, text in zip(keys, lines, strict=True) if first in text]
        for needle in others:
            if "?" not in needle:
                found = [key for key in found if needle in haystack[key].narrow]
        for wide in (needle for needle, short in zip(needles, narrow, strict=True) if "?" in short):
            found = [key for key in found if wide in haystack[key].text]
        return found

    def row_changed(self, key: str) -> None:
        """What a row shows is another thing than before, though the row is the same."""
        index = self.index_of(key)
        if index.isValid():
            self.dataChanged.emit(index, index.siblingAtColumn(len(self.columns) - 1))

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
            case Qt.ItemDataRole.AccessibleTextRole:
                return column.spoken(row) if column.spoken is not None else None
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
    return text.encode("cp1251", "replace").decode("latin-1")


def _extends(wanted: Needles, before: Needles) -> bool:
    """Whether whatever has `wanted` has what was wanted before, too: somebody typed on."""
    return all(
        any(all(any(part in needle for needle in needles) for part in parts) for parts in before) for needles in wanted
    )
