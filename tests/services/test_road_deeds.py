"""Saying how long a road takes, and taking it back."""

import pytest

from smalltowns_desktop.domain.errors import GoneAlready, InvalidValue
from smalltowns_desktop.domain.ids import DistrictId, SiteId
from smalltowns_desktop.domain.model import District, Site, TravelTime, VehicleKind
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.domain.travel import Roads
from smalltowns_desktop.services.journal import list_deeds, undo_deed
from smalltowns_desktop.services.roads import read_road_minutes, set_travel_time
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows
from smalltowns_desktop.storage.snapshot import load_programme

LIDA, MOSTY = District(DistrictId("lida"), "Лида"), District(DistrictId("mosty"), "Мосты")
DAIRY = Site(SiteId("dairy"), "Молочный комбинат", MOSTY.id)
LIDA_END, MOSTY_END, DAIRY_END = ("district", "lida"), ("district", "mosty"), ("site", "dairy")


@pytest.fixture
def db(event_db: Database) -> Database:
    with event_db.deed(say("Begin")) as deed:
        deed.insert(LIDA, MOSTY, DAIRY)
    return event_db


def stored(db: Database) -> list[tuple[str | None, str | None, VehicleKind | None, int]]:
    with db.reading() as connection:
        rows = read_rows(connection, TravelTime)
    return sorted(
        (row.from_district_id or row.from_site_id, row.to_district_id or row.to_site_id, row.vehicle_kind, row.minutes)
        for row in rows
    )


def test_a_road_is_told_corrected_and_reckoned_anew(db: Database) -> None:
    set_travel_time(db, LIDA_END, MOSTY_END, VehicleKind.COACH, 52)
    assert stored(db) == [("lida", "mosty", VehicleKind.COACH, 52)]
    assert Roads.of(load_programme(db)).way(LIDA, DAIRY).minutes == 52
    set_travel_time(db, LIDA_END, MOSTY_END, VehicleKind.COACH, 48)
    assert stored(db) == [("lida", "mosty", VehicleKind.COACH, 48)]
    set_travel_time(db, LIDA_END, MOSTY_END, VehicleKind.COACH, None)
    assert stored(db) == []
    undo_deed(db)
    assert stored(db) == [("lida", "mosty", VehicleKind.COACH, 48)]
    deeds = [str(row.deed) for row in list_deeds(db)]
    assert deeds[1:3] == ["Reckon the road Лида – Мосты anew", "The road Лида – Мосты takes 48 min"]


def test_another_vehicle_another_end_and_the_way_back_keep_their_own(db: Database) -> None:
    set_travel_time(db, LIDA_END, MOSTY_END, None, 50)
    set_travel_time(db, MOSTY_END, LIDA_END, None, 60)
    set_travel_time(db, LIDA_END, DAIRY_END, None, 40)
    set_travel_time(db, LIDA_END, MOSTY_END, VehicleKind.CAR, 30)
    set_travel_time(db, LIDA_END, MOSTY_END, None, None)
    assert stored(db) == [
        ("lida", "dairy", None, 40), ("lida", "mosty", VehicleKind.CAR, 30), ("mosty", "lida", None, 60),
    ]  # fmt: skip


def test_taking_back_what_nobody_said_is_no_deed(db: Database) -> None:
    before = len(list(list_deeds(db)))
    assert not set_travel_time(db, LIDA_END, MOSTY_END, VehicleKind.CAR, None)
    assert len(list(list_deeds(db))) == before


@pytest.mark.parametrize("minutes", [-1, 10_001])
def test_minutes_that_no_road_takes_are_refused(db: Database, minutes: int) -> None:
    with pytest.raises(InvalidValue):
        set_travel_time(db, LIDA_END, MOSTY_END, None, minutes)
    assert stored(db) == []


def test_an_end_that_is_gone_is_named(db: Database) -> None:
    with pytest.raises(GoneAlready):
        set_travel_time(db, LIDA_END, ("site", "gone"), None, 5)


@pytest.mark.parametrize(("text", "minutes"), [("45", 45), (" 1 200 ", 1200), ("", None), ("  ", None)])
def test_typed_minutes_are_read(text: str, minutes: int | None) -> None:
    assert read_road_minutes(text) == minutes


@pytest.mark.parametrize("text", ["час", "-5", "4.5", "100000"])
def test_typed_nonsense_is_refused(text: str) -> None:
    with pytest.raises(InvalidValue):
        read_road_minutes(text)
