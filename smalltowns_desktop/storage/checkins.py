"""The few statements of check-in: indexed look-ups, because a queue waits behind every one of them.

They are sent to the driver as they stand: building an expression anew for each scan would cost more than running it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from smalltowns_desktop.domain.checkin import Appointment, Outcome, Place
from smalltowns_desktop.domain.model import Checkpoint, CheckpointKind, Event, Scan
from smalltowns_desktop.storage.forms import MOMENT
from smalltowns_desktop.storage.rows import append_facts, placeholder, read_rows
from smalltowns_desktop.storage.sql import Connection
from smalltowns_desktop.storage.tables import row_codec


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


class CheckinBook:
    """What a desk looks up and writes within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._cursor = connection.connection.cursor()
        self._mark = placeholder(connection.dialect)

    def wait_for_turn(self) -> None:
        """Let no other desk decide between our reading and our commit. On SQLite, BEGIN IMMEDIATE has seen to it."""
        if self._connection.dialect.name == "postgresql":
            self._connection.exec_driver_sql("SELECT pg_advisory_xact_lock('checkins'::regclass::oid::bigint)")

    def append(self, scans: Iterable[Scan]) -> None:
        append_facts(self._connection, scans)

    def last_of_station(self, station: str) -> tuple[int, str]:
        """Sequence and hash of a station's last row; (0, "") before its first."""
        rows = self._all(_LAST_OF_STATION, station)
        return (rows[0][0], rows[0][1]) if rows else (0, "")

    def state_mark(self) -> object:
        """Equal to an earlier mark only if nothing was written to the event in between."""
        driver = self._connection.connection.driver_connection
        if self._connection.dialect.name != "sqlite" or driver is None:
            return object()
        # The first tells of other connections' commits, the second of this one's rows.
        (version,) = self._all("PRAGMA data_version")
        return id(driver), version[0], driver.total_changes

    # Who it is, and what was scanned before

    def holder(self, serial: str) -> Holder | None:
        """Whose badge has this number; None for a badge that is not in the event."""
        rows = self._all(_HOLDER, serial)
        return Holder(rows[0][0], bool(rows[0][1]), *rows[0][2:]) if rows else None

    def scan(self, scan_id: str) -> Scan | None:
        rows = read_rows(self._connection, Scan, id=scan_id)
        return rows[0] if rows else None

    def scans_of(self, participant_id: str) -> list[Scan]:
        decode = row_codec(Scan).decode
        return [decode(values) for values in self._all(_SCANS_OF, participant_id)]

    def scans_of_visitors(self, place: Place) -> list[Scan]:
        """Every scan, at whatever checkpoint, of those who were ever let in at this one."""
        visitors = self._all(_VISITORS, str(place.kind), place.key, str(Outcome.ADMITTED))
        return read_rows(self._connection, Scan, participant_id={row[0] for row in visitors})

    # What is planned

    def last_revision(self) -> int:
        """The journal's last revision: while it stays, nobody has changed the plan."""
        return int(self._all("SELECT coalesce(max(number), 0) FROM revisions")[0][0])

    def event(self) -> Event:
        (event,) = read_rows(self._connection, Event)
        return event

    def rules(self, place: Place) -> Checkpoint | None:
        """The checkpoint's own row; None where the defaults of its kind hold."""
        rows = read_rows(self._connection, Checkpoint, kind=place.kind, target_id=place.key)
        return rows[0] if rows else None

    def named_places(self) -> list[NamedPlace]:
        """Every activity, site and vehicle."""
        return [
            NamedPlace(Place(CheckpointKind(kind), key), name, bool(cancelled))
            for kind, key, name, cancelled in self._all(_NAMED_PLACES)
        ]

    def occasions_at(self, place: Place) -> list[Appointment]:
        """What goes on at an activity's, a site's or a vehicle's checkpoint on all days, without what is cancelled."""
        statements = {
            CheckpointKind.ACTIVITY: _ACTIVITY,
            CheckpointKind.SITE: _ACTIVITIES_AT_SITE,
            CheckpointKind.VEHICLE: _TRIPS,
        }
        return self._appointments(statements[place.kind], place.key)

    def site_of_activities(self) -> dict[str, str]:
        """The site of each activity that has one, by its hall where none is named."""
        return {row[0]: row[1] for row in self._all(_SITE_OF_ACTIVITIES)}

    def engagements_of(self, holder: Holder, kind: CheckpointKind) -> frozenset[str]:
        """Keys of a person's activities or, for a vehicle, transfers: by name or through a group."""
        statement = _TRANSFERS_OF if kind is CheckpointKind.VEHICLE else _ACTIVITIES_OF
        rows = self._all(statement, holder.participant_id, holder.delegation_id, holder.participant_id)
        return frozenset(row[0] for row in rows)

    def appointments_of(self, holder: Holder, moment: datetime) -> list[Appointment]:
        """A person's activities that are not over at a local `moment`, without what is cancelled."""
        person = (holder.participant_id, holder.delegation_id, holder.participant_id)
        return self._appointments(_APPOINTMENTS_OF, *person, MOMENT.encode(moment))

    def _appointments(self, statement: str, *values: object) -> list[Appointment]:
        return [
            Appointment(key, title, site, MOMENT.decode(starts_at), MOMENT.decode(ends_at))
            for key, title, site, starts_at, ends_at in self._all(statement, *values)
        ]

    def _all(self, statement: str, *values: object) -> Sequence[Any]:
        # The driver itself, as SQLAlchemy prepares a result for more than these queries take.
        self._cursor.execute(_with_marks(statement, self._mark), values)
        return self._cursor.fetchall()


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
_SCANS_OF = f"SELECT {', '.join(row_codec(Scan).names)} FROM checkins WHERE participant_id = ?"
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
_APPOINTMENTS_OF = f"{_GROUPS_OF}{_APPOINTMENT} a.id IN ({_ACTIVITIES}) AND a.ends_at > ?"
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
