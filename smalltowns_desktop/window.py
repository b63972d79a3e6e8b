"""The window's half of the composition root: pages, dialogs and the event's database, put together.

Beside app.py and not in it, because a command must not wait for Qt to load.
"""

import os
import sys
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from smalltowns_desktop.domain.text import N_, say
from smalltowns_desktop.domain.times import local_now
from smalltowns_desktop.gui.crash import BugWatch, CrashDialog
from smalltowns_desktop.gui.known_files import know_files_by_name
from smalltowns_desktop.gui.late import Late
from smalltowns_desktop.gui.main_window import PageSpec
from smalltowns_desktop.gui.pages.overview import OverviewPage
from smalltowns_desktop.gui.program import Parts, Program, wants_dark
from smalltowns_desktop.gui.settings import WindowSettings, kept_settings
from smalltowns_desktop.gui.store import EventStore
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.focus_ring import FocusRings
from smalltowns_desktop.gui.widgets.rail import RailItem
from smalltowns_desktop.gui.workspace import Place
from smalltowns_desktop.services.events import open_to_work
from smalltowns_desktop.services.languages import preferred_language, translator
from smalltowns_desktop.storage.database import Database

BACKUP_MS = 30 * 60 * 1000


def _page(name: str) -> Late:
    return Late(f"smalltowns_desktop.gui.pages.{name}")


PAGES = (
    PageSpec(RailItem("overview", N_("Overview"), "layout-dashboard"), OverviewPage),
    PageSpec(RailItem("programme", N_("Programme"), "calendar-range"), _page("programme:ProgrammePage")),
    PageSpec(RailItem("places", N_("Places"), "map-pin"), _page("places:PlacesPage")),
    PageSpec(RailItem("delegations", N_("Delegations"), "flag"), _page("delegations:DelegationsPage")),
    PageSpec(RailItem("participants", N_("Participants"), "users"), _page("participants:ParticipantsPage")),
    PageSpec(RailItem("transport", N_("Transport"), "bus"), _page("transport:TransportPage")),
    PageSpec(RailItem("agreements", N_("Agreements"), "file-signature"), _page("agreements:AgreementsPage")),
    PageSpec(RailItem("print", N_("Print"), "printer"), _page("print:PrintPage")),
    PageSpec(RailItem("checkin", N_("Check-in"), "scan-line"), _page("checkin:CheckinPage")),
    PageSpec(RailItem("settings", N_("Settings"), "settings", last=True), _page("settings:SettingsPage")),
    PageSpec(RailItem("import", N_("Import"), "file-spreadsheet"), _page("import_people:ImportPage"), on_rail=False),
    PageSpec(RailItem("history", N_("History"), "history"), _page("history:HistoryPage"), on_rail=False),
)
"""In the order of the rail; titles are source texts."""


def begin_program(event: str | None, opening: Future[Database] | None) -> Program:
    """The program with what watches over it; it opens the event, or the welcome, when the loop of its application runs.

    `opening`: the event, on its way.
    """
    know_files_by_name()
    application = QApplication(sys.argv)
    application.setApplicationName("smalltowns")
    application.setApplicationDisplayName("Smalltowns Desktop")
    program = build_program(application, kept_settings(), opening=opening)
    watch = BugWatch(lambda trace: CrashDialog(program.words, trace, program.parent_widget()).exec(), program)
    watch.install()
    program.jobs.crashed.connect(watch.report)
    QTimer.singleShot(0, program, partial(program.start, event))  # in the loop, where a mistake can be told
    return program


def event_clock(store: EventStore) -> datetime:
    """Now on the clock of an open event."""
    return local_now(store.programme.event.timezone)


def build_program(
    application: QApplication,
    settings: WindowSettings,
    now: Callable[[EventStore], datetime] = event_clock,
    opening: Future[Database] | None = None,
) -> Program:
    """Everything that a window needs, not shown yet. Pictures and tests choose what time it is.

    `opening`: the first event to be opened, without a password, on its way in a thread of its own.
    """
    theme = Theme(dark=wants_dark(settings.theme, application))
    theme.apply(application)
    language = settings.language or preferred_language(os.environ)
    parts = Parts(
        pages=PAGES,
        deeds=DEEDS,
        welcome=Late("smalltowns_desktop.gui.event_deeds:make_welcome"),
        open_database=_opener(settings, opening),
        ask_password=Late("smalltowns_desktop.gui.event_deeds:ask_password"),
        offer_rescue=Late("smalltowns_desktop.gui.rescue_deeds:offer_rescue"),
        translator=translator,
        now=now,
    )
    program = Program(application, theme, settings, parts, language)
    program.event_opened.connect(partial(take_care, program))
    FocusRings(theme, application, program)
    return program


def take_care(program: Program, store: EventStore) -> None:
    """What an open event needs besides its window, from when its first page is seen."""
    store.begun.connect(partial(_warm_up, program))
    if not store.db.read_only:
        store.begun.connect(partial(keep_backups, program, store))


def keep_backups(program: Program, store: EventStore) -> None:
    """A rolling copy now, and every half an hour in which something changed, for as long as the event is open."""
    back_up_before = Late("smalltowns_desktop.services.care:back_up_before")

    def copy() -> None:
        folder = program.settings.backups_folder
        job = program.jobs.run(say("Making a backup"), lambda _: back_up_before(store.db, folder))
        job.refused.connect(store.refused)

    timer = QTimer(store, interval=BACKUP_MS)
    timer.timeout.connect(copy)
    timer.start()
    copy()


def _warm_up(program: Program) -> None:
    """Load the other pages while the first one is looked at; what is loaded by then is there to stay."""

    def load(_: object) -> None:
        for page in PAGES:
            if isinstance(page.build, Late):
                page.build.load()

    job = program.jobs.run(say("Loading the pages"), load)
    job.succeeded.connect(program.rubbish.keep)
    job.crashed.connect(program.rubbish.begin)


def _opener(settings: WindowSettings, opening: Future[Database] | None) -> Callable[[str, str | None], Database]:
    waiting = [opening] if opening is not None else []

    def open_database(event: str, password: str | None) -> Database:
        if waiting and password is None:
            return waiting.pop().result()
        return open_to_work(event, password, lambda: settings.backups_folder)

    return open_database


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
    # Loaded by now.
    from smalltowns_desktop.gui.pages.programme import ProgrammePage  # noqa: PLC0415

    page = program.window.current_page
    if isinstance(page, ProgrammePage):
        page.new_activity()


DEEDS: dict[str, Callable[[Program], object]] = {
    "new": Late("smalltowns_desktop.gui.event_deeds:new_event"),
    "open": lambda program: program.ask_and_open(),
    "demo": Late("smalltowns_desktop.gui.event_deeds:new_demo"),
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
    "search": Late("smalltowns_desktop.gui.dialog_deeds:find_anything"),
    "shortcuts": Late("smalltowns_desktop.gui.dialog_deeds:show_keys"),
    "about": Late("smalltowns_desktop.gui.dialog_deeds:show_about"),
    "history": _go("history"),
    "new-activity": new_activity,
    "copy": Late("smalltowns_desktop.gui.file_deeds:save_copy"),
    "import-people": _go("import"),
    "import-workbook": Late("smalltowns_desktop.gui.file_deeds:read_workbook"),
    "import-schedule": Late("smalltowns_desktop.gui.file_deeds:read_schedule"),
    "export-workbook": Late("smalltowns_desktop.gui.file_deeds:write_workbook"),
    "print": _go("print"),
}
"""What the window's actions do, beyond what the main window does itself."""
