"""The foot of the window: edition, conflicts, what is under way, and that everything is saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QStatusBar, QToolButton, QWidget

from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.parts import IconLabel, button, label, row


class StatusLine(QStatusBar):
    """Signals: `conflicts_clicked`, `cancel_clicked`."""

    conflicts_clicked = Signal()
    cancel_clicked = Signal()

    def __init__(self, theme: Theme, cancel_word: str) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self._edition = label(role="small")
        self._counts = QToolButton()
        self._counts.setProperty("button", "link")
        self._counts.clicked.connect(self.conflicts_clicked)
        self._work = label(role="small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        cancel = button(cancel_word, "link", self.cancel_clicked.emit)
        self._work_parts = _group(self._work, self._bar, cancel)
        self._work_parts.hide()
        self._place = label(role="small")
        self._saved = label(role="small")
        self.addWidget(_group(IconLabel(theme, "git-commit-horizontal", "text-3", 14), self._edition))
        self.addWidget(self._counts)
        self.addWidget(self._work_parts)
        self.addPermanentWidget(_group(IconLabel(theme, "hard-drive", "text-3", 14), self._place))
        self.addPermanentWidget(_group(IconLabel(theme, "check", "ok", 14), self._saved))

    def show_event(self, edition: str, place: str, saved: str) -> None:
        self._edition.setText(edition)
        self._place.setText(place)
        self._saved.setText(saved)

    def show_conflicts(self, text: str) -> None:
        self._counts.setText(text)
        self._counts.setVisible(bool(text))

    def show_work(self, title: str, share: float | None) -> None:
        """A job under way (no share: unknown); an empty title takes it away."""
        self._work_parts.setVisible(bool(title))
        self._work.setText(title)
        self._bar.setRange(0, 0 if share is None else 100)
        if share is not None:
            self._bar.setValue(round(share * 100))


def _group(*parts: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(row(*parts, gap=6, margins=(10, 0, 4, 0)))
    return made
