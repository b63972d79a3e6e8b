"""What a reader of each paper will not see whole, found before anybody prints; nothing is issued or remembered.

A paper is drawn as it would be, into nowhere. What was drawn before in the same way is not drawn again.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from smalltowns_desktop.documents.badge_templates import TEMPLATES
from smalltowns_desktop.documents.badges import BadgeEvent, PrintedBadge, draw_badges
from smalltowns_desktop.documents.document import Finding
from smalltowns_desktop.documents.imposition import Sheet
from smalltowns_desktop.documents.itinerary import Itinerary, Stamp, draw_itineraries
from smalltowns_desktop.domain.ids import DelegationId, ParticipantId
from smalltowns_desktop.domain.paper_shelf import BadgesOnShelf, ItineraryOnShelf, PaperShelf
from smalltowns_desktop.domain.papers import PaperKind, paper_code
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import Translator
from smalltowns_desktop.services.badge_content import BadgeContent
from smalltowns_desktop.services.paper_content import PaperContent
from smalltowns_desktop.services.paper_shelf import itinerary_of

_AT_ONCE = 500
"""Badges drawn between two looks whether anybody still waits."""


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """What was drawn and how, and what was found on it."""

    content: object
    """Compared with `==`: the itinerary or the badges, the language, and what else stands on the paper."""
    findings: tuple[Finding, ...]


def check_papers(
    programme: Programme,
    shelf: PaperShelf,
    words: Translator,
    template: str,
    known: Mapping[str, CheckedPaper],
    look_up: Callable[[float], None],
) -> dict[str, CheckedPaper]:
    """Every paper of a shelf by its key; badges in a template of `TEMPLATES`. `known` is what was found before.

    `look_up` is told the share done (0 to 1) between papers, and may raise to end the work.
    """
    checker = _Checker(programme, words, template)
    papers: Sequence[ItineraryOnShelf | BadgesOnShelf] = (*shelf.itineraries, *shelf.badges)
    found: dict[str, CheckedPaper] = {}
    for number, paper in enumerate(papers):
        look_up(number / len(papers))
        content = checker.content_of(paper)
        before = known.get(paper.key)
        if before is not None and before.content == content:
            found[paper.key] = before
        else:
            found[paper.key] = CheckedPaper(content, checker.findings_of(paper, look_up, number / len(papers)))
    return found


class _Checker:
    """Draws the papers of one snapshot in one language."""

    def __init__(self, programme: Programme, words: Translator, template: str) -> None:
        self._programme, self._words = programme, words
        self._layout = TEMPLATES[template]
        self._papers = PaperContent(programme)
        self._congress = self._papers.congress()
        self._badges = BadgeContent(programme, with_day=self._layout.day is not None, day=None)
        event = programme.event
        self._event = BadgeEvent(event.title, event.starts_on, event.ends_on)

    def content_of(self, paper: ItineraryOnShelf | BadgesOnShelf) -> object:
        if isinstance(paper, ItineraryOnShelf):
            return self._itinerary(paper), self._congress, self._words.language
        return tuple(self._drawn(paper)), self._event, self._layout.name, self._words.language

    def findings_of(
        self, paper: ItineraryOnShelf | BadgesOnShelf, look_up: Callable[[float], None], share: float
    ) -> tuple[Finding, ...]:
        if isinstance(paper, ItineraryOnShelf):
            return draw_itineraries(
                [(self._itinerary(paper), self._stamp(paper))], self._congress, self._words
            ).findings
        found: dict[Finding, None] = {}
        badges = list(self._drawn(paper))
        page = Sheet(self._layout.width, self._layout.height, 1, 1, self._layout.width, self._layout.height)
        for first in range(0, len(badges), _AT_ONCE):
            look_up(share)
            some = badges[first : first + _AT_ONCE]
            found |= dict.fromkeys(draw_badges(some, self._event, self._layout, page, self._words).findings)
        return tuple(found)

    def _itinerary(self, paper: ItineraryOnShelf) -> Itinerary:
        delegation = self._programme.delegations.get(DelegationId(paper.subject_id))
        return itinerary_of(self._papers, delegation or self._programme.participants[ParticipantId(paper.subject_id)])

    def _stamp(self, paper: ItineraryOnShelf) -> Stamp:
        """Of a print that never was: as long as a true one."""
        code = paper_code(PaperKind.ITINERARY, paper.subject_type, paper.subject_id, 0, "")
        return Stamp(
            "", code, self._programme.event.edition, datetime.combine(self._event.starts_on, datetime.min.time())
        )

    def _drawn(self, paper: BadgesOnShelf) -> Iterator[PrintedBadge]:
        """Without codes: they fit on every badge."""
        people = self._programme.participants
        return (self._badges.badge(people[ParticipantId(key)], "") for key in paper.people if key in people)
