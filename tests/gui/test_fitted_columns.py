"""Tables fit into their pages: nothing scrolls sideways, and what is left out comes back with the room."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QTableView, QToolTip
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.ids import AgreementId, DelegationId, DistrictId, SiteId, VehicleId
from smalltowns_desktop.domain.model import Agreement, Delegation, District, Site, Vehicle
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.models.looks import LooksModel
from smalltowns_desktop.gui.models.table import Column
from smalltowns_desktop.gui.pages.agreements import AgreementsPage
from smalltowns_desktop.gui.pages.delegations import DelegationsPage
from smalltowns_desktop.gui.pages.page import Page
from smalltowns_desktop.gui.pages.transport import TransportPage
from smalltowns_desktop.gui.widgets.keyed_table import KeyedTable
from smalltowns_desktop.gui.workspace import Workspace

NAME = "Очень длинное имя <b>&</b> " * 6


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    with workspace.store.db.deed(say("Begin")) as deed:
        deed.insert(
            District(DistrictId("d"), NAME), Site(SiteId("s"), NAME, DistrictId("d")),
            Vehicle(VehicleId("v"), NAME, seats=20, driver=NAME, base_site_id=SiteId("s")),
            Agreement(AgreementId("a"), NAME, parties=(NAME, NAME)), Delegation(DelegationId("g"), NAME, "ДД"),
        )  # fmt: skip
    workspace.store.take_in(deed.changes)
    return workspace


@pytest.mark.parametrize("made", [TransportPage, AgreementsPage, DelegationsPage])
@pytest.mark.parametrize("size", [(1192, 650), (1352, 830), (1832, 1000)])
def test_no_table_scrolls_sideways(filled: Workspace, qtbot: QtBot, made: type[Page], size: tuple[int, int]) -> None:
    page = made(filled)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qtbot.waitExposed(page)
    for table in page.findChildren(QTableView):
        if table.isVisible():
            assert table.horizontalScrollBar().maximum() == 0, table.accessibleName()


@pytest.fixture
def table(workspace: Workspace, qtbot: QtBot) -> Iterator[KeyedTable[str]]:
    """Two columns of 100, one that stretches: in 300 pixels there is no room for all."""
    model: LooksModel[str] = LooksModel(
        [Column(key, key, lambda row, key=key: f"{key} {row}", width=100) for key in ("name", "first", "last")],  # type: ignore[misc]
        lambda row: row,
    )
    made = KeyedTable(workspace, model, "sample", "Sample", stretched={"name": 100}, spared=("last", "first"))
    qtbot.addWidget(made)
    made.show_rows([NAME])
    made.resize(420, 200)
    made.show()
    qtbot.waitExposed(made)
    yield made
    QToolTip.hideText()


def shown(table: KeyedTable[str]) -> list[str]:
    return [column.key for place, column in enumerate(table.rows.columns) if not table.isColumnHidden(place)]


def test_the_least_needed_goes_first_and_comes_back(table: KeyedTable[str]) -> None:
    assert shown(table) == ["name", "first", "last"]
    table.resize(280, 200)
    assert shown(table) == ["name", "first"]
    table.resize(150, 200)
    assert shown(table) == ["name"]
    table.resize(420, 200)
    assert shown(table) == ["name", "first", "last"]


def test_a_column_that_the_page_does_not_show_stays_away(table: KeyedTable[str]) -> None:
    table.show_column("first", False)
    table.resize(280, 200)
    assert shown(table) == ["name", "last"], "its room is the other's"
    table.resize(600, 200)
    assert shown(table) == ["name", "last"]
    table.show_column("first", True)
    assert shown(table) == ["name", "first", "last"]


def test_a_text_that_does_not_fit_is_its_own_tip_and_plain(table: KeyedTable[str], qtbot: QtBot) -> None:
    place = table.visualRect(table.rows.index(0, 0)).center()
    event = QHelpEvent(QEvent.Type.ToolTip, place, table.viewport().mapToGlobal(QPoint(place)))
    QApplication.sendEvent(table.viewport(), event)
    qtbot.waitUntil(lambda: "длинное" in QToolTip.text())
    assert "&lt;b&gt;" in QToolTip.text()
    assert table.textElideMode() == Qt.TextElideMode.ElideRight
