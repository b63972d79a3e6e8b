"""The rules on programmes small enough to see what is wrong with them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from smalltowns_desktop.conflicts.checking import check, recheck
from smalltowns_desktop.conflicts.outcome import Conflicts
from smalltowns_desktop.conflicts.rules import RULES
from smalltowns_desktop.domain.ids import (
    AcceptedConflictId,
    ActivityId,
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
    AcceptedConflict,
    Activity,
    ActivityGroup,
    ActivityKind,
    ActivityPart,
    ActivityPerson,
    ActivityStatus,
    Delegation,
    District,
    Group,
    GroupMember,
    Hall,
    Participant,
    Request,
    RuleSeverity,
    Severity,
    Site,
    SiteKind,
    Transfer,
    TransferGroup,
    TravelTime,
    Vehicle,
    VehicleKind,
)
from tests.support.programmes import EVENT, changed, programme_of

DISTRICT = District(DistrictId("d"), "Слонимский")
DAIRY = Site(SiteId("dairy"), "Молокозавод", DISTRICT.id)
PALACE = Site(SiteId("palace"), "Дворец", DISTRICT.id)
ROAD = TravelTime(TravelTimeId("w"), 42, None, DAIRY.id, None, PALACE.id, None)
DELEGATION = Delegation(DelegationId("t"), "Городец", "ГОР")
WHOLE = Group(GroupId("g"), "Городец", DELEGATION.id)
FARMERS = Group(GroupId("f"), "Аграрии", DELEGATION.id)
ANNA, BORIS = (
    Participant(ParticipantId(name), number, name, "", delegation_id=DELEGATION.id)
    for number, name in enumerate(("Анна", "Борис"), 1)
)
BUS = Vehicle(VehicleId("bus"), "Автобус", 50)
GROUND = (DISTRICT, DAIRY, PALACE, ROAD, DELEGATION, WHOLE, FARMERS, ANNA, BORIS, BUS)


def at(clock: str, day: int = 12) -> datetime:
    return datetime.combine(datetime(2025, 8, day), time.fromisoformat(clock))


def activity(name: str, start: str, end: str, site: Site | None = DAIRY, **fields: Any) -> Activity:
    return Activity(
        ActivityId(name),
        name,
        ActivityKind.VISIT,
        at(start),
        at(end),
        site_id=None if site is None else site.id,
        **fields,
    )


def transfer(name: str, start: str, end: str, origin: Site = DAIRY, destination: Site = PALACE) -> Transfer:
    return Transfer(TransferId(name), BUS.id, origin.id, destination.id, at(start), at(end))


def visit_of(group: Group, *visits: Activity) -> list[Any]:
    return [*visits, *(ActivityGroup(visit.id, group.id) for visit in visits)]


def found(rows: Sequence[Any], *rules: str) -> list[tuple[str, str, int | None]]:
    """Conflicts of the given rules, or of all but completeness: rule, message, minutes short."""
    wanted = rules or tuple(rule for rule in RULES if rule not in ("no-attendees", "request-unmet"))
    conflicts = check(programme_of([*GROUND, *rows]))
    return [(item.rule, str(item.message), item.minutes_short) for item in conflicts if item.rule in wanted]


def test_too_little_time_for_the_road_and_boarding_is_told_in_minutes() -> None:
    first, second = activity("Завод", "09:00", "10:00"), activity("Концерт", "10:30", "12:00", PALACE)
    assert found(visit_of(WHOLE, first, second)) == [
        (
            "group-travel",
            "Городец cannot get from “Завод” to “Концерт” in time: 52 min needed, 30 min there.",
            22,
        )
    ]
    assert not found(visit_of(WHOLE, first, replace(second, starts_at=at("10:52")))), "just enough is enough"


def test_back_to_back_is_no_overlap_and_one_minute_is() -> None:
    first, second = activity("Завод", "09:00", "10:00"), activity("Цех", "10:00", "11:00")
    assert not found(visit_of(WHOLE, first, second))
    (overlap,) = found(visit_of(WHOLE, first, replace(second, starts_at=at("09:59"))))
    assert overlap[:2] == (
        "group-overlap", "Городец is in “Завод” and in “Цех” at once, from 2025-08-12 09:59 to 10:00.",
    )  # fmt: skip


def test_a_cancelled_activity_never_conflicts() -> None:
    first = activity("Завод", "09:00", "11:00")
    second = activity("Цех", "10:00", "11:00", None, status=ActivityStatus.CANCELLED)
    assert not found(visit_of(WHOLE, first, second))


def test_activities_over_midnight_meet_those_of_the_next_day() -> None:
    hall = Hall(HallId("h"), DAIRY.id, "Зал")
    ball = activity("Бал", "22:00", "23:00", hall_id=hall.id)
    ball = replace(ball, ends_at=at("01:00", day=13))
    night = replace(
        activity("Ночь музеев", "00:30", "02:00", hall_id=hall.id), starts_at=at("00:30", 13), ends_at=at("02:00", 13)
    )
    ((rule, message, _),) = found([hall, ball, night])
    assert rule == "hall-overlap"
    assert message == "“Бал” and “Ночь музеев” are both in Молокозавод, Зал from 2025-08-13 00:30 to 01:00."


@pytest.mark.parametrize(
    ("start", "end", "open"),
    [("18:00", "23:00", True), ("23:00", "01:30", True), ("17:59", "19:00", False), ("23:00", "02:01", False)],
)
def test_a_site_may_close_after_midnight(start: str, end: str, open: bool) -> None:
    club = Site(SiteId("club"), "Клуб", DISTRICT.id, opens_at=time(18), closes_at=time(2))
    evening = activity("Вечер", start, "23:59", club)
    evening = replace(evening, ends_at=at(end, 12 if end > start else 13))
    closed = found([club, evening], "site-closed")
    assert not closed if open else closed


def test_a_transfer_in_between_tells_by_what_they_go() -> None:
    by_car = replace(ROAD, id=TravelTimeId("w2"), vehicle_kind=VehicleKind.CAR, minutes=25)
    car = replace(BUS, kind=VehicleKind.CAR)
    first, second = activity("Завод", "09:00", "10:00"), activity("Концерт", "10:40", "12:00", PALACE)
    ride = transfer("Рейс", "10:10", "10:35")
    rows = [by_car, *visit_of(WHOLE, first, second)]
    assert [short for *_, short in found(rows)] == [12], "by bus it cannot be done"
    assert not found([car, ride, TransferGroup(ride.id, WHOLE.id), *rows]), "by car it can"


def test_a_bus_that_leaves_too_early_is_short_of_time_and_no_second_activity() -> None:
    visit = activity("Завод", "09:00", "10:00")
    on_the_bus = TransferGroup(TransferId("Рейс"), WHOLE.id)
    rows = [*visit_of(WHOLE, visit), on_the_bus]
    assert not found([*rows, transfer("Рейс", "10:10", "11:00")])
    assert found([*rows, transfer("Рейс", "10:05", "11:00")]) == [
        (
            "group-travel",
            "Городец cannot get from “Завод” to “Автобус, Молокозавод – Дворец” in time: 10 min needed, 5 min there.",
            5,
        )
    ]
    assert found([*rows, transfer("Рейс", "09:55", "11:00")]) == [
        (
            "group-travel",
            "Городец: “Автобус, Молокозавод – Дворец” starts 5 min before “Завод” is over, "
            "and 10 min are needed in between.",
            15,
        )
    ]


def test_a_transfer_faster_than_the_road_is_the_vehicles_and_late_arrival_the_groups() -> None:
    ride = transfer("Рейс", "10:00", "10:30")
    concert = activity("Концерт", "10:35", "12:00", PALACE)
    rows = [ride, TransferGroup(ride.id, WHOLE.id), *visit_of(WHOLE, concert)]
    assert found(rows) == [
        (
            "vehicle-travel",
            "“Автобус, Молокозавод – Дворец” is too fast: the road takes 42 min, 30 min are planned.",
            12,
        ),
        ("group-travel", "Городец: “Концерт” starts 7 min before “Автобус, Молокозавод – Дворец” is over.", 7),
    ]


def test_a_vehicle_needs_time_to_drive_to_its_next_start() -> None:
    there = transfer("Туда", "09:00", "10:00")
    again = transfer("Ещё раз", "10:30", "11:30")
    ((rule, _, short),) = found([there, again])
    assert (rule, short) == ("vehicle-travel", 22), "the way back and boarding"
    back = transfer("Обратно", "10:00", "11:00", PALACE, DAIRY)
    assert not found([there, back]), "it stands there already"


def test_an_unknown_road_is_reported_once_and_is_no_error() -> None:
    first, second = activity("Завод", "09:00", "10:00"), activity("Концерт", "10:30", "12:00", PALACE)
    rows = [*visit_of(WHOLE, first, second), ActivityGroup(first.id, FARMERS.id), ActivityGroup(second.id, FARMERS.id)]
    conflicts = check(programme_of([row for row in (*GROUND, *rows) if row is not ROAD]))
    unknown = [item for item in conflicts if item.rule == "travel-unknown"]
    assert [item.severity for item in unknown] == [Severity.WARNING]
    assert not conflicts.has_errors


def test_who_is_in_one_activity_through_two_groups_is_there_once() -> None:
    visit = activity("Завод", "09:00", "10:00")
    hall = Hall(HallId("h"), DAIRY.id, "Зал", seats=2)
    rows = [hall, GroupMember(FARMERS.id, ANNA.id), *visit_of(WHOLE, replace(visit, hall_id=hall.id))]
    assert not found([*rows, ActivityGroup(visit.id, FARMERS.id)])
    assert [rule for rule, *_ in found([*rows[1:], replace(hall, seats=1)])] == ["hall-seats"]


def test_a_persons_overlap_is_told_only_where_no_group_of_theirs_tells_it() -> None:
    """Boris is in the whole delegation only. Anna is a farmer too: her two groups part at ten."""
    plant, field = activity("Завод", "09:00", "11:00"), activity("Поле", "10:00", "12:00")
    rows = [GroupMember(FARMERS.id, ANNA.id), *visit_of(WHOLE, plant), *visit_of(FARMERS, field)]
    ((rule, message, _),) = found(rows)
    assert rule == "person-overlap"
    assert message.startswith("Анна is in “Завод” and in “Поле” at once")
    rows += [ActivityGroup(field.id, WHOLE.id)]
    assert [rule for rule, *_ in found(rows)] == ["group-overlap"]


def test_speakers_without_groups_get_every_pair() -> None:
    talks = [activity(f"Доклад {n}", "09:00", "10:00") for n in range(3)]
    parts = [ActivityPerson(talk.id, ActivityPart.SPEAKER, ANNA.id) for talk in talks]
    assert [rule for rule, *_ in found([*talks, *parts])] == ["person-overlap"] * 3


def test_people_are_counted_at_the_fullest_moment() -> None:
    """Three visits in turn, two of them together: two announced delegations of 30 at 10:00, more than 50."""
    museum = Site(SiteId("museum"), "Музей", DISTRICT.id, visitors_max=50)
    guests = [Delegation(DelegationId(f"t{n}"), f"Гости {n}", f"Г{n}", expected_size=30) for n in range(3)]
    groups = [Group(GroupId(f"g{n}"), f"Гости {n}", row.id) for n, row in enumerate(guests)]
    times = (("09:00", "10:30"), ("10:00", "11:00"), ("11:00", "12:00"))
    visits = [activity(f"Визит {n}", *span, museum) for n, span in enumerate(times)]
    links = [ActivityGroup(visit.id, group.id) for visit, group in zip(visits, groups, strict=True)]
    conflicts = check(programme_of([*GROUND, museum, *guests, *groups, *visits, *links]))
    (conflict,) = [item for item in conflicts if item.rule == "site-visitors"]
    assert str(conflict.message) == "Музей: 60 people at once, room for 50."
    assert (conflict.starts_at, conflict.ends_at) == (at("10:00"), at("10:30"))
    assert [subject.id for subject in conflict.subjects] == ["museum", "Визит 0", "Визит 1"]


def test_the_event_says_how_serious_a_rule_is() -> None:
    first, second = activity("Завод", "09:00", "10:00"), activity("Цех", "09:30", "11:00", None)
    rows = [*GROUND, *visit_of(WHOLE, first, second)]
    assert severities(check(programme_of(rows))) == {"group-overlap": Severity.ERROR, "no-place": Severity.WARNING}
    judged = check(
        programme_of([*rows, RuleSeverity("group-overlap", Severity.NOTICE), RuleSeverity("no-place", Severity.OFF)])
    )
    assert severities(judged) == {"group-overlap": Severity.NOTICE}
    assert not judged.has_errors


def severities(conflicts: Conflicts) -> dict[str, Severity]:
    return {item.rule: item.severity for item in conflicts}


def test_an_accepted_conflict_does_not_count_and_reopens_when_its_cause_changes() -> None:
    first, second = activity("Завод", "09:00", "10:00"), activity("Концерт", "10:30", "12:00", PALACE)
    programme = programme_of([*GROUND, *visit_of(WHOLE, first, second)])
    conflicts = check(programme)
    (conflict,) = conflicts
    row = AcceptedConflict(
        AcceptedConflictId("c"), conflict.rule, conflict.key, conflict.cause, "Поедут раньше", "Анна", at("08:00")
    )
    programme, changes = changed(programme, row)
    conflicts = recheck(programme, conflicts, changes)
    assert [item.accepted_reason for item in conflicts] == ["Поедут раньше"]
    assert not conflicts.open
    assert not conflicts.counts
    assert not conflicts.has_errors
    programme, changes = changed(programme, replace(second, title="Большой концерт"))
    conflicts = recheck(programme, conflicts, changes)
    assert not conflicts.open, "a title is no cause"
    programme, changes = changed(programme, replace(second, starts_at=at("10:20")))
    conflicts = recheck(programme, conflicts, changes)
    assert conflicts.counts == {"group-travel": 1}
    assert conflicts.has_errors


def test_conflicts_come_most_serious_first_then_by_time() -> None:
    early = activity("Без места", "07:00", "08:00", None)
    hall = Hall(HallId("h"), DAIRY.id, "Зал")
    talks = [
        activity(name, start, "12:00", hall_id=hall.id)
        for name, start in (("А", "09:00"), ("Б", "10:00"), ("В", "11:00"))
    ]
    conflicts = check(programme_of([*reversed([*GROUND, hall, early, *talks])]))
    assert [(item.severity, item.starts_at) for item in conflicts][:4] == [
        (Severity.ERROR, at("10:00")),
        (Severity.ERROR, at("11:00")),
        (Severity.ERROR, at("11:00")),
        (Severity.WARNING, at("07:00")),
    ]
    assert list(conflicts) == list(check(programme_of([*GROUND, hall, early, *talks])))


def test_a_move_that_makes_a_conflict_and_its_undoing_are_seen_by_the_recheck() -> None:
    first, second = activity("Завод", "09:00", "10:00"), activity("Концерт", "11:00", "12:00", PALACE)
    programme = programme_of([*GROUND, *visit_of(WHOLE, first, second)])
    conflicts = check(programme)
    assert not len(conflicts)
    moved, changes = changed(programme, replace(second, starts_at=at("10:15"), ends_at=at("11:15")))
    worse = recheck(moved, conflicts, changes)
    assert worse.counts == {"group-travel": 1}
    back, changes = changed(moved, second)
    assert not recheck(back, worse, changes).counts


def test_beds_are_counted_in_the_fullest_night_by_who_is_there_after_midnight() -> None:
    """Two guests for one bed: one leaves at eleven in the evening of the 13th, the other comes at four that night."""
    hotel = Site(SiteId("hotel"), "Гостиница", DISTRICT.id, SiteKind.HOTEL, visitors_max=1)
    early = replace(ANNA, hotel_id=hotel.id, departs_at=at("23:00", 13))
    late = replace(BORIS, hotel_id=hotel.id, arrives_at=at("04:00", 14))
    assert not found([hotel, early, late])
    ((rule, message, _),) = found([hotel, early, replace(late, arrives_at=at("04:00", 13))])
    assert (rule, message) == ("lodging-beds", "Гостиница: 2 people in the night to 2025-08-13, beds for 1.")


def test_an_activity_before_arrival_is_the_delegations_unless_people_come_by_themselves() -> None:
    coming = replace(DELEGATION, arrives_at=at("12:00"), departs_at=at("18:00", 13))
    visit = activity("Завод", "10:00", "11:00")
    ((rule, message, _),) = found([coming, *visit_of(WHOLE, visit)])
    assert rule == "outside-stay"
    assert message == "Городец arrives at 2025-08-12 12:00, but “Завод” begins at 2025-08-12 10:00."
    speaker = [visit, ActivityPerson(visit.id, ActivityPart.SPEAKER, ANNA.id)]
    assert not found([coming, replace(ANNA, arrives_at=at("08:00")), *speaker])
    ((_, message, _),) = found([coming, replace(ANNA, arrives_at=at("10:30")), *speaker])
    assert message.startswith("Анна arrives at 2025-08-12 10:30")


def test_a_request_is_met_by_a_visit_at_the_time_that_was_asked_for() -> None:
    request = Request(RequestId("q"), DAIRY.id, DELEGATION.id, day=at("00:00", 13).date())
    visit = activity("Визит", "10:00", "11:00")
    wrong_day = found([request, *visit_of(WHOLE, visit)], "request-unmet")
    assert wrong_day[0][1] == "Городец visits Молокозавод, but not at the time that was asked for."
    visit = replace(visit, starts_at=at("10:00", 13), ends_at=at("11:00", 13))
    assert not found([request, *visit_of(WHOLE, visit)], "request-unmet")
    cancelled = replace(visit, status=ActivityStatus.CANCELLED)
    unmet = found([request, *visit_of(WHOLE, cancelled)], "request-unmet")
    assert unmet[0][1] == "Городец asked to visit Молокозавод, and no visit is planned."


def test_a_person_who_is_in_the_list_twice_is_told_once_for_each_further_row() -> None:
    """Not where the dates of birth say otherwise, and not where they come with different delegations."""
    first = Participant(ParticipantId("1"), 7, "Королёва", "Мария", "Ильинична", delegation_id=DELEGATION.id)
    again = replace(first, id=ParticipantId("2"), number=9, surname="КОРОЛЕВА", birth_date=date(1980, 1, 1))
    born = replace(first, id=ParticipantId("3"), number=11, birth_date=date(1990, 1, 1))
    elsewhere = replace(first, id=ParticipantId("4"), number=12, delegation_id=None)
    assert found([again, elsewhere, first, born], "duplicate-person") == [
        ("duplicate-person", "Королёва Мария Ильинична is in the list twice: No. 7 and No. 9.", None),
        ("duplicate-person", "Королёва Мария Ильинична is in the list twice: No. 7 and No. 11.", None),
    ]
    assert not found([again, born], "duplicate-person")
    assert not found([first, elsewhere], "duplicate-person")


def test_names_are_never_read_as_patterns() -> None:
    hall = Hall(HallId("h"), DAIRY.id, "{зал}")
    talks = [activity(name, "09:00", "10:00", hall_id=hall.id) for name in ("{who}", "%s {0} <b>")]
    ((_, message, _),) = found([hall, *talks])
    assert message.startswith("“%s {0} <b>” and “{who}” are both in Молокозавод, {зал} from")


def test_the_ends_of_the_calendar_are_days_like_others() -> None:
    end = datetime(9999, 12, 31, 23, 59)
    eternity = replace(EVENT, starts_on=date.min, ends_on=date.max)
    hotel = Site(SiteId("hotel"), "Гостиница", DISTRICT.id, SiteKind.HOTEL, visitors_max=1, opens_at=time(9))
    guests = replace(DELEGATION, hotel_id=hotel.id, arrives_at=datetime(1, 1, 1), departs_at=end)
    last = replace(activity("Конец", "10:00", "11:00", hotel), starts_at=datetime(1, 1, 1), ends_at=end)
    conflicts = check(programme_of([*GROUND, hotel, guests, *visit_of(WHOLE, last)], eternity))
    assert {item.rule for item in conflicts} == {"site-closed", "lodging-beds"}
