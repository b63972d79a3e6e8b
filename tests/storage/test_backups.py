"""Copies: consistent, verified, thinned, and made before something big."""

import hashlib
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Event as Signal
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.errors import EventFileExists, FolderNotWritable, WrongPassword
from smalltowns_desktop.domain.ids import DirectionId, new_id
from smalltowns_desktop.domain.model import Direction, Event
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.care import back_up_before, back_up_event
from smalltowns_desktop.services.events import create_event, open_event
from smalltowns_desktop.storage.backup import backup_folder, backups_to_keep, make_backup, newest_backup
from smalltowns_desktop.storage.consistency import altered_rows, missing_rows
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.doctor import examine_file
from smalltowns_desktop.storage.journal import last_revision, redo_revision, undo_revision
from smalltowns_desktop.storage.rows import append_facts, read_rows
from smalltowns_desktop.storage.schema import FACTS, STATE
from smalltowns_desktop.storage.snapshot import load_programme
from tests.support.sample_rows import FACT_ROWS, STATE_ROWS

AUTHOR = Author("Анна", "desk-1")
NOON = datetime(2025, 8, 1, 12, 0)


def _fill(db: Database) -> None:
    with db.deed(say("Fill")) as deed:
        deed.insert(*STATE_ROWS)
    with db.appending() as connection:
        append_facts(connection, FACT_ROWS)


def _content(db: Database) -> dict[str, list[Any]]:
    with db.reading() as connection:
        return {table.name: read_rows(connection, table.info["row"]) for table in (*STATE, *FACTS)}


def test_a_copy_holds_everything_and_goes_on_living(any_db: Database, tmp_path: Path) -> None:
    """Of a server too: its copy is an event file, with the journal by which its deeds are undone."""
    _fill(any_db)
    copy = back_up_event(any_db, tmp_path / "copy.smalltowns")
    assert copy.path == tmp_path / "copy.smalltowns"
    assert copy.size == copy.path.stat().st_size
    assert copy.sha256 == hashlib.sha256(copy.path.read_bytes()).hexdigest()
    with open_event(copy.path, author=AUTHOR) as db:
        assert _content(db) == _content(any_db)
        full = load_programme(db)
        undo_revision(db)
        assert not load_programme(db).sites
        redo_revision(db)
        assert load_programme(db).sites == full.sites
        with db.reading() as connection:
            assert not [
                *altered_rows(connection.exec_driver_sql, connection.dialect.name),
                *missing_rows(connection.exec_driver_sql, connection.dialect.name),
            ]
    assert {finding.level for finding in examine_file(copy.path, None)} <= {"notice", "error"}


def test_a_copy_never_takes_the_place_of_a_file(any_db: Database, tmp_path: Path) -> None:
    out = tmp_path / "copy.smalltowns"
    out.write_bytes(b"kept")
    with pytest.raises(EventFileExists):
        back_up_event(any_db, out)
    assert out.read_bytes() == b"kept"
    with pytest.raises(FolderNotWritable):
        back_up_event(any_db, tmp_path / "nowhere" / "copy.smalltowns")
    leftovers = [path for path in tmp_path.iterdir() if path.name.startswith(".") or ("wal" in path.name and not
                 path.name.startswith("congress"))]  # fmt: skip
    assert leftovers == []


def test_a_copy_is_whole_while_others_write(event_db: Database, tmp_path: Path) -> None:
    stop = Signal()

    def write() -> None:
        while not stop.is_set():
            with event_db.deed(say("Add")) as deed:
                deed.insert_all(Direction(DirectionId(new_id()), "А") for _ in range(20))

    thread = Thread(target=write)
    thread.start()
    try:
        copies = [back_up_event(event_db, tmp_path / f"{number}.smalltowns").path for number in range(5)]
    finally:
        stop.set()
        thread.join()
    for path in copies:
        with open_event(path, author=AUTHOR, read_only=True) as db, db.reading() as connection:
            assert len(read_rows(connection, Direction)) == 20 * (last_revision(connection) - 1)


def test_an_event_open_for_reading_is_copied(event_path: Path, event_db: Database, tmp_path: Path) -> None:
    _fill(event_db)
    with open_event(event_path, author=AUTHOR, read_only=True) as reader:
        copy = back_up_event(reader, tmp_path / "copy.smalltowns")
        with reader.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA query_only").scalar_one() == 1
    with open_event(copy.path, author=AUTHOR) as db:
        assert _content(db) == _content(event_db)


def test_a_protected_event_stays_protected(tmp_path: Path, new_event: Event) -> None:
    with create_event(tmp_path / "a.smalltowns", new_event, author=AUTHOR, password="пароль") as db:
        _fill(db)
        copy = back_up_event(db, tmp_path / "copy.smalltowns")
        rolling = back_up_before(db, tmp_path / "backups")
    assert rolling is not None
    for path in (copy.path, rolling.path):
        assert "Ўласевіч".encode() not in path.read_bytes()
        with pytest.raises(WrongPassword):
            open_event(path, author=AUTHOR, password="другой")
        with open_event(path, author=AUTHOR, password="пароль") as db:
            assert len(load_programme(db).participants) == 2


def test_backup_on_the_command_line(event_path: Path, event_db: Database, run_cli: Callable[..., Any]) -> None:
    _fill(event_db)
    out = event_path.with_name("copy.smalltowns")
    ran = run_cli("backup", event_path, "--out", out, "--json")
    assert ran.status == 0
    answer = json.loads(ran.out)
    assert answer == {
        "path": str(out), "size": out.stat().st_size, "sha256": hashlib.sha256(out.read_bytes()).hexdigest()
    }  # fmt: skip
    again = run_cli("backup", event_path, "--out", out)
    assert (again.status, again.out) == (2, "")
    assert "exists already" in again.err


# Rolling copies


def test_a_rolling_copy_is_made_when_there_is_something_new_to_save(event_db: Database, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    assert back_up_before(event_db, backups) is None, "nothing but a title"
    assert not backups.exists()
    _fill(event_db)
    first = make_backup(event_db, backups, now=NOON)
    assert first is not None
    assert make_backup(event_db, backups, now=NOON + timedelta(hours=1)) is None, "nothing new"
    with event_db.appending() as connection:
        append_facts(connection, [])
    assert make_backup(event_db, backups, now=NOON + timedelta(hours=1)) is None
    undo_revision(event_db)
    second = make_backup(event_db, backups, now=NOON)
    assert second is not None
    assert first.path != second.path
    assert newest_backup(backups, Path(event_db.name)) == second.path


def test_a_new_fact_is_something_new_to_save(event_db: Database, tmp_path: Path) -> None:
    _fill(event_db)
    assert make_backup(event_db, tmp_path, now=NOON) is not None
    with event_db.appending() as connection:
        append_facts(connection, [type(FACT_ROWS[1])(new_id(), "b", "2025-08-12T09:00:00+03:00", "Вера")])
    assert make_backup(event_db, tmp_path, now=NOON + timedelta(minutes=1)) is not None


def test_events_of_one_name_keep_their_copies_apart(tmp_path: Path) -> None:
    one, other = tmp_path / "a" / "event.smalltowns", tmp_path / "b" / "event.smalltowns"
    assert backup_folder(tmp_path, one) != backup_folder(tmp_path, other)
    assert backup_folder(tmp_path, one).name.startswith("event ")


def test_what_is_thinned_is_gone_from_the_folder(event_db: Database, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    for month in range(4):
        for minute in range(3):
            with event_db.deed(say("Add")) as deed:
                deed.insert(Direction(DirectionId(new_id()), "А"))
            now = datetime(2025, 1 + month, 10, 12, minute)
            assert make_backup(event_db, backups, now=now) is not None
    folder = backup_folder(backups, Path(event_db.name))
    (folder / "my notes.txt").touch()
    with event_db.deed(say("Add")) as deed:
        deed.insert(Direction(DirectionId(new_id()), "А"))
    make_backup(event_db, backups, now=datetime(2025, 4, 10, 13, 0))
    stamps = sorted(path.name[:16] for path in folder.glob("*.smalltowns"))
    assert stamps == [
        "2025-01-10 12-02", "2025-02-10 12-02", "2025-03-10 12-02", "2025-04-10 12-00", "2025-04-10 12-01",
        "2025-04-10 12-02", "2025-04-10 13-00",
    ]  # fmt: skip
    assert (folder / "my notes.txt").exists()


@given(
    ages=st.lists(st.integers(0, 60 * 24 * 800), max_size=60, unique=True),
    now=st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)),
)
def test_thinning_keeps_what_a_plain_reading_of_its_rule_keeps(ages: list[int], now: datetime) -> None:
    times = [now - timedelta(minutes=age) for age in ages]
    kept = backups_to_keep(times, now)
    assert kept <= set(times)
    for made in times:
        assert (made in kept) == _to_be_kept(made, times, now), made
    assert backups_to_keep(kept, now) == kept, "thinning twice is thinning once"
    if times:
        assert max(times) in kept


def _to_be_kept(made: datetime, times: list[datetime], now: datetime) -> bool:
    """All of two days; then the last of a day for two weeks, of a week for two months, of a month for ever."""

    def band(moment: datetime) -> int:
        days = (now - moment) / timedelta(days=1)
        return 0 if days <= 2 else 1 if days <= 14 else 2 if days <= 61 else 3

    def same_period(one: datetime, other: datetime) -> bool:
        match band(one):
            case 0:
                return one == other
            case 1:
                return one.date() == other.date()
            case 2:
                return _monday(one) == _monday(other)
            case _:
                return (one.year, one.month) == (other.year, other.month)

    peers = [other for other in times if band(other) == band(made) and same_period(made, other)]
    return made == max(peers)


def _monday(moment: datetime) -> date:
    return moment.date() - timedelta(days=moment.weekday())


def test_a_full_backup_folder_is_said_and_does_not_stop_the_command(
    event_path: Path, event_db: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Any
) -> None:
    from smalltowns_desktop.cli.common import Session
    from smalltowns_desktop.services.languages import translator

    _fill(event_db)
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    monkeypatch.setenv("SMALLTOWNS_DATA", str(blocked))
    session = Session(translator("en"))
    with session.open(str(event_path), back_up=True) as db:
        assert not db.read_only
    assert "There is no backup of what was before" in capsys.readouterr().err
    monkeypatch.setenv("SMALLTOWNS_DATA", str(tmp_path / "data"))
    with session.open(str(event_path), back_up=True):
        pass
    assert len(list((tmp_path / "data").rglob("*.smalltowns"))) == 1
    assert capsys.readouterr().err == ""
