"""What is typed into the desk's one field: a code or a name."""

from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.codes import badge_code, in_groups, looks_like_code, new_serial
from smalltowns_desktop.domain.keyboard import RUSSIAN, US


@given(st.binary(min_size=16, max_size=32), st.sampled_from([str, str.lower, in_groups]))
def test_every_code_looks_like_one_however_it_is_typed(secret: bytes, typed: object) -> None:
    code = badge_code(new_serial(), secret)
    assert callable(typed)
    assert looks_like_code(typed(code))
    assert looks_like_code(code.translate(str.maketrans(US, RUSSIAN)))


def test_names_and_beginnings_do_not() -> None:
    for text in ("", "ST", "Стародубцева", "Stepanov", "Stanislavskaya Anna", "ST 1234", "ЫЕ"):
        assert not looks_like_code(text)
