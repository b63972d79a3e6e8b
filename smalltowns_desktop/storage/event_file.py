"""Event files: create one, open one through the only door there is."""

import os
import secrets
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from smalltowns_desktop.domain.errors import (
    EventFileDamaged,
    EventFileExists,
    EventFileMissing,
    EventLocked,
    EventReadOnly,
    FolderNotWritable,
    NotAnEventFile,
    WrongPassword,
)
from smalltowns_desktop.domain.model import Event
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.storage.connections import file_engine
from smalltowns_desktop.storage.database import WRITES, Author, Database
from smalltowns_desktop.storage.drives import DriveKind, drive_kind
from smalltowns_desktop.storage.failures import user_error_of
from smalltowns_desktop.storage.identity import Identity, write_identity
from smalltowns_desktop.storage.proof import prove_schema, prove_whole, schema_number, sqlite_schema
from smalltowns_desktop.storage.recovery_key import cipher_key, recovery_key
from smalltowns_desktop.storage.schema import APPLICATION_ID, SCHEMA_NUMBER

RESERVE_BYTES = 4 * 1024 * 1024
FIRST_MIGRATION = "0001"


@dataclass(frozen=True, slots=True)
class Opening:
    """How to open a file. `keep_reserve`: hold disk space beside it for a full disk, while a desk or window is open."""

    author: Author
    password: str | None = None
    read_only: bool = False
    keep_reserve: bool = False
    drive: DriveKind | None = None
    """None: find out."""
    newest_backup: Callable[[], Path | None] = lambda: None
    """Asked when the file turns out to be damaged."""
    migrate: Callable[[Path, Engine, int], None] | None = None
    """Brings an older file up to date: path, engine, the number it has."""


def create_event_file(path: Path, event: Event, identity: Identity, opening: Opening) -> Database:
    """Make a new event file and open it. Raises `EventFileExists`, `FolderNotWritable`.

    The file is built under another name and moved into place whole, so nobody ever sees half of one.
    """
    if path.exists():
        raise EventFileExists(path)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    key = None if opening.password is None else cipher_key(opening.password)
    engine = file_engine(draft, key, drive=DriveKind.NETWORK, read_only=False, create=True)
    try:
        _build(engine, event, identity, opening.author, draft)
        engine.dispose()
        os.link(draft, path) if hasattr(os, "link") and _links_work(draft) else draft.rename(path)
    except FileExistsError as error:
        raise EventFileExists(path) from error
    except OSError as error:
        raise FolderNotWritable(path) from error
    except DBAPIError as error:
        known = user_error_of(error, str(path))
        if known is None:
            raise
        raise known from error
    finally:
        engine.dispose()
        draft.unlink(missing_ok=True)
    return open_event_file(path, opening)


def _links_work(draft: Path) -> bool:
    """Whether a hard link can be made here: unlike a rename, it never replaces a file that came meanwhile."""
    probe = draft.with_name(f"{draft.name}-link")
    try:
        os.link(draft, probe)
    except OSError:
        return False
    probe.unlink()
    return True


def _build(engine: Engine, event: Event, identity: Identity, author: Author, draft: Path) -> None:
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        # Both numbers live in the header and are part of the transaction that makes the tables.
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_NUMBER}")
        create_schema(connection)
        write_identity(connection, identity)
    with Database(engine, str(draft), author).deed(say("Create the congress “{title}”", title=event.title)) as deed:
        deed.insert(event)


def create_schema(connection: Connection) -> None:
    """All tables, indexes and triggers of an empty SQLite event, with what they need to work."""
    for statement in sqlite_schema():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO journal_cursor (only, revision) VALUES (1, 0)")
    connection.exec_driver_sql("INSERT INTO alembic_version (version_num) VALUES (?)", (FIRST_MIGRATION,))


def open_event_file(path: Path, opening: Opening) -> Database:
    """Open a file after proving that it is an event file of ours, whole and of a known version.

    Raises `EventFileMissing`, `NotAnEventFile`, `WrongPassword`, `EventFileForeign`, `EventFileNewer`,
    `EventFileDamaged`, `EventLocked`.
    """
    if not path.is_file():
        raise EventFileMissing(path)
    path = path.resolve()
    drive = opening.drive or drive_kind(path)
    key = None if opening.password is None else cipher_key(opening.password)
    with ExitStack() as undo_on_failure:
        if drive is not DriveKind.LOCAL and not opening.read_only:
            undo_on_failure.callback(_lock_for_writing(path, opening.author))
        engine = file_engine(path, key, drive=drive, read_only=opening.read_only, create=False)
        undo_on_failure.callback(engine.dispose)
        try:
            number = _prove(engine, path)
        except NotAnEventFile:
            if key is None:
                raise
            # Not opened by this key: perhaps it needs none.
            engine = file_engine(path, None, drive=drive, read_only=opening.read_only, create=False)
            undo_on_failure.callback(engine.dispose)
            try:
                number = _prove(engine, path)
            except NotAnEventFile as error:
                raise WrongPassword(path) from error
        except EventFileDamaged as error:
            raise EventFileDamaged(path, error.what, opening.newest_backup()) from error
        if number < SCHEMA_NUMBER:
            if opening.read_only or opening.migrate is None:
                raise EventReadOnly(path)
            opening.migrate(path, engine, number)
        reserve = Reserve(path) if opening.keep_reserve and not opening.read_only else None
        if reserve is not None:
            undo_on_failure.callback(reserve.give_up)
        closing = undo_on_failure.pop_all()
    return Database(
        engine, str(path), opening.author, read_only=opening.read_only, release=closing.close,
        give_up_reserve=reserve.give_up if reserve is not None else lambda: False,
    )  # fmt: skip


def _prove(engine: Engine, path: Path) -> int:
    try:
        with engine.connect() as connection, connection.begin():
            number = schema_number(connection, str(path))
            if number == SCHEMA_NUMBER:
                prove_schema(connection, str(path))
                prove_whole(connection, str(path))
            return number
    except DBAPIError as error:
        known = user_error_of(error, str(path))
        if known is None:
            raise
        raise known from error


def _lock_for_writing(path: Path, author: Author) -> Callable[[], None]:
    """Hold the one writer's lock of a network or removable drive; returns what lets it go."""
    lock_path = path.with_name(f"{path.name}-lock")
    name_path = path.with_name(f"{path.name}-lock-holder")
    lock = FileLock(lock_path, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        holder = name_path.read_text(encoding="utf-8") if name_path.exists() else "?"
        raise EventLocked(path, holder) from error
    except OSError as error:
        raise FolderNotWritable(path) from error
    name_path.write_text(f"{author.who} ({author.station})", encoding="utf-8")

    def release() -> None:
        name_path.unlink(missing_ok=True)
        lock.release()
        lock_path.unlink(missing_ok=True)

    return release


class Reserve:
    """Disk space beside the event file, given up when the disk is full, so that check-in goes on."""

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f"{path.name}-reserve")
        try:
            self._path.write_bytes(bytes(RESERVE_BYTES))
        except OSError:
            # No room for a reserve is no reason to refuse the event: it will say that the disk is full in time.
            self._path.unlink(missing_ok=True)

    def give_up(self) -> bool:
        """Free the space; whether there was any to free."""
        if not self._path.exists():
            return False
        self._path.unlink(missing_ok=True)
        return True


def read_recovery_key(db: Database, password: str) -> str:
    """The key to print for a password-protected file that is open."""
    with db.reading() as connection:
        salt = bytes.fromhex(str(connection.exec_driver_sql("PRAGMA cipher_salt").scalar_one()))
    return recovery_key(password, salt)
