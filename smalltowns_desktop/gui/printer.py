"""Putting ready PDF pages onto paper: the system's dialog, then every page as a picture at the printer's resolution.

What the printer gets is what the preview shows and the file holds: the same bytes, drawn larger.
"""

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from smalltowns_desktop.gui.jobs import Ticket
from smalltowns_desktop.gui.pdf_pictures import draw_page, page_size

_FINEST = 600
"""Dots an inch: beyond it text and codes gain nothing, and a page takes hundreds of megabytes."""
_POINTS = 72.0
_MM_IN_INCH = 25.4


def ask_printer(parent: QWidget) -> QPrinter | None:
    """Which printer, how many copies; None if the person thought better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if accepted else None


def print_pdfs(
    printer: QPrinter, pdfs: Sequence[tuple[bytes, int]], ticket: Ticket, shift: tuple[float, float] = (0, 0)
) -> bool:
    """Print documents (bytes and number of pages) one after another; may run in a job. Whether the printer took it.

    `shift`: millimetres to the right and down by which everything is moved, for a printer that prints beside its place.
    Pages keep their size to the millimetre: badges have to lie on their labels.
    """
    total = sum(pages for _, pages in pdfs)
    done = 0
    painter = QPainter()
    for pdf, pages in pdfs:
        for page in range(pages):
            if ticket.cancelled:
                printer.abort()
                painter.end()
            ticket.check(done / total)
            size = page_size(pdf, page)
            _set_page(printer, size)
            if not painter.isActive():
                if not painter.begin(printer):
                    return False
            elif not printer.newPage():
                painter.end()
                return False
            _paint_page(painter, printer, pdf, page, size, shift)
            done += 1
    return painter.end()


def _set_page(printer: QPrinter, size: tuple[float, float]) -> None:
    width, height = size
    lying = width > height
    paper = QPageSize(QSizeF(min(size), max(size)), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    orientation = QPageLayout.Orientation.Landscape if lying else QPageLayout.Orientation.Portrait
    printer.setFullPage(True)
    printer.setPageLayout(QPageLayout(paper, orientation, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)


def _paint_page(
    painter: QPainter, printer: QPrinter, pdf: bytes, page: int, size: tuple[float, float], shift: tuple[float, float]
) -> None:
    dots = printer.resolution()
    right, down = (length / _MM_IN_INCH * dots for length in shift)
    target = QRectF(right, down, size[0] / _POINTS * dots, size[1] / _POINTS * dots)
    picture = draw_page(pdf, page, round(size[0] / _POINTS * min(dots, _FINEST)))
    painter.drawImage(target, picture)
