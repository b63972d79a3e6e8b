"""`import schedule`, `export schedule-xml` and `export ics` as scripts use them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest

Run = Callable[..., Any]
EVENT = """<event id="{id}"><title>{title}</title><start>{start}</start><duration>01:00</duration>
<persons><person id="1">Ann Lee</person></persons></event>"""


@pytest.fixture
def event(run_cli: Run, event_path: Path) -> Path:
    run_cli("new", event_path, "--title", "Съезд", "--from", "2025-08-12", "--to", "2025-08-15")
    return event_path


@pytest.fixture
def schedule_file(tmp_path: Path) -> Path:
    path = tmp_path / "schedule.xml"
    events = [EVENT.format(id=1, title="One", start="09:00"), EVENT.format(id=2, title="Two", start="never")]
    day = f'<day date="2025-08-13"><room name="Hall">{"".join(events)}</room></day>'
    path.write_text(f"<schedule><conference><title>Conf</title></conference>{day}</schedule>", encoding="utf-8")
    return path


def test_an_import_answers_in_json(run_cli: Run, event: Path, schedule_file: Path) -> None:
    ran = run_cli("import", "schedule", event, schedule_file, "--json")
    assert ran.status == 0
    answer = json.loads(ran.out)
    problem = {
        "row": 2, "event": "Two", "column": "start", "value": "never", "message": "The start is no time such as 09:30.",
        "severity": "error",
    }  # fmt: skip
    assert answer == {
        "inserted": 1, "updated": 0, "unchanged": 0, "rejected": 1, "rows_read": 2,
        "created": {"directions": 0, "districts": 1, "sites": 1, "halls": 1, "participants": 1},
        "dates": None, "dry_run": False, "problems": [problem],
    }  # fmt: skip
    counts = json.loads(run_cli("info", event, "--json").out)["counts"]
    assert (counts["activities"], counts["halls"], counts["participants"]) == (1, 1, 1)


def test_a_dry_run_leaves_the_event_alone(run_cli: Run, event: Path, schedule_file: Path) -> None:
    ran = run_cli("import", "schedule", event, schedule_file, "--dry-run")
    assert ran.out.splitlines() == [
        "Event 2, “Two”, refused: The start is no time such as 09:30.",
        "2 events read: 1 new, 0 changed, 0 unchanged, 1 refused.",
        "Nothing was written.",
    ]
    assert json.loads(run_cli("info", event, "--json").out)["counts"]["activities"] == 0


def test_a_file_that_is_no_schedule_exits_2_and_leaves_no_deed(run_cli: Run, event: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_bytes(b"<schedule><day>")
    ran = run_cli("import", "schedule", event, bad, "--json")
    assert (ran.status, ran.out) == (2, "")
    assert "broken at line 1" in ran.err
    assert len(json.loads(run_cli("history", event, "--json").out)["revisions"]) == 1


def test_an_import_is_undone(run_cli: Run, event: Path, schedule_file: Path) -> None:
    run_cli("import", "schedule", event, schedule_file)
    assert run_cli("undo", event).status == 0
    assert json.loads(run_cli("info", event, "--json").out)["counts"]["activities"] == 0


def test_exports_say_what_they_wrote(run_cli: Run, event: Path, schedule_file: Path, tmp_path: Path) -> None:
    run_cli("import", "schedule", event, schedule_file)
    xml, ics = tmp_path / "out.xml", tmp_path / "out.ics"
    answer = json.loads(run_cli("export", "schedule-xml", event, "--out", xml, "--json").out)
    assert answer == {"out": str(xml), "events": 1, "cancelled": 0, "too_long": []}
    answer = json.loads(
        run_cli("export", "ics", event, "--out", ics, "--person", "Ann Lee", "--json", "--language", "en").out
    )
    assert answer == {"out": str(ics), "events": 1}
    (found,) = icalendar.Calendar.from_ical(ics.read_bytes()).walk("VEVENT")
    assert str(found["DESCRIPTION"]) == "Speakers: Lee Ann"


def test_an_unknown_person_exits_2_and_writes_nothing(run_cli: Run, event: Path, tmp_path: Path) -> None:
    ran = run_cli("export", "ics", event, "--out", tmp_path / "out.ics", "--person", "Nobody")
    assert ran.status == 2
    assert "There is no participant “Nobody” in this event." in ran.err
    assert not (tmp_path / "out.ics").exists()
