"""Badges: give out codes, replace a lost one, revoke one. The last badge of a person counts, earlier ones are void."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.domain.codes import badge_code, new_serial
from smalltowns_desktop.domain.errors import GoneAlready, NoBadge
from smalltowns_desktop.domain.ids import ParticipantId, new_id
from smalltowns_desktop.domain.model import Badge, BadgeRevocation, Event, Participant
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.storage.badges import (
    BadgeLine,
    current_badges,
    last_badges,
    people_without_badge,
    serials,
    wait_to_issue,
)
from smalltowns_desktop.storage.database import Author, Database
from smalltowns_desktop.storage.identity import read_identity
from smalltowns_desktop.storage.rows import append_facts, read_rows


def issue_badges(db: Database, participant_ids: Collection[str] | None = None) -> tuple[Badge, ...]:
    """Issue a badge to those who never had one; returns the valid badges of all of them, by participants' numbers.

    `participant_ids` None: everybody. Whose badge was revoked gets another by `reissue_badge` only.
    """
    wanted = None if participant_ids is None else frozenset(participant_ids)
    with db.reading() as connection:
        lacking = _chosen(people_without_badge(connection), wanted)
    if lacking:
        with db.appending() as connection:
            wait_to_issue(connection)
            lacking = _chosen(people_without_badge(connection), wanted)
            append_facts(connection, _new_badges(connection, lacking, db.author, ""))
    with db.reading() as connection:
        return tuple(badge for badge in current_badges(connection) if wanted is None or badge.participant_id in wanted)


def list_badges(db: Database) -> list[BadgeLine]:
    """Everybody's last badge, revoked or not, after issuing to those who never had one."""
    issue_badges(db)
    with db.reading() as connection:
        return last_badges(connection)


def reissue_badge(db: Database, participant_id: str, reason: str) -> Badge:
    """Give a person a new badge; the old one is revoked by that. Raises `GoneAlready`, `NoBadge`."""
    with db.appending() as connection:
        wait_to_issue(connection)
        person = _person(connection, participant_id)
        if not read_rows(connection, Badge, participant_id=participant_id):
            raise NoBadge(person.full_name)
        (badge,) = _new_badges(connection, [participant_id], db.author, clean_text(reason))
        append_facts(connection, [badge])
    return badge


def revoke_badge(db: Database, participant_id: str, reason: str) -> BadgeRevocation:
    """Make a person's badge void without giving another. Raises `GoneAlready`, `NoBadge`."""
    with db.appending() as connection:
        wait_to_issue(connection)
        person = _person(connection, participant_id)
        badges = read_rows(connection, Badge, participant_id=participant_id)
        if not badges or read_rows(connection, BadgeRevocation, badge_id=badges[-1].id):
            raise NoBadge(person.full_name)
        revocation = BadgeRevocation(new_id(), badges[-1].id, _now(connection), db.author.who, clean_text(reason))
        append_facts(connection, [revocation])
    return revocation


def _chosen(people: list[str], wanted: frozenset[str] | None) -> list[str]:
    return people if wanted is None else [person for person in people if person in wanted]


def _new_badges(connection: Any, participant_ids: Collection[str], author: Author, reason: str) -> list[Badge]:
    secret = read_identity(connection).secret
    now = _now(connection)
    taken = serials(connection)
    badges = []
    for participant_id in participant_ids:
        serial = new_serial(taken)
        taken.add(serial)
        code = badge_code(serial, secret)
        person = ParticipantId(participant_id)
        badges.append(Badge(new_id(), person, serial, code, now, author.who, author.station, reason))
    return badges


def _person(connection: Any, participant_id: str) -> Participant:
    found = read_rows(connection, Participant, id=participant_id)
    if not found:
        raise GoneAlready(say("participant"))
    return found[0]


def _now(connection: Any) -> str:
    (event,) = read_rows(connection, Event)
    return datetime.now(ZoneInfo(event.timezone)).isoformat(timespec="seconds")
