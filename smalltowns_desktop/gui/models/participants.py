"""The table of people: a line a person, made once from the snapshot; facts and remarks come beside it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from smalltowns_desktop.domain.model import Delegation, Participant, Role
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.phones import spaced_phone
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.models.table import Column, Haystack, Index, RowsModel, haystack_of

CHECK = "check"
"""Key of the first column."""
EDITABLE = frozenset({"position", "organisation", "town", "phone", "email", "room", "diet"})
"""Fields that are edited in their cell; columns have the same keys."""
_FOLDS_KEPT = 20_000
_LAST = "\U0010ffff"
"""Sorts behind every text."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What a row of the table shows and by what it is found."""

    person: Participant
    name: str
    name_key: str
    """Folded; people sort by it."""
    delegation: Delegation | None
    hotel: str
    role: str
    """The word."""
    phone: str
    searchable: Haystack

    @property
    def key(self) -> str:
        return self.person.id


def make_lines(
    programme: Programme, role_words: Mapping[Role, str], keys: Iterable[str] | None = None
) -> dict[str, PersonLine]:
    """The lines of all people, or of those of `keys` who are there. Pure: may run in a job."""
    people = programme.participants
    if keys is None:
        return {key: _line(person, programme, role_words) for key, person in people.items()}
    return {key: _line(people[key], programme, role_words) for key in keys if key in people}


def _line(person: Participant, programme: Programme, role_words: Mapping[Role, str]) -> PersonLine:
    delegation = None if person.delegation_id is None else programme.delegations[person.delegation_id]
    hotel = "" if person.hotel_id is None else programme.sites[person.hotel_id].name
    name, phone, role = person.full_name, spaced_phone(person.phone), role_words[person.role]
    folded_name = fold(name)
    parts = (
        _fold(part)
        for part in (
            person.position, person.organisation, role, person.town, hotel,
            "" if delegation is None else f"{delegation.name} {delegation.code}",
        )
    )  # fmt: skip
    latin = f"{person.latin_given_name} {person.latin_surname}"
    rare = (fold(latin), fold(phone), person.phone, fold(person.email), person.room, f"{person.number:04d}")
    # Field by field: one Cyrillic letter would make the Latin ones beside it Cyrillic too.
    searchable = haystack_of("\n".join((folded_name, *parts, *rare)))
    return PersonLine(person, name, folded_name, delegation, hotel, role, phone, searchable)


def _stamp(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat()


@lru_cache(_FOLDS_KEPT)
def _fold(text: str) -> str:
    """Posts and towns are the same in hundreds of lines."""
    return fold(text)


@dataclass(frozen=True, slots=True)
class Words:
    """The columns' headings and the words of badge states, in the window's language."""

    titles: Mapping[str, str]
    badge: Callable[[str], str]
    arrival: Callable[[str], str]


class ParticipantsModel(RowsModel[PersonLine]):
    """Signals: `edited` (key, field, text) from a cell's editor; `checks_changed`."""

    edited = Signal(str, str, str)
    checks_changed = Signal()

    def __init__(
        self,
        words: Words,
        badge_rank: Callable[[str], int],
        arrived_at: Callable[[str], datetime | None],
        *,
        read_only: bool,
        parent: QObject | None = None,
    ) -> None:
        """`badge_rank` orders the states of badges; `arrived_at` tells when somebody came."""
        title = words.titles

        def text_column(key: str, width: int, text: Callable[[PersonLine], str]) -> Column[PersonLine]:
            return Column(key, title[key], text, sort_by=lambda line: _fold(text(line)) or _LAST, width=width)

        def then_name(first: Callable[[PersonLine], str]) -> Callable[[PersonLine], str]:
            return lambda line: f"{first(line) or _LAST}\0{line.name_key}"  # one text compares quicker than two

        columns: list[Column[PersonLine]] = [
            Column(CHECK, title[CHECK], lambda _: "", sort_by=lambda line: line.key not in self.checked, width=36),
            Column("name", title["name"], lambda line: line.name, sort_by=lambda line: line.name_key, width=228),
            Column(
                "delegation", title["delegation"], lambda line: line.delegation.name if line.delegation else "",
                sort_by=then_name(lambda line: _fold(line.delegation.name) if line.delegation else ""), width=126,
            ),
            text_column("position", 168, lambda line: line.person.position),
            text_column("organisation", 160, lambda line: line.person.organisation),
            Column("role", title["role"], lambda line: line.role, sort_by=then_name(lambda line: line.role), width=100),
            Column(
                "badge", title["badge"], lambda line: words.badge(line.key),
                sort_by=then_name(lambda line: str(badge_rank(line.key))), width=106,
            ),
            Column(
                "arrival", title["arrival"], lambda line: words.arrival(line.key),
                sort_by=then_name(lambda line: _stamp(arrived_at(line.key))), width=94,
            ),
            Column(
                "number", title["number"], lambda line: f"{line.person.number:04d}",
                sort_by=lambda line: line.person.number, width=76,
            ),
            text_column("phone", 150, lambda line: line.phone),
            text_column("email", 180, lambda line: line.person.email),
            text_column("town", 120, lambda line: line.person.town),
            text_column("hotel", 150, lambda line: line.hotel),
            text_column("room", 80, lambda line: line.person.room),
            text_column("diet", 140, lambda line: line.person.diet),
        ]  # fmt: skip
        super().__init__(columns, lambda line: line.key, lambda line: line.searchable, parent)
        self.places = {column.key: place for place, column in enumerate(columns)}
        self.needles: tuple[tuple[str, ...], ...] = ()
        self._read_only = read_only
        self._flags = [self._flags_of(column.key) for column in columns]  # asked for at each cell that is painted

    def line_at(self, row: int) -> PersonLine:
        return self._rows[self._shown[row]]

    def search(self, alternatives: Sequence[Sequence[str]]) -> None:
        self.needles = tuple(tuple(needles) for needles in alternatives if needles)
        super().search(alternatives)

    def facts_changed(self) -> None:
        """What `words` and the ranks answer is new: sort and filter by it, and show it."""
        if self.columns[self._sorted_by].key in {"badge", "arrival"}:
            self.sort(self._sorted_by, self._order)
        elif self._accepts is not None:
            self.filter(self._accepts)
        if self._shown:
            last = len(self._shown) - 1
            self.dataChanged.emit(self.index(0, self.places["badge"]), self.index(last, self.places["arrival"]))

    # Checked rows

    def check(self, keys: Collection[str], on: bool) -> None:
        """Check or uncheck rows, shown or not."""
        before = len(self.checked)
        self.checked = self.checked | (set(keys) & self._rows.keys()) if on else self.checked - set(keys)
        if len(self.checked) != before:
            self._tell_checks()

    def toggle(self, key: str) -> None:
        self.check([key], key not in self.checked)

    def shown_state(self) -> Qt.CheckState:
        """Of the box in the heading: whether all, some or none of the rows shown are checked."""
        if not self.checked or not self._shown:
            return Qt.CheckState.Unchecked
        shown = sum(key in self.checked for key in self._shown)
        if shown == len(self._shown):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if shown else Qt.CheckState.Unchecked

    def hidden_checked(self) -> int:
        """How many are checked and not shown now."""
        return len(self.checked.difference(self._shown)) if self.checked else 0

    def _tell_checks(self) -> None:
        if self._shown:
            self.dataChanged.emit(
                self.index(0, 0), self.index(len(self._shown) - 1, 0), [Qt.ItemDataRole.CheckStateRole]
            )
        self.checks_changed.emit()

    def _flags_of(self, key: str) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        if key == CHECK:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if key in EDITABLE and not self._read_only else flags

    # Qt's questions

    def flags(self, index: Index) -> Qt.ItemFlag:
        return self._flags[index.column()] if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid():
            match role:
                case Qt.ItemDataRole.CheckStateRole if index.column() == 0:
                    on = self._shown[index.row()] in self.checked
                    return (Qt.CheckState.Checked if on else Qt.CheckState.Unchecked).value
                case Qt.ItemDataRole.EditRole:
                    return super().data(index, Qt.ItemDataRole.DisplayRole)
                case Qt.ItemDataRole.AccessibleTextRole if index.column() == 0:
                    return self.line_at(index.row()).name
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A box is checked here; a text is only asked for by `edited`: the deed brings it back with the snapshot."""
        if not index.isValid():
            return False
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0:
            self.check([self._shown[index.row()]], Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        key = self.columns[index.column()].key
        if role != Qt.ItemDataRole.EditRole or key not in EDITABLE or self._read_only:
            return False
        if str(value) != index.data(Qt.ItemDataRole.EditRole):
            self.edited.emit(self._shown[index.row()], key, str(value))
        return True

    def index_at(self, row: int, key: str) -> QModelIndex:
        return self.index(row, self.places[key])
