"""An event on a PostgreSQL server, for several desks that share a network: same schema, same services."""

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.schema import CreateIndex, CreateTable

from smalltowns_desktop.domain.errors import EventFileExists, EventFileNewer, NotAnEventFile, ServerUnavailable
from smalltowns_desktop.domain.model import Event
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.storage.database import WRITES, Author, Database
from smalltowns_desktop.storage.event_file import FIRST_MIGRATION
from smalltowns_desktop.storage.failures import user_error_of
from smalltowns_desktop.storage.identity import Identity, read_identity, write_identity
from smalltowns_desktop.storage.schema import SCHEMA_NUMBER, metadata
from smalltowns_desktop.storage.triggers import postgresql_triggers


def create_server_event(url: str, new_event: Event, identity: Identity, author: Author) -> Database:
    """Lay an event into an empty database. Raises `EventFileExists`, `ServerUnavailable`."""
    engine, name = _engine(url)
    try:
        with engine.connect() as connection, connection.begin():
            if inspect(connection).has_table("identity"):
                raise EventFileExists(name)
            create_server_schema(connection)
            write_identity(connection, identity)
        database = Database(engine, name, author)
        with database.deed(say("Create the congress “{title}”", title=new_event.title)) as deed:
            deed.insert(new_event)
    except DBAPIError as error:
        engine.dispose()
        raise user_error_of(error, name) or error from error
    except EventFileExists:
        engine.dispose()
        raise
    return database


def create_server_schema(connection: Connection) -> None:
    """All tables, indexes, functions and triggers of an empty event."""
    for table in metadata.tables.values():
        connection.execute(CreateTable(table))
        for index in table.indexes:
            connection.execute(CreateIndex(index))
    for statement in postgresql_triggers():
        connection.exec_driver_sql(statement)
    connection.execute(
        text("INSERT INTO alembic_version (version_num) VALUES (:version)"), {"version": FIRST_MIGRATION}
    )


def open_server_event(url: str, author: Author, *, read_only: bool) -> Database:
    """Open the event of a server. Raises `ServerUnavailable`, `NotAnEventFile`, `EventFileNewer`."""
    engine, name = _engine(url)
    try:
        with engine.connect() as connection, connection.begin():
            if not inspect(connection).has_table("identity"):
                raise NotAnEventFile(name)
            schema = read_identity(connection).schema
            if schema > SCHEMA_NUMBER:
                raise EventFileNewer(name, schema, SCHEMA_NUMBER)
    except DBAPIError as error:
        engine.dispose()
        raise user_error_of(error, name) or error from error
    except (NotAnEventFile, EventFileNewer):
        engine.dispose()
        raise
    return Database(engine, name, author, read_only=read_only)


def _engine(url: str) -> tuple[Engine, str]:
    """The engine, and its address without the password."""
    try:
        parsed = make_url(url)
        engine = create_engine(parsed, isolation_level="REPEATABLE READ", connect_args={"connect_timeout": 10})
    except (ArgumentError, NoSuchModuleError) as error:
        raise ServerUnavailable(url.partition("@")[2] or "?", str(error)) from error
    event.listen(engine, "begin", _begin)
    return engine, parsed.render_as_string(hide_password=True)


def _begin(connection: Connection) -> None:
    # A deed waits for the one before it and must then see what that wrote, so it reads what is committed, while a
    # reader keeps the one picture that it began with.
    if connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
