"""What a person does to groups: who moves together.

A group without members is the whole of its delegation, so nobody empties one by taking people out one by one.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import GoneAlready, InvalidValue, LastOfGroup
from smalltowns_desktop.domain.ids import GroupId, KeySource, ParticipantId, new_id
from smalltowns_desktop.domain.model import Group, GroupMember, Request
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.row_checks import checked_row
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.rows import read_rows


@dataclass(frozen=True, slots=True)
class GroupAdded:
    group_id: GroupId
    changes: Changes


def add_group(
    db: Database, group: Group, member_ids: Collection[ParticipantId] = (), *, ids: KeySource = new_id
) -> GroupAdded:
    """Put a group into the event; its `id` is given here. Without members it is the whole of its delegation.

    Raises `InvalidValue`, `LastOfGroup` (neither members nor a delegation), `ReferenceGone`.
    """
    added = checked_row(replace(group, id=GroupId(ids())), needed="name")
    if not member_ids and added.delegation_id is None:
        raise LastOfGroup(added.name)
    with db.deed(say("Add the group “{name}”", name=added.name)) as deed:
        deed.insert(added)
        deed.insert(*(GroupMember(added.id, person) for person in dict.fromkeys(member_ids)))
    return GroupAdded(added.id, deed.changes)


def rename_group(db: Database, group_id: GroupId, name: str) -> Changes:
    """Call a group something else. Raises `GoneAlready`, `InvalidValue`."""
    before = _group(db, group_id)
    after = checked_row(replace(before, name=name), needed="name")
    with db.deed(say("Rename “{before}” to “{after}”", before=before.name, after=after.name)) as deed:
        deed.update(before, after)
    return deed.changes


def set_members(db: Database, group_id: GroupId, member_ids: Collection[ParticipantId] | None) -> Changes:
    """Say who is in a group; None: the whole of its delegation.

    Raises `GoneAlready`, `LastOfGroup` (nobody), `InvalidValue` (the whole of no delegation), `ReferenceGone`.
    """
    group = _group(db, group_id)
    if member_ids is None and group.delegation_id is None:
        raise InvalidValue("members", group.name, say("This group has people of several delegations: name them."))
    if member_ids is not None and not member_ids:
        raise LastOfGroup(group.name)
    wanted = () if member_ids is None else member_ids
    with db.deed(say("Change who is in “{name}”", name=group.name)) as deed:
        links = read_rows(deed.connection, GroupMember, group_id=group_id)
        there = {link.participant_id for link in links}
        deed.delete(*(link for link in links if link.participant_id not in wanted))
        deed.insert(*(GroupMember(group_id, person) for person in dict.fromkeys(wanted) if person not in there))
    return deed.changes


def delete_group(db: Database, group_id: GroupId) -> Changes:
    """Take a group out, with its own requests; its people stay.

    Raises `GoneAlready`, `StillInUse` (it has a visit or a transfer).
    """
    group = _group(db, group_id)
    with db.deed(say("Delete the group “{name}”", name=group.name)) as deed:
        deed.delete(*read_rows(deed.connection, Request, group_id=group_id))
        deed.delete(*read_rows(deed.connection, GroupMember, group_id=group_id))
        deed.delete(group)
    return deed.changes


def _group(db: Database, group_id: GroupId) -> Group:
    with db.reading() as connection:
        found = read_rows(connection, Group, id=group_id)
    if not found:
        raise GoneAlready(say("group"))
    return found[0]
