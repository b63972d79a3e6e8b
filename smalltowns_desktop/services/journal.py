"""The journal as a person uses it: undo, redo, what was done."""

from dataclasses import dataclass

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.text import Text
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.journal import (
    Revision,
    next_to_redo,
    next_to_undo,
    read_revisions,
    redo_revision,
    undo_revision,
)


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
