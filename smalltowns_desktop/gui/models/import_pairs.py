"""Two descriptions of what is perhaps one person, side by side: that of a list and that of the event."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from smalltowns_desktop.domain.model import Participant
from smalltowns_desktop.gui.models.import_rows import NAMES
from smalltowns_desktop.services.import_plan import Decision
from smalltowns_desktop.services.merging import NAME, merge_person

COMPARED = (
    "delegation_id", "role", "position", "organisation", "town", "phone", "email", "birth_date", "languages", "diet",
    "hotel_id", "room", "arrives_at", "departs_at",
)  # fmt: skip
"""Notes are put together, never chosen between."""


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field in which the list and the event can be chosen between."""

    key: str
    """A choice of `merging.merge_by_choice`."""
    title: str
    ours: str
    theirs: str
    from_list: bool
    """What the rule of merging would take."""

    @property
    def same(self) -> bool:
        return self.ours == self.theirs


@dataclass(frozen=True, slots=True)
class Pair:
    """A question: is it one person?"""

    key: str
    name: str
    """As the list has it."""
    where: str
    """`row 15`, or the file that it came from."""
    score: int
    evidence: tuple[str, ...]
    person: Participant
    fields: tuple[FieldPair, ...]
    decision: Decision | None = None


def compare_fields(
    found: Mapping[str, Any],
    person: Participant,
    likeness: str,
    titles: Mapping[str, str],
    show: Callable[[str, Any], str],
) -> tuple[FieldPair, ...]:
    """The whole name, then every field that the list says; `likeness` as in `matching`."""
    merged, _ = merge_person(person, found, likeness)

    def name_of(parts: Iterable[Any]) -> str:
        return " ".join(str(part) for part in parts if part)

    theirs, ours = name_of(map(found.get, NAMES)), person.full_name
    pairs = [FieldPair(NAME, titles[NAME], ours, theirs, merged.full_name == theirs != ours)]
    for field in COMPARED:
        value = found.get(field)
        if value:
            before = getattr(person, field)
            pairs.append(
                FieldPair(
                    field, titles[field], show(field, before), show(field, value), getattr(merged, field) == value
                )
            )
    return tuple(pairs)
