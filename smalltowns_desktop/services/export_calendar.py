"""The programme as a calendar for telephones: of everybody, a delegation, a person or a site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from smalltowns_desktop.domain.ids import GroupId, ParticipantId, TransferId
from smalltowns_desktop.domain.model import Activity, ActivityPart, ActivityStatus, Participant, Transfer
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import Translator, say
from smalltowns_desktop.exchange.calendar import CalendarEntry, write_calendar
from smalltowns_desktop.services.export_schedule import guid_of
from smalltowns_desktop.services.files import write_file
from smalltowns_desktop.services.finding import find_delegation, find_participant, find_site
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.journal import read_revisions
from smalltowns_desktop.storage.snapshot import read_programme

_STATUS = {
    ActivityStatus.DRAFT: "TENTATIVE",
    ActivityStatus.CONFIRMED: "CONFIRMED",
    ActivityStatus.CANCELLED: "CANCELLED",
}


@dataclass(frozen=True, slots=True)
class CalendarExport:
    path: Path
    events: int
    """Activities and, for a person or a delegation, transfers."""


def export_ics(
    db: Database,
    out: str | Path,
    words: Translator,
    *,
    delegation: str | None = None,
    person: str | None = None,
    site: str | None = None,
) -> CalendarExport:
    """Write a calendar: of everything, or of what all the given ones have in common.

    Cancelled activities stay in it, marked, so that they vanish from the calendars that had them. Transfers go to those
    who ride. `words` is the language of the notes.

    Raises `UnknownName`, `AmbiguousName`, `FolderNotWritable`, `DiskFull`.
    """
    with db.reading() as connection:
        programme = read_programme(connection)
        stamp = datetime.fromisoformat(read_revisions(connection)[-1].at).astimezone(UTC)
    titles = [programme.event.title]
    activities = set(programme.activities.values())
    rides: set[Transfer] = set(programme.transfers.values()) if delegation or person else set()
    if delegation is not None:
        whose = find_delegation(programme, delegation)
        titles.append(whose.name)
        people = programme.people_by_delegation.get(whose.id, ())
        groups = _groups_of(programme, people) | set(programme.groups_by_delegation.get(whose.id, ()))
        activities &= _activities_of(programme, groups, people)
        rides &= _rides_of(programme, groups, people)
    if person is not None:
        participant = find_participant(programme, person)
        titles.append(participant.full_name)
        groups = _groups_of(programme, [participant.id])
        activities &= _activities_of(programme, groups, [participant.id])
        rides &= _rides_of(programme, groups, [participant.id])
    if site is not None:
        place = find_site(programme, site)
        titles.append(place.name)
        activities = {row for row in activities if programme.site_of(row) == place}
        rides = {row for row in rides if place.id in (row.from_site_id, row.to_site_id)}
    entries = [_activity_entry(programme, row, words) for row in activities]
    entries += [_ride_entry(programme, row, words) for row in rides]
    write_file(out, write_calendar(" · ".join(titles), entries, programme.event.timezone, stamp))
    return CalendarExport(Path(out), len(entries))


def _groups_of(programme: Programme, people: Iterable[ParticipantId]) -> set[GroupId]:
    return {group for person in people for group in programme.groups_by_person.get(person, ())}


def _activities_of(programme: Programme, groups: set[GroupId], people: Iterable[ParticipantId]) -> set[Activity]:
    """What these groups attend and these people have a part in."""
    named = set(people)
    keys = {key for group in groups for key in programme.activities_by_group.get(group, ())}
    keys |= {row.activity_id for row in programme.activity_people.values() if row.participant_id in named}
    return {programme.activities[key] for key in keys}


def _rides_of(programme: Programme, groups: set[GroupId], people: Iterable[ParticipantId]) -> set[Transfer]:
    named = set(people)
    keys: set[TransferId] = {row.transfer_id for row in programme.transfer_groups.values() if row.group_id in groups}
    keys |= {row.transfer_id for row in programme.transfer_people.values() if row.participant_id in named}
    return {programme.transfers[key] for key in keys}


def _activity_entry(programme: Programme, activity: Activity, words: Translator) -> CalendarEntry:
    site = programme.site_of(activity)
    hall = None if activity.hall_id is None else programme.halls[activity.hall_id]
    district = None if site is None else programme.districts[site.district_id]
    place = [
        "" if hall is None else hall.name,
        "" if site is None else site.name,
        "" if site is None else site.address,
        "" if district is None else district.name,
    ]
    position = None
    if site is not None and site.latitude is not None and site.longitude is not None:
        position = (site.latitude, site.longitude)
    return CalendarEntry(
        uid=guid_of(activity.id), title=activity.title, starts_at=activity.starts_at, ends_at=activity.ends_at,
        status=_STATUS[activity.status], category=str(activity.kind).upper(),
        location=", ".join(dict.fromkeys(filter(None, place))),
        description=_description(programme, activity, words), position=position,
    )  # fmt: skip


def _description(programme: Programme, activity: Activity, words: Translator) -> str:
    lines = [activity.notes] if activity.notes else []
    if activity.direction_id is not None:
        direction = programme.directions[activity.direction_id]
        lines.append(words.render(say("Direction: {name}", name=direction.name)))
    speakers = _names(programme, activity, ActivityPart.SPEAKER)
    if speakers:
        lines.append(words.render(say("Speakers: {names}", names=speakers)))
    moderators = _names(programme, activity, ActivityPart.MODERATOR)
    if moderators:
        lines.append(words.render(say("Moderators: {names}", names=moderators)))
    return "\n".join(lines)


def _names(programme: Programme, activity: Activity, part: ActivityPart) -> list[str]:
    named = programme.people_by_activity.get(activity.id, ())
    people: list[Participant] = [programme.participants[key] for what, key in named if what is part]
    return [person.full_name for person in sorted(people, key=lambda person: person.number)]


def _ride_entry(programme: Programme, transfer: Transfer, words: Translator) -> CalendarEntry:
    start, end = programme.sites[transfer.from_site_id], programme.sites[transfer.to_site_id]
    vehicle = programme.vehicles[transfer.vehicle_id]
    named = f"{vehicle.name}, {vehicle.plate}" if vehicle.plate else vehicle.name
    return CalendarEntry(
        uid=guid_of(transfer.id), title=f"{start.name} → {end.name}",
        starts_at=transfer.departs_at, ends_at=transfer.arrives_at, status="CONFIRMED", category="TRANSFER",
        location=start.name, description=words.render(say("Vehicle: {name}", name=named)),
    )  # fmt: skip
