"""Older files are brought up to date; the first schema stays what it was."""

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, inspect

from smalltowns_desktop.domain.errors import EventFileNewer, EventFileOlder
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.storage import proof
from smalltowns_desktop.storage.connections import Access, connect_file
from smalltowns_desktop.storage.database import Author
from smalltowns_desktop.storage.drives import DriveKind
from smalltowns_desktop.storage.engines import memory_engine
from smalltowns_desktop.storage.event_file import Opening, open_event_file
from smalltowns_desktop.storage.migrate import upgrade
from smalltowns_desktop.storage.new_file import create_schema, new_file
from smalltowns_desktop.storage.numbers import SCHEMA_NUMBER
from smalltowns_desktop.storage.proof import prove_schema, schema_digest, schema_objects
from smalltowns_desktop.storage.rows import read_rows
from smalltowns_desktop.storage.schema import FACTS, STATE, metadata
from smalltowns_desktop.storage.server import create_server_schema
from tests.support.sample_rows import EVENT, FACT_ROWS, STATE_ROWS

AUTHOR = Author("Анна", "desk-1")
REFERENCE = Path(__file__).resolve().parent.parent / "reference" / "schema-1.smalltowns"
REBUILD = "the schema has changed: run tools/build_reference.py"


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """A copy of the reference file: opening one for writing changes its header."""
    return Path(shutil.copy(REFERENCE, tmp_path))


def test_the_digest_is_that_of_what_the_metadata_generates() -> None:
    engine = memory_engine()
    with engine.connect() as connection:
        create_schema(connection)
        assert schema_digest(schema_objects(connection.exec_driver_sql)) == proof.SCHEMA_DIGEST, REBUILD


def test_migrations_build_a_file_with_exactly_the_schema_that_new_files_have() -> None:
    engine = memory_engine()
    with engine.connect() as connection:
        upgrade(connection)
        prove_schema(connection.exec_driver_sql, REBUILD)
        assert connection.exec_driver_sql("SELECT slot, revision FROM journal_cursor").all() == [(1, 0)]
        (version,) = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars()
    with engine.connect() as connection:
        create_schema(connection)
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == version


@pytest.mark.postgresql
def test_migrations_build_a_server_event_with_exactly_the_schema_that_new_ones_have(server_database: str) -> None:
    engine = create_engine(server_database)
    found = []
    for build in (upgrade, create_server_schema):
        with engine.connect() as connection, connection.begin() as transaction:
            build(connection)
            found.append(_description(connection))
            transaction.rollback()
    engine.dispose()
    assert found[0] == found[1], REBUILD


def _description(connection: Connection) -> dict[str, object]:
    """Everything that PostgreSQL knows about the tables, their rules, their triggers and the functions of these."""
    inspector = inspect(connection)
    described: dict[str, object] = {}
    for table in sorted(inspector.get_table_names()):
        columns = [(column["name"], str(column["type"]), column["nullable"]) for column in inspector.get_columns(table)]
        described[table] = columns
    for name, query in {
        "rules": "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE connamespace = 'public'::regnamespace",
        "indexes": "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "triggers": "SELECT tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
        "functions": "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    }.items():
        described[name] = sorted(map(tuple, connection.exec_driver_sql(query)))
    return described


def test_the_reference_file_holds_what_was_written_into_it(reference: Path) -> None:
    expected = json.loads(REFERENCE.with_suffix(".json").read_text(encoding="utf-8"))
    with open_event(reference, author=AUTHOR, read_only=True) as db, db.reading() as connection:
        for table in metadata.tables:
            found = sorted((list(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"')), key=repr)
            assert found == expected[table], table
        assert set(expected) == set(metadata.tables)
        for state_or_fact in (*STATE, *FACTS):
            assert expected[state_or_fact.name], "the reference has a row in every table"


def test_the_reference_file_reads_as_rows_of_the_model(reference: Path) -> None:
    with open_event(reference, author=AUTHOR) as db, db.reading() as connection:
        for row_class in {type(row) for row in (*STATE_ROWS, *FACT_ROWS)}:
            rows = [row for row in (*STATE_ROWS, *FACT_ROWS) if type(row) is row_class]
            assert read_rows(connection, row_class) == rows
        assert read_rows(connection, type(EVENT)) == [EVENT]


def test_a_newer_file_is_refused_and_left_as_it_is(reference: Path) -> None:
    _set_number(reference, SCHEMA_NUMBER + 1)
    before = reference.read_bytes()
    for read_only in (False, True):
        with pytest.raises(EventFileNewer, match=f"format {SCHEMA_NUMBER + 1}, here {SCHEMA_NUMBER}"):
            open_event(reference, author=AUTHOR, read_only=read_only)
    assert reference.read_bytes() == before
    assert list(reference.parent.iterdir()) == [reference]


def test_an_older_file_is_copied_and_then_brought_up_to_date(tmp_path: Path) -> None:
    path, backups = tmp_path / "old.smalltowns", tmp_path / "backups"
    with new_file(path, None):  # the oldest there can be: without any table yet
        pass
    _set_number(path, 0)
    with pytest.raises(EventFileOlder):
        open_event(path, author=AUTHOR, read_only=True)
    with open_event(path, author=AUTHOR, backups=lambda: backups) as db, db.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == SCHEMA_NUMBER
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        prove_schema(connection.exec_driver_sql, "")
    (copy,) = backups.rglob("*.smalltowns")
    assert copy.name == "old (format 0).smalltowns"
    with pytest.raises(EventFileOlder):
        open_event(copy, author=AUTHOR, read_only=True)
    assert sorted(item.name for item in tmp_path.iterdir()) == ["backups", "old.smalltowns"]


def test_a_migration_that_fails_leaves_the_older_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "old.smalltowns"
    with new_file(path, None) as engine, engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE sites (foreign_column TEXT)")  # in the way of the first migration
        connection.commit()
    _set_number(path, 0)
    before = path.read_bytes()
    with pytest.raises(Exception, match="sites"):
        open_event(path, author=AUTHOR)
    assert path.read_bytes() == before
    copy = tmp_path / "old (format 0).smalltowns"
    assert sorted(tmp_path.iterdir()) == [copy, path]


def test_a_protected_older_file_is_brought_up_to_date_and_stays_protected(tmp_path: Path) -> None:
    path = tmp_path / "old.smalltowns"
    with new_file(path, "пароль"):
        pass
    _set_number(path, 0, "пароль")
    open_event_file(path, Opening(AUTHOR, "пароль")).close()
    for file in (path, tmp_path / "old (format 0).smalltowns"):
        assert not file.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.postgresql
def test_an_older_server_event_is_brought_up_to_date_by_the_first_that_writes(server_event: str) -> None:
    with open_event(server_event, author=AUTHOR) as db, db.appending() as connection:
        connection.exec_driver_sql("UPDATE identity SET schema = 0")
    with pytest.raises(EventFileOlder):
        open_event(server_event, author=AUTHOR, read_only=True)
    open_event(server_event, author=AUTHOR).close()
    with open_event(server_event, author=AUTHOR, read_only=True) as db, db.reading() as connection:
        assert connection.exec_driver_sql("SELECT schema FROM identity").scalar_one() == SCHEMA_NUMBER


def _set_number(path: Path, number: int, password: str | None = None) -> None:
    connection = connect_file(path, Access(password.encode() if password else None, DriveKind.NETWORK))
    connection.execute(f"PRAGMA user_version = {number}")
    connection.close()
