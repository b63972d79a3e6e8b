"""Whether a sheet in somebody's hand still holds."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from smalltowns_desktop.domain.papers import PaperCheck, PaperKind, PaperSubject, paper_code
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.paper_check import check_paper
from smalltowns_desktop.services.paper_content import PaperContent
from smalltowns_desktop.services.paper_memory import content_of
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import load_programme
from tests.support.door import Door, fill_door


@pytest.fixture
def door(event_db: Database) -> Door:
    return fill_door(event_db)


def sheet(programme: Programme, door: Door, day: date | None = None) -> str:
    content = content_of(PaperContent(programme).itinerary_of_delegation(door.arzamas, day))
    return paper_code(PaperKind.ITINERARY, PaperSubject.DELEGATION, door.arzamas.id, programme.event.edition, content)


def checked(programme: Programme, code: str) -> PaperCheck:
    found = check_paper(programme, code)
    assert found is not None
    return found


def test_a_sheet_holds_until_something_on_it_changes(event_db: Database, door: Door) -> None:
    before = load_programme(event_db)
    whole, of_day, own = (
        sheet(before, door), sheet(before, door, date(2025, 8, 14)),
        paper_code(
            PaperKind.ITINERARY, PaperSubject.PARTICIPANT, door.people[4].id, 0,
            content_of(PaperContent(before).itinerary_of_person(door.people[4])),
        ),
    )  # fmt: skip
    assert [checked(before, code).fresh for code in (whole, of_day, own)] == [True, True, True]
    assert (checked(before, whole).name, checked(before, own).name) == ("Арзамас", "Тополев Сергей Львович")
    with event_db.deed(say("Move")) as deed:
        deed.update(door.hall, replace(door.hall, starts_at=door.hall.starts_at + timedelta(minutes=5)))
    after = load_programme(event_db)
    assert [checked(after, code).fresh for code in (whole, of_day, own)] == [False, False, True]


def test_a_sheet_of_another_congress_names_nobody(event_db: Database, door: Door) -> None:
    programme = load_programme(event_db)
    code = sheet(programme, door)
    empty = replace(programme, delegations={})
    assert checked(empty, code).subject_id == ""


def test_what_is_no_sheet_is_told_from_one(event_db: Database, door: Door) -> None:
    programme = load_programme(event_db)
    assert check_paper(programme, door.code(0)) is None
    assert check_paper(programme, "Рябинина") is None
