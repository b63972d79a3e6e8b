"""One spreadsheet on its way into the event: what was read of it, what somebody corrected, what would be done.

The file is read once; every correction only makes the list be understood anew. Both are jobs, one at a time.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from smalltowns_desktop.domain.delegations import delegation_key
from smalltowns_desktop.domain.errors import HeadingsMissing, UserError
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.exchange.headings import FULL_NAME, IGNORED, NUMBER, Column, column_letters, plain_heading
from smalltowns_desktop.exchange.people_cells import plain_cell
from smalltowns_desktop.exchange.tables import Sheet
from smalltowns_desktop.gui.models.import_rows import NAME, NAMES, ImportLine, RowState, make_import_lines
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.import_participants import (
    ListFile,
    ListReading,
    ParticipantsImport,
    open_list,
    plan_list,
    read_list,
    summarise,
    write_list,
    write_problem_rows,
)
from smalltowns_desktop.services.import_plan import Decision, ImportPlan

TEXT_ENDINGS = frozenset({".csv", ".txt", ".tsv"})
_HEADINGS_LOOKED_FOR = 20
_SAMPLES_LOOKED_FOR = 50
_ROW_SHOWN = 60
"""Letters of a row that are shown where one is chosen."""


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of the file, what it is taken for, and something that stands in it."""

    place: int
    letters: str
    heading: str
    sample: str
    field: str

    @property
    def loaded(self) -> bool:
        """Whether it goes into a field of its own."""
        return self.field not in {"", IGNORED, NUMBER}


@dataclass(frozen=True, slots=True)
class Understood:
    """What the file comes to with the corrections so far; without a list of people only columns."""

    sheet: str
    columns: tuple[ListColumn, ...]
    header_row: int
    """Where the headings stand, as the spreadsheet program numbers it; 0: there are none."""
    upper_rows: tuple[tuple[int, str], ...]
    """Rows in which they may stand instead, with what is in them."""
    reading: ListReading | None = None
    plan: ImportPlan | None = None
    done: ParticipantsImport | None = None
    lines: tuple[ImportLine, ...] = ()
    problem: UserError | None = None

    def count(self, state: RowState) -> int:
        return 0 if self.done is None else int(getattr(self.done, str(state)))

    @property
    def written(self) -> int:
        """How many rows writing would put into the event: those put off are kept as questions."""
        return sum(self.count(state) for state in (RowState.NEW, RowState.UPDATED, RowState.LIKELY))


@dataclass(slots=True)
class _Choices:
    """What somebody said about one file."""

    sheet: str | None = None
    heading_row: int | None = None
    """None: where they are found; 0: nowhere."""
    delegation: str = ""
    mapping: dict[str, str] = field(default_factory=dict)
    corrections: dict[tuple[int, int], str] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)


class ImportSession(QObject):
    """Signals: `changed` (what is understood is new), `refused` (a `UserError` about the file), `written` (a
    `ParticipantsImport`)."""

    changed = Signal()
    refused = Signal(object)
    written = Signal(object)

    def __init__(self, workspace: Workspace, titles: Mapping[str, str], parent: QObject) -> None:
        super().__init__(parent)
        self.path: Path | None = None
        self.encoding: str | None = None
        self.sheets: tuple[str, ...] = ()
        self.understood: Understood | None = None
        self._workspace, self._titles = workspace, titles
        self._choices = _Choices()
        self._file: ListFile | None = None
        self._running = False
        self._again = False

    @property
    def delegation(self) -> str:
        """The name of the delegation of rows that name none."""
        return self._choices.delegation

    @property
    def decisions(self) -> Mapping[int, Decision]:
        return self._choices.decisions

    @property
    def mapping(self) -> Mapping[str, str]:
        return self._choices.mapping

    @property
    def busy(self) -> bool:
        return self._running

    def open(self, path: Path, encoding: str | None = None, mapping: Mapping[str, str] | None = None) -> None:
        """Begin with a file; `mapping` of earlier lists."""
        self.path, self.encoding = path, encoding
        self._file = self.understood = None
        delegation = guess_delegation(self._workspace.store.programme, path.stem)
        self._choices = _Choices(delegation=delegation, mapping=dict(mapping or {}))
        self._running = True
        job = self._workspace.jobs.run(say("Reading {file}", file=path.name), lambda _: open_list(path, encoding))
        job.succeeded.connect(self._take_file)
        job.refused.connect(self.refused)
        job.ended.connect(self._ended)

    def close(self) -> None:
        """Let the file go."""
        self.path = self._file = self.understood = None
        self._choices = _Choices()

    def set_sheet(self, name: str) -> None:
        self._choices.sheet = name
        self._choices.heading_row = None
        self._choices.corrections.clear()
        self._choices.decisions.clear()
        self.understand()

    def set_heading_row(self, row: int) -> None:
        """Where the headings are, whatever was found out; 0: nowhere."""
        if self.understood is not None and row != self.understood.header_row:
            self._choices.sheet = self.understood.sheet
            self._choices.heading_row = row
            self._choices.decisions.clear()
            self.understand()

    def set_delegation(self, name: str) -> None:
        if name != self._choices.delegation:
            self._choices.delegation = name
            self.understand()

    def map_column(self, column: ListColumn, to: str) -> None:
        """Take a column for something else."""
        headings = [other.heading for other in self.understood.columns] if self.understood is not None else []
        by_heading = plain_heading(column.heading) and headings.count(column.heading) == 1
        key = plain_heading(column.heading) if by_heading else column.letters.lower()
        self._choices.mapping[key] = to or "notes"
        self.understand()

    def correct(self, row: int, field_name: str, text: str) -> None:
        """Put a cell right; of a name in three columns the first one gets the whole."""
        reading = self.understood.reading if self.understood is not None else None
        if reading is None:
            return
        wanted = (FULL_NAME, *NAMES) if field_name == NAME else (field_name,)
        places = [column.place for column in reading.found.header.columns if column.field in wanted]
        if places:
            self._choices.sheet = reading.found.sheet.name
            self._choices.corrections[row, places[0]] = text
            for place in places[1:]:
                self._choices.corrections[row, place] = ""
            self.understand()

    def decide(self, decisions: Mapping[int, Decision | None]) -> None:
        """What becomes of rows; None puts a decision off again."""
        for row, decision in decisions.items():
            if decision is None:
                self._choices.decisions.pop(row, None)
            else:
                self._choices.decisions[row] = decision
        self.understand()

    def understand(self) -> None:
        """Work out anew what writing would do."""
        if self._file is None:
            return
        if self._running:
            self._again = True
            return
        self._running = True
        file, choices, workspace, titles = self._file, self._choices, self._workspace, self._titles
        db, latest = workspace.store.db, workspace.store.programme.event.starts_on
        sheet, heading_row, delegation = choices.sheet, choices.heading_row, choices.delegation
        mapping, corrections, decisions = dict(choices.mapping), dict(choices.corrections), dict(choices.decisions)

        def work(_: object) -> Understood:
            try:
                reading = read_list(
                    file, latest, sheet=sheet, heading_row=heading_row, mapping=mapping, corrections=corrections
                )
            except HeadingsMissing as error:
                plain = next((one for one in file.sheets if one.name == sheet), file.sheets[0])
                row = _fullest_row(plain) if heading_row is None else heading_row
                header = _plain_headings(plain, row)
                return Understood(plain.name, _columns(plain, header), row, _upper_rows(plain, row), problem=error)
            plan = plan_list(db, reading, delegation=delegation, decisions=decisions)
            lines = make_import_lines(reading, plan, workspace.words, titles)
            found = reading.found
            done = summarise(reading, plan)
            columns = _columns(found.sheet, (found.header.columns, found.header.start))
            upper = _upper_rows(found.sheet, done.header_row)
            return Understood(found.sheet.name, columns, done.header_row, upper, reading, plan, done, tuple(lines))

        job = workspace.jobs.run(say("Comparing the list with the event"), work)
        job.succeeded.connect(self._take)
        job.refused.connect(self.refused)
        job.ended.connect(self._ended)

    def write(self) -> None:
        """Take the list over: one deed, told by `written`."""
        understood = self.understood
        if understood is None or understood.reading is None or self._running:
            return
        self._running = True
        reading, db = understood.reading, self._workspace.store.db
        delegation, decisions = self._choices.delegation, dict(self._choices.decisions)
        job = self._workspace.jobs.run(
            say("Writing the list into the event"),
            lambda _: write_list(db, reading, delegation=delegation, decisions=decisions),
        )
        job.succeeded.connect(self._take_written)
        job.refused.connect(self._workspace.store.refused)
        job.ended.connect(self._ended)

    def write_problems(self, path: Path) -> int:
        """Write the rows with problems to be sent back; returns how many. Raises `UserError`s of writing."""
        understood = self.understood
        assert understood is not None
        assert understood.reading is not None
        assert understood.plan is not None
        return write_problem_rows(path, understood.reading, understood.plan, self._workspace.words)

    def _take_file(self, file: ListFile) -> None:
        self._file = file
        self.sheets = tuple(sheet.name for sheet in file.sheets)
        self._again = True

    def _take(self, understood: Understood) -> None:
        self.understood = understood
        self.changed.emit()

    def _take_written(self, done: ParticipantsImport) -> None:
        self._workspace.store.take_in(done.changes)
        self._again = False  # what it brought about needs no new comparison
        self.written.emit(done)

    def _ended(self) -> None:
        self._running = False
        if self._again:
            self._again = False
            self.understand()


def guess_delegation(programme: Programme, stem: str) -> str:
    """The delegation whose name stands in a file's name, the longest of several; "" for none."""
    words = f" {fold(stem.replace('_', ' '))} "
    named = [row.name for row in programme.delegations.values() if f" {delegation_key(row.name)} " in words]
    return max(named, key=len, default="")


def _columns(sheet: Sheet, header: tuple[tuple[Column, ...], int]) -> tuple[ListColumn, ...]:
    columns, start = header
    rows = sheet.rows[start : start + _SAMPLES_LOOKED_FOR]

    def sample(place: int) -> str:
        return next((text for row in rows if place < len(row) and (text := plain_cell(row[place]))), "")

    return tuple(
        ListColumn(column.place, column_letters(column.place), column.heading, sample(column.place), column.field)
        for column in columns
    )


def _fullest_row(sheet: Sheet) -> int:
    """Of a sheet in which no headings were found: its fullest row near the top stands for them. Rows from 1."""
    top = sheet.rows[:_HEADINGS_LOOKED_FOR]
    return 1 + max(range(len(top)), key=lambda row: sum(cell is not None for cell in top[row]), default=0)


def _plain_headings(sheet: Sheet, row: int) -> tuple[tuple[Column, ...], int]:
    """Every column by what stands in a row, or by its letters; it is taken for nothing yet."""
    cells = sheet.rows[row - 1] if 0 < row <= len(sheet.rows) else ()
    width = max(map(len, sheet.rows), default=0)
    headings = [" ".join(plain_cell(cells[place]).split()) if place < len(cells) else "" for place in range(width)]
    columns = [Column(place, heading or column_letters(place), "") for place, heading in enumerate(headings)]
    return tuple(columns), row


def _upper_rows(sheet: Sheet, header_row: int) -> tuple[tuple[int, str], ...]:
    """The first rows that are not empty, and that of the headings, with the beginning of what stands there."""
    rows = []
    for number, cells in enumerate(sheet.rows[: max(_HEADINGS_LOOKED_FOR, header_row)], start=1):
        texts = [text for cell in cells if (text := " ".join(plain_cell(cell).split()))]
        if texts and (number <= _HEADINGS_LOOKED_FOR or number == header_row):
            rows.append((number, ", ".join(texts)[:_ROW_SHOWN]))
    return tuple(rows)
