"""SQLite connections: the one library (sqlcipher3), every pragma, our own BEGIN.

Two copies of SQLite on one file in one process corrupt it, so nothing else in the program opens an event file, not
even to read its first bytes: closing a second descriptor would drop SQLite's locks (https://www.sqlite.org/howtocorrupt.html).
"""

from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool

from smalltowns_desktop.storage.database import WRITES
from smalltowns_desktop.storage.drives import DriveKind

BUSY_TIMEOUT_MS = 5_000

_PRAGMAS = (
    f"busy_timeout = {BUSY_TIMEOUT_MS}",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "mmap_size = 0",
    "fullfsync = ON",  # macOS: a sync that reaches the platter
    "secure_delete = ON",
    "recursive_triggers = ON",  # so that INSERT OR REPLACE is journalled as what it is: a delete and an insert
)


def file_engine(path: Path, key: bytes | None, *, drive: DriveKind, read_only: bool, create: bool) -> Engine:
    """An engine on one event file. `key`: the password, or `x'…'` with the raw key; None for a plain file.

    A local file is written in WAL mode with every commit synced; on a network or removable drive WAL is not safe, so
    the slower rollback journal is used. Nothing is opened until the first connection.
    """
    mode = "rwc" if create else "ro" if read_only and not _writable(path) else "rw"
    # A WAL file on a medium that cannot be written needs no locks either: nobody else writes there.
    immutable = "&immutable=1" if mode == "ro" else ""
    address = f"file:{quote(str(path))}?mode={mode}{immutable}"
    safe_here = drive is DriveKind.LOCAL

    def connect() -> Any:
        connection = sqlcipher.connect(
            address, uri=True, isolation_level=None, check_same_thread=False, timeout=BUSY_TIMEOUT_MS / 1000
        )
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong password is answered by us, not on stderr
            if key is not None:
                connection.set_key(key)
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            if mode != "ro":
                connection.execute(f"PRAGMA journal_mode = {'WAL' if safe_here else 'DELETE'}")
            connection.execute(f"PRAGMA synchronous = {'FULL' if safe_here else 'EXTRA'}")
            if read_only:
                connection.execute("PRAGMA query_only = ON")
        except sqlcipher.Error:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", module=sqlcipher, creator=connect, poolclass=QueuePool, pool_size=4)
    event.listen(engine, "begin", _begin)
    return engine


def memory_engine() -> Engine:
    """An engine whose every connection is an empty database of its own, in memory."""
    return create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: sqlcipher.connect(":memory:", isolation_level=None),
        poolclass=NullPool,
    )


def _begin(connection: Connection) -> None:
    # The driver would begin too late, at the first INSERT, and outside DDL: then a CREATE TABLE survives a rollback.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _writable(path: Path) -> bool:
    # os.access tells nothing of a read-only file system on Windows; opening for append changes nothing and tells all,
    # but would be a second descriptor on a file that may be in use. The folder is what WAL needs, so ask that.
    probe = path.parent / f".{path.name}.probe"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return bool(path.stat().st_mode & 0o200)
