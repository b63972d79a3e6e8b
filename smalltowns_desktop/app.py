"""The composition root: builds what the rest is handed, keeps the log, and is the only module that knows everybody."""

import gettext
import logging
import os
import sys
from logging.handlers import RotatingFileHandler

from smalltowns_desktop.cli.common import preferred_language
from smalltowns_desktop.cli.main import run
from smalltowns_desktop.domain.resources import resource_path
from smalltowns_desktop.domain.text import DOMAIN
from smalltowns_desktop.services.places import log_path

_LOG_BYTES = 1_000_000
_LOG_FILES = 3


def main() -> int:
    """Run the program with the arguments of this process; returns its exit status."""
    _keep_log()
    _translate_command_parser()
    return run(sys.argv[1:])


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
