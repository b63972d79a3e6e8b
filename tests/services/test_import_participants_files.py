"""The real files: delegations with their answers, and the same deputies in five encodings."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from smalltowns_desktop.domain.model import EVENT_KEY, Event, Participant, QueuedRow
from smalltowns_desktop.services.events import create_event
from smalltowns_desktop.services.import_participants import ParticipantsImport, import_participants
from smalltowns_desktop.services.import_plan import OnDuplicate
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.rows import read_rows


@pytest.fixture
def delegations(shared_data: Path) -> Path:
    return shared_data / "people/delegations"


@pytest.fixture
def answers(delegations: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((delegations / "answers.json").read_text(encoding="utf-8"))
    return found


def people_of(db: Database) -> list[Participant]:
    with db.reading() as connection:
        return read_rows(connection, Participant)


def as_answers(people: list[Participant]) -> list[dict[str, str]]:
    return [
        {
            "surname": person.surname,
            "given_name": person.given_name,
            "patronymic": person.patronymic,
            "phone": person.phone,
            "birth_date": "" if person.birth_date is None else person.birth_date.isoformat(),
        }
        for person in sorted(people, key=lambda person: person.number)
    ]


@pytest.mark.parametrize(
    ("file", "delegation"), [("delegation-1-gorodets.xlsx", "Городец"), ("delegation-2-arzamas.csv", "Арзамас")]
)
def test_a_delegation_has_exactly_its_people(
    event_db: Database, delegations: Path, answers: dict[str, Any], file: str, delegation: str
) -> None:
    done = import_participants(event_db, delegations / file, delegation=delegation)
    assert done.rows_read == done.inserted == answers[file]["count"]
    assert as_answers(people_of(event_db)) == answers[file]["people"]
    assert done.problems == ()
    for text in answers[file].get("not_people", ()):
        assert any(text in item.text for item in done.left_out)


def test_no_cell_of_a_delegation_is_lost(event_db: Database, delegations: Path) -> None:
    import_participants(event_db, delegations / "delegation-2-arzamas.csv")
    first = people_of(event_db)[0]
    assert (first.position, first.organisation, first.town) == ("Журналист", "г. Арзамас", "Арзамас")
    import_participants(event_db, delegations / "delegation-1-gorodets.xlsx")
    denisov = next(person for person in people_of(event_db) if person.surname == "Денисов")
    assert (denisov.position, denisov.organisation) == ("депутат", "администрация г.о.г. Бор")
    assert (denisov.email, denisov.diet) == ("p579715@example.org", "аллергия на орехи")


def test_every_problem_row_is_named_and_the_rest_goes_in(
    event_db: Database, delegations: Path, answers: dict[str, Any]
) -> None:
    file = "delegation-3-problems.xlsx"
    done = import_participants(event_db, delegations / file)
    assert done.rows_read == answers[file]["count"]
    assert (done.inserted, done.rejected) == (10, 2)
    assert {str(problem.row) for problem in done.problems} == set(answers[file]["problem_rows"])
    assert {problem.row for problem in done.problems if problem.severity == "error"} == {3, 7}
    people = {person.surname: person for person in people_of(event_db)}
    assert people["Семёнова"].notes == "Дата рождения: 31.02.1980"
    assert people["Беляева"].phone == "какой-то телефон"
    assert people["Лебедев"].email == "not-an-address"
    assert people["Иванов"].given_name == "<b>Иван</b>"


def import_update(db: Database, delegations: Path, on_duplicate: OnDuplicate) -> ParticipantsImport:
    import_participants(db, delegations / "delegation-1-gorodets.xlsx", delegation="Городец")
    return import_participants(
        db, delegations / "delegation-1-gorodets-update.xlsx", delegation="Городец", on_duplicate=on_duplicate
    )


def test_an_update_recognises_everybody_and_merges_no_namesake(
    any_db: Database, delegations: Path, answers: dict[str, Any]
) -> None:
    answer = answers["delegation-1-gorodets-update.xlsx"]
    done = import_update(any_db, delegations, OnDuplicate.ASK)
    assert done.rows_read == answer["count"]
    assert done.inserted == len(answer["new"])
    assert done.updated + done.unchanged + done.queued == len(answer["same_as_old"])
    people = people_of(any_db)
    assert len(people) == 37 + 10
    newcomers = as_answers(people)[37:]
    assert sorted(newcomers, key=str) == sorted(answer["new"], key=str)
    assert answer["namesake"] in newcomers
    # Who was recognised, surely or as a question, is the person that the answers name.
    by_name = {person.full_name: person for person in people[:37]}
    with any_db.reading() as connection:
        (question,) = read_rows(connection, QueuedRow)
    asked = next(same for same in answer["same_as_old"] if same["old"].startswith("Ширяева"))
    assert question.candidate_id == by_name[asked["old"]].id
    for same in answer["same_as_old"]:
        assert same["old"] in by_name  # a name is never spoiled by a slip, initials or another order
    assert by_name["Денисова Ольга Сергеевна"].phone == "+79345068585"


def test_an_update_may_merge_the_likely_ones_too(event_db: Database, delegations: Path) -> None:
    done = import_update(event_db, delegations, OnDuplicate.MERGE)
    assert (done.inserted, done.queued) == (10, 0)
    assert "Фёдорова Ирина Олеговна" in {person.full_name for person in people_of(event_db)}


def test_the_same_deputies_from_every_encoding(tmp_path: Path, shared_data: Path) -> None:
    lists = set()
    for number, file in enumerate(sorted((shared_data / "people").glob("duma6_*"))):
        event = Event(EVENT_KEY, "Дума", date(2025, 8, 12), date(2025, 8, 15))
        with create_event(tmp_path / f"{number}.smalltowns", event, author=Author("", "")) as db:
            done = import_participants(db, file)
            assert (done.rows_read, done.inserted, done.problems) == (450, 450, ())
            lists.add(tuple(person.full_name for person in people_of(db)))
    assert len(lists) == 1
    assert len(set(lists.pop())) == 450
