"""Everything that an event holds, table by table, as two copies of it can be compared."""

from collections.abc import Iterator
from typing import Any

from smalltowns_desktop.storage.rows import read_rows, row_key
from smalltowns_desktop.storage.sql import Connection
from smalltowns_desktop.storage.tables import FACTS, STATE

_TIMES_OF_RECORDING = frozenset({"accepted_at", "issued_at", "revoked_at", "released_at", "printed_at", "revision"})
"""When something was written, and the journal's number then, differs from copy to copy."""
_OF_THE_COPY = frozenset({"merges"})
"""Which files were merged into a copy says nothing about the event."""


def read_everything(connection: Connection) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Table, key and fields of every row of state and of every fact, sorted by table and key.

    Fields are the model's values; the times at which a row was recorded are left out, the time of a scan is not one.
    """
    for codec in sorted((*STATE, *FACTS), key=lambda codec: codec.table):
        if codec.table in _OF_THE_COPY:
            continue
        names = [name for name in codec.names if name not in _TIMES_OF_RECORDING]
        rows = [(row_key(row), row) for row in read_rows(connection, codec.row_class)]
        for key, row in sorted(rows, key=lambda item: item[0]):  # databases sort text in their own ways
            yield codec.table, key, {name: getattr(row, name) for name in names}
