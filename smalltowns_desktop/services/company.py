"""Who is together somewhere: at a site, or in a vehicle."""

from datetime import date

from smalltowns_desktop.domain.ids import ParticipantId, SiteId, TransferId, VehicleId
from smalltowns_desktop.domain.model import ActivityStatus
from smalltowns_desktop.domain.programme import Programme


def people_at_site(programme: Programme, site_id: SiteId, day: date | None = None) -> frozenset[ParticipantId]:
    """Everybody expected at a site, on one day or at all; cancelled activities expect nobody."""
    people: set[ParticipantId] = set()
    for activity in programme.activities.values():
        if activity.status is ActivityStatus.CANCELLED or day not in (None, activity.starts_at.date()):
            continue
        site = programme.site_of(activity)
        if site is not None and site.id == site_id:
            people |= programme.attendees(activity.id)
    return frozenset(people)


def people_aboard(programme: Programme, vehicle_id: VehicleId, day: date | None = None) -> frozenset[ParticipantId]:
    """Everybody who rides in a vehicle, on one day or at all."""
    people: set[ParticipantId] = set()
    for transfer_id in programme.transfers_by_vehicle.get(vehicle_id, ()):
        if day in (None, programme.transfers[transfer_id].departs_at.date()):
            people.update(_riders(programme, transfer_id))
    return frozenset(people)


def _riders(programme: Programme, transfer_id: TransferId) -> set[ParticipantId]:
    groups = programme.groups_by_transfer.get(transfer_id, ())
    people = {person for group in groups for person in programme.people_of_group(group)}
    return people.union(programme.people_by_transfer.get(transfer_id, ()))
