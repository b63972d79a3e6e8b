"""The history: deeds, what each changed in words, and back to one of them."""

from collections.abc import Iterator
from datetime import datetime, time
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.ids import ActivityId, DistrictId, GroupId, SiteId, new_id
from smalltowns_desktop.domain.model import Activity, ActivityGroup, ActivityKind, District, Group, Site
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.pages.history import HistoryPage
from smalltowns_desktop.gui.row_words import COLUMN_WORDS, REFERENCES, TABLE_WORDS, VALUE_WORDS
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.event_settings import edit_event
from smalltowns_desktop.services.programme import add_activity, move_activity
from smalltowns_desktop.services.sites import edit_site
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.schema import STATE

DISTRICT = District(DistrictId(new_id()), "Слонимский район")
MILL = Site(SiteId(new_id()), "Льнозавод", DISTRICT.id)
GROUP = Group(GroupId(new_id()), "Группа 1")
VISIT = Activity(
    ActivityId(""), "<b>Визит</b>", ActivityKind.VISIT, datetime(2025, 8, 13, 11), datetime(2025, 8, 13, 12),
    site_id=MILL.id,
)  # fmt: skip


@pytest.fixture
def page(event_db: Database, workspace: Workspace, qtbot: QtBot) -> Iterator[HistoryPage]:
    page = HistoryPage(workspace)
    qtbot.addWidget(page)
    page.resize(1352, 830)
    page.show()
    yield page
    qtbot.waitUntil(lambda: not workspace.jobs.busy)


@pytest.fixture
def visit(workspace: Workspace) -> ActivityId:
    def seed(db: Database) -> object:
        with db.deed(say("Seed")) as deed:
            deed.insert(DISTRICT, MILL, GROUP)
        return deed.changes

    workspace.store.perform(seed)
    added = workspace.store.perform(lambda db: add_activity(db, VISIT, [GROUP.id]))
    assert added is not None
    key: ActivityId = added.activity_id
    return key


def deeds(page: HistoryPage) -> list[str]:
    model = page.deeds
    return [model.index(line, 1).data() for line in range(model.rowCount())]


def points(page: HistoryPage) -> list[tuple[str, ...]]:
    model = page.points
    return [
        tuple(model.index(line, column).data() for column in range(model.columnCount()))
        for line in range(model.rowCount())
    ]


def choose(page: HistoryPage, place: int) -> None:
    page.table.setCurrentIndex(page.deeds.index(place, 0))


def test_every_table_and_column_that_the_journal_keeps_has_a_word() -> None:
    columns = {column.name for table in STATE for column in table.columns if column.name != "id"}
    assert {table.name for table in STATE} == TABLE_WORDS.keys()
    assert columns == COLUMN_WORDS.keys()
    keys = {name for name in columns if name.endswith("_id") and name != "target_id"}
    assert keys == REFERENCES.keys()


def test_every_value_of_a_list_of_words_has_one() -> None:
    assert all(set(words) == set(kind) for kind, words in VALUE_WORDS.items())


def test_the_newest_deed_stands_first_and_what_it_changed_beside_it(page: HistoryPage, visit: ActivityId) -> None:
    page.workspace.store.perform(lambda db: move_activity(db, visit, datetime(2025, 8, 13, 14)))
    assert deeds(page)[0] == "Move “<b>Визит</b>” to 2025-08-13 14:00"
    choose(page, 0)
    assert points(page) == [
        ("Activity: <b>Визит</b>", "start", "2025-08-13 11:00", "2025-08-13 14:00"),
        ("", "end", "2025-08-13 12:00", "2025-08-13 15:00"),
    ]


def test_a_row_that_came_is_told_by_what_it_holds_and_a_tie_by_both_ends(page: HistoryPage, visit: ActivityId) -> None:
    choose(page, 0)
    told = points(page)
    assert told[0] == ("Added: Activity: <b>Визит</b>", "title", "", "<b>Визит</b>")
    assert ("", "kind", "", "Visit") in told
    assert ("", "place", "", "Льнозавод") in told
    assert not [point for point in told if point[1] == "locked"], "no is nothing to tell of a new row"
    tie = next(point for point in told if point[0].startswith("Added: Group at an activity"))
    assert tie[0] == "Added: Group at an activity: <b>Визит</b> · Группа 1"


def test_what_is_no_longer_there_is_said_to_be_so(page: HistoryPage, visit: ActivityId) -> None:
    store = page.workspace.store
    store.perform(lambda db: edit_site(db, MILL, MILL))
    with store.db.deed(say("Take the group out")) as deed:
        deed.delete(ActivityGroup(visit, GROUP.id))
        deed.delete(GROUP)
    store.take_in(deed.changes)
    choose(page, 0)
    assert ("Deleted: Group: Группа 1", "name", "Группа 1", "") in points(page)
    assert any(row == "Deleted: Group at an activity: <b>Визит</b> · no longer there" for row, *_ in points(page))


def test_undo_goes_back_to_a_deed_and_marks_what_is_undone(page: HistoryPage, qtbot: QtBot) -> None:
    store = page.workspace.store
    for hour in (7, 9, 10):
        store.perform(partial(edit_event, day_starts_at=time(hour)))
    choose(page, 2)
    assert page.back.isEnabled()
    page.back.click()
    assert store.programme.event.day_starts_at == time(7)
    states = [page.deeds.index(line, 4).data() for line in range(page.deeds.rowCount())]
    assert states.count("undone") == 2
    page.show_place(Place("history", "revision", "2"))
    assert page.table.currentIndex().row() == page.deeds.rowCount() - 2


def test_the_search_forgives_the_keyboard_layout(page: HistoryPage, visit: ActivityId, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "dbpbn")
    assert deeds(page) == ["Add “<b>Визит</b>”"]


def test_the_tables_answer_as_qt_expects(page: HistoryPage, visit: ActivityId, qtmodeltester: object) -> None:
    choose(page, 0)
    qtmodeltester.check(page.points)  # type: ignore[attr-defined]
