"""The three conflicts that are left in the demo congress on purpose: something to find, to look at and to put right.

Two sections are in one hall, a site is over-full, and a group has too little time for the road to its next visit.
Each is made from a sound programme by one change, and only where everything else stays sound: a congress that is too
small for one of them goes without.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from smalltowns_desktop.domain.ids import GroupId
from smalltowns_desktop.services.demo.draft import DAY, Draft, Rank, agendas
from smalltowns_desktop.services.demo.places import LONGEST_WAY, Places
from smalltowns_desktop.services.demo.visits import Visitor, visit_draft

LEAST_ROAD = 30
"""Minutes of road that make a shortage of time worth showing."""
SHORTAGE = 22
LEAST_ROOM = 25
"""People for whom even a site that is over-full on purpose has room."""
LEAST_EXCESS = 5
LARGEST_SHIFT = 30
"""Minutes by which a visit may start earlier or later to meet another."""


@dataclass(frozen=True, slots=True)
class Flawed:
    """The programme with its conflicts. `places` differs by the capacity of the over-full site."""

    drafts: list[Draft]
    places: Places
    hurried: tuple[GroupId, int] | None
    """Who is short of time on the way to what starts then; no transfer is planned for it."""
    count: int
    """How many conflicts there are."""


def add_flaws(drafts: Sequence[Draft], places: Places, visitor: Visitor) -> Flawed:
    flawed = list(drafts)
    shared = _share_a_hall(flawed, places)
    places, crowded = _fill_a_site_too_full(flawed, places, visitor)
    hurried = _hurry(flawed, places, visitor, crowded)
    return Flawed(flawed, places, hurried, shared + bool(crowded) + (hurried is not None))


def _share_a_hall(drafts: list[Draft], places: Places) -> bool:
    """The farmers' section meets where the businessmen's does. The hall has seats enough for both."""
    sections = {draft.direction: number for number, draft in enumerate(drafts) if draft.rank is Rank.SECTION}
    moved, other = (sections.get(places.directions[key].id) for key in ("agriculture", "business"))
    if moved is None or other is None or drafts[other].hall is None:
        return False
    drafts[moved] = replace(drafts[moved], hall=drafts[other].hall)
    return True


def _fill_a_site_too_full(drafts: list[Draft], places: Places, visitor: Visitor) -> tuple[Places, frozenset[GroupId]]:
    """A second group comes to a site that had room for the first only. Gives the groups that meet there, too."""
    plans = agendas(drafts)
    by_time = sorted(_visits(drafts), key=lambda item: item[1].start)
    for there in _by_room(drafts, places):
        assert there.site is not None, "every visit has its site"
        site, host = places.sites[there.site], there.units[0]
        if len(visitor.ledger.during(site.id, there.start, there.end)) > 1:
            continue
        room = max(visitor.ledger.most_people(site.id), LEAST_ROOM)
        first = bisect_left(by_time, there.start - LARGEST_SHIFT, key=lambda item: item[1].start)
        for number, joining in by_time[first:]:
            guest = joining.units[0]
            if joining.start > there.start + LARGEST_SHIFT:
                break
            if (
                guest.delegation != host.delegation
                and guest.size + host.size >= room + LEAST_EXCESS
                and all(draft.site != site.id for draft in plans[guest.group])
                and _fits(plans[guest.group], joining, there, places)
            ):
                drafts[number] = visit_draft(places, guest, site.id, there.start, there.end, joining.turn)
                narrowed = replace(site, visitors_max=room, groups_at_once=max(2, site.groups_at_once or 2))
                return places.with_site(narrowed), frozenset({guest.group, host.group})
    return places, frozenset()


def _by_room(drafts: Sequence[Draft], places: Places) -> list[Draft]:
    """Visits to sites without a hall, the smallest sites first, and those of the first day last."""
    visits = [draft for _, draft in _visits(drafts) if draft.hall is None]
    return sorted(visits, key=lambda draft: (draft.start < DAY, places.sites[draft.site or ""].visitors_max or 0))


def _fits(agenda: Sequence[Draft], visit: Draft, other: Draft, places: Places) -> bool:
    """Whether the unit of a visit could be at another one instead, between what it has before and after."""
    at = agenda.index(visit)
    before, after = (agenda[index] if 0 <= index < len(agenda) else None for index in (at - 1, at + 1))
    if before is not None and before.end // DAY == other.start // DAY:
        if before.end + places.way(before.site, other.site) > other.start:
            return False
    elif places.way(visit.units[0].hotel, other.site) > LONGEST_WAY:
        return False
    return after is None or other.end + places.way(other.site, after.site) <= after.start


def _hurry(
    drafts: list[Draft], places: Places, visitor: Visitor, crowded: frozenset[GroupId]
) -> tuple[GroupId, int] | None:
    """A visit is moved to an earlier time, at which its group is still on the road."""
    numbers = {id(draft): number for number, draft in _visits(drafts)}
    for group, agenda in _second_first(agendas(drafts)):
        for before, visit in pairwise(agenda):
            number = numbers.get(id(visit))
            same_day = before.end // DAY == visit.start // DAY
            if number is None or not same_day or group in crowded or before.site is None or visit.site is None:
                continue
            road = places.roads.minutes(before.site, visit.site) or 0
            start = (before.end + places.way(before.site, visit.site) - SHORTAGE) // 5 * 5
            if road < LEAST_ROAD or start <= before.end or start >= visit.start:
                continue
            moved = replace(visit, start=start, end=start + visit.end - visit.start)
            site, people = places.sites[visit.site], visit.units[0].size
            visitor.ledger.remove(site.id, visit.start, visit.end, people)
            if visitor.takes(site, moved.start, moved.end, people):
                visitor.ledger.add(site.id, moved.start, moved.end, people)
                drafts[number] = moved
                return group, moved.start
            visitor.ledger.add(site.id, visit.start, visit.end, people)
    return None


def _second_first(plans: dict[GroupId, list[Draft]]) -> list[tuple[GroupId, list[Draft]]]:
    """The second group is the first to be tried: an example that is not the top line of every list."""
    items = list(plans.items())
    return items[1:2] + items[:1] + items[2:]


def _visits(drafts: Sequence[Draft]) -> Iterator[tuple[int, Draft]]:
    return ((number, draft) for number, draft in enumerate(drafts) if draft.rank is Rank.VISIT)
