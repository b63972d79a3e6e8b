"""Reading what can be read of a damaged event file, table by table, over every road that leads to a row.

SQLite stops at the first broken page. So a table is read from its beginning up to there and from its end down to
there; what lies between is asked for row by row, by the numbers and keys that its indexes still know.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from smalltowns_desktop.domain.errors import EventFileDamaged, NotAnEventFile, NothingToSalvage, WrongPassword
from smalltowns_desktop.storage.connections import Access, Driver, connect_file
from smalltowns_desktop.storage.engines import file_engine
from smalltowns_desktop.storage.event_file import raw_access
from smalltowns_desktop.storage.failures import known_failures, user_error_of
from smalltowns_desktop.storage.schema import key_columns
from smalltowns_desktop.storage.sql import BARE
from smalltowns_desktop.storage.unlocking import unlock

_PROBES = 10_000
"""Row numbers asked for where no index of a table can be read to its end."""
_FAILURES = 200
"""Rows of one table asked for in vain before the rest is given up, in a protected file: each costs a connection."""


@dataclass(frozen=True, slots=True)
class Found:
    """What could be read of one table. `rows`: values in the order of its columns."""

    rows: tuple[tuple[Any, ...], ...]
    lost: int
    """Rows that were certainly there and cannot be read."""
    whole: bool
    """Whether nothing was in the way."""


Rows = dict[tuple[Any, ...], tuple[Any, ...]]
"""Values by what finds them."""


class Wreck:
    """A file that is perhaps damaged anywhere. Only tables that look exactly like ours are read."""

    def __init__(self, engine: Engine, *, protected: bool) -> None:
        self._engine = engine
        self._protected = protected
        self._failure = engine.dialect.loaded_dbapi.Error
        # What stands behind a broken page of this list is not known to SQLite; the tables stand before the triggers.
        known, whole = self._rows("SELECT name, sql FROM sqlite_master WHERE type = 'table'")
        # In a protected file every new connection would meet that page again, and then see nothing.
        self._tables = dict(known) if whole or not protected else {}
        indexes, _ = self._rows("SELECT tbl_name, name FROM sqlite_master WHERE type = 'index'")
        self._indexes = indexes

    def read(self, table: Table) -> Found:
        """Every row of a table that can still be reached."""
        if self._tables.get(table.name) != str(CreateTable(table).compile(dialect=sqlite.dialect())).strip():
            return Found((), 0, False)
        locators = ("rowid",) if table.dialect_options["sqlite"]["with_rowid"] else key_columns(table)
        road = _Road(table.name, locators, tuple(column.name for column in table.columns))
        forward, whole = self._rows(road.statement("ASC"))
        rows = {row[: road.width]: row[road.width :] for row in forward}
        if whole:
            return Found(tuple(rows.values()), 0, True)
        backward, _ = self._rows(road.statement("DESC"))
        rows |= {row[: road.width]: row[road.width :] for row in backward}
        wanted, complete = self._locators(table, road)
        reached = forward or backward or wanted
        if reached and not complete and locators == ("rowid",):
            last = forward[-1][0] if forward else 0
            first = backward[-1][0] if backward else last + _PROBES
            self._probe(road, rows, last + 1, min(first, last + _PROBES) - 1)
        lost = self._fetch(road, rows, wanted - rows.keys())
        return Found(tuple(rows.values()), lost, False)

    def _locators(self, table: Table, road: "_Road") -> tuple[set[tuple[Any, ...]], bool]:
        """What the indexes know of a table's rows, and whether one of them could be read to its end."""
        ours = {index.name for index in table.indexes}
        found: set[tuple[Any, ...]] = set()
        complete = False
        for owner, name in self._indexes:
            if owner == table.name and (name in ours or name.startswith("sqlite_autoindex_")):
                columns, _ = self._rows("SELECT name FROM pragma_index_info(?) ORDER BY seqno", (name,))
                for order in ("ASC", "DESC"):
                    rows, whole = self._rows(road.keys_in(name, (column for (column,) in columns), order))
                    found.update(rows)
                    complete = complete or whole
        return found, complete

    def _fetch(self, road: "_Road", rows: Rows, locators: set[tuple[Any, ...]]) -> int:
        """Add rows asked for one by one; returns how many could not be read."""
        lost = 0
        for asked, locator in enumerate(locators):
            if self._protected and lost >= _FAILURES:
                return lost + len(locators) - asked
            found, readable = self._rows(road.one, locator)
            rows |= {row[: road.width]: row[road.width :] for row in found}
            lost += not readable
        return lost

    def _probe(self, road: "_Road", rows: Rows, first: int, last: int) -> None:
        """Add the rows between two numbers: all at once, or, where that breaks, those of either half."""
        budget = 2 * (_FAILURES if self._protected else _PROBES)
        spans = [(first, last)]
        while spans and budget:
            first, last = spans.pop()
            if first > last:
                continue
            budget -= 1
            found, readable = self._rows(road.span, (first, last))
            rows |= {row[: road.width]: row[road.width :] for row in found}
            if not readable and first < last:
                middle = (first + last) // 2
                spans += [(middle + 1, last), (first, middle)]

    def _rows(self, statement: str, parameters: tuple[Any, ...] = ()) -> tuple[list[tuple[Any, ...]], bool]:
        """The rows up to where it breaks, and whether it did not."""
        rows: list[tuple[Any, ...]] = []
        with self._engine.connect().execution_options(**{BARE: True}) as connection:
            cursor = connection.connection.cursor()
            try:
                cursor.execute(statement, parameters)
                while (row := cursor.fetchone()) is not None:
                    rows.append(tuple(row))
            except self._failure as error:
                known = user_error_of(error, "")
                if not isinstance(known, EventFileDamaged | NotAnEventFile):
                    raise known or error from error
            except UnicodeDecodeError:  # a message that quotes the broken place
                pass
            else:
                return rows, True
            if self._protected:  # to a connection that met a broken page it gives nothing more
                connection.invalidate()
        return rows, False


@dataclass(frozen=True, slots=True)
class _Road:
    """The statements that lead to a table's rows. `locators`: what finds one, its number or its key."""

    table: str
    locators: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def width(self) -> int:
        return len(self.locators)

    @property
    def one(self) -> str:
        condition = " AND ".join(f'"{name}" = ?' for name in self.locators)
        return f"{self._select} WHERE {condition}"

    @property
    def span(self) -> str:
        return f"{self._select} WHERE rowid BETWEEN ? AND ?"

    def statement(self, order: str) -> str:
        return f"{self._select} ORDER BY {_ordered(self.locators, order)}"

    def keys_in(self, index: str, columns: Iterable[str], order: str) -> str:
        """In the index's own order: to sort, SQLite would read it to its end first."""
        listed = ", ".join(f'"{name}"' for name in self.locators)
        return f'SELECT {listed} FROM "{self.table}" INDEXED BY "{index}" ORDER BY {_ordered(columns, order)}'

    @property
    def _select(self) -> str:
        listed = ", ".join(f'"{name}"' for name in (*self.locators, *self.columns))
        return f'SELECT {listed} FROM "{self.table}"'


def _ordered(columns: Iterable[str], order: str) -> str:
    return ", ".join(f'"{name}" {order}' for name in columns)


@contextmanager
def opened_wreck(path: Path, access: Access) -> Iterator[tuple[Wreck, bool]]:
    """A damaged file, open for reading, and whether it is protected.

    Raises `NothingToSalvage` where not even the first page can be read.
    """
    try:
        found = unlock(path, replace(access, broken=True), _look)
    except (NotAnEventFile, WrongPassword, EventFileDamaged) as error:
        raise NothingToSalvage(path) from error
    # Connections will break and be made again: not each time from the password, which takes long by design.
    raw = raw_access(found.connection, found.access)
    found.connection.close()
    engine = file_engine(lambda: connect_file(path, raw))
    try:
        yield Wreck(engine, protected=found.access.key is not None), found.access.key is not None
    finally:
        engine.dispose()


def _look(connection: Driver, path: Path) -> int:
    with known_failures(str(path)):
        ((version,),) = connection.execute("PRAGMA schema_version")  # the first page opens
    return int(version)
