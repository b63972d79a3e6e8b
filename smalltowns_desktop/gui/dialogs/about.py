"""About the program: version, what it stands on, where it keeps things; to be copied into a letter."""

import platform

import PySide6
from PySide6.QtCore import QSize, Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from smalltowns_desktop import __version__
from smalltowns_desktop.gui.theme import MARK
from smalltowns_desktop.gui.widgets.parts import ElidedLabel, IconLabel, button, column, label, row, surface
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.places import log_path

_WIDTH = 560


class AboutDialog(QDialog):
    """Facts in two columns."""

    def __init__(self, workspace: Workspace, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        say = workspace.say
        self.setWindowTitle(say("About the program"))
        self.setFixedWidth(_WIDTH)
        self._facts = [
            (say("Version"), __version__),
            (say("System"), platform.platform(terse=True)),
            ("Python", platform.python_version()),
            ("Qt", f"{qVersion()}, PySide6 {PySide6.__version__}"),
            (say("Congress"), workspace.store.db.name),
            (say("Backups go to"), str(workspace.settings.backups_folder)),
            (say("Log"), str(log_path())),
        ]
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        for line, (name, value) in enumerate(self._facts):
            grid.addWidget(label(name, "label"), line, 0)
            grid.addWidget(ElidedLabel(value), line, 1)
        title = label(say("Small towns"), "title")
        motto = say(
            "A congress in several districts at once: programme, itineraries, badges, check-in. Offline, in one file."
        )
        mark = IconLabel(workspace.theme, MARK, "accent", 48)
        mark.setFixedSize(QSize(48, 48))
        head = row(mark, column(title, label(motto, "second", wrap=True), gap=4), gap=16)
        head.setStretch(1, 1)
        fonts = label(say("Fonts: PT Sans, PT Mono (SIL Open Font License). Icons: Lucide (ISC)."), "hint", wrap=True)
        copy = button(say("Copy"), on_click=self._copy)
        close = button(say("Close"), "main", self.accept)
        close.setDefault(True)
        parts = column(head, surface("line"), gap=14, margins=(20, 20, 20, 16))
        parts.addLayout(grid)
        parts.addWidget(fonts)
        parts.addLayout(row(copy, None, close))
        self.setLayout(parts)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{name}: {value}" for name, value in self._facts))
