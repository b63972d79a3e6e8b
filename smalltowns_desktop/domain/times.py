"""An event's own clock: naive local times, and what they are for the rest of the world."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def with_offset(local: datetime, timezone: str) -> str:
    """ISO 8601 with the event's offset: `2025-08-13T09:30:00+03:00`."""
    return local.replace(tzinfo=ZoneInfo(timezone)).isoformat(timespec="seconds")


def from_utc(stamp: str, timezone: str) -> str:
    """A recorded time (UTC, ISO 8601) on the event's clock, ISO 8601 with offset, whole seconds."""
    return datetime.fromisoformat(stamp).astimezone(ZoneInfo(timezone)).isoformat(timespec="seconds")


def local_now(timezone: str) -> datetime:
    """Now on the event's clock, naive, to the second."""
    return datetime.now(UTC).astimezone(ZoneInfo(timezone)).replace(tzinfo=None, microsecond=0)


def is_timezone(name: str) -> bool:
    """Whether the name is in the time zone database."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # OSError: a path that is a folder of the database
        return False
    return True
