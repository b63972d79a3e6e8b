"""Whether a sheet in somebody's hand still holds: its code against what would stand on it now."""

from smalltowns_desktop.domain.model import Delegation, Participant
from smalltowns_desktop.domain.papers import PaperCheck, PaperSubject, content_tag, read_paper_code
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.services.paper_content import PaperContent
from smalltowns_desktop.services.paper_memory import content_of


def check_paper(programme: Programme, code: str) -> PaperCheck | None:
    """Check a sheet by its code as scanned or typed; None where it is not a sheet's code.

    A sheet of one day only is fresh as long as that day is.
    """
    read = read_paper_code(code)
    if read is None:
        return None
    rows = programme.delegations if read.subject_type is PaperSubject.DELEGATION else programme.participants
    about = next((row for key, row in rows.items() if read.is_about(key)), None)
    edition = programme.event.edition
    if about is None:
        return PaperCheck(read.subject_type, "", "", read.edition, edition, fresh=False)
    name = about.name if isinstance(about, Delegation) else about.full_name
    fresh = read.content_tag in _tags(programme, about)
    return PaperCheck(read.subject_type, about.id, name, read.edition, edition, fresh)


def _tags(programme: Programme, about: Delegation | Participant) -> set[int]:
    """Of the whole sheet, and of each of its days alone."""
    papers = PaperContent(programme)
    if isinstance(about, Delegation):
        whole = papers.itinerary_of_delegation(about)
        days = [papers.itinerary_of_delegation(about, day.day) for day in whole.days]
    else:
        whole = papers.itinerary_of_person(about)
        days = [papers.itinerary_of_person(about, day.day) for day in whole.days]
    return {content_tag(content_of(sheet)) for sheet in (whole, *days)}
