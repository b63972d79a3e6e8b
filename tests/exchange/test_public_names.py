import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.exchange.public_names import split_public_name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Tristan Nitot", ("Nitot", "Tristan", "")),
        ("Bradley M. Kuhn", ("Kuhn", "Bradley M.", "")),
        ("Willem van den Ende", ("van den Ende", "Willem", "")),
        ("Paula de la Hoz", ("de la Hoz", "Paula", "")),
        ("Kuhn, Bradley M.", ("Kuhn", "Bradley M.", "")),
        ("Pau Garcia Quiles (pgquiles)", ("Quiles (pgquiles)", "Pau Garcia", "")),
        ("Wookey", ("Wookey", "", "")),
        ("Van Morrison", ("Morrison", "Van", "")),
        ("(nobody)", ("(nobody)", "", "")),
        ("Рябинина Вера Павловна", ("Рябинина", "Вера", "Павловна")),
        ("Вера Павловна Рябинина", ("Рябинина", "Вера", "Павловна")),
        ("Максім Адамавіч Багдановіч", ("Багдановіч", "Максім", "Адамавіч")),
        ("Вера Рябинина", ("Рябинина", "Вера", "")),
    ],
)
def test_a_name_is_taken_apart(name: str, parts: tuple[str, str, str]) -> None:
    found = split_public_name(name)
    assert (found.surname, found.given_name, found.patronymic) == parts


@given(st.lists(st.text(alphabet="Aab(),.é'-", min_size=1), min_size=1).map(" ".join))
def test_no_word_of_a_latin_name_is_lost(name: str) -> None:
    found = split_public_name(name)
    together = f"{found.given_name} {found.surname}"
    assert sorted(together.replace(",", "").split()) == sorted(name.replace(",", "").split())
    assert found.surname or found.given_name
