"""What a person does to delegations: their card, their officers, what they ask to see.

Their groups are in services/groups.py.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.delegations import delegation_code
from smalltowns_desktop.domain.errors import GoneAlready, InvalidValue
from smalltowns_desktop.domain.ids import DelegationId, DirectionId, KeySource, ParticipantId, RequestId, new_id
from smalltowns_desktop.domain.model import (
    Delegation,
    DelegationDirection,
    DelegationOfficer,
    Group,
    GroupMember,
    OfficerPart,
    Participant,
    Request,
    Site,
)
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.services.row_checks import checked_row
from smalltowns_desktop.storage.database import Database, Deed
from smalltowns_desktop.storage.people_facts import first_entries
from smalltowns_desktop.storage.rows import read_rows

MOST_PEOPLE = 1_000_000
LEAST_WEIGHT, MOST_WEIGHT = 1, 9
MOST_MINUTES = 10_000
_LIMITS = {"expected_size": (0, MOST_PEOPLE), "position": (0, 1_000_000)}
_REQUEST_LIMITS = {"weight": (LEAST_WEIGHT, MOST_WEIGHT), "minutes": (1, MOST_MINUTES)}
_OFFICER_TITLES = {
    OfficerPart.HEAD: say("Head of “{name}”"),
    OfficerPart.DEPUTY: say("Deputy head of “{name}”"),
    OfficerPart.LIAISON: say("Liaison of “{name}”"),
}


@dataclass(frozen=True, slots=True)
class DelegationAdded:
    delegation_id: DelegationId
    changes: Changes


@dataclass(frozen=True, slots=True)
class RequestAdded:
    request_id: RequestId
    changes: Changes


def add_delegation(db: Database, delegation: Delegation, *, ids: KeySource = new_id) -> DelegationAdded:
    """Put a delegation into the event, behind the others; its `id` and `position` are given here, and its code too
    where that is empty.

    Raises `InvalidValue` (no name, a code that another has), `ReferenceGone`.
    """
    with db.reading() as connection:
        others = read_rows(connection, Delegation)
    code = delegation.code or delegation_code(delegation.name, {other.code for other in others})
    position = max((other.position for other in others), default=-1) + 1
    added = _checked(replace(delegation, id=DelegationId(ids()), code=code, position=position))
    with db.deed(say("Add the delegation “{name}”", name=added.name)) as deed:
        _check_code(deed, added)
        deed.insert(added)
    return DelegationAdded(added.id, deed.changes)


def edit_delegation(
    db: Database, before: Delegation, after: Delegation, direction_ids: Collection[DirectionId] | None = None
) -> Changes:
    """Give fields of a delegation new values. `direction_ids` None: its directions stay.

    Raises `InvalidValue` (no name, a code that another has, a departure before the arrival), `ChangedMeanwhile`,
    `ReferenceGone`.
    """
    checked = _checked(after)
    with db.deed(_title_of(before, checked)) as deed:
        if checked.code != before.code:  # one that an import brought may stay as it is
            _check_code(deed, checked)
        deed.update(before, checked)
        if direction_ids is not None:
            links = read_rows(deed.connection, DelegationDirection, delegation_id=before.id)
            there = {link.direction_id for link in links}
            deed.delete(*(link for link in links if link.direction_id not in direction_ids))
            wanted = (key for key in dict.fromkeys(direction_ids) if key not in there)
            deed.insert(*(DelegationDirection(before.id, key) for key in wanted))
    return deed.changes


def delete_delegation(db: Database, delegation_id: DelegationId) -> Changes:
    """Take a delegation out, with its officers, its requests and those of its groups, and the groups.

    Raises `GoneAlready`; `StillInUse` while people belong to it or a group of it has a visit or a transfer.
    """
    with db.reading() as connection:
        delegation = _delegation(read_rows(connection, Delegation, id=delegation_id))
    with db.deed(say("Delete the delegation “{name}”", name=delegation.name)) as deed:
        groups = read_rows(deed.connection, Group, delegation_id=delegation_id)
        keys = [group.id for group in groups]
        deed.delete(*read_rows(deed.connection, DelegationOfficer, delegation_id=delegation_id))
        deed.delete(*read_rows(deed.connection, DelegationDirection, delegation_id=delegation_id))
        deed.delete(*read_rows(deed.connection, Request, delegation_id=delegation_id))
        deed.delete(*read_rows(deed.connection, Request, group_id=keys))
        deed.delete(*read_rows(deed.connection, GroupMember, group_id=keys))
        deed.delete(*groups)
        deed.delete(delegation)
    return deed.changes


def name_officer(
    db: Database, delegation_id: DelegationId, part: OfficerPart, participant_id: ParticipantId | None
) -> Changes:
    """Make somebody head, deputy or liaison of a delegation; None: nobody.

    Raises `GoneAlready`; `InvalidValue` for somebody of another delegation.
    """
    with db.reading() as connection:
        delegation = _delegation(read_rows(connection, Delegation, id=delegation_id))
        if participant_id is not None:
            _refuse_stranger(read_rows(connection, Participant, id=participant_id), delegation, part)
    title = _OFFICER_TITLES[part]
    with db.deed(say(title.msgid, name=delegation.name)) as deed:
        before = read_rows(deed.connection, DelegationOfficer, delegation_id=delegation_id, part=part)
        after = None if participant_id is None else DelegationOfficer(delegation_id, part, participant_id)
        if before and after:
            deed.update(before[0], after)
        elif after:
            deed.insert(after)
        else:
            deed.delete(*before)
    return deed.changes


# Requests


def add_request(db: Database, request: Request, *, ids: KeySource = new_id) -> RequestAdded:
    """Note what a delegation or a group wants to see; its `id` is given here. Raises `InvalidValue`, `GoneAlready`."""
    added = _checked_request(replace(request, id=RequestId(ids())))
    with db.deed(_request_title(db, added, say("Ask for “{site}”"))) as deed:
        deed.insert(added)
    return RequestAdded(added.id, deed.changes)


def edit_request(db: Database, before: Request, after: Request) -> Changes:
    """Give fields of a request new values. Raises `InvalidValue`, `ChangedMeanwhile`, `ReferenceGone`."""
    with db.deed(_request_title(db, after, say("Edit the request for “{site}”"))) as deed:
        deed.update(before, _checked_request(after))
    return deed.changes


def delete_request(db: Database, request_id: RequestId) -> Changes:
    """Forget a request; a visit that answers it stays. Raises `GoneAlready`."""
    with db.reading() as connection:
        requests = read_rows(connection, Request, id=request_id)
    if not requests:
        raise GoneAlready(say("request"))
    with db.deed(_request_title(db, requests[0], say("Delete the request for “{site}”"))) as deed:
        deed.delete(*requests)
    return deed.changes


# Facts


def read_arrived(db: Database) -> frozenset[str]:
    """The keys of everybody who has been let in somewhere."""
    with db.reading() as connection:
        return frozenset(first_entries(connection))


# Parts of the above


def _checked(delegation: Delegation) -> Delegation:
    checked = checked_row(delegation, needed="name", limits=_LIMITS)
    return replace(checked, code=checked.code.upper())


def _check_code(deed: Deed, delegation: Delegation) -> None:
    if not 2 <= len(delegation.code) <= 3 or not delegation.code.isalpha():
        raise InvalidValue("code", delegation.code, say("It should be two or three letters."))
    others = [row for row in read_rows(deed.connection, Delegation, code=delegation.code) if row.id != delegation.id]
    if others:
        raise InvalidValue("code", delegation.code, say("“{name}” has this code already.", name=others[0].name))


def _refuse_stranger(people: list[Participant], delegation: Delegation, part: OfficerPart) -> None:
    if not people:
        raise GoneAlready(say("participant"))
    person = people[0]
    if person.delegation_id != delegation.id:
        why = say("{name} does not belong to “{delegation}”.", name=person.full_name, delegation=delegation.name)
        raise InvalidValue(str(part), person.full_name, why)


def _title_of(before: Delegation, after: Delegation) -> Text:
    if before.name != after.name:
        return say("Rename “{before}” to “{after}”", before=before.name, after=after.name)
    if before.code != after.code:
        return say("Code {code} for “{name}”", code=after.code, name=before.name)
    if (before.arrives_at, before.departs_at) != (after.arrives_at, after.departs_at):
        return say("Another stay of “{name}”", name=before.name)
    return say("Edit the delegation “{name}”", name=before.name)


def _checked_request(request: Request) -> Request:
    if not request.site_id:
        raise InvalidValue("site_id", "", say("Choose a place."))
    return checked_row(request, limits=_REQUEST_LIMITS)


def _request_title(db: Database, request: Request, title: Text) -> Text:
    with db.reading() as connection:
        sites = read_rows(connection, Site, id=request.site_id)
    if not sites:
        raise GoneAlready(say("site"))
    return say(title.msgid, site=sites[0].name)


def _delegation(found: list[Delegation]) -> Delegation:
    if not found:
        raise GoneAlready(say("delegation"))
    return found[0]
