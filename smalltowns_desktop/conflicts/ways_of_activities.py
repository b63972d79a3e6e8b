"""Ways to put a conflict right by its activities: another hall, another time, a shorter time, one of two.

Each gives remedies to try, the smallest change first, and leaves out those that cannot help at a glance.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from smalltowns_desktop.conflicts.free_times import STEP, days_of, entry_of, is_clear, is_open, other_starts
from smalltowns_desktop.conflicts.intervals import minute_of, moment_of
from smalltowns_desktop.conflicts.remedy import (
    Case,
    Remedy,
    activities_of,
    delayed,
    headcount,
    is_ahead,
    may_move,
    movable,
    rank,
)
from smalltowns_desktop.conflicts.timetable import ACTIVITY, GROUP, TRANSFER, Thing
from smalltowns_desktop.conflicts.trials import Edit
from smalltowns_desktop.domain.model import Activity, Transfer
from smalltowns_desktop.domain.text import say, say_n

SHORTEST = 15
"""Minutes that an activity lasts at least once it was shortened, and it keeps two thirds of what it had."""


def find_other_halls(case: Case) -> Iterator[Remedy]:
    """A hall of the same site with seats enough, the smallest of them first."""
    for activity in movable(case):
        site = case.programme.site_of(activity)
        if site is None:
            continue
        halls = [case.programme.halls[key] for key in case.programme.halls_by_site.get(site.id, ())]
        people = headcount(case.scene, Thing(ACTIVITY, activity.id))
        fitting = [hall for hall in halls if hall.seats is None or hall.seats >= people]
        for hall in sorted(fitting, key=lambda hall: (hall.seats is None, hall.seats or 0, hall.name, hall.id)):
            if hall.id != activity.hall_id:
                yield Remedy(
                    say("Another hall: {hall}, “{title}”", hall=hall.name, title=activity.title),
                    say("Move “{title}” to the hall “{hall}”", title=activity.title, hall=hall.name),
                    (Edit(activity, replace(activity, hall_id=hall.id)),),
                )


def find_other_times(case: Case) -> Iterator[Remedy]:
    """Another time of the same day."""
    return shifts(case, movable(case), lambda activity: [activity.starts_at.toordinal()])


def find_other_days(case: Case) -> Iterator[Remedy]:
    """Another time of any day of the event."""
    days = days_of(case.programme.event)
    return shifts(case, movable(case), lambda activity: days)


def shifts(case: Case, activities: Sequence[Activity], days: Callable[[Activity], Sequence[int]]) -> Iterator[Remedy]:
    """The shortest shift first, the later of two that are equally long; see `movable` for which activity."""
    event = case.programme.event
    for _, equals in groupby(activities, key=lambda activity: rank(case.scene, activity)):
        starts = []
        for position, activity in enumerate(equals):
            begins = minute_of(activity.starts_at)
            for start in other_starts(event, activity, days(activity), case.now):
                starts.append((abs(start - begins), start < begins, position, start, activity))
        for *_, start, activity in sorted(starts, key=lambda item: item[:3]):
            yield from _moved(case, activity, start)


def _moved(case: Case, activity: Activity, start: int) -> Iterator[Remedy]:
    """Alone, or with the transfers right before or after it; neither where it is plain that it cannot be there then."""
    by = start - minute_of(activity.starts_at)
    begins = moment_of(start)
    after = replace(activity, starts_at=begins, ends_at=moment_of(minute_of(activity.ends_at) + by))
    entry = entry_of(case.scene, after)
    if not is_open(case.scene, entry):
        return
    title, edit = activity.title, Edit(activity, after)
    same_day = begins.date() == activity.starts_at.date()
    if is_clear(case.scene, entry, activity.hall_id):
        if same_day:
            offer = say("Move to {time}: “{title}”", time=begins.time(), title=title)
        else:
            offer = say("Move to {moment}: “{title}”", moment=begins, title=title)
        yield Remedy(offer, say("Move “{title}” to {start}", title=title, start=begins), (edit,))
    rides = _rides(case, activity, by > 0) if same_day else []
    moved = [delayed(ride, by) for ride in rides]
    if rides and all(is_ahead(ride.departs_at, case.now) for ride in (*rides, *moved)):
        yield Remedy(
            say_n("Move to {time} with its transfer: “{title}”", "Move to {time} with its transfers: “{title}”",
                  len(rides), time=begins.time(), title=title),
            say_n("Move “{title}” to {start} with its transfer", "Move “{title}” to {start} with its transfers",
                  len(rides), title=title, start=begins),
            (edit, *map(Edit, rides, moved)),
        )  # fmt: skip


def _rides(case: Case, activity: Activity, later: bool) -> list[Transfer]:
    """What takes those who come away right after an activity, or brings them right before it, and nobody else."""
    timetable, here = case.scene.timetable, Thing(ACTIVITY, activity.id)
    groups, people = set(timetable.groups_in(here)), set(timetable.people_in(here))
    found: dict[str, Transfer] = {}
    for group in sorted(groups):
        line = timetable.timeline(Thing(GROUP, group))
        place = next(number for number, entry in enumerate(line) if entry.id == activity.id)
        next_to = line[place + 1 : place + 2] if later else line[max(place - 1, 0) : place]
        for entry in next_to:
            ride = Thing(TRANSFER, entry.id)
            alone = groups.issuperset(timetable.groups_in(ride)) and people.issuperset(timetable.people_in(ride))
            if entry.vehicle and alone:
                found[entry.id] = case.programme.transfers[entry.id]
    return list(found.values())


def find_cuts(case: Case) -> Iterator[Remedy]:
    """A later beginning or an earlier end, on whole five minutes; the smallest cut first."""
    cuts = []
    for position, activity in enumerate(movable(case)):
        start, end = minute_of(activity.starts_at), minute_of(activity.ends_at)
        most = min((end - start) // 3, end - start - SHORTEST)
        earlier_ends = range((end - 1) // STEP * STEP, end - most - 1, -STEP)
        later_starts = range((start // STEP + 1) * STEP, start + most + 1, STEP)
        cuts += [(end - other, position, 0, activity, moment_of(other)) for other in earlier_ends]
        cuts += [(other - start, position, 1, activity, moment_of(other)) for other in later_starts]
    for _, _, at_start, activity, moment in sorted(cuts, key=lambda cut: cut[:3]):
        if at_start:
            after = replace(activity, starts_at=moment)
            offer = say("Begin at {time}: “{title}”", time=moment.time(), title=activity.title)
        else:
            after = replace(activity, ends_at=moment)
            offer = say("End at {time}: “{title}”", time=moment.time(), title=activity.title)
        title = say(
            "“{title}” from {start} to {end}", title=activity.title, start=after.starts_at, end=after.ends_at.time()
        )
        yield Remedy(offer, title, (Edit(activity, after),))


def find_twins(case: Case) -> Iterator[Remedy]:
    """A group was put into two activities of one kind at one place: it leaves the second."""
    programme = case.programme
    groups = [programme.groups[subject.id] for subject in case.conflict.subjects if subject.type == GROUP]
    first, *others = activities_of(case)
    for group in groups:
        for other in others:
            link = programme.activity_groups.get(f"{other.id}/{group.id}")
            same = other.kind is first.kind and programme.site_of(other) == programme.site_of(first)
            if link is not None and same and may_move(other, case.now):
                yield Remedy(
                    say("Only once: {group} leaves “{title}”", group=group.name, title=other.title),
                    say("Take “{group}” out of “{title}”", group=group.name, title=other.title),
                    (Edit(link, None),),
                )
