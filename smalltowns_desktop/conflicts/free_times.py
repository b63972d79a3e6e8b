"""When an activity could be instead: beginnings at whole five minutes that nothing known at a glance forbids.

A glance sees the days of the event, opening hours, arrivals and departures, the hall, and what the groups have before
and after. What it passes must still be tried: people named one by one and numbers of people it does not see.
"""

from bisect import insort
from collections.abc import Iterable, Iterator
from datetime import datetime, time

from smalltowns_desktop.conflicts.intervals import DAY, Entry, minute_of
from smalltowns_desktop.conflicts.overlap import find_group_overlaps, find_hall_overlaps
from smalltowns_desktop.conflicts.scene import Examine, Scene
from smalltowns_desktop.conflicts.times import find_closed_site, find_outside_event, find_outside_stay
from smalltowns_desktop.conflicts.timetable import ACTIVITY, GROUP, HALL, Thing
from smalltowns_desktop.conflicts.travel import find_group_travel
from smalltowns_desktop.domain.ids import GroupId
from smalltowns_desktop.domain.model import Activity, ActivityKind, Event

STEP = 5
"""Minutes of a programme's clock: nobody meets at 10:37."""


def entry_of(scene: Scene, activity: Activity) -> Entry:
    """As `timetable` would put it on a timeline."""
    site = None if activity.kind is ActivityKind.TRANSFER else scene.programme.site_of(activity)
    place = "" if site is None else site.id
    return Entry(minute_of(activity.starts_at), minute_of(activity.ends_at), activity.id, place, place, "")


def days_of(event: Event) -> range:
    """Days as `date.toordinal` counts them."""
    return range(event.starts_on.toordinal(), event.ends_on.toordinal() + 1)


def starts_on(event: Event, day: int, minutes: int, *, first: time | None = None, last: time | None = None) -> range:
    """Beginnings on a day, in minutes as of `intervals`, of something that long: within the day's usual hours.

    `first` and `last`: other hours than those.
    """
    opens, closes = clock_minutes(first or event.day_starts_at), clock_minutes(last or event.day_ends_at)
    if closes <= opens:
        closes = DAY
    begin = day * DAY + -(-opens // STEP) * STEP
    return range(begin, day * DAY + closes - minutes + 1, STEP)


def other_starts(event: Event, activity: Activity, days: Iterable[int], now: datetime | None) -> Iterator[int]:
    """Beginnings of an activity on those days: not its own, none in the past, a lunch in the hours of lunch.

    On its own day also in hours in which only it is up.
    """
    start, end = minute_of(activity.starts_at), minute_of(activity.ends_at)
    own_day, clock = start // DAY, activity.starts_at.time()
    earliest = 0 if now is None else minute_of(now) + 1
    first, last = event.day_starts_at, event.day_ends_at
    if activity.kind is ActivityKind.MEAL and event.meal_from <= clock <= event.meal_to:
        first, last = event.meal_from, event.meal_to
    for day in days:
        hours = (first, last)
        if day == own_day and end // DAY == own_day:
            hours = (min(first, clock), max(last, activity.ends_at.time()))
        for other in starts_on(event, day, end - start, first=hours[0], last=hours[1]):
            if other != start and other >= earliest:
                yield other


def is_open(scene: Scene, entry: Entry) -> bool:
    """Whether event, site and those who come allow of an activity then; who comes is as the timetable has it."""
    activity, alone = Thing(ACTIVITY, entry.id), (entry,)
    return not any(
        True for find in (find_outside_event, find_closed_site, find_outside_stay) for _ in find(scene, activity, alone)
    )


def is_clear(scene: Scene, entry: Entry, hall: str | None) -> bool:
    """Whether the hall is free for it, and its groups, in time from what is before it to what is after."""
    if hall is not None and _is_mentioned(find_hall_overlaps, scene, Thing(HALL, hall), entry):
        return False
    return all(
        _is_among(scene, group, entry)
        and not _is_mentioned(find_group_overlaps, scene, Thing(GROUP, group), entry)
        and not _is_mentioned(find_group_travel, scene, Thing(GROUP, group), entry)
        for group in scene.timetable.groups_in(Thing(ACTIVITY, entry.id))
    )


def _is_among(scene: Scene, group: GroupId, entry: Entry) -> bool:
    """Not before the group is fetched where it arrives, nor after it was taken to where it departs from."""
    key = scene.programme.groups[group].delegation_id
    line = [other for other in scene.timetable.timeline(Thing(GROUP, group)) if other.id != entry.id]
    if key is None or not line:
        return True
    delegation, first, last = scene.programme.delegations[key], line[0], line[-1]
    if first.vehicle and first.origin == delegation.arrives_site_id and entry.start < first.end:
        return False
    return not (last.vehicle and last.destination == delegation.departs_site_id and entry.end > last.start)


def _is_mentioned(find: Examine, scene: Scene, owner: Thing, entry: Entry) -> bool:
    """Whether a rule would have something to say of the entry on the owner's timeline, where it is once only."""
    line = [other for other in scene.timetable.timeline(owner) if other.id != entry.id]
    insort(line, entry)
    activity = Thing(ACTIVITY, entry.id)
    return any(activity in finding.subjects for finding in find(scene, owner, tuple(line)))


def clock_minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
