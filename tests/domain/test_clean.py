from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.clean import clean_text

ANY_TEXT = st.text(st.characters(exclude_categories=()))


def test_control_characters_and_broken_surrogates_go() -> None:
    assert clean_text("Сло\x00ним\x1b[31m\ud83d\ufffe") == "Слоним[31m"


def test_letters_are_composed() -> None:
    assert clean_text("Зои\u0306 е\u0308") == "Зой ё"


def test_line_ends_are_kept_only_where_lines_are_allowed() -> None:
    assert clean_text(" one\r\ntwo\rthree\u2028four ", lines=True) == "one\ntwo\nthree\nfour"
    assert clean_text("one\r\ntwo\tthree") == "one two three"


def test_white_space_at_the_ends_goes_and_inside_stays() -> None:
    assert clean_text("\u00a0  Анна \u00a0 Мария\u3000") == "Анна \u00a0 Мария"


def test_what_only_looks_dangerous_is_data_and_stays() -> None:
    for text in ('Иванов <b> "x" &amp;', "=1+1", "\u200bA\u202eB", "👩‍👩‍👧", "Robert'); DROP TABLE"):
        assert clean_text(text) == text


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    for lines in (False, True):
        once = clean_text(text, lines=lines)
        assert clean_text(once, lines=lines) == once
        once.encode("utf-8")
        assert "\x00" not in once
        assert lines or "\n" not in once


@given(st.text(st.characters(min_codepoint=0, max_codepoint=0x7F)))
def test_the_short_way_for_plain_text_agrees_with_the_long_one(text: str) -> None:
    assert clean_text(text) == clean_text(f"é{text}é")[1:-1].strip()
