"""A schedule in the event: what goes where, a second time, a later edition, undone."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from smalltowns_desktop.domain.errors import ScheduleUnreadable
from smalltowns_desktop.domain.ids import ActivityId, DistrictId, HallId, ParticipantId, SiteId, is_id
from smalltowns_desktop.domain.model import (
    ActivityKind,
    ActivityPart,
    ActivityPerson,
    ActivityStatus,
    District,
    Hall,
    Participant,
    Role,
    Site,
    SiteKind,
)
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.import_schedule import ScheduleImport, import_schedule
from smalltowns_desktop.services.journal import list_deeds, undo_deed
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import load_programme

GUID = "8079583e-8321-506c-95af-fd2903a5f075"


def talk(number: int, start: str = "09:00", people: Sequence[str] = (), **fields: Any) -> dict[str, Any]:
    persons = [{"id": int(name.split()[0]), "public_name": name.split(" ", 1)[1]} for name in people]
    basics = {"id": number, "title": f"Talk {number}", "start": start, "duration": "01:00", "persons": persons}
    return {**basics, "track": "Business", **fields}


@pytest.fixture
def schedule_file(tmp_path: Path) -> Path:
    return tmp_path / "schedule.json"


def write(path: Path, *talks: object, day: str = "2025-08-13", room: str = "Hall A", **conference: Any) -> Path:
    days = [{"index": 1, "date": day, "rooms": {room: list(talks)}}]
    document = {
        "schedule": {
            "conference": {"title": "Conf", "city": "Мосты", "venue": "Дом культуры", "days": days, **conference}
        }
    }
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def counts(done: ScheduleImport) -> tuple[int, int, int, int]:
    assert done.inserted + done.updated + done.unchanged + done.rejected == done.rows_read
    return done.inserted, done.updated, done.unchanged, done.rejected


def state(programme: Programme) -> Programme:
    return replace(programme, revision=0)


def only(rows: Any) -> Any:
    (row,) = rows.values()
    return row


def test_rooms_tracks_people_and_events_find_their_places(any_db: Database, schedule_file: Path) -> None:
    write(
        schedule_file,
        talk(1, people=["7 Ann Lee"], abstract="<p>Words</p>"),
        rooms=[{"name": "Hall A", "capacity": 80}],
    )
    assert counts(import_schedule(any_db, schedule_file)) == (1, 0, 0, 0)
    programme = load_programme(any_db)
    district, site, hall = only(programme.districts), only(programme.sites), only(programme.halls)
    assert (district.name, site.name, site.kind, site.district_id) == (
        "Мосты",
        "Дом культуры",
        SiteKind.VENUE,
        district.id,
    )
    assert (hall.name, hall.seats, hall.site_id) == ("Hall A", 80, site.id)
    person = only(programme.participants)
    assert (person.surname, person.given_name, person.role, person.number) == ("Lee", "Ann", Role.SPEAKER, 1)
    activity = only(programme.activities)
    assert (activity.title, activity.kind, activity.status) == (
        "Talk 1",
        ActivityKind.SECTION,
        ActivityStatus.CONFIRMED,
    )
    assert (activity.starts_at, activity.ends_at) == (datetime(2025, 8, 13, 9), datetime(2025, 8, 13, 10))
    assert (activity.site_id, activity.hall_id, activity.notes) == (site.id, hall.id, "Words")
    assert programme.directions[activity.direction_id].name == "Business"
    assert programme.people_by_activity == {activity.id: ((ActivityPart.SPEAKER, person.id),)}
    assert all(is_id(key) for key in (district.id, site.id, hall.id, person.id, activity.id, activity.direction_id))
    assert programme.event.title == "IV Съезд малых городов"


def test_the_same_file_again_changes_nothing(any_db: Database, schedule_file: Path) -> None:
    write(schedule_file, talk(1, people=["7 Ann Lee"]), talk(2, "11:00", room="Hall B"))
    import_schedule(any_db, schedule_file)
    before = load_programme(any_db)
    again = import_schedule(any_db, schedule_file)
    assert counts(again) == (0, 0, 2, 0)
    assert not again.changes
    assert load_programme(any_db) == before


def test_a_later_edition_updates_what_it_says_and_leaves_the_rest(any_db: Database, schedule_file: Path) -> None:
    import_schedule(any_db, write(schedule_file, talk(1, people=["7 Ann Lee", "8 Bo Ek"]), talk(2, "11:00")))
    first = next(row for row in load_programme(any_db).activities.values() if row.title == "Talk 1")
    ann = next(row for row in load_programme(any_db).participants.values() if row.given_name == "Ann")
    with any_db.deed(say("By hand")) as deed:
        deed.update(first, replace(first, kind=ActivityKind.PLENARY, locked=True, status=ActivityStatus.DRAFT))
        deed.update(ann, replace(ann, surname="Lee-Smith"))
        deed.insert(ActivityPerson(first.id, ActivityPart.RESPONSIBLE, ann.id))
    write(
        schedule_file,
        talk(1, "10:00", people=["8 Bo Ek", "9 Cy Ray"], title="Talk one"),
        talk(2, "11:00"),
        talk(3, "12:00"),
    )
    assert counts(import_schedule(any_db, schedule_file)) == (1, 1, 1, 0)
    programme = load_programme(any_db)
    now = programme.activities[first.id]
    assert (now.title, now.starts_at) == ("Talk one", datetime(2025, 8, 13, 10))
    assert (now.kind, now.locked, now.status) == (ActivityKind.PLENARY, True, ActivityStatus.DRAFT)
    people = {(part, programme.participants[key].surname) for part, key in programme.people_by_activity[first.id]}
    assert people == {
        (ActivityPart.RESPONSIBLE, "Lee-Smith"),
        (ActivityPart.SPEAKER, "Ek"),
        (ActivityPart.SPEAKER, "Ray"),
    }


def test_an_import_is_one_deed_and_is_undone_whole(any_db: Database, schedule_file: Path) -> None:
    before = load_programme(any_db)
    import_schedule(any_db, write(schedule_file, talk(1, people=["7 Ann Lee"]), day="2012-02-04"))
    assert str(list_deeds(any_db)[0].deed) == "Import of the schedule “Conf”"
    undo_deed(any_db)
    assert state(load_programme(any_db)) == state(before)


def test_a_dry_run_counts_and_writes_nothing(any_db: Database, schedule_file: Path) -> None:
    before = load_programme(any_db)
    done = import_schedule(any_db, write(schedule_file, talk(1), talk(2, "soon")), dry_run=True)
    assert counts(done) == (1, 0, 0, 1)
    assert done.created == {"directions": 1, "districts": 1, "sites": 1, "halls": 1, "participants": 0}
    assert load_programme(any_db) == before


def test_an_empty_event_takes_the_dates_and_a_filled_one_keeps_its_own(any_db: Database, schedule_file: Path) -> None:
    first = import_schedule(any_db, write(schedule_file, talk(1, "23:00", duration="02:00"), day="2012-02-04"))
    assert first.dates == (date(2012, 2, 4), date(2012, 2, 5))
    second = import_schedule(any_db, write(schedule_file, talk(2), day="2013-02-04"))
    assert second.dates is None
    assert [(problem.field, problem.value) for problem in second.problems] == [("date", "2013-02-04")]
    event = load_programme(any_db).event
    assert (event.starts_on, event.ends_on) == (date(2012, 2, 4), date(2012, 2, 5))


def test_an_event_until_midnight_is_of_one_day(any_db: Database, schedule_file: Path) -> None:
    done = import_schedule(any_db, write(schedule_file, talk(1, "23:00"), day="2025-08-15"))
    assert done.dates is None
    assert not done.problems


def test_places_and_tracks_that_are_here_already_are_used(any_db: Database, schedule_file: Path) -> None:
    with any_db.deed(say("By hand")) as deed:
        deed.insert(District(DistrictId("d"), "Мостовский"), Site(SiteId("s"), "дом  культуры", DistrictId("d")))
        deed.insert(Hall(HallId("h"), SiteId("s"), "HALL A", 200))
    import_schedule(any_db, write(schedule_file, talk(1), talk(2, "12:00", track="business")))
    programme = load_programme(any_db)
    assert (set(programme.districts), set(programme.sites), set(programme.halls)) == ({"d"}, {"s"}, {"h"})
    assert {row.hall_id for row in programme.activities.values()} == {"h"}
    assert len(programme.directions) == 1


def test_a_participant_of_that_very_name_is_taken_and_that_is_said(any_db: Database, schedule_file: Path) -> None:
    with any_db.deed(say("By hand")) as deed:
        deed.insert(Participant(ParticipantId("p"), 41, "Рябинина", "Вера", "Павловна"))
    people = ["7 Вера Павловна Рябинина", "8 Пётр Ильич Рябинин"]
    done = import_schedule(any_db, write(schedule_file, talk(1, people=people)))
    participants = load_programme(any_db).participants
    assert [
        (person.number, person.surname) for person in sorted(participants.values(), key=lambda row: row.number)
    ] == [
        (41, "Рябинина"),
        (42, "Рябинин"),
    ]
    assert [str(problem.text) for problem in done.problems] == [
        "Рябинина Вера Павловна was taken to be participant No 41."
    ]
    assert counts(import_schedule(any_db, schedule_file)) == (0, 0, 1, 0)


def test_two_people_of_one_name_are_never_one_participant(any_db: Database, schedule_file: Path) -> None:
    with any_db.deed(say("By hand")) as deed:
        deed.insert(Participant(ParticipantId("p"), 1, "Lee", "Ann"))
    talks = [
        talk(1, people=["7 Ann Lee"]),
        talk(2, "12:00", people=["8 Ann Lee"]),
        talk(3, "15:00", people=["7 Ann Lee"]),
    ]
    import_schedule(any_db, write(schedule_file, *talks))
    assert len(load_programme(any_db).participants) == 2


def test_guids_are_the_keys(any_db: Database, schedule_file: Path) -> None:
    import_schedule(any_db, write(schedule_file, talk(1, guid=GUID.upper())))
    assert set(load_programme(any_db).activities) == {ActivityId(GUID)}


def test_ids_of_two_conferences_are_not_confused(any_db: Database, schedule_file: Path) -> None:
    import_schedule(any_db, write(schedule_file, talk(1, people=["7 Ann Lee"])))
    assert counts(import_schedule(any_db, write(schedule_file, talk(1, people=["7 Bo Ek"]), title="Other"))) == (
        1,
        0,
        0,
        0,
    )
    assert {row.surname for row in load_programme(any_db).participants.values()} == {"Lee", "Ek"}


def test_a_bad_event_is_rejected_and_the_rest_goes_in(any_db: Database, schedule_file: Path) -> None:
    done = import_schedule(any_db, write(schedule_file, talk(1), None, talk(2, duration="?"), talk(3, "12:00")))
    assert counts(done) == (2, 0, 0, 2)
    assert [problem.row for problem in done.problems] == [2, 3]


def test_a_renamed_hall_and_district_are_found_again(any_db: Database, schedule_file: Path) -> None:
    import_schedule(any_db, write(schedule_file, talk(1)))
    programme = load_programme(any_db)
    hall, district, site = only(programme.halls), only(programme.districts), only(programme.sites)
    with any_db.deed(say("By hand")) as deed:
        deed.update(hall, replace(hall, name="Малый зал"))
        deed.update(district, replace(district, name="Мостовский район"))
        deed.update(site, replace(site, name="ДК"))
    assert counts(import_schedule(any_db, schedule_file)) == (0, 0, 1, 0)
    write(schedule_file, talk(1), venue="Школа")
    assert counts(import_schedule(any_db, schedule_file)) == (0, 1, 0, 0)
    assert len(load_programme(any_db).districts) == 1


def test_a_missing_file_and_a_folder_are_refused(any_db: Database, tmp_path: Path) -> None:
    with pytest.raises(ScheduleUnreadable, match="no such file"):
        import_schedule(any_db, tmp_path / "nothing.xml")
    with pytest.raises(ScheduleUnreadable, match="refuses"):
        import_schedule(any_db, tmp_path)


def test_a_giant_is_not_even_read(any_db: Database, tmp_path: Path) -> None:
    giant = tmp_path / "giant.xml"
    with giant.open("wb") as file:
        file.truncate(65 << 20)
    with pytest.raises(ScheduleUnreadable, match="64 MB"):
        import_schedule(any_db, giant)


def test_naughty_strings_become_data(any_db: Database, schedule_file: Path, shared_data: Path) -> None:
    naughty = json.loads((shared_data / "naughty" / "blns.json").read_text(encoding="utf-8"))
    talks = [
        talk(
            n,
            title=f"T{text}",
            abstract=text,
            track=text,
            room=text,
            persons=[{"id": n, "name": text}],
            type=text,
            url=text,
        )
        for n, text in enumerate(naughty, start=1)
    ]
    done = import_schedule(any_db, write(schedule_file, *talks, venue=naughty[40], city=naughty[41]))
    assert counts(done) == (len(naughty), 0, 0, 0)
    assert counts(import_schedule(any_db, schedule_file)) == (0, 0, len(naughty), 0)
