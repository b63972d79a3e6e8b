"""The import of a delegation's list: every row accounted for, one deed, undone as one."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from smalltowns_desktop.domain.errors import (
    HeadingsMissing,
    MappingUnreadable,
    SheetMissing,
    TableFileMissing,
    UserError,
)
from smalltowns_desktop.domain.ids import DistrictId, SiteId
from smalltowns_desktop.domain.model import (
    Delegation,
    District,
    Participant,
    ParticipantDocument,
    QueuedRow,
    QueuedRowStatus,
    Role,
    Site,
    SiteKind,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.exchange.spreadsheet import write_workbook
from smalltowns_desktop.exchange.tables import Cell, Sheet, read_tables
from smalltowns_desktop.services.import_participants import ParticipantsImport, import_participants
from smalltowns_desktop.services.import_plan import OnDuplicate
from smalltowns_desktop.services.journal import undo_deed
from smalltowns_desktop.services.people import delete_participants
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows

HEADINGS = ("ФИО", "Телефон", "Дата рождения", "Должность")
IVAN = ("Иванов Иван Иванович", "+79817077201", "13.11.1985", "глава")
ANNA = ("Петрова Анна Ивановна", "+79747144854", "26.12.1972", "")


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def write_list(*rows: tuple[Cell, ...], headings: tuple[Cell, ...] = HEADINGS, name: str = "list.xlsx") -> Path:
        path = tmp_path / name
        path.write_bytes(write_workbook([Sheet("Список", (headings, *rows))]))
        return path

    return write_list


def rows_of(db: Database, row_class: type[Any]) -> list[Any]:
    with db.reading() as connection:
        return read_rows(connection, row_class)


def counts(done: ParticipantsImport) -> tuple[int, int, int, int, int]:
    assert done.rows_read == done.inserted + done.updated + done.unchanged + done.queued + done.rejected
    return done.inserted, done.updated, done.unchanged, done.queued, done.rejected


def test_people_go_in_as_one_deed_and_out_as_one(any_db: Database, write: Any) -> None:
    done = import_participants(any_db, write(IVAN, ANNA), delegation="Городец")
    assert counts(done) == (2, 0, 0, 0, 0)
    assert done.delegations == ("Городец",)
    (delegation,) = rows_of(any_db, Delegation)
    assert (delegation.name, delegation.code) == ("Городец", "ГЦ")
    people = rows_of(any_db, Participant)
    assert [(person.number, person.full_name) for person in people] == [(1, IVAN[0]), (2, ANNA[0])]
    assert {person.delegation_id for person in people} == {delegation.id}
    assert done.changes["participants"] == {person.id for person in people}
    undo_deed(any_db)
    assert rows_of(any_db, Participant) == rows_of(any_db, Delegation) == []


def test_a_dry_run_says_the_same_and_writes_nothing(event_db: Database, write: Any) -> None:
    path = write(IVAN, ("", "1", "", ""), ("Ким О.", "", "31.02.1980", ""))
    dry = import_participants(event_db, path, delegation="Бор", dry_run=True)
    assert rows_of(event_db, Participant) == rows_of(event_db, Delegation) == []
    real = import_participants(event_db, path, delegation="Бор")
    assert counts(dry) == counts(real) == (2, 0, 0, 0, 1)
    assert dry.problems == real.problems
    assert not dry.changes
    assert real.changes


def test_the_same_list_again_changes_nothing_and_leaves_no_deed(any_db: Database, write: Any) -> None:
    path = write(IVAN, ANNA, ("John Smith", "", "", ""), ("Попов О.С.", "", "", ""))
    import_participants(any_db, path, delegation="Бор")
    again = import_participants(any_db, path, delegation="Бор")
    assert counts(again) == (0, 0, 4, 0, 0)
    assert not again.changes


def test_a_later_list_completes_and_corrects(any_db: Database, write: Any) -> None:
    import_participants(any_db, write((IVAN[0], "", IVAN[2], "")))
    done = import_participants(any_db, write(("ИВАНОВ ИВАН ИВАНОВИЧ", "8 999 000 00 00", "13.11.85", "мэр")))
    assert counts(done) == (0, 1, 0, 0, 0)
    assert not done.replaced
    done = import_participants(any_db, write((IVAN[0], "8 999 000 00 01", "13.11.85", "")))
    assert [(change.row, change.difference.field, change.difference.after) for change in done.replaced] == [
        (2, "phone", "+79990000001")
    ]
    (person,) = rows_of(any_db, Participant)
    assert (person.full_name, person.phone, person.position) == (IVAN[0], "+79990000001", "мэр")


def test_a_number_that_somebody_had_is_not_given_again(any_db: Database, write: Any) -> None:
    import_participants(any_db, write(IVAN, ANNA))
    delete_participants(any_db, [person.id for person in rows_of(any_db, Participant) if person.number == 2])
    import_participants(any_db, write(("Ким Ольга", "", "", "")))
    assert [person.number for person in rows_of(any_db, Participant)] == [1, 3]


LIKELY = ("Иванов И.И.", "", "13.11.1985", "депутат")


def test_a_likely_person_waits_for_a_decision(any_db: Database, write: Any) -> None:
    import_participants(any_db, write(IVAN), delegation="Бор")
    done = import_participants(any_db, write(LIKELY, name="update.xlsx"), delegation="Бор")
    assert counts(done) == (0, 0, 0, 1, 0)
    (queued,) = rows_of(any_db, QueuedRow)
    (person,) = rows_of(any_db, Participant)
    assert (queued.source, queued.row, queued.status) == ("update.xlsx: Список", 2, QueuedRowStatus.OPEN)
    assert (queued.candidate_id, queued.evidence) == (person.id, ("initials", "birth_date"))
    assert json.loads(queued.fields) == {
        "surname": "Иванов", "given_name": "И.", "patronymic": "И.", "birth_date": "1985-11-13", "position": "депутат",
        "delegation_id": person.delegation_id,
    }  # fmt: skip
    again = import_participants(any_db, write(LIKELY), delegation="Бор")
    assert counts(again) == (0, 0, 0, 1, 0)
    assert len(rows_of(any_db, QueuedRow)) == 1


@pytest.mark.parametrize(
    ("on_duplicate", "expected", "people"),
    [
        (OnDuplicate.MERGE, (0, 1, 0, 0, 0), 1),
        (OnDuplicate.NEW, (1, 0, 0, 0, 0), 2),
        (OnDuplicate.SKIP, (0, 0, 1, 0, 0), 1),
    ],
)
def test_what_becomes_of_a_likely_person_may_be_said_beforehand(
    event_db: Database, write: Any, on_duplicate: OnDuplicate, expected: tuple[int, ...], people: int
) -> None:
    import_participants(event_db, write(IVAN), delegation="Бор")
    done = import_participants(event_db, write(LIKELY), delegation="Бор", on_duplicate=on_duplicate)
    assert counts(done) == expected
    assert len(rows_of(event_db, Participant)) == people


def test_merging_by_wish_never_takes_two_dates_of_birth_for_one_person(event_db: Database, write: Any) -> None:
    import_participants(event_db, write(IVAN))
    other = (IVAN[0], IVAN[1], "14.11.1960", "")
    done = import_participants(event_db, write(other), on_duplicate=OnDuplicate.MERGE)
    assert counts(done) == (0, 0, 0, 1, 0)


def test_a_namesake_is_a_person_of_his_own(event_db: Database, write: Any) -> None:
    import_participants(event_db, write(IVAN), delegation="Бор")
    done = import_participants(event_db, write((IVAN[0], "+79990000001", "09.09.1999", "")), delegation="Бор")
    assert counts(done) == (1, 0, 0, 0, 0)


def test_a_row_that_is_repeated_in_one_list_goes_in_once(event_db: Database, write: Any) -> None:
    done = import_participants(event_db, write(IVAN, ANNA, IVAN, ("Иванов И.И.", IVAN[1], "", "")))
    assert counts(done) == (2, 0, 2, 0, 0)
    assert [problem.row for problem in done.problems] == [4, 5]


def test_two_rows_with_one_name_and_different_posts_are_a_question(event_db: Database, write: Any) -> None:
    done = import_participants(event_db, write(("Ким Вера Ли", "", "", "глава"), ("Ким Вера Ли", "", "", "депутат")))
    assert counts(done) == (1, 0, 0, 1, 0)


def test_numbers_go_on_from_the_highest(event_db: Database, write: Any) -> None:
    import_participants(event_db, write(IVAN))
    import_participants(event_db, write(ANNA, ("Ким Вера", "", "", "")))
    assert sorted(person.number for person in rows_of(event_db, Participant)) == [1, 2, 3]


def test_a_column_of_delegations_goes_before_the_option(event_db: Database, write: Any) -> None:
    path = write(
        ("Иванов Иван Иванович", "г. Бор"), ("Петрова Анна Ивановна", "Бор"), ("Ким Вера", ""),
        headings=("ФИО", "Делегация"),
    )  # fmt: skip
    done = import_participants(event_db, path, delegation="Выкса")
    assert done.delegations == ("Выкса", "г. Бор")
    named = {delegation.id: delegation.name for delegation in rows_of(event_db, Delegation)}
    assert [named[person.delegation_id] for person in rows_of(event_db, Participant)] == ["г. Бор", "г. Бор", "Выкса"]


def test_hotels_are_found_and_unknown_ones_noted(event_db: Database, write: Any) -> None:
    district = District(DistrictId("d"), "Слонимский")
    hotel = Site(SiteId("h"), "Гостиница «Слоним»", district.id, SiteKind.HOTEL)
    with event_db.deed(say("A hotel")) as deed:
        deed.insert(district, hotel)
    done = import_participants(
        event_db, write((IVAN[0], "гостиница «слоним»"), (ANNA[0], "Турист"), headings=("ФИО", "Гостиница"))
    )
    people = rows_of(event_db, Participant)
    assert [person.hotel_id for person in people] == [hotel.id, None]
    assert people[1].notes == "Гостиница: Турист"
    assert [(problem.row, problem.column) for problem in done.problems] == [(3, "Гостиница")]


def test_documents_lie_in_their_own_table(any_db: Database, write: Any) -> None:
    headings = ("ФИО", "Паспорт", "Дата рождения")
    import_participants(any_db, write((IVAN[0], "MP1", IVAN[2]), headings=headings))
    again = import_participants(any_db, write((IVAN[0], "MP2", IVAN[2]), (ANNA[0], "MP3", ""), headings=headings))
    assert counts(again) == (1, 1, 0, 0, 0)
    assert sorted(document.document for document in rows_of(any_db, ParticipantDocument)) == ["MP2", "MP3"]


def test_an_exported_key_finds_its_person_whatever_the_name(event_db: Database, write: Any) -> None:
    import_participants(event_db, write(IVAN))
    (person,) = rows_of(event_db, Participant)
    done = import_participants(
        event_db, write((person.id, "Сидоров", "Пётр"), headings=("id", "surname", "given_name"))
    )
    assert counts(done) == (0, 0, 1, 0, 0)
    assert [(change.difference.field, change.difference.taken) for change in done.replaced] == [
        ("surname", False), ("given_name", False)
    ]  # fmt: skip


def test_rows_with_problems_go_back_as_a_spreadsheet_that_can_be_imported_again(
    event_db: Database, write: Any, tmp_path: Path
) -> None:
    path = write(IVAN, ("", "1", "", ""), ('=HYPERLINK("x")', "", "", ""), ("Ким Вера", "2", "31.02.1980", ""))
    import_participants(event_db, path, errors=tmp_path / "back.xlsx")
    (sheet,) = read_tables(tmp_path / "back.xlsx")
    assert sheet.rows[0] == ("№", *HEADINGS, "⚠ What is wrong")
    assert [row[0] for row in sheet.rows[1:]] == [3, 4, 5]
    assert sheet.rows[2][1] == '\'=HYPERLINK("x")'
    again = import_participants(event_db, tmp_path / "back.xlsx")
    assert counts(again) == (0, 0, 1, 0, 2)


def test_an_unwritable_file_of_errors_leaves_the_event_as_it_was(
    event_db: Database, write: Any, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="nowhere"):
        import_participants(event_db, write(IVAN), errors=tmp_path / "nowhere" / "back.xlsx")
    assert rows_of(event_db, Participant) == []


def test_the_sheet_with_people_is_found_or_named(event_db: Database, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    sheets = [
        Sheet("Титул", (("Список участников",),)), Sheet("Первый", (("ФИО", "Роль"), ("Иванов Иван", "гость"))),
        Sheet("Второй", (("ФИО", "Роль"), ("Петров Пётр", "пресса"))),
    ]  # fmt: skip
    path.write_bytes(write_workbook(sheets))
    found = import_participants(event_db, path, dry_run=True)
    assert (found.sheet, found.other_sheets) == ("Первый", ("Второй",))
    import_participants(event_db, path, sheet="второй")
    assert [person.role for person in rows_of(event_db, Participant)] == [Role.PRESS]
    with pytest.raises(SheetMissing, match="Титул, Первый, Второй"):
        import_participants(event_db, path, sheet="Третий")
    with pytest.raises(HeadingsMissing):
        import_participants(event_db, path, sheet="Титул")


def test_a_mapping_says_what_columns_are(event_db: Database, write: Any, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.json"
    mapping.write_text('{"Кто": "full_name", "B": "birth_date", "Секрет": null}', encoding="utf-8")
    path = write(("Иванов Иван Иванович", "13.11.1985", "x"), headings=("Кто", "Когда", "Секрет"))
    import_participants(event_db, path, mapping=mapping)
    (person,) = rows_of(event_db, Participant)
    assert (person.full_name, person.birth_date, person.notes) == ("Иванов Иван Иванович", date(1985, 11, 13), "")
    with pytest.raises(MappingUnreadable, match=r"absent\.json"):
        import_participants(event_db, path, mapping=tmp_path / "absent.json")


def test_a_missing_file_changes_nothing(event_db: Database, tmp_path: Path) -> None:
    with pytest.raises(TableFileMissing):
        import_participants(event_db, tmp_path / "absent.xlsx", delegation="Бор")
    assert rows_of(event_db, Delegation) == []
