"""What a schedule would do to an event: rows to insert, to change and to take away. A picture in, a plan out.

Rooms become halls of one site, tracks directions, people participants, events activities. Keys are the file's guids, or
made from its ids, so a later edition of the file updates what the earlier one brought.
"""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from smalltowns_desktop.domain.ids import ActivityId, DirectionId, DistrictId, HallId, ParticipantId, SiteId
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityPart,
    ActivityPerson,
    Direction,
    District,
    Hall,
    Participant,
    Role,
    Severity,
    Site,
    SiteKind,
)
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.exchange.schedule_model import (
    Schedule,
    ScheduleEvent,
    SchedulePerson,
    ScheduleProblem,
    ScheduleRoom,
)

_KEYS = uuid.UUID("5d5f8f0e-5d4b-5c1a-9d0c-6f1f0b3c2a77")
"""Namespace of the keys that are made from a file's ids."""


@dataclass
class SchedulePlan:
    """What has to be written: inserts (a row after those that it names), then updates, then deletes."""

    inserts: list[Any] = field(default_factory=list)
    updates: list[tuple[Any, Any]] = field(default_factory=list)
    """Before and after."""
    deletes: list[Any] = field(default_factory=list)
    inserted: int = 0
    """Events of the file that are new; so for the next two."""
    updated: int = 0
    unchanged: int = 0
    dates: tuple[date, date] | None = None
    """What the event's dates become, if they change."""
    problems: list[ScheduleProblem] = field(default_factory=list)


def plan_schedule(programme: Programme, schedule: Schedule) -> SchedulePlan:
    """How to bring the schedule into the event."""
    plan = SchedulePlan()
    scope = _fold(schedule.acronym or schedule.title)
    _fit_dates(plan, programme, schedule)
    directions = _plan_directions(plan, programme, schedule, scope)
    places = _plan_places(plan, programme, schedule, scope)
    people = _plan_people(plan, programme, schedule, scope)
    _plan_activities(plan, programme, schedule, scope, directions, places, people)
    return plan


def _fit_dates(plan: SchedulePlan, programme: Programme, schedule: Schedule) -> None:
    """An event without content takes the schedule's dates; any other keeps its own."""
    event = programme.event
    days = {day for item in schedule.events for day in (item.starts_at.date(), _last_day(item))}
    outside = sorted(day for day in days if not event.starts_on <= day <= event.ends_on)
    if not outside:
        return
    if any((programme.activities, programme.participants, programme.delegations, programme.sites)):
        for day in outside:
            _note(plan, "date", day.isoformat(), say("{day} is outside the event's dates.", day=day))
        return
    plan.dates = (min(days), max(days))
    plan.updates.append((event, replace(event, starts_on=plan.dates[0], ends_on=plan.dates[1])))
    text = say("The event had no content yet, so it took the dates {first} to {last}.", first=min(days), last=max(days))
    _note(plan, "date", "", text)


def _last_day(item: ScheduleEvent) -> date:
    return (item.ends_at - timedelta(minutes=1)).date()


def _plan_directions(
    plan: SchedulePlan, programme: Programme, schedule: Schedule, scope: str
) -> dict[str, DirectionId]:
    """The direction of each track: one of the same name that is here already, or a new one."""
    by_name = {_fold(direction.name): direction.id for direction in programme.directions.values()}
    position = max((direction.position for direction in programme.directions.values()), default=-1)
    for track in schedule.tracks:
        key = DirectionId(_key("direction", scope, _fold(track.name)))
        if _fold(track.name) in by_name or key in programme.directions:
            by_name.setdefault(_fold(track.name), key)
            continue
        position += 1
        by_name[_fold(track.name)] = key
        plan.inserts.append(Direction(key, track.name, track.colour, position))
    return {track.name: by_name[_fold(track.name)] for track in schedule.tracks}


def _plan_places(
    plan: SchedulePlan, programme: Programme, schedule: Schedule, scope: str
) -> dict[str, tuple[SiteId, HallId | None]]:
    """Site and hall of each room. A guid of ours finds its hall or site; other rooms are halls of the venue."""
    halls, sites = programme.halls, programme.sites
    places: dict[str, tuple[SiteId, HallId | None]] = {}
    rest: list[ScheduleRoom] = []
    for room in schedule.rooms:
        if room.guid in halls:
            places[room.name] = (halls[room.guid].site_id, HallId(room.guid))
        elif room.guid in sites:
            places[room.name] = (SiteId(room.guid), None)
        else:
            rest.append(room)
    if not rest:
        return places
    title = schedule.title or programme.event.title
    site_name = schedule.venue or title
    site_key = SiteId(_key("site", scope, _fold(site_name)))
    site = sites.get(site_key) or next((site for site in sites.values() if _fold(site.name) == _fold(site_name)), None)
    if site is None:
        district = _district(plan, programme, schedule.city or title, scope)
        site = Site(site_key, site_name, district, SiteKind.VENUE)
        plan.inserts.append(site)
    known = {_fold(hall.name): hall.id for hall in halls.values() if hall.site_id == site.id}
    for room in rest:
        key = known.get(_fold(room.name)) or HallId(room.guid or _key("hall", site.id, _fold(room.name)))
        places[room.name] = (site.id, key)
        if key not in halls and _fold(room.name) not in known:
            plan.inserts.append(Hall(key, site.id, room.name, room.seats))
    return places


def _district(plan: SchedulePlan, programme: Programme, name: str, scope: str) -> DistrictId:
    key = DistrictId(_key("district", scope, _fold(name)))
    for district in programme.districts.values():
        if district.id == key or _fold(district.name) == _fold(name):
            return district.id
    plan.inserts.append(District(key, name))
    return key


def _plan_people(plan: SchedulePlan, programme: Programme, schedule: Schedule, scope: str) -> dict[str, ParticipantId]:
    """The participant of each person: by key, else the only one of exactly that name, else a new speaker.

    Whoever is here already keeps the name that stands here: somebody may have corrected it.
    """
    by_name: dict[str, list[Participant]] = defaultdict(list)
    for participant in programme.participants.values():
        by_name[_fold(participant.full_name)].append(participant)
    number = max((person.number for person in programme.participants.values()), default=0)
    keys = {identity: _person_key(person, scope) for identity, person in schedule.people.items()}
    taken = set(keys.values())
    found: dict[str, ParticipantId] = {}
    for identity, person in schedule.people.items():
        key = keys[identity]
        full_name = person.full_name
        namesakes = [other for other in by_name[_fold(full_name)] if other.id not in taken]
        if key not in programme.participants and len(namesakes) == 1:
            key = namesakes[0].id
            taken.add(key)  # a second person of that name in the file is somebody else
            text = say("{name} was taken to be participant No {number}.", name=full_name, number=namesakes[0].number)
            _note(plan, "persons", full_name, text)
        elif key not in programme.participants:
            number += 1
            parts = person.name
            plan.inserts.append(
                Participant(key, number, parts.surname, parts.given_name, parts.patronymic, role=Role.SPEAKER)
            )
        found[identity] = key
    return found


def _plan_activities(
    plan: SchedulePlan,
    programme: Programme,
    schedule: Schedule,
    scope: str,
    directions: dict[str, DirectionId],
    places: dict[str, tuple[SiteId, HallId | None]],
    people: dict[str, ParticipantId],
) -> None:
    """New activities and what the file changes in known ones; it says nothing of their kind, lock and groups."""
    keys = {item.number: ActivityId(item.guid or _key("activity", scope, item.identity)) for item in schedule.events}
    links: list[ActivityPerson] = []
    for item in schedule.events:
        key = keys[item.number]
        site_id, hall_id = places.get(item.room, (None, None))
        fresh = Activity(
            key, item.title, item.kind, item.starts_at, item.ends_at, directions.get(item.track), site_id, hall_id,
            item.status, notes=item.notes,
        )  # fmt: skip
        named = list(dict.fromkeys(ActivityPerson(key, part, people[identity]) for part, identity in item.people))
        known = programme.activities.get(key)
        if known is None:
            plan.inserts.append(fresh)
            links += named
            plan.inserted += 1
            continue
        after = replace(fresh, kind=known.kind, status=known.status, locked=known.locked)
        if known.hall_id == hall_id and known.site_id is None:
            after = replace(after, site_id=None)  # the hall says it
        present = [ActivityPerson(key, *link) for link in programme.people_by_activity.get(key, ())]
        new, gone = _link_differences(present, named)
        if after != known:
            plan.updates.append((known, after))
        links += new
        plan.deletes += gone
        if after != known or new or gone:
            plan.updated += 1
        else:
            plan.unchanged += 1
    plan.inserts += links


def _link_differences(
    present: Collection[ActivityPerson], named: Collection[ActivityPerson]
) -> tuple[list[ActivityPerson], list[ActivityPerson]]:
    """People to add and speakers to take away. Who has another part here keeps that one."""
    busy = {link.participant_id for link in present}
    wanted = {link.participant_id for link in named}
    gone = [link for link in present if link.part is ActivityPart.SPEAKER and link.participant_id not in wanted]
    return [link for link in named if link.participant_id not in busy], gone


def _note(plan: SchedulePlan, what: str, value: str, text: Text) -> None:
    plan.problems.append(ScheduleProblem(0, "", what, value, text, Severity.NOTICE))


def _person_key(person: SchedulePerson, scope: str) -> ParticipantId:
    return ParticipantId(person.guid or _key("person", scope, person.identity))


def _key(kind: str, scope: str, identity: str) -> str:
    """The same for the same thing of the same conference, for ever."""
    return str(uuid.uuid5(_KEYS, f"{kind}\n{scope}\n{identity}"))


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()
