"""Two letters for a delegation."""

from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.delegations import delegation_code, delegation_key

CUSTOMARY = (
    "Городец ГЦ, Арзамас АР, Балахна БЛ, Бор БР, Выкса ВК, Кстово КС, Павлово ПВ, Лысково ЛС, Семёнов СМ,"
    " Большое Болдино ББ, Заволжье ЗВ, Кулебаки КЛ, Навашино НВ, Сергач СГ, Богородск БГ, Ворсма ВР, Несвиж НС,"
    " Глубокое ГЛ, Кобрин КБ, Мстиславль МС, Жлобин ЖЛ, Шклов ШК, Поставы ПС, Туров ТР"
)


def test_the_codes_that_organisers_use() -> None:
    taken: set[str] = set()
    for entry in CUSTOMARY.split(", "):
        name, _, code = entry.strip().rpartition(" ")
        assert delegation_code(name, taken) == code
        taken.add(code)


@given(st.lists(st.text(max_size=12), max_size=60))
def test_every_name_gets_a_code_of_its_own(names: list[str]) -> None:
    taken: set[str] = set()
    for name in names:
        code = delegation_code(name, taken)
        assert code not in taken
        assert 2 <= len(code) <= 3
        taken.add(code)


def test_a_name_that_is_repeated_often_never_runs_out() -> None:
    taken: set[str] = set()
    for _ in range(2000):
        taken.add(delegation_code("Бор", taken))
    assert len(taken) == 2000


def test_what_a_delegation_is_does_not_count() -> None:
    assert delegation_code("Делегация г. Бор", set()) == "БР"
    assert delegation_key("Делегация г. Городец") == delegation_key("ГОРОДЕЦ") == delegation_key("г.Городец")
    assert delegation_key("Городец") != delegation_key("Бор")
    assert delegation_key("Делегация") == "делегация"
