"""Which itineraries in people's hands no longer hold, and how much on them is different."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from smalltowns_desktop.documents.itinerary import Itinerary
from smalltowns_desktop.domain.model import Delegation, Participant, Print
from smalltowns_desktop.domain.papers import PaperKind, PaperSubject, StalePaper
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.services.paper_content import PaperContent
from smalltowns_desktop.services.paper_memory import content_of
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows


def find_stale_itineraries(db: Database, programme: Programme) -> list[StalePaper]:
    """By the last print of each subject, delegations first. Whoever is no longer in the event has no paper to renew."""
    with db.reading() as connection:
        prints = read_rows(connection, Print, kind=PaperKind.ITINERARY)
    last = {row.subject_id: row for row in sorted(prints, key=lambda row: row.id)}
    papers = PaperContent(programme)
    found = list(_stale_among(last, programme, papers))
    return sorted(found, key=lambda paper: (paper.subject_type, paper.name, paper.subject_id))


def _stale_among(last: Mapping[str, Print], programme: Programme, papers: PaperContent) -> Iterator[StalePaper]:
    for key, printed in last.items():
        about = programme.delegations.get(key) or programme.participants.get(key)
        if about is None:
            continue
        stood = json.loads(printed.content)
        now = content_of(_itinerary(papers, about))
        if now == printed.content:
            continue
        if len(stood["days"]) == 1:  # perhaps a sheet of one day only: then only that day counts
            now = content_of(_itinerary(papers, about, date.fromisoformat(stood["days"][0]["day"])))
            if now == printed.content:
                continue
        subject = PaperSubject.DELEGATION if isinstance(about, Delegation) else PaperSubject.PARTICIPANT
        name = about.name if isinstance(about, Delegation) else about.full_name
        yield StalePaper(subject, key, name, max(1, _differing(_points(stood), _points(json.loads(now)))))


def _itinerary(papers: PaperContent, about: Delegation | Participant, day: date | None = None) -> Itinerary:
    if isinstance(about, Delegation):
        return papers.itinerary_of_delegation(about, day)
    return papers.itinerary_of_person(about, day)


def _points(content: dict[str, Any]) -> dict[tuple[str, str], Any]:
    """What stands on a sheet, point by point: its rows by day and key, its facts in their order, its head."""
    points: dict[tuple[str, str], Any] = {
        (day["day"], row["key"]): row for day in content["days"] for row in day["rows"]
    }
    points |= {("fact", str(number)): fact for number, fact in enumerate(content["facts"])}
    points["head", ""] = [content["name"], content["code"], content["subtitle"]]
    return points


def _differing(before: Mapping[tuple[str, str], Any], after: Mapping[tuple[str, str], Any]) -> int:
    """A row that only went to another day is one point, not two."""
    differing = {point for point in before.keys() | after.keys() if before.get(point) != after.get(point)}
    return len({key if place not in ("fact", "head") else f"{place} {key}" for place, key in differing})
