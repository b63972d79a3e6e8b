"""Where the program keeps what is not in an event file: rolling backups and its log."""

import os
from pathlib import Path

from platformdirs import user_data_path

from smalltowns_desktop.domain.errors import InvalidValue, UserError
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.files import make_folder

VARIABLE = "SMALLTOWNS_DATA"


def data_folder() -> Path:
    """The folder of this user's data; the variable SMALLTOWNS_DATA names another."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else user_data_path("smalltowns", appauthor=False)


def backups_folder() -> Path:
    return data_folder() / "backups"


def read_backups_folder(text: str) -> str:
    """A folder for backups as somebody names it, made if it is not there; "" for the program's own.

    Raises `InvalidValue`.
    """
    typed = text.strip()
    if not typed:
        return ""
    folder = Path(typed).expanduser()
    if not folder.is_absolute():
        raise InvalidValue("backups", typed, say("Give the whole path, from the drive or the root."))
    try:
        make_folder(folder)
    except UserError as refusal:
        raise InvalidValue("backups", typed, say("The program cannot write there. Choose another folder.")) from refusal
    if not os.access(folder, os.W_OK):
        raise InvalidValue("backups", typed, say("The program cannot write there. Choose another folder."))
    return str(folder)


def log_path() -> Path:
    return data_folder() / "log" / "smalltowns.log"
