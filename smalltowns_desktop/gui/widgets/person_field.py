"""Choosing a person among tens of thousands, by parts of the name in any order, forgiving ё and the keyboard layout."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from smalltowns_desktop.domain.model import Participant
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.jobs import JobRunner
from smalltowns_desktop.gui.widgets.forms import Write
from smalltowns_desktop.gui.widgets.pick_field import MOST_SHOWN, Choice, Find, PickField
from smalltowns_desktop.gui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Names:
    """Everybody in the order of names, and the folded text in which each is looked for."""

    programme: Programme
    people: list[Participant]
    texts: list[str]


class PeopleIndex:
    """Folded names of everybody, kept from one search to the next; only people who are new or changed are read anew.

    One serves all the fields of a page.
    """

    def __init__(self, programme: Callable[[], Programme]) -> None:
        self._programme = programme
        self._names: _Names | None = None

    def find(self, alternatives: Sequence[Sequence[str]], delegation_id: str | None = None) -> list[Choice]:
        """People by name, delegation or badge number, in the order of names; `delegation_id`: of it only."""
        names = self._up_to_date()
        if alternatives:
            places = sorted(set().union(*(_containing(names.texts, needles) for needles in alternatives)))
            found: Iterable[Participant] = (names.people[place] for place in places)
        else:
            found = names.people
        if delegation_id is not None:
            found = (person for person in found if person.delegation_id == delegation_id)
        return [self._choice(person) for person in islice(found, MOST_SHOWN)]

    def warm_up(self, jobs: JobRunner) -> None:
        """Read the names in a job, so that the first search need not wait for it."""
        programme, before = self._programme(), self._names
        if before is None or not _same_people(before.programme, programme):
            job = jobs.run(say("Reading names"), lambda _: _read_names(programme, before))
            job.succeeded.connect(self._take)

    def _up_to_date(self) -> _Names:
        programme = self._programme()
        if self._names is None or not _same_people(self._names.programme, programme):
            self._names = _read_names(programme, self._names)
        return self._names

    def _take(self, names: _Names) -> None:
        self._names = names

    def _choice(self, person: Participant) -> Choice:
        delegations = self._programme().delegations
        second = "" if person.delegation_id is None else delegations[person.delegation_id].name
        return Choice(person.id, person.full_name, second)


def _read_names(programme: Programme, before: _Names | None) -> _Names:
    """Everybody's names; those that stand in `before` are not folded again."""
    towns = {key: f"{fold(row.name)} {fold(row.code)}" for key, row in programme.delegations.items()}
    known: dict[int, str] = {}
    if before is not None and before.programme.delegations is programme.delegations:
        known = dict(zip(map(id, before.people), before.texts, strict=True))
    pairs = []
    for person in programme.participants.values():
        text = known.get(id(person))  # the row itself: `before` keeps it alive, so nothing else has its id
        if text is None:
            town = "" if person.delegation_id is None else towns[person.delegation_id]
            text = f"{fold(person.full_name)} {town} {person.number:04d}"
        pairs.append((text, person))
    pairs.sort(key=itemgetter(0))
    return _Names(programme, [person for _, person in pairs], [text for text, _ in pairs])


def _same_people(before: Programme, after: Programme) -> bool:
    return before.participants is after.participants and before.delegations is after.delegations


def _containing(texts: Sequence[str], needles: Sequence[str]) -> list[int]:
    """The places of the texts in which every needle stands."""
    first, *others = needles
    places = [place for place, text in enumerate(texts) if first in text]
    for needle in others:
        places = [place for place in places if needle in texts[place]]
    return places


def people_of(index: PeopleIndex, delegation_id: Callable[[], str | None] = lambda: None) -> Find:
    """Looks among everybody, or in the delegation that is asked for at the time."""
    return lambda alternatives: index.find(alternatives, delegation_id())


class PersonField(PickField):
    """Takes the key of a participant."""

    def __init__(
        self,
        workspace: Workspace,
        title: str,
        write: Write,
        find: Find,
        *,
        hint: str = "",
        keeps_value: bool = True,
    ) -> None:
        """`find` as of `people_of`."""
        super().__init__(
            workspace, title, write, find, hint=hint or workspace.say("Part of a name"), keeps_value=keeps_value
        )
