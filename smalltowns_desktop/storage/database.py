"""An open event: one connection pool, three ways to use it.

`reading` is one consistent picture; `deed` is one transaction and one revision of the journal; `appending` puts facts
on top, durably. Expected failures of the database leave here as `UserError`, everything else as it came.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from smalltowns_desktop.domain.changes import Changes, changes_of
from smalltowns_desktop.domain.errors import DiskFull, EventFileGone, EventReadOnly
from smalltowns_desktop.domain.ids import new_id
from smalltowns_desktop.domain.text import Text
from smalltowns_desktop.storage.connections import Driver
from smalltowns_desktop.storage.failures import known_failures
from smalltowns_desktop.storage.rows import delete_rows, insert_rows, insert_statement, placeholder, update_row
from smalltowns_desktop.storage.sql import BARE, WRITES, Connection, Engine
from smalltowns_desktop.storage.triggers import ADVISORY_LOCK, CHANNEL

_REVISION = ("number", "id", "at", "who", "station", "deed", "undoes", "redoes")


@dataclass(frozen=True, slots=True)
class Author:
    """Who does a deed, on which laptop; written into every revision."""

    who: str
    station: str


class Deed:
    """The open transaction of one deed; write through it, read `changes` after its block."""

    def __init__(self, connection: Connection, revision: int) -> None:
        self.connection = connection
        self.revision = revision
        self.changes = Changes()

    def insert(self, *rows: Any) -> None:
        """Insert rows of `domain.model`, in their order."""
        insert_rows(self.connection, rows)

    def insert_all(self, rows: Iterable[Any]) -> int:
        """Insert many rows, sorted so that equal classes stand together; returns how many."""
        return insert_rows(self.connection, rows)

    def update(self, before: Any, after: Any) -> None:
        """Write what differs; raises `ChangedMeanwhile` if the row is no longer as `before`."""
        update_row(self.connection, before, after)

    def delete(self, *rows: Any) -> None:
        """Delete rows and the links that they own; `StillInUse` if something else refers to one of them."""
        delete_rows(self.connection, rows)


class FileConnections:
    """Connections to one event file. The first was needed to prove it and is not thrown away."""

    dialect = "sqlite"

    def __init__(self, connect: Callable[[], Driver], first: Driver) -> None:
        self._connect = connect
        self._spare: Driver | None = first
        self._engine: Engine | None = None
        self._lock = Lock()

    @property
    def engine(self) -> Engine:
        """The pool, made when it is first asked for."""
        with self._lock:
            if self._engine is None:
                # SQLAlchemy takes longer to load than the first page takes to read and to paint.
                from smalltowns_desktop.storage.engines import file_engine  # noqa: PLC0415

                self._engine = file_engine(self.take)
            return self._engine

    def take(self) -> Driver:
        """A connection for one who closes it, or gives it back."""
        with self._lock:
            spare, self._spare = self._spare, None
        return self._connect() if spare is None else spare

    def give_back(self, connection: Driver) -> None:
        """Of no more use to who took it; outside of a transaction."""
        with self._lock:
            unwanted, self._spare = self._spare, connection
        if unwanted is not None:
            unwanted.close()

    def close(self) -> None:
        with self._lock:
            spare, self._spare = self._spare, None
        if spare is not None:
            spare.close()
        if self._engine is not None:
            self._engine.dispose()


class ServerConnections:
    """Connections to an event server."""

    dialect = "postgresql"

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def close(self) -> None:
        self.engine.dispose()


class Database:
    """An open event file or event server."""

    def __init__(
        self,
        connections: FileConnections | ServerConnections,
        name: str,
        author: Author,
        *,
        read_only: bool = False,
        password: str | None = None,
        release: Callable[[], None] = lambda: None,
        give_up_reserve: Callable[[], bool] = lambda: False,
        is_in_place: Callable[[], bool] = lambda: True,
    ) -> None:
        """`password` opens copies of the file; `release` is called on closing; `give_up_reserve` frees disk space kept
        for this, once: whether it did. `is_in_place`: whether the file still lies where it was opened."""
        self.connections = connections
        self.name = name
        self.author = author
        self.read_only = read_only
        self.password = password
        self._release = release
        self.is_in_place = is_in_place
        self._give_up_reserve = give_up_reserve

    @property
    def dialect(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.connections.dialect

    @property
    def engine(self) -> Engine:
        return self.connections.engine

    def close(self) -> None:
        """Close every connection; a file is then one file, with no `-wal` beside it."""
        self.connections.close()
        self._release()

    def __enter__(self) -> "Database":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent picture of the event, however many queries."""
        with self._transaction(writes=False) as connection:
            yield connection

    @contextmanager
    def appending(self) -> Iterator[Connection]:
        """A durable transaction for facts, outside the journal.

        Raises `DiskFull`, with `retry` set if the space kept for this has been freed: check-in is to go on.
        """
        try:
            with self._transaction(writes=True) as connection:
                yield connection
                if self.dialect == "postgresql":
                    connection.exec_driver_sql(f"SELECT pg_notify('{CHANNEL}', 'facts')")
        except DiskFull as error:
            error.retry = self._give_up_reserve()
            raise

    @contextmanager
    def deed(self, title: Text, *, undoes: int | None = None, redoes: int | None = None) -> Iterator[Deed]:
        """One transaction and one revision named `title`. A deed that changes nothing leaves no revision."""
        with (
            self._transaction(writes=True) as connection,
            open_deed(connection, self.author, title, undoes=undoes, redoes=redoes) as deed,
        ):
            yield deed

    def copy_to(self, path: Path) -> None:
        """Write a compacted copy of an event file while others work; `path` must not exist. Not proven yet."""
        with known_failures(str(path)), self.engine.connect().execution_options(**{BARE: True}) as connection:
            # To SQLite a copy is a write, even of a file that is only read.
            connection.exec_driver_sql("PRAGMA query_only = OFF")
            try:
                connection.exec_driver_sql("VACUUM INTO ?", (str(path),))
            finally:
                connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if self.read_only else 'OFF'}")

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        if writes and self.read_only:
            raise EventReadOnly(self.name)
        if writes and not self.is_in_place():
            raise EventFileGone(self.name)
        with (
            known_failures(self.name),
            self.engine.connect().execution_options(**{WRITES: writes}) as connection,
            connection.begin(),
        ):
            yield connection


@contextmanager
def open_deed(
    connection: Connection, author: Author, title: Text, *, undoes: int | None = None, redoes: int | None = None
) -> Iterator[Deed]:
    """One revision within a write transaction that is open already; its end leaves the transaction open."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")
    revision = int(connection.exec_driver_sql("SELECT coalesce(max(number), 0) + 1 FROM revisions").scalar_one())
    values = (revision, new_id(), utc_now(), author.who, author.station, title.to_json(), undoes, redoes)
    connection.exec_driver_sql(insert_statement(connection.dialect, "revisions", _REVISION), values)
    _set_cursor(connection, revision)
    deed = Deed(connection, revision)
    yield deed
    _set_cursor(connection, 0)
    mark = placeholder(connection.dialect)
    touched = connection.exec_driver_sql(
        f"SELECT table_name, row_key FROM row_changes WHERE revision = {mark}", (revision,)
    )
    deed.changes = changes_of(revision, ((row[0], row[1]) for row in touched))
    if not deed.changes:
        deed.changes = Changes()
        connection.exec_driver_sql(f"DELETE FROM revisions WHERE number = {mark}", (revision,))
    elif connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_notify(%s, %s)", (CHANNEL, str(revision)))


def utc_now() -> str:
    """Now in UTC, ISO 8601 with milliseconds: `2025-08-13T06:14:05.123Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _set_cursor(connection: Connection, revision: int) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("UPDATE journal_cursor SET revision = ?", (revision,))
    else:
        value = str(revision) if revision else ""
        connection.exec_driver_sql("SELECT set_config('smalltowns.revision', %s, true)", (value,))
