"""Strings that break programs, through every field of a person, by CSV and by XLSX."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.domain.model import Participant, ParticipantDocument
from smalltowns_desktop.exchange.spreadsheet import write_workbook
from smalltowns_desktop.exchange.tables import Sheet
from smalltowns_desktop.services.import_participants import import_participants
from smalltowns_desktop.services.import_plan import OnDuplicate
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows

NAUGHTY = (
    "Иванов <b>", "'; DROP TABLE participants; --", "<script>alert(1)</script>", "{0}{name}%s", "\u202eтест\u202c",
    "田中さんにあげて下さい", "👾 🙇 💁", "١٢٣", "ﷺ", "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤", "\ufeffx", "a\x07b\x85c", "𝔗𝔥𝔢", "x" * 3000, "=1+1",
    "+1", "-", "null", "NaN", "1e309", "0", "undefined", "\\", '"', "a;b", "a\nb", "  ", "\u200b", "ẞß", "İı", "ǆ",
)  # fmt: skip
KEPT = {
    "Фамилия (лат.)": "latin_surname", "Должность": "position", "Организация": "organisation", "Город": "town",
    "Питание": "diet", "Комната": "room",
}  # fmt: skip
READ = (
    "Телефон",
    "E-mail",
    "Роль",
    "Дата рождения",
    "Гостиница",
    "Прибытие",
    "Убытие",
    "Примечание",
    "Прочее",
    "Языки",
)
REFERRED = ("Делегация", "Паспорт")

Write = Callable[[list[tuple[str, ...]]], Path]


@pytest.fixture(params=["csv", "xlsx"])
def write(request: pytest.FixtureRequest, tmp_path: Path) -> Write:
    def write_list(rows: list[tuple[str, ...]]) -> Path:
        path = tmp_path / f"naughty.{request.param}"
        if request.param == "xlsx":
            path.write_bytes(write_workbook([Sheet("Список", tuple(rows))]))
        else:
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
        return path

    return write_list


def put_through_every_field(db: Database, write: Write, strings: list[str]) -> None:
    headings = ("Фамилия", "Имя", *KEPT, *READ, *REFERRED)
    rows = [(f"Лист{'а' * place}", "Иван", *[text] * (len(headings) - 2)) for place, text in enumerate(strings)]
    done = import_participants(db, write([headings, *rows]), on_duplicate=OnDuplicate.NEW)
    assert (done.inserted, done.rejected) == (len(strings), 0)
    with db.reading() as connection:
        people = {person.surname: person for person in read_rows(connection, Participant)}
        documents = {row.participant_id: row.document for row in read_rows(connection, ParticipantDocument)}
    for row, text in zip(rows, strings, strict=True):
        person, clean = people[row[0]], clean_text(text)
        for field in KEPT.values():
            assert getattr(person, field) == clean
        assert documents.get(person.id, "") == clean
        assert (person.delegation_id is None) == (clean == "")
        unread = f"{person.phone}\n{person.email}\n{person.notes}"
        assert clean == "" or "".join(clean.split()) in "".join(unread.split())


def put_through_names(db: Database, write: Write, strings: list[str]) -> None:
    rows = [(text, str(place)) for place, text in enumerate(strings)]
    done = import_participants(db, write([("ФИО", "Прочее"), *rows]), on_duplicate=OnDuplicate.NEW)
    refused = {problem.row for problem in done.problems if problem.severity == "error"}
    assert len(refused) == done.rejected
    with db.reading() as connection:
        people = {person.notes.splitlines()[-1]: person for person in read_rows(connection, Participant)}
    left_out = {item.row for item in done.left_out}
    for place, text in enumerate(strings):
        person = people.get(f"Прочее: {place}")
        if person is None:
            assert place + 2 in refused | left_out or done.unchanged
        else:
            letters = [letter for letter in clean_text(text).casefold() if letter.isalpha()]
            kept = f"{person.full_name}\n{person.notes}\n{person.position}".casefold()
            assert set(letters) <= set(kept) | set("abcehikmoptxyë")


def test_every_field_keeps_them(event_db: Database, write: Write) -> None:
    put_through_every_field(event_db, write, list(NAUGHTY))


def test_names_keep_them_or_the_row_is_named(event_db: Database, write: Write) -> None:
    put_through_names(event_db, write, list(NAUGHTY))


@pytest.fixture
def big_list(shared_data: Path) -> list[str]:
    strings: list[str] = json.loads((shared_data / "naughty/blns.json").read_text("utf-8"))
    return [text for text in strings if "\ufffe" not in text]  # XLSX has no form for this one that readers know


def test_the_big_list_through_every_field(event_db: Database, write: Write, big_list: list[str]) -> None:
    put_through_every_field(event_db, write, big_list)


def test_the_big_list_through_names(event_db: Database, write: Write, big_list: list[str]) -> None:
    put_through_names(event_db, write, big_list)
