"""Who is inside, what the desk answers, and the chain of rows: the pure rules."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.checkin import (
    Appointment,
    ChainFault,
    Outcome,
    Place,
    Presence,
    Way,
    can_be_forced,
    chain_faults,
    next_appointment,
    presences,
    refusal,
    sealed,
    timing_of,
)
from smalltowns_desktop.domain.model import CheckpointKind, EntryPolicy, Scan

DOOR = Place(CheckpointKind.DOOR)
DAIRY = Place(CheckpointKind.SITE, "dairy")
SCHOOL = Place(CheckpointKind.SITE, "school")
TOUR = Place(CheckpointKind.ACTIVITY, "tour of the dairy")
TALK = Place(CheckpointKind.ACTIVITY, "talk at the dairy")
PLENARY = Place(CheckpointKind.ACTIVITY, "plenary without a site")
BUS = Place(CheckpointKind.VEHICLE, "bus")
PLACES = (DOOR, DAIRY, SCHOOL, TOUR, TALK, PLENARY, BUS)
SITE_OF_ACTIVITY = {TOUR.key: DAIRY.key, TALK.key: DAIRY.key}
NINE = datetime(2025, 8, 13, 9)


def make_scan(
    place: Place,
    way: Way = Way.IN,
    minute: int = 0,
    *,
    station: str = "desk-1",
    sequence: int = 1,
    person: str = "anna",
    outcome: Outcome = Outcome.ADMITTED,
    voids: str = "",
) -> Scan:
    moment = NINE + timedelta(minutes=minute)
    return Scan(
        id=f"{station}/{sequence}", station=station, sequence=sequence, at=f"{moment.isoformat()}+03:00",
        checkpoint_kind=place.kind, checkpoint_id=place.key, direction=way, code="", outcome=outcome,
        participant_id=person, operator="", reason="", forced=False, implied=False, voids=voids, previous_hash="",
        hash="",
    )  # fmt: skip


def day(*moves: tuple[Place, Way] | tuple[Place, Way, str]) -> list[Scan]:
    """One person's scans, a minute apart, at one station or the one named."""
    return [
        make_scan(place, way, minute, sequence=minute + 1, station=station[0] if station else "desk-1")
        for minute, (place, way, *station) in enumerate(moves)
    ]


def inside(scans: Iterable[Scan], person: str = "anna") -> set[Place]:
    stays = presences(scans, SITE_OF_ACTIVITY).get(person, {})
    return {place for place, stay in stays.items() if stay.inside}


# Who is inside


def test_in_and_out_and_in_again() -> None:
    scans = day((TOUR, Way.IN), (TOUR, Way.OUT), (TOUR, Way.IN))
    assert [inside(scans[:count]) for count in range(4)] == [set(), {TOUR}, set(), {TOUR}]
    assert presences(scans, {})["anna"][TOUR] == Presence(True, "2025-08-13T09:02:00+03:00", "desk-1", 2)


def test_being_scanned_in_elsewhere_ends_a_stay_and_says_that_it_is_implied() -> None:
    stays = presences(day((SCHOOL, Way.IN), (PLENARY, Way.IN)), SITE_OF_ACTIVITY)["anna"]
    assert stays[SCHOOL] == Presence(
        False, "2025-08-13T09:00:00+03:00", "desk-1", 1, left_at="2025-08-13T09:01:00+03:00", implied=True
    )
    assert stays[PLENARY].inside


@pytest.mark.parametrize(
    ("moves", "left_in"),
    [
        ([(DAIRY, Way.IN), (TOUR, Way.IN)], {DAIRY, TOUR}),  # an activity at the site is inside it
        ([(DAIRY, Way.IN), (TOUR, Way.IN), (TALK, Way.IN)], {DAIRY, TALK}),
        ([(DAIRY, Way.IN), (TOUR, Way.IN), (DAIRY, Way.OUT)], set()),
        ([(DAIRY, Way.IN), (TOUR, Way.IN), (TOUR, Way.OUT)], {DAIRY}),
        ([(TOUR, Way.IN), (DAIRY, Way.IN)], {DAIRY}),  # through the gate again: was outside, so not in the tour
        ([(DAIRY, Way.IN), (BUS, Way.IN)], {BUS}),
        ([(BUS, Way.IN), (SCHOOL, Way.IN)], {SCHOOL}),
        ([(DOOR, Way.IN), (BUS, Way.IN), (PLENARY, Way.IN)], {DOOR, PLENARY}),  # registered all the while
        ([(PLENARY, Way.IN), (DOOR, Way.IN)], {DOOR, PLENARY}),
        ([(PLENARY, Way.IN), (DOOR, Way.OUT)], {PLENARY}),
    ],
)
def test_one_place_ends_another(moves: Sequence[tuple[Place, Way]], left_in: set[Place]) -> None:
    assert inside(day(*moves)) == left_in


def test_an_exit_without_an_entry_changes_nothing() -> None:
    assert presences(day((TOUR, Way.OUT)), {}) == {"anna": {}}


def test_let_in_at_two_laptops_is_one_stay_and_two_entries() -> None:
    stay = presences(day((TOUR, Way.IN), (TOUR, Way.IN, "desk-2")), {})["anna"][TOUR]
    assert stay == Presence(True, "2025-08-13T09:00:00+03:00", "desk-1", 2)


def test_what_was_refused_or_stuttered_counts_nowhere() -> None:
    refused = [
        make_scan(TOUR, sequence=number, outcome=outcome)
        for number, outcome in enumerate(Outcome, 1)
        if outcome is not Outcome.ADMITTED
    ]
    assert inside(refused) == set()


def test_a_void_takes_back_an_entry_and_the_exit_that_it_implied() -> None:
    scans = day((SCHOOL, Way.IN), (PLENARY, Way.IN))
    void = make_scan(PLENARY, Way.VOID, 2, sequence=3, outcome=Outcome.VOIDED, voids=scans[1].id)
    assert inside([*scans, void]) == {SCHOOL}


def test_a_clock_set_back_does_not_turn_a_station_around() -> None:
    entry = make_scan(TOUR, Way.IN, minute=60, sequence=1)
    leaving = make_scan(TOUR, Way.OUT, minute=5, sequence=2)
    assert inside([leaving, entry]) == set()


def test_offsets_are_read_when_clocks_are_compared() -> None:
    entry = replace(make_scan(TOUR, Way.IN), at="2025-08-13T09:30:00+03:00")
    leaving = replace(make_scan(TOUR, Way.OUT, station="desk-2"), at="2025-08-13T07:00:00+00:00")
    assert inside([leaving, entry]) == set()


people = st.sampled_from(["anna", "boris", "vera"])


@st.composite
def journals(draw: st.DrawFn) -> list[Scan]:
    """Rows of three stations, gap-free each, with clocks that jump, some refused, some taken back."""
    rows: list[Scan] = []
    for station in ("desk-1", "desk-2", "desk-3"):
        for sequence in range(1, draw(st.integers(0, 8)) + 1):
            own = [row for row in rows if row.direction != Way.VOID]
            if own and draw(st.integers(0, 5)) == 0:
                target = draw(st.sampled_from(own))
                void = make_scan(DOOR, Way.VOID, station=station, sequence=sequence, outcome=Outcome.VOIDED)
                rows.append(replace(void, voids=target.id, participant_id=target.participant_id))
                continue
            rows.append(
                make_scan(
                    draw(st.sampled_from(PLACES)),
                    draw(st.sampled_from([Way.IN, Way.OUT])),
                    draw(st.integers(0, 20)),
                    station=station,
                    sequence=sequence,
                    person=draw(people),
                    outcome=draw(st.sampled_from([Outcome.ADMITTED, Outcome.ADMITTED, Outcome.ALREADY_IN])),
                )
            )
    return rows


@given(journals(), st.randoms(use_true_random=False), st.data())
def test_any_order_and_any_repetition_gives_the_same_state(
    rows: list[Scan], chance: random.Random, data: st.DataObject
) -> None:
    repeated = rows + (data.draw(st.lists(st.sampled_from(rows))) if rows else [])
    chance.shuffle(repeated)
    assert presences(repeated, SITE_OF_ACTIVITY) == presences(rows, SITE_OF_ACTIVITY)


@given(journals())
def test_the_fold_agrees_with_a_plain_reading_of_the_rules(rows: list[Scan]) -> None:
    for person in {row.participant_id for row in rows}:
        assert inside(rows, person) == plainly_inside(rows, person)


def plainly_inside(rows: Sequence[Scan], person: str) -> set[Place]:
    """Every rule spelled out, nothing clever: who is inside after all moves."""
    voided = {row.voids for row in rows}
    moves = [
        row for row in rows
        if row.participant_id == person and row.outcome == "admitted" and row.id not in voided
    ]  # fmt: skip

    def moment(row: Scan) -> tuple[datetime, str, int]:
        before = [other for other in moves if other.station == row.station and other.sequence <= row.sequence]
        return max(datetime.fromisoformat(other.at) for other in before), row.station, row.sequence

    now_in: set[Place] = set()
    for row in sorted(moves, key=moment):
        here = Place(row.checkpoint_kind, row.checkpoint_id)
        if row.direction == "in":
            stays = {DOOR, here}
            if here == DOOR:
                stays |= now_in
            if here in (TOUR, TALK):
                stays.add(DAIRY)
            now_in = (now_in & stays) | {here}
        else:
            now_in -= {here}
            if here == DAIRY:
                now_in -= {TOUR, TALK}
    return now_in


# What the desk answers

IN = Presence(True, "2025-08-13T09:00:00+03:00", "desk-1", 1)
OUT = replace(IN, inside=False, left_at="2025-08-13T09:10:00+03:00")


@pytest.mark.parametrize(
    ("policy", "presence", "answer"),
    [
        (EntryPolicy.ONCE, None, None),
        (EntryPolicy.ONCE, IN, Outcome.ALREADY_IN),
        (EntryPolicy.ONCE, OUT, Outcome.ALREADY_IN),
        (EntryPolicy.REENTRY, None, None),
        (EntryPolicy.REENTRY, IN, Outcome.ALREADY_IN),
        (EntryPolicy.REENTRY, OUT, None),
        (EntryPolicy.COUNT, IN, None),
        (EntryPolicy.COUNT, OUT, None),
    ],
)
def test_policies(policy: EntryPolicy, presence: Presence | None, answer: Outcome | None) -> None:
    assert refusal(presence, policy, expected=True, timing=None, full=False) is answer


def test_the_first_reason_is_told() -> None:
    def told(presence: Presence | None, expected: bool, timing: Outcome | None, full: bool) -> Outcome | None:
        return refusal(presence, EntryPolicy.REENTRY, expected=expected, timing=timing, full=full)

    assert told(IN, False, Outcome.TOO_LATE, True) is Outcome.ALREADY_IN
    assert told(None, False, Outcome.TOO_LATE, True) is Outcome.NOT_EXPECTED
    assert told(None, True, Outcome.TOO_LATE, True) is Outcome.TOO_LATE
    assert told(None, True, None, True) is Outcome.FULL


def test_four_answers_can_be_forced() -> None:
    assert {outcome for outcome in Outcome if can_be_forced(outcome)} == {
        "not-expected",
        "too-early",
        "too-late",
        "full",
    }


def going_on(start: str, end: str, key: str = "one") -> Appointment:
    return Appointment(
        key, key, "", datetime.fromisoformat(f"2025-08-13 {start}"), datetime.fromisoformat(f"2025-08-13 {end}")
    )


@pytest.mark.parametrize(
    ("clock", "before", "after", "answer"),
    [
        ("08:29", 30, 15, Outcome.TOO_EARLY),
        ("08:30", 30, 15, None),
        ("10:15", 30, 15, None),
        ("10:16", 30, 15, Outcome.TOO_EARLY),  # for the next one
        ("12:30", 30, 15, None),
        ("14:16", 30, 15, Outcome.TOO_LATE),
        ("00:00", None, 15, None),
        ("23:00", 30, None, None),
        ("14:16", None, 15, Outcome.TOO_LATE),
        ("08:29", 30, None, Outcome.TOO_EARLY),
        ("23:00", None, None, None),
    ],
)
def test_opening_hours(clock: str, before: int | None, after: int | None, answer: Outcome | None) -> None:
    spans = [going_on("09:00", "10:00"), going_on("13:00", "14:00")]
    assert timing_of(datetime.fromisoformat(f"2025-08-13 {clock}"), spans, before, after) is answer


def test_where_nothing_goes_on_no_time_is_wrong() -> None:
    assert timing_of(NINE, [], 30, 30) is None


def test_where_a_person_should_be_is_what_goes_on_now_or_else_comes_next() -> None:
    one, two, three = (
        going_on("08:00", "10:00", "one"),
        going_on("09:30", "11:00", "two"),
        going_on("12:00", "13:00", "three"),
    )
    assert next_appointment([three, two, one], NINE) == one
    assert next_appointment([three, two], NINE) == two
    assert next_appointment([three, two, one], datetime(2025, 8, 13, 10)) == two
    assert next_appointment([three, two, one], datetime(2025, 8, 13, 11)) == three
    assert next_appointment([one, two, three], datetime(2025, 8, 13, 13)) is None


# The chain


def chain(station: str, length: int) -> list[Scan]:
    rows: list[Scan] = []
    for sequence in range(1, length + 1):
        previous_hash = rows[-1].hash if rows else ""
        rows.append(sealed(replace(make_scan(TOUR, station=station, sequence=sequence), previous_hash=previous_hash)))
    return rows


def test_an_untouched_chain_holds_in_any_order() -> None:
    assert chain_faults([*chain("b", 3), *reversed(chain("a", 4))]) == []


def test_the_hash_of_a_row_never_changes() -> None:
    # Journals of older versions must still verify.
    assert chain("a", 1)[0].hash[:12] == "46e14c5e3a15"


@given(st.integers(0, 4))
def test_a_missing_row_is_a_gap_but_the_last_cannot_be_missed(missing: int) -> None:
    rows = chain("a", 5)
    del rows[missing]
    expected = [] if missing == 4 else [ChainFault("a", missing + 2, "gap")]
    assert chain_faults(rows) == expected


@pytest.mark.parametrize(
    "changed",
    [
        {"at": "2025-08-13T09:00:01+03:00"},
        {"code": "X"},
        {"outcome": "full"},
        {"forced": True},
        {"participant_id": "boris"},
    ],
)
def test_an_altered_row_is_found(changed: dict[str, str]) -> None:
    rows = chain("a", 3)
    rows[1] = replace(rows[1], **changed)  # type: ignore[arg-type]
    assert chain_faults(rows) == [ChainFault("a", 2, "altered")]


def test_a_row_put_in_place_of_another_breaks_the_chain_after_it() -> None:
    rows = chain("a", 3)
    rows[1] = sealed(replace(rows[1], code="X"))
    assert chain_faults(rows) == [ChainFault("a", 3, "broken")]


def test_a_number_given_twice_is_found() -> None:
    rows = chain("a", 2)
    assert chain_faults([*rows, sealed(replace(rows[1], id="other"))]) == [ChainFault("a", 2, "repeated")]
