"""Travel times on the page of places: what is reckoned, what was measured, and correcting it by mouse and keyboard."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QToolButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.ids import DistrictId, SiteId, TravelTimeId
from smalltowns_desktop.domain.model import District, Site, SiteKind, TravelTime, VehicleKind
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.domain.travel import Roads
from smalltowns_desktop.gui.models.looks import LOOK_ROLE
from smalltowns_desktop.gui.models.travel import travel_lines
from smalltowns_desktop.gui.pages.places import PlacesPage
from smalltowns_desktop.gui.pages.places_bar import MAP, TRAVEL
from smalltowns_desktop.gui.widgets.cell_editor import CellEditor
from smalltowns_desktop.gui.workspace import Workspace
from tests.support.gui_keys import show_active, type_into

LIDA = District(DistrictId("lida"), "Лида", latitude=53.88333, longitude=25.29972)
MOSTY = District(DistrictId("mosty"), "Мосты", latitude=53.4122, longitude=24.5387)
NOWHERE = District(DistrictId("nowhere"), "Ёлки <b>&")
DAIRY = Site(SiteId("dairy"), "Молочный комбинат", MOSTY.id, SiteKind.ENTERPRISE, latitude=53.43, longitude=24.60)
HOUSE = Site(SiteId("house"), "Дом культуры", LIDA.id, SiteKind.VENUE, latitude=53.886, longitude=25.302)
TOLD = TravelTime(
    TravelTimeId("told"), 52, from_district_id=MOSTY.id, to_district_id=LIDA.id, vehicle_kind=VehicleKind.COACH
)


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> PlacesPage:
    """Two towns of which a bus needs 52 minutes, and one that nobody can find."""
    store = workspace.store
    with store.db.deed(say("Begin")) as deed:
        deed.insert(LIDA, MOSTY, NOWHERE, DAIRY, HOUSE, TOLD)
    store.take_in(deed.changes)
    page = PlacesPage(workspace)
    qtbot.addWidget(page)
    show_active(page)
    qtbot.waitUntil(lambda: not workspace.jobs.busy)
    return page


def cell(page: PlacesPage, origin: str, destination: str, column: str) -> QModelIndex:
    model = page.travel.table.travel
    columns = [made.key for made in model.columns]
    for number in range(model.rowCount()):
        line = model.line_at(model.index(number, 0))
        if (line.origin, line.destination) == (origin, destination):
            return model.index(number, columns.index(column))
    raise AssertionError((origin, destination))


def minutes(page: PlacesPage, kind: VehicleKind = VehicleKind.COACH) -> int | None:
    """What the whole program reckons from the dairy to the house."""
    return Roads.of(page.store.programme).minutes(DAIRY.id, HOUSE.id, kind)


def editor_of(page: PlacesPage) -> CellEditor:
    editor = page.travel.table.findChild(CellEditor)
    assert editor is not None
    return editor


def type_minutes(page: PlacesPage, text: str, qtbot: QtBot) -> None:
    """Into the editor that is open, and Enter."""
    editor = editor_of(page)
    type_into(editor, text, enter=True)
    qtbot.waitUntil(lambda: page.travel.table.state() == QAbstractItemView.State.NoState)


def test_ctrl_t_opens_the_travel_times_with_the_keyboard_in_them_and_goes_back(page: PlacesPage) -> None:
    page.list.tree.setFocus()
    QTest.keyClick(page.list.tree, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert page.travel.isVisible()
    assert page.travel.table.hasFocus()
    assert page.bar.views.current == TRAVEL
    assert not page.side.isVisible(), "the table has the room"
    QTest.keyClick(page.travel.table, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert page.map.isVisible()
    assert page.bar.views.current == MAP
    assert page.side.isVisible()


def test_the_button_opens_them_too(page: PlacesPage) -> None:
    button = next(made for made in page.bar.views.findChildren(QToolButton) if made.text() == "Travel times")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.travel.isVisible()


def test_every_pair_of_towns_stands_once_in_the_direction_that_was_spoken_of(page: PlacesPage) -> None:
    page.toggle_travel()
    ways = {(line.origin, line.destination) for line in travel_lines(page.store.programme)}
    assert ways == {("Мосты", "Лида"), ("Ёлки <b>&", "Лида"), ("Ёлки <b>&", "Мосты")}


def test_what_was_measured_is_told_apart_from_what_is_reckoned(page: PlacesPage) -> None:
    page.toggle_travel()
    bus, car = (cell(page, "Мосты", "Лида", kind) for kind in (VehicleKind.COACH, VehicleKind.CAR))
    assert bus.data() == "52 min"
    assert bus.data(LOOK_ROLE).icon == "ruler"
    assert car.data().startswith("≈ ")
    assert car.data(LOOK_ROLE).icon == ""
    assert "reckoned" in car.data(Qt.ItemDataRole.AccessibleTextRole)
    assert cell(page, "Мосты", "Лида", "source").data() == "measured: Bus"
    unknown = cell(page, "Ёлки <b>&", "Лида", VehicleKind.CAR)
    assert unknown.data() == "not known"
    assert cell(page, "Ёлки <b>&", "Лида", "source").data() == "no coordinates"


def test_minutes_are_typed_over_what_was_reckoned_and_the_program_goes_by_them(page: PlacesPage, qtbot: QtBot) -> None:
    page.toggle_travel()
    table = page.travel.table
    table.setCurrentIndex(cell(page, "Мосты", "Лида", VehicleKind.CAR))
    QTest.keyClick(table, Qt.Key.Key_F2)
    assert editor_of(page).text() == "", "an estimate is not somebody's word"
    type_minutes(page, "41", qtbot)
    assert minutes(page, VehicleKind.CAR) == 41
    assert minutes(page) == 52
    assert cell(page, "Мосты", "Лида", VehicleKind.CAR).data() == "41 min"
    assert str(page.store.undo_title) == "The road Мосты – Лида takes 41 min"
    page.store.undo()
    assert cell(page, "Мосты", "Лида", VehicleKind.CAR).data().startswith("≈")


def test_a_digit_begins_the_edit(page: PlacesPage, qtbot: QtBot) -> None:
    page.toggle_travel()
    table = page.travel.table
    table.setCurrentIndex(cell(page, "Мосты", "Лида", VehicleKind.COACH))
    QTest.keyClick(table, Qt.Key.Key_4)
    editor = editor_of(page)
    QTest.keyClick(editor, Qt.Key.Key_7)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: minutes(page) == 47)


def test_a_double_click_edits(page: PlacesPage, qtbot: QtBot) -> None:
    page.toggle_travel()
    table = page.travel.table
    index = cell(page, "Мосты", "Лида", "any")
    place = table.visualRect(index).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    type_minutes(page, "60", qtbot)
    assert minutes(page, VehicleKind.MINIBUS) == 60
    assert minutes(page) == 52, "what was said of a bus holds for a bus"


def test_delete_has_the_way_reckoned_anew(page: PlacesPage) -> None:
    page.toggle_travel()
    table = page.travel.table
    before = minutes(page, VehicleKind.CAR)
    table.setCurrentIndex(cell(page, "Мосты", "Лида", VehicleKind.COACH))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert not page.store.programme.travel_times
    assert minutes(page, VehicleKind.CAR) == before
    assert cell(page, "Лида", "Мосты", VehicleKind.COACH).data().startswith("≈")


def test_what_is_no_number_stays_in_the_field_with_the_reason(page: PlacesPage) -> None:
    page.toggle_travel()
    table = page.travel.table
    table.setCurrentIndex(cell(page, "Мосты", "Лида", VehicleKind.CAR))
    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = editor_of(page)
    type_into(editor, "час", enter=True)
    assert editor.isVisible()
    assert editor.problem == "It should be a whole number."
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert len(page.store.programme.travel_times) == 1


def test_ways_from_the_chosen_place_lead_to_every_other_place_and_town(page: PlacesPage, qtbot: QtBot) -> None:
    page.toggle_travel()
    page.choose(DAIRY.id)
    button = next(
        made for made in page.travel.scope.findChildren(QToolButton) if made.text() == "From the chosen place"
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    house = cell(page, "Молочный комбинат, Мосты", "Дом культуры, Лида", VehicleKind.COACH)
    assert house.data() == "52 min"
    assert "between their towns" in house.data(Qt.ItemDataRole.ToolTipRole)
    page.travel.table.setCurrentIndex(house)
    QTest.keyClick(page.travel.table, Qt.Key.Key_F2)
    type_minutes(page, "58", qtbot)
    assert minutes(page) == 58
    page.choose(HOUSE.id)
    assert cell(page, "Молочный комбинат, Мосты", "Дом культуры, Лида", VehicleKind.COACH).data() == "58 min"


def test_it_sorts_by_minutes_with_the_unknown_at_the_end(page: PlacesPage) -> None:
    page.toggle_travel()
    table = page.travel.table
    column = [made.key for made in table.travel.columns].index(VehicleKind.COACH)
    table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
    assert [table.travel.index(number, column).data() for number in range(3)] == ["52 min", "not known", "not known"]


def test_a_congress_that_is_only_read_is_not_edited(page: PlacesPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page.store.db, "read_only", True)
    page.toggle_travel()
    table = page.travel.table
    table.setCurrentIndex(cell(page, "Мосты", "Лида", VehicleKind.COACH))
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Delete, Qt.Key.Key_5):
        QTest.keyClick(table, key)
    assert table.findChild(QLineEdit) is None
    assert table.state() == QAbstractItemView.State.NoState
    assert len(page.store.programme.travel_times) == 1


def test_the_model_holds(page: PlacesPage, qtmodeltester: ModelTester) -> None:
    page.toggle_travel()
    qtmodeltester.check(page.travel.table.travel)
