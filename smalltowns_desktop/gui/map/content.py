"""What the map shows of an event, apart from how: plain values made from the snapshot."""

from collections.abc import Collection
from dataclasses import dataclass

from smalltowns_desktop.domain.model import District, Site, SiteKind
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.map.cells import Point
from smalltowns_desktop.gui.map.land import Land, bounds_of
from smalltowns_desktop.gui.map.route import NOWHERE, DayRoute, point_of

LONG_LEG_KM = 15
"""Ways over this have their minutes written beside them."""


@dataclass(frozen=True, slots=True)
class SiteDot:
    key: str
    kind: SiteKind
    point: Point
    """Kilometres of the map's projection."""
    dimmed: bool


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    point: Point
    taking_part: bool


@dataclass(frozen=True, slots=True)
class MapContent:
    sites: tuple[SiteDot, ...] = ()
    towns: tuple[Town, ...] = ()
    centres: frozenset[int] = frozenset()
    """Which of the land's centres are districts of the event."""
    route: DayRoute = NOWHERE

    def bounds(self, land: Land) -> tuple[float, float, float, float]:
        """What is to be seen of it all: the region and places beyond it; of an event elsewhere only its places."""
        points = [site.point for site in self.sites] + [town.point for town in self.towns if town.taking_part]
        left, top, right, bottom = land.bounds()
        if points and not any(left <= x <= right and top <= y <= bottom for x, y in points):
            return bounds_of(points)
        return bounds_of([*points, (left, top), (right, bottom)])


def content_of(
    programme: Programme, land: Land, language: str, route: DayRoute = NOWHERE, hidden: Collection[str] = ()
) -> MapContent:
    """`hidden`: sites that a search or filter leaves out; they are dimmed."""
    sites = []
    for site in programme.sites.values():
        point = _flat(programme, land, site)
        if point is not None:
            sites.append(SiteDot(site.id, site.kind, point, site.id in hidden))
    towns, centres = _towns(programme, land, language)
    return MapContent(tuple(sites), towns, centres, route)


def _flat(programme: Programme, land: Land, site: Site) -> Point | None:
    """Where a site is drawn: of one without coordinates in a district that is only known by name, at its centre."""
    place = point_of(programme, site)
    if place is not None:
        return land.projection.flat(*place)
    centre = land.centre_of(programme.districts[site.district_id].name, None)
    return None if centre is None else centre.point


def _towns(programme: Programme, land: Land, language: str) -> tuple[tuple[Town, ...], frozenset[int]]:
    """The event's districts under their own names, and the region's other towns."""
    towns = []
    taking_part = set()
    for district in programme.districts.values():
        place = _degrees(district)
        centre = land.centre_of(district.name, place)
        if centre is not None:
            taking_part.add(land.centres.index(centre))
            name = centre.name(language) if centre.is_called(district.name) and language != "en" else district.name
            towns.append(Town(name, centre.point, True))
        elif place is not None:
            towns.append(Town(district.name, land.projection.flat(*place), True))
    others = [
        Town(centre.name(language), centre.point, False)
        for index, centre in enumerate(land.centres)
        if index not in taking_part
    ]
    return (*towns, *others), frozenset(taking_part)


def _degrees(district: District) -> tuple[float, float] | None:
    if district.latitude is None or district.longitude is None:
        return None
    return district.latitude, district.longitude
