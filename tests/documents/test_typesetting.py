import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.documents.typesetting import (
    ELLIPSIS,
    MISSING,
    Fonts,
    cut_line,
    fit_line,
    fit_rows,
    fit_two_lines,
    wrap,
)

words = st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіў -–/,.«»АБВ0123456789", min_size=1, max_size=200)


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts()


def test_the_languages_of_the_congress_are_drawn_as_they_are(fonts: Fonts) -> None:
    for text in ("Ёлкіна Ўладзіміра Щучинъ", "№ 0147 · «ёлочки» — 11:00–12:30", "Łódź Müller Šiauliai", "₽ ’ ʼ …"):
        assert fonts.clean(text) == (text, "")


def test_characters_come_composed_on_one_line_without_the_invisible(fonts: Fonts) -> None:
    assert fonts.clean("И\u0306од\u0438\u0306\n\tа") == ("Йодй а", "")
    assert fonts.clean("\u202eabc\u202c\u200b\ufeff\u00addef") == ("abcdef", "")
    assert fonts.clean("  a \u2009 b\u2028c  ") == ("a b c", "")
    assert fonts.clean("5\u00a0мест") == ("5\u00a0мест", "")


def test_a_stress_mark_stays_over_its_letter(fonts: Fonts) -> None:
    assert fonts.clean("а\u0301") == ("а\u0301", "")
    assert fonts.regular.width("а\u0301") == pytest.approx(fonts.regular.width("а"), abs=0.01)


def test_missing_characters_are_reported_and_shown_in_their_nearest_form(fonts: Fonts) -> None:
    assert fonts.clean("\ufb03 \uff21\u2460") == ("ffi A1", "")
    assert fonts.clean("Nguyễn") == ("Nguyen", "ễ")
    assert fonts.clean("д\u0308") == ("д", "\u0308")
    assert fonts.clean("漢字漢") == (MISSING * 3, "漢字")
    assert fonts.clean("שלום 😀") == (f"{MISSING * 4} {MISSING}", "שלום😀")
    assert fonts.clean("\ud800x") == (f"{MISSING}x", "\ud800")


@given(st.text())
def test_clean_text_can_always_be_measured(fonts: Fonts, text: str) -> None:
    cleaned, _ = fonts.clean(text)
    for face in (fonts.regular, fonts.bold, fonts.narrow, fonts.narrow_bold):
        assert face.width(cleaned) >= 0
    assert "\n" not in cleaned
    assert cleaned == cleaned.strip(" ")


def test_a_line_is_as_large_as_fits_then_narrower_then_cut(fonts: Fonts) -> None:
    faces = (fonts.bold, fonts.narrow_bold)
    assert fit_line("Ли", faces, 200, 28, 18).size == 28
    shrunk = fit_line("Домодедовский", faces, 190, 28, 18)
    assert shrunk.face is fonts.bold
    assert 22 < shrunk.size < 28
    narrow = fit_line("Преображенская", faces, 160, 28, 18)
    assert narrow.face is fonts.narrow_bold
    assert 18 <= narrow.size <= 28
    assert not narrow.cut
    cut = fit_line("Константинопольский-Задунайский", faces, 160, 28, 18)
    assert cut.cut
    assert cut.lines[0].endswith(ELLIPSIS)
    assert cut.size == 18


def test_a_long_surname_takes_two_rows_at_its_hyphen(fonts: Fonts) -> None:
    fitted = fit_rows("Константинопольский-Задунайский", (fonts.bold, fonts.narrow_bold), 190, (28, 18), (15, 11))
    assert fitted.lines == ("Константинопольский-", "Задунайский")
    assert not fitted.cut
    fitted = fit_rows("Ж" * 30, (fonts.bold, fonts.narrow_bold), 190, (28, 18), (15, 11))
    assert fitted.lines == ("Ж" * 15, "Ж" * 15)
    assert not fitted.cut
    fitted = fit_rows("Ж" * 200, (fonts.bold, fonts.narrow_bold), 190, (28, 18), (15, 11))
    assert fitted.cut
    assert len(fitted.lines) == 2


def test_two_lines_are_even_and_no_short_word_hangs_at_an_end(fonts: Fonts) -> None:
    faces = (fonts.regular, fonts.narrow)
    text = "корреспондент, газета «Борские вести»"
    assert fit_two_lines(text, faces, 135, (9, 7)).lines == ("корреспондент, газета", "«Борские вести»")
    text = "сопровождает Арзамас и Балахну"
    assert fit_two_lines(text, faces, 100, (9, 7)).lines == ("сопровождает", "Арзамас и Балахну")


@given(words, st.integers(1, 4), st.floats(30, 300))
def test_wrapped_lines_fit_and_hold_the_text_in_order(fonts: Fonts, text: str, most: int, width: float) -> None:
    cleaned, _ = fonts.clean(text)
    lines, cut = wrap(cleaned, fonts.regular, 10, width, most)
    assert len(lines) <= most
    assert all(fonts.regular.width(line) * 10 <= width + 1e-6 for line in lines)
    joined = "".join(lines).replace(" ", "")
    whole = cleaned.replace(" ", "")
    if cut:
        assert joined.endswith(ELLIPSIS)
        assert whole.startswith(joined[:-1])
    else:
        assert joined == whole


@given(words, st.floats(20, 300))
def test_whatever_is_fitted_is_no_wider_than_its_place(fonts: Fonts, text: str, width: float) -> None:
    cleaned, _ = fonts.clean(text)
    faces = (fonts.bold, fonts.narrow_bold)
    for fitted in (
        fit_line(cleaned, faces, width, 28, 18),
        fit_rows(cleaned, faces, width, (28, 18), (15, 11)),
        fit_two_lines(cleaned, faces, width, (9, 8, 7)),
    ):
        for line in fitted.lines:
            assert fitted.face.width(line) * fitted.size <= width + 1e-6 or len(line) <= 2


def test_a_cut_line_ends_with_an_ellipsis_and_nothing_before_it(fonts: Fonts) -> None:
    assert cut_line("Слоним, Зельва, Мосты", fonts.regular, 10, 48) == "Слоним…"
    assert cut_line("Слоним", fonts.regular, 10, 100) == "Слоним"
