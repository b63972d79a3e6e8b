"""Everything that can be said about the health of an event, the file's own layers first.

Nothing is written, and nothing is asked of a file whose schema is not proven ours: it may have been made to harm.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from smalltowns_desktop.domain.errors import EventFileDamaged
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.storage.connections import Access, connect_file
from smalltowns_desktop.storage.database import Database, FileConnections
from smalltowns_desktop.storage.ddl import first_difference
from smalltowns_desktop.storage.drives import drive_kind
from smalltowns_desktop.storage.event_file import key_of
from smalltowns_desktop.storage.failures import known_failures
from smalltowns_desktop.storage.health import (
    Finding,
    Level,
    fact_findings,
    identity_findings,
    journal_findings,
    some_of,
)
from smalltowns_desktop.storage.numbers import SCHEMA_NUMBER
from smalltowns_desktop.storage.proof import SCHEMA_DIGEST, look_at, schema_digest, schema_objects
from smalltowns_desktop.storage.schema import metadata
from smalltowns_desktop.storage.triggers import postgresql_trigger_names
from smalltowns_desktop.storage.unlocking import existing, unlock

Check = Callable[[Connection], Iterator[Finding]]

_COMMON: tuple[Check, ...] = (identity_findings, journal_findings, fact_findings)
_PROBLEMS = 100
"""How many broken places SQLite looks for."""


def examine_file(path: Path, password: str | None) -> list[Finding]:
    """What is wrong with a file that need not open any more; nothing for a healthy one.

    Raises `EventFileMissing`, `EventFileUnreadable`, `NotAnEventFile`, `WrongPassword`, `EventFileNewer`, `EventBusy`.
    """
    path = existing(path)
    try:
        found = unlock(path, Access(key_of(password), drive_kind(path), read_only=True), look_at)
    except EventFileDamaged as error:
        return [_unreadable(error)]
    connections = FileConnections(lambda: connect_file(path, found.access), found.connection)
    engine = connections.engine
    try:
        findings = _run(engine, path, _integrity)
        if found.number < SCHEMA_NUMBER:
            older = say("It was made by an older version of the program, so only its pages were looked at.")
            return [*findings, Finding(Level.NOTICE, "schema", older)]
        foreign = _run(engine, path, _schema)
        if foreign:
            return findings + foreign
        for check in (_references, _cursor, *_COMMON):
            findings += _run(engine, path, check)
        return findings
    finally:
        connections.close()


def examine_server(db: Database) -> list[Finding]:
    """What is wrong with the event of a server that is open. Pages and references are the server's own care."""
    with db.reading() as connection:
        findings = list(_server_schema(connection))
        if not findings:
            findings = [finding for check in _COMMON for finding in check(connection)]
    return findings


def _run(engine: Engine, path: Path, check: Check) -> list[Finding]:
    """The findings of a check; that it cannot be finished is one too."""
    findings: list[Finding] = []
    try:
        with known_failures(str(path)), engine.connect() as connection, connection.begin():
            findings.extend(check(connection))
    except EventFileDamaged as error:
        findings.append(_unreadable(error))
    return findings


def _unreadable(error: EventFileDamaged) -> Finding:
    return Finding(Level.ERROR, "integrity", say("It cannot be read to its end: {what}", what=error.what))


def _integrity(connection: Connection) -> Iterator[Finding]:
    for message in connection.exec_driver_sql(f"PRAGMA integrity_check({_PROBLEMS})").scalars():
        if message != "ok":
            what = str(message).removeprefix("*** in database main ***\n")
            yield Finding(Level.ERROR, "integrity", say("Damaged: {what}", what=what))


def _schema(connection: Connection) -> Iterator[Finding]:
    found = schema_objects(connection.exec_driver_sql)
    if schema_digest(found) != SCHEMA_DIGEST:
        yield _unlike(first_difference(found))


def _server_schema(connection: Connection) -> Iterator[Finding]:
    there = {
        (table, column["name"])
        for (_, table), columns in inspect(connection).get_multi_columns().items()
        for column in columns
    }
    ours = {(table.name, column.name) for table in metadata.tables.values() for column in table.columns}
    triggers = set(connection.exec_driver_sql("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal").scalars())
    for what in sorted(
        {f"{table}.{column}" for table, column in ours ^ there} | (postgresql_trigger_names() ^ triggers)
    ):
        yield _unlike(what)


def _unlike(what: str) -> Finding:
    told = say("It holds something that this program did not write, or lacks something: {what}", what=what)
    return Finding(Level.ERROR, "schema", told)


def _references(connection: Connection) -> Iterator[Finding]:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check")
    texts = (
        say("A row of {table} refers to a row of {other} that is not there.", table=row[0], other=row[2])
        for row in broken
    )
    yield from some_of(Level.ERROR, "references", texts)


def _cursor(connection: Connection) -> Iterator[Finding]:
    if connection.exec_driver_sql("SELECT slot, revision FROM journal_cursor").all() != [(1, 0)]:
        yield Finding(Level.ERROR, "journal", say("A deed was begun and not ended."))
