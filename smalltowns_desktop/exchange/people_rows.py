"""What a list of people comes to: rows that can go in, what is wrong in which cell, and rows that are no people."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.text import Text
from smalltowns_desktop.exchange.people_header import Header
from smalltowns_desktop.exchange.tables import Sheet


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in one cell: an error keeps the row out, a warning or a notice does not."""

    row: int
    """As the spreadsheet program numbers it."""
    column: str
    """The heading, or the letters of a column without one."""
    value: str
    message: Text
    severity: Severity


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A row that can go in. `fields` are those of `Participant`, without key, number and references."""

    row: int
    fields: Mapping[str, Any]
    id: str = ""
    """The key, where the list has been exported from an event."""
    delegation: str = ""
    hotel: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row that is no person: the title of a section, a total, a line under the list, headings once more."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class PeopleList:
    sheet: Sheet
    header: Header
    people: tuple[PersonRow, ...]
    rejected: tuple[int, ...]
    """Rows that cannot go in; each has an error among the problems."""
    problems: tuple[Problem, ...]
    left_out: tuple[LeftOut, ...]
