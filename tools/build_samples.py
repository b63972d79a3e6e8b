"""Builds the sample spreadsheets in `resources/samples` from the tables beside this script.

    python tools/build_samples.py [FOLDER]

`delegation-gorodets.xlsx` is a delegation's list as such lists come: titles, a merged header of two rows, section rows,
a total, dates and telephones as everybody writes them. Its mistakes: the 31st of February, no telephone yet, an address
without @, a Latin letter in a surname, a row without a name, one person twice. `event-workbook.xlsx` is a small event
in the workbook format, with Russian headings. All people are invented. Running it twice gives the same bytes.
"""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "resources" / "samples"
Cell = str | int | float | date | datetime | time

TITLES = (
    "СПИСОК",
    "членов делегации Городецкого муниципального округа Нижегородской области",
    "на IV Съезд малых городов Беларуси и России (12–15 августа 2025 года, Гродненская область)",
)
LETTER = "Приложение к письму от 21.07.2025 № 114-исх"
HEADER = ("№\nп/п", "Фамилия, имя, отчество", "Должность,\nместо работы", "Дата\nрождения")
CONTACTS = ("Контакты", ("телефон", "эл. почта"))
AFTER_CONTACTS = ("Особенности\nпитания", "Примечание")
BUS = ("Автобус МАЗ-251, 44 места", "Выезд 11.08.2025 в 18:00 от здания администрации")
WIDTHS = (5, 34, 66, 12, 20, 24, 18, 26)


def read_tables(path: Path) -> Iterator[tuple[str, Sequence[Sequence[Cell]]]]:
    """Names and rows of a JSON object of tables; what looks like an ISO date or time becomes one."""
    tables = json.loads(path.read_text(encoding="utf-8"))
    for name, rows in tables.items():
        yield name, [[_cell(value) for value in row] for row in rows]


def _cell(value: str | int | float) -> Cell:
    if isinstance(value, str):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return date.fromisoformat(value)
        if re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", value):
            return datetime.fromisoformat(value)
        if re.fullmatch(r"\d\d:\d\d", value):
            return time.fromisoformat(value)
    return value


def build_delegation(path: Path) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_urls": False, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2025, 7, 21)})
        title = book.add_format({"bold": True, "align": "center", "font_size": 13})
        head = book.add_format({"bold": True, "align": "center", "valign": "vcenter", "text_wrap": True, "border": 1})
        section = book.add_format({"bold": True, "italic": True, "align": "center", "bg_color": "#E4E9EF", "border": 1})
        plain = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        day = book.add_format({"border": 1, "num_format": "dd.mm.yyyy", "align": "left", "valign": "top"})
        sheet = book.add_worksheet("Список")
        sheet.set_paper(9)  # A4
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        last = len(WIDTHS) - 1
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        for row, words in enumerate(TITLES):
            sheet.merge_range(row, 0, row, last, words, title)
        sheet.write(3, last - 1, LETTER)
        row = _write_header(sheet, 5, head)
        number = 0
        for name, people in read_tables(HERE / "sample_delegation.json"):
            sheet.merge_range(row, 0, row, last, name, section)
            row += 1
            for person in people:
                number += 1
                sheet.write_number(row, 0, number, plain)
                for column, cell in enumerate(person, start=1):
                    _write(sheet, row, column, cell, day if isinstance(cell, date) else plain)
                row += 1
        sheet.write(row, 1, f"Итого: {number} чел.", head)
        sheet.write(row + 2, 1, "Исп. Самойлова Т. И., отдел внешних связей, тел. 8 910 000 11 03")
        book.add_worksheet("Автобус").write_column(0, 0, BUS)


def _write_header(sheet: Worksheet, row: int, head: Format) -> int:
    """The two rows of the header; returns the row after them."""
    group, below = CONTACTS
    for column, words in enumerate(HEADER):
        sheet.merge_range(row, column, row + 1, column, words, head)
    first = len(HEADER)
    sheet.merge_range(row, first, row, first + len(below) - 1, group, head)
    for column, words in enumerate(below, start=first):
        sheet.write(row + 1, column, words, head)
    for column, words in enumerate(AFTER_CONTACTS, start=first + len(below)):
        sheet.merge_range(row, column, row + 1, column, words, head)
    return row + 2


def build_workbook(path: Path) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_urls": False, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2026, 3, 1)})
        head = book.add_format({"bold": True, "bottom": 1})
        plain = book.add_format({})
        shown = {
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm", "align": "left"}),
            date: book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            time: book.add_format({"num_format": "hh:mm", "align": "left"}),
        }
        for name, rows in read_tables(HERE / "sample_workbook.json"):
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(rows[0]) - 1, 24)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    _write(sheet, number, column, cell, shown.get(type(cell), plain) if number else head)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, style: Format) -> None:
    match cell:
        case "":
            sheet.write_blank(row, column, None, style)
        case str():
            sheet.write_string(row, column, cell, style)
        case int() | float():
            sheet.write_number(row, column, cell, style)
        case _:
            sheet.write_datetime(row, column, cell, style)


def main(folder: Path = SAMPLES) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    build_delegation(folder / "delegation-gorodets.xlsx")
    build_workbook(folder / "event-workbook.xlsx")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
