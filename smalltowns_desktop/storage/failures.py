"""Which failures of a database are a person's to put right, and which are bugs: told apart in this one place."""

from collections.abc import Iterator
from contextlib import contextmanager

from smalltowns_desktop.domain.errors import (
    BrokenRule,
    DiskFull,
    DriveFailed,
    EventBusy,
    EventFileDamaged,
    EventFileUnreadable,
    EventReadOnly,
    NotAnEventFile,
    ReferenceGone,
    ServerUnavailable,
    StillInUse,
    UserError,
)
from smalltowns_desktop.domain.text import say

_SQLITE_CODES = {
    5: "busy", 6: "busy", 8: "readonly", 9: "endless", 10: "drive", 11: "corrupt", 13: "full", 14: "cantopen",
    19: "constraint", 26: "notadb",
}  # fmt: skip
"""SQLite's primary result codes (https://www.sqlite.org/rescode.html). Only the proof of a file interrupts a query."""
_DRIVERS = {"sqlcipher3.dbapi2.Error", "psycopg.Error"}
"""By name: the one for servers is hardly ever loaded."""
_SHARED_MEMORY_FULL = 4874
"""SQLITE_IOERR_SHMSIZE: no room for the index beside the write-ahead log."""


@contextmanager
def known_failures(name: str) -> Iterator[None]:
    """What a person can put right leaves this block as a `UserError` about `name`; everything else as it came."""
    try:
        yield
    except Exception as error:
        known = user_error_of(error, name)
        if known is None:
            raise
        raise known from error


def user_error_of(error: Exception, name: str) -> UserError | None:
    """The `UserError` for a failed statement, or None for a bug. `name` is the event's path or address.

    `error`: a driver's, bare or as SQLAlchemy wraps it.
    """
    original = getattr(error, "orig", error)
    if not any(f"{kind.__module__}.{kind.__name__}" in _DRIVERS for kind in type(original).__mro__):
        return None
    deleting = (getattr(error, "statement", None) or "").startswith("DELETE")
    code = getattr(original, "sqlite_errorcode", None)
    if code is not None:
        return _of_sqlite(code, str(original), name, deleting)
    state = getattr(original, "sqlstate", None)
    if state is not None:
        return _of_postgresql(state, _first_line(str(original)), name, deleting)
    if "decode to UTF-8" in str(original):  # the SQLite driver's own complaint has no code
        return EventFileDamaged(name, _first_line(str(original)))
    if type(original).__name__ == "DataError":  # PostgreSQL's driver: a text with a NUL in it
        return BrokenRule(_first_line(str(original)))
    if getattr(error, "connection_invalidated", False) or type(original).__name__ == "OperationalError":
        return ServerUnavailable(name, _first_line(str(original)))
    return None


def _of_sqlite(code: int, message: str, name: str, deleting: bool) -> UserError | None:
    if code == _SHARED_MEMORY_FULL:
        return DiskFull(name)
    match _SQLITE_CODES.get(code & 0xFF):
        case "busy":
            return EventBusy(name)
        case "readonly":
            return EventReadOnly(name)
        case "endless" | "corrupt":
            return EventFileDamaged(name, message)
        case "drive":
            return DriveFailed(name, message)
        case "full":
            return DiskFull(name)
        case "cantopen":
            return EventFileUnreadable(name)
        case "notadb":
            return NotAnEventFile(name)
        case "constraint" if "FOREIGN KEY" in message:
            return StillInUse(say("What was to be deleted")) if deleting else ReferenceGone()
        case "constraint":
            return BrokenRule(message)
        case _:
            return None


def _of_postgresql(state: str, message: str, name: str, deleting: bool) -> UserError | None:
    """By SQLSTATE class (PostgreSQL manual, appendix A)."""
    if state == "23503":
        return StillInUse(say("What was to be deleted")) if deleting else ReferenceGone()
    if state == "42501":
        return EventReadOnly(name)
    match state[:2]:
        case "22" | "23":
            return BrokenRule(message)
        case "08" | "57":
            return ServerUnavailable(name, message)
        case "40" | "55":
            return EventBusy(name)
        case "53":
            return DiskFull(name)
        case "25":
            return EventReadOnly(name)
        case _:
            return None


def _first_line(message: str) -> str:
    return message.strip().partition("\n")[0]
