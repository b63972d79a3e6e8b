"""Who moves with whom: the part of the picture that moving an activity does not change."""

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from smalltowns_desktop.conflicts.intervals import minute_of
from smalltowns_desktop.domain.ids import DelegationId, GroupId, ParticipantId, SiteId
from smalltowns_desktop.domain.model import Delegation, Participant
from smalltowns_desktop.domain.programme import Programme

Crowd = NewType("Crowd", str)
"""Keys of groups, sorted, joined by spaces: all who move with just these share one timeline, worked out once."""
_NOBODY = ("", 0)
Stay = tuple[datetime | None, datetime | None]
"""Arrival and departure; None: with the event."""


@dataclass(frozen=True, slots=True)
class Company:
    """Where some people come from, as far as their stays matter."""

    delegations: frozenset[DelegationId]
    arriving: frozenset[DelegationId]
    """Delegations whose arrival holds for somebody in the group."""
    departing: frozenset[DelegationId]
    dated: tuple[ParticipantId, ...]
    """Members with an arrival or a departure of their own."""
    since: int
    """The last of their arrivals, in minutes: what starts then or later is before none of them."""
    until: int
    """The first of their departures."""


@dataclass(frozen=True, slots=True)
class Crowds:
    people_of_group: Mapping[GroupId, tuple[ParticipantId, ...]]
    announced: Mapping[GroupId, tuple[DelegationId, int]]
    """Of a whole delegation with nobody entered yet: how many it said it will be."""
    sizes: Mapping[GroupId, int]
    """Known people; of a delegation with nobody entered yet what it announced."""
    crowd_of_person: Mapping[ParticipantId, Crowd]
    """Of those who are in a group."""
    members: Mapping[Crowd, tuple[ParticipantId, ...]]
    crowds_of_group: Mapping[GroupId, tuple[Crowd, ...]]
    companies: Mapping[GroupId, Company]
    lodgings: Mapping[SiteId, Counter[Stay]]
    """How many people sleep at a site, by their stay."""

    def headcount(self, groups: Iterable[GroupId], people: Collection[ParticipantId]) -> int:
        """Everybody in the groups and those named besides, each once; of unknown people the announced number."""
        everybody = set(people)
        unknown: dict[DelegationId, int] = {}
        for group in groups:
            everybody.update(self.people_of_group[group])
            if group in self.announced:
                delegation, size = self.announced[group]
                unknown[delegation] = size
        return len(everybody) + sum(unknown.values())

    def most(self, groups: Iterable[GroupId], people: Collection[ParticipantId]) -> int:
        """At least the headcount, and much quicker: people in several of the groups count several times."""
        return len(people) + sum([self.sizes[group] for group in groups])


def groups_of(crowd: str) -> list[GroupId]:
    return [GroupId(group) for group in crowd.split()]


def gather(programme: Programme) -> Crowds:
    people_of_group = {GroupId(key): programme.people_of_group(GroupId(key)) for key in programme.groups}
    groups_of_person: dict[ParticipantId, list[GroupId]] = {}
    for group, people in sorted(people_of_group.items()):
        for person in people:
            groups_of_person.setdefault(person, []).append(group)
    crowd_of_person = {person: Crowd(" ".join(groups)) for person, groups in groups_of_person.items()}
    members: dict[Crowd, list[ParticipantId]] = {}
    for person, crowd in crowd_of_person.items():
        members.setdefault(crowd, []).append(person)
    crowds_of_group: dict[GroupId, list[Crowd]] = {}
    for crowd in members:
        for group in groups_of(crowd):
            crowds_of_group.setdefault(group, []).append(crowd)
    announced = _announced(programme, people_of_group)
    return Crowds(
        people_of_group=people_of_group,
        announced=announced,
        sizes={group: len(people) or announced.get(group, _NOBODY)[1] for group, people in people_of_group.items()},
        crowd_of_person=crowd_of_person,
        members={crowd: tuple(people) for crowd, people in members.items()},
        crowds_of_group={group: tuple(crowds) for group, crowds in crowds_of_group.items()},
        companies=_companies(programme, people_of_group),
        lodgings=_lodgings(programme),
    )


def _announced(
    programme: Programme, people_of_group: Mapping[GroupId, tuple[ParticipantId, ...]]
) -> dict[GroupId, tuple[DelegationId, int]]:
    announced = {}
    for group, people in people_of_group.items():
        delegation = programme.groups[group].delegation_id
        if not people and delegation is not None:
            announced[group] = (delegation, programme.delegations[delegation].expected_size or 0)
    return announced


def company_of(programme: Programme, person: ParticipantId) -> Company:
    """Of somebody who takes part by name."""
    row = programme.participants[person]
    dated = () if row.arrives_at is None and row.departs_at is None else (row,)
    own = frozenset[DelegationId]() if row.delegation_id is None else frozenset((row.delegation_id,))
    undated_arrival = own if row.arrives_at is None else frozenset[DelegationId]()
    undated_departure = own if row.departs_at is None else frozenset[DelegationId]()
    return _company(programme, own, undated_arrival, undated_departure, dated)


def _companies(
    programme: Programme, people_of_group: Mapping[GroupId, tuple[ParticipantId, ...]]
) -> dict[GroupId, Company]:
    participants = programme.participants
    all_dated = {row.id for row in participants.values() if row.arrives_at is not None or row.departs_at is not None}
    companies = {}
    for group, people in people_of_group.items():
        own = programme.groups[group].delegation_id
        delegations = arriving = departing = frozenset(() if own is None else (own,))
        dated: list[Participant] = []
        if all_dated:
            dated = [participants[person] for person in people if person in all_dated]
        if own is None or group in programme.members_by_group:
            rows = [row for person in people if (row := participants[person]).delegation_id is not None]
            arriving |= {row.delegation_id for row in rows if row.delegation_id and row.arrives_at is None}
            departing |= {row.delegation_id for row in rows if row.delegation_id and row.departs_at is None}
            delegations |= {row.delegation_id for row in rows if row.delegation_id}
        companies[group] = _company(programme, delegations, arriving, departing, dated)
    return companies


def _company(
    programme: Programme,
    delegations: frozenset[DelegationId],
    arriving: frozenset[DelegationId],
    departing: frozenset[DelegationId],
    dated: Sequence[Participant],
) -> Company:
    arrivals = [moment for key in arriving if (moment := programme.delegations[key].arrives_at) is not None]
    arrivals += [moment for row in dated if (moment := row.arrives_at) is not None]
    departures = [moment for key in departing if (moment := programme.delegations[key].departs_at) is not None]
    departures += [moment for row in dated if (moment := row.departs_at) is not None]
    return Company(
        delegations,
        arriving,
        departing,
        tuple([row.id for row in dated]),
        minute_of(max(arrivals)) if arrivals else 0,
        minute_of(min(departures)) if departures else sys.maxsize,
    )


def _lodgings(programme: Programme) -> dict[SiteId, Counter[Stay]]:
    lodgings: dict[SiteId, Counter[Stay]] = {}
    participants = programme.participants
    for key, people in programme.people_by_delegation.items():
        hotel, arrival, departure = _stay(None if key is None else programme.delegations[key])
        own_stays = Counter([_stay(participants[person]) for person in people])
        for (own_hotel, own_arrival, own_departure), count in own_stays.items():
            lodging = own_hotel or hotel
            if lodging is not None:
                stay = (own_arrival or arrival, own_departure or departure)
                lodgings.setdefault(lodging, Counter())[stay] += count
    for delegation in programme.delegations.values():
        hotel, arrival, departure = _stay(delegation)
        if hotel is not None and delegation.id not in programme.people_by_delegation:
            lodgings.setdefault(hotel, Counter())[arrival, departure] += delegation.expected_size or 0
    return lodgings


def _stay(row: Participant | Delegation | None) -> tuple[SiteId | None, datetime | None, datetime | None]:
    return (None, None, None) if row is None else (row.hotel_id, row.arrives_at, row.departs_at)
