"""How rows of the desk's lists are painted: tile, name, bar, state."""

from datetime import datetime

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from smalltowns_desktop.domain.checkin import Outcome, Way
from smalltowns_desktop.domain.model import Delegation
from smalltowns_desktop.gui.desk.models import ROW_ROLE, DelegationCount, PersonLine, ScanLine
from smalltowns_desktop.gui.desk.verdict import Tone, tone_of
from smalltowns_desktop.gui.painting import paint_code_tile
from smalltowns_desktop.gui.theme import LABEL_PX, TEXT_PX, Theme, font
from smalltowns_desktop.gui.workspace import Workspace

_TILE = QSize(28, 20)
_MARGIN = 16
_INK = {Tone.OK: "ok", Tone.WARN: "warn", Tone.BAD: "danger"}
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class LineDelegate(QStyledItemDelegate):
    """The ground of a row, and small helps."""

    def __init__(self, theme: Theme, height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._height = height

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self._height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area: QRect = option.rect
        widget: QWidget = option.widget
        if option.state & QStyle.StateFlag.State_Selected and (widget.hasFocus() or self.shows_choice()):
            painter.fillRect(area, self.theme.colour("accent-soft"))
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), self.theme.colour("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, self.theme.colour("hover"))
        self.paint_row(painter, area, index)
        painter.restore()

    def shows_choice(self) -> bool:
        """Whether the current row is marked while the focus is elsewhere."""
        return False

    def paint_row(self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        raise NotImplementedError

    def text(
        self, painter: QPainter, area: QRect, text: str, *, ink: str = "text", size: int = TEXT_PX,
        bold: bool = False, align: Qt.AlignmentFlag = _MIDDLE,
    ) -> int:  # fmt: skip
        """One line, ended by an ellipsis where it is too long; returns its width."""
        painter.setFont(font(size, bold=bold))
        painter.setPen(self.theme.colour(ink))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, align, shown)
        return painter.fontMetrics().horizontalAdvance(shown)

    def tile(self, painter: QPainter, left: int, area: QRect, delegation: Delegation | None) -> None:
        if delegation is None:
            return
        colour, filled = self.theme.delegation_colour(delegation.colour, delegation.position)
        place = QRectF(QRect(QPoint(left, area.center().y() - _TILE.height() // 2), _TILE))
        paint_code_tile(painter, self.theme, place, delegation.code, colour, filled)

    def icon(self, painter: QPainter, left: int, area: QRect, name: str, ink: str, size: int = 18) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(left, area.center().y() - size // 2 + 1, self.theme.pixmap(name, ink, size, ratio))


class DelegationDelegate(LineDelegate):
    """Tile, name, bar, `19 of 22`, and a tick where all have come."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(workspace.theme, 30, parent)
        self._workspace = workspace

    def paint_row(self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        row: DelegationCount = index.data(ROW_ROLE)
        left, right = area.left() + _MARGIN, area.right() - _MARGIN
        self.tile(painter, left, area, row.delegation)
        done = row.came >= row.expected
        if done:
            self.icon(painter, right - 16, area, "check", "ok", 16)
        count = QRect(right - 96, area.top(), 72, area.height())
        words = self._workspace.say("{came} of {expected}", came=row.came, expected=row.expected)
        width = self.text(painter, count, words, bold=done, align=_RIGHT)
        bar_right = count.right() - max(width, 62) - 14
        bar_left = max(left + 160, bar_right - 150)
        if bar_right > bar_left:
            bar = QRectF(bar_left, area.center().y() - 3, bar_right - bar_left, 7)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("surface-3"))
            painter.drawRoundedRect(bar, 3, 3)
            if row.came and row.expected:
                bar.setWidth(bar.width() * min(1.0, row.came / row.expected))
                painter.setBrush(self.theme.colour("ok"))
                painter.drawRoundedRect(bar, 3, 3)
        name = QRect(left + 36, area.top(), bar_left - left - 46, area.height())
        self.text(painter, name, row.name)


class ScanDelegate(LineDelegate):
    """Time, sign, name, a word where it did not go as it should, tile."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, 34, parent)

    def paint_row(self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        row: ScanLine = index.data(ROW_ROLE)
        left, right = area.left() + _MARGIN, area.right() - _MARGIN
        at = datetime.fromisoformat(row.scan.at).strftime("%H:%M")
        self.text(painter, QRect(left, area.top(), 44, area.height()), at, ink="text-2")
        icon, ink = sign_of(row)
        self.icon(painter, left + 50, area, icon, ink)
        self.tile(painter, right - _TILE.width(), area, row.delegation)
        word_right = right - _TILE.width() - 10 if row.delegation is not None else right
        width = 0
        if row.word:
            words = QRect(word_right - 130, area.top(), 130, area.height())
            width = self.text(painter, words, row.word, ink=ink, size=LABEL_PX, align=_RIGHT) + 8
        name = QRect(left + 78, area.top(), word_right - width - left - 78, area.height())
        self.text(painter, name, row.name)
        painter.setPen(self.theme.colour("line-2"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())


class PersonDelegate(LineDelegate):
    """Somebody found: tile, name, post, state."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, 44, parent)

    def shows_choice(self) -> bool:
        return True

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:  # fmt: skip
        """A click anywhere on a row, or a space, turns its check box over."""
        checked = index.data(Qt.ItemDataRole.CheckStateRole)
        clicked = event.type() == QEvent.Type.MouseButtonRelease
        spaced = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if checked is None or not (clicked or spaced):
            return False
        is_on = Qt.CheckState(checked) == Qt.CheckState.Checked
        turned = Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked
        return model.setData(index, turned, Qt.ItemDataRole.CheckStateRole)

    def paint_row(self, painter: QPainter, area: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        row: PersonLine = index.data(ROW_ROLE)
        left, right = area.left() + 12, area.right() - 14
        checked = index.data(Qt.ItemDataRole.CheckStateRole)
        if checked is not None:
            is_on = Qt.CheckState(checked) == Qt.CheckState.Checked
            self.icon(painter, left, area, "square-check" if is_on else "square", "accent" if is_on else "text-3", 20)
            left += 30
        self.tile(painter, left, area, row.delegation)
        left += _TILE.width() + 10
        width = 0
        if row.state:
            ink = "warn" if row.is_in else "text-2"
            words = QRect(right - 190, area.top(), 190, area.height())
            width = self.text(painter, words, row.state, ink=ink, size=LABEL_PX, align=_RIGHT) + 12
        town = "" if row.delegation is None else row.delegation.name
        second = ", ".join(part for part in (town, row.person.position) if part)
        room = right - width - left
        if not second:
            self.text(painter, QRect(left, area.top(), room, area.height()), row.person.full_name, bold=True)
            return
        self.text(painter, QRect(left, area.top() + 3, room, 20), row.person.full_name, bold=True)
        self.text(painter, QRect(left, area.top() + 22, room, 18), second, ink="text-2", size=LABEL_PX)


def sign_of(line: ScanLine) -> tuple[str, str]:
    """Icon and colour of a last scan."""
    scan = line.scan
    if scan.direction == Way.VOID:
        return "undo-2", "text-3"
    if scan.outcome == Outcome.ADMITTED:
        return ("log-out", "text-2") if scan.direction == Way.OUT else ("circle-check", "ok")
    tone = tone_of(scan.outcome)
    return ("triangle-alert" if tone is Tone.WARN else "octagon-x"), _INK[tone]
