"""`checkin` of 10,000 codes from standard input with 100,000 participants, beside as many bare INSERT and COMMIT.

The figure is the whole process, from its start to its end. The floor has the same pragmas and the same disk.
"""

import json
import random
import subprocess
import sys
from datetime import date
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from common import ROOT, report

from smalltowns_desktop.domain.ids import DelegationId, ParticipantId, new_id
from smalltowns_desktop.domain.model import EVENT_KEY, Delegation, Event, Participant
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.badges import issue_badges
from smalltowns_desktop.services.events import create_event
from smalltowns_desktop.storage.database import Author, Database

PEOPLE = 100_000
CODES = 10_000
ONE_BY_ONE = 2_000
AT_MOST = 2
AUTHOR = Author("benchmark", "desk-1")


def main() -> None:
    (ROOT / "build").mkdir(exist_ok=True)  # not the system's own folder, which may lie in memory
    with TemporaryDirectory(dir=ROOT / "build") as folder:
        event = Path(folder) / "congress.smalltowns"
        codes = make_event(event)
        random.Random(0).shuffle(codes)
        floors = [bare_commits(Path(folder) / "floor-1.smalltowns")]
        figure = check_in(event, codes[:CODES])
        floors.append(bare_commits(Path(folder) / "floor-2.smalltowns"))
        report(
            f"checkin of {CODES} codes, {PEOPLE} participants", figure,
            "as many bare INSERT and COMMIT", sum(floors) / len(floors), AT_MOST,
        )  # fmt: skip
        latencies = one_by_one(event, codes[CODES : CODES + ONE_BY_ONE])
        print(
            f"one code at a time, sent to answered: median {median(latencies) * 1000:.2f} ms, "
            f"99 of 100 within {quantiles(latencies, n=100)[98] * 1000:.2f} ms, at most 100 ms"
        )


def make_event(path: Path) -> list[str]:
    """An event of many people with badges; returns their codes."""
    event = Event(EVENT_KEY, "Benchmark", date(2025, 8, 12), date(2025, 8, 15))
    delegations = [Delegation(DelegationId(new_id()), f"Town {number}", f"T{number}") for number in range(2_000)]
    people = (
        Participant(
            ParticipantId(new_id()), number, f"Surname{number}", "Given", "Patronymic",
            delegation_id=delegations[number % len(delegations)].id,
        )
        for number in range(1, PEOPLE + 1)
    )  # fmt: skip
    with create_event(path, event, author=AUTHOR) as db:
        with db.deed(say("Add people")) as deed:
            deed.insert_all(delegations)
            deed.insert_all(people)
        return [badge.code for badge in issue_badges(db)]


def bare_commits(path: Path) -> float:
    """Seconds for one transaction a row, by the driver alone, into a table without an index."""
    event = Event(EVENT_KEY, "Floor", date(2025, 8, 12), date(2025, 8, 15))
    with create_event(path, event, author=AUTHOR) as db:
        connection = raw_connection(db)
        connection.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, content TEXT NOT NULL)")
        content = "x" * 400  # about what a scan weighs
        begin = perf_counter()
        for number in range(CODES):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO bare VALUES (?, ?)", (number, content))
            connection.execute("COMMIT")
        return perf_counter() - begin


def raw_connection(db: Database) -> Any:
    return db.engine.raw_connection().driver_connection


def desk(event: Path) -> list[str]:
    program = [sys.executable, "-m", "smalltowns_desktop", "checkin", str(event)]
    return [*program, "--checkpoint", "door", "--station", "desk-1", "--json", "-"]


def check_in(event: Path, codes: list[str]) -> float:
    """Seconds for the whole program."""
    begin = perf_counter()
    ran = subprocess.run(desk(event), input="\n".join(codes).encode(), stdout=subprocess.PIPE, check=True, cwd=ROOT)
    took = perf_counter() - begin
    answers = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [answer["code"] for answer in answers] == codes
    assert {answer["outcome"] for answer in answers} == {"admitted"}
    return took


def one_by_one(event: Path, codes: list[str]) -> list[float]:
    """Seconds from each code to its answer, where the next comes only after the last was answered."""
    latencies = []
    with subprocess.Popen(desk(event), stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for code in ["warming up", *codes]:
            begin = perf_counter()
            process.stdin.write(code.encode() + b"\n")
            process.stdin.flush()
            process.stdout.readline()
            latencies.append(perf_counter() - begin)
    return latencies[1:]


if __name__ == "__main__":
    main()
