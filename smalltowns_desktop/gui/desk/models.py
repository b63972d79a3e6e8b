"""Lists of the desk: delegations with their counts, last scans, people found or to be chosen."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from smalltowns_desktop.domain.model import Delegation, Participant, Scan

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class DelegationCount:
    """How many of a delegation have come; `delegation` None: of those who belong to none."""

    delegation: Delegation | None
    name: str
    came: int
    expected: int


@dataclass(frozen=True, slots=True)
class ScanLine:
    """A row of the last scans."""

    scan: Scan
    name: str
    """The person's, or the code where that names nobody."""
    delegation: Delegation | None
    word: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody who was found by name."""

    person: Participant
    delegation: Delegation | None
    state: str
    """A few words: already in, not on the list."""
    is_in: bool


class LinesModel(QAbstractListModel, Generic[Row]):
    """Any rows in a list, each with the text that a screen reader says."""

    def __init__(self, text: Callable[[Row], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.rows: list[Row] = []

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Put these in the place of the rows before; only what differs is drawn again."""
        fresh = list(rows)
        before = self.rows
        if len(fresh) == len(before):
            changed = [
                number for number, row in enumerate(fresh) if row is not before[number] and row != before[number]
            ]
            self.rows = fresh
            if changed:
                self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        self.beginResetModel()
        self.rows = fresh
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._text(row)
        return None


class CheckedPeopleModel(LinesModel[PersonLine]):
    """People with a check box each. Signals: `checked_changed`."""

    checked_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(lambda line: line.person.full_name, parent)
        self._unchecked: set[str] = set()

    def show_rows(self, rows: Iterable[PersonLine]) -> None:
        """New people, all of them checked."""
        self._unchecked.clear()
        super().show_rows(rows)
        self.checked_changed.emit()

    @property
    def checked(self) -> Sequence[str]:
        """Keys of the people who are checked, in their order."""
        return [line.person.id for line in self.rows if line.person.id not in self._unchecked]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role == Qt.ItemDataRole.CheckStateRole:
            is_out = self.rows[index.row()].person.id in self._unchecked
            return Qt.CheckState.Unchecked if is_out else Qt.CheckState.Checked
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.CheckStateRole:
            return False
        key = self.rows[index.row()].person.id
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._unchecked.discard(key)
        else:
            self._unchecked.add(key)
        self.dataChanged.emit(index, index)
        self.checked_changed.emit()
        return True
