"""From a request to a visit, and back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import GoneAlready
from smalltowns_desktop.domain.ids import (
    ActivityId,
    DelegationId,
    DirectionId,
    GroupId,
    KeySource,
    RequestId,
    SiteId,
    new_id,
)
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityGroup,
    ActivityKind,
    Delegation,
    DelegationDirection,
    Group,
    GroupMember,
    Request,
    Site,
    SiteDirection,
)
from smalltowns_desktop.domain.text import say, say_n
from smalltowns_desktop.domain.visits import SHOWING_KINDS, minutes_of_visit
from smalltowns_desktop.services.programme import ActivityAdded, insert_activity, refuse_locked
from smalltowns_desktop.storage.database import Database, Deed
from smalltowns_desktop.storage.rows import read_rows


@dataclass(frozen=True, slots=True)
class Returned:
    changes: Changes
    requests: int
    """How many requests had to be written anew, because nobody had asked for what was taken out."""


def plan_request(db: Database, request_id: RequestId, starts_at: datetime, *, ids: KeySource = new_id) -> ActivityAdded:
    """Make the visit that a request asks for: at its site, for its group or its delegation's groups.

    It lasts as long as the request says, else as the site does; its direction is the site's one that the delegation
    has too, else the site's first. A delegation without a group gets one that is the whole of it. Raises `GoneAlready`.
    """
    with db.reading() as connection:
        requests = read_rows(connection, Request, id=request_id)
        if not requests:
            raise GoneAlready(say("request"))
        request = requests[0]
        (site,) = read_rows(connection, Site, id=request.site_id)
    minutes = minutes_of_visit(request, site)
    with db.deed(say("Plan the visit “{title}”", title=site.name)) as deed:
        groups = _groups_of(deed, request, ids)
        visit = Activity(
            ActivityId(ids()), site.name, ActivityKind.VISIT, starts_at, starts_at + timedelta(minutes=minutes),
            direction_id=_direction_of(deed, request, site), site_id=site.id,
        )  # fmt: skip
        insert_activity(deed, visit, groups)
    return ActivityAdded(visit.id, deed.changes)


def return_to_requests(db: Database, activity_ids: Collection[ActivityId], *, ids: KeySource = new_id) -> Returned:
    """Take activities out of the programme; whoever would have seen a site is left with a request for it.

    A request that stands already is open again by itself. Raises `ActivityLocked`, `GoneAlready`, `StillInUse`.
    """
    with db.reading() as connection:
        activities = read_rows(connection, Activity, id=list(activity_ids))
    if not activities:
        raise GoneAlready(say("activity"))
    refuse_locked(activities)
    count = len(activities)
    if count == 1:
        title = say("Back to the requests: “{title}”", title=activities[0].title)
    else:
        title = say_n("Back to the requests: {n} activity", "Back to the requests: {n} activities", count)
    with db.deed(title) as deed:
        wishes = [wish for activity in activities for wish in _missing_requests(deed, activity, ids)]
        deed.insert_all(wishes)
        deed.delete(*activities)
    return Returned(deed.changes, len(wishes))


def _groups_of(deed: Deed, request: Request, ids: KeySource) -> list[GroupId]:
    if request.group_id is not None:
        return [request.group_id]
    groups = read_rows(deed.connection, Group, delegation_id=request.delegation_id)
    whole = [group.id for group in groups if not read_rows(deed.connection, GroupMember, group_id=group.id)]
    if groups:
        return whole[:1] or [group.id for group in groups]
    (delegation,) = read_rows(deed.connection, Delegation, id=request.delegation_id)
    made = Group(GroupId(ids()), delegation.name, delegation.id)
    deed.insert(made)
    return [made.id]


def _direction_of(deed: Deed, request: Request, site: Site) -> DirectionId | None:
    shown = [link.direction_id for link in read_rows(deed.connection, SiteDirection, site_id=site.id)]
    delegation = request.delegation_id or _delegation_of(deed, request.group_id)
    wanted = {
        link.direction_id for link in read_rows(deed.connection, DelegationDirection, delegation_id=delegation or "")
    }
    return next((direction for direction in shown if direction in wanted), next(iter(shown), None))


def _delegation_of(deed: Deed, group_id: GroupId | None) -> DelegationId | None:
    (group,) = read_rows(deed.connection, Group, id=group_id)
    return group.delegation_id


def _missing_requests(deed: Deed, activity: Activity, ids: KeySource) -> list[Request]:
    """One for each group, or its delegation where the group is the whole of it, that has not asked for the site."""
    if activity.kind not in SHOWING_KINDS or activity.site_id is None:
        return []
    asked = read_rows(deed.connection, Request, site_id=activity.site_id)
    missing: list[Request] = []
    for link in read_rows(deed.connection, ActivityGroup, activity_id=activity.id):
        (group,) = read_rows(deed.connection, Group, id=link.group_id)
        wish = _wish(deed, activity, activity.site_id, group, RequestId(ids()))
        if not any(_same_asker(row, group) for row in (*asked, *missing)):
            missing.append(wish)
    return missing


def _wish(deed: Deed, activity: Activity, site_id: SiteId, group: Group, key: RequestId) -> Request:
    minutes = round((activity.ends_at - activity.starts_at) / timedelta(minutes=1))
    whole = group.delegation_id is not None and not read_rows(deed.connection, GroupMember, group_id=group.id)
    if whole:
        return Request(key, site_id, delegation_id=group.delegation_id, minutes=minutes)
    return Request(key, site_id, group_id=group.id, minutes=minutes)


def _same_asker(request: Request, group: Group) -> bool:
    if request.group_id is not None:
        return request.group_id == group.id
    return request.delegation_id == group.delegation_id
