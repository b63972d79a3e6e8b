"""A search in a table finds what a plain reading of every row would."""

from hypothesis import example, given
from hypothesis import strategies as st

from smalltowns_desktop.gui.models.table import Column, RowsModel

LETTERS = st.sampled_from("абéж?7 łz")
NEEDLE = st.text(LETTERS.filter(str.strip), min_size=1, max_size=2)


@given(
    st.lists(st.text(LETTERS, max_size=5), max_size=8),
    st.lists(st.lists(NEEDLE, min_size=1, max_size=3), max_size=3),
)
@example(["é", "?", "ж"], [["é"]])
@example(["ł", "?"], [["?"]])
def test_a_row_is_shown_if_it_has_every_needle_of_one_alternative(texts: list[str], wanted: list[list[str]]) -> None:
    rows = list(enumerate(texts))
    model: RowsModel[tuple[int, str]] = RowsModel(
        [Column("text", "Text", lambda row: row[1], sort_by=lambda row: row[0])],
        lambda row: str(row[0]),
        lambda row: row[1],
    )
    model.show_rows(rows)
    model.filter(lambda row: row[0] != 1)
    model.search(wanted)
    expected = [
        str(number)
        for number, text in rows
        if number != 1 and (not wanted or any(all(needle in text for needle in needles) for needles in wanted))
    ]
    assert list(model.keys_shown()) == expected
