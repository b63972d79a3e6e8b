"""An event on a PostgreSQL server, for several desks that share a network: same schema, same services."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.schema import CreateIndex, CreateTable

from smalltowns_desktop.domain.errors import (
    EventFileExists,
    EventFileNewer,
    EventFileOlder,
    NotAnEventFile,
    ServerUnavailable,
)
from smalltowns_desktop.domain.model import Event
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.storage.database import Author, Database, ServerConnections, open_deed
from smalltowns_desktop.storage.failures import known_failures
from smalltowns_desktop.storage.identity import Identity, read_identity, write_identity
from smalltowns_desktop.storage.new_file import FIRST_MIGRATION
from smalltowns_desktop.storage.numbers import SCHEMA_NUMBER
from smalltowns_desktop.storage.schema import metadata
from smalltowns_desktop.storage.sql import WRITES
from smalltowns_desktop.storage.triggers import postgresql_triggers

_PATIENCE = 10
"""Seconds for a server to answer."""


def create_server_event(url: str, new_event: Event, identity: Identity, author: Author) -> Database:
    """Lay an event into an empty database, in one transaction. Raises `EventFileExists`, `ServerUnavailable`."""
    with _server(url) as (engine, name):
        with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            if inspect(connection).get_table_names():
                raise EventFileExists(name)
            create_server_schema(connection)
            write_identity(connection, identity)
            created = say("Create the congress “{title}”", title=new_event.title)
            with open_deed(connection, author, created) as deed:
                deed.insert(new_event)
        return Database(ServerConnections(engine), name, author)


def create_server_schema(connection: Connection) -> None:
    """All tables, indexes, functions and triggers of an empty event, with what they need to work."""
    for statement in postgresql_schema(connection.dialect):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO alembic_version (version_num) VALUES (%s)", (FIRST_MIGRATION,))


def postgresql_schema(dialect: Dialect) -> Iterator[str]:
    """Every CREATE statement of an event on a server, in order."""
    for table in metadata.tables.values():
        yield str(CreateTable(table).compile(dialect=dialect)).strip()
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield str(CreateIndex(index).compile(dialect=dialect)).strip()
    yield from postgresql_triggers()


def open_server_event(url: str, author: Author, *, read_only: bool) -> Database:
    """Open the event of a server.

    Raises `ServerUnavailable`, `NotAnEventFile`, `EventFileNewer`; `EventFileOlder` if it is only to be read.
    """
    with _server(url) as (engine, name):
        with engine.connect() as connection, connection.begin():
            if not inspect(connection).has_table("identity"):
                raise NotAnEventFile(name)
            schema = read_identity(connection).schema
            if schema > SCHEMA_NUMBER:
                raise EventFileNewer(name, schema, SCHEMA_NUMBER)
            if schema < SCHEMA_NUMBER:
                if read_only:
                    raise EventFileOlder(name)
                # alembic takes long to load, and there is hardly ever something to migrate.
                from smalltowns_desktop.storage.migrate import migrate_server  # noqa: PLC0415

                migrate_server(connection)
        return Database(ServerConnections(engine), name, author, read_only=read_only)


@contextmanager
def _server(url: str) -> Iterator[tuple[Engine, str]]:
    """The engine, and its address without the password; closed again if the block fails."""
    try:
        parsed = make_url(url)
        engine = create_engine(
            parsed, isolation_level="REPEATABLE READ", pool_pre_ping=True, connect_args={"connect_timeout": _PATIENCE}
        )
    except (ArgumentError, NoSuchModuleError, ValueError) as error:  # ValueError: a port that is no number
        raise ServerUnavailable(url.partition("@")[2] or "?", str(error)) from error
    event.listen(engine, "begin", _begin)
    name = parsed.render_as_string(hide_password=True)
    with ExitStack() as undo_on_failure:
        undo_on_failure.callback(engine.dispose)
        with known_failures(name):
            yield engine, name
        undo_on_failure.pop_all()


def _begin(connection: Connection) -> None:
    # A deed waits for the one before it and must then see what that wrote, so it reads what is committed, while a
    # reader keeps the one picture that it began with.
    if connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
