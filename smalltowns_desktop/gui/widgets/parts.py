"""Small parts with the look of look/tokens.md: labels, buttons, bars, cards. Labels show plain text, always."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.enter import PushButton
from smalltowns_desktop.gui.widgets.tips import plain_tip
from smalltowns_desktop.gui.widgets.toggle import ToggleButton

Box = TypeVar("Box", bound=QBoxLayout)
_ICON_GAP = 4
_BESIDE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
Part = QWidget | QLayout | int | None
"""What stands in a row or column: a widget, a layout, a gap in pixels, or None for what stretches."""


def row(*parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """A row of parts, left to right."""
    return _filled(QHBoxLayout(), parts, gap, margins)


def column(*parts: Part, gap: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """A column of parts, top to bottom."""
    return _filled(QVBoxLayout(), parts, gap, margins)


def _filled(box: Box, parts: Sequence[Part], gap: int, margins: tuple[int, int, int, int]) -> Box:
    box.setSpacing(gap)
    box.setContentsMargins(*margins)
    for part in parts:
        match part:
            case ElidedLabel():
                box.addWidget(part, 1 if isinstance(box, QHBoxLayout) else 0)
            case QWidget():
                box.addWidget(part)
            case QLayout():
                box.addLayout(part)
            case int():
                box.addSpacing(part)
            case _:
                box.addStretch(1)
    return box


def surface(kind: str, layout: QLayout | None = None, parent: QWidget | None = None) -> QFrame:
    """A frame that looks as its kind: plain, bar, foot, head, card, side or line."""
    frame = QFrame(parent)
    frame.setProperty("surface", kind)
    if kind in {"bar", "head", "foot"}:
        frame.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    if layout is not None:
        frame.setLayout(layout)
    return frame


def label(text: str = "", role: str = "", *, tone: str = "", wrap: bool = False) -> QLabel:
    """A label of plain text; `role` and `tone` are those of the style sheet."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    if tone:
        made.setProperty("tone", tone)
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where it does not fit; the whole text is its tool tip then."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(0)
        self._whole = ""
        if role:
            self.setProperty("role", role)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        self._whole = " ".join(text.split())
        self.updateGeometry()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fitted = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(fitted)
        self.setAccessibleName(self._whole)
        self.setToolTip(plain_tip(self._whole) if fitted != self._whole else "")

    def sizeHint(self) -> QSize:
        self.ensurePolished()  # the style sheet may make it bold
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


def button(text: str, kind: str = "plain", on_click: Callable[[], object] | None = None) -> QPushButton:
    """A push button: plain, main, danger, small or link."""
    made = PushButton(text)
    made.setAutoDefault(False)
    if kind != "plain":
        made.setProperty("button", kind)
    if on_click is not None:
        made.clicked.connect(lambda: on_click())
    return made


def icon_button(theme: Theme, icon: str, name: str, on_click: Callable[[], object] | None = None) -> QToolButton:
    """A button that is only an icon; its name is its tool tip and what a screen reader says."""
    made = QToolButton()
    made.setProperty("button", "icon")
    made.setIconSize(QSize(18, 18))
    made.setToolTip(name)
    made.setAccessibleName(name)
    dress_icon(theme, made, icon)
    if on_click is not None:
        made.clicked.connect(lambda: on_click())
    return made


def dress_icon(theme: Theme, target: QPushButton | QToolButton | QAction, icon: str, colour: str = "text-2") -> None:
    """Give a button or action an icon that follows the theme."""
    _IconFollower(theme, target, icon, colour)


def set_icon(theme: Theme, target: QPushButton | QToolButton | QAction, icon: str, colour: str = "text-2") -> None:
    """Give a button or action an icon in the colours of now; where words stand beside it, at the usual distance."""
    gap = 0
    if isinstance(target, QPushButton) or (isinstance(target, QToolButton) and target.toolButtonStyle() == _BESIDE):
        gap = _ICON_GAP  # Qt leaves 4 pixels there whatever the style sheet says: the rest is a part of the picture
        side = target.iconSize().height()
        target.setIconSize(QSize(side + gap, side))
    target.setIcon(theme.icon(icon, colour, gap))


class _IconFollower(QObject):
    """Belongs to what it dresses and goes with it: a connection to a lambda would outlive the button."""

    def __init__(self, theme: Theme, target: QPushButton | QToolButton | QAction, icon: str, colour: str) -> None:
        super().__init__(target)
        self._theme, self._target, self._icon, self._colour = theme, target, icon, colour
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        set_icon(self._theme, self._target, self._icon, self._colour)


class _SegmentIcon(QObject):
    """The icon of a button that may be down: in the colour of the text on either ground."""

    def __init__(self, theme: Theme, target: QToolButton, icon: str) -> None:
        super().__init__(target)
        self._theme, self._target, self._icon = theme, target, icon
        theme.changed.connect(self._dress)
        target.toggled.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        set_icon(self._theme, self._target, self._icon, "on-accent" if self._target.isChecked() else "text-2")


class IconLabel(QLabel):
    """An icon that follows the theme."""

    def __init__(self, theme: Theme, icon: str, colour: str = "text-2", size: int = 16) -> None:
        super().__init__()
        self._theme, self._icon, self._colour, self._size = theme, icon, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._draw)
        self._draw()

    def show_icon(self, icon: str, colour: str = "text-2") -> None:
        self._icon, self._colour = icon, colour
        self._draw()

    def _draw(self) -> None:
        self.setPixmap(self._theme.pixmap(self._icon, self._colour, self._size, self.devicePixelRatioF()))


class Segments(QWidget):
    """Buttons of which one is down. Signals: `chosen` (the key)."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._keys: list[str] = []
        self._line = row(gap=0)
        self.setLayout(self._line)
        self._group.idClicked.connect(self._clicked)

    def show_choices(self, choices: Sequence[tuple[str, str]], current: str) -> None:
        """(key, word) pairs; the one that is down."""
        for old in self._group.buttons():
            self._group.removeButton(old)
            self._line.removeWidget(old)
            old.deleteLater()
        self._keys = [key for key, _ in choices]
        last = len(choices) - 1
        for index, (key, word) in enumerate(choices):
            made = ToggleButton()
            made.setText(word)
            made.setChecked(key == current)
            place = "only" if last == 0 else "first" if index == 0 else "last" if index == last else "mid"
            made.setProperty("segment", place)
            self._group.addButton(made, index)
            self._line.addWidget(made)
        self._lead_tab()

    def show_icons(self, theme: Theme, icons: Mapping[str, str]) -> None:
        """Icons beside the words, by key."""
        for key, icon in icons.items():
            made = self._group.button(self._keys.index(key))
            assert isinstance(made, QToolButton)
            made.setIconSize(QSize(16, 16))
            made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            _SegmentIcon(theme, made, icon)

    def choose(self, key: str) -> None:
        """Put a button down without a signal."""
        if key in self._keys:
            self._group.button(self._keys.index(key)).setChecked(True)
            self._lead_tab()

    @property
    def keys(self) -> Sequence[str]:
        return self._keys

    @property
    def current(self) -> str:
        return self._keys[self._group.checkedId()] if self._group.checkedId() >= 0 else ""

    def _clicked(self, index: int) -> None:
        self.chosen.emit(self._keys[index])

    def _lead_tab(self) -> None:
        """Tab comes to the button that is down, arrows lead to the others; Qt sees to it only where a person chose."""
        chosen = self._group.checkedButton()
        for made in self._group.buttons():
            stops = chosen is None or made is chosen
            made.setFocusPolicy(Qt.FocusPolicy.TabFocus if stops else Qt.FocusPolicy.NoFocus)


class ShareBar(QWidget):
    """A thin bar that is filled by a share, 0 to 1; over 1 it is full and of the colour of danger."""

    def __init__(self, theme: Theme, share: float = 0, colour: str = "accent") -> None:
        super().__init__()
        self._theme, self._share, self._colour = theme, share, colour
        self.setFixedHeight(6)
        self.setMinimumWidth(40)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_share(self, share: float, colour: str = "accent") -> None:
        self._share, self._colour = share, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("surface-3"))
        painter.drawRoundedRect(self.rect(), 3, 3)
        painter.setBrush(self._theme.colour("danger" if self._share > 1 else self._colour))
        filled = self.rect().adjusted(0, 0, round(self.width() * (min(1, max(0, self._share)) - 1)), 0)
        if filled.width() > 0:
            painter.drawRoundedRect(filled, 3, 3)


class EmptyHint(QWidget):
    """What an empty page says: an icon, one line, and the one thing to do first."""

    def __init__(
        self, theme: Theme, icon: str, text: str, action: str = "", on_click: Callable[[], object] | None = None
    ):
        super().__init__()
        picture = IconLabel(theme, icon, "text-3", 48)
        words = label(text, "hint", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        parts: list[Part] = [None, row(None, picture, None), words]
        if action:
            parts.append(row(None, button(action, "main", on_click), None))
        self.setLayout(column(*parts, None, gap=12, margins=(24, 24, 24, 24)))
