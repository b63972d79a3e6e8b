"""Which event a file holds, which copy of it this is, and the secret that signs its badge codes."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from smalltowns_desktop.domain.ids import KeySource, new_id
from smalltowns_desktop.storage.numbers import SCHEMA_NUMBER
from smalltowns_desktop.storage.rows import placeholder
from smalltowns_desktop.storage.sql import Connection


@dataclass(frozen=True, slots=True)
class Identity:
    event_id: str
    file_id: str
    """Differs between copies of one event."""
    kind: str
    """`event`, `district-plan` or `station`."""
    secret: bytes
    """32 bytes."""
    schema: int
    created_at: str


def new_identity(ids: KeySource = new_id, kind: str = "event") -> Identity:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Identity(ids(), new_id(), kind, secrets.token_bytes(32), SCHEMA_NUMBER, now)


def read_identity(connection: Connection) -> Identity:
    row = connection.exec_driver_sql("SELECT event_id, file_id, kind, secret, schema, created_at FROM identity").one()
    return Identity(row.event_id, row.file_id, row.kind, bytes.fromhex(row.secret), row.schema, row.created_at)


def write_identity(connection: Connection, identity: Identity) -> None:
    values = (
        identity.event_id, identity.file_id, identity.kind, identity.secret.hex(), identity.schema, identity.created_at
    )  # fmt: skip
    marks = ", ".join([placeholder(connection.dialect)] * len(values))
    connection.exec_driver_sql(
        f"INSERT INTO identity (slot, event_id, file_id, kind, secret, schema, created_at) VALUES (1, {marks})", values
    )
