"""The land under the map: the region's outline, its neighbours, its districts as cells around their centres.

Everything comes from resources/map and is flat already (kilometres, see projection.py). Borders of districts are
schematic: whatever is nearest to a centre is drawn as its district.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.resources import resource_path
from smalltowns_desktop.domain.travel import Point as Degrees
from smalltowns_desktop.domain.travel import great_circle_km
from smalltowns_desktop.gui.map.cells import Point, Polygon, voronoi_cells
from smalltowns_desktop.gui.map.projection import Projection

_SAME_PLACE_KM = 5.0
"""A district of the event whose centre is nearer than this to a known centre is that district."""


@dataclass(frozen=True, slots=True)
class Outline:
    code: str
    """ISO 3166: of a region `BY-HR`, of a country `LT`."""
    rings: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class Label:
    """What a neighbour is called, by language, and where to write it."""

    names: Mapping[str, str]
    point: Point

    def name(self, language: str) -> str:
        return self.names.get(language, self.names["en"])


@dataclass(frozen=True, slots=True)
class Centre:
    """The town that a district is named after, and the part of the map that is nearest to it."""

    names: Mapping[str, str]
    district: str
    """In Russian: “Мостовский район”."""
    district_be: str
    latitude: float
    longitude: float
    point: Point
    cell: Polygon

    def name(self, language: str) -> str:
        return self.names.get(language, self.names["en"])

    def is_called(self, name: str) -> bool:
        """Whether somebody may mean this district by a name: that of the town or of the district."""
        wanted = fold(name)
        return any(wanted == fold(known) for known in (*self.names.values(), self.district, self.district_be))


@dataclass(frozen=True, slots=True)
class Land:
    projection: Projection
    region: Outline
    neighbours: tuple[Outline, ...]
    labels: tuple[Label, ...]
    centres: tuple[Centre, ...]

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the region."""
        return bounds_of([point for ring in self.region.rings for point in ring])

    def centre_of(self, name: str, place: Degrees | None) -> Centre | None:
        """The centre that a district of an event stands for: by its coordinates, else by its name."""
        if place is not None:
            nearest = min(self.centres, key=lambda centre: great_circle_km(place, (centre.latitude, centre.longitude)))
            near = great_circle_km(place, (nearest.latitude, nearest.longitude)) <= _SAME_PLACE_KM
            return nearest if near else None
        return next((centre for centre in self.centres if centre.is_called(name)), None)


def bounds_of(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of some points, of which there is one at least."""
    return (
        min(x for x, _ in points), min(y for _, y in points), max(x for x, _ in points), max(y for _, y in points),
    )  # fmt: skip


def load_land() -> Land:
    """The land that ships with the program."""
    source = _read("outlines.json")
    shapes = {shape["code"]: _degrees(shape["rings"]) for shape in source["shapes"]}
    region = shapes[source["region"]]
    west, south, east, north = bounds_of([point for ring in region for point in ring])
    projection = Projection((south + north) / 2, (west + east) / 2)
    outlines = {
        code: Outline(code, tuple(projection.flat_all(ring) for ring in rings)) for code, rings in shapes.items()
    }
    home = outlines.pop(source["region"])
    labels = tuple(
        Label({key: row[key] for key in ("en", "ru", "be")}, projection.flat(row["latitude"], row["longitude"]))
        for row in source["labels"]
    )
    return Land(projection, home, tuple(outlines.values()), labels, _centres(projection, home, source["latin"]))


def _centres(projection: Projection, region: Outline, latin: Mapping[str, str]) -> tuple[Centre, ...]:
    rows = _read("grodno_districts.json")["districts"]
    points = [projection.flat(row["latitude"], row["longitude"]) for row in rows]
    frame = bounds_of([point for ring in region.rings for point in ring])
    return tuple(
        Centre(
            {"ru": row["centre"]["ru"], "be": row["centre"]["be"], "en": latin[str(row["centre"]["id"])]},
            row["district"]["ru"],
            row["district"]["be"],
            row["latitude"],
            row["longitude"],
            point,
            cell,
        )
        for row, point, cell in zip(rows, points, voronoi_cells(points, *frame), strict=True)
    )


def _degrees(rings: Sequence[Sequence[float]]) -> list[list[Point]]:
    """Rings of (longitude, latitude)."""
    return [list(zip(ring[::2], ring[1::2], strict=True)) for ring in rings]


def _read(name: str) -> Any:
    return json.loads(resource_path("map", name).read_text(encoding="utf-8"))
