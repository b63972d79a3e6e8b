"""What a person does to transport: vehicles, their transfers, and who rides in them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import GoneAlready, InvalidValue
from smalltowns_desktop.domain.ids import GroupId, KeySource, ParticipantId, TransferId, VehicleId, new_id
from smalltowns_desktop.domain.model import (
    Checkpoint,
    CheckpointKind,
    Group,
    Participant,
    Site,
    Transfer,
    TransferGroup,
    TransferPerson,
    Vehicle,
)
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import Text, say, say_n
from smalltowns_desktop.services.row_checks import checked_row
from smalltowns_desktop.storage.database import Database, Deed
from smalltowns_desktop.storage.rows import read_rows

MOST_SEATS = 100_000
_LIMITS = {"seats": (0, MOST_SEATS)}


@dataclass(frozen=True, slots=True)
class VehicleAdded:
    vehicle_id: VehicleId
    changes: Changes


@dataclass(frozen=True, slots=True)
class TransferAdded:
    transfer_id: TransferId
    changes: Changes


@dataclass(frozen=True, slots=True)
class TransferEdit:
    """What is to become of one transfer: its row before and after."""

    before: Transfer
    after: Transfer


# Vehicles


def add_vehicle(db: Database, vehicle: Vehicle, *, ids: KeySource = new_id) -> VehicleAdded:
    """Put a vehicle into the event; its `id` is given here. Raises `InvalidValue`, `ReferenceGone`."""
    added = checked_row(replace(vehicle, id=VehicleId(ids())), needed="name", limits=_LIMITS)
    with db.deed(say("Add the vehicle “{name}”", name=added.name)) as deed:
        deed.insert(added)
    return VehicleAdded(added.id, deed.changes)


def edit_vehicle(db: Database, before: Vehicle, after: Vehicle) -> Changes:
    """Give fields of a vehicle new values. Raises `InvalidValue`, `ChangedMeanwhile`, `ReferenceGone`."""
    checked = checked_row(after, needed="name", limits=_LIMITS)
    with db.deed(say("Edit the vehicle “{name}”", name=before.name)) as deed:
        deed.update(before, checked)
    return deed.changes


def delete_vehicle(db: Database, vehicle_id: VehicleId) -> Changes:
    """Take a vehicle out, with the policy of its door. Raises `GoneAlready`, `StillInUse` (it has transfers)."""
    with db.reading() as connection:
        vehicles = read_rows(connection, Vehicle, id=vehicle_id)
    if not vehicles:
        raise GoneAlready(say("vehicle"))
    with db.deed(say("Delete the vehicle “{name}”", name=vehicles[0].name)) as deed:
        deed.delete(*read_rows(deed.connection, Checkpoint, kind=CheckpointKind.VEHICLE, target_id=vehicle_id))
        deed.delete(*vehicles)
    return deed.changes


# Transfers


def add_transfer(
    db: Database,
    transfer: Transfer,
    group_ids: Iterable[GroupId] = (),
    participant_ids: Iterable[ParticipantId] = (),
    *,
    ids: KeySource = new_id,
) -> TransferAdded:
    """Let a vehicle drive from a site to a site; its `id` is given here. Raises `InvalidValue`, `GoneAlready`."""
    added = _checked(replace(transfer, id=TransferId(ids())))
    with db.deed(_way(db, added, say("Add the transfer {way}"))) as deed:
        deed.insert(added)
        deed.insert(*(TransferGroup(added.id, group) for group in dict.fromkeys(group_ids)))
        deed.insert(*(TransferPerson(added.id, person) for person in dict.fromkeys(participant_ids)))
    return TransferAdded(added.id, deed.changes)


def edit_transfer(db: Database, before: Transfer, after: Transfer) -> Changes:
    """Give a transfer another vehicle, way or time. Raises `InvalidValue`, `ChangedMeanwhile`, `GoneAlready`."""
    checked = _checked(after)
    with db.deed(_way(db, checked, say("Edit the transfer {way}"))) as deed:
        deed.update(before, checked)
    return deed.changes


def edit_transfers(db: Database, edits: Sequence[TransferEdit]) -> Changes:
    """Move, lengthen or hand over transfers in one deed, which is named after what happens to them.

    Raises `InvalidValue`, `ChangedMeanwhile`, `GoneAlready`.
    """
    checked = [(edit.before, _checked(edit.after)) for edit in edits]
    with db.deed(_title_of(db, edits)) as deed:
        for before, after in checked:
            deed.update(before, after)
    return deed.changes


def delete_transfers(db: Database, transfer_ids: Collection[TransferId]) -> Changes:
    """Take transfers out; who rode in them stays. Raises `GoneAlready`."""
    with db.reading() as connection:
        transfers = read_rows(connection, Transfer, id=list(transfer_ids))
    if len(transfers) < len(set(transfer_ids)) or not transfers:
        raise GoneAlready(say("transfer"))
    if len(transfers) == 1:
        title = _way(db, transfers[0], say("Delete the transfer {way}"))
    else:
        title = say_n("Delete {n} transfer", "Delete {n} transfers", len(transfers))
    with db.deed(title) as deed:
        deed.delete(*transfers)
    return deed.changes


def seat_group(db: Database, transfer_id: TransferId, group_id: GroupId) -> Changes:
    """Let a group ride in a transfer. One that does already stays. Raises `GoneAlready`."""
    name = _name_of_group(db, group_id)
    return _change(db, transfer_id, say("“{name}” rides {way}"), name, TransferGroup(transfer_id, group_id), True)


def unseat_group(db: Database, transfer_id: TransferId, group_id: GroupId) -> Changes:
    """Take a group out of a transfer. Raises `GoneAlready`."""
    name = _name_of_group(db, group_id)
    return _change(
        db, transfer_id, say("“{name}” no longer rides {way}"), name, TransferGroup(transfer_id, group_id), False
    )


def seat_person(db: Database, transfer_id: TransferId, participant_id: ParticipantId) -> Changes:
    """Let one person ride in a transfer. One who does already stays. Raises `GoneAlready`."""
    name = _name_of_person(db, participant_id)
    link = TransferPerson(transfer_id, participant_id)
    return _change(db, transfer_id, say("“{name}” rides {way}"), name, link, True)


def unseat_person(db: Database, transfer_id: TransferId, participant_id: ParticipantId) -> Changes:
    """Take one person out of a transfer; a group of theirs may still ride. Raises `GoneAlready`."""
    name = _name_of_person(db, participant_id)
    link = TransferPerson(transfer_id, participant_id)
    return _change(db, transfer_id, say("“{name}” no longer rides {way}"), name, link, False)


def seats_taken(programme: Programme, transfer_id: TransferId) -> int:
    """How many ride in a transfer, each counted once; a whole delegation with nobody entered yet counts as many as it
    announced."""
    groups = programme.groups_by_transfer.get(transfer_id, ())
    people: set[ParticipantId] = set(programme.people_by_transfer.get(transfer_id, ()))
    announced: dict[str, int] = {}
    for key in groups:
        riding = programme.people_of_group(key)
        people.update(riding)
        if not riding:
            announced[programme.groups[key].delegation_id or key] = programme.size_of_group(key)
    return len(people) + sum(announced.values())


# Parts of the above


def _checked(transfer: Transfer) -> Transfer:
    if not transfer.vehicle_id:
        raise InvalidValue("vehicle_id", "", say("Choose a vehicle."))
    if not transfer.from_site_id:
        raise InvalidValue("from_site_id", "", say("Choose a place."))
    if not transfer.to_site_id:
        raise InvalidValue("to_site_id", "", say("Choose a place."))
    return checked_row(transfer)


def _title_of(db: Database, edits: Sequence[TransferEdit]) -> Text:
    if len(edits) > 1:
        return say_n("Move {n} transfer", "Move {n} transfers", len(edits))
    (edit,) = edits
    before, after = edit.before, edit.after
    if before.vehicle_id != after.vehicle_id:
        with db.reading() as connection:
            vehicles = read_rows(connection, Vehicle, id=after.vehicle_id)
        if not vehicles:
            raise GoneAlready(say("vehicle"))
        return _way(db, after, say("“{name}” drives {way}"), vehicles[0].name)
    if before.departs_at != after.departs_at:
        return _way(db, after, say("Move the transfer {way}"))
    return _way(db, after, say("Edit the transfer {way}"))


def _way(db: Database, transfer: Transfer, title: Text, name: str = "") -> Text:
    """The title with the transfer's `way`: from where to where, and when."""
    with db.reading() as connection:
        sites = {
            site.id: site.name for site in read_rows(connection, Site, id=[transfer.from_site_id, transfer.to_site_id])
        }
    if transfer.from_site_id not in sites or transfer.to_site_id not in sites:
        raise GoneAlready(say("site"))
    way = f"{sites[transfer.from_site_id]} – {sites[transfer.to_site_id]}, {transfer.departs_at:%H:%M}"
    return say(title.msgid, way=way, name=name) if name else say(title.msgid, way=way)


def _change(
    db: Database, transfer_id: TransferId, title: Text, name: str, link: TransferGroup | TransferPerson, rides: bool
) -> Changes:
    with db.reading() as connection:
        transfers = read_rows(connection, Transfer, id=transfer_id)
    if not transfers:
        raise GoneAlready(say("transfer"))
    with db.deed(_way(db, transfers[0], title, name)) as deed:
        there = _links(deed, link)
        if rides and not there:
            deed.insert(link)
        elif not rides:
            deed.delete(*there)
    return deed.changes


def _links(deed: Deed, link: TransferGroup | TransferPerson) -> list[TransferGroup] | list[TransferPerson]:
    if isinstance(link, TransferGroup):
        return read_rows(deed.connection, TransferGroup, transfer_id=link.transfer_id, group_id=link.group_id)
    return read_rows(deed.connection, TransferPerson, transfer_id=link.transfer_id, participant_id=link.participant_id)


def _name_of_group(db: Database, group_id: GroupId) -> str:
    with db.reading() as connection:
        groups = read_rows(connection, Group, id=group_id)
    if not groups:
        raise GoneAlready(say("group"))
    return groups[0].name


def _name_of_person(db: Database, participant_id: ParticipantId) -> str:
    with db.reading() as connection:
        people = read_rows(connection, Participant, id=participant_id)
    if not people:
        raise GoneAlready(say("participant"))
    return people[0].full_name
