"""Which itineraries in people's hands no longer hold."""

from smalltowns_desktop.domain.model import Print
from smalltowns_desktop.domain.paper_shelf import ItineraryOnShelf, PaperState
from smalltowns_desktop.domain.papers import PaperKind
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.services.paper_content import PaperContent
from smalltowns_desktop.services.paper_shelf import itinerary_on_shelf
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows


def find_stale_itineraries(db: Database, programme: Programme) -> list[ItineraryOnShelf]:
    """By the last print of each subject, delegations first. Whoever is no longer in the event has no paper to renew."""
    with db.reading() as connection:
        prints = read_rows(connection, Print, kind=PaperKind.ITINERARY)
    last = {row.subject_id: row for row in sorted(prints, key=lambda row: row.id)}
    papers = PaperContent(programme)
    subjects = ((programme.delegations.get(key) or programme.participants.get(key), row) for key, row in last.items())
    found = [itinerary_on_shelf(papers, about, row) for about, row in subjects if about is not None]
    stale = [paper for paper in found if paper.state is PaperState.STALE]
    return sorted(stale, key=lambda paper: (paper.subject_type, paper.name, paper.subject_id))
