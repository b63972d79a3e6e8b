"""The main window: wires pages, actions and news, and knows nothing else.

Wishes come up from the pages as signals (`go_requested`, `action_requested`), news come down from the store. Pages are
made when they are first entered. Signals: `event_requested` (an address to open; "" to close), `demo_requested`,
`new_requested`, `language_requested`, `theme_toggled`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from smalltowns_desktop.domain.errors import UserError
from smalltowns_desktop.domain.text import Text
from smalltowns_desktop.gui.actions import NEEDS_WRITING, make_actions
from smalltowns_desktop.gui.dialogs.leaving import Leaving, LeavingDialog
from smalltowns_desktop.gui.jobs import Job
from smalltowns_desktop.gui.pages.page import Page
from smalltowns_desktop.gui.store import Done
from smalltowns_desktop.gui.widgets.enter import press_focused
from smalltowns_desktop.gui.widgets.panels import enter_next, panels_of
from smalltowns_desktop.gui.widgets.parts import row
from smalltowns_desktop.gui.widgets.rail import Rail, RailItem
from smalltowns_desktop.gui.widgets.status_line import StatusLine
from smalltowns_desktop.gui.widgets.toast import Toast
from smalltowns_desktop.gui.widgets.top_bar import TopBar
from smalltowns_desktop.gui.wording import conflict_counts, date_range
from smalltowns_desktop.gui.workspace import Place, Workspace

SMALLEST = (1280, 720)
USUAL = (1440, 900)
_FOLDING = {"side-panel": Page.toggle_side_panel, "bottom-panel": Page.toggle_bottom_panel}
_UNSEEN_MS = 2_000
"""After that the rest is read, painted or not: the window may have come up minimised."""
_PATIENCE_MS = 300
"""A job that takes longer is named in the status line."""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page and how it is made."""

    item: RailItem
    build: Callable[[Workspace], Page]
    on_rail: bool = True
    """False: reached by an action or from another page only."""


class MainWindow(QMainWindow):
    """A window on one open event."""

    files_dropped = Signal(list)
    closed = Signal()
    painted = Signal()
    """Seen for the first time, whole."""

    def __init__(
        self, workspace: Workspace, pages: Sequence[PageSpec], deeds: Mapping[str, Callable[[], object]]
    ) -> None:
        """`deeds`: what an action does, by the action's key; undo, redo and the pages are wired here."""
        super().__init__()
        self.workspace = workspace
        self.store = workspace.store
        self.asks_before_closing = True
        """Where what the window shows would be lost with it."""
        self._specs = {spec.item.key: spec for spec in pages}
        self._pages: dict[str, Page] = {}
        self.setMinimumSize(*SMALLEST)
        self.setAcceptDrops(True)
        self.actions_by_key = make_actions(workspace.words, self)
        self._top = TopBar(workspace.theme, workspace.words, self.actions_by_key)
        on_rail = [item for item in self.items if self._specs[item.key].on_rail]
        self._rail = Rail(workspace.theme, on_rail, workspace.say("Pages"))
        self._stack = QStackedWidget()
        self._status = StatusLine(workspace.theme, workspace.say("Cancel"))
        self._middle = QWidget()
        self._lay_out()
        self._toast = Toast(workspace.theme, workspace.say("Undo"), self._middle)
        self._wire(deeds)
        self._job: Job[object] | None = None
        self._is_painted = False
        self.painted.connect(self.store.begin)
        QTimer.singleShot(_UNSEEN_MS, self, self.store.begin)
        self._show_event()
        self.enter(next(iter(self._specs)))
        self._restore_layout()

    @property
    def items(self) -> list[RailItem]:
        """Every page that can be entered, with its title in the window's language; those of the rail first."""
        specs = sorted(self._specs.values(), key=lambda spec: not spec.on_rail)
        return [replace(spec.item, title=self.workspace.words.word(spec.item.title)) for spec in specs]

    @property
    def current_key(self) -> str:
        return next(key for key, page in self._pages.items() if page is self._stack.currentWidget())

    @property
    def current_page(self) -> Page:
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def page(self, key: str) -> Page:
        """A page, made now if nobody has entered it yet."""
        if key not in self._pages:
            page = self._specs[key].build(self.workspace)
            page.go_requested.connect(self.go)
            page.action_requested.connect(self._trigger)
            page.count_told.connect(self._show_count)
            page.notes_changed.connect(self._show_notes)
            self._pages[key] = page
            self._stack.addWidget(page)
        return self._pages[key]

    def enter(self, key: str) -> None:
        """Bring a page to the front."""
        page = self.page(key)
        self._stack.setCurrentWidget(page)
        self._rail.choose(key if self._specs[key].on_rail else "")
        self.setWindowTitle(f"{self.store.programme.event.title} — {self.workspace.say('Small towns')}")
        self._fit_actions(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        page.entered()
        self._show_notes()

    def go(self, place: Place) -> None:
        """Bring a row of a page to the front."""
        self.enter(place.page)
        self.current_page.show_place(place)

    def tell(self, text: str, *, undo: bool = False, problem: bool = False) -> None:
        """Say something at the foot of the window."""
        self._toast.tell(text, undo=undo, problem=problem)

    # Building

    def _lay_out(self) -> None:
        self._middle.setLayout(row(self._rail, self._stack, gap=0))
        self.setMenuWidget(self._top)
        self.setCentralWidget(self._middle)
        self.setStatusBar(self._status)

    def _wire(self, deeds: Mapping[str, Callable[[], object]]) -> None:
        self._rail.chosen.connect(self.enter)
        on_rail = [key for key, spec in self._specs.items() if spec.on_rail]
        for number, key in enumerate(on_rail[:9], start=1):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(lambda key=key: self.enter(key))
        for keys, step in (("F6", 1), ("Shift+F6", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda step=step: self._next_panel(step))
        own: dict[str, Callable[[], object]] = {
            "undo": self.store.undo,
            "redo": self.store.redo,
            "check": self.store.check_again,
            "side-panel": lambda: self.current_page.toggle_side_panel(),
            "bottom-panel": lambda: self.current_page.toggle_bottom_panel(),
        }
        for key, action in self.actions_by_key.items():
            deed = {**deeds, **own}.get(key)
            if deed is not None:
                action.triggered.connect(lambda _checked=False, deed=deed: deed())
            action.setVisible(deed is not None)
            self.addAction(action)
        self._toast.undo_requested.connect(self.store.undo)
        self._status.conflicts_clicked.connect(lambda: self.go(Place("programme", "conflicts")))
        self._status.cancel_clicked.connect(self._cancel_job)
        self.store.done.connect(self._tell_done)
        self.store.refused.connect(self._tell_refused)
        self.store.programme_changed.connect(self._show_event)
        self.store.place_changed.connect(self._show_event)
        self.store.conflicts_changed.connect(self._show_conflicts)
        self.store.begun.connect(self._show_event)
        self.workspace.jobs.started.connect(self._watch_job)

    # News

    def _show_event(self) -> None:
        words, event = self.workspace, self.store.programme.event
        self._top.show_event(event.title, date_range(event.starts_on, event.ends_on, words.words.language))
        edition = (
            words.say("Edition {number}", number=event.edition) if event.edition else words.say("Not released yet")
        )
        place = self.store.db.name.replace("\\", "/").rpartition("/")[2]
        read_only = self.store.db.read_only
        saved = words.say("For reading only") if read_only else words.say("Saved")
        self._status.show_event(edition, words.say("Works offline · {file}", file=place), saved, read_only=read_only)
        if self.store.file_gone:
            self._status.show_danger(words.say("Not saved: the file is gone"))
        for key in NEEDS_WRITING:
            self.actions_by_key[key].setEnabled(not self.store.db.read_only)
        undo, redo = self.store.undo_title, self.store.redo_title
        for key, title, sentence in (("undo", undo, "Undo: {deed}"), ("redo", redo, "Redo: {deed}")):
            action = self.actions_by_key[key]
            action.setEnabled(title is not None and not self.store.db.read_only)
            action.setToolTip(action.text() if title is None else words.say(sentence, deed=title))
        self._show_conflicts()

    def _show_conflicts(self) -> None:
        errors, warnings = self.store.open_conflicts()
        self._status.show_conflicts(conflict_counts(self.workspace, errors, warnings))
        if "programme" in self._specs:
            self._rail.show_count("programme", errors or warnings, urgent=errors > 0)

    def _show_count(self, key: str, count: int, urgent: bool) -> None:
        if key in self._specs and self._specs[key].on_rail:
            self._rail.show_count(key, count, urgent=urgent)

    def _show_notes(self) -> None:
        self._status.show_notes(self.current_page.notes())

    def _tell_done(self, done: Done) -> None:
        self._toast.tell(self.workspace.render(done.title), undo=done.can_undo)

    def _tell_refused(self, error: UserError) -> None:
        self._toast.tell(self.workspace.render(error.text), problem=True)

    def _watch_job(self, job: Job[object]) -> None:
        self._job = job
        # Slots of this window, and its timer: the job may outlive it.
        QTimer.singleShot(_PATIENCE_MS, self, lambda: self._show_job(job, None))
        job.progressed.connect(self._show_progress)
        job.ended.connect(self._hide_job)

    def _show_progress(self, share: float) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self._show_job(job, share)

    def _show_job(self, job: Job[object], share: float | None) -> None:
        if job is self._job:
            self._status.show_work(self._job_title(job.title), share)

    def _job_title(self, title: Text) -> str:
        return self.workspace.render(title)

    def _hide_job(self) -> None:
        self._job = None
        self._status.show_work("", None)

    def _cancel_job(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _fit_actions(self, page: Page) -> None:
        """The page's own keys go before the same keys of the window: Qt would answer to neither."""
        taken = {shortcut.key() for shortcut in page.findChildren(QShortcut)}
        for action in self.actions_by_key.values():
            in_page = not action.shortcut().isEmpty() and action.shortcut() in taken
            action.setShortcutContext(
                Qt.ShortcutContext.WidgetShortcut if in_page else Qt.ShortcutContext.WindowShortcut
            )
        for key, plain in _FOLDING.items():
            self.actions_by_key[key].setEnabled(getattr(type(page), plain.__name__) is not plain)

    def _next_panel(self, step: int) -> None:
        enter_next([self._rail, *panels_of(self.current_page), self._top], step)

    def _trigger(self, key: str) -> None:
        self.actions_by_key[key].trigger()

    # The window itself

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            # The window's own ground is painted first; by the next turn of the loop so is all that stands on it.
            QTimer.singleShot(0, self, self.painted.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and all(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.files_dropped.emit([url.toLocalFile() for url in event.mimeData().urls()])

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.asks_before_closing and self.store.file_gone and not self.store.copy_saved and not self._may_leave():
            event.ignore()
            return
        self.workspace.settings.keep_layout("window", self.saveGeometry())
        super().closeEvent(event)
        self.closed.emit()

    def _may_leave(self) -> bool:
        way = LeavingDialog.ask(self.workspace, self)
        if way is Leaving.COPY:
            QTimer.singleShot(0, self, self.actions_by_key["copy"].trigger)
        return way is Leaving.LEAVE

    def _restore_layout(self) -> None:
        saved = self.workspace.settings.layout("window")
        if saved is None or not self.restoreGeometry(saved):
            self.resize(*USUAL)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
