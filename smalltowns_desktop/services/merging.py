"""One person out of two descriptions: what is there, and what a later list says."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from smalltowns_desktop.domain.model import Participant, Role
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.services.matching import SURNAME

NAME = "name"
"""The choice between two spellings of a whole name."""
_NAMES = frozenset({"surname", "given_name", "patronymic"})
_KEPT = frozenset({"id", "number", "delegation_id"})
"""Fields in which what is there stays, unless it is empty."""
_STAY = ("arrives_at", "departs_at")
_ORDER = [field.name for field in fields(Participant)]


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which a later list says something else than what was there."""

    field: str
    before: object
    after: object
    taken: bool
    """Whether the later value replaced the earlier one."""


def merge_person(person: Participant, found: Mapping[str, Any], likeness: str) -> tuple[Participant, list[Difference]]:
    """The person with what `found` (fields of `Participant`) adds, and where the two differ.

    Empty fields are filled. What the later list says otherwise is taken: it corrects the earlier one. A name stays
    where the two are spelt differently (`likeness` as in `matching`), except that initials and a missing patronymic
    are filled in, ё is put back, and a surname may change; a role stays where the list only says “delegate”.
    """
    changed: dict[str, Any] = {}
    differences: list[Difference] = []
    for field in _ORDER:
        after = found.get(field)
        if not after or field in _NAMES:
            continue
        before = getattr(person, field)
        if before == after:
            continue
        if field == "notes":
            changed[field] = _joined(before, after)
        elif not before:
            changed[field] = after
        elif field == "role":
            if after is not Role.DELEGATE:
                changed[field] = after
                differences += [] if before is Role.DELEGATE else [Difference(field, before, after, taken=True)]
        elif not isinstance(before, str) or fold(before) != fold(str(after)):
            taken = field not in _KEPT and not _is_worse(field, after)
            differences.append(Difference(field, before, after, taken))
            if taken:
                changed[field] = after
    names, name_differences = _merged_names(person, found, likeness)
    changed |= names
    arrives, departs = (changed.get(field, getattr(person, field)) for field in _STAY)
    if arrives and departs and arrives > departs:
        differences = [difference for difference in differences if difference.field not in _STAY]
        differences += [
            Difference(field, getattr(person, field), changed.pop(field), taken=False)
            for field in _STAY
            if field in changed
        ]
    if changed.get("notes") == person.notes:
        del changed["notes"]
    return (replace(person, **changed) if changed else person), differences + name_differences


def merge_by_choice(
    person: Participant, found: Mapping[str, Any], likeness: str, choices: Mapping[str, bool]
) -> tuple[Participant, list[Difference]]:
    """As `merge_person`, but in the fields of `choices` somebody has said whether the list is right (True) or what is
    there; `NAME` is the choice of all three names. What the chosen side does not say is not lost."""
    merged, differences = merge_person(person, found, likeness)
    chosen: dict[str, Any] = {}
    for choice, from_list in choices.items():
        for field in sorted(_NAMES) if choice == NAME else (choice,):
            before = getattr(person, field)
            chosen[field] = (found.get(field) or before) if from_list else (before or found.get(field) or before)
    decided = replace(merged, **chosen)
    if decided.arrives_at and decided.departs_at and decided.arrives_at > decided.departs_at:
        decided = replace(decided, arrives_at=merged.arrives_at, departs_at=merged.departs_at)
    return decided, [
        replace(difference, taken=getattr(decided, difference.field) == difference.after) for difference in differences
    ]


def _is_worse(field: str, after: object) -> bool:
    """Whether a later value could not be read, and so does not replace one that could."""
    return (field == "phone" and not str(after).startswith("+")) or (field == "email" and "@" not in str(after))


def _joined(before: str, after: str) -> str:
    lines = before.split("\n") if before else []
    lines += [line for line in after.split("\n") if line not in lines]
    joined = "\n".join(lines)
    return joined if len(joined) <= 4000 else before


def _merged_names(
    person: Participant, found: Mapping[str, Any], likeness: str
) -> tuple[dict[str, str], list[Difference]]:
    names = {field: str(found.get(field, "")) for field in ("surname", "given_name", "patronymic")}
    match likeness:
        case "name":
            return {field: after for field, after in names.items() if _puts_yo_back(getattr(person, field), after)}, []
        case "order":
            return {}, []
        case "no-patronymic":
            return ({} if person.patronymic else {"patronymic": names["patronymic"]}), []
        case "initials":
            return {
                field: names[field]
                for field in ("given_name", "patronymic")
                if len(fold(names[field])) > len(fold(getattr(person, field)))
            }, []
        case _:
            return _differing_names(person, names, taken=likeness == SURNAME)


def _differing_names(
    person: Participant, names: dict[str, str], *, taken: bool
) -> tuple[dict[str, str], list[Difference]]:
    differing = {
        field: after for field, after in names.items() if after and fold(after) != fold(getattr(person, field))
    }
    differences = [Difference(field, getattr(person, field), after, taken) for field, after in differing.items()]
    return (differing if taken else {}), differences


def _puts_yo_back(before: str, after: str) -> bool:
    return before != after and after.lower().replace("ё", "е") == before.lower() and before.istitle() == after.istitle()
