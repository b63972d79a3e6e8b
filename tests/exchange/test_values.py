from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.domain.model import Role
from smalltowns_desktop.exchange.spreadsheet import cell_text, guard, unguard
from smalltowns_desktop.exchange.tables import Cell
from smalltowns_desktop.exchange.values import (
    BadCell,
    read_clock,
    read_colour,
    read_day,
    read_integer,
    read_list,
    read_moment,
    read_number,
    read_open_days,
    read_telephone,
    read_text,
    read_truth,
    read_word,
    write_list,
    write_open_days,
)
from smalltowns_desktop.exchange.workbook_words import words_of

ITEMS = st.lists(
    st.text(max_size=6).map(clean_text).filter(bool) | st.text('";a ', min_size=1).map(clean_text).filter(bool)
)


@pytest.mark.parametrize(
    "cell",
    ["2025-08-13", "13.08.2025", " 13/8/2025 ", "2025.08.13", "13 августа 2025 г.", "13 жніўня 2025", "13 Aug 2025",
     "13.08.2025г", date(2025, 8, 13), datetime(2025, 8, 13, 0, 0)],
)  # fmt: skip
def test_days_as_people_write_them(cell: Cell) -> None:
    assert read_day(cell) == date(2025, 8, 13)


def test_march_and_may_are_not_confused() -> None:
    assert [read_day(f"1 {month} 2025").month for month in ("марта", "мая", "мая", "травеня", "сакавіка")] == [
        3,
        5,
        5,
        5,
        3,
    ]


@pytest.mark.parametrize(
    "cell", ["31.02.2025", "2025-13-01", "00.00.2025", "13.08.25", "завтра", "", 45882, True, "2025"]
)
def test_what_is_no_day_is_said_to_be_none(cell: Cell) -> None:
    with pytest.raises(BadCell):
        read_day(cell)


@pytest.mark.parametrize(
    "cell", ["09:30", "9.30", "9:30:00", "09:29:59.99", time(9, 30), time(9, 29, 59, 999_000), 0.39583333]
)
def test_times_as_people_write_them(cell: Cell) -> None:
    assert read_clock(cell) == time(9, 30)


@pytest.mark.parametrize("cell", ["24:00", "25:00", "9:60", "9", 9, 9.3, "утром", True, date(2025, 8, 13)])
def test_what_is_no_time_is_said_to_be_none(cell: Cell) -> None:
    with pytest.raises(BadCell):
        read_clock(cell)


@pytest.mark.parametrize(
    "cell",
    ["2025-08-13 09:30", "2025-08-13T09:30:00", "13.08.2025, 9:30", "13 августа 2025 г. 09.30",
     datetime(2025, 8, 13, 9, 30), datetime(2025, 8, 13, 9, 29, 59, 999_990)],
)  # fmt: skip
def test_moments_as_people_write_them(cell: Cell) -> None:
    assert read_moment(cell) == datetime(2025, 8, 13, 9, 30)


def test_a_real_date_is_its_midnight_but_a_written_one_lacks_its_time() -> None:
    assert read_moment(date(2025, 8, 13)) == datetime(2025, 8, 13)
    for cell in ("2025-08-13", "2025-08-13 25:00", "2025-02-30 09:00", "09:30", "2025-08-13 09:30+03:00"):
        with pytest.raises(BadCell):
            read_moment(cell)


@given(st.datetimes(min_value=datetime(1000, 1, 1)).map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_days_times_and_moments_come_back(moment: datetime) -> None:
    assert read_moment(cell_text(moment)) == moment
    assert read_day(cell_text(moment.date())) == moment.date()
    assert read_clock(cell_text(moment.time())) == moment.time()


@given(st.datetimes(min_value=datetime(1900, 3, 1), max_value=datetime(9999, 1, 1)))
def test_what_a_spreadsheet_makes_of_a_moment_is_the_nearest_minute(moment: datetime) -> None:
    assert abs(read_moment(moment) - moment) <= timedelta(seconds=30)


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("ru; be ;en", ("ru", "be", "en")),
        (";; a;", ("a",)),
        ('"Ромашка; завод"; б', ("Ромашка; завод", "б")),
        ('"Дом" культуры; б', ('"Дом" культуры', "б")),
        ('ООО "А"; "не закрыто', ('ООО "А"', '"не закрыто')),
        (5, ("5",)),
        ("'=a; b", ("=a", "b")),
    ],
)
def test_lists_as_people_write_them(cell: Cell, items: tuple[str, ...]) -> None:
    assert read_list(cell) == items


@given(ITEMS)
def test_lists_come_back(items: list[str]) -> None:
    assert read_list(guard(write_list(items))) == tuple(items)


@pytest.mark.parametrize(
    ("cell", "number"), [(5, 5), ("5", 5), ("1 000", 1000), ("12\u00a0000", 12000), ("25,0", 25), (25.0, 25)]
)
def test_whole_numbers(cell: Cell, number: int) -> None:
    assert read_integer(cell, 0, 100_000) == number


@pytest.mark.parametrize("cell", ["пять", "5 мест", 5.5, -1, 100_001, True, "1e5", "", "١"])
def test_what_is_no_whole_number_in_range(cell: Cell) -> None:
    if cell == "١":  # a digit all the same
        assert read_integer(cell, 0, 5) == 1
        return
    with pytest.raises(BadCell):
        read_integer(cell, 0, 100_000)


def test_numbers_with_comma_or_minus() -> None:
    assert read_number("53,0903", -90, 90) == 53.0903
    assert read_number("'-53.5", -90, 90) == -53.5
    assert read_number("−53.5", -90, 90) == -53.5
    for cell in ("91", float("nan"), float("inf"), "53.1 N"):
        with pytest.raises(BadCell):
            read_number(cell, -90, 90)


def test_truth_in_three_languages() -> None:
    assert all(read_truth(cell) for cell in ("yes", "Да", "ТАК", True, 1, "+", "'+"))
    assert not any(read_truth(cell) for cell in ("no", "Нет", "не", False, 0, "-", "'-"))
    with pytest.raises(BadCell):
        read_truth("возможно")


def test_words_of_enumerations_in_three_languages() -> None:
    words = words_of(Role)
    assert [read_word(cell, words) for cell in ("head", " Глава  делегации", "КІРАЎНІК")] == [Role.HEAD] * 3
    with pytest.raises(BadCell, match="delegate, head, speaker"):
        read_word("царь", words)


def test_colours_with_and_without_the_hash() -> None:
    assert read_colour("#1d6fb8") == "#1d6fb8"
    assert read_colour("1D6FB8") == "#1D6FB8"
    assert read_colour(123456) == "#123456"
    with pytest.raises(BadCell):
        read_colour("синий")


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("Mon-Fri", "12345"), ("пн–пт", "12345"), ("1-5", "12345"), ("Пн., Ср., Пт.", "135"), ("сб; нд", "67"),
        ("Fri-Mon", "5671"), (6, "6"), ("будни", "12345"), ("ежедневно", ""), ("аўторак", "2"),
    ],
)  # fmt: skip
def test_open_days_as_people_write_them(cell: Cell, days: str) -> None:
    assert read_open_days(cell) == tuple(days)


def test_open_days_may_be_dates() -> None:
    assert read_open_days("13.08.2025; 2025-08-15; пн") == ("2025-08-13", "2025-08-15", "1")
    assert read_open_days(datetime(2025, 8, 13)) == ("2025-08-13",)
    for cell in ("8", "mon-xyz", "30.02.2025", "mon-tue-wed"):
        with pytest.raises(BadCell):
            read_open_days(cell)


@given(st.lists(st.sampled_from("1234567") | st.dates().map(date.isoformat), unique=True))
def test_open_days_come_back(days: list[str]) -> None:
    assert read_open_days(write_open_days(days)) == tuple(days)


def test_a_telephone_is_kept_as_it_came_unless_it_is_one_whole_number() -> None:
    assert read_telephone("8 (029) 123-45-67") == "+375291234567"
    assert read_telephone(375291234567) == "+375291234567"
    assert read_telephone("'+375291234567") == "+375291234567"
    assert read_telephone("+375291234567, доб. 5") == "+375291234567, доб. 5"


@given(st.text())
def test_clean_text_comes_back(text: str) -> None:
    text = clean_text(text, lines=True)
    assert read_text(guard(text), lines=True) == text
    assert unguard(guard(text)) == text


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(BadCell, match="4000"):
        read_text("x" * 4001)
