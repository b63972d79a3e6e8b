"""What the rules look at, and what they say: a `Scene` in, `Finding`s out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from smalltowns_desktop.conflicts.crowds import Crowds
from smalltowns_desktop.conflicts.intervals import Entry
from smalltowns_desktop.conflicts.timetable import ACTIVITY, TRANSFER, Thing, Timeline, Timetable
from smalltowns_desktop.domain.ids import ParticipantId, RequestId, SiteId
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.travel import Roads

DELEGATION, PARTICIPANT, REQUEST = "delegation", "participant", "request"
CROWD, HOTEL, NAMESAKES = "crowd", "hotel", "namesakes"


@dataclass(frozen=True, slots=True)
class Scene:
    """A programme with the indexes that the rules need."""

    programme: Programme
    roads: Roads
    crowds: Crowds
    timetable: Timetable
    requests: Mapping[SiteId, tuple[RequestId, ...]]
    """By the site that they ask for."""
    namesakes: Mapping[str, tuple[ParticipantId, ...]]
    """People of one name and delegation, by the key of the first of them."""


class Finding(NamedTuple):
    """What a rule found, in keys and numbers: words, severity and acceptance come when somebody looks."""

    rule: str
    subjects: tuple[Thing, ...]
    """The owner first, then activities and transfers by time. A rule finds one set of subjects once."""
    start: int
    """Minutes, as in `intervals`."""
    end: int
    facts: tuple[tuple[str, int | str], ...] = ()
    """Named values: the message says them, and an accepted conflict reopens when one of them changes."""
    minutes_short: int | None = None


Examine = Callable[[Scene, Thing, Timeline], Iterable[Finding]]
"""Applies one or two rules to a unit, given what is on its timeline."""


def thing_of(entry: Entry) -> Thing:
    return Thing(TRANSFER if entry.vehicle else ACTIVITY, entry.id)
