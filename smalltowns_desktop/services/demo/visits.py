"""Visits and lunches of the demo congress: each unit's free time is filled, one visit after the other, so that the
road is long enough, the site is open and takes everybody who is there.

The best next visit is the one that wastes the least time, leaning towards the unit's direction and a little towards
chance. Nobody goes back on what is planned: what does not fit is not visited.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from smalltowns_desktop.domain.ids import GroupId, HallId, SiteId
from smalltowns_desktop.domain.model import ActivityKind, Hall, Site
from smalltowns_desktop.services.demo.calendar import Calendar, gaps_of
from smalltowns_desktop.services.demo.draft import (
    BOARDING,
    DAY,
    Draft,
    Gap,
    Ledger,
    Rank,
    Unit,
    agendas,
    clock,
    up_to_five,
)
from smalltowns_desktop.services.demo.places import LONGEST_WAY, Places

_CANDIDATES = 24
"""Sites that are looked at for one visit."""
_PATIENCE = (0, 15, 30, 45, 60)
"""Minutes that a unit may wait for a site to be free."""
_SHORT_VISIT = 45
_LUNCH_HOURS = (12, 13, 14)
_LUNCH_MINUTES = 45
_OTHER_DIRECTION, _SEEN_ALREADY, _SAME_DISTRICT, _CHANCE = 25, 400, 45, 30
"""Minutes of waiting and driving that it is worth to see something of one's own direction, something new, another
district; and how much is left to chance."""


class Visitor:
    """Finds visits and lunches, and remembers who is where."""

    def __init__(self, places: Places, first_day: date, random: Random) -> None:
        self._places = places
        self._first_day = first_day
        self._random = random
        self._ledger = Ledger()
        self._seats_taken: dict[tuple[HallId, int], int] = {}
        self._seen: dict[GroupId, set[SiteId]] = {}

    @property
    def ledger(self) -> Ledger:
        return self._ledger

    def fill(self, unit: Unit, gap: Gap) -> Iterator[Draft]:
        """The visits and the lunch that a gap should have, as far as they fit."""
        hungry, left = gap.lunch, gap.visits
        noon = gap.opens // DAY * DAY + clock(0, 12)
        while left or hungry:
            draft = None
            if left and not (hungry and gap.opens >= noon - 20):
                before = min(noon + 60, gap.closes - 2 * _LUNCH_MINUTES) if hungry else gap.closes
                draft = self.find_visit(unit, gap, gap.visits - left, before=before)
                # What does not fit before lunch may fit after it.
                left -= draft is not None or not hungry
            if draft is None and hungry:
                draft, hungry = self._find_lunch(unit, gap), False
            if draft is not None:
                yield draft
                gap = replace(gap, origin=draft.site, opens=draft.end)

    def find_visit(
        self, unit: Unit, gap: Gap, turn: int, *, before: int | None = None, thorough: bool = False
    ) -> Draft | None:
        """The best visit that fits into a gap and is over `before` some moment, booked.

        A `thorough` search tries short visits too, every site and the whole of the gap.
        """
        seen = self._seen.setdefault(unit.group, set())
        candidates = self._pool(gap) if thorough else self._some(self._pool(gap))
        waits = range(0, gap.closes - gap.opens, 15) if thorough else _PATIENCE
        best: tuple[float, SiteId, int, int] | None = None
        for site_id in candidates:
            site = self._places.sites[site_id]
            minutes = _SHORT_VISIT if thorough else site.visit_minutes or _SHORT_VISIT
            start = self._find_start(unit, site, gap, minutes, waits, gap.closes if before is None else before)
            if start is None:
                continue
            cost = start - gap.opens + self._places.way(site_id, gap.destination) / 2 + self._random.random() * _CHANCE
            cost += self._dislike(unit, site_id, gap, seen)
            if best is None or cost < best[0]:
                best = (cost, site_id, start, start + minutes)
        if best is None:
            return None
        _, site_id, start, end = best
        seen.add(site_id)
        self._ledger.add(site_id, start, end, unit.size)
        return visit_draft(self._places, unit, site_id, start, end, turn)

    def takes(self, site: Site, start: int, end: int, people: int) -> bool:
        """Whether the site is open and has room for another group of that size."""
        if not is_open(site, self._first_day, start, end):
            return False
        others = self._ledger.during(site.id, start, end)
        if site.groups_at_once is not None and len(others) >= site.groups_at_once:
            return False
        return site.visitors_max is None or sum(entry[2] for entry in others) + people <= site.visitors_max

    def _pool(self, gap: Gap) -> Sequence[SiteId]:
        """Sites to visit near where the gap begins."""
        near = gap.destination if gap.origin is None else gap.origin
        return () if near is None else self._places.visit_pools[self._places.sites[near].district_id]

    def _some(self, pool: Sequence[SiteId]) -> Sequence[SiteId]:
        return pool if len(pool) <= _CANDIDATES else self._random.sample(pool, _CANDIDATES)

    def _dislike(self, unit: Unit, site: SiteId, gap: Gap, seen: Container[SiteId]) -> int:
        minutes = 0
        if self._places.direction_of(site) != unit.direction:
            minutes += _OTHER_DIRECTION
        if site in seen:
            minutes += _SEEN_ALREADY
        sites = self._places.sites
        if gap.origin is not None and sites[gap.origin].district_id == sites[site].district_id:
            minutes += _SAME_DISTRICT
        return minutes

    def _find_start(
        self, unit: Unit, site: Site, gap: Gap, minutes: int, waits: Iterable[int], before: int
    ) -> int | None:
        """The earliest moment at which the unit can be at the site and the site has room for it."""
        way = self._places.way(gap.origin, site.id)
        if way > BOARDING + LONGEST_WAY or site.id == gap.origin:
            return None
        midnight = gap.opens // DAY * DAY
        earliest = max(gap.opens + way, midnight + clock(0, 8, 30))
        if site.opens_at is not None:
            earliest = max(earliest, midnight + clock(0, site.opens_at.hour, site.opens_at.minute))
        latest = min(gap.closes - self._places.way(site.id, gap.destination), before) - minutes
        for wait in waits:
            start = up_to_five(earliest) + wait
            if start > latest:
                break
            if self.takes(site, start, start + minutes, unit.size):
                return start
        return None

    def _find_lunch(self, unit: Unit, gap: Gap) -> Draft | None:
        """A place at the earliest table that is on the way."""
        midnight = gap.opens // DAY * DAY
        best: tuple[float, int, Hall] | None = None
        for hall in self._places.tables:
            way, onward = self._places.way(gap.origin, hall.site_id), self._places.way(hall.site_id, gap.destination)
            if way > BOARDING + LONGEST_WAY:
                continue
            for hour in _LUNCH_HOURS:
                start = midnight + clock(0, hour)
                taken = self._seats_taken.get((hall.id, start), 0)
                in_time = gap.opens + way <= start and start + _LUNCH_MINUTES + onward <= gap.closes
                if in_time and taken + unit.size <= (hall.seats or 0):
                    cost = start + way / 2 + onward / 4
                    if best is None or cost < best[0]:
                        best = (cost, start, hall)
                    break
        if best is None:
            return None
        _, start, hall = best
        self._seats_taken[hall.id, start] = self._seats_taken.get((hall.id, start), 0) + unit.size
        end = start + _LUNCH_MINUTES
        return Draft(Rank.LUNCH, "Обед", ActivityKind.MEAL, start, end, hall.site_id, hall.id, units=(unit,))


def visit_draft(places: Places, unit: Unit, site_id: SiteId, start: int, end: int, turn: int) -> Draft:
    site = places.sites[site_id]
    halls = places.halls.get(site_id, ())
    return Draft(
        Rank.VISIT, site.name, ActivityKind.VISIT, start, end, site_id, halls[0].id if halls else None,
        places.direction_of(site_id), (unit,), notes=places.models[site_id]["shows"], turn=turn,
    )  # fmt: skip


def is_open(site: Site, first_day: date, start: int, end: int) -> bool:
    """Whether the site's hours and weekdays allow it; the demo's sites keep no hours over midnight."""
    weekday = str((first_day + timedelta(days=start // DAY)).isoweekday())
    if site.open_days and weekday not in site.open_days:
        return False
    if site.opens_at is None or site.closes_at is None:
        return True
    midnight = start // DAY * DAY
    opens, closes = (midnight + clock(0, at.hour, at.minute) for at in (site.opens_at, site.closes_at))
    return opens <= start and end <= closes


def plan_visits(
    visitor: Visitor, calendar: Calendar, places: Places, common: Sequence[Draft], units: Sequence[Unit]
) -> list[Draft]:
    """Visits and lunches of every unit; those who eat together at one time share a lunch."""
    first_lunch = {
        unit.group: draft.end
        for draft in common
        if draft.rank is Rank.LUNCH and draft.start < DAY
        for unit in draft.units
    }
    visits: list[Draft] = []
    tables: dict[tuple[HallId | None, int], Draft] = {}
    plans = {unit.group: list(gaps_of(calendar, places, unit, first_lunch.get(unit.group, 0))) for unit in units}
    # Day by day, so that the first in the list do not take every site of every day.
    for number in range(max((len(gaps) for gaps in plans.values()), default=0)):
        order = units if number % 2 == 0 else units[::-1]
        for unit in order:
            for draft in visitor.fill(unit, plans[unit.group][number]):
                if draft.rank is Rank.VISIT:
                    visits.append(draft)
                else:
                    shared = tables.get((draft.hall, draft.start), draft)
                    tables[draft.hall, draft.start] = shared if shared is draft else _joined(shared, unit)
    return [*tables.values(), *visits]


def _joined(lunch: Draft, unit: Unit) -> Draft:
    return replace(lunch, units=(*lunch.units, unit))


def add_visits(visitor: Visitor, drafts: list[Draft], units: Sequence[Unit], wanted: int) -> list[Draft]:
    """More visits, shorter ones, between what is planned already, until there are `wanted` drafts or no more fit."""
    drafts = list(drafts)
    turn = 10
    progress = True
    while progress and len(drafts) < wanted:
        progress = False
        plans = agendas(drafts)
        for unit in units:
            if len(drafts) >= wanted:
                break
            draft = _squeeze_in(visitor, unit, plans.get(unit.group, []), turn)
            if draft is not None:
                drafts.append(draft)
                progress = True
        turn += 1
    return drafts


def add_meetings(places: Places, drafts: list[Draft], units: Sequence[Unit], wanted: int) -> list[Draft]:
    """Short meetings of single groups in their hotels, after dinner and before they leave in the morning, until there
    are `wanted` drafts or every group has all of them."""
    drafts = list(drafts)
    plans = agendas(drafts)
    for unit in units:
        for draft in _meetings(places, unit, plans.get(unit.group, [])):
            if len(drafts) >= wanted:
                return drafts
            drafts.append(draft)
    return drafts


def _meetings(places: Places, unit: Unit, agenda: Sequence[Draft]) -> Iterator[Draft]:
    for before, after in pairwise(agenda):
        if unit.hotel is None or before.end // DAY == after.start // DAY:
            continue
        if before.site == unit.hotel:
            start = before.end + 5
            yield Draft(
                Rank.MEETING, "Итоги дня", ActivityKind.MEETING, start, start + 20, unit.hotel, units=(unit,),
                notes="встреча группы",
            )  # fmt: skip
        end = after.start - places.way(unit.hotel, after.site)
        yield Draft(
            Rank.MEETING, "Сбор группы", ActivityKind.MEETING, end - 15, end, unit.hotel, units=(unit,),
            notes="план на день",
        )  # fmt: skip


def _squeeze_in(visitor: Visitor, unit: Unit, agenda: list[Draft], turn: int) -> Draft | None:
    for before, after in pairwise(agenda):
        if before.end // DAY == after.start // DAY:
            gap = Gap(before.site, before.end, after.site, after.start)
        elif unit.hotel is not None:
            gap = Gap(unit.hotel, after.start // DAY * DAY + clock(0, 8, 15), after.site, after.start)
        else:
            continue
        if gap.closes - gap.opens > _SHORT_VISIT:
            draft = visitor.find_visit(unit, gap, turn, thorough=True)
            if draft is not None:
                return draft
    return None
