"""What goes wrong with files while the window is open: each is said in words, nothing is lost, the window stays."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.errors import (
    DiskFull,
    EventBusy,
    EventFileGone,
    EventFileMissing,
    NoEventInside,
    UserError,
)
from smalltowns_desktop.domain.ids import DistrictId, new_id
from smalltowns_desktop.domain.model import District
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui import file_deeds, rescue_deeds
from smalltowns_desktop.gui.dialogs.damaged import DamagedDialog, WayOut
from smalltowns_desktop.gui.dialogs.leaving import Leaving, LeavingDialog
from smalltowns_desktop.gui.dialogs.password import PasswordDialog
from smalltowns_desktop.gui.jobs import JobRunner
from smalltowns_desktop.gui.main_window import MainWindow
from smalltowns_desktop.gui.pages.import_people import ImportPage
from smalltowns_desktop.gui.program import Program
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.store import POLL_MS, EventStore
from smalltowns_desktop.gui.widgets.toast import Toast
from smalltowns_desktop.services import events
from smalltowns_desktop.services.care import back_up_before
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.drives import DriveKind
from smalltowns_desktop.storage.event_file import Opening, open_event_file
from smalltowns_desktop.window import build_program
from tests.support.programs import let_go
from tests.support.small_disk import fill, forbid_writing, small_disk_at

AUTHOR = Author("Анна", "desk-1")
PATIENCE_MS = 20_000
PNG = b"\x89PNG\r\n\x1a\n" + bytes(3000)


@dataclass(slots=True)
class Asked:
    """What the program asked about, and with what it was answered."""

    passwords: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("practice") / "practice.smalltowns"
    create_demo(path, DemoOptions(4, 40, 8, None, 2, 1), author=AUTHOR).db.close()
    return path


@pytest.fixture
def event(practice: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(practice, tmp_path / "congress.smalltowns"))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """A person who knows no password."""
    made = Asked()

    def no_password(_words: object, event: str, _parent: object) -> None:
        made.passwords.append(event)

    monkeypatch.setattr(PasswordDialog, "ask", no_password)
    return made


@pytest.fixture
def program(
    qapp: QApplication, settings: WindowSettings, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setattr(events, "PATIENCE", 0.1)
    settings.language = "ru"
    made = build_program(qapp, settings)
    yield made
    let_go(made)


@pytest.fixture
def window(program: Program, event: Path, qtbot: QtBot) -> MainWindow:
    return open_window(program, event, qtbot)


def open_window(program: Program, event: Path, qtbot: QtBot) -> MainWindow:
    program.start(str(event))
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=PATIENCE_MS)
    assert program.window is not None
    return program.window


def told(program: Program) -> str:
    """What the strip at the foot of the window says."""
    over = program.parent_widget()
    assert over is not None
    (toast,) = over.findChildren(Toast)
    return toast.accessibleName() if toast.isVisible() else ""


def shown_texts(window: QWidget) -> list[str]:
    return [shown.text() for shown in window.findChildren(QLabel) if shown.isVisible()]


def words(program: Program, error: UserError) -> str:
    return program.render(error.text)


def add_district(store: EventStore) -> bool:
    """A deed of the window; whether it went through."""

    def add(db: Database) -> object:
        with db.deed(say("Add a district")) as deed:
            deed.insert(District(DistrictId(new_id()), "Новый район"))
        return deed.changes

    return store.perform(add) is not None


# The file under the open window


def make_away(event: Path) -> None:
    event.unlink()


def rename(event: Path) -> None:
    event.rename(event.with_name("other.smalltowns"))


def replace_it(event: Path) -> None:
    """As a folder that is synchronised with another computer does."""
    shutil.copy(event, event.with_name("new"))
    event.with_name("new").replace(event)


@pytest.mark.parametrize("accident", [make_away, rename, replace_it])
def test_a_file_that_goes_is_told_at_once_and_a_copy_saves_all(
    window: MainWindow,
    program: Program,
    event: Path,
    tmp_path: Path,
    accident: Callable[[Path], None],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert add_district(window.store)
    districts = dict(window.store.programme.districts)
    accident(event)
    qtbot.waitUntil(lambda: window.store.file_gone, timeout=2000)
    assert told(program) == words(program, EventFileGone(event))
    assert program.render(say("Not saved: the file is gone")) in shown_texts(window)
    assert not add_district(window.store)
    assert window.store.programme.districts == districts
    copy = tmp_path / "saved.smalltowns"
    monkeypatch.setattr(file_deeds, "ask_save_path", lambda *_: str(copy))
    window.actions_by_key["copy"].trigger()
    qtbot.waitUntil(lambda: program.window is not window, timeout=PATIENCE_MS)
    assert program.window is not None
    assert program.window.store.db.name == str(copy)
    assert program.window.store.programme.districts == districts
    assert add_district(program.window.store)
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=PATIENCE_MS)


@pytest.mark.parametrize("way", list(Leaving))
def test_a_window_whose_file_has_gone_asks_before_it_closes(
    window: MainWindow,
    program: Program,
    event: Path,
    tmp_path: Path,
    way: Leaving,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    copy = tmp_path / "saved.smalltowns"
    monkeypatch.setattr(LeavingDialog, "ask", lambda *_: way)
    monkeypatch.setattr(file_deeds, "ask_save_path", lambda *_: str(copy))
    event.unlink()
    qtbot.waitUntil(lambda: window.store.file_gone, timeout=2000)
    assert window.close() == (way is Leaving.LEAVE)
    if way is Leaving.COPY:
        qtbot.waitUntil(lambda: program.window is not window, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=PATIENCE_MS)
    assert copy.exists() == (way is Leaving.COPY)
    assert (program.window is window) == (way is Leaving.STAY)
    monkeypatch.setattr(LeavingDialog, "ask", lambda *_: Leaving.LEAVE)


def test_the_question_before_closing_begins_at_the_safe_answer(window: MainWindow, qtbot: QtBot) -> None:
    dialog = LeavingDialog(window.workspace, window)
    qtbot.addWidget(dialog)
    dialog.show()
    (main,) = [button for button in dialog.findChildren(QPushButton) if button.isDefault()]
    main.click()
    assert dialog.way is Leaving.COPY


def test_a_file_that_comes_back_is_written_again(window: MainWindow, event: Path, qtbot: QtBot) -> None:
    event.rename(event.with_name("other"))
    qtbot.waitUntil(lambda: window.store.file_gone, timeout=2000)
    event.with_name("other").rename(event)
    qtbot.waitUntil(lambda: not window.store.file_gone, timeout=2000)
    assert add_district(window.store)
    qtbot.waitUntil(lambda: not window.workspace.jobs.busy, timeout=PATIENCE_MS)


def test_a_full_disk_refuses_the_deed_and_takes_it_when_there_is_room(
    program: Program, event: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with small_disk_at(tmp_path / "disk") as disk:
        window = open_window(program, Path(shutil.copy(event, disk)), qtbot)
        filler = fill(disk)
        refused = 0
        while add_district(window.store):  # what is left of the last page
            refused += 1
            assert refused < 1000
        assert told(program) == words(program, DiskFull(window.store.db.name))
        known = dict(window.store.programme.districts)
        filler.unlink()
        assert add_district(window.store)
        assert len(window.store.programme.districts) == len(known) + 1
        qtbot.waitUntil(lambda: not program.jobs.busy, timeout=PATIENCE_MS)
        window.close()
        program.jobs.wait()


def test_a_disk_that_cannot_be_written_opens_for_reading(
    program: Program, event: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    with small_disk_at(tmp_path / "disk") as disk:
        path = Path(shutil.copy(event, disk))
        forbid_writing(disk)
        window = open_window(program, path, qtbot)
        assert window.store.db.read_only
        assert program.render(say("For reading only")) in shown_texts(window)
        assert not add_district(window.store)
        program.open_dropped([str(event.with_name("people.xlsx"))])
        assert str(path) in told(program)
        window.close()
        program.jobs.wait()


def test_another_program_that_writes_for_long_is_told_and_then_forgotten(
    window: MainWindow, program: Program, event: Path, qtbot: QtBot
) -> None:
    with closing(sqlcipher.connect(event, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not add_district(window.store)
        assert told(program) == words(program, EventBusy(event))
        window.store.undo()
        other.execute("ROLLBACK")
    assert add_district(window.store)
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=PATIENCE_MS)


def test_a_file_that_nobody_else_may_even_read_is_looked_at_again_later(
    event: Path, qapp: QApplication, qtbot: QtBot
) -> None:
    as_on_a_stick = Opening(AUTHOR, drive=DriveKind.REMOVABLE, busy_timeout=0.1)
    jobs = JobRunner()
    store = EventStore(open_event_file(event, as_on_a_stick), jobs)
    with qtbot.waitSignal(store.begun):
        store.begin()
    refused: list[UserError] = []
    store.refused.connect(refused.append)
    with closing(sqlcipher.connect(event, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        QTest.qWait(3 * POLL_MS)
        assert refused == []
        assert not add_district(store)
        other.execute("ROLLBACK")
    with (
        open_event_file(event, as_on_a_stick) as second,
        qtbot.waitSignal(store.programme_changed),
        second.deed(say("Add a district")) as deed,
    ):
        deed.insert(District(DistrictId(new_id()), "Новый район"))
    qtbot.waitUntil(lambda: not jobs.busy, timeout=PATIENCE_MS)
    store.close()


# Files that are no congress


def png(path: Path, _event: Path) -> None:
    path.write_bytes(PNG)


def empty(path: Path, _event: Path) -> None:
    path.touch()


def text(path: Path, _event: Path) -> None:
    path.write_text("Иванов Пётр\n" * 40, encoding="utf-8")


def half(path: Path, event: Path) -> None:
    path.write_bytes(event.read_bytes()[:70_001])


def spoilt(path: Path, event: Path) -> None:
    content = bytearray(event.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 20_000] = bytes(20_000)
    path.write_bytes(content)


def folder(path: Path, _event: Path) -> None:
    path.mkdir()


def nothing(_path: Path, _event: Path) -> None:
    pass


FOREIGN = [
    (png, NoEventInside), (empty, NoEventInside), (text, NoEventInside), (folder, EventFileMissing),
    (nothing, EventFileMissing),
]  # fmt: skip


@pytest.mark.parametrize(("make", "kind"), FOREIGN)
def test_what_is_no_congress_is_refused_in_words_and_the_open_one_stays(
    window: MainWindow,
    program: Program,
    event: Path,
    asked: Asked,
    make: Callable[[Path, Path], None],
    kind: type[EventFileMissing],
) -> None:
    other = event.with_name("другой.smalltowns")
    make(other, event)
    window.files_dropped.emit([str(other)])
    assert program.window is window
    assert told(program) == words(program, kind(other))
    assert asked.passwords == []
    assert add_district(window.store)


@pytest.mark.parametrize(("make", "kind"), FOREIGN)
def test_what_is_no_congress_is_refused_on_the_welcome_too(
    program: Program, event: Path, asked: Asked, make: Callable[[Path, Path], None], kind: type[EventFileMissing]
) -> None:
    other = event.with_name("другой.smalltowns")
    make(other, event)
    program.start(str(other))
    assert program.window is None
    assert told(program) == words(program, kind(other))
    assert asked.passwords == []


@pytest.mark.parametrize("make", [half, spoilt])
@pytest.mark.parametrize("way", [WayOut.NONE, WayOut.COPY, WayOut.RESCUE])
def test_out_of_a_damaged_file_lead_the_newest_copy_and_a_rescue(
    program: Program,
    event: Path,
    make: Callable[[Path, Path], None],
    way: WayOut,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with open_event(event, author=AUTHOR) as db:
        assert back_up_before(db, program.settings.backups_folder) is not None
    good = event.with_name("good")
    event.rename(good)
    make(event, good)
    before = event.read_bytes()
    seen: list[object] = []
    out = event.with_name("new.smalltowns")

    def choose(_words: object, *about: object) -> WayOut:
        seen.extend(about[:-1])
        return way

    monkeypatch.setattr(DamagedDialog, "ask", choose)
    monkeypatch.setattr(rescue_deeds, "ask_save_path", lambda *_: str(out))
    program.start(str(event))
    assert seen[0] == str(event)
    assert isinstance(seen[2], datetime)
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=PATIENCE_MS)
    assert event.read_bytes() == before
    if way is WayOut.NONE:
        assert program.window is None
    else:
        assert program.window is not None, told(program)
        assert program.window.store.db.name == str(out)
    if way is WayOut.COPY:
        assert program.window is not None
        assert len(program.window.store.programme.participants) == 40


def test_the_damaged_dialog_offers_what_there_is(qtbot: QtBot, program: Program) -> None:
    for copy in (None, datetime(2025, 8, 14, 9, 42)):
        dialog = DamagedDialog(program.words, "/a/congress.smalltowns", "page 3", copy, None)
        qtbot.addWidget(dialog)
        dialog.show()
        offered = {button.text() for button in dialog.findChildren(QPushButton) if button.isVisible()}
        assert (program.render(say("Go on from the copy…")) in offered) == (copy is not None)
        (main,) = [button for button in dialog.findChildren(QPushButton) if button.isDefault()]
        main.click()
        assert dialog.way is (WayOut.RESCUE if copy is None else WayOut.COPY)


# Lists that are none


@pytest.mark.parametrize("make", [png, empty, folder, nothing])
@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".pdf", ""])
def test_what_is_no_list_is_refused_beside_the_place_where_files_are_dropped(
    window: MainWindow,
    program: Program,
    event: Path,
    make: Callable[[Path, Path], None],
    ending: str,
    qtbot: QtBot,
) -> None:
    other = event.with_name(f"список{ending}")
    make(other, event)
    window.files_dropped.emit([str(other)])
    page = window.current_page
    assert isinstance(page, ImportPage)
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=PATIENCE_MS)
    assert [shown for shown in shown_texts(page) if other.name in shown]
    assert add_district(window.store)


def test_a_list_dropped_on_the_welcome_is_told_to_wait(program: Program, tmp_path: Path) -> None:
    program.start(None)
    program.open_dropped([str(tmp_path / "people.xlsx")])
    assert told(program) == program.render(say("Open a congress first, and then drop the list of people on it."))


# What has gone


def test_a_recent_congress_that_has_gone_is_said_so_and_nothing_else_happens(
    program: Program, event: Path, settings: WindowSettings
) -> None:
    settings.remember_recent(str(event))
    program.start(None)
    event.unlink()
    assert program.welcome is not None
    program.welcome.open_requested.emit(str(event))  # type: ignore[attr-defined]
    assert told(program) == words(program, EventFileMissing(event))


def test_a_server_that_does_not_answer_is_told_and_nobody_waits_for_it(program: Program, qtbot: QtBot) -> None:
    address = "postgresql+psycopg://anna:secret@127.0.0.1:1/congress"
    program.start(address)
    assert told(program) == program.render(say("Asking the server for the congress"))
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=PATIENCE_MS)
    assert program.window is None
    assert "127.0.0.1:1" in told(program)
    assert "secret" not in told(program)


@pytest.mark.postgresql
def test_an_event_of_a_server_opens_when_the_server_has_answered(
    program: Program, server_event: str, qtbot: QtBot
) -> None:
    program.start(server_event)
    qtbot.waitUntil(lambda: program.window is not None, timeout=PATIENCE_MS)
    assert program.window is not None
    assert program.window.store.db.dialect == "postgresql"
    assert program.settings.recent == [server_event]
    assert add_district(program.window.store)
    qtbot.waitUntil(lambda: not program.jobs.busy, timeout=PATIENCE_MS)
