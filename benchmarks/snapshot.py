"""Loading the snapshot of 10,000 participants and 3,000 activities, beside fetching the same rows bare."""

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

from common import report, seconds

from smalltowns_desktop.domain.ids import ActivityId, DelegationId, DistrictId, GroupId, ParticipantId, SiteId, new_id
from smalltowns_desktop.domain.model import (
    EVENT_KEY,
    Activity,
    ActivityGroup,
    ActivityKind,
    Delegation,
    District,
    Event,
    Group,
    GroupMember,
    Participant,
    Site,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.events import create_event
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.schema import STATE
from smalltowns_desktop.storage.snapshot import load_programme

PEOPLE, ACTIVITIES, GROUPS = 10_000, 3_000, 400
LIMIT = 1.0
"""Seconds in which the snapshot has to be there."""
ABOVE_FETCH = 5
"""A row as a dataclass with real times costs so much more than its values in a tuple."""


def main() -> None:
    event = Event(EVENT_KEY, "IV Съезд малых городов", date(2025, 8, 12), date(2025, 8, 15))
    with (
        tempfile.TemporaryDirectory() as folder,
        create_event(Path(folder) / "event.smalltowns", event, author=Author("Анна", "desk-1")) as db,
    ):
        fill(db)
        figure = seconds(lambda: load_programme(db), times=5)
        floor = seconds(lambda: fetch(db), times=5)
        programme = load_programme(db)
    assert (len(programme.participants), len(programme.activities)) == (PEOPLE, ACTIVITIES)
    what = f"snapshot of {PEOPLE:,} participants and {ACTIVITIES:,} activities"
    report(what, figure, "limit", LIMIT, 1)
    report(what, figure, "bare fetch of the same rows", floor, ABOVE_FETCH)


def fetch(db: Database) -> None:
    with db.reading() as connection:
        for table in STATE:
            connection.exec_driver_sql(f'SELECT * FROM "{table.name}"').fetchall()


def fill(db: Database) -> None:
    district = District(DistrictId(new_id()), "Слонимский")
    sites = [Site(SiteId(new_id()), f"Место {number}", district.id) for number in range(200)]
    delegations = [Delegation(DelegationId(new_id()), f"Город {number}", f"Г{number}") for number in range(100)]
    groups = [Group(GroupId(new_id()), f"Группа {number}", delegations[number % 100].id) for number in range(GROUPS)]
    people = [
        Participant(
            ParticipantId(new_id()), number + 1, f"Иванов-{number}", "Пётр", "Сергеевич",
            delegation_id=delegations[number % 100].id, position="директор", organisation="ОАО «Молочный мир»",
            phone=f"+37529{number:07d}", birth_date=date(1980, 1, 1 + number % 28),
        )
        for number in range(PEOPLE)
    ]  # fmt: skip
    begin = datetime(2025, 8, 12, 8, 0)
    activities = [
        Activity(
            ActivityId(new_id()), f"Визит {number}", ActivityKind.VISIT, begin + timedelta(minutes=number % 3000),
            begin + timedelta(minutes=number % 3000 + 60), site_id=sites[number % 200].id,
        )
        for number in range(ACTIVITIES)
    ]  # fmt: skip
    with db.deed(say("Fill")) as deed:
        deed.insert(district, *sites, *delegations, *groups, *people)
        deed.insert_all(GroupMember(groups[number % GROUPS].id, person.id) for number, person in enumerate(people))
        deed.insert_all(activities)
        deed.insert_all(
            ActivityGroup(activity.id, groups[(number * 3 + step) % GROUPS].id)
            for number, activity in enumerate(activities)
            for step in range(3)
        )


if __name__ == "__main__":
    main()
