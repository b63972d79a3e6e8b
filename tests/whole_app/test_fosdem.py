"""Four real conferences brought in whole, and their overlaps found, beside a plain reading of the files.

The oracle knows nothing of the program: ElementTree, whole minutes since the first midnight, every pair compared.
"""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

Run = Callable[..., Any]
YEARS = (2012, 2016, 2019, 2023)


@dataclass(frozen=True)
class Talk:
    title: str
    room: str
    track: str
    people: frozenset[str]
    day: str
    start: int
    """Minutes since midnight."""
    end: int


@dataclass(frozen=True)
class Conference:
    """What a file plainly says; people by name, because the ids of 2012 number mentions."""

    talks: list[Talk]
    rooms: set[str]
    days: list[str]

    @property
    def people(self) -> set[str]:
        return {person for talk in self.talks for person in talk.people}


def plain_reading(path: Path) -> Conference:
    root = ElementTree.parse(path).getroot()
    talks = []
    for day in root.iter("day"):
        for event in day.iter("event"):
            hours, minutes = (event.findtext("start") or "").split(":")
            long_hours, long_minutes = (event.findtext("duration") or "").split(":")
            start = int(hours) * 60 + int(minutes)
            end = start + int(long_hours) * 60 + int(long_minutes)
            people = frozenset(words(person.text) for person in event.iter("person"))
            title, room, track = (words(event.findtext(name)) for name in ("title", "room", "track"))
            talks.append(Talk(title, room, track, people, day.get("date") or "", start, end))
    rooms = {talk.room for talk in talks} | {words(room.get("name")) for room in root.findall("day/room")}
    return Conference(talks, rooms, [day.get("date") or "" for day in root.iter("day")])


def words(text: str | None) -> str:
    return " ".join((text or "").split())


def overlaps(talks: list[Talk], things_of: Callable[[Talk], frozenset[str]]) -> Counter[tuple[str, frozenset[str]]]:
    """Every two talks that share a thing and a minute: (the thing, both titles with their times)."""
    return Counter(
        (thing, frozenset({told(first), told(second)}))
        for first, second in combinations(talks, 2)
        if first.day == second.day and first.start < second.end and second.start < first.end
        for thing in things_of(first) & things_of(second)
    )


def told(talk: Talk) -> str:
    return f"{talk.day} {talk.start // 60:02}:{talk.start % 60:02} {talk.title}"


@pytest.fixture(params=YEARS)
def path(request: pytest.FixtureRequest, shared_data: Path) -> Path:
    return shared_data / "schedules" / f"fosdem-{request.param}.schedule.xml"


@pytest.fixture
def event(run_cli: Run, event_path: Path, path: Path) -> Path:
    """An event made for this conference, with the schedule in it."""
    days = plain_reading(path).days
    run_cli(
        "new", event_path, "--title", "FOSDEM", "--from", days[0], "--to", days[-1], "--timezone", "Europe/Brussels"
    )
    ran = run_cli("import", "schedule", event_path, path, "--json")
    assert ran.status == 0, ran.err
    answer = json.loads(ran.out)
    assert (answer["inserted"], answer["rejected"]) == (answer["rows_read"], 0)
    assert not [problem for problem in answer["problems"] if problem["severity"] != "notice"]
    return event_path


def test_every_event_room_track_and_person_comes_in(run_cli: Run, event: Path, path: Path) -> None:
    conference = plain_reading(path)
    counts = json.loads(run_cli("info", event, "--json").out)["counts"]
    assert counts["activities"] == len(conference.talks)
    assert counts["halls"] == len(conference.rooms)
    assert counts["directions"] == len({talk.track for talk in conference.talks})
    assert counts["participants"] == len(conference.people)
    assert counts["activity_people"] == sum(len(talk.people) for talk in conference.talks)
    assert (counts["sites"], counts["districts"]) == (1, 1)


def test_the_same_file_again_changes_nothing_and_one_undo_takes_all_back(run_cli: Run, event: Path, path: Path) -> None:
    again = json.loads(run_cli("import", "schedule", event, path, "--json").out)
    assert (again["inserted"], again["updated"], again["unchanged"]) == (0, 0, again["rows_read"])
    run_cli("undo", event)
    counts = json.loads(run_cli("info", event, "--json").out)["counts"]
    assert {name for name, count in counts.items() if count} == {"events", "revisions"}


def test_the_file_written_from_it_says_the_same(run_cli: Run, event: Path, path: Path, tmp_path: Path) -> None:
    run_cli("export", "schedule-xml", event, "--out", tmp_path / "out.xml")
    theirs, ours = plain_reading(path), plain_reading(tmp_path / "out.xml")
    assert ours.rooms == theirs.rooms

    def essence(talk: Talk) -> tuple[object, ...]:
        people = sorted(" ".join(sorted(name.split())) for name in talk.people)
        return talk.day, talk.start, talk.end, talk.room, talk.track, talk.title, people

    assert sorted(map(essence, ours.talks)) == sorted(map(essence, theirs.talks))


def test_the_overlaps_of_rooms_and_people_are_those_of_a_plain_reading(run_cli: Run, event: Path, path: Path) -> None:
    talks = plain_reading(path).talks
    found = json.loads(run_cli("check", event, "--json").out)["conflicts"]
    calendar = titles_and_times(run_cli, event)

    def found_by(rule: str) -> Counter[tuple[str, frozenset[str]]]:
        subjects = [conflict["subjects"] for conflict in found if conflict["rule"] == rule]
        # A hall is called with its site before it.
        return Counter(
            (owner["name"].rpartition(", ")[2], frozenset(calendar[activity["id"]] for activity in activities))
            for owner, *activities in subjects
        )

    assert found_by("hall-overlap") == overlaps(talks, lambda talk: frozenset({talk.room}))
    people = {sorted_words(name): count for name, count in overlaps(talks, lambda talk: talk.people).items()}
    assert {sorted_words(name): count for name, count in found_by("person-overlap").items()} == people


def sorted_words(named: tuple[str, frozenset[str]]) -> tuple[str, frozenset[str]]:
    """The name in a form that does not depend on whether the surname comes first."""
    return " ".join(sorted(named[0].split())), named[1]


def titles_and_times(run_cli: Run, event: Path) -> dict[str, str]:
    """Of each activity by its id, as `told` has them."""
    out = event.with_name("told.xml")
    run_cli("export", "schedule-xml", event, "--out", out)
    told_by_id = {}
    for element in ElementTree.parse(out).getroot().iter("event"):
        moment = re.sub("T(..:..).*", r" \1", element.findtext("date") or "")
        told_by_id[element.get("guid") or ""] = f"{moment} {words(element.findtext('title'))}"
    return told_by_id
