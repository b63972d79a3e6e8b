"""Who is who in a schedule file: which mentions mean one person, and what the parts of a name are."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator

from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.domain.ids import is_id
from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.names import FullName
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.exchange.public_names import split_public_name
from smalltowns_desktop.exchange.schedule_model import (
    OWN_GENERATOR,
    RawPerson,
    RawSchedule,
    SchedulePerson,
    ScheduleProblem,
)

Identify = Callable[[RawPerson], str]


def identity_rule(raw: RawSchedule) -> Identify:
    """How to tell people apart in this file.

    A guid names a person everywhere, an id within its conference, a name where there is neither. An old Pentabarf
    numbers mentions, not people: where no id comes twice while a name does, ids tell nothing and names are used.
    """
    numbers_mentions = _numbers_mentions(raw)

    def identify(person: RawPerson) -> str:
        if guid := guid_of(person.guid):
            return guid
        if person.id and not numbers_mentions:
            return f"id {person.id}"
        return f"name {one_line(person.name).casefold()}"

    return identify


def understand_person(raw: RawSchedule, person: RawPerson, identity: str, name: str) -> SchedulePerson:
    """`name` is the person's, cleaned and of a length that fits."""
    if raw.generator != OWN_GENERATOR:
        return SchedulePerson(identity, split_public_name(name), guid_of(person.guid))
    surname, given, patronymic = [*map(one_line, person.name.split(" ", 2)), "", ""][:3]
    return SchedulePerson(identity, FullName(surname, given, patronymic), guid_of(person.guid))


def namesakes(raw: RawSchedule, identify: Identify) -> Iterator[ScheduleProblem]:
    """What should be known about names that stand for several people, or ids that stand for none."""
    identities: dict[str, set[str]] = defaultdict(set)
    for person in _mentions(raw):
        identities[one_line(person.name)].add(identify(person))
    for name, several in identities.items():
        if name and len(several) > 1:
            text = say("{name} has several ids, so these are {count} people.", name=name, count=len(several))
            yield ScheduleProblem(0, "", "persons", name, text, Severity.NOTICE)
    if _numbers_mentions(raw):
        text = say("The file gives a person another id at every event, so people were told apart by name.")
        yield ScheduleProblem(0, "", "persons", "", text, Severity.NOTICE)


def _numbers_mentions(raw: RawSchedule) -> bool:
    by_id = Counter(person.id for person in _mentions(raw) if person.id)
    by_name = Counter(one_line(person.name).casefold() for person in _mentions(raw) if person.id)
    return max(by_id.values(), default=0) == 1 and max(by_name.values(), default=0) > 1


def _mentions(raw: RawSchedule) -> Iterator[RawPerson]:
    return (person for event in raw.events for person in event.people)


def one_line(value: str) -> str:
    """Cleaned, with single spaces."""
    return " ".join(clean_text(value).split())


def guid_of(value: str) -> str:
    """A guid of the form of our keys, else ""."""
    lowered = value.strip().lower()
    return lowered if is_id(lowered) else ""
