import csv
import io
import json
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from smalltowns_desktop.domain.errors import FolderNotWritable, UnknownEnding
from smalltowns_desktop.domain.ids import ActivityId, DelegationId, ParticipantId
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityKind,
    Delegation,
    Event,
    Participant,
    ParticipantDocument,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.exchange.workbook import PAGES, PARTICIPANTS, columns_of
from smalltowns_desktop.services.badges import list_badges
from smalltowns_desktop.services.checkin import open_desk
from smalltowns_desktop.services.events import create_event
from smalltowns_desktop.services.exporting import (
    export_attendance,
    export_mirror,
    export_participants,
    export_workbook,
)
from smalltowns_desktop.storage.database import Author, Database

SLONIM = Delegation(DelegationId("01980000-0000-7000-8000-000000000001"), "Слоним; город", "СЛ")
IVANOV = Participant(
    ParticipantId("01980000-0000-7000-8000-000000000002"), 1, "=Иванов", "Иван", "Иванович", delegation_id=SLONIM.id,
    phone="+375291234567", birth_date=date(1980, 2, 1), languages=("ru", "be"), notes="каша\nчай",
)  # fmt: skip
PETROVA = Participant(
    ParticipantId("01980000-0000-7000-8000-000000000003"), 2, "Петрова", "Анна", delegation_id=SLONIM.id
)
MEAL = Activity(
    ActivityId("01980000-0000-7000-8000-000000000004"), "Обед", ActivityKind.MEAL, datetime(2025, 8, 13, 12),
    datetime(2025, 8, 13, 14),
)  # fmt: skip


@pytest.fixture
def congress(event_db: Database) -> Database:
    _fill(event_db)
    return event_db


def _fill(db: Database) -> None:
    with db.deed(say("Add")) as deed:
        deed.insert(SLONIM, IVANOV, PETROVA, ParticipantDocument(IVANOV.id, "MP 1"), MEAL)


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_workbook_has_every_sheet_and_header(congress: Database, tmp_path: Path) -> None:
    done = export_workbook(congress, tmp_path / "event.xlsx")
    assert done.rows == 19 + 1 + 2 + 1
    book = openpyxl.load_workbook(tmp_path / "event.xlsx")
    assert book.sheetnames == [page.name for page in PAGES]
    for page in PAGES[1:]:
        headers = [cell.value for cell in book[page.name][1]]
        assert headers == [column.name for column in columns_of(page)]
    assert [cell.value for cell in book["Event"]["A"]][:3] == ["key", "title", "edition"]
    assert book["Participants"].freeze_panes == "A2"
    assert [check.formula1 for check in book["Vehicles"].data_validations.dataValidation] == ['"coach,minibus,car"']


def test_the_workbook_as_a_folder_of_csv(congress: Database, tmp_path: Path) -> None:
    for out in (tmp_path / "new" / "folder", tmp_path / "new" / "folder"):
        export_workbook(congress, out)
    assert sorted(path.name for path in out.iterdir()) == sorted(f"{page.name}.csv" for page in PAGES)
    (meal,) = rows_of(out / "Activities.csv")
    assert (meal["title"], meal["starts_at"], meal["kind"]) == ("Обед", "2025-08-13 12:00", "meal")


def test_participants_in_both_formats(congress: Database, tmp_path: Path) -> None:
    assert export_participants(congress, tmp_path / "people.CSV").rows == 2
    ivanov, petrova = rows_of(tmp_path / "people.CSV")
    assert list(ivanov) == [column.name for column in columns_of(PARTICIPANTS)]
    assert (ivanov["surname"], ivanov["phone"], ivanov["delegation"]) == ("'=Иванов", "'+375291234567", "Слоним; город")
    assert (ivanov["birth_date"], ivanov["languages"], ivanov["notes"]) == ("1980-02-01", "ru; be", "каша\nчай")
    assert (ivanov["document"], ivanov["number"], petrova["id"]) == ("MP 1", "1", PETROVA.id)
    export_participants(congress, tmp_path / "people.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "people.xlsx")["Participants"]
    assert [cell.value for cell in sheet["A"]] == ["surname", "'=Иванов", "Петрова"]


def test_attendance_says_who_was_where_and_when(congress: Database, tmp_path: Path) -> None:
    codes = {line.participant_id: line.code for line in list_badges(congress)}
    door = open_desk(congress, "door", "desk-1", "Анна")
    meal = open_desk(congress, "Обед", "desk-2", "Анна")
    door.scan(codes[IVANOV.id], at=datetime(2025, 8, 12, 9, 30))
    meal.scan(codes[IVANOV.id], at=datetime(2025, 8, 13, 12, 5), force_reason="гость")
    export_attendance(congress, tmp_path / "seen.csv")
    rows = rows_of(tmp_path / "seen.csv")
    assert [(row["checkpoint"], row["checkpoint_kind"], row["surname"], row["delegation"]) for row in rows] == [
        ("Обед", "activity", "'=Иванов", "Слоним; город"),
        ("door", "door", "'=Иванов", "Слоним; город"),
    ]
    assert [(row["first_in"], row["entries"], row["station"]) for row in rows] == [
        ("2025-08-13 12:05:00", "1", "desk-2"),
        ("2025-08-12 09:30:00", "1", "desk-1"),
    ]
    assert {row["participant_id"] for row in rows} == {IVANOV.id}


def test_equal_events_have_equal_mirrors(congress: Database, new_event: Event, tmp_path: Path) -> None:
    with create_event(tmp_path / "other.smalltowns", new_event, author=Author("Пётр", "desk-2")) as other:
        with other.deed(say("Add")) as deed:
            deed.insert(SLONIM)
        _fill_rest(other)
        export_mirror(congress, tmp_path / "a.jsonl")
        export_mirror(other, tmp_path / "b.jsonl")
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["table"], line["key"]) for line in lines] == sorted((line["table"], line["key"]) for line in lines)
    assert {line["table"] for line in lines} == {
        "activities",
        "delegations",
        "events",
        "participant_documents",
        "participants",
    }
    (meal,) = (line for line in lines if line["table"] == "activities")
    assert (meal["starts_at"], meal["locked"], meal["hall_id"]) == ("2025-08-13 12:00", False, None)


def _fill_rest(db: Database) -> None:
    with db.deed(say("Add the rest")) as deed:
        deed.insert(PETROVA, IVANOV, ParticipantDocument(IVANOV.id, "MP 1"), MEAL)


def test_the_mirror_holds_facts_without_the_time_of_their_recording(congress: Database, tmp_path: Path) -> None:
    list_badges(congress)
    export_mirror(congress, tmp_path / "a.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    badges = [line for line in lines if line["table"] == "badges"]
    assert {badge["participant_id"] for badge in badges} == {IVANOV.id, PETROVA.id}
    assert all("issued_at" not in badge for badge in badges)


def test_an_ending_that_no_export_knows_is_refused(congress: Database, tmp_path: Path) -> None:
    for export in (export_workbook, export_participants, export_attendance):
        with pytest.raises(UnknownEnding, match=r"\.xlsx"):
            export(congress, tmp_path / "out.pdf")
    assert not (tmp_path / "out.pdf").exists()


def test_a_place_that_cannot_be_written_to_is_named(congress: Database, tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritable):
        export_participants(congress, tmp_path / "nowhere" / "people.csv")
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FolderNotWritable):
        export_workbook(congress, tmp_path / "file" / "folder")
