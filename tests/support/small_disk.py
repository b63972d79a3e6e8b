"""A disk that fills up, where the system lets us make one."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk_at(folder: Path, megabytes: int = 16) -> Iterator[Path]:
    """`folder`, which must not exist, becomes a disk of its own; skips the test where only root could make one."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can make a small disk")
    folder.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if subprocess.run(mounting, capture_output=True, check=False).returncode != 0:
        pytest.skip("the system does not let us make a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Leave no room on the disk of a folder; returns the file to delete to make room again."""
    usage = os.statvfs(folder)
    filler = folder / "somebody else's"
    filler.write_bytes(bytes(usage.f_bavail * usage.f_frsize))
    return filler


def forbid_writing(disk: Path) -> None:
    """From now on the disk can be read only, as a stick with its switch set."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
