import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.documents.badge_templates import TEMPLATES
from smalltowns_desktop.documents.imposition import Sheet, fit_sheet, load_label_stocks

lengths = st.floats(5, 300).map(lambda value: round(value, 1))
gaps = st.floats(0, 20).map(lambda value: round(value, 1))


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    width, height = draw(st.tuples(lengths, lengths))
    more = st.floats(0, 300).map(lambda value: round(value, 1))
    return fit_sheet(width + draw(more), height + draw(more), width, height, draw(gaps), draw(gaps))


def test_labels_that_fit_exactly_lose_no_column() -> None:
    sheet = fit_sheet(210, 297, 105, 148.5)
    assert (sheet.columns, sheet.rows) == (2, 2)
    sheet = fit_sheet(3 * 0.1 + 2 * 0.7, 10, 0.1, 1, column_gap=0.7)  # 1.7 is a little less than it looks
    assert sheet.columns == 3


@pytest.mark.parametrize(("name", "cells"), [("86x54", 10), ("90x65", 8), ("a6", 4), ("a6-page", 1)])
def test_the_usual_papers_hold_what_they_are_sold_for(name: str, cells: int) -> None:
    assert load_label_stocks()[name].sheet.cells == cells


def test_every_stock_holds_the_badge_that_it_is_for() -> None:
    for stock in load_label_stocks().values():
        template = TEMPLATES[stock.template]
        assert template.width <= stock.sheet.width
        assert template.height <= stock.sheet.height


def test_the_order_runs_along_the_rows_and_over_any_number_of_sheets() -> None:
    sheet = load_label_stocks()["90x65"].sheet
    places = [sheet.place(number) for number in range(1000)]
    assert [place.page for place in places] == [number // 8 for number in range(1000)]
    assert places == sorted(places, key=lambda place: (place.page, place.top, place.left))


def test_the_first_badge_lies_in_the_start_cell() -> None:
    sheet = load_label_stocks()["86x54"].sheet
    assert sheet.place(0, start_cell=4) == sheet.place(3)
    assert sheet.place(7, start_cell=4) == replace(sheet.place(0), page=1)
    assert sheet.pages(7, start_cell=4) == 1
    assert sheet.pages(8, start_cell=4) == 2
    assert sheet.pages(0) == 0


@given(sheets(), st.integers(1, 50), st.data())
def test_badges_lie_on_the_page_in_order_and_never_on_each_other(
    sheet: Sheet, badges: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(1, sheet.cells))
    places = [sheet.place(number, start) for number in range(badges)]
    for place in places:
        assert place.left >= -1e-6
        assert place.left + sheet.width <= sheet.page_width + 1e-4
        assert place.top >= -1e-6
        assert place.top + sheet.height <= sheet.page_height + 1e-4
    for before, after in itertools.pairwise(places):
        assert (
            after.page > before.page
            or after.top >= before.top + sheet.height - 1e-6
            or (after.top == before.top and after.left >= before.left + sheet.width - 1e-6)
        )
    assert places[-1].page + 1 == sheet.pages(badges, start)


@given(sheets())
def test_no_further_column_or_row_would_fit(sheet: Sheet) -> None:
    with pytest.raises(ValueError, match="edge"):
        replace(sheet, columns=sheet.columns + 1, left=0)
    with pytest.raises(ValueError, match="edge"):
        replace(sheet, rows=sheet.rows + 1, top=0)


@pytest.mark.parametrize(("columns", "left", "row_gap"), [(0, 15, 0), (2, -1, 0), (2, 100, 0), (2, 15, 50)])
def test_a_sheet_that_cannot_be_is_refused(columns: int, left: float, row_gap: float) -> None:
    with pytest.raises(ValueError, match=r"needs|edge"):
        Sheet(210, 297, columns, 4, 90, 65, left, 18.5, 0, row_gap)
