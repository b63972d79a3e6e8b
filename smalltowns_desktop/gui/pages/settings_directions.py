"""The directions of the congress: name, colour on paper, order; the strip beside each is what blocks and rows show."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QColorDialog, QMenu, QToolButton, QWidget

from smalltowns_desktop.domain.model import Direction
from smalltowns_desktop.gui.painting import STRIP, paint_strip
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.forms import TextField, perform_in_field
from smalltowns_desktop.gui.widgets.parts import IconLabel, button, column, dress_icon, icon_button, label, row
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.event_settings import (
    DirectionAdded,
    add_direction,
    delete_direction,
    edit_direction,
    order_directions,
)

_ICONS = ("landmark", "wheat", "briefcase", "drama")
_HEIGHT, _SWATCH = 30, 16


class DirectionsForm(QWidget):
    """A row a direction, and a button for one more."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.rows: list[DirectionRow] = []
        self._order: list[str] = []
        self._lines = column(gap=8)
        say = workspace.say
        self._empty = label(say("There are no directions yet."), "hint")
        self.add = button(say("Add a direction"), "small", self._add)
        dress_icon(workspace.theme, self.add, "plus")
        hint = label(
            say("The window shows the pattern of the place in this order; the colour is for paper."), "hint", wrap=True
        )
        whole = column(self._empty, gap=8, margins=(14, 12, 14, 12))
        whole.addLayout(self._lines)
        whole.addLayout(row(self.add, None))
        whole.addWidget(hint)
        self.setLayout(whole)

    def show_directions(self) -> None:
        """Fill the rows from the snapshot; they are made anew only where others came, went or moved."""
        directions = sorted(self._workspace.store.programme.directions.values(), key=lambda row: (row.position, row.id))
        order = [direction.id for direction in directions]
        if order != self._order:
            self._order = list(order)
            self._make_rows(directions)
        read_only = self._workspace.store.db.read_only
        for place, direction in enumerate(directions):
            self.rows[place].show_direction(direction, place, len(directions), read_only=read_only)
        self._empty.setVisible(not directions)
        self.add.setEnabled(not read_only)

    def _make_rows(self, directions: list[Direction]) -> None:
        focused = next((made.key for made in self.rows if made.name.line.hasFocus()), "")
        for old in self.rows:
            self._lines.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = [DirectionRow(self._workspace, direction.id, self._move) for direction in directions]
        for made in self.rows:
            self._lines.addWidget(made)
            if made.key == focused:
                made.name.setFocus()

    def _add(self) -> None:
        say = self._workspace.say
        names = {row.name for row in self._workspace.store.programme.directions.values()}
        name, number = say("New direction"), 2
        while name in names:
            name, number = say("New direction {number}", number=number), number + 1
        added: DirectionAdded | None = self._workspace.store.perform(lambda db: add_direction(db, name))
        if added is not None:
            made = next(made for made in self.rows if made.key == added.direction_id)
            made.name.setFocus()
            made.name.line.selectAll()

    def _move(self, key: str, by: int) -> None:
        order = list(self._order)
        place = order.index(key)
        order.insert(place + by, order.pop(place))
        self._workspace.store.perform(lambda db: order_directions(db, order))


class DirectionRow(QWidget):
    """One direction."""

    def __init__(self, workspace: Workspace, key: str, move: Callable[[str, int], None]) -> None:
        super().__init__()
        self._workspace, self.key = workspace, key
        store, say, theme = workspace.store, workspace.say, workspace.theme
        self._strip = _Strip(theme)
        self._icon = IconLabel(theme, _ICONS[0], "text-2", 18)
        self._icon.setFixedHeight(_HEIGHT)
        self.name = TextField(workspace, say("Name"), self._rename)
        self.colour = _Swatch(theme, say("Colour on paper"))
        menu = QMenu(self)
        menu.addAction(say("Choose a colour…"), self._pick)
        self._usual = menu.addAction(say("The usual one of this place"), lambda: self.recolour(""))
        self.colour.setMenu(menu)
        self.colour.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.up = icon_button(theme, "chevron-up", say("Earlier"), partial(move, key, -1))
        self.down = icon_button(theme, "chevron-down", say("Later"), partial(move, key, 1))
        self.delete = icon_button(
            theme, "trash-2", say("Delete"), lambda: store.perform(lambda db: delete_direction(db, key))
        )
        parts = (self._strip, self._icon, self.name, self.colour, self.up, self.down, self.delete)
        line = row(*parts, gap=4)
        line.setStretchFactor(self.name, 1)
        for part in parts:
            line.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def show_direction(self, direction: Direction, place: int, total: int, *, read_only: bool) -> None:
        self._strip.show_position(direction.position)
        self._icon.show_icon(_ICONS[direction.position % len(_ICONS)])
        self.name.show_value(direction.name)
        self.colour.show_colour(direction.colour)
        self._usual.setEnabled(bool(direction.colour))
        self.name.set_read_only(read_only)
        self.up.setEnabled(place > 0 and not read_only)
        self.down.setEnabled(place < total - 1 and not read_only)
        self.delete.setEnabled(not read_only)
        self.colour.setEnabled(not read_only)

    def _rename(self, name: str) -> bool:
        return perform_in_field(self._workspace.store, lambda db: edit_direction(db, self.key, name=name))

    def recolour(self, colour: str) -> None:
        """Give it a colour, `#RRGGBB`; "" takes its own away."""
        self._workspace.store.perform(lambda db: edit_direction(db, self.key, colour=colour))

    def _pick(self) -> None:
        programme = self._workspace.store.programme
        before = QColor(programme.directions[self.key].colour or self._workspace.theme.colour("accent"))
        chosen = QColorDialog.getColor(before, self, self._workspace.say("Colour on paper"))
        if chosen.isValid():
            self.recolour(chosen.name())


class _Strip(QWidget):
    """The pattern of a place in the order."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._position = theme, 0
        self.setFixedSize(STRIP + 6, _HEIGHT)
        theme.changed.connect(self.update)

    def show_position(self, position: int) -> None:
        self._position = position
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_strip(QPainter(self), self._theme, QRectF(0, 2, STRIP, _HEIGHT - 4), self._position)


class _Swatch(QToolButton):
    """A button that shows a colour; crossed out where there is none."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._colour = theme, ""
        self.setProperty("button", "icon")
        self.setToolTip(name)
        self.setAccessibleName(name)
        theme.changed.connect(self.update)

    def show_colour(self, colour: str) -> None:
        """`#RRGGBB` or ""."""
        self._colour = colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF((self.width() - _SWATCH) / 2, (self.height() - _SWATCH) / 2, _SWATCH, _SWATCH)
        painter.setPen(QPen(self._theme.colour("line-strong"), 1))
        painter.setBrush(QColor(self._colour) if self._colour else self._theme.colour("surface"))
        painter.drawRoundedRect(area, 3, 3)
        if not self._colour:
            painter.drawLine(area.bottomLeft(), area.topRight())
