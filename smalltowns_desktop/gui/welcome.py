"""The window without an event: what to begin with, and what was open last.

Signals: `new_requested`, `open_requested` (an address; "" to choose one), `demo_requested`, `language_requested`,
`theme_toggled`, `files_dropped`.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QLayout, QScrollArea, QSizePolicy, QWidget

from smalltowns_desktop import __version__
from smalltowns_desktop.domain.resources import resource_path
from smalltowns_desktop.domain.text import N_, Translator
from smalltowns_desktop.gui.settings import LANGUAGES
from smalltowns_desktop.gui.theme import LABEL_PX, TEXT_PX, Theme, font
from smalltowns_desktop.gui.widgets.enter import press_focused
from smalltowns_desktop.gui.widgets.parts import (
    ElidedLabel,
    IconLabel,
    Part,
    button,
    column,
    label,
    row,
    set_icon,
    surface,
)
from smalltowns_desktop.gui.widgets.toast import Toast

_LEFT = 452
_CARD_HEIGHT = 88
_STEPS = (
    ("map-pin", N_("Places"), N_("hours, hosts")),
    ("users", N_("People"), N_("lists of delegations")),
    ("calendar-range", N_("Programme"), N_("who, where, when")),
    ("printer", N_("Print"), N_("itineraries and badges")),
    ("scan-line", N_("Check-in"), N_("who has arrived")),
)


@dataclass(frozen=True, slots=True)
class RecentEvent:
    """An event opened before; `there` is False where its file is not to be found now."""

    address: str
    name: str
    there: bool


class ChoiceCard(QAbstractButton):
    """A large button: icon, title, a line of explanation, its key."""

    def __init__(self, theme: Theme, icon: str, title: str, line: str, key: str, *, main: bool = False) -> None:
        super().__init__()
        self._theme, self._icon, self._line, self._key, self._main = theme, icon, line, key, main
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(line)
        self.setFixedHeight(_CARD_HEIGHT)
        self.setMinimumWidth(300)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._theme.colour
        edge = QPen(colour("focus"), 2) if self.hasFocus() else QPen(colour("line"), 1)
        painter.setPen(edge)
        painter.setBrush(colour("hover" if self.underMouse() or self.isDown() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        tile = QRectF(18, (self.height() - 48) / 2, 48, 48)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent" if self._main else "accent-soft"))
        painter.drawRoundedRect(tile, 4, 4)
        ink = "on-accent" if self._main else "accent"
        painter.drawPixmap(
            tile.topLeft() + QPointF(12, 12), self._theme.pixmap(self._icon, ink, 24, self.devicePixelRatioF())
        )
        key_width = 0
        if self._key:
            painter.setFont(font(11))
            key_width = painter.fontMetrics().horizontalAdvance(self._key) + 12
            area = QRectF(self.width() - key_width - 18, tile.top() + 4, key_width, 18)
            painter.setPen(colour("line"))
            painter.setBrush(colour("surface-2"))
            painter.drawRoundedRect(area, 3, 3)
            painter.setPen(colour("text-2"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._key)
        left, width = 82, self.width() - 82 - 18
        painter.setPen(colour("text"))
        painter.setFont(font(TEXT_PX + 1, bold=True))
        title = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, width - key_width - 8)
        painter.drawText(QRectF(left, tile.top() + 2, width - key_width, 22), Qt.AlignmentFlag.AlignVCenter, title)
        painter.setPen(colour("text-2"))
        painter.setFont(font(LABEL_PX))
        line = painter.fontMetrics().elidedText(self._line, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRectF(left, tile.top() + 25, width, 20), Qt.AlignmentFlag.AlignVCenter, line)


class Welcome(QWidget):
    """What a person sees who has opened nothing yet."""

    new_requested = Signal()
    open_requested = Signal(str)
    demo_requested = Signal()
    language_requested = Signal(str)
    theme_toggled = Signal()
    recent_cleared = Signal()
    files_dropped = Signal(list)

    def __init__(self, theme: Theme, words: Translator, recent: Sequence[RecentEvent]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self.setWindowTitle(words.word("Small towns"))
        self.resize(1440, 900)
        self.setMinimumSize(1280, 720)
        self._theme, self._words = theme, words
        inner = QWidget()
        inner.setObjectName("page")
        inner.setLayout(self._right_side(recent))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its buttons have it, and are scrolled into sight
        scroll.setObjectName("page")
        scroll.setWidget(inner)
        scroll.viewport().setObjectName("page")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the cards follow the focus into sight
        self.setLayout(row(_Sketch(theme, words), scroll, gap=0))
        self._toast = Toast(theme, words.word("Undo"), self)
        self._first.setFocus()
        self._keys()

    def tell(self, text: str, *, problem: bool) -> None:
        """Say what went wrong, or what is under way."""
        self._toast.tell(text, problem=problem)

    def _right_side(self, recent: Sequence[RecentEvent]) -> QLayout:
        word = self._words.word
        title = label(word("What shall we begin with?"))
        title.setFont(font(24, bold=True))
        cards = QGridLayout()
        cards.setSpacing(16)
        new = ChoiceCard(
            self._theme,
            "plus",
            word("New congress"),
            word("From nothing: a name and the dates will do"),
            "Ctrl+N",
            main=True,
        )
        opened = ChoiceCard(
            self._theme, "folder-open", word("Open a file"), word("A .smalltowns file from a disk or a stick"), "Ctrl+O"
        )
        demo = ChoiceCard(
            self._theme, "flask-conical", word("Practice congress"),
            word("Made up: 24 delegations, 400 people"), "Ctrl+D",
        )  # fmt: skip
        for card, ask, *place in (
            (new, self.new_requested.emit, 0, 0, 1, 2),
            (opened, lambda: self.open_requested.emit(""), 1, 0),
            (demo, self.demo_requested.emit, 1, 1),
        ):
            card.clicked.connect(lambda _checked=False, ask=ask: ask())
            cards.addWidget(card, *place)
        self._first = new
        parts: list[Part] = [title, 8, cards, 8]
        heading = label(word("Opened before"), "heading")
        if recent:
            clear = button(word("Clear the list"), "link", self.recent_cleared.emit)
            parts += [row(heading, None, clear), self._recent(recent)]
        else:
            parts += [heading, self._no_recent()]
        parts += [8, label(word("The order of things"), "heading"), self._steps(), None, self._foot()]
        return column(*parts, gap=10, margins=(56, 44, 56, 16))

    def _recent(self, recent: Sequence[RecentEvent]) -> QFrame:
        lines = []
        for event in recent:
            card = _RecentRow(self._theme, self._words, event)
            card.clicked.connect(lambda _checked=False, address=event.address: self.open_requested.emit(address))
            lines.append(card)
        return surface("card", column(*lines, gap=0, margins=(1, 1, 1, 1)))

    def _no_recent(self) -> QFrame:
        words = column(
            label(self._words.word("No congress has been opened here yet")),
            label(
                self._words.word("Files that you open will stand here: one click opens them again."), "small", wrap=True
            ),
            gap=2,
        )
        icon = IconLabel(self._theme, "calendar-range", "text-3", 22)
        line = row(icon, words, gap=14, margins=(16, 20, 16, 20))
        line.setStretch(1, 1)
        return surface("card", line)

    def _steps(self) -> QWidget:
        made = QWidget()
        parts: list[QWidget] = []
        for icon, title, line in _STEPS:
            about = label(self._words.word(line), "small", wrap=True)
            about.setAlignment(Qt.AlignmentFlag.AlignTop)
            words = column(label(self._words.word(title), "heading"), about, None, gap=0)
            if parts:
                parts.append(IconLabel(self._theme, "chevron-right", "text-3"))
            parts.append(
                surface("card", row(IconLabel(self._theme, icon, "accent", 18), words, gap=8, margins=(10, 12, 6, 12)))
            )
        made.setLayout(row(*parts, gap=6))
        return made

    def _foot(self) -> QWidget:
        made = QWidget()
        languages = [
            button(name, "link", partial(self.language_requested.emit, key))
            for key, name in LANGUAGES
            if key != self._words.language
        ]
        self._light = button("", "link", self.theme_toggled.emit)
        self._theme.changed.connect(self._show_light)
        self._show_light()
        version = label(self._words.word("Version") + f" {__version__}", "small")
        tongue = IconLabel(self._theme, "languages", "text-2")
        made.setLayout(row(version, None, tongue, *languages, 4, self._light, gap=12))
        return made

    def _show_light(self) -> None:
        """Which light the button would bring."""
        dark = self._theme.dark
        self._light.setText(self._words.word("Light theme") if dark else self._words.word("Dark theme"))
        set_icon(self._theme, self._light, "sun" if dark else "moon")

    def _keys(self) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "Ctrl+N": self.new_requested.emit,
            "Ctrl+O": lambda: self.open_requested.emit(""),
            "Ctrl+D": self.demo_requested.emit,
        }
        for key, deed in deeds.items():
            QShortcut(QKeySequence(key), self).activated.connect(lambda deed=deed: deed())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_focused(self, event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.files_dropped.emit([url.toLocalFile() for url in event.mimeData().urls()])


class _RecentRow(QAbstractButton):
    """An event opened before: name over place."""

    def __init__(self, theme: Theme, words: Translator, event: RecentEvent) -> None:
        super().__init__()
        self.setAccessibleName(event.name)
        self.setFixedHeight(52)
        self.setEnabled(event.there)
        self._theme = theme
        name = ElidedLabel(event.name, "heading")
        place = ElidedLabel(event.address, "second")
        texts = column(name, place, gap=0)
        line = row(
            IconLabel(theme, "calendar-range", "accent" if event.there else "disabled", 22),
            texts,
            gap=14,
            margins=(16, 6, 16, 6),
        )
        if not event.there:
            line.addWidget(label(words.word("not there now"), tone="warn"))
        self.setLayout(line)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), self._theme.colour("hover"))
        painter.setPen(self._theme.colour("line-2"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))


class _Sketch(QWidget):
    """The dark side: mark, name, and the district towns with a route through some of them."""

    ROUTE = ("Слоним", "Зельва", "Волковыск", "Мосты", "Щучин", "Лида")

    def __init__(self, theme: Theme, words: Translator) -> None:
        super().__init__()
        self.setFixedWidth(_LEFT)
        self._theme, self._words = theme, words
        districts = json.loads(resource_path("map", "grodno_districts.json").read_text(encoding="utf-8"))["districts"]
        self._towns = {item["centre"]["ru"]: (item["longitude"], item["latitude"]) for item in districts}
        self.setAccessibleName(words.word("Small towns"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._theme.colour
        painter.fillRect(self.rect(), colour("rail"))
        mark = self._theme.pixmap("smalltowns", "rail-bar", 56, self.devicePixelRatioF())
        painter.drawPixmap(44, 52, mark)
        painter.setPen(colour("rail-active-text"))
        painter.setFont(font(40, bold=True))
        painter.drawText(
            QRectF(44, 120, self.width() - 60, 56), Qt.AlignmentFlag.AlignVCenter, self._words.word("Small towns")
        )
        painter.setPen(colour("rail-text"))
        painter.setFont(font(17))
        motto = self._words.word(
            "A congress in several districts at once: programme, itineraries, badges, check-in. Offline, in one file."
        )
        painter.drawText(QRectF(44, 184, self.width() - 88, 110), Qt.TextFlag.TextWordWrap, motto)
        self._paint_towns(painter)

    def _paint_towns(self, painter: QPainter) -> None:
        places = {name: self._place(*at) for name, at in self._towns.items()}
        painter.setPen(QPen(self._theme.colour("rail-active"), 1.5))
        for place in places.values():
            near = sorted(places.values(), key=partial(_distance, place))[1:4]
            for other in near:
                painter.drawLine(place, other)
        route = [places[name] for name in self.ROUTE if name in places]
        painter.setPen(QPen(self._theme.colour("rail-bar"), 3, c=Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(route)
        painter.setPen(QPen(self._theme.colour("rail-bar"), 2))
        for name, place in places.items():
            on_route = name in self.ROUTE
            painter.setBrush(self._theme.colour("rail-bar" if on_route else "rail"))
            painter.drawEllipse(place, 5 if on_route else 4, 5 if on_route else 4)

    def _place(self, longitude: float, latitude: float) -> QPointF:
        west, east, south, north = 23.6, 26.6, 52.9, 54.8
        area = QRectF(40, max(320, self.height() - 540), self.width() - 80, min(500, self.height() - 360))
        return QPointF(
            area.left() + (longitude - west) / (east - west) * area.width(),
            area.bottom() - (latitude - south) / (north - south) * area.height(),
        )


def _distance(one: QPointF, other: QPointF) -> float:
    return float((one.x() - other.x()) ** 2 + (one.y() - other.y()) ** 2)
