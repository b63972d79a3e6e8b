"""The event of a server as an event file: every row as it is, the journal and the facts with the rest."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.ddl import sqlite_tables
from smalltowns_desktop.storage.new_file import fill_schema, new_file, writing
from smalltowns_desktop.storage.rows import insert_statement, quoted
from smalltowns_desktop.storage.schema import alembic_version, column_names, journal_cursor, metadata, row_changes
from smalltowns_desktop.storage.triggers import sqlite_triggers

_BATCH = 1_000
"""Rows on their way at once."""
_NEW_IN_A_FILE = {journal_cursor.name, alembic_version.name}


def copy_to_file(db: Database, path: Path) -> None:
    """Write a new file with one consistent picture of the event. Raises `EventFileExists`, `DiskFull`."""
    with new_file(path, None) as engine, writing(engine) as target, db.reading() as source:
        for statement in sqlite_tables():
            target.exec_driver_sql(statement)
        fill_schema(target)
        for table in metadata.tables.values():
            if table.name not in _NEW_IN_A_FILE:
                _copy_rows(source, target, table)
        for statement in sqlite_triggers():
            target.exec_driver_sql(statement)


def _copy_rows(source: Connection, target: Connection, table: Table) -> None:
    columns = ", ".join(quoted(source.dialect, column.name) for column in table.columns)
    found = source.exec_driver_sql(f"SELECT {columns} FROM {quoted(source.dialect, table.name)}")
    rows: Iterator[Any] = map(_as_sqlite_writes, found) if table is row_changes else map(tuple, found)
    statement = insert_statement(target.dialect, table.name, column_names(table))
    while batch := list(islice(rows, _BATCH)):
        target.exec_driver_sql(statement, batch)


def _as_sqlite_writes(change: Iterable[Any]) -> tuple[Any, ...]:
    """A change whose rows are in SQLite's spelling, so that the proof of a file need not look twice at each of them."""
    number, revision, name, key, kind, before, after = change
    return number, revision, name, key, kind, _respelled(name, before), _respelled(name, after)


def _respelled(table: str, row: str | None) -> str | None:
    if row is None:
        return None
    values = json.loads(row)
    ordered = {column.name: values[column.name] for column in metadata.tables[table].columns}
    return json.dumps(ordered, ensure_ascii=False, separators=(",", ":"))
