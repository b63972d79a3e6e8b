"""Find anything: people, places, visits, deeds, commands. Ctrl+K, a few letters, Enter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QLineEdit, QListView, QWidget

from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.domain.times import from_utc
from smalltowns_desktop.gui.dialogs.search_words import hit_of
from smalltowns_desktop.gui.models.search_hits import HIT_ROLE, ROW_HEIGHT, Hit, HitDelegate, HitsModel
from smalltowns_desktop.gui.search_index import HEADINGS, Shelf, Thing, place_of, shelve, shelve_texts
from smalltowns_desktop.gui.widgets.parts import IconLabel, column, label, row, surface
from smalltowns_desktop.gui.widgets.search_field import needles_of
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.journal import list_deeds

WIDTH, HEIGHT = 720, 520
_TOP = 56
_EACH, _ALONE = 5, 40
"""Rows of a group among others, and of the only one."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the window does: a page to open, a menu's entry."""

    key: str
    title: str
    icon: str
    keys: str
    run: Callable[[], object]


class SearchPalette(QDialog):
    """Over the upper half of its window. Signals: `place_chosen` (a `Place`)."""

    place_chosen = Signal(object)

    def __init__(self, workspace: Workspace, commands: Callable[[], Sequence[Command]], over: QWidget) -> None:
        """`commands`: those that can be done at the moment; asked each time that the search is opened."""
        super().__init__(over, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self._workspace, self._over, self._commands_now = workspace, over, commands
        self._commands: dict[str, Command] = {}
        self._shelves: dict[str, Shelf] = {}
        self._shelved: Programme | None = None
        """The snapshot that stands on the shelves."""
        self._wanted: Programme | None = None
        name = workspace.say("Find anything")
        self.setWindowTitle(name)
        self.field = QLineEdit()
        self.field.setPlaceholderText(workspace.say("A name, a place, a visit, a deed, a command"))
        self.field.setAccessibleName(name)
        self.field.setProperty("bare", True)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._search)
        self.model = HitsModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(HitDelegate(workspace.theme, self.list))
        self.list.setAccessibleName(workspace.say("What was found"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._open)
        self._nothing = label(workspace.say("Nothing found. Fewer letters may help."), "hint")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.hide()
        self._lay_out()

    def show_over(self) -> None:
        """Open, at the top of the window, with nothing typed."""
        self._commands = {command.key: command for command in self._commands_now()}
        words = ((command.key, (command.title,), command) for command in self._commands.values())
        self._shelves = {**self._shelves, "command": shelve_texts("command", words)}
        size = QSize(min(WIDTH, self._over.width() - 48), min(HEIGHT, self._over.height() - _TOP - 24))
        self.resize(size)
        self.move(self._over.mapToGlobal(QPoint((self._over.width() - size.width()) // 2, _TOP)))
        self.field.clear()
        self._search("")
        self._read()
        self.show()
        self.activateWindow()
        self.field.setFocus()

    def _lay_out(self) -> None:
        say_ = self._workspace.say
        search, leave = IconLabel(self._workspace.theme, "search", "text-3", 20), label("Esc", "key")
        leave.setFixedHeight(20)
        head = surface("bar", row(search, self.field, leave, gap=10, margins=(16, 8, 14, 8)))
        keys = row(
            label("↑ ↓", "key"), label(say_("choose"), "small"), 8, label("Enter", "key"), label(say_("open"), "small"),
            None, gap=6, margins=(16, 6, 16, 6),
        )  # fmt: skip
        frame = surface(
            "card", column(head, self.list, self._nothing, surface("foot", keys), gap=0, margins=(1, 1, 1, 1))
        )
        frame.setProperty("raised", True)
        self.setLayout(column(frame, gap=0))

    # Searching

    def _read(self) -> None:
        """Shelve everything off the window's thread: folding 20,000 names takes a while, and is done once."""
        workspace, programme, db = self._workspace, self._workspace.store.programme, self._workspace.store.db
        if programme is self._wanted:
            return
        self._wanted = programme

        def work(_: object) -> tuple[Programme, dict[str, Shelf]]:
            timezone = programme.event.timezone
            deeds = (
                (str(deed.number), workspace.render(deed.deed), deed.who, from_utc(deed.at, timezone)[:16])
                for deed in list_deeds(db)
            )
            texts = ((key, (what, who), (what, f"{at.replace('T', ' ')}, {who}")) for key, what, who, at in deeds)
            return programme, {**shelve(programme), "revision": shelve_texts("revision", texts)}

        job = workspace.jobs.run(say("Looking through the congress"), work)
        job.succeeded.connect(self._take)
        job.refused.connect(workspace.store.refused)

    def _take(self, read: tuple[Programme, dict[str, Shelf]]) -> None:
        self._shelved, shelves = read
        self._shelves = {**shelves, "command": self._shelves["command"]}
        self._search(self.field.text())

    def _search(self, text: str) -> None:
        alternatives = needles_of(text)
        found = []
        for kind in HEADINGS if alternatives else ("command",):
            shelf = self._shelves.get(kind)
            if shelf is None:
                continue
            things, total = (
                shelf.find(alternatives, _ALONE) if alternatives else (list(shelf.things), len(shelf.things))
            )
            if things:
                found.append((kind, things, total))
        hits: list[Hit] = []
        most = _ALONE if len(found) == 1 else _EACH
        for kind, things, total in found:
            more = str(total) if total > len(things[:most]) else ""
            hits.append(Hit(self._workspace.words.word(HEADINGS[kind]), kind, note=more))
            hits += [self._hit(kind, thing) for thing in things[:most]]
        self.model.show_hits(hits, alternatives)
        self.list.setVisible(bool(hits))
        self._nothing.setVisible(not hits)
        self._choose(self.model.next_hit(-1, 1))
        self.list.scrollToTop()

    def _hit(self, kind: str, thing: Thing) -> Hit:
        if kind == "command":
            command: Command = thing.row
            return Hit(command.title, kind, thing.key, "", command.icon or "chevron-right", command.keys)
        assert self._shelved is not None, "only a snapshot brings anything but commands"
        return hit_of(self._workspace, self._shelved, kind, thing)

    # Choosing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            current = self.list.currentIndex().row()
            page = max(1, self.list.viewport().height() // ROW_HEIGHT)
            match event.key():
                case Qt.Key.Key_Down:
                    self._choose(self.model.next_hit(current, 1))
                case Qt.Key.Key_Up:
                    self._choose(self.model.next_hit(current, -1))
                case Qt.Key.Key_PageDown:
                    self._choose(self.model.next_hit(min(current + page, self.model.rowCount() - 1) - 1, 1))
                case Qt.Key.Key_PageUp:
                    self._choose(self.model.next_hit(max(current - page, 0), 1))
                case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                    self._open(self.list.currentIndex())
                case _:
                    return super().eventFilter(watched, event)
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """A click into another window leaves the search."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isVisible() and not self.isActiveWindow():
            self.reject()

    def _choose(self, place: int) -> None:
        if place >= 0:
            self.list.setCurrentIndex(self.model.index(place))

    def _open(self, index: QModelIndex) -> None:
        hit: Hit | None = index.data(HIT_ROLE)
        if hit is None or hit.is_heading:
            return
        self.accept()
        if hit.kind == "command":
            self._commands[hit.key].run()
        else:
            self.place_chosen.emit(place_of(hit.kind, hit.key))
