"""SQLAlchemy's engines on event files: connections as `connections` makes them, and our own BEGIN."""

from collections.abc import Callable

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool, StaticPool

from smalltowns_desktop.storage.connections import Driver
from smalltowns_desktop.storage.sql import BARE, WRITES


def file_engine(connect: Callable[[], Driver]) -> Engine:
    """An engine on the event file that `connect` connects to; nothing is opened until the first connection."""
    engine = create_engine("sqlite://", module=sqlcipher, creator=connect, poolclass=QueuePool, pool_size=4)
    event.listen(engine, "begin", _begin)
    return engine


def lent_engine(connection: Driver) -> Engine:
    """An engine on one connection that belongs to somebody else, who closes it."""
    engine = create_engine("sqlite://", module=sqlcipher, creator=lambda: connection, poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    return engine


def memory_engine() -> Engine:
    """An engine whose every connection is an empty database of its own, in memory."""
    return create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: sqlcipher.connect(":memory:", isolation_level=None),
        poolclass=NullPool,
    )


def _begin(connection: Connection) -> None:
    # The driver would begin too late, at the first INSERT, and outside DDL: then a CREATE TABLE survives a rollback.
    options = connection.get_execution_options()
    if not options.get(BARE, False):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get(WRITES, False) else "BEGIN")
