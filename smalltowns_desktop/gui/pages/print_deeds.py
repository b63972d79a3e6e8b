"""The ways out of the print page: a printer, one file, a folder of files. Each remembers what stood on the papers."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from smalltowns_desktop.domain.papers import PaperKind
from smalltowns_desktop.domain.text import Text, say, say_n
from smalltowns_desktop.gui.jobs import Ticket
from smalltowns_desktop.gui.pages.print_drawing import Prepare
from smalltowns_desktop.gui.printer import print_pdfs
from smalltowns_desktop.gui.store import Done
from smalltowns_desktop.gui.workspace import Workspace

if TYPE_CHECKING:
    from smalltowns_desktop.services.printing import Printing

_NOT_TAKEN = say("The printer has not taken it")


class PrintDeeds(QObject):
    """Runs them as jobs. Signals: `finished` (how many badges went onto paper)."""

    finished = Signal(int)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace

    def put_on_paper(self, printer: QPrinter, prepare: Prepare) -> None:
        """Prepare, print, and remember once the printer has taken all of it."""
        db = self._workspace.store.db
        shift = self._workspace.settings.printer_shift(printer.printerName())

        def work(ticket: Ticket) -> "Sequence[Printing]":
            from smalltowns_desktop.services.printing import remember_printing  # noqa: PLC0415 as it draws paper

            made = prepare(ticket)
            pdfs = [(document.pdf, document.pages) for printing in made for _, document in printing.documents]
            if not pdfs or not print_pdfs(printer, pdfs, ticket, shift):
                return ()
            for printing in made:
                remember_printing(db, printing)
            return made

        job = self._workspace.jobs.run(say("Printing"), work)
        job.succeeded.connect(self._tell_printed)
        job.refused.connect(self._workspace.store.refused)

    def put_sheet_on_paper(self, printer: QPrinter) -> None:
        """The sheet that tells how a printer is to be adjusted."""
        words = self._workspace.words

        def work(ticket: Ticket) -> Text:
            from smalltowns_desktop.documents.calibration import draw_calibration_sheet  # noqa: PLC0415 as above

            sheet = draw_calibration_sheet(words)
            if not print_pdfs(printer, [(sheet.pdf, sheet.pages)], ticket):
                return _NOT_TAKEN
            return say_n("Printed: {n} page", "Printed: {n} pages", sheet.pages)

        job = self._workspace.jobs.run(say("Printing"), work)
        job.succeeded.connect(self._tell)

    def save(self, path: Path, prepare: Prepare) -> None:
        """Write one PDF, or a folder of them where it was prepared so."""
        db = self._workspace.store.db

        def work(ticket: Ticket) -> Text:
            from smalltowns_desktop.services.printing import print_out  # noqa: PLC0415 as it draws paper

            made = prepare(ticket)
            for printing in made:
                print_out(db, printing, path)
            count = say_n("{n} paper", "{n} papers", sum(len(printing.papers) for printing in made))
            return say("Written: {path}, {papers}", path=path.name, papers=count)

        job = self._workspace.jobs.run(say("Writing the PDF"), work)
        job.succeeded.connect(self._tell_saved)
        job.refused.connect(self._workspace.store.refused)

    def _tell_printed(self, made: "Sequence[Printing]") -> None:
        if not made:
            self._tell(_NOT_TAKEN)
            return
        self._tell(say_n("Printed: {n} page", "Printed: {n} pages", sum(printing.pages for printing in made)))
        self.finished.emit(_badges(made))

    def _tell_saved(self, text: Text) -> None:
        self._tell(text)
        self.finished.emit(0)

    def _tell(self, text: Text) -> None:
        self._workspace.store.done.emit(Done(text, can_undo=False))


def _badges(made: "Sequence[Printing]") -> int:
    return sum(paper.kind is PaperKind.BADGE for printing in made for paper in printing.papers)
