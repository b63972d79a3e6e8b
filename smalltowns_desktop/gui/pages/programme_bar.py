"""The bar over the timeline: days, rows, what the colours mean, what can be done."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from smalltowns_desktop.domain.model import Direction
from smalltowns_desktop.gui.painting import paint_strip
from smalltowns_desktop.gui.theme import LABEL_PX, NARROW_FAMILY, SMALL_PX, Theme, font
from smalltowns_desktop.gui.timeline.ink import direction_icon, direction_token
from smalltowns_desktop.gui.timeline.layout import RowsBy
from smalltowns_desktop.gui.widgets.boxes import Combo
from smalltowns_desktop.gui.widgets.parts import Segments, button, dress_icon, icon_button, row, surface
from smalltowns_desktop.gui.widgets.tips import plain_tip
from smalltowns_desktop.gui.wording import day_title, short_day
from smalltowns_desktop.gui.workspace import Workspace

TABLE = "table"
_MOST_DAYS = 4
"""More days are a list to choose from, not buttons."""
_DAYS_GAP, _VIEWS_GAP, _SIDE_GAP = 4, 8, 4
"""Pixels after the days, the views and the button of the panel, beside the usual ones."""
_SIGN_ROOM, _SIGN_GAP, _GAP = 30, 4, 14


_SMALL_SIGN_ROOM, _SMALL_GAP = 28, 10
"""Where names are short ones in two lines."""


class Legend(QWidget):
    """A direction's strip and its icon; the names too where there is room for all of them, or else their beginnings
    in two small lines."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._directions: Sequence[Direction] = ()
        self._font = font(LABEL_PX)
        self._metrics = QFontMetrics(self._font)
        self._small_font = font(SMALL_PX, family=NARROW_FAMILY)
        self._small_metrics = QFontMetrics(self._small_font)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(30)
        theme.changed.connect(self.update)

    def show_directions(self, directions: Sequence[Direction]) -> None:
        self._directions = directions
        self.setToolTip(plain_tip("\n".join(direction.name for direction in directions)))
        self.setAccessibleName(", ".join(direction.name for direction in directions))
        self.update()

    def sizeHint(self) -> QSize:
        names = sum(self._metrics.horizontalAdvance(direction.name) for direction in self._directions)
        return QSize(names + len(self._directions) * (_SIGN_ROOM + _GAP), 30)

    def minimumSizeHint(self) -> QSize:
        return QSize(len(self._directions) * (_SIGN_ROOM + _SIGN_GAP), 30)

    def _short_width(self) -> int:
        """What the beginnings of the names need."""
        signs = len(self._directions) * (_SMALL_SIGN_ROOM + _SMALL_GAP) - _SMALL_GAP
        return signs + sum(self._room_of(short_lines(direction.name)) for direction in self._directions)

    def _room_of(self, lines: Sequence[str]) -> int:
        return max(map(self._small_metrics.horizontalAdvance, lines), default=0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._directions:
            return
        painter = QPainter(self)
        painter.setPen(self._theme.colour("text"))
        whole = self.width() >= self.sizeHint().width()
        short = not whole and self.width() >= self._short_width()
        painter.setFont(self._small_font if short else self._font)
        left = 0
        for direction in self._directions:
            paint_strip(painter, self._theme, QRectF(left, 6, 6, 18), direction.position)
            token = f"{direction_token(direction.position)}-x"
            icon = self._theme.pixmap(direction_icon(direction.position), token, 14, self.devicePixelRatioF())
            painter.drawPixmap(left + (10 if short else 11), 8, icon)
            if whole:
                painter.drawText(left + _SIGN_ROOM, 20, direction.name)
                left += _SIGN_ROOM + self._metrics.horizontalAdvance(direction.name) + _GAP
            elif short:
                lines = short_lines(direction.name)
                for line, base in zip(lines, (12, 25) if len(lines) > 1 else (19,), strict=True):
                    painter.drawText(left + _SMALL_SIGN_ROOM, base, line)
                left += _SMALL_SIGN_ROOM + self._room_of(lines) + _SMALL_GAP
            else:
                left += _SIGN_ROOM + _SIGN_GAP


def short_lines(name: str) -> Sequence[str]:
    """The beginning of a direction's name, as far as its first comma, in one line or two: two words one above the
    other."""
    words = name.partition(",")[0].split()
    return words if len(words) < 2 else (words[0], " ".join(words[1:]))


class ProgrammeBar(QWidget):
    """Where it is narrow, buttons give up their words, the least needed first; tips and names of buttons keep them.

    Signals: `day_chosen` (a date), `view_chosen` (`RowsBy` or "table"), `check_wished`, `new_wished`, `zoom_wished`
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
        self._words = {made: made.text() for made in (self.new, self.check)}
        self._tips = {made: made.toolTip() for made in self._words}
        for made, words in self._words.items():
            made.setAccessibleName(words)
        for fixed in (self.check, self.new, self.day_segments, self.views):
            fixed.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._line = row(
            self.day_segments, self.day_list, _DAYS_GAP, self.views, _VIEWS_GAP, self.legend, self.smaller,
            self.larger, self.side, _SIDE_GAP, self.check, self.new, margins=(12, 8, 12, 8),
        )  # fmt: skip
        self._bar = surface("bar", self._line)
        self.setLayout(row(self._bar))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def offer_zoom(self, offered: bool) -> None:
        """A table has no scale."""
        for made in (self.smaller, self.larger):
            made.setEnabled(offered)

    def offer_side(self, offered: bool) -> None:
        """The button that brings the panel at the right back, while that is hidden."""
        self.side.setVisible(offered)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._bare_width(), super().minimumSizeHint().height())

    def _bare_width(self) -> int:
        """What it needs with the fewest words and without the scale. The parts are asked: the layout remembers the sum
        of what it had before."""
        widths = [self.legend.minimumSizeHint().width()]
        for part in (self.day_segments, self.day_list, self.views, self.side, self.check, self.new):
            if not part.isHidden():
                words = _room_of(part.text(), part) if isinstance(part, QPushButton) else 0
                widths.append(part.sizeHint().width() - words)
        margins = self._line.contentsMargins()
        gaps = _DAYS_GAP + _VIEWS_GAP + _SIDE_GAP + self._line.spacing() * (len(widths) - 1)
        return sum(widths) + gaps + margins.left() + margins.right()

    def _fit(self) -> None:
        """As much as there is room for: words of the main deed, then what the wheel and keys do too, then the rest."""
        width = self.width()
        room = self._give_words(self.new, width - self._bare_width())
        zooms = self._zoom_room() <= room
        for made in (self.smaller, self.larger):
            made.setVisible(zooms)
        self._give_words(self.check, room - (self._zoom_room() if zooms else 0))
        if self.width() != width:  # a button that comes or goes can make Qt lay out the page meanwhile
            self._fit()

    def _give_words(self, made: QPushButton, room: int) -> int:
        """Words beside a button's icon if there is room; what is left of it."""
        words = self._words[made]
        needed = _room_of(words, made)
        fits = needed <= room
        if bool(made.text()) != fits:
            made.setText(words if fits else "")
            made.setToolTip(self._tips[made] if fits else self._tips[made] or words)
        return room - (needed if fits else 0)

    def _zoom_room(self) -> int:
        return sum(made.sizeHint().width() + self._line.spacing() for made in (self.smaller, self.larger))

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


def _room_of(words: str, made: QPushButton) -> int:
    """What words beside its icon cost a button."""
    made.ensurePolished()  # the style sheet makes some bold
    return made.fontMetrics().horizontalAdvance(words)
