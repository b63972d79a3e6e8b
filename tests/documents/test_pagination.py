from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.documents.pagination import Piece, paginate

HEAD, FIRST, NEXT, TAIL = 30.0, 200.0, 300.0, 20.0
heights = st.lists(st.lists(st.floats(10, 120), min_size=1, max_size=12), max_size=6)


def used(days: list[list[float]], page: list[Piece]) -> float:
    return sum(HEAD + sum(days[piece.day][piece.first : piece.end]) for piece in page)


def test_days_that_fit_stand_on_one_page() -> None:
    assert paginate([[50], [50]], HEAD, FIRST, NEXT, TAIL) == [[Piece(0, 0, 1), Piece(1, 0, 1)]]


def test_a_day_that_does_not_fit_begins_a_page() -> None:
    assert paginate([[100], [50, 50]], HEAD, FIRST, NEXT, TAIL) == [[Piece(0, 0, 1)], [Piece(1, 0, 2)]]


def test_a_day_longer_than_a_page_goes_on_on_the_next() -> None:
    pages = paginate([[100] * 5], HEAD, FIRST, NEXT, TAIL)
    assert pages == [[Piece(0, 0, 1)], [Piece(0, 1, 3)], [Piece(0, 3, 5)]]


def test_an_empty_programme_is_one_page() -> None:
    assert paginate([], HEAD, FIRST, NEXT, TAIL) == [[]]


@given(heights)
def test_every_row_stands_once_in_order_and_on_the_paper(days: list[list[float]]) -> None:
    pages = paginate(days, HEAD, FIRST, NEXT, TAIL)
    rows = [(piece.day, row) for page in pages for piece in page for row in range(piece.first, piece.end)]
    assert rows == [(day, row) for day, of_day in enumerate(days) for row in range(len(of_day))]
    for number, page in enumerate(pages):
        assert used(days, page) <= (FIRST if number == 0 else NEXT) + 1e-6
    assert used(days, pages[-1]) + TAIL <= (FIRST if len(pages) == 1 else NEXT) + 1e-6


@given(heights)
def test_only_a_day_longer_than_a_page_is_broken(days: list[list[float]]) -> None:
    pages = paginate(days, HEAD, FIRST, NEXT, TAIL)
    for day, rows in enumerate(days):
        pieces = [piece for page in pages for piece in page if piece.day == day]
        first_of_all = day == 0  # the first page has nothing above it that could be waited for
        if HEAD + sum(rows) <= NEXT and not first_of_all:
            assert len(pieces) == 1
