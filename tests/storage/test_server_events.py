"""Events on a server: made, opened and refused."""

from typing import Any

import pytest
from sqlalchemy import create_engine

from smalltowns_desktop.domain.errors import (
    EventFileExists,
    EventFileNewer,
    NotAnEventFile,
    ServerUnavailable,
)
from smalltowns_desktop.domain.model import Event
from smalltowns_desktop.services.events import create_event, open_event
from smalltowns_desktop.storage.database import Author
from smalltowns_desktop.storage.identity import read_identity
from smalltowns_desktop.storage.journal import read_revisions
from smalltowns_desktop.storage.numbers import SCHEMA_NUMBER
from smalltowns_desktop.storage.rows import read_rows

pytestmark = pytest.mark.postgresql
AUTHOR = Author("Анна", "desk-1")


def _run(address: str, statement: str) -> None:
    engine = create_engine(address)
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
        connection.commit()
    engine.dispose()


def test_an_event_is_laid_into_an_empty_database_once(server_database: str, new_event: Event) -> None:
    with pytest.raises(NotAnEventFile):
        open_event(server_database, author=AUTHOR)
    create_event(server_database, new_event, author=AUTHOR).close()
    with pytest.raises(EventFileExists):
        create_event(server_database, new_event, author=AUTHOR)
    with open_event(server_database, author=AUTHOR) as db, db.reading() as connection:
        assert read_rows(connection, Event) == [new_event]
        assert [revision.number for revision in read_revisions(connection)] == [1]
        assert read_identity(connection).schema == SCHEMA_NUMBER
        assert db.dialect == "postgresql"


def test_a_database_of_another_program_is_left_alone(server_database: str, new_event: Event) -> None:
    _run(server_database, "CREATE TABLE photos (name text)")
    with pytest.raises(EventFileExists):
        create_event(server_database, new_event, author=AUTHOR)
    with pytest.raises(NotAnEventFile):
        open_event(server_database, author=AUTHOR)


def test_a_newer_event_is_refused(server_event: str) -> None:
    _run(server_event, f"UPDATE identity SET schema = {SCHEMA_NUMBER + 1}")
    with pytest.raises(EventFileNewer):
        open_event(server_event, author=AUTHOR)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg://desk:secret@127.0.0.1:1/event?connect_timeout=2",
        "postgresql+psycopg://desk:secret@/event?host=/nowhere",
        "postgresql+nothing://desk:secret@127.0.0.1/event",
        "postgresql+psycopg://desk:secret@[::1/event",
    ],
)
def test_a_server_that_does_not_answer_is_named_without_the_password(address: str, new_event: Any) -> None:
    with pytest.raises(ServerUnavailable) as refusal:
        open_event(address, author=AUTHOR)
    assert "secret" not in str(refusal.value)
    assert refusal.value.exit_status == 3
    with pytest.raises(ServerUnavailable) as refusal:
        create_event(address, new_event, author=AUTHOR)
    assert "secret" not in str(refusal.value)


def test_a_database_that_is_not_there_is_told(postgresql_server: str) -> None:
    with pytest.raises(ServerUnavailable, match="does not exist"):
        open_event(postgresql_server.format("nowhere"), author=AUTHOR)


def test_the_password_stands_in_no_name(server_event: str) -> None:
    with open_event(server_event.replace("desk@", "desk:secret@"), author=AUTHOR) as db:
        assert "secret" not in db.name


def test_text_sorts_byte_by_byte(server_event: str) -> None:
    with open_event(server_event, author=AUTHOR) as db, db.reading() as connection:
        collations = connection.exec_driver_sql(
            "SELECT DISTINCT collation_name FROM information_schema.columns "
            "WHERE table_schema = 'public' AND data_type = 'text'"
        ).scalars()
        assert set(collations) == {"C"}


def test_a_reader_keeps_its_picture_while_others_write(server_event: str, new_event: Event) -> None:
    with open_event(server_event, author=AUTHOR) as db, open_event(server_event, author=AUTHOR) as other:
        with db.reading() as connection:
            (event,) = read_rows(connection, Event)
            with other.appending() as writer:
                writer.exec_driver_sql("UPDATE events SET title = 'V Съезд'")
            assert read_rows(connection, Event) == [event]
        with db.reading() as connection:
            assert read_rows(connection, Event)[0].title == "V Съезд"
