"""Event files: create one, open one through the only door there is."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, Engine

from smalltowns_desktop.domain.errors import (
    EventFileDamaged,
    EventFileExists,
    EventFileMissing,
    EventFileOlder,
    EventFileUnreadable,
    EventLocked,
    FolderNotWritable,
    NoEventInside,
    NotAnEventFile,
    WrongPassword,
)
from smalltowns_desktop.domain.model import Event
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.storage.connections import BUSY_TIMEOUT, Access, file_engine, journal_safely, log_beside
from smalltowns_desktop.storage.database import WRITES, Author, Database, known_failures
from smalltowns_desktop.storage.drives import DriveKind, drive_kind
from smalltowns_desktop.storage.identity import Identity, write_identity
from smalltowns_desktop.storage.proof import prove_file, sqlite_schema
from smalltowns_desktop.storage.recovery_key import cipher_key, derived_key, key_of_recovery, recovery_key
from smalltowns_desktop.storage.schema import APPLICATION_ID, SCHEMA_NUMBER

RESERVE_BYTES = 4 * 1024 * 1024
FIRST_MIGRATION = "0001"
CIPHER_PAGE = 4096
"""Bytes: a protected file is made of whole pages of SQLCipher's usual size."""


@dataclass(frozen=True, slots=True)
class Opening:
    """How to open a file. `keep_reserve`: hold disk space beside it for a full disk, while a desk or window is open."""

    author: Author
    password: str | None = None
    """Or the recovery key; empty is none."""
    read_only: bool = False
    keep_reserve: bool = False
    drive: DriveKind | None = None
    """None: find out."""
    newest_backup: Callable[[], Path | None] = lambda: None
    """Asked when the file turns out to be damaged."""
    copies: Path | None = None
    """Folder for the copy of an older file, made before it is brought up to date; None: beside it."""
    busy_timeout: float = BUSY_TIMEOUT
    """Seconds to wait for another writer."""


def create_event_file(path: Path, event: Event, identity: Identity, opening: Opening) -> Database:
    """Make a new event file and open it. Raises `EventFileExists`, `FolderNotWritable`, `DiskFull`."""
    with new_file(path, opening.password) as engine:
        with writing(engine) as connection:
            create_schema(connection)
            write_identity(connection, identity)
        created = say("Create the congress “{title}”", title=event.title)
        with Database(engine, str(path), opening.author).deed(created) as deed:
            deed.insert(event)
    return open_event_file(path, opening)


@contextmanager
def new_file(path: Path, password: str | None) -> Iterator[Engine]:
    """An engine on an empty file of ours, which gets its name, whole, at the end of the block.

    So nobody ever sees half of a file, and nothing is left of one that could not be finished. Raises
    `EventFileExists`, `FolderNotWritable`, `DiskFull`.
    """
    if path.exists():
        raise EventFileExists(path)
    draft = path.with_name(f".{secrets.token_hex(8)}.draft")
    engine = file_engine(draft, Access(key_of(password), DriveKind.NETWORK, create=True))
    try:
        with known_failures(str(path)):
            with writing(engine) as connection:
                # Both numbers live in the header and are part of the transaction.
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_NUMBER}")
            yield engine
        engine.dispose()
        _name_for_good(draft, path)
    except FileExistsError as error:
        raise EventFileExists(path) from error
    except (OSError, EventFileUnreadable) as error:
        raise FolderNotWritable(path) from error
    finally:
        engine.dispose()
        for leftover in (draft, draft.with_name(f"{draft.name}-journal")):
            leftover.unlink(missing_ok=True)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One write transaction on a file that is being made."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        yield connection


def create_schema(connection: Connection) -> None:
    """All tables, indexes and triggers of an empty SQLite event, with what they need to work."""
    for statement in sqlite_schema():
        connection.exec_driver_sql(statement)
    fill_schema(connection)


def fill_schema(connection: Connection) -> None:
    """The rows without which an empty SQLite event does not work."""
    connection.exec_driver_sql("INSERT INTO journal_cursor (slot, revision) VALUES (1, 0)")
    connection.exec_driver_sql("INSERT INTO alembic_version (version_num) VALUES (?)", (FIRST_MIGRATION,))


def open_event_file(path: Path, opening: Opening) -> Database:
    """Open a file after proving that it is an event file of ours, whole and of a known version.

    Raises `EventFileMissing`, `EventFileUnreadable`, `NotAnEventFile`, `WrongPassword`, `EventFileForeign`,
    `EventFileNewer`, `EventFileDamaged`, `EventLocked`, `EventBusy`; `EventFileOlder` if it is only to be read.
    """
    path = existing(path)
    drive = opening.drive or drive_kind(path)
    access = Access(key_of(opening.password), drive, opening.read_only, busy_timeout=opening.busy_timeout)
    with ExitStack() as undo_on_failure, known_failures(str(path)):
        if drive is DriveKind.NETWORK and not opening.read_only:
            undo_on_failure.callback(_lock_for_writing(path, opening.author))
        try:
            engine, access, number = unlock(path, access, prove_file)
        except EventFileDamaged as error:
            raise EventFileDamaged(path, error.what, opening.newest_backup()) from error
        undo_on_failure.callback(engine.dispose)
        if number < SCHEMA_NUMBER:
            if opening.read_only:
                raise EventFileOlder(path)
            # alembic takes long to load, and there is hardly ever something to migrate.
            from smalltowns_desktop.storage.migrate import migrate_file  # noqa: PLC0415

            migrate_file(path, engine, access, copies=opening.copies or path.parent)
        if not opening.read_only:
            journal_safely(engine, drive)
        reserve = Reserve(path)
        if opening.keep_reserve and not opening.read_only:
            undo_on_failure.callback(reserve.clear)
            reserve.fill()
        # The reserve is cleared last: whether others still have the file open shows when this program has closed it.
        undo_on_failure.callback(engine.dispose)
        closing = undo_on_failure.pop_all()
    return Database(
        engine, str(path), opening.author, read_only=opening.read_only, password=opening.password,
        release=closing.close, give_up_reserve=reserve.give_up, is_in_place=_in_place(path, drive),
    )  # fmt: skip


def read_recovery_key(db: Database, password: str) -> str:
    """The key to print for a password-protected file that is open. `password`: or the recovery key itself."""
    with db.reading() as connection:
        return recovery_key(_raw_key(connection, password))


def raw_access(engine: Engine, access: Access) -> Access:
    """The same access by the key that SQLCipher made of the password, which saves making it for each connection."""
    if access.key is None or access.key.startswith(b"x'"):
        return access
    with engine.connect() as connection:
        key = _raw_key(connection, access.key.decode())
    return replace(access, key=cipher_key(recovery_key(key)))


def _raw_key(connection: Connection, password: str) -> bytes:
    salt = bytes.fromhex(str(connection.exec_driver_sql("PRAGMA cipher_salt").scalar_one()))
    return key_of_recovery(password) or derived_key(password, salt)


class Reserve:
    """Disk space beside the event file, given up when the disk is full, so that check-in goes on.

    Programs that have the same file open share one reserve; the last of them to close takes it away.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f"{path.name}-reserve")
        self._log = log_beside(path)

    def fill(self) -> None:
        try:
            # Not zeros: some file systems would keep them in no space at all.
            self._path.write_bytes(secrets.token_bytes(RESERVE_BYTES))
        except OSError:
            # No room for a reserve is no reason to refuse the event: it will say that the disk is full in time.
            self._path.unlink(missing_ok=True)

    def give_up(self) -> bool:
        """Free the space; whether there was any to free."""
        try:
            self._path.unlink()
        except FileNotFoundError:
            return False
        return True

    def clear(self) -> None:
        """Take the reserve away unless another program still works on the file."""
        if not self._log.exists():
            self._path.unlink(missing_ok=True)


def key_of(password: str | None) -> bytes | None:
    """What opens a file with this password or recovery key; None for none."""
    return cipher_key(password) if password else None


def existing(path: Path) -> Path:
    """The whole path of a file that is there. Raises `EventFileMissing`, `EventFileUnreadable`."""
    try:
        if not path.is_file():
            raise EventFileMissing(path)
        return path.resolve()
    except OSError as error:  # a folder that must not be looked into, a name that is too long
        raise EventFileUnreadable(path) from error


def unlock(path: Path, access: Access, prove: Callable[[Engine, Path], int]) -> tuple[Engine, Access, int]:
    """An engine that opens the file, how it does, and the file's schema number, as `prove` finds it.

    Raises `NotAnEventFile`, `WrongPassword`, `EventFileDamaged`, and what `prove` raises.
    """
    plain = replace(access, key=None)
    for way in (plain,) if access.key is None else (access, plain):  # not opened by the key: perhaps it needs none
        engine = file_engine(path, way)
        with ExitStack() as undo_on_failure:
            undo_on_failure.callback(engine.dispose)
            try:
                with known_failures(str(path)):
                    number = prove(engine, path)
            except NotAnEventFile:
                continue
            except UnicodeDecodeError as error:  # the driver decodes messages that quote a damaged file
                raise EventFileDamaged(path, "sqlite_master") from error
            undo_on_failure.pop_all()
            return engine, way, number
    if access.key is not None:
        raise WrongPassword(path)
    size = path.stat().st_size
    raise NoEventInside(path) if size == 0 or size % CIPHER_PAGE else NotAnEventFile(path)


def _name_for_good(draft: Path, path: Path) -> None:
    """Move a finished file to its name, durably, never onto a file that came meanwhile."""
    if _links_work(draft):
        os.link(draft, path)
    else:
        draft.rename(path)
    sync_folder(path.parent)


def _links_work(draft: Path) -> bool:
    """Whether a hard link can be made here: unlike a rename, it never replaces a file."""
    probe = draft.with_name(f"{draft.name}-link")
    try:
        os.link(draft, probe)
    except (OSError, AttributeError):
        return False
    probe.unlink()
    return True


def sync_folder(folder: Path) -> None:
    """Make new names in a folder durable."""
    if os.name == "posix":  # Windows has no handle of a folder to sync
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _in_place(path: Path, drive: DriveKind) -> Callable[[], bool]:
    """Tells, at the cost of a look into its folder, whether the file that is open now still lies at its path.

    Elsewhere than on Windows an open file can be renamed, replaced or deleted; SQLite goes on writing to it.
    """

    def which() -> tuple[int, int] | None:
        try:
            found = path.stat()
        except OSError:
            return None
        # Only local file systems keep the number of a file for as long as it is open.
        return (found.st_dev, found.st_ino) if drive is DriveKind.LOCAL else (0, 0)

    opened = which()
    return lambda: which() == opened


def _lock_for_writing(path: Path, author: Author) -> Callable[[], None]:
    """Hold the one writer's lock of a network drive; returns what lets it go."""
    # A tenth of the time that a short command takes to start, for something that few files need.
    from filelock import FileLock, Timeout  # noqa: PLC0415

    lock_path = path.with_name(f"{path.name}-lock")
    name_path = path.with_name(f"{path.name}-lock-holder")
    lock = FileLock(lock_path, timeout=0, thread_local=False)  # a window may close what another thread opened
    try:
        lock.acquire()
        name_path.write_text(f"{author.who} ({author.station})", encoding="utf-8")
    except Timeout as error:
        holder = name_path.read_text(encoding="utf-8") if name_path.exists() else "?"
        raise EventLocked(path, holder) from error
    except OSError as error:
        lock.release()
        raise FolderNotWritable(path) from error

    def release() -> None:
        # Taken away while it is held: whoever waits for it sees that it is gone and makes a new one. Windows does not
        # take away what is open, so there it is tried again, and left to the next one if that has it already.
        for _ in range(2):
            with suppress(OSError):
                name_path.unlink(missing_ok=True)
                lock_path.unlink(missing_ok=True)
            lock.release()

    return release
