"""The window's start: whoever double-clicks a congress shall see it before the hand has left the mouse.

The event is opened and proven in a thread of its own, where SQLite leaves Python alone, while Qt loads.
"""

import gc
from concurrent.futures import ThreadPoolExecutor

from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.services.events import open_to_work
from smalltowns_desktop.services.places import data_folder


def start_window(event: str | None) -> int:
    """Run the window on an event, or on the welcome; returns the exit status."""
    # What is loaded and read now stays: to look through it again and again for rubbish takes a fifth of the time.
    gc.disable()
    settings = WindowSettings(data_folder() / "window.ini")
    with ThreadPoolExecutor(1, thread_name_prefix="opening") as thread:
        opening = thread.submit(open_to_work, event, None, settings.backups_folder) if event is not None else None
        # Here and not above: the thread is at work meanwhile.
        from smalltowns_desktop.window import run_window  # noqa: PLC0415

        return run_window(event, settings, opening)
