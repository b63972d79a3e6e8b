"""How every table of the window looks and behaves."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from smalltowns_desktop.gui.models.table import RowsModel
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.theme import LABEL_PX, Theme, font

ROW_HEIGHT = 30
_BAR = 3
_HEADING_EDGES, _SORT_MARK = 17, 18
"""What the style sheet keeps free beside the word of a heading, and the room of the arrow once it sorts."""


class RowDelegate(QStyledItemDelegate):
    """Paints the current row with the accent's bar at its left edge, and no dotted frame around a cell."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        option.state &= ~QStyle.StateFlag.State_HasFocus
        super().paint(painter, option, index)
        if index.row() == self._view.currentIndex().row() and self._is_first(index.column()):
            area: QRect = option.rect
            painter.fillRect(QRect(area.left(), area.top(), _BAR, area.height()), self._theme.colour("accent"))

    def _is_first(self, column: int) -> bool:
        return self._view.horizontalHeader().visualIndex(column) == 0


def dress_table(
    view: QTableView, model: RowsModel[Any], theme: Theme, settings: WindowSettings, name: str, *, title: str
) -> None:
    """Rows of 30 pixels, whole rows selected, sorting by the heading, widths remembered under `name`."""
    view.setModel(model)
    view.setAccessibleName(title)
    view.setItemDelegate(RowDelegate(theme, view))
    view.setShowGrid(False)
    view.setAlternatingRowColors(False)
    view.setWordWrap(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setTabKeyNavigation(False)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    upright = view.verticalHeader()
    upright.setDefaultSectionSize(ROW_HEIGHT)
    upright.setMinimumSectionSize(ROW_HEIGHT)
    upright.hide()
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setSectionsMovable(True)
    header.setStretchLastSection(True)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    for index, column in enumerate(model.columns):
        view.setColumnWidth(index, column.width)
    saved = settings.layout(f"table/{name}")
    if saved is not None:
        header.restoreState(saved)
    widen_for_headings(header)
    header.sectionResized.connect(lambda *_: settings.keep_layout(f"table/{name}", header.saveState()))
    header.sectionMoved.connect(lambda *_: settings.keep_layout(f"table/{name}", header.saveState()))
    view.setSortingEnabled(True)


def widen_for_headings(header: QHeaderView) -> None:
    """Columns no narrower than their headings, in any language: a header cuts off what does not fit."""
    metrics = QFontMetrics(font(LABEL_PX, bold=True))
    for section in range(header.count()):
        word = str(header.model().headerData(section, header.orientation()) or "")
        needed = metrics.horizontalAdvance(word) + _HEADING_EDGES + _SORT_MARK
        if word and not header.isSectionHidden(section) and header.sectionSize(section) < needed:
            header.resizeSection(section, needed)


class FittedColumns(QObject):
    """Keeps a table from scrolling sideways: some columns share what the others leave, and where that is too little,
    the least needed ones are not shown. A table that keeps whole tips and a card beside it loses nothing by that."""

    def __init__(
        self, view: QTableView, model: RowsModel[Any], stretched: Mapping[str, int], spared: Sequence[str] = ()
    ) -> None:
        """`stretched`: columns and their least pixels; of `spared` ones the first goes first."""
        super().__init__(view)
        self._view = view
        places = {column.key: place for place, column in enumerate(model.columns)}
        self._widths = [column.width for column in model.columns]
        self._stretched = {places[key]: least for key, least in stretched.items()}
        self._spared = [places[key] for key in spared]
        self._gone: set[int] = set()
        header = view.horizontalHeader()
        header.setStretchLastSection(False)
        for place in self._stretched:
            header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        for place in self._spared:
            view.setColumnHidden(place, False)
        view.viewport().installEventFilter(self)
        self.fit()

    def fit(self) -> None:
        """After the table's room has changed, or which columns its page shows."""
        view = self._view
        others = [place for place in range(len(self._widths)) if not view.isColumnHidden(place) or place in self._gone]
        wanted = {place: self._wanted(place) for place in others}
        gone: set[int] = set()
        for place in self._spared:
            if sum(wanted.values()) <= view.viewport().width():
                break
            if wanted.pop(place, None) is not None:
                gone.add(place)
        for place in self._gone ^ gone:
            view.setColumnHidden(place, place in gone)
        self._gone = gone

    def _wanted(self, place: int) -> int:
        if place in self._stretched:
            return self._stretched[place]
        return self._widths[place] if place in self._gone else self._view.columnWidth(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)
