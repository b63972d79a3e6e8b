"""Whose badge is printed, whose is out of date: what stood on each, held against what would stand on it now."""

import json
from collections.abc import Mapping
from datetime import date

from smalltowns_desktop.domain.model import Participant
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.services.badge_content import BadgeContent
from smalltowns_desktop.services.paper_memory import content_of
from smalltowns_desktop.services.people_facts import (
    BadgeNote,
    BadgeState,
    ComparedBadge,
    PeopleFacts,
    local_time,
)
from smalltowns_desktop.storage.badges import last_badges
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.people_facts import BadgePrint, first_entries, last_badge_prints


def read_people_facts(db: Database, programme: Programme, known: PeopleFacts | None = None) -> PeopleFacts:
    """The facts of everybody in `programme`. `known` of before spares the comparisons whose rows are the same."""
    with db.reading() as connection:
        prints = last_badge_prints(connection)
        badges = {line.participant_id: line for line in last_badges(connection)}
        entries = first_entries(connection)
    comparer = _Comparer(programme, {} if known is None else known.compared)
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
    return PeopleFacts(notes, {key: local_time(at) for key, at in entries.items()}, compared)


class _Comparer:
    """Holds printed badges against what would stand on them now."""

    def __init__(self, programme: Programme, known: Mapping[str, ComparedBadge]) -> None:
        self._programme = programme
        self._known = known
        self._contents: dict[date | None, BadgeContent] = {}

    def compare(self, person: Participant, printed: BadgePrint, code: str) -> ComparedBadge:
        delegation = None if person.delegation_id is None else self._programme.delegations[person.delegation_id]
        known = self._known.get(person.id)
        stood = json.loads(printed.content)
        day = stood.get("day")
        if (
            known is not None
            and day is None  # a day's programme hangs on far more than these two rows
            and known.person is person
            and known.delegation is delegation
            and (known.print_id, known.code) == (printed.print_id, code)
        ):
            return known
        badge = self._content(None if day is None else date.fromisoformat(day["day"])).badge(person, code)
        state = BadgeState.PRINTED if content_of(badge) == printed.content else BadgeState.STALE
        return ComparedBadge(
            person, delegation, printed.content, code, BadgeNote(state, local_time(printed.printed_at))
        )

    def _content(self, day: date | None) -> BadgeContent:
        """Of badges with the programme of a day, or without any."""
        if day not in self._contents:
            self._contents[day] = BadgeContent(self._programme, with_day=day is not None, day=day)
        return self._contents[day]
