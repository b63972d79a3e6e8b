"""The first and the last step of the import: a place to drop a file, and what was written."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from smalltowns_desktop.gui.models.import_rows import RowState
from smalltowns_desktop.gui.pages.import_people_words import STATES, ImportWords
from smalltowns_desktop.gui.widgets.parts import IconLabel, button, column, label, restyle, row, surface
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.import_participants import ParticipantsImport


class FileStep(QFrame):
    """Signals: `dropped` (a path), `choose_clicked`, `review_clicked`."""

    dropped = Signal(str)
    choose_clicked = Signal()
    review_clicked = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("surface", "plain")
        say, theme = workspace.say, workspace.theme
        self._workspace = workspace
        self.setAcceptDrops(True)
        self.choose = button(say("Choose a file…"), "main", self.choose_clicked.emit)
        self._problem = label(role="problem", wrap=True)
        self._problem.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._problem.hide()
        hint = label(say("Drop a delegation's list here: XLSX, ODS, XLS or CSV, with headings or without"), "second")
        formats = label(say("Nothing is written before you have seen every row."), "hint")
        self._zone = surface(
            "drop",
            column(
                None, row(None, IconLabel(theme, "file-spreadsheet", "text-3", 48), None), row(None, hint, None),
                row(None, formats, None), row(None, self.choose, None), self._problem, None,
                gap=12, margins=(32, 32, 32, 32),
            ),
        )  # fmt: skip
        self._zone.setFixedSize(680, 320)
        self.review = button("", on_click=self.review_clicked.emit)
        page = QVBoxLayout(self)
        page.addStretch(1)
        page.addLayout(row(None, self._zone, None))
        page.addSpacing(16)
        page.addLayout(row(None, self.review, None))
        page.addStretch(2)

    def show_problem(self, text: str) -> None:
        """Why the last file cannot be read; "" for nothing."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def show_waiting(self, count: int) -> None:
        """How many rows of earlier lists wait for a decision."""
        text = self._workspace.say_n(
            "{n} row of earlier lists waits for your decision",
            "{n} rows of earlier lists wait for your decision",
            count,
        )
        self.review.setText(text)
        self.review.setVisible(count > 0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()
            restyle(self._zone, "over", True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        restyle(self._zone, "over", False)

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        restyle(self._zone, "over", False)
        self.dropped.emit(event.mimeData().urls()[0].toLocalFile())


class WrittenStep(QFrame):
    """What came of it, and where to go from here."""

    def __init__(
        self, workspace: Workspace, words: ImportWords, ways: Sequence[tuple[str, str, Callable[[], object]]]
    ) -> None:
        """`ways` are (word, kind of button, what it does)."""
        super().__init__()
        self.setProperty("surface", "plain")
        self._workspace, self._words = workspace, words
        theme = workspace.theme
        self._title = label(role="title")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.buttons = [button(word, kind, way) for word, kind, way in ways]
        hint = label(workspace.say("The whole import is undone with one Ctrl+Z."), "hint")
        card = surface(
            "card",
            column(
                row(IconLabel(theme, "circle-check", "ok", 26), self._title, None, gap=12), self._lines, hint,
                row(*self.buttons, None), gap=14, margins=(24, 20, 24, 20),
            ),
        )  # fmt: skip
        card.setFixedWidth(680)
        page = QVBoxLayout(self)
        page.addStretch(1)
        page.addLayout(row(None, card, None))
        page.addStretch(2)

    def show_done(self, done: ParticipantsImport, file: str) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._title.setText(self._workspace.say("“{file}” is in the event", file=file))
        for state in RowState:
            count = int(getattr(done, str(state)))
            if count:
                icon, colour, _ = STATES[state]
                line = QWidget()
                words = f"{count}  {self._words.outcomes[state]}"
                line.setLayout(row(IconLabel(self._workspace.theme, icon, colour, 16), label(words), None))
                self._lines.addWidget(line)
        for name in done.delegations:
            self._lines.addWidget(label(self._workspace.say("New delegation: {name}", name=name)))
