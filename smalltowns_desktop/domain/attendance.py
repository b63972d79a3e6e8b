"""Who of those expected at a checkpoint has come: pure functions, and a count that takes one person at a time.

A count never goes through all people again: at a door with 100,000 of them, each scan changes one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from heapq import heappop, heappush

from smalltowns_desktop.domain.checkin import Outcome, Place, Way, presences
from smalltowns_desktop.domain.ids import ActivityId, ParticipantId, SiteId, VehicleId
from smalltowns_desktop.domain.model import ActivityStatus, CheckpointKind, Scan
from smalltowns_desktop.domain.programme import Programme

_RECENT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Standing:
    """One person at one checkpoint. Whoever never came there has none."""

    here: bool
    """Has come; at a vehicle: is aboard."""
    entered_at: datetime | None
    """With its time zone: the entry with which the present or the last stay began."""
    forced: bool
    """Let in with a reason."""


def day_begins(programme: Programme, place: Place, moment: datetime) -> datetime | None:
    """From when on an entry counts at a checkpoint that has other people every day; None: always.

    `moment` is local. Outside the congress's days, at a rehearsal, everything counts.
    """
    event = programme.event
    if place.kind in (CheckpointKind.DOOR, CheckpointKind.ACTIVITY):
        return None
    if not event.starts_on <= moment.date() <= event.ends_on:
        return None
    return datetime.combine(moment.date(), time())


def expected_people(programme: Programme, place: Place, begins: datetime | None) -> frozenset[ParticipantId]:
    """Who is to come: to the door everybody, to a vehicle its passengers; of one day where `begins` is given."""
    match place.kind:
        case CheckpointKind.DOOR:
            return frozenset(row.id for row in programme.participants.values())
        case CheckpointKind.ACTIVITY:
            activity = programme.activities.get(place.key)
            is_on = activity is not None and activity.status is not ActivityStatus.CANCELLED
            return programme.attendees(ActivityId(place.key)) if is_on else frozenset()
        case CheckpointKind.SITE:
            return frozenset().union(
                *(
                    programme.attendees(row.id)
                    for row in programme.activities.values()
                    if row.status is not ActivityStatus.CANCELLED
                    and (site := programme.site_of(row)) is not None
                    and site.id == SiteId(place.key)
                    and _is_on(row.starts_at, row.ends_at, begins)
                )
            )
    people: set[ParticipantId] = set()
    for key in programme.transfers_by_vehicle.get(VehicleId(place.key), ()):
        trip = programme.transfers[key]
        if _is_on(trip.departs_at, trip.arrives_at, begins):
            people.update(programme.people_by_transfer.get(key, ()))
            for group in programme.groups_by_transfer.get(key, ()):
                people.update(programme.people_of_group(group))
    return frozenset(people)


def standing_of(
    scans: Iterable[Scan], place: Place, begins: datetime | None, site_of_activity: Mapping[str, str]
) -> Standing | None:
    """Where one person stands at a checkpoint, from all of that person's scans in any order."""
    rows = list(scans)
    stays = presences(rows, site_of_activity)
    assert len(stays) <= 1, "the scans of one person"
    stay = next((found[place] for found in stays.values() if place in found), None)
    if stay is None or (begins is not None and _local(stay.since) < begins):
        return None
    voided = {row.voids for row in rows if row.direction == Way.VOID}
    forced = any(
        row.forced
        and row.outcome == Outcome.ADMITTED
        and row.id not in voided
        and Place(row.checkpoint_kind, row.checkpoint_id) == place
        and (begins is None or _local(row.at) >= begins)
        for row in rows
    )
    here = stay.inside or place.kind is not CheckpointKind.VEHICLE
    return Standing(here, datetime.fromisoformat(stay.since), forced)


class Tally:
    """The figures of one checkpoint, kept true while people come and go."""

    def __init__(self, expected: Mapping[str, str]) -> None:
        """`expected`: each person's delegation by the person's key, "" for none."""
        self._expected = expected
        self._standings: dict[str, Standing] = {}
        self._entered: dict[str, datetime] = {}
        self._entries: list[tuple[datetime, str]] = []
        """A heap by time; an entry that is no longer in `_entered` was taken back."""
        self.came = 0
        """Of those expected."""
        self.forced = 0
        self.came_of: Counter[str] = Counter()
        """By delegation."""
        self.expected_of: Counter[str] = Counter(expected.values())

    @property
    def expected(self) -> int:
        return len(self._expected)

    @property
    def missing(self) -> int:
        return len(self._expected) - self.came

    def has_come(self, person: str) -> bool:
        standing = self._standings.get(person)
        return standing is not None and standing.here

    def is_expected(self, person: str) -> bool:
        return person in self._expected

    def put(self, person: str, standing: Standing | None) -> None:
        """Where a person stands now; None: never came, or it was taken back."""
        before = self._standings.pop(person, None)
        self._entered.pop(person, None)
        if before is not None:
            self._add(person, before, -1)
        if standing is not None:
            self._standings[person] = standing
            self._add(person, standing, 1)
            if standing.here and standing.entered_at is not None:
                self._entered[person] = standing.entered_at
                heappush(self._entries, (standing.entered_at, person))

    def lately(self, now: datetime) -> int:
        """How many came within the last five minutes; `now` has a time zone. People who came earlier are forgotten."""
        since = now - _RECENT
        while self._entries and self._entries[0][0] <= since:
            at, person = heappop(self._entries)
            if self._entered.get(person) == at:
                del self._entered[person]
        return len(self._entered)

    def _add(self, person: str, standing: Standing, number: int) -> None:
        if standing.here and person in self._expected:
            self.came += number
            self.came_of[self._expected[person]] += number
        if standing.forced:
            self.forced += number


def _is_on(starts_at: datetime, ends_at: datetime, begins: datetime | None) -> bool:
    return begins is None or (starts_at < begins + timedelta(days=1) and ends_at > begins)


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).replace(tzinfo=None)
