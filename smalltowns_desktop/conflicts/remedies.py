"""One small change that puts a conflict right: another time, another hall, another vehicle.

`WAYS` says which kinds of change are worth trying for a rule, the least disturbing first. Each gives candidates in a
fixed order, the smallest change first; the first that helps (`trials`) is the remedy. Where nothing small helps there
is none: a site that takes too few, a road that nobody knows and an activity without a place are for a person to decide.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from smalltowns_desktop.conflicts.outcome import Conflict, Conflicts
from smalltowns_desktop.conflicts.remedy import Case, Remedy
from smalltowns_desktop.conflicts.trials import Judge
from smalltowns_desktop.conflicts.ways_of_activities import (
    find_cuts,
    find_other_days,
    find_other_halls,
    find_other_times,
    find_twins,
)
from smalltowns_desktop.conflicts.ways_of_requests import find_visits
from smalltowns_desktop.conflicts.ways_of_transfers import find_delays, find_longer_ways, find_other_vehicles

WAYS: Mapping[str, Sequence[Callable[[Case], Iterator[Remedy]]]] = {
    "hall-overlap": (find_other_halls, find_other_times, find_cuts),
    "group-overlap": (find_twins, find_other_times, find_cuts),
    "person-overlap": (find_other_times, find_cuts),
    "vehicle-overlap": (find_other_vehicles, find_delays),
    "site-overload": (find_other_times, find_cuts),
    "group-travel": (find_delays, find_other_times, find_cuts),
    "person-travel": (find_delays, find_other_times, find_cuts),
    "vehicle-travel": (find_longer_ways, find_delays, find_other_vehicles),
    "hall-seats": (find_other_halls, find_other_times),
    "site-visitors": (find_other_times,),
    "vehicle-seats": (find_other_vehicles,),
    "outside-event": (find_other_days,),
    "site-closed": (find_other_times, find_cuts, find_other_days),
    "outside-stay": (find_other_times, find_cuts, find_other_days),
    "request-unmet": (find_visits,),
}


def suggest_remedy(
    conflicts: Conflicts,
    conflict: Conflict,
    now: datetime | None = None,
    between: Callable[[], object] = lambda: None,
) -> Remedy | None:
    """The first small change that helps against one of the conflicts of a programme, or None.

    `now`: on the event's clock; None: nothing has begun. `between` is called before each candidate is tried: it
    may pause, and it may raise to stop.
    """
    judge: Judge | None = None
    case = Case(conflicts.scene, conflict, now)
    for way in WAYS.get(conflict.rule, ()):
        for remedy in way(case):
            between()
            judge = judge or Judge(conflicts, conflict)
            if judge.helps(remedy.edits):
                return remedy
    return None
