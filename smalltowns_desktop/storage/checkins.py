"""The few statements of check-in: indexed look-ups, because a queue waits behind every one of them.

They are sent to the driver as they stand: building an expression anew for each scan would cost more than running it.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.engine import Dialect

from smalltowns_desktop.domain.checkin import Appointment, Outcome, Place
from smalltowns_desktop.domain.model import CheckpointKind, Scan
from smalltowns_desktop.storage.columns import MOMENT
from smalltowns_desktop.storage.rows import placeholder, read_rows


class Holder(NamedTuple):
    """Whose badge it is."""

    participant_id: str
    revoked: bool
    surname: str | None
    """None: the person is not in this event (any more)."""
    given_name: str
    patronymic: str
    delegation_id: str | None
    delegation: str | None

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


class NamedPlace(NamedTuple):
    place: Place
    name: str
    cancelled: bool


def wait_for_turn(connection: Connection) -> None:
    """Let no other desk decide between our reading and our commit. SQLite's BEGIN IMMEDIATE has seen to it already."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock('checkins'::regclass::oid::bigint)")


def last_revision(connection: Connection) -> int:
    """The journal's last revision: while it stays, nobody has changed the event."""
    return int(_one(connection, "SELECT coalesce(max(number), 0) FROM revisions", ())[0])


def badge_holder(connection: Connection, serial: str) -> Holder | None:
    row = connection.exec_driver_sql(_marked(connection.dialect, _HOLDER), (serial,)).first()
    return None if row is None else Holder(row[0], bool(row[1]), *row[2:])


def last_of_station(connection: Connection, station: str) -> tuple[int, str]:
    """Sequence and hash of a station's last row; (0, "") before its first."""
    row = connection.exec_driver_sql(_marked(connection.dialect, _LAST_OF_STATION), (station,)).first()
    return (0, "") if row is None else (row[0], row[1])


def scans_of(connection: Connection, participant_id: str) -> list[Scan]:
    return read_rows(connection, Scan, participant_id=participant_id)


def scans_of_visitors(connection: Connection, place: Place) -> list[Scan]:
    """Every scan, at whatever checkpoint, of those who were ever let in at this one."""
    visitors = _all(connection, _VISITORS, (str(place.kind), place.key, str(Outcome.ADMITTED)))
    return read_rows(connection, Scan, participant_id={row[0] for row in visitors})


def state_mark(connection: Connection) -> object:
    """Equal to an earlier mark only if no other transaction has written to the event since."""
    driver = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or driver is None:
        return object()
    version = _one(connection, "PRAGMA data_version", ())[0]
    return id(driver), version, driver.total_changes


# Who is expected where


def engagements_of(connection: Connection, holder: Holder, kind: CheckpointKind) -> frozenset[str]:
    """Keys of the person's activities or, for a vehicle, transfers: by name or through a group."""
    statement = _TRANSFERS_OF if kind is CheckpointKind.VEHICLE else _ACTIVITIES_OF
    person = (holder.participant_id, holder.delegation_id, holder.participant_id)
    return frozenset(row[0] for row in _all(connection, statement, person))


def appointments_after(connection: Connection, holder: Holder, moment: datetime) -> list[Appointment]:
    """The person's activities that are not over, cancelled ones left out."""
    person = (holder.participant_id, holder.delegation_id, holder.participant_id)
    return _appointments(connection, _APPOINTMENTS_AFTER, (*person, MOMENT.encode(moment)))


def occasions_at(connection: Connection, place: Place) -> list[Appointment]:
    """What goes on at an activity's, a site's or a vehicle's checkpoint on all days, cancelled activities left out."""
    statement = {
        CheckpointKind.ACTIVITY: _ACTIVITY,
        CheckpointKind.SITE: _ACTIVITIES_AT_SITE,
        CheckpointKind.VEHICLE: _TRIPS,
    }[place.kind]
    return _appointments(connection, statement, (place.key,))


def site_of_activities(connection: Connection) -> dict[str, str]:
    """The site of each activity that has one, by its hall where none is named."""
    return {row[0]: row[1] for row in _all(connection, _SITE_OF_ACTIVITIES, ())}


def named_places(connection: Connection) -> list[NamedPlace]:
    """Every activity, site and vehicle with its name."""
    rows = _all(connection, _NAMED_PLACES, ())
    return [NamedPlace(Place(CheckpointKind(row[0]), row[1]), row[2], bool(row[3])) for row in rows]


def _appointments(connection: Connection, statement: str, values: tuple[Any, ...]) -> list[Appointment]:
    return [
        Appointment(row[0], row[1], row[2], MOMENT.decode(row[3]), MOMENT.decode(row[4]))
        for row in _all(connection, statement, values)
    ]


def _one(connection: Connection, statement: str, values: tuple[Any, ...]) -> Sequence[Any]:
    return connection.exec_driver_sql(statement, values).one()


def _all(connection: Connection, statement: str, values: tuple[Any, ...]) -> Sequence[Sequence[Any]]:
    return connection.exec_driver_sql(_marked(connection.dialect, statement), values).all()


def _marked(dialect: Dialect, statement: str) -> str:
    return _with_marks(statement, placeholder(dialect))


@cache
def _with_marks(statement: str, mark: str) -> str:
    """The statement with the driver's own parameter marks for `?`."""
    return statement.replace("?", mark)


_HOLDER = """
SELECT b.participant_id,
       EXISTS (SELECT 1 FROM badges later WHERE later.participant_id = b.participant_id AND later.id > b.id)
       OR EXISTS (SELECT 1 FROM badge_revocations r WHERE r.badge_id = b.id),
       p.surname, p.given_name, p.patronymic, p.delegation_id, d.name
FROM badges b LEFT JOIN participants p ON p.id = b.participant_id LEFT JOIN delegations d ON d.id = p.delegation_id
WHERE b.serial = ?
"""
_LAST_OF_STATION = "SELECT sequence, hash FROM checkins WHERE station = ? ORDER BY sequence DESC LIMIT 1"
_VISITORS = """
SELECT DISTINCT participant_id FROM checkins WHERE checkpoint_kind = ? AND checkpoint_id = ? AND outcome = ?
"""
_GROUPS_OF = """
WITH mine (group_id) AS (
    SELECT group_id FROM group_members WHERE participant_id = ?
    UNION ALL
    SELECT g.id FROM groups g
    WHERE g.delegation_id = ? AND NOT EXISTS (SELECT 1 FROM group_members m WHERE m.group_id = g.id)
)
"""
"""From the person's end: a plenary has a thousand groups, a person a handful."""
_ACTIVITIES = """
SELECT activity_id FROM activity_people WHERE participant_id = ?
UNION ALL
SELECT activity_id FROM activity_groups WHERE group_id IN (SELECT group_id FROM mine)
"""
_ACTIVITIES_OF = _GROUPS_OF + _ACTIVITIES
_TRANSFERS_OF = _GROUPS_OF + (
    "SELECT transfer_id FROM transfer_people WHERE participant_id = ? "
    "UNION ALL SELECT transfer_id FROM transfer_groups WHERE group_id IN (SELECT group_id FROM mine)"
)
_APPOINTMENT = """
SELECT a.id, a.title, coalesce(s.name, ''), a.starts_at, a.ends_at
FROM activities a LEFT JOIN halls h ON h.id = a.hall_id LEFT JOIN sites s ON s.id = coalesce(a.site_id, h.site_id)
WHERE a.status <> 'cancelled' AND """
_APPOINTMENTS_AFTER = f"{_GROUPS_OF}{_APPOINTMENT} a.id IN ({_ACTIVITIES}) AND a.ends_at > ?"
_ACTIVITY = f"{_APPOINTMENT} a.id = ?"
_ACTIVITIES_AT_SITE = f"{_APPOINTMENT} coalesce(a.site_id, h.site_id) = ?"
_TRIPS = """
SELECT t.id, v.name, s.name, t.departs_at, t.arrives_at
FROM transfers t JOIN vehicles v ON v.id = t.vehicle_id JOIN sites s ON s.id = t.to_site_id
WHERE t.vehicle_id = ?
"""
_SITE_OF_ACTIVITIES = """
SELECT a.id, coalesce(a.site_id, h.site_id) FROM activities a LEFT JOIN halls h ON h.id = a.hall_id
WHERE coalesce(a.site_id, h.site_id) IS NOT NULL
"""
_NAMED_PLACES = """
SELECT 'activity', id, title, CASE WHEN status = 'cancelled' THEN 1 ELSE 0 END FROM activities
UNION ALL SELECT 'site', id, name, 0 FROM sites
UNION ALL SELECT 'vehicle', id, name, 0 FROM vehicles
"""
