"""After any deed, the re-check says what a check of everything would say."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from smalltowns_desktop.conflicts.checking import check, recheck
from smalltowns_desktop.domain.changes import Changes
from tests.support.programme_changes import happen
from tests.support.programmes import make_programme


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32))
def test_a_recheck_after_any_deeds_equals_a_full_check(seed: int) -> None:
    random = Random(seed)
    programme = make_programme(random)
    conflicts = check(programme)
    for _ in range(12):
        before, seen = conflicts, conflicts.all
        programme, changes = happen(random, programme)
        conflicts = recheck(programme, before, changes)
        expected = check(programme)
        assert conflicts.all == expected.all
        assert conflicts.counts == expected.counts
        assert check(before.scene.programme).all == seen == before.all, "an earlier check stays what it was"


def test_a_recheck_of_rows_that_did_not_change_finds_the_same() -> None:
    programme = make_programme(Random(7))
    conflicts = check(programme)
    changes = Changes(2, {name: frozenset(getattr(programme, name)) for name in ("activities", "sites", "transfers")})
    assert recheck(programme, conflicts, changes).all == conflicts.all
