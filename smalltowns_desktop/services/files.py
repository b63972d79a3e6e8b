"""Writing a file whole or not at all."""

import errno
import os
import secrets
from pathlib import Path

from smalltowns_desktop.domain.errors import DiskFull, FolderNotWritable

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


def write_file(path: str | Path, content: bytes) -> None:
    """Put `content` at `path`, durably; what was there before stays until the new content is safe on the disk.

    Raises `DiskFull`, or `FolderNotWritable` for whatever else the system refuses.
    """
    target = Path(path)
    # Short, so that a long name of the target still leaves room for it; beside the target, so that the move is atomic.
    unfinished = target.parent / f".{secrets.token_hex(8)}.tmp"
    try:
        try:
            with unfinished.open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
        _settle(target.parent)
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(target) from error
        raise FolderNotWritable(target) from error


def make_folder(path: str | Path) -> None:
    """Make a folder, with those above it, unless it is there. Raises like `write_file`."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFull(path) from error
        raise FolderNotWritable(path) from error


def _settle(folder: Path) -> None:
    """Make the new name itself durable. Windows has no handle on a folder, and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
