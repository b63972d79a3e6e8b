"""The event as one `Programme`: a query a table, and after a deed only the rows that it touched."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import fields
from threading import Lock
from typing import Any, TypeVar

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.model import EVENT_KEY, Event
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.storage.connections import Driver
from smalltowns_desktop.storage.database import Database, FileConnections
from smalltowns_desktop.storage.failures import known_failures
from smalltowns_desktop.storage.journal import LAST_REVISION, changes_since, last_revision
from smalltowns_desktop.storage.rows import read_rows, row_key
from smalltowns_desktop.storage.sql import Connection, Run
from smalltowns_desktop.storage.tables import BY_NAME, STATE, RowCodec, row_codec

Row = TypeVar("Row")
_TABLES = tuple(field.name for field in fields(Programme) if field.name not in {"event", "revision"})


def load_programme(db: Database) -> Programme:
    """The whole event, as it stands in one consistent read."""
    with db.reading() as connection:
        return read_programme(connection)


def read_programme(connection: Connection) -> Programme:
    """The whole event, inside a transaction that is open already."""
    run = connection.exec_driver_sql
    (event,) = _read(run, row_codec(Event))
    tables = {name: _by_key(_read(run, BY_NAME[name]), BY_NAME[name]) for name in _TABLES}
    return Programme(event, last_revision(connection), **tables)


def reload_programme(db: Database, programme: Programme, changes: Changes) -> Programme:
    """The programme with every row read anew that `changes` names or that anybody has touched since it was loaded."""
    with db.reading() as connection:
        # Others may have written before our own deed: what is not read now would be missed for ever.
        changes |= changes_since(connection, programme.revision)
        touched = {name: changes[name] for name in (*_TABLES, "events") if changes[name]}
        values: dict[str, Any] = {"revision": last_revision(connection)}
        for name, keys in touched.items():
            if name == "events":
                (values["event"],) = read_rows(connection, Event, id=EVENT_KEY)
                continue
            rows = dict(getattr(programme, name))
            codec = BY_NAME[name]
            first_keys = {key.split("/")[0] for key in keys}
            fresh: list[Any] = read_rows(connection, codec.row_class, **{codec.keys[0]: first_keys})
            found = {row_key(row): row for row in fresh}
            for key in keys:
                if key in found:
                    rows[key] = found[key]
                else:
                    rows.pop(key, None)
            values[name] = rows
    return programme.with_tables(**values)


class Opened:
    """A programme that is there at once and read as it is looked at, in one consistent read of a file.

    What the first page needs is a part of it; the rest comes while that is being looked at (`read_rest`, in any
    thread). A server, which is far away, is asked for all of it at once.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._rest: list[Later[Any]] = []
        self._driver: Driver | None = None
        if not isinstance(db.connections, FileConnections):
            self.programme = load_programme(db)
            return
        with known_failures(db.name):
            self._driver = db.connections.take()
            run = self._driver.execute
            run("BEGIN")
            (event,) = _read(run, row_codec(Event))
            ((revision,),) = run(LAST_REVISION)
            lock = Lock()
            self._rest = [Later(run, BY_NAME[name], lock) for name in _TABLES]
            self.programme = Programme(event, revision, **dict(zip(_TABLES, self._rest, strict=True)))

    def read_rest(self) -> None:
        """Read what nobody has looked at yet; the picture is then let go of. Raises `DriveFailed` and its like."""
        if self._driver is None:
            return
        assert isinstance(self._db.connections, FileConnections), "only a file is read later"
        with known_failures(self._db.name):
            for later in self._rest:
                later.read()
            self._driver.rollback()
        self._db.connections.give_back(self._driver)
        self._driver = None

    def close(self) -> None:
        """Let go of the picture, read or not: nobody will look any more."""
        if self._driver is not None:
            self._driver.close()
            self._driver = None


def whole(programme: Programme) -> Programme:
    """The same programme with plain tables, after `Opened.read_rest`: they answer quicker."""
    later = {name: getattr(programme, name) for name in _TABLES}
    return programme.with_tables(**{name: table.read() for name, table in later.items() if isinstance(table, Later)})


_FEW = 100
"""Rows asked for by their keys before it is time to read the whole table."""


class Later(Mapping[str, Row]):
    """A table that is read when it is first gone through; before that, single rows as they are asked for."""

    def __init__(self, run: Run, codec: RowCodec[Row], lock: AbstractContextManager[object]) -> None:
        """`lock`: of the one connection that all tables are read through."""
        self._run = run
        self._codec = codec
        self._lock = lock
        self._rows: dict[str, Row] | None = None
        self._few: dict[str, Row | None] = {}
        self._count: int | None = None

    def read(self) -> dict[str, Row]:
        if self._rows is None:
            with self._lock:
                if self._rows is None:
                    self._rows = _by_key(_read(self._run, self._codec), self._codec)
        return self._rows

    def _read_already(self) -> dict[str, Row] | None:
        """A call, because what it tells changes while a thread waits for the lock."""
        return self._rows

    def __len__(self) -> int:
        if (rows := self._read_already()) is not None:
            return len(rows)
        with self._lock:
            if (rows := self._read_already()) is not None:  # by who had the lock; the connection may be let go of
                return len(rows)
            if self._count is None:
                ((self._count,),) = self._run(f'SELECT count(*) FROM "{self._codec.table}"')
            return self._count

    def __getitem__(self, key: str) -> Row:
        if self._read_already() is not None or len(self._codec.keys) > 1 or len(self._few) >= _FEW:
            return self.read()[key]
        with self._lock:
            if (rows := self._read_already()) is not None:  # as above
                return rows[key]
            if key not in self._few:
                found = _read(self._run, self._codec, key)
                self._few[key] = found[0] if found else None
        row = self._few[key]
        if row is None:
            raise KeyError(key)
        return row

    def __iter__(self) -> Iterator[str]:
        return iter(self.read())

    # What the base class would do key by key

    def keys(self) -> Any:
        return self.read().keys()

    def values(self) -> Any:
        return self.read().values()

    def items(self) -> Any:
        return self.read().items()

    def __eq__(self, other: object) -> bool:
        return self.read() == (other.read() if isinstance(other, Later) else other)

    __hash__ = None  # type: ignore[assignment]


def _read(run: Run, codec: RowCodec[Row], key: str | None = None) -> list[Row]:
    """Every row of a table, in the order of the key; or the one with this key, where the key is one column."""
    columns, keys = (", ".join(f'"{name}"' for name in names) for names in (codec.names, codec.keys))
    statement = f'SELECT {columns} FROM "{codec.table}"'
    rows = run(f"{statement} ORDER BY {keys}") if key is None else run(f"{statement} WHERE {keys} = ?", (key,))
    return list(map(codec.decode, rows))


def _by_key(rows: list[Row], codec: RowCodec[Row]) -> dict[str, Row]:
    if len(codec.keys) == 1:
        (key,) = codec.keys
        return {getattr(row, key): row for row in rows}
    return {"/".join(map(str, codec.encode_key(row))): row for row in rows}


assert {codec.table for codec in STATE} - {"events", "participant_documents"} == set(_TABLES), "the snapshot is whole"
