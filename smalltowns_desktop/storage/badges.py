"""Who has which badge: queries over the facts of issuing and revoking."""

from typing import NamedTuple

from smalltowns_desktop.domain.model import Badge
from smalltowns_desktop.storage.sql import Connection


class BadgeLine(NamedTuple):
    """A participant's last badge."""

    participant_id: str
    name: str
    delegation: str | None
    code: str
    issued_at: str
    revoked: bool


def wait_to_issue(connection: Connection) -> None:
    """Let nobody else issue badges before our commit. On SQLite, BEGIN IMMEDIATE has seen to it."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock('badges'::regclass::oid::bigint)")


def people_without_badge(connection: Connection) -> list[str]:
    """Keys of the participants who never had one, by their numbers."""
    return [row[0] for row in connection.exec_driver_sql(_PEOPLE_WITHOUT)]


def serials(connection: Connection) -> set[str]:
    """The numbers of all badges ever issued."""
    return {row[0] for row in connection.exec_driver_sql("SELECT serial FROM badges")}


def current_badges(connection: Connection) -> list[Badge]:
    """The badge that counts of each participant who has one, by the participants' numbers."""
    return [Badge(*row) for row in connection.exec_driver_sql(_CURRENT)]


def last_badges(connection: Connection) -> list[BadgeLine]:
    """The last badge of each participant, revoked ones too, by the participants' numbers."""
    return [
        BadgeLine(key, " ".join(part for part in name if part), delegation, code, issued_at, bool(revoked))
        for key, *name, delegation, code, issued_at, revoked in connection.exec_driver_sql(_LAST)
    ]


_NO_LATER = "NOT EXISTS (SELECT 1 FROM badges l WHERE l.participant_id = b.participant_id AND l.id > b.id)"
_REVOKED = "EXISTS (SELECT 1 FROM badge_revocations r WHERE r.badge_id = b.id)"
_PEOPLE_WITHOUT = """
SELECT p.id FROM participants p
WHERE NOT EXISTS (SELECT 1 FROM badges b WHERE b.participant_id = p.id) ORDER BY p.number
"""
_CURRENT = f"""
SELECT b.id, b.participant_id, b.serial, b.code, b.issued_at, b.issued_by, b.station, b.reason
FROM badges b JOIN participants p ON p.id = b.participant_id
WHERE {_NO_LATER} AND NOT {_REVOKED} ORDER BY p.number
"""
_LAST = f"""
SELECT p.id, p.surname, p.given_name, p.patronymic, d.name, b.code, b.issued_at, {_REVOKED}
FROM badges b JOIN participants p ON p.id = b.participant_id LEFT JOIN delegations d ON d.id = p.delegation_id
WHERE {_NO_LATER} ORDER BY p.number
"""
