"""From degrees to a flat map and back: equirectangular, true to scale along one parallel.

x = R·cos(φ0)·(λ - λ0), y = R·(φ0 - φ), both in kilometres, y downwards (J. P. Snyder, “Map Projections: A Working
Manual”, USGS 1987, chapter 12). Over a region of 300 km scales differ by less than 3 per cent.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, degrees, radians

from smalltowns_desktop.domain.travel import EARTH_RADIUS_KM

Flat = tuple[float, float]
"""Kilometres to the east and to the south of the projection's centre."""


@dataclass(frozen=True, slots=True)
class Projection:
    """`latitude`, `longitude`: the centre, degrees."""

    latitude: float
    longitude: float

    def flat(self, latitude: float, longitude: float) -> Flat:
        east = EARTH_RADIUS_KM * cos(radians(self.latitude)) * radians(longitude - self.longitude)
        return east, EARTH_RADIUS_KM * radians(self.latitude - latitude)

    def flat_all(self, points: Iterable[tuple[float, float]]) -> tuple[Flat, ...]:
        """Many points, given as (longitude, latitude) as map files have them."""
        down = EARTH_RADIUS_KM * radians(1)
        across = down * cos(radians(self.latitude))
        north, west = self.latitude, self.longitude
        return tuple([((longitude - west) * across, (north - latitude) * down) for longitude, latitude in points])

    def degrees(self, x: float, y: float) -> tuple[float, float]:
        """Latitude and longitude of a point of the flat map."""
        east = degrees(x / (EARTH_RADIUS_KM * cos(radians(self.latitude))))
        return self.latitude - degrees(y / EARTH_RADIUS_KM), self.longitude + east
