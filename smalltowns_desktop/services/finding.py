"""What a person means by a name on the command line: a key, or a name that only one has."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from smalltowns_desktop.domain.errors import AmbiguousName, UnknownName
from smalltowns_desktop.domain.model import Delegation, Participant, Site, Vehicle
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import Text, say

Row = TypeVar("Row", Delegation, Participant, Site, Vehicle)


def find_delegation(programme: Programme, wanted: str) -> Delegation:
    """By key, name or code. Raises `UnknownName`, `AmbiguousName`."""
    rows = programme.delegations
    return rows.get(wanted) or _only(rows.values(), wanted, say("delegation"), lambda row: (row.name, row.code))


def find_site(programme: Programme, wanted: str) -> Site:
    """By key or name. Raises `UnknownName`, `AmbiguousName`."""
    rows = programme.sites
    return rows.get(wanted) or _only(rows.values(), wanted, say("site"), lambda row: (row.name,))


def find_vehicle(programme: Programme, wanted: str) -> Vehicle:
    """By key, name or plate. Raises `UnknownName`, `AmbiguousName`."""
    rows = programme.vehicles
    return rows.get(wanted) or _only(rows.values(), wanted, say("vehicle"), lambda row: (row.name, row.plate))


def find_participant(programme: Programme, wanted: str) -> Participant:
    """By key, badge number or name, given name first too. Raises `UnknownName`, `AmbiguousName`."""
    rows = programme.participants
    return rows.get(wanted) or _only(rows.values(), wanted, say("participant"), _names_of)


def _names_of(person: Participant) -> tuple[str, ...]:
    given = f"{person.given_name} {person.patronymic}".strip()
    return (
        person.full_name, f"{given} {person.surname}", f"{person.surname} {person.given_name}",
        f"{person.given_name} {person.surname}", str(person.number),
    )  # fmt: skip


def _only(rows: Iterable[Row], wanted: str, kind: Text, names_of: Callable[[Row], tuple[str, ...]]) -> Row:
    """The row of that very name, else of a name that means the same; of several nobody knows which."""
    folded = fold(wanted)
    alike = [row for row in rows if any(fold(name) == folded for name in names_of(row))] if folded else []
    exact = [row for row in alike if wanted in names_of(row)] or alike
    if len(exact) == 1:
        return exact[0]
    raise AmbiguousName(kind, wanted, len(exact)) if exact else UnknownName(kind, wanted)
