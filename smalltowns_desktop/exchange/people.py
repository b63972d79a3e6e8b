"""A list of people: which sheet rows are people, and what they come to.

Rows that are no people (titles of sections, totals, lines under the list) are listed with their text; rows that cannot
go in are named. `people_header` finds the headings, `people_cells` reads the cells.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from smalltowns_desktop.domain.names import clean_name, is_name_of_person
from smalltowns_desktop.exchange.headings import IGNORED, NAME_FIELDS, NUMBER
from smalltowns_desktop.exchange.people_cells import FORMULA, PersonReader, RejectedRow, plain_cell
from smalltowns_desktop.exchange.people_header import Header, find_header
from smalltowns_desktop.exchange.people_rows import LeftOut, PeopleList, PersonRow
from smalltowns_desktop.exchange.tables import Cell, Sheet

_TOTAL = re.compile(r"\s*(?:итого|всего|усяго|разам|total)\b", re.IGNORECASE)
_FOOTER = re.compile(
    r"\s*(?:исполнитель|выканаўца|ответственн|отв\.|составил|подготовил|согласовано|утверждаю|подпись|м\.\s?п\.|дата:|тел\.?:"
    r"|примечани|prepared by|signature)|_{3,}|:",
    re.IGNORECASE,
)


def read_people(
    sheet: Sheet, latest_birth: date, mapping: Mapping[str, str] | None = None, heading_row: int | None = None
) -> PeopleList | None:
    """The people of a sheet; None where it has no heading of names.

    `latest_birth`: nobody is born after it, and it says which century a year of two digits is in. `mapping` as
    `headings.read_mapping` gives it. `heading_row`: where the headings are, as `find_header` has it.
    """
    header = find_header(sheet, mapping or {}, heading_row)
    if header is None:
        return None
    reader = PersonReader(header.columns, latest_birth)
    kinds = _RowKinds(sheet, header)
    people: list[PersonRow] = []
    rejected: list[int] = []
    left_out: list[LeftOut] = []
    below_total = False
    width = len(header.columns)
    for row, cells in enumerate(sheet.rows[header.start :], header.start + 1):
        if len(cells) < width:
            cells = (*cells, *[None] * (width - len(cells)))
        kind = kinds.kind_of(row, cells, below_total)
        if kind == "person":
            try:
                people.append(reader.read(row, cells))
            except RejectedRow as error:
                reader.problems.append(error.problem)
                rejected.append(row)
        elif kind != "empty":
            below_total = below_total or kind == "total"
            left_out.append(LeftOut(row, " ".join(text for cell in cells if (text := plain_cell(cell)))))
    return PeopleList(sheet, header, tuple(people), tuple(rejected), tuple(reader.problems), tuple(left_out))


class _RowKinds:
    """Tells rows of people from the rest of a sheet."""

    def __init__(self, sheet: Sheet, header: Header) -> None:
        self._merged = {top + 1 for top, left, _, right in sheet.merged if right > left}
        name = next(column for column in header.columns if column.field in NAME_FIELDS)
        self._name = name.place
        self._heading = name.heading
        self._others = [
            column.place
            for column in header.columns
            if column.place != name.place and column.field not in {NUMBER, IGNORED}
        ]

    def kind_of(self, row: int, cells: Sequence[Cell], below_total: bool) -> str:
        """`person` (perhaps one that will be rejected), `empty`, `total` or `aside`."""
        name = cells[self._name]
        if isinstance(name, str) and not below_total:
            for place in self._others:  # the way of nearly every row
                if cells[place] is not None:
                    if _TOTAL.match(name):
                        return "total"
                    return "aside" if " ".join(name.split()) == self._heading else "person"
        return self._kind_of_sparse(row, cells, below_total)

    def _kind_of_sparse(self, row: int, cells: Sequence[Cell], below_total: bool) -> str:
        """As above, for a row without a name, or with nothing else."""
        filled = {place: text for place, cell in enumerate(cells) if (text := plain_cell(cell))}
        name = filled.get(self._name, "")
        others = [filled[place] for place in self._others if place in filled]
        if _TOTAL.match(next(iter(filled.values()), "")) or _TOTAL.match(name):
            return "total"
        if name and not others:
            return self._kind_of_lone_name(row, name, below_total, numbered=len(filled) > 1)
        if name:
            return "person" if not below_total or len(others) > 1 or is_name_of_person(clean_name(name)) else "aside"
        if not filled or (not others and all(text.isdecimal() for text in filled.values())):
            return "empty"
        if len(filled) == 1:
            ((place, only),) = filled.items()
            titled = place <= self._name or row in self._merged or _FOOTER.match(only)
            return "aside" if titled and not only.isdecimal() else "person"
        return "aside" if below_total or all(_FOOTER.search(text) for text in others) else "person"

    def _kind_of_lone_name(self, row: int, name: str, below_total: bool, *, numbered: bool) -> str:
        if row in self._merged or name == self._heading:
            return "aside"
        if is_name_of_person(clean_name(name)):
            return "person"
        if below_total or _FOOTER.search(name):
            return "aside"
        # A list of bare names has nothing else in any row; elsewhere a lone text is the title of a section.
        return "person" if numbered or not self._others or FORMULA.match(name) else "aside"
