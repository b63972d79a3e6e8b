"""The window's start: whoever double-clicks a congress shall see it before the hand has left the mouse.

The event is opened and proven in a thread of its own, where SQLite leaves Python alone, while Qt loads.
"""

import gc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from smalltowns_desktop.services.events import open_to_work


def start_window(event: str | None) -> int:
    """Run the window on an event, or on the welcome; returns the exit status."""
    # What is loaded and read now stays: to look through it again and again for rubbish takes a fifth of the time.
    gc.disable()
    with ThreadPoolExecutor(1, thread_name_prefix="opening") as thread:
        opening = thread.submit(open_to_work, event, None, _backups) if event is not None else None
        # Here and not above: the thread is at work meanwhile.
        from smalltowns_desktop.window import run_window  # noqa: PLC0415

        return run_window(event, opening)


def _backups() -> Path:
    # Hardly ever asked for, and Qt keeps the answer.
    from smalltowns_desktop.gui.settings import kept_settings  # noqa: PLC0415

    return kept_settings().backups_folder
