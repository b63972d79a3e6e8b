"""The window's one place for an event."""

import sys
from dataclasses import replace
from datetime import datetime

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.ids import ActivityId, DistrictId, new_id
from smalltowns_desktop.domain.model import Activity, ActivityKind, District
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.store import Done
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.services.programme import add_activity
from smalltowns_desktop.storage.database import Author


def test_what_another_program_writes_appears_by_itself_within_a_second(workspace: Workspace, qtbot: QtBot) -> None:
    store = workspace.store
    with open_event(store.db.name, author=Author("Пётр", "desk-2")) as other:
        row = District(DistrictId(new_id()), "Мостовский район")
        with qtbot.waitSignal(store.programme_changed, timeout=1500), other.deed(say("Add a district")) as deed:
            deed.insert(row)
    assert store.programme.districts == {row.id: row}


def test_undo_takes_back_the_last_deed_and_names_it(workspace: Workspace, qtbot: QtBot) -> None:
    store = workspace.store
    event = store.programme.event
    told: list[Done] = []
    store.done.connect(told.append)

    def rename(db: object) -> object:
        with store.db.deed(say("Rename the congress")) as deed:
            deed.update(event, replace(event, title="V Съезд"))
        return deed.changes

    store.perform(rename)
    assert store.programme.event.title == "V Съезд"
    store.undo()
    assert store.programme.event == event
    assert [str(done.title) for done in told] == ["Rename the congress", "Undone: Rename the congress"]
    assert [done.can_undo for done in told] == [True, False]
    qtbot.waitUntil(lambda: not workspace.jobs.busy)


def test_a_refused_deed_is_told_and_changes_nothing(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.store.refused):
        workspace.store.undo()


def test_a_check_that_was_cancelled_is_made_up_for(workspace: Workspace, qtbot: QtBot) -> None:
    """As when another event is closed, which stops all that is under way."""
    store = workspace.store
    workspace.jobs.wait()
    qtbot.waitUntil(lambda: store.conflicts is not None, timeout=1000)
    lost = Activity(ActivityId("a"), "Визит", ActivityKind.VISIT, datetime(2025, 8, 13, 9), datetime(2025, 8, 13, 10))
    store.perform(lambda db: add_activity(db, lost))
    workspace.jobs.wait()
    qtbot.waitUntil(lambda: any(row.rule == "no-place" for row in store.conflicts or ()), timeout=1000)


def test_no_reference_to_none_is_lost_in_ten_thousand_calls(qapp: object) -> None:
    made = QLabel()
    before = sys.getrefcount(None)
    for _ in range(10_000):
        made.setText("x")
    assert abs(sys.getrefcount(None) - before) < 100
