"""Desks, exits, force and undo in any order, against an oracle that spells every rule out."""

import tempfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from smalltowns_desktop.domain.checkin import Way, chain_faults, presences
from smalltowns_desktop.domain.ids import ActivityId, CheckpointId, DistrictId, GroupId, ParticipantId, SiteId
from smalltowns_desktop.domain.model import (
    EVENT_KEY,
    Activity,
    ActivityGroup,
    ActivityKind,
    Checkpoint,
    CheckpointKind,
    District,
    EntryPolicy,
    Event,
    Group,
    GroupMember,
    Participant,
    Scan,
    Site,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.badges import issue_badges
from smalltowns_desktop.services.checkin import open_desk
from smalltowns_desktop.services.events import create_event
from smalltowns_desktop.storage.database import Author
from smalltowns_desktop.storage.rows import read_rows

PEOPLE = ("anna", "boris", "vera", "gleb")
IN_GROUP = ("anna", "boris", "vera")
DOOR, SITE, TOUR, TALK = "door", "dairy", "tour", "talk"
CHECKPOINTS = (DOOR, SITE, TOUR, TALK)
STATIONS = ("desk-1", "desk-2")
TALK_PLACES = 2
PLAN = (
    District(DistrictId("slonim"), "Слонимский"),
    Site(SiteId(SITE), "Молокозавод", DistrictId("slonim")),
    Group(GroupId("group"), "Группа"),
    *(Participant(ParticipantId(name), number, name, "") for number, name in enumerate(PEOPLE, 1)),
    *(GroupMember(GroupId("group"), ParticipantId(name)) for name in IN_GROUP),
    *(
        Activity(
            ActivityId(key),
            key,
            ActivityKind.VISIT,
            datetime(2025, 8, 13, 8),
            datetime(2025, 8, 13, 20),
            site_id=SiteId(SITE),
        )
        for key in (TOUR, TALK)
    ),
    ActivityGroup(ActivityId(TOUR), GroupId("group")),
    ActivityGroup(ActivityId(TALK), GroupId("group")),
    Checkpoint(CheckpointId("c"), CheckpointKind.ACTIVITY, TALK, EntryPolicy.REENTRY, places=TALK_PLACES),
)


@dataclass(frozen=True, slots=True)
class Move:
    """An entry or exit that stands."""

    scan_id: str
    person: str
    place: str
    way: Way


class Desks(RuleBasedStateMachine):
    @initialize()
    def open_an_event(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        event = Event(EVENT_KEY, "Съезд", date(2025, 8, 12), date(2025, 8, 15))
        self.db = create_event(Path(self.folder.name) / "e.smalltowns", event, author=Author("", ""))
        with self.db.deed(say("Plan")) as deed:
            deed.insert(*PLAN)
        self.codes = {str(badge.participant_id): badge.code for badge in issue_badges(self.db)}
        self.desks = {
            (station, place): open_desk(self.db, place, station, "") for station in STATIONS for place in CHECKPOINTS
        }
        self.clock = datetime(2025, 8, 13, 9)
        self.moves: list[Move] = []
        self.told = dict.fromkeys(STATIONS, 0)

    def teardown(self) -> None:
        self.db.close()
        self.folder.cleanup()

    @rule(
        person=st.sampled_from(PEOPLE),
        station=st.sampled_from(STATIONS),
        place=st.sampled_from(CHECKPOINTS),
        forced=st.sampled_from([None, None, None, "asked nicely"]),
    )
    def scan_in(self, person: str, station: str, place: str, forced: str | None) -> None:
        expected = self.plain_answer(person, place)
        if forced and expected in ("not-expected", "full"):
            expected = "admitted"
        self.scan(person, station, place, Way.IN, forced, expected)

    @rule(person=st.sampled_from(PEOPLE), station=st.sampled_from(STATIONS), place=st.sampled_from(CHECKPOINTS))
    def scan_out(self, person: str, station: str, place: str) -> None:
        self.scan(person, station, place, Way.OUT, None, "admitted")

    def scan(self, person: str, station: str, place: str, way: Way, forced: str | None, expected: str) -> None:
        self.clock += timedelta(seconds=3)
        answer = self.desks[station, place].scan(self.codes[person], self.clock, way, forced)
        assert (answer.outcome, answer.participant_id) == (expected, person)
        if expected == "admitted":
            self.moves.append(Move(answer.scan_id, person, place, way))
        self.number_told(station, answer.sequence)

    @precondition(lambda self: self.moves)
    @rule(data=st.data(), station=st.sampled_from(STATIONS))
    def take_back(self, data: st.DataObject, station: str) -> None:
        move = data.draw(st.sampled_from(self.moves))
        void = self.desks[station, DOOR].undo_scan(move.scan_id)
        self.moves.remove(move)
        self.number_told(station, void.sequence)

    def number_told(self, station: str, sequence: int) -> None:
        self.told[station] += 1
        assert sequence == self.told[station]

    # The rules, plainly

    def plain_answer(self, person: str, place: str) -> str:
        if place == DOOR:
            ever = any(move.person == person and move.place == DOOR and move.way == Way.IN for move in self.moves)
            return "already-in" if ever else "admitted"
        if place in self.places_of(person):
            return "already-in"
        if person not in IN_GROUP:
            return "not-expected"
        if place == TALK and sum(TALK in self.places_of(other) for other in PEOPLE) >= TALK_PLACES:
            return "full"
        return "admitted"

    def places_of(self, person: str) -> set[str]:
        """Where a person is after all moves that stand."""
        inside: set[str] = set()
        for move in self.moves:
            if move.person != person:
                continue
            if move.way == Way.OUT:
                inside -= {SITE, TOUR, TALK} if move.place == SITE else {move.place}
            elif move.place == DOOR:
                inside.add(DOOR)
            elif move.place == SITE:
                inside = inside & {DOOR} | {SITE}
            else:
                inside = inside & {DOOR, SITE} | {move.place}
        return inside

    @invariant()
    def the_fold_agrees(self) -> None:
        if not hasattr(self, "db"):
            return
        with self.db.reading() as connection:
            rows = read_rows(connection, Scan)
        assert chain_faults(rows) == []
        assert len(rows) == sum(self.told.values())
        state = presences(reversed(rows), {TOUR: SITE, TALK: SITE})
        for person in PEOPLE:
            found = {place.key or DOOR for place, stay in state.get(person, {}).items() if stay.inside}
            assert found == self.places_of(person)


TestDesks = Desks.TestCase
TestDesks.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
