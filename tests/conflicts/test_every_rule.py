"""Every rule beside its plain definition, on generated programmes."""

from hypothesis import given, settings

from smalltowns_desktop.conflicts.checking import check
from smalltowns_desktop.conflicts.rules import RULES
from smalltowns_desktop.domain.programme import Programme
from tests.support.plain_conflicts import find_all, told
from tests.support.programmes import programmes


@settings(max_examples=400, deadline=None)
@given(programmes())
def test_the_check_finds_what_the_definitions_say_and_nothing_else(programme: Programme) -> None:
    found = [told(conflict) for conflict in check(programme)]
    assert len(found) == len(set(found)), "no conflict is found twice"
    assert set(found) == find_all(programme)
    assert {rule for rule, *_ in found} <= RULES.keys()
