"""Looking for anything by parts of its words. A shelf of one kind of thing holds 20,000 and more.

What a thing is found by is folded beforehand (domain.names.fold); a search is a look at every text of a shelf.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from smalltowns_desktop.domain.ids import GroupId
from smalltowns_desktop.domain.model import Activity, Agreement, Delegation, Participant, Site, Transfer
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import N_
from smalltowns_desktop.gui.workspace import Place

Row = TypeVar("Row", Activity, Agreement, Delegation, Participant, Site, Transfer)


class Thing(NamedTuple):
    """What can be found; its words are made only for those that are shown."""

    key: str
    text: str
    """Folded; begins with the words by which it is likeliest looked for."""
    row: Any


class Shelf:
    """Things of one kind."""

    def __init__(self, kind: str, things: Sequence[Thing]) -> None:
        """`things` in the order in which equally good ones are shown."""
        self.kind = kind
        self.things = tuple(things)
        self._texts = [_narrow(thing.text) for thing in self.things]

    def find(self, alternatives: Sequence[Sequence[str]], most: int) -> tuple[list[Thing], int]:
        """The best `most` whose text has every needle of one of the alternatives, and how many there are.

        Those that begin with the first needle come first, then those of which a word does.
        """
        found: dict[int, None] = {}
        for needles in alternatives:
            places = self._matching(needles)
            found = dict.fromkeys(places) if not found else found | dict.fromkeys(places)
        best: list[int] = []
        for hits in (self._starting, self._with_word, lambda places, _: places):
            if len(best) < most:
                taken = set(best)
                wanted = (place for place in hits(found, alternatives) if place not in taken)
                best += islice(wanted, most - len(best))
        return [self.things[place] for place in best], len(found)

    def _matching(self, needles: Sequence[str]) -> Iterable[int]:
        narrow = [_narrow(needle) for needle in needles]
        if any("?" in needle for needle in narrow):  # a letter that the narrow texts have not
            return [place for place, thing in enumerate(self.things) if all(needle in thing.text for needle in needles)]
        first, *others = narrow
        places = [place for place, text in enumerate(self._texts) if first in text]
        for needle in others:
            places = [place for place in places if needle in self._texts[place]]
        return places

    def _starting(self, places: Iterable[int], alternatives: Sequence[Sequence[str]]) -> Iterator[int]:
        beginnings = tuple(needles[0] for needles in alternatives)
        return (place for place in places if self.things[place].text.startswith(beginnings))

    def _with_word(self, places: Iterable[int], alternatives: Sequence[Sequence[str]]) -> Iterator[int]:
        words = [f" {needles[0]}" for needles in alternatives]
        return (place for place in places if any(word in self.things[place].text for word in words))


def _narrow(text: str) -> str:
    """With a byte a letter, in which Python searches three times as fast; `?` for letters of other alphabets."""
    return text.encode("cp1251", "replace").decode("latin-1")


Index = Mapping[str, Shelf]
"""Shelves by their kind, in the order in which their groups are shown."""
HEADINGS: Mapping[str, str] = {
    "participant": N_("People"),
    "delegation": N_("Delegations"),
    "site": N_("Places"),
    "activity": N_("Programme"),
    "transfer": N_("Transfers"),
    "agreement": N_("Agreements"),
    "command": N_("Commands"),
    "revision": N_("History"),
}
PAGES: Mapping[str, str] = {
    "participant": "participants",
    "delegation": "delegations",
    "site": "places",
    "activity": "programme",
    "transfer": "transport",
    "agreement": "agreements",
    "revision": "history",
}
"""Where things of a kind are at home."""
ICONS: Mapping[str, str] = {
    "participant": "user-round",
    "delegation": "flag",
    "site": "map-pin",
    "activity": "calendar-check",
    "transfer": "bus",
    "agreement": "signature",
    "revision": "history",
}


def place_of(kind: str, key: str) -> Place:
    return Place(PAGES[kind], kind, key)


def shelve(programme: Programme) -> dict[str, Shelf]:
    """Everything of a snapshot."""
    make = _Maker(programme)
    return {
        "participant": make.shelf("participant", programme.participants.values(), make.participant),
        "delegation": make.shelf("delegation", programme.delegations.values(), make.delegation),
        "site": make.shelf("site", programme.sites.values(), make.site),
        "activity": make.shelf("activity", programme.activities.values(), make.activity),
        "transfer": make.shelf("transfer", programme.transfers.values(), make.transfer),
        "agreement": make.shelf("agreement", programme.agreements.values(), make.agreement),
    }


def shelve_texts(kind: str, items: Iterable[tuple[str, Sequence[str], Any]]) -> Shelf:
    """Things given as key, words, row, in their order. Each part of the words is folded by itself: letters that look
    alike are taken for those of the part's alphabet."""
    return Shelf(kind, [Thing(key, " ".join(map(fold, words)), row) for key, words, row in items])


class _Maker:
    """Folds each name once, however many rows it stands in."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._folded: dict[str, str] = {"": ""}

    def shelf(self, kind: str, rows: Iterable[Row], words: Callable[[Row], Iterable[str]]) -> Shelf:
        things = []
        for row in rows:
            text = " ".join([folded for part in words(row) if (folded := self._fold(part))])
            things.append(Thing(row.id, text, row))
        things.sort(key=lambda thing: thing.text)
        return Shelf(kind, things)

    def participant(self, row: Participant) -> Iterable[str]:
        delegation = self._programme.delegations.get(row.delegation_id) if row.delegation_id is not None else None
        whose = "" if delegation is None else delegation.name
        names = (row.surname, row.given_name, row.patronymic)
        return (*names, whose, row.position, row.organisation, row.phone, str(row.number))

    def delegation(self, row: Delegation) -> Iterable[str]:
        return row.name, row.code, row.town, row.region, row.country

    def site(self, row: Site) -> Iterable[str]:
        programme = self._programme
        halls = (programme.halls[key].name for key in programme.halls_by_site.get(row.id, ()))
        return row.name, programme.districts[row.district_id].name, row.address, row.host_name, *halls

    def activity(self, row: Activity) -> Iterable[str]:
        site = self._programme.site_of(row)
        groups = self._programme.groups_by_activity.get(row.id, ())
        return row.title, "" if site is None else site.name, self._moment(row.starts_at), *self._names(groups)

    def transfer(self, row: Transfer) -> Iterable[str]:
        programme = self._programme
        vehicle = programme.vehicles[row.vehicle_id]
        ends = (programme.sites[key].name for key in (row.from_site_id, row.to_site_id))
        groups = self._names(programme.groups_by_transfer.get(row.id, ()))
        return *ends, vehicle.name, vehicle.plate, self._moment(row.departs_at), *groups

    def agreement(self, row: Agreement) -> Iterable[str]:
        return row.title, *row.parties

    def _names(self, groups: Iterable[GroupId]) -> Iterable[str]:
        return (self._programme.groups[group].name for group in groups)

    @staticmethod
    def _moment(moment: datetime) -> str:
        return f"{moment:%d.%m %H:%M}"

    def _fold(self, text: str) -> str:
        folded = self._folded.get(text)
        if folded is None:
            folded = self._folded[text] = fold(text)
        return folded
