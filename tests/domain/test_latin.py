import pytest

from smalltowns_desktop.domain.ids import ParticipantId
from smalltowns_desktop.domain.latin import BELARUSIAN, RUSSIAN, is_belarusian_spelling, latin_name, transliterate
from smalltowns_desktop.domain.model import Participant


def person(surname: str, given_name: str, patronymic: str = "", latin_surname: str = "") -> Participant:
    return Participant(ParticipantId("p"), 1, surname, given_name, patronymic, latin_surname)


@pytest.mark.parametrize(
    ("surname", "given_name", "latin"),
    [
        ("Рябинина", "Вера", "Vera Riabinina"),
        ("Берёзкина", "Елена", "Elena Berezkina"),
        ("Жасминова", "Юлия", "Iuliia Zhasminova"),
        ("Щукин", "Пётр", "Petr Shchukin"),
        ("Подъячев", "Игорь", "Igor Podieiachev"),
        ("Хохлов-Цыганков", "Эрнст", "Ernst Khokhlov-Tsygankov"),
        ("ЩЕРБАК", "ЮРИЙ", "IURII SHCHERBAK"),
    ],
)
def test_russian_names_follow_the_passport_table(surname: str, given_name: str, latin: str) -> None:
    assert latin_name(person(surname, given_name)) == latin


@pytest.mark.parametrize(
    ("surname", "given_name", "patronymic", "latin"),
    [
        ("Бабрыковіч", "Аляксандр", "", "Aliaksandr Babrykovich"),
        ("Міховіч", "Марыя", "", "Maryia Mikhovich"),
        ("Шаўчук", "Ігар", "", "Ihar Shauchuk"),
        ("Дземідовіч", "Дар'я", "", "Daria Dzemidovich"),
        ("Каваленка", "Сяргей", "Іванавіч", "Siarhei Kavalenka"),
    ],
)
def test_belarusian_names_follow_the_belarusian_table(
    surname: str, given_name: str, patronymic: str, latin: str
) -> None:
    assert latin_name(person(surname, given_name, patronymic)) == latin


def test_the_spelling_tells_the_language() -> None:
    assert is_belarusian_spelling("Шаўчук")
    assert is_belarusian_spelling("Вікторыя")
    assert not is_belarusian_spelling("Рябинина Вера Павловна")
    assert not is_belarusian_spelling("O'Brien Jane")


def test_what_the_passport_says_comes_first() -> None:
    assert latin_name(person("Заречный", "Михаил", latin_surname="Zarechny")) == "Mikhail Zarechny"


def test_a_missing_part_is_left_out() -> None:
    assert latin_name(person("Ли", "")) == "Li"
    assert latin_name(person("", "")) == ""


def test_what_is_not_cyrillic_stays() -> None:
    assert transliterate("Jürgen Müller-Öz 漢", RUSSIAN) == "Jürgen Müller-Öz 漢"
    assert transliterate("’цитата’", BELARUSIAN) == "’tsitata’"


def test_a_letter_written_as_two_characters_is_one() -> None:
    assert transliterate("Й".replace("Й", "\u0418\u0306"), RUSSIAN) == "I"
