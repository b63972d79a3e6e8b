"""The strip at the head of the desk: where, for whom, who, what time it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from smalltowns_desktop.gui.desk.parts import SignButton
from smalltowns_desktop.gui.desk.places import Checkpoint, list_name
from smalltowns_desktop.gui.theme import MARK
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, IconLabel, column, label, row, surface
from smalltowns_desktop.gui.wording import clock
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.checkin import Desk

HEIGHT = 56


class DeskHeader(QFrame):
    """Signals: `full_screen_toggled`, `leave_requested`."""

    full_screen_toggled = Signal()
    leave_requested = Signal()

    def __init__(self, workspace: Workspace, desk: Desk, checkpoint: Checkpoint) -> None:
        super().__init__()
        self.setObjectName("deskHeader")
        self.setFixedHeight(HEIGHT)
        self._workspace = workspace
        say, theme = workspace.say, workspace.theme
        event = workspace.store.programme.event
        title = ElidedLabel(say("Check-in: {place}", place=checkpoint.name), "heading")
        listed = say("list: {list}", list=list_name(workspace, checkpoint.place, workspace.now().date()))
        second = ElidedLabel(f"{event.title} · {listed}", "small")
        names = column(None, title, second, None, gap=0)
        self._state_icon = IconLabel(theme, "scan-line", "rail-text", 18)
        self._state = label(say("Scanner ready"))
        who = ", ".join(part for part in (desk.station, desk.operator) if part)
        self.clock = label("", "clock")
        self._screen = SignButton(theme, "maximize", "F11", say("The whole screen, or a window"))
        self._screen.clicked.connect(self.full_screen_toggled)
        leave = SignButton(theme, "x", "Esc", say("Close the desk"))
        leave.clicked.connect(self.leave_requested)
        divider = surface("divider")
        offline = label(say("Works offline, the data is here"))
        line = row(
            IconLabel(theme, MARK, "rail-bar", 28), 4, names,
            self._state_icon, self._state, 10,
            IconLabel(theme, "hard-drive", "rail-text", 18), offline, 10,
            IconLabel(theme, "user-round", "rail-text", 18), label(who), 10,
            divider, 10, self.clock, 8, self._screen, leave, gap=8, margins=(18, 0, 14, 0),
        )  # fmt: skip
        line.setStretchFactor(names, 1)
        self.setLayout(line)
        self.tick()

    def tick(self) -> None:
        """Show the time of day."""
        self.clock.setText(clock(self._workspace.now()))

    def show_state(self, icon: str, text: str) -> None:
        """What is to be known now: the scanner is ready, people go out, the disk is full."""
        self._state_icon.show_icon(icon, "rail-text")
        self._state.setText(text)

    def show_full_screen(self, is_full: bool) -> None:
        self._screen.show_icon("minimize-2" if is_full else "maximize")
