"""Deeds that open a dialog over the window: find anything, the keys, about the program."""

from functools import partial

from PySide6.QtGui import QKeySequence

from smalltowns_desktop.gui.actions import ACTIONS
from smalltowns_desktop.gui.dialogs.about import AboutDialog
from smalltowns_desktop.gui.dialogs.keys import KeysDialog
from smalltowns_desktop.gui.dialogs.search import Command, SearchPalette
from smalltowns_desktop.gui.main_window import MainWindow
from smalltowns_desktop.gui.program import Program

_NOT_FOUND = frozenset({"search"})
"""Actions that make no sense as an answer of the search itself."""


def find_anything(program: Program) -> None:
    """Open the search; it stays with its window, so that what it has read serves the next time too."""
    window = program.window
    if window is None:
        return
    palette = window.findChild(SearchPalette)
    if palette is None:
        palette = SearchPalette(window.workspace, partial(commands_of, window), window)
        palette.place_chosen.connect(window.go)
    palette.show_over()


def show_keys(program: Program) -> None:
    window = program.window
    if window is not None:
        KeysDialog(window.workspace, window.items, window).open()


def show_about(program: Program) -> None:
    window = program.window
    if window is not None:
        AboutDialog(window.workspace, window).open()


def commands_of(window: MainWindow) -> list[Command]:
    """The pages, then what the menus can do at the moment."""
    pages = [
        Command(f"page {item.key}", item.title, item.icon, "", partial(window.enter, item.key)) for item in window.items
    ]
    titles = {page.title for page in pages}
    icons = {spec.key: spec.icon for spec in ACTIONS}
    actions = [
        Command(key, action.text(), icons[key], _keys(action.shortcut()), action.trigger)
        for key, action in window.actions_by_key.items()
        if action.isVisible() and action.isEnabled() and key not in _NOT_FOUND and action.text() not in titles
    ]
    return pages + actions


def _keys(shortcut: QKeySequence) -> str:
    return shortcut.toString(QKeySequence.SequenceFormat.NativeText)
