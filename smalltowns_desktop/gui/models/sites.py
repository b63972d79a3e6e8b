"""Places as a tree of two levels for the list at the left: districts, and the sites in each."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from smalltowns_desktop.domain.model import SiteKind
from smalltowns_desktop.gui.models.table import KEY_ROLE, ROW_ROLE

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site as the list says it."""

    key: str
    name: str
    kind: SiteKind
    line: str
    """The second row: how many, when."""
    numbers: str = ""
    """Of the route's stops there."""
    problem: str = ""
    """`error`, `warning` or "": the worst open conflict of the site."""
    spoken: str = ""
    """All of it for a screen reader."""
    haystack: str = ""
    """Folded, for the search."""


@dataclass(frozen=True, slots=True)
class DistrictLines:
    key: str
    name: str
    sites: tuple[SiteLine, ...] = field(default=())
    haystack: str = ""


class SitesTree(QAbstractItemModel):
    """Districts with their sites. `show_lines` takes the whole truth, `search` and `show_kinds` choose what is seen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[DistrictLines, ...] = ()
        self._shown: list[DistrictLines] = []
        self._needles: tuple[tuple[str, ...], ...] = ()
        self._kinds: frozenset[SiteKind] = frozenset()

    def show_lines(self, districts: Iterable[DistrictLines]) -> None:
        """Replace everything; where the same rows stay in the same order, what is selected stays so."""
        fresh = tuple(districts)
        if fresh != self._all:
            self._all = fresh
            self._show()

    def search(self, alternatives: Sequence[Sequence[str]]) -> None:
        """Show sites that contain every needle of one of the alternatives; a district's name finds all of it."""
        self._needles = tuple(tuple(needles) for needles in alternatives if needles)
        self._show()

    def show_kinds(self, kinds: Collection[SiteKind]) -> None:
        """Show sites of these kinds only; of all with none."""
        self._kinds = frozenset(kinds)
        self._show()

    @property
    def narrowed(self) -> bool:
        return bool(self._needles or self._kinds)

    def keys_shown(self) -> list[str]:
        """The sites, from top to bottom."""
        return [site.key for district in self._shown for site in district.sites]

    def index_of(self, key: str) -> QModelIndex:
        """The row of a site or district; an invalid index if it is not shown."""
        for number, district in enumerate(self._shown):
            if district.key == key:
                return self.index(number, 0)
            for place, site in enumerate(district.sites):
                if site.key == key:
                    return self.createIndex(place, 0, number + 1)
        return QModelIndex()

    def _show(self) -> None:
        shown = self._passing()
        if _keys(shown) == _keys(self._shown):
            self._shown = shown
            for number, district in enumerate(shown):
                parent = self.index(number, 0)
                self.dataChanged.emit(parent, parent)
                if district.sites:
                    last = self.index(len(district.sites) - 1, 0, parent)
                    self.dataChanged.emit(self.index(0, 0, parent), last)
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def _passing(self) -> list[DistrictLines]:
        if not self.narrowed:
            return list(self._all)
        shown = []
        for district in self._all:
            sites = tuple(site for site in district.sites if self._passes(site))
            if sites:
                shown.append(DistrictLines(district.key, district.name, sites, district.haystack))
        return shown

    def _passes(self, site: SiteLine) -> bool:
        if self._kinds and site.kind not in self._kinds:
            return False
        found: Callable[[Sequence[str]], bool] = lambda needles: all(needle in site.haystack for needle in needles)  # noqa: E731
        return not self._needles or any(map(found, self._needles))

    # Qt's questions

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008 Qt's own
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> Any:  # noqa: B008 Qt's own signature
        """The district of a site. Without an argument Qt means the owner of the model."""
        if not index.isValid() or index.internalId() == 0:
            return QModelIndex()
        return self.createIndex(index.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        if not parent.isValid():
            return len(self._shown)
        if parent.internalId() == 0 and parent.column() == 0:
            return len(self._shown[parent.row()].sites)
        return 0

    def columnCount(self, _parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        item = self._item(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return item.name
            case Qt.ItemDataRole.AccessibleTextRole:
                if isinstance(item, SiteLine):
                    return item.spoken
                return f"{item.name}, {len(item.sites)}"
            case int() if role == ROW_ROLE:
                return item
            case int() if role == KEY_ROLE:
                return item.key
        return None

    def _item(self, index: Index) -> DistrictLines | SiteLine:
        number = index.internalId()
        return self._shown[index.row()] if number == 0 else self._shown[number - 1].sites[index.row()]


def _keys(districts: Iterable[DistrictLines]) -> list[tuple[str, list[str]]]:
    return [(district.key, [site.key for site in district.sites]) for district in districts]
