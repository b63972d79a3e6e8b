"""Spreadsheets and text tables as rows, whatever they are called."""

import csv
import json
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.errors import TableFileMissing, TableUnreadable
from smalltowns_desktop.exchange.tables import Cell, Sheet, read_tables


def write_xlsx(path: Path, rows: list[list[object]], **cells: Cell) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Список"
    for row in rows:
        sheet.append(row)
    for place, value in cells.items():
        sheet[place] = value
    book.save(path)
    return path


def test_cells_keep_their_places_and_types(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "list.xlsx", [], B3="ФИО", C3=79817077201, D3=1.5, E3=True, F3=datetime(2025, 8, 13, 9, 30),
        G3=date(1985, 11, 13), H3=time(9, 30), J4=" x\ny ",
    )  # fmt: skip
    (sheet,) = read_tables(path)
    assert sheet.name == "Список"
    assert sheet.rows[0] == sheet.rows[1] == (None,) * 10
    assert sheet.rows[2] == (
        None, "ФИО", 79817077201, 1.5, True, datetime(2025, 8, 13, 9, 30), date(1985, 11, 13), time(9, 30), None, None,
    )  # fmt: skip
    assert sheet.rows[3][9] == " x\ny "


def test_whole_numbers_are_ints(tmp_path: Path) -> None:
    (sheet,) = read_tables(write_xlsx(tmp_path / "list.xlsx", [[1, 2.0, -3, 0.5, 10**15]]))
    assert sheet.rows == ((1, 2, -3, 0.5, 10**15),)
    assert [type(cell) for cell in sheet.rows[0]] == [int, int, int, float, int]


def test_an_open_document_spreadsheet_is_read(tmp_path: Path) -> None:
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    cells = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row><table:table-row>'
        '<table:table-cell/><table:table-cell office:value-type="string"><text:p>ФИО</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="1985-11-13"/>'
        '<table:table-cell office:value-type="float" office:value="79817077201"/></table:table-row>'
    )
    path = tmp_path / "list.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f'<office:document-content{names}><office:body><office:spreadsheet><table:table table:name="Список">{cells}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    (sheet,) = read_tables(path)
    assert sheet.name == "Список"
    assert sheet.rows[2] == (None, "ФИО", date(1985, 11, 13), 79817077201)


def test_merged_ranges_are_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "Title"
    sheet.merge_cells("A1:H1")
    sheet.merge_cells("B2:B3")
    book.save(tmp_path / "merged.xlsx")
    (read,) = read_tables(tmp_path / "merged.xlsx")
    assert sorted(read.merged) == [(0, 0, 0, 7), (1, 1, 2, 1)]


def test_every_sheet_is_read_and_an_empty_one_has_no_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Второй").append(["x"])
    book.save(tmp_path / "two.xlsx")
    assert [(sheet.name, sheet.rows) for sheet in read_tables(tmp_path / "two.xlsx")] == [
        ("Sheet", ()),
        ("Второй", (("x",),)),
    ]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "cp866"])
def test_a_text_table_in_any_encoding_with_any_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    rows = [["ФИО", "Организация", "Телефон"], ["Щукин Юрий Эдуардович", 'ООО "Заря", Бор; цех', "8 912\n000"]]
    path = tmp_path / "list.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=separator).writerows(rows)
    (sheet,) = read_tables(path)
    assert sheet == Sheet("list", tuple(map(tuple, rows)))


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), min_size=1), min_size=3, max_size=3),
        min_size=3,
        max_size=6,
    ),
    st.sampled_from(";,\t|"),
)
def test_what_a_csv_writer_wrote_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], separator: str
) -> None:
    headings = ["Фамилия", "Имя", "Отчество"]
    path = tmp_path_factory.mktemp("csv") / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([headings, *rows])
    (sheet,) = read_tables(path)
    assert [list(row) for row in sheet.rows] == [headings, *rows]


def test_an_encoding_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("ёж".encode("cp866"))
    assert read_tables(path, encoding="cp866")[0].rows == (("ёж",),)
    with pytest.raises(TableUnreadable, match="ascii"):
        read_tables(path, encoding="ascii")
    with pytest.raises(TableUnreadable, match="klingon"):
        read_tables(path, encoding="klingon")


def test_a_line_that_names_the_separator_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("sep=,\r\nФИО,Телефон\r\nа;б,1\r\n", encoding="utf-8")
    assert read_tables(path)[0].rows == ((), ("ФИО", "Телефон"), ("а;б", "1"))


def test_one_column_with_commas_in_some_lines_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("ФИО\nИванов Иван\nПетров Пётр, водитель\nСидоров Сидор\n", encoding="utf-8")
    assert [row[0] for row in read_tables(path)[0].rows][:2] == ["ФИО", "Иванов Иван"]


def test_a_folder_of_text_tables_is_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "Sites.csv").write_text("name;district\nМолокозавод;Слоним\n", encoding="utf-8")
    (tmp_path / "Event.csv").write_text("title;x\n", encoding="utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert [sheet.name for sheet in read_tables(tmp_path)] == ["Event", "Sites"]


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TableUnreadable, match="no CSV files"):
        read_tables(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableFileMissing, match=r"nobody\.xlsx"):
        read_tables(tmp_path / "nobody.xlsx")


def test_a_name_beginning_with_a_hyphen_is_a_name(tmp_path: Path) -> None:
    (sheet,) = read_tables(write_xlsx(tmp_path / "-c.xlsx", [["x"]]))
    assert sheet.rows == (("x",),)


def test_modules_beside_the_file_or_the_worker_are_not_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    (sheet,) = read_tables(write_xlsx(tmp_path / "list.xlsx", [["x"]]))
    assert sheet.rows == (("x",),)


def test_the_csv_spectrum(shared_data: Path) -> None:
    folder = shared_data / "csv"
    for path in sorted((folder / "csv-spectrum").glob("*.csv")):
        expected = json.loads((folder / "csv-spectrum-json" / f"{path.stem}.json").read_text(encoding="utf-8"))
        headings, *rows = read_tables(path)[0].rows
        found = [dict(zip(headings, [cell or "" for cell in row], strict=True)) for row in rows]
        assert [
            {key: value.replace("\r\n", "\n") for key, value in row.items() if isinstance(value, str)} for row in found
        ] == [{key: value.replace("\r\n", "\n") for key, value in row.items()} for row in expected], path.name
