"""The window's start: whoever double-clicks a congress shall see it before the hand has left the mouse.

The event is opened and proven in a thread of its own, where SQLite leaves Python alone, while Qt loads.
"""

import gc
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from smalltowns_desktop.storage.unlocking import prove_ahead

if TYPE_CHECKING:
    from smalltowns_desktop.gui.program import Program
    from smalltowns_desktop.storage.database import Database

_IMPATIENCE = 0.0002
"""Seconds after which one thread gives Python up to another that waits."""


def run_window(event: str | None) -> int:
    """Run the window on an event, or on the welcome; returns the exit status."""
    return start_program(event).application.exec()


def start_program(event: str | None) -> "Program":
    """The program, to be seen when its application's loop runs."""
    # What is loaded and read now stays: to look through it again and again for rubbish takes a fifth of the time.
    # Later on it is looked for in the window's thread only (gui/rubbish.py).
    gc.disable()
    opening = None if event is None else _begin_opening(event)
    # Here and not above: the thread is at work meanwhile.
    from smalltowns_desktop.window import begin_program  # noqa: PLC0415

    return begin_program(event, opening)


def _begin_opening(event: str) -> "Future[Database]":
    thread = ThreadPoolExecutor(1, thread_name_prefix="opening")
    opening = thread.submit(_open, event)
    thread.shutdown(wait=False)
    # It hardly needs Python, and shall not wait long for each word with it.
    patience = sys.getswitchinterval()
    sys.setswitchinterval(_IMPATIENCE)
    opening.add_done_callback(lambda _: sys.setswitchinterval(patience))
    return opening


def _open(event: str) -> "Database":
    proven = prove_ahead(event)
    # Loaded, by now, for the window.
    from smalltowns_desktop.services.events import open_to_work  # noqa: PLC0415

    return open_to_work(event, None, _backups, proven)


def _backups() -> Path:
    # Hardly ever asked for, and Qt keeps the answer.
    from smalltowns_desktop.gui.settings import kept_settings  # noqa: PLC0415

    return kept_settings().backups_folder
