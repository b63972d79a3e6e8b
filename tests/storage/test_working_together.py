"""Several programs on one event at once, and programs that die in the middle."""

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pytest

from smalltowns_desktop.domain.errors import DiskFull, ServerUnavailable
from smalltowns_desktop.domain.ids import DirectionId, new_id
from smalltowns_desktop.domain.model import BadgeRevocation, Direction, Participant
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.events import create_event, open_event
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.doctor import examine_file
from smalltowns_desktop.storage.event_file import RESERVE_BYTES
from smalltowns_desktop.storage.journal import last_revision, read_changes, read_revisions, undo_revision
from smalltowns_desktop.storage.rows import append_facts, read_rows
from smalltowns_desktop.storage.snapshot import load_programme, reload_programme
from smalltowns_desktop.storage.watch import News, Watcher
from tests.support.sample_rows import FACT_ROWS
from tests.support.small_disk import small_disk_at

AUTHOR = Author("Анна", "desk-1")

WRITER = """
import sys
sys.path[:0] = {roots!r}
from smalltowns_desktop.domain.ids import new_id
from smalltowns_desktop.domain.model import Direction
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.storage.database import Author
name, rows, deeds = sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
with open_event(sys.argv[1], author=Author(name, name)) as db:
    for number in range(deeds):
        with db.deed(say("Deed {{number}} of {{name}}", number=number, name=name)) as deed:
            deed.insert_all(Direction(new_id(), name, position=number) for _ in range(rows))
        print(deed.changes.revision, flush=True)
"""
"""Does deeds of some rows each, and says the number of each when it is done."""


def _writer(target: str | Path, name: str, *, rows: int, deeds: int) -> "subprocess.Popen[str]":
    source = WRITER.format(roots=[item for item in sys.path if item])
    arguments = [sys.executable, "-c", source, str(target), name, str(rows), str(deeds)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)


def _said(writer: "subprocess.Popen[str]") -> list[int]:
    """The revisions that a writer did, when it has come to its end."""
    out, _ = writer.communicate()
    return [int(line) for line in out.splitlines()]


def test_deeds_of_two_programs_are_all_there_in_one_row_of_revisions(any_event: str | Path) -> None:
    writers = [_writer(any_event, name, rows=3, deeds=40) for name in ("А", "Б")]
    said = [_said(writer) for writer in writers]
    assert all(writer.returncode == 0 for writer in writers)
    with open_event(any_event, author=AUTHOR) as db, db.reading() as connection:
        revisions = read_revisions(connection)
        assert [revision.number for revision in revisions] == list(range(1, 82))
        assert sorted(said[0] + said[1]) == list(range(2, 82))
        for name, numbers in zip(("А", "Б"), said, strict=True):
            assert [revision.number for revision in revisions if revision.who == name] == numbers
        for revision in revisions[1:]:
            changes = read_changes(connection, revision.number)
            assert len(changes) == 3
            assert {change.after["name"] for change in changes if change.after} == {revision.who}
        assert len(read_rows(connection, Direction)) == 240


def test_a_file_is_opened_for_the_first_time_by_many_at_once(tmp_path: Path, event_file: Path) -> None:
    path = Path(shutil.copy(event_file, tmp_path))  # still in the rollback journal mode in which it was made
    writers = [_writer(path, str(number), rows=1, deeds=3) for number in range(3)]
    assert sorted(number for writer in writers for number in _said(writer)) == list(range(2, 11))
    assert list(tmp_path.iterdir()) == [path]


def _kill_in_the_middle(folder: Path, event_file: Path, chance: random.Random, times: int) -> None:
    path = Path(shutil.copy(event_file, folder))
    done = 1
    for _ in range(times):
        writer = _writer(path, "А", rows=400, deeds=1000)
        assert writer.stdout is not None
        said = [int(writer.stdout.readline()) for _ in range(chance.randrange(1, 4))]
        sleep(chance.random() * 0.03)
        writer.send_signal(signal.SIGKILL)
        rest, _ = writer.communicate()
        said += [int(line) for line in rest.split("\n")[:-1]]
        with open_event(path, author=AUTHOR) as db, db.reading() as connection:
            numbers = [revision.number for revision in read_revisions(connection)]
            assert numbers == list(range(1, numbers[-1] + 1))
            assert said == list(range(done + 1, said[-1] + 1))
            assert said[-1] <= numbers[-1] <= said[-1] + 1, "what was said to be done is there"
            done = numbers[-1]
            assert len(read_rows(connection, Direction)) == 400 * (done - 1), "whole deeds only"
        assert examine_file(path, None) == []
    assert list(folder.iterdir()) == [path]


def test_a_program_killed_in_the_middle_of_deeds_loses_none_and_halves_none(tmp_path: Path, event_file: Path) -> None:
    _kill_in_the_middle(tmp_path, event_file, random.Random(1), 5)


@pytest.mark.soak
def test_programs_killed_in_the_middle_of_deeds_for_long(tmp_path: Path, event_file: Path) -> None:
    _kill_in_the_middle(tmp_path, event_file, random.Random(2), 60)


def test_deeds_of_many_threads_through_one_door_are_all_there(any_db: Database) -> None:
    def work(name: str) -> None:
        for number in range(10):
            with any_db.deed(say("Add")) as deed:
                deed.insert(Direction(DirectionId(f"{name}{number}"), name))

    threads = [Thread(target=work, args=(name,)) for name in "АБВГ"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with any_db.reading() as connection:
        assert len(read_rows(connection, Direction)) == 40
        assert last_revision(connection) == 41


@pytest.mark.postgresql
def test_a_deed_on_a_server_sees_what_the_one_before_it_wrote(server_event: str) -> None:
    """It waits for its turn first, and reads then."""
    with open_event(server_event, author=AUTHOR) as one, open_event(server_event, author=AUTHOR) as other:
        seen: list[int] = []

        def later() -> None:
            with other.deed(say("Later")) as deed:
                seen.append(len(read_rows(deed.connection, Direction)))
                deed.insert(Direction(DirectionId("b"), "Б"))

        with one.deed(say("First")) as deed:
            thread = Thread(target=later)
            thread.start()
            deed.insert(Direction(DirectionId("a"), "А"))
            sleep(0.1)
        thread.join()
        assert seen == [1]
        with one.reading() as connection:
            assert [revision.number for revision in read_revisions(connection)] == [1, 2, 3]


# Watching


@pytest.fixture
def two(any_event: str | Path) -> Iterator[tuple[Database, Database]]:
    """One event opened twice."""
    with open_event(any_event, author=AUTHOR) as one, open_event(any_event, author=AUTHOR) as other:
        yield one, other


def _poll(watcher: Watcher, revision: int) -> News | None:
    """What a window sees within a second: a server's notice takes a moment."""
    for _ in range(20):
        news = watcher.poll(revision)
        if news is not None:
            return news
        sleep(0.05)
    return None


def test_a_watcher_sees_what_another_wrote_and_nothing_else(two: tuple[Database, Database]) -> None:
    one, other = two
    programme = load_programme(one)
    watcher = Watcher(one)
    assert watcher.poll(programme.revision) is None
    with other.deed(say("Add")) as deed:
        deed.insert(Direction(DirectionId("a"), "А"))
    news = _poll(watcher, programme.revision)
    assert news is not None
    assert news.changes == deed.changes
    assert not news.facts
    programme = reload_programme(one, programme, news.changes)
    assert programme == load_programme(other)
    assert watcher.poll(programme.revision) is None
    with one.deed(say("Add")) as deed:  # our own, which the window knows
        deed.insert(Direction(DirectionId("b"), "Б"))
    programme = reload_programme(one, programme, deed.changes)
    assert watcher.poll(programme.revision) is None
    with other.reading() as connection:
        assert len(read_rows(connection, Direction)) == 2
    assert watcher.poll(programme.revision) is None, "who only reads changes nothing"
    watcher.close()


def test_a_watcher_sees_facts_come(two: tuple[Database, Database]) -> None:
    one, other = two
    watcher = Watcher(one)
    assert watcher.poll(1) is None
    with other.appending() as connection:
        append_facts(connection, FACT_ROWS[:3])
    news = _poll(watcher, 1)
    assert news is not None
    assert not news.changes
    assert news.facts == {"badges", "badge_revocations", "checkins"}
    assert watcher.poll(1) is None
    watcher.close()


def test_a_watcher_sees_what_came_before_its_first_look(two: tuple[Database, Database]) -> None:
    one, other = two
    programme = load_programme(one)
    with other.deed(say("Add")) as deed:
        deed.insert(Direction(DirectionId("a"), "А"))
    watcher = Watcher(one)
    news = watcher.poll(programme.revision)
    assert news is not None
    assert news.changes == deed.changes
    watcher.close()


def test_a_watcher_sees_raw_sql_and_undo(two: tuple[Database, Database]) -> None:
    one, other = two
    watcher = Watcher(one)
    assert watcher.poll(1) is None
    with other.appending() as connection:
        connection.exec_driver_sql("INSERT INTO directions (id, name, colour, position) VALUES ('a', 'А', '', 1)")
    assert _poll(watcher, 1) is not None
    undo_revision(other)
    news = _poll(watcher, 2)
    assert news is not None
    assert news.changes.rows == {"directions": frozenset({"a"})}
    watcher.close()


def test_a_watcher_sees_another_program_within_a_second(any_event: str | Path) -> None:
    with open_event(any_event, author=AUTHOR) as db:
        programme = load_programme(db)
        watcher = Watcher(db)
        writer = _writer(any_event, "Б", rows=5, deeds=10)
        assert writer.stdout is not None
        for line in writer.stdout:
            while programme.revision < int(line):
                news = _poll(watcher, programme.revision)
                assert news is not None, "a second has passed"
                programme = reload_programme(db, programme, news.changes)
        writer.communicate()
        assert programme == load_programme(db)
        assert len(programme.directions) == 50
        watcher.close()


@pytest.mark.postgresql
def test_a_watcher_comes_back_when_the_server_does(server_event: str, postgresql_server: str) -> None:
    with open_event(server_event, author=AUTHOR) as db, open_event(server_event, author=AUTHOR) as other:
        watcher = Watcher(db)
        watcher.poll(1)
        with other.appending() as connection:
            connection.exec_driver_sql(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        with pytest.raises(ServerUnavailable):
            _poll(watcher, 1)
        with other.deed(say("Meanwhile")) as deed:
            deed.insert(Direction(DirectionId("a"), "А"))
        news = watcher.poll(1)
        assert news is not None
        assert news.changes == deed.changes
        watcher.close()


# A full disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of 16 MB, where the system lets us make one."""
    with small_disk_at(tmp_path / "disk") as folder:
        yield folder


def _people(how_many: int) -> Iterator[Any]:
    for number in range(how_many):
        yield Participant(new_id(), number + 1, "Иванов", "Пётр", notes="длинная заметка " * 40)  # type: ignore[arg-type]


def _facts(badge: int, how_many: int) -> list[BadgeRevocation]:
    return [BadgeRevocation(new_id(), str(badge), "2025-08-12T09:00:00+03:00", "Вера") for _ in range(how_many)]


def test_on_a_full_disk_an_import_fails_whole_and_check_in_goes_on(small_disk: Path, event_file: Path) -> None:
    path = Path(shutil.copy(event_file, small_disk))
    with open_event(path, author=AUTHOR, keep_reserve=True) as db:
        with pytest.raises(DiskFull), db.deed(say("Import")) as deed:
            deed.insert_all(_people(20_000))
        with db.reading() as connection:
            assert read_rows(connection, Participant) == []
            assert last_revision(connection) == 1
        assert path.with_name(f"{path.name}-reserve").stat().st_size == RESERVE_BYTES, "kept for check-in"
        (small_disk / "somebody else's").write_bytes(bytes(_free(small_disk)))
        with pytest.raises(DiskFull) as full:
            _append_for_ever(db)
        assert full.value.retry, "the reserve was given up"
        with db.reading() as connection:
            written = len(read_rows(connection, BadgeRevocation))
        for number in range(50):
            with db.appending() as connection:
                append_facts(connection, _facts(number, 1))
        with db.reading() as connection:
            assert len(read_rows(connection, BadgeRevocation)) == written + 50
    (small_disk / "somebody else's").unlink()
    assert examine_file(path, None)[0].level == "notice"  # the badges themselves are elsewhere
    assert list(small_disk.iterdir()) == [path]


def _append_for_ever(db: Database) -> None:
    for number in count():
        with db.appending() as connection:
            append_facts(connection, _facts(number, 20))


def _free(folder: Path) -> int:
    usage = os.statvfs(folder)
    return usage.f_bavail * usage.f_frsize


def test_a_new_event_that_does_not_fit_leaves_nothing(small_disk: Path, new_event: Any) -> None:
    (small_disk / "full").write_bytes(bytes(_free(small_disk) - 100_000))
    with pytest.raises(DiskFull):
        create_event(small_disk / "congress.smalltowns", new_event, author=AUTHOR)
    assert [item.name for item in small_disk.iterdir()] == ["full"]
