"""Deeds on the programme: add, move, edit, lock, hand back; what a lock holds, what undo gives back."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from smalltowns_desktop.domain.errors import (
    ActivityLocked,
    ChangedMeanwhile,
    GoneAlready,
    InvalidValue,
    StillInUse,
)
from smalltowns_desktop.domain.ids import (
    ActivityId,
    AgreementId,
    DelegationId,
    DirectionId,
    DistrictId,
    GroupId,
    HallId,
    ParticipantId,
    RequestId,
    SiteId,
)
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityGroup,
    ActivityKind,
    ActivityPart,
    ActivityPerson,
    ActivityStatus,
    Agreement,
    Delegation,
    DelegationDirection,
    Direction,
    District,
    Group,
    GroupMember,
    Hall,
    Participant,
    Request,
    Site,
    SiteDirection,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.journal import list_deeds, undo_deed
from smalltowns_desktop.services.programme import (
    ActivityEdit,
    add_activity,
    delete_activities,
    dismiss_person,
    duplicate_activity,
    edit_activities,
    last_change,
    lock_activities,
    name_person,
)
from smalltowns_desktop.services.visits import plan_request, return_to_requests
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import load_programme

DAIRY, SCHOOL = SiteId("dairy"), SiteId("school")
HALL, OTHER_HALL = HallId("hall"), HallId("other-hall")
TOWN, HAMLET = DelegationId("town"), DelegationId("hamlet")
WHOLE, PART = GroupId("whole"), GroupId("part")
ANNA = ParticipantId("anna")
VISIT = ActivityId("visit")
NINE = datetime(2025, 8, 13, 9)
HOUR = timedelta(hours=1)
AGRARIAN, CULTURE = DirectionId("agrarian"), DirectionId("culture")


@pytest.fixture
def db(event_db: Database) -> Database:
    rows = [
        Direction(CULTURE, "Культура", position=1), Direction(AGRARIAN, "Аграрное", position=0),
        District(DistrictId("d"), "Слоним"),
        Site(DAIRY, "Молочный комбинат", DistrictId("d"), visit_minutes=90), Site(SCHOOL, "Школа", DistrictId("d")),
        SiteDirection(DAIRY, AGRARIAN), SiteDirection(DAIRY, CULTURE),
        Hall(HALL, DAIRY, "Зал"), Hall(OTHER_HALL, SCHOOL, "Класс"),
        Delegation(TOWN, "Городец", "ГЦ"), Delegation(HAMLET, "Бор", "БР"),
        DelegationDirection(TOWN, CULTURE),
        Participant(ANNA, 1, "Ясень", "Анна", delegation_id=TOWN),
        Group(WHOLE, "Городец", TOWN), Group(PART, "Городец, часть", TOWN), GroupMember(PART, ANNA),
        Request(RequestId("wish"), DAIRY, delegation_id=TOWN),
        Activity(VISIT, "Визит", ActivityKind.VISIT, NINE, NINE + HOUR, site_id=DAIRY, hall_id=HALL),
        ActivityGroup(VISIT, WHOLE), ActivityPerson(VISIT, ActivityPart.SPEAKER, ANNA),
    ]  # fmt: skip
    with event_db.deed(say("Prepare")) as deed:
        deed.insert_all(rows)
    return event_db


def visit(db: Database, key: str = VISIT) -> Activity:
    return load_programme(db).activities[key]


def groups(db: Database, key: str = VISIT) -> set[str]:
    return set(load_programme(db).groups_by_activity.get(ActivityId(key), ()))


def move(activity: Activity, minutes: int) -> ActivityEdit:
    by = timedelta(minutes=minutes)
    return ActivityEdit(activity, replace(activity, starts_at=activity.starts_at + by, ends_at=activity.ends_at + by))


def test_a_move_is_one_deed_that_names_the_time_and_is_taken_back_whole(db: Database) -> None:
    before = visit(db)
    changes = edit_activities(db, [move(before, 25)])
    assert changes.rows == {"activities": frozenset({VISIT})}
    assert visit(db).starts_at == NINE + timedelta(minutes=25)
    assert str(list_deeds(db)[0].deed) == "Move “Визит” to 2025-08-13 09:25"
    undo_deed(db)
    assert visit(db) == before


def test_several_move_in_one_deed(db: Database) -> None:
    other = add_activity(db, replace(visit(db), title="Второй"), [WHOLE]).activity_id
    edit_activities(db, [move(visit(db), 60), move(visit(db, other), 60)])
    assert visit(db).starts_at == visit(db, other).starts_at == NINE + HOUR
    assert str(list_deeds(db)[0].deed) == "Move 2 activities"


def test_groups_leave_and_join(db: Database) -> None:
    edit_activities(db, [ActivityEdit(visit(db), visit(db), leave=(WHOLE,), join=(PART,))])
    assert groups(db) == {PART}
    edit_activities(db, [ActivityEdit(visit(db), visit(db), join=(PART, WHOLE))])
    assert groups(db) == {PART, WHOLE}


def test_another_site_leaves_the_hall_and_another_hall_brings_its_site(db: Database) -> None:
    before = visit(db)
    edit_activities(db, [ActivityEdit(before, replace(before, site_id=SCHOOL))])
    assert (visit(db).site_id, visit(db).hall_id) == (SCHOOL, None)
    before = visit(db)
    edit_activities(db, [ActivityEdit(before, replace(before, site_id=DAIRY, hall_id=OTHER_HALL))])
    assert (visit(db).site_id, visit(db).hall_id) == (SCHOOL, OTHER_HALL)


def test_a_lock_holds_time_place_and_groups_but_not_the_notes(db: Database) -> None:
    lock_activities(db, [VISIT], locked=True)
    before = visit(db)
    for edit in (
        move(before, 5),
        ActivityEdit(before, replace(before, site_id=SCHOOL)),
        ActivityEdit(before, before, leave=(WHOLE,)),
    ):
        with pytest.raises(ActivityLocked, match="Визит"):
            edit_activities(db, [edit])
    with pytest.raises(ActivityLocked):
        delete_activities(db, [VISIT])
    with pytest.raises(ActivityLocked):
        return_to_requests(db, [VISIT])
    edit_activities(db, [ActivityEdit(before, replace(before, notes="у проходной"))])
    assert visit(db) == replace(before, notes="у проходной")
    lock_activities(db, [VISIT], locked=False)
    edit_activities(db, [move(visit(db), 5)])


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(db: Database) -> None:
    seen = visit(db)
    edit_activities(db, [ActivityEdit(seen, replace(seen, notes="одно"))])
    with pytest.raises(ChangedMeanwhile):
        edit_activities(db, [ActivityEdit(seen, replace(seen, notes="другое"))])
    assert visit(db).notes == "одно"


@pytest.mark.parametrize(
    "wrong",
    [{"title": " \t"}, {"ends_at": NINE}, {"ends_at": NINE - HOUR}],
    ids=["no title", "no time at all", "ends before it begins"],
)
def test_what_the_model_refuses_is_refused_in_words(db: Database, wrong: dict[str, object]) -> None:
    before = visit(db)
    with pytest.raises(InvalidValue):
        edit_activities(db, [ActivityEdit(before, replace(before, **wrong))])  # type: ignore[arg-type]
    assert visit(db) == before


def test_a_repeat_brings_groups_and_people_but_neither_lock_nor_promise(db: Database) -> None:
    before = visit(db)
    confirmed = replace(before, status=ActivityStatus.CONFIRMED, locked=True)
    edit_activities(db, [ActivityEdit(before, confirmed)])
    made = duplicate_activity(db, VISIT, NINE + 2 * HOUR)
    copy = visit(db, made.activity_id)
    assert (copy.starts_at, copy.ends_at) == (NINE + 2 * HOUR, NINE + 3 * HOUR)
    assert (copy.status, copy.locked) == (ActivityStatus.DRAFT, False)
    assert groups(db, made.activity_id) == {WHOLE}
    assert load_programme(db).people_by_activity[made.activity_id] == ((ActivityPart.SPEAKER, ANNA),)


def test_a_request_becomes_a_visit_as_long_as_the_site_takes_in_the_direction_both_have(db: Database) -> None:
    made = plan_request(db, RequestId("wish"), NINE)
    planned = visit(db, made.activity_id)
    assert (planned.title, planned.site_id, planned.kind) == ("Молочный комбинат", DAIRY, ActivityKind.VISIT)
    assert planned.ends_at - planned.starts_at == timedelta(minutes=90)
    assert planned.direction_id == CULTURE
    assert groups(db, made.activity_id) == {WHOLE}


def test_a_delegation_without_groups_gets_one_for_its_first_visit(db: Database) -> None:
    with db.deed(say("Ask")) as deed:
        deed.insert(Request(RequestId("bor"), SCHOOL, delegation_id=HAMLET, minutes=20))
    made = plan_request(db, RequestId("bor"), NINE)
    (group,) = groups(db, made.activity_id)
    assert load_programme(db).groups[group].delegation_id == HAMLET
    undo_deed(db)
    assert group not in load_programme(db).groups


def test_back_to_the_requests_writes_those_that_nobody_had_made(db: Database) -> None:
    edit_activities(db, [ActivityEdit(visit(db), visit(db), join=(PART,))])
    edit_activities(db, [ActivityEdit(visit(db), replace(visit(db), site_id=SCHOOL, hall_id=None))])
    returned = return_to_requests(db, [VISIT])
    programme = load_programme(db)
    assert returned.requests == 2
    assert not programme.activities
    wishes = [(row.site_id, row.delegation_id, row.group_id, row.minutes) for row in programme.requests.values()]
    assert set(wishes) == {(DAIRY, TOWN, None, None), (SCHOOL, TOWN, None, 60), (SCHOOL, None, PART, 60)}
    undo_deed(db)
    assert set(load_programme(db).activities) == {VISIT}


def test_a_request_that_stands_is_not_written_twice_and_a_meal_is_nobodys_wish(db: Database) -> None:
    meal = add_activity(db, replace(visit(db), kind=ActivityKind.MEAL, title="Обед"), [WHOLE]).activity_id
    assert return_to_requests(db, [VISIT, meal]).requests == 0
    assert set(load_programme(db).requests) == {"wish"}


def test_a_ceremony_of_agreements_is_not_deleted(db: Database) -> None:
    with db.deed(say("Agree")) as deed:
        deed.insert(Agreement(AgreementId("a"), "Соглашение", ceremony_id=VISIT))
    with pytest.raises(StillInUse):
        delete_activities(db, [VISIT])
    assert VISIT in load_programme(db).activities


def test_people_are_named_and_dismissed(db: Database) -> None:
    name_person(db, VISIT, ActivityPart.RESPONSIBLE, ANNA)
    assert not name_person(db, VISIT, ActivityPart.RESPONSIBLE, ANNA)
    dismiss_person(db, VISIT, ActivityPart.SPEAKER, ANNA)
    assert load_programme(db).people_by_activity[VISIT] == ((ActivityPart.RESPONSIBLE, ANNA),)


def test_the_last_change_says_who_and_from_what_to_what(db: Database) -> None:
    made = last_change(db, VISIT)
    assert made is not None
    assert made.fields == ()
    edit_activities(db, [move(visit(db), 30)])
    changed = last_change(db, VISIT)
    assert changed is not None
    assert changed.revision.who == "Анна"
    assert {name: (old, new) for name, old, new in changed.fields}["starts_at"] == (
        "2025-08-13 09:00", "2025-08-13 09:30",
    )  # fmt: skip
    assert last_change(db, ActivityId("nobody")) is None


def test_what_is_gone_is_said_to_be_gone(db: Database) -> None:
    delete_activities(db, [VISIT])
    for deed in (
        lambda: delete_activities(db, [VISIT]),
        lambda: lock_activities(db, [VISIT], locked=True),
        lambda: duplicate_activity(db, VISIT, NINE),
        lambda: return_to_requests(db, [VISIT]),
        lambda: name_person(db, VISIT, ActivityPart.SPEAKER, ANNA),
        lambda: plan_request(db, RequestId("nothing"), NINE),
    ):
        with pytest.raises(GoneAlready):
            deed()
