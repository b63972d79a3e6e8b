"""Making and opening an event: a file, or a server for several desks with a network."""

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from smalltowns_desktop.domain.errors import EventFileUnreadable, EventLocked, EventReadOnly, FolderNotWritable
from smalltowns_desktop.domain.ids import KeySource, new_id
from smalltowns_desktop.domain.model import Event
from smalltowns_desktop.services.authors import local_author
from smalltowns_desktop.storage.backup import backup_folder, newest_backup
from smalltowns_desktop.storage.connections import BUSY_TIMEOUT
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.event_file import Opening, open_event_file, read_recovery_key
from smalltowns_desktop.storage.identity import new_identity
from smalltowns_desktop.storage.unlocking import PATIENCE, Proven

SERVER_PREFIX = "postgresql"


def create_event(
    target: str | Path, event: Event, *, author: Author, password: str | None = None, ids: KeySource = new_id
) -> Database:
    """Create an event and open it. `target`: a path, or the address of an empty PostgreSQL database.

    Raises `EventFileExists`, `FolderNotWritable`, `ServerUnavailable`.
    """
    identity = new_identity(ids)
    if is_server(target):
        # The PostgreSQL driver takes long to load and most events are files.
        from smalltowns_desktop.storage.server import create_server_event  # noqa: PLC0415

        return create_server_event(str(target), event, identity, author)
    # As above: events are opened far more often than made.
    from smalltowns_desktop.storage.new_file import create_event_file  # noqa: PLC0415

    return create_event_file(Path(target), event, identity, Opening(author, password))


def open_event(
    target: str | Path,
    *,
    author: Author,
    password: str | None = None,
    read_only: bool = False,
    keep_reserve: bool = False,
    backups: Callable[[], Path] | None = None,
    busy_timeout: float = BUSY_TIMEOUT,
    ahead: Proven | None = None,
) -> Database:
    """Open an event by path or server address.

    `keep_reserve` holds disk space for a desk or a window that stays open; `backups` tells the folder from which the
    newest good copy is offered when the file is damaged, and into which a file of an older version is copied before
    it is brought up to date; without it, that copy lies beside the file. `busy_timeout`: seconds to wait for another
    writer of a file; `ahead`: its proof, begun before. Raises what `open_event_file` raises.
    """
    if is_server(target):
        # As above: not on the way to a file.
        from smalltowns_desktop.storage.server import open_server_event  # noqa: PLC0415

        return open_server_event(str(target), author, read_only=read_only)
    path = Path(target)
    opening = Opening(author, password, read_only, keep_reserve, busy_timeout=busy_timeout)
    if backups is not None:
        opening = replace(
            opening,
            newest_backup=lambda: newest_backup(backups(), path),
            copies=lambda: backup_folder(backups(), path),
        )
    return open_event_file(path, opening, ahead)


def open_to_work(
    target: str, password: str | None, backups: Callable[[], Path], ahead: Proven | None = None
) -> Database:
    """Open an event in a window: for writing, or for reading where only that is possible."""
    opened = partial(
        open_event, target, author=local_author(), password=password, backups=backups, busy_timeout=PATIENCE,
        ahead=ahead,
    )  # fmt: skip
    if not is_server(target) and Path(target).is_file() and not os.access(target, os.W_OK):
        return opened(read_only=True)
    try:
        return opened(keep_reserve=True)
    except (EventLocked, EventReadOnly, EventFileUnreadable, FolderNotWritable):
        return opened(read_only=True)


def show_recovery_key(db: Database, password: str) -> str:
    """The key to print for a protected event: it opens the file when the password is forgotten."""
    return read_recovery_key(db, password)


def is_server(target: str | Path) -> bool:
    """Whether it is the address of an event server, not a path."""
    return isinstance(target, str) and target.startswith(SERVER_PREFIX) and "://" in target
