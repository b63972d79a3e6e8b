"""Rows of earlier lists that wait for a decision: perhaps somebody who is in the event already."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime
from typing import Any

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import GoneAlready
from smalltowns_desktop.domain.ids import DelegationId, KeySource, ParticipantId, SiteId, new_id
from smalltowns_desktop.domain.model import Delegation, Participant, QueuedRow, QueuedRowStatus, Role, Site
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.import_plan import Decision, OnDuplicate
from smalltowns_desktop.services.merging import merge_by_choice
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.people import next_number
from smalltowns_desktop.storage.rows import read_rows

_STATUS = {
    OnDuplicate.MERGE: QueuedRowStatus.MERGED,
    OnDuplicate.NEW: QueuedRowStatus.NEW,
    OnDuplicate.SKIP: QueuedRowStatus.SKIPPED,
}
_FIELDS = frozenset(field.name for field in fields(Participant)) - {"id", "number"}


def fields_of_queued(row: QueuedRow) -> dict[str, Any]:
    """The fields of `Participant` that a queued row holds, as values."""
    return {name: _value(name, plain) for name, plain in json.loads(row.fields).items() if name in _FIELDS}


def resolve_queued_row(db: Database, row_id: str, decision: Decision, *, ids: KeySource = new_id) -> Changes:
    """Merge a queued row with whom it looks like, take it for a new person, or skip it: one deed.

    Raises `GoneAlready` if the question was answered meanwhile, or whom it was about is gone.
    """
    with db.reading() as connection:
        row = _open_row(connection, row_id)
    found = fields_of_queued(row)
    name = " ".join(part for part in map(found.get, ("surname", "given_name", "patronymic")) if part)
    with db.deed(say("Decide about “{name}”", name=name)) as deed:
        _forget_what_is_gone(deed.connection, found)
        match decision.action:
            case OnDuplicate.MERGE:
                people = read_rows(deed.connection, Participant, id=row.candidate_id)
                if not people:
                    raise GoneAlready(say("participant"))
                merged, _ = merge_by_choice(people[0], found, row.evidence[0], decision.choices)
                deed.update(people[0], merged)
            case OnDuplicate.NEW:
                deed.insert(Participant(ParticipantId(ids()), next_number(deed.connection), **{**_NAMELESS, **found}))
        deed.update(row, replace(row, status=_STATUS[decision.action]))
    return deed.changes


_NAMELESS: Mapping[str, str] = {"surname": "", "given_name": ""}


def _open_row(connection: Any, row_id: str) -> QueuedRow:
    rows = read_rows(connection, QueuedRow, id=row_id)
    if not rows or rows[0].status is not QueuedRowStatus.OPEN:
        raise GoneAlready(say("question"))
    return rows[0]


def _forget_what_is_gone(connection: Any, found: dict[str, Any]) -> None:
    """A delegation or hotel that was deleted since the list was read."""
    for field, kind in (("delegation_id", Delegation), ("hotel_id", Site)):
        if found.get(field) and not read_rows(connection, kind, id=found[field]):
            del found[field]


def _value(name: str, plain: Any) -> Any:
    match name:
        case "birth_date":
            return date.fromisoformat(plain)
        case "arrives_at" | "departs_at":
            return datetime.fromisoformat(plain)
        case "languages":
            return tuple(plain)
        case "role":
            return Role(plain)
        case "delegation_id":
            return DelegationId(plain)
        case "hotel_id":
            return SiteId(plain)
    return plain
