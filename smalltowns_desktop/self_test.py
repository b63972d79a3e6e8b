"""`smalltowns --self-test`: the installed program proves itself, window, fonts, printing and check-in included.

Makes a congress in a temporary folder, opens a window on it without a screen, brings in the sample list, prints badges,
reads a printed code back from the page and checks its owner in. Meant for packages: what is not packed is found here.
"""

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

import pypdfium2
import zxingcpp
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from smalltowns_desktop.domain.checkin import Outcome
from smalltowns_desktop.domain.model import EVENT_KEY, Event
from smalltowns_desktop.domain.resources import resource_path
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.services.authors import local_author
from smalltowns_desktop.services.checkin import open_desk
from smalltowns_desktop.services.events import create_event, open_event
from smalltowns_desktop.services.import_participants import ParticipantsImport, import_participants
from smalltowns_desktop.services.printing import prepare_badges, print_out
from smalltowns_desktop.window import build_program

SAMPLE = ("samples", "delegation-gorodets.xlsx")
_DPI = 150
_WAIT_MS = 300


def run_self_test() -> int:
    """Returns 0, or lets whatever is wrong be seen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        _prove(Path(folder))
    sys.stdout.write("self-test: everything works\n")
    return 0


def _prove(folder: Path) -> None:
    path = folder / "self-test.smalltowns"
    row = Event(EVENT_KEY, "Self-test", date(2025, 8, 13), date(2025, 8, 15))
    author = local_author()
    create_event(path, row, author=author).close()
    application = QApplication(sys.argv[:1])
    program = build_program(application, WindowSettings(folder / "window.ini"))
    opened = program.open_event(str(path))
    _require(opened, "the window opens the event")
    window = program.window
    if window is None:
        raise SystemExit("self-test: no window")
    imported: ParticipantsImport | None = window.store.perform(
        lambda db: import_participants(db, resource_path(*SAMPLE), delegation="Городец")
    )
    if imported is None:
        raise SystemExit("self-test: the sample list was refused")
    _require(imported.inserted > 0, "the sample list brings people in")
    QTest.qWait(_WAIT_MS)
    _require(len(window.store.programme.participants) == imported.inserted, "the window sees them")
    _require(not window.grab().isNull(), "the window paints")
    window.close()

    with open_event(path, author=author) as db:
        printing = prepare_badges(db, program.words)
        (pdf,) = print_out(db, printing, folder / "badges.pdf")
        codes = read_codes(pdf)
        _require(len(codes) == len(printing.papers), "every badge on paper can be read")
        answer = open_desk(db, "door", author.station, "").scan(codes[0])
        _require(answer.outcome == Outcome.ADMITTED, "the owner of a printed badge is let in")


def _require(true: bool, what: str) -> None:
    """An assert that `python -O` keeps."""
    if not true:
        raise SystemExit(f"self-test: it is not so that {what}")


def read_codes(pdf: Path) -> list[str]:
    """Every QR code on the pages of a PDF, as a scanner would read them from paper at 150 dpi."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.render(scale=_DPI / 72).to_pil() for page in document]
        return [found.text for page in pages for found in zxingcpp.read_barcodes(page)]
    finally:
        document.close()
