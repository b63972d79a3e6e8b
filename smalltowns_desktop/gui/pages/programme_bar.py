"""The bar over the timeline: days, rows, what the colours mean, what can be done."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from smalltowns_desktop.domain.model import Direction
from smalltowns_desktop.gui.painting import paint_strip
from smalltowns_desktop.gui.theme import LABEL_PX, Theme, font
from smalltowns_desktop.gui.timeline.ink import direction_icon, direction_token
from smalltowns_desktop.gui.timeline.layout import RowsBy
from smalltowns_desktop.gui.widgets.forms import Combo
from smalltowns_desktop.gui.widgets.parts import Segments, button, dress_icon, icon_button, row, surface
from smalltowns_desktop.gui.widgets.tips import plain_tip
from smalltowns_desktop.gui.wording import day_title, short_day
from smalltowns_desktop.gui.workspace import Workspace

TABLE = "table"
_MOST_DAYS = 4
"""More days are a list to choose from, not buttons."""
_WORD_ROOM = 92
_SIGN_ROOM = 30


class Legend(QWidget):
    """A direction's strip, its icon, and its name where there is room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._directions: Sequence[Direction] = ()
        self._font = font(LABEL_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(30)
        theme.changed.connect(self.update)

    def show_directions(self, directions: Sequence[Direction]) -> None:
        self._directions = directions
        self.setToolTip(plain_tip("\n".join(direction.name for direction in directions)))
        self.setAccessibleName(", ".join(direction.name for direction in directions))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(len(self._directions) * (_SIGN_ROOM + _WORD_ROOM), 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(len(self._directions) * _SIGN_ROOM, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._directions:
            return
        painter = QPainter(self)
        painter.setFont(self._font)
        metrics = QFontMetrics(self._font)
        each = self.width() / len(self._directions)
        words = each >= _SIGN_ROOM + _WORD_ROOM / 2
        each = min(each, _SIGN_ROOM + 4 * _WORD_ROOM)
        left = 0.0
        for direction in self._directions:
            paint_strip(painter, self._theme, QRectF(left, 6, 6, 18), direction.position)
            token = f"{direction_token(direction.position)}-x"
            painter.drawPixmap(round(left) + 11, 8, self._theme.pixmap(direction_icon(direction.position), token, 14))
            if not words:
                left += _SIGN_ROOM + 6
                continue
            painter.setPen(self._theme.colour("text"))
            room = round(each) - _SIGN_ROOM - 10
            name = metrics.elidedText(direction.name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(round(left) + _SIGN_ROOM, 20, name)
            left += _SIGN_ROOM + metrics.horizontalAdvance(name) + 14


class ProgrammeBar(QWidget):
    """Signals: `day_chosen` (a date), `view_chosen` (`RowsBy` or "table"), `check_wished`, `new_wished`, `zoom_wished`
    (steps), `side_wished`."""

    day_chosen = Signal(object)
    view_chosen = Signal(str)
    check_wished = Signal()
    new_wished = Signal()
    zoom_wished = Signal(int)
    side_wished = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        theme, say = workspace.theme, workspace.say
        self._days: list[date] = []
        self.day_segments = Segments(say("Day"))
        self.day_segments.chosen.connect(lambda key: self.day_chosen.emit(date.fromisoformat(key)))
        self.day_list = Combo()
        self.day_list.setAccessibleName(say("Day"))
        self.day_list.activated.connect(lambda place: self.day_chosen.emit(self._days[place]))
        self.views = Segments(say("Rows"))
        self.views.show_choices(
            [
                (RowsBy.DELEGATIONS, say("Delegations")),
                (RowsBy.SITES, say("Sites")),
                (RowsBy.VEHICLES, say("Vehicles")),
                (TABLE, say("Table")),
            ],
            RowsBy.DELEGATIONS,
        )
        self.views.chosen.connect(self.view_chosen)
        self.legend = Legend(theme)
        self.smaller = icon_button(theme, "zoom-out", say("Smaller (−)"), lambda: self.zoom_wished.emit(-1))
        self.larger = icon_button(theme, "zoom-in", say("Larger (+)"), lambda: self.zoom_wished.emit(1))
        self.side = icon_button(theme, "info", say("Details (F9)"), self.side_wished.emit)
        self.check = button(say("Check"), on_click=self.check_wished.emit)
        self.check.setToolTip(say("Look for conflicts anew (F8)"))
        dress_icon(theme, self.check, "shield-check")
        self.new = button(say("New activity"), "main", self.new_wished.emit)
        dress_icon(theme, self.new, "calendar-plus", "on-accent")
        self.new.setEnabled(not workspace.store.db.read_only)
        for made in (self.check, self.new):
            made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        bar = surface(
            "bar",
            row(
                self.day_segments, self.day_list, 4, self.views, 8, self.legend, self.smaller, self.larger,
                self.side, 4, self.check, self.new, margins=(12, 8, 12, 8),
            ),
        )  # fmt: skip
        self.setLayout(row(bar))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_days(self, days: Sequence[date], current: date) -> None:
        """The days to choose from, and the one that is shown."""
        language = self.workspace.words.language
        few = len(days) <= _MOST_DAYS
        if list(days) != self._days:
            self._days = list(days)
            if few:
                self.day_segments.show_choices(
                    [(day.isoformat(), short_day(day, language)) for day in days], current.isoformat()
                )
            else:
                self.day_list.clear()
                self.day_list.addItems([day_title(day, language) for day in days])
        self.day_segments.setVisible(few)
        self.day_list.setVisible(not few)
        self.day_segments.choose(current.isoformat())
        if not few and current in self._days:
            self.day_list.setCurrentIndex(self._days.index(current))
