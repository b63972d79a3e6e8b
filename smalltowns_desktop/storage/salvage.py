"""A new event file with all that can be read of a damaged one.

Rows of the event's state stand in a file twice, in their table and in the journal: what cannot be read in one place
is taken from the other. What came out is never passed off as good: its history begins with a deed that says so, and
the result tells how many rows of which table are known to be lost.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.exc import DataError, IntegrityError

from smalltowns_desktop.domain.errors import NothingToSalvage
from smalltowns_desktop.domain.model import EVENT_KEY, Event
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.storage.connections import Access
from smalltowns_desktop.storage.database import Author, open_deed
from smalltowns_desktop.storage.ddl import sqlite_tables
from smalltowns_desktop.storage.drives import drive_kind
from smalltowns_desktop.storage.engines import memory_engine
from smalltowns_desktop.storage.event_file import Opening, key_of, open_event_file
from smalltowns_desktop.storage.identity import Identity, new_identity, write_identity
from smalltowns_desktop.storage.new_file import create_schema, new_file, writing
from smalltowns_desktop.storage.rows import insert_statement
from smalltowns_desktop.storage.schema import (
    FACTS,
    STATE,
    TABLE_OF,
    column_names,
    identity,
    key_columns,
    metadata,
    revisions,
    row_changes,
)
from smalltowns_desktop.storage.tables import row_codec
from smalltowns_desktop.storage.unlocking import existing
from smalltowns_desktop.storage.wreck import Found, opened_wreck

Values = tuple[Any, ...]
"""A row's values in the order of its table's columns."""


@dataclass(frozen=True, slots=True)
class TableSalvage:
    """How one table fared, in rows."""

    table: str
    saved: int
    from_history: int
    """Of those saved: could not be read, and were taken from the journal."""
    lost: int
    """Known to have been there. Where `whole` is False there may have been more."""
    whole: bool
    """Whether the table could be read from end to end."""


@dataclass(frozen=True, slots=True)
class Salvage:
    path: Path
    deed: Text
    """What the first revision of the new file says."""
    tables: tuple[TableSalvage, ...]
    secret_kept: bool
    """If not, badges issued before are not recognised any more."""

    @property
    def lost(self) -> int:
        return sum(table.lost for table in self.tables)


def salvage_file(path: Path, password: str | None, out: Path, author: Author) -> Salvage:
    """Write what can be read of `path` to the new file `out`, protected by the same password if `path` is.

    Raises `EventFileMissing`, `EventFileExists`, `FolderNotWritable`, `NothingToSalvage`, `DiskFull`.
    """
    path = existing(path)
    with opened_wreck(path, Access(key_of(password), drive_kind(path), read_only=True)) as (wreck, protected):
        found = {table.name: wreck.read(table) for table in metadata.tables.values()}
    if not any(found[table.name].rows for table in (*STATE, *FACTS, row_changes)):
        raise NothingToSalvage(path)
    states = _states(found)
    facts: dict[str, dict[str, tuple[Values, ...]]] = {
        table.name: {_key(table, row): (row,) for row in found[table.name].rows} for table in FACTS
    }
    known_rows = {**states, **facts}
    kept = _fitting(known_rows)
    tables = tuple(_report(table, found[table.name], known_rows[table.name], kept) for table in (*STATE, *FACTS))
    known = _identity(found[identity.name])
    deed = say(
        "Salvaged from the damaged file {name}, without its history; rows saved: {saved}, known to be lost: {lost}",
        name=path.name, saved=sum(table.saved for table in tables), lost=sum(table.lost for table in tables),
    )  # fmt: skip
    number = 1 + max((row[0] for row in found[revisions.name].rows), default=0)
    password = password if protected else None
    with new_file(out, password) as engine, writing(engine) as connection:
        create_schema(connection)
        write_identity(connection, known or new_identity())
        with open_deed(connection, author, deed) as opened:
            for table in (*STATE, *FACTS):
                _insert(connection, table, kept[table.name].values())
        # Facts name revisions of the old history: the new one goes on counting behind it.
        connection.exec_driver_sql("UPDATE revisions SET number = ? WHERE number = ?", (number, opened.revision))
        connection.exec_driver_sql("UPDATE row_changes SET revision = ?", (number,))
    open_event_file(out, Opening(author, password, read_only=True)).close()
    return Salvage(out, deed, tables, known is not None)


def _states(found: Mapping[str, Found]) -> dict[str, dict[str, tuple[Values, ...]]]:
    """By table and key: what the row may have been, the more trustworthy first."""
    journal = found[row_changes.name]
    complete = _is_complete(journal, found[revisions.name])
    last_words = {(change[2], change[3]): change[6] for change in sorted(journal.rows, key=lambda change: change[0])}
    states: dict[str, dict[str, tuple[Values, ...]]] = {}
    for table in STATE:
        said = {key: after for (name, key), after in last_words.items() if name == table.name}
        rows = {_key(table, row): row for row in found[table.name].rows}
        if complete:  # then a row of which it knows nothing has lost its key to the damage
            rows = {key: row for key, row in rows.items() if key in said}
        words = {key: _parsed(table, after) for key, after in said.items()}
        deleted = {key for key, after in said.items() if after is None and complete}
        states[table.name] = {
            key: candidates
            for key in {**rows, **words}
            if (candidates := _candidates(rows.get(key), words.get(key), deleted=key in deleted))
        }
    return states


def _is_complete(journal: Found, history: Found) -> bool:
    """Whether every change ever made can be read: they are numbered without a gap, up to the last revision."""
    numbers = sorted(change[0] for change in journal.rows)
    newest = max((change[1] for change in journal.rows), default=0)
    return (
        journal.whole
        and numbers == list(range(1, len(numbers) + 1))
        and newest > 0
        and newest == max((revision[0] for revision in history.rows), default=0)
    )


def _candidates(row: Values | None, word: Values | None, *, deleted: bool) -> tuple[Values, ...]:
    """`word`: the journal's last; `deleted`: the journal, which is complete, says that the row is no more."""
    if deleted:
        return ()
    if row is None or word is None or word == row:
        return tuple(values for values in (row or word,) if values is not None)
    broken = any(isinstance(value, str) and _UNREADABLE in value for value in row)
    return (word, row) if broken else (row, word)


def _fitting(candidates: Mapping[str, Mapping[str, tuple[Values, ...]]]) -> dict[str, dict[str, Values]]:
    """The rows that keep every rule of the schema together, found out by a database in memory."""
    engine = memory_engine()
    with engine.connect() as connection:
        for statement in sqlite_tables():
            connection.exec_driver_sql(statement)
        for name, rows in candidates.items():
            statement = insert_statement(connection.dialect, name, column_names(metadata.tables[name]))
            for versions in rows.values():
                _insert_first_that_fits(connection, statement, versions)
        if connection.exec_driver_sql("SELECT count(*) FROM events").scalar_one() == 0:
            today = datetime.now(UTC).date()
            _insert(connection, TABLE_OF[Event], [row_codec(Event).encode(Event(EVENT_KEY, "?", today, today))])
        while _mend_references(connection):
            pass
        kept = {
            name: {
                _key(metadata.tables[name], tuple(row)): tuple(row)
                for row in connection.exec_driver_sql(f'SELECT * FROM "{name}"')
            }
            for name in candidates
        }
    engine.dispose()
    return kept


def _insert_first_that_fits(connection: Connection, statement: str, versions: Iterable[Values]) -> None:
    for values in versions:
        try:
            connection.exec_driver_sql(statement, values)
        except (IntegrityError, DataError):
            continue
        return


def _mend_references(connection: Connection) -> int:
    """Let go of what is not there: the reference if the row can do without it, else the row. Returns how many."""
    mended = 0
    for table in STATE:
        for foreign in table.foreign_keys:
            column, target = foreign.parent, foreign.column
            dangling = (
                f'"{column.name}" IS NOT NULL AND "{column.name}" NOT IN '
                f'(SELECT "{target.name}" FROM "{target.table.name}")'
            )
            if column.nullable:
                statement = f'UPDATE OR IGNORE "{table.name}" SET "{column.name}" = NULL WHERE {dangling}'
                mended += connection.exec_driver_sql(statement).rowcount
            mended += connection.exec_driver_sql(f'DELETE FROM "{table.name}" WHERE {dangling}').rowcount
    return mended


def _report(
    table: Table, found: Found, known: Mapping[str, tuple[Values, ...]], kept: Mapping[str, Mapping[str, Values]]
) -> TableSalvage:
    read = {_key(table, row) for row in found.rows}
    saved = kept[table.name]
    from_history = sum(key not in read for key in saved if key in known)
    made_up = sum(key not in known for key in saved)
    lost = sum(key not in saved for key in known) + max(0, found.lost - from_history) + made_up
    return TableSalvage(table.name, len(saved) - made_up, from_history, lost, found.whole)


def _identity(found: Found) -> Identity | None:
    for _, event_id, file_id, kind, secret, schema, created_at in found.rows:
        if re.fullmatch("[0-9a-f]{64}", secret):
            return Identity(event_id, file_id, kind, bytes.fromhex(secret), schema, created_at)
    return None


def _insert(connection: Connection, table: Table, rows: Iterable[Values]) -> None:
    listed = list(rows)
    if listed:
        connection.exec_driver_sql(insert_statement(connection.dialect, table.name, column_names(table)), listed)


def _key(table: Table, row: Values) -> str:
    values = dict(zip(column_names(table), row, strict=True))
    return "/".join(str(values[name]) for name in key_columns(table))


def _parsed(table: Table, word: str | None) -> Values | None:
    """A row out of the journal; None where it was deleted, or where the word itself cannot be read."""
    try:
        values = None if word is None else json.loads(word)
    except json.JSONDecodeError:
        return None
    return tuple(map(values.get, column_names(table))) if isinstance(values, dict) else None


_UNREADABLE = "\ufffd"
"""What stands in a text for bytes that are no text."""
