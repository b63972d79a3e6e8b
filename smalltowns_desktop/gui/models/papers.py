"""The list of papers: groups with headings, what is out of date first, what is current folded away."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from smalltowns_desktop.domain.model import Delegation
from smalltowns_desktop.domain.paper_shelf import BadgesOnShelf, ItineraryOnShelf, PaperState
from smalltowns_desktop.domain.papers import PaperKind

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
CURRENT_SHOWN = 5
"""More papers that are current are folded into one row."""
_ORDER = (PaperState.STALE, PaperState.NOT_PRINTED, PaperState.CURRENT)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One row: an itinerary, or the badges of a role or of chosen people."""

    key: str
    name: str
    words: str
    """Its state."""
    state: PaperState
    paper: ItineraryOnShelf | BadgesOnShelf
    delegation: Delegation | None = None
    icon: str = ""
    faulty: bool = False
    """Something on it will not be read as it is meant."""

    @property
    def kind(self) -> PaperKind:
        return PaperKind.ITINERARY if isinstance(self.paper, ItineraryOnShelf) else PaperKind.BADGE

    @property
    def by_hand(self) -> bool:
        """The badges of people who were chosen one by one: they are in the rows of their roles, too."""
        return isinstance(self.paper, BadgesOnShelf) and self.paper.role is None

    @property
    def subjects(self) -> tuple[str, ...]:
        """Whose papers are printed: of a role's badges those that are not printed or out of date, or else all."""
        if isinstance(self.paper, ItineraryOnShelf):
            return (self.paper.subject_id,)
        if self.by_hand:
            return self.paper.people
        return (*self.paper.not_printed, *self.paper.stale) or self.paper.people


@dataclass(frozen=True, slots=True)
class HeadRow:
    """The heading of a group."""

    kind: PaperKind
    title: str
    count: int
    note: str
    folded: bool


@dataclass(frozen=True, slots=True)
class MoreRow:
    """Stands for the current papers of a group that are not shown."""

    kind: PaperKind
    text: str


def _place(row: PaperRow) -> tuple[bool, bool, int, str, str]:
    """Chosen people before everybody; then what needs somebody's hand before what is current."""
    return not row.by_hand, not row.faulty, _ORDER.index(row.state), row.name.casefold(), row.key


class PapersModel(QAbstractListModel):
    """Rows of all groups in one list. Signals: `checked_changed`."""

    checked_changed = Signal()

    def __init__(
        self, titles: Mapping[PaperKind, tuple[str, str]], more: Callable[[int], str], parent: QObject | None = None
    ) -> None:
        """`titles`: heading and note of each group; `more`: the words for a number of papers folded away."""
        super().__init__(parent)
        self._titles = titles
        self._more = more
        self._all: dict[PaperKind, list[PaperRow]] = {kind: [] for kind in titles}
        self._rows: list[PaperRow | HeadRow | MoreRow] = []
        self._folded: set[PaperKind] = set()
        self._whole: set[PaperKind] = set()
        self._only: PaperState | None = None
        self._checked: set[str] = set()

    def show_rows(self, rows: Iterable[PaperRow]) -> None:
        """Replace all papers; what was checked stays checked."""
        for kind in self._all:
            self._all[kind] = []
        for row in rows:
            self._all[row.kind].append(row)
        for group in self._all.values():
            group.sort(key=_place)
        known = {row.key for row in self.all_rows()}
        self._checked &= known
        self._arrange()
        self.checked_changed.emit()

    def filter(self, state: PaperState | None) -> None:
        """Only papers in this state; None: all."""
        self._only = state
        self._arrange()

    def all_rows(self) -> Iterable[PaperRow]:
        for group in self._all.values():
            yield from group

    def checked_rows(self) -> Sequence[PaperRow]:
        return [row for row in self.all_rows() if row.key in self._checked]

    @property
    def only(self) -> PaperState | None:
        """The state to which the list is limited."""
        return self._only

    def shown(self, key: str) -> QModelIndex:
        """A paper's place in the list as it is; an invalid index where it is not shown."""
        places = (number for number, row in enumerate(self._rows) if isinstance(row, PaperRow) and row.key == key)
        return self.index(next(places, -1))

    def index_of(self, key: str) -> QModelIndex:
        """A paper's place, unfolding its group for it; an invalid index where there is no such paper."""
        row = next((row for row in self.all_rows() if row.key == key), None)
        if row is None:
            return QModelIndex()
        if row not in self._rows:
            self._folded.discard(row.kind)
            self._whole.add(row.kind)
            self._only = None
            self._arrange()
        return self.index(self._rows.index(row))

    def unfold(self, index: Index) -> bool:
        """What a click on a heading or on "more" does; whether it was one of them."""
        match index.data(ROW_ROLE):
            case HeadRow(kind=kind):
                self._folded ^= {kind}
            case MoreRow(kind=kind):
                self._whole.add(kind)
            case _:
                return False
        self._arrange()
        return True

    def toggle(self, index: Index) -> None:
        """Check a paper, or uncheck it; at a heading all papers of its group that are shown."""
        row = index.data(ROW_ROLE)
        keys = {row.key} if isinstance(row, PaperRow) else set()
        if isinstance(row, HeadRow):
            keys = {shown.key for shown in self._rows if isinstance(shown, PaperRow) and shown.kind is row.kind}
        if not keys:
            return
        self._checked = self._checked - keys if keys <= self._checked else self._checked | keys
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.checked_changed.emit()

    def check_only(self, key: str) -> None:
        """Check this paper and no other."""
        self._checked = {key} & {row.key for row in self.all_rows()}
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.checked_changed.emit()

    def _arrange(self) -> None:
        rows: list[PaperRow | HeadRow | MoreRow] = []
        for kind, group in self._all.items():
            shown = [row for row in group if self._only is None or row.state is self._only]
            if not shown:
                continue
            title, note = self._titles[kind]
            folded = kind in self._folded
            rows.append(HeadRow(kind, title, sum(not row.by_hand for row in shown), note, folded))
            if folded:
                continue
            current = [row for row in shown if row.state is PaperState.CURRENT and not row.faulty and not row.by_hand]
            hidden = 0 if kind in self._whole or self._only is not None else max(0, len(current) - CURRENT_SHOWN)
            rows += shown[: len(shown) - hidden]
            if hidden:
                rows.append(MoreRow(kind, self._more(hidden)))
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        is_paper = index.isValid() and isinstance(self._rows[index.row()], PaperRow)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if is_paper else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            match row:
                case PaperRow():
                    return f"{row.name}, {row.words}"
                case HeadRow():
                    return row.title
            return row.text
        if role == Qt.ItemDataRole.CheckStateRole and isinstance(row, PaperRow):
            return Qt.CheckState.Checked if row.key in self._checked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        if index.data(role) != Qt.CheckState(value):
            self.toggle(index)
        return True
