"""Which person of a list is somebody who is in the event already.

`compare` is the rule for two people; `PeopleIndex` finds the people worth comparing. Precision comes first: to take two
people for one is the worst that can happen, so one is only *sure* of the same person when the names agree, or nearly,
and something else agrees too; everything in between is a question for the organiser.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from rapidfuzz import process
from rapidfuzz.distance import OSA

from smalltowns_desktop.domain.model import Participant
from smalltowns_desktop.domain.names import fold, is_given_name, is_womans_patronymic

_MOST_COMPARED = 200
"""People of one block that are looked at: where more share it, it says nothing."""


@dataclass(frozen=True, slots=True)
class Match:
    """`score` is 0 to 100; `evidence` are codes of what agrees and, with a minus, of what differs.

    `sure`: the same person. `agreed`: nothing speaks against it, so it may be merged by someone who wants merging.
    """

    person: Participant
    score: int
    evidence: tuple[str, ...]
    sure: bool
    agreed: bool


@dataclass(frozen=True, slots=True)
class Traits:
    """What a person is compared by: folded names, telephone, address, date of birth."""

    person: Participant
    surname: str
    given_name: str
    patronymic: str
    words: tuple[str, ...]
    """The three in alphabetical order, so that their order does not matter."""
    phone: str
    """Like `email` "" where it could not be read: two people who have “none” do not share a telephone."""
    email: str
    born: date | None
    blocks: tuple[object, ...]
    """Two people whom `compare` finds alike share one of these, or have surnames a slip apart."""


def compare(one: Traits, other: Traits) -> Match | None:
    """Whether two descriptions are of one person; None where they are not, or there is no reason to think so."""
    likeness = _name_likeness(one, other)
    if not likeness:
        return None
    agrees: list[str] = []
    differs: list[str] = []
    for field, mine, theirs in (
        ("birth_date", one.born, other.born),
        ("phone", one.phone, other.phone),
        ("email", one.email, other.email),
    ):
        if mine and theirs:
            (agrees if mine == theirs else differs).append(field)
    together = one.person.delegation_id == other.person.delegation_id
    score, sure, agreed = _judged(likeness, one, other, agrees, differs, together=together)
    if not score:
        return None
    evidence = (likeness, *agrees, *(f"-{field}" for field in differs), *(() if together else ("-delegation",)))
    return Match(other.person, score, evidence, sure, agreed)


# How names agree, from the strongest

SAME = "name"
ORDER = "order"
SHORTER = "no-patronymic"
INITIALS = "initials"
TYPO = "typo"
SURNAME = "surname"


def _name_likeness(one: Traits, other: Traits) -> str:
    """The code of how two names agree, "" where they do not."""
    surnames = one.surname == other.surname
    given = one.given_name == other.given_name
    fathers = one.patronymic == other.patronymic
    if one.words == other.words:
        return SAME if surnames and given and fathers else ORDER
    if surnames:
        if given and not (one.patronymic and other.patronymic):
            return SHORTER
        if _initials_agree(one, other):
            return INITIALS
    if (surnames + given + fathers) == 2 and one.given_name and other.given_name:
        if not surnames and _is_slip(one.surname, other.surname):
            return TYPO
        if not given and one.given_name[0] == other.given_name[0] and not _both_known(one, other):
            return TYPO if _is_slip(one.given_name, other.given_name) else ""
        if not fathers and _is_slip(one.patronymic, other.patronymic):
            return TYPO
        if not surnames and is_womans_patronymic(one.patronymic):
            return SURNAME
    return ""


def _initials_agree(one: Traits, other: Traits) -> bool:
    """Whether one of two people with the same surname may be the other in initials."""
    if len(one.given_name) != 1 and len(other.given_name) != 1:
        return False
    fathers = one.patronymic[:1] == other.patronymic[:1] or not (one.patronymic and other.patronymic)
    return one.given_name[:1] == other.given_name[:1] and fathers


def _is_slip(one: str, other: str) -> bool:
    """One wrong, missing, added or swapped letter in a word of four or more; two in a word of nine or more."""
    shorter = min(len(one), len(other))
    if shorter < 4:
        return False
    return OSA.distance(one, other, score_cutoff=2) <= (2 if shorter >= 9 else 1)


def _both_known(one: Traits, other: Traits) -> bool:
    """Мария and Марина are a letter apart, and two names."""
    return is_given_name(one.given_name) and is_given_name(other.given_name)


def _judged(
    likeness: str, one: Traits, other: Traits, agrees: list[str], differs: list[str], *, together: bool
) -> tuple[int, bool, bool]:
    """Score, sure, agreed."""
    born_differently = "birth_date" in differs
    reached = "phone" in agrees or "email" in agrees
    if born_differently:
        return _judged_by_other_birth(likeness, one, other, reached=reached)
    complete = bool(one.patronymic and other.patronymic) and len(one.given_name) > 1 and len(other.given_name) > 1
    match likeness:
        case "name" | "order":
            if agrees:
                return (100 if likeness == SAME else 98), True, True
            if not differs and together:
                return (95, True, True) if complete else (70, False, complete)
            return (75 if together else 55), False, together and complete
        case "no-patronymic":
            if agrees:
                return 95, True, True
            return (65 if together and not differs else 45), False, together and not differs
        case "initials":
            if reached:
                return 92, True, True
            if agrees:
                return 85, False, True
            return (60 if together else 0), False, False
        case "typo":
            if len(agrees) > 1:
                return 93, True, True
            if agrees:
                return 85, False, not differs
            return (60 if together and complete else 0), False, False
        case _:  # another surname: she may have married
            if "birth_date" in agrees and reached:
                return 85, False, not differs
            return (60 if agrees else 0), False, False


def _judged_by_other_birth(likeness: str, one: Traits, other: Traits, *, reached: bool) -> tuple[int, bool, bool]:
    """Two dates of birth are two people, unless a telephone or address agrees or the dates are a slip apart."""
    if reached and likeness != SURNAME:
        return (80 if likeness in {SAME, ORDER} else 60), False, False
    if likeness in {SAME, ORDER} and _is_slip_of_date(one.born, other.born):
        return 60, False, False
    return 0, False, False


def _is_slip_of_date(one: date | None, other: date | None) -> bool:
    """One digit wrong, or day and month swapped."""
    if one is None or other is None:
        return False
    swapped = (one.year, one.month, one.day) == (other.year, other.day, other.month)
    return swapped or sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True)) == 1


class PeopleIndex:
    """People by what `compare` can find alike in them: each new one is compared with a few, not with all."""

    def __init__(self, people: Iterable[Participant] = ()) -> None:
        self._blocks: dict[object, list[Traits]] = {}
        self._namesakes: dict[tuple[str, str], tuple[list[str], list[Traits]]] = {}
        """By given name and patronymic: surnames, and whose they are."""
        self._folded: dict[str, str] = {}
        for person in people:
            self.add(self.traits(person))

    def traits(self, person: Participant) -> Traits:
        fold_once = self._fold
        surname = fold_once(person.surname)
        given_name = fold_once(person.given_name)
        patronymic = fold_once(person.patronymic)
        words = tuple(sorted((surname, given_name, patronymic)))
        phone = person.phone if person.phone[:1] == "+" else ""
        email = person.email.lower() if "@" in person.email else ""
        born = person.birth_date
        blocks: list[object] = [words, (surname, given_name[:1])]
        if phone:
            blocks.append(phone)
        if email:
            blocks.append(email)
        if born:
            blocks.append((born, surname))
            blocks.append((born, given_name))
        return Traits(person, surname, given_name, patronymic, words, phone, email, born, tuple(blocks))

    def add(self, traits: Traits) -> None:
        blocks = self._blocks
        for block in traits.blocks:
            if block in blocks:
                blocks[block].append(traits)
            else:
                blocks[block] = [traits]
        if traits.patronymic:
            surnames, owners = self._namesakes.setdefault((traits.given_name, traits.patronymic), ([], []))
            surnames.append(traits.surname)
            owners.append(traits)

    def find(self, traits: Traits) -> list[Match]:
        """Everybody who is or may be this person, the likeliest first."""
        candidates: dict[str, Traits] = {}
        for block in traits.blocks:
            found = self._blocks.get(block)
            if found is not None:
                for other in found[-_MOST_COMPARED:]:
                    candidates[other.person.id] = other
        if traits.patronymic:
            for other in self._with_surname_misspelt(traits):
                candidates[other.person.id] = other
        if not candidates:
            return []
        matches = [match for other in candidates.values() if (match := compare(traits, other)) is not None]
        matches.sort(key=lambda match: (-match.sure, -match.score))
        return matches

    def _with_surname_misspelt(self, traits: Traits) -> Iterator[Traits]:
        surnames, owners = self._namesakes.get((traits.given_name, traits.patronymic), ((), ()))
        if surnames:
            near = process.extract(traits.surname, surnames, scorer=OSA.distance, score_cutoff=2, limit=_MOST_COMPARED)
            for _, _, place in near:
                yield owners[place]

    def _fold(self, name: str) -> str:
        folded = self._folded.get(name)
        if folded is None:
            folded = self._folded[name] = fold(name)
        return folded
