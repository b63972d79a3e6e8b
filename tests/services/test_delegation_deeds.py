"""Deeds on delegations, their groups and their requests: what goes in, what goes with it, what is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time

import pytest

from smalltowns_desktop.domain.errors import ChangedMeanwhile, GoneAlready, InvalidValue, LastOfGroup, StillInUse
from smalltowns_desktop.domain.ids import (
    ActivityId,
    DelegationId,
    DirectionId,
    DistrictId,
    GroupId,
    ParticipantId,
    RequestId,
    SiteId,
)
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityGroup,
    ActivityKind,
    Delegation,
    Direction,
    District,
    Group,
    OfficerPart,
    Participant,
    Request,
    Site,
)
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.delegations import (
    add_delegation,
    add_request,
    delete_delegation,
    delete_request,
    edit_delegation,
    edit_request,
    name_officer,
    read_arrived,
)
from smalltowns_desktop.services.groups import add_group, delete_group, rename_group, set_members
from smalltowns_desktop.services.journal import list_deeds, undo_deed
from smalltowns_desktop.services.people import mark_arrived
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import load_programme

BOR, VYKSA = Delegation(DelegationId("bor"), "Бор", "БР"), Delegation(DelegationId("vk"), "Выкса", "ВК", position=1)
ANNA = Participant(ParticipantId("anna"), 1, "Ясень", "Анна", delegation_id=BOR.id)
PETR = Participant(ParticipantId("petr"), 2, "Дуб", "Пётр", delegation_id=BOR.id)
VERA = Participant(ParticipantId("vera"), 3, "Рябина", "Вера", delegation_id=VYKSA.id)
DAIRY = Site(SiteId("dairy"), "Молочный комбинат", DistrictId("mosty"))
FARM = Direction(DirectionId("farm"), "Аграрный")
WHOLE = Group(GroupId("whole"), "Бор", BOR.id)


@pytest.fixture
def db(event_db: Database) -> Database:
    """Two delegations with people, a dairy, a group that is the whole of the first delegation."""
    with event_db.deed(say("Begin")) as deed:
        deed.insert(FARM, District(DistrictId("mosty"), "Мосты"), DAIRY, BOR, VYKSA, ANNA, PETR, VERA, WHOLE)
    return event_db


def test_a_new_delegation_gets_a_code_and_a_place_behind_the_others(db: Database) -> None:
    added = add_delegation(db, Delegation(DelegationId(""), "  Борисов ", ""))
    row = load_programme(db).delegations[added.delegation_id]
    assert (row.name, row.code, row.position) == ("Борисов", "БС", 2)  # БР is taken


def test_a_code_that_another_has_is_refused_by_its_field(db: Database) -> None:
    with pytest.raises(InvalidValue) as refusal:
        edit_delegation(db, BOR, replace(BOR, code="вк"))
    assert refusal.value.field == "code"
    assert "Выкса" in str(refusal.value.why)


@pytest.mark.parametrize("code", ["", "Я", "АБВГ", "1Б", "А!"])
def test_a_code_has_two_or_three_letters(db: Database, code: str) -> None:
    with pytest.raises(InvalidValue):
        edit_delegation(db, BOR, replace(BOR, code=code))


def test_a_code_that_came_from_elsewhere_does_not_stand_in_the_way_of_other_fields(db: Database) -> None:
    with db.deed(say("From elsewhere")) as deed:
        deed.update(BOR, replace(BOR, code="Б-1"))
    before = load_programme(db).delegations[BOR.id]
    edit_delegation(db, before, replace(before, town="Бор"))
    assert load_programme(db).delegations[BOR.id].town == "Бор"


def test_an_edit_changes_fields_and_directions_in_one_deed(db: Database) -> None:
    after = replace(BOR, arrives_at=datetime(2025, 8, 12, 9), departs_at=datetime(2025, 8, 15, 18), hotel_id=DAIRY.id)
    edit_delegation(db, BOR, after, [FARM.id, FARM.id])
    programme = load_programme(db)
    assert programme.delegations[BOR.id] == after
    assert programme.directions_by_delegation == {BOR.id: (FARM.id,)}
    undo_deed(db)
    assert load_programme(db).delegations[BOR.id] == BOR
    assert not load_programme(db).delegation_directions


def test_a_departure_before_the_arrival_is_refused(db: Database) -> None:
    late = replace(BOR, arrives_at=datetime(2025, 8, 13), departs_at=datetime(2025, 8, 12))
    with pytest.raises(InvalidValue):
        edit_delegation(db, BOR, late)


def test_somebody_who_changed_the_field_meanwhile_is_not_overruled(db: Database) -> None:
    edit_delegation(db, BOR, replace(BOR, town="Бор"))
    with pytest.raises(ChangedMeanwhile):
        edit_delegation(db, BOR, replace(BOR, town="Другой"))


def test_an_officer_is_named_replaced_and_dismissed(db: Database) -> None:
    def head() -> Participant | None:
        return load_programme(db).officer(BOR.id, OfficerPart.HEAD)

    name_officer(db, BOR.id, OfficerPart.HEAD, ANNA.id)
    assert head() == ANNA
    name_officer(db, BOR.id, OfficerPart.HEAD, PETR.id)
    assert head() == PETR
    name_officer(db, BOR.id, OfficerPart.HEAD, None)
    assert head() is None


def test_an_officer_belongs_to_the_delegation(db: Database) -> None:
    with pytest.raises(InvalidValue, match="does not belong"):
        name_officer(db, BOR.id, OfficerPart.HEAD, VERA.id)
    with pytest.raises(GoneAlready):
        name_officer(db, BOR.id, OfficerPart.HEAD, ParticipantId("nobody"))


def test_a_delegation_with_people_or_visits_is_not_deleted(db: Database) -> None:
    with pytest.raises(StillInUse):
        delete_delegation(db, BOR.id)
    added = add_delegation(db, Delegation(DelegationId(""), "Шклов", "ШК")).delegation_id
    group = add_group(db, Group(GroupId(""), "Шклов", added)).group_id
    visit = Activity(
        ActivityId("visit"), "Визит", ActivityKind.VISIT, datetime(2025, 8, 13, 9), datetime(2025, 8, 13, 10)
    )
    with db.deed(say("Plan")) as deed:
        deed.insert(visit, ActivityGroup(visit.id, group))
    with pytest.raises(StillInUse, match="Шклов"):
        delete_delegation(db, added)


def test_a_delegation_goes_with_what_is_its_own_and_comes_back_by_undo(db: Database) -> None:
    added = add_delegation(db, Delegation(DelegationId(""), "Шклов", "ШК")).delegation_id
    group = add_group(db, Group(GroupId(""), "Шклов", added), [ANNA.id]).group_id
    add_request(db, Request(RequestId(""), DAIRY.id, delegation_id=added))
    add_request(db, Request(RequestId(""), DAIRY.id, group_id=group))
    before = load_programme(db)
    delete_delegation(db, added)
    gone = load_programme(db)
    assert added not in gone.delegations
    assert group not in gone.groups
    assert not gone.requests
    undo_deed(db)
    assert load_programme(db) == replace_revision(before, load_programme(db))
    with pytest.raises(GoneAlready):
        delete_delegation(db, DelegationId("never"))


def replace_revision(programme: Programme, other: Programme) -> Programme:
    return replace(programme, revision=other.revision)


def test_a_request_is_made_changed_and_deleted(db: Database) -> None:
    key = add_request(db, Request(RequestId(""), DAIRY.id, delegation_id=BOR.id, note=" утром \t")).request_id
    request = load_programme(db).requests[key]
    assert (request.weight, request.note) == (5, "утром")
    edit_request(db, request, replace(request, weight=9, not_before=time(9)))
    assert load_programme(db).requests[key].weight == 9
    delete_request(db, key)
    assert not load_programme(db).requests
    assert str(list_deeds(db)[0].deed) == "Delete the request for “Молочный комбинат”"


@pytest.mark.parametrize(
    "change", [{"weight": 0}, {"weight": 10}, {"minutes": 0}, {"site_id": ""}, {"group_id": "whole"}]
)
def test_a_request_that_cannot_be_is_refused(db: Database, change: dict[str, object]) -> None:
    wish = Request(RequestId(""), DAIRY.id, delegation_id=BOR.id)
    with pytest.raises(InvalidValue):
        add_request(db, replace(wish, **change))  # type: ignore[arg-type]  # each value fits its field
    assert not load_programme(db).requests


def test_a_group_is_made_renamed_and_filled(db: Database) -> None:
    key = add_group(db, Group(GroupId(""), "Группа А", BOR.id), [ANNA.id, ANNA.id]).group_id
    rename_group(db, key, " Музыканты ")
    set_members(db, key, [PETR.id, VERA.id])
    programme = load_programme(db)
    assert programme.groups[key].name == "Музыканты"
    assert set(programme.people_of_group(key)) == {PETR.id, VERA.id}
    set_members(db, key, None)
    assert set(load_programme(db).people_of_group(key)) == {ANNA.id, PETR.id}


def test_a_group_is_not_emptied_by_the_way(db: Database) -> None:
    with pytest.raises(LastOfGroup):
        set_members(db, WHOLE.id, [])
    with pytest.raises(LastOfGroup):
        add_group(db, Group(GroupId(""), "Никто"))
    across = add_group(db, Group(GroupId(""), "Журналисты"), [ANNA.id, VERA.id]).group_id
    with pytest.raises(InvalidValue):
        set_members(db, across, None)
    with pytest.raises(InvalidValue):
        rename_group(db, WHOLE.id, " ")


def test_a_group_goes_with_its_requests_but_not_with_its_visits(db: Database) -> None:
    add_request(db, Request(RequestId(""), DAIRY.id, group_id=WHOLE.id))
    delete_group(db, WHOLE.id)
    assert not load_programme(db).groups
    undo_deed(db)
    assert load_programme(db).groups
    visit = Activity(
        ActivityId("visit"), "Визит", ActivityKind.VISIT, datetime(2025, 8, 13, 9), datetime(2025, 8, 13, 10)
    )
    with db.deed(say("Plan")) as deed:
        deed.insert(visit, ActivityGroup(visit.id, WHOLE.id))
    with pytest.raises(StillInUse):
        delete_group(db, WHOLE.id)


@pytest.mark.parametrize(
    "deed",
    [
        lambda db: rename_group(db, GroupId("gone"), "Имя"),
        lambda db: set_members(db, GroupId("gone"), None),
        lambda db: delete_group(db, GroupId("gone")),
        lambda db: delete_request(db, RequestId("gone")),
        lambda db: add_request(db, Request(RequestId(""), SiteId("gone"), delegation_id=BOR.id)),
    ],
)
def test_what_is_gone_is_said_to_be_gone(db: Database, deed: Callable[[Database], object]) -> None:
    with pytest.raises(GoneAlready):
        deed(db)


def test_who_was_let_in_has_arrived(db: Database) -> None:
    assert read_arrived(db) == frozenset()
    mark_arrived(db, [ANNA.id], datetime(2025, 8, 13, 9))
    assert read_arrived(db) == {ANNA.id}
