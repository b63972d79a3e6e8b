"""One person out of two descriptions."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.ids import ParticipantId
from smalltowns_desktop.domain.model import Participant, Role
from smalltowns_desktop.services.matching import INITIALS, ORDER, SAME, SHORTER, SURNAME, TYPO
from smalltowns_desktop.services.merging import merge_person

OLEG = Participant(
    ParticipantId("x"), 1, "Королев", "Пётр", "Семёнович", phone="+79401523201", position="глава", notes="первое"
)
NAMES: dict[str, Any] = {"surname": "Королев", "given_name": "Пётр", "patronymic": "Семёнович"}


def test_empty_fields_are_filled_without_a_word() -> None:
    merged, differences = merge_person(OLEG, {**NAMES, "email": "k@example.org", "birth_date": date(1972, 2, 26)}, SAME)
    assert (merged.email, merged.birth_date) == ("k@example.org", date(1972, 2, 26))
    assert differences == []


def test_a_later_value_is_taken_and_told() -> None:
    merged, (difference,) = merge_person(OLEG, {**NAMES, "phone": "+79990000000"}, SAME)
    assert merged.phone == "+79990000000"
    assert (difference.field, difference.before, difference.taken) == ("phone", "+79401523201", True)


def test_a_value_that_could_not_be_read_replaces_nothing() -> None:
    merged, (difference,) = merge_person(OLEG, {**NAMES, "phone": "какой-то"}, SAME)
    assert merged == OLEG
    assert not difference.taken


def test_empty_cells_take_nothing_away() -> None:
    assert merge_person(OLEG, {**NAMES, "phone": "", "birth_date": None, "languages": ()}, SAME) == (OLEG, [])


def test_notes_are_added_once() -> None:
    merged, _ = merge_person(OLEG, {**NAMES, "notes": "второе\nпервое"}, SAME)
    assert merged.notes == "первое\nвторое"
    assert merge_person(merged, {**NAMES, "notes": "второе"}, SAME) == (merged, [])


def test_only_a_word_of_its_own_changes_a_role() -> None:
    head = replace(OLEG, role=Role.HEAD)
    assert merge_person(head, {**NAMES, "role": Role.DELEGATE}, SAME)[0].role is Role.HEAD
    merged, (difference,) = merge_person(head, {**NAMES, "role": Role.PRESS}, SAME)
    assert (merged.role, difference.before) == (Role.PRESS, Role.HEAD)
    assert merge_person(OLEG, {**NAMES, "role": Role.SPEAKER}, SAME) == (replace(OLEG, role=Role.SPEAKER), [])


@pytest.mark.parametrize(
    ("before", "found", "likeness", "after"),
    [
        ("Королев Пётр Семёнович", "Королёв Пётр Семёнович", SAME, "Королёв Пётр Семёнович"),
        ("Королёв Пётр Семёнович", "Королев Петр Семенович", SAME, "Королёв Пётр Семёнович"),
        ("Королёв П. С.", "Королёв Пётр Семёнович", INITIALS, "Королёв Пётр Семёнович"),
        ("Королёв Пётр Семёнович", "Королёв П. С.", INITIALS, "Королёв Пётр Семёнович"),
        ("Королёв Пётр", "Королёв Пётр Семёнович", SHORTER, "Королёв Пётр Семёнович"),
        ("Королёв Пётр Семёнович", "Королёв Пётр", SHORTER, "Королёв Пётр Семёнович"),
        ("Королёв Пётр Семёнович", "Пётр Королёв Семёнович", ORDER, "Королёв Пётр Семёнович"),
        ("Королёв Пётр Семёнович", "Кроолёв Пётр Семёнович", TYPO, "Королёв Пётр Семёнович"),
        ("Ширяева Ирина Олеговна", "Фёдорова Ирина Олеговна", SURNAME, "Фёдорова Ирина Олеговна"),
    ],
)
def test_the_better_spelling_of_a_name_stays(before: str, found: str, likeness: str, after: str) -> None:
    surname, given_name, *rest = (*before.split(), "")
    person = Participant(ParticipantId("x"), 1, surname, given_name, rest[0] if rest else "")
    names = dict(zip(("surname", "given_name", "patronymic"), found.split(), strict=False))
    merged, differences = merge_person(person, names, likeness)
    assert merged.full_name == after
    assert bool(differences) == (likeness in {TYPO, SURNAME})


def test_a_stay_that_would_end_before_it_begins_is_not_taken() -> None:
    here = replace(OLEG, arrives_at=datetime(2025, 8, 12, 9), departs_at=datetime(2025, 8, 13, 9))
    merged, (difference,) = merge_person(here, {**NAMES, "arrives_at": datetime(2025, 8, 14, 9)}, SAME)
    assert merged == here
    assert (difference.field, difference.taken) == ("arrives_at", False)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "phone": st.sampled_from(["", "+79990000000", "нет"]),
            "email": st.sampled_from(["", "a@example.org"]),
            "role": st.sampled_from(list(Role)),
            "notes": st.sampled_from(["", "первое", "третье\nчетвёртое"]),
            "position": st.text("абв ", max_size=3),
            "arrives_at": st.sampled_from([None, datetime(2025, 8, 12), datetime(2025, 8, 14)]),
            "departs_at": st.sampled_from([None, datetime(2025, 8, 13), datetime(2025, 8, 15)]),
        },
    )
)
def test_merging_the_same_once_more_changes_nothing(found: dict[str, Any]) -> None:
    merged, _ = merge_person(OLEG, {**NAMES, **found}, SAME)
    again, differences = merge_person(merged, {**NAMES, **found}, SAME)
    assert again == merged
    assert not any(difference.taken for difference in differences)
