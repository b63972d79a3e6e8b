"""Everything that an import of people looks at, in one go."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

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


@dataclass(frozen=True, slots=True)
class PeoplePresent:
    event: Event
    participants: Sequence[Participant]
    delegations: Sequence[Delegation]
    hotels: Sequence[Site]
    documents: Sequence[ParticipantDocument]
    queued: Sequence[QueuedRow]


def read_people_present(connection: Connection) -> PeoplePresent:
    (event,) = read_rows(connection, Event)
    return PeoplePresent(
        event,
        read_rows(connection, Participant),
        read_rows(connection, Delegation),
        read_rows(connection, Site, kind=SiteKind.HOTEL),
        read_rows(connection, ParticipantDocument),
        read_rows(connection, QueuedRow),
    )
