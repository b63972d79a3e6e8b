"""Rows of the model to and from their tables, many at a time.

Statements are made once a class from the table's columns and sent to the driver as they are: an import writes tens of
thousands of rows, and the expression compiler would cost more than the disk.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeVar

from smalltowns_desktop.domain.errors import ChangedMeanwhile, StillInUse
from smalltowns_desktop.domain.model import Participant
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.storage.failures import user_error_of
from smalltowns_desktop.storage.sql import Connection, Dialect
from smalltowns_desktop.storage.tables import BY_NAME, RowCodec, row_codec

Row = TypeVar("Row")
_BATCH = 500
"""Values in one IN list; SQLite and PostgreSQL take far more, a plan is made quicker for fewer."""


def placeholder(dialect: Dialect) -> str:
    """The driver's mark for a parameter: `?` or `%s`."""
    return "?" if dialect.paramstyle == "qmark" else "%s"


def quoted(dialect: Dialect, name: str) -> str:
    """A table's or column's name, in quotes where the database needs them."""
    return dialect.identifier_preparer.quote(name)


def insert_statement(dialect: Dialect, table: str, columns: Sequence[str]) -> str:
    listed = ", ".join(quoted(dialect, name) for name in columns)
    marks = ", ".join([placeholder(dialect)] * len(columns))
    return f"INSERT INTO {quoted(dialect, table)} ({listed}) VALUES ({marks})"


def insert_rows(connection: Connection, rows: Iterable[Any]) -> int:
    """Insert rows of any classes, in their order; returns how many."""
    count = 0
    for row_class, batch in groupby(rows, key=type):
        codec: RowCodec[Any] = row_codec(row_class)
        values = [codec.encode(row) for row in batch]
        connection.exec_driver_sql(insert_statement(connection.dialect, codec.table, codec.names), values)
        count += len(values)
    return count


append_facts = insert_rows
"""Facts are rows too; the name says that they only ever come on top."""


def update_row(connection: Connection, before: Any, after: Any) -> None:
    """Write the columns in which `after` differs, if the row still holds `before` in them.

    Raises `ChangedMeanwhile` if somebody else wrote one of them, or deleted the row.
    """
    codec = row_codec(type(before))
    old, new = (dict(zip(codec.names, codec.encode(row), strict=True)) for row in (before, after))
    assert all(old[key] == new[key] for key in codec.keys), "an update keeps the key"
    changed = [name for name in old if old[name] != new[name]]
    if not changed:
        return
    dialect = connection.dialect
    mark = placeholder(dialect)
    same = "IS" if dialect.name == "sqlite" else "IS NOT DISTINCT FROM"
    assignments = ", ".join(f"{quoted(dialect, name)} = {mark}" for name in changed)
    conditions = " AND ".join(
        [f"{quoted(dialect, key)} = {mark}" for key in codec.keys]
        + [f"{quoted(dialect, name)} {same} {mark}" for name in changed]
    )
    values = [new[name] for name in changed] + [old[name] for name in (*codec.keys, *changed)]
    statement = f"UPDATE {quoted(dialect, codec.table)} SET {assignments} WHERE {conditions}"
    if connection.exec_driver_sql(statement, tuple(values)).rowcount == 0:
        raise ChangedMeanwhile(name_of(before))


def delete_rows(connection: Connection, rows: Iterable[Any]) -> None:
    """Delete rows by key; links that they own go with them. A row that is gone already is no error.

    Raises `StillInUse` if another row refers to one of them.
    """
    dialect = connection.dialect
    for row_class, batch in groupby(rows, key=type):
        codec: RowCodec[Any] = row_codec(row_class)
        condition = " AND ".join(f"{quoted(dialect, key)} = {placeholder(dialect)}" for key in codec.keys)
        statement = f"DELETE FROM {quoted(dialect, codec.table)} WHERE {condition}"
        for row in batch:
            try:
                connection.exec_driver_sql(statement, codec.encode_key(row))
            except Exception as error:  # whatever the driver calls it
                if isinstance(user_error_of(error, codec.table), StillInUse):
                    raise StillInUse(name_of(row)) from error
                raise


def read_rows(connection: Connection, row_class: type[Row], **equals: Any) -> list[Row]:
    """The rows whose fields equal the given values, None too; a list, tuple or set of values means any of them.

    In the order of the key, which is the order of creation where the key is an id.
    """
    sets = {name: values for name, values in equals.items() if isinstance(values, list | tuple | set | frozenset)}
    if not sets:
        return _read(connection, row_class, {name: [value] for name, value in equals.items()})
    (large,) = sets  # one list at a time is all that anybody needs
    values = sorted(sets[large])
    rows: list[Row] = []
    for start in range(0, len(values), _BATCH):
        chosen = {name: [value] for name, value in equals.items() if name != large}
        rows += _read(connection, row_class, {**chosen, large: values[start : start + _BATCH]})
    if len(values) > _BATCH:
        rows.sort(key=row_codec(row_class).encode_key)
    return rows


def _read(connection: Connection, row_class: type[Row], equals: dict[str, list[Any]]) -> list[Row]:
    dialect = connection.dialect
    codec = row_codec(row_class)
    listed = ", ".join(quoted(dialect, name) for name in codec.names)
    parameters: list[Any] = []
    conditions = []
    for name, values in equals.items():
        form = codec.forms.get(name)
        if values == [None]:
            conditions.append(f"{quoted(dialect, name)} IS NULL")
            continue
        marks = ", ".join([placeholder(dialect)] * len(values))
        conditions.append(f"{quoted(dialect, name)} IN ({marks})")
        parameters += values if form is None else [form.encode(value) for value in values]
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    order = ", ".join(quoted(dialect, key) for key in codec.keys)
    statement = f"SELECT {listed} FROM {quoted(dialect, codec.table)}{where} ORDER BY {order}"
    return [codec.decode(values) for values in connection.exec_driver_sql(statement, tuple(parameters))]


def row_key(row: Any) -> str:
    """The key as the journal names it: its parts joined by `/`."""
    return "/".join(str(part) for part in row_codec(type(row)).encode_key(row))


def decode_values(table: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the journal holds it, by column, in the model's values; columns that are no more stay as they are."""
    forms = BY_NAME[table].forms
    decoded = {}
    for name, value in values.items():
        form = forms.get(name)
        decoded[name] = value if form is None or value is None else form.decode(value)
    return decoded


def name_of(row: Any) -> Text | str:
    """What to call a row in a sentence."""
    if isinstance(row, Participant):
        return row.full_name
    for field in ("title", "name", "what"):
        if hasattr(row, field):
            return str(getattr(row, field))
    return say("This entry")
