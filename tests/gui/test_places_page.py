"""The page of places: each deed by mouse and by keyboard, on a real event file."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.ids import (
    ActivityId,
    DelegationId,
    DirectionId,
    DistrictId,
    GroupId,
    HallId,
    ParticipantId,
    SiteId,
)
from smalltowns_desktop.domain.model import (
    EVENT_KEY,
    Activity,
    ActivityGroup,
    ActivityKind,
    Delegation,
    Direction,
    District,
    Event,
    Group,
    Hall,
    Participant,
    Site,
    SiteKind,
)
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.map.items import SiteMark
from smalltowns_desktop.gui.map.panels import ROUTE_MOST, ROUTE_WIDTH, RouteLine
from smalltowns_desktop.gui.models.site_facts import days_at_site, is_open_on, lodgers, people_at_once
from smalltowns_desktop.gui.models.table import KEY_ROLE
from smalltowns_desktop.gui.pages.places import PlacesPage
from smalltowns_desktop.gui.pages.places_bar import TABLE
from smalltowns_desktop.gui.pages.places_card import SiteCard
from smalltowns_desktop.gui.widgets.parts import ElidedLabel
from smalltowns_desktop.gui.workspace import Place, Workspace

MOSTY = District(DistrictId("mosty"), "Мосты", "Гродненская область", "Беларусь", 53.4122, 24.5387)
LIDA = District(DistrictId("lida"), "Лида", "Гродненская область", "Беларусь", 53.88333, 25.29972)
DAIRY = Site(
    SiteId("dairy"), "Молочный комбинат", MOSTY.id, SiteKind.ENTERPRISE, "ул. Заводская, 1", 53.43, 24.60, 1, 25, 75,
    time(8), time(17), ("1", "2", "3", "4", "5"), 24, "халат\nне снимать", "Ольга Ясень", "технолог", "+375150000000",
)  # fmt: skip
MUSEUM = Site(SiteId("museum"), "Музей истории", MOSTY.id, SiteKind.CULTURE, latitude=53.40, longitude=24.50)
HOUSE = Site(SiteId("house"), "Дом культуры", LIDA.id, SiteKind.VENUE, latitude=53.886, longitude=25.302)
HALL = Hall(HallId("hall"), HOUSE.id, "Большой зал", 120)
AGRARIAN = Direction(DirectionId("agrarian"), "Аграрный сектор")
TOWN = Delegation(DelegationId("town"), "Городец", "ГЦ", expected_size=18)
GROUP = Group(GroupId("group"), "Городец", TOWN.id)
NINE = datetime(2025, 8, 14, 9)
NAUGHTY = (
    "<b>жирный</b> & <img src='/etc/passwd'>",
    "'; DROP TABLE sites; --",
    "\u202eсправа налево",
    "👩‍👩‍👧‍👦 emoji",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘",
    "я" * 400,
)


def visit(key: str, hour: int, site: Site) -> Activity:
    start = NINE.replace(hour=hour)
    return Activity(
        ActivityId(key), f"Визит {key}", ActivityKind.VISIT, start, start.replace(minute=50), site_id=site.id
    )


VISITS = (visit("a", 9, DAIRY), visit("b", 11, HOUSE), visit("c", 13, DAIRY))


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> PlacesPage:
    """Three places in two districts, a delegation that visits two of them on 14 August."""
    store = workspace.store
    with store.db.deed(say("Begin")) as deed:
        deed.insert(AGRARIAN, MOSTY, LIDA, DAIRY, MUSEUM, HOUSE, HALL, TOWN, GROUP, *VISITS)
        deed.insert(*(ActivityGroup(row.id, GROUP.id) for row in VISITS))
    store.take_in(deed.changes)
    return shown(PlacesPage(workspace), qtbot)


def shown(page: PlacesPage, qtbot: QtBot) -> PlacesPage:
    qtbot.addWidget(page)
    page.resize(1352, 830)
    page.show()
    qtbot.waitExposed(page)
    qtbot.waitUntil(lambda: not page.workspace.jobs.busy)
    return page


def texts_of(page: PlacesPage) -> list[str]:
    return [made.text() for made in page.side.card.findChildren(QLabel) if made.isVisible()]


def click_mark(page: PlacesPage, key: str, qtbot: QtBot) -> None:
    place = page.map.view.point_of(key)
    assert place is not None
    QTest.mouseClick(page.map.view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def last_deed(page: PlacesPage) -> str:
    return str(page.store.undo_title)


def type_text(widget: QWidget, text: str) -> None:
    """Letters of any alphabet, as a keyboard of that alphabet sends them."""
    for letter in text:
        QTest.sendKeyEvent(QTest.KeyAction.Click, widget, Qt.Key.Key_A, letter, Qt.KeyboardModifier.NoModifier)


# What is shown


def test_the_list_has_the_districts_with_their_places_and_the_stops_of_the_route(
    page: PlacesPage, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(page.list.model)
    qtmodeltester.check(page.table.rows)
    model = page.list.model
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert names == ["Лида", "Мосты"]
    dairy = model.index_of(DAIRY.id)
    assert dairy.parent().data() == "Мосты"
    spoken = dairy.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Молочный комбинат, Enterprise, up to 25 · 08:00–17:00, stop 1, 3"


def test_the_first_stop_is_chosen_and_its_card_says_what_is_known(page: PlacesPage) -> None:
    words = texts_of(page)
    for expected in ("Молочный комбинат", "25", "75 min", "08:00–17:00", "14 August, Thursday", "халат", "не снимать",
                     "Ольга Ясень", "+375 15 000-00-00", "Access list 24 hours before the visit",
                     "18 of 25", "free"):  # fmt: skip
        assert expected in words


def test_the_map_has_the_places_and_the_route_with_its_long_ways(page: PlacesPage) -> None:
    marks = {item.key: item for item in page.map.view.marks.items() if isinstance(item, SiteMark)}
    assert marks.keys() == {DAIRY.id, MUSEUM.id, HOUSE.id}
    assert marks[DAIRY.id].look.numbers == "1, 3"
    assert marks[DAIRY.id].look.chosen
    assert marks[HOUSE.id].look.numbers == "2"
    assert not page.map.route_card.isHidden()
    kinds = {type(item).__name__ for item in page.map.view.marks.items()}
    assert {"Way", "LegBox", "TownDot", "TownName"} <= kinds


def test_another_day_and_no_route_take_the_stops_away(page: PlacesPage, qtbot: QtBot) -> None:
    buttons = page.bar.days.findChildren(QToolButton)
    QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert page.list.model.index_of(DAIRY.id).data(Qt.ItemDataRole.AccessibleTextRole).endswith("08:00–17:00")
    assert not page.map.route_card.isHidden()
    page.bar.routes.setFocus()
    QTest.keyClick(page.bar.routes, Qt.Key.Key_Up)
    assert page.map.route_card.isHidden()
    assert page.workspace.settings.choice("places-route") == "none"


def test_search_forgives_the_layout_and_narrows_list_table_and_map(page: PlacesPage, qtbot: QtBot) -> None:
    page.list.tree.setFocus()
    QTest.keyClick(page.list.tree, Qt.Key.Key_Slash)
    assert page.list.search.hasFocus()
    type_text(page.list.search, "vept")  # “музе” typed on an English keyboard
    assert page.list.model.keys_shown() == [MUSEUM.id]
    assert page.table.rows.keys_shown() == [MUSEUM.id]
    dimmed = {item.key for item in page.map.view.marks.items() if isinstance(item, SiteMark) and item.look.dimmed}
    assert dimmed == {DAIRY.id, HOUSE.id}
    QTest.keyClick(page.list.search, Qt.Key.Key_Down)
    assert page.list.tree.currentIndex().data(KEY_ROLE) == MUSEUM.id
    assert "Музей истории" in texts_of(page)
    page.list.search.setText("нет такого")
    assert page.list.model.keys_shown() == []
    assert not page.list.tree.isVisible()


def test_kinds_narrow_the_list(page: PlacesPage, qtbot: QtBot) -> None:
    assert not page.list.kinds[SiteKind.HOTEL].isVisible()
    QTest.mouseClick(page.list.kinds[SiteKind.VENUE], Qt.MouseButton.LeftButton)
    assert page.list.model.keys_shown() == [HOUSE.id]
    QTest.mouseClick(page.list._every, Qt.MouseButton.LeftButton)
    assert len(page.list.model.keys_shown()) == 3


def test_a_district_folds_up_at_its_sign_and_by_key(page: PlacesPage, qtbot: QtBot) -> None:
    tree = page.list.tree
    mosty = page.list.model.index_of(MOSTY.id)
    place = tree.visualRect(mosty).topLeft() + QPoint(16, 12)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not tree.isExpanded(mosty)
    page.list.choose(MOSTY.id)
    QTest.keyClick(tree, Qt.Key.Key_Right)
    assert tree.isExpanded(mosty)


# Choosing


def test_list_map_and_table_choose_one_place_together(page: PlacesPage, qtbot: QtBot) -> None:
    click_mark(page, HOUSE.id, qtbot)
    assert page.list.tree.currentIndex().data(KEY_ROLE) == HOUSE.id
    assert page.table.currentIndex().data(KEY_ROLE) == HOUSE.id
    assert "Дом культуры" in texts_of(page)
    page.bar.views.findChildren(QToolButton)[1].click()
    assert page.table.isVisible()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    chosen = page.table.currentIndex().data(KEY_ROLE)
    assert chosen != HOUSE.id
    assert page.list.tree.currentIndex().data(KEY_ROLE) == chosen


def test_a_place_that_was_asked_for_comes_up(page: PlacesPage) -> None:
    page.show_place(Place("places", "site", MUSEUM.id))
    assert "Музей истории" in texts_of(page)
    page.show_place(Place("places", "district", LIDA.id))
    assert page.side.district_form.line("name").text() == "Лида"


def test_stops_are_walked_by_n_and_p_under_any_layout(page: PlacesPage, qtbot: QtBot) -> None:
    view = page.map.view
    view.setFocus()
    type_text(view, "n")
    assert page.list.tree.currentIndex().data(KEY_ROLE) == HOUSE.id
    type_text(view, "з")
    assert page.list.tree.currentIndex().data(KEY_ROLE) == DAIRY.id


def test_an_activity_of_the_card_leads_to_the_programme(page: PlacesPage, qtbot: QtBot) -> None:
    wanted: list[Place] = []
    page.go_requested.connect(wanted.append)
    (made, *_) = [made for made in page.side.card.findChildren(QToolButton) if "Визит a" in made.accessibleName()]
    QTest.keyClick(made, Qt.Key.Key_Space)
    assert wanted == [Place("programme", "activity", "a")]


# The map


def test_the_map_is_scaled_and_moved_by_keys_wheel_and_mouse(page: PlacesPage, qtbot: QtBot) -> None:
    view = page.map.view
    view.setFocus()
    fitting = view.pixels_a_km
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.pixels_a_km > fitting
    middle = QPointF(view.viewport().rect().center())
    wheel = QWheelEvent(middle, view.viewport().mapToGlobal(middle), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    nearer = view.pixels_a_km
    QApplication.sendEvent(view.viewport(), wheel)
    assert view.pixels_a_km > nearer
    before = view.mapToScene(0, 0)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Down)
    moved = view.mapToScene(0, 0)
    assert moved.x() > before.x()
    assert moved.y() > before.y()
    start = view.viewport().rect().center()
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), start + QPoint(40, 0))
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=start + QPoint(40, 0))
    assert view.mapToScene(0, 0).x() < moved.x()
    QTest.keyClick(view, Qt.Key.Key_Minus)
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.pixels_a_km == pytest.approx(fitting)


def test_many_places_of_one_town_gather_and_a_click_parts_them(page: PlacesPage, qtbot: QtBot) -> None:
    town = [
        replace(MUSEUM, id=SiteId(f"site{number}"), name=f"Место {number}", district_id=LIDA.id,
                latitude=53.8833 + number * 0.004, longitude=25.2997)
        for number in range(14)
    ]  # fmt: skip
    with page.store.db.deed(say("Many")) as deed:
        deed.insert(*town)
    page.store.take_in(deed.changes)
    view = page.map.view
    (group,) = view.marks.gathered
    assert len(group) == 14
    mark = next(item for item in view.marks.items() if type(item).__name__ == "CountMark")
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.mapFromScene(mark.pos()))
    assert not view.marks.gathered
    assert all(view.point_of(site.id) is not None for site in town)


def test_a_tip_says_what_a_mark_is(page: PlacesPage, qtbot: QtBot) -> None:
    place = page.map.view.point_of(HOUSE.id)
    assert place is not None
    QTest.mouseMove(page.map.view.viewport(), place)
    tip = page.map._tip
    assert tip.isVisible()
    assert [made.text() for made in tip.findChildren(QLabel)] == ["Дом культуры", "11:00–11:50 · 18 people"]


# Editing


def test_a_place_is_edited_in_its_form_and_saved_as_one_deed(page: PlacesPage, qtbot: QtBot) -> None:
    revision = page.store.programme.revision
    page.list.tree.setFocus()
    QTest.keyClick(page.list.tree, Qt.Key.Key_Return)
    form = page.side.form
    assert form.isVisible()
    assert form.line("name").hasFocus()
    form.line("name").selectAll()
    type_text(form.line("name"), "Сырзавод")
    form.line("closes_at").setText("18.30")
    form.line("host_phone").setText("8 029 123-45-67")
    form.kind.setCurrentIndex(form.kind.findData(SiteKind.FARM))
    form._weekdays.findChildren(QToolButton)[5].click()
    form._direction_boxes[AGRARIAN.id].click()
    form.requirements.setPlainText("каска")
    QTest.keyClick(form.line("name"), Qt.Key.Key_Return)
    site = page.store.programme.sites[DAIRY.id]
    assert site == replace(
        DAIRY, name="Сырзавод", closes_at=time(18, 30), host_phone="+375291234567", kind=SiteKind.FARM,
        open_days=("1", "2", "3", "4", "5", "6"), requirements="каска",
    )  # fmt: skip
    assert page.store.programme.directions_by_site[DAIRY.id] == (AGRARIAN.id,)
    assert page.store.programme.revision == revision + 1
    assert "Сырзавод" in texts_of(page)
    page.store.undo()
    assert page.store.programme.sites[DAIRY.id] == DAIRY
    assert "Молочный комбинат" in texts_of(page)


def test_what_does_not_do_is_refused_beside_its_field(page: PlacesPage) -> None:
    page.edit_chosen()
    form = page.side.form
    for name, typed, why in (
        ("name", " ", "A name is needed."),
        ("visitors_max", "много", "It should be a whole number."),
        ("visit_minutes", "0", "It should be a number from 1 to 10000."),
        ("opens_at", "25:00", "There is no such time on the clock."),
    ):
        before = form.line(name).text()
        form.line(name).setText(typed)
        form.save()
        assert form.problem_of(name) == why
        assert form.line(name).hasFocus()
        form.line(name).setText(before)
    assert page.store.programme.sites[DAIRY.id] == DAIRY
    form.save()
    assert not form.isVisible()


def test_half_a_place_is_refused_beside_the_number_that_lacks(page: PlacesPage) -> None:
    page.edit_chosen()
    form = page.side.form
    form.where.longitude.clear()
    form.save()
    assert form.where.longitude_field.problem == "Latitude and longitude are only good together."


def test_what_is_typed_and_not_saved_stays_when_another_place_is_pressed(page: PlacesPage, qtbot: QtBot) -> None:
    page.edit_chosen()
    page.side.form.line("name").setText("Недописано")
    click_mark(page, HOUSE.id, qtbot)
    assert page.side.form.isVisible()
    assert page.side.form.line("name").text() == "Недописано"
    assert page.list.tree.currentIndex().data(KEY_ROLE) == DAIRY.id
    QTest.keyClick(page.side.form, Qt.Key.Key_Escape)
    click_mark(page, HOUSE.id, qtbot)
    assert "Дом культуры" in texts_of(page)


def test_a_new_place_goes_into_the_chosen_district_and_becomes_the_chosen_one(page: PlacesPage, qtbot: QtBot) -> None:
    page.choose(LIDA.id)
    QTest.mouseClick(page.bar.new, Qt.MouseButton.LeftButton)
    form = page.side.form
    type_text(form.line("name"), "Вокзал")
    QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (added,) = [site for site in page.store.programme.sites.values() if site.name == "Вокзал"]
    assert added.district_id == LIDA.id
    assert page.list.tree.currentIndex().data(KEY_ROLE) == added.id
    assert last_deed(page) == "Add the place “Вокзал”"


def test_a_district_is_made_while_a_place_is_typed_and_nothing_is_lost(page: PlacesPage, qtbot: QtBot) -> None:
    page.add_site()
    page.side.form.line("name").setText("Гимназия")
    page.side.form.district_wanted.emit()
    form = page.side.district_form
    assert form.isVisible()
    form.line("name").setText("Зельва")
    form.save()
    assert page.side.form.isVisible()
    assert page.side.form.line("name").text() == "Гимназия"
    assert page.side.form.district.currentText() == "Зельва"
    page.side.form.save()
    (site,) = [site for site in page.store.programme.sites.values() if site.name == "Гимназия"]
    assert page.store.programme.districts[site.district_id].name == "Зельва"


def test_a_place_is_deleted_by_key_and_undo_brings_it_back(page: PlacesPage, qtbot: QtBot) -> None:
    page.choose(MUSEUM.id)
    page.list.tree.setFocus()
    QTest.keyClick(page.list.tree, Qt.Key.Key_Delete)
    assert MUSEUM.id not in page.store.programme.sites
    assert not page.list.model.index_of(MUSEUM.id).isValid()
    page.store.undo()
    assert page.list.model.index_of(MUSEUM.id).isValid()


def test_a_place_that_is_needed_is_not_deleted_and_that_is_told(page: PlacesPage, qtbot: QtBot) -> None:
    told: list[object] = []
    page.store.refused.connect(told.append)
    QTest.mouseClick(page.side.trash, Qt.MouseButton.LeftButton)
    assert [str(error) for error in told] == [
        "Молочный комбинат is still in use, so it was not deleted. Take it out of where it is used first."
    ]
    assert DAIRY.id in page.store.programme.sites


def test_the_host_is_confirmed_by_one_click(page: PlacesPage) -> None:
    box = page.side.card.findChildren(type(page.bar.names))[0]
    box.click()
    assert page.store.programme.sites[DAIRY.id].host_confirmed
    assert last_deed(page) == "Confirm the host of “Молочный комбинат”"


def test_halls_are_added_edited_and_deleted_in_the_card(page: PlacesPage, qtbot: QtBot) -> None:
    page.choose(HOUSE.id)
    halls = page.side.card.halls
    halls.add.click()
    line = halls.line
    assert line is not None
    line.seats.setText("сто")
    type_text(line.name, "Малый зал")
    QTest.keyClick(line.name, Qt.Key.Key_Return)
    assert line.problem == "It should be a whole number."
    line.seats.setText("40")
    QTest.keyClick(line.seats, Qt.Key.Key_Return)
    halls_now = {(hall.name, hall.seats) for hall in page.store.programme.halls.values()}
    assert halls_now == {("Большой зал", 120), ("Малый зал", 40)}
    halls.edit(HALL.id)
    assert halls.line is not None
    halls.line.name.setText("Главный зал")
    halls.line.save()
    assert page.store.programme.halls[HALL.id].name == "Главный зал"
    assert "Главный зал" in [made.accessibleName() for made in halls.findChildren(QLabel)]
    (trash,) = [made for made in halls.findChildren(QToolButton) if "Delete “Главный" in made.accessibleName()]
    trash.click()
    assert HALL.id not in page.store.programme.halls


def test_a_district_is_edited_and_deleted_only_when_it_is_empty(page: PlacesPage, qtbot: QtBot) -> None:
    page.choose(MOSTY.id)
    form = page.side.district_form
    assert not form._delete.isEnabled()
    form.line("coordinator").setText("Ирина Лось")
    QTest.keyClick(form.line("coordinator"), Qt.Key.Key_Return)
    assert page.store.programme.districts[MOSTY.id].coordinator == "Ирина Лось"
    page.choose(HOUSE.id)
    with page.store.db.deed(say("Empty district")) as deed:
        deed.insert(District(DistrictId("empty"), "Зельва"))
    page.store.take_in(deed.changes)
    page.choose("empty")
    QTest.mouseClick(form._delete, Qt.MouseButton.LeftButton)
    assert "empty" not in page.store.programme.districts


# Coordinates


def test_a_click_on_the_map_gives_the_coordinates(page: PlacesPage, qtbot: QtBot) -> None:
    page.edit_chosen()
    page.side.form.where.pick_wanted.emit()
    assert page.map.banner.isVisible()
    place = page.map.view.viewport().rect().center()
    QTest.mouseClick(page.map.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not page.map.banner.isVisible()
    page.side.form.save()
    site = page.store.programme.sites[DAIRY.id]
    assert site.latitude == pytest.approx(53.96, abs=0.2)
    assert site.longitude == pytest.approx(25.1, abs=0.3)
    assert last_deed(page) == "Put “Молочный комбинат” on the map"


def test_esc_leaves_the_choosing_on_the_map_and_the_form_stays(page: PlacesPage, qtbot: QtBot) -> None:
    page.edit_chosen()
    page.side.form.where.pick_wanted.emit()
    QTest.keyClick(page.map.view, Qt.Key.Key_Escape)
    assert not page.map.banner.isVisible()
    assert page.side.form.isVisible()


def test_a_name_of_the_gazetteer_gives_the_coordinates_and_fills_a_district(page: PlacesPage, qtbot: QtBot) -> None:
    page.side.add_district()
    form = page.side.district_form
    qtbot.waitUntil(lambda: form.where._gazetteer is not None)
    type_text(form.where.name, "Слон")
    suggestions = form.where._suggestions.stringList()
    assert suggestions[0].startswith("Slonim · ")
    QTest.keyClick(form.where.name, Qt.Key.Key_Return)
    form.where._take_first()
    assert form.where.latitude.text() == "53.08751"
    assert form.line("name").text() == "Slonim"
    form.save()
    assert any(row.latitude == 53.08751 for row in page.store.programme.districts.values())


# Empty, locked, hostile


def test_an_empty_event_says_what_to_do_first(workspace: Workspace, qtbot: QtBot) -> None:
    page = shown(PlacesPage(workspace), qtbot)
    assert page.empty_import.isVisible()
    wanted: list[str] = []
    page.action_requested.connect(wanted.append)
    QTest.mouseClick(page.empty_import, Qt.MouseButton.LeftButton)
    assert wanted == ["import-workbook"]
    QTest.keyClick(page.empty_add, Qt.Key.Key_Space)
    page.side.district_form.line("name").setText("Мосты")
    page.side.district_form.save()
    page.side.form.line("name").setText("Музей")
    page.side.form.save()
    assert [site.name for site in workspace.store.programme.sites.values()] == ["Музей"]
    assert not page.empty_import.isVisible()


def test_an_event_for_reading_only_offers_no_editing(page: PlacesPage, qtbot: QtBot) -> None:
    page.store.db.read_only = True
    page._show_event()
    for made in (page.bar.new, page.bar.imports, page.side.pencil, page.side.trash, page.side.card.halls.add):
        assert not made.isVisible() or not made.isEnabled()
    page.edit_chosen()
    page.delete_chosen()
    page.add_site()
    assert not page.side.form.isVisible()
    page.choose(MOSTY.id)
    assert not page.side.district_form.foot.save.isEnabled()
    page.store.db.read_only = False


def test_what_others_change_appears_and_an_open_form_keeps_what_is_typed(page: PlacesPage, qtbot: QtBot) -> None:
    with page.store.db.deed(say("Rename")) as deed:
        deed.update(DAIRY, replace(DAIRY, name="Маслозавод"))
    page.store.take_in(deed.changes)
    assert "Маслозавод" in texts_of(page)
    page.edit_chosen()
    page.side.form.line("address").setText("новый адрес")
    with page.store.db.deed(say("Rename a hall")) as deed:
        deed.update(HALL, replace(HALL, name="Иной"))
    page.store.take_in(deed.changes)
    assert page.side.form.line("address").text() == "новый адрес"


def test_any_text_is_plain_text_in_both_themes(page: PlacesPage, qapp: QApplication, qtbot: QtBot) -> None:
    sites = [
        replace(DAIRY, id=SiteId(f"naughty{number}"), name=text, address=text, requirements=text, host_name=text,
                host_position=text, latitude=53.2 + number / 10)
        for number, text in enumerate(NAUGHTY)
    ]  # fmt: skip
    with page.store.db.deed(say("Naughty")) as deed:
        deed.insert(District(DistrictId("naughty"), NAUGHTY[0], latitude=54.2, longitude=26.0))
        deed.insert(*sites)
        deed.insert(Hall(HallId("naughty"), sites[0].id, NAUGHTY[0]))
    page.store.take_in(deed.changes)
    for dark in (False, True):
        page.theme.set_dark(dark, qapp)
        for site in sites:
            page.choose(site.id)
            for made in page.side.card.findChildren(QLabel):
                assert made.textFormat() == Qt.TextFormat.PlainText or not made.pixmap().isNull()
            assert not page.grab().isNull()
            inside = page.side.card._area.widget()
            assert inside is not None
            assert inside.width() <= page.side.card._area.viewport().width()
    page.bar.views.choose(TABLE)
    page._show_view(TABLE)
    assert not page.grab().isNull()


def test_a_page_that_lay_behind_shows_the_news_when_it_comes_to_the_front(page: PlacesPage, qtbot: QtBot) -> None:
    page.hide()
    with page.store.db.deed(say("Rename")) as deed:
        deed.update(MUSEUM, replace(MUSEUM, name="Новый музей"))
    page.store.take_in(deed.changes)
    page.show()
    assert page.list.model.index_of(MUSEUM.id).data() == "Новый музей"


def test_f9_hides_and_shows_the_card(page: PlacesPage, qtbot: QtBot) -> None:
    page.list.tree.setFocus()
    QTest.keyClick(page.list.tree, Qt.Key.Key_F9)
    assert page.side.isHidden()
    QTest.mouseClick(page.bar.side, Qt.MouseButton.LeftButton)
    assert not page.side.isHidden()


# Facts of a site

EVENT = Event(EVENT_KEY, "Съезд", date(2025, 8, 13), date(2025, 8, 15))


def test_a_site_is_open_on_its_weekdays_and_dates() -> None:
    site = replace(DAIRY, open_days=("4", "2025-08-15"))
    days = [item.is_open for item in days_at_site(Programme(EVENT), site, [])]
    assert days == [False, True, True]
    assert is_open_on(replace(DAIRY, open_days=()), date(2025, 8, 16))


@given(
    st.lists(
        st.tuples(st.integers(0, 8), st.integers(1, 4), st.sets(st.integers(0, 5), max_size=3)), min_size=1, max_size=6
    )
)
def test_the_most_people_at_once_is_what_counting_every_minute_gives(
    visits: list[tuple[int, int, set[int]]],
) -> None:
    """Oracle: for each hour, everybody of every group that is there, once."""
    people = {
        f"p{number}": Participant(
            ParticipantId(f"p{number}"), number + 1, "И", "И", delegation_id=DelegationId(f"d{number}")
        )
        for number in range(6)
    }
    groups = {f"g{number}": Group(GroupId(f"g{number}"), "", DelegationId(f"d{number}")) for number in range(6)}
    activities: dict[str, Activity] = {}
    links: dict[str, ActivityGroup] = {}
    for number, (start, length, here) in enumerate(visits):
        key = ActivityId(f"a{number}")
        begin = datetime(2025, 8, 14, 8 + start)
        activities[key] = Activity(key, "", ActivityKind.VISIT, begin, begin.replace(hour=8 + start + length))
        links |= {f"{key}/g{group}": ActivityGroup(key, GroupId(f"g{group}")) for group in here}
    programme = Programme(EVENT, participants=people, groups=groups, activities=activities, activity_groups=links)
    hours = range(8, 22)
    oracle = max(
        len({who for start, length, here in visits if 8 + start <= hour < 8 + start + length for who in here})
        for hour in hours
    )
    assert people_at_once(programme, list(activities.values())) == oracle


def test_lodgers_are_those_of_their_own_row_and_those_of_their_delegation() -> None:
    hotel = replace(DAIRY, id=SiteId("hotel"), kind=SiteKind.HOTEL)
    staying, away, empty = (
        Delegation(DelegationId(key), key, key, hotel_id=hotel.id, expected_size=7) for key in ("a", "b", "c")
    )
    guest = Participant(ParticipantId("1"), 1, "А", "А", delegation_id=staying.id)
    elsewhere = replace(guest, id=ParticipantId("2"), number=2, delegation_id=away.id, hotel_id=SiteId("other"))
    alone = replace(guest, id=ParticipantId("3"), number=3, delegation_id=None, hotel_id=hotel.id)
    programme = Programme(
        EVENT, sites={hotel.id: hotel}, delegations={row.id: row for row in (staying, away, empty)},
        participants={row.id: row for row in (guest, elsewhere, alone)},
    )  # fmt: skip
    assert lodgers(programme, hotel) == 1 + 1 + 7
    assert lodgers(programme, DAIRY) == 0


def test_beside_the_chosen_place_stands_what_it_is_and_it_goes_along_with_the_map(
    page: PlacesPage, qtbot: QtBot
) -> None:
    page.choose(HOUSE.id)
    tip, view = page.map._tip, page.map.view
    assert tip.isVisible()
    assert [made.text() for made in tip.findChildren(QLabel)] == ["Дом культуры", "11:00–11:50 · 18 people"]
    before = tip.pos()
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert tip.pos() != before
    click_mark(page, DAIRY.id, qtbot)
    assert tip.findChildren(QLabel)[0].text() == "Молочный комбинат"
    page.choose("")
    assert not tip.isVisible()


def test_the_tip_beside_the_chosen_place_keeps_off_the_cards(page: PlacesPage) -> None:
    page.choose(HOUSE.id)
    pane = page.map
    place = pane.view.point_of(HOUSE.id)
    assert place is not None
    pane.kinds_card.move(place.x() + 15, place.y() - 60)
    pane._show_tip()
    assert not pane._tip.geometry().intersects(pane.kinds_card.geometry())
    assert not pane._tip.geometry().contains(place)


def test_the_card_of_the_route_is_as_wide_as_its_longest_name_needs(page: PlacesPage) -> None:
    card = page.map.route_card
    lines = [RouteLine("1", HOUSE.id, "Пасека и кооператив «Вереск»", "09:05")]
    page.map.show_route("Городец", None, "132 км", lines, HOUSE.id)
    (name,) = [made for made in card.findChildren(ElidedLabel) if made.accessibleName() == lines[0].text]
    QApplication.processEvents()
    assert name.text() == lines[0].text
    assert ROUTE_WIDTH < card.width() <= ROUTE_MOST


def test_a_zoom_keeps_the_marks_that_look_the_same(page: PlacesPage) -> None:
    def marks() -> dict[str, SiteMark]:
        return {item.key: item for item in page.map.view.marks.items() if isinstance(item, SiteMark)}

    page.map.view.zoom_in()
    before = marks()
    page.map.view.zoom_in()
    assert all(marks()[key] is mark for key, mark in before.items())
    page.choose(HOUSE.id)
    assert marks()[HOUSE.id] is not before[HOUSE.id]
    assert marks()[HOUSE.id].look.chosen


def test_a_folded_card_of_kinds_gives_its_room_to_the_map(page: PlacesPage) -> None:
    card = page.map.kinds_card
    card.fold(False)
    open_ = card.height()
    card.fold(True)
    assert card.height() < open_ / 2 + 40
    assert card.height() <= 60


def test_a_narrow_window_begins_without_the_card_until_f9(page: PlacesPage, qtbot: QtBot) -> None:
    page.resize(1192, 650)
    assert page.side.isHidden()
    page.choose(HOUSE.id)
    assert page.side.isHidden()
    page.list.tree.setFocus()
    QTest.keyClick(page.list.tree, Qt.Key.Key_F9)
    assert not page.side.isHidden()
    page.resize(1352, 830)
    page.resize(1192, 650)
    assert not page.side.isHidden(), "somebody has asked for it"


def test_the_card_owns_its_editor_of_halls_before_any_place_is_shown(workspace: Workspace, qtbot: QtBot) -> None:
    card = SiteCard(workspace)
    qtbot.addWidget(card)
    assert card.isAncestorOf(card.halls)
