"""Copies of an event file: sealed ones for a stick or the mail, rolling ones against every accident.

A copy is made with `VACUUM INTO` while others work, synced, opened again and proven before it gets its name; what is
not proven is not called a copy.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import itemgetter
from pathlib import Path

from smalltowns_desktop.domain.errors import EventFileExists, FolderNotWritable, UserError
from smalltowns_desktop.storage.counts import count_facts
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.event_file import Opening, open_event_file, sync_folder
from smalltowns_desktop.storage.journal import last_revision

_STAMP = "%Y-%m-%d %H-%M-%S"
_STAMP_LENGTH = 19
_SUFFIX = ".smalltowns"


@dataclass(frozen=True, slots=True)
class Copy:
    path: Path
    size: int
    sha256: str
    """Of the file, hexadecimal."""


def copy_event(db: Database, out: Path) -> Copy:
    """A consistent, compacted, verified copy at `out`, which must not exist, while others work.

    A protected file stays protected; the event of a server becomes a plain event file, journal and facts included.
    Raises `EventFileExists`, `FolderNotWritable`, `DiskFull`.
    """
    if out.exists():
        raise EventFileExists(out)
    if not out.parent.is_dir():
        raise FolderNotWritable(out)
    draft = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
    try:
        if db.dialect == "sqlite":
            db.copy_to(draft)
        else:
            # SQLAlchemy's tables take long to load, and most events are files.
            from smalltowns_desktop.storage.server_copy import copy_to_file  # noqa: PLC0415

            copy_to_file(db, draft)
        open_event_file(draft, Opening(Author("", ""), db.password, read_only=True)).close()
        digest = _sync_and_hash(draft)
        draft.replace(out)
        sync_folder(out.parent)
    except OSError as error:
        raise FolderNotWritable(out) from error
    finally:
        draft.unlink(missing_ok=True)
    return Copy(out, out.stat().st_size, digest)


def backup_folder(backups: Path, event_path: Path) -> Path:
    """Where the rolling copies of one file lie: by its name and place, so that an unreadable file has them too."""
    place = hashlib.sha256(str(event_path.resolve()).encode()).hexdigest()[:8]
    return backups / f"{event_path.stem} {place}"


def make_backup(db: Database, backups: Path, *, now: datetime) -> Copy | None:
    """Add a rolling copy of an event file and thin the older ones.

    None if there is nothing to save: the newest copy holds just this, or there is nothing but the congress's title.
    Raises `FolderNotWritable`, `DiskFull`.
    """
    folder = backup_folder(backups, Path(db.name))
    with db.reading() as connection:
        revision, facts = last_revision(connection), sum(count_facts(connection).values())
    content = f"{revision}-{facts}"
    newest = max(_copies_in(folder).items(), key=itemgetter(1, 0), default=None)
    if (revision <= 1 and not facts) or (newest is not None and newest[0].stem[_STAMP_LENGTH:].strip() == content):
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FolderNotWritable(folder) from error
    copy = copy_event(db, folder / f"{now.strftime(_STAMP)} {content}{_SUFFIX}")
    copies = _copies_in(folder)
    keep = backups_to_keep(copies.values(), now)
    for path, made in copies.items():
        if made not in keep:
            path.unlink(missing_ok=True)
    return copy


def backups_to_keep(times: Iterable[datetime], now: datetime) -> set[datetime]:
    """All of two days, then the last of a day for two weeks, of a week for two months, of a month for ever."""
    keep: dict[object, datetime] = {}
    for made in sorted(times):
        age = now - made
        if age <= timedelta(days=2):
            period: object = made
        elif age <= timedelta(days=14):
            period = made.date()
        elif age <= timedelta(days=61):
            period = made.isocalendar()[:2]
        else:
            period = (made.year, made.month)
        keep[period] = made
    return set(keep.values())


def newest_backup(backups: Path, event_path: Path, password: str | None = None) -> Path | None:
    """The newest rolling copy that opens and proves whole, or None."""
    copies = _copies_in(backup_folder(backups, event_path))
    for path in sorted(copies, key=lambda path: (copies[path], path), reverse=True):
        try:
            open_event_file(path, Opening(Author("", ""), password, read_only=True)).close()
        except UserError:
            continue  # a copy that does not prove is passed over for an older one
        return path
    return None


def _copies_in(folder: Path) -> dict[Path, datetime]:
    """The rolling copies, and when each was made."""
    return {path: made for path in folder.glob(f"*{_SUFFIX}") if (made := _made_at(path)) is not None}


def _made_at(path: Path) -> datetime | None:
    try:
        return datetime.strptime(path.name[:_STAMP_LENGTH], _STAMP)
    except ValueError:
        return None


def _sync_and_hash(path: Path) -> str:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        return hashlib.file_digest(file, "sha256").hexdigest()
