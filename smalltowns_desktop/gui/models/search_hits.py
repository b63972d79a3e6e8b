"""What a search found, group by group, and how a row of it looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from smalltowns_desktop.domain.highlights import find_spans
from smalltowns_desktop.gui.theme import LABEL_PX, SMALL_PX, TEXT_PX, Theme, font

HIT_ROLE = Qt.ItemDataRole.UserRole
ROW_HEIGHT, HEADING_HEIGHT = 34, 28
FOUND, ON_FOUND = "#FFE08A", "#16212B"
"""The mark of what was found, the same in both themes (look/tokens.md)."""
_SIDE, _ICON, _BAR = 16, 16, 3
_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; a heading has no key."""

    title: str
    kind: str = ""
    key: str = ""
    detail: str = ""
    icon: str = ""
    note: str = ""
    """At the right: a key for a command, how many there are for a heading."""

    @property
    def is_heading(self) -> bool:
        return not self.key


class HitsModel(QAbstractListModel):
    """Headings, which cannot be chosen, and hits."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.hits: tuple[Hit, ...] = ()
        self.alternatives: Sequence[Sequence[str]] = ()

    def show_hits(self, hits: Sequence[Hit], alternatives: Sequence[Sequence[str]]) -> None:
        """`alternatives`: the needles that were looked for; they are marked."""
        self.beginResetModel()
        self.hits, self.alternatives = tuple(hits), alternatives
        self.endResetModel()

    def next_hit(self, row: int, step: int) -> int:
        """The nearest hit from a row on, in a direction; from the other end after the last. -1 where there is none."""
        for distance in range(1, len(self.hits) + 1):
            place = (row + step * distance) % len(self.hits)
            if not self.hits[place].is_heading:
                return place
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        return 0 if parent.isValid() else len(self.hits)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.hits[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        hit = self.hits[index.row()]
        if role == HIT_ROLE:
            return hit
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (hit.title, hit.detail, hit.note) if part)
        return None


class HitDelegate(QStyledItemDelegate):
    """Icon, title with what was found marked in it, detail, note."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme = theme
        self._plain, self._small, self._bold = font(TEXT_PX), font(LABEL_PX), font(SMALL_PX, bold=True)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        hit: Hit = index.data(HIT_ROLE)
        return QSize(option.rect.width(), HEADING_HEIGHT if hit.is_heading else ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Hit = index.data(HIT_ROLE)
        area: QRect = option.rect
        painter.save()
        if hit.is_heading:
            self._heading(painter, area, hit)
        else:
            model = index.model()
            alternatives = model.alternatives if isinstance(model, HitsModel) else ()
            self._hit(painter, area, hit, alternatives, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        painter.restore()

    def _heading(self, painter: QPainter, area: QRect, hit: Hit) -> None:
        painter.setFont(self._bold)
        painter.setPen(self._theme.colour("text-2"))
        inner = area.adjusted(_SIDE, 6, -_SIDE, 0)
        painter.drawText(inner, _LINE, hit.title)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, hit.note)

    def _hit(
        self, painter: QPainter, area: QRect, hit: Hit, alternatives: Sequence[Sequence[str]], *, chosen: bool
    ) -> None:
        colour = self._theme.colour
        if chosen:
            painter.fillRect(area, colour("accent-soft"))
            painter.fillRect(QRect(area.left(), area.top(), _BAR, area.height()), colour("accent"))
        scale = painter.device().devicePixelRatio()
        place = QPoint(area.left() + _SIDE, area.top() + (area.height() - _ICON) // 2)
        painter.drawPixmap(place, self._theme.pixmap(hit.icon, "accent" if chosen else "text-2", _ICON, scale))
        left, right = area.left() + _SIDE + _ICON + 12, area.right() - _SIDE
        if hit.note:
            painter.setFont(self._small)
            painter.setPen(colour("text-3"))
            width = QFontMetrics(self._small).horizontalAdvance(hit.note) + 2
            painter.drawText(QRect(right - width, area.top(), width, area.height()), _LINE, hit.note)
            right -= width + 12
        metrics = QFontMetrics(self._plain)
        title = metrics.elidedText(hit.title, Qt.TextElideMode.ElideRight, right - left)
        painter.setFont(self._plain)
        painter.setPen(colour("text"))
        painter.drawText(QRect(left, area.top(), right - left, area.height()), _LINE, title)
        self._mark(painter, area, left, title, metrics, alternatives)
        left += metrics.horizontalAdvance(title) + 10
        if hit.detail and right - left > 40:
            small = QFontMetrics(self._small)
            detail = small.elidedText(hit.detail, Qt.TextElideMode.ElideRight, right - left)
            painter.setFont(self._small)
            painter.setPen(colour("text-2"))
            painter.drawText(QRect(left, area.top() + 1, right - left, area.height()), _LINE, detail)

    @staticmethod
    def _mark(
        painter: QPainter, area: QRect, left: int, title: str, metrics: QFontMetrics,
        alternatives: Sequence[Sequence[str]],
    ) -> None:  # fmt: skip
        top = area.top() + (area.height() - metrics.height()) // 2
        painter.setPen(QColor(ON_FOUND))
        for start, end in find_spans(title, alternatives):
            begins = left + metrics.horizontalAdvance(title, start)
            width = left + metrics.horizontalAdvance(title, end) - begins
            painter.fillRect(QRect(begins, top, width, metrics.height()), QColor(FOUND))
            painter.drawText(QRect(begins, area.top(), width + 8, area.height()), _LINE, title[start:end])
