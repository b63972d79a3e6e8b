"""Whatever stands in a workbook, it goes in or is reported; the database never has to refuse it."""

import tempfile
from datetime import date, datetime, time
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smalltowns_desktop.conflicts.rules import RULES
from smalltowns_desktop.domain.ids import new_id
from smalltowns_desktop.domain.model import EVENT_KEY, Event, ParticipantDocument
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.exchange.tables import Cell, Sheet
from smalltowns_desktop.exchange.workbook import ID, PAGES, columns_of
from smalltowns_desktop.exchange.workbook_page import Kind, Page
from smalltowns_desktop.exchange.workbook_reading import read_event_sheets
from smalltowns_desktop.exchange.workbook_words import words_of
from smalltowns_desktop.services.events import create_event
from smalltowns_desktop.services.workbook_plan import Plan
from smalltowns_desktop.services.workbook_rows import plan_workbook
from smalltowns_desktop.services.workbook_state import LINKS, State
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.rows import read_rows
from smalltowns_desktop.storage.snapshot import load_programme

NAMES: list[Cell] = [
    "Слоним",
    "слоним",
    "Мосты",
    "Дом культуры",
    "Иванов Иван",
    "Иванов",
    "МАЗ",
    "Слоним; Нигде",
    "hall-overlap",
]
IDS: list[Cell] = [f"01980000-0000-7000-8000-00000000000{number}" for number in range(3)]
ODD: list[Cell] = [
    None, "", " ", 0, 1, -1, 7, 24, 91, 1e308, float("inf"), 0.5, True, False, "yes", "нет", "#1D6FB8", "x" * 5000,
    "x" * 9, "\x00", "2025-08-13", "2025-08-13 09:30", "2025-08-12 08:00", "31.02.2025", "09:30", "25:00",
    date(2025, 8, 13), date(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59), time(9, 30), "=1+1", "'=1+1", "Europe/Minsk",
    "пн-пт", "ru", "не id", "0001-01-01 00:00",
]  # fmt: skip


FITTING: dict[Kind, list[Cell]] = {
    Kind.COLOUR: ["#1D6FB8"], Kind.INTEGER: [1, 5, "7"], Kind.NUMBER: [1.5, "3,25"], Kind.TRUTH: ["да", "no"],
    Kind.DAY: ["2025-08-13", date(2025, 8, 14)], Kind.CLOCK: ["09:30", time(18)],
    Kind.RULE: ["hall-overlap", "no-place"],
    Kind.MOMENT: ["2025-08-13 09:30", datetime(2025, 8, 13, 11)], Kind.OPEN_DAYS: ["пн-пт"], Kind.LANGUAGE: ["ru"],
    Kind.TIMEZONE: ["Europe/Minsk"],
}  # fmt: skip


@st.composite
def _cells(draw: st.DrawFn, page: Page) -> list[Cell]:
    """A row of a sheet: cells that fit their columns, mostly, with odd ones among them."""
    cells = []
    for column in columns_of(page):
        words: list[Cell] = [] if column.words is None else list(words_of(column.words))
        fitting = words or FITTING.get(column.kind, IDS if column is ID else NAMES)
        optional = not column.required and draw(st.booleans())
        cells.append(None if optional else draw(st.sampled_from(fitting)))
    for place in draw(st.lists(st.sampled_from(range(len(cells))), max_size=2)):
        cells[place] = draw(st.sampled_from(ODD))
    return cells


@st.composite
def workbooks(draw: st.DrawFn) -> list[Sheet]:
    sheets = []
    for page in PAGES:
        header: list[Cell] = [column.name for column in columns_of(page)]
        if page is PAGES[0]:
            rows = [list(pair) for pair in zip(header, draw(_cells(page)), strict=True)]
        else:
            rows = [list(header), *draw(st.lists(_cells(page), max_size=4))]
            if draw(st.sampled_from([True, False, False])):
                places = draw(st.lists(st.sampled_from(range(len(header))), min_size=1, unique=True))
                rows = [[row[place] for place in places] for row in rows]
        sheets.append(Sheet(page.name, tuple(map(tuple, rows))))
    return draw(st.permutations(sheets))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(workbooks(), workbooks())
def test_anything_goes_in_or_is_reported(first: list[Sheet], second: list[Sheet]) -> None:
    event = Event(EVENT_KEY, "IV", date(2025, 8, 12), date(2025, 8, 15))
    with (
        tempfile.TemporaryDirectory() as folder,
        create_event(Path(folder) / "congress.smalltowns", event, author=Author("Анна", "desk-1")) as db,
    ):
        for sheets in (first, second):
            reading = read_event_sheets(sheets)
            plan = plan_workbook(reading, _state(db), new_id, RULES)
            with db.deed(say("Import")) as deed:
                plan.state.write(deed)
            assert _tables(_state(db)) == _tables(plan.state)
            assert _count(plan) == reading.found.total()
            assert all(str(problem.message) for problem in plan.problems)


def _state(db: Database) -> State:
    with db.reading() as connection:
        documents = read_rows(connection, ParticipantDocument)
    return State(load_programme(db), documents)


def _tables(state: State) -> dict[str, dict[str, object]]:
    names = [page.rows for page in PAGES] + [link.rows for link in LINKS]
    return {name: state.table(name) for name in names}


def _count(plan: Plan) -> int:
    return len(plan.outcomes) + plan.refused.total()
