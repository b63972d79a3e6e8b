"""Printing: whose papers, as one PDF or one a subject.

First a `Printing` is prepared, so that it can be looked at; then `print_out` writes it to files and remembers what
stood on each paper. Preparing badges issues a code to those who never had one.
"""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from smalltowns_desktop.documents.badge_templates import TEMPLATES, BadgeTemplate
from smalltowns_desktop.documents.badges import BadgeEvent, PrintedBadge, draw_badges
from smalltowns_desktop.documents.document import Document, Finding
from smalltowns_desktop.documents.imposition import LabelStock, load_label_stocks
from smalltowns_desktop.documents.itinerary import Itinerary, Stamp, draw_itineraries
from smalltowns_desktop.domain.errors import (
    LargerThanSheet,
    NoSuchCell,
    NothingToPrint,
    UnknownLabelSheet,
    UnknownTemplate,
)
from smalltowns_desktop.domain.file_names import file_names
from smalltowns_desktop.domain.ids import ParticipantId, SiteId
from smalltowns_desktop.domain.latin import RUSSIAN, transliterate
from smalltowns_desktop.domain.model import Activity, Delegation, Event, Participant, Print
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.papers import PaperKind, PaperSubject, paper_code
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import Translator
from smalltowns_desktop.services.badge_content import BadgeContent
from smalltowns_desktop.services.badges import issue_badges
from smalltowns_desktop.services.company import people_aboard, people_at_site
from smalltowns_desktop.services.files import make_folder, write_file
from smalltowns_desktop.services.finding import find_delegation, find_participant, find_site, find_vehicle
from smalltowns_desktop.services.paper_changes import changed_rows
from smalltowns_desktop.services.paper_content import PaperContent
from smalltowns_desktop.services.paper_memory import Paper, PrintMemory, content_of, remember_prints
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import load_programme

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Printing:
    """PDFs that are ready, and what is to be remembered of them."""

    documents: tuple[tuple[str, Document], ...]
    """With the subject's name; one PDF of everything has the name "". None at all: no paper is out of date."""
    split: bool
    papers: tuple[Paper, ...]
    revision: int
    printed_at: datetime
    left_out: tuple[str, ...] = ()
    """People whose badge was revoked: they get another only when it is reissued."""

    @property
    def pages(self) -> int:
        return sum(document.pages for _, document in self.documents)

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for _, document in self.documents for finding in document.findings)


def prepare_itineraries(
    db: Database,
    words: Translator,
    *,
    delegation: str | None = None,
    person: str | None = None,
    only: Collection[str] | None = None,
    site: str | None = None,
    vehicle: str | None = None,
    day: date | None = None,
    stale_only: bool = False,
    marks: bool = False,
    split: bool = False,
) -> Printing:
    """Itineraries of all delegations, or of one, or of one person, or `only` of those with these keys.

    `marks` puts a bar beside what differs from the last print. `site` chooses those that go there, `vehicle` those
    that ride in it, `day` prints only that day, `stale_only` only papers whose last print no longer holds. Raises
    `UnknownName`, `AmbiguousName`, `NothingToPrint`.
    """
    programme = load_programme(db)
    papers = PaperContent(programme)
    drafts: list[tuple[PaperSubject, Delegation | Participant, Itinerary]] = []
    if person is not None:
        row = find_participant(programme, person)
        drafts.append((PaperSubject.PARTICIPANT, row, papers.itinerary_of_person(row, day)))
    elif only is not None:
        for group in (row for row in _delegations(programme, None) if row.id in only):
            drafts.append((PaperSubject.DELEGATION, group, papers.itinerary_of_delegation(group, day)))
        for row in (row for row in programme.participants.values() if row.id in only):
            drafts.append((PaperSubject.PARTICIPANT, row, papers.itinerary_of_person(row, day)))
    else:
        for group in _delegations(programme, delegation):
            drafts.append((PaperSubject.DELEGATION, group, papers.itinerary_of_delegation(group, day)))
    if site is not None:
        here = find_site(programme, site).id
        drafts = [draft for draft in drafts if here in _sites_of(programme, draft[2])]
    if vehicle is not None:
        aboard = people_aboard(programme, find_vehicle(programme, vehicle).id, day)
        drafts = [draft for draft in drafts if aboard.intersection(_people_of(programme, draft[1]))]
    if day is not None:
        drafts = [draft for draft in drafts if draft[2].days]
    if not drafts:
        raise NothingToPrint
    memory = PrintMemory(db, PaperKind.ITINERARY)
    edition, printed_at = programme.event.edition, _now(programme.event)
    sheets: list[tuple[Paper, tuple[Itinerary, Stamp]]] = []
    for subject, about, itinerary in drafts:
        content = content_of(itinerary)
        if stale_only and not memory.is_stale(about.id, content):
            continue
        copy = memory.next_copy(about.id, edition)
        code = paper_code(PaperKind.ITINERARY, subject, about.id, edition, content)
        stamp = Stamp(_number(programme.event, about), code, edition, printed_at.replace(tzinfo=None), copy)
        if marks:
            itinerary, stamp = _marked(itinerary, stamp, content, memory.last(about.id))
        paper = Paper(PaperKind.ITINERARY, subject, about.id, itinerary.name, edition, copy, content)
        sheets.append((paper, (itinerary, stamp)))
    congress = papers.congress()
    documents = _documents(sheets, split, lambda chosen: draw_itineraries(chosen, congress, words))
    return Printing(documents, split, tuple(paper for paper, _ in sheets), programme.revision, printed_at)


def prepare_badges(
    db: Database,
    words: Translator,
    *,
    delegation: str | None = None,
    person: str | None = None,
    only: Collection[str] | None = None,
    site: str | None = None,
    vehicle: str | None = None,
    template: str | None = None,
    sheet: str | None = None,
    start_cell: int = 1,
    crop_marks: bool | None = None,
    day: date | None = None,
    stale_only: bool = False,
    split: bool = False,
) -> Printing:
    """Badges of everybody, of a delegation or of one person, or `only` of those with these keys; delegation after
    delegation, by surname.

    `site` chooses those who go there, `vehicle` those who ride in it, both on `day` if that is given. `sheet` is the
    name of a label stock, `template` one of `TEMPLATES`; each alone tells the other. `crop_marks` None:
    on paper that is cut by hand. `day` is whose programme stands on large badges; None: the owner's first. Raises
    `UnknownName`, `AmbiguousName`, `UnknownTemplate`, `UnknownLabelSheet`, `LargerThanSheet`, `NoSuchCell`,
    `NothingToPrint`.
    """
    stock, layout = _stock(template, sheet)
    if not 1 <= start_cell <= stock.sheet.cells:
        raise NoSuchCell(start_cell, stock.sheet.cells)
    programme = load_programme(db)
    people = _people(programme, delegation, person)
    if only is not None:
        people = [row for row in people if row.id in only]
    if site is not None:
        here = people_at_site(programme, find_site(programme, site).id, day)
        people = [row for row in people if row.id in here]
    if vehicle is not None:
        aboard = people_aboard(programme, find_vehicle(programme, vehicle).id, day)
        people = [row for row in people if row.id in aboard]
    if not people:
        raise NothingToPrint
    codes = {badge.participant_id: badge.code for badge in issue_badges(db, {row.id for row in people})}
    memory = PrintMemory(db, PaperKind.BADGE)
    badges = BadgeContent(programme, with_day=layout.day is not None, day=day)
    event, printed_at = programme.event, _now(programme.event)
    sheets: list[tuple[Paper, PrintedBadge]] = []
    for row in people:
        if row.id not in codes:
            continue
        badge = badges.badge(row, codes[row.id])
        content = content_of(badge)
        if stale_only and not memory.is_stale(row.id, content):
            continue
        copy = memory.next_copy(row.id, event.edition)
        paper = Paper(
            PaperKind.BADGE, PaperSubject.PARTICIPANT, row.id, row.full_name, event.edition, copy, content
        )  # fmt: skip
        sheets.append((paper, badge))
    marks = stock.cut if crop_marks is None else crop_marks
    about = BadgeEvent(event.title, event.starts_on, event.ends_on)
    documents = _documents(
        sheets,
        split,
        lambda chosen: draw_badges(chosen, about, layout, stock.sheet, words, start_cell=start_cell, crop_marks=marks),
    )
    left_out = tuple(row.full_name for row in people if row.id not in codes)
    return Printing(documents, split, tuple(paper for paper, _ in sheets), programme.revision, printed_at, left_out)


def print_out(db: Database, printing: Printing, out: str | Path) -> tuple[Path, ...]:
    """Write the PDFs to the file `out`, or where they are one a subject into the folder `out`; then remember them.

    Returns the files. Raises `FolderNotWritable`, `DiskFull`, and the storage's `UserError`s.
    """
    target = Path(out)
    if not printing.documents:
        return ()
    if printing.split:
        make_folder(target)
        paths = [target / name for name in file_names((name for name, _ in printing.documents), ".pdf")]
    else:
        paths = [target]
    for path, (_, document) in zip(paths, printing.documents, strict=True):
        write_file(path, document.pdf)
    remember_printing(db, printing)
    return tuple(paths)


def remember_printing(db: Database, printing: Printing) -> None:
    """Append what stood on each paper, once it is on paper or in a file. Raises the storage's `UserError`s."""
    remember_prints(db, printing.papers, printing.revision, printing.printed_at)


def _documents(
    sheets: Sequence[tuple[Paper, Item]], split: bool, draw: Callable[[Sequence[Item]], Document]
) -> tuple[tuple[str, Document], ...]:
    if split:
        return tuple((paper.name, draw([item])) for paper, item in sheets)
    return (("", draw([item for _, item in sheets])),) if sheets else ()


def _marked(itinerary: Itinerary, stamp: Stamp, content: str, last: Print | None) -> tuple[Itinerary, Stamp]:
    """With a mark at each row that the last print did not have, or had otherwise."""
    if last is None or last.content == content:
        return itinerary, stamp
    keys = changed_rows(last.content, content)
    days = tuple(
        replace(day, rows=tuple(replace(row, changed=row.key in keys) for row in day.rows)) for day in itinerary.days
    )
    return replace(itinerary, days=days), replace(stamp, changed_since=last.edition or None)


def _stock(template: str | None, sheet: str | None) -> tuple[LabelStock, BadgeTemplate]:
    """The paper and the layout that the two names mean together."""
    stocks = load_label_stocks()
    if template is not None and template not in TEMPLATES:
        raise UnknownTemplate(template, list(TEMPLATES))
    if sheet is not None and sheet not in stocks:
        raise UnknownLabelSheet(sheet, list(stocks))
    if sheet is not None:
        stock = stocks[sheet]
    else:
        stock = next(row for row in stocks.values() if template in (None, row.template))
    layout = TEMPLATES[template or stock.template]
    if layout.width > stock.sheet.width or layout.height > stock.sheet.height:
        raise LargerThanSheet(layout.name, stock.name)
    return stock, layout


def _delegations(programme: Programme, wanted: str | None) -> list[Delegation]:
    if wanted is not None:
        return [find_delegation(programme, wanted)]
    return sorted(programme.delegations.values(), key=lambda row: (row.position, row.name, row.id))


def _people(programme: Programme, delegation: str | None, person: str | None) -> list[Participant]:
    """In the order in which badges are handed out: by delegation, then by surname; without a delegation last."""
    if person is not None:
        return [find_participant(programme, person)]
    order = {row.id: number for number, row in enumerate(_delegations(programme, None))}
    people = list(programme.participants.values())
    if delegation is not None:
        wanted = find_delegation(programme, delegation).id
        people = [row for row in people if row.delegation_id == wanted]

    def place(row: Participant) -> tuple[int, str, str, int]:
        number = len(order) if row.delegation_id is None else order[row.delegation_id]
        return number, fold(row.surname), fold(row.given_name), row.number

    return sorted(people, key=place)


def _people_of(programme: Programme, about: Delegation | Participant) -> tuple[ParticipantId, ...]:
    return (about.id,) if isinstance(about, Participant) else programme.people_by_delegation.get(about.id, ())


def _sites_of(programme: Programme, itinerary: Itinerary) -> set[SiteId]:
    activities = [programme.activities.get(row.key) for day in itinerary.days for row in day.rows]
    sites = (programme.site_of(activity) for activity in activities if isinstance(activity, Activity))
    return {site.id for site in sites if site is not None}


def _number(event: Event, about: Delegation | Participant) -> str:
    """The document's number: the congress's Roman numeral if its title begins with one, whose it is, the edition."""
    roman = re.match(r"[IVXLC]+(?=\s)", event.title)
    whose = transliterate(about.code, RUSSIAN) if isinstance(about, Delegation) else f"{about.number:04d}"
    return "-".join([*([roman[0]] if roman else []), "IT", whose, str(event.edition)])


def _now(event: Event) -> datetime:
    return datetime.now(ZoneInfo(event.timezone))
