"""What the facts make of people."""

from datetime import datetime
from pathlib import Path

from smalltowns_desktop.domain.checkin import Way
from smalltowns_desktop.domain.ids import ActivityId, DelegationId, DistrictId, ParticipantId, SiteId, new_id
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityKind,
    ActivityPart,
    ActivityPerson,
    CheckpointKind,
    Delegation,
    District,
    Participant,
    Site,
)
from smalltowns_desktop.domain.text import PLAIN, say
from smalltowns_desktop.services.badge_preview import draw_badge
from smalltowns_desktop.services.badge_states import read_people_facts
from smalltowns_desktop.services.badges import issue_badges, reissue_badge, revoke_badge
from smalltowns_desktop.services.checkin import open_desk
from smalltowns_desktop.services.exporting import export_participants
from smalltowns_desktop.services.people import edit_participant
from smalltowns_desktop.services.people_facts import BadgeState, PeopleFacts, read_marks
from smalltowns_desktop.services.printing import prepare_badges, print_out
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.snapshot import load_programme

SLONIM = Delegation(DelegationId(new_id()), "Слоним", "СЛ")
MILL = Site(SiteId(new_id()), "Льнозавод", DistrictId(new_id()))
VISIT = Activity(
    ActivityId(new_id()), "Визит", ActivityKind.VISIT, datetime(2025, 8, 13, 11), datetime(2025, 8, 13, 12),
    site_id=MILL.id,
)  # fmt: skip


def seed(db: Database, count: int = 4) -> list[str]:
    people = [
        Participant(ParticipantId(new_id()), number, f"Ольховик-{number}", "Роман", delegation_id=SLONIM.id)
        for number in range(1, count + 1)
    ]
    with db.deed(say("Seed")) as deed:
        deed.insert(SLONIM, District(MILL.district_id, "Слонимский район"), MILL, VISIT, *people)
        deed.insert(*(ActivityPerson(VISIT.id, ActivityPart.SPEAKER, person.id) for person in people))
    return [person.id for person in people]


def facts_of(db: Database, known: PeopleFacts | None = None) -> PeopleFacts:
    return read_people_facts(db, load_programme(db), known)


def states(db: Database, people: list[str], known: PeopleFacts | None = None) -> list[BadgeState]:
    facts = facts_of(db, known)
    return [facts.badge(person).state for person in people]


def print_badges(db: Database, out: Path, **choice: object) -> None:
    print_out(db, prepare_badges(db, PLAIN, **choice), out)  # type: ignore[arg-type]


def test_a_printed_badge_goes_out_of_date_when_what_it_says_changes(any_db: Database, tmp_path: Path) -> None:
    people = seed(any_db)
    assert states(any_db, people) == [BadgeState.NOT_PRINTED] * 4
    print_badges(any_db, tmp_path / "badges.pdf")
    assert states(any_db, people) == [BadgeState.PRINTED] * 4
    edit_participant(any_db, people[0], {"position": "директор"})
    edit_participant(any_db, people[1], {"phone": "+375291234567"})  # no badge says it
    reissue_badge(any_db, people[2], "потерян")
    revoke_badge(any_db, people[3], "передан другому")
    expected = [BadgeState.STALE, BadgeState.PRINTED, BadgeState.STALE, BadgeState.REVOKED]
    assert states(any_db, people) == expected
    print_badges(any_db, tmp_path / "again.pdf", person=people[0])
    assert states(any_db, people)[0] == BadgeState.PRINTED


def test_what_is_known_already_changes_nothing_of_the_answer(event_db: Database, tmp_path: Path) -> None:
    people = seed(event_db)
    print_badges(event_db, tmp_path / "badges.pdf")
    known = facts_of(event_db)
    edit_participant(event_db, people[0], {"position": "директор"})
    assert facts_of(event_db, known) == facts_of(event_db)
    assert states(event_db, people, known)[0] == BadgeState.STALE


def test_a_badge_with_a_days_programme_follows_the_programme(event_db: Database, tmp_path: Path) -> None:
    people = seed(event_db, 1)
    print_badges(event_db, tmp_path / "badges.pdf", template="a6")
    assert states(event_db, people) == [BadgeState.PRINTED]
    with event_db.deed(say("Rename")) as deed:
        deed.delete(ActivityPerson(VISIT.id, ActivityPart.SPEAKER, ParticipantId(people[0])))
    assert states(event_db, people) == [BadgeState.STALE]


def test_arrived_is_who_came_by_the_door_or_else_by_any_other(any_db: Database) -> None:
    people = seed(any_db)
    codes = {str(badge.participant_id): badge.code for badge in issue_badges(any_db)}
    door, visit = open_desk(any_db, "door", "desk-1", "Анна"), open_desk(any_db, VISIT.id, "desk-2", "Пётр")
    visit.scan(codes[people[0]], datetime(2025, 8, 13, 11, 2))
    door.scan(codes[people[0]], datetime(2025, 8, 13, 11, 30))
    visit.scan(codes[people[1]], datetime(2025, 8, 13, 11, 3))
    taken_back = door.scan(codes[people[2]], datetime(2025, 8, 12, 9, 14))
    door.undo_scan(taken_back.scan_id)
    assert facts_of(any_db).arrived == {
        people[0]: datetime(2025, 8, 13, 11, 30),
        people[1]: datetime(2025, 8, 13, 11, 3),
    }


def test_the_marks_of_a_person_are_told_the_latest_first(event_db: Database) -> None:
    (person,) = seed(event_db, 1)
    (badge,) = issue_badges(event_db)
    visit = open_desk(event_db, VISIT.id, "desk-2", "Пётр")
    visit.scan(badge.code, datetime(2025, 8, 13, 11, 2))
    visit.scan(badge.code, datetime(2025, 8, 13, 11, 40), Way.OUT)
    visit.scan("nonsense", datetime(2025, 8, 13, 11, 41))
    first = open_desk(event_db, "door", "desk-1", "Анна").scan(badge.code, datetime(2025, 8, 12, 9, 14))
    open_desk(event_db, "door", "desk-1", "Анна").undo_scan(first.scan_id)
    assert [(mark.at.hour, mark.kind, mark.entered, mark.taken_back) for mark in read_marks(event_db, person)] == [
        (11, CheckpointKind.ACTIVITY, False, False),
        (11, CheckpointKind.ACTIVITY, True, False),
        (9, CheckpointKind.DOOR, True, True),
    ]


def test_a_badge_to_look_at_issues_and_remembers_nothing(event_db: Database) -> None:
    person = seed(event_db, 1)[0]
    programme = load_programme(event_db)
    for template in ("86x54", "90x65", "a6"):
        assert draw_badge(event_db, programme, person, PLAIN, template).startswith(b"%PDF-")
    before = draw_badge(event_db, programme, person, PLAIN, "86x54")
    assert facts_of(event_db) == PeopleFacts()
    issue_badges(event_db)
    with_code = draw_badge(event_db, programme, person, PLAIN, "86x54")
    assert len(with_code) > len(before)
    revoke_badge(event_db, person, "потерян")
    assert draw_badge(event_db, programme, person, PLAIN, "86x54") == before


def test_chosen_people_go_to_a_table(event_db: Database, tmp_path: Path) -> None:
    people = seed(event_db)
    assert export_participants(event_db, tmp_path / "chosen.csv", only=people[1:3]).rows == 2
    text = (tmp_path / "chosen.csv").read_text(encoding="utf-8-sig")
    assert "Ольховик-2" in text
    assert "Ольховик-4" not in text
