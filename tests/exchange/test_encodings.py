"""Text files in the encodings that lists come in."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.exchange.encodings import SINGLE_BYTE, detect

LINES = (
    "ФИО;Телефон",
    "Фамилия;Имя;Отчество",
    "Щукин Юрий Эдуардович",
    "ИВАНОВА МАРИЯ ПЕТРОВНА;8 912 359 03 67",
    "Ян Цой;Бор",
    "Делегация;Городец",
    "Съезд малых городов, 12-15 августа",
    "Хмель Артём Юрьевич;директор предприятия",
)
NAMES = (
    "Иванов",
    "Петрова",
    "Щербакова",
    "Юрий",
    "Эдуард",
    "Объедков",
    "Цыганков",
    "Фёдорова",
    "Жуков",
    "Любовь",
    "Игорь",
)


@pytest.mark.parametrize("encoding", SINGLE_BYTE)
@pytest.mark.parametrize("line", LINES)
def test_one_short_line_tells_its_cyrillic_encoding(line: str, encoding: str) -> None:
    data = line.encode(encoding)
    assert data.decode(detect(data)) == line


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("line", LINES)
def test_unicode_is_known_with_a_mark_and_without(line: str, encoding: str) -> None:
    data = line.encode(encoding)
    assert data.decode(detect(data)) == line


@given(
    st.lists(st.sampled_from(NAMES), min_size=2, max_size=40), st.sampled_from(SINGLE_BYTE), st.sampled_from(";,\t\n ")
)
def test_any_list_of_names_tells_its_encoding(names: list[str], encoding: str, separator: str) -> None:
    text = separator.join(names)
    data = text.encode(encoding)
    assert data.decode(detect(data)) == text


def test_belarusian_letters_do_not_mislead() -> None:
    text = "Прозвішча;Імя\nІваноў;Уладзімір\nЛукаўцоў;Ігар"
    assert detect(text.encode("cp1251")) == "cp1251"


def test_latin_text_is_utf_8() -> None:
    assert detect(b"name;phone\nSmith;1") == "utf-8"


def test_the_same_four_hundred_and_fifty_people_in_five_encodings(shared_data: Path) -> None:
    names = set()
    for file in sorted((shared_data / "people").glob("duma6_*")):
        data = file.read_bytes()
        lines = data.decode(detect(data)).splitlines()
        names.add(tuple(line.replace("\t", ";").replace(",", ";").split(";")[0] for line in lines))
    assert len(names) == 1
    assert len(names.pop()) == 451
