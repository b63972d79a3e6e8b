"""The bar at the top: menus, the congress and its dates, undo and redo, search, theme."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QMenuBar, QPushButton, QSizePolicy, QToolButton, QWidget

from smalltowns_desktop.domain.text import Translator
from smalltowns_desktop.gui.actions import ICONS, MENUS
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, dress_icon, label, row

HEIGHT = 44
_SEARCH_WIDTH = 296


class TopBar(QFrame):
    """Shows actions that the main window made; owns none."""

    def __init__(self, theme: Theme, words: Translator, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.setProperty("surface", "bar")
        self.setFixedHeight(HEIGHT)
        self._theme = theme
        self._undressed = {action: ICONS[key] for key, action in actions.items() if key in ICONS}
        self._menus = QMenuBar()
        self._menus.setNativeMenuBar(False)
        self._menus.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for title, keys in MENUS:
            menu = self._menus.addMenu(words.word(title))
            menu.aboutToShow.connect(self._dress_menu)
            for key in keys:
                if key == "-":
                    menu.addSeparator()
                else:
                    menu.addAction(actions[key])
        self._title = ElidedLabel(role="heading")
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._dates = label(role="second")
        self._dates.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        search = QPushButton(words.word("Find anything"))
        search.setFixedWidth(_SEARCH_WIDTH)
        search.setStyleSheet("text-align: left;")
        search.setAutoDefault(False)
        dress_icon(theme, search, "search", "text-3")
        search.clicked.connect(actions["search"].trigger)
        hint = label("Ctrl+K", "key")
        hint.setFixedHeight(20)
        hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        search.setLayout(row(None, hint, margins=(0, 0, 8, 0)))
        self._dress(actions[name] for name in ("undo", "redo", "theme"))
        buttons = [_action_button(actions[name]) for name in ("undo", "redo")]
        names = QWidget()
        title_and_dates = row(self._title, self._dates, None, gap=10)
        title_and_dates.setStretchFactor(self._title, 0)  # what stretches is given its least first, not what it needs
        names.setLayout(title_and_dates)
        self._event_parts: tuple[QWidget, ...] = (names, search, *buttons)
        line = row(
            self._menus,
            _separator(),
            names,
            *buttons,
            search,
            _action_button(actions["theme"]),
            gap=6,
            margins=(8, 0, 12, 0),
        )
        line.setStretchFactor(names, 1)
        self.setLayout(line)

    def show_event(self, title: str, dates: str) -> None:
        """Name the open congress; nothing is open with an empty title."""
        self._title.show_text(title)
        self._dates.setText(dates)
        for part in self._event_parts:
            part.setVisible(bool(title))

    def _dress_menu(self) -> None:
        """Icons of a menu are drawn when it is first opened."""
        menu = self.sender()
        if isinstance(menu, QMenu):
            self._dress(menu.actions())

    def _dress(self, actions: Iterable[QAction]) -> None:
        for action in actions:
            icon = self._undressed.pop(action, None)
            if icon is not None:
                dress_icon(self._theme, action, icon)


def _action_button(action: QAction) -> QToolButton:
    made = QToolButton()
    made.setProperty("button", "icon")
    made.setDefaultAction(action)
    made.setIconSize(QSize(18, 18))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    made.setAccessibleName(action.text())
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def _separator() -> QFrame:
    line = QFrame()
    line.setProperty("surface", "upright")
    line.setFixedSize(1, 24)
    return line
