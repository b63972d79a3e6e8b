"""Sheets of a spreadsheet as rows of the event workbook: known columns, values of the right kind, and what is wrong.

References stay the names that people wrote: what they mean, the import finds out in the event.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import available_timezones

from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.exchange import values
from smalltowns_desktop.exchange.spreadsheet import cell_text, unguard
from smalltowns_desktop.exchange.tables import Cell, Sheet
from smalltowns_desktop.exchange.values import BadCell
from smalltowns_desktop.exchange.workbook import EVENT, ID, KEY_HEADERS, PAGES, columns_of
from smalltowns_desktop.exchange.workbook_names import fold
from smalltowns_desktop.exchange.workbook_page import Column, Kind, Page
from smalltowns_desktop.exchange.workbook_words import words_of

_HEADER_WITHIN = 20
"""Rows among which the header is looked for."""
_SHOWN = 200
"""Characters of a cell that a problem repeats."""
_CONTINUED = re.compile(r"(.+) \((\d{1,4})\)")
_LANGUAGES = {
    "ru": "ru", "be": "be", "en": "en", "русский": "ru", "russian": "ru", "руская": "ru", "белорусский": "be",
    "беларуская": "be", "belarusian": "be", "английский": "en", "english": "en", "англійская": "en",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` as the spreadsheet program numbers it, `column` by its English header; None where it is about more.

    An error is a row that was refused; a warning something that was left out, a cell, a column or a sheet, while the
    rest went in.
    """

    sheet: str
    row: int | None
    column: str | None
    value: str | None
    message: Text
    severity: Severity


@dataclass(frozen=True, slots=True)
class Draft:
    """A row as read. `values` has the filled cells that could be read and, as None, the empty ones, by column; cells
    with a problem and columns that the sheet does not have are missing. `cells` are the filled ones as they came,
    `rows` the number of the row of each: one and the same but for the event's keys."""

    page: Page
    sheet: str
    number: int
    key: str | None
    values: Mapping[str, Any]
    cells: Mapping[str, Cell]
    rows: Mapping[str, int]


@dataclass(slots=True)
class Reading:
    """What came of the sheets. `found` and `refused` count rows by the sheet's English name."""

    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    found: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)


def read_event_sheets(sheets: Sequence[Sheet]) -> Reading:
    """Rows in the order in which the sheets refer to each other; unknown sheets and columns are problems."""
    reading = Reading()
    known = {fold(name): page for page in reversed(PAGES) for name in page.names}
    by_page: dict[str, list[Sheet]] = {}
    for sheet in sheets:
        page = known.get(fold(sheet.name))
        if page is not None:
            by_page.setdefault(page.name, []).append(sheet)
        elif any(cell is not None for row in sheet.rows for cell in row):
            text = say("The workbook has no sheet of this name, so it was not read.")
            reading.problems.append(Problem(sheet.name, None, None, None, text, Severity.WARNING))
    for page in PAGES:
        for sheet in by_page.get(page.name, ()):
            if page is EVENT:
                _read_keys(page, sheet, reading)
            else:
                _read_rows(page, sheet, reading)
    return reading


def shown(cell: Cell) -> str | None:
    """A cell as a problem repeats it."""
    if cell is None:
        return None
    text = cell_text(cell)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


# Sheets of rows


@dataclass(frozen=True, slots=True)
class _Layout:
    """The row that holds the headers; each known column with the places of its cell and of those that continue it;
    the places that have a header, known or not."""

    row: int
    columns: tuple[tuple[Column, tuple[int, ...]], ...]
    headed: frozenset[int]


def _read_rows(page: Page, sheet: Sheet, reading: Reading) -> None:
    filled = [(number, row) for number, row in enumerate(sheet.rows, start=1) if not all(map(_is_blank, row))]
    known = {_folded_header(name): column for column in reversed(columns_of(page)) for name in column.headers}
    header = max(filled[:_HEADER_WITHIN], key=lambda item: _recognised(item[1], known), default=None)
    if header is None:
        return
    if not _recognised(header[1], known):
        names = [column.name for column in page.columns[:4]]
        text = say("No row of this sheet holds its headers, such as: {headers}.", headers=names)
        reading.problems.append(Problem(sheet.name, header[0], None, None, text, Severity.ERROR))
        reading.found[page.name] += len(filled)
        reading.refused[page.name] += len(filled)
        return
    layout = _layout(sheet, header, known, reading)
    stray: set[int] = set()
    for number, row in filled:
        if number < layout.row:
            text = say("This row stands above the headers, so it was not read.")
            reading.problems.append(Problem(sheet.name, number, None, None, text, Severity.WARNING))
        elif number > layout.row:
            _report_stray_cells(sheet, number, row, layout, stray, reading)
            cells = {column: _joined(row, places) for column, places in layout.columns}
            if any(cell is not None for cell in cells.values()):
                reading.found[page.name] += 1
                _read_draft(page, sheet.name, dict.fromkeys(cells, number), cells, reading)


def _folded_header(text: str) -> str:
    return fold(text.replace("_", " ")).rstrip(" :*")


def _recognised(row: Sequence[Cell], known: Mapping[str, Column]) -> int:
    return len({_folded_header(cell) for cell in row if isinstance(cell, str)} & known.keys())


def _layout(sheet: Sheet, header: tuple[int, Sequence[Cell]], known: Mapping[str, Column], reading: Reading) -> _Layout:
    number, row = header
    places: dict[Column, list[int]] = {}
    headed: set[int] = set()
    for index, cell in enumerate(row):
        if _is_blank(cell):
            continue
        headed.add(index)
        text = unguard(cell) if isinstance(cell, str) else cell_text(cell)
        column = known.get(_folded_header(text))
        continued = _CONTINUED.fullmatch(text)
        base = known.get(_folded_header(continued[1])) if continued else None
        if column is not None and column not in places:
            places[column] = [index]
        elif base in places and base is not None:
            places[base].append(index)
        else:
            what = (
                say("The workbook has no column of this name here, so it was not read.")
                if column is None
                else say("The column is there twice; the first one was read.")
            )
            reading.problems.append(Problem(sheet.name, number, shown(cell), None, what, Severity.WARNING))
    return _Layout(number, tuple((column, tuple(found)) for column, found in places.items()), frozenset(headed))


def _joined(row: Sequence[Cell], places: Sequence[int]) -> Cell:
    """The cell of a column, with those that continue it."""
    found = [row[place] for place in places if place < len(row) and not _is_blank(row[place])]
    if len(found) < 2:
        return found[0] if found else None
    return "".join([unguard(part) if isinstance(part, str) else cell_text(part) for part in found])


def _report_stray_cells(
    sheet: Sheet, number: int, row: Sequence[Cell], layout: _Layout, reported: set[int], reading: Reading
) -> None:
    """Cells under no header; once a column, at the first of them."""
    for index, cell in enumerate(row):
        if index not in layout.headed and index not in reported and not _is_blank(cell):
            reported.add(index)
            text = say("The cells of this column stand under no header, so they were not read.")
            reading.problems.append(Problem(sheet.name, number, None, shown(cell), text, Severity.WARNING))


def _is_blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


# The sheet of keys and values


def _read_keys(page: Page, sheet: Sheet, reading: Reading) -> None:
    known = {_folded_header(name): column for column in reversed(page.columns) for name in column.headers}
    cells: dict[Column, Cell] = {}
    numbers: dict[Column, int] = {}
    for number, row in enumerate(sheet.rows, start=1):
        key = row[0] if row else None
        if _is_blank(key):
            continue
        text = unguard(key) if isinstance(key, str) else cell_text(key)
        column = known.get(_folded_header(text))
        if column is not None and column not in cells:
            cells[column] = _joined(row, (1,))
            numbers[column] = number
        elif column is not None or _folded_header(text) not in KEY_HEADERS:
            what = (
                say("The event has no setting of this name, so it was not read.")
                if column is None
                else say("The setting is there twice; the first one was read.")
            )
            value = shown(row[1]) if len(row) > 1 else None
            reading.problems.append(Problem(sheet.name, number, shown(key), value, what, Severity.WARNING))
    if cells:
        reading.found[page.name] += 1
        _read_draft(page, sheet.name, numbers, cells, reading)


# Values


def _read_draft(
    page: Page, sheet: str, numbers: Mapping[Column, int], cells: Mapping[Column, Cell], reading: Reading
) -> None:
    """A draft, or a refused row if a required cell or the id holds what it should not."""
    read: dict[str, Any] = {}
    key: str | None = None
    refused = False
    for column, cell in cells.items():
        try:
            value = None if cell is None else _value(column, cell)
        except BadCell as bad:
            severity = Severity.ERROR if column.required or column is ID else Severity.WARNING
            refused = refused or severity == Severity.ERROR
            reading.problems.append(Problem(sheet, numbers[column], column.name, shown(cell), bad.text, severity))
            continue
        if column is ID:
            key = value or None
        else:
            read[column.name] = None if value in ("", ()) else value
    if refused:
        reading.refused[page.name] += 1
        return
    filled = {column.name: cell for column, cell in cells.items() if cell is not None}
    places = {column.name: number for column, number in numbers.items()}
    reading.drafts.append(Draft(page, sheet, min(numbers.values()), key, read, filled, places))


def _value(column: Column, cell: Cell) -> Any:
    match column.kind:
        case Kind.LINES:
            return values.read_text(cell, lines=True, longest=column.longest)
        case Kind.TELEPHONE:
            return values.read_telephone(cell)
        case Kind.COLOUR:
            return values.read_colour(cell)
        case Kind.INTEGER:
            return values.read_integer(cell, int(column.least), int(column.most))
        case Kind.NUMBER:
            return values.read_number(cell, column.least, column.most)
        case Kind.TRUTH:
            return values.read_truth(cell)
        case Kind.DAY:
            return values.read_day(cell)
        case Kind.CLOCK:
            return values.read_clock(cell)
        case Kind.MOMENT:
            return values.read_moment(cell)
        case Kind.WORD if column.words is not None:
            return values.read_word(cell, words_of(column.words))
        case Kind.LANGUAGE:
            return values.read_word(cell, _LANGUAGES)
        case Kind.TIMEZONE:
            return _timezone(cell)
        case Kind.OPEN_DAYS:
            return values.read_open_days(cell)
        case Kind.LIST | Kind.MANY:
            return values.read_list(cell)
        case _:
            return values.read_text(cell, longest=column.longest)


def _timezone(cell: Cell) -> str:
    text = values.read_text(cell)
    if text not in available_timezones():
        raise BadCell(say("It should be a time zone such as Europe/Minsk."))
    return text
