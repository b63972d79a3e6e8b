"""What the event knows of an activity beside its own row: how full, whether open, who receives, who drives. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.domain.ids import ActivityId
from smalltowns_desktop.domain.model import Activity, Site, Transfer
from smalltowns_desktop.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    people: int
    places: int | None
    """Seats of the hall, else people that the site takes; None: unknown."""
    site: Site | None
    is_open: bool
    """Whether no conflict says that the site is closed then."""
    ride: Transfer | None
    """The last transfer that brings one of its groups there before it begins, that day."""


def facts_of(programme: Programme, activity: Activity, conflicts: Iterable[Conflict]) -> ActivityFacts:
    site = programme.site_of(activity)
    places = None if site is None else site.visitors_max
    if activity.hall_id is not None:
        seats = programme.halls[activity.hall_id].seats
        places = places if seats is None else seats
    closed = any(
        conflict.rule == "site-closed" and any(subject.id == activity.id for subject in conflict.subjects)
        for conflict in conflicts
    )
    return ActivityFacts(
        people_of(programme, activity.id), places, site, not closed, _ride_of(programme, activity, site)
    )


def people_of(programme: Programme, activity_id: ActivityId) -> int:
    """How many are expected: known people, and announced ones of delegations that have sent no list."""
    groups = programme.groups_by_activity.get(activity_id, ())
    announced = sum(programme.size_of_group(group) for group in groups if not programme.people_of_group(group))
    return len(programme.attendees(activity_id)) + announced


def _ride_of(programme: Programme, activity: Activity, site: Site | None) -> Transfer | None:
    if site is None:
        return None
    groups = set(programme.groups_by_activity.get(activity.id, ()))
    rides = [
        ride
        for ride in programme.transfers.values()
        if ride.to_site_id == site.id
        and ride.arrives_at <= activity.starts_at
        and ride.arrives_at.date() == activity.starts_at.date()
        and not groups.isdisjoint(programme.groups_by_transfer.get(ride.id, ()))
    ]
    return max(rides, key=lambda ride: ride.arrives_at, default=None)
