"""What lies over the map: the route's card, the kinds of places, scale, buttons, the tip beside a mark."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from smalltowns_desktop.domain.model import SiteKind
from smalltowns_desktop.gui.map.items import KIND_ICONS, NUMBER, number_width, paint_number
from smalltowns_desktop.gui.map.placing import Box, Point, freest
from smalltowns_desktop.gui.painting import paint_code_tile
from smalltowns_desktop.gui.theme import SMALL_PX, Theme, font
from smalltowns_desktop.gui.widgets.parts import (
    ElidedLabel,
    IconLabel,
    button,
    column,
    icon_button,
    label,
    row,
    surface,
)
from smalltowns_desktop.gui.workspace import Workspace

ROUTE_WIDTH, ROUTE_MOST, KINDS_WIDTH = 244, 352, 212
_MOST_STOPS = 9
_REACHES = (22, 44, 66)
"""Pixels between a mark and its tip, farther where near is taken."""


def floating(parent: QWidget, theme: Theme) -> QFrame:
    """A card over the map, with the shadow of level 1."""
    frame = surface("float", parent=parent)
    frame.setGraphicsEffect(_Shadow(theme, frame))
    return frame


class _Shadow(QGraphicsDropShadowEffect):
    """Follows the theme, and goes with its card."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setBlurRadius(10)
        self.setOffset(0, 2)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        colour = QColor(self._theme.colour("tooltip" if not self._theme.dark else "rail"))
        colour.setAlphaF(0.5 if self._theme.dark else 0.18)
        self.setColor(colour)


class NumberBadge(QWidget):
    """The number of a stop."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme, self._text = theme, text
        self.setFixedSize(round(number_width(text)) + 2, NUMBER + 2)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_number(QPainter(self), self._theme, QPointF(self.width() / 2, self.height() / 2), self._text)


class CodeTile(QWidget):
    """A delegation's tile."""

    def __init__(self, theme: Theme, code: str, colour: QColor, filled: bool) -> None:
        super().__init__()
        self._theme, self._code, self._colour, self._filled = theme, code, colour, filled
        self.setFixedSize(28, 20)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_code_tile(QPainter(self), self._theme, QRectF(self.rect()), self._code, self._colour, self._filled)


class ClickableRow(QWidget):
    """A row that is pressed like a button. Signals: `clicked`."""

    clicked = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()


@dataclass(frozen=True, slots=True)
class RouteLine:
    """One stop as the route's card says it."""

    number: str
    key: str
    text: str
    clock: str


class RouteCard(QWidget):
    """The stops of a delegation's day. Signals: `chosen` (a site's key)."""

    chosen = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._frame = floating(self, workspace.theme)
        self._inside = QVBoxLayout(self._frame)
        self._inside.setContentsMargins(10, 8, 10, 8)
        self._inside.setSpacing(0)
        self.setLayout(column(self._frame, margins=(0, 0, 0, 0)))
        self.setMinimumWidth(ROUTE_WIDTH)  # it takes as much as its longest name needs, up to so much of the map
        self.setMaximumWidth(ROUTE_MOST)

    def show_route(self, title: str, tile: CodeTile | None, total: str, lines: Sequence[RouteLine], here: str) -> None:
        """`here`: the site that is chosen, in bold."""
        _clear(self._inside)
        head = QWidget()
        name = ElidedLabel(title, "heading")
        head.setLayout(row(*([tile] if tile is not None else []), name, label(total, "small"), margins=(0, 0, 0, 4)))
        self._inside.addWidget(head)
        for line in lines[:_MOST_STOPS]:
            self._inside.addWidget(self._row(line, line.key == here))
        if len(lines) > _MOST_STOPS:
            more = self._workspace.say_n("{n} more stop", "{n} more stops", len(lines) - _MOST_STOPS)
            self._inside.addWidget(label(more, "small"))
        if not lines:
            self._inside.addWidget(label(self._workspace.say("No stops on this day."), "hint", wrap=True))
        _show(self._inside)
        self.adjustSize()

    def _row(self, line: RouteLine, bold: bool) -> QWidget:
        made = ClickableRow(f"{line.number}. {line.text}, {line.clock}")
        text = ElidedLabel(line.text, "heading" if bold else "")
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)  # the card counts its width
        made.setLayout(row(NumberBadge(self._workspace.theme, line.number), text, label(line.clock, "second")))
        made.setFixedHeight(25)
        made.clicked.connect(lambda: self.chosen.emit(line.key))
        return made


class KindsCard(QWidget):
    """The kinds of places with their icons and numbers; folds up. Signals: `resized`."""

    resized = Signal()

    def __init__(self, workspace: Workspace, words: Mapping[SiteKind, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = workspace.theme
        self._words = words
        self._frame = floating(self, workspace.theme)
        self._fold = icon_button(workspace.theme, "chevron-up", workspace.say("Show or hide the kinds"), self._toggle)
        self._fold.setFixedSize(QSize(24, 24))
        self._rows = QWidget()
        self._inside = QVBoxLayout(self._rows)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(1)
        head = row(label(workspace.say("Kinds of places"), "heading"), None, self._fold)
        self._frame.setLayout(column(head, self._rows, gap=4, margins=(10, 4, 6, 8)))
        self.setLayout(column(self._frame, margins=(0, 0, 0, 0)))
        self.setFixedWidth(KINDS_WIDTH)
        self._theme.changed.connect(self._show_fold)

    def show_counts(self, counts: Mapping[SiteKind, int]) -> None:
        _clear(self._inside)
        for kind, word in self._words.items():
            if counts.get(kind):
                line = QWidget()
                number = label(str(counts[kind]), "second")
                line.setLayout(
                    row(
                        IconLabel(self._theme, KIND_ICONS[kind]),
                        ElidedLabel(word, "second"),
                        number,
                        margins=(0, 0, 4, 0),
                    )
                )
                self._inside.addWidget(line)
        _show(self._inside)
        self.adjustSize()

    @property
    def folded(self) -> bool:
        return self._rows.isHidden()

    def fold(self, folded: bool) -> None:
        self._rows.setHidden(folded)
        self._show_fold()
        self._frame.updateGeometry()  # or the layout around it would still count the rows that are hidden
        self.adjustSize()
        self.resized.emit()

    def _show_fold(self) -> None:
        self._fold.setIcon(self._theme.icon("chevron-down" if self.folded else "chevron-up"))

    def _toggle(self) -> None:
        self.fold(not self.folded)


class ZoomButtons(QWidget):
    """Signals: `nearer`, `farther`, `everything`."""

    nearer = Signal()
    farther = Signal()
    everything = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        frame = floating(self, workspace.theme)
        buttons: list[QToolButton] = []
        for icon, name, signal in (
            ("plus", workspace.say("Larger scale (+)"), self.nearer),
            ("minus", workspace.say("Smaller scale (−)"), self.farther),
            ("maximize", workspace.say("Show everything (0)"), self.everything),
        ):
            buttons.append(icon_button(workspace.theme, icon, name, signal.emit))
        frame.setLayout(column(*buttons, gap=0, margins=(1, 1, 1, 1)))
        self.setLayout(column(frame, margins=(0, 0, 0, 0)))
        self.adjustSize()


class ScaleBar(QWidget):
    """A round number of kilometres at the map's scale."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._scale = 1.0
        self.setFixedSize(190, 34)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        workspace.theme.changed.connect(self.update)

    def show_scale(self, pixels_a_km: float) -> None:
        self._scale = pixels_a_km
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        length = next((km for km in _ROUND if km * self._scale <= 152), _ROUND[-1])
        wide = length * self._scale
        left, bottom = self.width() - wide - 24, self.height() - 6
        painter = QPainter(self)
        painter.setPen(QPen(self._workspace.theme.colour("text"), 2))
        for share in (0, 0.5, 1):
            painter.drawLine(QPointF(left + share * wide, bottom - 6), QPointF(left + share * wide, bottom))
        painter.drawLine(QPointF(left, bottom), QPointF(left + wide, bottom))
        painter.setFont(font(SMALL_PX))
        for share, text in (
            (0.0, "0"),
            (0.5, f"{length / 2:g}"),
            (1.0, self._workspace.say("{km} km", km=f"{length:g}")),
        ):
            box = QRectF(left + share * wide - 30, 0, 60, bottom - 8)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


_ROUND = (200, 100, 50, 20, 10, 4, 2, 1, 0.4, 0.2)


class MapTip(QFrame):
    """What a mark is, beside it. Plain text: names are data."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setProperty("surface", "tip")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title, self._line = label(role="heading"), label(role="second")
        self.setLayout(column(self._title, self._line, gap=1, margins=(10, 6, 10, 7)))
        self.setMaximumWidth(320)
        self.hide()

    def tell(
        self, title: str, line: str, place: QPoint, marks: Collection[Point] = (), cards: Collection[QRect] = ()
    ) -> None:
        """Show beside `place`, wholly inside the parent, over as little of `marks` and `cards` (pixels of the parent)
        as can be."""
        metrics = self._title.fontMetrics()
        self._title.setText(metrics.elidedText(title, Qt.TextElideMode.ElideRight, 290))
        self._line.setText(self._line.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, 290))
        self._line.setVisible(bool(line))
        self.adjustSize()
        others = [(card.x(), card.y(), card.width(), card.height()) for card in cards]
        x, y, *_ = freest(self._boxes_beside(place), marks, others)
        self.move(round(x), round(y))
        self.show()
        self.raise_()

    def _boxes_beside(self, place: QPoint) -> Iterator[Box]:
        """The best first: below at the right, then around."""
        wide, high, area = self.width(), self.height(), self._over.rect()
        middle, beside = place.x() - wide // 2, place.y() - high // 2
        for reach in _REACHES:
            right, left = place.x() + reach, place.x() - reach - wide
            below, above = place.y() + reach, place.y() - reach - high
            for x, y in (
                (right, below), (right, above), (left, below), (left, above),
                (right, beside), (left, beside), (middle, below + 8), (middle, above - 8),
            ):  # fmt: skip
                inside_x, inside_y = (
                    min(max(8, at), length - size - 8)
                    for at, length, size in ((x, area.width(), wide), (y, area.height(), high))
                )
                yield inside_x, inside_y, wide, high


class PickBanner(QWidget):
    """Says that the next click on the map gives a place. Signals: `left`."""

    left = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        frame = floating(self, workspace.theme)
        words = label(workspace.say("Click on the map where the place is."))
        words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        stop = button(workspace.say("Cancel"), "small", self.left.emit)
        frame.setLayout(row(IconLabel(workspace.theme, "locate-fixed", "accent"), words, stop, margins=(10, 7, 10, 7)))
        self.setLayout(column(frame, margins=(0, 0, 0, 0)))
        self.adjustSize()
        self.hide()


def _clear(box: QVBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _show(box: QVBoxLayout) -> None:
    """Show what was put in, so that the size of the card counts it at once."""
    for place in range(box.count()):
        item = box.itemAt(place)
        widget = None if item is None else item.widget()
        if widget is not None:
            widget.show()
