"""Deeds on participants: add, edit, give a role or a delegation, delete, mark as arrived.

`read_person_field` says how a field that somebody types is read, and refuses what it cannot hold.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.checkin import Outcome, Way
from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.domain.errors import GoneAlready, InvalidValue, LastOfGroup
from smalltowns_desktop.domain.ids import DelegationId, KeySource, ParticipantId, new_id
from smalltowns_desktop.domain.model import (
    ActivityPerson,
    AgreementSignatory,
    CheckpointKind,
    Delegation,
    DelegationOfficer,
    Event,
    Group,
    GroupMember,
    Participant,
    ParticipantDocument,
    Role,
    Scan,
    TransferPerson,
)
from smalltowns_desktop.domain.names import clean_name
from smalltowns_desktop.domain.text import Text, say, say_n
from smalltowns_desktop.domain.validity import fault_of
from smalltowns_desktop.exchange.people_values import EARLIEST_BIRTH, EMAIL, read_birth_date, read_languages
from smalltowns_desktop.exchange.phones import read_phone
from smalltowns_desktop.exchange.values import BadCell, read_moment
from smalltowns_desktop.services.badges import issue_badges
from smalltowns_desktop.services.checkin import open_desk
from smalltowns_desktop.services.checkpoints import DOOR
from smalltowns_desktop.storage.database import Database, Deed
from smalltowns_desktop.storage.people import next_number
from smalltowns_desktop.storage.rows import read_rows

LONGEST = 4000
"""Characters in a field of text; the schema's limit."""

ROLE_WORDS: Mapping[Role, Text] = {
    Role.DELEGATE: say("Delegate"),
    Role.HEAD: say("Head"),
    Role.SPEAKER: say("Speaker"),
    Role.HOST: say("Host"),
    Role.PRESS: say("Press"),
    Role.STAFF: say("Staff"),
    Role.GUEST: say("Guest"),
    Role.INTERPRETER: say("Interpreter"),
    Role.DRIVER: say("Driver"),
}

_NAMES = frozenset({"surname", "given_name", "patronymic", "latin_surname", "latin_given_name"})
_TIMES = frozenset({"birth_date", "arrives_at", "departs_at"})
_FIELDS = frozenset(field.name for field in fields(Participant)) - {"id", "number"}
_LINKS: tuple[type[Any], ...] = (
    DelegationOfficer,
    GroupMember,
    ActivityPerson,
    TransferPerson,
    AgreementSignatory,
)
"""What ties a person to the rest of the event."""


def read_person_field(field: str, text: str, latest_birth: date = date.max) -> Any:
    """The value that `text`, as somebody types it, gives to a field of `Participant` (or `document`).

    `latest_birth`: nobody is born after it. Raises `InvalidValue`.
    """
    cleaned = clean_name(text) if field in _NAMES else clean_text(text, lines=field == "notes")
    if len(cleaned) > LONGEST:
        raise InvalidValue(field, f"{cleaned[:20]}…", say("It is longer than {n} characters. Shorten it.", n=LONGEST))
    if not cleaned:
        return () if field == "languages" else None if field in _TIMES else ""
    try:
        return _read(field, cleaned, latest_birth)
    except BadCell as error:
        raise InvalidValue(field, cleaned, error.text) from error


def _read(field: str, text: str, latest_birth: date) -> Any:
    """As above, of text that is clean and not empty. Raises `BadCell` too."""
    match field:
        case "phone":
            number, whole = read_phone(text)
            if not number:
                raise BadCell(
                    say("It is not a telephone number. Write it like {example}.", example="+375 29 123-45-67")
                )
            return number if whole else text
        case "email" if not EMAIL.fullmatch(text):
            raise BadCell(say("It is not an e-mail address. Write it like {example}.", example="vera@example.by"))
        case "languages":
            return read_languages(text)
        case "birth_date":
            return read_birth_date(text, latest_birth)
        case "arrives_at" | "departs_at":
            return read_moment(text)
        case "surname" | "given_name" if not any(letter.isalpha() for letter in text):
            raise BadCell(say("It has no letters, so it is not a name."))
    return text


@dataclass(frozen=True, slots=True)
class AddedParticipant:
    participant_id: ParticipantId
    changes: Changes


def add_participant(
    db: Database, values: Mapping[str, Any], *, document: str = "", ids: KeySource = new_id
) -> AddedParticipant:
    """Put a person into the event, with the next number. `values`: fields of `Participant` without key and number.

    Raises `InvalidValue`.
    """
    key = ParticipantId(ids())
    name = _name(values)
    with db.deed(say("Add “{name}”", name=name)) as deed:
        person = _checked(deed, Participant(key, next_number(deed.connection), **_known({**_NOBODY, **values})))
        deed.insert(person)
        _write_document(deed, key, document)
    return AddedParticipant(key, deed.changes)


def edit_participant(
    db: Database, participant_id: str, values: Mapping[str, Any], *, document: str | None = None
) -> Changes:
    """Give fields of a person new values. `document` None: it stays.

    Raises `GoneAlready`, `InvalidValue`, `ChangedMeanwhile`.
    """
    with db.reading() as connection:
        (before,) = _people(connection, [participant_id])
    with db.deed(say("Edit “{name}”", name=before.full_name)) as deed:
        after = _checked(deed, replace(before, **_known(values)))
        deed.update(before, after)
        if document is not None:
            _write_document(deed, before.id, document)
    return deed.changes


def set_role(db: Database, participant_ids: Collection[str], role: Role) -> Changes:
    """Give people a role. Raises `GoneAlready`."""
    title = say_n(
        "Role “{role}” for {n} person", "Role “{role}” for {n} people", len(participant_ids), role=ROLE_WORDS[role]
    )
    with db.deed(title) as deed:
        for person in _people(deed.connection, participant_ids):
            deed.update(person, replace(person, role=role))
    return deed.changes


def set_delegation(db: Database, participant_ids: Collection[str], delegation_id: DelegationId | None) -> Changes:
    """Put people into a delegation, or into none. In the one that they leave they are head, deputy and liaison no more.

    Raises `GoneAlready`.
    """
    with db.reading() as connection:
        found = [] if delegation_id is None else read_rows(connection, Delegation, id=delegation_id)
    if delegation_id is not None and not found:
        raise GoneAlready(say("delegation"))
    count = len(participant_ids)
    if found:
        title = say_n("{n} person to “{delegation}”", "{n} people to “{delegation}”", count, delegation=found[0].name)
    else:
        title = say_n("{n} person out of the delegation", "{n} people out of their delegations", count)
    with db.deed(title) as deed:
        people = _people(deed.connection, participant_ids)
        left = {(person.id, person.delegation_id) for person in people if person.delegation_id != delegation_id}
        officers = read_rows(deed.connection, DelegationOfficer, participant_id=[person.id for person in people])
        deed.delete(*(row for row in officers if (row.participant_id, row.delegation_id) in left))
        for person in people:
            deed.update(person, replace(person, delegation_id=delegation_id))
    return deed.changes


def delete_participants(db: Database, participant_ids: Collection[str]) -> Changes:
    """Take people out of the event, and out of their groups, transfers, parts and agreements.

    Their badges and check-ins stay as facts. Raises `GoneAlready`; `LastOfGroup` where a group would be left without
    anybody, because it would then mean the whole of its delegation.
    """
    with db.reading() as connection:
        people = _people(connection, participant_ids)
    if len(people) == 1:
        title = say("Delete “{name}”", name=people[0].full_name)
    else:
        title = say_n("Delete {n} participant", "Delete {n} participants", len(people))
    going = {person.id for person in people}
    with db.deed(title) as deed:
        for link in _LINKS:
            rows = read_rows(deed.connection, link, participant_id=going)
            if link is GroupMember:
                _keep_groups_peopled(deed, rows)
            deed.delete(*rows)
        deed.delete(*people)
    return deed.changes


def read_document(db: Database, participant_id: str) -> str:
    """The number of a person's passport or card; "" where none is kept."""
    with db.reading() as connection:
        return _document(connection, participant_id)


# Arrival


@dataclass(frozen=True, slots=True)
class Arrivals:
    """What marking people as arrived came to."""

    marked: tuple[str, ...]
    """Keys of those who are marked now."""
    already: int
    """How many were marked before."""
    without_badge: int
    """How many have a revoked badge, and so cannot be marked: reissue it first."""


def mark_arrived(db: Database, participant_ids: Collection[str], at: datetime | None = None) -> Arrivals:
    """Check people in at the congress's registration desk, as a scan of each badge would; who has none gets one.

    `at` is local to the event; None is now. Scans are facts: `take_back_arrival` appends what voids them. Raises like
    `Desk.scan_all`.
    """
    codes = {badge.participant_id: badge.code for badge in issue_badges(db, participant_ids)}
    desk = open_desk(db, DOOR, db.author.station, db.author.who)
    answers = desk.scan_all(list(codes.values()), at) if codes else []
    marked = tuple(answer.participant_id for answer in answers if answer.outcome is Outcome.ADMITTED)
    return Arrivals(marked, len(answers) - len(marked), len(participant_ids) - len(codes))


def take_back_arrival(db: Database, participant_ids: Collection[str]) -> int:
    """Take back every check-in of these people at the registration desk that stands; returns how many."""
    with db.reading() as connection:
        scans = read_rows(connection, Scan, participant_id=participant_ids, checkpoint_kind=CheckpointKind.DOOR)
    voided = {scan.voids for scan in scans}
    standing = [
        scan
        for scan in scans
        if scan.outcome == Outcome.ADMITTED and scan.direction == Way.IN and scan.id not in voided
    ]
    desk = open_desk(db, DOOR, db.author.station, db.author.who)
    for scan in standing:
        desk.undo_scan(scan.id)
    return len(standing)


# Parts of the above

_NOBODY: Mapping[str, Any] = {"surname": "", "given_name": ""}


def _name(values: Mapping[str, Any]) -> str:
    return " ".join(part for part in map(values.get, ("surname", "given_name", "patronymic")) if part)


def _known(values: Mapping[str, Any]) -> dict[str, Any]:
    assert values.keys() <= _FIELDS, f"not fields of a participant: {values.keys() - _FIELDS}"
    return dict(values)


def _checked(deed: Deed, person: Participant) -> Participant:
    """The person, if its fields do. Raises `InvalidValue`."""
    fault = fault_of(person)
    if fault is not None:
        raise InvalidValue(fault.fields[0], getattr(person, fault.fields[0]) or "", fault.text)
    if person.birth_date is not None:
        (event,) = read_rows(deed.connection, Event)
        _check_birth(person.birth_date, event.starts_on)
    return person


def _check_birth(born: date, latest: date) -> None:
    if not EARLIEST_BIRTH <= born <= latest:
        raise InvalidValue("birth_date", born, say("Nobody here was born then."))


def _people(connection: Any, participant_ids: Collection[str]) -> list[Participant]:
    people = read_rows(connection, Participant, id=list(participant_ids))
    if len(people) < len(set(participant_ids)):
        raise GoneAlready(say("participant"))
    return people


def _keep_groups_peopled(deed: Deed, going: Collection[GroupMember]) -> None:
    leaving = set(going)
    groups = {row.group_id for row in going}
    members = read_rows(deed.connection, GroupMember, group_id=groups)
    staying = {row.group_id for row in members if row not in leaving}
    emptied = read_rows(deed.connection, Group, id=groups - staying)
    if emptied:
        raise LastOfGroup(emptied[0].name)


def _document(connection: Any, participant_id: str) -> str:
    found = read_rows(connection, ParticipantDocument, participant_id=participant_id)
    return found[0].document if found else ""


def _write_document(deed: Deed, participant_id: ParticipantId, document: str) -> None:
    before = _document(deed.connection, participant_id)
    if before == document:
        return
    if before and document:
        deed.update(ParticipantDocument(participant_id, before), ParticipantDocument(participant_id, document))
    elif document:
        deed.insert(ParticipantDocument(participant_id, document))
    else:
        deed.delete(ParticipantDocument(participant_id, before))
