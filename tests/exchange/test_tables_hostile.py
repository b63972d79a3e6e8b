"""Files that are not what they seem, or that were made to do harm: each is refused with a sentence, or read right."""

import contextlib
import random
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from smalltowns_desktop.domain.errors import TableUnreadable, UserError
from smalltowns_desktop.exchange.tables import read_tables

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number in range(40):
        sheet.append([f"Иванов{number} Иван Иванович", 79000000000 + number])
    path = tmp_path / "whole.xlsx"
    book.save(path)
    return path


def with_sheet(workbook: Path, path: Path, xml: bytes) -> Path:
    """The workbook with other contents of its sheet."""
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else source.read(name))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(TableUnreadable) as caught:
        read_tables(path)
    assert path.name in str(caught.value)
    return str(caught.value)


def test_empty_files(tmp_path: Path) -> None:
    for name, data in (
        ("a.xlsx", b""),
        ("a.csv", b""),
        ("b.csv", b"\xef\xbb\xbf"),
        ("c.csv", b" \r\n\t"),
        ("d.csv", bytes(99)),
    ):
        (tmp_path / name).write_bytes(data)
        assert "empty" in refusal(tmp_path / name)


def test_a_truncated_workbook_at_any_length(workbook: Path, tmp_path: Path) -> None:
    whole = workbook.read_bytes()
    cut = tmp_path / "cut.xlsx"
    for length in (10, 100, len(whole) // 2, len(whole) - 30, len(whole) - 1):
        cut.write_bytes(whole[:length])
        assert "damaged" in refusal(cut)


def test_altered_bytes_are_refused_or_read_but_never_a_crash(workbook: Path, tmp_path: Path) -> None:
    whole = workbook.read_bytes()
    dice = random.Random(7)
    for _ in range(25):
        altered = bytearray(whole)
        for _ in range(4):
            altered[dice.randrange(len(altered))] = dice.randrange(256)
        path = tmp_path / "altered.xlsx"
        path.write_bytes(altered)
        with contextlib.suppress(UserError):
            read_tables(path)


def test_names_that_say_something_else(workbook: Path, tmp_path: Path) -> None:
    spreadsheet_as_text = tmp_path / "list.csv"
    spreadsheet_as_text.write_bytes(workbook.read_bytes())
    assert "Rename it to end in .xlsx" in refusal(spreadsheet_as_text)
    text_as_spreadsheet = tmp_path / "list.xlsx"
    text_as_spreadsheet.write_text("ФИО;Телефон\nИванов Иван;1\n", encoding="utf-8")
    assert "rename it to end in .csv" in refusal(text_as_spreadsheet)
    xlsx_as_xls = tmp_path / "list.xls"
    xlsx_as_xls.write_bytes(workbook.read_bytes())
    assert "Rename it to end in .xlsx" in refusal(xlsx_as_xls)
    page = tmp_path / "page.xls"
    page.write_text("<html><body><table><tr><td>ФИО</td></tr></table></body></html>", encoding="utf-8")
    assert "web page" in refusal(page)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"%PDF-1.7\n1 0 obj"), ("b.csv", b"{\\rtf1 text}"), ("c.xls", b"<?xml version='1.0'?><Workbook/>"),
        ("d.xls", OLE + bytes(600)), ("e.csv", bytes(range(256)) * 20), ("f.csv", b"\x89PNG\r\n\x1a\n" + bytes(64)),
    ],
)  # fmt: skip
def test_files_of_other_kinds(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    assert "not a spreadsheet" in refusal(tmp_path / name)


def test_a_zip_that_is_no_spreadsheet(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "list.xlsx", "w") as archive:
        archive.writestr("readme.txt", "nothing")
    assert "not a spreadsheet" in refusal(tmp_path / "list.xlsx")


def test_protected_workbooks(tmp_path: Path) -> None:
    path = tmp_path / "secret.xlsx"
    path.write_bytes(OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(100))
    assert "password" in refusal(path)
    with zipfile.ZipFile(tmp_path / "secret.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "nonsense")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert "password" in refusal(tmp_path / "secret.ods")


def test_a_sheet_that_unpacks_to_gigabytes(workbook: Path, tmp_path: Path) -> None:
    xml = f"<worksheet {MAIN}><sheetData>".encode() + b"<row/>" * 4_000_000
    bomb = with_sheet(workbook, tmp_path / "bomb.xlsx", xml)
    assert bomb.stat().st_size < 200_000
    assert "unpacks" in refusal(bomb)


def test_two_cells_in_opposite_corners(workbook: Path, tmp_path: Path) -> None:
    xml = f"""<worksheet {MAIN}><sheetData><row r="1"><c r="A1"><v>1</v></c></row>
        <row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>"""
    assert "unpacks" in refusal(with_sheet(workbook, tmp_path / "corners.xlsx", xml.encode()))


def test_a_long_text_that_a_hundred_thousand_cells_share(tmp_path: Path) -> None:
    path = tmp_path / "shared.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row in range(100_000):
            sheet.write_string(row, 0, "x" * 32_000)
    assert path.stat().st_size < 1_000_000
    assert "unpacks" in refusal(path)


def test_entities_are_not_followed(workbook: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    xml = f"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}"><!ENTITY l "l">]>
        <worksheet {MAIN}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&e;&l;</t></is></c></row></sheetData>
        </worksheet>"""
    assert "damaged" in refusal(with_sheet(workbook, tmp_path / "entities.xlsx", xml.encode()))


def test_a_quotation_mark_that_is_never_closed_is_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('ФИО;Телефон\nПетров Пётр;1\n"Иванов Иван;2\nСидоров Сидор;3\n', encoding="utf-8")
    assert "line 3" in refusal(path)


def test_an_inch_sign_is_no_open_quotation(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('ФИО;Примечание\nПетров Пётр;монитор 24"\nИванов Иван;\n', encoding="utf-8")
    assert read_tables(path)[0].rows[1] == ("Петров Пётр", 'монитор 24"')


def test_formula_payloads_are_text(shared_data: Path, tmp_path: Path) -> None:
    payloads = (shared_data / "csv/csv-injection/Intruder/csv-payload.txt").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "list.csv"
    lines = ['"' + payload.replace('"', '""') + '";1' for payload in payloads]
    path.write_text("\n".join(["ФИО;Телефон", *lines]), encoding="utf-8")
    assert [row[0] for row in read_tables(path)[0].rows[1:]] == [payload or None for payload in payloads]
