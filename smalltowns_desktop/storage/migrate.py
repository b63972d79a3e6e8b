"""Older events are brought up to date: an event file after a verified copy of it, all in one transaction.

Imported only where there is something to migrate: alembic takes long to load.
"""

from dataclasses import replace
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from smalltowns_desktop.domain.errors import EventFileDamaged, FolderNotWritable
from smalltowns_desktop.storage.connections import Access, Driver, connect_file
from smalltowns_desktop.storage.engines import lent_engine
from smalltowns_desktop.storage.failures import known_failures
from smalltowns_desktop.storage.numbers import SCHEMA_NUMBER
from smalltowns_desktop.storage.proof import prove_schema
from smalltowns_desktop.storage.sql import BARE
from smalltowns_desktop.storage.triggers import ADVISORY_LOCK

_MIGRATIONS = Path(__file__).parent / "migrations"


def migrate_file(path: Path, driver: Driver, access: Access, *, copies: Path) -> Path:
    """Bring a file up to date; returns the copy of what it was, which was put into `copies`.

    Raises `DiskFull`, `FolderNotWritable`, `EventBusy`, `EventFileDamaged`; the file is then as it was.
    """
    with (
        known_failures(str(path)),
        lent_engine(driver).connect().execution_options(**{BARE: True}) as connection,
    ):
        number = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        copy = copies / f"{path.stem} (format {number}){path.suffix}"
        _make_room(copy)
        connection.exec_driver_sql("VACUUM INTO ?", (str(copy),))
        _verify(copy, access)
        # Tables are rebuilt by migrations, so references are checked at the end; the switch needs no transaction.
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            upgrade(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_NUMBER}")
            connection.exec_driver_sql("UPDATE identity SET schema = ?", (SCHEMA_NUMBER,))
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise EventFileDamaged(path, "foreign_key_check", copy)
            prove_schema(connection.exec_driver_sql, str(path))
            connection.commit()
        finally:
            connection.rollback()
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")
    return copy


def migrate_server(connection: Connection) -> None:
    """Bring the event of a server up to date, inside the transaction that is open."""
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")
    upgrade(connection)
    connection.exec_driver_sql("UPDATE identity SET schema = %s", (SCHEMA_NUMBER,))


def upgrade(connection: Connection) -> None:
    """Run every migration that the database has not seen, inside the transaction that is open."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _make_room(copy: Path) -> None:
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.unlink(missing_ok=True)  # of an attempt that failed: it is a copy of the same file
    except OSError as error:
        raise FolderNotWritable(copy) from error


def _verify(copy: Path, access: Access) -> None:
    connection = connect_file(copy, replace(access, read_only=True, create=False))
    try:
        ((found,),) = connection.execute("PRAGMA integrity_check(1)")
        if found != "ok":
            raise EventFileDamaged(copy, str(found))
    finally:
        connection.close()
