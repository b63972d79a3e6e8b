"""How long the road takes between two sites: by somebody's knowledge, else by distance and speed.

Distance is the great circle by the haversine formula (R. W. Sinnott, “Virtues of the Haversine”, Sky and Telescope
68, 1984) on a sphere of the Earth's mean radius R1 = 6371.0088 km (IUGG; H. Moritz, “Geodetic Reference System 1980”).
"""

from collections.abc import Mapping
from math import asin, ceil, cos, radians, sin, sqrt

from smalltowns_desktop.domain.ids import DistrictId
from smalltowns_desktop.domain.model import District, Event, Site, TravelTime, VehicleKind
from smalltowns_desktop.domain.programme import Programme

EARTH_RADIUS_KM = 6371.0088
USUAL_VEHICLE = VehicleKind.COACH
"""What people go by where no transfer says otherwise: the slowest, so that nobody is promised too much."""

Point = tuple[float, float]
"""Latitude and longitude in degrees."""
_End = tuple[str, str]
"""("site" or "district", key): one end of a row of travel times."""
_ROUNDING = 1e-9
"""Of an hour's sixty minutes: what a floating-point sum may be over before it counts as another minute."""


def great_circle_km(start: Point, end: Point) -> float:
    """The shortest way over the Earth's surface, in kilometres; at most half a percent off the ellipsoid's."""
    (latitude_1, longitude_1), (latitude_2, longitude_2) = start, end
    north = sin(radians(latitude_2 - latitude_1) / 2) ** 2
    east = sin(radians(longitude_2 - longitude_1) / 2) ** 2
    chord = north + cos(radians(latitude_1)) * cos(radians(latitude_2)) * east
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


class Roads:
    """Travel times of one event; answers are remembered, so keep one for as long as its rows stay the same."""

    def __init__(
        self,
        event: Event,
        sites: Mapping[str, Site],
        districts: Mapping[str, District],
        travel_times: Mapping[str, TravelTime],
    ) -> None:
        self._sites = sites
        self._districts = districts
        self._minutes_a_km = {
            VehicleKind.COACH: event.road_factor * 60 / event.speed_coach,
            VehicleKind.MINIBUS: event.road_factor * 60 / event.speed_minibus,
            VehicleKind.CAR: event.road_factor * 60 / event.speed_car,
        }
        # Of two rows about the same, the one made first holds; which that is does not depend on the mapping's order.
        self._known: dict[tuple[_End, _End], dict[VehicleKind | None, int]] = {}
        for row in sorted(travel_times.values(), key=lambda row: row.id, reverse=True):
            self._known.setdefault(_ends(row), {})[row.vehicle_kind] = row.minutes
        self._named_sites = {key for ends in self._known for kind, key in ends if kind == "site"}
        self._between_districts: dict[tuple[str, str, VehicleKind], int | None] = {}
        self._answers: dict[tuple[str, str, VehicleKind], int | None] = {}

    @classmethod
    def of(cls, programme: Programme) -> "Roads":
        return cls(programme.event, programme.sites, programme.districts, programme.travel_times)

    def minutes(self, origin: str, destination: str, kind: VehicleKind = USUAL_VEHICLE) -> int | None:
        """Whole minutes from site to site, given their keys; None where nothing is known of the way.

        0 for one site, and for sites at the same coordinates. Else the row of the travel table that is nearest to
        the question: first by its ends (two sites, a site and a district, two districts); among those this way
        before the way back; among those for this kind of vehicle before any. Else the great circle times
        `road_factor` over the speed of the kind, rounded up; a site without coordinates counts as its district's
        centre, except that two such sites of one district are not known to be near each other.
        """
        question = (origin, destination, kind)
        try:
            return self._answers[question]
        except KeyError:
            return self._answers.setdefault(question, self._work_out(*question))

    def _work_out(self, origin: str, destination: str, kind: VehicleKind) -> int | None:
        start, end = self._sites[origin], self._sites[destination]
        if start.id == end.id or (start.latitude is not None and _point(start) == _point(end)):
            return 0
        here, there = ("district", start.district_id), ("district", end.district_id)
        if start.id in self._named_sites or end.id in self._named_sites:
            this, that = ("site", start.id), ("site", end.id)
            for one, other in ((this, that), (this, there), (here, that)):
                minutes = self._look_up(one, other, kind)
                if minutes is not None:
                    return minutes
        districts = (start.district_id, end.district_id, kind)
        if districts not in self._between_districts:
            self._between_districts[districts] = self._look_up(here, there, kind)
        minutes = self._between_districts[districts]
        return self._estimate(start, end, kind) if minutes is None else minutes

    def _look_up(self, here: _End, there: _End, kind: VehicleKind) -> int | None:
        """The row for these ends: this way before the way back, for this kind of vehicle before any."""
        for way in ((here, there), (there, here)):
            rows = self._known.get(way, {})
            minutes = rows.get(kind, rows.get(None))
            if minutes is not None:
                return minutes
        return None

    def _estimate(self, start: Site, end: Site, kind: VehicleKind) -> int | None:
        if start.latitude is None and end.latitude is None and start.district_id == end.district_id:
            return None
        here, there = (_point(site) or self._centre(site.district_id) for site in (start, end))
        if here is None or there is None:
            return None
        return ceil(great_circle_km(here, there) * self._minutes_a_km[kind] - _ROUNDING)

    def _centre(self, district_id: DistrictId) -> Point | None:
        return _point(self._districts[district_id])


def _point(place: Site | District) -> Point | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _ends(row: TravelTime) -> tuple[_End, _End]:
    start = ("site", row.from_site_id) if row.from_site_id is not None else ("district", str(row.from_district_id))
    end = ("site", row.to_site_id) if row.to_site_id is not None else ("district", str(row.to_district_id))
    return start, end
