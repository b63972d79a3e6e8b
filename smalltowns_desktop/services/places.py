"""Where the program keeps what is not in an event file: rolling backups and its log."""

import os
from pathlib import Path

from platformdirs import user_data_path

VARIABLE = "SMALLTOWNS_DATA"


def data_folder() -> Path:
    """The folder of this user's data; the variable SMALLTOWNS_DATA names another."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else user_data_path("smalltowns", appauthor=False)


def backups_folder() -> Path:
    return data_folder() / "backups"


def log_path() -> Path:
    return data_folder() / "log" / "smalltowns.log"
