import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from smalltowns_desktop.exchange.spreadsheet import write_workbook
from smalltowns_desktop.exchange.tables import Sheet

Run = Callable[..., Any]


@pytest.fixture
def congress(run_cli: Run, event_path: Path) -> Path:
    made = run_cli("new", event_path, "--title", "IV съезд", "--from", "2025-08-12", "--to", "2025-08-15")
    assert made.status == 0
    return event_path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    sheets = [
        Sheet("Делегации", (("название", "цвет"), ("Слоним", None), ("Мосты", "синий"))),
        Sheet("Participants", (("surname", "given_name", "delegation", "рост"), ("Иванов", "Иван", "Слоним", 180),
                               ("Петров", "Пётр", "Зельва", None))),
        Sheet("Заметки", (("купить воды",),)),
    ]  # fmt: skip
    path.write_bytes(write_workbook(sheets))
    return path


def test_import_answers_with_counts_and_problems(run_cli: Run, congress: Path, book: Path) -> None:
    dry = run_cli("import", "workbook", congress, book, "--dry-run", "--json")
    ran = run_cli("import", "workbook", congress, book, "--json")
    assert (dry.status, ran.status, ran.err) == (0, 0, "")
    answer, rehearsed = json.loads(ran.out), json.loads(dry.out)
    assert answer["inserted"] == {"Delegations": 2, "Participants": 1}
    assert (answer["rows_read"], answer["rejected"], answer["updated"], answer["unchanged"]) == (
        4,
        {"Participants": 1},
        {},
        {},
    )
    assert answer["revision"] > 0
    assert {**answer, "revision": None, "dry_run": True} == rehearsed
    assert answer["problems"][1:] == [
        {
            "sheet": "Participants", "row": 1, "column": "рост", "value": None, "severity": "warning",
            "message": "The workbook has no column of this name here, so it was not read.",
        },
        {
            "sheet": "Participants", "row": 3, "column": "delegation", "value": "Зельва", "severity": "error",
            "message": "There is no delegation “Зельва” in this event.",
        },
        {
            "sheet": "Заметки", "row": None, "column": None, "value": None, "severity": "warning",
            "message": "The workbook has no sheet of this name, so it was not read.",
        },
    ]  # fmt: skip
    assert run_cli("undo", congress).status == 0
    assert json.loads(run_cli("info", congress, "--json").out)["counts"]["participants"] == 0


def test_import_tells_a_person_what_it_did(run_cli: Run, congress: Path, book: Path) -> None:
    ran = run_cli("import", "workbook", congress, book, "--dry-run", "--language", "en")
    assert ran.out.splitlines() == [
        "Делегации, row 3, colour, “синий”: It should be a colour such as #1D6FB8.",
        "Participants, row 1, рост: The workbook has no column of this name here, so it was not read.",
        "Participants, row 3, delegation, “Зельва”: There is no delegation “Зельва” in this event.",
        "Заметки: The workbook has no sheet of this name, so it was not read.",
        "4 rows read.",
        "New: 3, changed: 0, as before: 0, refused: 1.",
        "Nothing was written.",
    ]


def test_export_and_import_give_the_same_event(run_cli: Run, congress: Path, book: Path, tmp_path: Path) -> None:
    run_cli("import", "workbook", congress, book)
    other = tmp_path / "other.smalltowns"
    run_cli("new", other, "--title", "Другой", "--from", "2020-01-01", "--to", "2020-01-01")
    out = tmp_path / "out.xlsx"
    done = run_cli("export", "workbook", congress, "--out", out, "--json")
    assert json.loads(done.out) == {"out": str(out), "rows": 22}
    assert run_cli("import", "workbook", other, out, "--json").status == 0
    for event, name in ((congress, "a"), (other, "b")):
        assert run_cli("export", "mirror", event, "--out", tmp_path / name).status == 0
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_attendance_and_participants_are_written(run_cli: Run, congress: Path, book: Path, tmp_path: Path) -> None:
    run_cli("import", "workbook", congress, book)
    (badge,) = json.loads(run_cli("badges", congress, "--json").out)
    run_cli("checkin", congress, "--checkpoint", "door", "--station", "A", "--at", "2025-08-12 09:30", badge["code"])
    for kind in ("participants", "attendance"):
        for ending in ("csv", "xlsx"):
            out = tmp_path / f"{kind}.{ending}"
            assert json.loads(run_cli("export", kind, congress, "--out", out, "--json").out)["rows"] == 1
    assert "2025-08-12 09:30:00" in (tmp_path / "attendance.csv").read_text(encoding="utf-8")


def test_what_cannot_be_done_is_said_and_nothing_is_written(run_cli: Run, congress: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"nothing")
    for arguments in (
        ("import", "workbook", congress, tmp_path / "broken.xlsx"),
        ("import", "workbook", congress, tmp_path / "missing.xlsx"),
        ("import", "workbook", tmp_path / "missing.smalltowns", tmp_path / "broken.xlsx"),
        ("export", "workbook", congress, "--out", tmp_path / "out.doc"),
        ("export", "mirror", congress, "--out", tmp_path / "no" / "where"),
    ):
        ran = run_cli(*arguments, "--json")
        assert (ran.status, ran.out) == (2, "")
        assert "Traceback" not in ran.err
        assert ran.err.strip()
