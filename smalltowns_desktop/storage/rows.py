"""Rows of the model to and from their tables, many at a time.

Statements are made once a class from the table's columns and sent to the driver as they are: an import writes tens of
thousands of rows, and the expression compiler would cost more than the disk.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from sqlalchemy import Connection, Table
from sqlalchemy.engine import Dialect

from smalltowns_desktop.domain.errors import ChangedMeanwhile
from smalltowns_desktop.domain.model import Participant
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.storage.columns import decoder, encoder
from smalltowns_desktop.storage.schema import TABLE_OF, key_columns

Row = TypeVar("Row")
_BATCH = 500
"""Values in one IN list; SQLite and PostgreSQL take far more, a plan is made quicker for fewer."""


def placeholder(dialect: Dialect) -> str:
    """The driver's mark for a parameter: `?` or `%s`."""
    return "?" if dialect.paramstyle == "qmark" else "%s"


def quoted(dialect: Dialect, name: str) -> str:
    """A table's or column's name, in quotes where the database needs them."""
    return dialect.identifier_preparer.quote(name)


def insert_statement(dialect: Dialect, table: Table, columns: Sequence[str] | None = None) -> str:
    names = columns if columns is not None else [column.name for column in table.columns]
    listed = ", ".join(quoted(dialect, name) for name in names)
    marks = ", ".join([placeholder(dialect)] * len(names))
    return f"INSERT INTO {quoted(dialect, table.name)} ({listed}) VALUES ({marks})"


def insert_rows(connection: Connection, rows: Iterable[Any]) -> int:
    """Insert rows of any classes, in their order; returns how many."""
    count = 0
    for row_class, batch in groupby(rows, key=type):
        values = [_encode(row_class)(row) for row in batch]
        connection.exec_driver_sql(insert_statement(connection.dialect, TABLE_OF[row_class]), values)
        count += len(values)
    return count


append_facts = insert_rows
"""Facts are rows too; the name says that they only ever come on top."""


def update_row(connection: Connection, before: Any, after: Any) -> None:
    """Write the columns in which `after` differs, if the row still holds `before` in them.

    Raises `ChangedMeanwhile` if somebody else wrote one of them, or deleted the row.
    """
    row_class = type(before)
    table = TABLE_OF[row_class]
    keys = key_columns(table)
    old, new = (dict(zip(_names(row_class), _encode(row_class)(row), strict=True)) for row in (before, after))
    assert type(after) is row_class and all(old[key] == new[key] for key in keys), "an update keeps class and key"
    changed = [name for name in old if old[name] != new[name]]
    if not changed:
        return
    dialect = connection.dialect
    mark = placeholder(dialect)
    same = "IS" if dialect.name == "sqlite" else "IS NOT DISTINCT FROM"
    assignments = ", ".join(f"{quoted(dialect, name)} = {mark}" for name in changed)
    conditions = " AND ".join(
        [f"{quoted(dialect, key)} = {mark}" for key in keys]
        + [f"{quoted(dialect, name)} {same} {mark}" for name in changed]
    )
    values = [new[name] for name in changed] + [old[name] for name in (*keys, *changed)]
    statement = f"UPDATE {quoted(dialect, table.name)} SET {assignments} WHERE {conditions}"
    if connection.exec_driver_sql(statement, tuple(values)).rowcount == 0:
        raise ChangedMeanwhile(name_of(before))


def delete_rows(connection: Connection, rows: Iterable[Any]) -> None:
    """Delete rows by key; links that they own go with them. A row that is gone already is no error."""
    dialect = connection.dialect
    for row_class, batch in groupby(rows, key=type):
        table = TABLE_OF[row_class]
        condition = " AND ".join(f"{quoted(dialect, key)} = {placeholder(dialect)}" for key in key_columns(table))
        statement = f"DELETE FROM {quoted(dialect, table.name)} WHERE {condition}"
        connection.exec_driver_sql(statement, [_encode_key(row_class)(row) for row in batch])


def read_rows(connection: Connection, row_class: type[Row], **equals: Any) -> list[Row]:
    """The rows whose fields equal the given values; a list, tuple or set of values means any of them.

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
    return rows


def _read(connection: Connection, row_class: type[Row], equals: dict[str, list[Any]]) -> list[Row]:
    dialect = connection.dialect
    table = TABLE_OF[row_class]
    listed = ", ".join(quoted(dialect, name) for name in _names(row_class))
    parameters: list[Any] = []
    conditions = []
    for name, values in equals.items():
        encode = encoder(table.columns[name].type)
        marks = ", ".join([placeholder(dialect)] * len(values))
        conditions.append(f"{quoted(dialect, name)} IN ({marks})")
        parameters += [encode(value) for value in values]
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    order = ", ".join(quoted(dialect, key) for key in key_columns(table))
    statement = f"SELECT {listed} FROM {quoted(dialect, table.name)}{where} ORDER BY {order}"
    decode = _decode(row_class)
    return [decode(values) for values in connection.exec_driver_sql(statement, tuple(parameters))]


def row_key(row: Any) -> str:
    """The key as the journal names it: its parts joined by `/`."""
    return "/".join(str(part) for part in _encode_key(type(row))(row))


def name_of(row: Any) -> Text | str:
    """What to call a row in a sentence."""
    if isinstance(row, Participant):
        return row.full_name
    for field in ("title", "name", "what"):
        if hasattr(row, field):
            return str(getattr(row, field))
    return say("This entry")


@cache
def _names(row_class: type) -> tuple[str, ...]:
    return tuple(column.name for column in TABLE_OF[row_class].columns)


@cache
def _encode(row_class: type) -> Callable[[Any], tuple[Any, ...]]:
    return _encode_columns(row_class, _names(row_class))


@cache
def _encode_key(row_class: type) -> Callable[[Any], tuple[Any, ...]]:
    return _encode_columns(row_class, key_columns(TABLE_OF[row_class]))


def _encode_columns(row_class: type, names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    table = TABLE_OF[row_class]
    read = attrgetter(*names) if len(names) > 1 else lambda row: (getattr(row, names[0]),)
    special = [
        (index, encoder(table.columns[name].type)) for index, name in enumerate(names) if _is_special(table, name)
    ]

    def encode(row: Any) -> tuple[Any, ...]:
        values = read(row)
        if not special:
            return values
        changed = list(values)
        for index, convert in special:
            if changed[index] is not None:
                changed[index] = convert(changed[index])
        return tuple(changed)

    return encode


def _is_special(table: Table, name: str) -> bool:
    return decoder(table.columns[name].type) is not None


@cache
def _decode(row_class: type[Row]) -> Callable[[Sequence[Any]], Row]:
    table = TABLE_OF[row_class]
    special = [
        (index, convert) for index, column in enumerate(table.columns) if (convert := decoder(column.type)) is not None
    ]

    def decode(values: Sequence[Any]) -> Row:
        changed = list(values)
        for index, convert in special:
            if changed[index] is not None:
                changed[index] = convert(changed[index])
        return row_class(*changed)

    return decode
