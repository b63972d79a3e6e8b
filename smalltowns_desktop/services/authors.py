"""Who works here, on which laptop: what signs every revision."""

import getpass
import platform

from smalltowns_desktop.storage.database import Author


def local_author(who: str | None = None, station: str | None = None) -> Author:
    """The system's user and host names, unless others are given."""
    return Author(who or _user_name(), station or platform.node())


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # an account without a name, as in some containers
        return ""
