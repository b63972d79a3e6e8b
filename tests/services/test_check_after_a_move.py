"""A visit is moved, the conflict appears; the move is undone, and it is gone. Rules are judged, locks hold."""

from collections.abc import Callable
from datetime import datetime

import pytest

from smalltowns_desktop.conflicts.checking import check, recheck
from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import ActivityLocked, GoneAlready, UnknownName
from smalltowns_desktop.domain.ids import ActivityId, DelegationId, DistrictId, GroupId, HallId, SiteId, TravelTimeId
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityGroup,
    ActivityKind,
    Delegation,
    District,
    Group,
    Hall,
    Severity,
    Site,
    TravelTime,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.check import check_event, set_severity
from smalltowns_desktop.services.journal import redo_deed, undo_deed
from smalltowns_desktop.services.programme import lock_activities, move_activity
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import load_programme, reload_programme

DAIRY, PALACE = SiteId("dairy"), SiteId("palace")
PLANT = Activity(
    ActivityId("a1"), "Завод", ActivityKind.VISIT, datetime(2025, 8, 13, 9), datetime(2025, 8, 13, 10), site_id=DAIRY
)
CONCERT = Activity(
    ActivityId("a2"), "Концерт", ActivityKind.CULTURE, datetime(2025, 8, 13, 11), datetime(2025, 8, 13, 12, 30),
    site_id=PALACE,
)  # fmt: skip


@pytest.fixture
def db(event_db: Database) -> Database:
    """A group visits a plant until ten and hears a concert at eleven, 42 minutes away."""
    with event_db.deed(say("Prepare")) as deed:
        deed.insert(District(DistrictId("d"), "Слонимский"))
        deed.insert(Site(DAIRY, "Молокозавод", DistrictId("d")), Site(PALACE, "Дворец", DistrictId("d")))
        deed.insert(Hall(HallId("h"), PALACE, "Большой зал", 300))
        deed.insert(Delegation(DelegationId("t"), "Городец", "ГОР"), Group(GroupId("g"), "Городец", DelegationId("t")))
        deed.insert(TravelTime(TravelTimeId("w"), 42, None, DAIRY, None, PALACE, None), PLANT, CONCERT)
        deed.insert(*(ActivityGroup(activity.id, GroupId("g")) for activity in (PLANT, CONCERT)))
    return event_db


def test_a_moved_visit_conflicts_until_the_move_is_undone(db: Database) -> None:
    programme = load_programme(db)
    conflicts = check(programme)
    assert not conflicts.counts
    deeds: list[tuple[Callable[[], Changes], dict[str, int]]] = [
        (lambda: move_activity(db, CONCERT.id, datetime(2025, 8, 13, 10, 30)), {"group-travel": 1}),
        (lambda: undo_deed(db).changes, {}),
        (lambda: redo_deed(db).changes, {"group-travel": 1}),
        (lambda: undo_deed(db).changes, {}),
    ]
    for deed, counts in deeds:
        changes = deed()
        programme = reload_programme(db, programme, changes)
        conflicts = recheck(programme, conflicts, changes)
        assert conflicts.counts == counts
        assert conflicts.all == check_event(db).all
    assert load_programme(db).activities[CONCERT.id] == CONCERT


def test_a_move_keeps_the_length_and_a_hall_brings_its_site(db: Database) -> None:
    move_activity(db, PLANT.id, datetime(2025, 8, 14, 15), hall_id=HallId("h"))
    moved = load_programme(db).activities[PLANT.id]
    assert (moved.starts_at, moved.ends_at) == (datetime(2025, 8, 14, 15), datetime(2025, 8, 14, 16))
    assert (moved.site_id, moved.hall_id) == (PALACE, HallId("h"))
    move_activity(db, PLANT.id, site_id=DAIRY)
    assert load_programme(db).activities[PLANT.id].hall_id is None


def test_a_move_to_where_it_is_leaves_no_trace(db: Database) -> None:
    assert not move_activity(db, PLANT.id, PLANT.starts_at)


def test_a_locked_activity_refuses_to_move(db: Database) -> None:
    lock_activities(db, [CONCERT.id], True)
    with pytest.raises(ActivityLocked):
        move_activity(db, CONCERT.id, datetime(2025, 8, 13, 10, 30))
    assert not check_event(db).counts


def test_what_is_gone_cannot_be_moved(db: Database) -> None:
    with pytest.raises(GoneAlready):
        move_activity(db, ActivityId("nothing"), datetime(2025, 8, 13, 10, 30))


def test_a_rule_is_judged_and_the_judgement_undone(db: Database) -> None:
    move_activity(db, CONCERT.id, datetime(2025, 8, 13, 10, 30))
    set_severity(db, "group-travel", Severity.NOTICE)
    assert [conflict.severity for conflict in check_event(db)] == [Severity.NOTICE]
    set_severity(db, "group-travel", Severity.OFF)
    assert not len(check_event(db))
    undo_deed(db)
    undo_deed(db)
    assert check_event(db).has_errors


def test_an_unknown_rule_is_refused(db: Database) -> None:
    with pytest.raises(UnknownName):
        set_severity(db, "hall-overlapp", Severity.OFF)
