"""Lists of people as delegations send them: where the headings are, which rows are people, what goes wrong."""

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.errors import MappingUnreadable
from smalltowns_desktop.domain.model import Role, Severity
from smalltowns_desktop.exchange.headings import read_mapping
from smalltowns_desktop.exchange.people import read_people
from smalltowns_desktop.exchange.people_rows import PeopleList
from smalltowns_desktop.exchange.tables import Cell, Sheet

LATEST = date(2025, 8, 12)
ANNA = "Петрова Анна Ивановна"
IVAN = "Иванов Иван Иванович"


def people_of(*rows: list[Cell], merged: tuple[tuple[int, int, int, int], ...] = (), mapping: str = "") -> PeopleList:
    chosen = read_mapping("mapping.json", mapping) if mapping else None
    found = read_people(Sheet("Список", tuple(map(tuple, rows)), merged), LATEST, chosen)
    assert found is not None
    return found


def names(found: PeopleList) -> list[str]:
    return [person.fields["surname"] for person in found.people]


def only(found: PeopleList) -> dict[str, Any]:
    (person,) = found.people
    return dict(person.fields)


# Headings


def test_headings_stand_under_titles_and_rows_are_numbered_as_in_the_sheet() -> None:
    found = people_of(
        ["СПИСОК участников делегации"], [], [None, "Приложение № 2"], ["№", "ФИО", "Телефон"], [1, IVAN, 79817077201]
    )
    assert found.header.first == 3
    assert [(person.row, person.fields["phone"]) for person in found.people] == [(5, "+79817077201")]


def test_somebody_says_in_which_row_the_headings_are() -> None:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("ФИО", "Должность", "Телефон"),  # of whoever sent it
        ("Сидоров Пётр Ильич", "помощник главы", "8 900 000-00-01"),
        ("Гость", "ФИО", "Контакт"),
        ("почётный", IVAN, "8 981 707 72 01"),
    )
    sheet = Sheet("Список", rows)

    def found(row: int | None, mapping: dict[str, str] | None = None) -> PeopleList | None:
        return read_people(sheet, LATEST, mapping, row)

    guess, said = found(None), found(3)
    assert guess is not None
    assert said is not None
    assert guess.header.first == 0
    assert (said.header.first, names(said)) == (2, ["Иванов"])
    assert found(4) is None
    assert found(99) is None
    assert found(0) is None, "without headings somebody has to say which column has the names"
    bare = found(0, {"a": "full_name"})
    assert bare is not None
    assert (bare.header.start, len(bare.people) + len(bare.rejected)) == (0, 4)
    assert found(2, {"сидоров петр ильич": "full_name"}) is not None


@pytest.mark.parametrize("row", [1, 2])
def test_of_two_rows_of_headings_either_may_be_said(row: int) -> None:
    rows: tuple[tuple[Cell, ...], ...] = (
        ("№", "Участник", None, "Контакты", None),
        (None, "Фамилия", "Имя", "телефон", "почта"),
        (1, "Иванов", "Иван", "8 981 707 72 01", "i@example.org"),
    )
    found = read_people(Sheet("Список", rows), LATEST, heading_row=row)
    assert found is not None
    assert only(found) == {
        "surname": "Иванов", "given_name": "Иван", "phone": "+79817077201", "email": "i@example.org",
    }  # fmt: skip


def test_headings_in_two_rows_with_merged_cells() -> None:
    found = people_of(
        ["№", "Ф.И.О.", "Контакты", None, None, "Примечание"],
        [None, None, "тел. моб.", "e-mail", "Дата рожд.", None],
        [1, IVAN, "8 981 707 72 01", "i@example.org", "13.11.1985", "вегетарианец"],
        merged=((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4), (0, 5, 1, 5)),
    )
    assert only(found) == {
        "surname": "Иванов", "given_name": "Иван", "patronymic": "Иванович", "phone": "+79817077201",
        "email": "i@example.org", "birth_date": date(1985, 11, 13), "notes": "вегетарианец",
    }  # fmt: skip


def test_names_under_a_heading_of_three_columns() -> None:
    found = people_of(
        ["Ф.И.О.", None, None, "Телефон"], ["Фамилия", "Имя", "Отчество", None], ["Иванов", "Иван", "Иванович", "12"]
    )
    assert only(found)["patronymic"] == "Иванович"
    merged = people_of(["Ф.И.О.", None, None, "Роль"], ["ИВАНОВ", "ИВАН", "ИВАНОВИЧ", "гость"])
    assert only(merged) == {"surname": "Иванов", "given_name": "Иван", "patronymic": "Иванович", "role": Role.GUEST}


def test_the_row_of_column_numbers_is_no_person() -> None:
    found = people_of(["№", "ФИО", "Телефон"], [1, 2, 3], [1, IVAN, "12"])
    assert names(found) == ["Иванов"]
    assert not found.rejected


def test_a_person_without_a_name_below_the_headings_is_no_second_row_of_headings() -> None:
    found = people_of(["ФИО", "Телефон", "E-mail"], [None, "79793717383", "p@example.org"], [IVAN, None, None])
    assert found.rejected == (2,)
    assert names(found) == ["Иванов"]


def test_a_sheet_without_a_heading_of_names_is_no_list() -> None:
    assert read_people(Sheet("x", (("Телефон", "Город"), ("1", "Бор"))), LATEST) is None
    assert read_people(Sheet("x", ()), LATEST) is None


def test_a_mapping_goes_before_headings_and_may_replace_them() -> None:
    found = people_of(["Кто", "Пол"], [IVAN, "м"], mapping='{"Кто": "full_name", "Пол": null}')
    assert only(found) == {"surname": "Иванов", "given_name": "Иван", "patronymic": "Иванович"}
    bare = people_of([IVAN, "8 981 707 72 01"], mapping='{"A": "full_name", "B": "phone"}')
    assert only(bare)["phone"] == "+79817077201"


@pytest.mark.parametrize(
    "source", ["", "{", "[]", "{}", '{"ФИО": "no_such_field"}', '{"ФИО": 3}', '{"ФИО": ["full_name"]}']
)
def test_a_mapping_that_is_none_is_refused(source: str) -> None:
    with pytest.raises(MappingUnreadable, match=r"m\.json"):
        read_mapping("m.json", source)


# Rows that are no people


def test_sections_totals_and_lines_below_are_left_out_and_listed() -> None:
    found = people_of(
        ["№", "ФИО", "Должность"],
        ["Администрация", None, None],
        [1, IVAN, "глава"],
        [None, "Предприятия и общественность", None],
        [2, ANNA, None],
        ["№", "ФИО", "Должность"],
        [3, "Ким Вера", None],
        [None, "Итого: 3 чел.", None],
        [None, None, None],
        [None, "Глава администрации ____________ И. П. Сидоров", None],
        [None, "Исполнитель: отдел внешних связей", "тел. 8 831 000-00-00"],
        merged=((1, 0, 1, 2),),
    )
    assert names(found) == ["Иванов", "Петрова", "Ким"]
    assert [item.row for item in found.left_out] == [2, 4, 6, 8, 10, 11]
    assert found.left_out[0].text == "Администрация"
    assert not found.rejected


def test_people_below_a_subtotal_are_still_people() -> None:
    found = people_of(["ФИО", "Телефон"], [IVAN, "12"], ["Всего: 1", None], [ANNA, "13"], ["Нгуен Ван Тхань", "14"])
    assert names(found) == ["Иванов", "Петрова"]
    assert [item.row for item in found.left_out] == [3, 5]


def test_a_list_of_bare_names_has_them_all() -> None:
    found = people_of(["Участник"], [IVAN], ["Ким"], ["Нгуен Ван Тхань"])
    assert names(found) == ["Иванов", "Ким", "Нгуен"]


def test_numbered_but_unfilled_rows_are_empty() -> None:
    found = people_of(["№", "ФИО", "Телефон"], [1, IVAN, "12"], [2, None, None], [3, " ", None])
    assert len(found.people) == 1
    assert not found.rejected
    assert not found.left_out


# What is wrong with a row


def problems_of(found: PeopleList) -> list[tuple[int, str, Severity]]:
    return [(problem.row, problem.column, problem.severity) for problem in found.problems]


@pytest.mark.parametrize(
    "name", ['=HYPERLINK("http://example.org";"x")', "@SUM(1+1)*cmd|' /C calc'!A0", "+1+cmd|x", "12345", "—", "\u200b"]
)
def test_what_is_no_name_keeps_its_row_out(name: str) -> None:
    found = people_of(["ФИО", "Телефон"], [name, "12"])
    assert found.rejected == (2,)
    assert problems_of(found)[-1] == (2, "ФИО", Severity.ERROR)


def test_a_bad_cell_is_reported_and_its_text_kept_while_the_person_goes_in() -> None:
    found = people_of(
        ["ФИО", "Телефон", "Дата рождения", "E-mail", "Роль", "Прибытие"],
        [IVAN, "какой-то", "31.02.1980", "not-an-address", "хор", "утром"],
    )
    person = only(found)
    assert (person["phone"], person["email"]) == ("какой-то", "not-an-address")
    assert person["notes"] == "Дата рождения: 31.02.1980\nРоль: хор\nПрибытие: утром"
    assert problems_of(found) == [
        (2, "Телефон", Severity.WARNING), (2, "Дата рождения", Severity.WARNING), (2, "E-mail", Severity.WARNING),
        (2, "Роль", Severity.NOTICE), (2, "Прибытие", Severity.WARNING),
    ]  # fmt: skip


def test_names_are_flagged_where_they_are_not_what_they_seem() -> None:
    found = people_of(
        ["ФИО"],
        ["Ивaнов Иван Иванович"],
        ["Иванов\u202e Иван"],
        ["Иванов <b>Иван</b> & Ко"],
        ["Длинно" * 30 + " Ян"],
        [IVAN],
    )
    assert [row for row, _, _ in problems_of(found)] == [2, 3, 4, 5]
    assert found.people[0].fields["surname"] == "Иванов"
    assert found.people[1].fields["surname"] == "Иванов"
    assert [found.people[2].fields[part] for part in ("surname", "given_name", "patronymic")] == [
        "Иванов",
        "<b>Иван</b>",
        "& Ко",
    ]
    assert len(found.people[3].fields["surname"]) == 180


def test_more_text_than_a_field_holds_is_cut_and_reported() -> None:
    found = people_of(["ФИО", "Должность", "Примечание"], [IVAN, "д" * 5000, "п" * 5000])
    assert (len(only(found)["position"]), len(only(found)["notes"])) == (4000, 4000)
    assert [len(problem.value) for problem in found.problems] == [5000, 5000]
    assert people_of(["ФИО"], ["И" * 5000]).rejected == (2,)


def test_a_departure_before_the_arrival_goes_into_the_notes() -> None:
    found = people_of(["ФИО", "Прибытие", "Убытие"], [IVAN, datetime(2025, 8, 14, 9), datetime(2025, 8, 12, 9)])
    assert "arrives_at" not in only(found)
    assert only(found)["notes"] == "Прибытие: 2025-08-14 09:00\nУбытие: 2025-08-12 09:00"
    assert len(found.problems) == 2


# What else cells may hold


def test_a_day_alone_is_its_first_minute_on_arrival_and_its_last_on_departure() -> None:
    person = only(people_of(["ФИО", "Прибытие", "Убытие"], [IVAN, "12.08.2025", date(2025, 8, 15)]))
    assert person["arrives_at"] == datetime(2025, 8, 12)
    assert person["departs_at"] == datetime(2025, 8, 15, 23, 59)


def test_unknown_columns_and_second_telephones_are_kept_in_the_notes() -> None:
    found = people_of(
        ["ФИО", "Тел. моб.", "Тел. раб.", "Фракция", None], [IVAN, "8 981 707 72 01", "22-33", "КПРФ", "?"]
    )
    assert only(found)["notes"] == "Тел. раб.: 22-33\nФракция: КПРФ\nE: ?"


def test_numbers_that_others_gave_to_people_are_kept() -> None:
    found = people_of(["ID", "ФИО"], ["A-17", IVAN], ["01a20928-1f8e-784e-8e08-a899adba5e49", ANNA])
    assert found.people[0].fields["notes"] == "ID: A-17"
    assert found.people[1].id == "01a20928-1f8e-784e-8e08-a899adba5e49"


def test_a_second_number_in_one_cell_is_kept() -> None:
    person = only(people_of(["ФИО", "Телефон"], [IVAN, "8 981 707 72 01, 22-33"]))
    assert person["phone"] == "+79817077201"
    assert person["notes"] == "Телефон: 8 981 707 72 01, 22-33"


def test_a_post_beside_the_name_becomes_the_position() -> None:
    person = only(people_of(["ФИО", "Телефон"], [f"{IVAN}, водитель", "12"]))
    assert (person["patronymic"], person["position"]) == ("Иванович", "водитель")
    noted = only(people_of(["ФИО", "Должность"], [f"{IVAN} (с 13 августа)", "глава"]))
    assert (noted["position"], noted["notes"]) == ("глава", "ФИО: с 13 августа")


def test_a_town_named_as_organisation_is_the_town() -> None:
    person = only(people_of(["ФИО", "Организация и должность"], [IVAN, "Журналист\nг. Арзамас"]))
    assert (person["position"], person["organisation"], person["town"]) == ("Журналист", "г. Арзамас", "Арзамас")


def test_given_name_and_patronymic_in_one_column() -> None:
    person = only(people_of(["Фамилия", "Имя, отчество"], ["ИВАНОВ", "Иван Иванович"]))
    assert (person["surname"], person["given_name"], person["patronymic"]) == ("Иванов", "Иван", "Иванович")


def test_what_refers_to_other_rows_stays_a_name() -> None:
    (person,) = people_of(["ФИО", "Делегация", "Гостиница", "Паспорт"], [IVAN, "Бор", "Слоним", "MP1234567"]).people
    assert (person.delegation, person.hotel, person.document) == ("Бор", "Слоним", "MP1234567")


@given(
    st.lists(
        st.lists(
            st.one_of(st.none(), st.integers(), st.floats(), st.booleans(), st.dates(), st.text(max_size=20)),
            max_size=6,
        ),
        max_size=12,
    )
)
def test_whatever_stands_in_the_cells_each_row_is_somewhere(rows: list[list[Cell]]) -> None:
    headings: list[Cell] = ["№", "ФИО", "Телефон", "Дата рождения", "Прибытие", "Прочее"]
    found = people_of(headings, *rows)
    placed = [person.row for person in found.people] + list(found.rejected) + [item.row for item in found.left_out]
    assert len(placed) == len(set(placed))
    for row, cells in enumerate(rows, 2):
        texts = [str(cell).strip() for cell in cells[1:6] if cell is not None]
        if any(text.isalpha() for text in texts) and row > found.header.start:
            assert row in placed
    errors = {problem.row for problem in found.problems if problem.severity is Severity.ERROR}
    assert errors == set(found.rejected)
