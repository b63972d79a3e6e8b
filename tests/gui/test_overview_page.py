"""The overview: every number true, every row a way to where it comes from, by mouse and by keyboard."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.ids import (
    ActivityId,
    AgreementId,
    DelegationId,
    DirectionId,
    DistrictId,
    GroupId,
    ParticipantId,
    SiteId,
    TransferId,
    VehicleId,
    new_id,
)
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityGroup,
    ActivityKind,
    ActivityStatus,
    Agreement,
    AgreementSignatory,
    AgreementStatus,
    Delegation,
    Direction,
    District,
    Group,
    Participant,
    Site,
    Transfer,
    TransferGroup,
    Vehicle,
)
from smalltowns_desktop.domain.text import PLAIN, say
from smalltowns_desktop.gui.models.card_lines import LINE_ROLE, Line, LinesModel, first_lines
from smalltowns_desktop.gui.pages.overview import OverviewPage
from smalltowns_desktop.gui.pages.overview_programme import end_of_next
from smalltowns_desktop.gui.widgets.card_list import CardList
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.badges import issue_badges
from smalltowns_desktop.services.checkin import open_desk
from smalltowns_desktop.services.printing import prepare_itineraries, print_out
from smalltowns_desktop.services.programme import move_activity
from smalltowns_desktop.storage.database import Database

NAUGHTY = "<b>Завод</b> & «Ёлка»\u202e\n'; DROP"
_PATIENCE_MS = 20_000
TODAY = date(2025, 8, 14)


def at(hour: int, minute: int = 0, day: date = TODAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute)


FARMING = Direction(DirectionId(new_id()), "Аграрный сектор", position=1)
DISTRICT, OTHER = District(DistrictId(new_id()), "Слоним"), District(DistrictId(new_id()), "Лида")
MILL = Site(SiteId(new_id()), "Льнозавод", DISTRICT.id)
STATION = Site(SiteId(new_id()), "Вокзал", OTHER.id)
HERE = Delegation(
    DelegationId(new_id()), "Городец", "ГЦ", arrives_at=at(8, day=date(2025, 8, 12)), arrives_site_id=STATION.id
)
LATE = Delegation(DelegationId(new_id()), "Туров", "ТР", position=1, arrives_at=at(9, 10))
GROUP = Group(GroupId(new_id()), "Городец", HERE.id)
PEOPLE = [
    Participant(ParticipantId(new_id()), number, f"Ольховик-{number}", "Роман", delegation_id=delegation.id)
    for number, delegation in enumerate((HERE, HERE, HERE, LATE), start=1)
]
BUS = Vehicle(VehicleId(new_id()), "Автобус 1", 40)


def visit(title: str, starts_at: datetime, minutes: int = 60, **values: object) -> Activity:
    whole = Activity(
        ActivityId(new_id()), title, ActivityKind.VISIT, starts_at, starts_at + timedelta(minutes=minutes),
        FARMING.id, MILL.id,
    )  # fmt: skip
    return replace(whole, **values)  # type: ignore[arg-type]


OVER, ON, NEXT, EVENING, CANCELLED, TOMORROW = (
    visit("Утро", at(7)),
    visit(NAUGHTY, at(9)),
    visit("Дальше", at(10, 30)),
    visit("Вечер", at(18)),
    visit("Отменён", at(9), status=ActivityStatus.CANCELLED),
    visit("Завтра", at(9, day=date(2025, 8, 15))),
)
RIDE = Transfer(TransferId(new_id()), BUS.id, MILL.id, STATION.id, at(10), at(10, 25))
SIGNED = Agreement(AgreementId(new_id()), "Ремёсла", status=AgreementStatus.SIGNED)
OPEN = Agreement(AgreementId(new_id()), "Культура", ceremony_id=EVENING.id, status=AgreementStatus.AGREED)


@dataclass
class Clock:
    now: datetime = datetime(2025, 8, 14, 9, 42)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def seeded(event_db: Database) -> Database:
    visits = (OVER, ON, NEXT, EVENING, CANCELLED, TOMORROW)
    with event_db.deed(say("Seed")) as deed:
        deed.insert(FARMING, DISTRICT, OTHER, MILL, STATION, HERE, LATE, GROUP, *PEOPLE, BUS, *visits, RIDE)
        deed.insert(*(ActivityGroup(row.id, GROUP.id) for row in visits), TransferGroup(RIDE.id, GROUP.id))
        deed.insert(SIGNED, OPEN, AgreementSignatory(OPEN.id, PEOPLE[0].id))
    return event_db


@pytest.fixture
def page(seeded: Database, workspace: Workspace, clock: Clock, qtbot: QtBot) -> Iterator[OverviewPage]:
    page = OverviewPage(replace(workspace, now=lambda: clock.now))
    qtbot.addWidget(page)
    page.resize(1352, 830)
    page.show()
    settle(page, qtbot)
    yield page
    qtbot.waitUntil(lambda: not workspace.jobs.busy, timeout=_PATIENCE_MS)  # the page itself is closed by now


def settle(page: OverviewPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: page.facts is not None and not page.is_reading and not page.workspace.jobs.busy, timeout=_PATIENCE_MS
    )


def number(page: OverviewPage, tile: str) -> str:
    return page.board.tiles[tile].accessibleName()


def titles(lines: CardList) -> list[str]:
    return [line.title for line in shown(lines)]


def shown(lines: CardList) -> list[Line]:
    return [lines.lines.index(place).data(LINE_ROLE) for place in range(lines.lines.rowCount())]


def places_of(page: OverviewPage) -> list[Place]:
    heard: list[Place] = []
    page.go_requested.connect(heard.append)
    return heard


def let_in(page: OverviewPage, checkpoint: str, *people: int, moment: datetime | None = None) -> None:
    db = page.store.db
    codes = {badge.participant_id: badge.code for badge in issue_badges(db)}
    desk = open_desk(db, checkpoint, "desk-7", "Вера")
    for person in people:
        desk.scan(codes[PEOPLE[person].id], moment or at(9, 5))


def test_five_numbers_are_true(page: OverviewPage, qtbot: QtBot) -> None:
    assert number(page, "people") == "0 of 4 checked in today"
    assert number(page, "visits") == "1 of 5 visits are over, 1 on now"
    assert number(page, "agreements") == "1 of 2 agreements are signed"
    assert number(page, "papers") == "0 papers out of date since printed"
    errors, warnings = page.store.open_conflicts()
    assert number(page, "conflicts").startswith(f"{errors + warnings} conflict")


def test_what_is_on_and_what_comes_next_stand_side_by_side(page: OverviewPage) -> None:
    board = page.board
    assert board.on_now_head.accessibleName() == "On now: 1"
    assert board.next_head.accessibleName() == "Next, until 11:00"
    (on,) = shown(board.on_now.list)
    assert (on.title, on.detail, on.lead, on.strip) == (NAUGHTY, "Слоним", "09:00–10:00", 1)
    ride, following = shown(board.next.list)
    assert (ride.title, ride.lead, ride.detail) == ("Слоним → Лида", "in 18 min", "25 min")
    assert (following.title, following.lead) == ("Дальше", "10:30–11:30")
    assert following.tile is not None
    assert following.tile.code == "ГЦ"


@pytest.mark.parametrize(
    ("moment", "until"),
    [(at(9, 42), at(11)), (at(9), at(10)), (at(9, 1), at(11)), (at(23, 30), at(1, day=date(2025, 8, 15)))],
)
def test_next_reaches_to_a_full_hour_at_least_an_hour_ahead(moment: datetime, until: datetime) -> None:
    assert end_of_next(moment) == until


def test_the_minute_moves_on(page: OverviewPage, clock: Clock, qtbot: QtBot) -> None:
    clock.now = at(10, 31)
    qtbot.waitUntil(lambda: titles(page.board.on_now.list) == ["Дальше"], timeout=_PATIENCE_MS)
    assert number(page, "visits").startswith("2 of 5 visits are over, 1 on now")


def test_a_row_leads_to_its_thing_by_mouse_and_by_keyboard(page: OverviewPage, qtbot: QtBot) -> None:
    heard = places_of(page)
    lines = page.board.on_now.list
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    assert heard == [Place("programme", "activity", ON.id)]
    rides = page.board.next.list
    rides.setFocus()
    qtbot.keyClick(rides, Qt.Key.Key_Down)
    rides.setCurrentIndex(rides.lines.index(0))
    qtbot.keyClick(rides, Qt.Key.Key_Return)
    assert heard[1:] == [Place("transport", "transfer", RIDE.id)]


def test_tiles_and_links_lead_to_their_pages(page: OverviewPage, qtbot: QtBot) -> None:
    heard = places_of(page)
    for tile in page.board.tiles.values():
        tile.setFocus()
        qtbot.keyClick(tile, Qt.Key.Key_Space)
    assert [place.page for place in heard] == ["participants", "programme", "programme", "print", "agreements"]
    heard.clear()
    board = page.board
    for part in (board.on_now, board.crowds, board.conflicts, board.papers, board.arrivals, board.agreements):
        part.link.click()
    assert [place.page for place in heard] == [
        "programme", "checkin", "programme", "print", "delegations", "agreements",
    ]  # fmt: skip


def test_tab_goes_from_tile_to_tile_and_enter_opens(page: OverviewPage, qtbot: QtBot) -> None:
    heard = places_of(page)
    tiles = list(page.board.tiles.values())
    tiles[0].setFocus()
    for tile in tiles:
        assert tile.hasFocus()
        qtbot.keyClick(tile, Qt.Key.Key_Return)
        qtbot.keyClick(tile, Qt.Key.Key_Tab)
    assert [place.page for place in heard] == ["participants", "programme", "programme", "print", "agreements"]
    page.board.crowds.link.setFocus()
    qtbot.keyClick(page.board.crowds.link, Qt.Key.Key_Return)
    assert heard[-1].page == "checkin"


def test_a_narrow_tile_says_it_in_short_and_whole_in_its_tip(page: OverviewPage) -> None:
    tile = page.board.tiles["conflicts"]
    tile.show_number("59", "conflicts", "7 errors, 52 warnings, and more besides", short="7 of them errors")
    tile.resize(200, tile.height())
    assert tile.line == "7 of them errors"
    assert "52 warnings" in tile.toolTip()
    tile.resize(600, tile.height())
    assert tile.line == "7 errors, 52 warnings, and more besides"


def test_who_comes_at_another_desk_is_counted_by_itself(page: OverviewPage, qtbot: QtBot) -> None:
    let_in(page, "door", 0, 1)
    let_in(page, ON.id, 0)
    qtbot.waitUntil(lambda: number(page, "people") == "2 of 4 checked in today", timeout=_PATIENCE_MS)
    desk, mill = shown(page.board.crowds.list)
    assert (desk.title, desk.note and desk.note.text) == ("Registration desk", "2 of 4")
    assert (mill.title, mill.note and mill.note.text) == ("Льнозавод", "1 of 3")
    here = next(line for line in shown(page.board.arrivals.list) if line.key == HERE.id)
    assert here.note_below is not None
    assert here.note_below.text == "arrived: 2 of 3"


def test_a_late_delegation_comes_first_and_says_how_late(page: OverviewPage) -> None:
    first = shown(page.board.arrivals.list)[0]
    assert first.key == HERE.id, "two days late, and nobody of it is checked in"
    assert first.note_below is not None
    assert first.note_below.text == "nobody is checked in"
    late = shown(page.board.arrivals.list)[1]
    assert late.note_below is not None
    assert (late.note is not None and late.note.text, late.note_below.text) == ("09:10", "late: 32 min")


def test_papers_that_no_longer_hold_are_listed(page: OverviewPage, qtbot: QtBot, tmp_path: Path) -> None:
    store = page.store
    print_out(store.db, prepare_itineraries(store.db, PLAIN), tmp_path / "papers.pdf")
    store.perform(lambda db: move_activity(db, NEXT.id, at(10, 40)))
    qtbot.waitUntil(lambda: titles(page.board.papers.list) == ["Городец"], timeout=_PATIENCE_MS)
    assert number(page, "papers") == "1 paper out of date since printed"


def test_agreements_that_are_not_signed_come_first(page: OverviewPage) -> None:
    open_one, signed = shown(page.board.agreements.list)
    assert (open_one.title, open_one.below) == ("Культура", "today, 18:00")
    assert open_one.note_below is not None
    assert signed.note_below is not None
    assert (open_one.note_below.text, signed.note_below.text) == ("ready", "signed")
    assert open_one.note is None  # the title is long, and has its line alone


def test_another_day_shows_its_programme_and_its_people(page: OverviewPage, qtbot: QtBot) -> None:
    friday = next(button for button in page.days.findChildren(QToolButton) if button.text() == "Aug 15")
    qtbot.mouseClick(friday, Qt.MouseButton.LeftButton)
    settle(page, qtbot)
    assert page.day == date(2025, 8, 15)
    assert page.board.on_now_head.accessibleName() == "Until 13:00: 1"
    assert titles(page.board.on_now.list) == ["Завтра"]
    assert number(page, "people").endswith("checked in that day")
    page.show_place(Place("overview", "day", TODAY.isoformat()))
    settle(page, qtbot)
    assert page.is_now


def test_before_and_after_the_congress_the_nearest_day_is_shown(page: OverviewPage, clock: Clock) -> None:
    clock.now = datetime(2025, 8, 2, 12)
    page.refresh()
    assert page.day == date(2025, 8, 12)
    assert "10 days to go" in page.moment_words
    clock.now = datetime(2025, 9, 2, 12)
    page.refresh()
    assert page.day == date(2025, 8, 15)
    assert page.moment_words.endswith("the congress is over")


def test_only_whole_rows_are_shown_and_the_rest_is_counted(qtbot: QtBot, workspace: Workspace) -> None:
    lines = CardList(workspace.theme, "Lines", 33)
    qtbot.addWidget(lines)
    cut: list[int] = []
    lines.cut.connect(cut.append)
    lines.resize(300, 100)
    lines.show()
    rows = first_lines(range(20), lambda place: Line(str(place), f"Line {place}", Place("overview")))
    lines.show_lines(rows)
    assert (lines.lines.rowCount(), cut[-1]) == (3, 17)
    lines.resize(300, 800)
    assert (lines.lines.rowCount(), cut[-1]) == (7, 13), "never more than seven"


def test_the_list_answers_as_qt_expects(workspace: Workspace, qtbot: QtBot, qtmodeltester: object) -> None:
    lines = CardList(workspace.theme, "Lines")
    qtbot.addWidget(lines)
    model = LinesModel(lines)
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    model.show_most(3)
    model.show_lines(first_lines(range(5), lambda place: Line(str(place), NAUGHTY, Place("overview"))))
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    model.show_lines(first_lines(range(5), lambda place: Line(str(place), "other", Place("overview"))))
    assert model.index(0).data() == "other"


def test_an_empty_congress_says_so_on_every_card(workspace: Workspace, qtbot: QtBot) -> None:
    page = OverviewPage(workspace)
    qtbot.addWidget(page)
    page.resize(1192, 650)
    page.show()
    settle(page, qtbot)
    board = page.board
    for part in (board.on_now, board.next, board.conflicts, board.papers, board.arrivals, board.agreements):
        assert part.list.isHidden()
    assert number(page, "visits") == "0 of 0 visits are over"
    assert not page.grab().isNull()
