"""The window's start: what it loads before its first page is seen, and what after it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.storage.database import Author

LOOK = """
import json, os, sys
from smalltowns_desktop.start import start_program
program = start_program(sys.argv[1])
seen = {}
def tell_late():
    store = program.window.store
    seen["people"] = len(store.programme.participants)
    seen["plain"] = type(store.programme.participants).__name__
    print(json.dumps(seen), flush=True)
    os._exit(0)
def tell_early():
    heavy = {"sqlalchemy", "reportlab", "click", "smalltowns_desktop.gui.pages.programme"}
    seen["early"] = sorted(heavy & sys.modules.keys())
    program.window.store.conflicts_changed.connect(tell_late)
def look(store):
    program.window.painted.connect(tell_early)
program.event_opened.connect(look)
program.application.exec()
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("start") / "demo.smalltowns"
    create_demo(path, DemoOptions(participants=120), author=Author("", "")).db.close()
    return path


def started(code: str, *arguments: object, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SMALLTOWNS_DATA": str(folder)}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_the_first_page_waits_neither_for_the_database_library_nor_for_other_pages(demo: Path, tmp_path: Path) -> None:
    run = started(LOOK, demo, folder=tmp_path)
    assert run.returncode == 0, run.stderr
    seen: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    assert seen == {"early": [], "people": 120, "plain": "dict"}
