"""The program around its windows: which event is open, in which language and theme; welcome when none is.

One window at a time. A switch of language builds the window anew over the same open event.
"""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from smalltowns_desktop.domain.errors import (
    EventFileDamaged,
    EventReadOnly,
    NoEventInside,
    NotAnEventFile,
    UserError,
    WrongPassword,
)
from smalltowns_desktop.domain.text import Text, Translator, say
from smalltowns_desktop.gui.jobs import JobRunner
from smalltowns_desktop.gui.main_window import MainWindow, PageSpec
from smalltowns_desktop.gui.qt_words import let_qt_speak
from smalltowns_desktop.gui.rubbish import Rubbish
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.store import EventStore
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.events import is_server
from smalltowns_desktop.storage.database import Database

EVENT_SUFFIX = ".smalltowns"


@dataclass(frozen=True, slots=True)
class Parts:
    """What the composition root hands over, so that this module knows no page and no dialog by name."""

    pages: Sequence[PageSpec]
    deeds: Mapping[str, Callable[["Program"], object]]
    """What a window's action does, by the action's key."""
    welcome: Callable[["Program"], QWidget]
    open_database: Callable[[str, str | None], Database]
    """Address and password; raises `UserError`."""
    ask_password: Callable[["Program", str], str | None]
    offer_rescue: Callable[["Program", str, str | None, EventFileDamaged], None]
    """Of an event (its address, its password) whose file is damaged."""
    translator: Callable[[str], Translator]
    now: Callable[[EventStore], datetime]


class Program(QObject):
    """Opens and closes events. `window` is the open event's, `welcome` the one without an event.

    Signals: `event_opened` (the `EventStore`).
    """

    event_opened = Signal(object)

    def __init__(
        self, application: QApplication, theme: Theme, settings: WindowSettings, parts: Parts, language: str
    ) -> None:
        super().__init__()
        self.application = application
        self.theme = theme
        self.settings = settings
        self.parts = parts
        self.words = parts.translator(language)
        let_qt_speak(application, self.words)
        self.jobs = JobRunner(self)
        self.rubbish = Rubbish(self)
        self.window: MainWindow | None = None
        self.welcome: QWidget | None = None

    def start(self, event: str | None) -> None:
        """Show the event that was named, or the welcome."""
        if event is not None and self.open_event(event):
            return
        if self.welcome is None:  # or else it is there already, and says why the event does not open
            self.show_welcome()

    def show_welcome(self) -> None:
        """The window without an event."""
        if not self._close_windows():
            return
        self.welcome = self.parts.welcome(self)
        self.welcome.show()
        self.rubbish.begin()

    def open_event(self, event: str, password: str | None = None) -> bool:
        """Open an event by path or address, asking for its password if it has one; False after telling why not.

        A server's opens when it has answered: a job, and True meanwhile.
        """
        if is_server(event):
            self._ask_server(event)
            return True
        try:
            store = self._open_store(self.parts.open_database(event, password))
        except EventFileDamaged as error:
            self.parts.offer_rescue(self, event, password, error)
            return False
        except UserError as error:
            if _may_be_protected(error):
                password = self.parts.ask_password(self, event)
                return password is not None and self.open_event(event, password)
            self.tell_problem(error.text)
            return False
        return self._show_event(store, store.db.name)  # the whole path, wherever the program is started from next

    def _ask_server(self, address: str) -> None:
        """Open the event of a server off the window's thread: one that is away takes its time to show it."""
        if self.parent_widget() is None:
            self.show_welcome()

        def take(db: Database) -> None:
            try:
                self._show_event(self._open_store(db), address)
            except UserError as error:
                self.tell_problem(error.text)

        waiting = say("Asking the server for the congress")
        job = self.jobs.run(waiting, lambda _: self.parts.open_database(address, None))
        job.succeeded.connect(take)
        job.refused.connect(lambda error: self.tell_problem(error.text))
        if self.window is None:  # the other one shows jobs at its foot
            self._tell(waiting, problem=False)

    def _show_event(self, store: EventStore, address: str) -> bool:
        """The window of an event that is open; False if the person would rather stay where they are."""
        if not self._close_windows():
            store.close()
            return False
        self.settings.remember_recent(address)
        self._show_window(store)
        self.event_opened.emit(store)
        return True

    def _open_store(self, db: Database) -> EventStore:
        with ExitStack() as undo_on_failure:
            undo_on_failure.callback(db.close)
            store = EventStore(db, self.jobs)
            undo_on_failure.pop_all()
        return store

    def ask_and_open(self) -> None:
        """Let the person choose an event file."""
        path, _ = QFileDialog.getOpenFileName(
            self.parent_widget(),
            self.render(say("Open a congress")),
            "",
            self.render(say("Congress files (*.smalltowns)")),
        )
        if path:
            self.open_event(path)

    def open_dropped(self, paths: Sequence[str]) -> None:
        """Files dropped on a window: an event is opened, a spreadsheet goes to the import."""
        for path in paths:
            if path.casefold().endswith(EVENT_SUFFIX):
                self.open_event(path)
                return
        if not paths:
            return
        if self.window is None:
            self.tell_problem(say("Open a congress first, and then drop the list of people on it."))
        elif self.window.store.db.read_only:
            self.tell_problem(EventReadOnly(self.window.store.db.name).text)
        else:
            self.window.go(Place("import", "file", paths[0]))

    def set_language(self, language: str) -> None:
        """Speak another language at once."""
        self.settings.language = language
        self.words = self.parts.translator(language)
        let_qt_speak(self.application, self.words)
        if self.window is None:
            self.show_welcome()
            return
        store, page = self.window.store, self.window.current_key
        self.window.closed.disconnect()
        self.window.asks_before_closing = False
        self.window.close()
        self.window.deleteLater()
        self._show_window(store)
        self.window.enter(page)

    def toggle_theme(self) -> None:
        """Light to dark and back, remembered."""
        self.set_theme("light" if self.theme.dark else "dark")

    def set_theme(self, theme: str) -> None:
        """`light`, `dark`, or "" for the system's; remembered."""
        self.settings.theme = theme
        self.theme.set_dark(wants_dark(theme, self.application), self.application)

    def tell_problem(self, text: Text) -> None:
        """Say what went wrong, in whatever window is open."""
        self._tell(text, problem=True)

    def _tell(self, text: Text, *, problem: bool) -> None:
        if self.window is not None:
            self.window.tell(self.render(text), problem=problem)
            return
        if self.welcome is None:
            self.show_welcome()
        tell = getattr(self.welcome, "tell", None)
        if tell is not None:
            tell(self.render(text), problem=problem)

    def parent_widget(self) -> QWidget | None:
        return self.window or self.welcome

    def render(self, text: Text) -> str:
        return self.words.render(text)

    def _show_window(self, store: EventStore) -> None:
        workspace = Workspace(
            store, self.jobs, self.theme, self.words, self.settings, now=lambda: self.parts.now(store)
        )
        deeds = {key: _bound(deed, self) for key, deed in self.parts.deeds.items()}
        self.window = MainWindow(workspace, self.parts.pages, deeds)
        self.window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.window.files_dropped.connect(self.open_dropped)
        self.window.closed.connect(self._window_closed)
        self.window.show()

    def _window_closed(self) -> None:
        if self.window is not None:
            window, self.window = self.window, None
            self.rubbish.release()
            self.jobs.wait()
            window.store.close()
            for gone in (window, window.store):  # what listens to the theme would live on for ever
                gone.deleteLater()

    def _close_windows(self) -> bool:
        """False if the person would rather stay."""
        if self.window is not None and not self.window.close():
            return False
        if self.welcome is not None:
            self.welcome.close()
            self.welcome.deleteLater()
            self.welcome = None
        return True


def _bound(deed: Callable[[Program], object], program: Program) -> Callable[[], object]:
    return lambda: deed(program)


def wants_dark(theme: str, application: QApplication) -> bool:
    """Whether a choice of theme means dark; "" is what the system has."""
    return theme == "dark" or (not theme and application.styleHints().colorScheme() == Qt.ColorScheme.Dark)


def _may_be_protected(error: UserError) -> bool:
    return isinstance(error, NotAnEventFile | WrongPassword) and not isinstance(error, NoEventInside)
