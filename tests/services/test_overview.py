"""A day of the congress by its facts: who came where, which papers no longer hold."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from smalltowns_desktop.domain.checkin import Way
from smalltowns_desktop.domain.ids import ActivityId, DelegationId, DistrictId, GroupId, ParticipantId, SiteId, new_id
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityGroup,
    ActivityKind,
    Delegation,
    District,
    Group,
    Participant,
    Site,
)
from smalltowns_desktop.domain.papers import PaperSubject
from smalltowns_desktop.domain.text import PLAIN, say
from smalltowns_desktop.services.badges import issue_badges
from smalltowns_desktop.services.checkin import open_desk
from smalltowns_desktop.services.overview import DOOR, Crowd, DayFacts, read_day
from smalltowns_desktop.services.people import edit_participant
from smalltowns_desktop.services.printing import prepare_badges, prepare_itineraries, print_out
from smalltowns_desktop.services.programme import ActivityEdit, delete_activities, edit_activities, move_activity
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import load_programme

DAY = date(2025, 8, 13)
NOON = datetime(2025, 8, 13, 12)
SLONIM = Delegation(DelegationId(new_id()), "Слоним", "СЛ", arrives_at=datetime(2025, 8, 13, 8))
LIDA = Delegation(DelegationId(new_id()), "Лида", "ЛД", position=1, departs_at=datetime(2025, 8, 12, 20))
DISTRICT = District(DistrictId(new_id()), "Слонимский район")
MILL, MUSEUM = (Site(SiteId(new_id()), name, DISTRICT.id) for name in ("Льнозавод", "Музей"))
WHOLE = Group(GroupId(new_id()), "Слоним", SLONIM.id)
MORNING, EVENING, NEXT_DAY = (
    Activity(ActivityId(new_id()), title, ActivityKind.VISIT, at, at + timedelta(hours=1), site_id=site.id)
    for title, at, site in (
        ("Завод", datetime(2025, 8, 13, 11), MILL),
        ("Вечер в музее", datetime(2025, 8, 13, 18), MUSEUM),
        ("Ещё раз", datetime(2025, 8, 14, 9), MILL),
    )
)
PEOPLE = [
    Participant(ParticipantId(new_id()), number, f"Ольховик-{number}", "Роман", delegation_id=delegation.id)
    for number, delegation in enumerate((SLONIM, SLONIM, SLONIM, LIDA), start=1)
]


@pytest.fixture
def db(event_db: Database) -> Database:
    """Three people of Slonim with two visits today and one tomorrow; one of Lida, who left yesterday."""
    visits = (MORNING, EVENING, NEXT_DAY)
    with event_db.deed(say("Seed")) as deed:
        deed.insert(SLONIM, LIDA, DISTRICT, MILL, MUSEUM, WHOLE, *PEOPLE, *visits)
        deed.insert(*(ActivityGroup(visit.id, WHOLE.id) for visit in visits))
    return event_db


def day_of(db: Database, day: date = DAY, until: datetime = NOON, known: DayFacts | None = None) -> DayFacts:
    return read_day(db, load_programme(db), day, until, known)


def scan(db: Database, checkpoint: str, person: int, at: datetime, reason: str = "") -> str:
    codes = {badge.participant_id: badge.code for badge in issue_badges(db)}
    desk = open_desk(db, checkpoint, "desk-2", "")
    return desk.scan(codes[PEOPLE[person].id], at, Way.IN, reason or None).scan_id


def test_whoever_is_at_the_congress_that_day_is_expected(db: Database) -> None:
    assert day_of(db).expected == 3
    assert day_of(db, date(2025, 8, 12)).expected == 1, "Slonim has not arrived yet"
    assert day_of(db).came == 0
    assert day_of(db).last_scan is None


def test_people_count_once_a_day_wherever_they_are_let_in(db: Database) -> None:
    scan(db, "door", 0, NOON)
    scan(db, MORNING.id, 0, NOON)
    scan(db, MILL.id, 1, NOON)
    facts = day_of(db)
    assert (facts.came, facts.expected) == (2, 3)
    assert facts.crowds == (Crowd(DOOR, 1, 3), Crowd(MILL.id, 2, 3))
    assert facts.last_scan is not None
    assert (facts.last_scan.at[:16], facts.last_scan.station) == ("2025-08-13T12:00", "desk-2")
    assert day_of(db, date(2025, 8, 14)).came == 0


def test_what_is_taken_back_or_refused_does_not_count(db: Database) -> None:
    entry = scan(db, "door", 0, NOON)
    open_desk(db, "door", "desk-2", "").undo_scan(entry)
    scan(db, MORNING.id, 3, NOON)
    assert day_of(db).came == 0


def test_only_places_where_people_should_be_by_now_are_counted(db: Database) -> None:
    assert [crowd.site_id for crowd in day_of(db, until=NOON).crowds] == [MILL.id]
    evening = day_of(db, until=datetime(2025, 8, 13, 19))
    assert [crowd.site_id for crowd in evening.crowds] == [MILL.id, MUSEUM.id]
    scan(db, MUSEUM.id, 0, NOON, "пришёл раньше")
    assert day_of(db, until=NOON).crowds[-1] == Crowd(MUSEUM.id, 1, 3)


def test_a_printed_itinerary_goes_out_of_date_with_the_programme(db: Database, tmp_path: Path) -> None:
    print_out(db, prepare_itineraries(db, PLAIN), tmp_path / "all.pdf")
    print_out(db, prepare_itineraries(db, PLAIN, person=PEOPLE[0].full_name), tmp_path / "one.pdf")
    assert day_of(db).itineraries == ()
    move_activity(db, MORNING.id, datetime(2025, 8, 13, 10))
    stale = day_of(db).itineraries
    assert [(paper.subject_type, paper.name, len(paper.changes)) for paper in stale] == [
        (PaperSubject.DELEGATION, "Слоним", 1),
        (PaperSubject.PARTICIPANT, PEOPLE[0].full_name, 1),
    ]
    delete_activities(db, [EVENING.id])
    move_activity(db, NEXT_DAY.id, datetime(2025, 8, 15, 9))
    assert [len(paper.changes) for paper in day_of(db).itineraries] == [3, 3], (
        "a visit that changed its day is one point"
    )
    print_out(db, prepare_itineraries(db, PLAIN, stale_only=True), tmp_path / "again.pdf")
    assert [paper.subject_type for paper in day_of(db).itineraries] == [PaperSubject.PARTICIPANT]


def test_a_sheet_of_one_day_holds_as_long_as_that_day_does(db: Database, tmp_path: Path) -> None:
    print_out(db, prepare_itineraries(db, PLAIN, delegation="СЛ", day=DAY), tmp_path / "day.pdf")
    move_activity(db, NEXT_DAY.id, datetime(2025, 8, 14, 15))
    assert day_of(db).itineraries == ()
    renamed = replace(EVENING, title="Ночь в музее")
    edit_activities(db, [ActivityEdit(EVENING, renamed)])
    assert [len(paper.changes) for paper in day_of(db).itineraries] == [1]


def test_printed_badges_that_say_something_else_are_counted_by_delegation(db: Database, tmp_path: Path) -> None:
    print_out(db, prepare_badges(db, PLAIN), tmp_path / "badges.pdf")
    before = day_of(db)
    assert (before.badges, before.stale) == ({}, 0)
    edit_participant(db, PEOPLE[0].id, {"surname": "Ольхов"})
    edit_participant(db, PEOPLE[1].id, {"delegation_id": None})
    facts = day_of(db, known=before)
    assert facts.badges == {SLONIM.id: 1, None: 1}
    assert facts.stale == 2


def test_a_paper_about_nobody_is_not_renewed(db: Database, tmp_path: Path) -> None:
    print_out(db, prepare_itineraries(db, PLAIN, delegation="ЛД"), tmp_path / "lida.pdf")
    print_out(db, prepare_badges(db, PLAIN, delegation="ЛД"), tmp_path / "badges.pdf")
    with db.deed(say("Delete")) as deed:
        deed.delete(PEOPLE[3])
        deed.delete(LIDA)
    assert day_of(db).stale == 0
