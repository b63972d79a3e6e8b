import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.domain.errors import TableFileMissing, TableUnreadable
from smalltowns_desktop.domain.ids import ActivityId, DelegationId, DistrictId, ParticipantId, SiteId, new_id
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityKind,
    Delegation,
    District,
    Event,
    Participant,
    Role,
    Site,
    SiteKind,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.exchange.spreadsheet import write_csv
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.services.events import create_event, open_event
from smalltowns_desktop.services.exporting import export_mirror, export_workbook
from smalltowns_desktop.services.import_workbook import import_workbook
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.snapshot import load_programme

AUTHOR = Author("Анна", "desk-1")


def test_real_dates_and_numbers_of_a_spreadsheet_program(event_db: Database, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Мероприятия"
    sheet.append(["Название", "Вид", "Начало", "Окончание", "Закреплено"])
    sheet.append(["Обед", "обед", datetime(2025, 8, 13, 12, 30), datetime(2025, 8, 14), True])
    people = book.create_sheet("Участники")
    people.append(["Фамилия", "Имя", "Делегация", "Дата рождения", "Номер в гостинице", "Телефон"])
    people.append(["Иванов", "Иван", "Слоним", date(1980, 2, 1), 101, 375291234567])
    book.create_sheet("Делегации").append(["название"])
    book["Делегации"].append(["Слоним"])
    book.save(tmp_path / "book.xlsx")
    result = import_workbook(event_db, tmp_path / "book.xlsx")
    assert result.problems == ()
    programme = load_programme(event_db)
    (meal,) = programme.activities.values()
    assert (meal.starts_at, meal.ends_at, meal.locked) == (datetime(2025, 8, 13, 12, 30), datetime(2025, 8, 14), True)
    (person,) = programme.participants.values()
    assert (person.birth_date, person.room, person.phone) == (date(1980, 2, 1), "101", "+375291234567")


def test_a_workbook_in_ods(event_db: Database, tmp_path: Path) -> None:
    starts_at = '<table:table-cell office:value-type="date" office:date-value="2025-08-13T12:30:00"/>'
    header = "".join(_ods(name) for name in ("title", "kind", "starts_at", "ends_at"))
    row = f"{_ods('Обед')}{_ods('meal')}{starts_at}{_ods('2025-08-13 13:30')}"
    rows = f"<table:table-row>{header}</table:table-row><table:table-row>{row}</table:table-row>"
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Activities">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    with zipfile.ZipFile(tmp_path / "book.ods", "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    assert import_workbook(event_db, tmp_path / "book.ods").problems == ()
    (meal,) = load_programme(event_db).activities.values()
    assert (meal.title, meal.starts_at) == ("Обед", datetime(2025, 8, 13, 12, 30))


def _ods(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def test_a_folder_of_csv_files(event_db: Database, tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "Районы.csv").write_text("название,область\nСлоним,Гродненская\n", encoding="cp1251")
    (folder / "Sites.csv").write_bytes(write_csv([("name", "district"), ("Завод", "Слоним")]))
    assert import_workbook(event_db, folder).inserted == {"Districts": 1, "Sites": 1}


def test_files_that_are_no_workbook(event_db: Database, tmp_path: Path) -> None:
    with pytest.raises(TableFileMissing):
        import_workbook(event_db, tmp_path / "nowhere.xlsx")
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04broken")
    with pytest.raises(TableUnreadable):
        import_workbook(event_db, tmp_path / "broken.xlsx")


def test_workbooks_of_other_programs_get_a_clear_report(event_db: Database, shared_data: Path) -> None:
    before = load_programme(event_db)
    for path in sorted((shared_data / "optaplanner").glob("*.xlsx")):
        result = import_workbook(event_db, path)
        assert result.problems
        assert result.rows_read == sum(
            sum(counts.values()) for counts in (result.inserted, result.updated, result.unchanged, result.rejected)
        )
        assert all(str(problem.message) for problem in result.problems)
    assert load_programme(event_db) == before


def test_naughty_strings_through_every_field_come_back(
    event_db: Database, new_event: Event, tmp_path: Path, shared_data: Path
) -> None:
    strings = json.loads((shared_data / "naughty" / "blns.json").read_text(encoding="utf-8"))
    with event_db.deed(say("Add")) as deed:
        for number, text in enumerate(text for text in strings if clean_text(text)):
            deed.insert(*_naughty_rows(number + 1, clean_text(text), clean_text(text, lines=True)))
    for name in ("event.xlsx", "event"):
        assert _comes_back(event_db, tmp_path, name, new_event)


def _naughty_rows(number: int, line: str, lines: str) -> list[object]:
    district = District(DistrictId(new_id()), line, line, line, None, None, line, line)
    site = Site(
        SiteId(new_id()), line, district.id, SiteKind.OTHER, line, requirements=lines, host_name=line,
        host_position=line, host_phone=line, languages=(line,),
    )  # fmt: skip
    delegation = Delegation(DelegationId(new_id()), line, f"{number}", line, line, line, languages=(line,))
    person = Participant(
        ParticipantId(new_id()), number, line, line, line, line, line, delegation.id, Role.GUEST, line, line, line, "",
        line, None, (line,), line, site.id, line, None, None, lines,
    )  # fmt: skip
    starts_at = datetime(2025, 8, 13, 9)
    activity = Activity(
        ActivityId(new_id()), line, ActivityKind.VISIT, starts_at, starts_at.replace(hour=10), notes=lines
    )
    return [district, site, delegation, person, activity]


def _comes_back(db: Database, tmp_path: Path, name: str, event: Event) -> bool:
    """Whether an event exported under this name and read into a new one is the same to the byte."""
    export_workbook(db, tmp_path / name)
    with create_event(tmp_path / f"{name}.smalltowns", event, author=AUTHOR) as other:
        assert import_workbook(other, tmp_path / name).problems == ()
        export_mirror(db, tmp_path / "ours.jsonl")
        export_mirror(other, tmp_path / "theirs.jsonl")
    return (tmp_path / "ours.jsonl").read_bytes() == (tmp_path / "theirs.jsonl").read_bytes()


def test_the_demo_congress_comes_back_and_a_second_time_changes_nothing(new_event: Event, tmp_path: Path) -> None:
    create_demo(tmp_path / "congress.smalltowns", DemoOptions(), author=AUTHOR)
    with open_event(tmp_path / "congress.smalltowns", author=AUTHOR) as demo:
        for name in ("demo.xlsx", "demo"):
            assert _comes_back(demo, tmp_path, name, new_event)
            again = import_workbook(demo, tmp_path / name)
            assert (again.inserted, again.updated, again.rejected) == ({}, {}, {})
