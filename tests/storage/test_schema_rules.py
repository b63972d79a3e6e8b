"""The database itself refuses what no form should let through, in a file and on a server alike."""

from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain import model
from smalltowns_desktop.domain.errors import BrokenRule, ReferenceGone
from smalltowns_desktop.domain.ids import DistrictId
from smalltowns_desktop.domain.model import (
    Activity,
    Agreement,
    Checkpoint,
    Delegation,
    District,
    Event,
    Hall,
    Participant,
    Request,
    Scan,
    Site,
    Transfer,
    TravelTime,
    Vehicle,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.forms import CLOCK, DAY, MOMENT, TRUTH, WORDS
from smalltowns_desktop.storage.journal import read_changes
from smalltowns_desktop.storage.rows import append_facts, read_rows
from smalltowns_desktop.storage.schema import FACTS, STATE, TABLE_OF
from smalltowns_desktop.storage.tables import row_codec
from tests.support.sample_rows import EVENT, FACT_ROWS, STATE_ROWS


def _row_classes() -> list[type]:
    return [value for value in vars(model).values() if hasattr(value, "__dataclass_fields__")]


@pytest.mark.parametrize("row_class", _row_classes(), ids=lambda row_class: row_class.__name__)
def test_every_class_of_the_model_has_a_table_with_its_fields_in_their_order(row_class: type) -> None:
    table = TABLE_OF[row_class]
    assert [column.name for column in table.columns] == [field.name for field in fields(row_class)]
    hints = get_type_hints(row_class)
    for column in table.columns:
        optional = type(None) in get_args(hints[column.name])
        assert column.nullable == optional, f"{table.name}.{column.name}"


def test_every_table_of_state_and_facts_has_a_class() -> None:
    assert {TABLE_OF[row_class] for row_class in _row_classes()} == {*STATE, *FACTS}


@given(day=st.dates(), moment=st.datetimes(), words=st.lists(st.text()), truth=st.booleans())
def test_values_come_back_as_they_went(day: date, moment: datetime, words: list[str], truth: bool) -> None:
    minute = moment.replace(second=0, microsecond=0)
    assert DAY.decode(DAY.encode(day)) == day
    assert MOMENT.decode(MOMENT.encode(minute)) == minute
    assert CLOCK.decode(CLOCK.encode(minute.time())) == minute.time()
    assert WORDS.decode(WORDS.encode(tuple(words))) == tuple(words)
    assert TRUTH.decode(TRUTH.encode(truth)) is truth


@given(first=st.datetimes(), second=st.datetimes())
def test_moments_as_text_stand_in_the_order_of_time(first: datetime, second: datetime) -> None:
    first, second = (moment.replace(second=0, microsecond=0) for moment in (first, second))
    assert (MOMENT.encode(first) < MOMENT.encode(second)) == (first < second)


@pytest.mark.parametrize("row", [*STATE_ROWS, *FACT_ROWS, EVENT], ids=lambda row: type(row).__name__)
def test_a_row_survives_its_codec(row: Any) -> None:
    codec = row_codec(type(row))
    assert codec.decode(codec.encode(row)) == row


def _sample(row_class: type) -> Any:
    return next(row for row in (*STATE_ROWS, *FACT_ROWS) if isinstance(row, row_class))


BAD_VALUES = [
    (Event, "title", ""),
    (Event, "starts_on", "2025-02-30"),
    (Event, "ends_on", "2025-08-11"),
    (Event, "road_factor", 0.5),
    (Event, "edition", -1),
    (Event, "boarding_minutes", 1000),
    (Site, "name", ""),
    (Site, "name", "x" * 4001),
    (Site, "kind", "castle"),
    (Site, "latitude", 91.0),
    (Site, "longitude", None),
    (Site, "opens_at", "24:00"),
    (Site, "closes_at", "9:30"),
    (Site, "open_days", "Monday"),
    (Site, "open_days", '{"a": 1}'),
    (Site, "languages", "ru"),
    (Site, "host_confirmed", 2),
    (Site, "groups_at_once", -1),
    (Site, "visit_minutes", 0),
    (District, "longitude", 181.0),
    (Hall, "seats", -5),
    (Delegation, "code", "LONGER-THAN-8"),
    (Delegation, "colour", "red"),
    (Delegation, "departs_at", "2025-08-12 09:04"),
    (Participant, "number", 0),
    (Participant, "given_name", None),
    (Participant, "role", "king"),
    (Participant, "birth_date", "1971-2-28"),
    (Participant, "birth_date", "now"),
    (Participant, "arrives_at", "2025-08-12T10:00"),
    (Participant, "arrives_at", "2025-08-12 24:00"),
    (Participant, "departs_at", "2025-08-32 12:00"),
    (Request, "weight", 10),
    (Request, "delegation_id", None),
    (Request, "not_before", "soon"),
    (Activity, "ends_at", "2025-08-13 23:15"),
    (Activity, "status", "perhaps"),
    (Activity, "title", ""),
    (Vehicle, "kind", "boat"),
    (Transfer, "arrives_at", "2025-08-14 00:59"),
    (TravelTime, "minutes", -1),
    (TravelTime, "from_site_id", None),
    (Agreement, "signed_on", "15.08.2025"),
    (Checkpoint, "target_id", ""),
    (Checkpoint, "policy", "never"),
]


@pytest.mark.parametrize(
    ("row_class", "column", "value"),
    BAD_VALUES,
    ids=[f"{row.__name__}-{name}-{value}"[:50] for row, name, value in BAD_VALUES],
)
def test_a_bad_value_is_refused(any_db: Database, row_class: type, column: str, value: Any) -> None:
    with any_db.deed(say("Fill")) as deed:
        deed.insert(*STATE_ROWS)
    mark = "?" if any_db.dialect == "sqlite" else "%s"
    with pytest.raises(BrokenRule), any_db.appending() as connection:
        connection.exec_driver_sql(f'UPDATE "{TABLE_OF[row_class].name}" SET "{column}" = {mark}', (value,))


@pytest.mark.parametrize(("column", "value"), [("sequence", 0), ("direction", "up"), ("forced", 7), ("outcome", "")])
def test_a_bad_fact_is_refused(any_db: Database, column: str, value: Any) -> None:
    scan = replace(_sample(Scan), **{column: value})
    with pytest.raises(BrokenRule), any_db.appending() as connection:
        append_facts(connection, [scan])


def test_what_is_unique_stays_unique(any_db: Database) -> None:
    with any_db.deed(say("Fill")) as deed:
        deed.insert(*STATE_ROWS)
    with any_db.appending() as connection:
        append_facts(connection, FACT_ROWS)
    twins = [
        replace(_sample(Delegation), id="twin"),
        replace(_sample(Participant), id="twin"),
        replace(_sample(Checkpoint), id="twin"),
        replace(_sample(model.AcceptedConflict), id="twin"),
        replace(EVENT, id="second"),
    ]
    for twin in twins:
        with pytest.raises(BrokenRule), any_db.deed(say("Twin")) as deed:
            deed.insert(twin)
    for fact in (replace(_sample(model.Badge), id="twin"), replace(_sample(Scan), id="twin")):
        with pytest.raises(BrokenRule), any_db.appending() as connection:
            append_facts(connection, [fact])


def test_every_reference_is_enforced(any_db: Database) -> None:
    with any_db.deed(say("Fill")) as deed:
        deed.insert(*STATE_ROWS)
    mark = "?" if any_db.dialect == "sqlite" else "%s"
    for table in STATE:
        for foreign in table.foreign_keys:
            column = foreign.parent.name
            with pytest.raises((ReferenceGone, BrokenRule)), any_db.appending() as connection:
                connection.exec_driver_sql(f'UPDATE "{table.name}" SET "{column}" = {mark}', ("nobody",))


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


def test_any_text_is_stored_and_journalled_exactly(event_db: Database) -> None:
    @given(texts=st.lists(TEXTS, min_size=1, max_size=8))
    def check(texts: list[str]) -> None:
        rows = [District(DistrictId(f"{index}"), "Район", coordinator=text) for index, text in enumerate(texts)]
        with event_db.deed(say("Add")) as deed:
            deed.insert(*rows)
        with event_db.reading() as connection:
            assert read_rows(connection, District) == rows
            changes = read_changes(connection, deed.revision)
        assert [change.after["coordinator"] for change in changes if change.after] == texts
        with event_db.deed(say("Clear")) as deed:
            deed.delete(*rows)

    check()


@pytest.mark.postgresql
def test_a_text_with_a_zero_in_it_is_refused_by_a_server(server_event: str) -> None:
    with (
        open_event(server_event, author=Author("", "")) as db,
        pytest.raises(BrokenRule, match="NUL"),
        db.deed(say("Add")) as deed,
    ):
        deed.insert(District(DistrictId("a"), "Рай\0он"))
