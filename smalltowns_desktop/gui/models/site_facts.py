"""What the event knows of a site beside its row: opening days, who comes when, how full it gets. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from smalltowns_desktop.domain.ids import GroupId, SiteId
from smalltowns_desktop.domain.model import Activity, ActivityStatus, Event, Site, SiteKind
from smalltowns_desktop.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class DayAtSite:
    """One day of the event at one site."""

    day: date
    is_open: bool
    activities: tuple[Activity, ...]
    """By time; without cancelled ones."""
    people: int
    """At the fullest moment."""


def days_of(event: Event) -> list[date]:
    """Every day of the event."""
    return [event.starts_on + timedelta(days=step) for step in range((event.ends_on - event.starts_on).days + 1)]


def is_open_on(site: Site, day: date) -> bool:
    """Whether the site receives anybody on a day."""
    return not site.open_days or str(day.isoweekday()) in site.open_days or day.isoformat() in site.open_days


def activities_by_site(programme: Programme) -> dict[SiteId, list[Activity]]:
    """What happens where, by time; cancelled activities happen nowhere."""
    found: dict[SiteId, list[Activity]] = {}
    for activity in programme.activities.values():
        site = programme.site_of(activity)
        if site is not None and activity.status is not ActivityStatus.CANCELLED:
            found.setdefault(site.id, []).append(activity)
    for activities in found.values():
        activities.sort(key=lambda activity: (activity.starts_at, activity.ends_at, activity.id))
    return found


def days_at_site(programme: Programme, site: Site, activities: Sequence[Activity]) -> list[DayAtSite]:
    """`activities`: those at the site. Each counts on the day on which it begins."""
    days = []
    for day in days_of(programme.event):
        of_day = tuple(activity for activity in activities if activity.starts_at.date() == day)
        days.append(DayAtSite(day, is_open_on(site, day), of_day, people_at_once(programme, of_day)))
    return days


def people_at_once(programme: Programme, activities: Sequence[Activity]) -> int:
    """The most people that are there at one moment, each counted once. Back to back is not at once."""
    return max((headcount(programme, _under_way(activities, activity.starts_at)) for activity in activities), default=0)


def headcount(programme: Programme, activities: Iterable[Activity]) -> int:
    """Everybody expected in some activities; of a delegation with nobody entered yet the size that it announced."""
    people: set[str] = set()
    announced: dict[GroupId, int] = {}
    for activity in activities:
        people |= programme.attendees(activity.id)
        for group in programme.groups_by_activity.get(activity.id, ()):
            if not programme.people_of_group(group):
                announced[group] = programme.size_of_group(group)
    return len(people) + sum(announced.values())


def lodgers(programme: Programme, hotel: Site) -> int:
    """Who has a bed in a hotel: by their own row, else by their delegation's."""
    if hotel.kind is not SiteKind.HOTEL:
        return 0
    theirs = {row.id for row in programme.delegations.values() if row.hotel_id == hotel.id}
    people = sum(
        person.hotel_id == hotel.id or (person.hotel_id is None and person.delegation_id in theirs)
        for person in programme.participants.values()
    )
    empty = (row for row in theirs if not programme.people_by_delegation.get(row))
    return people + sum(programme.delegations[row].expected_size or 0 for row in empty)


def _under_way(activities: Iterable[Activity], moment: datetime) -> list[Activity]:
    return [activity for activity in activities if activity.starts_at <= moment < activity.ends_at]
