"""Small drawings of label sheets: to choose the paper, and the cell that is printed first."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from smalltowns_desktop.documents.imposition import LabelStock, Sheet
from smalltowns_desktop.gui.theme import TINY_PX, Theme, font

_STOCK = QSize(72, 78)
_SCHEME = QSize(96, 128)


class StockButton(QToolButton):
    """One kind of paper: its cells in small, its measure below."""

    def __init__(self, theme: Theme, stock: LabelStock, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.stock = stock
        self.setText(name)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCheckable(True)
        self.setFixedSize(_STOCK)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        edge = "focus" if self.hasFocus() else "accent" if chosen else "line-strong"
        painter.setPen(QPen(self._theme.colour(edge), 2 if chosen or self.hasFocus() else 1))
        painter.setBrush(self._theme.colour("accent-soft" if chosen else "hover" if self.underMouse() else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        area = QRectF(10, 8, self.width() - 20, 42)
        for cell in _cells(self.stock.sheet, area):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent" if chosen else "text-3"))
            painter.drawRect(cell)
        painter.setPen(QPen(self._theme.colour("text-3"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(_page(self.stock.sheet, area))
        painter.setPen(self._theme.colour("text"))
        painter.setFont(font(TINY_PX + 1, bold=chosen))
        words = self.rect().adjusted(2, 54, -2, -3)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, shown)


class SheetScheme(QWidget):
    """The sheet with its cells by number; a click or the arrows choose the first. Signals: `chosen` (from 1)."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._sheet: Sheet | None = None
        self.first = 1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(_SCHEME)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def show_sheet(self, sheet: Sheet, first: int) -> None:
        self._sheet, self.first = sheet, min(max(1, first), sheet.cells)
        self.setAccessibleDescription(str(self.first))
        self.update()

    def cell_at(self, place: QPoint) -> int | None:
        """The number of the cell at a point, None beside all of them."""
        if self._sheet is None:
            return None
        cells = _cells(self._sheet, self._area())
        return next((number for number, cell in enumerate(cells, start=1) if cell.contains(place.toPointF())), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.cell_at(event.position().toPoint())
        if number is not None:
            self._choose(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._sheet is None:
            return
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self._sheet.columns,
            Qt.Key.Key_Down: self._sheet.columns,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif 1 <= self.first + step <= self._sheet.cells:
            self._choose(self.first + step)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheet is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "focus" if self.hasFocus() else "line-strong"
        painter.setPen(QPen(self._theme.colour(edge), 2 if self.hasFocus() else 1))
        painter.setBrush(self._theme.colour("surface"))
        painter.drawRect(_page(self._sheet, self._area()))
        for number, cell in enumerate(_cells(self._sheet, self._area()), start=1):
            chosen, used = number == self.first, number < self.first
            painter.setPen(QPen(self._theme.colour("accent" if chosen else "line-strong"), 1))
            painter.setBrush(self._theme.colour("accent" if chosen else "surface-3" if used else "surface"))
            painter.drawRect(cell)
            if cell.height() > 10:
                painter.setPen(self._theme.colour("on-accent" if chosen else "text-2"))
                painter.setFont(font(TINY_PX, bold=chosen))
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, "×" if used else str(number))

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(2, 2, -2, -2)

    def _choose(self, number: int) -> None:
        if number != self.first and self._sheet is not None:
            self.show_sheet(self._sheet, number)
            self.chosen.emit(number)


def _page(sheet: Sheet, area: QRectF) -> QRectF:
    """The whole page, as large as the area lets it be."""
    scale = min(area.width() / sheet.page_width, area.height() / sheet.page_height)
    page = QRectF(0, 0, sheet.page_width * scale, sheet.page_height * scale)
    page.moveCenter(area.center())
    return page


def _cells(sheet: Sheet, area: QRectF) -> list[QRectF]:
    """The cells by number, with a hair of space between them."""
    page = _page(sheet, area)
    scale = page.width() / sheet.page_width
    cells = []
    for number in range(sheet.cells):
        place = sheet.place(number)
        cell = QRectF(
            page.left() + place.left * scale, page.top() + place.top * scale, sheet.width * scale, sheet.height * scale
        )
        cells.append(cell.adjusted(0.8, 0.8, -0.8, -0.8))
    return cells
