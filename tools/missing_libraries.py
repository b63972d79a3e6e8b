"""Exits 0 if Qt's plugin for X11 lacks a library of the system, 1 if it is ready or there is no such plugin here."""

import ctypes
import sys
from pathlib import Path

import PySide6


def lacks_libraries() -> bool:
    """Try to load the plugin as Qt would."""
    plugin = Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    if not plugin.exists():
        return False
    try:
        ctypes.CDLL(str(plugin))
    except OSError:
        return True
    return False


if __name__ == "__main__":
    sys.exit(0 if lacks_libraries() else 1)
