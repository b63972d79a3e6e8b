"""`checkin` and `badges` as a script meets them."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from smalltowns_desktop.domain.checkin import chain_faults
from smalltowns_desktop.domain.ids import ActivityId, DelegationId, GroupId, ParticipantId
from smalltowns_desktop.domain.model import Activity, ActivityGroup, ActivityKind, Delegation, Group, Participant, Scan
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.badges import issue_badges
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.rows import read_rows

RunCli = Callable[..., Any]
KEYS = [
    "code", "outcome", "participant_id", "name", "delegation", "since", "where", "station", "sequence", "at", "forced",
]  # fmt: skip
NINE = ("--at", "2025-08-13 09:00")


@pytest.fixture
def event(event_path: Path, event_db: Database) -> Path:
    """Two delegations of three; a tour for the first one."""
    delegations = [Delegation(DelegationId(name), name, name[:2].upper()) for name in ("mosty", "zelva")]
    people = [
        Participant(
            ParticipantId(f"p{number}"), number, f"Фамилия{number}", "Имя", delegation_id=delegations[number // 3].id
        )
        for number in range(6)
    ]
    tour = Activity(
        ActivityId("tour"), "Экскурсия", ActivityKind.VISIT, datetime(2025, 8, 13, 9), datetime(2025, 8, 13, 10)
    )
    group = Group(GroupId("g"), "Мосты", DelegationId("mosty"))
    people = [*people[1:], Participant(ParticipantId("p6"), 6, "Без", "Делегации")]
    with event_db.deed(say("Plan")) as deed:
        deed.insert(*delegations, *people, group, tour, ActivityGroup(tour.id, group.id))
    issue_badges(event_db)
    event_db.close()
    return event_path


@pytest.fixture
def codes(event: Path) -> list[str]:
    with open_event(event, author=Author("", "")) as db:
        return [badge.code for badge in issue_badges(db)]


def rows_of(event: Path) -> list[Scan]:
    with open_event(event, author=Author("", "")) as db, db.reading() as connection:
        rows = read_rows(connection, Scan)
    assert chain_faults(rows) == []
    return sorted(rows, key=lambda row: (row.station, row.sequence))


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_one_json_line_a_code(run_cli: RunCli, event: Path, codes: list[str]) -> None:
    ran = run_cli("checkin", event, "--checkpoint", "door", "--station", "d1", *NINE, "--json", codes[0], codes[5], "x")
    assert ran.status == 0
    answers = lines(ran.out)
    assert [list(answer) for answer in answers] == [KEYS] * 3
    assert answers[0] == {
        "code": codes[0], "outcome": "admitted", "participant_id": "p1", "name": "Фамилия1 Имя", "delegation": "mosty",
        "since": None, "where": None, "station": "d1", "sequence": 1, "at": "2025-08-13T09:00:00+03:00",
        "forced": False,
    }  # fmt: skip
    assert answers[1]["delegation"] is None
    assert [answers[2][key] for key in ("outcome", "participant_id", "name", "sequence")] == [
        "unreadable",
        None,
        None,
        3,
    ]


def test_where_tells_who_let_in_or_where_to_go(run_cli: RunCli, event: Path, codes: list[str]) -> None:
    run_cli("checkin", event, "--checkpoint", "Экскурсия", "--station", "d1", *NINE, codes[0])
    ran = run_cli("checkin", event, "--checkpoint", "tour", "--station", "d2", *NINE, "--json", codes[0], codes[4])
    already, stranger = lines(ran.out)
    assert (already["outcome"], already["since"], already["where"]) == ("already-in", "2025-08-13T09:00:00+03:00", "d1")
    assert (stranger["outcome"], stranger["where"]) == ("not-expected", None)


def test_force_exit_and_operator_are_written_down(run_cli: RunCli, event: Path, codes: list[str]) -> None:
    common = ("checkin", event, "--checkpoint", "tour", "--station", "d1", *NINE, "--operator", "Оля", "--json")
    (forced,) = lines(run_cli(*common, "--force", "гость", codes[4]).out)
    (left,) = lines(run_cli(*common, "--exit", codes[4]).out)
    assert (forced["outcome"], forced["forced"], left["outcome"]) == ("admitted", True, "admitted")
    assert [(row.direction, row.reason, row.operator) for row in rows_of(event)] == [
        ("in", "гость", "Оля"), ("out", "", "Оля"),
    ]  # fmt: skip


def test_people_read_sentences(run_cli: RunCli, event: Path, codes: list[str]) -> None:
    ran = run_cli("checkin", event, "--checkpoint", "door", "--station", "d1", *NINE, codes[0], "x")
    assert ran.out.splitlines() == ["In: Фамилия1 Имя, mosty", "Not a badge code: x"]


def test_standard_input_may_hold_anything(run_cli: RunCli, event: Path, codes: list[str]) -> None:
    data = b"\n".join([b"\xff\xfe\x00", b"", codes[0].encode(), b"x" * 10_000_000, b"  \r", codes[1].lower().encode()])
    ran = run_cli("checkin", event, "--checkpoint", "door", "--station", "d1", *NINE, "--json", "-", stdin=data)
    assert ran.status == 0
    assert [answer["outcome"] for answer in lines(ran.out)] == ["unreadable", "admitted", "unreadable", "admitted"]
    assert [row.sequence for row in rows_of(event)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--checkpoint", "nowhere"), "There is no checkpoint “nowhere”"),
        (("--checkpoint", "door", "--at", "soon"), "“soon” is not a time"),
        (("--checkpoint", "door", "--at", "0001-01-01 00:00+14:00"), "is not a time"),
        (("--checkpoint", "door", "--station", " "), "Name this laptop"),
        (("--checkpoint", "door", "--force", ""), "Say why"),
        ((), "--checkpoint"),
    ],
)
def test_wrong_use_is_told_and_nothing_written(
    run_cli: RunCli, event: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = run_cli("checkin", event, *arguments, "X")
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert rows_of(event) == []


def test_badges_lists_everybody(run_cli: RunCli, event: Path, codes: list[str]) -> None:
    ran = run_cli("badges", event, "--json")
    badges = json.loads(ran.out)
    assert [list(badge) for badge in badges] == [
        ["participant_id", "name", "delegation", "code", "issued_at", "revoked"]
    ] * 6
    assert [badge["code"] for badge in badges] == codes
    assert codes[0][2:6] in run_cli("badges", event).out


# The real program, as a desk runs it


def start(event: Path, station: str, checkpoint: str = "door") -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "smalltowns_desktop", "checkin", str(event), "--checkpoint", checkpoint]
    return subprocess.Popen(
        [*command, "--station", station, "--json", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.fixture
def desk(event: Path, codes: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    with start(event, "d1") as process:
        yield process
        process.kill()


def send(process: subprocess.Popen[bytes], code: str) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(code.encode() + b"\n")
    process.stdin.flush()
    answer: dict[str, Any] = json.loads(process.stdout.readline())
    return answer


def test_an_answer_comes_before_the_next_code(desk: subprocess.Popen[bytes], event: Path, codes: list[str]) -> None:
    for number, code in enumerate(codes, 1):
        assert send(desk, code)["sequence"] == number
        assert len(rows_of(event)) == number  # durable for another program, too
    _, errors = desk.communicate()
    assert (desk.returncode, errors) == (0, b"")


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_an_interrupt_ends_the_desk_cleanly(desk: subprocess.Popen[bytes], event: Path, codes: list[str]) -> None:
    send(desk, codes[0])
    desk.send_signal(signal.SIGINT)
    _, errors = desk.communicate()
    assert desk.returncode in (0, 130)
    assert b"Traceback" not in errors
    assert len(rows_of(event)) == 1
    assert not list(event.parent.glob("*-wal"))


def test_a_reader_that_goes_away_ends_the_desk_cleanly(
    desk: subprocess.Popen[bytes], event: Path, codes: list[str]
) -> None:
    send(desk, codes[0])
    assert desk.stdin is not None
    assert desk.stdout is not None
    assert desk.stderr is not None
    desk.stdout.close()
    desk.stdin.write(f"{codes[1]}\n{codes[2]}\n".encode())
    desk.stdin.flush()
    errors = desk.stderr.read()
    assert (desk.wait(), errors) == (0, b"")
    assert len(rows_of(event)) == 3  # what was written stays written, told or not


def test_two_programs_admit_each_person_once(event: Path, codes: list[str]) -> None:
    answers: dict[str, list[dict[str, Any]]] = {}

    def work(process: subprocess.Popen[bytes], station: str) -> None:
        answers[station] = [send(process, code) for code in codes]

    with start(event, "d1") as first, start(event, "d2") as second:
        threads = [threading.Thread(target=work, args=pair) for pair in ((first, "d1"), (second, "d2"))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [first.communicate()[1], second.communicate()[1]] == [b"", b""]
    for one, two in zip(answers["d1"], answers["d2"], strict=True):
        assert sorted([one["outcome"], two["outcome"]]) == ["admitted", "already-in"]
    assert len(rows_of(event)) == 2 * len(codes)
