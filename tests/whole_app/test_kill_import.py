"""An import that is killed leaves all of its people or none, whenever the blow falls."""

import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from smalltowns_desktop.domain.model import Event, Participant
from smalltowns_desktop.exchange.spreadsheet import write_workbook
from smalltowns_desktop.exchange.tables import Sheet
from smalltowns_desktop.services.events import create_event, open_event
from smalltowns_desktop.storage.database import Author
from smalltowns_desktop.storage.rows import read_rows

PEOPLE = 3_000
ROOT = Path(__file__).resolve().parents[2]


def killed_imports(folder: Path, event: Event, times: int) -> set[int]:
    """How many people an event had after each of `times` imports that were killed, each sooner or later."""
    source = folder / "list.xlsx"
    people = [(f"Фамилия{number}", "Иван", f"+7900{number:07d}") for number in range(PEOPLE)]
    source.write_bytes(write_workbook([Sheet("Список", (("Фамилия", "Имя", "Телефон"), *people))]))
    path = folder / "congress.smalltowns"
    create_event(path, event, author=Author("", "")).close()
    untouched = path.read_bytes()
    whole = timed_import(path, source, seconds=60.0)
    counts = {people_in(path)}
    dice = Random(5)
    for _ in range(times):
        path.write_bytes(untouched)
        timed_import(path, source, seconds=whole * dice.uniform(0.3, 1.0))
        counts.add(people_in(path))
    return counts


def timed_import(path: Path, source: Path, *, seconds: float) -> float:
    """Run the import in a process of its own, kill it after so many seconds; returns how long it ran."""
    command = [sys.executable, "-m", "smalltowns_desktop", "import", "participants", str(path), str(source), "--json"]
    started = time.monotonic()
    with subprocess.Popen(
        command, cwd=ROOT, env=dict(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    return time.monotonic() - started


def people_in(path: Path) -> int:
    with open_event(path, author=Author("", "")) as db, db.reading() as connection:
        return len(read_rows(connection, Participant))


def test_a_killed_import_leaves_all_or_nothing(tmp_path: Path, new_event: Event) -> None:
    assert killed_imports(tmp_path, new_event, 5) <= {0, PEOPLE}


@pytest.mark.soak
def test_fifty_killed_imports_leave_all_or_nothing(tmp_path: Path, new_event: Event) -> None:
    assert killed_imports(tmp_path, new_event, 50) <= {0, PEOPLE}
