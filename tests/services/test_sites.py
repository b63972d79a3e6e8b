"""Deeds on places: what goes in, what goes with it, what is refused, what undo gives back."""

from dataclasses import replace
from datetime import datetime, time

import pytest

from smalltowns_desktop.domain.errors import ChangedMeanwhile, GoneAlready, InvalidValue, ReferenceGone, StillInUse
from smalltowns_desktop.domain.ids import (
    ActivityId,
    CheckpointId,
    DirectionId,
    DistrictId,
    HallId,
    SiteId,
    TravelTimeId,
)
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityKind,
    Checkpoint,
    CheckpointKind,
    Direction,
    District,
    EntryPolicy,
    Hall,
    Site,
    SiteKind,
    TravelTime,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.journal import list_deeds, undo_deed
from smalltowns_desktop.services.site_fields import read_place_field
from smalltowns_desktop.services.sites import (
    add_district,
    add_hall,
    add_site,
    delete_district,
    delete_hall,
    delete_site,
    edit_district,
    edit_hall,
    edit_site,
)
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import load_programme

MOSTY = District(DistrictId("mosty"), "Мосты", latitude=53.4122, longitude=24.5387)
LIDA = District(DistrictId("lida"), "Лида")
DAIRY = Site(SiteId("dairy"), "Молочный комбинат", MOSTY.id, SiteKind.ENTERPRISE)
HALL = Hall(HallId("hall"), DAIRY.id, "Большой зал", 120)
AGRARIAN, CULTURE = Direction(DirectionId("agrarian"), "Аграрный"), Direction(DirectionId("culture"), "Культура")


@pytest.fixture
def db(event_db: Database) -> Database:
    """Two districts, a dairy with a hall, two directions."""
    with event_db.deed(say("Begin")) as deed:
        deed.insert(AGRARIAN, CULTURE, MOSTY, LIDA, DAIRY, HALL)
    return event_db


def title_of_last(db: Database) -> str:
    return str(list_deeds(db)[0].deed)


def test_a_new_site_has_a_key_clean_text_and_its_directions(db: Database) -> None:
    draft = Site(SiteId(""), "  Сыроварня\t«Луг» ", LIDA.id, SiteKind.FARM, latitude=53.88333333, longitude=25.2997222)
    added = add_site(db, draft, [CULTURE.id, AGRARIAN.id, CULTURE.id])
    programme = load_programme(db)
    site = programme.sites[added.site_id]
    assert site == replace(draft, id=added.site_id, name="Сыроварня «Луг»", latitude=53.883333, longitude=25.299722)
    assert set(programme.directions_by_site[added.site_id]) == {CULTURE.id, AGRARIAN.id}
    assert added.changes["sites"] == {added.site_id}
    assert title_of_last(db) == "Add the place “Сыроварня «Луг»”"


def test_a_site_is_edited_with_its_directions_in_one_deed_and_undone_as_one(db: Database) -> None:
    edit_site(db, DAIRY, DAIRY, [AGRARIAN.id])
    after = replace(
        DAIRY, name="Сырзавод", opens_at=time(9), open_days=("1", "2025-08-14"), requirements="каска\nжилет"
    )
    edit_site(db, DAIRY, after, [CULTURE.id])
    programme = load_programme(db)
    assert programme.sites[DAIRY.id] == after
    assert programme.directions_by_site[DAIRY.id] == (CULTURE.id,)
    undo_deed(db)
    programme = load_programme(db)
    assert programme.sites[DAIRY.id] == DAIRY
    assert programme.directions_by_site[DAIRY.id] == (AGRARIAN.id,)


def test_the_journal_names_what_a_person_meant(db: Database) -> None:
    placed = replace(DAIRY, latitude=53.4, longitude=24.5)
    edit_site(db, DAIRY, placed)
    assert title_of_last(db) == "Put “Молочный комбинат” on the map"
    edit_site(db, placed, replace(placed, host_confirmed=True))
    assert title_of_last(db) == "Confirm the host of “Молочный комбинат”"
    assert load_programme(db).sites[DAIRY.id].host_confirmed


@pytest.mark.parametrize(
    ("bad", "field"),
    [
        (replace(DAIRY, name=" \t "), "name"),
        (replace(DAIRY, latitude=53.0), "longitude"),
        (replace(DAIRY, latitude=95.0, longitude=24.0), "latitude"),
        (replace(DAIRY, visitors_max=-1), "visitors_max"),
        (replace(DAIRY, visit_minutes=0), "visit_minutes"),
        (replace(DAIRY, notice_hours=10_001), "notice_hours"),
    ],
)
def test_what_the_model_refuses_is_refused_by_its_field_and_nothing_is_written(
    db: Database, bad: Site, field: str
) -> None:
    before = load_programme(db)
    for deed in (lambda: edit_site(db, DAIRY, bad), lambda: add_site(db, bad)):
        with pytest.raises(InvalidValue) as refused:
            deed()
        assert refused.value.field == field
    assert load_programme(db) == before


def test_a_site_somebody_else_changed_is_not_overwritten(db: Database) -> None:
    edit_site(db, DAIRY, replace(DAIRY, name="Сырзавод"))
    with pytest.raises(ChangedMeanwhile):
        edit_site(db, DAIRY, replace(DAIRY, name="Маслозавод"))


def test_a_site_cannot_stand_in_a_district_that_is_gone(db: Database) -> None:
    with pytest.raises(ReferenceGone):
        add_site(db, replace(DAIRY, district_id=DistrictId("nowhere")))


def test_a_deleted_site_takes_its_halls_roads_and_door_with_it_and_undo_brings_them_back(db: Database) -> None:
    with db.deed(say("Roads")) as deed:
        deed.insert(
            TravelTime(TravelTimeId("road"), 20, from_site_id=DAIRY.id, to_district_id=LIDA.id),
            TravelTime(TravelTimeId("back"), 25, from_district_id=LIDA.id, to_site_id=DAIRY.id),
            Checkpoint(CheckpointId("door"), CheckpointKind.SITE, DAIRY.id, EntryPolicy.ONCE),
        )
    before = load_programme(db)
    delete_site(db, DAIRY.id)
    programme = load_programme(db)
    for rows in (programme.sites, programme.halls, programme.travel_times, programme.checkpoints):
        assert not rows
    undo_deed(db)
    assert replace(load_programme(db), revision=0) == replace(before, revision=0)


def test_a_site_that_the_programme_needs_stays_and_so_do_its_halls(db: Database) -> None:
    start = datetime(2025, 8, 13, 9)
    with db.deed(say("Visit")) as deed:
        deed.insert(
            Activity(ActivityId("visit"), "Визит", ActivityKind.VISIT, start, start.replace(hour=10), site_id=DAIRY.id)
        )
    with pytest.raises(StillInUse):
        delete_site(db, DAIRY.id)
    assert load_programme(db).halls == {HALL.id: HALL}


def test_halls_are_added_edited_and_deleted(db: Database) -> None:
    added = add_hall(db, Hall(HallId(""), DAIRY.id, " Малый зал ", 40))
    assert load_programme(db).halls[added.hall_id] == Hall(added.hall_id, DAIRY.id, "Малый зал", 40)
    edit_hall(db, HALL, replace(HALL, seats=130))
    assert load_programme(db).halls[HALL.id].seats == 130
    delete_hall(db, HALL.id)
    assert list(load_programme(db).halls) == [added.hall_id]
    with pytest.raises(GoneAlready):
        delete_hall(db, HALL.id)
    with pytest.raises(InvalidValue):
        add_hall(db, Hall(HallId(""), DAIRY.id, ""))


def test_a_hall_with_an_activity_stays(db: Database) -> None:
    start = datetime(2025, 8, 13, 9)
    with db.deed(say("Talk")) as deed:
        deed.insert(
            Activity(ActivityId("talk"), "Доклад", ActivityKind.SECTION, start, start.replace(hour=10), hall_id=HALL.id)
        )
    with pytest.raises(StillInUse):
        delete_hall(db, HALL.id)


def test_districts_are_added_edited_and_deleted_once_they_are_empty(db: Database) -> None:
    added = add_district(db, District(DistrictId(""), "Зельва", phone="+375150000507"))
    assert load_programme(db).districts[added.district_id].name == "Зельва"
    edit_district(db, LIDA, replace(LIDA, latitude=53.88333, longitude=25.29972))
    assert load_programme(db).districts[LIDA.id].latitude == 53.88333
    with db.deed(say("Roads")) as deed:
        deed.insert(TravelTime(TravelTimeId("road"), 20, from_district_id=MOSTY.id, to_district_id=LIDA.id))
    delete_district(db, LIDA.id)
    assert not load_programme(db).travel_times
    with pytest.raises(StillInUse):
        delete_district(db, MOSTY.id)
    with pytest.raises(GoneAlready):
        delete_district(db, LIDA.id)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("visitors_max", " 1 200 ", 1200),
        ("visitors_max", "", None),
        ("opens_at", "8:30", time(8, 30)),
        ("latitude", "53,4122", 53.4122),
        ("host_phone", "8 029 123-45-67", "+375291234567"),
        ("host_phone", "дежурный 101", "дежурный 101"),
        ("languages", "русский, be", ("ru", "be")),
        ("languages", "", ()),
        ("requirements", "каска\r\nжилет", "каска\nжилет"),
        ("address", " ул. <b>Новая</b>, 1 ", "ул. <b>Новая</b>, 1"),
    ],
)
def test_what_is_typed_becomes_the_value_of_its_field(field: str, text: str, value: object) -> None:
    assert read_place_field(field, text) == value


@pytest.mark.parametrize(
    ("field", "text"),
    [("name", "  "), ("visit_minutes", "0"), ("seats", "много"), ("opens_at", "25:00"), ("longitude", "181"),
     ("address", "я" * 4001)],
)  # fmt: skip
def test_what_does_not_do_is_refused_with_the_reason(field: str, text: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_place_field(field, text)
    assert refused.value.field == field
    assert str(refused.value.why)
