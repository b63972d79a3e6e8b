"""How what a search found is named: a title and a detail for each kind of thing."""

from collections.abc import Callable, Mapping
from typing import Any

from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.models.search_hits import Hit
from smalltowns_desktop.gui.search_index import ICONS, Thing
from smalltowns_desktop.gui.wording import clock, short_date, span
from smalltowns_desktop.gui.workspace import Workspace


def hit_of(workspace: Workspace, programme: Programme, kind: str, thing: Thing) -> Hit:
    """The row that is shown for a thing of a snapshot."""
    title, detail = _NAMES[kind](workspace, programme, thing.row)
    return Hit(title, kind, thing.key, detail, ICONS[kind])


def _participant(workspace: Workspace, programme: Programme, row: Any) -> tuple[str, str]:
    delegation = programme.delegations.get(row.delegation_id) if row.delegation_id is not None else None
    return row.full_name, _joined("" if delegation is None else delegation.name, row.position, f"№ {row.number:04d}")


def _delegation(workspace: Workspace, programme: Programme, row: Any) -> tuple[str, str]:
    size = len(programme.people_by_delegation.get(row.id, ()))
    return row.name, _joined(row.code, row.region, workspace.say_n("{n} person", "{n} people", size) if size else "")


def _site(workspace: Workspace, programme: Programme, row: Any) -> tuple[str, str]:
    district = programme.districts[row.district_id].name
    return row.name, row.address if district in row.address else _joined(district, row.address)


def _activity(workspace: Workspace, programme: Programme, row: Any) -> tuple[str, str]:
    site = programme.site_of(row)
    day = short_date(row.starts_at.date(), workspace.words.language)
    place = "" if site is None or site.name == row.title else site.name
    return row.title, _joined(day, span(row.starts_at, row.ends_at), place)


def _transfer(workspace: Workspace, programme: Programme, row: Any) -> tuple[str, str]:
    day = short_date(row.departs_at.date(), workspace.words.language)
    ends = (programme.sites[key].name for key in (row.from_site_id, row.to_site_id))
    return " → ".join(ends), _joined(day, clock(row.departs_at), programme.vehicles[row.vehicle_id].name)


def _agreement(workspace: Workspace, programme: Programme, row: Any) -> tuple[str, str]:
    return row.title, _joined(*row.parties)


def _revision(workspace: Workspace, programme: Programme, row: Any) -> tuple[str, str]:
    when, who = row
    return when, who


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


_NAMES: Mapping[str, Callable[[Workspace, Programme, Any], tuple[str, str]]] = {
    "participant": _participant,
    "delegation": _delegation,
    "site": _site,
    "activity": _activity,
    "transfer": _transfer,
    "agreement": _agreement,
    "revision": _revision,
}
