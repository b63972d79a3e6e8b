"""Which blocks, ways and rows of a layout have conflicts. Pure: no Qt, no words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.domain.ids import GroupId, ParticipantId
from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.timeline.laying_out import row_of_group
from smalltowns_desktop.gui.timeline.layout import DELEGATION, DayLayout, RowsBy

UNMET = "request-unmet"
_WEIGHT = {Severity.ERROR: 3, Severity.WARNING: 2, Severity.NOTICE: 1, Severity.OFF: 0}


@dataclass(frozen=True, slots=True)
class Mark:
    """What is wrong with a block, the worst first."""

    conflicts: tuple[Conflict, ...]

    @property
    def severity(self) -> Severity:
        """The worst that is open; OFF where all are accepted."""
        open_ = [conflict.severity for conflict in self.conflicts if conflict.accepted_reason is None]
        return max(open_, key=_WEIGHT.__getitem__, default=Severity.OFF)


@dataclass(frozen=True, slots=True)
class ShortWay:
    """A way that nobody planned a vehicle for, and that cannot be made in time."""

    row: str
    starts_at: datetime
    ends_at: datetime
    minutes: int

    @property
    def key(self) -> str:
        return f"{self.row}/{self.starts_at}/{self.ends_at}"


@dataclass(frozen=True, slots=True)
class Marks:
    items: Mapping[str, Mark] = field(default_factory=dict)
    """By the key of a block or column; a column's is that of its rows together."""
    in_column: Mapping[tuple[str, str], Mark] = field(default_factory=dict)
    """By column and row: what is wrong for one row of a column."""
    rows: Mapping[str, Severity] = field(default_factory=dict)
    ways: Mapping[str, int] = field(default_factory=dict)
    """Minutes short, by the key of a way."""
    short_ways: Mapping[str, ShortWay] = field(default_factory=dict)


def mark(programme: Programme, layout: DayLayout, conflicts: Iterable[Conflict]) -> Marks:
    """Lay conflicts over a day. Those of rows that belong to somebody stand in their rows only."""
    items: dict[str, list[Conflict]] = {}
    in_column: dict[tuple[str, str], list[Conflict]] = {}
    ways: dict[str, int] = {}
    short_ways: dict[str, ShortWay] = {}
    for conflict in conflicts:
        if conflict.rule == UNMET:
            continue  # about nothing that is on any day
        owners = _rows_of_owner(programme, layout, conflict)
        for subject in conflict.subjects:
            if subject.type in ("activity", "transfer"):
                for item in layout.items_of(subject.id):
                    row = item.key.partition("@")[2]
                    if row:
                        if owners is None or row in owners:
                            items.setdefault(item.key, []).append(conflict)
                        continue
                    items.setdefault(item.key, []).append(conflict)
                    for owner in owners or ():
                        in_column.setdefault((item.key, owner), []).append(conflict)
        if conflict.minutes_short is not None and conflict.accepted_reason is None:
            _mark_ways(layout, conflict, owners, ways, short_ways)
    marks = {key: Mark(tuple(sorted(found, key=_worst_first))) for key, found in items.items()}
    rows: dict[str, Severity] = {}
    for key, found in marks.items():
        for row in (
            [key.partition("@")[2]] if key.partition("@")[2] else [r for column, r in in_column if column == key]
        ):
            rows[row] = max(rows.get(row, Severity.OFF), found.severity, key=_WEIGHT.__getitem__)
    by_row = {key: Mark(tuple(sorted(found, key=_worst_first))) for key, found in in_column.items()}
    shown = {row: severity for row, severity in rows.items() if _WEIGHT[severity] >= _WEIGHT[Severity.WARNING]}
    return Marks(marks, by_row, shown, ways, short_ways)


def _rows_of_owner(programme: Programme, layout: DayLayout, conflict: Conflict) -> set[str] | None:
    """The rows of the group, delegation or person that a conflict is about; None: of all that it names."""
    if layout.rows_by is not RowsBy.DELEGATIONS:
        return None
    owner = conflict.subjects[0]
    match owner.type:
        case "group" if owner.id in programme.groups:
            return {row_of_group(programme, GroupId(owner.id))}
        case "delegation":
            return {f"{DELEGATION}:{owner.id}"}
        case "participant":
            groups = programme.groups_by_person.get(ParticipantId(owner.id), ())
            return {row_of_group(programme, group) for group in groups} or None
        case _:
            return None


def _mark_ways(
    layout: DayLayout,
    conflict: Conflict,
    owners: set[str] | None,
    ways: dict[str, int],
    short_ways: dict[str, ShortWay],
) -> None:
    short = conflict.minutes_short or 0
    found = False
    for subject in conflict.subjects:
        if subject.type == "transfer":
            for row in layout.rows_of.get(subject.id, ()) if owners is None else owners:
                key = f"{subject.id}@{row}"
                if layout.way(key) is not None:
                    ways[key] = max(short, ways.get(key, 0))
                    found = True
    if found or owners is None or conflict.ends_at <= conflict.starts_at:
        return
    for row in _known(layout, owners):
        way = ShortWay(row, conflict.starts_at, conflict.ends_at, short)
        short_ways[way.key] = way


def _known(layout: DayLayout, rows: Iterable[str]) -> Iterator[str]:
    return (row for row in rows if row in layout.row_by_key)


def _worst_first(conflict: Conflict) -> tuple[bool, int, datetime]:
    return conflict.accepted_reason is not None, -_WEIGHT[conflict.severity], conflict.starts_at
