"""Nothing of Qt's may look into an event's files while they are open.

On POSIX systems a process that closes a file loses every lock that it holds on it, whoever took it
(https://www.sqlite.org/howtocorrupt.html, 2.2). A file dialog reads the first bytes of each file in a folder to tell
what it is; SQLite's locks are gone then, and another program may take the write-ahead log away.
"""

import os
import sys

from PySide6.QtCore import QCoreApplication, Qt

from smalltowns_desktop.domain.resources import resource_path

_VARIABLE, _USUAL = "XDG_DATA_DIRS", "/usr/local/share:/usr/share"


def know_files_by_name() -> None:
    """Make Qt tell an event's files by their names; to be called before there is an application.

    Qt finds the names in a folder of shared data like those of the system. The dialogs of a desktop's own know nothing
    of that folder; on Windows and macOS, where these are the rule, they run apart or closing a file drops no lock.
    """
    ours = str(resource_path("system"))
    known = os.environ.get(_VARIABLE) or _USUAL
    if ours not in known.split(":"):
        os.environ[_VARIABLE] = f"{ours}:{known}"
    own_dialogs = sys.platform not in {"win32", "darwin"}
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs, own_dialogs)
