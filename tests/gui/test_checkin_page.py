"""Check-in in the main window: choosing a checkpoint, its figures, opening the desk."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.model import CheckpointKind
from smalltowns_desktop.domain.text import PLAIN
from smalltowns_desktop.gui.jobs import JobRunner
from smalltowns_desktop.gui.pages.checkin import CheckinPage
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.store import EventStore
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.checkin import open_desk
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.storage.database import Author
from tests.support.door import Door, fill_door


@pytest.fixture
def door(workspace: Workspace, qtbot: QtBot) -> Door:
    filled = fill_door(workspace.store.db)
    workspace.store.take_in(workspace.store._watcher.poll(0).changes)  # type: ignore[union-attr]
    return filled


@pytest.fixture
def page(workspace: Workspace, door: Door, qtbot: QtBot) -> Iterator[CheckinPage]:
    made = CheckinPage(workspace)
    qtbot.addWidget(made)
    made.resize(1352, 830)
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    yield made
    if made.desk is not None:
        made.desk.close()


def choose(page: CheckinPage, kind: CheckpointKind) -> None:
    page.places.kinds.choose(kind)
    page.places.kinds.chosen.emit(kind)


def names(page: CheckinPage) -> list[str]:
    return [line.name for line in page.places.model.rows]


def test_the_checkpoints_of_each_kind_are_listed(page: CheckinPage) -> None:
    assert names(page) == ["Registration of the congress"]
    choose(page, CheckpointKind.ACTIVITY)
    assert names(page) == ["Пленарное заседание", "Как делают сыр"]
    page.places.days.setCurrentIndex(0)
    assert names(page) == []
    choose(page, CheckpointKind.SITE)
    assert names(page) == ["Дом культуры", "Молочный комбинат"]
    choose(page, CheckpointKind.VEHICLE)
    assert names(page) == ["Автобус 2"]


def test_a_list_is_searched_in_the_wrong_layout_too(page: CheckinPage) -> None:
    choose(page, CheckpointKind.SITE)
    page.places.search.setText("vjkjx")
    assert names(page) == ["Молочный комбинат"]


def test_the_figures_of_the_chosen_checkpoint_follow_every_desk(
    page: CheckinPage, workspace: Workspace, door: Door, qtbot: QtBot
) -> None:
    desk = open_desk(workspace.store.db, "door", "desk-7", "")
    desk.scan(door.code(0), workspace.now())
    side = page._side
    assert side is not None
    qtbot.waitUntil(lambda: side.ring.accessibleName() == "1 of 8", timeout=3000)


@pytest.mark.parametrize("by_key", [True, False])
def test_the_desk_opens_full_screen_and_remembers_who_stands_there(
    page: CheckinPage, workspace: Workspace, door: Door, *, by_key: bool, qtbot: QtBot
) -> None:
    choose(page, CheckpointKind.ACTIVITY)
    page.station.setText(" Стойка 5 ")
    page.operator.setText("Инна")
    if by_key:
        QTest.keyClick(page.windowHandle(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    else:
        QTest.mouseClick(page.open, Qt.MouseButton.LeftButton)
    assert page.desk is not None
    assert page.desk.isFullScreen()
    assert page.desk.session.desk.place.key == door.hall.id
    assert workspace.settings.choice("desk/station") == "Стойка 5"
    first = page.desk
    page.open_desk()
    assert page.desk is first
    with qtbot.waitSignal(first.closed):
        first.close()
    assert page.desk is None


def test_a_laptop_without_a_name_is_told_beside_its_field(page: CheckinPage) -> None:
    page.station.setText("  ")
    QTest.mouseClick(page.open, Qt.MouseButton.LeftButton)
    assert page.desk is None
    assert not page._problem.isHidden()
    page.station.setText("desk-1")
    assert page._problem.isHidden()


def test_the_desk_goes_with_the_main_window(page: CheckinPage, qtbot: QtBot) -> None:
    page.open_desk()
    assert page.desk is not None
    page.close()
    assert page.desk is None


def test_a_place_of_another_page_is_brought_up(page: CheckinPage, door: Door) -> None:
    page.places.days.setCurrentIndex(0)
    page.show_place(Place("checkin", "activity", door.dairy.id))
    current = page.places.current
    assert current is not None
    assert (current.name, current.begins) == ("Как делают сыр", datetime(2025, 8, 14, 11))
    page.show_place(Place("checkin", "vehicle", door.bus.id))
    assert page.places.current is not None
    assert page.places.current.name == "Автобус 2"
    page.show_place(Place("checkin", "activity", "gone"))
    assert page.places.current.name == "Автобус 2"


def test_a_congress_for_reading_only_says_why_there_is_no_desk(
    workspace: Workspace, door: Door, theme: Theme, settings: WindowSettings, qtbot: QtBot
) -> None:
    db = open_event(workspace.store.db.name, author=Author("", "desk-1"), read_only=True)
    jobs = JobRunner()
    store = EventStore(db, jobs)
    with qtbot.waitSignal(store.begun):
        store.begin()
    page = CheckinPage(Workspace(store, jobs, theme, PLAIN, settings, now=workspace.now))
    qtbot.addWidget(page)
    assert not page.open.isEnabled()
    page.open_desk()
    assert page.desk is None
    jobs.wait()
    store.close()


def test_the_list_keeps_qts_rules(page: CheckinPage, qtmodeltester: object) -> None:
    choose(page, CheckpointKind.ACTIVITY)
    qtmodeltester.check(page.places.model)  # type: ignore[attr-defined]
