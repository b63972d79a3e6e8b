"""The snapshot: an immutable picture of an event.

Conflicts, planning, documents, timeline and map read it, never the database; it crosses threads freely. Rows are in
mappings by key; indexes over them are made once, when first asked for. Treat every mapping as read-only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from smalltowns_desktop.domain.ids import (
    ActivityId,
    AgreementId,
    DelegationId,
    DirectionId,
    DistrictId,
    GroupId,
    HallId,
    ParticipantId,
    SiteId,
    TransferId,
    VehicleId,
)
from smalltowns_desktop.domain.model import (
    AcceptedConflict,
    Activity,
    ActivityGroup,
    ActivityPart,
    ActivityPerson,
    Agreement,
    AgreementSignatory,
    Checkpoint,
    Commitment,
    Delegation,
    DelegationDirection,
    DelegationOfficer,
    Direction,
    District,
    Event,
    Group,
    GroupMember,
    Hall,
    OfficerPart,
    Participant,
    QueuedRow,
    Request,
    RuleSeverity,
    Severity,
    Site,
    SiteDirection,
    Transfer,
    TransferGroup,
    TransferPerson,
    TravelTime,
    Vehicle,
)

Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True)
class Programme:
    """One field a journalled table, by the table's name; `revision` is the journal's last when it was read."""

    event: Event
    revision: int = 0
    directions: Mapping[str, Direction] = field(default_factory=dict)
    districts: Mapping[str, District] = field(default_factory=dict)
    sites: Mapping[str, Site] = field(default_factory=dict)
    site_directions: Mapping[str, SiteDirection] = field(default_factory=dict)
    halls: Mapping[str, Hall] = field(default_factory=dict)
    delegations: Mapping[str, Delegation] = field(default_factory=dict)
    delegation_directions: Mapping[str, DelegationDirection] = field(default_factory=dict)
    participants: Mapping[str, Participant] = field(default_factory=dict)
    delegation_officers: Mapping[str, DelegationOfficer] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    group_members: Mapping[str, GroupMember] = field(default_factory=dict)
    requests: Mapping[str, Request] = field(default_factory=dict)
    activities: Mapping[str, Activity] = field(default_factory=dict)
    activity_groups: Mapping[str, ActivityGroup] = field(default_factory=dict)
    activity_people: Mapping[str, ActivityPerson] = field(default_factory=dict)
    vehicles: Mapping[str, Vehicle] = field(default_factory=dict)
    transfers: Mapping[str, Transfer] = field(default_factory=dict)
    transfer_groups: Mapping[str, TransferGroup] = field(default_factory=dict)
    transfer_people: Mapping[str, TransferPerson] = field(default_factory=dict)
    travel_times: Mapping[str, TravelTime] = field(default_factory=dict)
    agreements: Mapping[str, Agreement] = field(default_factory=dict)
    agreement_signatories: Mapping[str, AgreementSignatory] = field(default_factory=dict)
    commitments: Mapping[str, Commitment] = field(default_factory=dict)
    rule_severities: Mapping[str, RuleSeverity] = field(default_factory=dict)
    accepted_conflicts: Mapping[str, AcceptedConflict] = field(default_factory=dict)
    checkpoints: Mapping[str, Checkpoint] = field(default_factory=dict)
    queued_rows: Mapping[str, QueuedRow] = field(default_factory=dict)

    def with_tables(self, **values: Any) -> "Programme":
        """This programme with other fields. Indexes over tables that stay the same are kept, not made anew."""
        after = replace(self, **values)
        for name, tables in _INDEXES.items():
            if name in self.__dict__ and values.keys().isdisjoint(tables):
                after.__dict__[name] = self.__dict__[name]
        return after

    # Who belongs to what

    @cached_property
    def people_by_delegation(self) -> Mapping[DelegationId | None, tuple[ParticipantId, ...]]:
        return _grouped((person.delegation_id, person.id) for person in self.participants.values())

    @cached_property
    def members_by_group(self) -> Mapping[GroupId, tuple[ParticipantId, ...]]:
        """Named members only; see `people_of_group`."""
        return _grouped((row.group_id, row.participant_id) for row in self.group_members.values())

    @cached_property
    def groups_by_delegation(self) -> Mapping[DelegationId | None, tuple[GroupId, ...]]:
        return _grouped((group.delegation_id, group.id) for group in self.groups.values())

    def people_of_group(self, group_id: GroupId) -> tuple[ParticipantId, ...]:
        """The group's members; of a group without any, its whole delegation."""
        members = self.members_by_group.get(group_id)
        if members is not None:
            return members
        delegation_id = self.groups[group_id].delegation_id
        return () if delegation_id is None else self.people_by_delegation.get(delegation_id, ())

    @cached_property
    def groups_by_person(self) -> Mapping[ParticipantId, tuple[GroupId, ...]]:
        """Every group a person moves with, through membership or through the whole delegation."""
        groups = self.groups.values()
        return _grouped((person, group.id) for group in groups for person in self.people_of_group(group.id))

    def size_of_group(self, group_id: GroupId) -> int:
        """Known people; of a whole delegation with nobody entered yet, the size that it announced."""
        people = self.people_of_group(group_id)
        if people or group_id in self.members_by_group:
            return len(people)
        delegation_id = self.groups[group_id].delegation_id
        return 0 if delegation_id is None else self.delegations[delegation_id].expected_size or 0

    def officer(self, delegation_id: DelegationId, part: OfficerPart) -> Participant | None:
        row = self.delegation_officers.get(f"{delegation_id}/{part}")
        return None if row is None else self.participants.get(row.participant_id)

    # Who does what

    @cached_property
    def groups_by_activity(self) -> Mapping[ActivityId, tuple[GroupId, ...]]:
        return _grouped((row.activity_id, row.group_id) for row in self.activity_groups.values())

    @cached_property
    def activities_by_group(self) -> Mapping[GroupId, tuple[ActivityId, ...]]:
        return _grouped((row.group_id, row.activity_id) for row in self.activity_groups.values())

    @cached_property
    def people_by_activity(self) -> Mapping[ActivityId, tuple[tuple[ActivityPart, ParticipantId], ...]]:
        """Speakers, moderators, interpreters and responsible people, not the groups."""
        return _grouped((row.activity_id, (row.part, row.participant_id)) for row in self.activity_people.values())

    @cached_property
    def groups_by_transfer(self) -> Mapping[TransferId, tuple[GroupId, ...]]:
        return _grouped((row.transfer_id, row.group_id) for row in self.transfer_groups.values())

    @cached_property
    def people_by_transfer(self) -> Mapping[TransferId, tuple[ParticipantId, ...]]:
        """People named one by one, not the groups."""
        return _grouped((row.transfer_id, row.participant_id) for row in self.transfer_people.values())

    @cached_property
    def transfers_by_vehicle(self) -> Mapping[VehicleId, tuple[TransferId, ...]]:
        return _grouped((transfer.vehicle_id, transfer.id) for transfer in self.transfers.values())

    def attendees(self, activity_id: ActivityId) -> frozenset[ParticipantId]:
        """Everybody expected: the groups' people, and those named with a part."""
        people = {
            person for group in self.groups_by_activity.get(activity_id, ()) for person in self.people_of_group(group)
        }
        people.update(person for _, person in self.people_by_activity.get(activity_id, ()))
        return frozenset(people)

    # Places

    @cached_property
    def halls_by_site(self) -> Mapping[SiteId, tuple[HallId, ...]]:
        return _grouped((hall.site_id, hall.id) for hall in self.halls.values())

    @cached_property
    def sites_by_district(self) -> Mapping[DistrictId, tuple[SiteId, ...]]:
        return _grouped((site.district_id, site.id) for site in self.sites.values())

    @cached_property
    def directions_by_site(self) -> Mapping[SiteId, tuple[DirectionId, ...]]:
        return _grouped((row.site_id, row.direction_id) for row in self.site_directions.values())

    @cached_property
    def directions_by_delegation(self) -> Mapping[DelegationId, tuple[DirectionId, ...]]:
        return _grouped((row.delegation_id, row.direction_id) for row in self.delegation_directions.values())

    def site_of(self, activity: Activity) -> Site | None:
        """Where an activity is; its hall tells it where no site is named."""
        site_id = activity.site_id
        if site_id is None and activity.hall_id is not None:
            site_id = self.halls[activity.hall_id].site_id
        return None if site_id is None else self.sites[site_id]

    # Papers of agreements, and the rules

    @cached_property
    def signatories_by_agreement(self) -> Mapping[AgreementId, tuple[ParticipantId, ...]]:
        return _grouped((row.agreement_id, row.participant_id) for row in self.agreement_signatories.values())

    def severity_of(self, rule: str, default: Severity) -> Severity:
        row = self.rule_severities.get(rule)
        return default if row is None else row.severity


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    lists: dict[Key, list[Value]] = {}
    for key, value in pairs:
        lists.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in lists.items()}


_INDEXES: Mapping[str, tuple[str, ...]] = {
    "people_by_delegation": ("participants",),
    "members_by_group": ("group_members",),
    "groups_by_delegation": ("groups",),
    "groups_by_person": ("groups", "group_members", "participants"),
    "groups_by_activity": ("activity_groups",),
    "activities_by_group": ("activity_groups",),
    "people_by_activity": ("activity_people",),
    "groups_by_transfer": ("transfer_groups",),
    "people_by_transfer": ("transfer_people",),
    "transfers_by_vehicle": ("transfers",),
    "halls_by_site": ("halls",),
    "sites_by_district": ("sites",),
    "directions_by_site": ("site_directions",),
    "directions_by_delegation": ("delegation_directions",),
    "signatories_by_agreement": ("agreement_signatories",),
}
"""The fields that each index is made of."""
