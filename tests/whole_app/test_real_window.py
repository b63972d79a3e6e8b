"""The main job in a real window, driven from outside by mouse and keys; what came of it is read from the file."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import pypdfium2
import pytest
from openpyxl import Workbook

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from smalltowns_desktop.domain.checkin import Outcome
from smalltowns_desktop.domain.keyboard import as_typed_on_us
from smalltowns_desktop.domain.model import Activity, ActivityKind, Badge, Delegation, Participant, Print, Scan
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.pages.programme import ProgrammePage
from smalltowns_desktop.gui.program import Program
from smalltowns_desktop.gui.settings import WindowSettings
from smalltowns_desktop.gui.timeline.layout import Block
from smalltowns_desktop.gui.welcome import ChoiceCard
from smalltowns_desktop.services.badges import issue_badges
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.services.languages import translator
from smalltowns_desktop.storage.database import Author
from smalltowns_desktop.storage.rows import read_rows
from smalltowns_desktop.window import build_program
from tests.support.programs import let_go
from tests.support.real_window import RealProgram, Screen, again_until, own_screen, until

AUTHOR = Author("Анна", "desk-1")
RUSSIAN = translator("ru")
PLAIN_LAYOUT, RUSSIAN_LAYOUT = "us", "ru,us"
"""The one in use first, the other a key away, as on every computer where both are needed."""
TITLE = "IV Съезд"
"""How the main window's title begins."""

Row = TypeVar("Row")
Point = tuple[int, int]
Twin = Callable[[Path | None], Program]


def ru(msgid: str, **params: object) -> str:
    return RUSSIAN.render(say(msgid, **params))


MAIN = ru("Small towns")
"""How the welcome's title begins."""


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    with own_screen() as made:
        yield made


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice congress with badges, to copy."""
    path = tmp_path_factory.mktemp("practice") / "practice.smalltowns"
    with create_demo(path, DemoOptions(8, 80, 16, None, 2, 1), author=AUTHOR).db as db:
        issue_badges(db)
    return path


@pytest.fixture
def event(practice: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(practice, tmp_path / "congress.smalltowns"))


@pytest.fixture
def program(screen: Screen, tmp_path: Path) -> Iterator[RealProgram]:
    """Not started yet; ends with the test, whatever became of it."""
    screen.use_layout(PLAIN_LAYOUT)
    made = RealProgram(screen, tmp_path / "home")
    yield made
    made.kill()


@pytest.fixture
def twin(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> Iterator[Twin]:
    """The same window of the same event in this process and off the screen: it tells where things are."""
    made: list[Program] = []

    def make(event: Path | None) -> Program:
        settings = WindowSettings(tmp_path / "twin.ini")
        settings.language = "ru"
        program = build_program(qapp, settings)
        made.append(program)
        program.start(None if event is None else str(shutil.copy(event, tmp_path / "twin.smalltowns")))
        qtbot.waitUntil(lambda: not program.jobs.busy, timeout=20_000)
        return program

    yield make
    for program in made:
        let_go(program)


def stored(event: Path, kind: type[Row]) -> list[Row]:
    """What stands in the file, beside the program that has it open."""
    with open_event(event, author=AUTHOR, read_only=True) as db, db.reading() as connection:
        return read_rows(connection, kind)


def middle_in_window(widget: QWidget, area: QRect | None = None) -> Point:
    """The middle of a widget, or of an area of it, in its window; the real one lies in the corner of its screen."""
    at = widget.mapTo(widget.window(), (area or widget.rect()).center())
    return at.x(), at.y()


def end_well(program: RealProgram) -> None:
    """Quit by the keyboard: nothing to complain of, nothing said, nothing in the log but news."""
    program.focus(MAIN if program.find(MAIN) else TITLE)
    program.press_letter("q", "ctrl")
    ended = program.wait_end()
    assert (ended.status, ended.said) == (0, "")
    assert not [line for line in ended.log.splitlines() if " INFO " not in line], ended.log


# The deeds


def test_the_practice_congress_is_opened_by_its_button(program: RealProgram, tmp_path: Path, twin: Twin) -> None:
    welcome = twin(None).welcome
    assert welcome is not None
    card = next(card for card in welcome.findChildren(ChoiceCard) if card.text() == ru("Practice congress"))
    program.start()
    program.focus(MAIN)
    program.click(middle_in_window(card))
    program.wait_focused(ru("Where to keep it"))
    path = tmp_path / "practice.smalltowns"
    program.type_path(path)
    program.wait_for(TITLE)
    assert len(stored(path, Participant)) == 400
    end_well(program)


def test_a_visit_is_dragged_and_taken_back(program: RealProgram, event: Path, twin: Twin) -> None:
    visit, grip, hour = a_visit_on_the_grid(twin(event))
    program.start(event)
    program.focus(TITLE)
    program.press("ctrl+2")
    x, y = grip
    program.drag([grip, (x + hour // 4, y), (x + hour // 2, y), (x + hour // 2, y)])
    until(lambda: start_of(event, visit) == visit.starts_at + timedelta(minutes=30), "the visit half an hour later")
    program.screen.use_layout(RUSSIAN_LAYOUT)
    program.press_letter("z", "ctrl")
    until(lambda: start_of(event, visit) == visit.starts_at, "the visit where it was")
    program.press_letter("y", "ctrl")
    until(lambda: start_of(event, visit) > visit.starts_at, "the visit moved again")
    program.press("alt+Left")
    until(lambda: start_of(event, visit) == visit.starts_at + timedelta(minutes=25), "five minutes back by a key")
    end_well(program)


def test_a_spreadsheet_of_people_comes_in(program: RealProgram, event: Path, tmp_path: Path) -> None:
    before = len(stored(event, Participant))
    people = tmp_path / "people.xlsx"
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (("ФИО", "Делегация", "Должность"), *((f"Новиков Пётр {n}", "Чкаловск", "агроном") for n in "АБВ")):
        sheet.append(line)
    book.save(people)
    program.start(event)
    program.focus(TITLE)
    program.press_letter("i", "ctrl")
    program.press("Return")  # the page begins at its button
    program.wait_focused(ru("A delegation's list"))
    program.type_path(people)
    until(lambda: program.find(TITLE), "the window again")
    program.focus(TITLE)
    again_until(  # nothing happens before the list is read
        lambda: program.press("alt+Right"), lambda: len(stored(event, Participant)) > before, "people more"
    )
    assert len(stored(event, Participant)) == before + 3
    end_well(program)


def test_an_itinerary_is_printed_to_a_file(program: RealProgram, event: Path, tmp_path: Path) -> None:
    paper = tmp_path / "itinerary.pdf"
    program.start(event)
    program.focus(TITLE)
    program.press("ctrl+8")
    program.screen.use_layout(RUSSIAN_LAYOUT)
    program.press_until_there(ru("Save the PDF"), "e", "ctrl")  # nothing happens before the list is read
    program.screen.use_layout(PLAIN_LAYOUT)
    program.type_path(paper)
    until(paper.exists, "the PDF")
    document = until(lambda: whole_pdf(paper), "the whole PDF")
    assert any(row.name in document for row in stored(event, Delegation))
    until(lambda: stored(event, Print), "the print in the file")
    end_well(program)


def test_people_are_checked_in_by_a_scanner_under_a_russian_layout(program: RealProgram, event: Path) -> None:
    badges = stored(event, Badge)
    program.start(event)
    program.focus(TITLE)
    program.press("ctrl+9")
    program.press("ctrl+Return")
    desk = ru("Check-in: {place}", place="")
    program.wait_focused(desk)
    program.screen.use_layout(RUSSIAN_LAYOUT)
    for badge in badges[:3]:  # a machine that is busy may tear a burst apart: then it is scanned again, as at a desk
        again_until(partial(program.scan, badge.code), partial(was_admitted, event, badge), f"the scan of {badge.code}")
    person = next(row for row in stored(event, Participant) if row.id == badges[5].participant_id)
    program.type_on_keys(as_typed_on_us(f"{person.surname} {person.given_name}".lower()), gap_ms=60)
    program.press("Return")
    until(partial(was_admitted, event, badges[5]), "the person found by name")
    program.press("Escape")
    program.wait_gone(desk)
    end_well(program)


def test_anything_is_found_under_a_russian_layout(program: RealProgram, event: Path) -> None:
    program.start(event)
    program.focus(TITLE)
    program.screen.use_layout(RUSSIAN_LAYOUT)
    program.press_letter("k", "ctrl")
    program.wait_focused(ru("Find anything"))
    program.press("Escape")
    program.wait_gone(ru("Find anything"))
    end_well(program)


def test_looking_for_a_file_beside_the_open_congress_leaves_its_locks(program: RealProgram, event: Path) -> None:
    program.start(event)
    program.focus(TITLE)
    lasting = [(event.name, "1073741826"), (f"{event.name}-shm", "128")]
    until(lambda: set(lasting) <= set(program.locks_on(event.parent)), "SQLite's locks on an open file")
    program.press_letter("o", "ctrl")
    program.wait_focused(ru("Open a congress"))
    program.type(f"{event.parent}/")
    program.press("Return")
    program.press("Escape", "Escape")
    program.wait_gone(ru("Open a congress"))
    assert set(lasting) <= set(program.locks_on(event.parent))
    end_well(program)


# Where things are, and what has come of it


def a_visit_on_the_grid(twin: Program) -> tuple[Activity, Point, int]:
    """A visit that is in sight, where to grip it, and pixels an hour."""
    assert twin.window is not None
    twin.window.enter("programme")
    page = twin.window.current_page
    assert isinstance(page, ProgrammePage)
    layout, view = page.pane.grid.layout, page.pane.view
    assert layout is not None
    QApplication.processEvents()
    for row in layout.rows:
        for item in layout.items_of_row(row.key):
            area = view.mapFromScene(page.pane.grid.area_of(item, row)).boundingRect()
            if not isinstance(item, Block) or item.activity.kind is not ActivityKind.VISIT or item.activity.locked:
                continue
            if view.viewport().rect().adjusted(0, 0, -100, 0).contains(area):
                return item.activity, middle_in_window(view.viewport(), area), round(page.pane.grid.scale)
    raise AssertionError("no visit is in sight")


def start_of(event: Path, visit: Activity) -> datetime:
    return next(row.starts_at for row in stored(event, Activity) if row.id == visit.id)


def was_admitted(event: Path, badge: Badge) -> bool:
    scans = stored(event, Scan)
    return any((scan.participant_id, scan.outcome) == (badge.participant_id, Outcome.ADMITTED) for scan in scans)


def whole_pdf(path: Path) -> str:
    """The text of a PDF, once it is all there."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return ""
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text
