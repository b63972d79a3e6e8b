"""Tables out: XLSX and CSV in which no cell can start a formula.

A spreadsheet program takes a cell that begins with `=`, `+`, `-` or `@` for a formula, also after white space, and a
formula may run programs or send data away. Such a text gets an apostrophe before it (`guard`), as spreadsheet programs
themselves write it, and loses it again on import (`unguard`): every text comes back exactly. A telephone number stays
as it is in XLSX, where a cell has a type; in CSV the apostrophe also keeps it from being read as a number.

A text that is too long for a cell goes on in another column, `notes (2)` for `notes`; an import joins them.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from smalltowns_desktop.exchange.tables import Cell, Sheet

LONGEST_CELL: Final = 16_000
"""Characters that fit a cell of any spreadsheet program, even if each takes two of its 32,767 units."""

_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠\t\r]")
_GUARDED = re.compile(r"'+\s*[=+\-@＝＋－＠\t\r]")
_TELEPHONE = re.compile(r"\+\d[\d ()\u00a0-]{4,24}")
_LISTED_LONGEST = 255
"""Characters of a drop-down list that is written into the sheet itself."""

Choices = Mapping[str, Mapping[int, Sequence[str]]]
"""By sheet name and column: the words that a drop-down list offers."""


def guard(text: str, *, typed: bool = False) -> str:
    """The text as a cell that is no formula; `typed` where the format itself says that a cell is text (XLSX)."""
    if _FORMULA.match(text) is None or (typed and _TELEPHONE.fullmatch(text)):
        return text
    return f"'{text}"


def unguard(text: str) -> str:
    """The text that `guard` was given; what was never guarded stays as it is."""
    return text[1:] if _GUARDED.match(text) else text


def write_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with a byte order mark, semicolons: what spreadsheet programs here open with a double click."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for row in _continued(list(rows)):
        writer.writerow([guard(cell) if isinstance(cell, str) else cell_text(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def write_workbook(sheets: Iterable[Sheet], choices: Choices | None = None) -> bytes:
    """An XLSX file; the first row of a sheet is its header. Equal sheets give equal bytes."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        bold = book.add_format({"bold": True, "bottom": 1})
        names: set[str] = set()
        for sheet in sheets:
            page = book.add_worksheet(_sheet_name(sheet.name, names))
            _write_rows(page, _continued(sheet.rows), bold)
            for column, words in (choices or {}).get(sheet.name, {}).items():
                _offer(page, column, words)
    return out.getvalue()


def cell_text(cell: Cell) -> str:
    """A cell in words: ISO dates, `yes` and `no`, whole minutes."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case datetime():
            return cell.isoformat(" ", "minutes")
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat("minutes")
        case float():
            return f"{Decimal(repr(cell)):f}"  # never 1e-05
        case _:
            return str(cell)


def _continued(rows: Sequence[Sequence[Cell]]) -> Sequence[Sequence[Cell]]:
    """The rows with further columns for what does not fit; almost always the rows themselves."""
    parts: dict[int, int] = {}
    for cells in rows:
        for column, cell in enumerate(cells):
            if isinstance(cell, str) and len(cell) > LONGEST_CELL:
                parts[column] = max(parts.get(column, 0), -(-len(cell) // LONGEST_CELL))
    if not parts:
        return rows
    places = [(column, part) for column, count in parts.items() for part in range(1, count)]
    width = max(map(len, rows))
    continued: list[list[Cell]] = []
    for number, cells in enumerate(rows):
        whole = [*cells, *([None] * (width - len(cells)))]
        if number == 0:
            further: list[Cell] = [f"{whole[column]} ({part + 1})" for column, part in places]
        else:
            further = [_slice(whole[column], part) for column, part in places]
        first = [_slice(cell, 0) if column in parts else cell for column, cell in enumerate(whole)]
        continued.append(first + further)
    return continued


def _slice(cell: Cell, part: int) -> Cell:
    if isinstance(cell, str):
        return cell[part * LONGEST_CELL : (part + 1) * LONGEST_CELL] or None
    return cell if part == 0 else None


def _write_rows(page: Worksheet, rows: Sequence[Sequence[Cell]], bold: object) -> None:
    widths: dict[int, int] = {}
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                page.write_number(row, column, cell, None if row else bold)
            else:
                text = cell_text(cell)
                page.write_string(row, column, guard(text, typed=True), None if row else bold)
                widths[column] = max(widths.get(column, 0), min(len(text), 40))
    for column, width in widths.items():
        page.set_column(column, column, width + 2)
    if rows:
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(len(rows) - 1, 1), max(max(map(len, rows)) - 1, 0))


def _offer(page: Worksheet, column: int, words: Sequence[str]) -> None:
    if len(",".join(words)) <= _LISTED_LONGEST:
        # A hint, not a lock: the words of other languages are understood too.
        page.data_validation(
            1, column, 10_000, column, {"validate": "list", "source": list(words), "show_error": False}
        )


def _sheet_name(name: str, taken: set[str]) -> str:
    """Within what spreadsheet programs allow: 31 characters, some of them forbidden, no two alike."""
    plain = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", name).strip(" '")[:31] or "Sheet"
    unique, number = plain, 1
    while unique.casefold() in taken:
        number += 1
        ending = f" ({number})"
        unique = plain[: 31 - len(ending)] + ending
    taken.add(unique.casefold())
    return unique
