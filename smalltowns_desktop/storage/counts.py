"""How much there is of everything."""

from collections.abc import Sequence

from smalltowns_desktop.storage.sql import Connection
from smalltowns_desktop.storage.tables import FACTS, STATE


def count_rows(connection: Connection) -> dict[str, int]:
    """Rows by table: the event's state, then its facts, then the revisions of its journal."""
    return _count(connection, [codec.table for codec in (*STATE, *FACTS)] + ["revisions"])


def count_facts(connection: Connection) -> dict[str, int]:
    """Rows by table of facts."""
    return _count(connection, [codec.table for codec in FACTS])


def _count(connection: Connection, names: Sequence[str]) -> dict[str, int]:
    selects = ", ".join(f'(SELECT count(*) FROM "{name}")' for name in names)
    return dict(zip(names, connection.exec_driver_sql(f"SELECT {selects}").one(), strict=True))
