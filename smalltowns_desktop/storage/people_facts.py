"""What the facts say of people, in a query each: last printed badges, first entries, one person's scans."""

from typing import NamedTuple

from smalltowns_desktop.domain.checkin import Outcome, Way
from smalltowns_desktop.domain.model import CheckpointKind
from smalltowns_desktop.domain.papers import PaperKind
from smalltowns_desktop.storage.rows import placeholder
from smalltowns_desktop.storage.sql import Connection


class BadgePrint(NamedTuple):
    """The last print of a person's badge."""

    print_id: str
    participant_id: str
    printed_at: str
    """ISO 8601 with offset."""
    content: str
    """What stood on it, JSON."""


def last_badge_prints(connection: Connection) -> list[BadgePrint]:
    mark = placeholder(connection.dialect)
    statement = f"""
    SELECT p.id, p.subject_id, p.printed_at, p.content FROM prints p
    WHERE p.kind = {mark} AND NOT EXISTS (
        SELECT 1 FROM prints later WHERE later.kind = p.kind AND later.subject_id = p.subject_id AND later.id > p.id
    )"""
    return [BadgePrint(*row) for row in connection.exec_driver_sql(statement, (str(PaperKind.BADGE),))]


def first_entries(connection: Connection) -> dict[str, str]:
    """When each person was first let in, by the station's clock: at the registration desk; of those who did not come
    by it, at any activity or site. A ride there does not count, nor does what was taken back."""
    mark = placeholder(connection.dialect)
    statement = f"""
    SELECT participant_id, coalesce(min(CASE WHEN checkpoint_kind = {mark} THEN at END), min(at)) FROM checkins
    WHERE outcome = {mark} AND direction = {mark} AND checkpoint_kind <> {mark}
    AND id NOT IN (SELECT voids FROM checkins WHERE direction = {mark})
    GROUP BY participant_id"""
    values = (CheckpointKind.DOOR, Outcome.ADMITTED, Way.IN, CheckpointKind.VEHICLE, Way.VOID)
    return {row[0]: row[1] for row in connection.exec_driver_sql(statement, tuple(map(str, values)))}
