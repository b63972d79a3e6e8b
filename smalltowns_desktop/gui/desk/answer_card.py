"""The big answer: read from two metres away by its colour, its sign and a surname a hundred pixels high."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from smalltowns_desktop.gui.desk.parts import KeyButton
from smalltowns_desktop.gui.desk.verdict import Tone, Verdict
from smalltowns_desktop.gui.painting import paint_code_tile
from smalltowns_desktop.gui.theme import Theme, font
from smalltowns_desktop.gui.widgets.parts import restyle
from smalltowns_desktop.gui.workspace import Workspace

_WIDTH, _HEIGHT = 1004, 548
"""The size for which all measures below are; on another the card is drawn larger or smaller."""
_FOOT, _LEFT, _TOP, _SIDE, _BODY = 64, 36, 32, 276, 420
_SMALLEST_FOOT = 52
_SURNAME, _SMALLEST_SURNAME, _GIVEN, _HEADLINE = 100, 56, 54, 40
_RADIUS = 8
_CODE_SCALE = 1.4
"""The code in the plate of a delegation, beside those in tables."""


class AnswerCard(QWidget):
    """Shows a `Verdict`. Signals: `deed_requested`, when the button on it is pressed: undo, let in, or print."""

    deed_requested = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._theme: Theme = workspace.theme
        self._workspace = workspace
        self.verdict: Verdict | None = None
        self.setMinimumSize(480, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.deed = KeyButton(self._theme, "undo-2", "", "", parent=self)
        self.deed.clicked.connect(self.deed_requested)
        self.deed.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.deed.hide()
        self._theme.changed.connect(self.update)

    def show_verdict(self, verdict: Verdict, deed: tuple[str, str, str] | None = None) -> None:
        """`deed`: icon, word and key of the button; None: there is nothing to do about it."""
        self.verdict = verdict
        if deed is not None:
            self.deed.show_words(*deed, colour=_ink(verdict.tone))
            restyle(self.deed, "over", verdict.tone.value)
        self.deed.setVisible(deed is not None)
        self._place()
        self.setAccessibleName(verdict.sentence)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @property
    def _scale(self) -> float:
        return max(0.5, min(self.width() / _WIDTH, self.height() / _HEIGHT, 1.6))

    @property
    def _foot(self) -> float:
        """Height of the foot: the button on it does not shrink with the rest."""
        return max(_SMALLEST_FOOT, _FOOT * self._scale)

    def _place(self) -> None:
        self.deed.adjustSize()
        foot = self._foot
        left = round(self.width() - self.deed.width() - _LEFT * self._scale)
        self.deed.move(left, round(self.height() - foot + (foot - self.deed.height()) / 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.verdict is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        verdict, scale = self.verdict, self._scale
        ground = QRectF(self.rect())
        painter.setBrush(self._theme.colour(verdict.tone.value))
        if verdict.tone is Tone.PLAIN:
            painter.setPen(QPen(self._theme.colour("line-strong"), 2))
            ground.adjust(1, 1, -1, -1)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(ground, _RADIUS, _RADIUS)
        if verdict.surname:
            self._paint_person(painter, verdict, scale)
        else:
            self._paint_centred(painter, verdict, scale)

    def _paint_person(self, painter: QPainter, verdict: Verdict, scale: float) -> None:
        foot_top = self.height() - self._foot
        height = min(foot_top - 2 * _TOP * scale, _BODY * scale)
        body = QRectF(_LEFT * scale, (foot_top - height) / 2, 0, height)
        left = body.left()
        if verdict.delegation is not None or verdict.number:
            side = QRectF(left, body.top(), _SIDE * scale, body.height())
            self._paint_side(painter, verdict, side, scale)
            left = side.right() + 32 * scale
        width = self.width() - left - _LEFT * scale
        y = self._paint_headline(painter, verdict, left, body.top(), width, scale)
        y = self._paint_surname(painter, verdict, left, y + 16 * scale, width, scale)
        ink = self._ink(verdict)
        if verdict.given:
            y = self._line(painter, verdict.given, left, y, width, round(_GIVEN * scale), ink)
        y += 18 * scale
        y = self._paint_chips(painter, verdict, left, y, width, scale)
        if y + 26 * scale < foot_top:
            self._line(
                painter, verdict.line, left, y + 14 * scale, width, round(20 * scale), self._faint(verdict, 0.86)
            )
        self._paint_foot(painter, verdict, foot_top, scale)

    def _paint_side(self, painter: QPainter, verdict: Verdict, area: QRectF, scale: float) -> None:
        """The delegation's tile as large as can be, and the badge's number: what the hand looks for in the box."""
        painter.setPen(QPen(self._faint(verdict, 0.5), 1.5))
        painter.setBrush(self._faint(verdict, 0.1))
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        number = self._workspace.say("No {number}", number=verdict.number) if verdict.number else ""
        size = min(area.width() * 0.62, area.height() * 0.45)
        tile = QRectF(0, 0, size, size * 0.72)
        tile.moveCenter(QPointF(area.center().x(), area.center().y() - 24 * scale))
        if verdict.delegation is not None:
            row = verdict.delegation
            colour, filled = self._theme.delegation_colour(row.colour, row.position)
            painter.save()
            white = self._theme.colour("desk-ok-text")
            painter.setPen(QPen(white if filled else colour, (3 if filled else 8) * scale))
            painter.setBrush(colour if filled else white)
            painter.drawRoundedRect(tile, 10 * scale, 10 * scale)
            painter.setPen(white if filled else self._theme.colour("desk-warn-text"))
            painter.setFont(font(round(size * (0.42 if len(row.code) < 3 else 0.32)), bold=True))
            painter.drawText(tile, Qt.AlignmentFlag.AlignCenter, row.code)
            painter.restore()
        below = QRectF(area.left(), tile.bottom() + 14 * scale, area.width(), 40 * scale)
        if verdict.delegation is None:
            below.moveCenter(area.center())
        painter.setPen(self._ink(verdict))
        painter.setFont(font(round(26 * scale), bold=True))
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, number)

    def _paint_headline(
        self, painter: QPainter, verdict: Verdict, left: float, top: float, width: float, scale: float
    ) -> float:
        size = round(52 * scale)
        ink = _ink(verdict.tone)
        painter.drawPixmap(
            QPointF(left, top), self._theme.pixmap(verdict.icon, ink, size, self.devicePixelRatioF())
        )  # fmt: skip
        text_left = left + size + 16 * scale
        room = width - size - 16 * scale
        fitted = _fitting(verdict.headline, round(_HEADLINE * scale), round(22 * scale), room)
        painter.setPen(self._ink(verdict))
        painter.setFont(font(fitted, bold=True))
        text = painter.fontMetrics().elidedText(verdict.headline, Qt.TextElideMode.ElideRight, round(room))
        area = QRectF(text_left, top, room, size)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        return top + size

    def _paint_surname(
        self, painter: QPainter, verdict: Verdict, left: float, top: float, width: float, scale: float
    ) -> float:
        """In one line, smaller if need be; a very long one in two."""
        ink = self._ink(verdict)
        size = _fitting(verdict.surname, round(_SURNAME * scale), round(_SMALLEST_SURNAME * scale), width)
        if QFontMetricsF(font(size, bold=True)).horizontalAdvance(verdict.surname) <= width:
            return self._line(painter, verdict.surname, left, top, width, size, ink, bold=True)
        first, second = _in_two(verdict.surname, size, width)
        y = self._line(painter, first, left, top, width, size, ink, bold=True)
        return self._line(painter, second, left, y, width, size, ink, bold=True)

    def _paint_chips(
        self, painter: QPainter, verdict: Verdict, left: float, top: float, width: float, scale: float
    ) -> float:
        height, right = 44 * scale, left + width
        words = font(round(20 * scale))
        if verdict.delegation is not None:
            row = verdict.delegation
            bold = font(round(22 * scale), bold=True)
            room = right - left - 78 * scale
            name = QFontMetricsF(bold).elidedText(row.name, Qt.TextElideMode.ElideRight, room)
            chip = QRectF(left, top, 78 * scale + QFontMetricsF(bold).horizontalAdvance(name), height)
            painter.setPen(Qt.PenStyle.NoPen)
            plain = verdict.tone is Tone.PLAIN
            painter.setBrush(self._theme.colour("surface-3" if plain else "desk-ok-text"))
            painter.drawRoundedRect(chip, 5, 5)
            colour, filled = self._theme.delegation_colour(row.colour, row.position)
            tile = QRectF(left + 8 * scale, top + 8 * scale, 44 * scale, height - 16 * scale)
            paint_code_tile(painter, self._theme, tile, row.code, colour, filled, _CODE_SCALE * scale)
            painter.setPen(self._theme.colour("text" if plain else "desk-warn-text"))
            painter.setFont(bold)
            area = chip.adjusted(62 * scale, 0, 0, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
            left = chip.right() + 12 * scale
        if verdict.role:
            chip = QRectF(left, top, 52 * scale + QFontMetricsF(words).horizontalAdvance(verdict.role), height)
            if chip.right() <= right:
                painter.setPen(QPen(self._ink(verdict), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(chip.adjusted(1, 1, -1, -1), 5, 5)
                size = round(20 * scale)
                picture = self._theme.pixmap("badge-check", _ink(verdict.tone), size, self.devicePixelRatioF())
                painter.drawPixmap(QPointF(chip.left() + 12 * scale, chip.center().y() - size / 2), picture)
                painter.setFont(words)
                area = chip.adjusted(38 * scale, 0, 0, 0)
                painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, verdict.role)
        return top + (height if verdict.delegation is not None or verdict.role else 0)

    def _paint_foot(self, painter: QPainter, verdict: Verdict, top: float, scale: float) -> None:
        if not verdict.notes and self.deed.isHidden():
            return
        painter.setPen(QPen(self._faint(verdict, 0.35), 1))
        painter.drawLine(QPointF(0, top), QPointF(self.width(), top))
        left = _LEFT * scale
        right = self.deed.x() - 16 * scale if not self.deed.isHidden() else self.width() - left
        size, words = max(16, round(20 * scale)), font(max(14, round(18 * scale)))
        middle = top + self._foot / 2
        for icon, text in verdict.notes:
            if right - left < 60 * scale:
                return
            picture = self._theme.pixmap(icon, _ink(verdict.tone), size, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, middle - size / 2), picture)
            left += size + 8 * scale
            painter.setFont(words)
            painter.setPen(self._ink(verdict))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(right - left))
            area = QRectF(left, top, right - left, self._foot)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
            left += painter.fontMetrics().horizontalAdvance(shown) + 24 * scale

    def _paint_centred(self, painter: QPainter, verdict: Verdict, scale: float) -> None:
        """Without a person: one large sign and what it means."""
        size = round(120 * scale)
        middle = self.width() / 2
        top = self.height() / 2 - 140 * scale
        room = self.width() - 2 * _LEFT * scale
        faint = "text-3" if verdict.tone is Tone.PLAIN else _ink(verdict.tone)
        picture = self._theme.pixmap(verdict.icon, faint, size, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(middle - size / 2, top), picture)
        y = top + size + 16 * scale
        for text, size, smallest, bold in ((verdict.headline, 40, 22, True), (verdict.line, 22, 14, False)):
            fitted = _fitting(text, round(size * scale), round(smallest * scale), room, bold=bold)
            painter.setFont(font(fitted, bold=bold))
            painter.setPen(self._ink(verdict) if bold else self._faint(verdict, 0.86))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(room))
            area = QRectF(_LEFT * scale, y, room, fitted * 1.3)
            painter.drawText(area, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, shown)
            y += fitted * 1.5

    def _line(
        self, painter: QPainter, text: str, left: float, top: float, width: float, size: int, ink: QColor,
        *, bold: bool = False,
    ) -> float:  # fmt: skip
        """One line, ended by an ellipsis where it is too long; returns where the next begins."""
        painter.setFont(font(size, bold=bold))
        painter.setPen(ink)
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(width))
        painter.drawText(QPointF(left, top + size), shown)
        return top + size * 1.14

    def _ink(self, verdict: Verdict) -> QColor:
        return self._theme.colour(_ink(verdict.tone))

    def _faint(self, verdict: Verdict, strength: float) -> QColor:
        colour = QColor(self._ink(verdict))
        colour.setAlphaF(strength)
        return colour


class PreviousAnswer(QWidget):
    """One line of the answer before, where the next came too soon after it: a refusal must not be overlooked."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._theme = workspace.theme
        self._verdict: Verdict | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.setFixedHeight(44)
        self._theme.changed.connect(self.update)

    def show_verdict(self, verdict: Verdict, milliseconds: int) -> None:
        self._verdict = verdict
        self.setAccessibleName(verdict.sentence)
        self._timer.start(milliseconds)
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._verdict is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._verdict.tone.value))
        painter.drawRoundedRect(self.rect(), _RADIUS, _RADIUS)
        ink = _ink(self._verdict.tone)
        painter.drawPixmap(16, 10, self._theme.pixmap(self._verdict.icon, ink, 24, self.devicePixelRatioF()))
        painter.setPen(self._theme.colour(ink))
        painter.setFont(font(18, bold=True))
        name = f"{self._verdict.surname} {self._verdict.given}".strip()
        text = f"{name}: {self._verdict.headline}" if name else self._verdict.headline
        area = self.rect().adjusted(52, 0, -16, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _ink(tone: Tone) -> str:
    return "text" if tone is Tone.PLAIN else f"{tone.value}-text"


def _fitting(text: str, largest: int, smallest: int, width: float, *, bold: bool = True) -> int:
    """The largest size at which a text fits into a width, at least `smallest`."""
    needed = QFontMetricsF(font(largest, bold=bold)).horizontalAdvance(text)
    return largest if needed <= width else max(smallest, int(largest * width / needed))


def _in_two(text: str, size: int, width: float) -> tuple[str, str]:
    """A name in two lines, broken at a space or hyphen where there is one, else where the line is full."""
    metrics = QFontMetricsF(font(size, bold=True))
    fitting = next((end for end in range(len(text), 1, -1) if metrics.horizontalAdvance(text[:end]) <= width), 1)
    at = max(text.rfind(" ", 0, fitting), text.rfind("-", 0, fitting))
    cut = at + 1 if at > 0 else fitting
    return text[:cut].rstrip(), text[cut:].lstrip()
