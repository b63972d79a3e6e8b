"""The delegations' page: every deed by keyboard or mouse, on a real event file."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.errors import LastOfGroup, StillInUse
from smalltowns_desktop.domain.ids import (
    ActivityId,
    DelegationId,
    DirectionId,
    DistrictId,
    GroupId,
    ParticipantId,
    RequestId,
    SiteId,
    TransferId,
    VehicleId,
)
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityGroup,
    ActivityKind,
    Delegation,
    Direction,
    District,
    Group,
    GroupMember,
    OfficerPart,
    Participant,
    Request,
    Site,
    SiteKind,
    Transfer,
    TransferGroup,
    Vehicle,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.pages.delegations import DelegationsPage
from smalltowns_desktop.gui.pages.delegations_card import DirectionsField
from smalltowns_desktop.gui.widgets.forms import ChoiceField, TextField
from smalltowns_desktop.gui.widgets.pick_field import PickField
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.people import mark_arrived
from smalltowns_desktop.storage.database import Database
from tests.support.gui_keys import click_cell, show_active, type_into

NAUGHTY = "<b>Бор</b> & «сыновья» \u202eкарп"
ARZAMAS = Delegation(DelegationId("ar"), "Арзамас", "АР", region="Нижегородская область", expected_size=3)
BOR = Delegation(DelegationId("bo"), NAUGHTY, "БР", position=1)
ANNA = Participant(ParticipantId("anna"), 1, "Ясень", "Анна", delegation_id=ARZAMAS.id, position="<i>глава</i>")
PETR = Participant(ParticipantId("petr"), 2, "Дуб", "Пётр", delegation_id=ARZAMAS.id)
VERA = Participant(ParticipantId("vera"), 3, "Рябина", "Вера", delegation_id=BOR.id)
DAIRY = Site(SiteId("dairy"), "Молочный комбинат", DistrictId("mosty"))
HOTEL = Site(SiteId("hotel"), "Гостиница «Неман»", DistrictId("mosty"), SiteKind.HOTEL)
WHOLE, PART = Group(GroupId("whole"), "Арзамас", ARZAMAS.id), Group(GroupId("part"), "Музыканты", ARZAMAS.id)
WISH = Request(RequestId("wish"), DAIRY.id, delegation_id=ARZAMAS.id, weight=7)
VISIT = Activity(
    ActivityId("visit"), "Как делают сыр", ActivityKind.VISIT, datetime(2025, 8, 14, 11), datetime(2025, 8, 14, 12),
    site_id=HOTEL.id,
)  # fmt: skip
BUS = Vehicle(VehicleId("bus"), "Автобус 1", 45)
RIDE = Transfer(
    TransferId("ride"), BUS.id, HOTEL.id, DAIRY.id, datetime(2025, 8, 14, 10), datetime(2025, 8, 14, 10, 40)
)  # fmt: skip


@pytest.fixture
def page(event_db: Database, workspace: Workspace, qtbot: QtBot) -> Iterator[DelegationsPage]:
    """Two delegations; the first has two people, two groups, a request, a visit and a ride."""
    with event_db.deed(say("Begin")) as deed:
        deed.insert(
            District(DistrictId("mosty"), "Мосты"), Direction(DirectionId("farm"), "Аграрный"), DAIRY, HOTEL, ARZAMAS,
            BOR, ANNA, PETR, VERA, WHOLE, PART, GroupMember(PART.id, ANNA.id), WISH, VISIT,
            ActivityGroup(VISIT.id, WHOLE.id), BUS, RIDE, TransferGroup(RIDE.id, PART.id),
        )  # fmt: skip
    workspace.store.take_in(deed.changes)
    with qtbot.waitSignal(workspace.store.conflicts_changed):
        workspace.store.check_again()
    made = DelegationsPage(workspace)
    qtbot.addWidget(made)
    show_active(made)
    made.table.choose(ARZAMAS.id)
    yield made
    workspace.jobs.wait()


def text_field(page: DelegationsPage, name: str) -> TextField:
    field = page.card.fields[name]
    assert isinstance(field, TextField)
    return field


def cell(page: DelegationsPage, key: str, column: str) -> str:
    place = [each.key for each in page.model.columns].index(column)
    return str(page.model.index_of(key).siblingAtColumn(place).data())


def test_the_list_counts_people_arrivals_and_remarks(page: DelegationsPage) -> None:
    assert [cell(page, key, "people") for key in (ARZAMAS.id, BOR.id)] == ["2 of 3", "1"]
    assert cell(page, ARZAMAS.id, "here") == "0 of 2"
    assert "warning" in cell(page, ARZAMAS.id, "state")  # the request is not met
    mark_arrived(page.store.db, [ANNA.id], datetime(2025, 8, 14, 9))
    page.entered()
    assert cell(page, ARZAMAS.id, "here") == "1 of 2"


def test_a_name_is_changed_by_keyboard_and_taken_back(page: DelegationsPage) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    name = text_field(page, "name")
    assert QApplication.focusWidget() is name.line
    type_into(name.line, "Арзамас-город", enter=True)
    assert page.store.programme.delegations[ARZAMAS.id].name == "Арзамас-город"
    assert cell(page, ARZAMAS.id, "name") == "Арзамас-город"
    page.store.undo()
    assert name.line.text() == "Арзамас"


def test_a_code_that_another_has_is_refused_beside_the_field(page: DelegationsPage, qtbot: QtBot) -> None:
    code = text_field(page, "code")
    with qtbot.assertNotEmitted(page.store.refused):
        type_into(code.line, "бр", enter=True)
    assert "has this code already" in code.refusal
    assert page.store.programme.delegations[ARZAMAS.id].code == "АР"
    QTest.keyClick(code.line, Qt.Key.Key_Escape)
    assert (code.refusal, code.line.text()) == ("", "АР")


def test_languages_are_said_and_typed_as_words(page: DelegationsPage) -> None:
    field = page.card.fields["languages"]
    assert isinstance(field, TextField)
    type_into(field.line, "рус, беларуская")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert page.store.programme.delegations[ARZAMAS.id].languages == ("ru", "be")
    assert field.line.text() == "Russian, Belarusian"
    type_into(field.line, field.line.text() + ", польский")  # what it says, it also reads
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert page.store.programme.delegations[ARZAMAS.id].languages == ("ru", "be", "польский")


def test_the_stay_is_typed_as_people_type_it(page: DelegationsPage) -> None:
    type_into(text_field(page, "arrives_at").line, "12.08 9:30", enter=True)
    type_into(text_field(page, "departs_at").line, "18:00", enter=True)
    row = page.store.programme.delegations[ARZAMAS.id]
    assert (row.arrives_at, row.departs_at) == (datetime(2025, 8, 12, 9, 30), datetime(2025, 8, 15, 18))
    departs = text_field(page, "departs_at")
    type_into(departs.line, "11.08 10:00", enter=True)
    assert departs.refusal == "The departure is before the arrival."


def test_a_hotel_and_a_head_are_chosen_by_typing(page: DelegationsPage) -> None:
    for name, typed in (("hotel_id", "неман"), ("head", "пётр")):
        field = page.card.fields[name]
        assert isinstance(field, PickField)
        type_into(field.line, typed)
        QTest.keyClick(field.popup, Qt.Key.Key_Return)
    programme = page.store.programme
    assert programme.delegations[ARZAMAS.id].hotel_id == HOTEL.id
    assert programme.officer(ARZAMAS.id, OfficerPart.HEAD) == PETR


def test_somebody_of_another_delegation_is_not_offered_as_its_head(page: DelegationsPage) -> None:
    field = page.card.fields["head"]
    assert isinstance(field, PickField)
    type_into(field.line, "рябина", enter=True)
    assert field.refusal == "Nothing by this name here."


def test_a_direction_and_a_colour_are_chosen(page: DelegationsPage) -> None:
    directions, colour = page.card.fields["directions"], page.card.fields["colour"]
    assert isinstance(directions, DirectionsField)
    assert isinstance(colour, ChoiceField)
    (button,) = directions._buttons.values()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.store.programme.directions_by_delegation == {ARZAMAS.id: (DirectionId("farm"),)}
    colour.combo.setFocus()
    QTest.keyClick(colour.combo, Qt.Key.Key_Down)
    own = page.store.programme.delegations[ARZAMAS.id].colour
    assert own.startswith("#")
    page.workspace.theme.set_dark(True, QApplication.instance())  # type: ignore[arg-type]  # it is the application
    assert colour.combo.currentData() == own


def test_what_is_being_typed_stays_when_somebody_else_changes_the_delegation(page: DelegationsPage) -> None:
    town = text_field(page, "town")
    type_into(town.line, "Арз")
    before = page.store.programme.delegations[ARZAMAS.id]
    with page.store.db.deed(say("Elsewhere")) as deed:
        deed.update(before, replace(before, country="Россия"))
    page.store.take_in(deed.changes)
    assert town.line.text() == "Арз"
    assert text_field(page, "country").line.text() == "Россия"


def test_people_lead_to_their_own_page(page: DelegationsPage, qtbot: QtBot) -> None:
    page.open_part("people")
    with qtbot.waitSignal(page.go_requested) as by_mouse:
        click_cell(page.people.table, page.people.model.index(1, 0))
    assert by_mouse.args == [Place("participants", "participant", ANNA.id)]
    page.people.table.setFocus()
    QTest.keyClick(page.people.table, Qt.Key.Key_Up)
    with qtbot.waitSignal(page.go_requested) as by_key:
        QTest.keyClick(page.people.table, Qt.Key.Key_Return)
    assert by_key.args == [Place("participants", "participant", PETR.id)]


def test_the_programme_of_the_day_leads_to_the_timeline(page: DelegationsPage, qtbot: QtBot) -> None:
    page.open_part("days")
    lines = [page.days.model.row_of(key) for key in page.days.model.keys_shown()]
    assert [(line.title, line.who) for line in lines if line] == [("Автобус 1", "Музыканты"), ("Как делают сыр", "")]
    with qtbot.waitSignal(page.go_requested) as went:
        click_cell(page.days.table, page.days.model.index(1, 0))
    assert went.args == [Place("programme", "activity", VISIT.id)]


def test_a_group_is_made_renamed_filled_and_deleted_by_keyboard(page: DelegationsPage, qtbot: QtBot) -> None:
    page.open_part("groups")
    page.groups.add.click()
    key = GroupId(page.groups.table.current_key)
    assert page.store.programme.groups[key].name == "Арзамас, 1"
    type_into(page.groups.name.line, "Плотники", enter=True)
    assert page.store.programme.groups[key].name == "Плотники"
    assert key not in page.store.programme.members_by_group  # the whole delegation
    page.groups.people.setFocus()
    page.groups.people.setCurrentIndex(page.groups.members.index(0, 0))
    QTest.keyClick(page.groups.people, Qt.Key.Key_Space)
    assert page.store.programme.members_by_group[key] == (ANNA.id,)
    page.groups.people.setCurrentIndex(page.groups.members.index(1, 0))
    with qtbot.waitSignal(page.store.refused) as refused:
        QTest.keyClick(page.groups.people, Qt.Key.Key_Space)
    assert isinstance(refused.args[0], LastOfGroup)
    page.groups.whole.box.click()
    assert key not in page.store.programme.members_by_group
    page.groups.table.setFocus()
    QTest.keyClick(page.groups.table, Qt.Key.Key_Delete)
    assert key not in page.store.programme.groups


def test_a_member_is_checked_by_mouse(page: DelegationsPage) -> None:
    page.open_part("groups")
    page.groups.choose(PART.id)
    click_cell(page.groups.people, page.groups.members.index(0, 0))
    assert set(page.store.programme.members_by_group[PART.id]) == {ANNA.id, PETR.id}


def test_a_request_is_made_weighed_and_deleted(page: DelegationsPage) -> None:
    page.open_part("requests")
    requests = page.requests
    assert [str(requests.model.index(0, place).data()) for place in (0, 1, 2)] == ["Молочный комбинат", "7", "not met"]
    type_into(requests.adder.line, "неман")
    QTest.keyClick(requests.adder.popup, Qt.Key.Key_Return)
    key = requests.table.current_key
    assert page.store.programme.requests[key].site_id == HOTEL.id
    assert requests.adder.line.text() == ""
    weight = requests.fields["weight"]
    assert isinstance(weight, ChoiceField)
    weight.combo.setFocus()
    QTest.keyClick(weight.combo, Qt.Key.Key_End)
    assert page.store.programme.requests[key].weight == 9
    minutes = requests.fields["minutes"]
    assert isinstance(minutes, TextField)
    type_into(minutes.line, "час", enter=True)
    assert minutes.refusal == "It should be a whole number."
    asker = requests.fields["group_id"]
    assert isinstance(asker, ChoiceField)
    asker.combo.setFocus()
    QTest.keyClick(asker.combo, Qt.Key.Key_End)
    assert page.store.programme.requests[key].delegation_id is None
    requests.table.setFocus()
    QTest.keyClick(requests.table, Qt.Key.Key_Delete)
    assert list(page.store.programme.requests) == [WISH.id]


def test_a_delegation_is_added_with_the_code_that_was_proposed(page: DelegationsPage) -> None:
    dialog = page.make_new_dialog()
    dialog.open()
    name, code = dialog.fields["name"], dialog.fields["code"]
    assert isinstance(name, TextField)
    assert isinstance(code, TextField)
    type_into(name.line, "Лысково")
    assert code.line.placeholderText() == "ЛС"
    dialog.finish()
    added = page.store.programme.delegations[page.table.current_key]
    assert (added.name, added.code) == ("Лысково", "ЛС")


def test_a_new_delegation_without_a_name_or_with_a_taken_code_is_refused_in_the_dialog(page: DelegationsPage) -> None:
    dialog = page.make_new_dialog()
    dialog.open()
    assert dialog.focusWidget() is dialog.fields["name"].editor, "one can type at once"
    dialog.finish()
    assert dialog.fields["name"].refusal
    name, code = dialog.fields["name"], dialog.fields["code"]
    assert isinstance(name, TextField)
    assert isinstance(code, TextField)
    type_into(name.line, "Лысково", enter=True)
    type_into(code.line, "ар", enter=True)
    dialog.finish()
    assert "Арзамас" in code.refusal
    assert dialog.isVisible()
    dialog.reject()


def test_a_delegation_with_people_is_said_to_be_in_use(page: DelegationsPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    with qtbot.waitSignal(page.store.refused) as refused:
        QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert isinstance(refused.args[0], StillInUse)
    assert len(page.store.programme.delegations) == 2


def test_the_itinerary_is_asked_for_by_button_and_by_key(page: DelegationsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.go_requested) as went:
        QTest.mouseClick(page.print, Qt.MouseButton.LeftButton)
    assert went.args == [Place("print", "delegation", ARZAMAS.id)]
    page.table.setFocus()
    with qtbot.waitSignal(page.go_requested):
        QTest.keyClick(page.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def test_places_elsewhere_lead_here(page: DelegationsPage) -> None:
    page.search.setText("арзамас")
    page.show_place(Place("delegations", "delegation", BOR.id))
    assert page.table.current_key == BOR.id
    page.show_place(Place("delegations", "group", PART.id))
    assert (page.table.current_key, page.tabs.current, page.groups.table.current_key) == (ARZAMAS.id, "groups", PART.id)
    page.show_place(Place("delegations", "request", WISH.id))
    assert (page.tabs.current, page.requests.table.current_key) == ("requests", WISH.id)
    page.show_place(Place("delegations", "delegation", "gone"))
    page.show_place(Place("delegations", "request", "gone"))
    assert page.table.current_key == ARZAMAS.id


def test_a_search_forgives_the_layout_and_keeps_to_what_is_shown(page: DelegationsPage) -> None:
    page.search.setText("fhpfvfc")
    assert page.model.keys_shown() == [ARZAMAS.id]
    page.search.setText("нет такой")
    assert page.table.current_key == ""
    assert not page.side.body.isVisible()
    page.search.clear()
    assert page.table.current_key


def test_an_event_without_delegations_says_what_to_do(workspace: Workspace, qtbot: QtBot) -> None:
    page = DelegationsPage(workspace)
    qtbot.addWidget(page)
    show_active(page)
    assert page._empty.isVisible()
    assert not page._splitter.isVisible()
    dialog = page.make_new_dialog()
    name = dialog.fields["name"]
    assert isinstance(name, TextField)
    dialog.open()
    type_into(name.line, "Бор")
    dialog.finish()
    assert page._splitter.isVisible()
    page.open_part("people")
    assert page.people._empty.isVisible()
    page.open_part("groups")
    page.open_part("requests")
    page.open_part("days")


def test_the_models_keep_qts_rules(page: DelegationsPage, qtmodeltester: ModelTester) -> None:
    for part in ("people", "groups", "requests", "days"):
        page.open_part(part)
    models = (
        page.model, page.people.model, page.groups.model, page.groups.members, page.requests.model, page.days.model,
    )  # fmt: skip
    for model in models:
        qtmodeltester.check(model)


@pytest.mark.parametrize("part", ["card", "people", "groups", "requests", "days"])
def test_everything_fits_the_smallest_window(page: DelegationsPage, part: str) -> None:
    page.open_part(part)
    assert page.minimumSizeHint().height() <= 610
    assert page.minimumSizeHint().width() <= 1192
