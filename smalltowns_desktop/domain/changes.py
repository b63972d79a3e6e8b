"""What a deed touched: enough to know what to reload, to check again and to draw again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Changes:
    """Row keys by table name, and the number of the last revision that they come from (0: none).

    The key of a link row is its parts joined by `/`, in the order of the table's primary key.
    """

    revision: int = 0
    rows: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.rows)

    def __getitem__(self, table: str) -> frozenset[str]:
        return self.rows.get(table, NOTHING)

    def __or__(self, other: "Changes") -> "Changes":
        tables = {*self.rows, *other.rows}
        return Changes(max(self.revision, other.revision), {table: self[table] | other[table] for table in tables})

    def count(self) -> int:
        return sum(len(keys) for keys in self.rows.values())

    def link_parts(self, table: str, part: int) -> frozenset[str]:
        """One part of the keys of a link table: `link_parts("activity_groups", 0)` are activity keys."""
        return frozenset(key.split("/")[part] for key in self[table])


def changes_of(revision: int, touched: Iterable[tuple[str, str]]) -> Changes:
    """`Changes` from (table, row key) pairs."""
    rows: dict[str, set[str]] = {}
    for table, key in touched:
        rows.setdefault(table, set()).add(key)
    return Changes(revision, {table: frozenset(keys) for table, keys in rows.items()})
