"""The cells of one person's row as the fields of a participant.

Nothing is lost: what cannot be read stays in its field or goes into the notes, and is reported; a column that is not
known goes into the notes under its heading.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from unicodedata import is_normalized

from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.domain.ids import is_id
from smalltowns_desktop.domain.model import Role, Severity
from smalltowns_desktop.domain.names import (
    INVISIBLE,
    FullName,
    clean_name,
    mixes_scripts,
    proper_case,
    repair_script,
    split_full_name,
)
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.exchange.headings import (
    FULL_NAME,
    IGNORED,
    NAME_FIELDS,
    NUMBER,
    POSITION_AND_ORGANISATION,
    Column,
)
from smalltowns_desktop.exchange.people_rows import PersonRow, Problem
from smalltowns_desktop.exchange.people_values import (
    EMAIL,
    read_birth_date,
    read_languages,
    read_role,
    split_post,
    town_in,
)
from smalltowns_desktop.exchange.phones import read_phone
from smalltowns_desktop.exchange.spreadsheet import cell_text, unguard
from smalltowns_desktop.exchange.tables import Cell
from smalltowns_desktop.exchange.values import BadCell, read_day, read_moment

LONGEST_TEXT = 4000
"""Characters in one field of a person."""
LONG_NAME = 100
"""Characters above which a name is kept but pointed out: no paper has room for it."""

FORMULA = re.compile(r"\s*(?:[=@＝＠]|[+-]\s*(?:[\d\"'(].*[(!|]|[A-Za-z]+[(!|]))")
_ORDINARY_NAME = re.compile(r"[А-Яа-яЁёІіЎў .’'-]{1,80}")
_LETTER = re.compile(r"[^\W\d_]")
_MARKUP = re.compile(r"</?[A-Za-z!][^>]*>|&(?:[a-z]+|#\w+);", re.IGNORECASE)
_LOST_LETTER = "\ufffd"
_BESIDE_NAME = re.compile(r"([^\s,(]+\s[^,(]+?)\s*(?:,\s*(.+)|\((.+)\))", re.DOTALL)


class RejectedRow(Exception):
    """A row that cannot go in. Caught by whoever reads the list."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(slots=True)
class _Draft:
    """A row while its cells are read."""

    row: int
    fields: dict[str, Any]
    notes: list[str]
    extra: dict[str, str]
    """`id`, `delegation`, `hotel` and `document`."""


class PersonReader:
    """Reads one row after another by the same columns; `problems` grows meanwhile."""

    def __init__(self, columns: Sequence[Column], latest_birth: date) -> None:
        self.problems: list[Problem] = []
        self._latest_birth = latest_birth
        # Hundreds of rows of a list have the same posts and roles: each is read once.
        self._posts: dict[Cell, tuple[str, str, str]] = {}
        self._roles: dict[Cell, Role] = {}
        columns = [column for column in columns if column.field not in {NUMBER, IGNORED}]
        self._names = [column for column in columns if column.field in {*NAME_FIELDS, "patronymic"}]
        self._first_name = next(column for column in self._names if column.field in NAME_FIELDS)
        self._others = [(column.place, column, self._way_of(column)) for column in columns if column not in self._names]
        self._stays = [column for column in columns if column.field in {"arrives_at", "departs_at"}]
        self._whole_name = self._first_name.field == FULL_NAME
        self._has_position = any(column.field in {"position", POSITION_AND_ORGANISATION} for column in columns)

    def read(self, row: int, cells: Sequence[Cell]) -> PersonRow:
        draft = _Draft(row, {}, [], {})
        name = self._name(draft, cells)
        draft.fields["surname"] = name.surname
        draft.fields["given_name"] = name.given_name
        if name.patronymic:
            draft.fields["patronymic"] = name.patronymic
        for place, column, read in self._others:
            cell = cells[place]
            if cell is not None:
                read(draft, column, cell)
        fields = draft.fields
        if "arrives_at" in fields and "departs_at" in fields and fields["arrives_at"] > fields["departs_at"]:
            self._refuse_stay(draft)
        if draft.notes:
            fields["notes"] = self._limited(draft, "", "\n".join(draft.notes))
        return PersonRow(row, fields, **draft.extra) if draft.extra else PersonRow(row, fields)

    def _name(self, draft: _Draft, cells: Sequence[Cell]) -> FullName:
        if self._whole_name:
            return split_full_name(self._name_text(draft, self._first_name, cells[self._first_name.place]))
        parts = {column.field: "" for column in self._names}
        for column in self._names:
            if cells[column.place] is not None:
                parts[column.field] = self._name_text(draft, column, cells[column.place])
        surname, given_name, patronymic = (parts.get(field, "") for field in ("surname", "given_name", "patronymic"))
        if not (surname or given_name):
            raise self._rejected(draft.row, self._first_name, "", say("There is no name in this row."))
        if not patronymic and (" " in given_name or "." in given_name) and " " not in surname:
            return split_full_name(f"{surname} {given_name}".strip())
        if not given_name and " " in surname:
            return split_full_name(surname)
        return FullName(proper_case(surname), proper_case(given_name), proper_case(patronymic))

    def _name_text(self, draft: _Draft, column: Column, cell: Cell) -> str:
        """The text of a cell with a name, looked at for what does not belong into one."""
        raw = cell if isinstance(cell, str) else cell_text(cell)
        if _ORDINARY_NAME.fullmatch(raw):
            text = clean_name(raw)
            if text:
                return text
        if FORMULA.match(unguard(raw)):
            raise self._rejected(draft.row, column, raw, say("It is a formula, not a name."))
        text = clean_name(clean_text(unguard(raw), lines=True))
        if not text:
            raise self._rejected(draft.row, column, raw, say("There is no name in this row."))
        if not _LETTER.search(text):
            raise self._rejected(draft.row, column, raw, say("It has no letters, so it is not a name."))
        if len(text) > LONGEST_TEXT:
            message = say("It is longer than {n} characters. Shorten it.", n=LONGEST_TEXT)
            raise self._rejected(draft.row, column, raw, message)
        self._point_out(draft, column, raw, text)
        return self._without_aside(draft, column, repair_script(text))

    def _point_out(self, draft: _Draft, column: Column, raw: str, text: str) -> None:
        if INVISIBLE.search(raw):
            message = say("It had invisible characters or marks of direction; they were taken out.")
            self._note_problem(draft, column, raw, message, Severity.WARNING)
        if _LOST_LETTER in text:
            self._note_problem(draft, column, raw, say("Some of its letters could not be read."), Severity.WARNING)
        if len(text) > LONG_NAME:
            message = say("It is a very long name ({n} characters), too long for a badge.", n=len(text))
            self._note_problem(draft, column, raw, message, Severity.WARNING)
        if _MARKUP.search(text):
            self._note_problem(draft, column, raw, say("It has mark-up in it, kept as text."), Severity.WARNING)
        elif mixes_scripts(text):
            if mixes_scripts(repair_script(text)):
                message = say("It mixes Cyrillic and Latin letters.")
            else:
                message = say("Latin letters in it that look like Cyrillic ones were replaced.")
            self._note_problem(draft, column, raw, message, Severity.NOTICE)

    def _without_aside(self, draft: _Draft, column: Column, text: str) -> str:
        """«Иванов Иван Иванович, водитель» and «Иванов Иван (с 13 августа)»: the name; the rest is kept elsewhere."""
        found = _BESIDE_NAME.fullmatch(text) if self._whole_name and ("," in text or "(" in text) else None
        if found is None:
            return text
        aside = str(found[2] or found[3])
        if self._has_position or not aside[:1].islower():
            draft.notes.append(f"{column.heading}: {aside}")
        else:
            draft.fields["position"] = aside
        return found[1]

    # The other columns: each way takes the row's draft, the column and a cell that is not empty

    def _way_of(self, column: Column) -> "Callable[[_Draft, Column, Cell], None]":
        ways: dict[str, Callable[[_Draft, Column, Cell], None]] = {
            "phone": self._phone, "email": self._email, "birth_date": self._birth_date, "role": self._role,
            "notes": self._notes, "languages": self._languages, "arrives_at": self._stay, "departs_at": self._stay,
            POSITION_AND_ORGANISATION: self._post, "": self._unknown,
            "id": self._id, "delegation": self._extra, "hotel": self._extra, "document": self._extra,
        }  # fmt: skip
        return ways.get(column.field, self._text)

    def _text(self, draft: _Draft, column: Column, cell: Cell) -> None:
        text = plain_cell(cell)
        if text:
            draft.fields[column.field] = (
                text if len(text) <= LONGEST_TEXT else self._limited(draft, column.heading, text)
            )

    def _id(self, draft: _Draft, column: Column, cell: Cell) -> None:
        """A key of ours; numbers that others gave to people are like any unknown column."""
        text = plain_cell(cell)
        if is_id(text):
            draft.extra["id"] = text
        elif text:
            draft.notes.append(f"{column.heading}: {text}")

    def _extra(self, draft: _Draft, column: Column, cell: Cell) -> None:
        text = plain_cell(cell)
        if text:
            draft.extra[column.field] = self._limited(draft, column.heading, text)

    def _notes(self, draft: _Draft, column: Column, cell: Cell) -> None:
        text = _lines(cell)
        if text:
            draft.notes.insert(0, text)

    def _unknown(self, draft: _Draft, column: Column, cell: Cell) -> None:
        text = _lines(cell)
        if text:
            draft.notes.append(f"{column.heading}: {text}")

    def _phone(self, draft: _Draft, column: Column, cell: Cell) -> None:
        text = plain_cell(cell)
        if not text:
            return
        number, whole = read_phone(text)
        if not number:
            self._note_problem(draft, column, text, say("It is not a telephone number."), Severity.WARNING)
            draft.fields["phone"] = self._limited(draft, column.heading, text)
            return
        draft.fields["phone"] = number
        if not whole:
            draft.notes.append(f"{column.heading}: {text}")

    def _email(self, draft: _Draft, column: Column, cell: Cell) -> None:
        text = plain_cell(cell)
        if not text:
            return
        if EMAIL.fullmatch(text):
            draft.fields["email"] = self._limited(draft, column.heading, text)
            return
        found = EMAIL.search(text)
        if found:
            draft.fields["email"] = found[0]
            draft.notes.append(f"{column.heading}: {text}")
        else:
            self._note_problem(draft, column, text, say("It is not an e-mail address."), Severity.WARNING)
            draft.fields["email"] = self._limited(draft, column.heading, text)

    def _birth_date(self, draft: _Draft, column: Column, cell: Cell) -> None:
        if isinstance(cell, str) and not cell.strip():
            return
        try:
            draft.fields["birth_date"] = read_birth_date(cell, self._latest_birth)
        except BadCell as error:
            self._keep_bad(draft, column, cell, error.text)

    def _role(self, draft: _Draft, column: Column, cell: Cell) -> None:
        if cell in self._roles:
            draft.fields["role"] = self._roles[cell]
            return
        text = plain_cell(cell)
        role = read_role(text)
        if role is not None:
            draft.fields["role"] = self._roles[cell] = role
        elif text:
            draft.notes.append(f"{column.heading}: {text}")
            message = say("This role is not known; it went into the notes.")
            self._note_problem(draft, column, text, message, Severity.NOTICE)

    def _post(self, draft: _Draft, column: Column, cell: Cell) -> None:
        known = self._posts.get(cell)
        if known is None:
            position, organisation = split_post(_lines(cell))
            known = self._posts[cell] = (position, organisation, town_in(organisation))
        position, organisation, town = known
        if position:
            draft.fields["position"] = self._limited(draft, column.heading, position)
        if organisation:
            draft.fields.setdefault("organisation", self._limited(draft, column.heading, organisation))
        if town:
            draft.fields.setdefault("town", town)

    def _languages(self, draft: _Draft, column: Column, cell: Cell) -> None:
        draft.fields["languages"] = read_languages(self._limited(draft, column.heading, plain_cell(cell)))

    def _stay(self, draft: _Draft, column: Column, cell: Cell) -> None:
        if isinstance(cell, str) and not cell.strip():
            return
        try:
            draft.fields[column.field] = _moment(cell, late=column.field == "departs_at")
        except BadCell as error:
            self._keep_bad(draft, column, cell, error.text)

    def _refuse_stay(self, draft: _Draft) -> None:
        for column in self._stays:
            moment = draft.fields.pop(column.field)
            self._keep_bad(draft, column, moment, say("The departure is before the arrival."))

    def _keep_bad(self, draft: _Draft, column: Column, cell: Cell, message: Text) -> None:
        """A cell that cannot be read is reported and goes into the notes."""
        text = plain_cell(cell)
        draft.notes.append(f"{column.heading}: {text}")
        self._note_problem(draft, column, text, message, Severity.WARNING)

    def _limited(self, draft: _Draft, heading: str, text: str) -> str:
        """The text as far as a field holds it; what is cut off is reported whole."""
        if len(text) <= LONGEST_TEXT:
            return text
        message = say("It is longer than {n} characters; the rest was cut off.", n=LONGEST_TEXT)
        self.problems.append(Problem(draft.row, heading, text, message, Severity.WARNING))
        return text[:LONGEST_TEXT]

    def _note_problem(self, draft: _Draft, column: Column, value: str, message: Text, severity: Severity) -> None:
        self.problems.append(Problem(draft.row, column.heading, value, message, severity))

    def _rejected(self, row: int, column: Column, value: str, message: Text) -> RejectedRow:
        return RejectedRow(Problem(row, column.heading, value, message, Severity.ERROR))


def plain_cell(cell: Cell) -> str:
    """A cell as one line of clean text."""
    if isinstance(cell, str):
        if cell.isprintable() and cell[:1] != "'" and is_normalized("NFC", cell):
            return cell.strip()
        return clean_text(unguard(cell))
    return cell_text(cell)


def _lines(cell: Cell) -> str:
    """A cell as clean text that may have lines."""
    return clean_text(unguard(cell), lines=True) if isinstance(cell, str) else cell_text(cell)


def _moment(cell: Cell, *, late: bool) -> datetime:
    """A date and a time; of a date alone its first minute, or its last one if `late`."""
    if isinstance(cell, datetime) or (isinstance(cell, str) and ":" in cell):
        return read_moment(cell)
    return datetime.combine(read_day(cell), time(23, 59) if late else time())
