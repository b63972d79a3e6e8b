"""The programme's page: each deed by mouse and by keyboard, on a real event."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

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
    ActivityPart,
    ActivityStatus,
    Delegation,
    Direction,
    District,
    Group,
    Participant,
    Request,
    Site,
    SiteDirection,
    Transfer,
    TransferGroup,
    Vehicle,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.dialogs.accept_conflict import AcceptConflictDialog
from smalltowns_desktop.gui.models.conflicts import key_of
from smalltowns_desktop.gui.models.table import KEY_ROLE
from smalltowns_desktop.gui.pages.programme import ProgrammePage
from smalltowns_desktop.gui.pages.programme_bar import TABLE
from smalltowns_desktop.gui.timeline.layout import Item, Row, RowsBy
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.services.languages import translator
from smalltowns_desktop.services.programme import ActivityEdit, edit_activities
from smalltowns_desktop.services.transport import TransferEdit, delete_transfers, delete_vehicle, edit_transfers
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.snapshot import load_programme

DAY = datetime(2025, 8, 14)
DAIRY, MUSEUM = SiteId("dairy"), SiteId("museum")
CTRL, ALT, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)
RAIL = 88
"""How much of a window its rail of pages takes."""
HOUR = 64
"""Pixels, at the usual scale."""


def at(hours: float) -> datetime:
    return DAY + timedelta(hours=hours)


def row_of(number: int) -> str:
    return f"delegation:t{number}"


@pytest.fixture
def event_db(event_db: Database) -> Database:
    """Three delegations; a visit each in the first two, a meal for all of them, and a request of the third."""
    towns = [Delegation(DelegationId(f"t{n}"), name, name[:2].upper(), position=n, expected_size=12) for n, name in
             enumerate(("Арзамас", "Балахна", "Выкса"))]  # fmt: skip
    groups = [Group(GroupId(f"g{n}"), town.name, town.id) for n, town in enumerate(towns)]
    visits = [
        Activity(ActivityId("a"), "Сыроварня «Белый луг»", ActivityKind.VISIT, at(10), at(11),
                 DirectionId("agrarian"), DAIRY, status=ActivityStatus.CONFIRMED),
        Activity(ActivityId("b"), "Музей истории", ActivityKind.VISIT, at(10), at(11.5), site_id=MUSEUM),
        Activity(ActivityId("all"), "Ужин", ActivityKind.MEAL, at(19), at(20), site_id=MUSEUM, locked=True),
    ]  # fmt: skip
    buses = [Vehicle(VehicleId(f"v{n}"), f"Автобус {n + 1}", seats) for n, seats in enumerate((20, 6))]
    trips = [
        Transfer(TransferId("out"), buses[0].id, MUSEUM, DAIRY, at(9), at(9.75)),
        Transfer(TransferId("back"), buses[0].id, DAIRY, MUSEUM, at(13), at(13.5)),
    ]
    rows = [
        Direction(DirectionId("agrarian"), "Аграрный сектор", position=1),
        District(DistrictId("d"), "Слоним", latitude=53.1, longitude=25.3),
        Site(DAIRY, "Сыроварня «Белый луг»", DistrictId("d"), visitors_max=25, opens_at=time(9), closes_at=time(17),
             latitude=53.1, longitude=25.3, host_name="Ольга Ясень", groups_at_once=1),
        Site(MUSEUM, "Музей", DistrictId("d"), latitude=53.1, longitude=25.3),
        SiteDirection(DAIRY, DirectionId("agrarian")),
        *towns,
        Participant(ParticipantId("p"), 1, "Ясень", "Ольга", delegation_id=towns[0].id),
        *groups, *visits,
        ActivityGroup(ActivityId("a"), groups[0].id), ActivityGroup(ActivityId("b"), groups[1].id),
        *(ActivityGroup(ActivityId("all"), group.id) for group in groups),
        Request(RequestId("wish"), DAIRY, delegation_id=towns[2].id, minutes=45),
        *buses, *trips, *(TransferGroup(trip.id, groups[0].id) for trip in trips),
    ]  # fmt: skip
    with event_db.deed(say("Prepare")) as deed:
        deed.insert_all(rows)
    return event_db


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Iterator[ProgrammePage]:
    page = ProgrammePage(workspace)
    qtbot.addWidget(page)
    page.resize(1352, 830)
    page.show()
    page.pane.view.go_to_moment(at(8))
    settle(page, qtbot)
    page.pane.view.setFocus()
    yield page
    settle(page, qtbot)


def settle(page: ProgrammePage, qtbot: QtBot) -> None:
    """Until conflicts are found and everything is shown."""
    qtbot.waitUntil(lambda: page.store.conflicts is not None and not page.workspace.jobs.busy)
    QApplication.processEvents()


def activity(page: ProgrammePage, key: str) -> Activity:
    return page.store.programme.activities[key]


def spot(page: ProgrammePage, key: str, row: str) -> QPoint:
    """The middle of a block in the viewport."""
    layout = page.pane.grid.layout
    assert layout is not None
    item = layout.item(f"{key}@{row}") or layout.columns[f"{key}@"]
    return page.pane.view.mapFromScene(page.pane.grid.area_of(item, layout.row_by_key[row]).center())


def place(page: ProgrammePage, moment: datetime, row: str) -> QPoint:
    layout = page.pane.grid.layout
    assert layout is not None
    y = layout.row_by_key[row].top + 28
    return page.pane.view.mapFromScene(QPointF(page.pane.grid.x_of(moment), y))


def shown(page: ProgrammePage, key: str, row: str) -> tuple[Item, Row]:
    """Something on the grid, and the row in which it stands."""
    layout = page.pane.grid.layout
    assert layout is not None
    item = layout.item(f"{key}@{row}")
    assert item is not None
    return item, layout.row_by_key[row]


def mouse(page: ProgrammePage, kind: QEvent.Type, point: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    viewport = page.pane.view.viewport()
    move, up = kind == QEvent.Type.MouseMove, kind == QEvent.Type.MouseButtonRelease
    button = Qt.MouseButton.NoButton if move else Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if up else Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, QPointF(point), QPointF(viewport.mapToGlobal(point)), button, held, modifiers)
    QApplication.sendEvent(viewport, event)


def drag(page: ProgrammePage, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press, carry and let go."""
    carry(page, start, end, modifiers)
    mouse(page, QEvent.Type.MouseButtonRelease, end, modifiers)


def carry(page: ProgrammePage, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    mouse(page, QEvent.Type.MouseButtonPress, start, modifiers & ~ALT)
    middle = QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2 + 12)
    for point in (middle, end):
        mouse(page, QEvent.Type.MouseMove, point, modifiers)


def click(page: ProgrammePage, point: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    mouse(page, QEvent.Type.MouseButtonPress, point, modifiers)
    mouse(page, QEvent.Type.MouseButtonRelease, point, modifiers)
    QApplication.processEvents()


def press(page: ProgrammePage, qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(page.pane.view, key, modifiers)
    QApplication.processEvents()


def choose(page: ProgrammePage, key: str, row: str) -> None:
    click(page, spot(page, key, row))


def type_in(widget: QWidget, text: str) -> None:
    """Letters of any alphabet: `QTest.keyClicks` knows Latin ones only."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, Qt.Key.Key_unknown, NONE, letter))


# Moving


def test_a_drag_moves_a_visit_by_five_minutes_and_undo_takes_it_back(page: ProgrammePage, qtbot: QtBot) -> None:
    start = spot(page, "a", row_of(0))
    drag(page, start, start + QPoint(HOUR // 2 + 1, 0))
    assert activity(page, "a").starts_at == at(10.5)
    assert activity(page, "a").ends_at == at(11.5)
    assert str(page.store.undo_title) == "Move “Сыроварня «Белый луг»” to 2025-08-14 10:30"
    page.store.undo()
    assert activity(page, "a").starts_at == at(10)


def test_alt_drags_to_the_minute(page: ProgrammePage) -> None:
    start = spot(page, "a", row_of(0))
    drag(page, start, start + QPoint(24, 0), ALT)
    assert activity(page, "a").starts_at.minute % 5 != 0


def test_escape_takes_a_drag_back_before_it_is_one(page: ProgrammePage, qtbot: QtBot) -> None:
    start = spot(page, "a", row_of(0))
    carry(page, start, start + QPoint(HOUR, 0))
    assert page.pane.view.carrier.active
    press(page, qtbot, Qt.Key.Key_Escape)
    mouse(page, QEvent.Type.MouseButtonRelease, start + QPoint(HOUR, 0))
    assert activity(page, "a").starts_at == at(10)
    assert not page.pane.view.carrier.active


def test_a_drag_to_another_row_is_another_group_and_in_site_rows_another_site(page: ProgrammePage) -> None:
    drag(page, spot(page, "a", row_of(0)), place(page, at(10.5), row_of(2)))
    assert page.store.programme.groups_by_activity[ActivityId("a")] == ("g2",)
    assert activity(page, "a").starts_at == at(10)
    assert page.pane.grid.current == (f"a@{row_of(2)}", row_of(2))
    page.show_view(RowsBy.SITES)
    drag(page, spot(page, "a", "site:dairy"), place(page, at(10.5), "site:museum"))
    assert activity(page, "a").site_id == MUSEUM


@pytest.mark.parametrize(("at_end", "expected"), [(True, (10, 11.5)), (False, (9.5, 11))])
def test_an_end_is_pulled(page: ProgrammePage, at_end: bool, expected: tuple[float, float]) -> None:
    middle = spot(page, "a", row_of(0))
    grip = middle + QPoint(HOUR // 2 - 3 if at_end else -HOUR // 2 + 2, 0)
    drag(page, grip, grip + QPoint(HOUR // 2 if at_end else -HOUR // 2, 0))
    assert (activity(page, "a").starts_at, activity(page, "a").ends_at) == (at(expected[0]), at(expected[1]))


def test_several_move_together_after_a_click_with_ctrl_and_after_a_frame(page: ProgrammePage, qtbot: QtBot) -> None:
    choose(page, "a", row_of(0))
    click(page, spot(page, "b", row_of(1)), CTRL)
    assert page.pane.grid.selected == {"a", "b"}
    start = spot(page, "a", row_of(0))
    drag(page, start, start + QPoint(HOUR, 0))
    assert (activity(page, "a").starts_at, activity(page, "b").starts_at) == (at(11), at(11))
    assert str(page.store.undo_title) == "Move 2 activities"
    press(page, qtbot, Qt.Key.Key_Escape)
    assert not page.pane.grid.selected
    drag(page, place(page, at(8.5), row_of(0)) - QPoint(0, 20), place(page, at(14), row_of(1)), CTRL)
    assert page.pane.grid.selected == {"a", "b"}


def test_a_locked_one_does_not_move_and_says_why(page: ProgrammePage, qtbot: QtBot) -> None:
    page.pane.view.go_to_moment(at(14))
    start = spot(page, "all", row_of(0))
    drag(page, start, start + QPoint(HOUR, 0))
    assert activity(page, "all").starts_at == at(19)
    assert "Ctrl+L" in page.pane.view.tip_at(start)
    with qtbot.waitSignal(page.store.refused):
        press(page, qtbot, Qt.Key.Key_Right, ALT)
    assert activity(page, "all").starts_at == at(19)


def test_a_column_moves_for_everybody_once_it_is_unlocked(page: ProgrammePage, qtbot: QtBot) -> None:
    page.pane.view.go_to_moment(at(14))
    choose(page, "all", row_of(1))
    press(page, qtbot, Qt.Key.Key_L, CTRL)
    assert not activity(page, "all").locked
    start = spot(page, "all", row_of(1))
    drag(page, start, start - QPoint(HOUR, 0))
    assert activity(page, "all").starts_at == at(18)


def test_while_it_is_carried_it_says_what_would_be_wrong(page: ProgrammePage, qtbot: QtBot) -> None:
    words: list[list[str]] = []
    reason = page.pane.view.carrier._reason
    reason.say = lambda reasons, severity: words.append(list(reasons))  # type: ignore[method-assign]
    start = spot(page, "a", row_of(0))
    carry(page, start, start + QPoint(9 * HOUR, 0))
    qtbot.waitUntil(lambda: bool(words))
    assert any("Арзамас is in “Сыроварня «Белый луг»” and in “Ужин” at once" in line for line in words[-1])
    words.clear()
    mouse(page, QEvent.Type.MouseMove, start + QPoint(HOUR, 0))
    qtbot.waitUntil(lambda: bool(words))
    assert words[-1] == ["Fits"]
    press(page, qtbot, Qt.Key.Key_Escape)
    assert activity(page, "a").starts_at == at(10)


def test_a_conflict_appears_after_the_drop_and_goes_with_the_undo(page: ProgrammePage, qtbot: QtBot) -> None:
    start = spot(page, "b", row_of(1))
    with qtbot.waitSignal(page.store.conflicts_changed):
        drag(page, start, start + QPoint(9 * HOUR, 0))
    assert page.pane.grid.marks.rows.keys() == {row_of(1)}
    with qtbot.waitSignal(page.store.conflicts_changed):
        page.store.undo()
    assert not page.pane.grid.marks.rows


# Rides, in the rows of vehicles


BUS, OTHER_BUS = "vehicle:v0", "vehicle:v1"


@pytest.fixture
def buses(page: ProgrammePage, qtbot: QtBot) -> ProgrammePage:
    """The page with a row for each vehicle."""
    page.show_view(RowsBy.VEHICLES)
    settle(page, qtbot)
    return page


def ride(page: ProgrammePage, key: str) -> Transfer:
    return page.store.programme.transfers[key]


def departure(page: ProgrammePage) -> QLineEdit:
    """Where the panel says when a ride leaves."""
    editor = page.inspector.ride.fields["departs_at"].editor
    assert isinstance(editor, QLineEdit)
    return editor


def test_a_ride_is_dragged_in_time_and_to_another_vehicle_and_undone(buses: ProgrammePage) -> None:
    start = spot(buses, "out", BUS)
    drag(buses, start, start + QPoint(HOUR // 2 + 1, 0))
    assert (ride(buses, "out").departs_at, ride(buses, "out").arrives_at) == (at(9.5), at(10.25))
    assert str(buses.store.undo_title) == "Move the transfer Музей – Сыроварня «Белый луг», 09:30"
    buses.store.undo()
    drag(buses, spot(buses, "out", BUS), place(buses, at(9.375), OTHER_BUS))
    assert ride(buses, "out") == Transfer(TransferId("out"), VehicleId("v1"), MUSEUM, DAIRY, at(9), at(9.75))
    assert buses.pane.grid.current == (f"out@{OTHER_BUS}", OTHER_BUS)
    buses.store.undo()
    assert ride(buses, "out").vehicle_id == "v0"


def test_alt_drags_a_ride_to_the_minute_and_escape_takes_it_back(buses: ProgrammePage, qtbot: QtBot) -> None:
    start = spot(buses, "out", BUS)
    carry(buses, start, start + QPoint(HOUR, 0))
    press(buses, qtbot, Qt.Key.Key_Escape)
    mouse(buses, QEvent.Type.MouseButtonRelease, start + QPoint(HOUR, 0))
    assert ride(buses, "out").departs_at == at(9)
    drag(buses, start, start + QPoint(24, 0), ALT)
    assert ride(buses, "out").departs_at.minute % 5 != 0


def test_an_end_of_a_ride_is_pulled(buses: ProgrammePage) -> None:
    grip = spot(buses, "out", BUS) + QPoint(HOUR * 3 // 8 - 3, 0)
    drag(buses, grip, grip + QPoint(HOUR // 2, 0))
    assert (ride(buses, "out").departs_at, ride(buses, "out").arrives_at) == (at(9), at(10.25))


def test_a_ride_that_is_carried_says_that_its_bus_drives_elsewhere_then(buses: ProgrammePage, qtbot: QtBot) -> None:
    words: list[list[str]] = []
    reason = buses.pane.view.carrier._reason
    reason.say = lambda reasons, severity: words.append(list(reasons))  # type: ignore[method-assign]
    start = spot(buses, "out", BUS)
    carry(buses, start, start + QPoint(4 * HOUR, 0))
    qtbot.waitUntil(lambda: bool(words))
    assert any("one vehicle cannot do both" in line for line in words[-1])
    mouse(buses, QEvent.Type.MouseMove, place(buses, at(9.375), OTHER_BUS))
    qtbot.waitUntil(lambda: words[-1] == ["Fits"])
    press(buses, qtbot, Qt.Key.Key_Escape)


def test_keys_choose_move_lengthen_hand_over_edit_and_delete_rides(buses: ProgrammePage, qtbot: QtBot) -> None:
    press(buses, qtbot, Qt.Key.Key_Down)
    assert buses.pane.grid.current == (f"out@{BUS}", BUS)
    press(buses, qtbot, Qt.Key.Key_Right)
    assert set(buses.pane.grid.selected) == {"back"}
    press(buses, qtbot, Qt.Key.Key_Left, ALT)
    assert ride(buses, "back").departs_at == at(13) - timedelta(minutes=5)
    press(buses, qtbot, Qt.Key.Key_Right, ALT | SHIFT)
    assert ride(buses, "back").arrives_at == at(13.5)
    press(buses, qtbot, Qt.Key.Key_Down, ALT)
    assert ride(buses, "back").vehicle_id == "v1"
    press(buses, qtbot, Qt.Key.Key_Up, ALT)
    assert (ride(buses, "back").vehicle_id, buses.pane.grid.current) == ("v0", (f"back@{BUS}", BUS))
    press(buses, qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is buses.inspector.ride.fields["vehicle_id"].editor
    fill(qtbot, departure(buses), "14:00")
    assert ride(buses, "back").departs_at == at(14)
    buses.pane.view.setFocus()
    press(buses, qtbot, Qt.Key.Key_Delete)
    assert set(buses.store.programme.transfers) == {"out"}
    assert not buses.pane.grid.selected
    buses.store.undo()
    assert set(buses.store.programme.transfers) == {"out", "back"}


def test_several_rides_move_together_and_go_together(buses: ProgrammePage, qtbot: QtBot) -> None:
    click(buses, spot(buses, "out", BUS))
    click(buses, spot(buses, "back", BUS), CTRL)
    start = spot(buses, "out", BUS)
    drag(buses, start, start + QPoint(HOUR, 0))
    assert (ride(buses, "out").departs_at, ride(buses, "back").departs_at) == (at(10), at(14))
    assert str(buses.store.undo_title) == "Move 2 transfers"
    qtbot.mouseClick(buses.inspector.trash, Qt.MouseButton.LeftButton)
    assert not buses.store.programme.transfers


def test_a_frame_on_empty_ground_chooses_rides_and_makes_nothing(buses: ProgrammePage) -> None:
    drag(buses, place(buses, at(8.5), BUS) - QPoint(0, 20), place(buses, at(14), BUS))
    assert set(buses.pane.grid.selected) == {"out", "back"}
    assert set(buses.store.programme.activities) == {"a", "b", "all"}


def test_the_panel_of_a_ride_leads_to_its_page(buses: ProgrammePage, qtbot: QtBot) -> None:
    click(buses, spot(buses, "out", BUS))
    assert not buses.inspector.lock.isVisible()
    with qtbot.waitSignal(buses.go_requested) as asked:
        qtbot.mouseClick(buses.inspector.there, Qt.MouseButton.LeftButton)
    assert asked.args == [Place("transport", "transfer", "out")]
    buses.show_view(RowsBy.DELEGATIONS)
    choose(buses, "a", row_of(0))
    assert buses.inspector.lock.isVisible()
    assert not buses.inspector.there.isVisible()


def test_a_double_click_on_a_strip_between_visits_leads_to_the_ride(page: ProgrammePage, qtbot: QtBot) -> None:
    point = place(page, at(9.375), row_of(0))
    qtbot.mouseDClick(page.pane.view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert page.pane.rows_by is RowsBy.VEHICLES
    assert page.pane.grid.current == (f"out@{BUS}", BUS)


def test_what_happens_to_a_chosen_ride_elsewhere_is_seen_and_a_ride_that_goes_is_chosen_no_more(
    buses: ProgrammePage, qtbot: QtBot
) -> None:
    click(buses, spot(buses, "out", BUS))
    with open_event(buses.store.db.name, author=Author("Пётр", "desk-2")) as other:
        row = load_programme(other).transfers["out"]
        with qtbot.waitSignal(buses.store.programme_changed, timeout=2000):
            edit_transfers(other, [TransferEdit(row, replace(row, departs_at=at(8.5)))])
        QApplication.processEvents()
        assert departure(buses).text().endswith("08:30")
        with qtbot.waitSignal(buses.store.programme_changed, timeout=2000):
            delete_transfers(other, [row.id])
    QApplication.processEvents()
    assert not buses.pane.grid.selected
    assert not buses.inspector.ride.isVisible()


# Making and taking out


def test_drawing_on_empty_ground_makes_an_activity_whose_title_is_typed_at_once(
    page: ProgrammePage, qtbot: QtBot
) -> None:
    drag(page, place(page, at(13), row_of(2)), place(page, at(14.5), row_of(2)))
    (new,) = (row for row in page.store.programme.activities.values() if row.id not in ("a", "b", "all"))
    assert (new.starts_at, new.ends_at) == (at(13), at(14.5))
    assert page.store.programme.groups_by_activity[new.id] == ("g2",)
    assert QApplication.focusWidget() is page.inspector.form.title.editor
    type_in(page.inspector.form.title.editor, "Встреча с мэром")
    qtbot.keyClick(page.inspector.form.title.editor, Qt.Key.Key_Return)
    assert activity(page, new.id).title == "Встреча с мэром"


def test_the_button_makes_one_too(page: ProgrammePage, qtbot: QtBot) -> None:
    choose(page, "b", row_of(1))
    qtbot.mouseClick(page.bar.new, Qt.MouseButton.LeftButton)
    (new,) = (row for row in page.store.programme.activities.values() if row.id not in ("a", "b", "all"))
    assert page.store.programme.groups_by_activity[new.id] == ("g1",)


def test_a_request_dropped_on_the_grid_becomes_a_visit(page: ProgrammePage, qtbot: QtBot) -> None:
    index = page.tray.model.index(0)
    data = page.tray.model.mimeData([index])
    view, point = page.pane.view, place(page, at(14), row_of(0))
    actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    view.dragEnterEvent(QDragEnterEvent(point, actions, data, button, NONE))
    assert view.carrier.active
    view.dropEvent(QDropEvent(QPointF(point), actions, data, button, NONE))
    (new,) = (row for row in page.store.programme.activities.values() if row.id not in ("a", "b", "all"))
    assert (new.title, new.starts_at, new.ends_at) == ("Сыроварня «Белый луг»", at(14), at(14.75))
    assert page.store.programme.groups_by_activity[new.id] == ("g2",)
    settle(page, qtbot)
    assert page.tray.model.rowCount() == 0


def test_enter_on_a_request_plans_it_in_sight(page: ProgrammePage, qtbot: QtBot) -> None:
    page.tray.choose("wish")
    qtbot.keyClick(page.tray.cards, Qt.Key.Key_Return)
    assert len(page.store.programme.activities) == 4


def test_delete_gives_back_to_the_requests_and_the_bin_deletes(page: ProgrammePage, qtbot: QtBot) -> None:
    choose(page, "a", row_of(0))
    press(page, qtbot, Qt.Key.Key_Delete)
    assert "a" not in page.store.programme.activities
    assert {row.delegation_id for row in page.store.programme.requests.values()} == {"t0", "t2"}
    page.store.undo()
    choose(page, "b", row_of(1))
    qtbot.mouseClick(page.inspector.trash, Qt.MouseButton.LeftButton)
    assert set(page.store.programme.activities) == {"a", "all"}


def test_ctrl_d_repeats_right_after_and_chooses_the_copy(page: ProgrammePage, qtbot: QtBot) -> None:
    choose(page, "a", row_of(0))
    press(page, qtbot, Qt.Key.Key_D, CTRL)
    (copy,) = (row for row in page.store.programme.activities.values() if row.id not in ("a", "b", "all"))
    assert (copy.starts_at, copy.ends_at, copy.status) == (at(11), at(12), ActivityStatus.DRAFT)
    assert page.pane.grid.selected == {copy.id}


# The keyboard


def test_arrows_go_to_the_neighbours_and_alt_moves(page: ProgrammePage, qtbot: QtBot) -> None:
    press(page, qtbot, Qt.Key.Key_Down)
    assert page.pane.grid.current == (f"a@{row_of(0)}", row_of(0))
    press(page, qtbot, Qt.Key.Key_Down)
    assert page.pane.grid.current == (f"b@{row_of(1)}", row_of(1))
    assert "Музей истории" in page.pane.view.accessibleDescription()
    press(page, qtbot, Qt.Key.Key_Right)
    assert page.pane.grid.current == ("all@", row_of(1))
    press(page, qtbot, Qt.Key.Key_Left)
    press(page, qtbot, Qt.Key.Key_Right, ALT)
    assert activity(page, "b").starts_at == at(10) + timedelta(minutes=5)
    press(page, qtbot, Qt.Key.Key_Left, ALT | SHIFT)
    assert activity(page, "b").ends_at == at(11.5)
    press(page, qtbot, Qt.Key.Key_Down, ALT)
    assert page.store.programme.groups_by_activity[ActivityId("b")] == ("g2",)
    assert page.pane.grid.current == (f"b@{row_of(2)}", row_of(2))


def test_enter_edits_and_the_keys_change_rows_days_and_sight(page: ProgrammePage, qtbot: QtBot) -> None:
    choose(page, "a", row_of(0))
    press(page, qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.inspector.form.title.editor
    page.pane.view.setFocus()
    press(page, qtbot, Qt.Key.Key_At, CTRL | SHIFT)  # no key of ours does nothing
    qtbot.keyClick(page, Qt.Key.Key_2, CTRL | SHIFT)
    assert page.pane.rows_by is RowsBy.SITES
    qtbot.keyClick(page, Qt.Key.Key_4, CTRL | SHIFT)
    assert page.bar.views.current == TABLE
    qtbot.keyClick(page, Qt.Key.Key_1, CTRL | SHIFT)
    page.pane.view.setFocus()
    press(page, qtbot, Qt.Key.Key_PageDown)
    assert page.day == DAY.date() + timedelta(days=1)
    press(page, qtbot, Qt.Key.Key_Home)
    assert page.day == DAY.date()
    press(page, qtbot, Qt.Key.Key_PageUp)
    assert page.day == DAY.date() - timedelta(days=1)


def test_the_wheel_with_ctrl_zooms_around_the_pointer_between_its_limits(page: ProgrammePage) -> None:
    view = page.pane.view
    point = place(page, at(10), row_of(0))

    def turn(steps: int) -> None:
        event = QWheelEvent(
            QPointF(point), QPointF(view.viewport().mapToGlobal(point)), QPoint(), QPoint(0, 120 * steps),
            Qt.MouseButton.NoButton, CTRL, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)

    turn(2)
    assert page.pane.grid.scale == HOUR + 16
    assert abs(place(page, at(10), row_of(0)).x() - point.x()) <= 1
    turn(50)
    assert page.pane.grid.scale == 160
    turn(-50)
    assert page.pane.grid.scale == 32


def test_f9_and_f10_fold_the_panels(page: ProgrammePage, qtbot: QtBot) -> None:
    assert page.inspector.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_F9)
    assert not page.inspector.isVisible()
    assert page.conflicts.isVisible()
    qtbot.keyClick(page, Qt.Key.Key_F10)
    assert not page.conflicts.isVisible()


def test_a_screen_reader_is_told_what_is_in_focus_and_what_is_wrong_with_it(
    page: ProgrammePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            assert event.object() is page.pane.view
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", staticmethod(lambda: True))
    monkeypatch.setattr(QAccessible, "updateAccessibility", staticmethod(hear))
    view = page.pane.view
    choose(page, "b", row_of(1))
    assert told == ["Музей истории. 10:00–11:30, Слоним. Балахна"]
    assert view.accessibleDescription() == told[-1]
    overlap(page, qtbot)
    assert "Музей истории. 10:00–11:30, Сыроварня «Белый луг»" in told[-1]
    assert "2 groups at once" in told[-1]
    assert told[-1].endswith(". Балахна")
    page.show_place(Place("programme", "vehicle", "v0"))
    assert told[-1] == "Автобус 1. 20 seats"
    press(page, qtbot, Qt.Key.Key_Down)
    assert told[-1].startswith("Музей → Сыроварня «Белый луг». Автобус 1, 09:00–09:45")
    press(page, qtbot, Qt.Key.Key_Escape)
    assert not view.accessibleDescription()


def test_a_row_that_was_shown_stays_marked_after_the_next_deed(page: ProgrammePage) -> None:
    page.show_place(Place("programme", "site", "dairy"))
    assert page.pane.grid.current == ("", "site:dairy")
    before = page.store.programme.activities[ActivityId("b")]
    page.deeds.edit([ActivityEdit(before, replace(before, title="Музей"))])
    assert page.store.programme.activities[ActivityId("b")].title == "Музей"
    assert page.pane.grid.current == ("", "site:dairy")


@pytest.mark.parametrize("language", ["ru", "be", "en"])
def test_the_bar_holds_in_the_narrowest_window_and_keeps_its_names(
    workspace: Workspace, qtbot: QtBot, language: str
) -> None:
    page = ProgrammePage(replace(workspace, words=translator(language)))
    qtbot.addWidget(page)
    page.resize(1280 - RAIL, 650)
    page.show()
    settle(page, qtbot)
    bar = page.bar
    assert bar.width() == 1280 - RAIL
    for made in bar.findChildren(QAbstractButton):
        if made.isVisible():
            assert made.width() >= made.sizeHint().width() or not made.text(), made.text()
            assert made.text() or made.accessibleName()
            assert bar.rect().contains(QRect(made.mapTo(bar, QPoint()), made.size())), made.text()
    assert bar.legend.width() >= bar.legend.minimumSizeHint().width()
    assert bar.new.text(), "the main deed keeps its words"
    assert bar.side.isVisible()
    page.resize(1440 - RAIL, 650)
    settle(page, qtbot)
    assert bar.check.text()
    assert bar.larger.isVisible()
    assert page.inspector.isVisible()
    assert not bar.side.isVisible()


def test_what_is_chosen_stays_in_sight_when_the_panel_opens_over_it(page: ProgrammePage, qtbot: QtBot) -> None:
    page.show_side(False)
    page.pane.view.go_to_moment(at(19), share=0.75)
    settle(page, qtbot)
    choose(page, "all", row_of(0))
    page.show_side(True)
    settle(page, qtbot)
    layout = page.pane.grid.layout
    assert layout is not None
    assert page.pane.view.in_sight().contains(page.pane.grid.area_of(layout.columns["all@"], layout.rows[0]))


# Conflicts


def overlap(page: ProgrammePage, qtbot: QtBot) -> None:
    """The second delegation comes to the dairy at the same hour: too many groups at once."""
    row = activity(page, "b")
    edit = ActivityEdit(row, replace(row, site_id=DAIRY))
    page.store.perform(lambda db: edit_activities(db, [edit]))
    settle(page, qtbot)


def test_f4_goes_to_the_next_conflict(page: ProgrammePage, qtbot: QtBot) -> None:
    overlap(page, qtbot)
    page.show_day(DAY.date() + timedelta(days=1))
    qtbot.keyClick(page, Qt.Key.Key_F4)
    assert page.day == DAY.date()
    assert page.pane.grid.selected & {"a", "b"}


def test_a_double_click_goes_to_a_conflict(page: ProgrammePage, qtbot: QtBot) -> None:
    overlap(page, qtbot)
    page.conflicts.table.setCurrentIndex(page.conflicts.model.index(0, 0))
    page.conflicts.table.doubleClicked.emit(page.conflicts.model.index(0, 0))
    assert page.pane.grid.selected & {"a", "b"}


def test_a_conflict_is_accepted_with_a_reason_and_opened_again(
    page: ProgrammePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    overlap(page, qtbot)
    monkeypatch.setattr(AcceptConflictDialog, "ask", classmethod(lambda *_: "в две смены"))
    shown = page.conflicts.model.rowCount()
    page.conflicts.table.setCurrentIndex(page.conflicts.model.index(0, 0))
    qtbot.mouseClick(page.conflicts.accept, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert page.conflicts.model.rowCount() == shown - 1
    assert not page.pane.grid.marks.rows
    (row,) = page.store.programme.accepted_conflicts.values()
    assert row.reason == "в две смены"
    page.conflicts.kinds["accepted"].click()
    assert page.conflicts.model.rowCount() == 1
    page.conflicts.table.setCurrentIndex(page.conflicts.model.index(0, 0))
    page.conflicts.table.setFocus()

    qtbot.keyClick(page.conflicts.table, Qt.Key.Key_Delete)

    settle(page, qtbot)
    assert not page.store.programme.accepted_conflicts


def test_the_reason_is_asked_for_until_there_is_one(workspace: Workspace, qtbot: QtBot) -> None:
    dialog = AcceptConflictDialog(workspace, "Не успеть доехать", None)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.reason.property("problem") is True
    type_in(dialog.reason, "едут на машине штаба")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.result() == AcceptConflictDialog.DialogCode.Accepted


# The inspector


def fill(qtbot: QtBot, line: QLineEdit, text: str) -> None:
    line.setFocus()
    line.selectAll()
    type_in(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def test_every_field_of_the_panel_is_one_deed(page: ProgrammePage, qtbot: QtBot) -> None:
    choose(page, "a", row_of(0))
    form = page.inspector.form
    assert form.isVisible()
    fill(qtbot, form.title.line, "Дегустация")
    assert activity(page, "a").title == "Дегустация"
    fill(qtbot, form.start.line, "12:05")
    assert (activity(page, "a").starts_at, activity(page, "a").ends_at) == (
        at(12) + timedelta(minutes=5),
        at(13) + timedelta(minutes=5),
    )
    fill(qtbot, form.end.line, "14:00")
    assert activity(page, "a").ends_at == at(14)
    fill(qtbot, form.site.line, "Музей")
    assert activity(page, "a").site_id == MUSEUM
    for field, value, name in (
        (form.kind, ActivityKind.MEETING, "kind"),
        (form.status, ActivityStatus.CANCELLED, "status"),
        (form.direction, None, "direction_id"),
    ):
        field.combo.setCurrentIndex(field.combo.findData(value))
        field.combo.activated.emit(field.combo.currentIndex())
        assert getattr(activity(page, "a"), name) == value
    form.day.combo.setCurrentIndex(0)
    form.day.combo.activated.emit(0)
    assert activity(page, "a").starts_at.date() == datetime(2025, 8, 12).date()
    form.notes.notes.setPlainText("У проходной\nв 12:00")
    form.notes.notes.document().setModified(True)
    form.notes.commit()
    assert activity(page, "a").notes == "У проходной\nв 12:00"
    assert str(page.store.undo_title) == "Edit “Дегустация”"


@pytest.mark.parametrize(("field", "typed"), [("end", "9:00"), ("end", "25:00"), ("title", " "), ("start", "утром")])
def test_what_the_model_refuses_is_said_beside_the_field_and_stays_typed(
    page: ProgrammePage, qtbot: QtBot, field: str, typed: str
) -> None:
    choose(page, "a", row_of(0))
    edited = getattr(page.inspector.form, field)
    before = activity(page, "a")
    fill(qtbot, edited.line, typed)
    assert edited.refusal
    assert edited.line.text() == typed
    assert activity(page, "a") == before
    qtbot.keyClick(edited.line, Qt.Key.Key_Escape)
    assert not edited.refusal


def test_an_end_shortly_after_midnight_is_the_next_day(page: ProgrammePage, qtbot: QtBot) -> None:
    choose(page, "a", row_of(0))
    fill(qtbot, page.inspector.form.start.line, "22:00")
    fill(qtbot, page.inspector.form.end.line, "0:30")
    assert activity(page, "a").ends_at == at(24.5)


def test_groups_and_people_come_and_go(page: ProgrammePage, qtbot: QtBot) -> None:
    choose(page, "a", row_of(0))
    company = page.inspector.company
    fill(qtbot, company.add_group.line, "Выкса")
    assert set(page.store.programme.groups_by_activity[ActivityId("a")]) == {"g0", "g2"}
    QApplication.processEvents()
    company.groups.view.setCurrentIndex(company.groups.model.index(0, 0))
    qtbot.keyClick(company.groups.view, Qt.Key.Key_Delete)
    assert page.store.programme.groups_by_activity[ActivityId("a")] == ("g2",)
    company.part.combo.setCurrentIndex(company.part.combo.findData(ActivityPart.INTERPRETER))
    company.part.combo.activated.emit(company.part.combo.currentIndex())
    fill(qtbot, company.add_person.line, "ясень")
    assert page.store.programme.people_by_activity[ActivityId("a")] == ((ActivityPart.INTERPRETER, "p"),)
    QApplication.processEvents()
    company.people.view.setCurrentIndex(company.people.model.index(0, 0))
    qtbot.keyClick(company.people.view, Qt.Key.Key_Delete)
    assert not page.store.programme.people_by_activity


def test_a_lock_holds_the_fields_of_time_and_place(page: ProgrammePage, qtbot: QtBot) -> None:
    choose(page, "a", row_of(0))
    qtbot.mouseClick(page.inspector.lock, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    form = page.inspector.form
    assert activity(page, "a").locked
    assert form.start.line.isReadOnly()
    assert not form.title.line.isReadOnly()
    assert not page.inspector.trash.isEnabled()
    assert not page.inspector.back.isEnabled()


def test_what_another_desk_moves_is_moved_here_and_what_is_being_typed_stays(page: ProgrammePage, qtbot: QtBot) -> None:
    choose(page, "a", row_of(0))
    title = page.inspector.form.title.line
    title.setFocus()
    title.end(False)
    type_in(title, "!")
    with open_event(page.store.db.name, author=Author("Пётр", "desk-2")) as other:
        row = load_programme(other).activities["a"]
        with qtbot.waitSignal(page.store.programme_changed, timeout=2000):
            edit_activities(other, [ActivityEdit(row, replace(row, starts_at=at(9.5)))])
    QApplication.processEvents()
    assert activity(page, "a").starts_at == at(9.5)
    assert page.inspector.form.start.line.text() == "09:30"
    assert title.text().endswith("!")


# The table, and going places


def test_the_table_shows_the_day_and_shares_selection_and_keys(page: ProgrammePage, qtbot: QtBot) -> None:
    choose(page, "b", row_of(1))
    page.show_view(TABLE)
    table = page.table
    assert table.model.rowCount() == 3
    assert table.selected_keys() == ["b"]
    table.table.selectRow(table.model.index_of("a").row())
    assert page.pane.grid.selected == {"a"}
    qtbot.keyClick(table.table, Qt.Key.Key_Right, ALT)
    assert activity(page, "a").starts_at == at(10) + timedelta(minutes=5)
    qtbot.keyClick(table.table, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.inspector.form.title.editor
    table.search.setText("муз")
    assert [row.id for row in (table.model.row_of(key) for key in table.model.keys_shown()) if row] == ["b", "all"]
    table.table.selectRow(table.model.index_of("b").row())
    table.table.setFocus()
    qtbot.keyClick(table.table, Qt.Key.Key_Delete)
    assert "b" not in page.store.programme.activities


def test_other_pages_bring_up_an_activity_a_row_and_the_conflicts(page: ProgrammePage) -> None:
    page.show_day(DAY.date() + timedelta(days=1))
    page.show_place(Place("programme", "activity", "b"))
    assert page.day == DAY.date()
    assert set(page.pane.grid.selected) == {"b"}
    page.show_place(Place("programme", "site", "dairy"))
    assert page.bar.views.current == RowsBy.SITES
    page.show_place(Place("programme", "delegation", "t1"))
    assert page.bar.views.current == RowsBy.DELEGATIONS
    page.show_place(Place("programme", "conflicts"))
    assert page.conflicts.isVisible()
    page.show_day(DAY.date() - timedelta(days=1))
    page.show_place(Place("programme", "transfer", "back"))
    assert (page.day, page.bar.views.current) == (DAY.date(), RowsBy.VEHICLES)
    assert page.pane.grid.current == (f"back@{BUS}", BUS)
    assert page.pane.view.in_sight().contains(page.pane.grid.area_of(*shown(page, "back", BUS)))
    page.show_day(DAY.date() - timedelta(days=1))
    page.show_view(RowsBy.DELEGATIONS)
    page.show_place(Place("programme", "vehicle", "v0"))
    assert (page.day, page.bar.views.current) == (DAY.date(), RowsBy.VEHICLES)
    assert page.pane.grid.current == ("", BUS)
    page.show_place(Place("programme", "group", "g1"))
    assert page.pane.grid.current == ("", row_of(1))
    for kind in ("activity", "transfer", "vehicle", "site", "group", "delegation", "conflict", "request"):
        page.show_place(Place("programme", kind, "gone"))
    conflict = next(iter(page.store.conflicts or ()))
    page.show_place(Place("programme", "conflict", key_of(conflict)))
    assert page.conflicts.model.row_of(page.conflicts.table.currentIndex().data(KEY_ROLE)) == conflict
    page.show_place(Place("programme", "request", "wish"))
    assert page.tray.cards.currentIndex().isValid()


def test_where_there_are_no_vehicles_yet_the_page_leads_to_where_they_are_made(
    page: ProgrammePage, qtbot: QtBot
) -> None:
    page.deeds.delete_rides(["out", "back"])
    page.store.perform(lambda db: delete_vehicle(db, VehicleId("v0")))
    page.store.perform(lambda db: delete_vehicle(db, VehicleId("v1")))
    page.show_view(RowsBy.VEHICLES)
    settle(page, qtbot)
    assert not page.pane.isVisible()
    (add,) = (made for made in page.findChildren(QPushButton) if made.isVisible() and made.text() == "Add a vehicle")
    with qtbot.waitSignal(page.go_requested) as asked:
        qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    assert asked.args == [Place("transport", "vehicle")]
    page.show_view(RowsBy.DELEGATIONS)
    assert page.pane.isVisible()


def test_a_double_click_on_a_row_leads_to_its_page(page: ProgrammePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.go_requested) as asked:
        qtbot.mouseDClick(page.pane.rows, Qt.MouseButton.LeftButton, pos=QPoint(40, 30))
    assert asked.args == [Place("delegations", "delegation", "t0")]


def test_both_themes_paint_every_state_without_a_word_to_the_log(page: ProgrammePage, qtbot: QtBot) -> None:
    overlap(page, qtbot)
    page.show_activity("a")
    for dark in (True, False):
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        page.theme.set_dark(dark, application)
        for view in (*RowsBy, TABLE):
            page.show_view(view)
            assert not page.grab().isNull()
    page.resize(1192, 650)
    assert not page.grab().isNull()


def test_a_scene_that_goes_before_its_view_does_not_fall_over_its_own_items(page: ProgrammePage, qtbot: QtBot) -> None:
    """It leaves the view after its items are gone, and the view scrolls back to its beginning."""
    pane = page.pane
    page.resize(1352, 420)
    settle(page, qtbot)
    assert pane.grid.layout is not None
    assert pane.grid.layout.columns
    pane.view.verticalScrollBar().setValue(40)
    assert pane.view.verticalScrollBar().value() > 0
    with qtbot.captureExceptions() as mistakes:
        delete(pane.grid)
        QApplication.processEvents()
    assert not mistakes


def test_a_page_that_goes_during_a_drag_leaves_nobody_to_answer_to(workspace: Workspace, qtbot: QtBot) -> None:
    page = ProgrammePage(workspace)
    page.resize(1352, 830)
    page.show()
    page.pane.view.go_to_moment(at(8))
    settle(page, qtbot)
    start, done = spot(page, "a", row_of(0)), threading.Event()
    for _ in range(2):  # as many as work at once: the look ahead waits for them
        workspace.jobs.run(say("Prepare"), lambda _ticket: done.wait(10))
    with qtbot.captureExceptions() as mistakes:
        with qtbot.waitSignal(workspace.jobs.started):
            carry(page, start, start + QPoint(HOUR, 0))
        page.deleteLater()
        qtbot.waitUntil(lambda: not isValid(page))
        done.set()
        qtbot.waitUntil(lambda: not workspace.jobs.busy)
    assert not mistakes


def test_a_page_that_is_gone_hears_nothing_more(workspace: Workspace, qtbot: QtBot) -> None:
    page = ProgrammePage(workspace)
    page.show()
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    workspace.theme.set_dark(True, application)
    row = workspace.store.programme.activities["a"]
    workspace.store.perform(lambda db: edit_activities(db, [ActivityEdit(row, replace(row, starts_at=at(9)))]))
    qtbot.waitUntil(lambda: not workspace.jobs.busy)
