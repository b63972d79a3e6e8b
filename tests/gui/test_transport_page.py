"""The transport page: every deed by keyboard or mouse, on a real event file."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import StillInUse
from smalltowns_desktop.domain.ids import (
    DelegationId,
    DistrictId,
    GroupId,
    ParticipantId,
    SiteId,
    TransferId,
    VehicleId,
)
from smalltowns_desktop.domain.model import (
    Delegation,
    District,
    Group,
    Participant,
    Role,
    Site,
    Transfer,
    TransferGroup,
    Vehicle,
    VehicleKind,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.dialogs.form_dialog import FormDialog
from smalltowns_desktop.gui.models.looks import LOOK_ROLE
from smalltowns_desktop.gui.models.transport import make_transfer_lines
from smalltowns_desktop.gui.pages.transport import TransportPage
from smalltowns_desktop.gui.widgets.forms import ChoiceField, Field, TextField
from smalltowns_desktop.gui.widgets.pick_field import PickField
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.groups import set_members
from smalltowns_desktop.services.people import delete_participants, set_role
from smalltowns_desktop.services.sites import edit_site
from smalltowns_desktop.services.transport import edit_vehicle, seat_person
from smalltowns_desktop.storage.database import Database
from tests.support.gui_keys import click_cell, show_active, type_into

NAUGHTY = "<img src=x> Дом & «культуры»"
HOTEL = Site(SiteId("hotel"), "Гостиница", DistrictId("mosty"), latitude=53.41, longitude=24.53)
HALL = Site(SiteId("hall"), NAUGHTY, DistrictId("mosty"), latitude=53.41, longitude=25.13)
BUS, CAR = Vehicle(VehicleId("bus"), "Автобус 10", 2), Vehicle(VehicleId("car"), "Автобус 2", 4, VehicleKind.CAR)
BOR = Delegation(DelegationId("bo"), "Бор", "БР")
PEOPLE = [
    Participant(ParticipantId(f"p{n}"), n, surname, "Вера", delegation_id=BOR.id)
    for n, surname in enumerate(("Ясень", "Дуб", "Рябина"), start=1)
]
WHOLE = Group(GroupId("whole"), "Бор", BOR.id)
FULL = Transfer(TransferId("full"), BUS.id, HOTEL.id, HALL.id, datetime(2025, 8, 14, 9), datetime(2025, 8, 14, 9, 20))
EMPTY = Transfer(TransferId("empty"), CAR.id, HALL.id, HOTEL.id, datetime(2025, 8, 13, 18), datetime(2025, 8, 13, 20))


@pytest.fixture
def page(event_db: Database, workspace: Workspace, qtbot: QtBot) -> Iterator[TransportPage]:
    """Two vehicles, a ride that is too full and too fast today, and an empty one yesterday."""
    with event_db.deed(say("Begin")) as deed:
        deed.insert(
            District(DistrictId("mosty"), "Мосты"), HOTEL, HALL, BOR, *PEOPLE, WHOLE, BUS, CAR, FULL, EMPTY,
            TransferGroup(FULL.id, WHOLE.id),
        )  # fmt: skip
    workspace.store.take_in(deed.changes)
    with qtbot.waitSignal(workspace.store.conflicts_changed):
        workspace.store.check_again()
    made = TransportPage(workspace)
    qtbot.addWidget(made)
    show_active(made)
    yield made
    workspace.jobs.wait()


def cell(page: TransportPage, key: str, column: str) -> str:
    model = page._table.rows
    place = [each.key for each in model.columns].index(column)
    return str(model.index_of(key).siblingAtColumn(place).data())


def line_of(fields: dict[str, Field], name: str) -> TextField | PickField:
    field = fields[name]
    assert isinstance(field, TextField | PickField)
    return field


def test_todays_rides_are_shown_with_seats_and_road(page: TransportPage) -> None:
    assert page.transfers.rows.keys_shown() == [FULL.id]
    assert cell(page, FULL.id, "seats") == "3 of 2"
    place = [column.key for column in page.transfers.rows.columns].index("seats")
    look = page.transfers.rows.index_of(FULL.id).siblingAtColumn(place).data(LOOK_ROLE)
    assert (look.share, look.colour) == (1.5, "danger")
    assert "the road takes 52 min" in page.transfer_form._road.text()
    assert any("too fast" in text for text in page.transfer_form.remarks.texts)


def test_days_and_vehicles_filter_the_rides(page: TransportPage) -> None:
    buttons = {button.text(): button for button in page.days._group.buttons()}
    QTest.mouseClick(buttons["All"], Qt.MouseButton.LeftButton)
    assert page.transfers.rows.keys_shown() == [EMPTY.id, FULL.id]
    page.chip.choose(frozenset({CAR.id}))
    assert page.transfers.rows.keys_shown() == [EMPTY.id]
    page.chip.clear()
    page.search.setText("культуры")
    assert len(page.transfers.rows.keys_shown()) == 2
    page.search.setText("авт 10")
    assert page.transfers.rows.keys_shown() == [FULL.id]


def test_a_later_departure_takes_the_arrival_along(page: TransportPage) -> None:
    page.transfers.setFocus()
    QTest.keyClick(page.transfers, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.transfer_form.fields["vehicle_id"].editor
    type_into(line_of(page.transfer_form.fields, "departs_at").line, "9:40", enter=True)
    row = page.store.programme.transfers[FULL.id]
    assert (row.departs_at, row.arrives_at) == (datetime(2025, 8, 14, 9, 40), datetime(2025, 8, 14, 10))
    arrives = line_of(page.transfer_form.fields, "arrives_at")
    type_into(arrives.line, "9:00", enter=True)
    assert arrives.refusal == "The arrival is before the departure."
    QTest.keyClick(arrives.line, Qt.Key.Key_Escape)
    type_into(arrives.line, "10:40", enter=True)
    assert page.store.programme.transfers[FULL.id].arrives_at == datetime(2025, 8, 14, 10, 40)


def test_another_vehicle_and_another_place_are_chosen(page: TransportPage) -> None:
    vehicle = page.transfer_form.fields["vehicle_id"]
    assert isinstance(vehicle, ChoiceField)
    vehicle.combo.setFocus()
    QTest.keyClick(vehicle.combo, Qt.Key.Key_Home)  # bus 2 stands before bus 10
    assert page.store.programme.transfers[FULL.id].vehicle_id == CAR.id
    assert cell(page, FULL.id, "seats") == "3 of 4"
    target = line_of(page.transfer_form.fields, "to_site_id")
    assert isinstance(target, PickField)
    type_into(target.line, "гостин")
    QTest.keyClick(target.popup, Qt.Key.Key_Return)
    assert page.store.programme.transfers[FULL.id].to_site_id == HOTEL.id


def test_groups_and_people_get_in_and_out(page: TransportPage) -> None:
    form = page.transfer_form
    view = form.groups.view
    view.setFocus()
    view.setCurrentIndex(form.groups.model.index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert not page.store.programme.transfer_groups
    adder = form.groups._adder
    assert isinstance(adder, PickField)
    type_into(adder.line, "бор")
    QTest.keyClick(adder.popup, Qt.Key.Key_Return)
    assert page.store.programme.groups_by_transfer == {FULL.id: (WHOLE.id,)}
    person = form.people._adder
    assert isinstance(person, PickField)
    type_into(person.line, "рябина")
    QTest.keyClick(person.popup, Qt.Key.Key_Return)
    assert page.store.programme.people_by_transfer == {FULL.id: (PEOPLE[2].id,)}
    assert cell(page, FULL.id, "riders") == "БР, +1"
    assert cell(page, FULL.id, "seats") == "3 of 2"  # counted once
    page.store.undo()
    assert not page.store.programme.transfer_people


def test_a_ride_leads_to_the_timeline_and_its_people_to_their_page(page: TransportPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.go_requested) as went:
        QTest.mouseClick(page.timeline, Qt.MouseButton.LeftButton)
    assert went.args == [Place("programme", "transfer", FULL.id)]
    page.open_view("vehicles")
    with qtbot.waitSignal(page.go_requested) as went:
        page.timeline.click()
    assert went.args == [Place("programme", "vehicle", page.vehicles.current_key)]


def fill_ride(dialog: FormDialog, departs: str) -> None:
    for name, typed in (("from_site_id", "гостин"), ("to_site_id", "культуры")):
        field = line_of(dialog.fields, name)
        assert isinstance(field, PickField)
        type_into(field.line, typed)
        QTest.keyClick(field.popup, Qt.Key.Key_Return)
    type_into(line_of(dialog.fields, "departs_at").line, departs)


def test_a_new_ride_arrives_when_the_road_says(page: TransportPage) -> None:
    dialog = page.make_new_dialog()
    dialog.open()
    fill_ride(dialog, "12:00")
    dialog.finish()
    row = page.store.programme.transfers[TransferId(page.transfers.current_key)]
    assert (row.vehicle_id, row.from_site_id, row.to_site_id) == (BUS.id, HOTEL.id, HALL.id)
    assert row.departs_at == datetime(2025, 8, 14, 12)
    assert row.arrives_at - row.departs_at == timedelta(minutes=52)


def test_a_new_ride_that_cannot_be_is_refused_beside_its_field(page: TransportPage) -> None:
    dialog = page.make_new_dialog()
    dialog.open()
    dialog.finish()
    assert dialog.fields["from_site_id"].refusal
    fill_ride(dialog, "12:00")
    type_into(line_of(dialog.fields, "arrives_at").line, "11:00")
    dialog.finish()
    assert dialog.fields["arrives_at"].refusal == "The arrival is before the departure."
    assert len(page.store.programme.transfers) == 2
    dialog.reject()


def test_a_ride_is_deleted_by_key_and_comes_back(page: TransportPage) -> None:
    page.transfers.setFocus()
    QTest.keyClick(page.transfers, Qt.Key.Key_Delete)
    assert list(page.store.programme.transfers) == [EMPTY.id]
    assert not page.delete.isEnabled()
    page.store.undo()
    assert FULL.id in page.store.programme.transfers


def test_a_vehicle_is_added_edited_and_deleted(page: TransportPage, qtbot: QtBot) -> None:
    page.open_view("vehicles")
    dialog = page.make_new_dialog()
    dialog.open()
    type_into(line_of(dialog.fields, "name").line, NAUGHTY)
    type_into(line_of(dialog.fields, "seats").line, "16")
    dialog.finish()
    key = page.vehicles.current_key
    assert page.store.programme.vehicles[key].seats == 16
    seats = line_of(page.vehicle_form.fields, "seats")
    type_into(seats.line, "-1", enter=True)
    assert "from 0" in seats.refusal
    QTest.keyClick(seats.line, Qt.Key.Key_Escape)
    type_into(line_of(page.vehicle_form.fields, "phone").line, "+375 29 123-45-67", enter=True)
    assert page.store.programme.vehicles[key].phone == "+375291234567"
    page.vehicles.setFocus()
    QTest.keyClick(page.vehicles, Qt.Key.Key_Delete)
    assert key not in page.store.programme.vehicles
    page.vehicles.choose(BUS.id)
    with qtbot.waitSignal(page.store.refused) as refused:
        QTest.mouseClick(page.delete, Qt.MouseButton.LeftButton)
    assert isinstance(refused.args[0], StillInUse)


def test_vehicles_stand_in_their_natural_order_with_their_fullest_ride(page: TransportPage) -> None:
    page.open_view("vehicles")
    assert page.vehicles.rows.keys_shown() == [CAR.id, BUS.id]
    assert cell(page, BUS.id, "fullest") == "3 of 2"
    assert cell(page, CAR.id, "rides") == "none"  # today
    click_cell(page.vehicles, page.vehicles.rows.index(1, 0))
    assert line_of(page.vehicle_form.fields, "name").line.text() == "Автобус 10"


def test_places_elsewhere_lead_here_whatever_hides_them(page: TransportPage) -> None:
    page.search.setText("нет такого")
    page.show_place(Place("transport", "transfer", EMPTY.id))
    assert (page.views.current, page.transfers.current_key) == ("transfers", EMPTY.id)
    page.show_place(Place("transport", "vehicle", CAR.id))
    assert (page.views.current, page.vehicles.current_key) == ("vehicles", CAR.id)
    page.show_place(Place("transport", "transfer", "gone"))


def test_lines_that_are_kept_are_those_that_would_be_made_anew(page: TransportPage, qtbot: QtBot) -> None:
    store = page.store
    deeds: tuple[Callable[[], Changes], ...] = (
        lambda: seat_person(store.db, EMPTY.id, PEOPLE[0].id),
        lambda: edit_vehicle(store.db, BUS, replace(BUS, seats=1)),
        lambda: edit_site(store.db, HALL, replace(HALL, name="Дом")),
        lambda: set_role(store.db, [PEOPLE[0].id], Role.PRESS),
        lambda: delete_participants(store.db, [PEOPLE[1].id]),
        lambda: set_members(store.db, WHOLE.id, [PEOPLE[2].id]),
    )
    for deed in deeds:
        with qtbot.waitSignal(store.conflicts_changed):
            store.take_in(deed())
        assert page._lines == make_transfer_lines(store.programme, store.conflicts)
    kept = page._lines
    page._refresh()
    assert all(line is old for line, old in zip(page._lines, kept, strict=True))


def test_a_page_that_nobody_sees_catches_up_when_it_is_shown(page: TransportPage) -> None:
    page.hide()
    page.store.perform(lambda db: edit_vehicle(db, BUS, replace(BUS, name="Автобус 7")))
    assert cell(page, FULL.id, "vehicle") == "Автобус 10"
    page.show()
    assert cell(page, FULL.id, "vehicle") == "Автобус 7"


def test_an_event_without_vehicles_says_what_to_do(workspace: Workspace, qtbot: QtBot) -> None:
    page = TransportPage(workspace)
    qtbot.addWidget(page)
    show_active(page)
    assert page._no_vehicles.isVisible()
    page.open_view("vehicles")
    dialog = page.make_new_dialog()
    dialog.open()
    type_into(line_of(dialog.fields, "name").line, "Автобус")
    dialog.finish()
    assert page.vehicles.isVisible()


def test_the_models_keep_qts_rules(page: TransportPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.transfers.rows)
    qtmodeltester.check(page.vehicles.rows)
    qtmodeltester.check(page.transfer_form.groups.model)


@pytest.mark.parametrize("view", ["transfers", "vehicles"])
def test_everything_fits_the_smallest_window(page: TransportPage, view: str) -> None:
    page.open_view(view)
    assert page.minimumSizeHint().height() <= 610
    assert page.minimumSizeHint().width() <= 1192
