"""Small parts of the desk: a button that names its key, the ring, a figure with a caption."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget

from smalltowns_desktop.gui.theme import TINY_PX, Theme, font
from smalltowns_desktop.gui.widgets.parts import dress_icon, set_icon

_RING_PEN = 14
_KEY_PADDING = 6
_HEIGHT = 48
_SIGN, _SIGN_GAP = 18, 8


class KeyButton(QPushButton):
    """A large button: icon, word, and the key that does the same in a small frame."""

    def __init__(self, theme: Theme, icon: str, word: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(word, parent)
        self._theme = theme
        self._key = key
        self._ink = ""
        self.setProperty("button", "desk")
        self.setAutoDefault(False)
        self.setIconSize(QSize(20, 20))
        dress_icon(theme, self, icon)
        theme.changed.connect(self.update)

    def show_words(self, icon: str, word: str, key: str, *, colour: str = "") -> None:
        """`colour`: of icon and frame, where the button lies on a coloured ground."""
        self._key, self._ink = key, colour
        self.setText(word)
        set_icon(self._theme, self, icon, colour or "text-2")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + (self._key_width() + 14 if self._key else 0), _HEIGHT - 8 if self._ink else _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._key:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self._key_width()
        area = QRectF(self.width() - width - 12, (self.height() - 20) / 2, width, 20)
        colour = self._ink or ("disabled" if not self.isEnabled() else "on-accent" if self.isChecked() else "text-2")
        painter.setPen(QPen(self._theme.colour(colour if self._ink or self.isChecked() else "line"), 1))
        painter.drawRoundedRect(area, 3, 3)
        painter.setPen(self._theme.colour(colour))
        painter.setFont(font(TINY_PX, bold=bool(self._ink)))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._key)

    def _key_width(self) -> int:
        return self.fontMetrics().horizontalAdvance(self._key) * TINY_PX // 14 + 2 * _KEY_PADDING


class SignButton(QToolButton):
    """On the desk's dark head: an icon and, in a small frame, the key that does the same."""

    def __init__(self, theme: Theme, icon: str, key: str, name: str) -> None:
        super().__init__()
        self._theme, self._icon, self._key = theme, icon, key
        self.setToolTip(name)
        self.setAccessibleName(name)
        theme.changed.connect(self.update)

    def show_icon(self, icon: str) -> None:
        self._icon = icon
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_SIGN + self._key_width() + 3 * _SIGN_GAP, 32)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        picture = self._theme.pixmap(self._icon, "rail-text", _SIGN, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(_SIGN_GAP, (self.height() - _SIGN) / 2), picture)
        height = TINY_PX + 7
        area = QRectF(_SIGN + 2 * _SIGN_GAP, (self.height() - height) / 2, self._key_width(), height)
        painter.setPen(QPen(self._theme.colour("rail-text"), 1))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setFont(font(TINY_PX))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._key)

    def _key_width(self) -> int:
        return QFontMetrics(font(TINY_PX)).horizontalAdvance(self._key) + 2 * _KEY_PADDING + 2


class Ring(QWidget):
    """How many of how many: an arc from noon, the number in the middle."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._part, self._whole, self._caption = 0, 0, ""
        self.setMinimumSize(132, 132)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_share(self, part: int, whole: int, caption: str) -> None:
        self._part, self._whole, self._caption = part, whole, caption
        self.setAccessibleName(f"{part} {caption}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(166, 166)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) - _RING_PEN
        area = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(self._theme.colour("surface-3"), _RING_PEN, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawEllipse(area)
        if self._whole and self._part:
            turn = min(1.0, self._part / self._whole)
            painter.setPen(QPen(self._theme.colour("ok"), _RING_PEN, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawArc(area, 90 * 16, -round(turn * 360 * 16))
        text = str(self._part)
        size = {1: 52, 2: 52, 3: 52, 4: 42, 5: 34}.get(len(text), 28)
        painter.setPen(self._theme.colour("text"))
        painter.setFont(font(size, bold=True))
        middle = area.center().y()
        number = QRectF(area.left(), middle - 46, side, 60)
        painter.drawText(number, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, text)
        painter.setPen(self._theme.colour("text-2"))
        painter.setFont(font(18 if len(self._caption) < 10 else 14))
        below = QRectF(area.left(), middle + 14, side, 30)
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self._caption)
