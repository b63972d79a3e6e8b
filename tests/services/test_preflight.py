"""Every paper is looked through before it is printed, and nothing is drawn twice."""

from dataclasses import replace

import pytest

from smalltowns_desktop.documents.document import Finding
from smalltowns_desktop.domain.model import Badge, Print
from smalltowns_desktop.domain.text import PLAIN, Text, say
from smalltowns_desktop.services.paper_shelf import read_shelf
from smalltowns_desktop.services.preflight import check_papers
from smalltowns_desktop.services.printing import prepare_badges, prepare_itineraries
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows
from smalltowns_desktop.storage.snapshot import load_programme
from tests.support.door import Door, fill_door


@pytest.fixture
def door(event_db: Database) -> Door:
    return fill_door(event_db)


def test_it_finds_what_printing_would_find_and_leaves_nothing_behind(event_db: Database, door: Door) -> None:
    with event_db.deed(say("Change")) as deed:
        deed.update(door.arzamas, replace(door.arzamas, name="Арзамас \U0001f3d9 " + "длинное название " * 20))
        deed.update(door.people[7], replace(door.people[7], position="должность " * 90))
    with event_db.reading() as connection:
        before = len(read_rows(connection, Badge)), len(read_rows(connection, Print))
    programme = load_programme(event_db)
    shelf = read_shelf(event_db, programme, [door.people[0].id])
    checked = check_papers(programme, shelf, PLAIN, "90x65", {}, lambda _share: None)
    with event_db.reading() as connection:
        assert (len(read_rows(connection, Badge)), len(read_rows(connection, Print))) == before
    printed = prepare_itineraries(event_db, PLAIN, only={paper.subject_id for paper in shelf.itineraries}, split=True)
    by_name = {name: document.findings for name, document in printed.documents}
    for paper in shelf.itineraries:
        assert checked[paper.key].findings == by_name[paper.name]
    assert any(by_name.values())
    (badges,) = shelf.badges
    drawn = prepare_badges(event_db, PLAIN, sheet="90x65").findings
    assert _texts(checked[badges.key].findings) == _texts(drawn) != set()


def _texts(findings: tuple[Finding, ...]) -> set[tuple[str, str, Text]]:
    """Without whose they are: of what many badges share, the first one tells."""
    return {(finding.kind, finding.field, finding.detail) for finding in findings}


def test_only_what_has_changed_is_drawn_again(event_db: Database, door: Door) -> None:
    programme = load_programme(event_db)
    shelf = read_shelf(event_db, programme)
    first = check_papers(programme, shelf, PLAIN, "86x54", {}, lambda _share: None)
    with event_db.deed(say("Rename")) as deed:
        deed.update(door.balakhna, replace(door.balakhna, name="Балахна на Волге"))
    programme = load_programme(event_db)
    second = check_papers(programme, shelf, PLAIN, "86x54", first, lambda _share: None)
    kept = {key for key in second if second[key] is first[key]}
    assert kept == {f"itinerary/{door.arzamas.id}"}, "the badges name the delegation, too"
    third = check_papers(programme, shelf, PLAIN, "90x65", second, lambda _share: None)
    assert {key for key in third if third[key] is not second[key]} == {"badges/delegate"}


def test_whoever_no_longer_waits_ends_it(event_db: Database, door: Door) -> None:
    programme = load_programme(event_db)

    def enough(_share: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        check_papers(programme, read_shelf(event_db, programme), PLAIN, "86x54", {}, enough)
