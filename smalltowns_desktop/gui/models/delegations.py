"""Lines of the delegations' page: who they are, how many came, what is wrong."""

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import datetime

from smalltowns_desktop.conflicts.outcome import Conflicts
from smalltowns_desktop.domain.model import Activity, Delegation, Group, Participant, Request, Severity, Transfer
from smalltowns_desktop.domain.names import fold_for_search
from smalltowns_desktop.domain.programme import Programme


@dataclass(frozen=True, slots=True)
class DelegationLine:
    """A delegation in the list."""

    row: Delegation
    people: int
    arrived: int
    errors: int
    warnings: int
    searchable: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody of a delegation."""

    row: Participant
    is_here: bool


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of a delegation."""

    row: Group
    people: int
    is_whole: bool
    activities: int


@dataclass(frozen=True, slots=True)
class RequestLine:
    """What a delegation or a group of it asks to see, and the activity that answers it."""

    row: Request
    site: str
    who: str
    """The group's name; "" for the delegation."""
    is_met: bool | None
    """None: not looked at yet."""
    is_elsewhen: bool
    """It sees the place, at a time it did not ask for."""


@dataclass(frozen=True, slots=True)
class DayLine:
    """An activity of a delegation's programme, or a ride between two."""

    row: Activity | Transfer
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    who: str
    """The names of the delegation's groups in it; "" where it is all of them."""
    direction: int
    """The position of its direction; negative for none."""


def make_delegation_lines(programme: Programme, conflicts: Conflicts | None, arrived: Set[str]) -> list[DelegationLine]:
    """All delegations, with open remarks on them, their groups, people and requests."""
    errors, warnings = count_remarks(programme, conflicts)
    lines = []
    for row in programme.delegations.values():
        people = programme.people_by_delegation.get(row.id, ())
        searchable = fold_for_search(row.name, row.code, row.town, row.region, row.country)
        here = sum(person in arrived for person in people)
        lines.append(DelegationLine(row, len(people), here, errors[row.id], warnings[row.id], searchable))
    return lines


def count_remarks(programme: Programme, conflicts: Conflicts | None) -> tuple[Counter[str], Counter[str]]:
    """Open errors and warnings by the key of the delegation that they are about."""
    counts: Mapping[Severity, Counter[str]] = {severity: Counter() for severity in Severity}
    for conflict in () if conflicts is None else conflicts.open:
        touched = {owner for kind, key, _ in conflict.subjects if (owner := delegation_of(programme, kind, key))}
        counts[conflict.severity].update(touched)
    return counts[Severity.ERROR], counts[Severity.WARNING]


def delegation_of(programme: Programme, kind: str, key: str) -> str | None:
    """The delegation that a subject of a conflict is or belongs to; None for what belongs to none, or is gone."""
    match kind:
        case "delegation":
            return key
        case "group" if key in programme.groups:
            return programme.groups[key].delegation_id
        case "participant" if key in programme.participants:
            return programme.participants[key].delegation_id
        case "request" if key in programme.requests:
            request = programme.requests[key]
            return request.delegation_id or delegation_of(programme, "group", str(request.group_id))
    return None


def make_person_lines(programme: Programme, delegation_id: str, arrived: Set[str]) -> list[PersonLine]:
    keys = programme.people_by_delegation.get(programme.delegations[delegation_id].id, ())
    return [PersonLine(programme.participants[key], key in arrived) for key in keys]


def make_group_lines(programme: Programme, delegation_id: str) -> list[GroupLine]:
    groups = programme.groups_by_delegation.get(programme.delegations[delegation_id].id, ())
    return [
        GroupLine(
            programme.groups[key],
            programme.size_of_group(key),
            key not in programme.members_by_group,
            len(programme.activities_by_group.get(key, ())),
        )
        for key in groups
    ]


def make_request_lines(programme: Programme, conflicts: Conflicts | None, delegation_id: str) -> list[RequestLine]:
    """The requests of a delegation and of its groups. Whether one is met is what the check found."""
    open_keys = unmet_requests(conflicts)
    lines = []
    for row in programme.requests.values():
        if delegation_of(programme, "request", row.id) == delegation_id:
            who = "" if row.group_id is None else programme.groups[row.group_id].name
            met = None if conflicts is None else row.id not in open_keys
            lines.append(RequestLine(row, programme.sites[row.site_id].name, who, met, open_keys.get(row.id, False)))
    return lines


def unmet_requests(conflicts: Conflicts | None) -> Mapping[str, bool]:
    """Keys of requests that no visit answers, whatever the event makes of that; whether they are answered at another
    time than was asked for."""
    if conflicts is None:
        return {}
    return {
        finding.subjects[0].key: bool(dict(finding.facts).get("otherwise"))
        for unit in conflicts.findings.values()
        for finding in unit
        if finding.rule == "request-unmet"
    }


def make_day_lines(programme: Programme, delegation_id: str) -> list[DayLine]:
    """Everything that a delegation's groups do and ride in, by time."""
    groups = programme.groups_by_delegation.get(programme.delegations[delegation_id].id, ())
    people = set(programme.people_by_delegation.get(programme.delegations[delegation_id].id, ()))

    def who(keys: Iterable[str]) -> str:
        """Which groups, where those are not everybody."""
        present = [key for key in groups if key in keys]
        there = {person for key in present for person in programme.people_of_group(key)}
        return "" if people <= there else ", ".join(programme.groups[key].name for key in present)

    positions = {key: row.position for key, row in programme.directions.items()}
    lines = []
    for activity in programme.activities.values():
        present = programme.groups_by_activity.get(activity.id, ())
        if any(group in present for group in groups):
            site = programme.site_of(activity)
            position = -1 if activity.direction_id is None else positions[activity.direction_id]
            lines.append(
                DayLine(
                    activity, activity.starts_at, activity.ends_at, activity.title,
                    "" if site is None else site.name, who(present), position,
                )
            )  # fmt: skip
    for transfer in programme.transfers.values():
        riding = programme.groups_by_transfer.get(transfer.id, ())
        if any(group in riding for group in groups):
            way = f"{programme.sites[transfer.from_site_id].name} – {programme.sites[transfer.to_site_id].name}"
            name = programme.vehicles[transfer.vehicle_id].name
            lines.append(DayLine(transfer, transfer.departs_at, transfer.arrives_at, name, way, who(riding), -1))
    return sorted(lines, key=lambda line: (line.starts_at, line.ends_at, line.title))
