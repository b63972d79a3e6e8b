"""What the facts make of people: whose badge is printed and still true, who has arrived, where one was checked in."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from smalltowns_desktop.domain.checkin import Outcome, Way
from smalltowns_desktop.domain.model import CheckpointKind, Delegation, Participant, Scan
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.services.badge_content import BadgeContent
from smalltowns_desktop.services.paper_memory import content_of
from smalltowns_desktop.storage.badges import last_badges
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.people_facts import BadgePrint, first_entries, last_badge_prints
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
class _Compared:
    """Of which rows and which print a state was worked out."""

    person: Participant
    delegation: Delegation | None
    content: str
    code: str
    note: BadgeNote


@dataclass(frozen=True, slots=True)
class PeopleFacts:
    """By participant. Who has no badge note has `NO_BADGE`; who is not among the arrived is expected."""

    badges: Mapping[str, BadgeNote] = field(default_factory=dict)
    arrived: Mapping[str, datetime] = field(default_factory=dict)
    """By the clock of the station that let the person in."""
    _compared: Mapping[str, _Compared] = field(default_factory=dict)

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


def read_people_facts(db: Database, programme: Programme, known: PeopleFacts | None = None) -> PeopleFacts:
    """The facts of everybody in `programme`. `known` of before spares the comparisons whose rows are the same."""
    with db.reading() as connection:
        prints = last_badge_prints(connection)
        badges = {line.participant_id: line for line in last_badges(connection)}
        entries = first_entries(connection)
    comparer = _Comparer(programme, {} if known is None else known._compared)
    compared = {
        item.participant_id: comparer.compare(person, item, badges[person.id].code if person.id in badges else "")
        for item in prints
        if (person := programme.participants.get(item.participant_id)) is not None
    }
    notes = {key: item.note for key, item in compared.items()}
    notes |= {
        key: BadgeNote(BadgeState.REVOKED, notes[key].printed_at if key in notes else None)
        for key, line in badges.items()
        if line.revoked
    }
    return PeopleFacts(notes, {key: _local(at) for key, at in entries.items()}, compared)


def read_marks(db: Database, participant_id: str) -> list[Mark]:
    """Where a person was let in and out, the latest first."""
    with db.reading() as connection:
        scans = read_rows(connection, Scan, participant_id=participant_id)
    voided = {scan.voids for scan in scans if scan.direction == Way.VOID}
    marks = [
        Mark(_local(scan.at), scan.checkpoint_kind, scan.checkpoint_id, scan.direction == Way.IN, scan.id in voided)
        for scan in scans
        if scan.outcome == Outcome.ADMITTED
    ]
    return sorted(marks, key=lambda mark: mark.at, reverse=True)


class _Comparer:
    """Holds printed badges against what would stand on them now."""

    def __init__(self, programme: Programme, known: Mapping[str, _Compared]) -> None:
        self._programme = programme
        self._known = known
        self._contents: dict[date | None, BadgeContent] = {}

    def compare(self, person: Participant, printed: BadgePrint, code: str) -> _Compared:
        delegation = None if person.delegation_id is None else self._programme.delegations[person.delegation_id]
        known = self._known.get(person.id)
        stood = json.loads(printed.content)
        day = stood.get("day")
        if (
            known is not None
            and day is None  # a day's programme hangs on far more than these two rows
            and known.person is person
            and known.delegation is delegation
            and (known.content, known.code) == (printed.content, code)
        ):
            return known
        badge = self._content(None if day is None else date.fromisoformat(day["day"])).badge(person, code)
        state = BadgeState.PRINTED if content_of(badge) == printed.content else BadgeState.STALE
        return _Compared(person, delegation, printed.content, code, BadgeNote(state, _local(printed.printed_at)))

    def _content(self, day: date | None) -> BadgeContent:
        """Of badges with the programme of a day, or without any."""
        if day not in self._contents:
            self._contents[day] = BadgeContent(self._programme, with_day=day is not None, day=day)
        return self._contents[day]


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).replace(tzinfo=None, second=0)
