"""Things with Latin names are found beside Cyrillic ones, on every page that searches."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.ids import (
    ActivityId,
    AgreementId,
    DelegationId,
    DistrictId,
    SiteId,
    TransferId,
    VehicleId,
)
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityKind,
    Agreement,
    Delegation,
    District,
    Site,
    Transfer,
    Vehicle,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.pages.agreements import AgreementsPage
from smalltowns_desktop.gui.pages.checkin import CheckinPage
from smalltowns_desktop.gui.pages.delegations import DelegationsPage
from smalltowns_desktop.gui.pages.page import Page
from smalltowns_desktop.gui.pages.places import PlacesPage
from smalltowns_desktop.gui.pages.programme import ProgrammePage
from smalltowns_desktop.gui.pages.transport import TransportPage
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.storage.database import Database

DAY = datetime(2025, 8, 14)
MOSTY = District(DistrictId("mosty"), "Мосты")
FARM = Site(SiteId("farm"), "Smart Park", MOSTY.id, address="улица Садовая", host_name="Пётр Ясень")
MILL = Site(SiteId("mill"), "Мельница", MOSTY.id)
LION, PAZ = Vehicle(VehicleId("lion"), "MAN Lion", 40, driver="Олег Дуб"), Vehicle(VehicleId("paz"), "ПАЗ", 20)
BRIDGE = Delegation(DelegationId("bridge"), "Bath", "БТ", country="Англия")
BOR = Delegation(DelegationId("bor"), "Бор", "БР")
NINE, TEN = DAY.replace(hour=9), DAY.replace(hour=10)
VISIT = Activity(ActivityId("v"), "Ферма", ActivityKind.VISIT, NINE, TEN, site_id=FARM.id)
OTHER = Activity(ActivityId("o"), "Обед", ActivityKind.MEAL, NINE, TEN, site_id=MILL.id)
RIDE = Transfer(TransferId("r"), LION.id, MILL.id, FARM.id, DAY.replace(hour=8), NINE)
BACK = Transfer(TransferId("b"), PAZ.id, MILL.id, MILL.id, NINE, TEN)
TREATY = Agreement(AgreementId("t"), "О дружбе", parties=("Bath", "Бор"))
PROMISE = Agreement(AgreementId("p"), "О ремёслах", parties=("Бор", "Мосты"))
Search = Callable[[Workspace, str], tuple[Page, Sequence[str]]]


@pytest.fixture
def congress(event_db: Database, workspace: Workspace) -> Iterator[Workspace]:
    """Two of each kind: one has a Latin name among its Cyrillic words, or is where something has."""
    with event_db.deed(say("Begin")) as deed:
        deed.insert(MOSTY, FARM, MILL, LION, PAZ, BRIDGE, BOR, VISIT, OTHER, RIDE, BACK, TREATY, PROMISE)
    workspace.store.take_in(deed.changes)
    yield workspace
    workspace.jobs.wait()


def in_transfers(workspace: Workspace, text: str) -> tuple[Page, Sequence[str]]:
    page = TransportPage(workspace)
    page.search.setText(text)
    return page, page.transfers.rows.keys_shown()


def in_vehicles(workspace: Workspace, text: str) -> tuple[Page, Sequence[str]]:
    page = TransportPage(workspace)
    page.open_view("vehicles")
    page.search.setText(text)
    return page, page.vehicles.rows.keys_shown()


def in_delegations(workspace: Workspace, text: str) -> tuple[Page, Sequence[str]]:
    page = DelegationsPage(workspace)
    page.search.setText(text)
    return page, page.table.rows.keys_shown()


def in_places(workspace: Workspace, text: str) -> tuple[Page, Sequence[str]]:
    page = PlacesPage(workspace)
    page.list.search.setText(text)
    return page, page.list.model.keys_shown()


def in_the_programme(workspace: Workspace, text: str) -> tuple[Page, Sequence[str]]:
    page = ProgrammePage(workspace)
    page.show_day(DAY.date())
    page.show_view("table")
    page.table.search.setText(text)
    return page, page.table.model.keys_shown()


def in_agreements(workspace: Workspace, text: str) -> tuple[Page, Sequence[str]]:
    page = AgreementsPage(workspace)
    page.search.setText(text)
    return page, page.agreements.rows.keys_shown()


def at_the_desks(workspace: Workspace, text: str) -> tuple[Page, Sequence[str]]:
    page = CheckinPage(workspace)
    page.show_place(Place("checkin", "site", MILL.id))
    page.places.search.setText(text)
    return page, [row.place.key for row in page.places.model.rows]


@pytest.mark.parametrize(
    ("search", "text", "found"),
    [
        (in_transfers, "lion", RIDE.id), (in_transfers, "smart", RIDE.id), (in_vehicles, "man lion", LION.id),
        (in_vehicles, "дуб", LION.id), (in_delegations, "bath", BRIDGE.id), (in_places, "park", FARM.id),
        (in_places, "ясень", FARM.id), (in_the_programme, "park", VISIT.id), (in_agreements, "bath", TREATY.id),
        (at_the_desks, "park", FARM.id),
    ],
)  # fmt: skip
def test_a_latin_name_is_found_beside_cyrillic_ones(
    congress: Workspace, qtbot: QtBot, search: Search, text: str, found: str
) -> None:
    page, keys = search(congress, text)
    qtbot.addWidget(page)
    assert list(keys) == [found]
