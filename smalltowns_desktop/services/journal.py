"""The journal as a person uses it: undo, redo, what was done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import NothingToUndo
from smalltowns_desktop.domain.text import Text
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.journal import (
    Revision,
    RowChange,
    next_to_redo,
    next_to_undo,
    read_changes,
    read_revisions,
    redo_revision,
    undo_revision,
)
from smalltowns_desktop.storage.rows import decode_values


@dataclass(frozen=True, slots=True)
class Reversal:
    """What was undone or done again."""

    number: int
    deed: Text
    changes: Changes


def undo_deed(db: Database, number: int | None = None) -> Reversal:
    """Take back the last deed that stands, or the one of that number.

    Raises `NothingToUndo`; `UndoBlocked` if a later deed changed the same rows.
    """
    revision, changes = undo_revision(db, number)
    return Reversal(revision.number, revision.deed, changes)


def redo_deed(db: Database) -> Reversal:
    """Do again what was undone last. Raises `NothingToRedo` if nothing was, or something new was done since."""
    revision, changes = redo_revision(db)
    return Reversal(revision.number, revision.deed, changes)


def name_next_deeds(db: Database) -> tuple[Text | None, Text | None]:
    """What undo would take back, and what redo would do again; None for nothing."""
    with db.reading() as connection:
        revisions = read_revisions(connection)
    undo, redo = next_to_undo(revisions), next_to_redo(revisions)
    return undo.deed if undo else None, redo.deed if redo else None


def list_deeds(db: Database) -> list[Revision]:
    """Every deed, undo and redo, newest first."""
    with db.reading() as connection:
        return read_revisions(connection)[::-1]


def undo_back_to(db: Database, number: int) -> Changes:
    """Take back every deed after revision `number` that still stands, the newest first, each as an undo of its own.

    Raises `NothingToUndo` if none does.
    """
    with db.reading() as connection:
        later = [
            revision.number
            for revision in reversed(read_revisions(connection))
            if revision.number > number and revision.undoes is None and revision.redoes is None and not revision.undone
        ]
    if not later:
        raise NothingToUndo
    changes = Changes()
    for deed in later:
        changes |= undo_revision(db, deed)[1]
    return changes


@dataclass(frozen=True, slots=True)
class RowStory:
    """What a revision did to one row, in the model's values."""

    table: str
    kind: str
    """`insert`, `update` or `delete`."""
    name: str
    """The row's title or name; "" for a link and whatever else has none."""
    fields: tuple[tuple[str, Any, Any], ...]
    """(column, before, after), only those that differ; never the row's own key. None where there was no row."""
    row: Mapping[str, Any]
    """All of it, as it became or as it was last."""


def describe_changes(db: Database, number: int, most: int) -> tuple[list[RowStory], int]:
    """The first `most` rows that a revision touched, and how many there are."""
    with db.reading() as connection:
        found = read_changes(connection, number)
    return [_story(change) for change in found[:most]], len(found)


def _story(change: RowChange) -> RowStory:
    before = decode_values(change.table, change.before or {})
    after = decode_values(change.table, change.after or {})
    row = after or before
    names = [
        str(row[field]) for field in ("title", "name", "surname", "given_name", "patronymic", "what") if row.get(field)
    ]
    fields = tuple(
        (field, before.get(field), after.get(field))
        for field in row
        if before.get(field) != after.get(field) and field != "id"
    )
    return RowStory(change.table, change.kind, " ".join(names), fields, row)
