"""A program that a test has built is ended as by a person: no job runs on, no window stays, nothing listens on."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from smalltowns_desktop.gui.program import Program


def let_go(program: Program) -> None:
    program.jobs.wait()
    for window in (program.window, program.welcome):
        if window is not None:
            window.close()
            window.deleteLater()
    program.jobs.wait()
    program.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
