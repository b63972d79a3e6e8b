"""The check of a whole programme, and of what a deed may have changed.

A programme is looked at unit by unit: one hall, one site, one group, one activity… `EXAMINERS` says which rules look
at which kind of unit. A rule sees one unit and what is on its timeline, so after a deed only the units have to be
looked at whose timeline is no longer what it was; everything else is taken over from the check before.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from smalltowns_desktop.conflicts import capacity, completeness, namesakes, overlap, people, times, travel
from smalltowns_desktop.conflicts.crowds import Crowd, gather
from smalltowns_desktop.conflicts.outcome import Conflicts
from smalltowns_desktop.conflicts.scene import CROWD, HOTEL, NAMESAKES, Examine, Finding, Scene
from smalltowns_desktop.conflicts.timetable import (
    ACTIVITY,
    GROUP,
    HALL,
    PERSON,
    SITE,
    VEHICLE,
    Thing,
    build,
    moved_on,
)
from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.ids import GroupId, ParticipantId, RequestId, SiteId
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.travel import Roads

Found = TypeVar("Found")

EXAMINERS: Mapping[str, tuple[Examine, ...]] = {
    ACTIVITY: (
        times.find_outside_event,
        times.find_closed_site,
        times.find_outside_stay,
        completeness.find_no_place,
        completeness.find_no_attendees,
    ),
    HALL: (overlap.find_hall_overlaps, capacity.find_crowded_halls),
    SITE: (overlap.find_overloaded_sites, capacity.find_crowded_sites, completeness.find_unmet_requests),
    VEHICLE: (overlap.find_vehicle_overlaps, travel.find_vehicle_travel, capacity.find_crowded_vehicles),
    GROUP: (overlap.find_group_overlaps, travel.find_group_travel),
    PERSON: (people.find_for_person,),
    CROWD: (people.find_for_crowd,),
    HOTEL: (capacity.find_short_beds,),
    NAMESAKES: (namesakes.find_duplicates,),
}
"""Who looks at what. A new rule is a function here, its words in `wording` and a line in `rules`."""

_ON_TIMELINES = frozenset(
    {"activities", "activity_groups", "activity_people", "transfers", "transfer_groups", "transfer_people", "requests"}
)
"""Tables whose changes `recheck` follows row by row."""
_MATTERS: Mapping[str, tuple[str, ...]] = {
    "events": (
        "starts_on", "ends_on", "boarding_minutes", "road_factor", "speed_coach", "speed_minibus", "speed_car",
    ),
    "districts": ("latitude", "longitude"),
    "sites": (
        "district_id", "kind", "latitude", "longitude", "groups_at_once", "visitors_max", "opens_at", "closes_at",
        "open_days",
    ),
    "halls": ("site_id", "seats"),
    "delegations": ("hotel_id", "arrives_at", "departs_at", "expected_size"),
    "groups": ("delegation_id",),
    "participants": (
        "delegation_id", "hotel_id", "arrives_at", "departs_at", "surname", "given_name", "patronymic", "birth_date",
        "number",
    ),
    "vehicles": ("seats", "kind"),
    "agreements": ("ceremony_id",),
}  # fmt: skip
"""Fields on which many units depend: where one of them changes, or a row comes or goes, everything is checked anew.
Where another one changes, such as a name, the findings stand and are put into words again."""
_IRRELEVANT = frozenset(
    {
        "directions", "site_directions", "delegation_directions", "delegation_officers", "commitments", "checkpoints",
        "queued_rows", "participant_documents",
    }
)  # fmt: skip
_JUDGEMENTS = frozenset({"rule_severities", "accepted_conflicts"})


def check(programme: Programme) -> Conflicts:
    """Apply every rule to everything."""
    roads = Roads.of(programme)
    scene = Scene(
        programme,
        roads,
        gather(programme),
        build(programme, roads),
        _requests_by_site(programme),
        namesakes.gather_namesakes(programme),
    )
    return Conflicts(scene, _examine(scene, _all_units(scene)))


def recheck(programme: Programme, previous: Conflicts, changes: Changes) -> Conflicts:
    """The same as `check(programme)`, quickly.

    `previous` is the check of an earlier programme, `changes` names at least every row in which the two differ.
    `previous` stays as it is.
    """
    before = previous.scene.programme
    if any(_concerns_all(table, keys, before, programme) for table, keys in changes.rows.items()):
        return check(programme)
    scene, units = previous.scene, set[Thing]()
    if not _ON_TIMELINES.isdisjoint(changes.rows):
        timetable, touched = moved_on(scene.timetable, before, programme, scene.roads, changes)
        scene = replace(scene, timetable=timetable)
        units = {unit for unit in touched if unit.kind in EXAMINERS} | _people_of(scene, touched)
    if changes["requests"]:
        asked = [rows.get(key) for rows in (before.requests, programme.requests) for key in changes["requests"]]
        units |= {Thing(SITE, request.site_id) for request in asked if request is not None}
        scene = replace(scene, requests=_requests_by_site(programme))
    scene = replace(scene, programme=programme)
    findings = {**_without(previous.findings, units), **_examine(scene, units)}
    if changes.rows.keys() <= _ON_TIMELINES | _IRRELEVANT:
        return Conflicts(scene, findings, _without(previous.worded, units))
    return Conflicts(scene, findings)


def _without(of_units: Mapping[Thing, Found], units: Iterable[Thing]) -> dict[Thing, Found]:
    rest = dict(of_units)
    for unit in units:
        rest.pop(unit, None)
    return rest


def _examine(scene: Scene, units: Iterable[Thing]) -> dict[Thing, tuple[Finding, ...]]:
    found = {}
    for unit in units:
        timeline = scene.timetable.timelines.get(unit.kind, {}).get(unit.key, ())
        findings = tuple([finding for examine in EXAMINERS[unit.kind] for finding in examine(scene, unit, timeline)])
        if findings:
            found[unit] = findings
    return found


def _all_units(scene: Scene) -> Iterator[Thing]:
    timelines = scene.timetable.timelines
    for kind, owners in timelines.items():
        for key in owners:
            yield Thing(kind, key)
    for site in scene.requests:
        if site not in timelines[SITE]:
            yield Thing(SITE, site)
    for crowd in scene.crowds.members:
        yield Thing(CROWD, crowd)
    for hotel in scene.crowds.lodgings:
        yield Thing(HOTEL, hotel)
    for first in scene.namesakes:
        yield Thing(NAMESAKES, first)


def _people_of(scene: Scene, touched: Iterable[Thing]) -> set[Thing]:
    """The crowds in which somebody's timeline is another than before, and who in them does something by name."""
    crowds: set[Crowd] = set()
    for kind, key in touched:
        if kind == GROUP:
            crowds.update(scene.crowds.crowds_of_group.get(GroupId(key), ()))
        elif kind == PERSON and ParticipantId(key) in scene.crowds.crowd_of_person:
            crowds.add(scene.crowds.crowd_of_person[ParticipantId(key)])
    units = {Thing(CROWD, crowd) for crowd in crowds}
    named = scene.timetable.timelines[PERSON]
    units.update(Thing(PERSON, key) for crowd in crowds for key in scene.crowds.members[crowd] if key in named)
    return units


def _requests_by_site(programme: Programme) -> dict[SiteId, tuple[RequestId, ...]]:
    requests: dict[SiteId, list[RequestId]] = {}
    for request in programme.requests.values():
        requests.setdefault(request.site_id, []).append(request.id)
    return {site: tuple(keys) for site, keys in requests.items()}


def _concerns_all(table: str, keys: Iterable[str], before: Programme, after: Programme) -> bool:
    """Whether rows of a table changed in what many units depend on."""
    if table in _ON_TIMELINES or table in _IRRELEVANT or table in _JUDGEMENTS:
        return False
    if table not in _MATTERS:
        return True
    rows: list[tuple[Any, Any]]
    if table == "events":
        rows = [(before.event, after.event)]
    else:
        olds, news = getattr(before, table), getattr(after, table)
        rows = [(olds.get(key), news.get(key)) for key in keys]
    return any(
        old is None or new is None or any(getattr(old, field) != getattr(new, field) for field in _MATTERS[table])
        for old, new in rows
    )
