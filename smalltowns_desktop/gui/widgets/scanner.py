"""A keyboard-wedge scanner, told from a person typing by its speed, wherever the focus is and in any layout.

Keys are held back for as long as a scanner may need for the next one. If they turn out to be a scan, nobody else ever
sees them; if not, they reach the widget with the focus a few hundredths of a second later, in their order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from time import monotonic
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

Key = TypeVar("Key")
GAP = 0.035
"""Seconds: longer between two keys, and a person is typing."""
SHORTEST = 6
"""Characters of a scan, without the key that ends it."""
_LATE = 0.015
"""A timer that comes so much later than asked for: the window was busy, and keys may be waiting to be seen."""
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)  # fmt: skip


class Press(Enum):
    """What kind of key was pressed."""

    CHARACTER = auto()
    END = auto()
    """Enter or Tab, with which a scanner ends."""
    OTHER = auto()
    """Whatever no scanner sends: arrows, deletion, commands, a key that repeats because it is held down."""


@dataclass(frozen=True, slots=True)
class Decision(Generic[Key]):
    """What is to be done after a key."""

    replay: tuple[Key, ...] = ()
    """Held keys that are not a scan's: give them to whoever has the focus, before this one."""
    held: bool = False
    """This key is kept back, or belongs to a scan: nobody may see it."""
    scan: str = ""
    """The whole reading, as the layout had it."""


@dataclass(slots=True)
class ScanDetector(Generic[Key]):
    """Decides by the clock alone; `Key` is whatever the caller wants back. Moments are seconds of one clock."""

    _held: list[tuple[str, Key]] = field(default_factory=list)
    _last: float = float("-inf")
    _scan_ended: float = float("-inf")

    @property
    def waiting(self) -> bool:
        """Whether keys are held back."""
        return bool(self._held)

    def press(self, kind: Press, text: str, key: Key, moment: float) -> Decision[Key]:
        """A key went down; `text` is what it types."""
        quick = abs(moment - self._last) <= GAP
        self._last = moment
        replay = () if quick else self.give_up()
        match kind:
            case Press.CHARACTER:
                self._held.append((text, key))
                return Decision(replay, held=True)
            case Press.END if len(self._held) >= SHORTEST:
                scan = "".join(typed for typed, _ in self._held)
                self._held.clear()
                self._scan_ended = moment
                return Decision(scan=scan, held=True)
            case Press.END if not self._held and moment - self._scan_ended <= GAP:
                self._scan_ended = moment  # a scanner may end with two keys, such as carriage return and line feed
                return Decision(replay, held=True)
        return Decision(replay + self.give_up())

    def give_up(self) -> tuple[Key, ...]:
        """The held keys, which are not a scan's after all."""
        keys = tuple(key for _, key in self._held)
        self._held.clear()
        return keys


class ScannerFilter(QObject):
    """Watches the keys of some windows. Signals: `scanned` (a reading as the layout had it)."""

    scanned = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._detector: ScanDetector[QKeyEvent] = ScanDetector()
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._time_is_up)
        self._due = 0.0

    def start(self) -> None:
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)

    def stop(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._timer.stop()
        self._detector.give_up()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A key comes to the window first, then to the widget with the focus: it is looked at once, before anybody.
        if event.type() != QEvent.Type.KeyPress or not isinstance(watched, QWindow):
            return False
        assert isinstance(event, QKeyEvent), "what a key press is"
        kind = press_of(event)
        if kind is None:
            return False
        # The system's own time of the key: true even where the window was too busy to see it at once.
        moment = event.timestamp() / 1000 if event.timestamp() else monotonic()
        decision = self._detector.press(kind, event.text(), event.clone(), moment)
        if self._detector.waiting:
            self._wait(GAP)
        else:
            self._timer.stop()
        self._replay(decision.replay)
        if decision.scan:
            self.scanned.emit(decision.scan)
        return decision.held

    def _time_is_up(self) -> None:
        if monotonic() - self._due > _LATE:
            self._wait(_LATE)
            return
        self._replay(self._detector.give_up())

    def _wait(self, seconds: float) -> None:
        self._due = monotonic() + seconds
        self._timer.start(round(seconds * 1000))

    def _replay(self, keys: Sequence[QKeyEvent]) -> None:
        receiver = _receiver()
        if receiver is None:
            return
        for key in keys:
            QApplication.sendEvent(receiver, key)


def _receiver() -> QObject | None:
    return QApplication.focusWidget() or QGuiApplication.focusWindow()


def press_of(event: QKeyEvent) -> Press | None:
    """What kind of key it is; None for a modifier alone, which scanners press between capitals."""
    if event.key() in (Qt.Key.Key_Shift, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock, Qt.Key.Key_Mode_switch):
        return None
    if event.isAutoRepeat() or event.modifiers() & _COMMANDS:
        return Press.OTHER
    if event.key() in _ENDS:
        return Press.END
    return Press.CHARACTER if event.text() and event.text().isprintable() else Press.OTHER
