"""What a person does to places: districts, the sites in them, the halls in those."""

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.domain.errors import GoneAlready, InvalidValue
from smalltowns_desktop.domain.ids import DirectionId, DistrictId, HallId, KeySource, SiteId, new_id
from smalltowns_desktop.domain.model import (
    Checkpoint,
    CheckpointKind,
    District,
    Hall,
    Site,
    SiteDirection,
    TravelTime,
)
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.domain.validity import fault_of
from smalltowns_desktop.services.site_fields import MOST_GROUPS, MOST_HOURS, MOST_MINUTES, MOST_PEOPLE
from smalltowns_desktop.storage.database import Database, Deed
from smalltowns_desktop.storage.rows import read_rows

Row = TypeVar("Row", District, Site, Hall)
_LIMITS = {
    "latitude": (-90, 90),
    "longitude": (-180, 180),
    "groups_at_once": (0, MOST_GROUPS),
    "visitors_max": (0, MOST_PEOPLE),
    "visit_minutes": (1, MOST_MINUTES),
    "notice_hours": (0, MOST_HOURS),
    "seats": (0, MOST_PEOPLE),
}
_DECIMALS = 6
"""Of a degree: eleven centimetres (domain.model)."""


@dataclass(frozen=True, slots=True)
class DistrictAdded:
    district_id: DistrictId
    changes: Changes


@dataclass(frozen=True, slots=True)
class SiteAdded:
    site_id: SiteId
    changes: Changes


@dataclass(frozen=True, slots=True)
class HallAdded:
    hall_id: HallId
    changes: Changes


# Districts


def add_district(db: Database, district: District, *, ids: KeySource = new_id) -> DistrictAdded:
    """Put a district into the event; its `id` is given here. Raises `InvalidValue`."""
    added = _checked(replace(district, id=DistrictId(ids())))
    with db.deed(say("Add the district “{name}”", name=added.name)) as deed:
        deed.insert(added)
    return DistrictAdded(added.id, deed.changes)


def edit_district(db: Database, before: District, after: District) -> Changes:
    """Give fields of a district new values. Raises `InvalidValue`, `ChangedMeanwhile`."""
    with db.deed(say("Edit the district “{name}”", name=before.name)) as deed:
        deed.update(before, _checked(after))
    return deed.changes


def delete_district(db: Database, district_id: DistrictId) -> Changes:
    """Take a district out, with the travel times that name it. Raises `GoneAlready`, `StillInUse` (it has sites)."""
    with db.reading() as connection:
        districts = read_rows(connection, District, id=district_id)
    if not districts:
        raise GoneAlready(say("district"))
    with db.deed(say("Delete the district “{name}”", name=districts[0].name)) as deed:
        _delete_roads(deed, "district_id", district_id)
        deed.delete(*districts)
    return deed.changes


# Sites


def add_site(
    db: Database, site: Site, direction_ids: Collection[DirectionId] = (), *, ids: KeySource = new_id
) -> SiteAdded:
    """Put a site into the event; its `id` is given here. Raises `InvalidValue`, `ReferenceGone`."""
    added = _checked(replace(site, id=SiteId(ids())))
    with db.deed(say("Add the place “{name}”", name=added.name)) as deed:
        deed.insert(added)
        deed.insert(*(SiteDirection(added.id, direction) for direction in dict.fromkeys(direction_ids)))
    return SiteAdded(added.id, deed.changes)


def edit_site(db: Database, before: Site, after: Site, direction_ids: Collection[DirectionId] | None = None) -> Changes:
    """Give fields of a site new values. `direction_ids` None: its directions stay.

    Raises `InvalidValue`, `ChangedMeanwhile`, `ReferenceGone`.
    """
    checked = _checked(after)
    with db.deed(_title_of(before, checked)) as deed:
        deed.update(before, checked)
        if direction_ids is not None:
            links = read_rows(deed.connection, SiteDirection, site_id=before.id)
            there = {link.direction_id for link in links}
            deed.delete(*(link for link in links if link.direction_id not in direction_ids))
            wanted = dict.fromkeys(direction_ids)
            deed.insert(*(SiteDirection(before.id, direction) for direction in wanted if direction not in there))
    return deed.changes


def delete_site(db: Database, site_id: SiteId) -> Changes:
    """Take a site out, with its halls, the travel times that name it and the policy of its door.

    Raises `GoneAlready`, `StillInUse` (an activity, a request, a transfer, a delegation or a person needs it).
    """
    with db.reading() as connection:
        sites = read_rows(connection, Site, id=site_id)
    if not sites:
        raise GoneAlready(say("site"))
    with db.deed(say("Delete the place “{name}”", name=sites[0].name)) as deed:
        _delete_roads(deed, "site_id", site_id)
        deed.delete(*read_rows(deed.connection, Checkpoint, kind=CheckpointKind.SITE, target_id=site_id))
        deed.delete(*read_rows(deed.connection, Hall, site_id=site_id))
        deed.delete(*sites)
    return deed.changes


# Halls


def add_hall(db: Database, hall: Hall, *, ids: KeySource = new_id) -> HallAdded:
    """Put a hall into its site; its `id` is given here. Raises `InvalidValue`, `ReferenceGone`."""
    added = _checked(replace(hall, id=HallId(ids())))
    with db.deed(say("Add the hall “{name}”", name=added.name)) as deed:
        deed.insert(added)
    return HallAdded(added.id, deed.changes)


def edit_hall(db: Database, before: Hall, after: Hall) -> Changes:
    """Give a hall another name or number of seats. Raises `InvalidValue`, `ChangedMeanwhile`."""
    with db.deed(say("Edit the hall “{name}”", name=before.name)) as deed:
        deed.update(before, _checked(after))
    return deed.changes


def delete_hall(db: Database, hall_id: HallId) -> Changes:
    """Take a hall out. Raises `GoneAlready`, `StillInUse` (an activity is there)."""
    with db.reading() as connection:
        halls = read_rows(connection, Hall, id=hall_id)
    if not halls:
        raise GoneAlready(say("hall"))
    with db.deed(say("Delete the hall “{name}”", name=halls[0].name)) as deed:
        deed.delete(*halls)
    return deed.changes


def _delete_roads(deed: Deed, end: str, key: str) -> None:
    for side in ("from", "to"):
        deed.delete(*read_rows(deed.connection, TravelTime, **{f"{side}_{end}": key}))


def _title_of(before: Site, after: Site) -> Text:
    differing = {field.name for field in fields(Site) if getattr(before, field.name) != getattr(after, field.name)}
    if differing == {"host_confirmed"} and after.host_confirmed:
        return say("Confirm the host of “{name}”", name=after.name)
    if differing and differing <= {"latitude", "longitude"}:
        return say("Put “{name}” on the map", name=after.name)
    return say("Edit the place “{name}”", name=before.name)


def _checked(row: Row) -> Row:
    """The row with clean text and coordinates of six decimals. Raises `InvalidValue`."""
    fresh: dict[str, Any] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if field.name == "id" or field.name.endswith("_id"):
            continue
        if type(value) is str:
            fresh[field.name] = clean_text(value, lines=field.name == "requirements")
        elif isinstance(value, tuple):
            fresh[field.name] = tuple(item for item in map(clean_text, value) if item)
        elif isinstance(value, float):
            fresh[field.name] = round(value, _DECIMALS)
        if field.name in _LIMITS and value is not None:
            least, most = _LIMITS[field.name]
            if not least <= value <= most:
                why = say("It should be a number from {least} to {most}.", least=least, most=most)
                raise InvalidValue(field.name, value, why)
    cleaned = replace(row, **fresh)
    if not cleaned.name:
        raise InvalidValue("name", row.name, say("A name is needed."))
    fault = fault_of(cleaned)
    if fault is not None:
        raise InvalidValue(fault.fields[-1], getattr(cleaned, fault.fields[-1]), fault.text)
    return cleaned
