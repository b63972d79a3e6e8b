"""The statements that make an empty event file, compiled from `schema`."""

from collections.abc import Iterator

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from smalltowns_desktop.storage.engines import memory_engine
from smalltowns_desktop.storage.proof import schema_objects
from smalltowns_desktop.storage.schema import metadata
from smalltowns_desktop.storage.triggers import sqlite_triggers


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


def first_difference(found: list[tuple[str, str, str]]) -> str:
    """The name of the first object that is foreign, missing or not as this version writes it."""
    engine = memory_engine()
    with engine.connect() as connection:
        for statement in sqlite_schema():
            connection.exec_driver_sql(statement)
        expected = schema_objects(connection.exec_driver_sql)
    engine.dispose()
    different = set(found) ^ set(expected)
    return ", ".join(sorted({name for _, name, _ in different})[:3])
