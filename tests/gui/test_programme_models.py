"""The programme's item models before Qt's own tester, and names that look like anything but names."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.ids import ActivityId, DelegationId, DistrictId, GroupId, HallId, RequestId, SiteId
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityGroup,
    ActivityKind,
    Delegation,
    District,
    Group,
    Hall,
    Request,
    Severity,
    Site,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.models.activities import make_activities_model
from smalltowns_desktop.gui.models.conflicts import make_conflicts_model
from smalltowns_desktop.gui.models.requests import KEY_ROLE, REQUEST_MIME, RequestsModel, open_requests
from smalltowns_desktop.gui.pages.programme import ProgrammePage
from smalltowns_desktop.gui.pages.programme_bar import TABLE
from smalltowns_desktop.gui.timeline.layout import RowsBy
from smalltowns_desktop.gui.workspace import Workspace

NINE = datetime(2025, 8, 14, 9)
NAUGHTY = (
    "<b>жирный</b><img src='file:///etc/passwd'>", "a" * 300, "‮Арзамас‬ ﷽ Ω≈ç√", "Robert'); DROP TABLE activities;--",
    "=1+1", "🦄 {title} %s {0} \\n", "Ж\u0301у\u0306рналы — «ёлочки»",
)  # fmt: skip


def fill(workspace: Workspace, names: tuple[str, ...]) -> None:
    """A delegation, a site with a hall, a visit, a group and a request by each name."""
    rows: list[object] = [District(DistrictId("d"), names[0])]
    parts: list[object] = []
    for number, name in enumerate(names):
        key = str(number)
        town = Delegation(DelegationId(f"t{key}"), name, f"Д{number}", position=number, expected_size=10)
        site = Site(SiteId(f"s{key}"), name, DistrictId("d"), requirements=name, host_name=name, host_phone=name)
        hall = Hall(HallId(f"h{key}"), site.id, name)
        group = Group(GroupId(f"g{key}"), name, town.id)
        start = NINE + timedelta(minutes=30 * number)
        visit = Activity(
            ActivityId(f"a{key}"), name, ActivityKind.VISIT, start, start + timedelta(minutes=90), site_id=site.id,
            hall_id=hall.id, notes=name,
        )  # fmt: skip
        rows += [town, site, hall, group]
        parts += [visit, ActivityGroup(visit.id, group.id)]
        if number:
            parts.append(ActivityGroup(visit.id, GroupId(f"g{number - 1}")))
        parts.append(Request(RequestId(f"r{key}"), SiteId("s0"), delegation_id=town.id, note=name))
    with workspace.store.db.deed(say("Prepare")) as deed:
        deed.insert_all(rows)
        deed.insert_all(parts)
    workspace.store.take_in(deed.changes)


@pytest.fixture
def filled(workspace: Workspace, qtbot: QtBot) -> Workspace:
    fill(workspace, NAUGHTY)
    qtbot.waitUntil(lambda: bool(workspace.store.conflicts) and not workspace.jobs.busy)
    return workspace


def test_the_table_of_activities_keeps_its_promises(filled: Workspace, qtmodeltester: ModelTester) -> None:
    model = make_activities_model(filled, lambda _: Severity.ERROR)
    activities = list(filled.store.programme.activities.values())
    model.show_rows(activities)
    qtmodeltester.check(model)
    model.show_rows([replace(activities[0], title="иначе"), *activities[2:]])
    for column in range(model.columnCount()):
        model.sort(column)
    qtmodeltester.check(model)


def test_the_list_of_conflicts_keeps_its_promises(filled: Workspace, qtmodeltester: ModelTester) -> None:
    model = make_conflicts_model(filled)
    conflicts = list(filled.store.conflicts or ())
    assert conflicts
    model.show_rows(conflicts)
    qtmodeltester.check(model)
    assert [row.severity for key in model.keys_shown() if (row := model.row_of(key))] == [
        conflict.severity for conflict in conflicts
    ]


def test_the_tray_keeps_its_promises_and_hands_over_one_key(filled: Workspace, qtmodeltester: ModelTester) -> None:
    model = RequestsModel(filled)
    requests = open_requests(filled.store.programme, filled.store.conflicts)
    assert {request.id for request in requests} == {f"r{number}" for number in range(1, len(NAUGHTY))}
    model.show_requests(requests)
    qtmodeltester.check(model)
    data = model.mimeData([model.index(0), model.index(1)])
    assert isinstance(data, QMimeData)
    assert bytes(data.data(REQUEST_MIME).data()).decode() == model.index(0).data(KEY_ROLE)
    model.show_requests(requests[:1])
    qtmodeltester.check(model)


def test_the_weightiest_request_comes_first(filled: Workspace) -> None:
    programme = filled.store.programme
    heavy = replace(programme.requests["r5"], weight=9)
    after = replace(programme, requests={**programme.requests, "r5": heavy})
    assert open_requests(after, filled.store.conflicts)[0] is heavy


def test_names_stay_names_on_the_whole_page(filled: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    page = ProgrammePage(filled)
    qtbot.addWidget(page)
    page.resize(1352, 830)
    page.show()
    for key in filled.store.programme.activities:
        page.show_activity(key)
        for view in (*RowsBy, TABLE):
            page.show_view(view)
            QApplication.processEvents()
            assert not page.grab().isNull()
        page.show_view(RowsBy.DELEGATIONS)
        row = page.pane.grid.current
        assert row is not None
        layout = page.pane.grid.layout
        assert layout is not None
        item = layout.item(row[0])
        assert item is not None
        point = page.pane.view.mapFromScene(page.pane.grid.area_of(item, layout.row_by_key[row[1]]).center())
        assert page.pane.view.tip_at(point).startswith(filled.store.programme.activities[key].title)
    shown = [made for made in page.findChildren(QLabel) if made.textFormat().name != "PlainText" and made.text()]
    assert not shown, "a label that would take a name for mark-up"
