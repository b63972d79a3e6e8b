"""Where a group goes on one day: numbered stops and the ways between them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from smalltowns_desktop.domain.ids import ActivityId, GroupId, SiteId
from smalltowns_desktop.domain.model import ActivityKind, ActivityStatus, Site
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.travel import Point, Roads


@dataclass(frozen=True, slots=True)
class Stop:
    """A stay at one site, whatever is done there one after the other."""

    number: int
    site_id: SiteId
    starts_at: datetime
    ends_at: datetime
    activity_ids: tuple[ActivityId, ...]


@dataclass(frozen=True, slots=True)
class Leg:
    """The way from a stop to the next. None: nothing is known of it."""

    minutes: int | None
    kilometres: float | None


@dataclass(frozen=True, slots=True)
class DayRoute:
    stops: tuple[Stop, ...] = ()
    legs: tuple[Leg, ...] = ()
    """One fewer than stops."""

    @property
    def minutes(self) -> int:
        return sum(leg.minutes or 0 for leg in self.legs)

    @property
    def kilometres(self) -> float:
        return sum(leg.kilometres or 0 for leg in self.legs)

    def numbers_at(self, site_id: str) -> tuple[int, ...]:
        """The numbers of the stops at a site: more than one where they come back."""
        return tuple(stop.number for stop in self.stops if stop.site_id == site_id)


NOWHERE = DayRoute()


def route_of_day(programme: Programme, roads: Roads, group_ids: Collection[GroupId], day: date) -> DayRoute:
    """What begins on `day` for the groups, by time. Activities without a place and cancelled ones are no stops."""
    keys = {activity for group in group_ids for activity in programme.activities_by_group.get(group, ())}
    activities = sorted(
        (
            activity
            for activity in (programme.activities[key] for key in keys)
            if activity.starts_at.date() == day
            and activity.status is not ActivityStatus.CANCELLED
            and activity.kind is not ActivityKind.TRANSFER
        ),
        key=lambda activity: (activity.starts_at, activity.ends_at, activity.id),
    )
    stops: list[Stop] = []
    for activity in activities:
        site = programme.site_of(activity)
        if site is None:
            continue
        if stops and stops[-1].site_id == site.id:
            last = stops[-1]
            ends_at = max(last.ends_at, activity.ends_at)
            stops[-1] = Stop(last.number, site.id, last.starts_at, ends_at, (*last.activity_ids, activity.id))
        else:
            stops.append(Stop(len(stops) + 1, site.id, activity.starts_at, activity.ends_at, (activity.id,)))
    legs = [
        Leg(
            roads.minutes(start.site_id, end.site_id),
            roads.kilometres(programme.sites[start.site_id], programme.sites[end.site_id]),
        )
        for start, end in pairwise(stops)
    ]
    return DayRoute(tuple(stops), tuple(legs))


def point_of(programme: Programme, site: Site) -> Point | None:
    """Where a site is: its own coordinates, else its district's."""
    for place in (site, programme.districts[site.district_id]):
        if place.latitude is not None and place.longitude is not None:
            return place.latitude, place.longitude
    return None
