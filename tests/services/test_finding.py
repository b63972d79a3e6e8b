from datetime import date

import pytest

from smalltowns_desktop.domain.errors import AmbiguousName, UnknownName
from smalltowns_desktop.domain.ids import DelegationId, DistrictId, ParticipantId, SiteId
from smalltowns_desktop.domain.model import Delegation, Event, Participant, Site
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.services.finding import find_delegation, find_participant, find_site

PROGRAMME = Programme(
    Event("event", "Съезд", date(2025, 8, 12), date(2025, 8, 15)),
    delegations={
        "d": Delegation(DelegationId("d"), "Городец", "ГЦ"),
        "e": Delegation(DelegationId("e"), "Сергач", "СГ"),
    },
    sites={
        "s": Site(SiteId("s"), "Школа № 1", DistrictId("x")),
        "t": Site(SiteId("t"), "Школа № 1", DistrictId("y")),
        "u": Site(SiteId("u"), "школа № 2", DistrictId("y")),
        "v": Site(SiteId("v"), "Школа № 2", DistrictId("y")),
    },
    participants={"p": Participant(ParticipantId("p"), 17, "Семёнов", "Пётр", "Ильич")},
)


def test_a_key_a_code_and_a_name_find_a_delegation() -> None:
    assert {find_delegation(PROGRAMME, wanted).id for wanted in ("d", "ГЦ", "городец", "Городец ")} == {"d"}


def test_a_person_is_found_by_names_in_any_order_and_by_number() -> None:
    for wanted in ("p", "Семенов Петр Ильич", "Пётр Ильич Семёнов", "семенов пётр", "Пётр Семёнов", "17"):
        assert find_participant(PROGRAMME, wanted).id == "p"


def test_the_exact_name_goes_before_one_that_only_means_the_same() -> None:
    assert find_site(PROGRAMME, "школа № 2").id == "u"


@pytest.mark.parametrize("wanted", ["", "  ", "Нет такой", "-"])
def test_an_unknown_name_is_said(wanted: str) -> None:
    with pytest.raises(UnknownName):
        find_site(PROGRAMME, wanted)


def test_a_name_of_two_is_ambiguous() -> None:
    with pytest.raises(AmbiguousName):
        find_site(PROGRAMME, "Школа № 1")
