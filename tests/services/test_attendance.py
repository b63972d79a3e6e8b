"""Counting who has come to a checkpoint of a real event file, by several desks."""

from collections.abc import Callable
from datetime import datetime

import pytest

from smalltowns_desktop.domain.checkin import Outcome, Place, Way
from smalltowns_desktop.domain.ids import ParticipantId, new_id
from smalltowns_desktop.domain.model import CheckpointKind, Participant
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.attendance import (
    Attendance,
    last_scans,
    next_of_person,
    read_news,
    standings_now,
    take_attendance,
)
from smalltowns_desktop.services.badges import revoke_badge
from smalltowns_desktop.services.checkin import open_desk
from smalltowns_desktop.services.door import check_in_people, codes_of
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import load_programme
from tests.support.door import Door, fill_door

MORNING = datetime(2025, 8, 14, 9, 14)
DOOR = Place(CheckpointKind.DOOR)


@pytest.fixture
def door(event_db: Database) -> Door:
    return fill_door(event_db)


def count(db: Database, place: Place, at: datetime = MORNING) -> Attendance:
    return take_attendance(db, load_programme(db), place, at)


def test_each_kind_of_checkpoint_expects_its_own_people(event_db: Database, door: Door) -> None:
    hall, bus = Place(CheckpointKind.ACTIVITY, door.hall.id), Place(CheckpointKind.VEHICLE, door.bus.id)
    site = Place(CheckpointKind.SITE, door.site.id)
    arzamas = {str(person.id) for person in door.people[:4]}
    assert set(count(event_db, DOOR).expected) == {str(person.id) for person in door.people}
    for place in (hall, bus, site):
        assert set(count(event_db, place).expected) == arzamas
        assert set(count(event_db, place).expected.values()) == {door.arzamas.id}
    assert not count(event_db, bus, datetime(2025, 8, 13, 9)).expected
    assert set(count(event_db, bus, datetime(2025, 7, 1, 9)).expected) == arzamas  # a rehearsal


def test_news_of_all_desks_bring_a_count_up_to_a_new_one(event_db: Database, door: Door) -> None:
    hall = Place(CheckpointKind.ACTIVITY, door.hall.id)
    first, second = (open_desk(event_db, door.hall.id, station, "") for station in ("desk-1", "desk-2"))
    elsewhere = open_desk(event_db, "door", "desk-3", "")
    first.scan(door.code(0), MORNING)
    known = count(event_db, hall)
    standings, marks = dict(known.standings), known.marks
    moves: list[Callable[[], object]] = [
        lambda: first.scan(door.code(1), MORNING),
        lambda: second.scan(door.code(0), MORNING, Way.OUT),
        lambda: second.scan(door.code(4), MORNING, force_reason="Гость"),
        lambda: elsewhere.scan(door.code(5), MORNING),
        lambda: second.undo_scan(last_scans(event_db, hall, 1)[0].id),
    ]
    for move in moves:
        move()
        news = read_news(event_db, known, marks)
        marks = news.marks
        assert not news.is_whole
        for person, standing in news.standings.items():
            standings.pop(person, None)
            if standing is not None:
                standings[person] = standing
        assert standings == count(event_db, hall).standings
        assert standings == {
            key: row for key, row in standings_now(event_db, known, list(door.codes)).items() if row is not None
        }


def test_the_last_scans_are_those_of_this_checkpoint_newest_first(event_db: Database, door: Door) -> None:
    desk, hall = open_desk(event_db, "door", "desk-1", ""), open_desk(event_db, door.hall.id, "desk-2", "")
    for number in range(3):
        desk.scan(door.code(number), MORNING)
        hall.scan(door.code(number), MORNING)
    assert [row.participant_id for row in last_scans(event_db, DOOR, 2)] == [door.people[2].id, door.people[1].id]


def test_a_person_is_told_what_comes_next(event_db: Database, door: Door) -> None:
    ahead = next_of_person(event_db, door.people[4], MORNING)
    assert ahead is not None
    assert (ahead.title, ahead.site) == ("Как делают сыр", "Молочный комбинат")
    assert next_of_person(event_db, door.people[7], MORNING) is None


def test_people_are_checked_in_by_name_and_a_revoked_badge_stays_revoked(event_db: Database, door: Door) -> None:
    revoke_badge(event_db, door.people[1].id, "lost")
    desk = open_desk(event_db, "door", "desk-1", "")
    answers = check_in_people(event_db, desk, [person.id for person in door.people[:3]], MORNING)
    assert [answer.outcome for answer in answers] == [Outcome.ADMITTED, Outcome.REVOKED, Outcome.ADMITTED]
    assert set(count(event_db, DOOR).standings) == {door.people[0].id, door.people[2].id}


def test_who_is_named_and_has_no_badge_gets_one(event_db: Database, door: Door) -> None:
    late = Participant(ParticipantId(new_id()), 9, "Поздняя", "Анна")
    with event_db.deed(say("Add a person")) as deed:
        deed.insert(late)
    codes = codes_of(event_db, [late.id, door.people[0].id, "gone"])
    assert set(codes) == {late.id, door.people[0].id}
    assert codes[door.people[0].id] == door.code(0)
