"""Rules of the family Completeness: what a programme still lacks."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from smalltowns_desktop.conflicts.intervals import Entry, minute_of_day, moment_of
from smalltowns_desktop.conflicts.scene import REQUEST, Finding, Scene
from smalltowns_desktop.conflicts.timetable import ACTIVITY, Thing, Timeline
from smalltowns_desktop.domain.ids import ParticipantId, SiteId
from smalltowns_desktop.domain.model import ActivityKind, Request

_NEEDS_NO_PLACE = (ActivityKind.FREE, ActivityKind.TRANSFER)
_NEEDS_NOBODY = (ActivityKind.FREE, ActivityKind.REGISTRATION)
_SHOWS_A_SITE = (ActivityKind.VISIT, ActivityKind.CULTURE, ActivityKind.MEETING)


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
    activities, crowds = scene.programme.activities, scene.crowds
    shows = [_Show(scene, entry) for entry in timeline if activities[entry.id].kind in _SHOWS_A_SITE]
    for key in asked:
        request = scene.programme.requests[key]
        if request.group_id is None:
            answers = [show.entry for show in shows if request.delegation_id in show.delegations]
        else:
            people = crowds.people_of_group[request.group_id]
            answers = [show.entry for show in shows if request.group_id in show.groups or show.has_all(people)]
        if not any(_suits(request, entry) for entry in answers):
            first, last = (event.starts_on, event.ends_on) if request.day is None else (request.day, request.day)
            start, end = minute_of_day(first), minute_of_day(last) + 1440
            facts = (("otherwise", int(bool(answers))),)
            yield Finding("request-unmet", (Thing(REQUEST, key), site), start, end, facts)


class _Show:
    """An activity that shows a site, and to whom."""

    def __init__(self, scene: Scene, entry: Entry) -> None:
        self.entry = entry
        self.groups = scene.timetable.groups_in(Thing(ACTIVITY, entry.id))
        companies = [scene.crowds.companies[group] for group in self.groups]
        self.delegations = {delegation for company in companies for delegation in company.delegations}
        self._scene = scene

    @cached_property
    def _people(self) -> set[ParticipantId]:
        by_name = self._scene.timetable.people_in(Thing(ACTIVITY, self.entry.id))
        return {person for group in self.groups for person in self._scene.crowds.people_of_group[group]}.union(by_name)

    def has_all(self, people: Sequence[ParticipantId]) -> bool:
        return bool(people) and self._people.issuperset(people)


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
