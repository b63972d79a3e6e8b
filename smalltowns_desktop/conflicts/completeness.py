"""Rules of the family Completeness: what a programme still lacks."""

from collections.abc import Iterable, Iterator

from smalltowns_desktop.conflicts.intervals import DAY, Entry, minute_of_day, moment_of
from smalltowns_desktop.conflicts.scene import REQUEST, Finding, Scene
from smalltowns_desktop.conflicts.timetable import ACTIVITY, Thing, Timeline
from smalltowns_desktop.domain.ids import DelegationId, GroupId, SiteId
from smalltowns_desktop.domain.model import ActivityKind, Request
from smalltowns_desktop.domain.visits import SHOWING_KINDS

_NEEDS_NO_PLACE = (ActivityKind.FREE, ActivityKind.TRANSFER)
_NEEDS_NOBODY = (ActivityKind.FREE, ActivityKind.REGISTRATION)


def find_no_place(scene: Scene, activity: Thing, timeline: Timeline) -> Iterable[Finding]:
    """`no-place`: neither a site nor a hall, where one is needed: free time and transfers do without."""
    for entry in timeline:
        row = scene.programme.activities[activity.key]
        if row.site_id is None and row.hall_id is None and row.kind not in _NEEDS_NO_PLACE:
            return (Finding("no-place", (activity,), entry.start, entry.end),)
    return ()


def find_no_attendees(scene: Scene, activity: Thing, timeline: Timeline) -> Iterable[Finding]:
    """`no-attendees`: no group and nobody by name, where somebody is called: free time and registration call nobody."""
    if not scene.timetable.groups_in(activity) and not scene.timetable.people_in(activity):
        for entry in timeline:
            if scene.programme.activities[activity.key].kind not in _NEEDS_NOBODY:
                return (Finding("no-attendees", (activity,), entry.start, entry.end),)
    return ()


def find_unmet_requests(scene: Scene, site: Thing, timeline: Timeline) -> Iterator[Finding]:
    """`request-unmet`: no visit, cultural programme or meeting at the site that answers the request.

    It answers a delegation's if a group with somebody of that delegation is there; a group's if the group is there,
    or all of its people are, through other groups or by name. It must be on the `day` that was asked for, and between
    `not_before` and `not_after`. How long it lasts is not looked at.
    """
    event = scene.programme.event
    asked = scene.requests.get(SiteId(site.key))
    if not asked:
        return
    activities = scene.programme.activities
    showing = [entry for entry in timeline if activities[entry.id].kind in SHOWING_KINDS]
    shown_to = _delegations_at(scene, showing)
    for key in asked:
        request = scene.programme.requests[key]
        if request.delegation_id is not None:
            answers = shown_to.get(request.delegation_id, [])
        else:
            answers = [entry for entry in showing if _has_group(scene, entry, request.group_id)]
        if not any(_suits(request, entry) for entry in answers):
            first, last = (event.starts_on, event.ends_on) if request.day is None else (request.day, request.day)
            start, end = minute_of_day(first), minute_of_day(last) + DAY
            facts = (("otherwise", int(bool(answers))),)
            yield Finding("request-unmet", (Thing(REQUEST, key), site), start, end, facts)


def _delegations_at(scene: Scene, showing: Iterable[Entry]) -> dict[DelegationId, list[Entry]]:
    """To which delegations a site is shown, and when."""
    shown_to: dict[DelegationId, list[Entry]] = {}
    for entry in showing:
        groups = scene.timetable.groups[ACTIVITY].get(entry.id, ())
        for delegation in {key for group in groups for key in scene.crowds.companies[group].delegations}:
            shown_to.setdefault(delegation, []).append(entry)
    return shown_to


def _has_group(scene: Scene, entry: Entry, group: GroupId | None) -> bool:
    """Whether the group is there, or all of its people are."""
    assert group is not None, "a request has one asker"
    activity, crowds = Thing(ACTIVITY, entry.id), scene.crowds
    groups = scene.timetable.groups_in(activity)
    people = crowds.people_of_group[group]
    if group in groups or not people:
        return group in groups
    there = {person for other in groups for person in crowds.people_of_group[other]}
    return there.union(scene.timetable.people_in(activity)).issuperset(people)


def _suits(request: Request, entry: Entry) -> bool:
    """Whether the time is one that was asked for."""
    if request.day is None and request.not_before is None and request.not_after is None:
        return True
    start, end = moment_of(entry.start), moment_of(entry.end)
    if request.day is not None and start.date() != request.day:
        return False
    if request.not_before is not None and start.time() < request.not_before:
        return False
    return request.not_after is None or (end.date() == start.date() and end.time() <= request.not_after)
