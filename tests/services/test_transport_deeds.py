"""Deeds on vehicles and transfers, and how many seats are taken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from smalltowns_desktop.domain.errors import ChangedMeanwhile, GoneAlready, InvalidValue, StillInUse
from smalltowns_desktop.domain.ids import (
    CheckpointId,
    DelegationId,
    DistrictId,
    GroupId,
    ParticipantId,
    SiteId,
    TransferId,
    VehicleId,
)
from smalltowns_desktop.domain.model import (
    Checkpoint,
    CheckpointKind,
    Delegation,
    District,
    EntryPolicy,
    Group,
    GroupMember,
    Participant,
    Site,
    Transfer,
    Vehicle,
    VehicleKind,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.journal import list_deeds, undo_deed
from smalltowns_desktop.services.transport import (
    TransferEdit,
    add_transfer,
    add_vehicle,
    delete_transfers,
    delete_vehicle,
    edit_transfer,
    edit_transfers,
    edit_vehicle,
    seat_group,
    seat_person,
    seats_taken,
    unseat_group,
    unseat_person,
)
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import load_programme

DAIRY = Site(SiteId("dairy"), "Комбинат", DistrictId("mosty"))
HALL = Site(SiteId("hall"), "Дом культуры", DistrictId("mosty"))
BUS = Vehicle(VehicleId("bus"), "Автобус 1", 45)
BOR = Delegation(DelegationId("bor"), "Бор", "БР", expected_size=7)
EMPTY = Delegation(DelegationId("kb"), "Кобрин", "КБ", expected_size=11)
ANNA = Participant(ParticipantId("anna"), 1, "Ясень", "Анна", delegation_id=BOR.id)
PETR = Participant(ParticipantId("petr"), 2, "Дуб", "Пётр", delegation_id=BOR.id)
WHOLE, PART = Group(GroupId("whole"), "Бор", BOR.id), Group(GroupId("part"), "Бор, 1", BOR.id)
COMING = Group(GroupId("coming"), "Кобрин", EMPTY.id)
RIDE = Transfer(
    TransferId(""), BUS.id, DAIRY.id, HALL.id, datetime(2025, 8, 13, 9), datetime(2025, 8, 13, 9, 40)
)  # fmt: skip


@pytest.fixture
def db(event_db: Database) -> Database:
    """Two sites, a bus, a delegation in two groups, one of which nobody is entered yet."""
    with event_db.deed(say("Begin")) as deed:
        deed.insert(
            District(DistrictId("mosty"), "Мосты"), DAIRY, HALL, BUS, BOR, EMPTY, ANNA, PETR, WHOLE, PART, COMING,
            GroupMember(PART.id, ANNA.id),
        )  # fmt: skip
    return event_db


def test_a_vehicle_is_added_edited_and_deleted_with_the_policy_of_its_door(db: Database) -> None:
    key = add_vehicle(db, Vehicle(VehicleId(""), " Микроавтобус ", 16, VehicleKind.MINIBUS)).vehicle_id
    vehicle = load_programme(db).vehicles[key]
    edit_vehicle(db, vehicle, replace(vehicle, seats=18, driver="Олег"))
    with db.deed(say("Policy")) as deed:
        deed.insert(Checkpoint(CheckpointId("c"), CheckpointKind.VEHICLE, key, EntryPolicy.ONCE))
    delete_vehicle(db, key)
    programme = load_programme(db)
    assert list(programme.vehicles) == [BUS.id]
    assert not programme.checkpoints
    undo_deed(db)
    assert load_programme(db).vehicles[key].seats == 18


@pytest.mark.parametrize("change", [{"name": " "}, {"seats": -1}, {"seats": 100_001}])
def test_a_vehicle_that_cannot_be_is_refused(db: Database, change: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        edit_vehicle(db, BUS, replace(BUS, **change))  # type: ignore[arg-type]  # each value fits its field


def test_a_vehicle_with_transfers_stays(db: Database) -> None:
    add_transfer(db, RIDE)
    with pytest.raises(StillInUse, match="Автобус 1"):
        delete_vehicle(db, BUS.id)


def test_a_transfer_takes_groups_and_people_in_one_deed(db: Database) -> None:
    key = add_transfer(db, RIDE, [PART.id], [PETR.id]).transfer_id
    programme = load_programme(db)
    assert programme.groups_by_transfer[key] == (PART.id,)
    assert programme.people_by_transfer[key] == (PETR.id,)
    assert str(list_deeds(db)[0].deed) == "Add the transfer Комбинат – Дом культуры, 09:00"
    before = programme.transfers[key]
    edit_transfer(db, before, replace(before, departs_at=datetime(2025, 8, 13, 8, 50)))
    with pytest.raises(ChangedMeanwhile):
        edit_transfer(db, before, replace(before, departs_at=datetime(2025, 8, 13, 8, 40)))
    delete_transfers(db, [key])
    assert not load_programme(db).transfers


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"vehicle_id": ""}, "vehicle_id"),
        ({"from_site_id": ""}, "from_site_id"),
        ({"to_site_id": ""}, "to_site_id"),
        ({"arrives_at": datetime(2025, 8, 13, 8)}, "arrives_at"),
    ],
)
def test_a_transfer_that_cannot_be_is_refused_by_its_field(db: Database, change: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidValue) as refusal:
        add_transfer(db, replace(RIDE, **change))  # type: ignore[arg-type]  # each value fits its field
    assert refusal.value.field == field


def test_who_rides_is_changed_one_by_one(db: Database) -> None:
    key = add_transfer(db, RIDE).transfer_id
    seat_group(db, key, WHOLE.id)
    assert not seat_group(db, key, WHOLE.id)  # rides already: nothing to do, nothing to undo
    seat_person(db, key, ANNA.id)
    assert str(list_deeds(db)[0].deed) == "“Ясень Анна” rides Комбинат – Дом культуры, 09:00"
    unseat_group(db, key, WHOLE.id)
    unseat_person(db, key, ANNA.id)
    programme = load_programme(db)
    assert not programme.transfer_groups
    assert not programme.transfer_people


def test_a_seat_is_counted_once_and_a_delegation_to_come_as_it_announced(db: Database) -> None:
    key = add_transfer(db, RIDE, [WHOLE.id, PART.id, COMING.id], [ANNA.id]).transfer_id
    assert seats_taken(load_programme(db), key) == 2 + 11


@pytest.mark.parametrize(
    "deed",
    [
        lambda db: delete_vehicle(db, VehicleId("gone")),
        lambda db: delete_transfers(db, [TransferId("gone")]),
        lambda db: delete_transfers(db, []),
        lambda db: seat_group(db, TransferId("gone"), WHOLE.id),
        lambda db: seat_group(db, TransferId("gone"), GroupId("gone")),
        lambda db: seat_person(db, TransferId("gone"), ParticipantId("gone")),
        lambda db: add_transfer(db, replace(RIDE, to_site_id=SiteId("gone"))),
    ],
)
def test_what_is_gone_is_said_to_be_gone(db: Database, deed: Callable[[Database], object]) -> None:
    with pytest.raises(GoneAlready):
        deed(db)


def test_several_transfers_are_deleted_as_one_deed(db: Database) -> None:
    keys = [add_transfer(db, RIDE).transfer_id for _ in range(3)]
    delete_transfers(db, keys[:2])
    assert list(load_programme(db).transfers) == keys[2:]
    undo_deed(db)
    assert len(load_programme(db).transfers) == 3


def test_transfers_are_moved_as_one_deed_that_says_what_happens(db: Database) -> None:
    other = add_vehicle(db, Vehicle(VehicleId(""), "Микроавтобус", 8)).vehicle_id
    keys = [add_transfer(db, RIDE).transfer_id for _ in range(2)]
    rows = [load_programme(db).transfers[key] for key in keys]
    half = timedelta(minutes=30)
    later = [replace(row, departs_at=row.departs_at + half, arrives_at=row.arrives_at + half) for row in rows]
    edit_transfers(db, [TransferEdit(row, after) for row, after in zip(rows, later, strict=True)])
    assert [load_programme(db).transfers[key] for key in keys] == later
    longer = replace(later[0], arrives_at=later[0].arrives_at + half)
    handed = replace(longer, vehicle_id=other)
    back = replace(handed, departs_at=RIDE.departs_at)
    for before, after in ((later[0], longer), (longer, handed), (handed, back)):
        edit_transfers(db, [TransferEdit(before, after)])
    assert [str(deed.deed) for deed in list_deeds(db)][:4] == [
        "Move the transfer Комбинат – Дом культуры, 09:00",
        "“Микроавтобус” drives Комбинат – Дом культуры, 09:30",
        "Edit the transfer Комбинат – Дом культуры, 09:30",
        "Move 2 transfers",
    ]
    undo_deed(db)
    assert load_programme(db).transfers[keys[0]] == handed


def test_one_transfer_that_changed_meanwhile_or_cannot_be_leaves_all_as_they_were(db: Database) -> None:
    keys = [add_transfer(db, RIDE).transfer_id for _ in range(2)]
    rows = [load_programme(db).transfers[key] for key in keys]
    moved = [replace(row, departs_at=row.departs_at - timedelta(minutes=5)) for row in rows]
    stale = replace(rows[1], to_site_id=DAIRY.id)
    with pytest.raises(ChangedMeanwhile):
        edit_transfers(db, [TransferEdit(rows[0], moved[0]), TransferEdit(stale, moved[1])])
    never = replace(rows[1], arrives_at=rows[1].departs_at - timedelta(minutes=5))
    with pytest.raises(InvalidValue):
        edit_transfers(db, [TransferEdit(rows[0], moved[0]), TransferEdit(rows[1], never)])
    with pytest.raises(GoneAlready):
        edit_transfers(db, [TransferEdit(rows[0], replace(rows[0], vehicle_id=VehicleId("gone")))])
    assert [load_programme(db).transfers[key] for key in keys] == rows
