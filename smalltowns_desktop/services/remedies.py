"""Putting a conflict right by the small change that was found for it (conflicts/remedies.py)."""

from smalltowns_desktop.conflicts.remedy import Remedy
from smalltowns_desktop.conflicts.trials import Row
from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import ChangedMeanwhile
from smalltowns_desktop.domain.ids import KeySource, new_id
from smalltowns_desktop.domain.model import Activity, Transfer
from smalltowns_desktop.services.programme import refuse_locked
from smalltowns_desktop.services.visits import plan_request
from smalltowns_desktop.storage.database import Database, Deed
from smalltowns_desktop.storage.rows import name_of, read_rows


def apply_remedy(db: Database, remedy: Remedy, *, ids: KeySource = new_id) -> Changes:
    """Do what a remedy offers, as one deed.

    Raises `ActivityLocked`, `ChangedMeanwhile` or `GoneAlready` where a row is no longer as the remedy found it: what
    was locked or moved since stays where it is.
    """
    if remedy.plans is not None:
        (visit,) = [edit.after for edit in remedy.edits if isinstance(edit.after, Activity)]
        return plan_request(db, remedy.plans, visit.starts_at, ids=ids).changes
    with db.deed(remedy.title) as deed:
        for edit in remedy.edits:
            _refuse_if_changed(deed, edit.before)
            if edit.before is None:
                deed.insert(edit.after)
            elif edit.after is None:
                deed.delete(edit.before)
            else:
                deed.update(edit.before, edit.after)
    return deed.changes


def _refuse_if_changed(deed: Deed, before: Row | None) -> None:
    """An update by itself looks at the columns that it writes only."""
    if isinstance(before, Activity):
        rows = read_rows(deed.connection, Activity, id=before.id)
        refuse_locked(rows)
        if rows != [before]:
            raise ChangedMeanwhile(name_of(before))
    elif isinstance(before, Transfer):
        if read_rows(deed.connection, Transfer, id=before.id) != [before]:
            raise ChangedMeanwhile(name_of(before))
    elif before is not None:
        refuse_locked(read_rows(deed.connection, Activity, id=before.activity_id))
