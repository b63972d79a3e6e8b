"""Giving out, replacing and revoking badges."""

from pathlib import Path

import pytest

from smalltowns_desktop.domain.codes import Verdict, read_code
from smalltowns_desktop.domain.errors import EventReadOnly, GoneAlready, NoBadge
from smalltowns_desktop.domain.ids import DelegationId, ParticipantId, new_id
from smalltowns_desktop.domain.model import Badge, Delegation, Participant
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.badges import issue_badges, list_badges, reissue_badge, revoke_badge
from smalltowns_desktop.services.events import open_event
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.identity import read_identity
from smalltowns_desktop.storage.rows import read_rows


def add_people(db: Database, *numbers: int) -> list[Participant]:
    slonim = Delegation(DelegationId(new_id()), f"Слоним {numbers[0]}", f"S{numbers[0]}")
    people = [
        Participant(ParticipantId(new_id()), number, "Иванова", f"Анна-{number}", delegation_id=slonim.id)
        for number in numbers
    ]
    with db.deed(say("Add people")) as deed:
        deed.insert(slonim, *people)
    return people


def test_everybody_gets_one_badge_and_keeps_it(any_db: Database) -> None:
    people = add_people(any_db, 3, 1, 2)
    first = issue_badges(any_db)
    assert [badge.participant_id for badge in first] == [people[1].id, people[2].id, people[0].id]  # by number
    (late,) = add_people(any_db, 4)
    second = issue_badges(any_db)
    assert second[:3] == first
    assert second[3].participant_id == late.id


def test_a_code_is_signed_with_the_events_secret(event_db: Database) -> None:
    add_people(event_db, 1)
    (badge,) = issue_badges(event_db)
    with event_db.reading() as connection:
        secret = read_identity(connection).secret
    assert read_code(badge.code, secret).serial == badge.serial
    assert read_code(badge.code, b"another event").verdict is Verdict.FORGED
    assert badge.issued_at.endswith("+03:00")
    assert (badge.issued_by, badge.station) == ("Анна", "desk-1")


def test_only_those_asked_for_get_one(event_db: Database) -> None:
    people = add_people(event_db, 1, 2, 3)
    badges = issue_badges(event_db, [people[2].id, people[0].id])
    assert [badge.participant_id for badge in badges] == [people[0].id, people[2].id]
    with event_db.reading() as connection:
        assert len(read_rows(connection, Badge)) == 2


def test_a_new_badge_revokes_the_old_one(event_db: Database) -> None:
    (anna,) = add_people(event_db, 1)
    (old,) = issue_badges(event_db)
    new = reissue_badge(event_db, anna.id, "lost in the bus")
    assert new.code != old.code
    assert new.reason == "lost in the bus"
    assert issue_badges(event_db) == (new,)


def test_a_revoked_badge_stays_revoked_until_another_is_given(any_db: Database) -> None:
    (anna,) = add_people(any_db, 1)
    (badge,) = issue_badges(any_db)
    revoke_badge(any_db, anna.id, "given to the wrong person")
    assert issue_badges(any_db) == ()
    assert [(line.code, line.revoked) for line in list_badges(any_db)] == [(badge.code, True)]
    new = reissue_badge(any_db, anna.id, "the right person came")
    assert [(line.code, line.revoked) for line in list_badges(any_db)] == [(new.code, False)]


def test_the_list_names_people_by_number(event_db: Database) -> None:
    add_people(event_db, 2, 1)
    assert [(line.name, line.delegation, line.revoked) for line in list_badges(event_db)] == [
        ("Иванова Анна-1", "Слоним 2", False),
        ("Иванова Анна-2", "Слоним 2", False),
    ]


def test_a_badge_outlives_its_person_but_is_not_listed(event_db: Database) -> None:
    (anna,) = add_people(event_db, 1)
    issue_badges(event_db)
    with event_db.deed(say("Delete")) as deed:
        deed.delete(anna)
    assert list_badges(event_db) == []
    with event_db.reading() as connection:
        assert len(read_rows(connection, Badge)) == 1


def test_what_cannot_be_replaced_or_revoked_is_said(event_db: Database) -> None:
    (anna,) = add_people(event_db, 1)
    with pytest.raises(NoBadge):
        reissue_badge(event_db, anna.id, "")
    with pytest.raises(NoBadge):
        revoke_badge(event_db, anna.id, "")
    issue_badges(event_db)
    revoke_badge(event_db, anna.id, "")
    with pytest.raises(NoBadge):
        revoke_badge(event_db, anna.id, "")
    with pytest.raises(GoneAlready):
        reissue_badge(event_db, new_id(), "")


def test_a_read_only_event_lists_its_badges_if_nobody_lacks_one(event_db: Database, event_path: Path) -> None:
    add_people(event_db, 1)
    badges = issue_badges(event_db)
    with open_event(event_path, author=event_db.author, read_only=True) as reader:
        assert issue_badges(reader) == badges
        add_people(event_db, 2)
        with pytest.raises(EventReadOnly):
            issue_badges(reader)
