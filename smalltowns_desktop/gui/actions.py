"""Every deed that has a menu entry, a button or a key: one `QAction` each, made here and wired by the main window.

Keys are those of look/tokens.md. A slot of `triggered` takes no argument.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from smalltowns_desktop.domain.text import N_, Translator


@dataclass(frozen=True, slots=True)
class ActionSpec:
    key: str
    text: str
    icon: str = ""
    shortcut: str = ""


ACTIONS = (
    ActionSpec("new", N_("New congress…"), "plus", "Ctrl+N"),
    ActionSpec("open", N_("Open…"), "folder-open", "Ctrl+O"),
    ActionSpec("demo", N_("Practice congress"), "flask-conical"),
    ActionSpec("copy", N_("Save a copy…"), "save", "Ctrl+S"),
    ActionSpec("close", N_("Close the congress")),
    ActionSpec("quit", N_("Quit"), "", "Ctrl+Q"),
    ActionSpec("undo", N_("Undo"), "undo-2", "Ctrl+Z"),
    ActionSpec("redo", N_("Redo"), "redo-2", "Ctrl+Y"),
    ActionSpec("search", N_("Find anything…"), "search", "Ctrl+K"),
    ActionSpec("theme", N_("Light or dark"), "moon", "Ctrl+Shift+T"),
    ActionSpec("side-panel", N_("Right panel"), "", "F9"),
    ActionSpec("bottom-panel", N_("Bottom panel"), "", "F10"),
    ActionSpec("check", N_("Look for conflicts"), "shield-check", "F8"),
    ActionSpec("new-activity", N_("New activity…"), "calendar-plus"),
    ActionSpec("import-people", N_("People from a spreadsheet…"), "file-spreadsheet", "Ctrl+I"),
    ActionSpec("import-workbook", N_("Event workbook…"), "file-input"),
    ActionSpec("import-schedule", N_("Conference schedule…"), "calendar-range"),
    ActionSpec("export-workbook", N_("Event workbook to a file…"), "file-output"),
    ActionSpec("print", N_("Print"), "printer", "Ctrl+P"),
    ActionSpec("history", N_("History"), "history"),
    ActionSpec("event-settings", N_("Congress and rules"), "settings"),
    ActionSpec("shortcuts", N_("Keys"), "keyboard", "F1"),
    ActionSpec("about", N_("About the program"), "info"),
    ActionSpec("theme-light", N_("Light theme"), "sun"),
    ActionSpec("theme-dark", N_("Dark theme"), "moon"),
    ActionSpec("theme-system", N_("Theme as the system has it"), "sliders-horizontal"),
    ActionSpec("language-ru", "Русский", "languages"),
    ActionSpec("language-be", "Беларуская", "languages"),
    ActionSpec("language-en", "English", "languages"),
)
"""Those of no menu are the settings' and the search's."""
MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("File"), ("new", "open", "demo", "-", "copy", "close", "-", "quit")),
    (N_("Edit"), ("undo", "redo", "-", "search", "history")),
    (N_("View"), ("theme", "side-panel", "bottom-panel")),
    (N_("Programme"), ("new-activity", "check", "-", "event-settings")),
    (N_("Data"), ("import-people", "import-workbook", "import-schedule", "-", "export-workbook", "-", "print")),
    (N_("Help"), ("shortcuts", "about")),
)
ICONS: Mapping[str, str] = {spec.key: spec.icon for spec in ACTIONS if spec.icon}
NEEDS_WRITING = frozenset({"undo", "redo", "new-activity", "import-people", "import-workbook", "import-schedule"})
"""Disabled while the event is open for reading only."""


def make_actions(words: Translator, owner: QObject) -> Mapping[str, QAction]:
    """The actions by key, in one language; without their icons, which are drawn where they are seen (`ICONS`)."""
    actions = {}
    for spec in ACTIONS:
        action = QAction(words.word(spec.text), owner)
        action.setObjectName(spec.key)
        if spec.shortcut:
            action.setShortcut(QKeySequence(spec.shortcut))
        actions[spec.key] = action
    return actions
