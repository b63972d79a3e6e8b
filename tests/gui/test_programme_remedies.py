"""The list of remarks: what would help, and doing it by mouse and by keyboard."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.ids import ActivityId, DelegationId, DistrictId, GroupId, SiteId
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityGroup,
    ActivityKind,
    Delegation,
    District,
    Group,
    Site,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.models.conflicts import DO, MESSAGE, OFFER
from smalltowns_desktop.gui.models.table import KEY_ROLE
from smalltowns_desktop.gui.pages.programme import ProgrammePage
from smalltowns_desktop.gui.store import Done
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services.programme import lock_activities, move_activity
from smalltowns_desktop.storage.database import Database

DAY = datetime(2025, 8, 14)
NAUGHTY = "<b>Музей</b> & «двор» {0}\u202e"


def at(hours: float) -> datetime:
    return DAY + timedelta(hours=hours)


@pytest.fixture
def event_db(event_db: Database) -> Database:
    """A delegation that is to be in two places at once, and another one that has too far to go between two locked
    visits."""
    here, there = SiteId("here"), SiteId("there")
    rows = [
        District(DistrictId("d"), "Слоним"),
        Site(here, "Музей", DistrictId("d"), latitude=53.0, longitude=24.0),
        Site(there, "Сыроварня", DistrictId("d"), latitude=53.0, longitude=24.344),
        *(Delegation(DelegationId(f"t{n}"), name, name[:2].upper(), position=n, expected_size=12)
          for n, name in enumerate(("Арзамас", "Балахна"))),
        *(Group(GroupId(f"g{n}"), f"Группа {n}", DelegationId(f"t{n}")) for n in range(2)),
        Activity(ActivityId("a"), NAUGHTY, ActivityKind.VISIT, at(11), at(12), site_id=here),
        Activity(ActivityId("b"), "Встреча", ActivityKind.MEETING, at(11), at(12), site_id=here, locked=True),
        Activity(ActivityId("c"), "Школа", ActivityKind.VISIT, at(13), at(14), site_id=here, locked=True),
        Activity(ActivityId("d"), "Сыры", ActivityKind.VISIT, at(14.25), at(15), site_id=there, locked=True),
        *(ActivityGroup(ActivityId(key), GroupId(group)) for key, group in
          (("a", "g0"), ("b", "g0"), ("c", "g1"), ("d", "g1"))),
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
    page.show_day(DAY.date())
    settle(page, qtbot)
    yield page
    qtbot.waitUntil(lambda: not workspace.jobs.busy)


def settle(page: ProgrammePage, qtbot: QtBot) -> None:
    """Until it is known of each remark what would help."""
    panel = page.conflicts

    def is_settled() -> bool:
        conflicts = page.store.conflicts
        if conflicts is None or conflicts.scene.programme.revision != page.store.programme.revision:
            return False
        return not page.workspace.jobs.busy and all(panel.finder.knows(row) for row in conflicts.open)

    qtbot.waitUntil(is_settled)
    QApplication.processEvents()


def remark(page: ProgrammePage, rule: str, column: int = MESSAGE) -> QModelIndex:
    rows = [page.conflicts.model.row_of(key) for key in page.conflicts.model.keys_shown()]
    (number,) = [number for number, row in enumerate(rows) if row is not None and row.rule == rule]
    return page.conflicts.model.index(number, column)


def click(page: ProgrammePage, qtbot: QtBot, index: QModelIndex) -> None:
    table = page.conflicts.table
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())


def start(page: ProgrammePage) -> datetime:
    return page.store.programme.activities["a"].starts_at


def test_each_remark_says_what_would_help_or_only_shows_the_way(page: ProgrammePage) -> None:
    assert remark(page, "group-overlap", OFFER).data() == f"Move to 12:00: “{NAUGHTY}”"
    assert remark(page, "group-overlap", DO).data() == "Fix"
    assert remark(page, "group-travel", OFFER).data() == ""
    assert remark(page, "group-travel", DO).data() == "Show"


def test_a_screen_reader_hears_the_proposal_with_the_remark(page: ProgrammePage) -> None:
    spoken = remark(page, "group-overlap").data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("error: ")
    assert spoken.endswith(f"What would help: Move to 12:00: “{NAUGHTY}”")
    assert "<b>Музей" not in remark(page, "group-overlap").data(Qt.ItemDataRole.ToolTipRole)


def test_the_button_does_it_and_one_undo_takes_it_back(page: ProgrammePage, qtbot: QtBot) -> None:
    told: list[Done] = []
    page.store.done.connect(told.append)
    click(page, qtbot, remark(page, "group-overlap", DO))
    assert start(page) == at(12)
    assert str(told[0].title) == f"Move “{NAUGHTY}” to 2025-08-14 12:00"
    settle(page, qtbot)
    assert [row.rule for row in page.store.conflicts or ()] == ["group-travel"]
    page.store.undo()
    assert start(page) == at(11)


def test_enter_does_it_and_where_nothing_helps_it_goes_there(page: ProgrammePage, qtbot: QtBot) -> None:
    table = page.conflicts.table
    table.setCurrentIndex(remark(page, "group-travel"))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page.pane.grid.selected & {"c", "d"}
    table.setCurrentIndex(remark(page, "group-overlap"))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert start(page) == at(12)


def test_the_word_in_place_of_the_button_goes_there(page: ProgrammePage, qtbot: QtBot) -> None:
    click(page, qtbot, remark(page, "group-travel", DO))
    assert page.pane.grid.selected & {"c", "d"}


def test_ctrl_enter_puts_right_what_is_wrong_with_the_chosen_block(page: ProgrammePage, qtbot: QtBot) -> None:
    page.conflicts.choose(remark(page, "group-travel").data(KEY_ROLE))
    page.pane.view.choose_many(["a"])
    qtbot.keyClick(page.pane.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert start(page) == at(12)


def test_ctrl_enter_after_f4_is_about_the_remark_that_f4_led_to(page: ProgrammePage, qtbot: QtBot) -> None:
    page.pane.view.choose_many(["c"])
    for _ in range(2):
        qtbot.keyClick(page.pane.view, Qt.Key.Key_F4)
        current = page.conflicts.current()
        assert current is not None
        if current.rule == "group-overlap":
            break
    qtbot.keyClick(page.pane.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert start(page) == at(12)


def test_before_anybody_knows_the_key_waits_for_the_answer(page: ProgrammePage, qtbot: QtBot) -> None:
    page.store.perform(lambda db: move_activity(db, ActivityId("a"), at(11.5)))
    with qtbot.waitSignal(page.store.conflicts_changed):
        pass
    page.conflicts.choose(remark(page, "group-overlap").data(KEY_ROLE))
    conflict = page.conflicts.current()
    assert conflict is not None
    assert not page.conflicts.finder.knows(conflict)
    assert remark(page, "group-overlap", DO).data() == ""
    qtbot.keyClick(page.conflicts.table, Qt.Key.Key_Return)
    assert start(page) == at(11.5)
    qtbot.waitUntil(lambda: start(page) == at(12))


def test_a_change_forgets_the_proposals_and_finds_others(page: ProgrammePage, qtbot: QtBot) -> None:
    index = remark(page, "group-overlap", OFFER)
    assert index.data() == f"Move to 12:00: “{NAUGHTY}”"
    page.store.perform(lambda db: lock_activities(db, [ActivityId("a")], True))
    assert remark(page, "group-overlap", OFFER).data() == ""
    settle(page, qtbot)
    assert remark(page, "group-overlap", DO).data() == "Show"


def test_the_menu_of_a_remark_has_everything(page: ProgrammePage, qtbot: QtBot) -> None:
    page.conflicts.choose(remark(page, "group-overlap").data(KEY_ROLE))
    conflict = page.conflicts.current()
    assert conflict is not None
    menu = page.conflicts.menu_for(conflict)
    fix, show, accept = menu.actions()
    assert fix.text().startswith("Fix: Move to 12:00")
    assert "&&" in fix.text(), "an ampersand of a name underlines no letter"
    assert (show.text(), accept.text()) == ("Show", "Accept with a reason…")
    fix.trigger()
    assert start(page) == at(12)


def test_of_a_list_that_nobody_sees_nothing_is_worked_out(page: ProgrammePage, qtbot: QtBot) -> None:
    page.show_place(Place("programme", "conflicts"))
    page.toggle_bottom_panel()
    page.store.perform(lambda db: move_activity(db, ActivityId("a"), at(11.25)))
    with qtbot.waitSignal(page.store.conflicts_changed):
        pass
    qtbot.wait(200)
    assert not any(page.conflicts.finder.knows(row) for row in page.store.conflicts or ())
    page.toggle_bottom_panel()
    settle(page, qtbot)


def test_once_the_congress_is_over_it_is_a_rehearsal(page: ProgrammePage, workspace: Workspace, qtbot: QtBot) -> None:
    for now, word in ((at(11.5), "Show"), (at(11.5 + 24 * 6), "Fix")):
        later = ProgrammePage(replace(workspace, now=partial(datetime.combine, now, now.time())))
        qtbot.addWidget(later)
        later.resize(1352, 830)
        later.show()
        settle(later, qtbot)
        assert remark(later, "group-overlap", DO).data() == word
