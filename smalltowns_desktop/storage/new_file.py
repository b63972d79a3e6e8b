"""Making an event file: nobody ever sees half of one."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine

from smalltowns_desktop.domain.errors import EventFileExists, EventFileUnreadable, FolderNotWritable
from smalltowns_desktop.domain.model import Event
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.storage.connections import Access, connect_file
from smalltowns_desktop.storage.database import Database, open_deed
from smalltowns_desktop.storage.ddl import sqlite_schema
from smalltowns_desktop.storage.drives import DriveKind
from smalltowns_desktop.storage.engines import file_engine
from smalltowns_desktop.storage.event_file import Opening, key_of, open_event_file, sync_folder
from smalltowns_desktop.storage.failures import known_failures
from smalltowns_desktop.storage.identity import Identity, write_identity
from smalltowns_desktop.storage.numbers import APPLICATION_ID, SCHEMA_NUMBER
from smalltowns_desktop.storage.sql import WRITES

FIRST_MIGRATION = "0001"


def create_event_file(path: Path, event: Event, identity: Identity, opening: Opening) -> Database:
    """Make a new event file and open it. Raises `EventFileExists`, `FolderNotWritable`, `DiskFull`."""
    with new_file(path, opening.password) as engine:
        with writing(engine) as connection:
            create_schema(connection)
            write_identity(connection, identity)
        created = say("Create the congress “{title}”", title=event.title)
        with writing(engine) as connection, open_deed(connection, opening.author, created) as deed:
            deed.insert(event)
    return open_event_file(path, opening)


@contextmanager
def new_file(path: Path, password: str | None) -> Iterator[Engine]:
    """An engine on an empty file of ours, which gets its name, whole, at the end of the block.

    So nobody ever sees half of a file, and nothing is left of one that could not be finished. Raises
    `EventFileExists`, `FolderNotWritable`, `DiskFull`.
    """
    if path.exists():
        raise EventFileExists(path)
    draft = path.with_name(f".{secrets.token_hex(8)}.draft")
    access = Access(key_of(password), DriveKind.NETWORK, create=True)
    engine = file_engine(lambda: connect_file(draft, access))
    try:
        with known_failures(str(path)):
            with writing(engine) as connection:
                # Both numbers live in the header and are part of the transaction.
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_NUMBER}")
            yield engine
        engine.dispose()
        _name_for_good(draft, path)
    except FileExistsError as error:
        raise EventFileExists(path) from error
    except (OSError, EventFileUnreadable) as error:
        raise FolderNotWritable(path) from error
    finally:
        engine.dispose()
        for leftover in (draft, draft.with_name(f"{draft.name}-journal")):
            leftover.unlink(missing_ok=True)


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One write transaction on a file that is being made."""
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        yield connection


def create_schema(connection: Connection) -> None:
    """All tables, indexes and triggers of an empty SQLite event, with what they need to work."""
    for statement in sqlite_schema():
        connection.exec_driver_sql(statement)
    fill_schema(connection)


def fill_schema(connection: Connection) -> None:
    """The rows without which an empty SQLite event does not work."""
    connection.exec_driver_sql("INSERT INTO journal_cursor (slot, revision) VALUES (1, 0)")
    connection.exec_driver_sql("INSERT INTO alembic_version (version_num) VALUES (?)", (FIRST_MIGRATION,))


def _name_for_good(draft: Path, path: Path) -> None:
    """Move a finished file to its name, durably, never onto a file that came meanwhile."""
    if _links_work(draft):
        os.link(draft, path)
    else:
        draft.rename(path)
    sync_folder(path.parent)


def _links_work(draft: Path) -> bool:
    """Whether a hard link can be made here: unlike a rename, it never replaces a file."""
    probe = draft.with_name(f"{draft.name}-link")
    try:
        os.link(draft, probe)
    except (OSError, AttributeError):
        return False
    probe.unlink()
    return True
