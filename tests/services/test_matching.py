"""Who is who: the rule for two people, and the index that finds whom to compare."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smalltowns_desktop.domain.ids import DelegationId, ParticipantId
from smalltowns_desktop.domain.model import Participant
from smalltowns_desktop.services.matching import Match, PeopleIndex, compare

BORN = date(1985, 11, 13)
PHONE = "+79817077201"


def person(
    name: str,
    *,
    phone: str = "",
    born: date | None = None,
    email: str = "",
    delegation: str | None = "d",
    key: str = "x",
) -> Participant:
    surname, given_name, *rest = (*name.split(), "")
    return Participant(
        ParticipantId(key),
        1,
        surname,
        given_name,
        rest[0] if rest else "",
        delegation_id=None if delegation is None else DelegationId(delegation),
        phone=phone,
        email=email,
        birth_date=born,
    )


def compared(one: Participant, other: Participant) -> Match | None:
    index = PeopleIndex()
    return compare(index.traits(one), index.traits(other))


def verdict(one: Participant, other: Participant) -> str:
    match = compared(one, other)
    if match is None:
        return "different"
    return "sure" if match.sure else "likely"


FULL = person("Виноградов Семён Игоревич", phone=PHONE, born=BORN)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (person("Виноградов Семён Игоревич", phone=PHONE, born=BORN), "sure"),
        (person("ВИНОГРАДОВ СЕМЕН ИГОРЕВИЧ", born=BORN), "sure"),
        (person("Винoградов Семён Игоревич", phone=PHONE), "sure"),
        (person("Семён Виноградов Игоревич", phone=PHONE, born=BORN), "sure"),
        (person("Вниоградов Семён Игоревич", phone=PHONE, born=BORN), "sure"),
        (person("Виноградов С. И.", phone=PHONE), "sure"),
        (person("Виноградов Семён", phone=PHONE), "sure"),
        (person("Виноградов Семён Игоревич", phone="+79000000000", born=BORN), "sure"),
        # one thing agrees, or nothing but a name in the same delegation: a question
        (person("Вниоградов Семён Игоревич", phone=PHONE), "likely"),
        (person("Виноградов С. И.", born=BORN), "likely"),
        (person("Виноградов С. И."), "likely"),
        (person("Виноградов Семён Игоревич", phone="+79000000000"), "likely"),
        (person("Виноградов Семён Игоревич", delegation="other"), "likely"),
        (person("Виноградов Семён Игоревич", phone=PHONE, born=date(1950, 1, 1)), "likely"),
        (person("Виноградов Семён Игоревич", born=date(1985, 11, 14)), "likely"),
        # a namesake, a relative, a colleague
        (person("Виноградов Семён Игоревич", born=date(1999, 9, 9)), "different"),
        (person("Виноградов Семён Игоревич", phone="+79990000001", born=date(1999, 9, 9)), "different"),
        (person("Виноградов Степан Игоревич", phone=PHONE, born=BORN), "different"),
        (person("Виноградова Светлана Игоревна", phone=PHONE), "different"),
        (person("Петров Пётр Петрович", phone=PHONE, born=BORN), "different"),
        (person("Виноградов С. И.", delegation="other"), "different"),
        (person("Виноградов С. Н.", phone=PHONE), "different"),
    ],
)
def test_two_descriptions_are_of_one_person_or_not(other: Participant, expected: str) -> None:
    assert verdict(FULL, other) == expected
    assert verdict(other, FULL) == expected


def test_a_bare_full_name_in_one_delegation_is_the_same_person() -> None:
    assert verdict(person("Виноградов Семён Игоревич"), FULL) == "sure"
    assert verdict(person("Smith John"), person("Smith John")) == "likely"


def test_a_woman_with_another_surname_is_a_question() -> None:
    before = person("Ширяева Ирина Олеговна", phone=PHONE, born=BORN)
    assert verdict(person("Фёдорова Ирина Олеговна", phone=PHONE, born=BORN), before) == "likely"
    assert verdict(person("Фёдорова Ирина Олеговна"), before) == "different"
    assert verdict(person("Фёдоров Игорь Олегович", phone=PHONE, born=BORN), before) == "different"


def test_twins_with_names_a_letter_apart_are_two() -> None:
    maria = person("Ким Мария Петровна", born=BORN, phone=PHONE)
    assert verdict(person("Ким Марина Петровна", born=BORN, phone=PHONE), maria) == "different"


def test_evidence_names_what_agrees_and_what_differs() -> None:
    match = compared(person("Вниоградов Семён Игоревич", phone="+79000000000", born=BORN, delegation="e"), FULL)
    assert match is not None
    assert match.evidence == ("typo", "birth_date", "-phone", "-delegation")


PEOPLE = st.builds(
    lambda surname, given_name, patronymic, phone, born, email, delegation: person(
        f"{surname} {given_name} {patronymic}".strip(), phone=phone, born=born, email=email, delegation=delegation
    ),
    st.sampled_from(["Иванов", "Ивнаов", "Иванова", "Петров", "Петрова", "Семён", "Виноградов", "Вниоградов"]),
    st.sampled_from(["Иван", "Семён", "Сергей", "Сегрей", "С.", "И.", "Анна"]),
    st.sampled_from(["", "Иванович", "Ивановна", "Ивнович", "И.", "С."]),
    st.sampled_from(["", PHONE, "+79000000000"]),
    st.sampled_from([None, BORN, date(1985, 11, 14), date(1960, 1, 1)]),
    st.sampled_from(["", "a@example.org"]),
    st.sampled_from([None, "d", "e"]),
)


@settings(max_examples=300)
@given(st.lists(PEOPLE, max_size=12), PEOPLE)
def test_the_index_finds_whatever_comparing_with_everybody_finds(
    people: list[Participant], newcomer: Participant
) -> None:
    people = [replace(item, id=ParticipantId(str(place))) for place, item in enumerate(people)]
    index = PeopleIndex(people)
    traits = index.traits(newcomer)
    plainly = {other.id: match for other in people if (match := compare(traits, index.traits(other))) is not None}
    found = index.find(traits)
    assert {match.person.id: match for match in found} == plainly
    assert [match.sure for match in found] == sorted((match.sure for match in found), reverse=True)


@given(PEOPLE, PEOPLE)
def test_comparing_is_the_same_both_ways(one: Participant, other: Participant) -> None:
    there, back = compared(one, other), compared(other, one)
    assert (there is None) == (back is None)
    if there and back:
        assert (there.score, there.sure, there.agreed) == (back.score, back.sure, back.agreed)


@given(PEOPLE, PEOPLE)
def test_two_dates_of_birth_are_never_surely_one_person(one: Participant, other: Participant) -> None:
    match = compared(one, other)
    if one.birth_date and other.birth_date and one.birth_date != other.birth_date:
        assert match is None or not (match.sure or match.agreed)
