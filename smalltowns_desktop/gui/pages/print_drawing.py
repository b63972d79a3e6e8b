"""From rows of the print page to PDFs: what draws them in a job, and the one drawing that is looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from smalltowns_desktop.domain.errors import UserError
from smalltowns_desktop.domain.papers import PaperKind
from smalltowns_desktop.domain.text import Translator, say
from smalltowns_desktop.gui.jobs import Ticket
from smalltowns_desktop.gui.models.papers import PaperRow
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.storage.database import Database

if TYPE_CHECKING:
    from smalltowns_desktop.services.printing import Printing

    _Drawn = tuple[int, Printing | UserError]

Prepare = Callable[[object], "Sequence[Printing]"]
"""Makes the PDFs, in a job that hands it its ticket."""


@dataclass(frozen=True, slots=True)
class DrawingSettings:
    """How papers are to be drawn; `sheet`, `start_cell` and `crop_marks` are of badges, `marks` of itineraries."""

    words: Translator
    marks: bool
    sheet: str
    start_cell: int
    crop_marks: bool


def preparing(db: Database, rows: Sequence[PaperRow], settings: DrawingSettings, *, split: bool = False) -> Prepare:
    """What makes the PDFs of some papers: at most one of itineraries and one of badges, or a file each (`split`)."""
    itineraries = {key for line in rows if line.kind is PaperKind.ITINERARY for key in line.subjects}
    badges = {key for line in rows if line.kind is PaperKind.BADGE for key in line.subjects}

    def work(_: object) -> "Sequence[Printing]":
        # What draws paper takes long to load, and the window must open quickly.
        from smalltowns_desktop.services.printing import prepare_badges, prepare_itineraries  # noqa: PLC0415

        made = []
        if itineraries:
            made.append(prepare_itineraries(db, settings.words, only=itineraries, marks=settings.marks, split=split))
        if badges:
            made.append(
                prepare_badges(
                    db, settings.words, only=badges, sheet=settings.sheet, start_cell=settings.start_cell,
                    crop_marks=settings.crop_marks, split=split,
                )
            )  # fmt: skip
        return made

    return work


class PaperDrawer(QObject):
    """Draws what is looked at; a drawing begun later replaces the one under way.

    Signals: `drawn` (a `Printing`), `undrawable` (the `UserError` that says why).
    """

    drawn = Signal(object)
    undrawable = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._serial = 0

    def forget(self) -> None:
        """Nothing is waited for any longer."""
        self._serial += 1

    def draw(self, prepare: Prepare) -> None:
        """Make the PDF of one paper."""
        self.forget()
        serial = self._serial

        def work(ticket: Ticket) -> "_Drawn":
            try:
                return serial, prepare(ticket)[0]
            except UserError as error:
                return serial, error

        self._workspace.jobs.run(say("Drawing the paper"), work).succeeded.connect(self._take)

    def _take(self, drawn: "_Drawn") -> None:
        serial, result = drawn
        if serial != self._serial:
            return
        if isinstance(result, UserError):
            self.undrawable.emit(result)
        else:
            self.drawn.emit(result)
