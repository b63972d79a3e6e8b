"""What the facts say, as lines of the overview: check-in by place, papers, arrivals.

Loaded with the first facts, after the page has been seen.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from smalltowns_desktop.domain.model import Delegation
from smalltowns_desktop.domain.paper_shelf import ItineraryOnShelf
from smalltowns_desktop.domain.papers import PaperSubject
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.models.card_lines import Line, Lines, Note, first_lines, tile_of
from smalltowns_desktop.gui.pages.overview_lists import NEVER, when
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.overview import DOOR, Crowd, DayFacts
from smalltowns_desktop.services.people_facts import BadgeState

_GRACE = timedelta(minutes=10)
"""So long after its time a delegation is not yet called late."""
_ANOTHER_DAY = timedelta(hours=18)
"""After that, minutes of delay say nothing."""


# Check-in


def crowd_lines(workspace: Workspace, facts: DayFacts) -> Lines:
    return first_lines(facts.crowds, partial(_crowd, workspace))


def _crowd(workspace: Workspace, crowd: Crowd) -> Line:
    site = workspace.store.programme.sites.get(crowd.site_id)
    at_door = crowd.site_id == DOOR
    whole = crowd.came >= crowd.expected
    words = workspace.say("{n} of {total}", n=crowd.came, total=crowd.expected)
    return Line(
        key=crowd.site_id or "door",
        title=workspace.say("Registration desk") if at_door else "" if site is None else site.name,
        place=Place("checkin") if at_door else Place("places", "site", crowd.site_id),
        share=crowd.came / crowd.expected if crowd.expected else 0.0,
        note=Note(words, "check", "ok") if whole else Note(words, tone="text"),
    )


# Papers


def paper_lines(workspace: Workspace, facts: DayFacts) -> Lines:
    """Itineraries one by one, badges by delegation."""
    badges = sorted(facts.badges.items(), key=lambda item: -item[1])
    papers: list[ItineraryOnShelf | tuple[str | None, int]] = [*facts.itineraries, *badges]
    return first_lines(
        papers,
        lambda row: _itinerary(workspace, row) if isinstance(row, ItineraryOnShelf) else _badges(workspace, *row),
    )


def _badges(workspace: Workspace, key: str | None, count: int) -> Line:
    delegation = None if key is None else workspace.store.programme.delegations.get(key)
    return Line(
        key=f"badges {key}",
        title=workspace.say("Without a delegation") if delegation is None else delegation.name,
        detail=workspace.say("badges"),
        place=Place("participants", "badge", BadgeState.STALE),
        icon="history",
        tone="warn",
        tile=None if delegation is None else tile_of(delegation),
        note=Note(workspace.say_n("{n} badge", "{n} badges", count)),
    )


def _itinerary(workspace: Workspace, paper: ItineraryOnShelf) -> Line:
    programme = workspace.store.programme
    person = programme.participants.get(paper.subject_id)
    if paper.subject_type is PaperSubject.DELEGATION:
        key: str | None = paper.subject_id
    else:
        key = None if person is None else person.delegation_id
    delegation = None if key is None else programme.delegations.get(key)
    return Line(
        key=paper.subject_id,
        title=paper.name,
        detail=workspace.say("itinerary"),
        place=Place("print", str(paper.subject_type), paper.subject_id),
        icon="history",
        tone="warn",
        tile=None if delegation is None else tile_of(delegation),
        note=Note(workspace.say_n("{n} point", "{n} points", len(paper.changes))),
    )


# Arrivals


def arrived_of(facts: DayFacts | None, programme: Programme) -> dict[str, int]:
    """How many of each delegation have been let in somewhere."""
    counts: dict[str, int] = {}
    for key in facts.people.arrived if facts is not None else ():
        person = programme.participants.get(key)
        if person is not None and person.delegation_id is not None:
            counts[person.delegation_id] = counts.get(person.delegation_id, 0) + 1
    return counts


def arrival_lines(workspace: Workspace, counts: Mapping[str, int], now: datetime) -> Lines:
    """Those who are late first, then who is to come, then who has come; `counts` as from `arrived_of`."""

    def order(row: Delegation) -> tuple[int, datetime, str]:
        arrives = row.arrives_at or NEVER
        late = arrives + _GRACE < now
        return (2 if counts.get(row.id) else 0 if late else 1), arrives, row.name

    rows = sorted(workspace.store.programme.delegations.values(), key=order)
    return first_lines(rows, lambda row: _arrival(workspace, row, counts.get(row.id, 0), now))


def _arrival(workspace: Workspace, row: Delegation, came: int, now: datetime) -> Line:
    programme = workspace.store.programme
    size = len(programme.people_by_delegation.get(row.id, ())) or row.expected_size or 0
    site = programme.sites.get(row.arrives_site_id) if row.arrives_site_id is not None else None
    time_words = "" if row.arrives_at is None else when(workspace, row.arrives_at, now.date())
    return Line(
        key=row.id,
        title=row.name,
        detail=workspace.say_n("{n} person", "{n} people", size) if size else "",
        place=Place("delegations", "delegation", row.id),
        below="" if site is None else site.name,
        tile=tile_of(row),
        note=Note(time_words, tone="text"),
        note_below=_arrival_state(workspace, row, came, size, now),
    )


def _arrival_state(workspace: Workspace, row: Delegation, came: int, size: int, now: datetime) -> Note:
    if came:
        words = (
            workspace.say("arrived") if came >= size else workspace.say("arrived: {n} of {total}", n=came, total=size)
        )
        return Note(words, "circle-check", "ok")
    if row.arrives_at is None:
        return Note(workspace.say("time is not known"))
    late = now - row.arrives_at
    if late <= _GRACE:
        return Note(workspace.say("expected"))
    if late < _ANOTHER_DAY:
        return Note(workspace.say("late: {n} min", n=late // timedelta(minutes=1)), "triangle-alert", "warn")
    return Note(workspace.say("nobody is checked in"), "triangle-alert", "warn")
