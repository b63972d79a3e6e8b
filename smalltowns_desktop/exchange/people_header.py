"""Where the headings of a list of people stand, under its titles, in one row or in two, and what each column holds."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from smalltowns_desktop.exchange.headings import (
    FULL_NAME,
    IGNORED,
    NAME_FIELDS,
    NUMBER,
    Column,
    column_letters,
    field_of,
    plain_heading,
)
from smalltowns_desktop.exchange.tables import Cell, Sheet

_ROWS_LOOKED_AT = 60
_DATA = re.compile(r"\d{5}|@\w|\d\d[./]\d\d[./]\d\d")
"""What stands in rows of people and not in headings."""

Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Header:
    """Rows from 0: headings stand from `first`, people from `start`; without headings both are 0."""

    first: int
    start: int
    columns: tuple[Column, ...]

    def place_of(self, field: str) -> int | None:
        return next((column.place for column in self.columns if column.field == field), None)


def find_header(sheet: Sheet, mapping: Mapping[str, str], heading_row: int | None = None) -> Header | None:
    """The first row with a heading of names and one more that is known; failing that, the first with one of names.

    `mapping` (keys as from `plain_heading`, or column letters in small letters) goes before what headings say; where
    it names columns by letters, a sheet needs no headings. `heading_row`, as the spreadsheet program numbers it, is
    where somebody says that they are; 0: nowhere. None where no column has the names.
    """
    if heading_row is not None:
        return _header_at(sheet, heading_row - 1, mapping) if heading_row else _without_headings(sheet, mapping)
    alone: Header | None = None
    for row in range(min(len(sheet.rows), _ROWS_LOOKED_AT)):
        cells = sheet.rows[row]
        fields = {column.field for column in _columns(cells, mapping)}
        if not fields & NAME_FIELDS or not any(_field_by_heading(_heading(cell), mapping) for cell in cells):
            continue
        header = _whole_header(sheet, row, mapping)
        if len({column.field for column in header.columns} - {"", NUMBER}) > 1:
            return header
        alone = alone or header
    return alone or _without_headings(sheet, mapping)


def _header_at(sheet: Sheet, row: int, mapping: Mapping[str, str]) -> Header | None:
    """The header in a row, or of which it is the upper one of two."""
    for place in range(row, min(row + 2, len(sheet.rows))):
        if {column.field for column in _columns(sheet.rows[place], mapping)} & NAME_FIELDS:
            return _whole_header(sheet, place, mapping)
    return None


def _without_headings(sheet: Sheet, mapping: Mapping[str, str]) -> Header | None:
    width = max(map(len, sheet.rows), default=0)
    columns = [
        Column(place, column_letters(place), mapping.get(column_letters(place).lower(), "")) for place in range(width)
    ]
    return Header(0, 0, tuple(columns)) if {column.field for column in columns} & NAME_FIELDS else None


def _whole_header(sheet: Sheet, row: int, mapping: Mapping[str, str]) -> Header:
    """The header whose names' heading stands in `row`: with the headings above it and below it that belong to it."""
    cells = list(sheet.rows[row])
    names = next(column.place for column in _columns(cells, mapping) if column.field in NAME_FIELDS)
    if row and _filled(sheet.rows[row - 1]) > 2 and _is_heading(sheet.rows[row - 1]):
        cells = _laid_over(sheet.rows[row - 1], cells)
    start = row + 1
    if start < len(sheet.rows) and _is_subheading(sheet.rows[start], names, mapping):
        cells = _laid_over(cells, sheet.rows[start])
        start += 1
    columns = _columns(cells, mapping)
    while start < len(sheet.rows) and _is_numbering(sheet.rows[start]):
        start += 1
    if start < len(sheet.rows):
        columns = _names_in_three(columns, sheet.rows[start])
    width = max(map(len, sheet.rows[start:]), default=0)
    further = [Column(place, column_letters(place), "") for place in range(len(columns), width)]
    return Header(row, start, (*columns, *further))


def _columns(cells: Row, mapping: Mapping[str, str]) -> list[Column]:
    """A column a cell; where two claim one field, the first has it and the other is kept beside."""
    columns: list[Column] = []
    taken: set[str] = set()
    for place, cell in enumerate(cells):
        heading = _heading(cell)
        letters = column_letters(place)
        field = mapping.get(letters.lower()) or _field_by_heading(heading, mapping)
        if field in taken and field != IGNORED:
            field = ""
        taken.add(field)
        columns.append(Column(place, heading or letters, field))
    if {"surname", "given_name"} <= taken:
        columns = [replace(column, field="") if column.field == FULL_NAME else column for column in columns]
    elif FULL_NAME in taken:
        columns = [replace(column, field="") if column.field == "surname" else column for column in columns]
    return columns


def _heading(cell: Cell) -> str:
    return " ".join(cell.split()) if isinstance(cell, str) else ""


def _field_by_heading(heading: str, mapping: Mapping[str, str]) -> str:
    return (mapping.get(plain_heading(heading)) or field_of(heading)) if heading else ""


def _names_in_three(columns: list[Column], cells: Row) -> list[Column]:
    """«Ф.И.О.» over three columns, as a merged cell leaves it: surname, given name and patronymic."""
    place = next((column.place for column in columns if column.field == FULL_NAME), None)
    if place is None:
        return columns
    three = columns[place : place + 3]
    empty = all(column.heading == column_letters(column.place) for column in three[1:])
    words = [cell.strip() for cell in cells[place : place + 3] if isinstance(cell, str)]
    if len(three) < 3 or not empty or len(words) < 3 or any(len(word.split()) != 1 for word in words):
        return columns
    heading = columns[place].heading
    parts = [
        Column(place + shift, heading, field) for shift, field in enumerate(("surname", "given_name", "patronymic"))
    ]
    return [*columns[:place], *parts, *columns[place + 3 :]]


def _laid_over(upper: Row, lower: Row) -> list[Cell]:
    """Two rows of headings as one: the lower one where it says something."""
    width = max(len(upper), len(lower))
    above, below = ([*row, *[None] * (width - len(row))] for row in (upper, lower))
    return [under if under is not None else over for over, under in zip(above, below, strict=True)]


def _is_subheading(cells: Row, names: int, mapping: Mapping[str, str]) -> bool:
    named = cells[names] if names < len(cells) else None
    if named is not None and field_of(str(named)) not in {*NAME_FIELDS, "patronymic"}:
        return False
    known = any(column.field not in {"", NUMBER} for column in _columns(cells, mapping))
    return known and _is_heading(cells)


def _is_heading(cells: Row) -> bool:
    return all(cell is None or (isinstance(cell, str) and not _DATA.search(cell)) for cell in cells)


def _is_numbering(cells: Row) -> bool:
    """The row `1 2 3 4 …` under the headings of an official form."""
    numbers = [str(cell).strip() for cell in cells if cell is not None]
    return len(numbers) > 2 and numbers == [str(number) for number in range(1, len(numbers) + 1)]


def _filled(cells: Row) -> int:
    return sum(cell is not None for cell in cells)
