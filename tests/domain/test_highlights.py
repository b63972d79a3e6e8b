"""Where a search found what it was asked for."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.highlights import find_spans
from smalltowns_desktop.domain.names import fold

TEXT = st.text(st.sampled_from("аоеёвиійўя ОВЁ-.'’«»,№abeoß É1\t—"), max_size=14)


def shown(text: str, *needles: str) -> list[str]:
    return [text[start:end] for start, end in find_spans(text, [needles])]


@pytest.mark.parametrize(
    ("text", "needles", "found"),
    [
        ("Рябинина Вера Павловна", ["ов"], ["ов"]),
        ("Ольховик Роман Денисович", ["ов"], ["ов", "ов"]),
        ("Алёна", ["але"], ["Алё"]),
        ("гл. агроном (д. Озёры)", ["озеры", "гл"], ["гл", "Озёры"]),
        ("О’Коннор  Ада", ["оконнор", "ада"], ["О’Коннор", "Ада"]),
        ("Иванова-Петрова", ["нова", "пет"], ["нова", "Пет"]),
        ("Straße 5", ["ss"], ["ß"]),
        ("ОВОВ", ["ов", "во"], ["ОВОВ"]),
        ("+375 29 123-45-67", ["45", "67"], ["45", "67"]),
        ("Мастер", ["вода"], []),
        ("", ["а"], []),
    ],
)
def test_a_part_is_found_where_it_stands(text: str, needles: list[str], found: list[str]) -> None:
    assert shown(text, *needles) == found


@given(TEXT, st.integers(0, 8), st.integers(1, 4))
def test_each_span_folds_to_text_with_the_needle_and_lies_apart_from_the_next(text: str, at: int, length: int) -> None:
    text = unicodedata.normalize("NFC", text)
    needle = fold(text)[at : at + length].strip()
    if not needle or " " in needle:
        return
    spans = find_spans(text, [[needle]])
    assert spans
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] < other[0] for one, other in pairwise(spans))
    company = "я" if any("\u0400" <= letter <= "\u04ff" for letter in text.lower()) else ""
    assert all(needle in fold(text[start:end] + company) for start, end in spans)


@given(st.text(max_size=20), st.text(min_size=1, max_size=3))
def test_no_text_breaks_it(text: str, needle: str) -> None:
    for start, end in find_spans(text, [fold(needle).split()]):
        assert 0 <= start < end <= len(text)


def test_a_sign_that_folds_to_two_letters_is_painted_whole() -> None:
    assert find_spans("1№ ", [["o"]]) == [(1, 2)]
