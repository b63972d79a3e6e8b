"""Opening an event file, through the only door there is."""

import os
import secrets
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from smalltowns_desktop.domain.errors import (
    EventFileDamaged,
    EventFileOlder,
    EventLocked,
    FolderNotWritable,
)
from smalltowns_desktop.storage.connections import (
    BUSY_TIMEOUT,
    Access,
    Driver,
    connect_file,
    journal_safely,
    log_beside,
)
from smalltowns_desktop.storage.database import Author, Database, FileConnections
from smalltowns_desktop.storage.drives import DriveKind, drive_kind
from smalltowns_desktop.storage.failures import known_failures
from smalltowns_desktop.storage.numbers import SCHEMA_NUMBER
from smalltowns_desktop.storage.proof import prove_file
from smalltowns_desktop.storage.recovery_key import cipher_key, derived_key, key_of_recovery, recovery_key
from smalltowns_desktop.storage.sql import Run
from smalltowns_desktop.storage.unlocking import Proven, existing, unlock

RESERVE_BYTES = 4 * 1024 * 1024
_WITHOUT_PATTERN = 256 * 1024


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
    copies: Callable[[], Path | None] = lambda: None
    """Asked where a file is to be brought up to date: the folder for the copy made before; None: beside it."""
    busy_timeout: float = BUSY_TIMEOUT
    """Seconds to wait for another writer."""


def open_event_file(path: Path, opening: Opening, ahead: Proven | None = None) -> Database:
    """Open a file after proving that it is an event file of ours, whole and of a known version.

    `ahead`: the proof, if it was begun before (`prove_ahead`). Raises `EventFileMissing`, `EventFileUnreadable`,
    `NotAnEventFile`, `WrongPassword`, `EventFileForeign`, `EventFileNewer`, `EventFileDamaged`, `EventLocked`,
    `EventBusy`; `EventFileOlder` if it is only to be read.
    """
    path = existing(path)
    drive = opening.drive or drive_kind(path)
    access = Access(key_of(opening.password), drive, opening.read_only, busy_timeout=opening.busy_timeout)
    if ahead is not None and (ahead.path, ahead.access) != (path, access):
        ahead.connection.close()
        ahead = None
    with ExitStack() as undo_on_failure, known_failures(str(path)):
        if drive is DriveKind.NETWORK and not opening.read_only:
            undo_on_failure.callback(_lock_for_writing(path, opening.author))
        try:
            proven = ahead or unlock(path, access, prove_file)
        except EventFileDamaged as error:
            raise EventFileDamaged(path, error.what, opening.newest_backup()) from error
        connections = FileConnections(lambda: connect_file(path, proven.access), proven.connection)
        undo_on_failure.callback(connections.close)
        if proven.number < SCHEMA_NUMBER:
            if opening.read_only:
                raise EventFileOlder(path)
            # alembic takes long to load, and there is hardly ever something to migrate.
            from smalltowns_desktop.storage.migrate import migrate_file  # noqa: PLC0415

            migrate_file(path, proven.connection, proven.access, copies=opening.copies() or path.parent)
        if not opening.read_only:
            journal_safely(proven.connection, drive)
        reserve = Reserve(path)
        if opening.keep_reserve and not opening.read_only:
            undo_on_failure.callback(reserve.clear)
            reserve.fill()
        # The reserve is cleared last: whether others still have the file open shows when this program has closed it.
        undo_on_failure.callback(connections.close)
        closing = undo_on_failure.pop_all()
    return Database(
        connections, str(path), opening.author, read_only=opening.read_only, password=opening.password,
        release=closing.close, give_up_reserve=reserve.give_up, is_in_place=_in_place(path, drive),
    )  # fmt: skip


def read_recovery_key(db: Database, password: str) -> str:
    """The key to print for a password-protected file that is open. `password`: or the recovery key itself."""
    with db.reading() as connection:
        return recovery_key(_raw_key(connection.exec_driver_sql, password))


def raw_access(connection: Driver, access: Access) -> Access:
    """The same access by the key that SQLCipher made of the password, which saves making it for each connection."""
    if access.key is None or access.key.startswith(b"x'"):
        return access
    return replace(access, key=cipher_key(recovery_key(_raw_key(connection.execute, access.key.decode()))))


def _raw_key(run: Run, password: str) -> bytes:
    ((salt_in_digits,),) = run("PRAGMA cipher_salt")
    salt = bytes.fromhex(str(salt_in_digits))
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
            # A file system looks for repetition in less than this.
            self._path.write_bytes(secrets.token_bytes(_WITHOUT_PATTERN) * (RESERVE_BYTES // _WITHOUT_PATTERN))
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
