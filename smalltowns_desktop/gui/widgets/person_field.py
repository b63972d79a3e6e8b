"""Choosing a person among tens of thousands, by parts of the name in any order, forgiving ё and the keyboard layout."""

from collections.abc import Callable, Sequence

from smalltowns_desktop.domain.model import Participant
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.widgets.forms import Write
from smalltowns_desktop.gui.widgets.pick_field import MOST_SHOWN, Choice, Find, PickField
from smalltowns_desktop.gui.workspace import Workspace


class PeopleIndex:
    """Folded names of everybody, kept from one search to the next; only people who are new or changed are read anew.

    One serves all the fields of a page.
    """

    def __init__(self, programme: Callable[[], Programme]) -> None:
        self._programme = programme
        self._read_from: Programme | None = None
        self._rows: dict[str, tuple[Participant, str]] = {}
        self._in_order: list[str] = []

    def find(self, alternatives: Sequence[Sequence[str]], delegation_id: str | None = None) -> list[Choice]:
        """People by name, town of delegation or badge number, in the order of names; `delegation_id`: of it only."""
        self.read()
        found: list[Choice] = []
        for key in self._in_order:
            person, text = self._rows[key]
            if delegation_id is not None and person.delegation_id != delegation_id:
                continue
            if not alternatives or any(all(needle in text for needle in needles) for needles in alternatives):
                found.append(self._choice(person))
                if len(found) == MOST_SHOWN:
                    break
        return found

    def read(self) -> None:
        """Take in what has changed since the last time."""
        programme, before = self._programme(), self._read_from
        self._read_from = programme
        same_delegations = before is not None and before.delegations is programme.delegations
        if before is not None and same_delegations and before.participants is programme.participants:
            return
        towns = {key: f"{fold(row.name)} {fold(row.code)}" for key, row in programme.delegations.items()}
        rows = {}
        for key, person in programme.participants.items():
            known = self._rows.get(key) if same_delegations else None
            if known is None or known[0] is not person:
                town = "" if person.delegation_id is None else towns[person.delegation_id]
                known = person, f"{fold(person.full_name)} {town} {person.number:04d}"
            rows[key] = known
        self._rows = rows
        self._in_order = sorted(rows, key=lambda key: rows[key][1])

    def _choice(self, person: Participant) -> Choice:
        delegations = self._programme().delegations
        second = "" if person.delegation_id is None else delegations[person.delegation_id].name
        return Choice(person.id, person.full_name, second)


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
