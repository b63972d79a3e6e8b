"""The bar over the places: map or table, day, whose route, names; new places."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QSizePolicy

from smalltowns_desktop.domain.ids import DelegationId, GroupId
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.models.site_facts import days_of
from smalltowns_desktop.gui.painting import paint_code_tile
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.parts import Segments, button, dress_icon, icon_button, label, row
from smalltowns_desktop.gui.wording import short_day
from smalltowns_desktop.gui.workspace import Workspace

MAP, TABLE, TRAVEL = "map", "table", "travel"
HEIGHT = 48
_MOST_DAYS = 5
_NARROW = 1290
_LEAST = 1150
"""What it needs without the words that it leaves out where it is narrow."""


@dataclass(frozen=True, slots=True)
class RouteChoice:
    """Whose route is shown: of a delegation's groups, of one of them, or of a group across delegations."""

    key: str
    title: str
    group_ids: tuple[GroupId, ...]
    delegation_id: DelegationId | None = None


def route_choices(programme: Programme) -> list[RouteChoice]:
    """Delegations in their order; the groups of one that has several each by itself; then groups across delegations."""
    choices = []
    for delegation in sorted(programme.delegations.values(), key=lambda row_: (row_.position, row_.name, row_.id)):
        groups = programme.groups_by_delegation.get(delegation.id, ())
        if len(groups) == 1:
            choices.append(RouteChoice(delegation.id, delegation.name, groups, delegation.id))
            continue
        for group in groups:
            title = f"{delegation.name} · {programme.groups[group].name}"
            choices.append(RouteChoice(group, title, (group,), delegation.id))
    for group in programme.groups_by_delegation.get(None, ()):
        choices.append(RouteChoice(group, programme.groups[group].name, (group,)))
    return choices


def code_icon(theme: Theme, programme: Programme, delegation_id: DelegationId) -> QIcon:
    """A delegation's tile as an icon."""
    delegation = programme.delegations[delegation_id]
    colour, filled = theme.delegation_colour(delegation.colour, delegation.position)
    picture = QPixmap(QSize(56, 40))
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_code_tile(painter, theme, QRectF(0, 0, 28, 20), delegation.code, colour, filled)
    painter.end()
    return QIcon(picture)


class PlacesBar(QFrame):
    """Signals: `view_chosen` (MAP, TABLE or TRAVEL), `day_chosen` (a date), `route_chosen` (a choice's key, "" for
    none), `names_shown`, `import_wanted`, `new_wanted`, `side_toggled`."""

    view_chosen = Signal(str)
    day_chosen = Signal(object)
    route_chosen = Signal(str)
    names_shown = Signal(bool)
    import_wanted = Signal()
    new_wanted = Signal()
    side_toggled = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("surface", "bar")
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(_LEAST)
        self._workspace = workspace
        say, theme = workspace.say, workspace.theme
        self.views = Segments(say("How to show the places"))
        self.views.show_choices([(MAP, say("Map")), (TABLE, say("Table")), (TRAVEL, say("Travel times"))], MAP)
        self.views.show_icons(theme, {MAP: "map", TABLE: "list", TRAVEL: "table-2"})
        self.views.chosen.connect(self.view_chosen)
        self.days = Segments(say("Day"))
        self.days.chosen.connect(lambda key: self.day_chosen.emit(date.fromisoformat(key)))
        self.many_days = QComboBox()
        self.many_days.setAccessibleName(say("Day"))
        self.many_days.activated.connect(
            lambda _index: self.day_chosen.emit(date.fromisoformat(self.many_days.currentData()))
        )
        self._route_word = label(say("Route"), "label")
        self.routes = QComboBox()
        self.routes.setAccessibleName(say("Whose route"))
        self.routes.setIconSize(QSize(28, 20))
        self.routes.setMinimumWidth(150)
        self.routes.setMaximumWidth(210)
        self.routes.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.routes.activated.connect(lambda _index: self.route_chosen.emit(self.routes.currentData()))
        self.names = QCheckBox(say("Names"))
        self.names.setToolTip(say("Names of towns on the map"))
        self.names.setChecked(True)
        self.names.toggled.connect(self.names_shown)
        self.imports = button(say("From a spreadsheet…"), on_click=self.import_wanted.emit)
        self._import_word = self.imports.text()
        self.imports.setToolTip(self._import_word)
        self.imports.setAccessibleName(self._import_word)
        dress_icon(theme, self.imports, "file-input", "text")
        self.new = button(say("New place"), "main", self.new_wanted.emit)
        dress_icon(theme, self.new, "plus", "on-accent")
        self.side = icon_button(theme, "info", say("Right panel (F9)"), self.side_toggled.emit)
        line = row(
            self.views, self.days, self.many_days, self._route_word, self.routes, self.names, None, self.imports,
            self.new, self.side, gap=10, margins=(12, 8, 12, 8),
        )  # fmt: skip
        self.setLayout(line)

    def show_days(self, programme: Programme, chosen: date) -> None:
        """The days of the event, as buttons where they are few."""
        language = self._workspace.words.language
        days = [(day.isoformat(), short_day(day, language)) for day in days_of(programme.event)]
        few = len(days) <= _MOST_DAYS
        self.days.setVisible(few)
        self.many_days.setVisible(not few)
        if few:
            self.days.show_choices(days, chosen.isoformat())
        else:
            self.many_days.clear()
            for key, word in days:
                self.many_days.addItem(word, key)
            self.many_days.setCurrentIndex(self.many_days.findData(chosen.isoformat()))

    def show_routes(self, programme: Programme, choices: Sequence[RouteChoice], chosen: str) -> None:
        self.routes.clear()
        self.routes.addItem(self._workspace.say("No route"), "")
        for choice in choices:
            if choice.delegation_id is not None:
                icon = code_icon(self._workspace.theme, programme, choice.delegation_id)
                self.routes.addItem(icon, choice.title, choice.key)
            else:
                self.routes.addItem(choice.title, choice.key)
        self.routes.setCurrentIndex(max(0, self.routes.findData(chosen)))

    def lock(self, locked: bool) -> None:
        """Whether the event is for reading only."""
        for part in (self.imports, self.new):
            part.setEnabled(not locked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the bar is narrow, the import keeps its icon only."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.imports.setText("" if narrow else self._import_word)
        self._route_word.setVisible(not narrow)
