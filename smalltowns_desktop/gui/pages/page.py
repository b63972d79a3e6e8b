"""What the main window knows of a page."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from smalltowns_desktop.gui.widgets.status_line import StatusNote
from smalltowns_desktop.gui.workspace import Place, Workspace


class Page(QWidget):
    """A page of the rail.

    Signals: `go_requested` (a `Place`: another page, a row there), `action_requested` (the name of a window's action),
    `count_told` (a page's key, how many things wait there, whether they are urgent: for the rail), `notes_changed`
    (what `notes` gives is another).
    """

    go_requested = Signal(object)
    action_requested = Signal(str)
    count_told = Signal(str, int, bool)
    notes_changed = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setObjectName("page")
        self.workspace = workspace
        self.store = workspace.store
        self.theme = workspace.theme

    def show_place(self, place: Place) -> None:
        """Bring a row of this page before the person's eyes."""

    def toggle_side_panel(self) -> None:
        """Fold or unfold the panel at the right; a page that has one says how."""

    def toggle_bottom_panel(self) -> None:
        """Fold or unfold the panel at the foot; a page that has one says how."""

    def entered(self) -> None:
        """The page has just come to the front."""

    def notes(self) -> Sequence[StatusNote]:
        """What the status line says while this page is at the front; nothing: what it says of the whole event."""
        return ()

    def go(self, page: str, kind: str = "", key: str = "", keys: Iterable[str] = ()) -> None:
        """Ask to be taken somewhere."""
        self.go_requested.emit(Place(page, kind, key, tuple(keys)))
