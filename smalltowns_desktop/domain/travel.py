"""How long the road takes between two sites: by somebody's knowledge, else by distance and speed.

Distance is the great circle by the haversine formula (R. W. Sinnott, “Virtues of the Haversine”, Sky and Telescope
68, 1984) on a sphere of the Earth's mean radius R1 = 6371.0088 km (IUGG; H. Moritz, “Geodetic Reference System 1980”).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import asin, ceil, cos, radians, sin, sqrt

from smalltowns_desktop.domain.model import District, Event, Site, TravelTime, VehicleKind
from smalltowns_desktop.domain.programme import Programme

EARTH_RADIUS_KM = 6371.0088
USUAL_VEHICLE = VehicleKind.COACH
"""What people go by where no transfer says otherwise: the slowest, so that nobody is promised too much."""

Point = tuple[float, float]
"""Latitude and longitude in degrees."""
End = tuple[str, str]
"""("site" or "district", key): one end of a row of travel times."""
_ROUNDING = 1e-9
"""Of an hour's sixty minutes: what a floating-point sum may be over before it counts as another minute."""


@dataclass(frozen=True, slots=True)
class RoadTime:
    """How long a way takes, and whose word that is."""

    minutes: int | None
    """None: nothing is known of the way."""
    row: TravelTime | None
    """The row of the travel table that says so; None where the minutes are reckoned from distance and speed."""


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
        self._road_factor = event.road_factor
        self._districts = districts
        self._minutes_a_km = {
            VehicleKind.COACH: event.road_factor * 60 / event.speed_coach,
            VehicleKind.MINIBUS: event.road_factor * 60 / event.speed_minibus,
            VehicleKind.CAR: event.road_factor * 60 / event.speed_car,
        }
        # Of two rows about the same, the one made first holds; which that is does not depend on the mapping's order.
        self._known: dict[tuple[End, End], dict[VehicleKind | None, TravelTime]] = {}
        for row in sorted(travel_times.values(), key=lambda row: row.id, reverse=True):
            self._known.setdefault(ends_of(row), {})[row.vehicle_kind] = row
        self._named_sites = {key for ends in self._known for kind, key in ends if kind == "site"}
        self._between_districts: dict[tuple[str, str, VehicleKind], TravelTime | None] = {}
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

    def way(self, start: Site | District, end: Site | District, kind: VehicleKind = USUAL_VEHICLE) -> RoadTime:
        """As `minutes`, also between towns (the centres of districts), and with the row that says so."""
        sites = isinstance(start, Site) and isinstance(end, Site)
        if sites and (start.id == end.id or (start.latitude is not None and _point(start) == _point(end))):
            return RoadTime(0, None)
        row = self._row_for(start, end, kind)
        return RoadTime(self._estimate(start, end, kind), None) if row is None else RoadTime(row.minutes, row)

    def kilometres(self, start: Site | District, end: Site | District) -> float | None:
        """By road, as far as the great circle and the event's road factor tell; None without coordinates."""
        here, there = self._place(start), self._place(end)
        return None if here is None or there is None else great_circle_km(here, there) * self._road_factor

    def _work_out(self, origin: str, destination: str, kind: VehicleKind) -> int | None:
        """As `way` between two sites: a check asks for thousands of them."""
        start, end = self._sites[origin], self._sites[destination]
        if start.id == end.id or (start.latitude is not None and _point(start) == _point(end)):
            return 0
        districts = (start.district_id, end.district_id, kind)
        if districts not in self._between_districts or not self._named_sites.isdisjoint((origin, destination)):
            row = self._row_for(start, end, kind)
        else:
            row = self._between_districts[districts]
        return self._estimate(start, end, kind) if row is None else row.minutes

    def _row_for(self, start: Site | District, end: Site | District, kind: VehicleKind) -> TravelTime | None:
        """The row that is nearest to the question."""
        here, there = ("district", _district_of(start)), ("district", _district_of(end))
        this = ("site", start.id) if isinstance(start, Site) else here
        that = ("site", end.id) if isinstance(end, Site) else there
        if start.id in self._named_sites or end.id in self._named_sites:
            for one, other in ((this, that), (this, there), (here, that)):
                row = self._look_up(one, other, kind)
                if row is not None:
                    return row
        districts = (here[1], there[1], kind)
        if districts not in self._between_districts:
            self._between_districts[districts] = self._look_up(here, there, kind)
        return self._between_districts[districts]

    def _look_up(self, here: End, there: End, kind: VehicleKind) -> TravelTime | None:
        """The row for these ends: this way before the way back, for this kind of vehicle before any."""
        for way in ((here, there), (there, here)):
            rows = self._known.get(way, {})
            row = rows.get(kind, rows.get(None))
            if row is not None:
                return row
        return None

    def _estimate(self, start: Site | District, end: Site | District, kind: VehicleKind) -> int | None:
        if start.latitude is None and end.latitude is None and _district_of(start) == _district_of(end):
            return None
        here, there = self._place(start), self._place(end)
        if here is None or there is None:
            return None
        return ceil(great_circle_km(here, there) * self._minutes_a_km[kind] - _ROUNDING)

    def _place(self, place: Site | District) -> Point | None:
        return _point(place) or self._centre(_district_of(place))

    def _centre(self, district_id: str) -> Point | None:
        return _point(self._districts[district_id])


def _point(place: Site | District) -> Point | None:
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _district_of(place: Site | District) -> str:
    return place.district_id if isinstance(place, Site) else place.id


def ends_of(row: TravelTime) -> tuple[End, End]:
    """Between what a row of the travel table is."""
    start = ("site", row.from_site_id) if row.from_site_id is not None else ("district", str(row.from_district_id))
    end = ("site", row.to_site_id) if row.to_site_id is not None else ("district", str(row.to_district_id))
    return start, end
