"""Small programmes in which everything collides: few places and people, half hours, whatever a row may leave out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, TypeVar

from hypothesis import strategies as st

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.ids import (
    ActivityId,
    AgreementId,
    DelegationId,
    DistrictId,
    GroupId,
    HallId,
    ParticipantId,
    RequestId,
    SiteId,
    TransferId,
    TravelTimeId,
    VehicleId,
)
from smalltowns_desktop.domain.model import (
    EVENT_KEY,
    AcceptedConflict,
    Activity,
    ActivityGroup,
    ActivityKind,
    ActivityPart,
    ActivityPerson,
    ActivityStatus,
    Agreement,
    AgreementSignatory,
    Delegation,
    District,
    Event,
    Group,
    GroupMember,
    Hall,
    Participant,
    Request,
    RuleSeverity,
    Site,
    SiteKind,
    Transfer,
    TransferGroup,
    TransferPerson,
    TravelTime,
    Vehicle,
    VehicleKind,
)
from smalltowns_desktop.domain.programme import Programme

MIDNIGHT = datetime(2025, 8, 12)
EVENT = Event(EVENT_KEY, "Съезд", date(2025, 8, 12), date(2025, 8, 13))
POINTS = ((53.0, 24.0), (53.0, 24.1), (53.3, 24.6))
KINDS = (
    ActivityKind.VISIT, ActivityKind.VISIT, ActivityKind.MEETING, ActivityKind.MEAL, ActivityKind.TRANSFER,
    ActivityKind.FREE, ActivityKind.REGISTRATION,
)  # fmt: skip
CEREMONY = AgreementId("c1")
TABLES: dict[type, str] = {
    District: "districts", Site: "sites", Hall: "halls", Delegation: "delegations", Participant: "participants",
    Group: "groups", GroupMember: "group_members", Request: "requests", Activity: "activities",
    ActivityGroup: "activity_groups", ActivityPerson: "activity_people", Vehicle: "vehicles", Transfer: "transfers",
    TransferGroup: "transfer_groups", TransferPerson: "transfer_people", TravelTime: "travel_times",
    Agreement: "agreements", AgreementSignatory: "agreement_signatories", RuleSeverity: "rule_severities",
    AcceptedConflict: "accepted_conflicts",
}  # fmt: skip
KEYS: dict[type, tuple[str, ...]] = {
    GroupMember: ("group_id", "participant_id"),
    ActivityGroup: ("activity_id", "group_id"),
    ActivityPerson: ("activity_id", "part", "participant_id"),
    TransferGroup: ("transfer_id", "group_id"),
    TransferPerson: ("transfer_id", "participant_id"),
    AgreementSignatory: ("agreement_id", "participant_id"),
    RuleSeverity: ("rule",),
}
Item = TypeVar("Item")


def key_of(row: Any) -> str:
    """As the journal names the row."""
    return "/".join(str(getattr(row, name)) for name in KEYS.get(type(row), ("id",)))


def programme_of(rows: Sequence[Any], event: Event = EVENT) -> Programme:
    tables: dict[str, Any] = {}
    for row in rows:
        tables.setdefault(TABLES[type(row)], {})[key_of(row)] = row
    return Programme(event, **tables)


def programmes() -> st.SearchStrategy[Programme]:
    """By a seed: a hundred separate draws would leave most programmes nearly empty."""
    return st.integers(0, 2**32).map(lambda seed: make_programme(Random(seed)))


def make_programme(random: Random) -> Programme:
    made = _Maker(random)
    event = replace(EVENT, boarding_minutes=random.choice((0, 10)))
    return programme_of(made.rows(), event)


def changed(programme: Programme, *after: Any, gone: Sequence[Any] = ()) -> tuple[Programme, Changes]:
    """The programme with rows put or taken away, and what the journal would say of it."""
    tables: dict[str, Any] = {}
    touched: dict[str, set[str]] = {}
    for row in (*after, *gone):
        name = TABLES[type(row)]
        table = tables.setdefault(name, dict(getattr(programme, name)))
        touched.setdefault(name, set()).add(key_of(row))
        if row in gone:
            del table[key_of(row)]
        else:
            table[key_of(row)] = row
    revision = programme.revision + 1
    changes = Changes(revision, {name: frozenset(keys) for name, keys in touched.items()})
    return replace(programme, revision=revision, **tables), changes


@dataclass
class _Maker:
    random: Random

    def maybe(self, *values: Item) -> Item | None:
        return self.random.choice((None, *values))

    def some(self, items: Sequence[Item], most: int) -> list[Item]:
        count = self.random.randint(0, min(most, len(items)))
        return self.random.sample(list(items), count)

    def moment(self) -> datetime:
        """Nearly always in the daytime of the event's two days; at times the evening before or the night after."""
        step = self.random.randint(16, 40) if self.random.random() < 0.8 else self.random.randint(-6, 100)
        return MIDNIGHT + timedelta(minutes=30 * step)

    def span(self, least: int = 1) -> tuple[datetime, datetime]:
        start = self.moment()
        return start, start + timedelta(minutes=30 * self.random.randint(least, 6))

    def stay(self) -> tuple[datetime | None, datetime | None]:
        start = self.maybe(MIDNIGHT + timedelta(hours=self.random.choice((-20, 2, 6, 10))))
        end = self.maybe(MIDNIGHT + timedelta(hours=self.random.choice((18, 24, 25, 46))))
        return start, end

    def rows(self) -> list[Any]:
        pick, maybe, some, number = self.random.choice, self.maybe, self.some, self.random.randint
        districts = [
            District(DistrictId("d1"), "Слоним", latitude=53.1, longitude=25.3),
            District(DistrictId("d2"), "Мосты", latitude=53.4, longitude=24.5),
            District(DistrictId("d3"), "Зельва"),
        ]  # fmt: skip
        sites = [self.site(f"s{n}", pick(districts)) for n in range(4)]
        halls = [Hall(HallId(f"h{n}"), pick(sites).id, f"Зал {n}", maybe(1, 2)) for n in range(2)]
        delegations = []
        for n in range(2):
            arrives, departs = self.stay()
            delegations.append(
                Delegation(
                    DelegationId(f"t{n}"), f"Город {n}", f"D{n}", hotel_id=maybe(sites[0].id, sites[1].id),
                    arrives_at=arrives, departs_at=departs, expected_size=maybe(0, 2, 4),
                )
            )  # fmt: skip
        people = [self.person(n, sites, delegations) for n in range(number(0, 5))]
        groups = [Group(GroupId(f"g{n}"), f"Группа {n}", maybe(*(row.id for row in delegations))) for n in range(4)]
        activities = [self.activity(f"a{n}", sites, halls) for n in range(number(1, 7))]
        vehicles = [
            Vehicle(VehicleId(f"v{n}"), f"Автобус {n}", number(0, 3), pick(list(VehicleKind))) for n in range(2)
        ]
        transfers = [self.transfer(f"r{n}", vehicles, sites) for n in range(number(0, 3))]
        agreements = [Agreement(CEREMONY, "Соглашение", ceremony_id=maybe(*(row.id for row in activities)))]
        rows = [
            *districts,
            *sites,
            *halls,
            *delegations,
            *people,
            *groups,
            *activities,
            *vehicles,
            *transfers,
            *agreements,
        ]
        for group in groups:
            rows += [GroupMember(group.id, person.id) for person in some(people, 3)]
        for activity in activities:
            rows += [ActivityGroup(activity.id, group.id) for group in some(groups, 2)]
            rows += [ActivityPerson(activity.id, pick(list(ActivityPart)), person.id) for person in some(people, 2)]
        for transfer in transfers:
            rows += [TransferGroup(transfer.id, group.id) for group in some(groups, 2)]
            rows += [TransferPerson(transfer.id, person.id) for person in some(people, 1)]
        rows += [AgreementSignatory(CEREMONY, person.id) for person in some(people, 2)]
        rows += [self.travel_time(f"w{n}", sites, districts) for n in range(number(0, 3))]
        rows += [self.request(f"q{n}", sites, delegations, groups) for n in range(number(0, 3))]
        return rows

    def site(self, key: str, district: District) -> Site:
        latitude, longitude = self.maybe(*POINTS) or (None, None)
        return Site(
            SiteId(key), f"Место {key}", district.id, self.random.choice((SiteKind.VENUE, SiteKind.HOTEL)),
            latitude=latitude, longitude=longitude,
            groups_at_once=self.maybe(0, 1, 2), visitors_max=self.maybe(0, 1, 3),
            opens_at=self.maybe(time(9), time(18, 30)), closes_at=self.maybe(time(0), time(2), time(9), time(20)),
            open_days=self.random.choice(((), (), ("2",), ("3", "2025-08-12"))),
        )  # fmt: skip

    def person(self, number: int, sites: Sequence[Site], delegations: Sequence[Delegation]) -> Participant:
        arrives, departs = self.stay() if self.random.random() < 0.3 else (None, None)
        surname = self.random.choice(("Королёва", "королева")) if self.random.random() < 0.3 else f"Участник{number}"
        return Participant(
            ParticipantId(f"p{number}"), number + 1, surname, "Анна",
            birth_date=self.maybe(date(1980, 1, 1), date(1990, 1, 1)),
            arrives_at=arrives, departs_at=departs,
            delegation_id=self.maybe(*(row.id for row in delegations)), hotel_id=self.maybe(sites[0].id),
        )  # fmt: skip

    def activity(self, key: str, sites: Sequence[Site], halls: Sequence[Hall]) -> Activity:
        start, end = self.span()
        status = self.random.choice((ActivityStatus.DRAFT, ActivityStatus.CONFIRMED, ActivityStatus.CANCELLED))
        hall = self.maybe(*halls)
        site = self.maybe(*(row.id for row in sites)) if hall is None else self.maybe(hall.site_id)
        return Activity(
            ActivityId(key), f"Дело {key}", self.random.choice(KINDS), start, end, site_id=site,
            hall_id=hall.id if hall is not None else None, status=status,
        )  # fmt: skip

    def transfer(self, key: str, vehicles: Sequence[Vehicle], sites: Sequence[Site]) -> Transfer:
        start, end = self.span(least=0)
        pick = self.random.choice
        return Transfer(TransferId(key), pick(vehicles).id, pick(sites).id, pick(sites).id, start, end)

    def travel_time(self, key: str, sites: Sequence[Site], districts: Sequence[District]) -> TravelTime:
        (from_site, from_district), (to_site, to_district) = (
            self.random.choice(
                [(site.id, None) for site in sites] + [(None, district.id) for district in districts],
            )
            for _ in range(2)
        )
        minutes, kind = self.random.choice((0, 20, 75)), self.maybe(*VehicleKind)
        return TravelTime(TravelTimeId(key), minutes, kind, from_site, from_district, to_site, to_district)

    def request(
        self, key: str, sites: Sequence[Site], delegations: Sequence[Delegation], groups: Sequence[Group]
    ) -> Request:
        delegation = self.maybe(*delegations)
        return Request(
            RequestId(key), self.random.choice(sites).id,
            delegation_id=None if delegation is None else delegation.id,
            group_id=self.random.choice(groups).id if delegation is None else None,
            not_before=self.maybe(time(9)), not_after=self.maybe(time(17)), day=self.maybe(date(2025, 8, 12)),
        )  # fmt: skip
