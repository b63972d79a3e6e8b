"""Deeds of the welcome and of the Data menu that make a congress: a new one, the practice one."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from smalltowns_desktop.domain.errors import UserError
from smalltowns_desktop.domain.model import EVENT_KEY, Event
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.dialogs.new_event import NewEventDialog
from smalltowns_desktop.gui.dialogs.password import PasswordDialog
from smalltowns_desktop.gui.dialogs.recovery_key import RecoveryKeyDialog
from smalltowns_desktop.gui.program import EVENT_SUFFIX, Program
from smalltowns_desktop.gui.welcome import RecentEvent, Welcome
from smalltowns_desktop.services.authors import local_author
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.services.events import create_event, is_server, show_recovery_key


def make_welcome(program: Program) -> QWidget:
    recent = [RecentEvent(event, Path(event).stem, _is_there(event)) for event in program.settings.recent]
    welcome = Welcome(program.theme, program.words, recent)
    welcome.new_requested.connect(partial(new_event, program))
    welcome.demo_requested.connect(partial(new_demo, program))
    welcome.open_requested.connect(lambda event: program.open_event(event) if event else program.ask_and_open())
    welcome.language_requested.connect(program.set_language)
    welcome.theme_toggled.connect(program.toggle_theme)
    welcome.recent_cleared.connect(partial(forget_recent, program))
    welcome.files_dropped.connect(program.open_dropped)
    return welcome


def ask_password(program: Program, event: str) -> str | None:
    return PasswordDialog.ask(program.words, event, program.parent_widget())


def new_event(program: Program) -> None:
    """Ask for a congress and a place for its file, make it, open it."""
    wanted = NewEventDialog.ask(program.words, datetime.now(UTC).date(), program.parent_widget())
    if wanted is None:
        return
    path = _ask_new_path(program, wanted.title)
    if path is None:
        return
    row = Event(
        EVENT_KEY, wanted.title, wanted.starts_on, wanted.ends_on, wanted.timezone, language=program.words.language
    )
    try:
        with create_event(path, row, author=local_author(), password=wanted.password) as db:
            key = None if wanted.password is None else show_recovery_key(db, wanted.password)
    except UserError as error:
        program.tell_problem(error.text)
        return
    if key is not None:
        RecoveryKeyDialog.tell(program.words, wanted.title, key, program.parent_widget())
    program.open_event(str(path), wanted.password)


def new_demo(program: Program) -> None:
    """Make the practice congress in a file of the person's choice, off the window's thread, and open it."""
    path = _ask_new_path(program, program.render(say("Practice congress")))
    if path is None:
        return

    def make(_: object) -> str:
        create_demo(path, DemoOptions(), author=local_author()).db.close()
        return str(path)

    job = program.jobs.run(say("Creating the demo congress"), make)
    job.succeeded.connect(program.open_event)
    job.refused.connect(lambda error: program.tell_problem(error.text))


def forget_recent(program: Program) -> None:
    program.settings.forget_recent(program.settings.recent)
    program.show_welcome()


def _ask_new_path(program: Program, title: str) -> Path | None:
    name = "".join(letter if letter.isalnum() or letter in " -" else "_" for letter in title).strip()[:80]
    suggestion = str(Path.home() / f"{name}{EVENT_SUFFIX}")
    kinds = program.render(say("Congress files (*.smalltowns)"))
    chosen, _ = QFileDialog.getSaveFileName(
        program.parent_widget(), program.render(say("Where to keep it")), suggestion, kinds
    )
    if not chosen:
        return None
    return Path(chosen if chosen.endswith(EVENT_SUFFIX) else f"{chosen}{EVENT_SUFFIX}")


def _is_there(event: str) -> bool:
    return is_server(event) or Path(event).is_file()
