"""A filter as a chip: closed it has a word, set it has what it lets through and a cross that takes it away."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QStyleOptionToolButton, QStylePainter, QToolButton

from smalltowns_desktop.gui.theme import Theme, font

_SIGN, _GAP, _EDGE = 14, 6, 12
_WIDEST = 210


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the chip's menu; without a key it is a heading."""

    key: str
    word: str


class FilterChip(QToolButton):
    """Signals: `changed` (the keys that are chosen; none: the filter is off)."""

    changed = Signal(object)

    def __init__(self, theme: Theme, name: str, icon: str = "") -> None:
        super().__init__()
        self._theme, self._name, self._icon = theme, name, icon
        self._words: dict[str, str] = {}
        self._chosen: frozenset[str] = frozenset()
        self._actions: dict[str, QAction] = {}
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._pick)
        self.setProperty("chip", True)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._clicked)
        theme.changed.connect(self.update)
        self._show()

    @property
    def chosen(self) -> frozenset[str]:
        return self._chosen

    def action_of(self, key: str) -> QAction:
        """The menu's line of a key."""
        return self._actions[key]

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """The lines of the menu; what is chosen and no longer there is let go."""
        self._words = {choice.key: choice.word for choice in choices if choice.key}
        self._menu.clear()
        self._actions.clear()
        for choice in choices:
            if not choice.key:
                self._menu.addSection(choice.word)
                continue
            action = self._menu.addAction(choice.word.replace("&", "&&"))
            action.setCheckable(True)
            action.setData(choice.key)
            self._actions[choice.key] = action
        self.choose(self._chosen & self._words.keys())

    def choose(self, keys: frozenset[str]) -> None:
        """Let through only these; all with none."""
        before, self._chosen = self._chosen, keys
        for key, action in self._actions.items():
            action.setChecked(key in keys)
        self._show()
        if keys != before:
            self.changed.emit(keys)

    def clear(self) -> None:
        self.choose(frozenset())

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font(bold=bool(self._chosen)))
        signs = (_SIGN + _GAP) * (2 if self._icon else 1)
        return QSize(min(metrics.horizontalAdvance(self.text()) + signs + 2 * _EDGE + 2, _WIDEST), 28)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if (
            self._chosen
            and event.position().x() > self.width() - _SIGN - 16
            and self.rect().contains(event.position().toPoint())
        ):
            self.setDown(False)
            self.clear()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style draws the pill; icon, word and sign are drawn here, in their order."""
        painter = QStylePainter(self)
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        colour = "accent" if self._chosen else "text" if self.isEnabled() else "disabled"
        left, right, middle = _EDGE, self.width() - _EDGE - _SIGN, (self.height() - _SIGN) // 2
        scale = self.devicePixelRatioF()
        if self._icon:
            painter.drawPixmap(left, middle, self._theme.pixmap(self._icon, colour, _SIGN, scale))
            left += _SIGN + _GAP
        sign = "x" if self._chosen else "chevron-down"
        painter.drawPixmap(right, middle, self._theme.pixmap(sign, colour, _SIGN, scale))
        made = font(bold=bool(self._chosen))
        area = QRect(left, 0, right - _GAP - left, self.height())
        painter.setFont(made)
        painter.setPen(self._theme.colour(colour))
        word = QFontMetrics(made).elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine), word)

    def _clicked(self) -> None:
        self.setChecked(bool(self._chosen))
        self._open()

    def _open(self) -> None:
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _pick(self, action: QAction) -> None:
        self.choose(self._chosen ^ {action.data()})

    def _show(self) -> None:
        words = [self._words[key] for key in self._words if key in self._chosen]
        text = self._name if not words else words[0] if len(words) == 1 else f"{self._name}: {len(words)}"
        self.setText(text)
        self.setToolTip(", ".join(words))
        self.setAccessibleName(f"{self._name}: {', '.join(words)}" if words else self._name)
        self.setChecked(bool(words))
        self.updateGeometry()
        self.update()
