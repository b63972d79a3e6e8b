"""The samples that ship with the program do what the guide and `make run` say they do."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "resources" / "samples"
NAMES = ("delegation-gorodets.xlsx", "event-workbook.xlsx")
Run = Callable[..., Any]


@pytest.fixture
def event(run_cli: Run, event_path: Path) -> Path:
    run_cli("new", event_path, "--title", "Съезд", "--from", "2025-08-12", "--to", "2025-08-15")
    return event_path


def cells(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def test_the_samples_are_those_that_the_script_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "tools" / "build_samples.py", tmp_path], check=True)
    for name in NAMES:
        assert cells(tmp_path / name) == cells(SAMPLES / name)


def test_the_sample_list_goes_in_but_for_its_mistakes(run_cli: Run, event: Path) -> None:
    ran = run_cli("import", "participants", event, SAMPLES / NAMES[0], "--delegation", "Городец", "--json")
    assert ran.status == 0
    answer = json.loads(ran.out)
    counts = {word: answer[word] for word in ("rows_read", "inserted", "updated", "unchanged", "queued", "rejected")}
    assert counts == {"rows_read": 30, "inserted": 28, "updated": 1, "unchanged": 0, "queued": 0, "rejected": 1}
    assert [(problem["row"], problem["severity"]) for problem in answer["problems"]] == [
        (26, "warning"),
        (27, "warning"),
        (28, "warning"),
        (38, "notice"),
        (40, "error"),
        (41, "notice"),
    ]


def test_the_sample_workbook_goes_in_whole(run_cli: Run, event: Path) -> None:
    ran = run_cli("import", "workbook", event, SAMPLES / NAMES[1], "--json")
    assert ran.status == 0
    answer = json.loads(ran.out)
    assert (answer["rejected"], answer["problems"]) == ({}, [])
    counts = json.loads(run_cli("info", event, "--json").out)["counts"]
    assert (counts["sites"], counts["participants"], counts["activities"], counts["commitments"]) == (4, 7, 6, 1)
