"""Find anything: the shelves against a plain search, and the palette by mouse and by keyboard."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.ids import (
    ActivityId,
    AgreementId,
    DelegationId,
    DistrictId,
    ParticipantId,
    SiteId,
    TransferId,
    VehicleId,
    new_id,
)
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityKind,
    Agreement,
    Delegation,
    District,
    Participant,
    Site,
    Transfer,
    Vehicle,
)
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.dialogs.search import Command, SearchPalette
from smalltowns_desktop.gui.models.search_hits import Hit, HitsModel
from smalltowns_desktop.gui.search_index import HEADINGS, ICONS, PAGES, Shelf, Thing, shelve
from smalltowns_desktop.gui.widgets.search_field import needles_of
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import load_programme

_PATIENCE_MS = 20_000
DISTRICT = District(DistrictId(new_id()), "Слоним")
MILL, STATION = (Site(SiteId(new_id()), name, DISTRICT.id) for name in ("Льнозавод", "Вокзал"))
TOWN = Delegation(DelegationId(new_id()), "Городец", "ГЦ")
PEOPLE = [
    Participant(ParticipantId(new_id()), number, surname, "Пётр", delegation_id=TOWN.id, position="глава")
    for number, surname in enumerate(("Ёлкин", "Семёнова", "<b>Льнов</b>"), start=1)
]
VISIT = Activity(
    ActivityId(new_id()), "Экскурсия", ActivityKind.VISIT, datetime(2025, 8, 13, 11), datetime(2025, 8, 13, 12),
    site_id=MILL.id,
)  # fmt: skip
BUS = Vehicle(VehicleId(new_id()), "Автобус 1", 40)
RIDE = Transfer(TransferId(new_id()), BUS.id, MILL.id, STATION.id, datetime(2025, 8, 13, 12), datetime(2025, 8, 13, 13))
AGREEMENT = Agreement(AgreementId(new_id()), "Ремёсла", parties=("Городец", "Слоним"))


@pytest.fixture
def seeded(event_db: Database) -> Database:
    with event_db.deed(say("Seed the congress")) as deed:
        deed.insert(DISTRICT, MILL, STATION, TOWN, *PEOPLE, VISIT, BUS, RIDE, AGREEMENT)
    return event_db


@pytest.fixture
def done() -> list[object]:
    """Places and commands, as they were chosen."""
    return []


@pytest.fixture
def palette(seeded: Database, workspace: Workspace, done: list[object], qtbot: QtBot) -> Iterator[SearchPalette]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    commands = [
        Command("print", "Print", "printer", "Ctrl+P", lambda: done.append("print")),
        Command("undo", "Undo", "undo-2", "Ctrl+Z", lambda: done.append("undo")),
    ]
    palette = SearchPalette(workspace, lambda: commands, window)
    palette.place_chosen.connect(done.append)
    palette.show_over()
    qtbot.waitUntil(lambda: not workspace.jobs.busy, timeout=_PATIENCE_MS)
    yield palette
    qtbot.waitUntil(lambda: not workspace.jobs.busy, timeout=_PATIENCE_MS)


def found(palette: SearchPalette) -> list[tuple[str, str]]:
    return [(hit.kind, hit.title) for hit in palette.model.hits if not hit.is_heading]


def test_nothing_typed_offers_the_commands(palette: SearchPalette, qtbot: QtBot, done: list[object]) -> None:
    assert found(palette) == [("command", "Print"), ("command", "Undo")]
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == ["undo"]
    assert not palette.isVisible()


@pytest.mark.parametrize(
    ("typed", "kind", "title"),
    [
        ("елк", "participant", "Ёлкин Пётр"),
        ("пет сем", "participant", "Семёнова Пётр"),
        ("ctv`y", "participant", "Семёнова Пётр"),
        ("глава елк", "participant", "Ёлкин Пётр"),
        ("льнов", "participant", "<b>Льнов</b> Пётр"),
        ("вокз", "site", "Вокзал"),
        ("гц", "delegation", "Городец"),
        ("экск 13.08", "activity", "Экскурсия"),
        ("автобус", "transfer", "Льнозавод → Вокзал"),
        ("ремес", "agreement", "Ремёсла"),
        ("seed", "revision", "Seed the congress"),
        ("pri", "command", "Print"),
    ],
)
def test_anything_is_found_by_parts_of_its_words(palette: SearchPalette, typed: str, kind: str, title: str) -> None:
    palette.field.setText(typed)
    assert (kind, title) in found(palette)
    assert palette.list.currentIndex().isValid()


def test_groups_stand_in_their_order_each_under_its_heading(palette: SearchPalette) -> None:
    palette.field.setText("льн")
    headings = [hit.title for hit in palette.model.hits if hit.is_heading]
    assert headings == ["People", "Places", "Programme", "Transfers"]
    assert palette.model.hits[0].is_heading


def test_arrows_pass_the_headings_and_come_round(palette: SearchPalette, qtbot: QtBot, done: list[object]) -> None:
    palette.field.setText("льн")
    hits = found(palette)
    seen = []
    for _ in range(len(hits) + 1):
        hit = palette.model.hits[palette.list.currentIndex().row()]
        seen.append((hit.kind, hit.title))
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert seen == [*hits, hits[0]]
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == [Place("participants", "participant", PEOPLE[2].id)]


def test_a_click_opens_and_esc_leaves(palette: SearchPalette, qtbot: QtBot, done: list[object]) -> None:
    palette.field.setText("вокзал")
    area = palette.list.visualRect(palette.model.index(1))
    heading = palette.list.visualRect(palette.model.index(0))
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=heading.center())
    assert done == []
    qtbot.mouseClick(palette.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, area.center().y()))
    assert done == [Place("places", "site", STATION.id)]
    palette.show_over()
    assert palette.field.text() == ""
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_nothing_found_is_said(palette: SearchPalette, qtbot: QtBot, done: list[object]) -> None:
    palette.field.setText("ъъъъ")
    assert palette.list.isHidden()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert done == []
    assert palette.isVisible()


def test_what_came_meanwhile_is_found_the_next_time(palette: SearchPalette, workspace: Workspace, qtbot: QtBot) -> None:
    palette.reject()
    new = Participant(ParticipantId(new_id()), 9, "Новосёлов", "Пётр")

    def seed(db: Database) -> object:
        with db.deed(say("Seed")) as deed:
            deed.insert(new)
        return deed.changes

    workspace.store.perform(seed)
    palette.show_over()
    qtbot.waitUntil(lambda: not workspace.jobs.busy, timeout=_PATIENCE_MS)
    palette.field.setText("новосел")
    assert found(palette) == [("participant", "Новосёлов Пётр")]


def test_every_kind_has_a_heading_an_icon_and_a_home(seeded: Database) -> None:
    kinds = {*shelve(load_programme(seeded)), "revision"}
    assert kinds == ICONS.keys() == PAGES.keys()
    assert kinds | {"command"} == HEADINGS.keys()


def test_the_list_answers_as_qt_expects(workspace: Workspace, qtmodeltester: object) -> None:
    model = HitsModel(workspace.store)
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    model.show_hits([Hit("People"), Hit("<b>x</b>", "participant", "1"), Hit("y", "participant", "2")], [["x"]])
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    assert model.next_hit(-1, 1) == 1
    assert model.next_hit(1, -1) == 2


# The search itself

_LETTERS = st.text("абвъ Ёёfd-ŷ?", max_size=12)


def plainly(things: Sequence[Thing], alternatives: Sequence[Sequence[str]]) -> set[str]:
    """Every thing whose text has all needles of one alternative."""
    return {thing.key for thing in things if any(all(word in thing.text for word in words) for words in alternatives)}


@given(st.lists(_LETTERS, max_size=30), _LETTERS)
def test_a_shelf_finds_what_a_plain_look_at_every_text_finds(texts: list[str], typed: str) -> None:
    things = [Thing(str(number), fold(text), None) for number, text in enumerate(texts)]
    alternatives = needles_of(typed)
    if not alternatives:
        return
    hits, total = Shelf("participant", things).find(alternatives, 1000)
    assert {thing.key for thing in hits} == plainly(things, alternatives)
    assert total == len(hits)
    few, same_total = Shelf("participant", things).find(alternatives, 3)
    assert few == hits[:3]
    assert same_total == total
    beginnings = tuple(words[0] for words in alternatives)
    starts = [thing.text.startswith(beginnings) for thing in hits]
    assert starts == sorted(starts, reverse=True), "the likeliest come first"
