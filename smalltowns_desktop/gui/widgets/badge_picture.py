"""A badge as it would be printed, with rounded corners; an empty frame until its picture has come."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from smalltowns_desktop.gui.theme import Theme

_RADIUS = 6


class BadgePicture(QWidget):
    """As wide as its place, as high as a badge of `millimetres` (width, height) is then."""

    def __init__(self, theme: Theme, millimetres: tuple[float, float]) -> None:
        super().__init__()
        self._theme = theme
        self._width, self._height = millimetres
        self._image: QImage | None = None
        self._fitted = QPixmap()
        """The image as large as it is shown; it is painted far oftener than it changes."""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def show_image(self, image: QImage | None) -> None:
        self._image = image
        self._fitted = QPixmap()
        self.update()

    @property
    def is_empty(self) -> bool:
        return self._image is None

    def heightForWidth(self, width: int) -> int:
        return round(width * self._height / self._width)

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(300))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self._image is not None:
            path = QPainterPath()
            path.addRoundedRect(frame, _RADIUS, _RADIUS)
            painter.setClipPath(path)
            painter.drawPixmap(0, 0, self._fit(self._image))
            painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour("line"), 1))
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)

    def _fit(self, image: QImage) -> QPixmap:
        scale = self.devicePixelRatioF()
        size = QSize(round(self.width() * scale), round(self.height() * scale))
        if self._fitted.size() != size:
            smooth = Qt.TransformationMode.SmoothTransformation
            scaled = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._fitted = QPixmap.fromImage(scaled)
            self._fitted.setDevicePixelRatio(scale)
        return self._fitted
