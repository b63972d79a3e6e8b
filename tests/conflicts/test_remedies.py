"""A remedy helps: what it is for is gone, nothing else appears, and what must stay where it is stays."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from smalltowns_desktop.conflicts.checking import check
from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.conflicts.remedies import WAYS, suggest_remedy
from smalltowns_desktop.conflicts.remedy import Remedy
from smalltowns_desktop.conflicts.rules import RULES
from smalltowns_desktop.conflicts.trials import programme_with
from smalltowns_desktop.domain.ids import (
    ActivityId,
    DelegationId,
    DistrictId,
    GroupId,
    HallId,
    ParticipantId,
    RequestId,
    SiteId,
    TransferId,
    VehicleId,
)
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityGroup,
    ActivityKind,
    ActivityPart,
    ActivityPerson,
    ActivityStatus,
    Delegation,
    District,
    Group,
    Hall,
    Participant,
    Request,
    Site,
    Transfer,
    TransferGroup,
    Vehicle,
)
from smalltowns_desktop.domain.programme import Programme
from tests.support.programmes import EVENT, changed, make_programme, programme_of

DAY = datetime(2025, 8, 12)
GROUP, OTHER = GroupId("g"), GroupId("h")
TOWN_HALL, DAIRY = SiteId("hall"), SiteId("dairy")


def at(hours: float) -> datetime:
    return DAY + timedelta(hours=hours)


def activity(key: str, start: float, end: float, *, site: SiteId | None = TOWN_HALL, **fields: object) -> Activity:
    row = Activity(ActivityId(key), key, ActivityKind.VISIT, at(start), at(end), site_id=site)
    return replace(row, **fields)  # type: ignore[arg-type]


def comes(group: GroupId, *keys: str) -> list[ActivityGroup]:
    return [ActivityGroup(ActivityId(key), group) for key in keys]


def event(*rows: object) -> Programme:
    """A day of two places half an hour from each other, two delegations of twelve people, and what is given."""
    ground = [
        District(DistrictId("d"), "Слоним"),
        Site(TOWN_HALL, "Дом культуры", DistrictId("d"), latitude=53.0, longitude=24.0),
        Site(DAIRY, "Сыроварня", DistrictId("d"), latitude=53.0, longitude=24.344),
        Delegation(DelegationId("t"), "Арзамас", "АР", expected_size=12),
        Delegation(DelegationId("u"), "Балахна", "БЛ", expected_size=12),
        Group(GROUP, "Арзамас", DelegationId("t")),
        Group(OTHER, "Балахна", DelegationId("u")),
    ]
    return replace(programme_of([*ground, *rows], EVENT), event=replace(EVENT, ends_on=EVENT.starts_on))


def conflict_of(programme: Programme, rule: str) -> Conflict:
    (found,) = [conflict for conflict in check(programme) if conflict.rule == rule]
    return found


def remedy_for(programme: Programme, rule: str, now: datetime | None = None) -> Remedy | None:
    return suggest_remedy(check(programme), conflict_of(programme, rule), now)


def offer_for(programme: Programme, rule: str, now: datetime | None = None) -> str:
    remedy = remedy_for(programme, rule, now)
    return "" if remedy is None else str(remedy.offer)


# Whatever the programme


def told(programme: Programme) -> set[tuple[str, str, str]]:
    return {(conflict.rule, conflict.key, conflict.cause) for conflict in check(programme)}


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32))
def test_after_a_remedy_its_conflict_is_gone_and_no_other_is_there(seed: int) -> None:
    random = Random(seed)
    programme = _partly_locked(random, make_programme(random))
    now = random.choice((None, DAY + timedelta(minutes=30 * random.randint(0, 40))))
    conflicts = check(programme)
    known = told(programme)
    for conflict in conflicts:
        remedy = suggest_remedy(conflicts, conflict, now)
        if remedy is None:
            continue
        assert remedy == suggest_remedy(check(programme), conflict, now), "the same question has the same answer"
        after = told(programme_with(programme, remedy.edits)[0])
        assert after <= known
        assert (conflict.rule, conflict.key) not in {(rule, key) for rule, key, _ in after}
        for edit in remedy.edits:
            for row in (edit.before, edit.after):
                _assert_may_change(row, now)


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 2**32))
def test_no_shorter_shift_would_help(seed: int) -> None:
    """Every time of the day tried in turn, each with a check of everything."""
    random = Random(seed)
    made = make_programme(random)
    programme = replace(made, transfers={}, transfer_groups={}, transfer_people={})
    conflicts = check(programme)
    for conflict in conflicts:
        if conflict.rule not in ("person-overlap", "site-visitors", "group-travel"):
            continue
        remedy = suggest_remedy(conflicts, conflict)
        found = None if remedy is None else _shift_of(remedy)
        shifts = _plain_shifts(programme, conflict)
        if found is not None:
            assert found == min(shifts)
        elif remedy is None:
            assert not shifts


def _shift_of(remedy: Remedy) -> timedelta | None:
    """None: it shortens."""
    (edit,) = remedy.edits
    assert isinstance(edit.before, Activity)
    assert isinstance(edit.after, Activity)
    shift = edit.after.starts_at - edit.before.starts_at
    return abs(shift) if edit.after.ends_at - edit.before.ends_at == shift else None


def _plain_shifts(programme: Programme, conflict: Conflict) -> list[timedelta]:
    """Of the activities that had better move, by how much they could."""
    known = told(programme)
    rows = [programme.activities[subject.id] for subject in conflict.subjects if subject.type == "activity"]
    for rank in sorted({_rank(programme, row) for row in rows}):
        found = []
        for row in rows:
            if _rank(programme, row) == rank:
                for start in _times(row):
                    after = replace(row, starts_at=start, ends_at=start + (row.ends_at - row.starts_at))
                    then = told(changed(programme, after)[0])
                    if then <= known and (conflict.rule, conflict.key) not in {(rule, key) for rule, key, _ in then}:
                        found.append(abs(start - row.starts_at))
        if found:
            return found
    return []


def _times(row: Activity) -> Iterator[datetime]:
    """Within the hours of the day, or its own where those are longer; a lunch in the hours of lunch."""
    opens, closes = time(8), time(21)
    if row.kind is ActivityKind.MEAL and time(12) <= row.starts_at.time() <= time(15):
        opens, closes = time(12), time(15)
    midnight = datetime.combine(row.starts_at.date(), time())
    first, last = datetime.combine(midnight, opens), datetime.combine(midnight, closes)
    if row.ends_at.date() == row.starts_at.date():
        first, last = min(first, row.starts_at), max(last, row.ends_at)
    for step in range(24 * 12):
        start = midnight + timedelta(minutes=5 * step)
        if first <= start and start + (row.ends_at - row.starts_at) <= last and start != row.starts_at:
            yield start


def _rank(programme: Programme, row: Activity) -> tuple[bool, int]:
    groups = programme.groups_by_activity.get(row.id, ())
    people = {person for _, person in programme.people_by_activity.get(row.id, ())}
    for agreement in programme.agreements.values():
        if agreement.ceremony_id == row.id:
            people |= set(programme.signatories_by_agreement.get(agreement.id, ()))
    return row.status is ActivityStatus.CONFIRMED, len(groups) + len(people)


def _partly_locked(random: Random, programme: Programme) -> Programme:
    locked = {key: replace(row, locked=random.random() < 0.2) for key, row in programme.activities.items()}
    return replace(programme, activities=locked)


def _assert_may_change(row: object, now: datetime | None) -> None:
    if isinstance(row, Activity):
        assert not row.locked
        assert row.status is not ActivityStatus.CANCELLED
        assert now is None or row.starts_at > now
    elif isinstance(row, Transfer):
        assert now is None or row.departs_at > now


# Rule by rule


def test_every_rule_with_a_way_out_is_a_rule() -> None:
    assert WAYS.keys() <= RULES.keys()


def test_of_two_things_at_once_one_comes_after_the_other() -> None:
    programme = event(activity("a", 10, 11), meeting("b", 10, 11), *comes(GROUP, "a", "b"))
    assert offer_for(programme, "group-overlap") == "Move to 11:00: “a”"


def test_who_was_put_into_the_same_twice_leaves_one_of_them() -> None:
    programme = event(
        activity("a", 10, 11), activity("b", 10, 11), *comes(GROUP, "a", "b"), *comes(OTHER, "a"), *comes(OTHER, "b")
    )
    remedy = suggest_remedy(check(programme), next(iter(check(programme))))
    assert remedy is not None
    assert str(remedy.offer) == "Only once: Арзамас leaves “b”"
    assert [str(edit.before) for edit in remedy.edits] == [str(ActivityGroup(ActivityId("b"), GROUP))]


def test_where_a_hall_is_taken_there_is_another_with_seats_enough() -> None:
    halls = [Hall(HallId(f"h{seats}"), TOWN_HALL, f"Зал {seats}", seats) for seats in (100, 10, 50)]
    rows = [activity(key, 10, 11, hall_id=HallId("h100")) for key in "ab"]
    programme = event(*halls, *rows, *comes(GROUP, "a"), *comes(OTHER, "b"))
    assert offer_for(programme, "hall-overlap") == "Another hall: Зал 50, “a”"
    small = event(*halls[:1], *rows, *comes(GROUP, "a"), *comes(OTHER, "b"))
    assert offer_for(small, "hall-overlap") == "Move to 11:00: “a”"


def test_where_a_hall_is_too_small_there_is_a_larger_one() -> None:
    halls = [Hall(HallId(f"h{seats}"), TOWN_HALL, f"Зал {seats}", seats) for seats in (10, 100, 11)]
    row = activity("a", 10, 11, hall_id=HallId("h10"))
    assert offer_for(event(*halls, row, *comes(GROUP, "a")), "hall-seats") == "Another hall: Зал 100, “a”"
    assert remedy_for(event(halls[0], halls[2], row, *comes(GROUP, "a")), "hall-seats") is None


def test_where_too_many_come_at_once_some_come_before_or_after() -> None:
    narrow = Site(DAIRY, "Сыроварня", DistrictId("d"), latitude=53.0, longitude=24.344, groups_at_once=1)
    rows = [activity("a", 10, 11, site=DAIRY), activity("b", 10.5, 11, site=DAIRY)]
    assert offer_for(event(narrow, *rows, *comes(GROUP, "a"), *comes(OTHER, "b")), "site-overload") == (
        "Move to 11:00: “b”"
    )
    assert remedy_for(event(narrow, *rows[:1], *comes(GROUP, "a"), *comes(OTHER, "a")), "site-overload") is None


def test_where_the_road_takes_longer_the_second_begins_later() -> None:
    programme = event(activity("a", 10, 11), activity("b", 11.25, 12, site=DAIRY), *comes(GROUP, "a", "b"))
    assert conflict_of(programme, "group-travel").minutes_short == 25
    assert offer_for(programme, "group-travel") == "Move to 11:40: “b”"


def test_what_takes_a_group_away_moves_with_what_it_comes_from() -> None:
    programme = event(
        activity("a", 10, 11), activity("b", 11.25, 12, site=DAIRY), activity("c", 14, 15),
        *comes(GROUP, "a", "b", "c"), *ride("r", DAIRY, TOWN_HALL, 12.25, 12.75, GROUP),
    )  # fmt: skip
    remedy = remedy_for(programme, "group-travel")
    assert remedy is not None
    assert str(remedy.offer) == "Move to 11:40 with its transfer: “b”"
    assert str(remedy.title) == "Move “b” to 2025-08-12 11:40 with its transfer"
    rides = [edit.after for edit in remedy.edits if isinstance(edit.after, Transfer)]
    assert [ride.departs_at for ride in rides] == [at(12.25) + timedelta(minutes=25)]


def test_a_transfer_that_leaves_too_early_waits() -> None:
    programme = event(activity("a", 10, 11), *comes(GROUP, "a"), *ride("r", TOWN_HALL, DAIRY, 11, 11.5, GROUP))
    assert offer_for(programme, "group-travel") == "Leave at 11:10: Автобус r"


def test_a_transfer_that_is_faster_than_its_road_takes_the_time() -> None:
    programme = event(*ride("r", TOWN_HALL, DAIRY, 10, 10.25, GROUP))
    assert offer_for(programme, "vehicle-travel") == "Arrive at 10:30: Автобус r"


def test_a_bus_that_is_too_small_or_taken_is_changed_for_the_smallest_that_does() -> None:
    buses = [Vehicle(VehicleId(f"v{seats}"), f"Автобус {seats}", seats) for seats in (50, 10, 20)]
    crowded = event(*buses, *ride("r", TOWN_HALL, DAIRY, 10, 11, GROUP, seats=5))
    assert offer_for(crowded, "vehicle-seats") == "Автобус 20, 20 seats: Дом культуры – Сыроварня"
    taken = changed(crowded, *ride("s", DAIRY, TOWN_HALL, 10, 11, OTHER, vehicle="v20"))[0]
    assert offer_for(taken, "vehicle-seats") == "Автобус 50, 50 seats: Дом культуры – Сыроварня"


def test_what_is_outside_opening_hours_moves_into_them_or_is_cut() -> None:
    cheese = Site(DAIRY, "Сыроварня", DistrictId("d"), latitude=53.0, longitude=24.344, closes_at=time(15))
    late = event(cheese, activity("a", 14.25, 15.25, site=DAIRY), *comes(GROUP, "a"))
    assert offer_for(late, "site-closed") == "Move to 14:00: “a”"
    busy = changed(late, activity("b", 13, 14.25, site=DAIRY, locked=True), *comes(GROUP, "b"))[0]
    then = changed(busy, activity("c", 8, 13, site=DAIRY, locked=True), *comes(GROUP, "c"))[0]
    assert offer_for(then, "site-closed") == "End at 15:00: “a”"


def test_what_is_outside_the_event_comes_to_its_nearest_day() -> None:
    programme = event(activity("a", 34, 35), *comes(GROUP, "a"))
    assert offer_for(programme, "outside-event") == "Move to 2025-08-12 20:00: “a”"


def test_what_begins_before_arrival_waits_for_it() -> None:
    late = Delegation(DelegationId("t"), "Арзамас", "АР", expected_size=12, arrives_at=at(11.5))
    programme = event(late, activity("a", 10, 11), *comes(GROUP, "a"))
    assert offer_for(programme, "outside-stay") == "Move to 11:30: “a”"


def test_a_request_is_met_as_soon_as_its_people_are_free() -> None:
    wish = Request(RequestId("q"), DAIRY, delegation_id=DelegationId("t"), minutes=45, not_before=time(9))
    programme = event(wish, activity("a", 8, 10, locked=True), *comes(GROUP, "a"))
    remedy = remedy_for(programme, "request-unmet")
    assert remedy is not None
    assert remedy.plans == wish.id
    assert str(remedy.offer) == "Visit on 2025-08-12 10:40"
    assert offer_for(programme, "request-unmet", at(12)) == "Visit on 2025-08-12 12:05"
    assert remedy_for(programme, "request-unmet", at(20.5)) is None


def test_a_visit_at_another_time_than_was_asked_for_is_moved_not_repeated() -> None:
    wish = Request(RequestId("q"), DAIRY, delegation_id=DelegationId("t"), not_before=time(13))
    programme = event(wish, activity("a", 10, 11, site=DAIRY), *comes(GROUP, "a"))
    assert offer_for(programme, "request-unmet") == "Move to 13:00: “a”"


def test_nobody_is_shown_a_site_after_the_bus_has_brought_them_to_their_train() -> None:
    station = Site(SiteId("station"), "Вокзал", DistrictId("d"), latitude=53.0, longitude=24.0)
    home = Delegation(DelegationId("t"), "Арзамас", "АР", expected_size=12, departs_site_id=station.id)
    wish = Request(RequestId("q"), TOWN_HALL, delegation_id=DelegationId("t"), not_before=time(13))
    programme = event(station, home, wish, *ride("r", TOWN_HALL, station.id, 12, 12.5, GROUP))
    assert remedy_for(programme, "request-unmet") is None


# What must stay


def test_what_is_locked_stays_and_the_other_one_moves() -> None:
    rows = [activity("a", 10, 11, locked=True), meeting("b", 10, 11), *comes(GROUP, "a", "b")]
    assert offer_for(event(*rows), "group-overlap") == "Move to 11:00: “b”"
    assert remedy_for(event(*rows, meeting("b", 10, 11, locked=True)), "group-overlap") is None


def test_what_has_begun_stays_and_nothing_is_put_into_the_past() -> None:
    programme = event(activity("a", 10, 12), meeting("b", 11, 12), *comes(GROUP, "a", "b"))
    assert offer_for(programme, "group-overlap", at(10.5)) == "Move to 12:00: “b”"
    assert remedy_for(programme, "group-overlap", at(11.5)) is None
    early = event(activity("a", 10, 12, locked=True), meeting("b", 11, 11.5), *comes(GROUP, "a", "b"))
    assert offer_for(early, "group-overlap") == "Move to 12:00: “b”"


def test_a_draft_moves_before_what_is_confirmed_and_few_before_many() -> None:
    sure = activity("a", 10, 11, status=ActivityStatus.CONFIRMED)
    programme = event(sure, meeting("b", 9.5, 10.5), *comes(GROUP, "a", "b"))
    assert offer_for(programme, "group-overlap") == "Move to 09:00: “b”"
    common = event(activity("a", 10, 11), meeting("b", 9.5, 10.5), *comes(GROUP, "a", "b"), *comes(OTHER, "a"))
    assert offer_for(common, "group-overlap") == "Move to 09:00: “b”"


def test_a_lunch_stays_in_the_hours_of_lunch() -> None:
    lunch = activity("a", 14.25, 15, kind=ActivityKind.MEAL)
    programme = event(lunch, meeting("b", 14.5, 18, locked=True), *comes(GROUP, "a", "b"))
    assert offer_for(programme, "group-overlap") == "Move to 13:45: “a”"
    full = event(lunch, meeting("b", 11, 18, locked=True), *comes(GROUP, "a", "b"))
    assert remedy_for(full, "group-overlap") is None


def test_a_person_who_is_named_elsewhere_is_reckoned_with() -> None:
    speaker = Participant(ParticipantId("p"), 1, "Ясень", "Ольга", delegation_id=DelegationId("t"))
    named = ActivityPerson(ActivityId("b"), ActivityPart.SPEAKER, speaker.id)
    programme = event(speaker, activity("a", 10, 11), meeting("b", 10, 11, locked=True), named, *comes(GROUP, "a"))
    assert offer_for(programme, "person-overlap") == "Move to 11:00: “a”"


def test_what_only_a_person_can_decide_has_no_remedy() -> None:
    programme = event(activity("a", 10, 11, site=None), activity("b", 12, 13), *comes(GROUP, "a"))
    assert remedy_for(programme, "no-place") is None
    assert remedy_for(programme, "no-attendees") is None


def meeting(key: str, start: float, end: float, *, locked: bool = False) -> Activity:
    """Another kind of thing at the same place."""
    return activity(key, start, end, kind=ActivityKind.MEETING, locked=locked)


def ride(
    key: str, origin: SiteId, destination: SiteId, start: float, end: float, group: GroupId, *,
    vehicle: str = "", seats: int = 30,
) -> list[object]:  # fmt: skip
    """A transfer with a group in it, in a vehicle of its own or in one that is there."""
    vehicles = [] if vehicle else [Vehicle(VehicleId(f"bus {key}"), f"Автобус {key}", seats)]
    bus = VehicleId(vehicle or f"bus {key}")
    row = Transfer(TransferId(key), bus, origin, destination, at(start), at(end))
    return [*vehicles, row, TransferGroup(row.id, group)]
