"""Print: every paper with its state, the true PDF to look at, and the ways out: a printer, a file, a folder."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import UserError
from smalltowns_desktop.domain.file_names import file_names
from smalltowns_desktop.domain.paper_shelf import CHOSEN_BADGES, PaperState
from smalltowns_desktop.domain.resources import resource_path
from smalltowns_desktop.domain.text import Translator, load_translator
from smalltowns_desktop.gui.dialogs.files import ask_save_path
from smalltowns_desktop.gui.dialogs.printer_shift import PrinterShiftDialog
from smalltowns_desktop.gui.models.papers import PaperRow
from smalltowns_desktop.gui.pages.page import Page
from smalltowns_desktop.gui.pages.print_deeds import PrintDeeds
from smalltowns_desktop.gui.pages.print_drawing import DrawingSettings, PaperDrawer, Prepare, preparing
from smalltowns_desktop.gui.pages.print_list import PrintList
from smalltowns_desktop.gui.pages.print_news import FaultsReader, ShelfReader
from smalltowns_desktop.gui.pages.print_preview import PrintPreview
from smalltowns_desktop.gui.pages.print_side import PrintSide
from smalltowns_desktop.gui.printer import ask_printer
from smalltowns_desktop.gui.widgets.parts import EmptyHint, column, row, surface
from smalltowns_desktop.gui.widgets.status_line import StatusNote
from smalltowns_desktop.gui.workspace import Place, Workspace

if TYPE_CHECKING:
    from smalltowns_desktop.services.printing import Printing

_DELAY_MS = 80
_QUIET_MS = 1_500
"""After so long without another change a page that nobody sees looks how its papers stand."""
_KEYS = {
    QKeySequence("Ctrl+P"): "checked",
    QKeySequence("Ctrl+Shift+P"): "stale",
    QKeySequence("Ctrl+E"): "pdf",
    QKeySequence("Ctrl+M"): "marks",
}
"""Before the window's own meaning of the same keys."""


def ask_folder(parent: QWidget, title: str) -> str:
    """Where to put files; "" if the person thought better of it."""
    return QFileDialog.getExistingDirectory(parent, title)


class PrintPage(Page):
    """Papers on the left, the chosen one in the middle, what can be set on the right."""

    def __init__(
        self,
        workspace: Workspace,
        printer: Callable[[QWidget], QPrinter | None] = ask_printer,
        path: Callable[[QWidget, str, str, str], str] = ask_save_path,
        folder: Callable[[QWidget, str], str] = ask_folder,
    ) -> None:
        """What asks for a printer, a file and a folder; None and "" from them mean no."""
        super().__init__(workspace)
        self._ask_printer, self._ask_path, self._ask_folder = printer, path, folder
        self._deeds = PrintDeeds(workspace, self)
        self._drawer = PaperDrawer(workspace, self)
        self.shelf = ShelfReader(workspace, self)
        self.faults = FaultsReader(workspace, self)
        self._chosen: tuple[str, ...] = ()
        """Whose badges were asked for by another page."""
        self._wanted_key = ""
        self.printing: Printing | None = None
        """What is being looked at; None while it is drawn."""
        self.list = PrintList(workspace)
        self.side = PrintSide(workspace)
        self.preview = PrintPreview(workspace)
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self._draw)
        self._news = QTimer(self, singleShot=True)
        self._news.timeout.connect(self.shelf.read)
        self._lay_out()
        self._wire()
        self._show_paper(None)
        self.shelf.read()

    def show_place(self, place: Place) -> None:
        match place.kind:
            case "stale":
                self.list.choose_state(PaperState.STALE)
            case "badges" if place.keys:
                self._chosen = place.keys
                self._show_shelf()
                self.list.check_only(CHOSEN_BADGES)
                self._check_papers()
            case "participant":
                self._wanted_key = f"itinerary/{place.key}"
                self.shelf.want(place.key)
            case "delegation" if place.key:
                self._wanted_key = f"itinerary/{place.key}"
                self.list.choose(self._wanted_key)

    def entered(self) -> None:
        self.list.view.setFocus()

    def notes(self) -> Sequence[StatusNote]:
        workspace, edition = self.workspace, self.store.programme.event.edition
        printing = workspace.say("A draft is printed: not released yet")
        if edition:
            printing = workspace.say("Edition {number} is printed", number=edition)
        stale, lacking, faulty = self.list.counts()
        parts = (
            (stale, workspace.say_n("{n} out of date", "{n} out of date", stale), "history", "warn"),
            (lacking, workspace.say_n("{n} not printed", "{n} not printed", lacking), "circle-dashed", "text-2"),
            (faulty, workspace.say_n("{n} with an error", "{n} with errors", faulty), "octagon-x", "danger"),
        )
        counted = (StatusNote(text, icon, tone) for number, text, icon, tone in parts if number)
        return (StatusNote(printing, "git-commit-horizontal"), *counted)

    # Building

    def _lay_out(self) -> None:
        say_it = self.workspace.say
        self._work = QWidget()
        whole = row(self.list, surface("upright"), self.preview, surface("upright"), self.side, gap=0)
        whole.setStretch(2, 1)
        self._work.setLayout(whole)
        self._hint = EmptyHint(
            self.theme,
            "printer",
            say_it("There is nothing to print before there are people"),
            say_it("People from a spreadsheet…"),
            lambda: self.go("import"),
        )
        self._hint.hide()
        self.setLayout(column(self._work, self._hint, gap=0))

    def _wire(self) -> None:
        self.list.chosen.connect(self._show_paper)
        self.list.print_checked.connect(self.print_checked)
        self.list.print_stale.connect(self.print_stale)
        self.side.settings_changed.connect(self._settings_changed)
        self.shelf.changed.connect(self._take_shelf)
        self.faults.changed.connect(self._show_shelf)
        self.side.print_requested.connect(lambda: self._print(self._current_rows()))
        self.side.pdf_requested.connect(self.save_pdf)
        self.side.all_requested.connect(self.save_all)
        self.side.adjust_requested.connect(self.adjust_printer)
        self.preview.marks.toggled.connect(lambda _on: self._timer.start())
        self.store.programme_changed.connect(self._programme_changed)
        self.store.facts_changed.connect(self._facts_changed)
        self._deeds.finished.connect(self._after_printing)
        self._drawer.drawn.connect(self._take_drawn)
        self._drawer.undrawable.connect(self._take_refusal)

    # What there is to print

    def _take_shelf(self) -> None:
        self._show_shelf()
        if self._wanted_key:
            self.list.choose(self._wanted_key)
            self._wanted_key = ""
        self._check_papers()

    def _by_hand(self) -> list[str]:
        """The chosen people who are still there."""
        people = self.shelf.programme.participants
        return [key for key in self._chosen if key in people]

    def _check_papers(self) -> None:
        """Look through every paper, as soon as the page is seen."""
        if self.isVisible():
            reader = self.shelf
            self.faults.read(
                reader.programme, reader.shelf, self._by_hand(), self._paper_words(), self.side.stock.template
            )

    def _show_shelf(self) -> None:
        shelf = self.shelf.shelf
        empty = self.shelf.ready and not shelf.itineraries and not shelf.badges
        self._work.setVisible(not empty)
        self._hint.setVisible(empty)
        chosen = self._by_hand()
        by_hand = (shelf.badges_of(chosen),) if chosen else ()
        self.list.show_shelf(replace(shelf, badges=(*by_hand, *shelf.badges)), self.faults.faults)
        stale, _, faulty = self.list.counts()
        self.count_told.emit("print", stale or faulty, not stale)
        self.notes_changed.emit()

    def _programme_changed(self, _changes: Changes) -> None:
        self._take_news()

    def _facts_changed(self, tables: frozenset[str]) -> None:
        if tables & {"prints", "badges", "badge_revocations"}:
            self._take_news()

    def _take_news(self) -> None:
        """At once where it is looked at; else when it is quiet again, for the count on the rail."""
        self._news.start(0 if self.isVisible() else _QUIET_MS)
        self._timer.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._check_papers()
        if self.printing is None:
            self._timer.start()

    # What is looked at

    def _show_paper(self, paper: PaperRow | None) -> None:
        self.side.show_paper(paper)
        self.preview.show_paper(paper)
        if self.store.db.read_only:
            for part in (self.side.print, self.side.pdf, self.side.all, self.list.checked, self.list.stale):
                part.setEnabled(False)
                part.setToolTip(
                    self.workspace.say("This congress is open for reading only: no print could be remembered")
                )
        if paper is not None:
            self._timer.start()

    def _draw(self) -> None:
        """Make the PDF of the chosen paper anew, once it is looked at."""
        paper = self.list.current
        self.printing = None
        self._drawer.forget()
        if paper is not None and self.isVisible():
            self.side.show_check(None)
            self._drawer.draw(self._preparing([paper]))

    def _take_drawn(self, printing: "Printing") -> None:
        self.printing = printing
        self.side.show_check(printing.findings, printing.left_out)
        if not printing.documents:
            self.preview.view.show_message(self.workspace.say("Nothing of it can be printed"))
            return
        ((_, document),) = printing.documents
        self.preview.view.show_pdf(document.pdf, document.pages)

    def _take_refusal(self, error: UserError) -> None:
        self.side.show_check(())
        self.preview.view.show_message(self.workspace.render(error.text))

    def _preparing(self, rows: Sequence[PaperRow], *, split: bool = False) -> Prepare:
        """What makes the PDFs of some papers, drawn as it is set now."""
        side = self.side
        settings = DrawingSettings(
            self._paper_words(), self.preview.marks.isChecked(), side.stock.name, side.first_cell,
            side.crop_marks.isChecked(),
        )  # fmt: skip
        return preparing(self.store.db, rows, settings, split=split)

    def _settings_changed(self) -> None:
        self._timer.start()
        self._check_papers()

    def _paper_words(self) -> Translator:
        return load_translator(self.side.paper_language, resource_path("translations"))

    def _current_rows(self) -> list[PaperRow]:
        paper = self.list.current
        return [] if paper is None else [paper]

    # The ways out

    def print_checked(self) -> None:
        """Print the papers that are checked; the one that is looked at where none is."""
        self._print(list(self.list.model.checked_rows()) or self._current_rows())

    def print_stale(self) -> None:
        """Print again what no longer holds."""
        self._print(self.list.stale_rows())

    def save_pdf(self) -> None:
        """The paper that is looked at, into a file."""
        paper = self.list.current
        if paper is None or self.store.db.read_only:
            return
        (suggestion,) = file_names([self.preview.title], ".pdf")
        path = self._ask_path(self, self.workspace.say("Save the PDF"), suggestion, "PDF (*.pdf)")
        if path:
            self._deeds.save(Path(path if path.endswith(".pdf") else f"{path}.pdf"), self._preparing([paper]))

    def save_all(self) -> None:
        """A file for each paper of the group that is looked at (of those checked in it, if any), in a folder."""
        paper = self.list.current
        if paper is None or self.store.db.read_only:
            return
        rows = [line for line in self.list.model.checked_rows() if line.kind is paper.kind]
        rows = rows or [line for line in self.list.model.all_rows() if line.kind is paper.kind and not line.by_hand]
        folder = self._ask_folder(self, self.workspace.say("A folder for the PDFs"))
        if folder:
            self._deeds.save(Path(folder), self._preparing(rows, split=True))

    def adjust_printer(self) -> None:
        """Ask what a ruler says of a printer, and print the sheet that it is held to."""

        def print_sheet() -> QPrinter | None:
            printer = self._ask_printer(dialog)
            if printer is not None:
                self._deeds.put_sheet_on_paper(printer)
            return printer

        dialog = PrinterShiftDialog(self.workspace, QPrinterInfo.availablePrinterNames(), print_sheet, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _print(self, rows: Sequence[PaperRow]) -> None:
        if not rows or self.store.db.read_only:
            return
        printer = self._ask_printer(self)
        if printer is not None:
            self._deeds.put_on_paper(printer, self._preparing(rows))

    def _after_printing(self, badges: int) -> None:
        if badges:
            self.side.begin_after(badges)
        self._take_news()

    # Keys

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _deed_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match _deed_of(event):
            case "checked":
                self.print_checked()
            case "stale":
                self.print_stale()
            case "pdf":
                self.save_pdf()
            case "marks":
                self.preview.marks.toggle()
            case _:
                super().keyPressEvent(event)


def _deed_of(event: QKeyEvent) -> str:
    return _KEYS.get(QKeySequence(event.keyCombination()), "")
