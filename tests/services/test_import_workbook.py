from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path

import pytest

from smalltowns_desktop.domain.ids import new_id
from smalltowns_desktop.domain.model import (
    ActivityKind,
    ActivityPart,
    Delegation,
    OfficerPart,
    ParticipantDocument,
    Severity,
)
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.exchange.spreadsheet import write_workbook
from smalltowns_desktop.exchange.tables import Cell, Sheet
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.services.import_workbook import WorkbookImport, import_workbook
from smalltowns_desktop.services.journal import undo_deed
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.rows import read_rows
from smalltowns_desktop.storage.snapshot import load_programme

Rows = Sequence[Sequence[Cell]]
Import = Callable[..., WorkbookImport]

DISTRICTS = [("name", "region"), ("Слоним", "Гродненская"), ("Мосты", "Гродненская")]
SITES = [("name", "district", "kind"), ("Сырзавод", "Слоним", "предприятие"), ("Дом культуры", "Мосты", "culture")]
DELEGATIONS = [("name", "town"), ("Городец", "Городец"), ("Сергач", "Сергач")]
PEOPLE = [
    ("surname", "given_name", "patronymic", "delegation"),
    ("Иванов", "Иван", "Иванович", "Городец"),
    ("Петрова", "Анна", "Юрьевна", "Сергач"),
]
BASIS: dict[str, Rows] = {"Districts": DISTRICTS, "Sites": SITES, "Delegations": DELEGATIONS, "Participants": PEOPLE}


@pytest.fixture
def take(event_db: Database, tmp_path: Path) -> Import:
    """Import a workbook of the given sheets: `take(Sites=[header, row, ...])`."""

    def take(*, dry_run: bool = False, **sheets: Rows) -> WorkbookImport:
        path = tmp_path / "workbook.xlsx"
        pages = [Sheet(name, tuple(tuple(row) for row in rows)) for name, rows in sheets.items()]
        path.write_bytes(write_workbook(pages))
        return import_workbook(event_db, path, dry_run=dry_run)

    return take


def said(result: WorkbookImport) -> list[tuple[str, int | None, str | None, str]]:
    return [(problem.sheet, problem.row, problem.column, problem.severity) for problem in result.problems]


def programme_of(db: Database) -> Programme:
    return load_programme(db)


# Counting, dry run, undo


def test_a_bad_row_is_named_and_the_rest_goes_in_as_one_deed(event_db: Database, take: Import) -> None:
    people = [*PEOPLE, ("Сидоров", None, None, "Городец"), ("Козлов", "Пётр", None, "Нигде")]
    result = take(**{**BASIS, "Participants": people})
    assert (result.rows_read, result.rejected) == (10, {"Participants": 2})
    assert result.inserted == {"Districts": 2, "Sites": 2, "Delegations": 2, "Participants": 2}
    assert said(result) == [
        ("Participants", 4, "given_name", "error"),
        ("Participants", 5, "delegation", "error"),
    ]
    assert str(result.problems[1].message) == "There is no delegation “Нигде” in this event."
    assert len(programme_of(event_db).participants) == 2
    undo_deed(event_db)
    programme = programme_of(event_db)
    assert len(programme.participants) == len(programme.districts) == 0


def test_a_dry_run_tells_the_same_and_writes_nothing(event_db: Database, take: Import) -> None:
    dry = take(dry_run=True, **BASIS)
    assert not dry.changes
    assert programme_of(event_db).sites == {}
    wet = take(**BASIS)
    assert (dry.inserted, dry.rows_read, dry.problems) == (wet.inserted, wet.rows_read, wet.problems)


def test_the_same_workbook_again_changes_nothing(event_db: Database, take: Import) -> None:
    take(**BASIS)
    before = programme_of(event_db)
    again = take(**BASIS)
    assert (again.inserted, again.updated, again.rejected) == ({}, {}, {})
    assert sum(again.unchanged.values()) == again.rows_read == 8
    assert not again.changes
    assert programme_of(event_db) == before


def test_somebody_elses_deed_while_the_import_thinks_is_not_lost(
    event_db: Database, event_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "workbook.xlsx"
    path.write_bytes(write_workbook([Sheet(name, tuple(map(tuple, rows))) for name, rows in BASIS.items()]))
    with open_event(event_path, author=Author("Пётр", "desk-2")) as other:

        def ids() -> str:
            if not programme_of(other).delegations:
                with other.deed(say("Add")) as deed:
                    deed.insert(Delegation(new_id(), "Городец", "XX"))  # type: ignore[arg-type]
            return new_id()

        result = import_workbook(event_db, path, ids=ids)
    assert result.inserted["Delegations"] == 1
    assert sorted(row.name for row in programme_of(event_db).delegations.values()) == ["Городец", "Сергач"]


# Ids, updates, repeats


def test_a_row_with_an_id_updates_only_the_columns_that_are_there(event_db: Database, take: Import) -> None:
    take(**BASIS)
    (key,) = (row.id for row in programme_of(event_db).participants.values() if row.surname == "Петрова")
    result = take(Participants=[("id", "surname", "телефон"), (key, "Попова", "8 029 123-45-67")])
    assert (result.updated, result.problems) == ({"Participants": 1}, ())
    person = programme_of(event_db).participants[key]
    assert (person.surname, person.given_name, person.phone) == ("Попова", "Анна", "+375291234567")


def test_an_empty_cell_clears_and_a_missing_column_keeps(event_db: Database, take: Import) -> None:
    take(Districts=[("name", "region", "phone"), ("Слоним", "Гродненская", "12")])
    take(Districts=[("name", "region"), ("слоним", None)])
    assert [(row.name, row.region, row.phone) for row in programme_of(event_db).districts.values()] == [
        ("слоним", "", "12")
    ]


def test_a_new_id_is_kept_and_a_strange_one_refused(event_db: Database, take: Import) -> None:
    key = new_id()
    result = take(Districts=[("id", "name"), (key, "Слоним"), ("17", "Мосты"), (key, "Зельва")])
    assert [(row.id, row.name) for row in programme_of(event_db).districts.values()] == [(key, "Слоним")]
    assert said(result) == [("Districts", 3, "id", "error"), ("Districts", 4, "id", "error")]


def test_rows_that_say_the_same_twice_go_in_once(event_db: Database, take: Import) -> None:
    result = take(**{**BASIS, "Districts": [*DISTRICTS, ("СЛОНИМ", "Другая")], "Participants": [*PEOPLE, PEOPLE[1]]})
    assert said(result) == [("Districts", 4, None, "error"), ("Participants", 4, None, "error")]
    assert str(result.problems[1].message) == "Row 2 says this already."


def test_namesakes_go_in_both_and_are_told_apart_again(event_db: Database, take: Import) -> None:
    people = [(*PEOPLE[0], "phone"), (*PEOPLE[1], "+375291234567"), (*PEOPLE[1], "+375297654321")]
    take(**{**BASIS, "Participants": people})
    assert len(programme_of(event_db).participants) == 2
    changed = take(Participants=[people[0], people[1], (*PEOPLE[1], "+375331112233")])
    assert (changed.unchanged, changed.updated) == ({"Participants": 1}, {"Participants": 1})
    unclear = take(Participants=[people[0], (*PEOPLE[1], "+375440000000")])
    assert unclear.rejected == {"Participants": 1}


def test_numbers_codes_and_positions_are_given_once(event_db: Database, take: Import) -> None:
    take(
        Delegations=[("name", "code"), ("Слоним", "АБ"), ("Сергач", None), ("Семёнов", "АБ")],
        Participants=[
            ("surname", "given_name", "delegation", "number"),
            ("А", "А", "Слоним", 7), ("Б", "Б", "Слоним", None), ("В", "В", "Слоним", 7),
        ],
    )  # fmt: skip
    programme = programme_of(event_db)
    assert [row.number for row in programme.participants.values()] == [7, 8, 9]
    codes = [row.code for row in programme.delegations.values()]
    assert codes[:2] == ["АБ", "СГ"]
    assert len(set(codes)) == 3
    assert [row.position for row in programme.delegations.values()] == [0, 1, 2]


# References


def test_every_sheet_goes_in(event_db: Database, take: Import) -> None:
    result = take(
        **BASIS,
        Event=[("title", "V съезд"), ("starts_on", date(2026, 8, 12)), ("ends_on", "15.08.2026"),
               ("meal_from", "11:30")],
        Directions=[("name", "colour"), ("Культура", "#123456")],
        Halls=[("site", "name", "seats"), ("Дом культуры", "Большой зал", 300)],
        Groups=[("name", "delegation", "members"), ("Малая", "Городец", "Иванов Иван Иванович; петрова анна")],
        Requests=[
            ("delegation", "group", "site", "weight", "day"),
            ("Городец", None, "Сырзавод", 7, date(2025, 8, 13)),
            ("Городец", "Малая", "Дом культуры", None, None),
        ],
        Activities=[
            ("title", "kind", "site", "hall", "starts_at", "ends_at", "groups", "speakers", "direction"),
            ("Открытие", "пленарное", "Дом культуры", "большой зал", datetime(2025, 8, 12, 10), "12.08.2025 11:30",
             "Малая; Сергач", "Петрова Анна Юрьевна", "культура"),
        ],
        Vehicles=[("name", "seats", "kind"), ("МАЗ", 45, "автобус")],
        Transfers=[
            ("vehicle", "from", "to", "departs_at", "arrives_at", "groups", "people"),
            ("МАЗ", "Сырзавод", "Дом культуры", "2025-08-12 09:00", "2025-08-12 09:40", "Сергач", "Иванов Иван"),
        ],
        Travel=[("from", "to", "minutes"), ("Слоним", "Дом культуры", 50)],
        Agreements=[("title", "kind", "parties", "signatories", "ceremony"),
                    ("О дружбе", "road-map", "Слоним; Городец", "Иванов Иван Иванович", "Открытие")],
        Commitments=[("agreement", "what", "due_on"), ("О дружбе", "Приехать", date(2026, 1, 1))],
        Rules=[("rule", "severity"), ("hall-overlap", "warning"), ("no-such-rule", "off")],
    )  # fmt: skip
    assert said(result) == [("Rules", 3, "rule", "error")]
    programme = programme_of(event_db)
    assert (programme.event.title, programme.event.starts_on, programme.event.meal_from) == (
        "V съезд", date(2026, 8, 12), time(11, 30),
    )  # fmt: skip
    site = {row.name: row for row in programme.sites.values()}
    delegation = {row.name: row for row in programme.delegations.values()}
    group = {row.name: row for row in programme.groups.values()}
    person = {row.surname: row for row in programme.participants.values()}
    (opening,) = programme.activities.values()
    (hall,) = programme.halls.values()
    assert (opening.kind, opening.site_id, opening.hall_id) == (ActivityKind.PLENARY, site["Дом культуры"].id, hall.id)
    assert set(programme.groups_by_activity[opening.id]) == {group["Малая"].id, group["Сергач"].id}
    assert programme.people_by_activity[opening.id] == ((ActivityPart.SPEAKER, person["Петрова"].id),)
    assert group["Сергач"].delegation_id == delegation["Сергач"].id
    assert programme.people_of_group(group["Сергач"].id) == (person["Петрова"].id,)
    askers = [(row.delegation_id, row.group_id) for row in programme.requests.values()]
    assert askers == [(delegation["Городец"].id, None), (None, group["Малая"].id)]
    (transfer,) = programme.transfers.values()
    assert programme.people_by_transfer[transfer.id] == (person["Иванов"].id,)
    (travel,) = programme.travel_times.values()
    assert (travel.from_district_id, travel.to_site_id) == (site["Сырзавод"].district_id, site["Дом культуры"].id)
    assert travel.minutes == 50
    (agreement,) = programme.agreements.values()
    assert (agreement.parties, agreement.ceremony_id) == (("Слоним", "Городец"), opening.id)
    assert programme.signatories_by_agreement[agreement.id] == (person["Иванов"].id,)
    assert programme.severity_of("hall-overlap", Severity.ERROR) is Severity.WARNING


def test_officers_and_documents_are_linked_and_unlinked(event_db: Database, take: Import) -> None:
    people = [(*PEOPLE[0], "document"), (*PEOPLE[1], "MP 1234567"), (*PEOPLE[2], None)]
    heads = [("name", "head", "deputy"), ("Городец", "Иванов Иван Иванович", "Петрова Анна Юрьевна")]
    take(**{**BASIS, "Participants": people, "Delegations": [*heads, ("Сергач", None, None)]})
    programme = programme_of(event_db)
    (key,) = (row.id for row in programme.delegations.values() if row.name == "Городец")
    head = programme.officer(key, OfficerPart.HEAD)
    assert head is not None
    assert head.surname == "Иванов"
    with event_db.reading() as connection:
        assert read_rows(connection, ParticipantDocument) == [ParticipantDocument(head.id, "MP 1234567")]
    result = take(
        Delegations=[heads[0], ("Городец", "Петрова Анна", None)], Participants=[people[0], (*PEOPLE[1], None)]
    )
    assert (result.updated, result.problems) == ({"Delegations": 1, "Participants": 1}, ())
    programme = programme_of(event_db)
    head = programme.officer(key, OfficerPart.HEAD)
    assert head is not None
    assert head.surname == "Петрова"
    assert programme.officer(key, OfficerPart.DEPUTY) is None
    with event_db.reading() as connection:
        assert read_rows(connection, ParticipantDocument) == []


def test_an_unknown_name_leaves_its_cell_out_and_takes_nothing_away(event_db: Database, take: Import) -> None:
    activities: Rows = [
        ("title", "kind", "starts_at", "ends_at", "groups", "site"),
        ("Обед", "обед", "2025-08-13 12:00", "2025-08-13 13:00", "Городец; Сергач", "Сырзавод"),
    ]
    take(**BASIS, Activities=activities)
    changed = ("Обед", "обед", "2025-08-13 12:00", "2025-08-13 13:00", "Городец; Сиргач", "Сырзовод")
    result = take(Activities=[activities[0], changed])
    assert said(result) == [("Activities", 2, "site", "warning"), ("Activities", 2, "groups", "warning")]
    assert result.unchanged == {"Activities": 1}
    programme = programme_of(event_db)
    (meal,) = programme.activities.values()
    assert meal.site_id is not None
    assert len(programme.groups_by_activity[meal.id]) == 2
    shorter = take(Activities=[activities[0], (*changed[:4], "Сергач", "Сырзавод")])
    assert shorter.updated == {"Activities": 1}
    assert len(programme_of(event_db).groups_by_activity[meal.id]) == 1


def test_an_ambiguous_name_is_no_guess_but_an_id_is_clear(event_db: Database, take: Import) -> None:
    sites = [*SITES, ("Дом культуры", "Слоним", "culture")]
    take(**{**BASIS, "Sites": sites})
    (key, _) = (row.id for row in programme_of(event_db).sites.values() if row.name == "Дом культуры")
    result = take(Halls=[("site", "name"), ("Дом культуры", "1"), (key, "2")])
    assert said(result) == [("Halls", 2, "site", "error")]
    assert "any of 2 (site)" in str(result.problems[0].message)
    assert [row.site_id for row in programme_of(event_db).halls.values()] == [key]


def test_a_delegation_that_acts_as_a_group_becomes_one_once(event_db: Database, take: Import) -> None:
    rows: Rows = [
        ("title", "kind", "starts_at", "ends_at", "groups"),
        ("А", "visit", "2025-08-13 09:00", "2025-08-13 10:00", "Городец"),
        ("Б", "visit", "2025-08-13 10:00", "2025-08-13 11:00", "городец"),
        ("В", "visit", "2025-08-13 10:00", "2025-08-13 09:00", "Сергач"),
    ]
    for _ in range(2):
        take(**BASIS, Activities=rows)
        assert [row.name for row in programme_of(event_db).groups.values()] == ["Городец"]
    take(Groups=[("name", "delegation"), ("Весь Сергач", "Сергач")])
    take(Activities=[rows[0], ("Г", "visit", "2025-08-14 09:00", "2025-08-14 10:00", "Сергач")])
    assert sorted(row.name for row in programme_of(event_db).groups.values()) == ["Весь Сергач", "Городец"]


def test_a_hall_is_looked_for_in_its_site(event_db: Database, take: Import) -> None:
    halls = [("site", "name"), ("Сырзавод", "Зал"), ("Дом культуры", "Зал")]
    header = ("title", "kind", "starts_at", "ends_at", "site", "hall")
    result = take(**BASIS, Halls=halls, Activities=[
        header,
        ("А", "meeting", "2025-08-13 09:00", "2025-08-13 10:00", "Сырзавод", "зал"),
        ("Б", "meeting", "2025-08-13 09:00", "2025-08-13 10:00", None, "зал"),
        ("В", "meeting", "2025-08-13 09:00", "2025-08-13 10:00", "Сырзавод", "Фойе"),
    ])  # fmt: skip
    assert said(result) == [("Activities", 3, "hall", "warning"), ("Activities", 4, "hall", "warning")]
    programme = programme_of(event_db)
    first = next(row for row in programme.activities.values() if row.title == "А")
    assert first.hall_id is not None
    assert programme.halls[first.hall_id].site_id == first.site_id


# What does not go together


def test_fields_that_do_not_go_together(event_db: Database, take: Import) -> None:
    result = take(
        Districts=[
            ("name", "latitude", "longitude"),
            ("Слоним", "53,09", None), ("Мосты", 53.41, 24.54), ("Зельва", 153, 24),
        ],
        Delegations=[("name", "arrives_at", "departs_at"), ("Городец", "2025-08-15 09:00", "2025-08-12 09:00")],
        Sites=[("name", "district"), ("Завод", "Мосты")],
        Activities=[("title", "kind", "starts_at", "ends_at"), ("А", "visit", "2025-08-13 11:00", "2025-08-13 10:00")],
        Requests=[("delegation", "group", "site"), (None, None, "Завод"), ("Нигде", None, "Завод")],
        Event=[("starts_on", "2026-01-02"), ("ends_on", "2026-01-01")],
    )  # fmt: skip
    assert said(result) == [
        ("Districts", 2, "latitude", "warning"),
        ("Districts", 4, "latitude", "warning"),
        ("Districts", 4, "longitude", "warning"),
        ("Delegations", 2, "arrives_at", "warning"),
        ("Activities", 2, "starts_at", "error"),
        ("Requests", 2, "delegation", "error"),
        ("Requests", 3, "delegation", "error"),
        ("Event", 1, "starts_on", "error"),
    ]
    programme = programme_of(event_db)
    assert [(row.name, row.latitude) for row in programme.districts.values()] == [
        ("Слоним", None), ("Мосты", 53.41), ("Зельва", None),
    ]  # fmt: skip
    assert [row.arrives_at for row in programme.delegations.values()] == [None]
    assert programme.event.starts_on == date(2025, 8, 12)
