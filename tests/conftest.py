"""What the tests share: a real event file, the real program, and logs that must stay quiet."""

import io
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import hypothesis
import pytest

from smalltowns_desktop.domain.model import EVENT_KEY, Event
from smalltowns_desktop.services.events import create_event
from smalltowns_desktop.storage.database import Author, Database

pytest_plugins = ("tests.support.postgresql",)

# The suite tries the same examples at every run, however slow the machine: what it says is about the change at hand.
# `make soak` tries others each time (HYPOTHESIS_PROFILE=explore).
hypothesis.settings.register_profile("suite", derandomize=True, deadline=None)
hypothesis.settings.register_profile("explore", deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))

ROOT = Path(__file__).resolve().parent.parent
SHARED_DATA = ROOT.parent / "shared" / "data"
AUTHOR = Author("Анна", "desk-1")


@pytest.fixture
def event_path(tmp_path: Path) -> Path:
    return tmp_path / "congress.smalltowns"


@pytest.fixture
def new_event() -> Event:
    return Event(EVENT_KEY, "IV Съезд малых городов", date(2025, 8, 12), date(2025, 8, 15))


@pytest.fixture
def event_db(event_path: Path, new_event: Event) -> Iterator[Database]:
    """An empty event in a real file, open for writing."""
    with create_event(event_path, new_event, author=AUTHOR) as db:
        yield db


@pytest.fixture
def shared_data() -> Path:
    """The real inputs beside the checkout."""
    if not SHARED_DATA.is_dir():
        pytest.skip("the real inputs are not beside this checkout")
    return SHARED_DATA


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Backups and logs of a test go to a folder of its own, never to the home of whoever runs it."""
    monkeypatch.setenv("SMALLTOWNS_DATA", str(tmp_path_factory.mktemp("data")))
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.delenv("SMALLTOWNS_PASSWORD", raising=False)


@pytest.fixture(autouse=True)
def quiet_logs(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning or an error in the log fails the test that did not expect it (it clears `caplog` if it did)."""
    with caplog.at_level(logging.WARNING):
        yield
    loud = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
    assert not loud, f"unexpected in the log: {[record.getMessage() for record in loud]}"


@dataclass(frozen=True, slots=True)
class Ran:
    status: int
    out: str
    err: str


@pytest.fixture
def run_cli(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    """Runs the command line in this process: `run_cli("info", path, "--json")`, with what standard input holds."""
    from smalltowns_desktop.cli.main import run  # the command line is only loaded by tests that use it

    def run_it(*arguments: object, stdin: str | bytes = b"") -> Ran:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capfdbinary.readouterr()
        status = run([os.fspath(item) if isinstance(item, Path) else str(item) for item in arguments])
        out, err = capfdbinary.readouterr()
        return Ran(status, out.decode(), err.decode())

    return run_it
