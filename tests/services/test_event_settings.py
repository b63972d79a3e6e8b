"""Deeds on the congress itself and on its directions."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import GoneAlready, InvalidValue, StillInUse
from smalltowns_desktop.domain.ids import ActivityId, DirectionId
from smalltowns_desktop.domain.model import Activity, ActivityKind, Direction, Event
from smalltowns_desktop.services.event_settings import (
    EVENT_FIELDS,
    add_direction,
    delete_direction,
    edit_direction,
    edit_event,
    order_directions,
    read_event_field,
)
from smalltowns_desktop.services.journal import list_deeds, undo_deed
from smalltowns_desktop.services.programme import add_activity
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows


def event_of(db: Database) -> Event:
    with db.reading() as connection:
        (event,) = read_rows(connection, Event)
    return event


def names_of(db: Database) -> list[str]:
    with db.reading() as connection:
        return [row.name for row in sorted(read_rows(connection, Direction), key=lambda row: row.position)]


def add(db: Database, *names: str) -> list[DirectionId]:
    return [add_direction(db, name).direction_id for name in names]


def test_every_field_can_be_set_and_all_at_once_are_one_deed(event_db: Database) -> None:
    values = {
        "title": "V Съезд", "starts_on": date(2026, 6, 1), "ends_on": date(2026, 6, 3), "timezone": "Europe/Moscow",
        "day_starts_at": time(9), "day_ends_at": time(20), "host": "Болдино", "next_host": "Слоним",
        "next_on": date(2027, 6, 1), "boarding_minutes": 15, "road_factor": 1.4, "speed_coach": 50,
        "speed_minibus": 60, "speed_car": 70, "meal_from": time(13), "meal_to": time(14),
        "retention_until": date(2026, 12, 31),
    }  # fmt: skip
    assert values.keys() == EVENT_FIELDS.keys()
    before = event_of(event_db)
    changes = edit_event(event_db, **values)
    assert changes["events"] == {"event"}
    event = event_of(event_db)
    assert {name: getattr(event, name) for name in values} == values
    undo_deed(event_db)
    assert event_of(event_db) == before


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ({"title": "  V\tСъезд "}, "Rename the congress to “V Съезд”"),
        ({"ends_on": date(2025, 8, 16)}, "Change the days of the congress"),
        ({"speed_car": 90}, "Congress: change “Speed of a car, km/h”"),
        ({"speed_car": 90, "speed_coach": 55}, "Change the congress"),
    ],
)
def test_a_deed_says_what_it_changed(event_db: Database, values: dict[str, object], title: str) -> None:
    edit_event(event_db, **values)
    assert str(list_deeds(event_db)[0].deed) == title


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " \t "}, "title"),
        ({"title": "x" * 4001}, "title"),
        ({"ends_on": date(2025, 8, 11)}, "ends_on"),
        ({"starts_on": date(2025, 8, 16)}, "ends_on"),
        ({"timezone": "Mars/Olympus"}, "timezone"),
        ({"timezone": "../etc"}, "timezone"),
        ({"day_ends_at": time(7)}, "day_ends_at"),
        ({"day_starts_at": time(21)}, "day_ends_at"),
        ({"meal_to": time(12)}, "meal_to"),
        ({"boarding_minutes": -1}, "boarding_minutes"),
        ({"boarding_minutes": 241}, "boarding_minutes"),
        ({"road_factor": 0.9}, "road_factor"),
        ({"speed_coach": 0}, "speed_coach"),
        ({"speed_car": 201}, "speed_car"),
        ({"next_on": date(2025, 8, 15)}, "next_on"),
        ({"retention_until": date(2025, 8, 1)}, "retention_until"),
    ],
)
def test_what_the_model_cannot_hold_is_refused_by_its_field(
    event_db: Database, values: dict[str, object], field: str
) -> None:
    before = event_of(event_db)
    with pytest.raises(InvalidValue) as refusal:
        edit_event(event_db, **values)
    assert refusal.value.field == field
    assert event_of(event_db) == before
    assert len(list_deeds(event_db)) <= 1


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("title", "  V\tСъезд ", "V Съезд"),
        ("host", "", ""),
        ("starts_on", "13.08", date(2025, 8, 13)),
        ("next_on", "", None),
        ("next_on", "12.08.2026", date(2026, 8, 12)),
        ("meal_from", "12.30", time(12, 30)),
        ("road_factor", "1,45", 1.45),
        ("speed_car", " 90 ", 90),
    ],
)
def test_what_is_typed_into_a_field_is_understood(event_db: Database, field: str, typed: str, value: object) -> None:
    assert read_event_field(field, typed, event_of(event_db)) == value


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title", " "), ("starts_on", ""), ("starts_on", "31.02"), ("meal_from", ""), ("meal_from", "25:00"),
        ("road_factor", "много"), ("road_factor", ""), ("speed_car", "1.5"), ("boarding_minutes", "241"),
    ],
)  # fmt: skip
def test_what_cannot_be_understood_is_refused(event_db: Database, field: str, typed: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        read_event_field(field, typed, event_of(event_db))
    assert refusal.value.field == field


def test_an_oddity_that_came_with_the_file_does_not_stand_in_the_way(event_db: Database) -> None:
    with event_db.deed(list_deeds(event_db)[0].deed if list_deeds(event_db) else EVENT_FIELDS["host"]) as deed:
        deed.connection.exec_driver_sql("UPDATE events SET retention_until = '2020-01-01'")
    edit_event(event_db, host="Слоним")
    assert event_of(event_db).host == "Слоним"


def test_a_direction_comes_after_the_others(event_db: Database) -> None:
    add(event_db, "Аграрный сектор", "  Бизнес ")
    assert names_of(event_db) == ["Аграрный сектор", "Бизнес"]
    assert str(list_deeds(event_db)[0].deed) == "Add the direction “Бизнес”"


@pytest.mark.parametrize(
    ("name", "colour", "field"),
    [(" ", "", "name"), ("бизнес", "", "name"), ("x" * 4001, "", "name"), ("Культура", "red", "colour")],
)
def test_a_direction_that_does_not_do_is_refused(event_db: Database, name: str, colour: str, field: str) -> None:
    add(event_db, "Бизнес")
    with pytest.raises(InvalidValue) as refusal:
        add_direction(event_db, name, colour)
    assert refusal.value.field == field
    assert names_of(event_db) == ["Бизнес"]


def test_a_direction_gets_another_name_or_colour(event_db: Database) -> None:
    (key,) = add(event_db, "Бизнес")
    edit_direction(event_db, key, name="Бизнес и торговля")
    assert str(list_deeds(event_db)[0].deed) == "Rename the direction “Бизнес” to “Бизнес и торговля”"
    edit_direction(event_db, key, colour="#1D6FB8")
    assert str(list_deeds(event_db)[0].deed) == "Change the colour of the direction “Бизнес и торговля”"
    with event_db.reading() as connection:
        (row,) = read_rows(connection, Direction)
    assert (row.name, row.colour) == ("Бизнес и торговля", "#1D6FB8")
    edit_direction(event_db, key, name="БИЗНЕС И ТОРГОВЛЯ")
    assert names_of(event_db) == ["БИЗНЕС И ТОРГОВЛЯ"]


def test_directions_are_put_into_another_order_in_one_deed(event_db: Database) -> None:
    first, second, third = add(event_db, "А", "Б", "В")
    order_directions(event_db, [third, first])
    assert names_of(event_db) == ["В", "А", "Б"]
    undo_deed(event_db)
    assert names_of(event_db) == ["А", "Б", "В"]
    assert order_directions(event_db, [first, second]).revision == 0


def test_a_direction_in_use_stays(event_db: Database) -> None:
    used, free = add(event_db, "А", "Б")
    visit = Activity(
        ActivityId(""), "Визит", ActivityKind.VISIT, datetime(2025, 8, 13, 9), datetime(2025, 8, 13, 10), used
    )
    add_activity(event_db, visit)
    with pytest.raises(StillInUse):
        delete_direction(event_db, used)
    delete_direction(event_db, free)
    assert names_of(event_db) == ["А"]


def test_a_direction_that_somebody_deleted_is_gone(event_db: Database) -> None:
    (key,) = add(event_db, "А")
    delete_direction(event_db, key)
    deeds: list[Callable[[], Changes]] = [
        lambda: edit_direction(event_db, key, name="Б"),
        lambda: delete_direction(event_db, key),
        lambda: order_directions(event_db, [key]),
    ]
    for deed in deeds:
        with pytest.raises(GoneAlready):
            deed()
