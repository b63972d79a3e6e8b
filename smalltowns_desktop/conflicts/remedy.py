"""What a remedy is, and what of a programme may change for one.

What is locked, cancelled or has begun stays where it is, and nothing is put into the past. Of several activities the
one moves that is a draft, else the one to which fewest groups and people come.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from smalltowns_desktop.conflicts.intervals import minute_of, moment_of
from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.conflicts.scene import Scene
from smalltowns_desktop.conflicts.timetable import ACTIVITY, TRANSFER, Thing
from smalltowns_desktop.conflicts.trials import Edit
from smalltowns_desktop.domain.ids import RequestId
from smalltowns_desktop.domain.model import Activity, ActivityStatus, Transfer
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import Text


@dataclass(frozen=True, slots=True)
class Remedy:
    offer: Text
    """What would be done, as short as a list has it; what it is done to stands at the end."""
    title: Text
    """The deed."""
    edits: tuple[Edit, ...]
    """The rows as they would be; of a visit that is planned as far as the rules look at it."""
    plans: RequestId | None = None
    """The request for which a visit is planned; the deed that does that writes the visit's rows."""


class Case(NamedTuple):
    """What a way of helping is given."""

    scene: Scene
    conflict: Conflict
    now: datetime | None

    @property
    def programme(self) -> Programme:
        return self.scene.programme


def movable(case: Case) -> list[Activity]:
    """The conflict's activities that may move, those first that had better."""
    return in_order(case, activities_of(case))


def in_order(case: Case, activities: Sequence[Activity]) -> list[Activity]:
    free = [activity for activity in activities if may_move(activity, case.now)]
    return sorted(free, key=lambda activity: rank(case.scene, activity))


def activities_of(case: Case) -> list[Activity]:
    return [case.programme.activities[subject.id] for subject in case.conflict.subjects if subject.type == ACTIVITY]


def drivable(case: Case) -> list[Transfer]:
    keys = [subject.id for subject in case.conflict.subjects if subject.type == TRANSFER]
    return [row for row in map(case.programme.transfers.__getitem__, keys) if is_ahead(row.departs_at, case.now)]


def may_move(activity: Activity, now: datetime | None) -> bool:
    if activity.locked or activity.status is ActivityStatus.CANCELLED:
        return False
    return is_ahead(activity.starts_at, now)


def is_ahead(moment: datetime, now: datetime | None) -> bool:
    return now is None or moment > now


def delayed(transfer: Transfer, minutes: int) -> Transfer:
    """The transfer so much later; below 0: earlier."""
    departs, arrives = minute_of(transfer.departs_at) + minutes, minute_of(transfer.arrives_at) + minutes
    return replace(transfer, departs_at=moment_of(departs), arrives_at=moment_of(arrives))


def rank(scene: Scene, activity: Activity) -> tuple[bool, int]:
    """What disturbs fewest comes first: a draft, then by how many groups and people have to hear of it."""
    thing = Thing(ACTIVITY, activity.id)
    parties = len(scene.timetable.groups_in(thing)) + len(scene.timetable.people_in(thing))
    return activity.status is ActivityStatus.CONFIRMED, parties


def headcount(scene: Scene, thing: Thing) -> int:
    return scene.crowds.headcount(scene.timetable.groups_in(thing), scene.timetable.people_in(thing))
