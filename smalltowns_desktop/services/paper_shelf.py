"""How every paper stands with what was printed before, worked out from the prints and the snapshot."""

import json
from collections.abc import Iterable, Mapping
from datetime import date

from smalltowns_desktop.documents.itinerary import Itinerary
from smalltowns_desktop.domain.model import Delegation, Participant, Print, Role
from smalltowns_desktop.domain.paper_shelf import BadgesOnShelf, ItineraryOnShelf, PaperShelf, PaperState
from smalltowns_desktop.domain.papers import PaperKind, PaperSubject
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.services.badge_states import read_people_facts
from smalltowns_desktop.services.paper_changes import paper_changes
from smalltowns_desktop.services.paper_content import PaperContent
from smalltowns_desktop.services.paper_memory import content_of
from smalltowns_desktop.services.people_facts import BadgeState
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows


def read_shelf(db: Database, programme: Programme, people: Iterable[str] = ()) -> PaperShelf:
    """How every paper stands; `people`: keys of persons whose own itinerary is wanted too."""
    with db.reading() as connection:
        prints = read_rows(connection, Print, kind=PaperKind.ITINERARY)
    last = {row.subject_id: row for row in sorted(prints, key=lambda row: row.id)}
    papers = PaperContent(programme)
    delegations = sorted(programme.delegations.values(), key=lambda row: (row.name.casefold(), row.id))
    wanted = {*people, *last}
    persons = [row for key, row in programme.participants.items() if key in wanted]
    subjects: list[Delegation | Participant] = [*delegations, *persons]
    itineraries = [itinerary_on_shelf(papers, row, last.get(row.id)) for row in subjects]
    return PaperShelf(tuple(itineraries), tuple(_badges_on_shelf(db, programme)))


def itinerary_on_shelf(
    papers: PaperContent, about: Delegation | Participant, printed: Print | None
) -> ItineraryOnShelf:
    """One itinerary, against its last print."""
    subject = PaperSubject.DELEGATION if isinstance(about, Delegation) else PaperSubject.PARTICIPANT
    name = about.name if isinstance(about, Delegation) else about.full_name
    if printed is None:
        return ItineraryOnShelf(subject, about.id, name, PaperState.NOT_PRINTED)
    now = comparable_content(papers, about, printed.content)
    if now == printed.content:
        return ItineraryOnShelf(subject, about.id, name, PaperState.CURRENT, printed.edition)
    changes = paper_changes(printed.content, now)
    return ItineraryOnShelf(subject, about.id, name, PaperState.STALE, printed.edition, changes)


def comparable_content(papers: PaperContent, about: Delegation | Participant, printed: str) -> str:
    """What would stand on a paper now; where only one day was `printed` and that still holds, of that day."""
    whole = content_of(itinerary_of(papers, about))
    days = json.loads(printed)["days"]
    if whole == printed or len(days) != 1:
        return whole
    return content_of(itinerary_of(papers, about, date.fromisoformat(days[0]["day"])))


def itinerary_of(papers: PaperContent, about: Delegation | Participant, day: date | None = None) -> Itinerary:
    """The itinerary of a delegation or a person, of one `day` only if named."""
    if isinstance(about, Delegation):
        return papers.itinerary_of_delegation(about, day)
    return papers.itinerary_of_person(about, day)


def _badges_on_shelf(db: Database, programme: Programme) -> Iterable[BadgesOnShelf]:
    facts = read_people_facts(db, programme)
    by_role: dict[Role, list[str]] = {}
    for person in sorted(programme.participants.values(), key=lambda row: row.number):
        by_role.setdefault(person.role, []).append(person.id)
    for role in Role:
        states: Mapping[str, BadgeState] = {key: facts.badge(key).state for key in by_role.get(role, ())}
        people = tuple(key for key, state in states.items() if state is not BadgeState.REVOKED)
        if people:
            yield BadgesOnShelf(
                role,
                people,
                tuple(key for key in people if states[key] is BadgeState.NOT_PRINTED),
                tuple(key for key in people if states[key] is BadgeState.STALE),
            )
