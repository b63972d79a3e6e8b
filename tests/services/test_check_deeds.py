"""Accepting a conflict with a reason, and opening it again."""

from dataclasses import replace
from datetime import datetime

import pytest

from smalltowns_desktop.conflicts.checking import check
from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.domain.errors import GoneAlready, InvalidValue
from smalltowns_desktop.domain.ids import ActivityId
from smalltowns_desktop.domain.model import Activity, ActivityKind
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.check import accept_conflict, reopen_conflict
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import load_programme

EARLY = Activity(
    ActivityId("a"), "Раньше срока", ActivityKind.FREE, datetime(2025, 8, 10, 9), datetime(2025, 8, 10, 10)
)


def conflict_of(db: Database) -> Conflict:
    (conflict,) = check(load_programme(db))
    return conflict


@pytest.fixture
def db(event_db: Database) -> Database:
    with event_db.deed(say("Prepare")) as deed:
        deed.insert(EARLY)
    return event_db


def accept(db: Database, reason: str) -> None:
    conflict = conflict_of(db)
    accept_conflict(db, conflict.rule, conflict.key, conflict.cause, reason)


def test_an_accepted_conflict_keeps_its_reason_and_who_gave_it(db: Database) -> None:
    accept(db, "  так задумано ")
    assert conflict_of(db).accepted_reason == "так задумано"
    (row,) = load_programme(db).accepted_conflicts.values()
    assert row.accepted_by == "Анна"


def test_it_reopens_when_its_cause_changes_and_can_be_accepted_again(db: Database) -> None:
    accept(db, "первая причина")
    with db.deed(say("Move")) as deed:
        deed.update(EARLY, replace(EARLY, ends_at=datetime(2025, 8, 10, 11)))
    assert conflict_of(db).accepted_reason is None
    accept(db, "вторая причина")
    assert conflict_of(db).accepted_reason == "вторая причина"
    assert len(load_programme(db).accepted_conflicts) == 1


def test_without_a_reason_nothing_is_accepted(db: Database) -> None:
    with pytest.raises(InvalidValue):
        accept(db, " \n ")
    assert conflict_of(db).accepted_reason is None


def test_an_acceptance_is_taken_back(db: Database) -> None:
    accept(db, "причина")
    conflict = conflict_of(db)
    reopen_conflict(db, conflict.rule, conflict.key)
    assert conflict_of(db).accepted_reason is None
    with pytest.raises(GoneAlready):
        reopen_conflict(db, conflict.rule, conflict.key)
