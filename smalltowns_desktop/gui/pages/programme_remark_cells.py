"""How the list of remarks looks, and its keys."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTableView

from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.gui.models.conflicts import DO, MESSAGE, OFFER, WHEN
from smalltowns_desktop.gui.models.table import ROW_ROLE
from smalltowns_desktop.gui.theme import LABEL_PX, TEXT_PX, Theme, font
from smalltowns_desktop.gui.widgets.tables import RowDelegate

Index = QModelIndex | QPersistentModelIndex
_ACT_WIDTH = 92
_SHARES = {MESSAGE: 0.35, WHEN: 0.27}
"""At most, of the width that the last column leaves; what they do not need goes to the proposals."""
_ICON, _EDGES, _MEASURED = 22, 20, 200
"""Pixels beside the words of a cell; so many rows are looked at."""
_FITTING = 0.95
"""How many of the rows are to be seen whole: one long line does not take the room of all the others."""


class RemarkDelegate(RowDelegate):
    """The last column looks like a button where it changes something, else like a link; what stands beside the
    message is of the second colour."""

    def __init__(self, theme: Theme, view: QTableView, changes: Callable[[Conflict], bool]) -> None:
        """`changes`: whether the last column's word would change something."""
        super().__init__(theme, view)
        self._changes = changes

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.column() != DO:
            super().paint(painter, option, index)
            return
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        words, ground.text = ground.text, ""
        ground.state &= ~QStyle.StateFlag.State_HasFocus
        self._view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, self._view)
        if words:
            self._paint_act(painter, option.rect.adjusted(4, 3, -8, -3), words, self._changes(index.data(ROW_ROLE)))

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.column() in (WHEN, OFFER):
            colour: QColor = self._theme.colour("text-2")
            for role in (option.palette.ColorRole.Text, option.palette.ColorRole.HighlightedText):
                option.palette.setColor(role, colour)

    def _paint_act(self, painter: QPainter, area: QRect, words: str, as_button: bool) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if as_button:
            painter.setPen(self._theme.colour("line-strong"))
            painter.setBrush(self._theme.colour("surface"))
            painter.drawRoundedRect(area.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(self._theme.colour("text" if as_button else "accent"))
        painter.setFont(font(TEXT_PX if as_button else LABEL_PX))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()


class RemarkTable(QTableView):
    """Signals: `entered_row` by Enter, `deleted_row` by Delete, `sight_changed`: other rows may be in sight."""

    entered_row = Signal()
    deleted_row = Signal()
    sight_changed = Signal()

    def rows_in_sight(self) -> range:
        """Of a list that nobody sees: none."""
        if not self.isVisible() or self.model() is None:
            return range(0)
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        return range(max(first, 0), (self.model().rowCount() if last < 0 else last + 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered_row.emit()
            case Qt.Key.Key_Delete:
                self.deleted_row.emit()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
        self.sight_changed.emit()

    def fit_columns(self) -> None:
        """What is wrong and whose it is have what their words need, the proposals all the rest."""
        rest = left = self.viewport().width() - _ACT_WIDTH
        self.setColumnWidth(DO, _ACT_WIDTH)
        for column, share in _SHARES.items():
            width = min(int(rest * share), self._needed(column))
            self.setColumnWidth(column, width)
            left -= width
        self.setColumnWidth(OFFER, left)

    def _needed(self, column: int) -> int:
        model, metrics = self.model(), self.fontMetrics()
        rows = range(min(model.rowCount(), _MEASURED))
        words = (str(model.index(row, column).data() or "") for row in rows)
        widths = sorted(map(metrics.horizontalAdvance, words))
        most = widths[int(len(widths) * _FITTING)] if widths else 0
        return most + _EDGES + (_ICON if column == MESSAGE else 0)
