"""`print itineraries` and `print badges` as scripts use them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def event(run_cli: Run, event_path: Path) -> Path:
    run_cli("demo", event_path, "--participants", 24, "--delegations", 3, "--sites", 8)
    return event_path


def test_itineraries_answer_in_json_and_in_words(run_cli: Run, event: Path, tmp_path: Path) -> None:
    out = tmp_path / "i.pdf"
    ran = run_cli("print", "itineraries", event, "--out", out, "--language", "en", "--json")
    assert ran.status == 0
    answer = json.loads(ran.out)
    assert answer["out"] == str(out)
    assert answer["documents"] == 3
    assert answer["pages"] >= 3
    assert isinstance(answer["findings"], list)
    assert out.read_bytes().startswith(b"%PDF")
    ran = run_cli("print", "itineraries", event, "--out", out, "--stale-only", "--language", "en")
    assert (ran.status, ran.out) == (0, "Nothing is out of date.\n")


def test_badges_go_onto_the_named_sheet(run_cli: Run, event: Path, tmp_path: Path) -> None:
    order = ("--sheet", "90x65", "--start-cell", 8, "--language", "en", "--json")
    ran = run_cli("print", "badges", event, "--out", tmp_path / "b.pdf", *order)
    answer = json.loads(ran.out)
    assert (ran.status, answer["documents"], answer["pages"]) == (0, 24, 4)
    folder = tmp_path / "badges"
    ran = run_cli("print", "badges", event, "--out", folder, "--split", "--language", "en")
    assert ran.status == 0
    assert len(list(folder.glob("*.pdf"))) == 24
    assert "24 papers" in ran.out


def test_a_finding_names_whose_paper_and_where(run_cli: Run, event_path: Path, tmp_path: Path) -> None:
    run_cli("new", event_path, "--title", "Съезд", "--from", "2025-08-12", "--to", "2025-08-15")
    people = tmp_path / "people.csv"
    people.write_text("Фамилия;Имя\nИванов漢;Иван\n", encoding="utf-8")
    run_cli("import", "participants", event_path, people, "--delegation", "Бор")
    ran = run_cli("print", "badges", event_path, "--out", tmp_path / "b.pdf", "--language", "en", "--json")
    findings = json.loads(ran.out)["findings"]
    assert [finding["field"] for finding in findings] == ["surname", "latin"]
    assert findings[0] == {
        "kind": "missing-glyphs",
        "subject": "Иванов漢 Иван",
        "field": "surname",
        "detail": "no letter in the fonts for: 漢 (U+6F22)",
    }


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (("badges", "--sheet", "A3"), "There is no label sheet “A3”"),
        (("badges", "--start-cell", "99"), "cells 1 to 10"),
        (("itineraries", "--day", "tomorrow"), "“tomorrow” is not a date"),
        (("itineraries", "--person", "Никто"), "There is no participant “Никто”"),
    ],
)
def test_what_cannot_be_printed_is_said_in_a_sentence(
    run_cli: Run, event: Path, tmp_path: Path, order: tuple[str, ...], said: str
) -> None:
    kind, *options = order
    ran = run_cli("print", kind, event, "--out", tmp_path / "x.pdf", "--language", "en", *options)
    assert ran.status == 2
    assert said in ran.err
    assert ran.out == ""
    assert not (tmp_path / "x.pdf").exists()
