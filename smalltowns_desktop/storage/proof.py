"""Is this file ours, whole, and of a version that we know? Asked before anything else is read from it.

An event file that somebody mails us is hostile until its schema is proven to be the one that this program writes: no
foreign trigger, view or table; only then is any of its tables queried.
"""

from hashlib import sha256
from pathlib import Path

from smalltowns_desktop.domain.errors import EventFileDamaged, EventFileForeign, EventFileNewer, NotAnEventFile
from smalltowns_desktop.storage.connections import Driver, time_bound, transaction
from smalltowns_desktop.storage.numbers import APPLICATION_ID, SCHEMA_NUMBER
from smalltowns_desktop.storage.sql import Run

SCHEMA_DIGEST = "a44807f992593cfc3605acf046299064e6b25d83ab948684ddba4e7ab617947e"
"""SHA-256 of `sqlite_master` as `SCHEMA_NUMBER` writes it; a test says when the schema has changed."""

_PATIENCE = 10.0
"""Seconds for the proof of an empty file on a computer that does a dozen other things."""
_SLOWEST_DRIVE = 1_000_000
"""Bytes a second of an old stick: with `_PATIENCE`, how long a proof may take."""


def prove_file(connection: Driver, path: Path) -> int:
    """The schema number of a file that is ours and whole; of an older file only the number is proven.

    Raises `NotAnEventFile`, `EventFileNewer`, `EventFileForeign`, `EventFileDamaged`.
    """
    patience = _PATIENCE + path.stat().st_size / _SLOWEST_DRIVE
    with transaction(connection), time_bound(connection, patience):
        number = schema_number(connection.execute, str(path))
        if number == SCHEMA_NUMBER:
            prove_schema(connection.execute, str(path))
            prove_whole(connection.execute, str(path))
        return number


def schema_objects(run: Run) -> list[tuple[str, str, str]]:
    """(type, name, SQL) of everything in the file, sorted."""
    rows = run("SELECT type, name, coalesce(sql, '') FROM sqlite_master")
    return sorted((str(kind), str(name), str(sql)) for kind, name, sql in rows)


def schema_digest(objects: list[tuple[str, str, str]]) -> str:
    return sha256("\0".join("\0".join(item) for item in objects).encode()).hexdigest()


def look_at(connection: Driver, path: Path) -> int:
    """The schema number of a file that is one of ours, in whatever state. Raises `NotAnEventFile`, `EventFileNewer`."""
    with transaction(connection):
        return schema_number(connection.execute, str(path))


def schema_number(run: Run, name: str) -> int:
    """The file's schema number. Raises `NotAnEventFile` or `EventFileNewer`."""
    ((application,),) = run("PRAGMA application_id")
    if application != APPLICATION_ID:
        raise NotAnEventFile(name)
    ((number,),) = run("PRAGMA user_version")
    if number > SCHEMA_NUMBER:
        raise EventFileNewer(name, number, SCHEMA_NUMBER)
    if number < 0:
        raise NotAnEventFile(name)
    return int(number)


def prove_schema(run: Run, name: str) -> None:
    """Raise `EventFileForeign` unless the file holds exactly what this version writes."""
    found = schema_objects(run)
    if schema_digest(found) != SCHEMA_DIGEST:
        # SQLAlchemy, which lays the schema down, takes long to load, and hardly any file is foreign.
        from smalltowns_desktop.storage.ddl import first_difference  # noqa: PLC0415

        raise EventFileForeign(name, first_difference(found))


def prove_whole(run: Run, name: str) -> None:
    """Raise `EventFileDamaged` if pages or references are broken, or a row is not what the journal says."""
    ((first,),) = run("PRAGMA quick_check(1)")
    if first != "ok":
        raise EventFileDamaged(name, str(first).removeprefix("*** in database main ***\n"))
    broken = next(iter(run("PRAGMA foreign_key_check")), None)
    if broken is not None:
        raise EventFileDamaged(name, f"{broken[0]} → {broken[2]}")
    # What it needs to know of the tables loads while SQLite is at its own checks.
    from smalltowns_desktop.storage.consistency import altered_rows  # noqa: PLC0415

    altered = next(altered_rows(run), None)
    if altered is not None:
        raise EventFileDamaged(name, f"{altered.table} {altered.key}")
