"""Power goes in the middle of a queue: what a desk has acknowledged is never lost."""

import itertools
import json
import random
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import pytest

from smalltowns_desktop.domain.checkin import Outcome, chain_faults
from smalltowns_desktop.domain.ids import CheckpointId, ParticipantId
from smalltowns_desktop.domain.model import Checkpoint, CheckpointKind, EntryPolicy, Participant, Scan
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.badges import issue_badges
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.rows import read_rows

PEOPLE = 300


@pytest.fixture
def codes(event_db: Database) -> list[str]:
    """Badges of people who may come and go: every scan of one of them is admitted."""
    people = [Participant(ParticipantId(f"p{number}"), number + 1, f"Person {number}", "") for number in range(PEOPLE)]
    with event_db.deed(say("People")) as deed:
        deed.insert(Checkpoint(CheckpointId("c"), CheckpointKind.DOOR, "", EntryPolicy.COUNT), *people)
    found = [badge.code for badge in issue_badges(event_db)]
    event_db.close()
    return found


def test_killed_in_the_middle_of_scans(event_path: Path, codes: list[str]) -> None:
    kill_and_look(event_path, codes, rounds=5)


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_killed_fifty_times(event_path: Path, codes: list[str]) -> None:
    kill_and_look(event_path, codes, rounds=50)


def kill_and_look(event: Path, codes: list[str], rounds: int) -> None:
    chance = random.Random(20250813)
    acknowledged: dict[int, dict[str, Any]] = {}
    for round_number in range(rounds):
        answers = run_until_killed(event, codes, chance.randint(1, 400))
        for answer in answers:
            assert answer["sequence"] not in acknowledged, "no number is given twice"
            acknowledged[answer["sequence"]] = answer
        rows = {row.sequence: row for row in rows_of(event)}
        assert sorted(rows) == list(range(1, len(rows) + 1)), f"round {round_number}: the sequence has a gap"
        assert chain_faults(rows.values()) == []
        for sequence, answer in acknowledged.items():
            row = rows[sequence]
            assert (row.code, row.at, row.outcome) == (answer["code"], answer["at"], answer["outcome"])
            assert row.outcome == Outcome.ADMITTED


def run_until_killed(event: Path, codes: list[str], after: int) -> list[dict[str, Any]]:
    """Feed a desk without end, kill it after so many answers; every answer that came out whole."""
    command = [sys.executable, "-m", "smalltowns_desktop", "checkin", str(event), "--checkpoint", "door"]
    with subprocess.Popen(
        [*command, "--station", "d1", "--json", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        feeder = threading.Thread(target=feed, args=(process.stdin, itertools.cycle(codes)))
        feeder.start()
        answers = list(whole_lines(itertools.islice(process.stdout, after)))
        process.kill()
        answers += whole_lines(process.stdout)
        process.wait()
        feeder.join()
    return answers


def feed(stream: IO[bytes], codes: Iterable[str]) -> None:
    """Until whoever reads is killed."""
    with suppress(OSError), stream:
        for code in codes:
            stream.write(code.encode() + b"\n")
            stream.flush()


def whole_lines(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in lines if line.endswith(b"\n"))


def rows_of(event: Path) -> list[Scan]:
    with open_event(event, author=Author("", "")) as db, db.reading() as connection:
        return read_rows(connection, Scan)
