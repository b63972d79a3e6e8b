"""Keys pressed under a Russian or Belarusian layout."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.keyboard import BELARUSIAN, RUSSIAN, US, as_typed_on_us, layouts_of

LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("щ", "o"), ("ў", "o"), ("и", "b"), ("і", "b"), ("Щ", "O"), ("Ў", "O"), ("ыВ", "sD"), ("ё", "`"), ("жЭ", ';"')],
)
def test_the_letters_in_which_the_layouts_differ_map_to_one_key(typed: str, meant: str) -> None:
    assert as_typed_on_us(typed) == meant


@pytest.mark.parametrize("layout", [RUSSIAN, BELARUSIAN])
@given(data=st.data())
def test_whatever_is_typed_comes_back(layout: str, data: st.DataObject) -> None:
    meant = data.draw(st.text(alphabet=US, min_size=1))
    typed = meant.translate({ord(key): letter for key, letter in zip(US, layout, strict=True)})
    # Shift and the Belarusian apostrophe: } arrives as ' like ]
    expected = meant.replace("}", "]") if layout is BELARUSIAN else meant
    if any(letter.isalpha() and not letter.isascii() for letter in typed):
        assert as_typed_on_us(typed) == expected


@given(st.text(alphabet=[*map(chr, range(128))]))
def test_latin_text_is_left_alone(text: str) -> None:
    assert as_typed_on_us(text) == text


def test_punctuation_is_mapped_only_beside_a_cyrillic_letter() -> None:
    assert as_typed_on_us('";:?№') == '";:?№'
    assert as_typed_on_us('ф";:?№.,') == "a@$^&#/?"


def test_accents_sent_apart_from_their_letters_are_understood() -> None:
    assert as_typed_on_us(normalize("NFD", "йўё")) == as_typed_on_us("йўё") == "qo`"


def test_each_layout_gives_every_letter_and_digit_its_own_key() -> None:
    for layout in (RUSSIAN, BELARUSIAN):
        keys = dict(zip(US, layout, strict=True))
        assert len({keys[key] for key in LETTERS_AND_DIGITS}) == len(LETTERS_AND_DIGITS)


def test_a_search_in_the_wrong_layout_means_the_right_one_too() -> None:
    assert "иванов" in layouts_of("bdfyjd")
    assert "ivanov" in layouts_of("шмфтщм")
    assert layouts_of("147") == ["147"]
