"""SQLite connections: the one library (sqlcipher3), every pragma, our own BEGIN.

Two copies of SQLite on one file in one process corrupt it, so nothing else in the program opens an event file, not
even to read its first bytes: closing a second descriptor would drop SQLite's locks (https://www.sqlite.org/howtocorrupt.html).
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher

from smalltowns_desktop.storage.drives import DriveKind

Driver = Any
"""A connection of the driver itself (`sqlcipher3.dbapi2.Connection`, which has no types)."""

BUSY_TIMEOUT = 5.0
"""Seconds to wait for another writer."""
_NO_ROOM_BESIDE = {8, 14}
"""SQLITE_READONLY, SQLITE_CANTOPEN: nothing can be made in the folder."""
_STEPS_BETWEEN_LOOKS = 1_000_000
"""Steps of SQLite's machine between two looks at the clock: some hundredths of a second."""

_PRAGMAS = (
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "fullfsync = ON",  # macOS: a sync that reaches the platter
    "checkpoint_fullfsync = ON",
    "secure_delete = ON",
    "recursive_triggers = ON",  # so that INSERT OR REPLACE is journalled as what it is: a delete and an insert
)


@dataclass(frozen=True, slots=True)
class Access:
    """How to reach a file. `key`: the password, or `x'…'` with the raw key; None for a plain file.

    `busy_timeout`: seconds to wait for another writer.
    """

    key: bytes | None = None
    drive: DriveKind = DriveKind.LOCAL
    read_only: bool = False
    create: bool = False
    busy_timeout: float = BUSY_TIMEOUT
    broken: bool = False
    """Read on where the list of tables has a flaw or a text is no text, which then holds U+FFFD."""


def connect_file(path: Path, access: Access) -> Driver:
    """A connection to one event file; nothing is written. Raises what the driver raises."""
    mode = "mode=rwc" if access.create else "mode=ro" if access.read_only and not _writable(path) else "mode=rw"
    try:
        return _connect(path, access, mode)
    except sqlcipher.Error as error:
        # A file in WAL mode needs an index beside it, which cannot be made where nothing can be written. While
        # it has no log, no program has it open, and it can be read as one that never changes.
        no_room = getattr(error, "sqlite_errorcode", 0) & 0xFF in _NO_ROOM_BESIDE
        if mode != "mode=ro" or not no_room or log_beside(path).exists():
            raise
    return _connect(path, access, "mode=ro&immutable=1")


def _connect(path: Path, access: Access, mode: str) -> Driver:
    connection = sqlcipher.connect(
        f"file:{quote(str(path))}?{mode}", uri=True, isolation_level=None, check_same_thread=False,
        timeout=access.busy_timeout,
    )  # fmt: skip
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong password is answered by us, not on stderr
        if access.key is not None:
            connection.set_key(access.key)
        connection.execute(f"PRAGMA busy_timeout = {round(access.busy_timeout * 1000)}")
        if access.broken:
            connection.execute("PRAGMA writable_schema = ON")
            connection.text_factory = lambda data: data.decode("utf-8", "replace")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        # This one looks into the file, so what is wrong with it shows here.
        connection.execute(f"PRAGMA synchronous = {'FULL' if access.drive is DriveKind.LOCAL else 'EXTRA'}")
        if access.read_only:
            connection.execute("PRAGMA query_only = ON")
    except (sqlcipher.Error, UnicodeDecodeError):  # the driver decodes messages that quote a damaged file
        connection.close()
        raise
    return connection


def journal_safely(connection: Driver, drive: DriveKind) -> None:
    """A local file is written in WAL mode; elsewhere WAL is not safe, so the slower rollback journal is used.

    The mode is kept in the file: it is set on opening for writing, once the file is proven to be ours.
    """
    connection.execute(f"PRAGMA journal_mode = {'WAL' if drive is DriveKind.LOCAL else 'DELETE'}")


@contextmanager
def transaction(connection: Driver) -> Iterator[None]:
    """One consistent picture, for reading."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()


@contextmanager
def time_bound(connection: Driver, seconds: float) -> Iterator[None]:
    """Stop any query of this connection that is not done within that time: a hostile file may hold endless ones."""
    deadline = monotonic() + seconds
    connection.set_progress_handler(lambda: int(monotonic() > deadline), _STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, _STEPS_BETWEEN_LOOKS)


def log_beside(path: Path) -> Path:
    """The write-ahead log: there while some program has the file open, gone when the last one has closed it."""
    return path.with_name(f"{path.name}-wal")


def _writable(path: Path) -> bool:
    # Rights alone do not tell of a read-only drive on every system, and opening the file itself for writing would be a
    # second descriptor. The folder is what WAL needs, so ask that, under a name that no other program uses.
    probe = path.parent / f".{secrets.token_hex(8)}.probe"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return os.access(path, os.W_OK)
