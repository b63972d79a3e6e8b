"""Import of a spreadsheet of people: file, columns, check, write, all on one page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from smalltowns_desktop.domain.errors import UserError
from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.text import say_n
from smalltowns_desktop.gui.dialogs.files import ask_open_path, ask_save_path
from smalltowns_desktop.gui.pages.import_people_columns import WIDTH, ColumnsPanel
from smalltowns_desktop.gui.pages.import_people_compare import ComparePanel
from smalltowns_desktop.gui.pages.import_people_foot import ImportFoot
from smalltowns_desktop.gui.pages.import_people_memory import remember_columns, remembered_columns
from smalltowns_desktop.gui.pages.import_people_questions import count_waiting, pairs_of_plan, pairs_of_queue
from smalltowns_desktop.gui.pages.import_people_rows import RowsPanel
from smalltowns_desktop.gui.pages.import_people_session import TEXT_ENDINGS, ImportSession
from smalltowns_desktop.gui.pages.import_people_start import FileStep, WrittenStep
from smalltowns_desktop.gui.pages.import_people_words import ImportWords
from smalltowns_desktop.gui.pages.page import Page
from smalltowns_desktop.gui.store import Done
from smalltowns_desktop.gui.widgets.keys import bind_keys
from smalltowns_desktop.gui.widgets.parts import (
    ElidedLabel,
    IconLabel,
    column,
    row,
    surface,
)
from smalltowns_desktop.gui.widgets.status_line import StatusNote
from smalltowns_desktop.gui.widgets.steps_bar import StepsBar
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.import_participants import ParticipantsImport
from smalltowns_desktop.services.import_plan import Decision, OnDuplicate
from smalltowns_desktop.services.review import resolve_queued_row

FILE, COLUMNS, CHECK, WRITTEN = range(4)


class ImportPage(Page):
    """Wires the session with its four steps, and with the questions that earlier lists left."""

    def __init__(
        self,
        workspace: Workspace,
        ask_file: Callable[[QWidget, str, str], str] = ask_open_path,
        ask_path: Callable[[QWidget, str, str, str], str] = ask_save_path,
    ) -> None:
        super().__init__(workspace)
        word, theme = workspace.say, self.theme
        self._ask_file, self._ask_path = ask_file, ask_path
        self.words = ImportWords(workspace)
        self.session = ImportSession(workspace, self.words.titles, self)
        self.step = FILE
        self._reviewing = False
        self.rows = RowsPanel(workspace, self.words)
        self.columns = ColumnsPanel(workspace, self.words.fields)
        self.compare = ComparePanel(workspace, self.words)
        self.start = FileStep(workspace)
        self.written = WrittenStep(
            workspace, self.words,
            (
                (word("To the participants"), "main", lambda: self.go("participants")),
                (word("Rows with problems to a spreadsheet…"), "plain", self.write_problems),
                (word("Another file"), "plain", self.cancel),
            ),
        )  # fmt: skip
        self.steps = StepsBar(
            theme, (word("File"), word("Columns"), word("Review"), word("Writing")), word("Steps of the import")
        )
        self.foot = ImportFoot(workspace, self.cancel, self.step_by)
        self.next_button = self.foot.next
        self._title, self._subtitle = ElidedLabel("", "heading"), ElidedLabel("", "small")
        self._lay_out()
        self._wire()
        self._show_waiting()
        self.show_step(FILE)

    # From outside

    def show_place(self, place: Place) -> None:
        """A `file` to begin with, or the `questions` of earlier lists."""
        if place.kind == "file" and place.key:
            self.open(Path(place.key))
        elif place.kind == "questions":
            self.review()

    def entered(self) -> None:
        self._show_waiting()
        if self.step == FILE:
            self.start.choose.setFocus()

    def open(self, path: Path) -> None:
        """Begin with a file."""
        if self.store.db.read_only:
            return
        self._reviewing = False
        self.start.show_problem("")
        self.show_step(FILE)
        self.session.open(path, mapping=remembered_columns(self.workspace.settings))
        self._title.show_text(path.name)
        self._subtitle.show_text(self.workspace.say("Reading…"))

    def review(self) -> None:
        """Decide about rows of earlier lists."""
        self._reviewing = True
        self.session.close()
        self._show_questions()
        self.show_step(CHECK)
        self.compare.list.setFocus()

    def cancel(self) -> None:
        """Let the file go; nothing was written, or all of it was."""
        self.session.close()
        self._reviewing = False
        self.start.show_problem("")
        self._show_waiting()
        self.show_step(FILE)
        self.start.choose.setFocus()

    def step_by(self, by: int) -> None:
        """To the next step or back; the last step writes."""
        if self._reviewing:
            self.cancel()
        elif by > 0 and self.step == CHECK:
            self._write()
        elif self.step + by in self._open_steps():
            self.cancel() if self.step + by == FILE else self.show_step(self.step + by)

    def write_problems(self) -> None:
        """The rows that do not do, as a spreadsheet to send back to the delegation."""
        path = self.session.path
        word = self.workspace.say
        if path is None:
            return
        suggestion = str(path.with_name(f"{path.stem} - {word('errors')}.xlsx"))
        wanted = self._ask_path(self, word("Where to write the rows with problems"), suggestion, "XLSX (*.xlsx)")
        if not wanted:
            return
        try:
            count = self.session.write_problems(Path(wanted))
        except UserError as error:
            self.store.refused.emit(error)
            return
        text = say_n("{n} row is in {file}", "{n} rows are in {file}", count, file=Path(wanted).name)
        self.store.done.emit(Done(text, can_undo=False))

    # Building

    def _lay_out(self) -> None:
        theme = self.theme
        names = column(self._title, self._subtitle, gap=0)
        top = row(IconLabel(theme, "file-spreadsheet", "accent", 20), names, self.steps, gap=12, margins=(12, 6, 12, 6))
        top.setStretch(1, 1)
        self._upright = QSplitter(Qt.Orientation.Vertical)
        self._upright.addWidget(self.rows)
        self._upright.addWidget(self.compare)
        self._upright.setChildrenCollapsible(False)
        self._upright.setSizes([290, 330])
        self._middle = QSplitter()
        self._middle.addWidget(self.columns)
        self._middle.addWidget(self._upright)
        self._middle.setChildrenCollapsible(False)
        self._middle.setStretchFactor(1, 1)
        self._middle.setSizes([WIDTH, 1352 - WIDTH])
        self.views = QStackedWidget()
        for view in (self.start, self._middle, self.written):
            self.views.addWidget(view)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        for part in (surface("bar", top), self.rows.totals, self.views, self.foot):
            page.addWidget(part, 1 if part is self.views else 0)

    def _wire(self) -> None:
        session = self.session
        session.changed.connect(self._take)
        session.refused.connect(self._refuse)
        session.written.connect(self._take_written)
        self.start.dropped.connect(lambda path: self.open(Path(path)))
        self.start.choose_clicked.connect(self._choose_file)
        self.start.review_clicked.connect(self.review)
        self.columns.mapped.connect(session.map_column)
        self.columns.delegation_chosen.connect(session.set_delegation)
        self.columns.sheet_chosen.connect(session.set_sheet)
        self.columns.encoding_chosen.connect(self._reopen)
        self.columns.headings_chosen.connect(session.set_heading_row)
        self.rows.model.corrected.connect(session.correct)
        self.rows.table.skip_asked.connect(self._skip)
        self.rows.row_chosen.connect(lambda number: self.compare.bring_up(str(number)))
        self.rows.errors.clicked.connect(lambda: self.write_problems())
        self.compare.decided.connect(self._decide)
        self.compare.watch_keys(self)
        self.steps.chosen.connect(self._go_to_step)
        self.store.programme_changed.connect(self._take_changes)
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Alt+Left", lambda: self.step_by(-1)),
            ("Alt+Right", lambda: self.step_by(1)),
            ("F4", self.rows.go_to_next_remark),
        )
        bind_keys(self, keys)

    # The session

    def _choose_file(self) -> None:
        word = self.workspace.say
        path = self._ask_file(
            self, word("A delegation's list"), word("Tables (*.xlsx *.xlsm *.xls *.ods *.csv *.txt *.tsv)")
        )
        if path:
            self.open(Path(path))

    def _reopen(self, encoding: str) -> None:
        if self.session.path is not None:
            self.session.open(self.session.path, encoding or None, self.session.mapping)

    def _refuse(self, error: UserError) -> None:
        text, path = error.text, self.session.path
        if path is not None and "path" in text.params:
            text = replace(text, params={**text.params, "path": path.name})  # the folder is where it was chosen
        self.start.show_problem(self.workspace.render(text))
        self.session.close()
        self.show_step(FILE)

    def _take(self) -> None:
        understood, session = self.session.understood, self.session
        if understood is None or session.path is None or self.step == WRITTEN:
            return
        word = self.workspace.say
        self.columns.show_columns(understood.columns)
        self.columns.show_headings(understood.header_row, understood.upper_rows)
        is_text = session.path.suffix.lower() in TEXT_ENDINGS
        self.columns.show_file(session.sheets, understood.sheet, session.encoding, is_text=is_text)
        names = sorted((row.name for row in self.store.programme.delegations.values()), key=fold)
        self.columns.show_delegations(names, session.delegation)
        self.rows.show_lines(understood.lines)
        if understood.problem is not None:
            self._subtitle.show_text(word("sheet “{sheet}”", sheet=understood.sheet))
            self.rows.show_hint(self.words.way_out(understood, len(session.sheets)))
            self.show_step(COLUMNS)
            return
        self.rows.show_hint("")
        counted = self.workspace.say_n("{n} row with a person", "{n} rows with people", len(understood.lines))
        self._subtitle.show_text(word("sheet “{sheet}”, {rows}", sheet=understood.sheet, rows=counted))
        self._show_questions()
        self.show_step(self.step if self.step in (COLUMNS, CHECK) else CHECK)

    def _take_written(self, done: ParticipantsImport) -> None:
        if self.columns.remember.isChecked():
            remember_columns(self.workspace.settings, self.session.mapping)
        path = self.session.path
        self.written.show_done(done, path.name if path is not None else "")
        self.written.buttons[1].setVisible(bool(done.rejected))
        self.show_step(WRITTEN)
        self.written.buttons[0].setFocus()

    def _write(self) -> None:
        understood = self.session.understood
        if understood is not None and understood.written and not self.session.busy:
            self.next_button.setEnabled(False)
            self.session.write()

    def _take_changes(self, _changes: object) -> None:
        """Somebody changed the event: the list is held against it anew."""
        if self._reviewing:
            self._show_questions()
        elif self.step in (COLUMNS, CHECK):
            self.session.understand()
        self._show_waiting()

    # Questions

    def _show_questions(self) -> None:
        if self._reviewing:
            pairs = pairs_of_queue(self.store.programme, self.workspace, self.words)
        else:
            plan = self.session.understood.plan if self.session.understood is not None else None
            pairs = pairs_of_plan(plan, self.session.decisions, self.workspace, self.words)
        self.compare.show_pairs(pairs)
        self.compare.setVisible(bool(pairs) or self._reviewing)
        if self._reviewing and not pairs:
            self.cancel()

    def _decide(self, decisions: Mapping[str, Decision]) -> None:
        if not self._reviewing:
            self.session.decide({int(key): decision for key, decision in decisions.items()})
            return
        for key, decision in decisions.items():
            self.store.perform(partial(resolve_queued_row, row_id=key, decision=decision))

    def _skip(self, key: str) -> None:
        """Leave a row out of the import, or take it in again."""
        if key:
            skipped = self.session.decisions.get(int(key)) == Decision(OnDuplicate.SKIP)
            self.session.decide({int(key): None if skipped else Decision(OnDuplicate.SKIP)})

    # What is shown

    def show_step(self, step: int) -> None:
        """Show a step; on Check everything is there, on Columns the questions are put away."""
        before, self.step = self.step, step
        listed = step in (COLUMNS, CHECK)
        self.views.setCurrentWidget(self.start if step == FILE else self._middle if listed else self.written)
        self.rows.totals.setVisible(step == CHECK and not self._reviewing)
        self.columns.setVisible(not self._reviewing)
        self.rows.setVisible(not self._reviewing)
        self.compare.setVisible(listed and step == CHECK and (self._reviewing or bool(self.compare.pairs)))
        self.foot.setVisible(listed)
        self.steps.setVisible(not self._reviewing)
        self.steps.show_step(step, self._open_steps())
        word = self.workspace.say
        if step == FILE:
            self._title.show_text(word("People from a spreadsheet"))
            self._subtitle.show_text(word("A delegation's list, however it looks"))
        elif self._reviewing:
            self._title.show_text(word("Similar people of earlier lists"))
            self._subtitle.show_text(word("Each decision is a deed of its own and can be undone"))
        self._show_foot()
        self.notes_changed.emit()
        if step != before:
            self._focus_step()

    def _focus_step(self) -> None:
        """The keys of a step work at once."""
        if self.step == CHECK:
            (self.compare.list if self.compare.pairs else self.rows.table).setFocus()
        elif self.step == COLUMNS:
            first = next((shown for shown in self.columns.rows if not shown.column.loaded), None)
            (self.next_button if first is None else first.choice).setFocus()

    def notes(self) -> Sequence[StatusNote]:
        word = self.workspace.say
        if self._reviewing:
            return (StatusNote(word("Similar people of earlier lists"), "copy"),)
        return (StatusNote(word("Import of people, step {n} of {total}", n=self.step + 1, total=4), "file-input"),)

    def _open_steps(self) -> tuple[int, ...]:
        understood = self.session.understood
        if self.step == WRITTEN or understood is None:
            return ()
        return (FILE, COLUMNS, CHECK) if understood.reading is not None else (FILE, COLUMNS)

    def _go_to_step(self, step: int) -> None:
        if step in self._open_steps():
            self.cancel() if step == FILE else self.show_step(step)

    def _show_foot(self) -> None:
        understood = self.session.understood
        if self._reviewing:
            self.foot.show_review()
        elif self.step == COLUMNS:
            self.foot.show_columns(understood, can_check=CHECK in self._open_steps())
        else:
            self.foot.show_rows(understood)
        problems = () if understood is None or understood.done is None else understood.done.problems
        self.rows.errors.setEnabled(any(problem.severity is not Severity.NOTICE for problem in problems))

    def _show_waiting(self) -> None:
        self.start.show_waiting(count_waiting(self.store.programme))
        self.start.choose.setEnabled(not self.store.db.read_only)
        self.start.review.setEnabled(not self.store.db.read_only)
