"""A table that searches, filters and sorts by itself."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from smalltowns_desktop.gui.models.table import KEY_ROLE, Column, RowsModel


@dataclass(frozen=True)
class Town:
    key: str
    name: str
    people: int


def make_model() -> RowsModel[Town]:
    columns = [
        Column[Town]("name", "Name", lambda town: town.name),
        Column[Town]("people", "People", lambda town: str(town.people), sort_by=lambda town: town.people, right=True),
    ]
    return RowsModel(columns, lambda town: town.key, lambda town: town.name.casefold())


TOWNS = [
    Town("a", "Мосты", 14_000),
    Town("b", "Лида", 103_000),
    Town("c", "Слоним", 48_000),
    Town("d", "Зельва", 6_000),
]


def names(model: RowsModel[Town]) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_rows_sort_by_their_numbers_and_not_by_the_digits() -> None:
    model = make_model()
    model.show_rows(TOWNS)
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert names(model) == ["Лида", "Слоним", "Мосты", "Зельва"]


def test_search_wants_every_needle_of_one_alternative() -> None:
    model = make_model()
    model.show_rows(TOWNS)
    model.search([["о", "т"], ["зель"]])
    assert names(model) == ["Зельва", "Мосты"]
    model.search([])
    assert model.rowCount() == 4


def test_a_held_index_follows_its_row() -> None:
    model = make_model()
    model.show_rows(TOWNS)
    held = QPersistentModelIndex(model.index_of("b"))
    model.sort(1)
    assert held.data(KEY_ROLE) == "b"
    model.show_rows([Town("b", "Ліда", 1), *TOWNS[2:], TOWNS[0]])
    assert held.data(KEY_ROLE) == "b"
    assert held.data() == "Ліда"


@given(
    st.lists(
        st.one_of(
            st.builds(lambda keys: ("rows", keys), st.sets(st.sampled_from("abcdefgh"))),
            st.builds(lambda text: ("search", text), st.sampled_from(["", "a", "b", "зз"])),
            st.builds(lambda column, down: ("sort", (column, down)), st.integers(0, 1), st.booleans()),
        ),
        max_size=12,
    )
)
def test_any_sequence_of_changes_keeps_qt_content_and_shows_what_a_plain_list_would(
    steps: list[tuple[str, object]],
) -> None:
    model = make_model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows: list[Town] = []
    needle, column, down = "", 0, False
    for kind, value in steps:
        if kind == "rows":
            rows = [Town(key, f"{key}{ord(key) % 3}", ord(key) % 5) for key in sorted(value)]  # type: ignore[call-overload]
            model.show_rows(rows)
        elif kind == "search":
            needle = str(value)
            model.search([[needle]] if needle else [])
        else:
            column, down = value  # type: ignore[misc]
            model.sort(column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)
        expected = [row for row in rows if needle in row.name]
        key = (lambda row: row.name) if column == 0 else (lambda row: row.people)
        expected.sort(key=key, reverse=down)
        assert names(model) == [row.name for row in expected]
    assert tester.model() is model
