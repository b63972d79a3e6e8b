"""The keys of the window, those of everywhere and those of each page (look/tokens.md, section 8)."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QWidget

from smalltowns_desktop.domain.text import N_
from smalltowns_desktop.gui.actions import ACTIONS
from smalltowns_desktop.gui.widgets.parts import button, column, label, row, surface
from smalltowns_desktop.gui.widgets.rail import RailItem
from smalltowns_desktop.gui.workspace import Workspace

_SIZE = (980, 640)
_EVERYWHERE: Sequence[tuple[str, str]] = (
    ("Ctrl+1 … 9", N_("A page by its place on the rail")),
    ("Tab, Shift+Tab", N_("To the next field or list, and back")),
    ("F6, Shift+F6", N_("To the next panel, and back")),
    ("Esc", N_("Leave, or give back what stood there")),
)
_SPOKEN = (N_("letters"), N_("Space"))
"""Names of keys that have a word in each language; what is engraved on the others is the same everywhere."""
_OF_PAGES: Mapping[str, Sequence[tuple[str, str]]] = {
    "overview": (("↑ ↓, Enter", N_("A row of a card, and what it is about")),),
    "programme": (
        ("← → ↑ ↓", N_("To the neighbouring block")),
        ("Alt+← →", N_("Five minutes earlier or later")),
        ("Alt+Shift+← →", N_("Five minutes shorter or longer")),
        ("Alt+↑ ↓", N_("Into another row")),
        ("Ctrl+L", N_("Lock, unlock")),
        ("Ctrl+D", N_("Repeat")),
        ("Delete", N_("Back to the requests")),
        ("Enter", N_("Edit")),
        ("PageUp, PageDown", N_("The day before, the day after")),
        ("Home", N_("To what is on now")),
        ("+ −", N_("Nearer, farther")),
        ("Ctrl+Shift+1 … 4", N_("Rows by delegation, place or vehicle; the table")),
        ("F4", N_("The next conflict")),
        ("Ctrl+Enter", N_("Put the conflict right as proposed")),
    ),
    "places": (
        ("/", N_("Search")),
        ("+ −, 0", N_("Nearer, farther, everything")),
        ("N, P", N_("The next stop of a route, the one before")),
        ("Ctrl+T", N_("Travel times")),
    ),
    "delegations": (("/", N_("Search")), ("Ctrl+P", N_("The itinerary"))),
    "participants": (
        ("letters", N_("Search")),
        ("Space", N_("Tick a person")),
        ("Ctrl+A", N_("Tick all that are shown")),
        ("Enter", N_("The card of a person")),
        ("Ctrl+B", N_("The badge")),
    ),
    "transport": (("/", N_("Search")), ("Ctrl+N", N_("A new one"))),
    "agreements": (("/", N_("Search")), ("Ctrl+N", N_("A new one")), ("Space", N_("A commitment is done"))),
    "print": (
        ("Space", N_("Tick a paper")),
        ("Ctrl+P", N_("Print what is ticked")),
        ("Ctrl+Shift+P", N_("Print what is out of date")),
        ("Ctrl+E", N_("Into a PDF")),
        ("Ctrl+M", N_("Mark what has changed")),
    ),
    "checkin": (
        ("Ctrl+Enter", N_("Open the desk; at the desk: let in with a reason")),
        ("Enter", N_("Let in")),
        ("↑ ↓", N_("Among those found")),
        ("F3", N_("A whole delegation")),
        ("F4", N_("Whoever is not in the list")),
        ("F6", N_("Way out")),
        ("Ctrl+Z", N_("Take the last one back")),
        ("F11", N_("Full screen")),
    ),
    "import": (
        ("1, 2, 3", N_("The same person, another one, leave out")),
        ("F4", N_("The next row with a remark")),
        ("Alt+← →", N_("The step before, the next step")),
    ),
}
"""By page. Where a page's own key is also one of everywhere, the page's holds while it is open."""


class KeysDialog(QDialog):
    """Three columns of keys."""

    def __init__(self, workspace: Workspace, pages: Sequence[RailItem], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._workspace = workspace
        self.setWindowTitle(workspace.say("Keys"))
        self.resize(*_SIZE)
        word = workspace.words.word
        everywhere = [(spec.shortcut, word(spec.text)) for spec in ACTIONS if spec.shortcut]
        everywhere += [(keys, word(what)) for keys, what in _EVERYWHERE]
        groups = [(workspace.say("Everywhere"), everywhere)]
        groups += [
            (page.title, [(word(keys) if keys in _SPOKEN else keys, word(what)) for keys, what in _OF_PAGES[page.key]])
            for page in pages
            if page.key in _OF_PAGES
        ]
        inner = QWidget()
        inner.setProperty("surface", "plain")
        inner.setLayout(row(*(_in_one(part) for part in _columns(groups)), gap=28, margins=(20, 12, 20, 12)))
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        scroll.setAccessibleName(workspace.say("Keys"))
        close = button(workspace.say("Close"), "main", self.accept)
        close.setDefault(True)
        foot = surface("foot", row(None, close, margins=(20, 10, 20, 10)))
        self.setLayout(column(scroll, foot, gap=0))


Group = tuple[str, Sequence[tuple[str, str]]]


def _columns(groups: Sequence[Group]) -> list[list[Group]]:
    """The groups in their order, in three columns of about the same height."""
    total = sum(len(lines) + 2 for _, lines in groups)
    columns: list[list[Group]] = [[], [], []]
    taken = 0
    for group in groups:
        size = len(group[1]) + 2
        columns[int(3 * (taken + size / 2) / total)].append(group)
        taken += size
    return columns


def _in_one(groups: Sequence[Group]) -> QWidget:
    made = QWidget()
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for title, lines in groups:
        place = grid.rowCount()
        heading = label(title, "heading")
        heading.setContentsMargins(0, 10 if place > 1 else 0, 0, 0)
        grid.addWidget(heading, place, 0, 1, 2)
        for offset, (keys, what) in enumerate(lines, start=1):
            key = label(keys, "key")
            grid.addWidget(key, place + offset, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label(what, "second", wrap=True), place + offset, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    made.setLayout(grid)
    return made
