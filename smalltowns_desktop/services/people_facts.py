"""What the facts make of people: whose badge is printed and still true, who has arrived, where one was checked in.

Without what draws paper, so that a window opens quickly; `badge_states` works the badges out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from smalltowns_desktop.domain.checkin import Outcome, Way
from smalltowns_desktop.domain.model import CheckpointKind, Delegation, Participant, Scan
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows


class BadgeState(StrEnum):
    NOT_PRINTED = "not-printed"
    PRINTED = "printed"
    STALE = "stale"
    """What it says is no longer so, or its code was replaced."""
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class BadgeNote:
    state: BadgeState
    printed_at: datetime | None = None
    """By the event's clock."""


NO_BADGE = BadgeNote(BadgeState.NOT_PRINTED)


@dataclass(frozen=True, slots=True)
class ComparedBadge:
    """Of which rows and which print a state was worked out."""

    person: Participant
    delegation: Delegation | None
    print_id: str
    code: str
    note: BadgeNote


@dataclass(frozen=True, slots=True)
class PeopleFacts:
    """By participant. Who has no badge note has `NO_BADGE`; who is not among the arrived is expected."""

    badges: Mapping[str, BadgeNote] = field(default_factory=dict)
    arrived: Mapping[str, datetime] = field(default_factory=dict)
    """By the clock of the station that let the person in."""
    compared: Mapping[str, ComparedBadge] = field(default_factory=dict)

    def badge(self, participant_id: str) -> BadgeNote:
        return self.badges.get(participant_id, NO_BADGE)


@dataclass(frozen=True, slots=True)
class Mark:
    """One scan that let somebody in or out."""

    at: datetime
    kind: CheckpointKind
    place_id: str
    entered: bool
    taken_back: bool


def read_marks(db: Database, participant_id: str) -> list[Mark]:
    """Where a person was let in and out, the latest first."""
    with db.reading() as connection:
        scans = read_rows(connection, Scan, participant_id=participant_id)
    voided = {scan.voids for scan in scans if scan.direction == Way.VOID}
    marks = [
        Mark(local_time(scan.at), scan.checkpoint_kind, scan.checkpoint_id, scan.direction == Way.IN, scan.id in voided)
        for scan in scans
        if scan.outcome == Outcome.ADMITTED
    ]
    return sorted(marks, key=lambda mark: mark.at, reverse=True)


def local_time(at: str) -> datetime:
    """What a clock showed: ISO 8601 with offset, without the offset and the seconds."""
    return datetime.fromisoformat(at).replace(tzinfo=None, second=0)
