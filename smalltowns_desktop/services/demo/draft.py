"""What the parts of the demo congress hand to each other: units that move together, drafts of activities, the agenda.

Times here are whole minutes from the midnight with which the first day begins.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import IntEnum

from smalltowns_desktop.domain.ids import DelegationId, DirectionId, GroupId, HallId, ParticipantId, SiteId
from smalltowns_desktop.domain.model import ActivityKind, ActivityPart

DAY = 24 * 60
BOARDING = 10
"""Minutes to board a vehicle; `Event.boarding_minutes` of the demo."""


@dataclass(frozen=True, slots=True)
class DemoOptions:
    """What the demo congress is asked to be; None: in proportion to the rest."""

    delegations: int | None = None
    participants: int | None = None
    sites: int | None = None
    activities: int | None = None
    days: int = 3
    seed: int = 0


@dataclass(frozen=True, slots=True)
class DemoSize:
    """What the demo congress will be; `activities` None: as many as come of themselves."""

    delegations: int
    participants: int
    sites: int
    activities: int | None
    days: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A group with one vehicle, one hotel and one agenda."""

    group: GroupId
    name: str
    delegation: DelegationId
    size: int
    direction: DirectionId
    hotel: SiteId | None
    arrives: tuple[SiteId | None, int]
    departs: tuple[SiteId | None, int]
    whole: bool
    """The group is all of its delegation."""


class Rank(IntEnum):
    """What a programme can least do without comes first."""

    OPENING = 0
    CLOSING = 1
    SIGNING = 2
    REGISTRATION = 3
    PLENARY = 4
    EVENING = 5
    SECTION = 6
    LUNCH = 7
    DINNER = 8
    VISIT = 9
    MEETING = 10


@dataclass(frozen=True, slots=True)
class Draft:
    """An activity before it has a key."""

    rank: Rank
    title: str
    kind: ActivityKind
    start: int
    end: int
    site: SiteId | None = None
    hall: HallId | None = None
    direction: DirectionId | None = None
    units: tuple[Unit, ...] = ()
    people: tuple[tuple[ActivityPart, ParticipantId], ...] = ()
    notes: str = ""
    turn: int = 0
    """Of a visit: the first of its unit, the second, and so on."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Free time of a unit between two places; `visits` and `lunch` are what it should be filled with."""

    origin: SiteId | None
    opens: int
    destination: SiteId | None
    closes: int
    visits: int = 0
    lunch: bool = False


@dataclass(slots=True)
class Ledger:
    """Who is at a site when: (start, end, people) of each booking."""

    bookings: dict[SiteId, list[tuple[int, int, int]]] = field(default_factory=dict)

    def during(self, site: SiteId, start: int, end: int) -> list[tuple[int, int, int]]:
        return [entry for entry in self.bookings.get(site, ()) if entry[0] < end and start < entry[1]]

    def add(self, site: SiteId, start: int, end: int, people: int) -> None:
        self.bookings.setdefault(site, []).append((start, end, people))

    def remove(self, site: SiteId, start: int, end: int, people: int) -> None:
        self.bookings[site].remove((start, end, people))

    def most_people(self, site: SiteId) -> int:
        """At the fullest moment, which is the beginning of some booking."""
        entries = self.bookings.get(site, ())
        return max((sum(e[2] for e in entries if e[0] <= start < e[1]) for start, _, _ in entries), default=0)


def agendas(drafts: Iterable[Draft]) -> dict[GroupId, list[Draft]]:
    """The drafts of each unit, by time."""
    lists: dict[GroupId, list[Draft]] = {}
    for draft in sorted(drafts, key=lambda draft: (draft.start, draft.end)):
        for unit in draft.units:
            lists.setdefault(unit.group, []).append(draft)
    return lists


def clock(day: int, hour: int, minute: int = 0) -> int:
    return day * DAY + hour * 60 + minute


def moment(first_day: date, minutes: int) -> datetime:
    return datetime.combine(first_day, time()) + timedelta(minutes=minutes)


def up_to_five(minutes: int) -> int:
    """The next full five minutes."""
    return -(-minutes // 5) * 5
