"""Rows by what people call them: how a cell of one sheet names a row of another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.domain.model import (
    Activity,
    Agreement,
    Delegation,
    Direction,
    District,
    Group,
    Hall,
    Participant,
    Site,
    Vehicle,
)
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.exchange.workbook_page import Target

_SAME = str.maketrans(
    dict.fromkeys("«»„“”″", '"') | dict.fromkeys("’ʼ‘`´", "'") | dict.fromkeys("‐‑–—−", "-") | {"ё": "е"}
)


def fold(text: str) -> str:
    """What a name is compared by: small letters, single spaces, one kind of quotation marks and hyphens, е for ё."""
    return " ".join(text.casefold().translate(_SAME).split())


class Names:
    """Rows of one kind by name: exactly, else folded, else by the short name (a person's without the patronymic).

    An id names its row too. The first of these ways that finds something decides, so that an exact name is not
    ambiguous because of others that resemble it.
    """

    def __init__(self) -> None:
        self._names: dict[str, tuple[str, ...]] = {}
        self._keys: tuple[dict[str, list[str]], ...] = ({}, {}, {})

    def put(self, key: str, name: str, short: str = "") -> None:
        """A row has come, or is now called so."""
        self.drop(key)
        self._names[key] = (name, fold(name), fold(short))
        for keys, new in zip(self._keys, self._names[key], strict=True):
            keys.setdefault(new, []).append(key)

    def drop(self, key: str) -> None:
        for keys, old in zip(self._keys, self._names.pop(key, ()), strict=False):
            keys[old].remove(key)

    def __contains__(self, key: str) -> bool:
        return key in self._names

    def find(self, text: str) -> tuple[str, ...]:
        """The rows that a text may mean: one where it is clear, several where it is ambiguous."""
        if text in self._names:
            return (text,)
        folded = fold(text)
        if not folded:
            return ()
        for keys, name in zip(self._keys, (text, folded, folded), strict=True):
            if found := keys.get(name):
                return tuple(found)
        return ()

    def name(self, key: str) -> str:
        return self._names[key][0]


class Directory:
    """Every name of an event, kept up to date by `put` while an import goes on."""

    def __init__(self, programme: Programme) -> None:
        self._names = {target: Names() for target in Target}
        self._halls: defaultdict[str, Names] = defaultdict(Names)
        self._site_of_hall: dict[str, str] = {}
        tables: tuple[Mapping[str, object], ...] = (
            programme.directions, programme.districts, programme.sites, programme.halls, programme.delegations,
            programme.participants, programme.groups, programme.activities, programme.vehicles, programme.agreements,
        )  # fmt: skip
        for rows in tables:
            for row in rows.values():
                self.put(row)

    def put(self, row: object) -> None:
        """A row has come or changed; rows that no cell can name are left alone."""
        match row:
            case Participant():
                self._names[Target.PARTICIPANT].put(row.id, row.full_name, f"{row.surname} {row.given_name}")
            case Hall():
                if row.id in self._site_of_hall:
                    self._halls[self._site_of_hall[row.id]].drop(row.id)
                self._site_of_hall[row.id] = row.site_id
                self._halls[row.site_id].put(row.id, row.name)
                self._names[Target.HALL].put(row.id, row.name)
            case Activity() | Agreement():
                self._names[_TARGETS[type(row)]].put(row.id, row.title)
            case Direction() | District() | Site() | Delegation() | Group() | Vehicle():
                self._names[_TARGETS[type(row)]].put(row.id, row.name)

    def find(self, target: Target, text: str, site: str | None = None) -> tuple[tuple[Target, str], ...]:
        """What a cell may mean: rows with their kind, which for a place or a group may be one of two.

        Of halls, those of the `site` only where one is given, unless the text is an id. A group that nobody made may be
        the whole of a delegation of that name.
        """
        match target:
            case Target.PLACE:
                return self.find(Target.SITE, text) + self.find(Target.DISTRICT, text)
            case Target.HALL if site is not None and text not in self._site_of_hall:
                names = self._halls[site]
            case _:
                names = self._names[target]
        found = tuple((target, key) for key in names.find(text))
        return self.find(Target.DELEGATION, text) if target is Target.GROUP and not found else found

    def label(self, target: Target, key: str, site: str | None = None) -> str:
        """What to write into a cell so that it is understood: the name, or the id where the name is ambiguous."""
        kind = target
        if target is Target.PLACE:
            kind = Target.SITE if key in self._names[Target.SITE] else Target.DISTRICT
        name = self._names[kind].name(key)
        clear = clean_text(name) == name and self.find(target, name, site) == ((kind, key),)
        return name if clear else key

    def labels(self, target: Target, keys: Iterable[str]) -> list[str]:
        return sorted(self.label(target, key) for key in keys)


_TARGETS: Mapping[type, Target] = {
    Direction: Target.DIRECTION,
    District: Target.DISTRICT,
    Site: Target.SITE,
    Delegation: Target.DELEGATION,
    Group: Target.GROUP,
    Activity: Target.ACTIVITY,
    Vehicle: Target.VEHICLE,
    Agreement: Target.AGREEMENT,
}
