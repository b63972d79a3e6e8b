"""A day at the desks in one query: who was let in where, and what was read last."""

from datetime import date, timedelta
from typing import NamedTuple

from smalltowns_desktop.domain.checkin import Outcome, Way
from smalltowns_desktop.storage.rows import placeholder
from smalltowns_desktop.storage.sql import Connection


class Entry(NamedTuple):
    """Somebody was let in at a checkpoint, perhaps more than once."""

    kind: str
    place_id: str
    participant_id: str


class LastScan(NamedTuple):
    at: str
    """ISO 8601 with offset: the station's own clock."""
    station: str


def entries_on(connection: Connection, day: date) -> list[Entry]:
    """By the stations' clocks; what was taken back does not count."""
    mark = placeholder(connection.dialect)
    statement = f"""
    SELECT DISTINCT checkpoint_kind, checkpoint_id, participant_id FROM checkins
    WHERE outcome = {mark} AND direction = {mark} AND at >= {mark} AND at < {mark}
    AND id NOT IN (SELECT voids FROM checkins WHERE direction = {mark})"""
    values = (Outcome.ADMITTED, Way.IN, day.isoformat(), (day + timedelta(days=1)).isoformat(), Way.VOID)
    return [Entry(*row) for row in connection.exec_driver_sql(statement, tuple(map(str, values)))]


def last_scan(connection: Connection) -> LastScan | None:
    """The newest row of all desks."""
    rows = connection.exec_driver_sql("SELECT at, station FROM checkins ORDER BY id DESC LIMIT 1").all()
    return LastScan(*rows[0]) if rows else None
