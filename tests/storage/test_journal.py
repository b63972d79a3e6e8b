"""Every change of a row is journalled, raw SQL included, in a file and on a server alike."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection

from smalltowns_desktop.domain.errors import (
    BrokenRule,
    ChangedMeanwhile,
    EventReadOnly,
    NothingToRedo,
    NothingToUndo,
    ReferenceGone,
    StillInUse,
    UndoBlocked,
)
from smalltowns_desktop.domain.ids import DelegationId, DirectionId, DistrictId, HallId, SiteId, new_id
from smalltowns_desktop.domain.model import (
    Delegation,
    DelegationDirection,
    Direction,
    District,
    Event,
    Group,
    GroupMember,
    Hall,
    Participant,
    ParticipantDocument,
    Site,
    SiteDirection,
)
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.storage.consistency import altered_rows, broken_chains, missing_rows
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.journal import (
    RowChange,
    changes_since,
    last_revision,
    read_changes,
    read_revisions,
    redo_revision,
    undo_revision,
)
from smalltowns_desktop.storage.rows import append_facts, read_rows, row_key
from smalltowns_desktop.storage.schema import FACTS, STATE, TABLE_OF, key_columns
from smalltowns_desktop.storage.tables import row_codec
from smalltowns_desktop.storage.triggers import OUTSIDE_DEED
from tests.support.sample_rows import DELEGATION, DIRECTION, FACT_ROWS, GROUP, HALL, PERSON, SITE, STATE_ROWS

ADD = say("Add everything")


def _write(db: Database, *rows: Any, title: Text = ADD) -> None:
    with db.deed(title) as deed:
        deed.insert(*rows)


def _last_changes(db: Database) -> list[RowChange]:
    with db.reading() as connection:
        return read_changes(connection, last_revision(connection))


def _raw(row: Any) -> dict[str, Any]:
    codec = row_codec(type(row))
    return dict(zip(codec.names, codec.encode(row), strict=True))


def _state(connection: Connection) -> dict[str, list[Any]]:
    return {table.name: read_rows(connection, table.info["row"]) for table in STATE}


def _assert_consistent(db: Database) -> None:
    with db.reading() as connection:
        assert not [
            *altered_rows(connection.exec_driver_sql, connection.dialect.name),
            *missing_rows(connection.exec_driver_sql, connection.dialect.name),
            *broken_chains(connection.exec_driver_sql),
        ]


def test_every_table_has_rows_in_the_sample() -> None:
    assert {TABLE_OF[type(row)] for row in (*STATE_ROWS, *FACT_ROWS)} | {TABLE_OF[Event]} == {*STATE, *FACTS}


def test_inserted_rows_of_every_table_stand_in_the_journal_as_they_were_written(any_db: Database) -> None:
    _write(any_db, *STATE_ROWS)
    changes = {(change.table, change.key): change for change in _last_changes(any_db)}
    assert len(changes) == len(STATE_ROWS)
    for row in STATE_ROWS:
        change = changes[TABLE_OF[type(row)].name, row_key(row)]
        assert (change.kind, change.before, change.after) == ("insert", None, _raw(row))
    _assert_consistent(any_db)


def test_undo_and_redo_of_every_table_give_back_exactly_the_same_rows(any_db: Database) -> None:
    with any_db.reading() as connection:
        empty = _state(connection)
    _write(any_db, *STATE_ROWS)
    with any_db.reading() as connection:
        full = _state(connection)
    for row in STATE_ROWS:
        assert row in full[TABLE_OF[type(row)].name]
    revision, changes = undo_revision(any_db)
    assert revision.deed == ADD
    assert changes.count() == len(STATE_ROWS)
    with any_db.reading() as connection:
        assert _state(connection) == empty
    redo_revision(any_db)
    with any_db.reading() as connection:
        assert _state(connection) == full
    _assert_consistent(any_db)


def test_undo_of_deletion_brings_back_the_links_that_went_along(any_db: Database) -> None:
    _write(any_db, *STATE_ROWS)
    with any_db.reading() as connection:
        before = _state(connection)
    owned = [row for row in STATE_ROWS if isinstance(row, SiteDirection)]
    hall = next(row for row in STATE_ROWS if isinstance(row, Hall))
    site = next(row for row in STATE_ROWS if isinstance(row, Site))
    with pytest.raises(StillInUse, match="Молочный мир"), any_db.deed(say("Close")) as deed:
        deed.delete(site)
    with any_db.deed(say("Clear")) as deed:
        for later in reversed(STATE_ROWS):
            if not isinstance(later, Site | District | Direction):
                deed.delete(later)
        assert not read_rows(deed.connection, Hall)
        deed.insert(*owned)
    with any_db.deed(say("Close")) as deed:
        deed.delete(site)
    kinds = {(change.table, change.kind) for change in _last_changes(any_db)}
    assert kinds == {("sites", "delete"), ("site_directions", "delete")}
    undo_revision(any_db)
    undo_revision(any_db)
    with any_db.reading() as connection:
        assert _state(connection) == before
    assert hall in before["halls"]


def test_a_change_of_one_field_is_journalled_with_the_whole_row_before_and_after(any_db: Database) -> None:
    person = Participant(PERSON, 1, "Иванов", "Пётр")
    _write(any_db, person)
    moved = replace(person, surname="Іваноў", notes="ў\n\"'\\\t🙂 =1+1")
    with any_db.deed(say("Rename")) as deed:
        deed.update(person, moved)
    assert deed.changes.rows == {"participants": frozenset({PERSON})}
    (change,) = _last_changes(any_db)
    assert (change.kind, change.before, change.after) == ("update", _raw(person), _raw(moved))
    undo_revision(any_db)
    with any_db.reading() as connection:
        assert read_rows(connection, Participant) == [person]


def test_coordinates_survive_the_journal_exactly(any_db: Database) -> None:
    places = [
        District(DISTRICT_IDS[index], f"№ {index}", latitude=latitude, longitude=-longitude)
        for index, (latitude, longitude) in enumerate(
            [(53.092911, 25.318592), (0.1 + 0.2, 1e-6), (90.0, 180.0), (-0.0, 123.456789), (1 / 3, 2 / 3)]
        )
    ]
    _write(any_db, *places)
    undo_revision(any_db)
    redo_revision(any_db)
    with any_db.reading() as connection:
        assert read_rows(connection, District) == places


DISTRICT_IDS = [DistrictId(f"0198b000-0000-7000-8000-{index:012d}") for index in range(5)]


# Outside of deeds


def _as_sql(connection: Connection, statement: str) -> int:
    return connection.exec_driver_sql(statement).rowcount


def test_raw_sql_is_journalled_under_a_revision_of_its_own(any_db: Database) -> None:
    with any_db.appending() as connection:
        _as_sql(connection, "INSERT INTO directions (id, name, colour, position) VALUES ('a', 'Культура', '', 1)")
    with any_db.reading() as connection:
        revision = read_revisions(connection)[-1]
    assert revision.deed == Text.from_json(OUTSIDE_DEED)
    (change,) = _last_changes(any_db)
    assert (change.table, change.key, change.kind) == ("directions", "a", "insert")
    undo_revision(any_db)
    with any_db.reading() as connection:
        assert not read_rows(connection, Direction)


def test_a_raw_statement_that_writes_many_rows_is_one_revision(any_db: Database) -> None:
    _write(any_db, *(Direction(DirectionId(f"d{index}"), f"№ {index}") for index in range(50)))
    with any_db.reading() as connection:
        before = last_revision(connection)
    with any_db.appending() as connection:
        assert _as_sql(connection, "UPDATE directions SET position = position + 1 WHERE id <> 'd0'") == 49
    with any_db.reading() as connection:
        assert last_revision(connection) == before + 1
    assert len(_last_changes(any_db)) == 49
    undo_revision(any_db)
    with any_db.reading() as connection:
        assert {row.position for row in read_rows(connection, Direction)} == {0}


def test_a_raw_upsert_and_a_raw_cascade_are_journalled_as_what_they_did(any_db: Database) -> None:
    _write(any_db, *STATE_ROWS)
    with any_db.appending() as connection:
        _as_sql(
            connection,
            "INSERT INTO rule_severities (rule, severity) VALUES ('long-day', 'error') "
            "ON CONFLICT (rule) DO UPDATE SET severity = excluded.severity",
        )
    (change,) = _last_changes(any_db)
    assert (change.kind, change.before, change.after) == (
        "update",
        {"rule": "long-day", "severity": "off"},
        {"rule": "long-day", "severity": "error"},
    )
    with any_db.appending() as connection:
        _as_sql(connection, "DELETE FROM transfers")
    kinds = sorted((change.table, change.kind) for change in _last_changes(any_db))
    assert kinds == [("transfer_groups", "delete"), ("transfer_people", "delete"), ("transfers", "delete")]
    _assert_consistent(any_db)


def test_insert_or_replace_is_journalled_as_a_delete_and_an_insert(event_db: Database) -> None:
    _write(event_db, Direction(DIRECTION, "Культура", position=7))
    with event_db.appending() as connection:
        _as_sql(
            connection,
            f"INSERT OR REPLACE INTO directions (id, name, colour, position) VALUES ('{DIRECTION}', 'Молодёжь', '', 2)",
        )
    changes = _last_changes(event_db)
    assert [(change.kind, change.key) for change in changes] == [("delete", DIRECTION), ("insert", DIRECTION)]
    _assert_consistent(event_db)
    undo_revision(event_db)
    with event_db.reading() as connection:
        assert read_rows(connection, Direction) == [Direction(DIRECTION, "Культура", position=7)]


def test_a_raw_statement_that_changes_nothing_leaves_no_revision(any_db: Database) -> None:
    _write(any_db, Direction(DIRECTION, "Культура"))
    with any_db.reading() as connection:
        before = last_revision(connection)
    with any_db.appending() as connection:
        _as_sql(connection, "UPDATE directions SET position = position")
    with any_db.reading() as connection:
        assert last_revision(connection) == before


@pytest.mark.postgresql
def test_nothing_is_truncated_past_the_journal(server_event: str) -> None:
    with open_event(server_event, author=Author("", "")) as db:
        for table in (*STATE, *FACTS):
            with pytest.raises(BrokenRule, match="one by one"), db.appending() as connection:
                _as_sql(connection, f'TRUNCATE "{table.name}" CASCADE')


# What the database itself refuses


def test_keys_never_change(any_db: Database) -> None:
    _write(any_db, *STATE_ROWS)
    for table in STATE:
        for key in key_columns(table):
            with pytest.raises((BrokenRule, ReferenceGone)), any_db.appending() as connection:
                _as_sql(connection, f"""UPDATE "{table.name}" SET "{key}" = 'другой'""")


def test_facts_are_never_changed_and_never_deleted(any_db: Database) -> None:
    with any_db.appending() as connection:
        append_facts(connection, FACT_ROWS)
    for table in FACTS:
        column = table.columns.keys()[-1]
        for statement in (f'UPDATE "{table.name}" SET "{column}" = "{column}"', f'DELETE FROM "{table.name}"'):
            with pytest.raises(BrokenRule, match="facts are appended"), any_db.appending() as connection:
                _as_sql(connection, statement)
    with any_db.reading() as connection:
        for row in FACT_ROWS:
            assert row in read_rows(connection, type(row))


def test_facts_are_no_revision_and_stay_when_deeds_are_undone(any_db: Database) -> None:
    _write(any_db, *STATE_ROWS)
    with any_db.appending() as connection:
        append_facts(connection, FACT_ROWS)
    undo_revision(any_db)
    with any_db.reading() as connection:
        assert last_revision(connection) == 3
        for row in FACT_ROWS:
            assert row in read_rows(connection, type(row))


def test_a_replaced_fact_is_refused_too(event_db: Database) -> None:
    with event_db.appending() as connection:
        append_facts(connection, FACT_ROWS)
    with pytest.raises(BrokenRule, match="facts are appended"), event_db.appending() as connection:
        _as_sql(connection, "INSERT OR REPLACE INTO badges SELECT * FROM badges")


# Deeds


def test_a_deed_that_fails_changes_nothing(any_db: Database) -> None:
    with pytest.raises(ReferenceGone), any_db.deed(say("Fail")) as deed:
        deed.insert(*STATE_ROWS, Hall(HallId("h"), SiteId("nowhere"), "Зал"))
    with any_db.reading() as connection:
        assert last_revision(connection) == 1
        assert not read_rows(connection, Participant)


def test_a_deed_that_changes_nothing_leaves_no_revision(any_db: Database) -> None:
    with any_db.deed(say("Nothing")) as deed:
        pass
    assert not deed.changes
    assert deed.changes.revision == 0
    _write(any_db, Direction(DIRECTION, "Культура"))
    row = Direction(DIRECTION, "Культура")
    with any_db.deed(say("The same")) as deed:
        deed.update(row, row)
    assert not deed.changes
    with any_db.reading() as connection:
        assert last_revision(connection) == 2


def test_a_deed_says_who_did_it_where_and_when(any_event: Any) -> None:
    with open_event(any_event, author=Author("Вера", "ноутбук 2")) as db:
        _write(db, Direction(DIRECTION, "Культура"))
        with db.reading() as connection:
            revision = read_revisions(connection)[-1]
    assert (revision.who, revision.station, revision.deed) == ("Вера", "ноутбук 2", ADD)
    assert revision.at.endswith("Z")
    assert revision.number == 2


def test_an_update_of_what_another_changed_is_refused(any_db: Database) -> None:
    seen = Direction(DIRECTION, "Культура")
    _write(any_db, seen)
    with any_db.deed(say("Rename")) as deed:
        deed.update(seen, replace(seen, name="Культура и туризм"))
    with pytest.raises(ChangedMeanwhile, match="Культура"), any_db.deed(say("Rename")) as deed:
        deed.update(seen, replace(seen, name="Молодёжь"))
    with any_db.deed(say("Paint")) as deed:  # another field of it is free
        deed.update(seen, replace(seen, colour="#112233"))
    with any_db.reading() as connection:
        assert read_rows(connection, Direction) == [Direction(DIRECTION, "Культура и туризм", "#112233")]


def test_an_update_of_what_another_deleted_is_refused(any_db: Database) -> None:
    seen = Direction(DIRECTION, "Культура")
    with pytest.raises(ChangedMeanwhile), any_db.deed(say("Rename")) as deed:
        deed.update(seen, replace(seen, name="Молодёжь"))


def test_a_row_that_refers_to_nothing_is_refused(any_db: Database) -> None:
    with pytest.raises(ReferenceGone), any_db.deed(say("Add")) as deed:
        deed.insert(Hall(HALL, SITE, "Зал"))


def test_an_event_open_for_reading_takes_no_deed(any_event: Any) -> None:
    with open_event(any_event, author=Author("", ""), read_only=True) as db:
        with pytest.raises(EventReadOnly), db.deed(say("Write")):
            pass
        with pytest.raises(EventReadOnly), db.appending():
            pass


def test_changes_since_a_revision_are_those_of_everybody(any_db: Database) -> None:
    _write(any_db, Direction(DIRECTION, "Культура"))
    with any_db.reading() as connection:
        seen = last_revision(connection)
    _write(any_db, Direction(DirectionId("a"), "А"), District(DISTRICT_IDS[0], "Б"))
    _write(any_db, Direction(DirectionId("b"), "В"))
    with any_db.reading() as connection:
        changes = changes_since(connection, seen)
    assert changes.revision == seen + 2
    assert changes.rows == {"directions": frozenset({"a", "b"}), "districts": frozenset({DISTRICT_IDS[0]})}


# Undo and redo


def test_there_is_nothing_to_undo_in_a_new_event(any_db: Database) -> None:
    for number in (None, 1, 99):
        with pytest.raises(NothingToUndo):
            undo_revision(any_db, number)
    with pytest.raises(NothingToRedo):
        redo_revision(any_db)


def test_undo_goes_back_deed_by_deed_and_redo_forth_again(any_db: Database) -> None:
    names = ["А", "Б", "В"]
    for name in names:
        _write(any_db, Direction(DirectionId(name), name), title=say("Add “{name}”", name=name))

    def present() -> list[str]:
        with any_db.reading() as connection:
            return sorted(row.name for row in read_rows(connection, Direction))

    for left in (2, 1, 0):
        undo_revision(any_db)
        assert present() == names[:left]
    for back in (1, 2):
        redo_revision(any_db)
        assert present() == names[:back]
    _write(any_db, Direction(DirectionId("Г"), "Г"))
    with pytest.raises(NothingToRedo):
        redo_revision(any_db)
    with any_db.reading() as connection:
        undone = {revision.number: revision.undone for revision in read_revisions(connection)}
    assert undone == {
        1: False,
        2: False,
        3: False,
        4: True,
        5: False,
        6: False,
        7: False,
        8: False,
        9: False,
        10: False,
    }


def _blocked(db: Database, number: int, later: str) -> None:
    with db.reading() as connection:
        before = _state(connection), last_revision(connection)
    with pytest.raises(UndoBlocked, match=later):
        undo_revision(db, number)
    with db.reading() as connection:
        assert (_state(connection), last_revision(connection)) == before


def test_a_deed_whose_rows_were_changed_later_is_undone_after_that(any_db: Database) -> None:
    row = Direction(DIRECTION, "Культура")
    _write(any_db, row)
    with any_db.deed(say("Rename later")) as deed:
        deed.update(row, replace(row, name="Молодёжь"))
    _blocked(any_db, 2, "Rename later")
    undo_revision(any_db)
    undo_revision(any_db, 2)
    with any_db.reading() as connection:
        assert not read_rows(connection, Direction)


def test_a_deed_on_other_rows_does_not_stand_in_the_way(any_db: Database) -> None:
    _write(any_db, Direction(DirectionId("a"), "А"))
    _write(any_db, Direction(DirectionId("b"), "Б"))
    undo_revision(any_db, 2)
    with any_db.reading() as connection:
        assert [row.name for row in read_rows(connection, Direction)] == ["Б"]
    redo_revision(any_db)
    with any_db.reading() as connection:
        assert [row.name for row in read_rows(connection, Direction)] == ["А", "Б"]


def test_links_made_later_are_never_taken_along(any_db: Database) -> None:
    """A link goes with its owner, so undoing the owner's deed would undo half of a later one."""
    _write(any_db, Group(GROUP, "Группа"))
    _write(any_db, Participant(PERSON, 1, "Иванов", ""))
    _write(any_db, GroupMember(GROUP, PERSON), title=say("Join later"))
    _write(any_db, Direction(DIRECTION, "Культура"), title=say("Unrelated"))
    _blocked(any_db, 2, "Join later")


def test_a_document_entered_later_keeps_its_person(any_db: Database) -> None:
    _write(any_db, Participant(PERSON, 1, "Иванов", ""))
    _write(any_db, ParticipantDocument(PERSON, "MP 1"), title=say("Enter the passport"))
    _blocked(any_db, 2, "Enter the passport")


def test_what_was_referred_to_later_stays(any_db: Database) -> None:
    _write(any_db, Delegation(DELEGATION, "Мосты", "МС"))
    _write(any_db, Participant(PERSON, 1, "Иванов", "", delegation_id=DELEGATION), title=say("Enter Ivanov"))
    _blocked(any_db, 2, "Enter Ivanov")


def test_what_refers_to_something_deleted_later_does_not_come_back_alone(any_db: Database) -> None:
    delegation = Delegation(DELEGATION, "Мосты", "МС")
    person = Participant(PERSON, 1, "Иванов", "", delegation_id=DELEGATION)
    _write(any_db, delegation, person)
    with any_db.deed(say("Strike Ivanov")) as deed:
        deed.delete(person)
    with any_db.deed(say("Strike Mosty")) as deed:
        deed.delete(delegation)
    _blocked(any_db, 3, "Strike Mosty")


def test_a_place_taken_later_is_not_taken_back(any_db: Database) -> None:
    delegation = Delegation(DELEGATION, "Мосты", "МС")
    _write(any_db, delegation)
    with any_db.deed(say("Strike Mosty")) as deed:
        deed.delete(delegation)
    _write(any_db, Delegation(DelegationId(new_id()), "Мостовский", "МС"), title=say("Enter another МС"))
    _blocked(any_db, 3, "Enter another МС")


def test_two_who_undo_at_once_undo_a_deed_once(any_event: Any) -> None:
    with open_event(any_event, author=Author("А", "")) as one, open_event(any_event, author=Author("Б", "")) as other:
        _write(one, Direction(DIRECTION, "Культура"))
        undo_revision(other, 2)
        with pytest.raises(NothingToUndo):
            undo_revision(one, 2)


def test_a_deed_may_do_and_take_back_within_itself(any_db: Database) -> None:
    row = Direction(DIRECTION, "Культура")
    renamed = replace(row, name="Молодёжь")
    with any_db.deed(say("Dither")) as deed:
        deed.insert(row)
        deed.update(row, renamed)
        deed.delete(renamed)
        deed.insert(renamed)
    undo_revision(any_db)
    with any_db.reading() as connection:
        assert not read_rows(connection, Direction)
    redo_revision(any_db)
    with any_db.reading() as connection:
        assert read_rows(connection, Direction) == [renamed]
    _assert_consistent(any_db)


@pytest.mark.parametrize("column", ["district_id", "name"])
def test_rows_are_found_by_their_fields(any_db: Database, column: str) -> None:
    _write(any_db, *STATE_ROWS)
    sites = [row for row in STATE_ROWS if isinstance(row, Site)]
    pick: Callable[[Site], Any] = lambda row: getattr(row, column)  # noqa: E731
    with any_db.reading() as connection:
        for site in sites:
            assert read_rows(connection, Site, **{column: pick(site)}) == [site]
        assert read_rows(connection, Site, **{column: {pick(site) for site in sites}}) == sites
        assert read_rows(connection, Site, **{column: []}) == []
        assert read_rows(connection, Site, id=SiteId("nowhere")) == []


def test_rows_are_found_where_a_field_has_no_value(any_db: Database) -> None:
    _write(any_db, *STATE_ROWS)
    with any_db.reading() as connection:
        assert [row.number for row in read_rows(connection, Participant, delegation_id=None)] == [148]


def test_many_keys_give_rows_in_the_order_of_the_key(any_db: Database) -> None:
    rows = [Direction(DirectionId(f"{index:05d}"), "Я" if index % 2 else "А", position=index) for index in range(1200)]
    _write(any_db, *reversed(rows))
    with any_db.reading() as connection:
        assert read_rows(connection, Direction, position=range_of(1200)) == rows
        links = read_rows(connection, DelegationDirection, direction_id=[row.id for row in rows])
    assert links == []


def range_of(count: int) -> list[int]:
    return list(range(count))
