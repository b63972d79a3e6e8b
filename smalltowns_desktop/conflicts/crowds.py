"""Who moves with whom: the part of the picture that moving an activity does not change."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NewType

from smalltowns_desktop.domain.ids import DelegationId, GroupId, ParticipantId, SiteId
from smalltowns_desktop.domain.programme import Programme

Crowd = NewType("Crowd", str)
"""Keys of groups, sorted, joined by spaces: all who move with just these share one timeline, worked out once."""


@dataclass(frozen=True, slots=True)
class Company:
    """Where a group's people come from, as far as their stays matter."""

    delegations: frozenset[DelegationId]
    arriving: frozenset[DelegationId]
    """Delegations whose arrival holds for somebody in the group."""
    departing: frozenset[DelegationId]
    dated: tuple[ParticipantId, ...]
    """Members with an arrival or a departure of their own."""


@dataclass(frozen=True, slots=True)
class Crowds:
    people_of_group: Mapping[GroupId, tuple[ParticipantId, ...]]
    announced: Mapping[GroupId, tuple[DelegationId, int]]
    """Of a whole delegation with nobody entered yet: how many it said it will be."""
    crowd_of_person: Mapping[ParticipantId, Crowd]
    """Of those who are in a group."""
    members: Mapping[Crowd, tuple[ParticipantId, ...]]
    crowds_of_group: Mapping[GroupId, tuple[Crowd, ...]]
    companies: Mapping[GroupId, Company]
    lodgers: Mapping[SiteId, list[ParticipantId]]
    """By the site where they sleep: their own, else their delegation's."""
    unknown_lodgers: Mapping[SiteId, list[tuple[DelegationId, int]]]
    """Delegations with nobody entered yet, and how many they said they will be."""

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
        size = len(people)
        for group in groups:
            size += len(self.people_of_group[group])
            if group in self.announced:
                size += self.announced[group][1]
        return size


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
    return Crowds(
        people_of_group=people_of_group,
        announced=_announced(programme, people_of_group),
        crowd_of_person=crowd_of_person,
        members={crowd: tuple(people) for crowd, people in members.items()},
        crowds_of_group={group: tuple(crowds) for group, crowds in crowds_of_group.items()},
        companies=_companies(programme, people_of_group),
        lodgers=_lodgers(programme),
        unknown_lodgers=_unknown_lodgers(programme),
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


def _companies(
    programme: Programme, people_of_group: Mapping[GroupId, tuple[ParticipantId, ...]]
) -> dict[GroupId, Company]:
    participants = programme.participants
    dated = {
        person.id for person in participants.values() if person.arrives_at is not None or person.departs_at is not None
    }
    companies = {}
    for group, people in people_of_group.items():
        own = programme.groups[group].delegation_id
        base = frozenset() if own is None else frozenset((own,))
        if own is not None and group not in programme.members_by_group:
            delegations = base
        else:
            delegations = base | {id_ for person in people if (id_ := participants[person].delegation_id) is not None}
        special = tuple(person for person in people if person in dated) if dated else ()
        arriving = departing = delegations
        if special and delegations != base:
            rows = [participants[person] for person in people]
            arriving = base | {row.delegation_id for row in rows if row.delegation_id and row.arrives_at is None}
            departing = base | {row.delegation_id for row in rows if row.delegation_id and row.departs_at is None}
        companies[group] = Company(delegations, arriving, departing, special)
    return companies


def _lodgers(programme: Programme) -> dict[SiteId, list[ParticipantId]]:
    of_delegation = {delegation.id: delegation.hotel_id for delegation in programme.delegations.values()}
    lodgers: dict[SiteId, list[ParticipantId]] = {}
    for person in programme.participants.values():
        hotel = person.hotel_id
        if hotel is None and person.delegation_id is not None:
            hotel = of_delegation[person.delegation_id]
        if hotel is not None:
            lodgers.setdefault(hotel, []).append(person.id)
    return lodgers


def _unknown_lodgers(programme: Programme) -> dict[SiteId, list[tuple[DelegationId, int]]]:
    lodgers: dict[SiteId, list[tuple[DelegationId, int]]] = {}
    for delegation in programme.delegations.values():
        if delegation.hotel_id is not None and not programme.people_by_delegation.get(delegation.id):
            lodgers.setdefault(delegation.hotel_id, []).append((delegation.id, delegation.expected_size or 0))
    return lodgers
