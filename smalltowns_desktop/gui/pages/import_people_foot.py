"""The foot of the import: what is left to decide, and the way to the next step and back."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from smalltowns_desktop.gui.models.import_rows import RowState
from smalltowns_desktop.gui.pages.import_people_session import Understood
from smalltowns_desktop.gui.widgets.parts import button, column, dress_icon, label, row, surface
from smalltowns_desktop.gui.workspace import Workspace


class ImportFoot(QWidget):
    """Hands clicks over to `cancel` and `step_by` (a step forward or back)."""

    def __init__(self, workspace: Workspace, cancel: Callable[[], object], step_by: Callable[[int], object]) -> None:
        super().__init__()
        word = workspace.say
        self._workspace = workspace
        self.cancel = button(word("Cancel"), on_click=cancel)
        self.back = button(word("Back"), on_click=lambda: step_by(-1))
        self.next = button("", "main", lambda: step_by(1))
        self._left_to_decide = label(role="second", tone="warn")
        self._undo_hint = label(word("The whole import is undone with one Ctrl+Z"), "second")
        dress_icon(workspace.theme, self.back, "arrow-left")
        line = row(
            self.cancel, self._undo_hint, None, self._left_to_decide, self.back, self.next, margins=(12, 8, 12, 8)
        )
        self.setLayout(column(surface("foot", line), gap=0))

    def show_review(self) -> None:
        """Questions of earlier lists: each is decided by itself, and then one is done."""
        for hidden in (self._left_to_decide, self._undo_hint, self.back, self.cancel):
            hidden.hide()
        self.next.setText(self._workspace.say("Done"))
        self.next.setEnabled(True)

    def show_columns(self, understood: Understood | None, *, can_check: bool) -> None:
        """The way from the columns to the rows."""
        self._show_list(understood)
        self.next.setText(self._workspace.say("Check"))
        self.next.setEnabled(can_check)

    def show_rows(self, understood: Understood | None) -> None:
        """The way from the rows into the event."""
        self._show_list(understood)
        count = 0 if understood is None else understood.written
        self.next.setText(self._workspace.say_n("Write {n} row", "Write {n} rows", count))
        self.next.setEnabled(count > 0)

    def _show_list(self, understood: Understood | None) -> None:
        likely = 0 if understood is None else understood.count(RowState.LIKELY)
        bad = 0 if understood is None else understood.count(RowState.BAD)
        parts = [self._workspace.say_n("{n} similar", "{n} similar", likely)] if likely else []
        parts += [self._workspace.say_n("{n} error", "{n} errors", bad)] if bad else []
        self._left_to_decide.setText(self._workspace.say("Left to decide: {what}", what=", ".join(parts)))
        self._left_to_decide.setVisible(bool(parts))
        for shown in (self._undo_hint, self.back, self.cancel):
            shown.show()
