"""What a person does to the programme: add an activity, move it, edit it, lock it, take it out.

A locked activity keeps its time, its place and who comes until somebody unlocks it.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.domain.errors import ActivityLocked, GoneAlready, InvalidValue
from smalltowns_desktop.domain.ids import ActivityId, GroupId, HallId, KeySource, ParticipantId, SiteId, new_id
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityGroup,
    ActivityPart,
    ActivityPerson,
    ActivityStatus,
    Hall,
)
from smalltowns_desktop.domain.text import Text, say, say_n
from smalltowns_desktop.domain.validity import fault_of
from smalltowns_desktop.storage.database import Database, Deed
from smalltowns_desktop.storage.journal import Revision, last_change_of
from smalltowns_desktop.storage.rows import read_rows

_HELD = ("starts_at", "ends_at", "site_id", "hall_id")
"""Fields that a lock holds."""


@dataclass(frozen=True, slots=True)
class ActivityEdit:
    """What is to become of one activity: its row before and after, the groups that leave it and those that join."""

    before: Activity
    after: Activity
    leave: tuple[GroupId, ...] = ()
    join: tuple[GroupId, ...] = ()

    @property
    def moves(self) -> bool:
        """Whether it changes what a lock holds."""
        fields_differ = any(getattr(self.before, name) != getattr(self.after, name) for name in _HELD)
        return fields_differ or bool(self.leave) or bool(self.join)


@dataclass(frozen=True, slots=True)
class ActivityAdded:
    activity_id: ActivityId
    changes: Changes


def edit_activities(db: Database, edits: Sequence[ActivityEdit]) -> Changes:
    """Move, resize or edit activities in one deed.

    A hall of another site than the new one is left. Raises `ActivityLocked`, `InvalidValue`, `ChangedMeanwhile`.
    """
    for edit in edits:
        _refuse_if_held(edit)
    with db.deed(_title_of(edits)) as deed:
        for edit in edits:
            after = _checked(_in_its_hall(deed, edit.before, edit.after))
            deed.update(edit.before, after)
            links = read_rows(deed.connection, ActivityGroup, activity_id=edit.before.id)
            there = {link.group_id for link in links}
            deed.delete(*(link for link in links if link.group_id in edit.leave and link.group_id not in edit.join))
            deed.insert(*(ActivityGroup(edit.before.id, group) for group in edit.join if group not in there))
    return deed.changes


def move_activity(
    db: Database,
    activity_id: ActivityId,
    starts_at: datetime | None = None,
    *,
    site_id: SiteId | None = None,
    hall_id: HallId | None = None,
) -> Changes:
    """Give an activity another start, site or hall; None keeps what it has, and it lasts as long as before.

    A hall brings its site. Raises `ActivityLocked`, `InvalidValue`, `GoneAlready`, `ChangedMeanwhile`.
    """
    with db.reading() as connection:
        (before,) = _found(read_rows(connection, Activity, id=activity_id))
    start = before.starts_at if starts_at is None else starts_at
    after = replace(
        before, starts_at=start, ends_at=start + (before.ends_at - before.starts_at),
        site_id=site_id or before.site_id, hall_id=hall_id or before.hall_id,
    )  # fmt: skip
    return edit_activities(db, [ActivityEdit(before, after)])


def add_activity(
    db: Database, activity: Activity, group_ids: Iterable[GroupId] = (), *, ids: KeySource = new_id
) -> ActivityAdded:
    """Put a new activity into the programme; its `id` is given here. Raises `InvalidValue`."""
    added = replace(activity, id=ActivityId(ids()))
    with db.deed(say("Add “{title}”", title=activity.title)) as deed:
        insert_activity(deed, added, group_ids)
    return ActivityAdded(added.id, deed.changes)


def insert_activity(deed: Deed, activity: Activity, group_ids: Iterable[GroupId]) -> None:
    """A new activity and its groups, as part of a deed. Raises `InvalidValue`."""
    deed.insert(_checked(_in_its_hall(deed, activity, activity)))
    deed.insert(*(ActivityGroup(activity.id, group) for group in dict.fromkeys(group_ids)))


def duplicate_activity(
    db: Database, activity_id: ActivityId, starts_at: datetime, *, ids: KeySource = new_id
) -> ActivityAdded:
    """The same activity once more, unlocked and as a draft, with its groups and people. Raises `GoneAlready`."""
    with db.reading() as connection:
        (activity,) = _found(read_rows(connection, Activity, id=activity_id))
    with db.deed(say("Repeat “{title}”", title=activity.title)) as deed:
        ends_at = starts_at + (activity.ends_at - activity.starts_at)
        copy = replace(
            activity, id=ActivityId(ids()), starts_at=starts_at, ends_at=ends_at, locked=False,
            status=ActivityStatus.DRAFT,
        )  # fmt: skip
        groups = read_rows(deed.connection, ActivityGroup, activity_id=activity_id)
        people = read_rows(deed.connection, ActivityPerson, activity_id=activity_id)
        insert_activity(deed, copy, (link.group_id for link in groups))
        deed.insert(*(replace(link, activity_id=copy.id) for link in people))
    return ActivityAdded(copy.id, deed.changes)


def delete_activities(db: Database, activity_ids: Collection[ActivityId]) -> Changes:
    """Take activities out for good. Raises `ActivityLocked`, `GoneAlready`, `StillInUse` (a ceremony of agreements)."""
    with db.reading() as connection:
        activities = _found(read_rows(connection, Activity, id=list(activity_ids)))
    refuse_locked(activities)
    count = len(activities)
    # One is named, several are counted; not by `say_n`, whose singular is also for 21 in some languages.
    if count == 1:
        title = say("Delete “{title}”", title=activities[0].title)
    else:
        title = say_n("Delete {n} activity", "Delete {n} activities", count)
    with db.deed(title) as deed:
        deed.delete(*activities)
    return deed.changes


def lock_activities(db: Database, activity_ids: Collection[ActivityId], locked: bool) -> Changes:
    """Lock activities where they are, or free them. Raises `GoneAlready`."""
    with db.reading() as connection:
        activities = _found(read_rows(connection, Activity, id=list(activity_ids)))
    count, title = len(activities), activities[0].title
    if locked:
        one, many = say("Lock “{title}”", title=title), say_n("Lock {n} activity", "Lock {n} activities", count)
    else:
        one, many = say("Unlock “{title}”", title=title), say_n("Unlock {n} activity", "Unlock {n} activities", count)
    with db.deed(one if count == 1 else many) as deed:
        for activity in activities:
            deed.update(activity, replace(activity, locked=locked))
    return deed.changes


def name_person(db: Database, activity_id: ActivityId, part: ActivityPart, participant_id: ParticipantId) -> Changes:
    """Give somebody a part in an activity. Somebody who has it keeps it. Raises `GoneAlready`."""
    link = ActivityPerson(activity_id, part, participant_id)
    return _change_people(db, activity_id, say("Name a person for “{title}”"), lambda deed, there: (
        deed.insert(link) if link not in there else None
    ))  # fmt: skip


def dismiss_person(db: Database, activity_id: ActivityId, part: ActivityPart, participant_id: ParticipantId) -> Changes:
    """Take somebody's part in an activity away. Raises `GoneAlready`."""
    link = ActivityPerson(activity_id, part, participant_id)
    return _change_people(db, activity_id, say("Take a person out of “{title}”"), lambda deed, _: deed.delete(link))


@dataclass(frozen=True, slots=True)
class LastChange:
    """The newest change of an activity: who did it, when, and which fields went from what to what."""

    revision: Revision
    fields: tuple[tuple[str, Any, Any], ...]
    """(column, before, after) as the database has them; empty where the row was made then."""


def last_change(db: Database, activity_id: ActivityId) -> LastChange | None:
    """What the journal says last of the activity's own row; None where it says nothing."""
    with db.reading() as connection:
        found = last_change_of(connection, "activities", activity_id)
    if found is None:
        return None
    revision, change = found
    before, after = change.before or {}, change.after or {}
    fields = ((name, before[name], after[name]) for name in after if name in before and before[name] != after[name])
    return LastChange(revision, tuple(fields))


def refuse_locked(activities: Iterable[Activity]) -> None:
    """Raises `ActivityLocked` for the first that is."""
    for activity in activities:
        if activity.locked:
            raise ActivityLocked(activity.title)


def _refuse_if_held(edit: ActivityEdit) -> None:
    if edit.before.locked and edit.moves:
        raise ActivityLocked(edit.before.title)


def _in_its_hall(deed: Deed, before: Activity, after: Activity) -> Activity:
    """Site and hall made to agree: a newly chosen hall brings its site, a newly chosen site leaves another's hall."""
    if after.hall_id is None:
        return after
    halls = read_rows(deed.connection, Hall, id=after.hall_id)
    if not halls:
        raise GoneAlready(say("hall"))
    if after.site_id in (None, halls[0].site_id):
        return after
    if after.hall_id != before.hall_id or after is before:
        return replace(after, site_id=halls[0].site_id)
    return replace(after, hall_id=None)


def _checked(activity: Activity) -> Activity:
    cleaned = replace(activity, title=clean_text(activity.title), notes=clean_text(activity.notes, lines=True))
    if not cleaned.title:
        raise InvalidValue("title", activity.title, say("An activity needs a title."))
    fault = fault_of(cleaned)
    if fault is not None:
        raise InvalidValue(fault.fields[-1], getattr(cleaned, fault.fields[-1]), fault.text)
    return cleaned


def _title_of(edits: Sequence[ActivityEdit]) -> Text:
    if len(edits) > 1:
        return say_n("Move {n} activity", "Move {n} activities", len(edits))
    (edit,) = edits
    before, after = edit.before, edit.after
    if before.starts_at != after.starts_at:
        return say("Move “{title}” to {start}", title=after.title, start=after.starts_at)
    if before.ends_at != after.ends_at:
        return say("“{title}” until {end}", title=after.title, end=after.ends_at.time())
    if (before.site_id, before.hall_id) != (after.site_id, after.hall_id):
        return say("Move “{title}” to another place", title=after.title)
    if edit.leave or edit.join:
        return say("Change who comes to “{title}”", title=after.title)
    if before.status != after.status and after.status is ActivityStatus.CONFIRMED:
        return say("Confirm “{title}”", title=after.title)
    if before.status != after.status and after.status is ActivityStatus.CANCELLED:
        return say("Cancel “{title}”", title=after.title)
    return say("Edit “{title}”", title=after.title)


def _change_people(
    db: Database, activity_id: ActivityId, title: Text, write: Callable[[Deed, Sequence[ActivityPerson]], object]
) -> Changes:
    with db.reading() as connection:
        (activity,) = _found(read_rows(connection, Activity, id=activity_id))
    with db.deed(say(title.msgid, title=activity.title)) as deed:
        write(deed, read_rows(deed.connection, ActivityPerson, activity_id=activity_id))
    return deed.changes


def _found(activities: list[Activity]) -> list[Activity]:
    if not activities:
        raise GoneAlready(say("activity"))
    return activities
