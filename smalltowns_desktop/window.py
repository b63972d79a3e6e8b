"""The window's half of the composition root: pages, dialogs and the event's database, put together.

Beside app.py and not in it, because a command must not wait for Qt to load.
"""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from smalltowns_desktop.cli.common import preferred_language, translator
from smalltowns_desktop.domain.errors import EventLocked, UserError
from smalltowns_desktop.domain.model import EVENT_KEY, Event
from smalltowns_desktop.domain.text import N_, say
from smalltowns_desktop.domain.times import local_now
from smalltowns_desktop.gui.crash import BugWatch, CrashDialog
from smalltowns_desktop.gui.dialog_deeds import find_anything, show_about, show_keys
from smalltowns_desktop.gui.dialogs.new_event import NewEventDialog
from smalltowns_desktop.gui.dialogs.password import PasswordDialog
from smalltowns_desktop.gui.dialogs.recovery_key import RecoveryKeyDialog
from smalltowns_desktop.gui.file_deeds import read_schedule, read_workbook, save_copy, write_workbook
from smalltowns_desktop.gui.main_window import PageSpec
from smalltowns_desktop.gui.pages.agreements import AgreementsPage
from smalltowns_desktop.gui.pages.checkin import CheckinPage
from smalltowns_desktop.gui.pages.delegations import DelegationsPage
from smalltowns_desktop.gui.pages.history import HistoryPage
from smalltowns_desktop.gui.pages.import_people import ImportPage
from smalltowns_desktop.gui.pages.overview import OverviewPage
from smalltowns_desktop.gui.pages.participants import ParticipantsPage
from smalltowns_desktop.gui.pages.places import PlacesPage
from smalltowns_desktop.gui.pages.print import PrintPage
from smalltowns_desktop.gui.pages.programme import ProgrammePage
from smalltowns_desktop.gui.pages.settings import SettingsPage
from smalltowns_desktop.gui.pages.transport import TransportPage
from smalltowns_desktop.gui.program import EVENT_SUFFIX, Parts, Program, wants_dark
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.store import EventStore
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.welcome import RecentEvent, Welcome
from smalltowns_desktop.gui.widgets.focus_ring import FocusRings
from smalltowns_desktop.gui.widgets.rail import RailItem
from smalltowns_desktop.gui.workspace import Place
from smalltowns_desktop.services.authors import local_author
from smalltowns_desktop.services.care import back_up_before
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.services.events import SERVER_PREFIX, create_event, open_event, show_recovery_key
from smalltowns_desktop.services.places import data_folder
from smalltowns_desktop.storage.database import Database

BACKUP_MS = 30 * 60 * 1000
PAGES = (
    PageSpec(RailItem("overview", N_("Overview"), "layout-dashboard"), OverviewPage),
    PageSpec(RailItem("programme", N_("Programme"), "calendar-range"), ProgrammePage),
    PageSpec(RailItem("places", N_("Places"), "map-pin"), PlacesPage),
    PageSpec(RailItem("delegations", N_("Delegations"), "flag"), DelegationsPage),
    PageSpec(RailItem("participants", N_("Participants"), "users"), ParticipantsPage),
    PageSpec(RailItem("transport", N_("Transport"), "bus"), TransportPage),
    PageSpec(RailItem("agreements", N_("Agreements"), "file-signature"), AgreementsPage),
    PageSpec(RailItem("print", N_("Print"), "printer"), PrintPage),
    PageSpec(RailItem("checkin", N_("Check-in"), "scan-line"), CheckinPage),
    PageSpec(RailItem("settings", N_("Settings"), "settings", last=True), SettingsPage),
    PageSpec(RailItem("import", N_("Import"), "file-spreadsheet"), ImportPage, on_rail=False),
    PageSpec(RailItem("history", N_("History"), "history"), HistoryPage, on_rail=False),
)
"""In the order of the rail; titles are source texts."""


def run_window(event: str | None) -> int:
    """Open the window on an event, or the welcome; returns the exit status."""
    application = QApplication(sys.argv)
    application.setApplicationName("smalltowns")
    application.setApplicationDisplayName("Smalltowns Desktop")
    program = build_program(application, WindowSettings(data_folder() / "window.ini"))
    watch = BugWatch(lambda trace: CrashDialog(program.words, trace, program.parent_widget()).exec(), program)
    watch.install()
    program.jobs.crashed.connect(watch.report)
    QTimer.singleShot(0, program, partial(program.start, event))  # in the loop, where a mistake can be told
    return application.exec()


def event_clock(store: EventStore) -> datetime:
    """Now on the clock of an open event."""
    return local_now(store.programme.event.timezone)


def build_program(
    application: QApplication, settings: WindowSettings, now: Callable[[EventStore], datetime] = event_clock
) -> Program:
    """Everything that a window needs, not shown yet. Pictures and tests choose what time it is."""
    theme = Theme(dark=wants_dark(settings.theme, application))
    theme.apply(application)
    language = settings.language or preferred_language(os.environ)
    parts = Parts(
        pages=PAGES,
        deeds=DEEDS,
        welcome=make_welcome,
        open_database=lambda event, password: open_database(event, password, settings.backups_folder),
        ask_password=lambda program, event: PasswordDialog.ask(program.words, event, program.parent_widget()),
        translator=translator,
        now=now,
    )
    program = Program(application, theme, settings, parts, language)
    program.event_opened.connect(partial(keep_backups, program))
    FocusRings(theme, application, program)
    return program


def keep_backups(program: Program, store: EventStore) -> None:
    """A rolling copy now, and every half an hour in which something changed, for as long as the event is open."""
    if store.db.read_only:
        return

    def copy() -> None:
        folder = program.settings.backups_folder
        job = program.jobs.run(say("Making a backup"), lambda _: back_up_before(store.db, folder))
        job.refused.connect(store.refused)

    timer = QTimer(store, interval=BACKUP_MS)
    timer.timeout.connect(copy)
    timer.start()
    copy()


def open_database(event: str, password: str | None, backups: Path) -> Database:
    """Open for writing, or for reading where only that is possible."""
    try:
        return open_event(event, author=local_author(), password=password, keep_reserve=True, backups=backups)
    except EventLocked:
        return open_event(event, author=local_author(), password=password, read_only=True, backups=backups)


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


def _go(page: str, kind: str = "") -> Callable[[Program], None]:
    def deed(program: Program) -> None:
        if program.window is not None:
            program.window.go(Place(page, kind))

    return deed


def new_activity(program: Program) -> None:
    """Begin an activity on the programme's page."""
    if program.window is None:
        return
    program.window.enter("programme")
    page = program.window.current_page
    if isinstance(page, ProgrammePage):
        page.new_activity()


DEEDS: dict[str, Callable[[Program], object]] = {
    "new": new_event,
    "open": lambda program: program.ask_and_open(),
    "demo": new_demo,
    "close": lambda program: program.show_welcome(),
    "quit": lambda program: program.application.quit(),
    "theme": lambda program: program.toggle_theme(),
    "theme-light": lambda program: program.set_theme("light"),
    "theme-dark": lambda program: program.set_theme("dark"),
    "theme-system": lambda program: program.set_theme(""),
    "language-ru": lambda program: program.set_language("ru"),
    "language-be": lambda program: program.set_language("be"),
    "language-en": lambda program: program.set_language("en"),
    "event-settings": _go("settings", "congress"),
    "search": find_anything,
    "shortcuts": show_keys,
    "about": show_about,
    "history": _go("history"),
    "new-activity": new_activity,
    "copy": save_copy,
    "import-people": _go("import"),
    "import-workbook": read_workbook,
    "import-schedule": read_schedule,
    "export-workbook": write_workbook,
    "print": _go("print"),
}
"""What the window's actions do, beyond what the main window does itself."""


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
    return event.startswith(SERVER_PREFIX) or Path(event).is_file()
