"""What the walks through the window share: a congress in full swing in a file, the program that shows it, its words."""

import getpass
import platform
import re
import shutil
import zoneinfo
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication

from smalltowns_desktop.domain.latin import latin_name
from smalltowns_desktop.domain.model import EVENT_KEY, Event
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.program import Program
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.services.events import create_event
from smalltowns_desktop.services.places import data_folder
from smalltowns_desktop.storage.database import Author
from smalltowns_desktop.window import build_program
from tests.support.programs import let_go
from tools.screenshots import bring_to_life

AUTHOR = ("Анна", "desk-1")
NOW = datetime(2025, 8, 14, 9, 42)
_LATIN = re.compile(r"[A-Za-z][A-Za-z'’-]+")


def make_congress(folder: Path) -> Path:
    """Something of every kind, on its second morning: papers printed and out of date, people here and not yet."""
    path = folder / "Съезд.smalltowns"
    bring_to_life(path, folder)
    return path


def make_empty_congress(folder: Path) -> Path:
    path = folder / "Пустой.smalltowns"
    event = Event(EVENT_KEY, "V Съезд малых городов", date(2025, 8, 13), date(2025, 8, 15))
    create_event(path, event, author=Author(*AUTHOR)).close()
    return path


@contextmanager
def shown(
    application: QApplication, congress: Path | None, folder: Path, language: str, theme: str
) -> Iterator[Program]:
    """The program with a copy of a congress open, or with its welcome."""
    settings = WindowSettings(folder / "window.ini")
    settings.language, settings.theme = language, theme
    program = build_program(application, settings, now=lambda _store: NOW)
    folder.mkdir(exist_ok=True)
    program.start(None if congress is None else str(shutil.copy(congress, folder)))
    try:
        yield program
    finally:
        let_go(program)


def latin_words(programme: Programme) -> frozenset[str]:
    """The Latin words that the data have: names, addresses, codes. The program shows them as they are."""
    texts: list[str] = []
    for table in fields(programme):
        rows = getattr(programme, table.name)
        for row in rows.values() if isinstance(rows, Mapping) else [rows]:
            if is_dataclass(row):
                texts += [value for name in fields(row) if type(value := getattr(row, name.name)) is str]
    texts += map(latin_name, programme.participants.values())  # as it stands on the badge
    return frozenset(_LATIN.findall(" ".join(texts)))


def words_of_this_machine(folder: Path) -> frozenset[str]:
    """Paths, zones of time, who works here: shown as the system has them."""
    known = [getpass.getuser(), platform.node(), platform.platform(), str(folder), str(data_folder())]
    return frozenset(_LATIN.findall(" ".join((*known, *AUTHOR, *zoneinfo.available_timezones()))))
