"""schedule.xml out: by the schema, and back in again the same."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from lxml import etree

from smalltowns_desktop.domain.ids import (
    ActivityId,
    DirectionId,
    DistrictId,
    HallId,
    ParticipantId,
    SiteId,
    is_id,
    seeded_ids,
)
from smalltowns_desktop.domain.model import (
    EVENT_KEY,
    Activity,
    ActivityKind,
    ActivityPart,
    ActivityPerson,
    ActivityStatus,
    Direction,
    District,
    Event,
    Hall,
    Participant,
    Site,
    SiteKind,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.events import create_event
from smalltowns_desktop.services.export_schedule import export_schedule_xml
from smalltowns_desktop.services.import_schedule import import_schedule
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.snapshot import load_programme

DAY = datetime(2025, 8, 13)
NEW_KEY = seeded_ids(7, 1_750_000_000_000_000_000)
KEYS = {
    name: NEW_KEY()
    for name in ("d", "s", "t", "h1", "h2", "h3", "dir", "p", "q", "r", "a1", "a2", "a3", "a4", "a5", "a6")
}


def activity(name: str, hours: tuple[float, float], **fields: object) -> Activity:
    start, end = (DAY + timedelta(hours=hour) for hour in hours)
    row = Activity(ActivityId(KEYS.get(name, name)), f"Дело {name}", ActivityKind.SECTION, start, end)
    return replace(row, **fields)  # type: ignore[arg-type]  # fields of Activity, by name


@pytest.fixture
def filled(any_db: Database) -> Database:
    """Two sites with halls of the same name, a visit, a night, a cancelled activity, one without a place."""
    s, t = SiteId(KEYS["s"]), SiteId(KEYS["t"])
    h1, h2, h3 = (HallId(KEYS[name]) for name in ("h1", "h2", "h3"))
    direction = DirectionId(KEYS["dir"])
    with any_db.deed(say("By hand")) as deed:
        deed.insert(
            Direction(direction, "Культура & туризм", "#AA3300"),
            District(DistrictId(KEYS["d"]), "Мосты"),
            Site(s, "Дом культуры", DistrictId(KEYS["d"]), SiteKind.VENUE),
            Site(t, "Сыродельный завод", DistrictId(KEYS["d"]), SiteKind.ENTERPRISE),
            Hall(h1, s, "Большой зал"),
            Hall(h2, t, "Большой зал"),
            Hall(h3, t, "Кабинет"),
            Participant(ParticipantId(KEYS["p"]), 3, "Рябинина", "Вера", "Павловна"),
            Participant(ParticipantId(KEYS["q"]), 1, "ван ден Энде", "Анна Мария"),
            Participant(ParticipantId(KEYS["r"]), 2, "", "Вукей"),
            activity(
                "a1", (9, 10.5), hall_id=h1, direction_id=direction, notes="<b>Не</b> разметка & не <p>\n\nвторой"
            ),
            activity("a2", (10.5, 12), site_id=t, hall_id=h2, kind=ActivityKind.PLENARY),
            activity("a3", (13, 14), site_id=t, kind=ActivityKind.VISIT),
            activity("a4", (23, 26), kind=ActivityKind.CULTURE),
            activity("a5", (9, 10), status=ActivityStatus.CANCELLED),
            ActivityPerson(ActivityId(KEYS["a1"]), ActivityPart.SPEAKER, ParticipantId(KEYS["p"])),
            ActivityPerson(ActivityId(KEYS["a1"]), ActivityPart.MODERATOR, ParticipantId(KEYS["q"])),
            ActivityPerson(ActivityId(KEYS["a2"]), ActivityPart.SPEAKER, ParticipantId(KEYS["r"])),
            ActivityPerson(ActivityId(KEYS["a2"]), ActivityPart.RESPONSIBLE, ParticipantId(KEYS["p"])),
        )
    return any_db


@pytest.fixture
def other_event(tmp_path: Path) -> Iterator[Database]:
    event = Event(EVENT_KEY, "Другой", date(2025, 8, 12), date(2025, 8, 15))
    with create_event(tmp_path / "other.smalltowns", event, author=Author("", "")) as db:
        yield db


def test_the_file_satisfies_the_schema(filled: Database, tmp_path: Path, shared_data: Path) -> None:
    export_schedule_xml(filled, tmp_path / "schedule.xml")
    schema = etree.XMLSchema(etree.parse(shared_data / "schedules" / "schedule.xml.xsd"))
    schema.assertValid(etree.parse(tmp_path / "schedule.xml"))


def test_an_event_without_activities_satisfies_the_schema(any_db: Database, tmp_path: Path, shared_data: Path) -> None:
    export_schedule_xml(any_db, tmp_path / "schedule.xml")
    schema = etree.XMLSchema(etree.parse(shared_data / "schedules" / "schedule.xml.xsd"))
    schema.assertValid(etree.parse(tmp_path / "schedule.xml"))


def test_days_rooms_and_events_stand_where_they_belong(filled: Database, tmp_path: Path) -> None:
    done = export_schedule_xml(filled, tmp_path / "schedule.xml")
    assert (done.events, done.cancelled, done.too_long) == (4, 1, ())
    root = ElementTree.parse(tmp_path / "schedule.xml").getroot()
    assert [(day.get("index"), day.get("date")) for day in root.iter("day")] == [
        ("1", "2025-08-12"),
        ("2", "2025-08-13"),
        ("3", "2025-08-15"),
    ]
    found = {
        event.findtext("title"): (room.get("name"), event.findtext("date"), event.findtext("duration"))
        for room in root.iter("room")
        for event in room.findall("event")
    }
    assert found == {
        "Дело a1": ("Большой зал (Дом культуры)", "2025-08-13T09:00:00+03:00", "01:30"),
        "Дело a2": ("Большой зал (Сыродельный завод)", "2025-08-13T10:30:00+03:00", "01:30"),
        "Дело a3": ("Сыродельный завод", "2025-08-13T13:00:00+03:00", "01:00"),
        "Дело a4": ("", "2025-08-13T23:00:00+03:00", "03:00"),
    }
    assert root.findtext("conference/title") == "IV Съезд малых городов"
    assert [person.text for person in root.iter("person")] == [
        "Рябинина Вера Павловна",
        "ван\u00a0ден\u00a0Энде Анна\u00a0Мария",
        "Вукей",
    ]


def test_the_same_event_gives_the_same_bytes(filled: Database, tmp_path: Path) -> None:
    export_schedule_xml(filled, tmp_path / "one.xml")
    export_schedule_xml(filled, tmp_path / "two.xml")
    assert (tmp_path / "one.xml").read_bytes() == (tmp_path / "two.xml").read_bytes()


def test_numbers_stay_when_other_activities_come_and_go(filled: Database, tmp_path: Path) -> None:
    def numbers() -> dict[str | None, str | None]:
        export_schedule_xml(filled, tmp_path / "schedule.xml")
        root = ElementTree.parse(tmp_path / "schedule.xml").getroot()
        return {event.get("guid"): event.get("id") for event in root.iter("event")}

    before = numbers()
    with filled.deed(say("By hand")) as deed:
        deed.insert(activity("a6", (5, 6)))
    after = numbers()
    assert len(after) == len(before) + 1
    assert after | before == after


def test_keys_that_are_no_uuids_get_guids(any_db: Database, tmp_path: Path) -> None:
    with any_db.deed(say("By hand")) as deed:
        deed.insert(activity("A-1", (9, 10)), activity("A-2", (9, 10)))
    export_schedule_xml(any_db, tmp_path / "schedule.xml")
    guids = [event.get("guid") or "" for event in ElementTree.parse(tmp_path / "schedule.xml").getroot().iter("event")]
    assert len(set(guids)) == 2
    assert all(is_id(guid) for guid in guids)


def test_what_the_format_cannot_hold_is_left_out_and_named(any_db: Database, tmp_path: Path) -> None:
    with any_db.deed(say("By hand")) as deed:
        deed.insert(activity("a1", (0, 99)), activity("a2", (0, 100)))
    done = export_schedule_xml(any_db, tmp_path / "schedule.xml")
    assert (done.events, done.too_long) == (1, ("Дело a2",))


def test_the_same_event_takes_its_own_file_as_unchanged(filled: Database, tmp_path: Path) -> None:
    export_schedule_xml(filled, tmp_path / "schedule.xml")
    before = load_programme(filled)
    done = import_schedule(filled, tmp_path / "schedule.xml")
    assert (done.inserted, done.updated, done.unchanged, done.rejected) == (0, 0, 4, 0)
    assert load_programme(filled) == before


def test_another_event_gets_the_same_activities_halls_and_people(
    filled: Database, other_event: Database, tmp_path: Path
) -> None:
    export_schedule_xml(filled, tmp_path / "schedule.xml")
    done = import_schedule(other_event, tmp_path / "schedule.xml")
    assert (done.inserted, done.rejected) == (4, 0)
    theirs, ours = load_programme(filled), load_programme(other_event)
    for key, row in ours.activities.items():
        source = theirs.activities[key]
        assert (row.title, row.kind, row.starts_at, row.ends_at, row.notes) == (
            source.title, source.kind, source.starts_at, source.ends_at, source.notes,
        )  # fmt: skip
        assert row.hall_id == (source.hall_id or source.site_id)
    assert set(ours.halls) == {*theirs.halls, KEYS["t"]}
    names = {key: (row.surname, row.given_name, row.patronymic) for key, row in ours.participants.items()}
    assert names == {
        KEYS["p"]: ("Рябинина", "Вера", "Павловна"),
        KEYS["q"]: ("ван ден Энде", "Анна Мария", ""),
        KEYS["r"]: ("Вукей", "", ""),
    }
    assert [(row.name, row.colour) for row in ours.directions.values()] == [("Культура & туризм", "#AA3300")]


def test_naughty_strings_go_out_and_come_back(
    any_db: Database, other_event: Database, tmp_path: Path, shared_data: Path
) -> None:
    naughty = json.loads((shared_data / "naughty" / "blns.json").read_text(encoding="utf-8"))
    basics = {"start": "09:00", "duration": "1:00"}
    document = [
        {
            **basics,
            "id": n,
            "title": f"T {text}",
            "abstract": f"A {text}",
            "room": f"R {text}",
            "persons": [f"Ann {text}"],
        }
        for n, text in enumerate(naughty, start=1)
    ]
    days = [{"date": "2025-08-13", "rooms": {"": document}}]
    (tmp_path / "in.json").write_text(
        json.dumps({"schedule": {"conference": {"title": "Conf", "days": days}}}), "utf-8"
    )
    import_schedule(any_db, tmp_path / "in.json")
    export_schedule_xml(any_db, tmp_path / "out.xml")
    import_schedule(other_event, tmp_path / "out.xml")
    theirs, ours = load_programme(any_db), load_programme(other_event)
    assert {(row.id, row.title, row.notes) for row in ours.activities.values()} == {
        (row.id, row.title, row.notes) for row in theirs.activities.values()
    }
    assert {(row.id, row.full_name) for row in ours.participants.values()} == {
        (row.id, " ".join(row.full_name.split())) for row in theirs.participants.values()
    }
    schema = etree.XMLSchema(etree.parse(shared_data / "schedules" / "schedule.xml.xsd"))
    schema.assertValid(etree.parse(tmp_path / "out.xml"))
