"""Who is where when in a programme, read row by row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from smalltowns_desktop.domain.model import Activity, ActivityKind, ActivityStatus, Transfer
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.travel import Roads

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Span:
    """Something on somebody's timeline."""

    kind: str
    id: str
    start: datetime
    end: datetime
    origin: str | None
    destination: str | None
    vehicle: str | None = None

    @property
    def subject(self) -> tuple[str, str]:
        return self.kind, self.id

    def shares_time(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


class Spans:
    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.roads = Roads.of(programme)
        self.activities = {
            key: self.span(row)
            for key, row in programme.activities.items()
            if row.status is not ActivityStatus.CANCELLED
        }
        self.planned = {
            key: Span("transfer", key, row.departs_at, row.arrives_at, row.from_site_id, row.to_site_id, row.vehicle_id)
            for key, row in programme.transfers.items()
        }
        self.real = {key: self.as_driven(programme.transfers[key], span) for key, span in self.planned.items()}

    def span(self, row: Activity) -> Span:
        site = row.site_id
        if row.hall_id is not None:
            site = self.programme.halls[row.hall_id].site_id
        if row.kind is ActivityKind.TRANSFER:
            site = None
        return Span("activity", row.id, row.starts_at, row.ends_at, site, site)

    def as_driven(self, row: Transfer, span: Span) -> Span:
        kind = self.programme.vehicles[row.vehicle_id].kind
        road = self.roads.minutes(row.from_site_id, row.to_site_id, kind) or 0
        end = max(span.end, span.start + max(1, road) * MINUTE)
        return Span("transfer", span.id, span.start, end, span.origin, span.destination, span.vehicle)

    # Who is where

    def people_of(self, group: str) -> set[str]:
        members = {row.participant_id for row in self.programme.group_members.values() if row.group_id == group}
        whole = self.programme.groups[group].delegation_id
        if not members and whole is not None:
            members = {row.id for row in self.programme.participants.values() if row.delegation_id == whole}
        return set(members)

    def groups_in(self, span: Span) -> set[str]:
        if span.kind == "activity":
            return {row.group_id for row in self.programme.activity_groups.values() if row.activity_id == span.id}
        return {row.group_id for row in self.programme.transfer_groups.values() if row.transfer_id == span.id}

    def named_in(self, span: Span) -> set[str]:
        if span.kind == "transfer":
            rows = self.programme.transfer_people.values()
            return {row.participant_id for row in rows if row.transfer_id == span.id}
        named = {row.participant_id for row in self.programme.activity_people.values() if row.activity_id == span.id}
        for row in self.programme.agreement_signatories.values():
            if self.programme.agreements[row.agreement_id].ceremony_id == span.id:
                named.add(row.participant_id)
        return set(named)

    def everybody_in(self, span: Span) -> set[str]:
        return self.named_in(span).union(*(self.people_of(group) for group in self.groups_in(span)))

    def everything(self) -> list[Span]:
        return [*self.activities.values(), *self.real.values()]

    def headcount(self, spans: Iterable[Span]) -> int:
        people: set[str] = set()
        unknown: dict[str, int] = {}
        for span in spans:
            people |= self.everybody_in(span)
            for group in self.groups_in(span):
                delegation = self.programme.groups[group].delegation_id
                if not self.people_of(group) and delegation is not None:
                    unknown[delegation] = self.programme.delegations[delegation].expected_size or 0
        return len(people) + sum(unknown.values())

    def in_hall(self, hall: str) -> list[Span]:
        return [span for span in self.activities.values() if self.programme.activities[span.id].hall_id == hall]

    def at_site(self, site: str) -> list[Span]:
        return [span for span in self.activities.values() if span.origin == site]

    def of_vehicle(self, vehicle: str) -> list[Span]:
        return [span for span in self.planned.values() if span.vehicle == vehicle]


def clashes(spans: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    return (pair for pair in combinations(spans, 2) if pair[0].shares_time(pair[1]))


def comes_next(first: Span, second: Span, timeline: list[Span]) -> bool:
    """The first is over when the second starts, and nothing lies wholly between."""
    return first.end <= second.start and not any(
        first.end <= other.start and other.end <= second.start for other in timeline if other not in (first, second)
    )


def at_once(spans: list[Span]) -> set[frozenset[Span]]:
    """The largest sets of what is on together when something starts."""
    sets = {
        frozenset({span, *(other for other in spans if other.start <= span.start and other.shares_time(span))})
        for span in spans
    }
    return {one for one in sets if not any(one < other for other in sets)}


def subjects(spans: Iterable[Span]) -> list[tuple[str, str]]:
    return [span.subject for span in spans]
