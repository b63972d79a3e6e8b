"""Deeds on participants."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smalltowns_desktop.domain.errors import GoneAlready, InvalidValue, LastOfGroup
from smalltowns_desktop.domain.ids import ActivityId, AgreementId, DelegationId, GroupId, ParticipantId, new_id
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityKind,
    ActivityPart,
    ActivityPerson,
    Agreement,
    AgreementSignatory,
    Delegation,
    DelegationOfficer,
    Group,
    GroupMember,
    OfficerPart,
    Participant,
    Role,
    Scan,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.badges import issue_badges, revoke_badge
from smalltowns_desktop.services.journal import undo_deed
from smalltowns_desktop.services.people import (
    add_participant,
    delete_participants,
    edit_participant,
    mark_arrived,
    read_document,
    read_person_field,
    set_delegation,
    set_role,
    take_back_arrival,
)
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows

ARZAMAS = Delegation(DelegationId(new_id()), "Арзамас", "АР")
BOR = Delegation(DelegationId(new_id()), "Бор", "БР", position=1)


def seed(db: Database, count: int = 3) -> list[Participant]:
    people = [
        Participant(ParticipantId(new_id()), number, f"Сосновский-{number}", "Артём", delegation_id=ARZAMAS.id)
        for number in range(1, count + 1)
    ]
    with db.deed(say("Seed")) as deed:
        deed.insert(ARZAMAS, BOR, *people)
    return people


def people_of(db: Database) -> dict[str, Participant]:
    with db.reading() as connection:
        return {person.id: person for person in read_rows(connection, Participant)}


def test_a_person_is_added_with_the_next_number_and_a_document(any_db: Database) -> None:
    seed(any_db)
    added = add_participant(any_db, {"surname": "Рябинина", "given_name": "Вера"}, document="МР 1234567")
    person = people_of(any_db)[added.participant_id]
    assert (person.number, person.full_name, person.role) == (4, "Рябинина Вера", Role.DELEGATE)
    assert read_document(any_db, person.id) == "МР 1234567"
    assert added.changes["participants"] == {person.id}


def test_the_number_of_somebody_deleted_is_not_given_again(any_db: Database) -> None:
    people = seed(any_db)
    delete_participants(any_db, [people[-1].id])
    added = add_participant(any_db, {"surname": "Рябинина"})
    assert people_of(any_db)[added.participant_id].number == 4


def test_a_person_without_any_name_is_refused_and_nothing_is_written(event_db: Database) -> None:
    with pytest.raises(InvalidValue) as refused:
        add_participant(event_db, {"patronymic": "Павловна"})
    assert refused.value.field == "surname"
    assert people_of(event_db) == {}


def test_fields_are_edited_in_one_deed_that_names_the_person(event_db: Database) -> None:
    person = seed(event_db)[0]
    edit_participant(event_db, person.id, {"position": "директор", "birth_date": date(1980, 2, 29)}, document="AB 1")
    changed = people_of(event_db)[person.id]
    assert changed == replace(person, position="директор", birth_date=date(1980, 2, 29))
    edit_participant(event_db, person.id, {}, document="AB 2")
    assert read_document(event_db, person.id) == "AB 2"
    edit_participant(event_db, person.id, {}, document="")
    assert read_document(event_db, person.id) == ""
    undone = [undo_deed(event_db) for _ in range(3)]
    assert {str(item.deed) for item in undone} == {"Edit “Сосновский-1 Артём”"}
    assert people_of(event_db)[person.id] == person


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"surname": "", "given_name": ""}, "surname"),
        ({"birth_date": date(2026, 1, 1)}, "birth_date"),
        ({"arrives_at": datetime(2025, 8, 13, 9), "departs_at": datetime(2025, 8, 12, 9)}, "arrives_at"),
    ],
)
def test_values_that_do_not_go_together_are_refused_by_field(
    event_db: Database, values: dict[str, object], field: str
) -> None:
    person = seed(event_db)[0]
    with pytest.raises(InvalidValue) as refused:
        edit_participant(event_db, person.id, values)
    assert refused.value.field == field
    assert people_of(event_db)[person.id] == person


def test_whoever_is_gone_cannot_be_edited(event_db: Database) -> None:
    seed(event_db)
    with pytest.raises(GoneAlready):
        edit_participant(event_db, new_id(), {"position": "директор"})
    with pytest.raises(GoneAlready):
        set_role(event_db, [new_id()], Role.PRESS)
    with pytest.raises(GoneAlready):
        set_delegation(event_db, [], DelegationId(new_id()))


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("phone", "8 (029) 123-45-67", "+375291234567"),
        ("phone", "+7 920 111-22-33, +7 920 111-22-34", "+7 920 111-22-33, +7 920 111-22-34"),
        ("phone", "  ", ""),
        ("email", " vera@example.by ", "vera@example.by"),
        ("languages", "русский, English", ("ru", "en")),
        ("languages", "", ()),
        ("surname", "  Рябинина\u200b ", "Рябинина"),
        ("position", "глава\u0007 района\n", "глава района"),
        ("notes", "одна\r\nдве", "одна\nдве"),
        ("diet", "=1+1", "=1+1"),
        ("birth_date", "08.04.57 г.", date(1957, 4, 8)),
        ("birth_date", " ", None),
        ("arrives_at", "12.08.2025 9:30", datetime(2025, 8, 12, 9, 30)),
    ],
)
def test_what_is_typed_is_read(field: str, typed: str, value: object) -> None:
    assert read_person_field(field, typed, date(2025, 8, 12)) == value


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("phone", "два"),
        ("phone", "12"),
        ("email", "vera@"),
        ("surname", "123"),
        ("given_name", "…"),
        ("position", "х" * 4001),
        ("birth_date", "31.02.1980"),
        ("birth_date", "2026-01-01"),
        ("departs_at", "завтра"),
    ],
)
def test_what_does_not_do_is_refused_by_its_field(field: str, typed: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        read_person_field(field, typed, date(2025, 8, 12))
    assert refused.value.field == field


@given(st.sampled_from(["surname", "position", "phone", "email", "notes", "languages", "document"]), st.text())
def test_reading_what_was_read_changes_nothing_more(field: str, typed: str) -> None:
    try:
        value = read_person_field(field, typed)
    except InvalidValue:
        return
    if field != "languages":
        assert read_person_field(field, value) == value


def test_many_people_get_a_role_or_a_delegation_in_one_deed(event_db: Database) -> None:
    people = seed(event_db)
    chosen = [person.id for person in people[:2]]
    set_role(event_db, chosen, Role.PRESS)
    set_delegation(event_db, chosen, BOR.id)
    after = people_of(event_db)
    assert [after[person.id].role for person in people] == [Role.PRESS, Role.PRESS, Role.DELEGATE]
    assert [after[person.id].delegation_id for person in people] == [BOR.id, BOR.id, ARZAMAS.id]
    assert str(undo_deed(event_db).deed) == "2 people to “Бор”"
    assert str(undo_deed(event_db).deed) == "Role “Press” for 2 people"
    assert people_of(event_db) == {person.id: person for person in people}
    set_delegation(event_db, chosen, None)
    assert {people_of(event_db)[key].delegation_id for key in chosen} == {None}


def test_who_leaves_a_delegation_is_its_head_no_more(event_db: Database) -> None:
    head, liaison, _ = seed(event_db)
    with event_db.deed(say("Officers")) as deed:
        deed.insert(DelegationOfficer(ARZAMAS.id, OfficerPart.HEAD, head.id))
        deed.insert(DelegationOfficer(BOR.id, OfficerPart.LIAISON, liaison.id))
    set_delegation(event_db, [head.id, liaison.id], BOR.id)
    with event_db.reading() as connection:
        left = read_rows(connection, DelegationOfficer)
    assert left == [DelegationOfficer(BOR.id, OfficerPart.LIAISON, liaison.id)]


def test_the_deleted_leave_groups_parts_and_agreements_and_come_back_with_them(any_db: Database) -> None:
    people = seed(any_db)
    group = Group(GroupId(new_id()), "Культура", ARZAMAS.id)
    activity = Activity(
        ActivityId(new_id()), "Пленум", ActivityKind.PLENARY, datetime(2025, 8, 13, 9), datetime(2025, 8, 13, 10)
    )
    agreement = Agreement(AgreementId(new_id()), "О дружбе")
    links: list[object] = [
        GroupMember(group.id, people[0].id),
        GroupMember(group.id, people[1].id),
        DelegationOfficer(ARZAMAS.id, OfficerPart.HEAD, people[0].id),
        ActivityPerson(activity.id, ActivityPart.SPEAKER, people[0].id),
        AgreementSignatory(agreement.id, people[0].id),
    ]
    with any_db.deed(say("Links")) as deed:
        deed.insert(group, activity, agreement, *links)
    delete_participants(any_db, [people[0].id])

    def standing() -> list[object]:
        kinds: list[type[object]] = list(dict.fromkeys(map(type, links)))
        with any_db.reading() as connection:
            return [row for kind in kinds for row in read_rows(connection, kind)]

    assert standing() == [links[1]]
    assert people[0].id not in people_of(any_db)
    assert str(undo_deed(any_db).deed) == "Delete “Сосновский-1 Артём”"
    assert sorted(map(str, standing())) == sorted(map(str, links))


def test_a_group_is_not_left_without_people(event_db: Database) -> None:
    people = seed(event_db)
    group = Group(GroupId(new_id()), "Культура", ARZAMAS.id)
    with event_db.deed(say("Group")) as deed:
        deed.insert(group, GroupMember(group.id, people[0].id), GroupMember(group.id, people[1].id))
    with pytest.raises(LastOfGroup, match="Культура"):
        delete_participants(event_db, [people[0].id, people[1].id])
    assert len(people_of(event_db)) == 3


def test_people_are_marked_as_arrived_once_and_it_can_be_taken_back(any_db: Database) -> None:
    people = seed(any_db)
    issue_badges(any_db, [people[2].id])
    revoke_badge(any_db, people[2].id, "потерян")
    everybody = [person.id for person in people]
    at = datetime(2025, 8, 12, 9, 14)
    first = mark_arrived(any_db, everybody[:1], at)
    again = mark_arrived(any_db, everybody, at)
    assert (first.marked, first.already, first.without_badge) == ((people[0].id,), 0, 0)
    assert (again.marked, again.already, again.without_badge) == ((people[1].id,), 1, 1)
    assert take_back_arrival(any_db, everybody) == 2
    assert take_back_arrival(any_db, everybody) == 0
    assert mark_arrived(any_db, everybody[:1], at).marked == (people[0].id,)
    with any_db.reading() as connection:
        assert all(scan.previous_hash or scan.sequence == 1 for scan in read_rows(connection, Scan))
