"""What the doctor finds, and what a rescue brings back."""

import json
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from smalltowns_desktop.domain.checkin import sealed
from smalltowns_desktop.domain.errors import (
    EventFileDamaged,
    EventFileExists,
    EventFileMissing,
    FilesOnly,
    NotAnEventFile,
    NothingToSalvage,
    WrongPassword,
)
from smalltowns_desktop.domain.ids import ParticipantId, new_id
from smalltowns_desktop.domain.model import Badge, Event, GroupMember, Participant, Scan
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.care import examine_event, repair_event
from smalltowns_desktop.services.events import create_event, open_event
from smalltowns_desktop.storage.database import Author
from smalltowns_desktop.storage.health import Finding, Level
from smalltowns_desktop.storage.journal import next_to_undo, read_revisions, undo_revision
from smalltowns_desktop.storage.rows import append_facts, read_rows
from smalltowns_desktop.storage.salvage import Salvage
from smalltowns_desktop.storage.schema import FACTS, STATE
from tests.support.sample_rows import FACT_ROWS, GROUP, STATE_ROWS

AUTHOR = Author("Анна", "desk-1")
PAGE = 4096
OWN_FACTS = [row for row in FACT_ROWS if not isinstance(row, Badge)]
"""Without the badge, which is signed with the secret of the sample event."""


def fill(target: str | Path, people: int = 0) -> None:
    with open_event(target, author=AUTHOR) as db:
        with db.deed(say("Fill")) as deed:
            deed.insert(*STATE_ROWS)
        with db.deed(say("More people")) as deed:
            crowd = [
                Participant(ParticipantId(new_id()), 1000 + number, f"Иванов {number}", "Пётр", notes="з" * 200)
                for number in range(people)
            ]
            deed.insert(*crowd, *(GroupMember(GROUP, person.id) for person in crowd))
        with db.deed(say("Rename")) as deed:
            for person in crowd[::2]:
                deed.update(person, replace(person, surname=f"Петров {person.number}"))
        with db.appending() as connection:
            append_facts(connection, OWN_FACTS)


@pytest.fixture
def path(event_file: Path, tmp_path: Path) -> Path:
    """An event with a row in nearly every table that nobody has open."""
    copy = Path(shutil.copy(event_file, tmp_path / "congress.smalltowns"))
    fill(copy)
    return copy


def _content(target: Path, password: str | None = None) -> dict[str, list[Any]]:
    with open_event(target, author=AUTHOR, read_only=True, password=password) as db, db.reading() as connection:
        return {table.name: read_rows(connection, table.info["row"]) for table in (*STATE, *FACTS)}


def _raw(path: Path, *statements: str) -> None:
    connection = sqlcipher.connect(str(path), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def _levels(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(str(finding.level), finding.check) for finding in findings}


def _examine(target: str | Path) -> list[Finding]:
    return examine_event(target, author=AUTHOR)


# The doctor


def test_a_healthy_event_gives_only_notices(any_event: str | Path) -> None:
    assert _examine(any_event) == []
    fill(any_event, people=30)
    findings = _examine(any_event)
    assert _levels(findings) == {("notice", "facts")}, "the sample's revocation is of a badge issued elsewhere"


def test_the_doctor_leaves_the_file_as_it_is(path: Path) -> None:
    before = path.read_bytes()
    _examine(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_the_doctor_works_while_others_write(path: Path) -> None:
    with open_event(path, author=AUTHOR) as db, db.deed(say("Long")) as deed:
        deed.insert(Participant(ParticipantId("p"), 5000, "Иванов", ""))
        assert _levels(_examine(path)) == {("notice", "facts")}


def _without_trigger(path: Path, kind: str, statement: str) -> None:
    """Do something to the activities behind the journal's back."""
    connection = sqlcipher.connect(str(path), isolation_level=None)
    name = f"journal_activities_{kind}"
    (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    connection.execute(f"DROP TRIGGER {name}")
    connection.execute(statement)
    connection.execute(sql)
    connection.close()


@pytest.mark.parametrize(
    ("kind", "statement", "told"),
    [
        ("update", "UPDATE activities SET title = 'Другое'", "is not what the history says: title"),
        ("delete", "DELETE FROM activities", "is missing: the history knows it"),
        (
            "insert",
            "INSERT INTO activities (id, title, kind, starts_at, ends_at, status, locked, notes) "
            "VALUES ('a', 'А', 'visit', '2025-08-13 10:00', '2025-08-13 11:00', 'draft', 0, '')",
            "is there, but the history says",
        ),
    ],
    ids=["update", "delete", "insert"],
)
def test_what_was_done_behind_the_journal_is_found(path: Path, kind: str, statement: str, told: str) -> None:
    _without_trigger(path, kind, statement)
    findings = _examine(path)
    assert ("error", "journal") in _levels(findings)
    assert any(told in str(finding.text) for finding in findings)


def test_more_flaws_in_the_journal_are_found(path: Path) -> None:
    _raw(
        path,
        "UPDATE row_changes SET before = replace(before, 'Иванов', 'Петров') WHERE kind = 'update'",
        "DELETE FROM revisions WHERE number = 2",
        "UPDATE row_changes SET revision = 3 WHERE id % 2 = 0",
        "INSERT INTO revisions (number, id, at, who, station, deed) "
        "VALUES (3, 'y', '2025', '', '', '{\"text\": \"x\"}')",
        "INSERT INTO revisions (number, id, at, who, station, deed, undoes) "
        "VALUES (9, 'x', '1999', '', '', 'nothing', 77)",
        "UPDATE journal_cursor SET revision = 3",
    )
    texts = "\n".join(str(finding.text) for finding in _examine(path) if finding.check == "journal")
    for told in (
        "A deed was begun and not ended",
        "lacks what was done between numbers 1 and 3",
        "Number 9 of the history is about 77, which is not there",
        "Number 9 of the history has no name",
        "A clock went back",
        "belong to no entry of the history",
    ):
        assert told in texts


def test_broken_references_and_missing_identity_are_found(path: Path) -> None:
    _raw(path, "PRAGMA foreign_keys = OFF", "DELETE FROM identity", "DELETE FROM halls")
    assert {("error", "references"), ("error", "schema")} <= _levels(_examine(path))


def test_a_foreign_schema_is_told_and_nothing_more_is_asked(path: Path) -> None:
    _raw(path, "CREATE VIEW extra AS SELECT 1", "DELETE FROM revisions")
    findings = _examine(path)
    assert _levels(findings) == {("error", "schema")}
    assert "extra" in str(findings[0].text)


def test_faults_in_the_chain_of_check_ins_are_found(any_event: str | Path) -> None:
    scans = [row for row in OWN_FACTS if isinstance(row, Scan)]
    lone = sealed(replace(scans[0], id=new_id(), station="дверь 2", sequence=7))
    forged = replace(lone, id=new_id(), station="дверь 3", sequence=1, operator="другой")
    with open_event(any_event, author=AUTHOR) as db, db.appending() as connection:
        append_facts(connection, [lone, forged])
    findings = _examine(any_event)
    assert _levels(findings) == {("warning", "facts"), ("error", "facts"), ("notice", "facts")}
    texts = "\n".join(str(finding.text) for finding in findings)
    assert "Station дверь 2: check-ins before number 7 are missing" in texts
    assert "Station дверь 3: check-in 1 was changed" in texts


def test_a_badge_of_another_event_is_found(any_event: str | Path) -> None:
    with open_event(any_event, author=AUTHOR) as db, db.appending() as connection:
        append_facts(connection, [row for row in FACT_ROWS if isinstance(row, Badge)])
    assert ("error", "facts") in _levels(_examine(any_event))


def test_many_findings_of_a_kind_are_counted(path: Path) -> None:
    fill_many = [f"UPDATE row_changes SET revision = {1000 + number} WHERE id = {number}" for number in range(1, 3)]
    _raw(path, *fill_many)
    (finding,) = [item for item in _examine(path) if "belong to no entry" in str(item.text)]
    assert str(finding.text).startswith("2 changes")


@pytest.mark.postgresql
def test_a_server_event_with_a_trigger_taken_away_is_found(server_database: str, new_event: Event) -> None:
    with create_event(server_database, new_event, author=AUTHOR) as db, db.appending() as connection:
        connection.exec_driver_sql("DROP TRIGGER journal_sites ON sites")
        connection.exec_driver_sql("ALTER TABLE halls ADD COLUMN extra integer")
    texts = [str(finding.text) for finding in _examine(server_database)]
    assert len(texts) == 2
    assert "halls.extra" in texts[0]
    assert "journal_sites" in texts[1]


def test_what_is_no_event_file_is_not_examined(tmp_path: Path, path: Path) -> None:
    text = tmp_path / "list.txt"
    text.write_text("Иванов")
    with pytest.raises(NotAnEventFile):
        _examine(text)
    with pytest.raises(WrongPassword):
        examine_event(text, author=AUTHOR, password="x")
    with pytest.raises(EventFileMissing):
        _examine(tmp_path / "none")


# The rescue


def _repair(path: Path, password: str | None = None) -> tuple[Salvage, Path]:
    out = path.with_name("rescued.smalltowns")
    return repair_event(path, out, author=AUTHOR, password=password), out


def test_nothing_is_lost_of_a_healthy_file(path: Path) -> None:
    before = path.read_bytes()
    salvage, out = _repair(path)
    assert path.read_bytes() == before
    assert salvage.lost == 0
    assert all(table.whole and not table.from_history for table in salvage.tables)
    assert salvage.secret_kept
    assert _content(out) == _content(path)
    assert _levels(_examine(out)) == {("notice", "facts")}


def test_a_rescued_event_says_so_first_of_all(event_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(event_file, tmp_path / "congress.smalltowns"))
    fill(path, people=2)
    _, out = _repair(path)
    with open_event(out, author=AUTHOR) as db:
        with db.reading() as connection:
            (first,) = revisions = read_revisions(connection)
        assert "Salvaged from the damaged file congress.smalltowns" in str(first.deed)
        assert first.number == 5, "the new history goes on counting behind the old one, which facts refer to"
        assert next_to_undo(revisions) is None, "and is not undone"
        person = Participant(ParticipantId("p"), 5000, "Иванов", "")
        with db.deed(say("Add")) as deed:
            deed.insert(person)
        undo_revision(db)


def test_the_rescue_never_writes_over_a_file(path: Path) -> None:
    for taken in (path, Path(shutil.copy(path, path.with_name("other.smalltowns")))):
        before = taken.read_bytes()
        with pytest.raises(EventFileExists):
            repair_event(path, taken, author=AUTHOR)
        assert taken.read_bytes() == before


def test_nothing_comes_of_what_is_no_event_file(tmp_path: Path) -> None:
    text = tmp_path / "list.txt"
    for content in (b"", b"text", bytes(8192)):
        text.write_bytes(content)
        with pytest.raises(NothingToSalvage):
            repair_event(text, tmp_path / "out.smalltowns", author=AUTHOR)
    assert list(tmp_path.iterdir()) == [text]


@pytest.mark.postgresql
def test_a_server_is_not_repaired(server_event: str, tmp_path: Path) -> None:
    with pytest.raises(FilesOnly):
        repair_event(server_event, tmp_path / "out.smalltowns", author=AUTHOR)


def test_people_whose_pages_are_gone_come_back_from_the_history(event_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(event_file, tmp_path / "congress.smalltowns"))
    fill(path, people=300)
    expected = _content(path)
    content = bytearray(path.read_bytes())
    row_pages = [
        page for page in range(len(content) // PAGE)
        if content[page * PAGE] == 0x0D and b'"surname"' not in content[page * PAGE : (page + 1) * PAGE]
        and "Иванов".encode() in content[page * PAGE : (page + 1) * PAGE]
    ]  # fmt: skip
    assert len(row_pages) > 5
    for page in row_pages[1:6]:
        content[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    path.write_bytes(content)
    with pytest.raises(EventFileDamaged):
        open_event(path, author=AUTHOR)
    assert ("error", "integrity") in _levels(_examine(path))
    salvage, out = _repair(path)
    assert _content(out) == expected
    people = next(table for table in salvage.tables if table.table == "participants")
    assert people.from_history > 0
    assert not people.whole
    assert salvage.lost == 0
    assert _levels(_examine(out)) == {("notice", "facts")}


@pytest.mark.parametrize("password", [None, "пароль"])
def test_whatever_is_broken_what_comes_out_is_an_event_without_inventions(
    event_file: Path, tmp_path: Path, new_event: Event, password: str | None
) -> None:
    """Pages overwritten at random: every rescued row is one that was there at some time."""
    path = tmp_path / "congress.smalltowns"
    if password is None:
        shutil.copy(event_file, path)
        fill(path, people=150)
        past = _content(path)
    else:
        with create_event(path, new_event, author=AUTHOR, password=password) as db:
            with db.deed(say("Fill")) as deed:
                deed.insert(*STATE_ROWS)
            with db.appending() as connection:
                append_facts(connection, OWN_FACTS)
        past = _content(path, password)
    whole = path.read_bytes()
    chance = random.Random(7)
    rescued = 0
    for attempt in range(12 if password is None else 5):
        content = bytearray(whole)
        for _ in range(1 + attempt % 6):
            page = chance.randrange(1, len(content) // PAGE)
            for offset in range(page * PAGE + chance.randrange(PAGE), (page + 1) * PAGE):
                content[offset] = chance.randrange(256)
        path.write_bytes(content)
        out = tmp_path / f"rescued {attempt}.smalltowns"
        try:
            salvage = repair_event(path, out, author=AUTHOR, password=password)
        except NothingToSalvage:
            continue
        rescued += 1
        found = _content(out, password)
        assert sum(table.saved for table in salvage.tables) + (not past_event(salvage)) == sum(map(len, found.values()))
        for table in STATE:
            known = {_key(row) for row in past[table.name]}
            assert {_key(row) for row in found[table.name]} <= known, table.name
        assert all(finding.level is not Level.ERROR or finding.check == "facts" for finding in
                   examine_event(out, author=AUTHOR, password=password))  # fmt: skip
    assert rescued > (8 if password is None else 0)


def past_event(salvage: Salvage) -> int:
    return next(table.saved for table in salvage.tables if table.table == "events")


def _key(row: Any) -> str:
    return str(getattr(row, "id", row))


def test_rows_that_refer_to_what_is_lost_let_go_of_it_or_are_lost_too(path: Path) -> None:
    _raw(
        path,
        "PRAGMA foreign_keys = OFF",
        "DELETE FROM row_changes",
        "DELETE FROM revisions",
        "DELETE FROM sites",
        "DELETE FROM row_changes",
    )
    salvage, out = _repair(path)
    found = _content(out)
    assert [row.number for row in found["participants"]] == [147, 148]
    assert all(row.hotel_id is None for row in found["participants"])
    assert found["activities"][0].site_id is None
    for gone in ("sites", "halls", "site_directions", "requests", "transfers", "travel_times"):
        assert found[gone] == [], gone
    assert {table.table: table.lost for table in salvage.tables if table.lost} == {
        "site_directions": 1, "halls": 1, "requests": 1, "transfers": 1, "transfer_groups": 1, "transfer_people": 1,
        "travel_times": 1,
    }  # fmt: skip


def test_a_lost_congress_and_secret_are_told(path: Path) -> None:
    _raw(path, "DELETE FROM row_changes", "DELETE FROM events", "DELETE FROM row_changes", "DELETE FROM identity")
    salvage, out = _repair(path)
    assert not salvage.secret_kept
    assert [row.title for row in _content(out)["events"]] == ["?"]
    assert next(table.lost for table in salvage.tables if table.table == "events") == 1


# The command line


def test_doctor_on_the_command_line(path: Path, run_cli: Callable[..., Any]) -> None:
    ran = run_cli("doctor", path, "--json")
    assert ran.status == 0
    answer = json.loads(ran.out)
    assert answer["healthy"] is True
    assert answer["counts"] == {"error": 0, "warning": 0, "notice": 1}
    assert answer["repaired"] is None
    _without_trigger(path, "update", "UPDATE activities SET title = 'Другое'")
    out = path.with_name("rescued.smalltowns")
    ran = run_cli("doctor", path, "--repair", out, "--json")
    assert ran.status == 1
    answer = json.loads(ran.out)
    assert answer["healthy"] is False
    assert {"level", "check", "message"} == set(answer["findings"][0])
    assert answer["repaired"]["salvaged"] is True
    assert answer["repaired"]["path"] == str(out)
    assert answer["repaired"]["lost"] == 0
    human = run_cli("doctor", path)
    assert human.status == 1
    assert "error: activities" in human.out
    assert run_cli("doctor", path, "--repair", out).status == 2, "never over a file"
    assert run_cli("doctor", out).status == 0


def test_doctor_says_that_a_text_is_no_event_and_rescues_nothing(tmp_path: Path, run_cli: Callable[..., Any]) -> None:
    text = tmp_path / "list.txt"
    text.write_text("Иванов")
    ran = run_cli("doctor", text)
    assert (ran.status, ran.out) == (2, "")
    assert "holds no congress" in ran.err
    ran = run_cli("doctor", text, "--repair", tmp_path / "out.smalltowns")
    assert (ran.status, ran.out) == (2, "")
    assert "Nothing of" in ran.err
