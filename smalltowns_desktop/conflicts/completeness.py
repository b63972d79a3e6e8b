"""Rules of the family Completeness: what a programme still lacks."""

from collections.abc import Iterable, Iterator

from smalltowns_desktop.conflicts.intervals import Entry, minute_of_day, moment_of
from smalltowns_desktop.conflicts.scene import REQUEST, Finding, Scene
from smalltowns_desktop.conflicts.timetable import ACTIVITY, NOBODY, Thing, Timeline
from smalltowns_desktop.domain.ids import SiteId
from smalltowns_desktop.domain.model import ActivityKind, Request

_NEEDS_NO_PLACE = frozenset({ActivityKind.FREE, ActivityKind.TRANSFER})
_NEEDS_NOBODY = frozenset({ActivityKind.FREE, ActivityKind.REGISTRATION})
_SHOWS_A_SITE = frozenset({ActivityKind.VISIT, ActivityKind.CULTURE, ActivityKind.MEETING})


def find_no_place(scene: Scene, activity: Thing, timeline: Timeline) -> Iterable[Finding]:
    """`no-place`: neither a site nor a hall, where one is needed: free time and transfers do without."""
    for entry in timeline:
        row = scene.programme.activities[activity.key]
        if row.site_id is None and row.hall_id is None and row.kind not in _NEEDS_NO_PLACE:
            return (Finding("no-place", (activity,), entry.start, entry.end),)
    return ()


def find_no_attendees(scene: Scene, activity: Thing, timeline: Timeline) -> Iterable[Finding]:
    """`no-attendees`: no group and nobody by name, where somebody is called: free time and registration call nobody."""
    groups, people = scene.timetable.parties.get(activity, NOBODY)
    if not groups and not people:
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
    for key in scene.requests.get(SiteId(site.key), ()):
        request = scene.programme.requests[key]
        answers = [entry for entry in timeline if _answers(scene, request, entry)]
        if not any(_suits(request, entry) for entry in answers):
            first, last = (event.starts_on, event.ends_on) if request.day is None else (request.day, request.day)
            start, end = minute_of_day(first), minute_of_day(last) + 1440
            facts = (("otherwise", int(bool(answers))),)
            yield Finding("request-unmet", (Thing(REQUEST, key), site), start, end, facts)


def _answers(scene: Scene, request: Request, entry: Entry) -> bool:
    if scene.programme.activities[entry.id].kind not in _SHOWS_A_SITE:
        return False
    party = scene.timetable.party(ACTIVITY, entry.id)
    crowds = scene.crowds
    if request.delegation_id is not None:
        return any(request.delegation_id in crowds.companies[group].delegations for group in party.groups)
    assert request.group_id is not None, "a request has one asker"
    if request.group_id in party.groups:
        return True
    people = crowds.people_of_group[request.group_id]
    there = {person for group in party.groups for person in crowds.people_of_group[group]}.union(party.people)
    return bool(people) and there.issuperset(people)


def _suits(request: Request, entry: Entry) -> bool:
    """Whether the time is one that was asked for."""
    start, end = moment_of(entry.start), moment_of(entry.end)
    if request.day is not None and start.date() != request.day:
        return False
    if request.not_before is not None and start.time() < request.not_before:
        return False
    return request.not_after is None or (end.date() == start.date() and end.time() <= request.not_after)
