"""What stands in the cells of a list of people."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.model import Role
from smalltowns_desktop.exchange.headings import field_of
from smalltowns_desktop.exchange.people_values import (
    EMAIL,
    read_birth_date,
    read_languages,
    read_role,
    split_post,
    town_in,
)
from smalltowns_desktop.exchange.phones import read_phone
from smalltowns_desktop.exchange.tables import Cell
from smalltowns_desktop.exchange.values import BadCell

LATEST = date(2025, 8, 12)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("№\nп/п", "number"),
        ("№", "number"),
        ("Ф.И.О.\n(полностью)", "full_name"),
        ("Участник", "full_name"),
        ("ФИO", "full_name"),
        ("Фамилия, имя, отчество", "full_name"),
        ("Фамилия И.О.", "full_name"),
        ("full name", "full_name"),
        ("Прозвішча, імя, імя па бацьку", "full_name"),
        ("Имя и фамилия", "full_name"),
        ("Фамилия", "surname"),
        ("Прізвішча", "surname"),
        ("Имя", "given_name"),
        ("Імя", "given_name"),
        ("Имя, отчество", "given_name"),
        ("Отчество", "patronymic"),
        ("Імя па бацьку", "patronymic"),
        ("Фамилия (лат.)", "latin_surname"),
        ("latin_given_name", "latin_given_name"),
        ("тел. моб.", "phone"),
        ("Мобильный", "phone"),
        ("Номер телефона", "phone"),
        ("Тэлефон", "phone"),
        ("e-mail", "email"),
        ("Эл. почта", "email"),
        ("Дата рожд.", "birth_date"),
        ("Д.р.", "birth_date"),
        ("Дата нараджэння", "birth_date"),
        ("Роль на съезде", "role"),
        ("Город", "town"),
        ("Питание (особенности)", "diet"),
        ("Должность", "position"),
        ("Пасада", "position"),
        ("Должность, место работы", "position_organisation"),
        ("Организация и должность", "position_organisation"),
        ("Место работы", "organisation"),
        ("Примечание", "notes"),
        ("Гостиница", "hotel"),
        ("Номер комнаты", "room"),
        ("Паспортные данные", "document"),
        ("Дата прибытия", "arrives_at"),
        ("Отъезд", "departs_at"),
        ("Делегация", "delegation"),
        ("Владение языками", "languages"),
        ("birth_date", "birth_date"),
        ("Фракция", ""),
        ("Контакты", ""),
        ("Городец", ""),
        ("делегат", ""),
        ("СПИСОК участников делегации", ""),
        ("IV Съезд малых городов Беларуси и России, 12–15 августа 2025 г.", ""),
        ("Приложение № 2", ""),
        ("", ""),
    ],
)
def test_headings_as_people_write_them(heading: str, field: str) -> None:
    assert field_of(heading) == field
    assert field_of(heading.upper()) == field


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("79817077201", "+79817077201"),
        ("+7 (969) 744-48-55", "+79697444855"),
        ("8(999)0192429", "+79990192429"),
        ("8 989 124 40 35", "+79891244035"),
        ("т. +79369180232", "+79369180232"),
        ("+7-964-408-9601", "+79644089601"),
        ("тел. моб.: 8 912 359 03 67", "+79123590367"),
        ("9817077201", "+79817077201"),
        ("80291234567", "+375291234567"),
        ("8 (029) 123-45-67", "+375291234567"),
        ("+375 29 123 45 67", "+375291234567"),
        ("29 123-45-67", "+375291234567"),
        ("+44 20 7946 0958", "+442079460958"),
        ("0048 22 123 45 67", "+48221234567"),
        ("8 10 375 29 1234567", "+375291234567"),
    ],
)
def test_telephone_numbers_as_people_write_them(typed: str, number: str) -> None:
    assert read_phone(typed) == (number, True)


def test_more_than_one_number_is_told() -> None:
    assert read_phone("8 912 359 03 67, 8 903 111 22 33") == ("+79123590367", False)
    assert read_phone("+7 831 000-00-00 доб. 12") == ("+78310000000", False)
    assert read_phone("8 912 359 03 67 (Иван)") == ("+79123590367", False)


@pytest.mark.parametrize("typed", ["какой-то телефон", "12", "", "12.08.1968", "123456789012345678", "²³⁴", "+", "нет"])
def test_what_is_no_telephone_number(typed: str) -> None:
    assert read_phone(typed) == ("", False)


@given(st.integers(3_000_000_000, 9_999_999_999), st.sampled_from(["+7", "8", "7"]), st.randoms())
def test_filling_between_digits_makes_no_difference(national: int, prefix: str, dice: object) -> None:
    from random import Random

    assert isinstance(dice, Random)
    typed = prefix + "".join(digit + dice.choice(["", " ", "-", "(", ")", "\u00a0", "."]) for digit in str(national))
    assert read_phone(typed) == (f"+7{national}", True)


@pytest.mark.parametrize(
    ("cell", "born"),
    [
        ("21.03.1961", date(1961, 3, 21)),
        ("26/02/1972", date(1972, 2, 26)),
        ("04/05/1967", date(1967, 5, 4)),
        ("02/26/1972", date(1972, 2, 26)),
        ("08.04.57 г.", date(1957, 4, 8)),
        ("10.06.66 г.", date(1966, 6, 10)),
        ("12.03.05", date(2005, 3, 12)),
        ("1985-11-13", date(1985, 11, 13)),
        (31364, date(1985, 11, 13)),
        ("31364", date(1985, 11, 13)),
        ("12 марта 1985 г.", date(1985, 3, 12)),
        ("8 красавіка 1957 года", date(1957, 4, 8)),
        ("08.04.1957 г.р.", date(1957, 4, 8)),
        ("19850312", date(1985, 3, 12)),
        (datetime(1980, 1, 1, 3), date(1980, 1, 1)),
        (date(1980, 1, 1), date(1980, 1, 1)),
    ],
)
def test_dates_of_birth_as_people_write_them(cell: Cell, born: date) -> None:
    assert read_birth_date(cell, LATEST) == born


@pytest.mark.parametrize(
    "cell", ["31.02.1980", "13.13.1980", "01.01.2030", "1.1.1800", "1985", 1985, "давно", True, -5, 0.5]
)
def test_dates_on_which_nobody_was_born(cell: Cell) -> None:
    with pytest.raises(BadCell):
        read_birth_date(cell, LATEST)


@given(st.dates(date(1926, 1, 1), LATEST))
def test_every_date_is_read_back_from_every_form(born: date) -> None:
    serial = (born - date(1899, 12, 30)).days
    for cell in (f"{born:%d.%m.%Y}", f"{born:%d/%m/%Y}", born.isoformat(), born, serial, f"{born:%d.%m.%Y} г."):
        assert read_birth_date(cell, LATEST) == born
    if born > date(1925, 8, 12):
        assert read_birth_date(f"{born:%d.%m.%y}", LATEST).strftime("%d.%m.%y") == f"{born:%d.%m.%y}"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("делегат", Role.DELEGATE),
        ("Участник", Role.DELEGATE),
        ("Член делегации", Role.DELEGATE),
        ("докладчик", Role.SPEAKER),
        ("руководитель", Role.HEAD),
        ("Глава делегации", Role.HEAD),
        ("пресса", Role.PRESS),
        ("Журналист", Role.PRESS),
        ("СМИ", Role.PRESS),
        ("Почётный гость", Role.GUEST),
        ("водитель", Role.DRIVER),
        ("переводчик", Role.INTERPRETER),
        ("арганізатар", Role.STAFF),
        ("speaker", Role.SPEAKER),
        ("заместитель руководителя", None),
        ("", None),
        ("хор", None),
    ],
)
def test_roles_by_their_words(text: str, role: Role | None) -> None:
    assert read_role(text) == role


@pytest.mark.parametrize(
    ("cell", "position", "organisation"),
    [
        ("Журналист\nг. Арзамас", "Журналист", "г. Арзамас"),
        ("администрация района\nначальник отдела", "начальник отдела", "администрация района"),
        ("заместитель главы, администрация г.о.г. Бор", "заместитель главы", "администрация г.о.г. Бор"),
        ("ООО «Заря», директор", "директор", "ООО «Заря»"),
        ("начальник отдела, экономика и культура", "начальник отдела, экономика и культура", ""),
        ("директор предприятия", "директор предприятия", ""),
        ("", "", ""),
    ],
)
def test_position_and_organisation_are_parted_only_where_it_is_sure(
    cell: str, position: str, organisation: str
) -> None:
    assert split_post(cell) == (position, organisation)


def test_a_town_and_nothing_else() -> None:
    assert town_in("г. Арзамас") == "Арзамас"
    assert town_in("г. Нижний Новгород") == "Нижний Новгород"
    assert town_in("администрация г. Бор") == ""


def test_languages_become_codes() -> None:
    assert read_languages("русский, белорусский и English; польский") == ("ru", "be", "en", "польский")


def test_addresses() -> None:
    assert EMAIL.fullmatch("p471325@example.org")
    assert not EMAIL.fullmatch("not-an-address")
    assert not EMAIL.fullmatch("a@b@example.org")


@pytest.mark.parametrize("cell", [float("inf"), float("-inf"), float("nan")])
def test_a_number_without_end_is_no_day_of_birth(cell: float) -> None:
    with pytest.raises(BadCell):
        read_birth_date(cell, LATEST)
