"""The rows of a list that is about to be read in: what becomes of each, and the state of each of its cells."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from smalltowns_desktop.domain.model import Role, Severity
from smalltowns_desktop.domain.names import clean_name
from smalltowns_desktop.domain.phones import spaced_phone
from smalltowns_desktop.domain.text import Translator, say
from smalltowns_desktop.exchange.headings import FULL_NAME, IGNORED, NUMBER, POSITION_AND_ORGANISATION, Column
from smalltowns_desktop.exchange.people_cells import plain_cell
from smalltowns_desktop.exchange.people_rows import PersonRow, Problem
from smalltowns_desktop.gui.models.table import Column as TableColumn
from smalltowns_desktop.gui.models.table import Index, RowsModel
from smalltowns_desktop.services.import_participants import ListReading, all_problems
from smalltowns_desktop.services.import_plan import Change, ImportPlan
from smalltowns_desktop.services.people import ROLE_WORDS

NAME = "name"
NAMES = ("surname", "given_name", "patronymic")
_SHOWN_BEFORE_REMARK = (NAME, "position", "phone")
_BEHIND_REMARK = (
    "organisation", "role", "email", "birth_date", "town", "delegation", "languages", "diet", "hotel", "room",
    "arrives_at", "departs_at", "document", "notes",
)  # fmt: skip


class RowState(StrEnum):
    """What becomes of a row, in the order of the totals."""

    NEW = "inserted"
    UPDATED = "updated"
    SAME = "unchanged"
    LIKELY = "queued"
    BAD = "rejected"


class CellState(StrEnum):
    OK = "ok"
    REPAIRED = "repaired"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class LineCell:
    text: str
    state: CellState = CellState.OK
    tip: str = ""


NOTHING = LineCell("")


@dataclass(frozen=True, slots=True)
class ImportLine:
    row: int
    """As the spreadsheet program numbers it."""
    state: RowState
    cells: Mapping[str, LineCell]
    remark: str
    severity: Severity | None
    """Of the remark."""

    @property
    def key(self) -> str:
        return str(self.row)

    @property
    def needs_attention(self) -> bool:
        return self.state in (RowState.LIKELY, RowState.BAD)

    def cell(self, field: str) -> LineCell:
        return self.cells.get(field, NOTHING)


def make_import_lines(
    reading: ListReading, plan: ImportPlan, words: Translator, titles: Mapping[str, str]
) -> list[ImportLine]:
    """A line a row of a person, in the order of the list. Pure: may run in a job."""
    return _Maker(reading, plan, words, titles).lines()


class _Maker:
    def __init__(self, reading: ListReading, plan: ImportPlan, words: Translator, titles: Mapping[str, str]) -> None:
        self._reading, self._plan, self._words, self._titles = reading, plan, words, titles
        self._columns = {column.field: column for column in reading.found.header.columns if column.field}
        self._field_of = {column.heading: cell_field(column) for column in reading.found.header.columns}
        self._problems: defaultdict[int, list[Problem]] = defaultdict(list)
        for problem in all_problems(reading, plan):
            self._problems[problem.row].append(problem)
        self._changes: defaultdict[int, list[Change]] = defaultdict(list)
        for change in plan.changes:
            self._changes[change.row].append(change)

    def lines(self) -> list[ImportLine]:
        found = self._reading.found
        lines = [self._line(row) for row in found.people]
        lines += [self._rejected(row) for row in found.rejected]
        return sorted(lines, key=lambda line: line.row)

    def _line(self, row: PersonRow) -> ImportLine:
        state = RowState(str(self._plan.outcomes[row.row]))
        cells = {field: LineCell(text) for field, text in self._texts(row).items() if text}
        for field in (NAME, "phone", "email"):
            raw = self._raw(row.row, field)
            if field in cells and raw and not _means_the_same(field, raw, cells[field].text):
                tip = self._words.render(say("In the file: {raw}", raw=raw))
                cells[field] = LineCell(cells[field].text, CellState.REPAIRED, tip)
        self._mark(row.row, cells)
        remark, severity = self._remark(row.row, state)
        return ImportLine(row.row, state, cells, remark, severity)

    def _rejected(self, row: int) -> ImportLine:
        fields = {cell_field(column) for column in self._columns.values()} - {""}
        cells = {field: LineCell(raw) for field in fields if (raw := self._raw(row, field))}
        self._mark(row, cells)
        problem = self._problems[row][0]
        return ImportLine(row, RowState.BAD, cells, self._words.render(problem.message), Severity.ERROR)

    def _texts(self, row: PersonRow) -> dict[str, str]:
        fields = row.fields
        texts = {field: self._shown(field, value) for field, value in fields.items() if field not in NAMES}
        texts[NAME] = " ".join(part for part in map(fields.get, NAMES) if part)
        return texts | {"delegation": row.delegation, "hotel": row.hotel, "document": row.document}

    def _shown(self, field: str, value: Any) -> str:
        if isinstance(value, Role):
            return self._words.render(ROLE_WORDS[value])
        text = spaced_phone(value) if field == "phone" else self._words.value(value)
        return " ".join(text.split())

    def _raw(self, row: int, field: str) -> str:
        """What stands in the file; a name in several columns as one."""
        wanted: tuple[str, ...] = (field,)
        if field == NAME:
            wanted = (FULL_NAME, *NAMES)
        elif field in {"position", "organisation"}:
            wanted = (field, POSITION_AND_ORGANISATION)
        cells = self._reading.found.sheet.rows[row - 1]
        places = [self._columns[name].place for name in wanted if name in self._columns]
        texts = [" ".join(plain_cell(cells[place]).split()) for place in places if place < len(cells)]
        return " ".join(text for text in texts if text)

    def _mark(self, row: int, cells: dict[str, LineCell]) -> None:
        for problem in self._problems[row]:
            field = self._field_of.get(problem.column, "")
            if field:
                state = CellState.REPAIRED if problem.severity is Severity.NOTICE else CellState.PROBLEM
                text = cells[field].text if field in cells else " ".join(problem.value.split())
                cells[field] = LineCell(text, state, self._words.render(problem.message))

    def _remark(self, row: int, state: RowState) -> tuple[str, Severity | None]:
        question = self._plan.questions.get(row)
        if state is RowState.LIKELY and question is not None:
            match = question.match
            text = say("Similar to “{name}”, {n} %", name=match.person.full_name, n=match.score)
            return self._words.render(text), Severity.WARNING
        problems = sorted(self._problems[row], key=lambda problem: list(Severity).index(problem.severity))
        if problems:
            return self._words.render(problems[0].message), problems[0].severity
        for change in self._changes[row]:
            difference = change.difference
            field = NAME if difference.field in NAMES else difference.field
            title = self._titles.get(field, "")
            if title and not difference.field.endswith("_id"):
                before = self._shown(difference.field, difference.before)
                if difference.taken:
                    return self._words.render(say("{field}: was {before}", field=title, before=before)), None
                return self._words.render(say("{field}: stays {before}", field=title, before=before)), None
        return (self._words.render(say("Fills in what was empty")) if state is RowState.UPDATED else ""), None


def cell_field(column: Column) -> str:
    """The line's field that a column of the list fills; "" for none of its own."""
    if column.field in {FULL_NAME, *NAMES}:
        return NAME
    if column.field == POSITION_AND_ORGANISATION:
        return "position"
    return "" if column.field in {NUMBER, IGNORED, "id"} else column.field


def _means_the_same(field: str, raw: str, shown: str) -> bool:
    if field == "phone":
        return raw.lstrip().startswith("+") and _digits(raw) == _digits(shown)
    return clean_name(raw) == shown if field == NAME else raw == shown


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


class ImportRowsModel(RowsModel[ImportLine]):
    """Signals: `corrected` (row, field, text) when a cell of a refused row was edited."""

    corrected = Signal(int, str, str)

    def __init__(
        self,
        titles: Mapping[str, str],
        state_word: Callable[[RowState], str],
        row_title: str,
        state_title: str,
        remark_title: str,
        parent: QObject | None = None,
    ) -> None:
        order = list(RowState)

        def field_column(field: str, width: int) -> TableColumn[ImportLine]:
            return TableColumn(
                field,
                titles[field],
                lambda line: line.cell(field).text,
                tip=lambda line: line.cell(field).tip,
                width=width,
            )

        def text_of_state(line: ImportLine) -> str:
            return state_word(line.state)

        def by_state(line: ImportLine) -> tuple[int, int]:
            return order.index(line.state), line.row

        widths = {NAME: 180, "position": 120, "phone": 138}
        columns = [
            TableColumn[ImportLine](
                "row", row_title, lambda line: str(line.row), sort_by=lambda line: line.row, width=70
            ),
            TableColumn("state", state_title, text_of_state, sort_by=by_state, width=138),
            *(field_column(field, widths[field]) for field in _SHOWN_BEFORE_REMARK),
            TableColumn("remark", remark_title, lambda line: line.remark, tip=lambda line: line.remark, width=300),
            *(field_column(field, 130) for field in _BEHIND_REMARK),
        ]
        super().__init__(columns, lambda line: line.key, parent=parent)
        self.places = {column.key: place for place, column in enumerate(self.columns)}

    def line_at(self, row: int) -> ImportLine:
        return self._rows[self._shown[row]]

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._can_correct(index):
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.EditRole:
            role = Qt.ItemDataRole.DisplayRole
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Only asks by `corrected`: the list is then read anew."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or not self._can_correct(index):
            return False
        line, field = self.line_at(index.row()), self.columns[index.column()].key
        if str(value) != line.cell(field).text:
            self.corrected.emit(line.row, field, str(value))
        return True

    def _can_correct(self, index: Index) -> bool:
        """Cells with a problem, and every cell of a row that is refused."""
        field = self.columns[index.column()].key
        if field in {"row", "state", "remark"}:
            return False
        line = self.line_at(index.row())
        return line.state is RowState.BAD or line.cell(field).state is CellState.PROBLEM
