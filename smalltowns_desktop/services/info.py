"""What is in an event, at a glance."""

from dataclasses import dataclass
from pathlib import Path

from smalltowns_desktop.domain.model import Event
from smalltowns_desktop.storage.counts import count_rows
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.identity import Identity, read_identity
from smalltowns_desktop.storage.rows import read_rows


@dataclass(frozen=True, slots=True)
class EventInfo:
    event: Event
    identity: Identity
    counts: dict[str, int]
    """Rows by table."""
    size: int | None
    """Of the file, bytes; None on a server."""


def describe_event(db: Database) -> EventInfo:
    """Title, dates and counts, read at once."""
    with db.reading() as connection:
        (event,) = read_rows(connection, Event)
        identity = read_identity(connection)
        counts = count_rows(connection)
    path = Path(db.name)
    return EventInfo(event, identity, counts, path.stat().st_size if db.dialect == "sqlite" else None)
