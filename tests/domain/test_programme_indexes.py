"""A programme with other tables: the indexes that it keeps are those that it would make."""

from functools import cached_property

from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.programme import _INDEXES, Programme
from tests.support.programmes import TABLES, programmes


def indexes() -> list[str]:
    return [name for name, value in vars(Programme).items() if isinstance(value, cached_property)]


def test_it_is_known_of_every_index_what_it_is_made_of() -> None:
    assert set(_INDEXES) == set(indexes())


@given(programmes(), programmes(), st.sets(st.sampled_from(sorted(set(TABLES.values())))))
def test_indexes_that_are_kept_are_those_that_would_be_made(
    before: Programme, other: Programme, changed: set[str]
) -> None:
    for name in indexes():
        getattr(before, name)
    values = {name: getattr(other, name) for name in changed}
    after = before.with_tables(**values)
    fresh = Programme(before.event, **{name: getattr(after, name) for name in set(TABLES.values())})
    for name in indexes():
        assert getattr(after, name) == getattr(fresh, name), name
