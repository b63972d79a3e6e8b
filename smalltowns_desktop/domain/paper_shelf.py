"""Everything that can be printed, and how it stands with what was printed before: plain rows for whoever shows them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from smalltowns_desktop.domain.model import Role
from smalltowns_desktop.domain.papers import PaperSubject
from smalltowns_desktop.domain.text import Text

CHOSEN_BADGES = "badges/chosen"
"""Key of the badges of people whom somebody chose."""


class PaperState(StrEnum):
    STALE = "stale"
    NOT_PRINTED = "not-printed"
    CURRENT = "current"


@dataclass(frozen=True, slots=True)
class PaperChange:
    """One point on an itinerary: a row that is new, gone or different, a fact, or the head."""

    key: str
    """Of the activity or ride; "" for a fact and the head."""
    text: Text
    detail: Text | None = None


@dataclass(frozen=True, slots=True)
class ItineraryOnShelf:
    """The itinerary of a delegation or a person."""

    subject_type: PaperSubject
    subject_id: str
    name: str
    state: PaperState
    edition: int | None = None
    """Of the last print; None: never printed."""
    changes: tuple[PaperChange, ...] = ()

    @property
    def key(self) -> str:
        return f"itinerary/{self.subject_id}"


@dataclass(frozen=True, slots=True)
class BadgesOnShelf:
    """The badges of everybody with a role; keys of people whose badge is not revoked."""

    role: Role | None
    """None: of people whom somebody has chosen, revoked ones too."""
    people: tuple[str, ...]
    not_printed: tuple[str, ...]
    stale: tuple[str, ...]

    @property
    def key(self) -> str:
        return CHOSEN_BADGES if self.role is None else f"badges/{self.role}"

    @property
    def state(self) -> PaperState:
        if self.stale:
            return PaperState.STALE
        return PaperState.NOT_PRINTED if self.not_printed else PaperState.CURRENT


@dataclass(frozen=True, slots=True)
class PaperShelf:
    """All papers of a programme."""

    itineraries: tuple[ItineraryOnShelf, ...] = ()
    """Of every delegation; of persons where one was ever printed or was asked for."""
    badges: tuple[BadgesOnShelf, ...] = ()

    def badges_of(self, people: Sequence[str]) -> BadgesOnShelf:
        """The badges of people chosen one by one, whatever their roles."""
        not_printed = {key for group in self.badges for key in group.not_printed}
        stale = {key for group in self.badges for key in group.stale}
        return BadgesOnShelf(
            None,
            tuple(people),
            tuple(key for key in people if key in not_printed),
            tuple(key for key in people if key in stale),
        )
