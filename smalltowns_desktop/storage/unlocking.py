"""The first look at an event file: it opens, and it is proven to be one.

Loads next to nothing: a window has this begun before all else, in a thread of its own (`prove_ahead`).
"""

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from smalltowns_desktop.domain.errors import (
    EventFileDamaged,
    EventFileMissing,
    EventFileUnreadable,
    NoEventInside,
    NotAnEventFile,
    UserError,
    WrongPassword,
)
from smalltowns_desktop.storage.connections import Access, Driver, connect_file
from smalltowns_desktop.storage.drives import DriveKind, drive_kind
from smalltowns_desktop.storage.failures import known_failures
from smalltowns_desktop.storage.proof import prove_file

CIPHER_PAGE = 4096
"""Bytes: a protected file is made of whole pages of SQLCipher's usual size."""


PATIENCE = 2.0
"""Seconds that a window may stand still for another writer of its file."""


@dataclass(frozen=True, slots=True)
class Proven:
    """A file that is ours and whole, open as `access` says."""

    path: Path
    """Resolved."""
    access: Access
    connection: Driver
    number: int
    """Of its schema; of an older file only the number is proven."""


def prove_ahead(event: str) -> Proven | None:
    """Prove a plain file on a local drive that can be written; None for everything else, whatever is the matter.

    What is wrong is found again, and told, by who opens it in the usual way.
    """
    try:
        path = existing(Path(event))
        if drive_kind(path) is not DriveKind.LOCAL or not os.access(path, os.W_OK):
            return None
        return unlock(path, Access(busy_timeout=PATIENCE), prove_file)
    except UserError:
        return None


def existing(path: Path) -> Path:
    """The whole path of a file that is there. Raises `EventFileMissing`, `EventFileUnreadable`."""
    try:
        if not path.is_file():
            raise EventFileMissing(path)
        return path.resolve()
    except OSError as error:  # a folder that must not be looked into, a name that is too long
        raise EventFileUnreadable(path) from error


def unlock(path: Path, access: Access, prove: Callable[[Driver, Path], int]) -> Proven:
    """Open a file, with its key or without, and have it proven; `prove` gives the number of its schema.

    Raises `NotAnEventFile`, `WrongPassword`, `EventFileDamaged`, and what `prove` raises.
    """
    plain = replace(access, key=None)
    for way in (plain,) if access.key is None else (access, plain):  # not opened by the key: perhaps it needs none
        with ExitStack() as undo_on_failure:
            try:
                with known_failures(str(path)):
                    connection = connect_file(path, way)
                    undo_on_failure.callback(connection.close)
                    number = prove(connection, path)
            except NotAnEventFile:
                continue
            except UnicodeDecodeError as error:  # the driver decodes messages that quote a damaged file
                raise EventFileDamaged(path, "sqlite_master") from error
            undo_on_failure.pop_all()
            return Proven(path, way, connection, number)
    if access.key is not None:
        raise WrongPassword(path)
    size = path.stat().st_size
    raise NoEventInside(path) if size == 0 or size % CIPHER_PAGE else NotAnEventFile(path)
