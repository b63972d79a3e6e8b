"""The event as one `Programme`: a query a table, and after a deed only the rows that it touched."""

from dataclasses import fields
from typing import Any

from sqlalchemy import Connection

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.model import EVENT_KEY, Event
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.journal import changes_since, last_revision
from smalltowns_desktop.storage.rows import read_rows, row_key
from smalltowns_desktop.storage.schema import STATE, TABLE_OF, key_columns

_CLASS_OF = {table.name: row_class for row_class, table in TABLE_OF.items()}
_TABLES = tuple(field.name for field in fields(Programme) if field.name not in {"event", "revision"})


def load_programme(db: Database) -> Programme:
    """The whole event, as it stands in one consistent read."""
    with db.reading() as connection:
        return read_programme(connection)


def read_programme(connection: Connection) -> Programme:
    """The whole event, inside a transaction that is open already."""
    (event,) = read_rows(connection, Event)
    tables = {name: _by_key(read_rows(connection, _CLASS_OF[name]), name) for name in _TABLES}
    return Programme(event, last_revision(connection), **tables)


def reload_programme(db: Database, programme: Programme, changes: Changes) -> Programme:
    """The programme with every row read anew that `changes` names or that anybody has touched since it was loaded."""
    with db.reading() as connection:
        # Others may have written before our own deed: what is not read now would be missed for ever.
        changes |= changes_since(connection, programme.revision)
        touched = {name: changes[name] for name in (*_TABLES, "events") if changes[name]}
        values: dict[str, Any] = {"revision": last_revision(connection)}
        for name, keys in touched.items():
            if name == "events":
                (values["event"],) = read_rows(connection, Event, id=EVENT_KEY)
                continue
            rows = dict(getattr(programme, name))
            first_key = key_columns(TABLE_OF[_CLASS_OF[name]])[0]
            fresh: list[Any] = read_rows(
                connection, _CLASS_OF[name], **{first_key: {key.split("/")[0] for key in keys}}
            )
            found = {row_key(row): row for row in fresh}
            for key in keys:
                if key in found:
                    rows[key] = found[key]
                else:
                    rows.pop(key, None)
            values[name] = rows
    return programme.with_tables(**values)


def _by_key(rows: list[Any], name: str) -> dict[str, Any]:
    keys = key_columns(TABLE_OF[_CLASS_OF[name]])
    if len(keys) == 1:
        (key,) = keys
        return {getattr(row, key): row for row in rows}
    return {row_key(row): row for row in rows}


assert {table.name for table in STATE} - {"events", "participant_documents"} == set(_TABLES), "the snapshot is whole"
