from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.ids import DelegationId, ParticipantId, RequestId, SiteId
from smalltowns_desktop.domain.model import Participant, Request
from smalltowns_desktop.services.workbook_matching import match_rows

BY_NAME = (("full_name", "delegation_id"),)
BY_DAY = (("delegation_id", "site_id", "day"), ("delegation_id", "site_id"))
SLONIM = DelegationId("slonim")


def person(number: int, surname: str, phone: str = "", delegation: DelegationId = SLONIM) -> Participant:
    return Participant(ParticipantId(str(number)), number, surname, "Иван", delegation_id=delegation, phone=phone)


def row(surname: str, phone: str = "", delegation: str = "slonim") -> dict[str, object]:
    return {"surname": surname, "given_name": "Иван", "delegation_id": delegation, "phone": phone}


def request(number: int, day: date | None) -> Request:
    return Request(RequestId(str(number)), SiteId("dairy"), SLONIM, day=day)


def test_a_name_finds_its_row_in_its_delegation_only() -> None:
    known = person(1, "Соловьёв")
    answers = match_rows([row("СОЛОВЬЕВ", "5"), row("Соловьёв", "5", "mosty"), row("Петров")], [known], BY_NAME)
    assert answers == [known, None, None]


def test_namesakes_are_told_apart_by_the_rest_whatever_their_order() -> None:
    first, second = person(1, "Иванов", "111"), person(2, "Иванов", "222")
    changed = row("Иванов", "333")
    assert match_rows([changed, row("Иванов", "222")], [first, second], BY_NAME) == [first, second]
    assert match_rows([row("Иванов", "111"), changed], [first, second], BY_NAME) == [first, second]


def test_what_stays_open_is_not_guessed() -> None:
    known = [person(1, "Иванов", "111"), person(2, "Иванов", "222")]
    assert match_rows([row("Иванов", "333")], known, BY_NAME) == [2]
    assert match_rows([row("Иванов", "333"), row("Иванов", "444")], known[:1], BY_NAME) == [1, 1]


def test_namesakes_of_nobody_are_all_new() -> None:
    assert match_rows([row("Иванов", "1"), row("Иванов", "2")], [], BY_NAME) == [None, None]


def test_a_looser_key_is_asked_when_the_strict_one_finds_nothing() -> None:
    known = [request(1, date(2025, 8, 13)), request(2, date(2025, 8, 14))]
    moved = {"delegation_id": "slonim", "site_id": "dairy", "day": date(2025, 8, 15)}
    same = {"delegation_id": "slonim", "site_id": "dairy", "day": date(2025, 8, 13), "weight": 9}
    assert match_rows([moved, same], known, BY_DAY) == [known[1], known[0]]
    assert match_rows([moved], known[:1], BY_DAY) == [known[0]]
    assert match_rows([moved], known, BY_DAY) == [2]


def test_a_field_that_the_sheet_does_not_have_is_not_compared() -> None:
    known = request(1, date(2025, 8, 13))
    assert match_rows([{"delegation_id": "slonim", "site_id": "dairy"}], [known], BY_DAY) == [known]


PEOPLE = st.lists(
    st.tuples(st.sampled_from("АБ"), st.sampled_from("12"), st.sampled_from(["slonim", "mosty"])), max_size=6
)


@given(PEOPLE, PEOPLE)
def test_matches_keep_to_the_rules(existing: list[tuple[str, str, str]], wanted: list[tuple[str, str, str]]) -> None:
    """No row is found twice, none by another name; what is the same finds the same; nobody new has a free namesake."""
    known = [person(n, name, phone, DelegationId(place)) for n, (name, phone, place) in enumerate(existing)]
    answers = match_rows([row(*values) for values in wanted], known, BY_NAME)
    found = [answer for answer in answers if isinstance(answer, Participant)]
    assert len({id(answer) for answer in found}) == len(found)
    free = [item for item in known if item not in found]
    for (name, phone, place), answer in zip(wanted, answers, strict=True):
        namesakes = [item for item in free if (item.surname, item.delegation_id) == (name, place)]
        match answer:
            case Participant():
                assert (answer.surname, answer.delegation_id) == (name, place)
            case None:
                assert namesakes == []
            case int():
                assert answer == len(namesakes)
                assert all(item.phone != phone for item in namesakes)


def test_equal_rows_find_equal_rows_in_order() -> None:
    known = [person(number, "Иванов", "1") for number in range(3)]
    assert match_rows([row("Иванов", "1")] * 3, known, BY_NAME) == known
