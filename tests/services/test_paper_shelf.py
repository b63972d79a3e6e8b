"""How every paper stands with what was printed before, and what has changed on it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest

from smalltowns_desktop.domain.model import Event, Role
from smalltowns_desktop.domain.paper_shelf import PaperShelf, PaperState
from smalltowns_desktop.domain.text import PLAIN, say
from smalltowns_desktop.services.badges import revoke_badge
from smalltowns_desktop.services.paper_shelf import read_shelf
from smalltowns_desktop.services.printing import prepare_badges, prepare_itineraries, print_out, remember_printing
from smalltowns_desktop.services.stale_papers import find_stale_itineraries
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import load_programme
from tests.support.door import Door, fill_door


@pytest.fixture
def door(event_db: Database) -> Door:
    return fill_door(event_db)


def shelf(db: Database, *people: str) -> PaperShelf:
    return read_shelf(db, load_programme(db), people)


def states(found: PaperShelf) -> list[tuple[str, PaperState, int]]:
    return [(paper.name, paper.state, len(paper.changes)) for paper in found.itineraries]


def test_a_paper_is_not_printed_then_current_then_out_of_date(event_db: Database, door: Door, tmp_path: Path) -> None:
    assert states(shelf(event_db)) == [
        ("Арзамас", PaperState.NOT_PRINTED, 0), ("Балахна", PaperState.NOT_PRINTED, 0),
    ]  # fmt: skip
    print_out(event_db, prepare_itineraries(event_db, PLAIN, only={door.arzamas.id}), tmp_path / "a.pdf")
    assert states(shelf(event_db))[0] == ("Арзамас", PaperState.CURRENT, 0)
    later = timedelta(minutes=25)
    with event_db.deed(say("Move")) as deed:
        deed.update(door.hall, replace(door.hall, starts_at=door.hall.starts_at + later))
        deed.update(door.dairy, replace(door.dairy, title="Сыр и творог"))
    found = shelf(event_db)
    assert states(found)[0] == ("Арзамас", PaperState.STALE, 2)
    assert [str(change.text) for change in found.itineraries[0].changes] == [
        "Пленарное заседание: 09:00 → 09:25", "Сыр и творог, 11:00",
    ]  # fmt: skip
    assert [str(change.detail) for change in found.itineraries[0].changes] == ["None", "was: Как делают сыр"]
    (stale,) = find_stale_itineraries(event_db, load_programme(event_db))
    assert stale == found.itineraries[0]


def test_what_is_new_and_what_is_gone_is_told(event_db: Database, door: Door) -> None:
    remember_printing(event_db, prepare_itineraries(event_db, PLAIN))
    with event_db.deed(say("Change")) as deed:
        deed.delete(door.dairy)
    with event_db.deed(say("Rename")) as deed:
        deed.update(door.arzamas, replace(door.arzamas, region="Нижегородская область"))
    arzamas = shelf(event_db).itineraries[0]
    assert [str(change.text) for change in arzamas.changes] == [
        "The heading has changed",
        "Как делают сыр: no longer planned",
    ]


def test_a_print_of_one_day_is_held_against_that_day(event_db: Database, door: Door) -> None:
    remember_printing(event_db, prepare_itineraries(event_db, PLAIN, day=date(2025, 8, 14)))
    with event_db.deed(say("Add a day")) as deed:
        deed.update(door.bus, replace(door.bus, driver="Иван"))
    assert {paper.state for paper in shelf(event_db).itineraries} == {PaperState.CURRENT}


def test_a_persons_own_paper_stands_there_when_wanted_and_once_printed(event_db: Database, door: Door) -> None:
    vera = door.people[0]
    assert len(shelf(event_db).itineraries) == 2
    assert shelf(event_db, vera.id).itineraries[2].name == "Рябинина Вера Павловна"
    remember_printing(event_db, prepare_itineraries(event_db, PLAIN, only={vera.id}))
    assert shelf(event_db).itineraries[2].state is PaperState.CURRENT


def test_badges_are_counted_by_role(event_db: Database, door: Door) -> None:
    with event_db.deed(say("Give a role")) as deed:
        deed.update(door.people[0], replace(door.people[0], role=Role.HEAD))
    revoke_badge(event_db, door.people[6].id, "lost")
    ids = [person.id for person in door.people]
    remember_printing(event_db, prepare_badges(event_db, PLAIN, only=ids[:3]))
    with event_db.deed(say("Rename")) as deed:
        deed.update(door.people[1], replace(door.people[1], surname="Дубова"))
    head, delegates = sorted(shelf(event_db).badges, key=lambda row: len(row.people))
    assert (head.role, head.state, head.people) == (Role.HEAD, PaperState.CURRENT, (ids[0],))
    assert (delegates.state, delegates.stale) == (PaperState.STALE, (ids[1],))
    assert delegates.not_printed == (ids[3], ids[4], ids[5], ids[7])


def test_what_differs_from_the_last_print_is_marked_when_asked(event_db: Database, door: Door) -> None:
    with event_db.deed(say("Release")) as deed:
        event: Event = load_programme(event_db).event
        deed.update(event, replace(event, edition=6))
    remember_printing(event_db, prepare_itineraries(event_db, PLAIN))
    plain = prepare_itineraries(event_db, PLAIN, only={door.arzamas.id}, marks=True)
    with event_db.deed(say("Move")) as deed:
        deed.update(door.hall, replace(door.hall, starts_at=door.hall.starts_at + timedelta(minutes=5)))
    marked, bare = (
        prepare_itineraries(event_db, PLAIN, only={door.arzamas.id}, marks=marks) for marks in (True, False)
    )
    assert marked.papers[0].content == bare.papers[0].content != plain.papers[0].content
    assert "Changed since edition 6" in text_of(marked.documents[0][1].pdf)
    assert "Changed since edition 6" not in text_of(bare.documents[0][1].pdf)
    assert "Changed since edition 6" not in text_of(plain.documents[0][1].pdf)


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = str(document[0].get_textpage().get_text_range())
    document.close()
    return text
