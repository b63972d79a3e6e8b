"""What the page does to the event when somebody wishes it: one deed a wish, and what is made is named to the page."""

from collections.abc import Collection, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from smalltowns_desktop.domain.ids import ActivityId, RequestId
from smalltowns_desktop.gui.timeline.moves import Edit
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.programme import (
    ActivityEdit,
    add_activity,
    delete_activities,
    duplicate_activity,
    edit_activities,
    lock_activities,
)
from smalltowns_desktop.services.transport import TransferEdit, delete_transfers, edit_transfers
from smalltowns_desktop.services.visits import plan_request, return_to_requests


class ProgrammeDeeds(QObject):
    """Signals: `made` (the key of an activity that is new)."""

    made = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._store = workspace.store

    def edit(self, edits: Sequence[Edit]) -> None:
        """All of activities, or all of transfers."""
        visits = [edit for edit in edits if isinstance(edit, ActivityEdit)]
        rides = [edit for edit in edits if isinstance(edit, TransferEdit)]
        if visits:
            self._store.perform(lambda db: edit_activities(db, visits))
        elif rides:
            self._store.perform(lambda db: edit_transfers(db, rides))

    def add(self, edit: ActivityEdit) -> bool:
        """The activity that an edit of nothing stands for; whether it was made."""
        added = self._store.perform(lambda db: add_activity(db, edit.after, edit.join))
        if added is not None:
            self.made.emit(added.activity_id)
        return added is not None

    def plan(self, request: str, starts_at: datetime) -> None:
        planned = self._store.perform(lambda db: plan_request(db, RequestId(request), starts_at))
        if planned is not None:
            self.made.emit(planned.activity_id)

    def repeat(self, activity: str) -> None:
        """Once more, right after itself."""
        row = self._store.programme.activities.get(activity)
        if row is not None:
            copy = self._store.perform(lambda db: duplicate_activity(db, row.id, row.ends_at))
            if copy is not None:
                self.made.emit(copy.activity_id)

    def toggle_lock(self, activities: Collection[str]) -> None:
        """Lock all, unless one is locked: then unlock all."""
        keys = self._known(activities)
        if keys:
            locked = any(self._store.programme.activities[key].locked for key in keys)
            self._store.perform(lambda db: lock_activities(db, keys, not locked))

    def hand_back(self, activities: Collection[str]) -> None:
        """To the requests."""
        keys = self._known(activities)
        if keys:
            self._store.perform(lambda db: return_to_requests(db, keys))

    def delete(self, activities: Collection[str]) -> None:
        keys = self._known(activities)
        if keys:
            self._store.perform(lambda db: delete_activities(db, keys))

    def delete_rides(self, transfers: Collection[str]) -> None:
        rows = self._store.programme.transfers
        keys = [rows[key].id for key in sorted(transfers) if key in rows]
        if keys and not self._store.db.read_only:
            self._store.perform(lambda db: delete_transfers(db, keys))

    def _known(self, activities: Collection[str]) -> list[ActivityId]:
        if self._store.db.read_only:
            return []
        rows = self._store.programme.activities
        return [rows[key].id for key in sorted(activities) if key in rows]
