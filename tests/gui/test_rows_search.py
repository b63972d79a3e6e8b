"""A search in a table finds what a plain reading of every row would."""

from hypothesis import example, given
from hypothesis import strategies as st

from smalltowns_desktop.gui.models.table import Column, RowsModel

LETTERS = st.sampled_from("абéж?7 łzq\n")
NEEDLE = st.text(LETTERS.filter(str.strip), min_size=1, max_size=2)
SEARCH = st.lists(st.lists(NEEDLE, min_size=1, max_size=3), max_size=3)


@given(st.lists(st.text(LETTERS, max_size=5), max_size=8), st.lists(SEARCH, min_size=1, max_size=5))
@example(["é", "?", "ж"], [[["é"]]])
@example(["ł", "?"], [[["?"]], [["ł"]]])
@example(["абz", "аб", "а", "zz", "7"], [[["а"], ["z"]], [["аб"], ["zz"]], [["а"], ["z"]], [["аб"]], []])
@example(["а", "б", "б", "б", "аб", "абж"], [[["а"]], [["аб"]], [["аб", "ж"]], [["аб"]]])
def test_each_search_shows_the_rows_with_every_needle_of_one_alternative(
    texts: list[str], searches: list[list[list[str]]]
) -> None:
    rows = list(enumerate(texts))
    column: Column[tuple[int, str]] = Column("text", "Text", lambda row: row[1], sort_by=lambda row: row[0])
    model = RowsModel([column], lambda row: str(row[0]), lambda row: row[1])
    model.show_rows(rows)
    model.filter(lambda row: row[0] != 1)
    for wanted in searches:
        model.search(wanted)
        expected = [
            str(number)
            for number, text in rows
            if number != 1 and (not wanted or any(all(needle in text for needle in needles) for needles in wanted))
        ]
        assert list(model.keys_shown()) == expected
    model.filter(None)
    model.search(searches[0])
    model.show_rows(rows[::2])
    found = {str(number) for number, text in rows[::2]}
    assert set(model.keys_shown()) <= found
