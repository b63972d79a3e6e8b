"""The import of people step by step: corrected, decided row by row, and what was put off decided later."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from smalltowns_desktop.domain.errors import GoneAlready
from smalltowns_desktop.domain.ids import DelegationId, ParticipantId, QueuedRowId, new_id
from smalltowns_desktop.domain.model import Delegation, Participant, QueuedRow, QueuedRowStatus, Role
from smalltowns_desktop.domain.text import PLAIN, say
from smalltowns_desktop.exchange.headings import IGNORED
from smalltowns_desktop.exchange.spreadsheet import write_workbook
from smalltowns_desktop.exchange.tables import Cell, Sheet
from smalltowns_desktop.services.import_participants import (
    ListReading,
    open_list,
    plan_list,
    read_list,
    summarise,
    write_list,
    write_problem_rows,
)
from smalltowns_desktop.services.import_plan import Decision, OnDuplicate, Outcome, fields_to_json
from smalltowns_desktop.services.journal import undo_deed
from smalltowns_desktop.services.merging import NAME, merge_by_choice
from smalltowns_desktop.services.review import fields_of_queued, resolve_queued_row
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows

START = date(2025, 8, 12)
ARZAMAS = Delegation(DelegationId(new_id()), "Арзамас", "АР")
KLYONOV = Participant(
    ParticipantId(new_id()),
    7,
    "Клёнов",
    "Пётр",
    "",
    delegation_id=ARZAMAS.id,
    position="директор",
    phone="+79000000011",
)
HEADINGS = ("ФИО", "Телефон", "Должность", "Площадка")
LIST = (
    ("Рябинина Вера Павловна", "+79000000000", "начальник отдела", "культура"),
    ("Кленов Петр Андреевич", "+79000000012", "генеральный директор", "бизнес"),
    ("=1+1", "+79000000013", "", ""),
)


@pytest.fixture
def read(tmp_path: Path, event_db: Database) -> Callable[..., ListReading]:
    with event_db.deed(say("Seed")) as deed:
        deed.insert(ARZAMAS, KLYONOV)

    def read_rows_of(*rows: tuple[Cell, ...], **choices: object) -> ListReading:
        path = tmp_path / "list.xlsx"
        path.write_bytes(write_workbook([Sheet("Список", (HEADINGS, *(rows or LIST)))]))
        return read_list(open_list(path), START, sheet="Список", **choices)  # type: ignore[arg-type]

    return read_rows_of


def people_of(db: Database) -> dict[str, Participant]:
    with db.reading() as connection:
        return {person.surname: person for person in read_rows(connection, Participant)}


def test_a_plan_asks_about_likely_people_and_writes_nothing(
    event_db: Database, read: Callable[..., ListReading]
) -> None:
    plan = plan_list(event_db, read(), delegation="Арзамас")
    done = summarise(read(), plan)
    assert (done.inserted, done.updated, done.unchanged, done.queued, done.rejected) == (1, 0, 0, 1, 1)
    assert plan.questions[3].match.person == KLYONOV
    assert list(people_of(event_db)) == ["Клёнов"]


@pytest.mark.parametrize(
    ("decision", "outcome", "surnames"),
    [
        (Decision(OnDuplicate.NEW), Outcome.INSERTED, {"Клёнов", "Кленов", "Рябинина"}),
        (Decision(OnDuplicate.SKIP), Outcome.UNCHANGED, {"Клёнов", "Рябинина"}),
        (Decision(OnDuplicate.MERGE), Outcome.UPDATED, {"Клёнов", "Рябинина"}),
    ],
)
def test_a_decided_row_is_merged_new_or_skipped_and_still_shown_as_decided(
    event_db: Database, read: Callable[..., ListReading], decision: Decision, outcome: Outcome, surnames: set[str]
) -> None:
    reading = read()
    plan = plan_list(event_db, reading, delegation="Арзамас", decisions={3: decision})
    assert (plan.outcomes[3], list(plan.questions)) == (outcome, [3])
    done = write_list(event_db, reading, delegation="Арзамас", decisions={3: decision})
    assert done.rows_read == done.inserted + done.updated + done.unchanged + done.queued + done.rejected
    assert set(people_of(event_db)) == surnames
    undo_deed(event_db)
    assert people_of(event_db) == {"Клёнов": KLYONOV}


def test_of_a_merge_each_field_is_chosen(event_db: Database, read: Callable[..., ListReading]) -> None:
    choices = {NAME: False, "position": True, "phone": False}
    write_list(event_db, read(), delegation="Арзамас", decisions={3: Decision(OnDuplicate.MERGE, choices)})
    merged = people_of(event_db)["Клёнов"]
    assert merged == replace(KLYONOV, patronymic="Андреевич", position="генеральный директор", notes="Площадка: бизнес")


def test_what_the_chosen_side_does_not_say_is_not_lost() -> None:
    found = {"surname": "Кленов", "given_name": "Петр", "email": "", "diet": "без лактозы"}
    choices = {NAME: True, "email": True, "diet": False, "phone": True}
    merged, _ = merge_by_choice(replace(KLYONOV, patronymic="Андреевич", email="k@a.by"), found, "typo", choices)
    assert (merged.full_name, merged.email, merged.phone) == ("Кленов Петр Андреевич", "k@a.by", KLYONOV.phone)
    assert merged.diet == "без лактозы"


def test_a_choice_never_puts_the_departure_before_the_arrival() -> None:
    stay = replace(KLYONOV, arrives_at=datetime(2025, 8, 12), departs_at=datetime(2025, 8, 13))
    found = {"arrives_at": datetime(2025, 8, 14), "departs_at": datetime(2025, 8, 15)}
    merged, _ = merge_by_choice(stay, found, "name", {"arrives_at": True, "departs_at": False})
    assert merged.arrives_at is not None
    assert merged.departs_at is not None
    assert merged.arrives_at <= merged.departs_at


def test_any_row_can_be_skipped_and_a_sure_one_be_made_new(
    event_db: Database, read: Callable[..., ListReading]
) -> None:
    row = ("Клёнов Пётр Андреевич", "+79000000011", "", "")
    reading = read(LIST[0], row)
    sure = plan_list(event_db, reading, delegation="Арзамас")
    assert (sure.outcomes[3], sure.questions) == (Outcome.UPDATED, {})
    decisions = {2: Decision(OnDuplicate.SKIP), 3: Decision(OnDuplicate.NEW)}
    plan = plan_list(event_db, reading, delegation="Арзамас", decisions=decisions)
    assert plan.outcomes == {2: Outcome.UNCHANGED, 3: Outcome.INSERTED}


def test_cells_and_columns_are_put_right_before_anything_is_written(
    event_db: Database, read: Callable[..., ListReading], tmp_path: Path
) -> None:
    reading = read(corrections={(4, 0): "Сосновский Артём Львович"}, mapping={"площадка": IGNORED})
    plan = plan_list(event_db, reading, delegation="Арзамас")
    assert summarise(reading, plan).rejected == 0
    assert {person.notes for person in plan.participants.values()} == {""}
    before = read()
    assert write_problem_rows(tmp_path / "back.xlsx", before, plan_list(event_db, before), PLAIN) == 1


def queue(db: Database, read: Callable[..., ListReading]) -> QueuedRow:
    write_list(db, read(), delegation="Арзамас")
    with db.reading() as connection:
        (row,) = read_rows(connection, QueuedRow)
    return row


def test_a_question_that_was_put_off_is_answered_in_one_deed(any_db: Database, tmp_path: Path) -> None:
    with any_db.deed(say("Seed")) as deed:
        fields = {"surname": "Кленов", "given_name": "Петр", "role": Role.HEAD, "birth_date": date(1980, 2, 1)}
        fields |= {"languages": ("ru",), "arrives_at": datetime(2025, 8, 12, 9), "delegation_id": new_id()}
        row = QueuedRow(
            QueuedRowId(new_id()), "list.xlsx", 3, fields_to_json(fields), KLYONOV.id, 88, ("typo", "birth_date")
        )
        deed.insert(ARZAMAS, KLYONOV, row)
    assert fields_of_queued(row) == fields
    changes = resolve_queued_row(any_db, row.id, Decision(OnDuplicate.MERGE, {NAME: False}))
    assert changes["participants"] == {KLYONOV.id}
    merged = people_of(any_db)["Клёнов"]
    assert (merged.role, merged.birth_date, merged.delegation_id) == (Role.HEAD, date(1980, 2, 1), ARZAMAS.id)
    with pytest.raises(GoneAlready):
        resolve_queued_row(any_db, row.id, Decision(OnDuplicate.SKIP))
    assert str(undo_deed(any_db).deed) == "Decide about “Кленов Петр”"
    assert people_of(any_db) == {"Клёнов": KLYONOV}
    resolve_queued_row(any_db, row.id, Decision(OnDuplicate.NEW))
    made = people_of(any_db)["Кленов"]
    assert (made.number, made.delegation_id, made.languages) == (8, None, ("ru",))


def test_a_question_is_skipped_and_not_asked_again(event_db: Database, read: Callable[..., ListReading]) -> None:
    row = queue(event_db, read)
    resolve_queued_row(event_db, row.id, Decision(OnDuplicate.SKIP))
    with event_db.reading() as connection:
        assert read_rows(connection, QueuedRow)[0].status is QueuedRowStatus.SKIPPED
    again = plan_list(event_db, read(), delegation="Арзамас")
    assert again.outcomes[3] is Outcome.UNCHANGED
