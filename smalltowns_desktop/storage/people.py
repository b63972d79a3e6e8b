"""Everything that an import of people looks at, in one go."""

from collections.abc import Sequence
from dataclasses import dataclass

from smalltowns_desktop.domain.model import (
    Delegation,
    Event,
    Participant,
    ParticipantDocument,
    QueuedRow,
    Site,
    SiteKind,
)
from smalltowns_desktop.storage.rows import read_rows
from smalltowns_desktop.storage.sql import Connection


@dataclass(frozen=True, slots=True)
class PeoplePresent:
    event: Event
    participants: Sequence[Participant]
    next_number: int
    """See `next_number`."""
    delegations: Sequence[Delegation]
    hotels: Sequence[Site]
    documents: Sequence[ParticipantDocument]
    queued: Sequence[QueuedRow]


def read_people_present(connection: Connection) -> PeoplePresent:
    (event,) = read_rows(connection, Event)
    return PeoplePresent(
        event,
        read_rows(connection, Participant),
        next_number(connection),
        read_rows(connection, Delegation),
        read_rows(connection, Site, kind=SiteKind.HOTEL),
        read_rows(connection, ParticipantDocument),
        read_rows(connection, QueuedRow),
    )


def next_number(connection: Connection) -> int:
    """The number of the next participant: above every one that was ever given, those of deleted people too."""
    return int(connection.exec_driver_sql(_LAST_NUMBER[connection.dialect.name]).scalar_one()) + 1


_LAST_NUMBER = {
    dialect: f"""
    SELECT coalesce(max(number), 0) FROM (
        SELECT number FROM participants
        UNION ALL
        SELECT {number} FROM row_changes WHERE table_name = 'participants' AND kind = 'delete'
    ) given"""
    for dialect, number in (
        ("sqlite", "json_extract(before, '$.number')"),
        ("postgresql", "CAST(CAST(before AS jsonb) ->> 'number' AS bigint)"),
    )
}
