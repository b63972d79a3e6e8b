"""What is on the grid only while something is dragged: the copies that are carried, words about them, a frame."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.gui.timeline.block_painting import Face, Look, RideFace, paint_piece, paint_verdict
from smalltowns_desktop.gui.timeline.ink import LINE, Ink
from smalltowns_desktop.gui.timeline.items import Z_CARRIED, GridItem
from smalltowns_desktop.gui.timeline.layout import BLOCK_HEIGHT


class CarriedItem(GridItem):
    """The copies that are carried while something is dragged, with an outline that says how it would be there."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink, Z_CARRIED)
        self._copies: Sequence[tuple[QRectF, Face | RideFace]] = ()
        self._verdict: Severity | None = None

    def carry(self, copies: Sequence[tuple[QRectF, Face | RideFace]]) -> None:
        """Copies by where they would stand on the scene."""
        self._copies = copies
        bounds = QRectF()
        for area, _ in copies:
            bounds = bounds.united(area)
        self.prepareGeometryChange()
        self.place(bounds)
        self.update()

    def judge(self, verdict: Severity | None) -> None:
        """How it would be: None while that is not known, OFF for good."""
        if verdict is not self._verdict:
            self._verdict = verdict
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.translate(-self.pos())
        for area, face in self._copies:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for spread in (1, 2, 4):
                shade = self.ink.colour("text-3")
                shade.setAlphaF(0.10)
                painter.setBrush(shade)
                painter.drawRoundedRect(area.adjusted(-spread, 0, spread, spread + 2), 6, 6)
            painter.setOpacity(0.92)
            paint_piece(painter, self.ink, area, face, Look(time=True))
            painter.setOpacity(1)
            paint_verdict(painter, self.ink, area, self._verdict)


class ReasonItem(GridItem):
    """The words beside what is carried: that it can be there, or what would be wrong."""

    _ROOM = 380
    _PADDING = 8

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink, Z_CARRIED + 1)
        self._lines: Sequence[str] = ()
        self._icon = ""
        self.hide()

    def say(self, reasons: Sequence[str], severity: Severity) -> None:
        """At most three sentences, each in two lines."""
        lines = [line for reason in reasons[:3] for line in self.ink.lines(reason, self._ROOM, 2)]
        self._lines = lines
        self._icon = {Severity.ERROR: "octagon-x", Severity.WARNING: "triangle-alert"}.get(severity, "check")
        width = max((self.ink.bold_width(line) for line in lines), default=0)
        height = len(lines) * (LINE + 2) + self._PADDING + 4
        self.place(QRectF(self.x(), self.y(), width + 22 + 2 * self._PADDING, height))
        self.update()
        self.show()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.ink.colour("tooltip"))
        painter.drawRoundedRect(self.area, 4, 4)
        painter.drawPixmap(self._PADDING, 6, self.ink.pixmap(self._icon, "tooltip-text", 14))
        for number, line in enumerate(self._lines):
            self.ink.text(painter, self.ink.bold, "tooltip-text", self._PADDING + 22, 6 + number * (LINE + 2), line)


class BandItem(GridItem):
    """A frame pulled over blocks to choose them, or the place of a new activity that is being drawn."""

    def __init__(self, ink: Ink) -> None:
        super().__init__(ink, Z_CARRIED)
        self._words = ""
        self.hide()

    def pull(self, area: QRectF, words: str = "") -> None:
        self._words = words
        self.place(area)
        self.update()
        self.show()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        ground = self.ink.colour("accent-soft")
        ground.setAlphaF(0.6)
        painter.setPen(self.ink.pen("accent", 2, Qt.PenStyle.DashLine))
        painter.setBrush(ground)
        painter.drawRoundedRect(self.area.adjusted(1, 1, -1, -1), 4, 4)
        if self._words and self.area.height() >= BLOCK_HEIGHT / 2:
            words = self.ink.elided(self._words, self.area.width() - 10)
            self.ink.text(painter, self.ink.plain, "text", 6, 5, words)
