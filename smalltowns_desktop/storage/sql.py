"""SQLAlchemy's names for signatures: the library itself loads with the first engine, when the first page is there."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection as Connection
    from sqlalchemy import Engine as Engine
    from sqlalchemy.engine import Dialect as Dialect
else:
    Connection = Engine = Dialect = Any

Run = Callable[..., Iterable[Sequence[Any]]]
"""Sends a statement, with its parameters if it has some, and gives its rows: the driver's `execute`, or
`exec_driver_sql` of a `Connection`."""

WRITES = "smalltowns_writes"
"""Execution option of a connection whose transaction will write: SQLite then begins IMMEDIATE."""
BARE = "smalltowns_bare"
"""Execution option of a SQLite connection for what runs outside of transactions only, such as VACUUM."""
