"""Looks at a PDF page by page: the very bytes that go to paper, drawn off the window's thread."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.jobs import Ticket
from smalltowns_desktop.gui.pdf_pictures import draw_page, page_size
from smalltowns_desktop.gui.theme import TEXT_PX, font
from smalltowns_desktop.gui.workspace import Workspace

_MARGIN = 12
_POINTS, _PIXELS = 72.0, 96.0
_STEPS = (25, 33, 50, 65, 80, 100, 125, 150, 200, 300, 400)
"""Zoom in percent; 100 is the size of the paper on a screen of 96 pixels an inch."""
_WIDEST = 6000
"""Pixels of a drawn page: more would not fit into memory."""
_DELAY_MS = 60


class PdfView(QAbstractScrollArea):
    """Shows one page. Signals: `page_changed` (from 0, how many), `zoom_changed` (percent)."""

    page_changed = Signal(int, int)
    zoom_changed = Signal(int)

    def __init__(self, workspace: Workspace, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._workspace = workspace
        self._theme = workspace.theme
        self._pdf = b""
        self._pages = 0
        self._page = 0
        self._zoom: int | None = None
        """Percent; None: the whole page is seen."""
        self._picture: QImage | None = None
        self._size = (0.0, 0.0)
        self._message = ""
        self._wanted = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self._draw)
        self._theme.changed.connect(self.viewport().update)

    @property
    def page(self) -> int:
        return self._page

    @property
    def percent(self) -> int:
        """The zoom as it is seen."""
        if self._zoom is not None or not self._size[0]:
            return self._zoom or 100
        return round(self._fitting_width() * 100 / (self._size[0] / _POINTS * _PIXELS))

    def show_pdf(self, pdf: bytes, pages: int) -> None:
        """Another document; the page stays, as far as there is one."""
        self._pdf, self._pages, self._message = pdf, pages, ""
        self._page = min(self._page, max(0, pages - 1))
        self.page_changed.emit(self._page, self._pages)
        self._draw()

    def show_message(self, text: str) -> None:
        """Nothing to look at, and why."""
        self._pdf, self._pages, self._picture, self._message = b"", 0, None, text
        self._wanted += 1
        self.page_changed.emit(0, 0)
        self._fit_bars()
        self.viewport().update()

    def show_page(self, page: int) -> None:
        """Turn to a page, from 0."""
        page = min(max(0, page), max(0, self._pages - 1))
        if page != self._page:
            self._page = page
            self.verticalScrollBar().setValue(0)
            self.page_changed.emit(page, self._pages)
            self._draw()

    def zoom_in(self) -> None:
        self._set_zoom(next((step for step in _STEPS if step > self.percent), _STEPS[-1]))

    def zoom_out(self) -> None:
        self._set_zoom(next((step for step in reversed(_STEPS) if step < self.percent), _STEPS[0]))

    def fit(self) -> None:
        """Show the whole page."""
        self._set_zoom(None)

    # Events

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y() > 0:
                self.zoom_in()
            elif event.angleDelta().y() < 0:
                self.zoom_out()
            event.accept()
            return
        bar = self.verticalScrollBar()
        if bar.maximum() == 0 and event.angleDelta().y():
            self.show_page(self._page + (-1 if event.angleDelta().y() > 0 else 1))
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_PageDown:
                self.show_page(self._page + 1)
            case Qt.Key.Key_PageUp:
                self.show_page(self._page - 1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_in()
            case Qt.Key.Key_Minus:
                self.zoom_out()
            case Qt.Key.Key_0:
                self.fit()
            case _:
                super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_bars()
        if self._zoom is None:
            self._timer.start()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), self._theme.colour("surface-3"))
        if self._picture is None:
            painter.setPen(self._theme.colour("text-2"))
            painter.setFont(font(TEXT_PX))
            area = self.viewport().rect().adjusted(40, 0, -40, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)
            return
        width, height = self._shown_size()
        left = max((self.viewport().width() - width) / 2, _MARGIN) - self.horizontalScrollBar().value()
        top = max((self.viewport().height() - height) / 2, _MARGIN) - self.verticalScrollBar().value()
        page = QRectF(left, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        shade = self._theme.colour("text")
        for step in range(1, 5):
            shade.setAlphaF(0.05)
            painter.setBrush(shade)
            painter.drawRoundedRect(page.adjusted(-step, -step + 1, step, step + 2), 3, 3)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(page, self._picture)

    # Drawing

    def _set_zoom(self, percent: int | None) -> None:
        self._zoom = percent
        self._fit_bars()
        self.zoom_changed.emit(self.percent)
        self.viewport().update()
        self._timer.start()

    def _draw(self) -> None:
        """Have the page drawn as large as it is shown; a picture that comes too late is thrown away."""
        if not self._pages:
            return
        self._wanted += 1
        wanted, pdf, page, zoom = self._wanted, self._pdf, self._page, self._zoom
        room = (self.viewport().width() - 2 * _MARGIN, self.viewport().height() - 2 * _MARGIN)
        ratio = self.devicePixelRatioF()

        def work(_: Ticket) -> tuple[int, tuple[float, float], QImage]:
            size = page_size(pdf, page)
            width = _width_of(size, zoom, room) * ratio
            return wanted, size, draw_page(pdf, page, max(16, min(_WIDEST, round(width))))

        self._workspace.jobs.run(say("Drawing the page"), work).succeeded.connect(self._take)

    def _take(self, drawn: tuple[int, tuple[float, float], QImage]) -> None:
        wanted, size, picture = drawn
        if wanted != self._wanted:
            return
        self._size, self._picture = size, picture
        self._fit_bars()
        self.zoom_changed.emit(self.percent)
        self.viewport().update()

    def _fitting_width(self) -> float:
        room = (self.viewport().width() - 2 * _MARGIN, self.viewport().height() - 2 * _MARGIN)
        return _width_of(self._size, None, room)

    def _shown_size(self) -> tuple[float, float]:
        width = _width_of(self._size, self._zoom, (self.viewport().width() - 24, self.viewport().height() - 24))
        return width, width * self._size[1] / self._size[0]

    def _fit_bars(self) -> None:
        width, height = self._shown_size() if self._picture is not None else (0.0, 0.0)
        for bar, needed, room in (
            (self.horizontalScrollBar(), width, self.viewport().width()),
            (self.verticalScrollBar(), height, self.viewport().height()),
        ):
            over = round(needed + 2 * _MARGIN - room)
            bar.setRange(0, over if self._zoom is not None and over > 0 else 0)
            bar.setPageStep(room)
            bar.setSingleStep(40)


def _width_of(size: tuple[float, float], zoom: int | None, room: tuple[int, int]) -> float:
    """How wide a page of a size in points is shown, in logical pixels."""
    width, height = size
    if zoom is not None:
        return width / _POINTS * _PIXELS * zoom / 100
    return float(max(40, min(room[0], room[1] * width / height)))
