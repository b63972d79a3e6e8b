"""Checkpoints: which one a person names, and what is planned there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from smalltowns_desktop.domain.checkin import DEFAULT_POLICIES, Appointment, Place
from smalltowns_desktop.domain.errors import AmbiguousName, GoneAlready, UnknownName
from smalltowns_desktop.domain.ids import CheckpointId
from smalltowns_desktop.domain.model import Checkpoint, CheckpointKind, Event
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.storage.checkins import CheckinBook

DOOR = "door"
"""Names the registration desk, which every event has."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a desk knows of its checkpoint as long as nobody changes the plan."""

    revision: int
    event: Event
    zone: ZoneInfo
    rules: Checkpoint
    occasions: tuple[Appointment, ...]
    site_of_activity: Mapping[str, str]


def find_checkpoint(book: CheckinBook, wanted: str) -> Place:
    """The place of that key or name: an activity's title, a site's or a vehicle's name, or `door`.

    A cancelled activity gives way to what else bears its name. Raises `UnknownName`, `AmbiguousName`.
    """
    folded = fold(wanted)
    if folded == DOOR:
        return Place(CheckpointKind.DOOR)
    known = book.named_places()
    for entry in known:
        if entry.place.key == wanted:
            return entry.place
    named = [entry for entry in known if entry.name == wanted or (folded and fold(entry.name) == folded)]
    named = [entry for entry in named if not entry.cancelled] or named
    named = [entry for entry in named if entry.name == wanted] or named
    if len(named) == 1:
        return named[0].place
    what = say("checkpoint")
    raise AmbiguousName(what, wanted, len(named)) if named else UnknownName(what, wanted)


def read_briefing(book: CheckinBook, place: Place, known: Briefing | None) -> Briefing:
    """What is to be known of the checkpoint, read anew if the plan was changed. Raises `GoneAlready`."""
    revision = book.last_revision()
    if known is not None and known.revision == revision:
        return known
    event = book.event()
    rules = book.rules(place) or Checkpoint(CheckpointId(""), place.kind, place.key, DEFAULT_POLICIES[place.kind])
    if place.kind is CheckpointKind.DOOR:
        first = datetime.combine(event.starts_on, event.day_starts_at)
        last = datetime.combine(event.ends_on, event.day_ends_at)
        occasions = [Appointment("", event.title, "", first, last)]
    elif all(entry.place != place for entry in book.named_places()):
        raise GoneAlready(say("checkpoint"))
    else:
        occasions = book.occasions_at(place)
    return Briefing(revision, event, ZoneInfo(event.timezone), rules, tuple(occasions), book.site_of_activities())


def occasions_of_day(briefing: Briefing, moment: datetime) -> Sequence[Appointment]:
    """What goes on at the checkpoint on that day. Outside the congress's days, at a rehearsal, everything counts."""
    event, day = briefing.event, moment.date()
    if briefing.rules.kind in (CheckpointKind.DOOR, CheckpointKind.ACTIVITY):
        return briefing.occasions
    if not event.starts_on <= day <= event.ends_on:
        return briefing.occasions
    begin = datetime.combine(day, time())
    end = begin + timedelta(days=1)
    return [item for item in briefing.occasions if item.starts_at < end and item.ends_at > begin]
