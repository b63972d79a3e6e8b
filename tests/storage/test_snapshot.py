"""The snapshot is what stands in the tables, and stays so by the changes alone."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from smalltowns_desktop.domain.ids import DirectionId
from smalltowns_desktop.domain.model import Direction, Event, GroupMember, Participant, ParticipantDocument
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.storage.database import Author, Database, FileConnections
from smalltowns_desktop.storage.journal import undo_revision
from smalltowns_desktop.storage.rows import read_rows, row_key
from smalltowns_desktop.storage.schema import STATE, TABLE_OF
from smalltowns_desktop.storage.snapshot import Later, Opened, load_programme, reload_programme, whole
from smalltowns_desktop.storage.tables import BY_NAME
from tests.support.sample_rows import DELEGATION, EVENT, PERSON, STATE_ROWS

AUTHOR = Author("Анна", "desk-1")


@pytest.fixture
def full_db(any_db: Database) -> Database:
    with any_db.deed(say("Fill")) as deed:
        deed.insert(*STATE_ROWS)
    return any_db


def test_the_snapshot_is_the_rows_of_every_table_by_their_keys(full_db: Database) -> None:
    programme = load_programme(full_db)
    assert programme.revision == 2
    with full_db.reading() as connection:
        for table in STATE:
            rows: list[Any] = read_rows(connection, table.info["row"])
            if table.info["row"] is Event:
                assert [programme.event] == rows
            elif table.info["row"] is not ParticipantDocument:
                assert getattr(programme, table.name) == {row_key(row): row for row in rows}, table.name


def test_document_numbers_never_enter_a_snapshot(full_db: Database) -> None:
    assert not hasattr(load_programme(full_db), TABLE_OF[ParticipantDocument].name)
    assert "MP1234567" not in repr(load_programme(full_db))


def test_a_reloaded_snapshot_is_the_same_as_a_new_one(full_db: Database) -> None:
    programme = load_programme(full_db)

    def follow(changes: Any) -> None:
        nonlocal programme
        programme = reload_programme(full_db, programme, changes)
        assert programme == load_programme(full_db)

    for row in reversed(STATE_ROWS):
        with full_db.deed(say("Delete")) as deed:
            deed.delete(row)
        follow(deed.changes)
    with full_db.deed(say("Rename the congress")) as deed:
        (event,) = read_rows(deed.connection, Event)
        deed.update(event, type(event)(**{**_fields(EVENT), "title": "V Съезд"}))
    follow(deed.changes)
    assert programme.event.title == "V Съезд"
    for _ in range(5):
        _, changes = undo_revision(full_db)
        follow(changes)


def _fields(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in type(row).__dataclass_fields__}


def test_what_another_wrote_before_our_own_deed_is_not_missed(any_event: str | Path) -> None:
    with open_event(any_event, author=AUTHOR) as one, open_event(any_event, author=AUTHOR) as other:
        programme = load_programme(one)
        with other.deed(say("Theirs")) as deed:
            deed.insert(Direction(DirectionId("theirs"), "Их"))
        with one.deed(say("Ours")) as deed:
            deed.insert(Direction(DirectionId("ours"), "Наше"))
        programme = reload_programme(one, programme, deed.changes)
        assert programme == load_programme(other)
        assert set(programme.directions) == {"ours", "theirs"}


def test_a_snapshot_stays_as_it_was_when_the_event_goes_on(full_db: Database) -> None:
    before = load_programme(full_db)
    people = dict(before.participants)
    with full_db.deed(say("Delete")) as deed:
        deed.delete(*(row for row in STATE_ROWS if isinstance(row, GroupMember)))
        (person,) = read_rows(deed.connection, Participant, number=148)
        deed.update(person, Participant(**{**_fields(person), "delegation_id": DELEGATION}))
    after = reload_programme(full_db, before, deed.changes)
    assert before.participants == people
    assert after.participants[PERSON] is before.participants[PERSON], "what was not touched is not read again"
    assert isinstance(after, Programme)


def test_a_programme_read_as_it_is_looked_at_is_the_one_read_at_once(full_db: Database) -> None:
    at_once = load_programme(full_db)
    opened = Opened(full_db)
    assert {name: len(getattr(opened.programme, name)) for name in _tables()} == {
        name: len(getattr(at_once, name)) for name in _tables()
    }
    for name in _tables():
        table, expected = getattr(opened.programme, name), getattr(at_once, name)
        for key, row in expected.items():
            assert (table[key], table.get(key), key in table) == (row, row, True)
        assert (table.get("nobody"), "nobody" in table) == (None, False)
        with pytest.raises(KeyError):
            table["nobody"]
        assert dict(table.items()) == expected, name
        assert (list(table), list(table.values())) == (list(expected), list(expected.values()))
    opened.read_rest()
    assert whole(opened.programme) == at_once
    opened.close()


def test_many_single_rows_are_the_same_as_the_whole_table(any_db: Database) -> None:
    rows = [Direction(DirectionId(f"d{number:03}"), f"Направление {number}") for number in range(250)]
    with any_db.deed(say("Many")) as deed:
        deed.insert(*rows)
    opened = Opened(any_db)
    assert [opened.programme.directions[row.id] for row in rows] == rows
    opened.close()


def test_what_is_looked_at_later_is_as_it_was_when_the_event_was_opened(any_event: str | Path) -> None:
    with open_event(any_event, author=AUTHOR) as one, open_event(any_event, author=AUTHOR) as other:
        opened = Opened(one)
        with other.deed(say("Theirs")) as deed:
            deed.insert(Direction(DirectionId("theirs"), "Их"))
        assert not opened.programme.directions
        opened.read_rest()
        after = reload_programme(one, whole(opened.programme), deed.changes)
        assert after == load_programme(one)
        opened.close()


def test_any_thread_may_look(full_db: Database) -> None:
    opened, expected = Opened(full_db), load_programme(full_db)

    def look(name: str) -> bool:
        return bool(dict(getattr(opened.programme, name)) == getattr(expected, name))

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(look, [*_tables(), *reversed(_tables())]))
    opened.close()


class Overtaken:
    """A lock that is got only after somebody else had it, who read the table and let go of the connection."""

    def __init__(self) -> None:
        self.by: Callable[[], object] | None = None

    def __enter__(self) -> None:
        overtaking, self.by = self.by, None
        if overtaking is not None:
            overtaking()

    def __exit__(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("look", [len, lambda table: table[DELEGATION]])
def test_who_waited_while_the_rest_was_read_does_not_touch_the_connection(
    full_db: Database, look: Callable[[Any], object]
) -> None:
    expected = look(load_programme(full_db).delegations)
    lock, others = Overtaken(), full_db.connections
    if not isinstance(others, FileConnections):
        pytest.skip("a server is asked for all at once")
    driver = others.take()
    table = Later(driver.execute, BY_NAME["delegations"], lock)

    def read_and_close() -> None:
        table.read()
        driver.close()

    lock.by = read_and_close
    assert look(table) == expected


def _tables() -> list[str]:
    return [field.name for field in fields(Programme) if field.name not in {"event", "revision"}]
