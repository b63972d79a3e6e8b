"""The composition root: builds what the rest is handed, keeps the log, and is the only module that knows everybody."""

import gettext
import logging
import os
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler

from smalltowns_desktop.cli.commands import COMMANDS
from smalltowns_desktop.domain.resources import resource_path
from smalltowns_desktop.domain.text import DOMAIN
from smalltowns_desktop.services.languages import preferred_language
from smalltowns_desktop.services.places import log_path

_LOG_BYTES = 1_000_000
_LOG_FILES = 3
_GROUPS = ("import", "export", "print")


def main() -> int:
    """Run the program with the arguments of this process; returns its exit status."""
    _keep_log()
    arguments = sys.argv[1:]
    if wants_window(arguments) and has_display():
        # Qt takes longer to load than most commands to run.
        from smalltowns_desktop.start import run_window  # noqa: PLC0415

        return run_window(arguments[0] if arguments else None)
    if arguments == ["--self-test"]:
        from smalltowns_desktop.self_test import run_self_test  # noqa: PLC0415 as above

        return run_self_test()
    # What parses commands would keep the window waiting.
    from smalltowns_desktop.cli.main import run  # noqa: PLC0415

    _translate_command_parser()
    return run(arguments)


def wants_window(arguments: Sequence[str]) -> bool:
    """Whether a person asks for the window: no argument, or just an event."""
    if not arguments:
        return True
    first = arguments[0]
    return len(arguments) == 1 and not first.startswith("-") and first not in COMMANDS and first not in _GROUPS


def has_display() -> bool:
    """Whether there is a screen, or a platform of Qt's was asked for."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _keep_log() -> None:
    """Warnings and bugs go to a file of the user's; without one (a home that cannot be written) to standard error."""
    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            path, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.StreamHandler()
    logging.basicConfig(
        level=logging.INFO, handlers=[handler], format="%(asctime)s %(levelname)s %(name)s %(process)d: %(message)s"
    )


def _translate_command_parser() -> None:
    """click words its own messages with the process-wide catalogue; ours has them too (cli/parser_words.py)."""
    os.environ.setdefault("LANGUAGE", preferred_language(os.environ))
    gettext.bindtextdomain(DOMAIN, str(resource_path("translations")))
    gettext.textdomain(DOMAIN)
