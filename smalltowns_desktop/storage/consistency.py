"""Does the journal agree with the rows, and with itself?

Each row of the event's state stands in the file twice: in its table, and as the journal last saw it. SQLite has no
checksums, so this is what finds a text in which a bit has turned over.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from smalltowns_desktop.storage.sql import Run
from smalltowns_desktop.storage.tables import STATE, RowCodec
from smalltowns_desktop.storage.triggers import row_as_json, row_key_of


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A row that is not as the journal last saw it."""

    table: str
    key: str
    row: dict[str, Any] | None
    """The database's values by column as they are; None: it is not there."""
    journal: dict[str, Any] | None
    """As they should be; None: deleted, or never journalled."""


def altered_rows(run: Run, dialect: str = "sqlite") -> Iterator[Mismatch]:
    """Rows of the state that differ from the journal's last word on them, or of which it knows nothing."""
    return _mismatches(run, dialect, _ALTERED)


def missing_rows(run: Run, dialect: str = "sqlite") -> Iterator[Mismatch]:
    """Rows that the journal knows and that are not there."""
    return _mismatches(run, dialect, _MISSING)


def broken_chains(run: Run) -> Iterator[tuple[str, str, int]]:
    """(table, key, revision) where the journal's `before` is not what it had as `after` the time before."""
    for table in STATE:
        for key, revision, before, last in run(_CHAIN.format(table=table.table)):
            if _parsed(before) != _parsed(last):
                yield table.table, key, revision


def _mismatches(run: Run, dialect: str, of_a_table: str) -> Iterator[Mismatch]:
    # One statement for all tables: between two of them a thread of Python's may wait for another.
    statement = " UNION ALL ".join(_filled(of_a_table, table, dialect) for table in STATE)
    for table, key, row, last in run(statement):
        mismatch = Mismatch(table, key, _parsed(row), _parsed(last))
        # Another release of SQLite may write the same number in other digits.
        if mismatch.row != mismatch.journal:
            yield mismatch


def _filled(statement: str, table: RowCodec[Any], dialect: str) -> str:
    sqlite = dialect == "sqlite"
    return statement.format(
        table=table.table,
        key=row_key_of(table, "t"),
        row=row_as_json(table, "t") if sqlite else "to_jsonb(t)",
        after="after" if sqlite else "CAST(after AS jsonb)",
        text="" if sqlite else "::text",
        differs="IS NOT" if sqlite else "IS DISTINCT FROM",
        some_key=f't."{table.keys[0]}"',
    )


def _parsed(row: str | None) -> dict[str, Any] | None:
    """A row's values; of what is no row any more, its text under no name, which equals no row."""
    try:
        values = None if row is None else json.loads(row)
    except json.JSONDecodeError:
        values = row
    return values if values is None or isinstance(values, dict) else {"": row}


_LAST = "(SELECT {after} FROM row_changes WHERE table_name = '{table}' AND row_key = {key} ORDER BY id DESC LIMIT 1)"
_ALTERED = f"""
SELECT '{{table}}' AS table_name, {{key}} AS row_key, {{row}}{{text}} AS row, {_LAST}{{text}} AS last
FROM "{{table}}" AS t WHERE {{row}} {{differs}} {_LAST}
"""
_MISSING = """
SELECT c.table_name, c.row_key, NULL AS row, c.after AS last
FROM row_changes AS c LEFT JOIN "{table}" AS t ON {key} = c.row_key
WHERE c.table_name = '{table}' AND c.after IS NOT NULL AND {some_key} IS NULL AND NOT EXISTS (
    SELECT 1 FROM row_changes AS later
    WHERE later.table_name = c.table_name AND later.row_key = c.row_key AND later.id > c.id
)
"""
_CHAIN = """
SELECT c.row_key, c.revision, c.before, (
    SELECT earlier.after FROM row_changes AS earlier
    WHERE earlier.table_name = c.table_name AND earlier.row_key = c.row_key AND earlier.id < c.id
    ORDER BY earlier.id DESC LIMIT 1
) AS last FROM row_changes AS c WHERE c.table_name = '{table}'
"""
