"""Voronoi cells: to each centre the part of a rectangle that is nearer to it than to any other centre.

Exact up to rounding, and plain: a cell is the rectangle cut by one half-plane for each other centre, the side of the
perpendicular bisector that is nearer. Quadratic, which for a region's two dozen districts is nothing.
"""

from collections.abc import Sequence

Point = tuple[float, float]
Polygon = tuple[Point, ...]


def voronoi_cells(centres: Sequence[Point], left: float, top: float, right: float, bottom: float) -> list[Polygon]:
    """The cells in the order of their centres, convex polygons; of two centres at one point both have the same cell."""
    rectangle: Polygon = ((left, top), (right, top), (right, bottom), (left, bottom))
    cells = []
    for centre in centres:
        cell = rectangle
        for other in centres:
            if other != centre:
                cell = _nearer_half(cell, centre, other)
        cells.append(cell)
    return cells


def _nearer_half(polygon: Polygon, centre: Point, other: Point) -> Polygon:
    """The part of a convex polygon that is not nearer to `other` than to `centre` (Sutherland and Hodgman, 1974)."""
    kept: list[Point] = []
    for index, corner in enumerate(polygon):
        before = polygon[index - 1]
        over, over_before = _excess(corner, centre, other), _excess(before, centre, other)
        if (over <= 0) != (over_before <= 0):
            share = over_before / (over_before - over)
            kept.append((before[0] + share * (corner[0] - before[0]), before[1] + share * (corner[1] - before[1])))
        if over <= 0:
            kept.append(corner)
    return tuple(kept)


def _excess(point: Point, centre: Point, other: Point) -> float:
    """Proportional to how far the point lies beyond the bisector, on the side of `other`."""
    middle_x, middle_y = (centre[0] + other[0]) / 2, (centre[1] + other[1]) / 2
    return (point[0] - middle_x) * (other[0] - centre[0]) + (point[1] - middle_y) * (other[1] - centre[1])
