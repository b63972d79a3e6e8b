"""The way to meet a request: its visit, planned or moved."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from smalltowns_desktop.conflicts.free_times import clock_minutes, days_of, entry_of, is_clear, is_open, starts_on
from smalltowns_desktop.conflicts.intervals import DAY, minute_of, moment_of
from smalltowns_desktop.conflicts.remedy import Case, Remedy, in_order
from smalltowns_desktop.conflicts.scene import REQUEST, Scene
from smalltowns_desktop.conflicts.timetable import ACTIVITY, SITE, Thing
from smalltowns_desktop.conflicts.trials import Edit
from smalltowns_desktop.conflicts.ways_of_activities import shifts
from smalltowns_desktop.domain.ids import ActivityId, GroupId
from smalltowns_desktop.domain.model import Activity, ActivityGroup, ActivityKind, Request
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.domain.visits import SHOWING_KINDS, groups_of_asker, minutes_of_visit

_NEW = ActivityId("new")
"""Stands for the key of a visit that is not made yet."""


def find_visits(case: Case) -> Iterator[Remedy]:
    """A visit, as early as it fits; where there is one at another time than was asked for, that one is moved."""
    programme = case.programme
    request, groups = _request(case), groups_of_asker(case.programme, _request(case))
    site = programme.sites[request.site_id]
    visits = _visits_there(case, request)
    days = [request.day.toordinal()] if request.day is not None else days_of(programme.event)
    if visits:
        yield from shifts(case, in_order(case, visits), lambda activity: days)
        return
    if not groups:
        return
    scene = _scene_with(case.scene, groups)
    earliest = 0 if case.now is None else minute_of(case.now) + 1
    minutes = minutes_of_visit(request, site)
    for start in (start for day in days for start in starts_on(programme.event, day, minutes)):
        begins, ends = moment_of(start), moment_of(start + minutes)
        visit = Activity(_NEW, site.name, ActivityKind.VISIT, begins, ends, site_id=site.id)
        in_time = start >= earliest and _in_time(request, start, start + minutes)
        entry = entry_of(scene, visit)
        if in_time and is_open(scene, entry) and is_clear(scene, entry, None):
            yield Remedy(
                say("Visit on {moment}", moment=begins),
                say("Plan the visit “{title}”", title=site.name),
                (Edit(None, visit), *(Edit(None, ActivityGroup(_NEW, group)) for group in groups)),
                plans=request.id,
            )


def _in_time(request: Request, start: int, end: int) -> bool:
    """Whether these minutes are between the hours that were asked for."""
    if request.not_before is not None and start % DAY < clock_minutes(request.not_before):
        return False
    return request.not_after is None or start % DAY + end - start <= clock_minutes(request.not_after)


def _visits_there(case: Case, request: Request) -> list[Activity]:
    """What the site shows to some of those who asked, whenever that is."""
    programme, timetable = case.programme, case.scene.timetable
    if request.group_id is not None:
        groups = {request.group_id}
    else:
        groups = set(programme.groups_by_delegation.get(request.delegation_id, ()))
    rows = [programme.activities[entry.id] for entry in timetable.timeline(Thing(SITE, request.site_id))]
    return [
        row
        for row in rows
        if row.kind in SHOWING_KINDS and not groups.isdisjoint(timetable.groups_in(Thing(ACTIVITY, row.id)))
    ]


def _scene_with(scene: Scene, groups: Sequence[GroupId]) -> Scene:
    """The scene in which the groups take part in the visit that is not made yet."""
    timetable = scene.timetable
    parties = {**timetable.groups, ACTIVITY: {**timetable.groups[ACTIVITY], _NEW: tuple(groups)}}
    return replace(scene, timetable=replace(timetable, groups=parties))


def _request(case: Case) -> Request:
    (key,) = [subject.id for subject in case.conflict.subjects if subject.type == REQUEST]
    return case.programme.requests[key]
