"""What the facts say of one day, for the overview: who has come where, which papers no longer hold.

What draws paper is loaded only where there are printed papers to look at: a window opens on an overview.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from smalltowns_desktop.domain.ids import ActivityId, ParticipantId
from smalltowns_desktop.domain.model import ActivityStatus, CheckpointKind, Participant
from smalltowns_desktop.domain.paper_shelf import ItineraryOnShelf
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.services.people_facts import BadgeState, PeopleFacts, local_time
from smalltowns_desktop.storage.counts import count_facts
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.overview import Entry, LastScan, entries_on, last_scan
from smalltowns_desktop.storage.people_facts import first_entries

DOOR = ""
"""The key of the registration desk among the places."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many of those expected at a place on a day have come."""

    site_id: str
    """`DOOR`: the registration desk."""
    came: int
    expected: int


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What is known of one day of the congress."""

    day: date
    expected: int
    """People whose stay covers the day."""
    came: int
    """Of those: let in somewhere on that day."""
    crowds: tuple[Crowd, ...]
    """Where people are expected that day, the first meeting first; the registration desk before all."""
    last_scan: LastScan | None
    """Of any day."""
    itineraries: tuple[ItineraryOnShelf, ...]
    """Printed ones that are out of date."""
    badges: Mapping[str | None, int]
    """How many printed badges are out of date, by delegation; None: of people without one."""
    people: PeopleFacts = field(repr=False)
    """Of everybody; given back at the next reading, it spares most of the work."""

    @property
    def stale(self) -> int:
        """Papers in people's hands that are out of date."""
        return len(self.itineraries) + sum(self.badges.values())

    @property
    def stale_rows(self) -> int:
        """The same as a list of papers counts them: the badges of a role are one."""
        stale = (key for key, note in self.people.badges.items() if note.state is BadgeState.STALE)
        return len(self.itineraries) + len({self.people.compared[key].person.role for key in stale})


def read_day(db: Database, programme: Programme, day: date, until: datetime, known: DayFacts | None = None) -> DayFacts:
    """Read the facts of a day; at places only what begins before `until` (local) is counted, the rest is yet to come.

    `known`, of before, spares comparisons.
    """
    with db.reading() as connection:
        entries = entries_on(connection, day)
        last = last_scan(connection)
        arrived = {key: local_time(at) for key, at in first_entries(connection).items()}
        has_prints = count_facts(connection)["prints"] > 0
    people, itineraries = PeopleFacts(arrived=arrived), tuple[ItineraryOnShelf, ...]()
    if has_prints:
        # Only now, in whatever thread this is: they load what draws paper.
        from smalltowns_desktop.services.badge_states import read_people_facts  # noqa: PLC0415
        from smalltowns_desktop.services.stale_papers import find_stale_itineraries  # noqa: PLC0415

        people = read_people_facts(db, programme, None if known is None else known.people)
        itineraries = tuple(find_stale_itineraries(db, programme))
    present = {person.id for person in programme.participants.values() if is_here(programme, person, day)}
    badges: Counter[str | None] = Counter(
        programme.participants[ParticipantId(key)].delegation_id
        for key, note in people.badges.items()
        if note.state is BadgeState.STALE and key in programme.participants
    )
    return DayFacts(
        day=day,
        expected=len(present),
        came=len(present & {entry.participant_id for entry in entries if entry.kind != CheckpointKind.VEHICLE}),
        crowds=_crowds(programme, entries, present, day, until),
        last_scan=last,
        itineraries=itineraries,
        badges=badges,
        people=people,
    )


def is_here(programme: Programme, person: Participant, day: date) -> bool:
    """Whether a person's stay, or else the delegation's, covers a day; without times it covers every one."""
    delegation = None if person.delegation_id is None else programme.delegations[person.delegation_id]
    arrives = person.arrives_at or (delegation.arrives_at if delegation else None)
    departs = person.departs_at or (delegation.departs_at if delegation else None)
    return (arrives is None or arrives.date() <= day) and (departs is None or departs.date() >= day)


def _crowds(
    programme: Programme, entries: list[Entry], present: set[ParticipantId], day: date, until: datetime
) -> tuple[Crowd, ...]:
    came: dict[str, set[str]] = {}
    for entry in entries:
        site_id = _site_of(programme, entry)
        if site_id is not None:
            came.setdefault(site_id, set()).add(entry.participant_id)
    begins = datetime.combine(day, time())
    expected: dict[str, set[ParticipantId]] = {}
    ahead: dict[str, set[ParticipantId]] = {}
    for activity in sorted(programme.activities.values(), key=lambda row: (row.starts_at, row.id)):
        site = programme.site_of(activity)
        is_on = activity.starts_at < begins + timedelta(days=1) and activity.ends_at > begins
        if site is not None and is_on and activity.status is not ActivityStatus.CANCELLED:
            crowd = expected if activity.starts_at <= until else ahead
            crowd.setdefault(site.id, set()).update(programme.attendees(activity.id))
    for site_id in came.keys() & ahead.keys() - expected.keys():  # they came before it has begun
        expected[site_id] = ahead[site_id]
    crowds = [
        Crowd(site_id, len(people & came.get(site_id, set())), len(people))
        for site_id, people in expected.items()
        if people
    ]
    if DOOR in came:
        crowds.insert(0, Crowd(DOOR, len(present & came[DOOR]), len(present)))
    return tuple(crowds)


def _site_of(programme: Programme, entry: Entry) -> str | None:
    """At which site somebody was let in; None for a vehicle, or where nobody knows any more."""
    match entry.kind:
        case CheckpointKind.DOOR:
            return DOOR
        case CheckpointKind.SITE:
            return entry.place_id
        case CheckpointKind.ACTIVITY:
            activity = programme.activities.get(ActivityId(entry.place_id))
            site = None if activity is None else programme.site_of(activity)
            return None if site is None else site.id
    return None
