"""Reading the journal: history, undo and redo of any deed, what others have changed since.

An undo is a revision of its own that puts every row back; a redo does the deed again. Which deeds are undone is a fold
over the revisions, stored nowhere.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from smalltowns_desktop.domain.changes import Changes, changes_of
from smalltowns_desktop.domain.errors import (
    BrokenRule,
    EventFileDamaged,
    NothingToRedo,
    NothingToUndo,
    ReferenceGone,
    StillInUse,
    UndoBlocked,
)
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.storage.database import Database, Deed
from smalltowns_desktop.storage.rows import insert_statement, placeholder, quoted
from smalltowns_desktop.storage.sql import Connection
from smalltowns_desktop.storage.tables import BY_NAME

LAST_REVISION = "SELECT coalesce(max(number), 0) FROM revisions"


@dataclass(frozen=True, slots=True)
class Revision:
    number: int
    id: str
    at: str
    """UTC, ISO 8601."""
    who: str
    station: str
    deed: Text
    undoes: int | None
    redoes: int | None
    undone: bool
    """Whether its effect has been taken back; always False for an undo or a redo."""


@dataclass(frozen=True, slots=True)
class RowChange:
    table: str
    key: str
    kind: str
    """`insert`, `update` or `delete`."""
    before: dict[str, Any] | None
    """The database's values by column."""
    after: dict[str, Any] | None


def read_revisions(connection: Connection) -> list[Revision]:
    """Every revision, oldest first."""
    rows = connection.exec_driver_sql(
        "SELECT number, id, at, who, station, deed, undoes, redoes FROM revisions ORDER BY number"
    ).all()
    undone: set[int] = set()
    for row in rows:
        if row.undoes is not None:
            undone.add(row.undoes)
        elif row.redoes is not None:
            undone.discard(row.redoes)
    return [
        Revision(
            row.number, row.id, row.at, row.who, row.station, Text.from_json(row.deed), row.undoes, row.redoes,
            row.number in undone,
        )
        for row in rows
    ]  # fmt: skip


def read_changes(connection: Connection, revision: int) -> list[RowChange]:
    """What a revision did, row by row, in its order."""
    mark = placeholder(connection.dialect)
    rows = connection.exec_driver_sql(
        f"SELECT table_name, row_key, kind, before, after FROM row_changes WHERE revision = {mark} ORDER BY id",
        (revision,),
    )
    return [
        RowChange(
            table,
            key,
            kind,
            None if before is None else json.loads(before),
            None if after is None else json.loads(after),
        )
        for table, key, kind, before, after in rows
    ]


def last_change_of(connection: Connection, table: str, key: str) -> tuple[Revision, RowChange] | None:
    """The newest change of one row and the revision that it belongs to; None for a row that the journal has not."""
    mark = placeholder(connection.dialect)
    found = connection.exec_driver_sql(
        "SELECT number, revisions.id, at, who, station, deed, undoes, redoes, kind, before, after "
        "FROM row_changes JOIN revisions ON revisions.number = row_changes.revision "
        f"WHERE table_name = {mark} AND row_key = {mark} ORDER BY row_changes.id DESC LIMIT 1",
        (table, key),
    ).first()
    if found is None:
        return None
    # Its effect stands: had it been undone, the undo would be a newer change of the row.
    revision = Revision(
        found.number, found.id, found.at, found.who, found.station, Text.from_json(found.deed), found.undoes,
        found.redoes, undone=False,
    )  # fmt: skip
    before, after = (None if row is None else json.loads(row) for row in (found.before, found.after))
    return revision, RowChange(table, key, found.kind, before, after)


def last_revision(connection: Connection) -> int:
    """The number of the newest revision, 0 where there is none."""
    return int(connection.exec_driver_sql(LAST_REVISION).scalar_one())


def changes_since(connection: Connection, revision: int) -> Changes:
    """Every row touched after `revision`, by whomever; `Changes.revision` is the newest there is."""
    newest = last_revision(connection)
    if newest == revision:  # asked twice a second at a busy door, where only facts are written
        return changes_of(newest, ())
    # Not DISTINCT: for that SQLite reads the index of all rows that were ever changed. What comes twice falls together.
    mark = placeholder(connection.dialect)
    rows = connection.exec_driver_sql(
        f"SELECT table_name, row_key FROM row_changes WHERE revision > {mark}", (revision,)
    )
    return changes_of(newest, ((row[0], row[1]) for row in rows))


def next_to_undo(revisions: Sequence[Revision]) -> Revision | None:
    """The newest deed whose effect stands. The first one, the making of the event itself, is not undone."""
    for revision in reversed(revisions[1:]):
        if _is_deed(revision) and not revision.undone:
            return revision
    return None


def next_to_redo(revisions: Sequence[Revision]) -> Revision | None:
    """The deed undone last, while nothing new was done since."""
    by_number = {revision.number: revision for revision in revisions}
    redone = 0
    for revision in reversed(revisions):
        if _is_deed(revision):
            return None
        if revision.redoes is not None:
            redone += 1
        elif redone:
            redone -= 1
        elif revision.undoes is not None:
            return by_number[revision.undoes]
    return None


def undo_revision(db: Database, number: int | None = None) -> tuple[Revision, Changes]:
    """Take a deed back: the given one, or the last that stands.

    Raises `NothingToUndo`, and `UndoBlocked` if a later deed that still stands changed the same rows or needs them.
    """
    with db.reading() as connection:
        revisions = read_revisions(connection)
    target = next_to_undo(revisions) if number is None else _named(revisions, number)
    if target is None or target.undone or not _is_deed(target):
        raise NothingToUndo()
    try:
        with db.deed(say("Undo: {deed}", deed=target.deed), undoes=target.number) as deed:
            _refuse_if_built_upon(deed.connection, target, read_revisions(deed.connection))
            changes = read_changes(deed.connection, target.number)
            _write(db, deed, [_inverse(change) for change in reversed(changes)])
    except (ReferenceGone, StillInUse, BrokenRule) as error:
        # A later deed refers to what this one made, to what it deleted in its turn, or took its place.
        later = _deed_in_the_way(db, target)
        if later is None:
            raise
        raise UndoBlocked(target.deed, later.deed) from error
    return target, deed.changes


def redo_revision(db: Database) -> tuple[Revision, Changes]:
    """Do again what was undone last. Raises `NothingToRedo`."""
    with db.reading() as connection:
        target = next_to_redo(read_revisions(connection))
    if target is None:
        raise NothingToRedo()
    with db.deed(say("Redo: {deed}", deed=target.deed), redoes=target.number) as deed:
        still_next = next_to_redo(read_revisions(deed.connection)[:-1])
        if still_next is None or still_next.number != target.number:
            raise NothingToRedo()
        _write(db, deed, read_changes(deed.connection, target.number))
    return target, deed.changes


def _is_deed(revision: Revision) -> bool:
    return revision.undoes is None and revision.redoes is None


def _named(revisions: Sequence[Revision], number: int) -> Revision | None:
    return next((revision for revision in revisions[1:] if revision.number == number), None)


def _refuse_if_built_upon(connection: Connection, target: Revision, revisions: Sequence[Revision]) -> None:
    """Another may have undone it, or changed the same rows, between our look and our lock."""
    now = next((revision for revision in revisions if revision.number == target.number), None)
    # The undo that is being written is in the list already and counts its target as undone: look behind it.
    earlier = [
        revision for revision in revisions[:-1] if revision.undoes == target.number or revision.redoes == target.number
    ]
    if now is None or (earlier and earlier[-1].undoes is not None):
        raise NothingToUndo()
    mark = placeholder(connection.dialect)
    same_rows = connection.exec_driver_sql(
        "SELECT DISTINCT later.revision FROM row_changes AS later JOIN row_changes AS mine "
        "ON mine.table_name = later.table_name AND mine.row_key = later.row_key "
        f"WHERE mine.revision = {mark} AND later.revision > {mark}",
        (target.number, target.number),
    )
    touching = set(same_rows.scalars())
    for revision in revisions[:-1]:
        if revision.number in touching and _is_deed(revision) and not revision.undone:
            raise UndoBlocked(target.deed, revision.deed)


def _deed_in_the_way(db: Database, target: Revision) -> Revision | None:
    """The last deed that stands and names a row of `target`; if none does, the last one after it."""
    with db.reading() as connection:
        later = [
            revision
            for revision in reversed(read_revisions(connection))
            if revision.number > target.number and _is_deed(revision) and not revision.undone
        ]
        keys = {change.key for change in read_changes(connection, target.number)}
        for revision in later:
            for change in read_changes(connection, revision.number):
                if not keys.isdisjoint(map(str, {**(change.before or {}), **(change.after or {})}.values())):
                    return revision
    return next(iter(later), None)


def _write(db: Database, deed: Deed, changes: Sequence[RowChange]) -> None:
    """Write row changes, those of one shape together, and nothing else.

    Raises `StillInUse` where other rows would go along, such as links that came later, and `EventFileDamaged` where
    a row is not there to be written.
    """
    connection = deed.connection
    # Rows come back in the order in which they went, so a reference may be broken until the end.
    sqlite = connection.dialect.name == "sqlite"
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON" if sqlite else "SET CONSTRAINTS ALL DEFERRED")
    _apply(connection, changes)
    written = {(change.table, change.key) for change in read_changes(connection, deed.revision)}
    expected = {(change.table, change.key) for change in changes}
    if written - expected:
        raise StillInUse(say("What was to be deleted"))
    if expected - written:
        raise EventFileDamaged(db.name, ", ".join(f"{table} {key}" for table, key in sorted(expected - written)[:3]))


def _inverse(change: RowChange) -> RowChange:
    kind = {"insert": "delete", "delete": "insert", "update": "update"}[change.kind]
    return RowChange(change.table, change.key, kind, change.after, change.before)


def _apply(connection: Connection, changes: Iterable[RowChange]) -> None:
    for (table, kind, columns), group in groupby(changes, key=_shape):
        statement, names = _statement(connection, table, kind, columns)
        connection.exec_driver_sql(statement, [tuple(_parameters(change, names)) for change in group])


def _shape(change: RowChange) -> tuple[str, str, tuple[str, ...]]:
    if change.kind != "update":
        return change.table, change.kind, ()
    before, after = change.before or {}, change.after or {}
    return change.table, change.kind, tuple(name for name in after if before.get(name) != after[name])


def _statement(connection: Connection, table_name: str, kind: str, columns: Sequence[str]) -> tuple[str, list[str]]:
    """The statement and the names of its parameters, out of the row as it shall be, or, to delete, as it is."""
    dialect = connection.dialect
    codec = BY_NAME[table_name]
    mark = placeholder(dialect)
    keys = list(codec.keys)
    condition = " AND ".join(f"{quoted(dialect, key)} = {mark}" for key in keys)
    name = quoted(dialect, table_name)
    match kind:
        case "insert":
            return insert_statement(dialect, table_name, codec.names), list(codec.names)
        case "update":
            assignments = ", ".join(f"{quoted(dialect, column)} = {mark}" for column in columns)
            return f"UPDATE {name} SET {assignments} WHERE {condition}", [*columns, *keys]
        case _:
            return f"DELETE FROM {name} WHERE {condition}", keys


def _parameters(change: RowChange, names: Sequence[str]) -> Iterator[Any]:
    row = change.after if change.kind != "delete" else change.before
    assert row is not None, "a change holds the row that it needs"
    return (row[name] for name in names)
