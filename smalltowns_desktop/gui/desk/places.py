"""Checkpoints by their names: what a person chooses from, and what stands at the head of the desk."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from smalltowns_desktop.domain.checkin import DEFAULT_POLICIES, Place
from smalltowns_desktop.domain.model import Activity, ActivityStatus, CheckpointKind, EntryPolicy, Site, Vehicle
from smalltowns_desktop.domain.model import Checkpoint as Rules
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.gui.wording import day_title, span
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.checkpoints import DOOR

ICONS = {
    CheckpointKind.DOOR: "log-in",
    CheckpointKind.ACTIVITY: "calendar-check",
    CheckpointKind.SITE: "map-pin",
    CheckpointKind.VEHICLE: "bus",
}
POLICIES: dict[EntryPolicy, Text] = {
    EntryPolicy.ONCE: say("everybody once"),
    EntryPolicy.REENTRY: say("in and out, as often as need be"),
    EntryPolicy.COUNT: say("every entry counts"),
}


_NUMBERS = re.compile(r"(\d{1,9})")
_GROUPS_NAMED = 4
"""More groups are not named in a line: nearly everybody is there."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A place at which a desk can be opened."""

    place: Place
    name: str
    about: str
    """When and where, one line."""
    begins: datetime | None = None
    """By it activities and trips are in their order."""

    @property
    def key(self) -> str:
        """What `open_desk` finds it by; unique."""
        return self.place.key or DOOR


def checkpoints_of(workspace: Workspace, kind: CheckpointKind, day: date) -> Sequence[Checkpoint]:
    """The checkpoints of a kind on a day: activities by time, sites and vehicles by what goes on, then by name."""
    programme = workspace.store.programme
    match kind:
        case CheckpointKind.DOOR:
            return [checkpoint_of(workspace, Place(CheckpointKind.DOOR), day)]
        case CheckpointKind.ACTIVITY:
            rows = [
                row
                for row in programme.activities.values()
                if row.status is not ActivityStatus.CANCELLED and row.starts_at.date() <= day <= row.ends_at.date()
            ]
            rows.sort(key=lambda row: (row.starts_at, row.title, row.id))
            return [_activity(programme, row) for row in rows]
        case CheckpointKind.SITE:
            visits = _first_visits(programme, day)
            found = [_site(programme, row, visits) for row in programme.sites.values()]
        case _:
            found = [_vehicle(workspace, row, day) for row in programme.vehicles.values()]
    return sorted(found, key=lambda item: (item.begins is None, _in_order(item.name), item.key))


def checkpoint_of(workspace: Workspace, place: Place, day: date) -> Checkpoint:
    """One checkpoint with its words. The place must be in the programme."""
    programme = workspace.store.programme
    match place.kind:
        case CheckpointKind.DOOR:
            event = programme.event
            begins = datetime.combine(event.starts_on, event.day_starts_at)
            return Checkpoint(place, workspace.say("Registration of the congress"), event.title, begins)
        case CheckpointKind.ACTIVITY:
            return _activity(programme, programme.activities[place.key])
        case CheckpointKind.SITE:
            return _site(programme, programme.sites[place.key], _first_visits(programme, day))
    return _vehicle(workspace, programme.vehicles[place.key], day)


def list_name(workspace: Workspace, place: Place, day: date) -> str:
    """Whose names are on the list of a checkpoint."""
    if place.kind is CheckpointKind.DOOR:
        return workspace.say("everybody in the congress")
    if place.kind is CheckpointKind.ACTIVITY:
        return workspace.say("who is to take part")
    when = day_title(day, workspace.words.language)
    if place.kind is CheckpointKind.SITE:
        return workspace.say("visitors of {day}", day=when)
    return workspace.say("passengers of {day}", day=when)


def policy_words(workspace: Workspace, place: Place) -> str:
    """How often somebody may enter here."""
    own = _rules(workspace.store.programme, place)
    return workspace.render(POLICIES[DEFAULT_POLICIES[place.kind] if own is None else own.policy])


def opening_words(workspace: Workspace, place: Place) -> str:
    """How long before and after its time people may enter here, and for how many there is room."""
    own = _rules(workspace.store.programme, place)
    words = []
    if own is not None and own.opens_minutes_before is not None:
        words.append(workspace.say("{minutes} min before the beginning", minutes=own.opens_minutes_before))
    if own is not None and own.closes_minutes_after is not None:
        words.append(workspace.say("until {minutes} min after the end", minutes=own.closes_minutes_after))
    if own is not None and own.places is not None:
        words.append(workspace.say_n("{n} place", "{n} places", own.places))
    return ", ".join(words) or workspace.say("at any time")


def _rules(programme: Programme, place: Place) -> Rules | None:
    rows = programme.checkpoints.values()
    return next((row for row in rows if row.kind is place.kind and row.target_id == place.key), None)


def is_there(programme: Programme, place: Place) -> bool:
    """Whether the programme still has this place."""
    match place.kind:
        case CheckpointKind.DOOR:
            return True
        case CheckpointKind.ACTIVITY:
            return place.key in programme.activities
        case CheckpointKind.SITE:
            return place.key in programme.sites
    return place.key in programme.vehicles


def _in_order(name: str) -> list[tuple[int, str]]:
    """By it «Автобус 2» stands before «Автобус 10»."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in _NUMBERS.split(name.casefold())]


def _activity(programme: Programme, row: Activity) -> Checkpoint:
    site = programme.site_of(row)
    hall = "" if row.hall_id is None else programme.halls[row.hall_id].name
    groups = sorted(programme.groups[key].name for key in programme.groups_by_activity.get(row.id, ()))
    who = ", ".join(groups) if len(groups) <= _GROUPS_NAMED else ""
    place = "" if site is None or site.name == row.title else site.name
    about = ", ".join(filter(None, (span(row.starts_at, row.ends_at), place, hall, who)))
    return Checkpoint(Place(CheckpointKind.ACTIVITY, row.id), row.title, about, row.starts_at)


def _site(programme: Programme, row: Site, visits: Mapping[str, datetime]) -> Checkpoint:
    district = programme.districts[row.district_id].name
    about = ", ".join(filter(None, (district, row.address)))
    return Checkpoint(Place(CheckpointKind.SITE, row.id), row.name, about, visits.get(row.id))


def _vehicle(workspace: Workspace, row: Vehicle, day: date) -> Checkpoint:
    programme = workspace.store.programme
    trips = [programme.transfers[key].departs_at for key in programme.transfers_by_vehicle.get(row.id, ())]
    first = min((moment for moment in trips if moment.date() == day), default=None)
    seats = workspace.say_n("{n} seat", "{n} seats", row.seats)
    about = ", ".join(filter(None, (row.plate, seats)))
    return Checkpoint(Place(CheckpointKind.VEHICLE, row.id), row.name, about, first)


def _first_visits(programme: Programme, day: date) -> dict[str, datetime]:
    """When the first activity of a day begins at each site that has one."""
    visits: dict[str, datetime] = {}
    for row in programme.activities.values():
        if row.starts_at.date() == day and row.status is not ActivityStatus.CANCELLED:
            site = programme.site_of(row)
            if site is not None:
                visits[site.id] = min(row.starts_at, visits.get(site.id, row.starts_at))
    return visits
