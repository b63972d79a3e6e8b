"""Which failures of a database are a person's to put right, and which are bugs: told apart in this one place."""

from sqlalchemy.exc import DBAPIError

from smalltowns_desktop.domain.errors import (
    BrokenRule,
    DiskFull,
    EventBusy,
    EventFileDamaged,
    EventReadOnly,
    FolderNotWritable,
    NotAnEventFile,
    ServerUnavailable,
    StillInUse,
    UserError,
)
from smalltowns_desktop.domain.text import say

_SQLITE_CODES = {
    5: "busy", 6: "busy", 8: "readonly", 10: "corrupt", 11: "corrupt", 13: "full", 14: "cantopen", 19: "constraint",
    26: "notadb",
}  # fmt: skip
"""SQLite's primary result codes (https://www.sqlite.org/rescode.html); an I/O error counts as damage."""


def user_error_of(error: DBAPIError, name: str) -> UserError | None:
    """The `UserError` for a failed statement, or None for a bug. `name` is the event's path or address."""
    original = error.orig
    code = getattr(original, "sqlite_errorcode", None)
    if code is not None:
        return _of_sqlite(code & 0xFF, str(original), name)
    state = getattr(original, "sqlstate", None)
    if state is not None:
        return _of_postgresql(state, str(original), name)
    if error.connection_invalidated or type(original).__name__ == "OperationalError":
        return ServerUnavailable(name, _first_line(str(original)))
    return None


def _of_sqlite(code: int, message: str, name: str) -> UserError | None:
    match _SQLITE_CODES.get(code):
        case "busy":
            return EventBusy(name)
        case "readonly":
            return EventReadOnly(name)
        case "corrupt":
            return EventFileDamaged(name, message)
        case "full":
            return DiskFull(name)
        case "cantopen":
            return FolderNotWritable(name)
        case "notadb":
            return NotAnEventFile(name)
        case "constraint" if "FOREIGN KEY" in message:
            return StillInUse(say("What was to be deleted"))
        case "constraint":
            return BrokenRule(message)
        case _:
            return None


def _of_postgresql(state: str, message: str, name: str) -> UserError | None:
    """By SQLSTATE class (PostgreSQL manual, appendix A)."""
    if state == "23503":
        return StillInUse(say("What was to be deleted"))
    match state[:2]:
        case "23":
            return BrokenRule(_first_line(message))
        case "08" | "57":
            return ServerUnavailable(name, _first_line(message))
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
