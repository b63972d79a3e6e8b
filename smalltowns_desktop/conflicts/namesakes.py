"""People who are in the list twice.

Two rows are taken for one person where the name is the same, letter for letter but for case and ё, they come with the
same delegation (or both with none), and no two dates of birth say otherwise. Namesakes from different towns are two
people.
"""

from collections.abc import Iterator

from smalltowns_desktop.conflicts.intervals import DAY, minute_of_day
from smalltowns_desktop.conflicts.scene import PARTICIPANT, Finding, Scene
from smalltowns_desktop.conflicts.timetable import Thing, Timeline
from smalltowns_desktop.domain.ids import ParticipantId
from smalltowns_desktop.domain.model import Participant
from smalltowns_desktop.domain.programme import Programme


def gather_namesakes(programme: Programme) -> dict[str, tuple[ParticipantId, ...]]:
    """Those of one name and delegation, where they are more than one: by the key of the first, in order of number."""
    first: dict[str, Participant] = {}
    several: dict[str, list[Participant]] = {}
    for person in programme.participants.values():
        whole = f"{person.delegation_id}\0{person.surname}\0{person.given_name}\0{person.patronymic}"
        name = whole.lower().replace("ё", "е")
        one = first.setdefault(name, person)
        if one is not person:  # of ten thousand people a handful
            several.setdefault(name, [one]).append(person)
    found = [sorted(people, key=lambda row: (row.number, row.id)) for people in several.values()]
    return {people[0].id: tuple(row.id for row in people) for people in found}


def find_duplicates(scene: Scene, first: Thing, _: Timeline) -> Iterator[Finding]:
    """`duplicate-person`: each with the first one before who may be the same."""
    programme, people = scene.programme, scene.namesakes[first.key]
    start, end = minute_of_day(programme.event.starts_on), minute_of_day(programme.event.ends_on) + DAY
    rows = [programme.participants[key] for key in people]
    for place, row in enumerate(rows):
        same = next((other for other in rows[:place] if _may_be_one(other, row)), None)
        if same is not None:
            numbers = (("first", same.number), ("second", row.number))
            yield Finding(
                "duplicate-person", (Thing(PARTICIPANT, same.id), Thing(PARTICIPANT, row.id)), start, end, numbers
            )


def _may_be_one(one: Participant, other: Participant) -> bool:
    return one.birth_date is None or other.birth_date is None or one.birth_date == other.birth_date
