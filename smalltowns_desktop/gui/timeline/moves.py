"""What a gesture means: the edits that it would make, and the programme as it would be then. Pure: no Qt, no words."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from smalltowns_desktop.conflicts.outcome import Conflict, Conflicts
from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.ids import ActivityId, DelegationId, GroupId, SiteId, VehicleId
from smalltowns_desktop.domain.model import Activity, ActivityGroup, ActivityKind, Request, Severity, Transfer
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.visits import minutes_of_visit
from smalltowns_desktop.gui.timeline.laying_out import row_of_group
from smalltowns_desktop.gui.timeline.layout import DELEGATION, GROUP, SITE, VEHICLE, Row
from smalltowns_desktop.gui.timeline.marks import UNMET
from smalltowns_desktop.services.programme import ActivityEdit
from smalltowns_desktop.services.transport import TransferEdit

Movable = Activity | Transfer
Edit = ActivityEdit | TransferEdit
SNAP, FINE = 5, 1
"""Minutes to which a gesture snaps, as a rule and with Alt."""
SHORTEST = timedelta(minutes=5)
NEW_KEY = ActivityId("new")
"""Stands for the key of an activity that is not made yet."""


def snapped(minute: float, step: int) -> int:
    """The nearest whole step."""
    return round(minute / step) * step


def movable(programme: Programme, keys: Iterable[str]) -> list[Movable]:
    """The activities and transfers of these keys, without those that are gone."""
    found = (programme.activities.get(key) or programme.transfers.get(key) for key in keys)
    return [row for row in found if row is not None]


def times_of(row: Movable) -> tuple[datetime, datetime]:
    """When it begins and ends; a transfer: when it leaves and arrives."""
    return (row.starts_at, row.ends_at) if isinstance(row, Activity) else (row.departs_at, row.arrives_at)


def changes_nothing(edit: Edit) -> bool:
    return edit.before == edit.after and (isinstance(edit, TransferEdit) or not (edit.join or edit.leave))


def shifted(rows: Iterable[Movable], by: timedelta) -> list[Edit]:
    """Everything earlier or later by as much."""
    return [_timed(row, *(moment + by for moment in times_of(row))) for row in rows]


def resized(row: Movable, *, starts_at: datetime | None = None, ends_at: datetime | None = None) -> Edit:
    """Another beginning or end; never shorter than five minutes."""
    start, end = times_of(row)
    if starts_at is not None:
        return _timed(row, min(starts_at, end - SHORTEST), end)
    assert ends_at is not None, "one of the two moves"
    return _timed(row, start, max(ends_at, start + SHORTEST))


def _timed(row: Movable, start: datetime, end: datetime) -> Edit:
    if isinstance(row, Activity):
        return ActivityEdit(row, replace(row, starts_at=start, ends_at=end))
    return TransferEdit(row, replace(row, departs_at=start, arrives_at=end))


def to_row(programme: Programme, edit: Edit, source: str, target: Row) -> Edit | None:
    """An edit that also takes what it edits from a row to another one; None where that row cannot have it."""
    if source == target.key:
        return edit
    if isinstance(edit, TransferEdit):
        after = replace(edit.after, vehicle_id=VehicleId(target.id))
        return replace(edit, after=after) if target.kind == VEHICLE else None
    match target.kind:
        case "site":
            return replace(edit, after=replace(edit.after, site_id=SiteId(target.id), hall_id=None))
        case "delegation" | "group":
            join = groups_of_row(programme, target.key)
            if not join:
                return None
            there = programme.groups_by_activity.get(edit.before.id, ())
            leave = tuple(group for group in there if row_of_group(programme, group) == source)
            return replace(edit, leave=leave, join=tuple(group for group in join if group not in there))
        case _:
            return None


def groups_of_row(programme: Programme, row: str) -> tuple[GroupId, ...]:
    """Who comes where an activity is put into a row: the group that is the whole delegation, else all of its groups."""
    kind, _, key = row.partition(":")
    if kind == GROUP:
        return (GroupId(key),)
    if kind != DELEGATION:
        return ()
    groups = programme.groups_by_delegation.get(DelegationId(key), ())
    whole = tuple(group for group in groups if group not in programme.members_by_group)
    return whole[:1] or groups


def visit_of(programme: Programme, request: Request, starts_at: datetime) -> ActivityEdit:
    """The visit that a request would become, as an edit of nothing."""
    site = programme.sites[request.site_id]
    minutes = minutes_of_visit(request, site)
    row = Activity(
        NEW_KEY, site.name, ActivityKind.VISIT, starts_at, starts_at + timedelta(minutes=minutes), site_id=site.id
    )
    if request.group_id is not None:
        return ActivityEdit(row, row, join=(request.group_id,))
    return ActivityEdit(row, row, join=groups_of_row(programme, f"{DELEGATION}:{request.delegation_id}"))


def drawn(programme: Programme, row: Row | None, starts_at: datetime, ends_at: datetime, title: str) -> ActivityEdit:
    """A new activity drawn on a row, as an edit of nothing."""
    site = SiteId(row.id) if row is not None and row.kind == SITE else None
    kind = ActivityKind.VISIT if site is not None else ActivityKind.MEETING
    name = programme.sites[site].name if site is not None else title
    new = Activity(NEW_KEY, name, kind, starts_at, ends_at, site_id=site)
    return ActivityEdit(new, new, join=() if row is None else groups_of_row(programme, row.key))


def programme_after(programme: Programme, edits: Sequence[Edit]) -> tuple[Programme, Changes]:
    """The programme as it would be, and what `recheck` has to look at. Edits are all of activities or all of
    transfers."""
    rides = [edit.after for edit in edits if isinstance(edit, TransferEdit)]
    if rides:
        transfers = dict(programme.transfers)
        transfers.update((ride.id, ride) for ride in rides)
        keys = frozenset(ride.id for ride in rides)
        return programme.with_tables(transfers=transfers), Changes(programme.revision + 1, {"transfers": keys})
    return _after_visits(programme, [edit for edit in edits if isinstance(edit, ActivityEdit)])


def _after_visits(programme: Programme, edits: Sequence[ActivityEdit]) -> tuple[Programme, Changes]:
    activities = dict(programme.activities)
    links = dict(programme.activity_groups)
    touched: set[str] = set()
    for edit in edits:
        key = edit.after.id
        activities[key] = edit.after
        for group in edit.leave:
            links.pop(f"{key}/{group}", None)
            touched.add(f"{key}/{group}")
        for group in edit.join:
            links[f"{key}/{group}"] = ActivityGroup(key, group)
            touched.add(f"{key}/{group}")
    rows = {"activities": frozenset(edit.after.id for edit in edits)}
    if not touched:
        return programme.with_tables(activities=activities), Changes(programme.revision + 1, dict(rows))
    changes = Changes(programme.revision + 1, {**rows, "activity_groups": frozenset(touched)})
    return programme.with_tables(activities=activities, activity_groups=links), changes


def new_troubles(before: Conflicts, after: Conflicts, edits: Sequence[Edit]) -> list[Conflict]:
    """What would be wrong then: errors and warnings that are not there now, or that what is edited has."""
    moved = {edit.after.id for edit in edits}
    known = {(conflict.rule, conflict.key, conflict.cause) for conflict in before}
    loud = (Severity.ERROR, Severity.WARNING)
    return [
        conflict
        for conflict in after
        if conflict.severity in loud
        and conflict.accepted_reason is None
        and conflict.rule != UNMET
        and (
            (conflict.rule, conflict.key, conflict.cause) not in known
            or any(subject.id in moved for subject in conflict.subjects)
        )
    ]
