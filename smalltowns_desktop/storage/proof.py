"""Is this file ours, whole, and of a version that we know? Asked before anything else is read from it.

An event file that somebody mails us is hostile until its schema is proven to be the one that this program writes: no
foreign trigger, view or table; only then is any of its tables queried.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from smalltowns_desktop.domain.errors import EventFileDamaged, EventFileForeign, EventFileNewer, NotAnEventFile
from smalltowns_desktop.storage.connections import memory_engine, time_bound
from smalltowns_desktop.storage.consistency import altered_rows
from smalltowns_desktop.storage.schema import APPLICATION_ID, SCHEMA_NUMBER, metadata
from smalltowns_desktop.storage.triggers import sqlite_triggers

SCHEMA_DIGEST = "a44807f992593cfc3605acf046299064e6b25d83ab948684ddba4e7ab617947e"
"""SHA-256 of `sqlite_master` as `SCHEMA_NUMBER` writes it; a test says when the schema has changed."""

_PATIENCE = 10.0
"""Seconds for the proof of an empty file on a computer that does a dozen other things."""
_SLOWEST_DRIVE = 1_000_000
"""Bytes a second of an old stick: with `_PATIENCE`, how long a proof may take."""


def sqlite_schema() -> Iterator[str]:
    """Every CREATE statement of a new event file, in order."""
    yield from sqlite_tables()
    yield from sqlite_triggers()


def sqlite_tables() -> Iterator[str]:
    """The tables and their indexes, without the triggers."""
    dialect = sqlite.dialect()
    for table in metadata.tables.values():
        yield str(CreateTable(table).compile(dialect=dialect)).strip()
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=dialect)).strip()


def prove_file(engine: Engine, path: Path) -> int:
    """The schema number of a file that is ours and whole; of an older file only the number is proven.

    Raises `NotAnEventFile`, `EventFileNewer`, `EventFileForeign`, `EventFileDamaged`.
    """
    patience = _PATIENCE + path.stat().st_size / _SLOWEST_DRIVE
    with engine.connect() as connection, connection.begin(), time_bound(connection, patience):
        number = schema_number(connection, str(path))
        if number == SCHEMA_NUMBER:
            prove_schema(connection, str(path))
            prove_whole(connection, str(path))
        return number


def schema_objects(connection: Connection) -> list[tuple[str, str, str]]:
    """(type, name, SQL) of everything in the file, sorted."""
    rows = connection.exec_driver_sql("SELECT type, name, coalesce(sql, '') FROM sqlite_master")
    return sorted((str(kind), str(name), str(sql)) for kind, name, sql in rows)


def schema_digest(objects: list[tuple[str, str, str]]) -> str:
    return sha256("\0".join("\0".join(item) for item in objects).encode()).hexdigest()


def look_at(engine: Engine, path: Path) -> int:
    """The schema number of a file that is one of ours, in whatever state. Raises `NotAnEventFile`, `EventFileNewer`."""
    with engine.connect() as connection, connection.begin():
        return schema_number(connection, str(path))


def schema_number(connection: Connection, name: str) -> int:
    """The file's schema number. Raises `NotAnEventFile` or `EventFileNewer`."""
    if connection.exec_driver_sql("PRAGMA application_id").scalar_one() != APPLICATION_ID:
        raise NotAnEventFile(name)
    number = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    if number > SCHEMA_NUMBER:
        raise EventFileNewer(name, number, SCHEMA_NUMBER)
    if number < 0:
        raise NotAnEventFile(name)
    return number


def prove_schema(connection: Connection, name: str) -> None:
    """Raise `EventFileForeign` unless the file holds exactly what this version writes."""
    found = schema_objects(connection)
    if schema_digest(found) != SCHEMA_DIGEST:
        raise EventFileForeign(name, first_difference(found))


def prove_whole(connection: Connection, name: str) -> None:
    """Raise `EventFileDamaged` if pages or references are broken, or a row is not what the journal says."""
    first = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one())
    if first != "ok":
        raise EventFileDamaged(name, first.removeprefix("*** in database main ***\n"))
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise EventFileDamaged(name, f"{broken[0]} → {broken[2]}")
    altered = next(altered_rows(connection), None)
    if altered is not None:
        raise EventFileDamaged(name, f"{altered.table} {altered.key}")


def first_difference(found: list[tuple[str, str, str]]) -> str:
    """The name of the first object that is foreign, missing or not as this version writes it."""
    engine = memory_engine()
    with engine.connect() as connection:
        for statement in sqlite_schema():
            connection.exec_driver_sql(statement)
        expected = schema_objects(connection)
    engine.dispose()
    different = set(found) ^ set(expected)
    return ", ".join(sorted({name for _, name, _ in different})[:3])
