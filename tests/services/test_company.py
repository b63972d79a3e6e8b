"""Who is together somewhere, beside a plain count of the same."""

from datetime import timedelta

import pytest

from smalltowns_desktop.domain.ids import SiteId, VehicleId
from smalltowns_desktop.domain.model import ActivityStatus
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import PLAIN
from smalltowns_desktop.services.company import people_aboard, people_at_site
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.services.printing import prepare_badges, prepare_itineraries
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.snapshot import load_programme


@pytest.fixture(scope="module")
def demo_db(tmp_path_factory: pytest.TempPathFactory) -> Database:
    path = tmp_path_factory.mktemp("company") / "demo.smalltowns"
    return create_demo(path, DemoOptions(6, 60, 10, None, 3, 1), author=Author("a", "b")).db


def plain_people_at(programme: Programme, site_id: str) -> set[str]:
    return {
        person
        for activity in programme.activities.values()
        if activity.status is not ActivityStatus.CANCELLED
        and (activity.site_id or programme.halls[str(activity.hall_id)].site_id) == site_id
        for row in programme.activity_groups.values()
        if row.activity_id == activity.id
        for person in programme.people_of_group(row.group_id)
    } | {
        row.participant_id
        for row in programme.activity_people.values()
        if programme.activities[row.activity_id].site_id == site_id
    }


def test_everybody_expected_at_a_site_is_there(demo_db: Database) -> None:
    programme = load_programme(demo_db)
    for site in programme.sites:
        assert people_at_site(programme, SiteId(site)) == plain_people_at(programme, site)


def test_a_day_without_activities_expects_nobody(demo_db: Database) -> None:
    programme = load_programme(demo_db)
    after = programme.event.ends_on + timedelta(days=1)
    assert not any(people_at_site(programme, SiteId(site), after) for site in programme.sites)
    assert not any(people_aboard(programme, VehicleId(vehicle), after) for vehicle in programme.vehicles)


def test_papers_of_a_vehicle_are_those_of_its_riders(demo_db: Database) -> None:
    programme = load_programme(demo_db)
    vehicle = next(row for row in programme.vehicles.values() if people_aboard(programme, row.id))
    riders = people_aboard(programme, vehicle.id)
    badges = prepare_badges(demo_db, PLAIN, vehicle=vehicle.name)
    assert {paper.subject_id for paper in badges.papers} == riders
    itineraries = prepare_itineraries(demo_db, PLAIN, vehicle=vehicle.name)
    delegations = {programme.participants[rider].delegation_id for rider in riders}
    assert {paper.subject_id for paper in itineraries.papers} == delegations


def test_badges_of_a_site_are_those_of_its_visitors(demo_db: Database) -> None:
    programme = load_programme(demo_db)
    site = next(row for row in programme.sites.values() if people_at_site(programme, row.id))
    badges = prepare_badges(demo_db, PLAIN, site=site.name)
    assert {paper.subject_id for paper in badges.papers} == people_at_site(programme, site.id)
