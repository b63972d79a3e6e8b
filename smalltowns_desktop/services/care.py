"""Looking after an event: copies of it, the doctor, and a new file out of a damaged one."""

from datetime import UTC, datetime
from pathlib import Path

from smalltowns_desktop.domain.errors import FilesOnly
from smalltowns_desktop.services.events import is_server, open_event
from smalltowns_desktop.storage.backup import Copy, copy_event, make_backup
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.doctor import examine_file, examine_server
from smalltowns_desktop.storage.health import Finding
from smalltowns_desktop.storage.salvage import Salvage, salvage_file


def back_up_event(db: Database, out: Path) -> Copy:
    """A consistent, verified copy while others work; of an event on a server, as a file.

    Raises `EventFileExists`, `FolderNotWritable`, `DiskFull`.
    """
    return copy_event(db, out)


def back_up_before(db: Database, backups: Path) -> Copy | None:
    """A rolling copy in `backups`, before something big is done to an event file or a window begins to work on it.

    None, at next to no cost, if the newest copy holds the same, for an event that is still empty, and on a server,
    whose copies are its own care. Raises `FolderNotWritable`, `DiskFull`.
    """
    if db.dialect != "sqlite":
        return None
    return make_backup(db, backups, now=datetime.now(UTC).astimezone().replace(tzinfo=None))


def examine_event(target: str | Path, *, author: Author, password: str | None = None) -> list[Finding]:
    """What is wrong with an event, a file that does not open any more included; nothing for a healthy one.

    Raises `EventFileMissing`, `EventFileUnreadable`, `NotAnEventFile`, `WrongPassword`, `EventFileNewer`, `EventBusy`,
    `ServerUnavailable`.
    """
    if is_server(target):
        with open_event(target, author=author, read_only=True) as db:
            return examine_server(db)
    return examine_file(Path(target), password)


def repair_event(target: str | Path, out: Path, *, author: Author, password: str | None = None) -> Salvage:
    """Write all that can be read of a damaged event file to the new file `out`; the damaged one stays as it is.

    Raises `EventFileMissing`, `EventFileExists`, `FolderNotWritable`, `NothingToSalvage`, `DiskFull`, `FilesOnly`.
    """
    if is_server(target):
        raise FilesOnly(target)
    return salvage_file(Path(target), password, out, author)
