"""`import participants` as a person types it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smalltowns_desktop.exchange.spreadsheet import write_workbook
from smalltowns_desktop.exchange.tables import Sheet
from smalltowns_desktop.storage.database import Database

LIST = Sheet(
    "Список",
    (
        ("ФИО", "Телефон", "Дата рождения", "Пол"),
        ("Иванов Иван Иванович", "8 981 707 72 01", "13.11.1985", "м"),
        (None, "8 981 707 72 02", None, None),
        ("Петрова Анна Ивановна", "нет", "31.02.1980", None),
        ("Итого: 3", None, None, None),
    ),
)


@pytest.fixture
def event(event_db: Database, event_path: Path) -> Path:
    event_db.close()
    return event_path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "list.xlsx"
    path.write_bytes(write_workbook([LIST]))
    return path


def test_the_answer_accounts_for_every_row(run_cli: Callable[..., Any], event: Path, source: Path) -> None:
    ran = run_cli("import", "participants", event, source, "--delegation", "Городец", "--json")
    assert (ran.status, ran.err) == (0, "")
    answer = json.loads(ran.out)
    assert {name: answer[name] for name in ("rows_read", "inserted", "updated", "unchanged", "queued", "rejected")} == {
        "rows_read": 3, "inserted": 2, "updated": 0, "unchanged": 0, "queued": 0, "rejected": 1
    }  # fmt: skip
    parts = ("row", "column", "value", "severity")
    assert [tuple(problem[part] for part in parts) for problem in answer["problems"]] == [
        (3, "ФИО", "", "error"), (4, "Телефон", "нет", "warning"), (4, "Дата рождения", "31.02.1980", "warning")
    ]  # fmt: skip
    assert answer["problems"][0]["message"] == "There is no name in this row."
    assert answer["left_out"] == [{"row": 5, "text": "Итого: 3"}]
    assert answer["delegations"] == ["Городец"]
    assert (answer["sheet"], answer["header_row"]) == ("Список", 1)
    assert answer["columns"][3] == {"column": "D", "heading": "Пол", "field": None}


def test_a_person_reads_sentences(run_cli: Callable[..., Any], event: Path, source: Path) -> None:
    ran = run_cli("import", "participants", event, source)
    assert ran.status == 0
    assert "3 rows with people were read." in ran.out
    assert "Row 4, Дата рождения: “31.02.1980”. There is no such day in the calendar." in ran.out
    assert "Row 5 is no person: Итого: 3" in ran.out
    assert "Columns kept in the notes: Пол." in ran.out


def test_changed_values_are_told(run_cli: Callable[..., Any], event: Path, source: Path) -> None:
    run_cli("import", "participants", event, source)
    rows = (LIST.rows[0], ("Иванов Иван Иванович", "8 999 000 00 00", "13.11.1985", "м"))
    source.write_bytes(write_workbook([Sheet("Список", rows)]))
    answer = json.loads(run_cli("import", "participants", event, source, "--json").out)
    assert answer["replaced"] == [
        {
            "row": 2,
            "person": "Иванов Иван Иванович",
            "field": "phone",
            "before": "+79817077201",
            "after": "+79990000000",
            "taken": True,
        }
    ]


def test_a_dry_run_changes_nothing(run_cli: Callable[..., Any], event: Path, source: Path) -> None:
    before = event.read_bytes()
    ran = run_cli("import", "participants", event, source, "--dry-run")
    assert ran.status == 0
    assert "Nothing was changed." in ran.out
    assert event.read_bytes() == before


def test_bad_input_is_a_sentence_and_status_two(run_cli: Callable[..., Any], event: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.xlsx").write_bytes(b"")
    (tmp_path / "other.csv").write_text("Телефон;Город\n1;Бор\n", encoding="utf-8")
    for arguments, words in (
        ((event, tmp_path / "absent.xlsx"), "There is no file"),
        ((event, tmp_path / "empty.xlsx"), "The file is empty."),
        ((event, tmp_path / "other.csv"), "No row of headings"),
        ((tmp_path / "absent.smalltowns", tmp_path / "other.csv"), "There is no event file"),
        ((event, tmp_path / "other.csv", "--on-duplicate", "guess"), "guess"),
    ):
        ran = run_cli("import", "participants", *arguments)
        assert (ran.status, ran.out) == (2, "")
        assert words in ran.err
        assert "Traceback" not in ran.err
