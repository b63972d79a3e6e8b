"""Deeds of the Data menu: whole files in and out, off the window's thread, each with its report."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from smalltowns_desktop.domain.errors import UserError
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.gui.dialogs.files import ask_open_path, ask_save_path
from smalltowns_desktop.gui.dialogs.report import ReportDialog, ReportedProblem
from smalltowns_desktop.gui.jobs import Job
from smalltowns_desktop.gui.main_window import MainWindow
from smalltowns_desktop.gui.program import Program
from smalltowns_desktop.services.care import back_up_before, back_up_event
from smalltowns_desktop.services.exporting import export_workbook
from smalltowns_desktop.services.import_schedule import ScheduleImport, import_schedule
from smalltowns_desktop.services.import_workbook import WorkbookImport, import_workbook


def read_workbook(program: Program) -> None:
    """Ask for an event workbook and take it over."""
    window = program.window
    if window is None:
        return
    path = ask_open_path(
        window, window.workspace.say("Event workbook"), window.workspace.say("Spreadsheets (*.xlsx *.ods *.xls)")
    )
    if path:
        _import(program, window, path, import_workbook, lambda done: _tell_workbook(window, path, done))


def read_schedule(program: Program) -> None:
    """Ask for a conference schedule and take it over."""
    window = program.window
    if window is None:
        return
    path = ask_open_path(
        window, window.workspace.say("Conference schedule"), window.workspace.say("Schedules (*.xml *.json)")
    )
    if path:
        _import(program, window, path, import_schedule, lambda done: _tell_schedule(window, path, done))


def write_workbook(program: Program) -> None:
    """Ask for a place and write the whole event as a workbook."""
    window = program.window
    if window is None:
        return
    suggestion = str(Path(window.store.db.name).with_suffix(".xlsx"))
    path = ask_save_path(
        window, window.workspace.say("Event workbook"), suggestion, window.workspace.say("Spreadsheets (*.xlsx)")
    )
    if path:
        out = path if path.endswith(".xlsx") else f"{path}.xlsx"
        _run(
            program,
            window,
            say("Writing {file}", file=Path(out).name),
            lambda: export_workbook(window.store.db, out),
            out,
        )


def save_copy(program: Program) -> None:
    """Ask for a place and put a verified copy of the event there, for a stick or the mail."""
    window = program.window
    if window is None:
        return
    name = Path(window.store.db.name)
    suggestion = str(name.with_stem(f"{name.stem} copy"))
    kinds = window.workspace.say("Congress files (*.smalltowns)")
    path = ask_save_path(window, window.workspace.say("Save a copy"), suggestion, kinds)
    if path:
        out = Path(path if path.endswith(name.suffix) else f"{path}{name.suffix}")
        job = _run(program, window, say("Copying"), lambda: back_up_event(window.store.db, out), str(out))
        if window.store.file_gone:
            job.succeeded.connect(lambda _: _go_on_with(program, window, out))


def _go_on_with(program: Program, window: MainWindow, copy: Path) -> None:
    """The copy is all that is left of an event whose file has gone."""
    window.store.copy_saved = True
    program.open_event(str(copy), window.store.db.password)


def _import(
    program: Program,
    window: MainWindow,
    path: str,
    read: Callable[[Any, Path], Any],
    tell: Callable[[Any], None],
) -> None:
    db, copies = window.store.db, program.settings.backups_folder

    def work(_: object) -> Any:
        back_up_before(db, copies)
        return read(db, Path(path))

    def take(done: Any) -> None:
        window.store.take_in(done.changes)
        tell(done)

    job = program.jobs.run(say("Reading {file}", file=Path(path).name), work)
    job.succeeded.connect(take)
    job.refused.connect(window.store.refused)


def _run(program: Program, window: MainWindow, title: Text, work: Callable[[], object], out: str) -> Job[object]:
    def told_refusal(error: UserError) -> None:
        program.tell_problem(error.text)

    job = program.jobs.run(title, lambda _: work())
    job.succeeded.connect(lambda _: window.tell(window.workspace.say("Written: {path}", path=out)))
    job.refused.connect(told_refusal)
    return job


def _tell_workbook(window: MainWindow, path: str, done: WorkbookImport) -> None:
    render = window.workspace.render
    problems = [
        ReportedProblem(
            str(number),
            ", ".join(str(part) for part in (problem.sheet, problem.row, problem.column) if part is not None),
            problem.value or "",
            render(problem.message),
            problem.severity,
        )
        for number, problem in enumerate(done.problems)
    ]
    counts = say(
        "New: {inserted}, changed: {updated}, as before: {unchanged}, refused: {rejected}.",
        inserted=sum(done.inserted.values()), updated=sum(done.updated.values()),
        unchanged=sum(done.unchanged.values()), rejected=sum(done.rejected.values()),
    )  # fmt: skip
    ReportDialog(window.workspace, Path(path).name, render(counts), problems, window).open()


def _tell_schedule(window: MainWindow, path: str, done: ScheduleImport) -> None:
    render = window.workspace.render
    problems = [
        ReportedProblem(
            str(number), " · ".join(part for part in (problem.event, problem.field) if part), problem.value,
            render(problem.text), problem.severity,
        )
        for number, problem in enumerate(done.problems)
    ]  # fmt: skip
    counts = say(
        "New: {inserted}, changed: {updated}, as before: {unchanged}, refused: {rejected}.",
        inserted=done.inserted, updated=done.updated, unchanged=done.unchanged, rejected=done.rejected,
    )  # fmt: skip
    ReportDialog(window.workspace, Path(path).name, render(counts), problems, window).open()
