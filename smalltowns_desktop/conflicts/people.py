"""The rules on single people: Overlap and Travel again, through all of a person's groups and by name.

What a group's own rule reports is not repeated for its members: of two entries of which one group has both, a person
in that group hears nothing. So `person-overlap` and `person-travel` speak where two groups of a person disagree, or
where what a person does by name disagrees with a group or with itself. Somebody in no group gets every pair.

All who move with the same groups and do nothing by name share one timeline: it is looked at once for all of them.
"""

from collections.abc import Iterator, Sequence

from smalltowns_desktop.conflicts.crowds import Crowd, groups_of
from smalltowns_desktop.conflicts.intervals import Entry, merged, overlapping
from smalltowns_desktop.conflicts.overlap import clash
from smalltowns_desktop.conflicts.scene import PARTICIPANT, Finding, Scene
from smalltowns_desktop.conflicts.timetable import GROUP, PERSON, Thing, Timeline
from smalltowns_desktop.conflicts.travel import find_short_ways, next_places
from smalltowns_desktop.domain.ids import ParticipantId


def find_for_person(scene: Scene, person: Thing, timeline: Timeline) -> Iterator[Finding]:
    """`person-overlap`, `person-travel` and `travel-unknown` of somebody who does something by name."""
    if timeline:
        groups = _timelines(scene, scene.crowds.crowd_of_person.get(ParticipantId(person.key), ""))
        yield from _find(scene, merged([*groups, timeline]), groups, [person.key])


def find_for_crowd(scene: Scene, crowd: Thing, _: Timeline) -> Iterator[Finding]:
    """The same of all who move with these groups and do nothing by name."""
    groups = _timelines(scene, crowd.key)
    if len(groups) > 1:
        named = scene.timetable.timelines[PERSON]
        people = [person for person in scene.crowds.members[Crowd(crowd.key)] if person not in named]
        if people:
            yield from _find(scene, merged(groups), groups, people)


def _timelines(scene: Scene, crowd: str) -> list[Timeline]:
    timelines = scene.timetable.timelines[GROUP]
    return [timelines[group] for group in groups_of(crowd) if group in timelines]


def _find(
    scene: Scene, timeline: Sequence[Entry], groups: Sequence[Timeline], people: Sequence[str]
) -> Iterator[Finding]:
    """For the first of the people, then the same for everybody else."""
    somebody = Thing(PARTICIPANT, people[0])

    def is_said(first: Entry, second: Entry) -> bool:
        return any(first in group and second in group for group in groups)

    found = [
        clash("person-overlap", somebody, first, second)
        for first, second in overlapping([entry for entry in timeline if not entry.vehicle])
        if not is_said(first, second)
    ]
    found += find_short_ways(scene, "person-travel", somebody, next_places(timeline), is_said)
    for finding in found:
        yield finding
        if finding.subjects[0] == somebody:
            for person in people[1:]:
                yield finding._replace(subjects=(Thing(PARTICIPANT, person), *finding.subjects[1:]))
