"""What a person sees of a bug: one dialog, with the trace to copy, and nothing lost."""

import logging
import sys
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from smalltowns_desktop import __version__
from smalltowns_desktop.domain.text import Translator
from smalltowns_desktop.gui.theme import CODE_FAMILY, LABEL_PX, font
from smalltowns_desktop.gui.widgets.parts import button, column, label, row


class CrashDialog(QDialog):
    """Says that the program made a mistake; the person may go on, or copy what happened for the maintainers."""

    def __init__(self, words: Translator, trace: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        word = words.word
        self.setWindowTitle(word("A mistake of the program"))
        self.resize(720, 440)
        self._trace = QPlainTextEdit(f"Smalltowns Desktop {__version__}, Python {sys.version.split()[0]}\n\n{trace}")
        self._trace.setReadOnly(True)
        self._trace.setFont(font(LABEL_PX, family=CODE_FAMILY))
        self._trace.setAccessibleName(word("What happened"))
        title = label(word("The program has made a mistake of its own."), "title")
        line = label(
            word("Everything saved so far is safe. You can go on; please send the text below to the maintainers."),
            wrap=True,
        )
        copy = button(word("Copy the text"), on_click=self._copy)
        go_on = button(word("Go on"), "main", self.accept)
        self.setLayout(column(title, line, self._trace, row(copy, None, go_on), gap=12, margins=(20, 20, 20, 16)))
        go_on.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._trace.toPlainText())


class BugWatch(QObject):
    """Catches what nobody caught. Signals: `found` (the trace), on the window's thread whatever thread it came from."""

    found = Signal(str)

    def __init__(self, show: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._showing = False
        self._show = show
        self.found.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take over what Python does with an exception that reaches the top."""
        sys.excepthook = self._hook

    def report(self, error: BaseException) -> None:
        """Tell of a bug that a job ran into."""
        self._hook(type(error), error, error.__traceback__)

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        logging.getLogger("smalltowns").critical("bug in the window", exc_info=(kind, error, trace))
        self.found.emit("".join(traceback.format_exception(kind, error, trace)))

    def _tell(self, trace: str) -> None:
        if self._showing:  # one at a time: a bug in painting comes with every frame
            return
        self._showing = True
        try:
            self._show(trace)
        finally:
            self._showing = False
