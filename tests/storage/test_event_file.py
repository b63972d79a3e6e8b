"""One door to an event file: what opens, what is refused, and what is left behind."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from smalltowns_desktop.domain.errors import (
    BrokenRule,
    EventBusy,
    EventFileDamaged,
    EventFileExists,
    EventFileForeign,
    EventFileMissing,
    EventFileUnreadable,
    EventLocked,
    FolderNotWritable,
    NoEventInside,
    NotAnEventFile,
    UserError,
    WrongPassword,
)
from smalltowns_desktop.domain.ids import DirectionId
from smalltowns_desktop.domain.model import Direction, Event
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.events import create_event, open_event, show_recovery_key
from smalltowns_desktop.storage.backup import make_backup
from smalltowns_desktop.storage.connections import time_bound
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.drives import DriveKind
from smalltowns_desktop.storage.event_file import RESERVE_BYTES, Opening, open_event_file
from smalltowns_desktop.storage.numbers import APPLICATION_ID, SCHEMA_NUMBER
from smalltowns_desktop.storage.rows import append_facts, read_rows
from smalltowns_desktop.storage.schema import FACTS, STATE
from smalltowns_desktop.storage.unlocking import PATIENCE, prove_ahead
from tests.support.sample_rows import FACT_ROWS, STATE_ROWS

AUTHOR = Author("Анна", "desk-1")
CLOSED = Opening(AUTHOR, read_only=True)


@pytest.fixture
def path(event_file: Path, tmp_path: Path) -> Path:
    """An empty event that nobody has open."""
    return Path(shutil.copy(event_file, tmp_path / "congress.smalltowns"))


@pytest.fixture
def full_path(path: Path) -> Path:
    """An event with a row in every table that nobody has open."""
    with open_event(path, author=AUTHOR) as db:
        with db.deed(say("Fill")) as deed:
            deed.insert(*STATE_ROWS)
        with db.appending() as connection:
            append_facts(connection, FACT_ROWS)
    return path


def _raw(path: Path) -> Any:
    return sqlcipher.connect(str(path), isolation_level=None)


def _pragma(db: Database, name: str) -> Any:
    with db.reading() as connection:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def _content(path: Path, password: str | None = None) -> dict[str, list[Any]]:
    with open_event(path, author=AUTHOR, read_only=True, password=password) as db, db.reading() as connection:
        return {table.name: read_rows(connection, table.info["row"]) for table in (*STATE, *FACTS)}


# Connections


@pytest.mark.parametrize("drive", [DriveKind.LOCAL, DriveKind.REMOVABLE, DriveKind.NETWORK])
def test_every_pragma_is_really_set(path: Path, drive: DriveKind) -> None:
    safe = drive is DriveKind.LOCAL
    with open_event_file(path, Opening(AUTHOR, drive=drive, busy_timeout=1.5)) as db:
        assert {
            name: _pragma(db, name)
            for name in (
                "application_id", "user_version", "journal_mode", "synchronous", "fullfsync", "checkpoint_fullfsync",
                "foreign_keys", "trusted_schema", "cell_size_check", "secure_delete", "recursive_triggers",
                "busy_timeout", "query_only",
            )
        } == {
            "application_id": APPLICATION_ID, "user_version": SCHEMA_NUMBER,
            "journal_mode": "wal" if safe else "delete", "synchronous": 2 if safe else 3, "fullfsync": 1,
            "checkpoint_fullfsync": 1, "foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1,
            "secure_delete": 1, "recursive_triggers": 1, "busy_timeout": 1500, "query_only": 0,
        }  # fmt: skip
        with db.reading() as connection:  # of a file that must not be mapped SQLite tells nothing but zero
            assert connection.exec_driver_sql("PRAGMA mmap_size").scalar_one() == 0


def test_every_connection_of_a_file_has_the_pragmas(path: Path) -> None:
    with open_event(path, author=AUTHOR) as db, db.reading() as one, db.reading() as other:
        for connection in (one, other):
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
            assert connection.exec_driver_sql("PRAGMA recursive_triggers").scalar_one() == 1


def test_closing_leaves_one_file(path: Path) -> None:
    with open_event(path, author=AUTHOR, keep_reserve=True) as db:
        with db.deed(say("Add")) as deed:
            deed.insert(Direction(DirectionId("a"), "А"))
        assert len(list(path.parent.iterdir())) > 1
    assert list(path.parent.iterdir()) == [path]


def test_a_table_made_in_a_deed_goes_with_the_deed(path: Path) -> None:
    """The driver alone would begin its transaction too late and keep the table."""
    with open_event(path, author=AUTHOR) as db:
        with suppress(BrokenRule), db.deed(say("Make a table")) as deed:
            deed.connection.exec_driver_sql("CREATE TABLE extra (x)")
            deed.insert(Direction(DirectionId("a"), ""))
        with db.reading() as connection:
            assert not connection.exec_driver_sql("SELECT 1 FROM sqlite_master WHERE name = 'extra'").all()


def test_a_reader_keeps_its_picture_while_others_write(path: Path) -> None:
    with open_event(path, author=AUTHOR) as db, open_event(path, author=AUTHOR) as other:
        with db.reading() as connection:
            assert read_rows(connection, Direction) == []
            with other.deed(say("Add")) as deed:
                deed.insert(Direction(DirectionId("a"), "А"))
            assert read_rows(connection, Direction) == []
        with db.reading() as connection:
            assert len(read_rows(connection, Direction)) == 1


# What is refused


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    for missing in (tmp_path / "none.smalltowns", tmp_path / "no folder" / "none.smalltowns", tmp_path):
        with pytest.raises(EventFileMissing, match=str(missing)):
            open_event(missing, author=AUTHOR)
    with pytest.raises(EventFileUnreadable):
        open_event(tmp_path / ("x" * 300), author=AUTHOR)


def test_a_new_event_never_takes_the_place_of_another_file(path: Path, new_event: Event) -> None:
    before = path.read_bytes()
    with pytest.raises(EventFileExists):
        create_event(path, new_event, author=AUTHOR)
    assert path.read_bytes() == before


def test_a_new_event_in_a_missing_folder_is_refused(tmp_path: Path, new_event: Event) -> None:
    with pytest.raises(FolderNotWritable):
        create_event(tmp_path / "nowhere" / "a.smalltowns", new_event, author=AUTHOR)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"Surname;Name\n", b"SQLite format 3\0", b"\0" * 8192, os.urandom(20_000), "Иванов\n".encode("cp1251") * 999],
    ids=["empty", "text", "half a header", "zeros", "noise", "cp1251"],
)
def test_a_file_of_another_kind_is_refused_and_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.smalltowns"
    path.write_bytes(content)
    for read_only in (True, False):
        with pytest.raises(NotAnEventFile):
            open_event(path, author=AUTHOR, read_only=read_only)
        with pytest.raises(WrongPassword):
            open_event(path, author=AUTHOR, read_only=read_only, password="пароль")
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    connection = _raw(path)
    connection.execute("CREATE TABLE photos (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotAnEventFile):
        open_event(path, author=AUTHOR)
    assert path.read_bytes() == before


FOREIGN = {
    "table": "CREATE TABLE extra (x)",
    "view": "CREATE VIEW extra AS SELECT 1",
    "trigger": "CREATE TRIGGER extra AFTER INSERT ON participants BEGIN DELETE FROM participants; END",
    "temporary name": "CREATE TABLE sqlite_statement (x)".replace("sqlite_", "sqlit_"),
    "index": "CREATE INDEX extra ON participants (surname)",
    "column": "ALTER TABLE participants ADD COLUMN extra TEXT",
    "lacking index": "DROP INDEX ix_halls_site_id",
    "lacking trigger": "DROP TRIGGER journal_participants_update",
    "statistics": "ANALYZE",
}


@pytest.mark.parametrize("statement", FOREIGN.values(), ids=FOREIGN.keys())
def test_a_file_with_anything_added_or_taken_away_is_refused(path: Path, statement: str) -> None:
    connection = _raw(path)
    connection.execute(statement)
    connection.close()
    for read_only in (True, False):
        with pytest.raises(EventFileForeign):
            open_event(path, author=AUTHOR, read_only=read_only)


def test_an_endless_view_in_the_place_of_a_table_is_refused_before_it_is_asked(path: Path) -> None:
    connection = _raw(path)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_master SET type = 'view', rootpage = 0, sql = 'CREATE VIEW identity AS "
        "WITH RECURSIVE endless (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM endless) SELECT x FROM endless' "
        "WHERE name = 'identity'"
    )
    connection.close()
    with pytest.raises((EventFileForeign, EventFileDamaged)):
        open_event(path, author=AUTHOR)


def test_a_query_without_end_is_stopped(path: Path) -> None:
    endless = "WITH RECURSIVE endless (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM endless) SELECT max(x) FROM endless"
    with open_event(path, author=AUTHOR) as db:
        with (
            pytest.raises(EventFileDamaged, match="interrupted"),
            db.reading() as connection,
            time_bound(connection.connection.driver_connection, 0.05),
        ):
            connection.exec_driver_sql(endless)
        with db.reading() as connection:  # the connection goes on, without a bound
            assert read_rows(connection, Event)


def test_a_broken_reference_is_damage(full_path: Path) -> None:
    connection = _raw(full_path)  # without foreign keys, as another program might write
    connection.execute("DELETE FROM districts")
    connection.close()
    with pytest.raises(EventFileDamaged, match="districts"):
        open_event(full_path, author=AUTHOR)


def test_a_value_that_no_rule_allows_is_damage(full_path: Path) -> None:
    connection = _raw(full_path)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute("UPDATE activities SET starts_at = 'soon'")
    connection.close()
    with pytest.raises(EventFileDamaged, match="CHECK constraint failed in activities"):
        open_event(full_path, author=AUTHOR)


def test_a_cut_off_file_is_refused(full_path: Path) -> None:
    whole = full_path.read_bytes()
    for size in (100, 4096, 4096 * 7, len(whole) // 2, len(whole) - 4096, len(whole) - 1):
        full_path.write_bytes(whole[:size])
        with pytest.raises((EventFileDamaged, NotAnEventFile)):
            open_event(full_path, author=AUTHOR)


def test_a_damaged_file_names_the_newest_backup(full_path: Path, tmp_path: Path) -> None:
    backups = tmp_path / "backups"
    with open_event(full_path, author=AUTHOR) as db:
        older = make_backup(db, backups, now=datetime(2025, 8, 1, 12, 0))
        with db.deed(say("Add")) as deed:
            deed.insert(Direction(DirectionId("a"), "А"))
        newer = make_backup(db, backups, now=datetime(2025, 8, 2, 12, 0))
    assert older is not None
    assert newer is not None
    full_path.write_bytes(full_path.read_bytes()[:-5000])
    with pytest.raises(EventFileDamaged, match=str(newer.path)):
        open_event(full_path, author=AUTHOR, backups=lambda: backups)
    newer.path.write_bytes(b"")  # a copy that does not prove is not offered
    with pytest.raises(EventFileDamaged, match=str(older.path)):
        open_event(full_path, author=AUTHOR, backups=lambda: backups)


@pytest.mark.parametrize("password", [None, "пароль"])
def test_a_turned_bit_anywhere_is_found_or_changes_nothing(
    full_path: Path, tmp_path: Path, new_event: Event, password: str | None
) -> None:
    """In the event's state: facts have no second copy in the file (scans have their chain, which the doctor checks)."""
    if password is not None:
        full_path = _protected(tmp_path, new_event, password)
    expected = {name: rows for name, rows in _content(full_path, password).items() if name in STATE_NAMES}
    whole = bytearray(full_path.read_bytes())
    chance = random.Random(2025)
    refused = 0
    for _ in range(60 if password is None else 20):
        place = chance.randrange(len(whole))
        turned = bytearray(whole)
        turned[place] ^= 1 << chance.randrange(8)
        full_path.write_bytes(turned)
        try:
            found = _content(full_path, password)
        except UserError:
            refused += 1
        else:
            assert {name: rows for name, rows in found.items() if name in STATE_NAMES} == expected, place
    assert refused > 5


STATE_NAMES = {table.name for table in STATE}


def test_every_turned_byte_of_a_person_is_found(full_path: Path) -> None:
    whole = full_path.read_bytes()
    surname = "Ўласевіч".encode()
    places = [index for index in range(len(whole)) if whole.startswith(surname, index)]
    assert len(places) >= 2, "the row and the journal"
    for place in places:
        for offset in range(len(surname)):
            full_path.write_bytes(
                whole[: place + offset] + bytes([whole[place + offset] ^ 1]) + whole[place + offset + 1 :]
            )
            with pytest.raises(EventFileDamaged):
                open_event(full_path, author=AUTHOR)


# Passwords


def _protected(folder: Path, event: Event, password: str) -> Path:
    path = folder / "protected.smalltowns"
    with create_event(path, event, author=AUTHOR, password=password) as db:
        with db.deed(say("Fill")) as deed:
            deed.insert(*STATE_ROWS)
        with db.appending() as connection:
            append_facts(connection, FACT_ROWS)
    return path


def test_a_protected_event_opens_by_its_password_and_by_its_recovery_key(tmp_path: Path, new_event: Event) -> None:
    path = _protected(tmp_path, new_event, "пароль")
    content = path.read_bytes()
    assert "Ўласевіч".encode() not in content
    assert not content.startswith(b"SQLite format 3")
    with open_event(path, author=AUTHOR, password="пароль") as db:
        recovery = show_recovery_key(db, "пароль")
    assert len(recovery) == 14 * 5 - 1
    for typed in (recovery, recovery.lower(), recovery.replace("-", " "), recovery.replace("-", "")):
        with open_event(path, author=AUTHOR, password=typed) as db:
            assert show_recovery_key(db, typed) == recovery
    assert _content(path, "пароль") == _content(path, recovery)


def test_a_protected_event_does_not_open_otherwise(tmp_path: Path, new_event: Event) -> None:
    path = _protected(tmp_path, new_event, "пароль")
    other = tmp_path / "other.smalltowns"
    with create_event(other, new_event, author=AUTHOR, password="пароль") as db:
        foreign_key = show_recovery_key(db, "пароль")
    for wrong in ("Пароль", "пароль ", "x", foreign_key):
        with pytest.raises(WrongPassword):
            open_event(path, author=AUTHOR, password=wrong)
    for none in (None, ""):
        with pytest.raises(NotAnEventFile, match="protected"):
            open_event(path, author=AUTHOR, password=none)


def test_a_password_that_is_not_needed_does_no_harm(full_path: Path) -> None:
    assert _content(full_path, "пароль") == _content(full_path)
    assert full_path.read_bytes().startswith(b"SQLite format 3")


# Others


def test_a_busy_file_is_waited_for_and_then_said_to_be_busy(path: Path) -> None:
    with open_event(path, author=AUTHOR) as db, open_event_file(path, Opening(AUTHOR, busy_timeout=0.05)) as other:
        with db.deed(say("Long")) as deed:
            deed.insert(Direction(DirectionId("a"), "А"))
            with pytest.raises(EventBusy) as refusal, other.deed(say("Short")):
                pass
            assert refusal.value.exit_status == 3
            with other.reading() as connection:  # readers do not wait
                assert read_rows(connection, Direction) == []
        with other.deed(say("Short")) as deed:
            deed.insert(Direction(DirectionId("b"), "Б"))


@pytest.mark.soak
def test_the_command_line_tells_that_a_file_stayed_busy(path: Path, run_cli: Callable[..., Any]) -> None:
    with open_event(path, author=AUTHOR) as db:
        with db.deed(say("Add")) as deed:
            deed.insert(Direction(DirectionId("a"), "А"))
        with db.deed(say("Long")):
            ran = run_cli("undo", path)
    assert ran.status == 3
    assert "is busy" in ran.err
    assert ran.out == ""


def test_on_a_network_drive_one_writes_and_others_read(path: Path) -> None:
    share = Opening(Author("Вера", "ноутбук 2"), drive=DriveKind.NETWORK)
    with open_event_file(path, share) as db:
        with pytest.raises(EventLocked, match="Вера \\(ноутбук 2\\)"):
            open_event_file(path, Opening(AUTHOR, drive=DriveKind.NETWORK))
        with db.deed(say("Add")) as deed:
            deed.insert(Direction(DirectionId("a"), "А"))
        reader = Opening(AUTHOR, drive=DriveKind.NETWORK, read_only=True)
        with open_event_file(path, reader) as other, other.reading() as connection:
            assert len(read_rows(connection, Direction)) == 1
        assert not path.with_name(f"{path.name}-wal").exists()
    assert list(path.parent.iterdir()) == [path]
    with open_event_file(path, Opening(AUTHOR, drive=DriveKind.NETWORK)):
        pass


def test_a_lock_left_by_a_program_that_died_is_no_lock(path: Path) -> None:
    path.with_name(f"{path.name}-lock").touch()
    path.with_name(f"{path.name}-lock-holder").write_text("Никто", encoding="utf-8")
    with open_event_file(path, Opening(AUTHOR, drive=DriveKind.NETWORK)):
        pass
    assert list(path.parent.iterdir()) == [path]


def test_several_programs_share_a_removable_drive_of_one_computer(path: Path) -> None:
    stick = Opening(AUTHOR, drive=DriveKind.REMOVABLE)
    with open_event_file(path, stick) as one, open_event_file(path, stick) as other:
        for db, key in ((one, "a"), (other, "b"), (one, "c")):
            with db.deed(say("Add")) as deed:
                deed.insert(Direction(DirectionId(key), key))
        with other.reading() as connection:
            assert len(read_rows(connection, Direction)) == 3


def test_the_reserve_lasts_as_long_as_somebody_works(path: Path) -> None:
    reserve = path.with_name(f"{path.name}-reserve")
    keeping = Opening(AUTHOR, keep_reserve=True)
    with open_event_file(path, keeping) as one:
        assert reserve.stat().st_size == RESERVE_BYTES
        with open_event_file(path, keeping), one.reading():
            pass
        assert reserve.exists(), "another desk still works"
    assert not reserve.exists()


# Rights. Root may do anything, so these run as somebody else where the tests run as root.

_AS_NOBODY = """
import os, sys
sys.path[:0] = {roots!r}
from pathlib import Path
from smalltowns_desktop.domain.errors import UserError
from smalltowns_desktop.domain.ids import DirectionId
from smalltowns_desktop.domain.model import Direction
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.storage.database import Author
from smalltowns_desktop.storage.rows import read_rows
import smalltowns_desktop.storage.engines  # loaded late otherwise, when this one may no longer read the library
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    with open_event(Path({path!r}), author=Author("", ""), read_only={read_only}) as db:
        with db.reading() as connection:
            print(len(read_rows(connection, Direction)))
        if not {read_only}:
            with db.deed(say("Add")) as deed:
                deed.insert(Direction(DirectionId("z"), "Я"))
            print("written")
except UserError as error:
    print(type(error).__name__)
"""


def _as_nobody(path: Path, *, read_only: bool) -> list[str]:
    source = _AS_NOBODY.format(roots=[item for item in sys.path if item], path=str(path), read_only=read_only)
    ran = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True, cwd="/")
    return ran.stdout.split()


@pytest.fixture
def shared(full_path: Path) -> Iterator[Path]:
    """The full event in a folder that everybody may enter, which those of pytest are not."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield Path(shutil.move(full_path, folder))
    folder.chmod(0o755)
    shutil.rmtree(folder)


needs_rights = pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX here")


@needs_rights
def test_a_file_in_a_folder_that_cannot_be_written_is_read(shared: Path) -> None:
    shared.parent.chmod(0o555)
    shared.chmod(0o444)
    assert _as_nobody(shared, read_only=True) == ["1"]
    assert list(shared.parent.iterdir()) == [shared]


@needs_rights
def test_a_file_that_cannot_be_written_takes_no_deed(shared: Path) -> None:
    shared.parent.chmod(0o777)
    shared.chmod(0o444)
    assert _as_nobody(shared, read_only=False)[-1] == "EventReadOnly"
    assert _as_nobody(shared, read_only=True) == ["1"]


@needs_rights
def test_a_file_that_cannot_be_read_is_said_so(shared: Path) -> None:
    shared.chmod(0o000)
    assert _as_nobody(shared, read_only=True) == ["EventFileUnreadable"]
    assert _as_nobody(shared, read_only=False) == ["EventFileUnreadable"]
    shared.chmod(0o644)
    shared.parent.chmod(0o700)
    if os.geteuid() == 0:
        assert _as_nobody(shared, read_only=True) == ["EventFileUnreadable"]


@needs_rights
def test_what_another_writes_is_not_read_from_a_frozen_picture(shared: Path) -> None:
    """A reader without rights to the folder must not take a file for one that never changes while it is open."""
    shared.parent.chmod(0o755)
    with open_event(shared, author=AUTHOR) as db:
        with db.deed(say("Add")) as deed:
            deed.insert(Direction(DirectionId("a"), "А"))
        for name in ("-wal", "-shm"):
            shared.with_name(shared.name + name).chmod(0o644)
        assert _as_nobody(shared, read_only=True) == ["2"]


def test_a_proof_begun_ahead_is_used_where_it_fits_and_closed_where_not(full_path: Path) -> None:
    fits, other = prove_ahead(str(full_path)), prove_ahead(str(full_path))
    assert fits is not None
    assert other is not None
    as_proven = Opening(AUTHOR, busy_timeout=PATIENCE)
    with open_event_file(full_path, as_proven, fits) as db:
        assert db.connections.take() is fits.connection  # type: ignore[union-attr]
    fits.connection.close()
    open_event_file(full_path, Opening(AUTHOR, read_only=True), other).close()
    with pytest.raises(sqlcipher.ProgrammingError, match="closed"):
        other.connection.execute("SELECT 1")


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0 and no more", b"\0" * 8192])
def test_what_is_no_event_is_not_proven_ahead_and_told_in_the_usual_way(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "no.smalltowns"
    path.write_bytes(content)
    assert prove_ahead(str(path)) is None
    assert prove_ahead(str(tmp_path / "missing.smalltowns")) is None
    with pytest.raises((NoEventInside, NotAnEventFile, EventFileDamaged)):
        open_event(path, author=AUTHOR)
