"""Settings: of the program on this laptop, and of the congress for everybody who works on it."""

from PySide6.QtWidgets import QStackedWidget, QWidget

from smalltowns_desktop.gui.pages.page import Page
from smalltowns_desktop.gui.pages.settings_congress import CongressSettings
from smalltowns_desktop.gui.pages.settings_program import ProgramSettings
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, Segments, column, label, row, surface
from smalltowns_desktop.gui.workspace import Place, Workspace

_PARTS = ("program", "congress")


class SettingsPage(Page):
    """Two parts, one shown at a time; which one is remembered."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        say = workspace.say
        self.parts = Segments(say("Part of the settings"))
        self.parts.show_choices([("program", say("Program")), ("congress", say("Congress"))], "program")
        self.parts.chosen.connect(self.show_part)
        self._about = ElidedLabel(role="second")
        self.program = ProgramSettings(workspace)
        self.program.action_requested.connect(self.action_requested)
        self.congress = CongressSettings(workspace)
        self._stack = QStackedWidget()
        for part in (self.program, self.congress):
            self._stack.addWidget(part)
        bar = surface(
            "bar", row(label(say("Settings"), "title"), self._about, self.parts, gap=12, margins=(12, 0, 12, 0))
        )
        bar.setFixedHeight(48)
        self.setLayout(column(bar, self._stack, gap=0))
        self.show_part(workspace.settings.choice("settings-part", "program"))

    def show_part(self, part: str) -> None:
        """`program` or `congress`."""
        say = self.workspace.say
        chosen = part if part in _PARTS else "program"
        shown: QWidget = self.program if chosen == "program" else self.congress
        self.parts.choose(chosen)
        self._stack.setCurrentWidget(shown)
        here, everywhere = say("On this laptop only"), say("In the file, for everybody who works on the congress")
        self._about.show_text(here if chosen == "program" else everywhere)
        self.workspace.settings.keep_choice("settings-part", chosen)

    def show_place(self, place: Place) -> None:
        if place.kind in _PARTS:
            self.show_part(place.kind)
