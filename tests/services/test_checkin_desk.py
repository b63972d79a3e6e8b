"""A desk at work: every answer, its row, and several desks at once, in a real event file."""

import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from smalltowns_desktop.domain.checkin import Outcome, Way, chain_faults
from smalltowns_desktop.domain.codes import badge_code
from smalltowns_desktop.domain.errors import (
    AmbiguousName,
    DiskFull,
    GoneAlready,
    NothingToTakeBack,
    ReasonMissing,
    UnknownName,
)
from smalltowns_desktop.domain.ids import (
    ActivityId,
    CheckpointId,
    DelegationId,
    DistrictId,
    GroupId,
    HallId,
    ParticipantId,
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
    Checkpoint,
    CheckpointKind,
    Delegation,
    District,
    EntryPolicy,
    Group,
    GroupMember,
    Hall,
    Participant,
    Scan,
    Site,
    Transfer,
    TransferGroup,
    Vehicle,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.badges import issue_badges, reissue_badge, revoke_badge
from smalltowns_desktop.services.checkin import Answer, Desk, open_desk
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows

ANNA, BORIS, VERA, GLEB = (ParticipantId(name) for name in ("anna", "boris", "vera", "gleb"))


def at(clock: str, day: int = 13) -> datetime:
    return datetime.fromisoformat(f"2025-08-{day:02} {clock}")


def activity(key: str, title: str, start: str, end: str, *, site: str | None = None, day: int = 13) -> Activity:
    site_id = None if site is None else SiteId(site)
    return Activity(ActivityId(key), title, ActivityKind.VISIT, at(start, day), at(end, day), site_id=site_id)


def person(key: ParticipantId, number: int, surname: str, delegation: str | None) -> Participant:
    return Participant(
        key, number, surname, "Имя", delegation_id=None if delegation is None else DelegationId(delegation)
    )


TOUR = activity("tour", "Экскурсия на молокозавод", "11:00", "12:30", site="dairy")
DINNER = activity("dinner", "Ужин", "19:00", "21:00")
CANCELLED = replace(activity("old", "Экскурсия на молокозавод", "15:00", "16:00"), status=ActivityStatus.CANCELLED)
PLAN = (
    District(DistrictId("slonim"), "Слонимский"),
    Site(SiteId("dairy"), "Молокозавод", DistrictId("slonim")),
    Site(SiteId("school"), "Школа № 1", DistrictId("slonim")),
    Hall(HallId("gym"), SiteId("school"), "Спортзал"),
    Delegation(DelegationId("mosty"), "Мосты", "МО"),
    Delegation(DelegationId("zelva"), "Зельва", "ЗЕ"),
    person(ANNA, 1, "Андреева", "mosty"),
    person(BORIS, 2, "Борисов", "mosty"),
    person(VERA, 3, "Веремей", "zelva"),
    person(GLEB, 4, "Глебов", None),
    Group(GroupId("all of mosty"), "Мосты", DelegationId("mosty")),
    Group(GroupId("singers"), "Хор"),
    GroupMember(GroupId("singers"), BORIS),
    GroupMember(GroupId("singers"), VERA),
    TOUR,
    DINNER,
    CANCELLED,
    replace(activity("song", "Репетиция", "17:00", "18:00", day=14), hall_id=HallId("gym")),
    activity("next day", "Молоко ещё раз", "10:00", "11:00", site="dairy", day=14),
    ActivityGroup(ActivityId("tour"), GroupId("all of mosty")),
    ActivityGroup(ActivityId("song"), GroupId("singers")),
    ActivityGroup(ActivityId("next day"), GroupId("singers")),
    ActivityPerson(ActivityId("dinner"), ActivityPart.SPEAKER, VERA),
    Vehicle(VehicleId("bus"), "Автобус 3", 40),
    Transfer(TransferId("trip"), VehicleId("bus"), SiteId("school"), SiteId("dairy"), at("10:00"), at("10:30")),
    TransferGroup(TransferId("trip"), GroupId("all of mosty")),
)


@dataclass(frozen=True, slots=True)
class Congress:
    db: Database
    codes: dict[ParticipantId, str]

    def desk(self, checkpoint: str, station: str = "desk-1") -> Desk:
        return open_desk(self.db, checkpoint, station, "Оля")

    def rows(self) -> list[Scan]:
        with self.db.reading() as connection:
            rows = read_rows(connection, Scan)
        assert chain_faults(rows) == []
        return sorted(rows, key=lambda row: (row.station, row.sequence))

    def rule(self, kind: CheckpointKind, target: str, policy: EntryPolicy, **limits: int) -> None:
        with self.db.deed(say("Set a rule")) as deed:
            deed.insert(Checkpoint(CheckpointId(f"{kind} {target}"), kind, target, policy, **limits))


@pytest.fixture
def congress(event_db: Database) -> Congress:
    """In a file."""
    return planned(event_db)


@pytest.fixture
def any_congress(any_db: Database) -> Congress:
    """In a file, then on a server: for what each of them does in its own way."""
    return planned(any_db)


def planned(db: Database) -> Congress:
    with db.deed(say("Plan")) as deed:
        deed.insert(*PLAN)
    return Congress(db, {badge.participant_id: badge.code for badge in issue_badges(db)})


# Answers


def test_the_first_scan_admits_and_the_next_tells_since_when(any_congress: Congress) -> None:
    first = any_congress.desk("door").scan(any_congress.codes[ANNA], at("09:00"))
    assert (first.outcome, first.participant_id, first.name, first.delegation) == (
        Outcome.ADMITTED, ANNA, "Андреева Имя", "Мосты",
    )  # fmt: skip
    assert (first.station, first.sequence, first.at, first.since) == ("desk-1", 1, "2025-08-13T09:00:00+03:00", "")
    again = any_congress.desk("door", "desk-2").scan(any_congress.codes[ANNA], at("09:05"))
    assert again.outcome is Outcome.ALREADY_IN
    assert (again.since, again.admitted_by) == ("2025-08-13T09:00:00+03:00", "desk-1")
    assert (again.station, again.sequence) == ("desk-2", 1)


@pytest.mark.parametrize(
    ("typed", "outcome"),
    [
        ("", Outcome.UNREADABLE),
        ("hello", Outcome.UNREADABLE),
        ("\0" * 10_000, Outcome.UNREADABLE),
        ("\udcff", Outcome.UNREADABLE),
        ("Ж" * 100_000, Outcome.UNREADABLE),
        ("ST" + "A" * 20, Outcome.FORGED),
        (badge_code("AAAAAAAA", b"another congress's secret"), Outcome.FORGED),
    ],
)
def test_what_is_no_badge_of_ours_is_refused_and_written_down(congress: Congress, typed: str, outcome: Outcome) -> None:
    answer = congress.desk("door").scan(typed)
    assert (answer.outcome, answer.participant_id, answer.name) == (outcome, "", "")
    (row,) = congress.rows()
    assert (row.outcome, row.sequence, len(row.code) <= 4000) == (outcome, 1, True)


def test_codes_are_understood_as_people_type_them(congress: Congress) -> None:
    typed = congress.codes[ANNA].lower().translate(str.maketrans("sta", "ыеф"))
    answer = congress.desk("door").scan(f" {typed[:4]}-{typed[4:]}\r")
    assert answer.outcome is Outcome.ADMITTED
    assert congress.rows()[0].code == f"{typed[:4]}-{typed[4:]}"  # as it was read


def test_a_genuine_badge_of_somebody_not_here_is_unknown(congress: Congress) -> None:
    with congress.db.deed(say("Delete")) as deed:
        deed.delete(person(GLEB, 4, "Глебов", None))
    answer = congress.desk("door").scan(congress.codes[GLEB])
    assert (answer.outcome, answer.participant_id, answer.name) == (Outcome.UNKNOWN, GLEB, "")


def test_a_replaced_badge_is_revoked_and_the_new_one_is_the_same_person(any_congress: Congress) -> None:
    desk = any_congress.desk("door")
    new = reissue_badge(any_congress.db, ANNA, "lost")
    assert desk.scan(any_congress.codes[ANNA]).outcome is Outcome.REVOKED
    assert desk.scan(new.code).outcome is Outcome.ADMITTED
    revoke_badge(any_congress.db, ANNA, "found by a stranger")
    refused = desk.scan(new.code, force_reason="begs")
    assert (refused.outcome, refused.name, refused.forced) == (Outcome.REVOKED, "Андреева Имя", False)


def test_the_door_expects_everybody(congress: Congress) -> None:
    answers = congress.desk("door").scan_all(list(congress.codes.values()), at("08:00", 12))
    assert {answer.outcome for answer in answers} == {Outcome.ADMITTED}


def test_an_activity_expects_groups_and_those_with_a_part(congress: Congress) -> None:
    tour = congress.desk(TOUR.title)
    assert [tour.scan(congress.codes[who], at("10:50")).outcome for who in (ANNA, BORIS, VERA, GLEB)] == [
        Outcome.ADMITTED, Outcome.ADMITTED, Outcome.NOT_EXPECTED, Outcome.NOT_EXPECTED,
    ]  # fmt: skip
    assert congress.desk("Ужин").scan(congress.codes[VERA], at("19:00")).outcome is Outcome.ADMITTED


def test_who_is_not_expected_is_told_where_to_be(any_congress: Congress) -> None:
    dinner = any_congress.desk("Ужин")
    now = dinner.scan(any_congress.codes[ANNA], at("11:30"))
    assert (now.outcome, now.expected_at and (now.expected_at.title, now.expected_at.site)) == (
        Outcome.NOT_EXPECTED,
        (TOUR.title, "Молокозавод"),
    )
    later = dinner.scan(any_congress.codes[BORIS], at("13:00"))
    assert later.expected_at is not None
    assert later.expected_at.title == "Молоко ещё раз"  # tomorrow
    nowhere = dinner.scan(any_congress.codes[GLEB], at("11:30"))
    assert nowhere.expected_at is None


def test_a_site_expects_those_of_that_day(any_congress: Congress) -> None:
    dairy = any_congress.desk("Молокозавод")
    assert dairy.scan(any_congress.codes[VERA], at("10:00")).outcome is Outcome.NOT_EXPECTED
    assert dairy.scan(any_congress.codes[VERA], at("09:50", 14)).outcome is Outcome.ADMITTED
    assert (
        any_congress.desk("Школа № 1").scan(any_congress.codes[VERA], at("17:00", 14)).outcome is Outcome.ADMITTED
    )  # by hall


def test_a_rehearsal_on_another_day_expects_those_of_any_day(congress: Congress) -> None:
    assert congress.desk("Молокозавод").scan(congress.codes[VERA], at("10:00", 1)).outcome is Outcome.ADMITTED


def test_a_vehicle_expects_its_passengers(any_congress: Congress) -> None:
    bus = any_congress.desk("автобус  3")
    assert bus.scan(any_congress.codes[ANNA], at("09:50")).outcome is Outcome.ADMITTED
    assert bus.scan(any_congress.codes[VERA], at("09:50")).outcome is Outcome.NOT_EXPECTED


def test_boarding_the_bus_leaves_the_site(congress: Congress) -> None:
    dairy, bus = congress.desk("Молокозавод"), congress.desk("Автобус 3", "driver")
    code = congress.codes[ANNA]
    assert dairy.scan(code, at("09:00")).outcome is Outcome.ADMITTED
    assert bus.scan(code, at("10:00")).outcome is Outcome.ADMITTED
    assert dairy.scan(code, at("11:00")).outcome is Outcome.ADMITTED  # let in again, nobody scanned the exit


def test_an_exit_opens_the_way_back_in(congress: Congress) -> None:
    tour = congress.desk("tour")
    code = congress.codes[ANNA]
    moves = (("11:00", Way.IN), ("11:10", Way.IN), ("11:20", Way.OUT), ("11:30", Way.IN))
    answers = [tour.scan(code, at(clock), way) for clock, way in moves]
    assert [answer.outcome for answer in answers] == ["admitted", "already-in", "admitted", "admitted"]


def test_the_door_lets_in_once(congress: Congress) -> None:
    door = congress.desk("door")
    assert door.scan(congress.codes[ANNA], at("09:00")).outcome is Outcome.ADMITTED
    assert door.scan(congress.codes[ANNA], at("10:00"), Way.OUT).outcome is Outcome.ADMITTED
    assert door.scan(congress.codes[ANNA], at("11:00")).outcome is Outcome.ALREADY_IN


def test_a_checkpoints_own_rules_come_first(congress: Congress) -> None:
    congress.rule(CheckpointKind.DOOR, "", EntryPolicy.COUNT)
    door = congress.desk("door")
    assert [door.scan(congress.codes[ANNA], at(clock)).outcome for clock in ("09:00", "09:01")] == ["admitted"] * 2


def test_opening_hours_refuse_and_can_be_overruled(congress: Congress) -> None:
    congress.rule(CheckpointKind.ACTIVITY, "tour", EntryPolicy.REENTRY, opens_minutes_before=15, closes_minutes_after=0)
    tour = congress.desk("tour")
    early = tour.scan(congress.codes[ANNA], at("10:44"))
    late = tour.scan(congress.codes[ANNA], at("12:31"))
    assert (early.outcome, late.outcome) == (Outcome.TOO_EARLY, Outcome.TOO_LATE)
    forced = tour.scan(congress.codes[ANNA], at("12:31"), force_reason="the bus was late")
    assert (forced.outcome, forced.forced) == (Outcome.ADMITTED, True)
    assert [(row.outcome, row.forced, row.reason) for row in congress.rows()] == [
        ("too-early", False, ""), ("too-late", False, ""), ("admitted", True, "the bus was late"),
    ]  # fmt: skip


def test_force_marks_only_what_it_changed(congress: Congress) -> None:
    answer = congress.desk("tour").scan(congress.codes[ANNA], at("11:00"), force_reason="to be sure")
    assert (answer.outcome, answer.forced, congress.rows()[0].reason) == (Outcome.ADMITTED, False, "")


def test_force_needs_a_reason(congress: Congress) -> None:
    with pytest.raises(ReasonMissing):
        congress.desk("tour").scan(congress.codes[VERA], force_reason=" ")
    assert congress.rows() == []


def test_places_run_out_and_come_free(any_congress: Congress) -> None:
    any_congress.rule(CheckpointKind.DOOR, "", EntryPolicy.REENTRY, places=2)
    door, other = any_congress.desk("door"), any_congress.desk("door", "desk-2")
    anna, boris, vera, gleb = (any_congress.codes[who] for who in (ANNA, BORIS, VERA, GLEB))
    assert [answer.outcome for answer in door.scan_all([anna, boris, vera], at("09:00"))] == [
        "admitted",
        "admitted",
        "full",
    ]
    assert other.scan(gleb, at("09:01")).outcome is Outcome.FULL
    assert other.scan(anna, at("09:02"), Way.OUT).outcome is Outcome.ADMITTED
    assert door.scan(vera, at("09:03")).outcome is Outcome.ADMITTED  # has heard of the other desk's exit
    assert door.scan(gleb, at("09:04"), force_reason="the mayor").forced
    undone = door.scan(anna, at("09:05"))
    assert undone.outcome is Outcome.FULL
    vera_in = [row for row in any_congress.rows() if row.participant_id == VERA and row.outcome == "admitted"]
    door.undo_scan(vera_in[0].id)
    assert door.scan(anna, at("09:06")).outcome is Outcome.FULL  # two are in still
    boris_in = [row for row in any_congress.rows() if row.participant_id == BORIS]
    door.undo_scan(boris_in[0].id)
    assert door.scan(anna, at("09:07")).outcome is Outcome.ADMITTED


# The scanner


def test_a_stuttering_scanner_gets_the_same_answer_again(congress: Congress) -> None:
    tour = congress.desk("tour")
    first = tour.scan(congress.codes[ANNA], at("11:00"))
    second = tour.scan(congress.codes[ANNA], at("11:00") + timedelta(seconds=2.4))
    third = tour.scan(congress.codes[ANNA], at("11:00") + timedelta(seconds=4.8))
    assert [answer.outcome for answer in (first, second, third)] == ["admitted"] * 3
    assert [answer.sequence for answer in (first, second, third)] == [1, 2, 3]
    assert second.scan_id == first.scan_id
    assert tour.scan(congress.codes[ANNA], at("11:00") + timedelta(seconds=7.3)).outcome is Outcome.ALREADY_IN
    assert [row.outcome for row in congress.rows()] == ["admitted", "repeated", "repeated", "already-in"]


def test_a_stutter_is_not_counted_twice(congress: Congress) -> None:
    congress.rule(CheckpointKind.ACTIVITY, "tour", EntryPolicy.COUNT)
    tour = congress.desk("tour")
    tour.scan_all([congress.codes[ANNA]] * 3, at("11:00"))
    assert [row.outcome for row in congress.rows()] == ["admitted", "repeated", "repeated"]


def test_the_same_code_after_another_is_no_stutter(congress: Congress) -> None:
    anna, boris = congress.codes[ANNA], congress.codes[BORIS]
    answers = congress.desk("tour").scan_all([anna, boris, anna], at("11:00"))
    assert [answer.outcome for answer in answers] == ["admitted", "admitted", "already-in"]


def test_another_intent_with_the_same_code_is_no_stutter(congress: Congress) -> None:
    tour = congress.desk("tour")
    code = congress.codes[VERA]
    assert tour.scan(code, at("11:00")).outcome is Outcome.NOT_EXPECTED
    assert tour.scan(code, at("11:00"), force_reason="a guest of honour").outcome is Outcome.ADMITTED
    assert tour.scan(code, at("11:00"), Way.OUT).outcome is Outcome.ADMITTED


# Taking back


def test_a_scan_is_taken_back_by_another_row(congress: Congress) -> None:
    tour, other = congress.desk("tour"), congress.desk("tour", "desk-2")
    answer = tour.scan(congress.codes[ANNA], at("11:00"))
    void = other.undo_scan(answer.scan_id, "wrong person")
    assert (void.direction, void.voids, void.reason, void.station) == ("void", answer.scan_id, "wrong person", "desk-2")
    assert tour.scan(congress.codes[ANNA], at("11:10")).outcome is Outcome.ADMITTED


def test_after_taking_back_the_same_code_is_scanned_anew(any_congress: Congress) -> None:
    tour = any_congress.desk("tour")
    tour.undo_scan(tour.scan(any_congress.codes[ANNA], at("11:00")).scan_id)
    again = tour.scan(any_congress.codes[ANNA], at("11:00"))
    assert again.outcome is Outcome.ADMITTED
    assert [row.outcome for row in any_congress.rows()] == ["admitted", "voided", "admitted"]


def test_only_an_entry_or_exit_that_stands_is_taken_back(congress: Congress) -> None:
    tour = congress.desk("tour")
    refused = tour.scan(congress.codes[VERA], at("11:00"))
    admitted = tour.scan(congress.codes[ANNA], at("11:00"))
    void = tour.undo_scan(admitted.scan_id)
    for scan_id in (refused.scan_id, admitted.scan_id, void.id):
        with pytest.raises(NothingToTakeBack):
            tour.undo_scan(scan_id)
    with pytest.raises(UnknownName):
        tour.undo_scan("nothing")


# Several desks, a plan that changes


def test_the_same_person_at_two_desks_is_admitted_once(congress: Congress, event_path: Path) -> None:
    with open_event(event_path, author=congress.db.author) as second:
        here, there = congress.desk("tour"), open_desk(second, "tour", "desk-2", "Иван")
        assert here.scan(congress.codes[ANNA], at("11:00")).outcome is Outcome.ADMITTED
        assert there.scan(congress.codes[ANNA], at("11:00")).outcome is Outcome.ALREADY_IN


def test_two_programs_at_one_station_keep_one_chain(congress: Congress, event_path: Path) -> None:
    with open_event(event_path, author=congress.db.author) as second:
        desks = (congress.desk("tour"), open_desk(second, "door", "desk-1", "Иван"))
        for number in range(20):
            desks[number % 2].scan(f"reading {number}")
    assert [row.sequence for row in congress.rows()] == list(range(1, 21))


def test_desks_at_once_admit_each_person_once(any_congress: Congress, any_event: str | Path) -> None:
    answers: list[Answer] = []

    def work(station: str) -> None:
        with open_event(any_event, author=any_congress.db.author) as db:
            desk = open_desk(db, "door", station, "Иван")
            answers.extend(
                desk.scan(code) for code in [*any_congress.codes.values(), *(f"reading {n}" for n in range(20))]
            )

    desks = [threading.Thread(target=work, args=(station,)) for station in ("desk-1", "desk-1", "desk-2")]
    for desk in desks:
        desk.start()
    for desk in desks:
        desk.join()
    for who in any_congress.codes:
        outcomes = sorted(answer.outcome for answer in answers if answer.participant_id == who)
        assert outcomes == ["admitted", "already-in", "already-in"]
    assert len(any_congress.rows()) == len(answers) == 3 * 24


def test_a_desk_hears_of_a_changed_plan(any_congress: Congress) -> None:
    tour = any_congress.desk("tour")
    assert tour.scan(any_congress.codes[VERA], at("11:00")).outcome is Outcome.NOT_EXPECTED
    with any_congress.db.deed(say("Add the singers")) as deed:
        deed.insert(ActivityGroup(ActivityId("tour"), GroupId("singers")))
    assert tour.scan(any_congress.codes[VERA], at("11:01")).outcome is Outcome.ADMITTED
    any_congress.rule(CheckpointKind.ACTIVITY, "tour", EntryPolicy.REENTRY, closes_minutes_after=0)
    assert tour.scan(any_congress.codes[ANNA], at("13:00")).outcome is Outcome.TOO_LATE


def test_a_desk_whose_checkpoint_was_deleted_says_so(congress: Congress) -> None:
    dinner = congress.desk("dinner")
    with congress.db.deed(say("Delete")) as deed:
        deed.delete(DINNER)
    with pytest.raises(GoneAlready):
        dinner.scan(congress.codes[VERA])
    assert congress.rows() == []


# Naming a checkpoint


@pytest.mark.parametrize(
    ("wanted", "key"),
    [
        ("door", ""),
        ("tour", "tour"),
        ("Экскурсия на молокозавод", "tour"),  # not the cancelled one of the same name
        ("старая", None),
        ("экскурсия  НА молокозавод", "tour"),
        ("Door", ""),
        ("old", "old"),
        ("Автобус 3", "bus"),
        ("Молокозавод", "dairy"),
    ],
)
def test_checkpoints_are_named_by_key_or_name(congress: Congress, wanted: str, key: str | None) -> None:
    if key is None:
        with pytest.raises(UnknownName):
            congress.desk(wanted)
    else:
        assert congress.desk(wanted).place.key == key


def test_a_name_that_several_bear_is_ambiguous(congress: Congress) -> None:
    with congress.db.deed(say("Add")) as deed:
        deed.insert(activity("breakfast", "Ужин", "08:00", "09:00"), Vehicle(VehicleId("van"), "молокозавод", 8))
    with pytest.raises(AmbiguousName):
        congress.desk("Ужин")
    assert congress.desk("Молокозавод").place.kind is CheckpointKind.SITE  # the exact spelling decides
    with pytest.raises(AmbiguousName):
        congress.desk("МОЛОКОЗАВОД")


# A full disk


def fill_disk(db: Database, spare_pages: int) -> None:
    """SQLite's own limit stands in for the disk's end: the same error at the same places."""
    with db.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + spare_pages}")


def test_on_a_full_disk_check_in_goes_on_in_the_reserve(congress: Congress) -> None:
    def give_up_reserve() -> bool:
        fill_disk(congress.db, 1_000)
        return True

    db = Database(congress.db.connections, "congress", congress.db.author, give_up_reserve=give_up_reserve)
    desk = open_desk(db, "door", "desk-1", "Оля")
    fill_disk(db, 0)
    answers = [desk.scan(f"reading {number} {'x' * 3000}") for number in range(20)]
    assert [answer.sequence for answer in answers] == list(range(1, 21))
    assert desk.on_reserve
    assert len(congress.rows()) == 20


def test_without_a_reserve_nothing_is_acknowledged_that_is_not_written(congress: Congress) -> None:
    desk = congress.desk("door")
    fill_disk(congress.db, 0)
    acknowledged: list[Answer] = []

    def scan_until_full() -> None:
        while len(acknowledged) < 50:
            acknowledged.append(desk.scan(f"reading {len(acknowledged)} {'x' * 3000}"))

    with pytest.raises(DiskFull):
        scan_until_full()
    assert [row.id for row in congress.rows()] == [answer.scan_id for answer in acknowledged]
    fill_disk(congress.db, 1_000)
    assert desk.scan(congress.codes[ANNA]).sequence == len(acknowledged) + 1
