"""The rows of a day of the timeline, empty: by delegation, by site or by vehicle. Pure: no Qt, no words."""

from collections import Counter
from collections.abc import Iterable

from smalltowns_desktop.domain.model import SiteKind, Transfer
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.timeline.layout import DELEGATION, GROUP, SITE, VEHICLE, Row, RowsBy, Tile

_QUIET = (SiteKind.HOTEL, SiteKind.STATION)
"""Sites that have a row only where the programme uses them."""


def rows_of_day(programme: Programme, rows_by: RowsBy, transfers: Iterable[Transfer]) -> list[Row]:
    """`transfers`: those of the day, for the vehicle that a delegation goes by."""
    match rows_by:
        case RowsBy.DELEGATIONS:
            return [*_delegation_rows(programme, transfers), *_group_rows(programme)]
        case RowsBy.SITES:
            return _site_rows(programme)
        case RowsBy.VEHICLES:
            return _vehicle_rows(programme)


def _delegation_rows(programme: Programme, transfers: Iterable[Transfer]) -> list[Row]:
    rides: dict[str, Counter[str]] = {}
    for transfer in transfers:
        for group in programme.groups_by_transfer.get(transfer.id, ()):
            owner = programme.groups[group].delegation_id
            if owner is not None:
                rides.setdefault(owner, Counter())[programme.vehicles[transfer.vehicle_id].name] += 1
    rows = []
    for delegation in sorted(programme.delegations.values(), key=lambda row: (row.position, row.name, row.id)):
        people = len(programme.people_by_delegation.get(delegation.id, ())) or delegation.expected_size or 0
        names = rides.get(delegation.id, Counter())
        usual = max(names, key=lambda name: (names[name], name), default="")
        tile = Tile(delegation.code, delegation.colour, delegation.position)
        key = f"{DELEGATION}:{delegation.id}"
        rows.append(Row(key, DELEGATION, delegation.id, delegation.name, usual, people, tile))
    return rows


def _group_rows(programme: Programme) -> list[Row]:
    """Groups across delegations."""
    groups = sorted(programme.groups.values(), key=lambda row: (row.name, row.id))
    return [
        Row(f"{GROUP}:{group.id}", GROUP, group.id, group.name, "", programme.size_of_group(group.id))
        for group in groups
        if group.delegation_id is None
    ]


def _site_rows(programme: Programme) -> list[Row]:
    used = {site.id for row in programme.activities.values() if (site := programme.site_of(row)) is not None}
    used |= {request.site_id for request in programme.requests.values()}
    districts = programme.districts
    sites = [site for site in programme.sites.values() if site.id in used or site.kind not in _QUIET]
    sites.sort(key=lambda site: (districts[site.district_id].name, site.name, site.id))
    return [
        Row(f"{SITE}:{site.id}", SITE, site.id, site.name, districts[site.district_id].name, site.visitors_max or 0)
        for site in sites
    ]


def _vehicle_rows(programme: Programme) -> list[Row]:
    vehicles = sorted(programme.vehicles.values(), key=lambda row: (_natural(row.name), row.id))
    return [
        Row(f"{VEHICLE}:{vehicle.id}", VEHICLE, vehicle.id, vehicle.name, vehicle.plate, vehicle.seats)
        for vehicle in vehicles
    ]


def _natural(name: str) -> tuple[tuple[int, int | str], ...]:
    """Numbers in a name by their size: «Автобус 2» before «Автобус 10»."""
    parts: list[str] = []
    for letter in name.casefold():
        if parts and parts[-1][-1].isdecimal() == letter.isdecimal():
            parts[-1] += letter
        else:
            parts.append(letter)
    return tuple((0, int(part)) if part[0].isdecimal() else (1, part) for part in parts)
