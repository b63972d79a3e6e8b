"""Names of people, taken apart and compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.ids import ParticipantId
from smalltowns_desktop.domain.model import Participant
from smalltowns_desktop.domain.names import (
    FullName,
    clean_name,
    fold,
    fold_for_search,
    initials,
    is_name_of_person,
    mixes_scripts,
    proper_case,
    repair_script,
    split_full_name,
)


@pytest.mark.parametrize(
    ("text", "surname", "given_name", "patronymic"),
    [
        ("Иванов Иван Иванович", "Иванов", "Иван", "Иванович"),
        ("СЕМЁНОВ ЕВГЕНИЙ ЮРЬЕВИЧ", "Семёнов", "Евгений", "Юрьевич"),
        ("иванова мария петровна", "Иванова", "Мария", "Петровна"),
        ("Фёдор Юрьевич Дзюба", "Дзюба", "Фёдор", "Юрьевич"),
        ("Янушкевич Игорь Николаевич", "Янушкевич", "Игорь", "Николаевич"),
        ("Игорь Николаевич Янушкевич", "Янушкевич", "Игорь", "Николаевич"),
        ("Илья Ильич Кузьмич", "Кузьмич", "Илья", "Ильич"),
        ("Купала Мар’я Іванаўна", "Купала", "Мар’я", "Іванаўна"),
        ("МАР’Я ІВАНАЎНА КУПАЛА", "Купала", "Мар’я", "Іванаўна"),
        ("Попов О.С.", "Попов", "О.", "С."),
        ("Попов О. С.", "Попов", "О.", "С."),
        ("Попов О.С", "Попов", "О.", "С."),
        ("О.С. Попов", "Попов", "О.", "С."),
        ("Ж.-П. Бельмондо", "Бельмондо", "Ж.", "П."),
        ("Цой В", "Цой", "В.", ""),
        ("Мамедов Али Гасан оглы", "Мамедов", "Али", "Гасан оглы"),
        ("МАМЕДОВ АЛИ ГАСАН ОГЛЫ", "Мамедов", "Али", "Гасан оглы"),
        ("ДЕ ГОЛЛЬ ШАРЛЬ", "де Голль", "Шарль", ""),
        ("Шарль де Голль", "де Голль", "Шарль", ""),
        ("Ван Ли", "Ван", "Ли", ""),
        ("О’КОННОР ПАТРИК", "О’Коннор", "Патрик", ""),
        ("patrick o'connor", "O'Connor", "Patrick", ""),
        ("САЛТЫКОВ-ЩЕДРИН МИХАИЛ ЕВГРАФОВИЧ", "Салтыков-Щедрин", "Михаил", "Евграфович"),
        ("Римский Корсаков Николай Андреевич", "Римский Корсаков", "Николай", "Андреевич"),
        ("Иванова (Петрова) Анна Ивановна", "Иванова (Петрова)", "Анна", "Ивановна"),
        ("Иванов, Иван Иванович", "Иванов", "Иван", "Иванович"),
        ("Иван Петров", "Петров", "Иван", ""),
        ("Петров Иван", "Петров", "Иван", ""),
        ("Иван ПЕТРОВ", "Петров", "Иван", ""),
        ("Иван Адамович", "Адамович", "Иван", ""),
        ("Анна Ивановна", "", "Анна", "Ивановна"),
        ("John Smith", "Smith", "John", ""),
        ("SMITH John", "Smith", "John", ""),
        ("John F. Kennedy", "Kennedy", "John", "F."),
        ("Ольга", "", "Ольга", ""),
        ("Иванов", "Иванов", "", ""),
        ("", "", "", ""),
    ],
)
def test_a_name_in_one_cell_is_taken_apart(text: str, surname: str, given_name: str, patronymic: str) -> None:
    assert split_full_name(text) == FullName(surname, given_name, patronymic)


@given(st.text(st.sampled_from("АаБбЁёИиЯя.-’(), <>&ABCxyz"), max_size=40))
def test_no_letter_of_a_name_is_lost(text: str) -> None:
    names = split_full_name(clean_name(text))
    letters = sorted(letter for letter in clean_name(text).lower() if letter.isalpha())
    found = f"{names.surname}{names.given_name}{names.patronymic}".lower()
    assert sorted(letter for letter in found if letter.isalpha()) == letters


@given(
    st.sampled_from(["Иванов", "Щукина", "Дзюба", "Янушкевич", "Де-Лазари", "Ли"]),
    st.sampled_from(["Иван", "Ольга", "Ян", "Мар’я", "Хмель"]),
    st.sampled_from(["Иванович", "Петровна", "Ильич", "Нікалаеўна", "Уладзіміравіч"]),
)
def test_order_and_case_make_no_difference(surname: str, given_name: str, patronymic: str) -> None:
    parts = FullName(surname, given_name, patronymic)
    for text in (f"{surname} {given_name} {patronymic}", f"{given_name} {patronymic} {surname}"):
        assert split_full_name(text) == parts
        assert split_full_name(text.upper()) == FullName(*map(proper_case, (surname, given_name, patronymic)))


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("  Попова  Алёна\u00a0Павловна ", "Попова Алёна Павловна"),
        ("12. Иванов Иван", "Иванов Иван"),
        ("3) Иванов", "Иванов"),
        ("— Иванов", "Иванов"),
        ("Ива\u200bнов\u202e", "Иванов"),
        ("Иванов\nИван", "Иванов Иван"),
        ("Алёна", "Алёна"),
        ("2024", "2024"),
    ],
)
def test_what_does_not_belong_to_a_name_goes(typed: str, cleaned: str) -> None:
    assert clean_name(typed) == cleaned


def test_latin_letters_inside_cyrillic_words_become_cyrillic() -> None:
    assert repair_script("Кoрoлёв Пётр") == "Королёв Пётр"
    assert repair_script("Sергей Smith <b>Иван</b>") == "Sергей Smith <b>Иван</b>"
    assert mixes_scripts("Кoролёв")
    assert not mixes_scripts("Королёв Smith")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Семёнов", "СЕМЕНОВ"),
        ("Кoрoлёв", "Королев"),
        ("Салтыков-Щедрин", "салтыков щедрин"),
        ("О’Коннор", "О'Коннор"),
        ("Мар’я", "Маря"),
        ("Іван", "Иван"),
        ("José", "JOSE"),
        ("О.", "о"),
        ("Иванoв Иван", "ИВАНОВ  ИВАН"),
    ],
)
def test_what_people_mean_as_equal_is_equal_when_folded(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Иванов", "Иванова"), ("Мария", "Марина"), ("Ким", "Ким Чен")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=30))
def test_folding_and_proper_case_are_settled_after_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert proper_case(proper_case(text)) == proper_case(text)


@given(st.text(max_size=30))
def test_cleaning_a_name_twice_changes_no_more_than_once(text: str) -> None:
    once = clean_name(text)
    assert clean_name(f"А{once}") == f"А{once}".strip()


@pytest.mark.parametrize("sought", ["smart", "park", "вереск", "1234", "aa"])
def test_a_thing_is_found_by_a_latin_word_beside_a_cyrillic_one(sought: str) -> None:
    told = fold_for_search("Технопарк Smart Park", "Кооператив «Вереск»", "AA 1234")
    assert fold(sought) in told


@given(st.lists(st.text(max_size=12), max_size=4))
def test_each_part_is_searched_as_if_it_stood_alone(parts: list[str]) -> None:
    lines = fold_for_search(*parts).split("\n")
    assert all(fold(part) in lines for part in parts)


def test_initials_follow_the_surname() -> None:
    person = Participant(ParticipantId("x"), 1, "Адамович", "Наталья", "Владимировна")
    assert initials(person) == "Адамович\u00a0Н.\u00a0В."
    assert initials(Participant(ParticipantId("x"), 1, "Smith", "John")) == "Smith\u00a0J."
    assert initials(Participant(ParticipantId("x"), 1, "", "Анна", "Ивановна")) == "Анна\u00a0Ивановна"


def test_titles_of_sections_are_no_names_of_people() -> None:
    for name in ("Иванов Иван Иванович", "Попов О.С.", "Петрова Анна", "Ян Цой"):
        assert is_name_of_person(name)
    for title in ("Администрация", "Предприятия и общественность", "Городской округ Бор", "Итого: 37 чел."):
        assert not is_name_of_person(title)


@pytest.mark.parametrize("text", ["𝓐", "ᵸ", "İ", "№ 5", "Ⅻ"])
def test_letters_that_come_apart_are_settled_at_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("text", [",,", ",", ";,", "Иванов,,", ", ,"])
def test_commas_without_a_name_behind_them_are_no_names(text: str) -> None:
    names = split_full_name(clean_name(text))
    assert "," not in names.given_name + names.patronymic
