import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import pytest

from smalltowns_desktop.conflicts.checking import check
from smalltowns_desktop.domain.errors import DemoTooFull, DemoUnreasonable, EventFileExists
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityGroup,
    ActivityKind,
    Delegation,
    DelegationOfficer,
    District,
    Event,
    Group,
    GroupMember,
    OfficerPart,
    Participant,
    Request,
    Severity,
    Site,
    SiteKind,
    Transfer,
    TravelTime,
    Vehicle,
)
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.domain.travel import Roads
from smalltowns_desktop.services.demo.congress import Demo, create_demo, make_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.services.demo.words import Names, load_words
from smalltowns_desktop.services.journal import undo_deed
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.rows import read_rows
from smalltowns_desktop.storage.snapshot import load_programme

Row = TypeVar("Row")
AUTHOR = Author("Анна", "desk-1")
# The extremes of Grodno region, with a little room.
SOUTH, NORTH, WEST, EAST = 52.8, 55.0, 23.4, 26.8


def rows(demo: Demo, kind: type[Row]) -> list[Row]:
    return [row for row in demo.rows if isinstance(row, kind)]


@pytest.fixture(scope="module")
def demo() -> Demo:
    return make_demo(DemoOptions())


@pytest.fixture
def usual(tmp_path: Path) -> Iterator[Database]:
    with create_demo(tmp_path / "demo.smalltowns", DemoOptions(), author=AUTHOR).db as db:
        yield db


def programme_of(tmp_path: Path, options: DemoOptions) -> Programme:
    with create_demo(tmp_path / "demo.smalltowns", options, author=AUTHOR).db as db:
        return load_programme(db)


# What is asked for


def test_without_options_it_is_the_usual_congress(demo: Demo) -> None:
    assert len(rows(demo, Delegation)) == 24
    assert len(rows(demo, Participant)) == 400
    assert len(rows(demo, Site)) == 30
    assert (demo.event.ends_on - demo.event.starts_on).days + 1 == 3
    codes = {row.name: row.code for row in rows(demo, Delegation)}
    assert codes["Городец"] == "ГЦ"
    assert codes["Туров"] == "ТР"
    kinds = Counter(row.kind for row in rows(demo, Activity))
    assert kinds[ActivityKind.PLENARY] == 3
    assert kinds[ActivityKind.SIGNING] == 1
    assert kinds[ActivityKind.CULTURE] == 1
    assert kinds[ActivityKind.VISIT] > 50


@pytest.mark.parametrize("activities", [0, 1, 40, 150])
def test_exactly_so_many_activities_as_asked(activities: int) -> None:
    assert len(rows(make_demo(DemoOptions(activities=activities)), Activity)) == activities


@pytest.mark.parametrize(
    "options",
    [
        DemoOptions(delegations=0, participants=0, sites=0, activities=0, days=1),
        DemoOptions(delegations=1, participants=1, sites=1, days=1),
        DemoOptions(delegations=1, participants=300),
        DemoOptions(delegations=30, participants=7, sites=4, days=2),
        DemoOptions(delegations=500, days=2),
        DemoOptions(delegations=3, days=20, sites=100),
    ],
)
def test_any_size_is_made_as_asked_and_without_other_conflicts(tmp_path: Path, options: DemoOptions) -> None:
    programme = programme_of(tmp_path, options)
    assert len(programme.delegations) == options.delegations
    if options.participants is not None:
        assert len(programme.participants) == options.participants
    if options.sites is not None:
        assert len(programme.sites) == options.sites
    if options.activities is not None:
        assert len(programme.activities) == options.activities
    assert (programme.event.ends_on - programme.event.starts_on).days + 1 == options.days
    assert len({row.code for row in programme.delegations.values()}) == len(programme.delegations)
    errors = Counter(conflict.rule for conflict in check(programme) if conflict.severity is Severity.ERROR)
    assert errors.keys() <= {"group-travel", "site-visitors", "hall-overlap"}
    assert all(count == 1 for count in errors.values())


def test_ten_thousand_people_and_three_thousand_activities() -> None:
    big = make_demo(DemoOptions(participants=10_000, activities=3_000))
    assert len(rows(big, Participant)) == 10_000
    assert len(rows(big, Activity)) == 3_000
    assert len(rows(big, Delegation)) >= 600
    assert len({row.code for row in rows(big, Delegation)}) == len(rows(big, Delegation))


@pytest.mark.parametrize(
    "options",
    [
        DemoOptions(participants=-1),
        DemoOptions(delegations=-5),
        DemoOptions(sites=10**9),
        DemoOptions(activities=-2),
        DemoOptions(days=0),
        DemoOptions(days=10_000),
    ],
)
def test_an_unreasonable_size_is_refused_in_words(options: DemoOptions) -> None:
    with pytest.raises(DemoUnreasonable, match="should be a number from"):
        make_demo(options)


def test_more_activities_than_anybody_has_time_for_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DemoTooFull, match="have time for"):
        create_demo(tmp_path / "demo.smalltowns", DemoOptions(delegations=3, activities=1000), author=AUTHOR)
    assert not list(tmp_path.iterdir())


def test_a_file_that_exists_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "demo.smalltowns"
    path.write_bytes(b"mine")
    with pytest.raises(EventFileExists):
        create_demo(path, DemoOptions(), author=AUTHOR)
    assert path.read_bytes() == b"mine"


# The same again


def test_the_same_options_and_seed_give_the_same_rows(demo: Demo) -> None:
    assert make_demo(DemoOptions()) == demo
    assert make_demo(DemoOptions(seed=1)).rows != demo.rows


def test_two_files_of_one_seed_have_the_same_mirror(tmp_path: Path, run_cli: Callable[..., Any]) -> None:
    mirrors = []
    for name in ("one", "two"):
        event, mirror = tmp_path / f"{name}.smalltowns", tmp_path / f"{name}.jsonl"
        assert run_cli("demo", event, "--seed", "7", "--participants", "60", "--json").status == 0
        assert run_cli("export", "mirror", event, "--out", mirror).status == 0
        mirrors.append(mirror.read_bytes())
    assert mirrors[0] == mirrors[1]
    assert len(mirrors[0]) > 10_000


def test_it_is_one_deed_and_can_be_undone(usual: Database) -> None:
    undo_deed(usual)
    with usual.reading() as connection:
        assert read_rows(connection, Participant) == []
        assert read_rows(connection, Activity) == []
        assert len(read_rows(connection, Event)) == 1


def test_a_file_and_a_server_take_all_its_rows(any_db: Database) -> None:
    made = make_demo(DemoOptions(participants=60))
    with any_db.deed(say("Create the demo congress")) as deed:
        deed.insert_all(made.rows)
    assert deed.changes.count() == len(made.rows)
    assert len(load_programme(any_db).participants) == 60


def test_the_command_tells_what_it_made(tmp_path: Path, run_cli: Callable[..., Any]) -> None:
    path = tmp_path / "demo.smalltowns"
    ran = run_cli("demo", path, "--json")
    answer = json.loads(ran.out)
    assert answer["counts"]["participants"] == 400
    assert answer["conflicts_left"] == 3
    again = run_cli("demo", path)
    assert again.status == 2
    assert "exists already" in again.err
    for wrong in (["--days", "0"], ["--sites", "-1"], ["--seed", "x"]):
        ran = run_cli("demo", tmp_path / "other.smalltowns", *wrong)
        assert ran.status == 2
        assert ran.err
        assert not (tmp_path / "other.smalltowns").exists()


# People


def gender_of(person: Participant, names: Sequence[Names]) -> set[int]:
    """0: a man's name in all parts; 1: a woman's."""
    fits = set()
    for source in names:
        fathers = {forms[0]: forms for forms in source.fathers}
        given = ({*fathers}, {*source.women})
        for gender in (0, 1):
            if (
                person.given_name in given[gender]
                and person.patronymic in {forms[1 + gender] for forms in source.fathers}
                and person.surname in {forms[gender] for forms in source.surnames}
            ):
                fits.add(gender)
    return fits


def test_every_persons_name_is_of_one_gender_in_all_parts(demo: Demo) -> None:
    words = load_words()
    genders: Counter[int] = Counter()
    for person in rows(demo, Participant):
        fits = gender_of(person, (words.russian, words.in_belarus, words.belarusian))
        assert len(fits) == 1, person.full_name
        genders.update(fits)
    assert min(genders.values()) > 100


@pytest.mark.parametrize("names", ["russian", "in_belarus", "belarusian"])
def test_patronymics_end_as_they_should(names: str) -> None:
    source: Names = getattr(load_words(), names)
    for father, son, daughter in source.fathers:
        assert son.endswith(("ович", "евич", "ич", "авіч", "евіч", "віч")), father
        assert daughter.endswith(("овна", "евна", "ична", "инична", "аўна", "еўна", "оўна")), father
        assert father[0] == son[0] == daughter[0], father
    for man, woman in source.surnames:
        if man.endswith(("ов", "ев", "ёв", "ин", "ын", "аў", "ёў")):
            assert woman == man.replace("ў", "в") + "а", man
        elif man.endswith(("ий", "ой", "ый", "кі", "вы")):
            assert woman.endswith("ая"), man
        else:
            assert woman == man, man


def test_nobody_can_be_reached_by_what_is_invented(demo: Demo) -> None:
    for person in rows(demo, Participant):
        assert person.email == "" or person.email.endswith("@example.org")
        assert person.phone == "" or person.phone.startswith(("+37529000", "+7900000"))
    for site in rows(demo, Site):
        assert site.host_phone.startswith("+375 15 000-")


def test_every_delegation_has_a_head_a_liaison_and_a_deputy(demo: Demo) -> None:
    parts = {(row.delegation_id, row.part): row.participant_id for row in rows(demo, DelegationOfficer)}
    home = {person.id: person.delegation_id for person in rows(demo, Participant)}
    for delegation in rows(demo, Delegation):
        for part in OfficerPart:
            assert home[parts[delegation.id, part]] == delegation.id
    assert [person.number for person in rows(demo, Participant)] == list(range(1, 401))


def test_a_big_delegation_travels_in_groups_that_have_everybody_once(demo: Demo) -> None:
    members = Counter(row.participant_id for row in rows(demo, GroupMember))
    assert members
    assert set(members.values()) == {1}
    groups = Counter(group.delegation_id for group in rows(demo, Group))
    by_delegation = Counter(person.delegation_id for person in rows(demo, Participant))
    for delegation, count in groups.items():
        team = [person.id for person in rows(demo, Participant) if person.delegation_id == delegation]
        assert (count > 1) == (by_delegation[delegation] > 24)
        assert all((person in members) == (count > 1) for person in team)


# Places


def test_every_site_lies_in_grodno_region_near_its_district(demo: Demo) -> None:
    districts = {row.id: row for row in rows(demo, District)}
    places: list[District | Site] = [*districts.values(), *rows(demo, Site)]
    for place in places:
        assert place.latitude is not None
        assert place.longitude is not None
        assert SOUTH < place.latitude < NORTH, place.name
        assert WEST < place.longitude < EAST, place.name
    names = [site.name for site in rows(demo, Site)]
    assert len(set(names)) == len(names)


def test_sites_of_a_big_demo_have_names_of_their_own() -> None:
    names = [site.name for site in rows(make_demo(DemoOptions(sites=1500)), Site)]
    assert len(set(names)) == 1500


# The programme


def test_the_usual_demo_has_just_its_three_conflicts(usual: Database) -> None:
    found = list(check(load_programme(usual)))
    errors = Counter(conflict.rule for conflict in found if conflict.severity is Severity.ERROR)
    assert errors == {"group-travel": 1, "site-visitors": 1, "hall-overlap": 1}
    assert {conflict.rule for conflict in found if conflict.severity is not Severity.ERROR} == {"request-unmet"}


@pytest.mark.parametrize("seed", range(1, 9))
def test_other_seeds_have_their_three_conflicts_too(tmp_path: Path, seed: int) -> None:
    programme = programme_of(tmp_path, DemoOptions(seed=seed))
    errors = Counter(conflict.rule for conflict in check(programme) if conflict.severity is Severity.ERROR)
    assert errors == {"group-travel": 1, "site-visitors": 1, "hall-overlap": 1}


def test_no_group_is_in_two_activities_and_only_one_is_short_of_time(demo: Demo) -> None:
    """By a plain look at every pair of neighbours, without the rules of the check."""
    sites: dict[str, Site] = {site.id: site for site in rows(demo, Site)}
    known: dict[str, TravelTime] = {row.id: row for row in rows(demo, TravelTime)}
    roads = Roads(demo.event, sites, {row.id: row for row in rows(demo, District)}, known)
    activities = {row.id: row for row in rows(demo, Activity)}
    agendas: dict[str, list[Activity]] = {}
    for link in rows(demo, ActivityGroup):
        agendas.setdefault(link.group_id, []).append(activities[link.activity_id])
    short = 0
    for agenda in agendas.values():
        for before, after in pairwise(sorted(agenda, key=lambda row: row.starts_at)):
            assert before.ends_at <= after.starts_at
            assert before.site_id is not None
            assert after.site_id is not None
            road = roads.minutes(before.site_id, after.site_id) or 0
            short += before.ends_at + timedelta(minutes=road) > after.starts_at
    assert short == 1


def test_every_visit_is_inside_the_sites_hours(demo: Demo) -> None:
    sites = {site.id: site for site in rows(demo, Site)}
    for activity in rows(demo, Activity):
        assert activity.site_id is not None
        site = sites[activity.site_id]
        if site.opens_at is not None and site.closes_at is not None:
            assert site.opens_at <= activity.starts_at.time(), activity.title
            assert activity.ends_at.time() <= site.closes_at, activity.title
        if site.open_days:
            assert str(activity.starts_at.isoweekday()) in site.open_days


def test_rides_are_in_order_and_nobody_stands_in_the_bus(demo: Demo) -> None:
    vehicles = {row.id: row for row in rows(demo, Vehicle)}
    rides: dict[str, list[Transfer]] = {}
    for ride in rows(demo, Transfer):
        rides.setdefault(ride.vehicle_id, []).append(ride)
    assert all(vehicle.seats >= 12 for vehicle in vehicles.values())
    for way in rides.values():
        for before, after in pairwise(sorted(way, key=lambda ride: ride.departs_at)):
            assert before.arrives_at <= after.departs_at


def test_hotels_have_beds_for_their_guests(demo: Demo) -> None:
    guests = Counter(
        delegation.hotel_id
        for person in rows(demo, Participant)
        for delegation in rows(demo, Delegation)
        if delegation.id == person.delegation_id
    )
    hotels = {site.id: site for site in rows(demo, Site) if site.kind is SiteKind.HOTEL}
    assert set(guests) == set(hotels)
    for hotel, count in guests.items():
        assert hotel is not None
        assert count <= (hotels[hotel].visitors_max or 0)


def test_some_requests_are_met_and_some_are_not_planned(demo: Demo) -> None:
    visited = {
        (group.delegation_id, activity.site_id)
        for activity in rows(demo, Activity)
        if activity.kind is ActivityKind.VISIT
        for link in rows(demo, ActivityGroup)
        if link.activity_id == activity.id
        for group in rows(demo, Group)
        if group.id == link.group_id
    }
    asked = [(row.delegation_id, row.site_id) for row in rows(demo, Request) if row.delegation_id is not None]
    met = sum(pair in visited for pair in asked)
    assert met > 30
    assert len(asked) - met > 30
    assert len(set(asked)) == len(asked)


def test_agreements_have_parties_signatories_and_commitments(usual: Database) -> None:
    programme = load_programme(usual)
    ceremony = next(row.id for row in programme.activities.values() if row.kind is ActivityKind.SIGNING)
    everybody = programme.attendees(ceremony)
    assert len(programme.agreements) >= 8
    for agreement in programme.agreements.values():
        assert agreement.parties
        assert agreement.ceremony_id == ceremony
        signatories = programme.signatories_by_agreement[agreement.id]
        assert set(signatories) <= everybody
        assert any(row.agreement_id == agreement.id for row in programme.commitments.values())
    assert programme.commitments
    for commitment in programme.commitments.values():
        assert commitment.due_on is not None
        assert commitment.due_on > programme.event.ends_on
