"""The command line's entry: finds the command, hands it a session, turns failures into sentences and a status."""

import importlib
import logging
import os
import sys
from collections.abc import Mapping, Sequence

import click

from smalltowns_desktop import __version__
from smalltowns_desktop.cli.commands import COMMANDS, EXPORTS, IMPORTS, PRINTS
from smalltowns_desktop.cli.common import Session
from smalltowns_desktop.domain.errors import UserError
from smalltowns_desktop.domain.text import N_, Translator, say
from smalltowns_desktop.services.languages import preferred_language, translator

BUG_STATUS = 70
"""A bug, not a person's mistake (EX_SOFTWARE of sysexits.h)."""
INTERRUPTED_STATUS = 130


class LazyGroup(click.Group):
    """A group that loads the module of a command when that command is asked for, and translates its help."""

    def __init__(
        self, name: str, places: Mapping[str, str], groups: Sequence[click.Group], words: Translator, help: str
    ) -> None:
        super().__init__(name, help=words.word(help), no_args_is_help=True)
        self._places = places
        self._groups = {group.name: group for group in groups}
        self._words = words

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*self._places, *(name for name in self._groups if name)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self._groups:
            return self._groups[cmd_name]
        if cmd_name not in self._places:
            return None
        module, _, attribute = self._places[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        command.help = self._translated(command.help)
        command.short_help = None
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                parameter.help = self._translated(parameter.help)
        return command

    def _translated(self, help: str | None) -> str | None:
        return None if help is None else self._words.word(help)


def build(words: Translator) -> click.Group:
    """The whole tree of commands, in one language."""
    groups = [
        LazyGroup("import", IMPORTS, [], words, N_("Read a spreadsheet, a workbook or a schedule into the event.")),
        LazyGroup("export", EXPORTS, [], words, N_("Write the event, or a part of it, for other programs.")),
        LazyGroup("print", PRINTS, [], words, N_("Make a PDF for the printer.")),
    ]
    root = LazyGroup(
        "smalltowns", COMMANDS, groups, words, N_("Plan, print and check in a congress spread over many districts.")
    )
    return click.version_option(__version__, prog_name="smalltowns", message="%(prog)s %(version)s")(root)


def run(arguments: Sequence[str]) -> int:
    """Run one command; returns the exit status of cli.md. Prints every expected failure as a sentence."""
    session = Session(translator(preferred_language(os.environ)))
    try:
        status = build(session.words).main(list(arguments), "smalltowns", standalone_mode=False, obj=session)
        sys.stdout.flush()
    except UserError as error:
        click.echo(session.words.render(error.text), err=True)
        return error.exit_status
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED_STATUS
    except (BrokenPipeError, SystemExit):  # inside a command, click makes the second out of the first
        # Whoever read our output has gone, which is their right; what was done stays done.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception:
        # A bug must not look like an answer; its trace is for the log.
        logging.getLogger("smalltowns").exception("bug in %s", list(arguments)[:2])
        click.echo(
            session.say(say("The program has a mistake of its own here. What happened is in the log.")), err=True
        )
        return BUG_STATUS
    return status if isinstance(status, int) else 0
