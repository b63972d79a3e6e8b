"""`check` as scripts and people see it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from smalltowns_desktop.conflicts.checking import check
from smalltowns_desktop.domain.ids import ActivityId, DelegationId, DistrictId, HallId, RequestId, SiteId
from smalltowns_desktop.domain.model import Activity, ActivityKind, Delegation, District, Hall, Request, Severity, Site
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.check import accept_conflict, set_severity
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import load_programme

Run = Callable[..., Any]
TALK = Activity(
    ActivityId("a1"), "Открытие <b>", ActivityKind.PLENARY, datetime(2025, 8, 13, 9), datetime(2025, 8, 13, 10),
    site_id=SiteId("s"), hall_id=HallId("h"),
)  # fmt: skip
CLASH = replace(TALK, id=ActivityId("a2"), title="Секция", starts_at=datetime(2025, 8, 13, 9, 30))


@pytest.fixture
def event(event_db: Database, event_path: Path) -> Path:
    with event_db.deed(say("Prepare")) as deed:
        deed.insert(District(DistrictId("d"), "Мостовский"), Site(SiteId("s"), "Дом культуры", DistrictId("d")))
        deed.insert(Hall(HallId("h"), SiteId("s"), "Зал"), Delegation(DelegationId("t"), "Городец", "ГОР"))
        deed.insert(Request(RequestId("q"), SiteId("s"), DelegationId("t")), TALK, CLASH)
    return event_path


def test_json_has_every_conflict_with_its_subjects_and_times_and_the_counts(event: Path, run_cli: Run) -> None:
    ran = run_cli("check", event, "--json")
    assert ran.status == 1
    answer = json.loads(ran.out)
    assert answer["counts"] == {"hall-overlap": 1, "no-attendees": 2, "request-unmet": 1}
    assert answer["conflicts"][0] == {
        "rule": "hall-overlap",
        "severity": "error",
        "message": "“Открытие <b>” and “Секция” are both in Дом культуры, Зал from 2025-08-13 09:30 to 10:00.",
        "subjects": [
            {"type": "hall", "id": "h", "name": "Дом культуры, Зал"},
            {"type": "activity", "id": "a1", "name": "Открытие <b>"},
            {"type": "activity", "id": "a2", "name": "Секция"},
        ],
        "starts_at": "2025-08-13T09:30:00+03:00",
        "ends_at": "2025-08-13T10:00:00+03:00",
    }
    assert [item["severity"] for item in answer["conflicts"]] == ["error", "warning", "notice", "notice"]


def test_people_get_them_by_severity(event: Path, run_cli: Run) -> None:
    ran = run_cli("check", event)
    assert ran.status == 1
    lines = ran.out.splitlines()
    assert lines[0] == "1 error"
    assert lines[1].startswith("  2025-08-13 09:30  “Открытие <b>” and “Секция” are both in")
    assert lines[2:4] == [
        "1 warning",
        "  Городец asked to visit Дом культуры, and no visit is planned. [request-unmet]",
    ]
    assert lines[4] == "2 notices"


def test_an_accepted_conflict_is_listed_apart_and_does_not_fail_the_check(
    event: Path, event_db: Database, run_cli: Run
) -> None:
    conflict = check(load_programme(event_db)).all[0]
    accept_conflict(event_db, conflict.rule, conflict.key, conflict.cause, "сцена одна")
    ran = run_cli("check", event, "--json")
    assert ran.status == 0
    answer = json.loads(ran.out)
    assert answer["conflicts"][0]["accepted"] == "сцена одна"
    assert "hall-overlap" not in answer["counts"]
    lines = run_cli("check", event).out.splitlines()
    assert lines[-2] == "1 accepted"
    assert lines[-1].endswith("[сцена одна]")


def test_a_silenced_rule_is_not_there_at_all(event: Path, event_db: Database, run_cli: Run) -> None:
    for rule in ("hall-overlap", "no-attendees", "request-unmet"):
        set_severity(event_db, rule, Severity.OFF)
    assert json.loads(run_cli("check", event, "--json").out) == {"conflicts": [], "counts": {}}
    ran = run_cli("check", event)
    assert (ran.status, ran.out) == (0, "No conflicts.\n")


def test_checking_changes_nothing(event: Path, event_db: Database, run_cli: Run) -> None:
    before = load_programme(event_db)
    run_cli("check", event, "--json")
    assert load_programme(event_db) == before


def test_a_missing_event_is_told_in_a_sentence(tmp_path: Path, run_cli: Run) -> None:
    ran = run_cli("check", tmp_path / "nothing.smalltowns", "--json")
    assert (ran.status, ran.out) == (2, "")
    assert "There is no event file" in ran.err
