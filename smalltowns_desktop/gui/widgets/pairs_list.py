"""The list of likely duplicates: how alike, who, and what was decided."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from smalltowns_desktop.gui.models.import_pairs import Pair
from smalltowns_desktop.gui.theme import LABEL_PX, SMALL_PX, TEXT_PX, Theme, font

_HEIGHT = 44
_BAR = 3
_Index = QModelIndex | QPersistentModelIndex


class PairsModel(QAbstractListModel):
    """Questions in their order; `word_of` says what was decided about one."""

    def __init__(self, word_of: Callable[[Pair], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pairs: list[Pair] = []
        self.word_of = word_of

    def show_pairs(self, pairs: Sequence[Pair]) -> None:
        if [pair.key for pair in pairs] == [pair.key for pair in self.pairs]:
            self.pairs = list(pairs)
            if pairs:
                self.dataChanged.emit(self.index(0), self.index(len(pairs) - 1))
            return
        self.beginResetModel()
        self.pairs = list(pairs)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 Qt's own signature
        return 0 if parent.isValid() else len(self.pairs)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        pair = self.pairs[index.row()]
        return f"{pair.score} %, {pair.name}, {pair.where}, {self.word_of(pair)}"


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: QListView, model: PairsModel, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._model, self._theme = view, model, theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, pair = self._theme, self._model.pairs[index.row()]
        area: QRect = option.rect
        current = index.row() == self._view.currentIndex().row()
        painter.fillRect(area, theme.colour("accent-soft" if current else "surface"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), theme.colour("line-2"))
        if current:
            painter.fillRect(QRect(area.left(), area.top(), _BAR, area.height()), theme.colour("accent"))
        share = QRect(area.left() + 12, area.top() + 10, 42, 24)
        painter.fillRect(share, theme.colour("surface-3"))
        self._line(painter, share, f"{pair.score} %", font(LABEL_PX, bold=True), "text", Qt.AlignmentFlag.AlignCenter)
        left = share.right() + 10
        width = area.right() - 26 - left
        name = font(TEXT_PX, bold=current)
        self._line(painter, QRect(left, area.top() + 4, width, 19), pair.name, name, "text")
        word = f"{pair.where} · {self._model.word_of(pair)}"
        colour = "ok" if pair.decision is not None else "warn"
        self._line(painter, QRect(left, area.top() + 23, width, 17), word, font(SMALL_PX), colour)
        sign = theme.pixmap(
            "check" if pair.decision is not None else "chevron-right", "accent", 14, self._view.devicePixelRatioF()
        )
        painter.drawPixmap(area.right() - 22, area.top() + (area.height() - 14) // 2, sign)

    def _line(
        self, painter: QPainter, area: QRect, text: str, made: QFont, colour: str,
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:  # fmt: skip
        painter.setFont(made)
        painter.setPen(self._theme.colour(colour))
        fitted = QFontMetrics(made).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        flags = int(align | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine)
        painter.drawText(area, flags, fitted)


class PairsList(QListView):
    """Signals: `chosen` (the place in the list)."""

    chosen = Signal(int)

    def __init__(self, model: PairsModel, theme: Theme, name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(_Delegate(self, model, theme))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.changed.connect(self.viewport().update)

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(current.row())
