"""What a remedy offers is done as one deed that can be taken back, and never over what somebody changed meanwhile."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from smalltowns_desktop.conflicts.checking import check
from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.conflicts.remedies import suggest_remedy
from smalltowns_desktop.conflicts.remedy import Remedy
from smalltowns_desktop.conflicts.trials import programme_with
from smalltowns_desktop.domain.errors import ActivityLocked, ChangedMeanwhile
from smalltowns_desktop.domain.ids import ActivityId
from smalltowns_desktop.domain.model import Activity
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.services.journal import name_next_deeds, undo_deed
from smalltowns_desktop.services.programme import lock_activities
from smalltowns_desktop.services.remedies import apply_remedy
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.snapshot import load_programme

NOW = datetime(2025, 8, 13, 8)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path: Path = tmp_path_factory.mktemp("remedies") / "demo.smalltowns"
    with create_demo(path, DemoOptions(), author=Author("Анна", "штаб")).db as db:
        yield db


def remedies(db: Database) -> list[tuple[Conflict, Remedy]]:
    conflicts = check(load_programme(db))
    found = [(conflict, suggest_remedy(conflicts, conflict, NOW)) for conflict in conflicts]
    return [(conflict, remedy) for conflict, remedy in found if remedy is not None]


def told(db: Database) -> set[tuple[str, str, str]]:
    return {(conflict.rule, conflict.key, conflict.cause) for conflict in check(load_programme(db))}


def test_each_remedy_of_the_demo_clears_its_conflict_and_is_taken_back_by_one_undo(demo: Database) -> None:
    before, known = load_programme(demo), told(demo)
    found = remedies(demo)
    rules = Counter(conflict.rule for conflict, _ in found)
    assert rules["group-travel"] == rules["hall-overlap"] == 1
    assert rules["request-unmet"] >= 1
    for conflict, remedy in found:
        apply_remedy(demo, remedy)
        after = told(demo)
        assert after < known
        assert (conflict.rule, conflict.key) not in {(rule, key) for rule, key, _ in after}
        assert name_next_deeds(demo)[0] == remedy.title
        if remedy.plans is None:
            planned, _ = programme_with(before, remedy.edits)
            written = load_programme(demo)
            assert written.activities == planned.activities
            assert written.transfers == planned.transfers
        undo_deed(demo)
        assert replace(load_programme(demo), revision=before.revision) == before


def test_a_remedy_for_what_somebody_locked_or_moved_meanwhile_is_refused(demo: Database) -> None:
    (remedy,) = [remedy for conflict, remedy in remedies(demo) if conflict.rule == "hall-overlap"]
    (edit,) = remedy.edits
    assert isinstance(edit.before, Activity)
    moved = replace(edit.before, hall_id=None)
    with demo.deed(remedy.title) as deed:
        deed.update(edit.before, moved)
    with pytest.raises(ChangedMeanwhile):
        apply_remedy(demo, remedy)
    undo_deed(demo)
    lock_activities(demo, [ActivityId(edit.before.id)], True)
    with pytest.raises(ActivityLocked):
        apply_remedy(demo, remedy)
    undo_deed(demo)
