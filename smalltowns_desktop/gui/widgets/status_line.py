"""The foot of the window: edition, conflicts, what is under way, and that everything is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.widgets.parts import IconLabel, button, label, restyle, row


@dataclass(frozen=True, slots=True)
class StatusNote:
    """A few words about what a page shows, behind their icon."""

    text: str
    icon: str
    tone: str = "text-2"
    """Token of the colour of both."""


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
        self._event_part = _group(IconLabel(theme, "git-commit-horizontal", "text-3", 14), self._edition)
        self._theme = theme
        self._notes: tuple[StatusNote, ...] = ()
        self._notes_line = row(gap=0)
        self._note_parts: list[tuple[QWidget, IconLabel, QLabel]] = []
        notes_part = QWidget()
        notes_part.setLayout(self._notes_line)
        self.addWidget(notes_part)
        self.addWidget(self._event_part)
        self.addWidget(self._counts)
        self.addWidget(self._work_parts)
        self.addPermanentWidget(_group(IconLabel(theme, "hard-drive", "text-3", 14), self._place))
        self._saved_icon = IconLabel(theme, "check", "ok", 14)
        self.addPermanentWidget(_group(self._saved_icon, self._saved))

    def show_event(self, edition: str, place: str, saved: str, *, read_only: bool) -> None:
        self._edition.setText(edition)
        self._place.setText(place)
        self._saved.setText(saved)
        self._saved_icon.show_icon(*(("eye", "text-3") if read_only else ("check", "ok")))
        restyle(self._saved, "ink", "")

    def show_danger(self, text: str) -> None:
        """What is wrong, in the place of the word that all is saved."""
        self._saved.setText(text)
        self._saved_icon.show_icon("octagon-x", "danger")
        restyle(self._saved, "ink", "danger")

    def show_conflicts(self, text: str) -> None:
        self._counts.setText(text)
        self._counts.setVisible(bool(text) and not self._notes)

    def show_notes(self, notes: Sequence[StatusNote]) -> None:
        """A page's own words, in the place of those about the event; none: those again."""
        while len(self._note_parts) < len(notes):
            icon, words = IconLabel(self._theme, "info", size=14), label(role="small")
            part = _group(icon, words)
            self._notes_line.addWidget(part)
            self._note_parts.append((part, icon, words))
        self._notes = tuple(notes)
        for (part, icon, words), note in zip_longest(self._note_parts, notes):
            part.setVisible(note is not None)
            if note is not None:
                icon.show_icon(note.icon, note.tone)
                words.setText(note.text)
                restyle(words, "ink", note.tone)
        self._event_part.setVisible(not notes)
        self._counts.setVisible(bool(self._counts.text()) and not notes)

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
