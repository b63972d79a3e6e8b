import csv
import io
import json
import re
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.exchange.spreadsheet import LONGEST_CELL, guard, unguard, write_csv, write_workbook
from smalltowns_desktop.exchange.tables import Cell, Sheet, read_tables

FORMULA = re.compile(r"\s*[=+\-@\t\r]")
DANGEROUS = st.text("'=+-@\t\r \n1aя;\"", max_size=8)


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def back(tmp_path: Path, sheets: list[Sheet]) -> tuple[Sheet, ...]:
    path = tmp_path / "book.xlsx"
    path.write_bytes(write_workbook(sheets))
    return read_tables(path)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\rx", "  =1", "\n\n+cmd", " \r\n@a", "＝1"])
def test_what_could_start_a_formula_gets_an_apostrophe(text: str) -> None:
    for typed in (False, True):
        assert guard(text, typed=typed) == f"'{text}"


@pytest.mark.parametrize("text", ["Иванов", "1=1", "", "'", "'quoted'", "a@b.by", "№ 5", "8-029", "(029) 1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert guard(text) == guard(text, typed=True) == text


def test_a_telephone_number_is_text_in_both_formats_and_readable() -> None:
    assert guard("+375 29 123-45-67", typed=True) == "+375 29 123-45-67"
    assert guard("+375291234567") == "'+375291234567"
    book = openpyxl.load_workbook(io.BytesIO(write_workbook([Sheet("People", (("phone",), ("+375291234567",)))])))
    assert book["People"]["A2"].value == "+375291234567"
    assert book["People"]["A2"].data_type == "s"


@given(st.one_of(DANGEROUS, st.text()))
def test_a_guarded_text_starts_no_formula_and_comes_back(text: str) -> None:
    assert FORMULA.match(guard(text)) is None
    assert unguard(guard(text)) == text
    assert unguard(guard(text, typed=True)) == text


def test_known_injections_are_disarmed(shared_data: Path) -> None:
    for file in (shared_data / "csv" / "csv-injection" / "Intruder").iterdir():
        payloads = tuple(file.read_text(encoding="utf-8").splitlines())
        assert payloads
        for cells in (rows_of(write_csv([payloads]))[0], _strings(write_workbook([Sheet("S", (payloads,))]))):
            assert tuple(unguard(cell) for cell in cells) == payloads
            assert not any(FORMULA.match(cell) for cell in cells)


def _strings(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "<f>" not in archive.read("xl/worksheets/sheet1.xml").decode()
        assert not [name for name in archive.namelist() if name.startswith("xl/worksheets/_rels")]
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [str(cell.value) for cell in next(sheet.iter_rows())]


def test_csv_is_what_spreadsheet_programs_here_open() -> None:
    data = write_csv(
        [("name", "seats", "at", "day", "open", "yes"), ("Дом; «А»\n2", 5, None, date(2025, 8, 13), time(9, 30), True)]
    )
    assert data.startswith(b"\xef\xbb\xbf")
    assert data[3:].decode() == 'name;seats;at;day;open;yes\r\n"Дом; «А»\n2";5;;2025-08-13;09:30;yes\r\n'


def test_numbers_are_numbers_and_times_are_iso_text(tmp_path: Path) -> None:
    row: tuple[Cell, ...] = (5, -1.25, "101", True, datetime(2025, 8, 13, 9, 30), date(1, 2, 3), "https://a.by")
    (sheet,) = back(tmp_path, [Sheet("S", (("a",) * 7, row))])
    assert sheet.rows[1] == (5, -1.25, "101", "yes", "2025-08-13 09:30", "0001-02-03", "https://a.by")


def test_a_text_longer_than_a_cell_goes_on_in_another_column(tmp_path: Path) -> None:
    long = "".join(f"{number} " for number in range(8000))
    assert len(long) > 2 * LONGEST_CELL
    (sheet,) = back(tmp_path, [Sheet("S", (("notes", "id"), ("short", "1"), (long, "2")))])
    assert sheet.rows[0] == ("notes", "id", "notes (2)", "notes (3)")
    assert "".join(str(sheet.rows[2][place]) for place in (0, 2, 3)) == long
    assert rows_of(write_csv([("notes",), (long,)]))[0] == ["notes", "notes (2)", "notes (3)"]


def test_equal_sheets_give_equal_bytes_and_odd_names_are_made_to_fit() -> None:
    sheets = [Sheet("a/b" * 20, (("x",),)), Sheet("A/B" * 20, (("x",),)), Sheet("'[]'", ())]
    assert write_workbook(sheets) == write_workbook(sheets)
    names = openpyxl.load_workbook(io.BytesIO(write_workbook(sheets))).sheetnames
    assert len({name.casefold() for name in names}) == 3
    assert all(len(name) <= 31 for name in names)


def test_naughty_strings_survive_both_formats(tmp_path: Path, shared_data: Path) -> None:
    strings = json.loads((shared_data / "naughty" / "blns.json").read_text(encoding="utf-8"))
    strings = [clean for text in strings if (clean := clean_text(text, lines=True))]
    rows: tuple[tuple[Cell, ...], ...] = (("number", "text"), *((number, text) for number, text in enumerate(strings)))
    (sheet,) = back(tmp_path, [Sheet("S", rows)])
    (tmp_path / "s.csv").write_bytes(write_csv(rows))
    (table,) = read_tables(tmp_path / "s.csv")
    assert [unguard(str(row[1])) for row in table.rows[1:]] == strings
    assert [unguard(str(row[1])) for row in sheet.rows[1:]] == strings
