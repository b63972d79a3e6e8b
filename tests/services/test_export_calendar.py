"""Whose calendar holds what."""

from datetime import datetime, timedelta
from pathlib import Path

import icalendar
import pytest

from smalltowns_desktop.domain.errors import FolderNotWritable, UnknownName
from smalltowns_desktop.domain.ids import (
    ActivityId,
    DelegationId,
    DirectionId,
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
    Delegation,
    Direction,
    District,
    Group,
    GroupMember,
    Hall,
    Participant,
    Site,
    Transfer,
    TransferGroup,
    TransferPerson,
    Vehicle,
)
from smalltowns_desktop.domain.text import PLAIN, say
from smalltowns_desktop.services.export_calendar import export_ics
from smalltowns_desktop.services.journal import undo_deed
from smalltowns_desktop.storage.database import Database

DAY = datetime(2025, 8, 13)


def activity(name: str, hour: int, **fields: object) -> Activity:
    start = DAY + timedelta(hours=hour)
    values: dict[str, object] = {"kind": ActivityKind.SECTION, "site_id": SiteId("s"), **fields}
    return Activity(ActivityId(name), f"Дело {name}", starts_at=start, ends_at=start + timedelta(hours=1), **values)  # type: ignore[arg-type]  # fields of Activity, by name


def transfer(name: str, start: str, end: str, hour: int) -> Transfer:
    departure = DAY + timedelta(hours=hour)
    arrival = departure + timedelta(hours=1)
    return Transfer(TransferId(name), VehicleId("v"), SiteId(start), SiteId(end), departure, arrival)


@pytest.fixture
def filled(any_db: Database) -> Database:
    """Two delegations; in the first a group of some, a speaker elsewhere, a mixed group, two transfers."""
    one, two = DelegationId("one"), DelegationId("two")
    with any_db.deed(say("By hand")) as deed:
        deed.insert(
            Direction(DirectionId("dir"), "Культура"),
            District(DistrictId("d"), "Мостовский"),
            Site(SiteId("s"), "Дом культуры", DistrictId("d"), address="ул. Ленина, 1"),
            Site(SiteId("t"), "Сыродельный завод", DistrictId("d")),
            Hall(HallId("h"), SiteId("s"), "Большой зал"),
            Delegation(one, "Городец", "ГЦ"),
            Delegation(two, "Сергач", "СГ"),
            Participant(ParticipantId("ann"), 1, "Рябинина", "Вера", "Павловна", delegation_id=one),
            Participant(ParticipantId("bob"), 2, "Кленов", "Пётр", delegation_id=one),
            Participant(ParticipantId("cyd"), 3, "Дубов", "Олег", delegation_id=two),
            Group(GroupId("whole"), "Городец", one),
            Group(GroupId("some"), "Городец, культура", one),
            Group(GroupId("mixed"), "Сборная"),
            Group(GroupId("other"), "Сергач", two),
            GroupMember(GroupId("some"), ParticipantId("bob")),
            GroupMember(GroupId("mixed"), ParticipantId("ann")),
            GroupMember(GroupId("mixed"), ParticipantId("cyd")),
            activity("all", 9, hall_id=HallId("h"), direction_id=DirectionId("dir"), notes="Взять паспорт"),
            activity("few", 11, site_id=SiteId("t"), status=ActivityStatus.CONFIRMED),
            activity("mix", 13, status=ActivityStatus.CANCELLED),
            activity("talk", 15),
            activity("else", 17, site_id=None),
            ActivityGroup(ActivityId("all"), GroupId("whole")),
            ActivityGroup(ActivityId("all"), GroupId("other")),
            ActivityGroup(ActivityId("few"), GroupId("some")),
            ActivityGroup(ActivityId("mix"), GroupId("mixed")),
            ActivityPerson(ActivityId("talk"), ActivityPart.SPEAKER, ParticipantId("ann")),
            ActivityPerson(ActivityId("talk"), ActivityPart.MODERATOR, ParticipantId("cyd")),
            Vehicle(VehicleId("v"), "Автобус 1", 40, plate="1234 AB-4"),
            transfer("ride", "s", "t", 10),
            transfer("back", "t", "s", 19),
            TransferGroup(TransferId("ride"), GroupId("some")),
            TransferPerson(TransferId("back"), ParticipantId("cyd")),
        )  # fmt: skip
    return any_db


def titles(db: Database, out: Path, **whose: str) -> list[str]:
    done = export_ics(db, out, PLAIN, **whose)
    found = [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(out.read_bytes()).walk("VEVENT")]
    assert done.events == len(found)
    return [title.removeprefix("Дело ") for title in found]


def test_without_a_name_it_is_the_whole_programme(filled: Database, tmp_path: Path) -> None:
    assert titles(filled, tmp_path / "c.ics") == ["all", "few", "mix", "talk", "else"]


def test_a_delegation_has_what_its_groups_and_people_have_and_its_rides(filled: Database, tmp_path: Path) -> None:
    ride = "Дом культуры → Сыродельный завод"
    assert titles(filled, tmp_path / "c.ics", delegation="Городец") == ["all", ride, "few", "mix", "talk"]
    assert titles(filled, tmp_path / "c.ics", delegation="СГ")[:3] == ["all", "mix", "talk"]


def test_a_person_has_what_that_person_has(filled: Database, tmp_path: Path) -> None:
    assert titles(filled, tmp_path / "c.ics", person="Вера Рябинина") == ["all", "mix", "talk"]
    assert titles(filled, tmp_path / "c.ics", person="2") == ["all", "Дом культуры → Сыродельный завод", "few"]


def test_a_site_has_what_happens_there(filled: Database, tmp_path: Path) -> None:
    assert titles(filled, tmp_path / "c.ics", site="Дом культуры") == ["all", "mix", "talk"]


def test_several_names_are_what_they_have_in_common(filled: Database, tmp_path: Path) -> None:
    site = "Сыродельный завод"
    assert titles(filled, tmp_path / "c.ics", delegation="Городец", site=site) == [f"Дом культуры → {site}", "few"]
    assert titles(filled, tmp_path / "c.ics", delegation="Городец", person="Дубов Олег") == ["all", "mix", "talk"]


def test_an_entry_says_where_who_and_how_sure_it_is(filled: Database, tmp_path: Path) -> None:
    export_ics(filled, tmp_path / "c.ics", PLAIN)
    events = icalendar.Calendar.from_ical((tmp_path / "c.ics").read_bytes()).walk("VEVENT")
    found = {str(event["SUMMARY"]): event for event in events}
    assert str(found["Дело all"]["LOCATION"]) == "Большой зал, Дом культуры, ул. Ленина, 1, Мостовский"
    assert str(found["Дело all"]["DESCRIPTION"]) == "Взять паспорт\nDirection: Культура"
    assert str(found["Дело talk"]["DESCRIPTION"]) == "Speakers: Рябинина Вера Павловна\nModerators: Дубов Олег"
    assert [found[f"Дело {name}"]["STATUS"] for name in ("all", "few", "mix")] == [
        "TENTATIVE",
        "CONFIRMED",
        "CANCELLED",
    ]
    assert "LOCATION" not in found["Дело else"]


def test_a_ride_says_which_vehicle(filled: Database, tmp_path: Path) -> None:
    export_ics(filled, tmp_path / "c.ics", PLAIN, person="2")
    events = icalendar.Calendar.from_ical((tmp_path / "c.ics").read_bytes()).walk("VEVENT")
    (ride,) = (event for event in events if event["CATEGORIES"].to_ical() == b"TRANSFER")
    assert str(ride["DESCRIPTION"]) == "Vehicle: Автобус 1, 1234 AB-4"


def test_the_same_event_gives_the_same_bytes_until_something_is_done(filled: Database, tmp_path: Path) -> None:
    contents = []
    for name in ("one", "two"):
        export_ics(filled, tmp_path / name, PLAIN)
        contents.append((tmp_path / name).read_bytes())
    assert contents[0] == contents[1]
    undo_deed(filled)
    export_ics(filled, tmp_path / "three", PLAIN)
    assert b"VEVENT" not in (tmp_path / "three").read_bytes()


def test_uids_are_the_same_in_every_calendar(filled: Database, tmp_path: Path) -> None:
    uids = []
    for whose in ({}, {"delegation": "Городец"}, {"person": "1"}):
        export_ics(filled, tmp_path / "c.ics", PLAIN, **whose)
        events = icalendar.Calendar.from_ical((tmp_path / "c.ics").read_bytes()).walk("VEVENT")
        uids.append({str(event["UID"]) for event in events if event["SUMMARY"] == "Дело talk"})
    assert uids[0] == uids[1] == uids[2]
    assert len(uids[0]) == 1


def test_an_unknown_name_and_an_unwritable_place_are_refused(filled: Database, tmp_path: Path) -> None:
    with pytest.raises(UnknownName):
        export_ics(filled, tmp_path / "c.ics", PLAIN, delegation="Нет такой")
    with pytest.raises(FolderNotWritable):
        export_ics(filled, tmp_path / "nowhere" / "c.ics", PLAIN)
    assert not list(tmp_path.glob("*.ics"))
