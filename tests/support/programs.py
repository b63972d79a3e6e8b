"""A program that a test has built is ended as by a person: no job runs on, no window stays."""

from smalltowns_desktop.gui.program import Program


def let_go(program: Program) -> None:
    program.jobs.wait()
    for window in (program.window, program.welcome):
        if window is not None:
            window.close()
    program.jobs.wait()
