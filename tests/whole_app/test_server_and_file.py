"""The same commands on an event in a file and on a server give the same."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.postgresql
LIST = """Список делегации;;
ФИО;Должность;Телефон
Иванова Анна Петровна;директор школы;+375 29 123-45-67
Сидоров Пётр;водитель;
;;
"""


@pytest.fixture
def targets(server_database: str, tmp_path: Path) -> dict[str, str]:
    return {"file": str(tmp_path / "demo.smalltowns"), "server": server_database}


def test_the_main_job_gives_the_same_on_a_server_as_in_a_file(
    targets: dict[str, str], tmp_path: Path, run_cli: Callable[..., Any]
) -> None:
    people = tmp_path / "list.csv"
    people.write_text(LIST, encoding="utf-8-sig")

    def run(*arguments: object) -> Any:
        ran = run_cli(*arguments)
        assert ran.status == 0, ran.err
        return json.loads(ran.out) if "--json" in arguments else ran.out

    def mirror(target: str, name: str) -> bytes:
        out = tmp_path / name
        run("export", "mirror", target, "--out", out)
        return out.read_bytes()

    found: dict[str, list[Any]] = {}
    for place, target in targets.items():
        run("demo", target, "--participants", 60, "--delegations", 4, "--activities", 40, "--seed", 7)
        made = mirror(target, f"{place} made.jsonl")
        imported = run("import", "participants", target, people, "--delegation", "Мосты", "--json")
        counts = run("info", target, "--json")["counts"]
        conflicts = run("check", target, "--json") if run_cli("check", target).status == 0 else None
        if conflicts is None:
            ran = run_cli("check", target, "--json")
            assert ran.status == 1
            conflicts = json.loads(ran.out)
        deeds = [(deed["number"], deed["deed"]) for deed in run("history", target, "--json")["revisions"]]
        run("undo", target)
        assert mirror(target, f"{place} undone.jsonl") == made
        run("redo", target)
        run("undo", target)
        badges = run("badges", target, "--json")
        codes = [badge["code"] for badge in badges[:5]]
        scans = [
            json.loads(line)["outcome"]
            for line in run_cli(
                "checkin", target, "--checkpoint", "door", "--station", "дверь 1", "--at", "2025-08-13 09:00", *codes,
                codes[0], "nonsense", "--json",
            ).out.splitlines()
        ]  # fmt: skip
        copy = tmp_path / f"{place} copy.smalltowns"
        run("backup", target, "--out", copy)
        assert mirror(str(copy), f"{place} copy.jsonl") == mirror(target, f"{place} end.jsonl")
        for checked in (target, copy):
            assert run("doctor", checked, "--json")["counts"] == {"error": 0, "warning": 0, "notice": 0}
        history = len(run("history", str(copy), "--json")["revisions"])
        found[place] = [made, imported, counts, conflicts["counts"], deeds, len(badges), scans, history]
    assert found["server"] == found["file"]
    assert found["file"][1]["inserted"] == 2
