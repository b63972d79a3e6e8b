"""Where marks and names stand on the screen so that they can be told apart. Pure: numbers in, numbers out, pixels.

Sites of one town lie within a few hundred metres. Where their marks would cover each other, they stand in a ring around
the town; where there is no room for a ring either, they gather into one mark with their number.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import atan2, cos, hypot, inf, pi, sin

Point = tuple[float, float]
APART = 31.0
"""Marks nearer to each other than this cover each other."""
MARK = 13.0
"""Radius of a mark."""
COUNT = 17.0
"""Radius of a mark with a number."""
_LEAST_RING = 24.0
_MOST_IN_RING = 9
_AROUND_COUNT = 8.0
"""By how much a ring is wider that has a mark with a number in its middle."""
_HOME = 40.0
"""A ring is drawn around a town that is nearer than this to the middle of its sites."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Several sites drawn as one mark."""

    keys: tuple[str, ...]
    point: Point


@dataclass(frozen=True, slots=True)
class Placing:
    points: Mapping[str, Point]
    """Where each mark stands that stands by itself."""
    gathered: tuple[Gathered, ...]
    rings: Mapping[Point, float]
    """Radius of what stands around a town, by the town's point."""


def place_marks(true: Mapping[str, Point], towns: Collection[Point], outstanding: Collection[str] = ()) -> Placing:
    """`true`: where sites really are. `outstanding` ones, such as the stops of a route, never gather."""
    points: dict[str, Point] = {}
    gathered: list[Gathered] = []
    rings: dict[Point, float] = {}
    discs: list[tuple[Point, float]] = []
    crowds: dict[tuple[str, ...], Point] = {}
    for keys in _touching(true):
        if len(keys) == 1:
            points[keys[0]] = true[keys[0]]
            discs.append((true[keys[0]], MARK))
        else:
            crowds[keys] = _home_of([true[key] for key in keys], towns)
    for keys in sorted(crowds, key=lambda keys: (not any(key in outstanding for key in keys), len(keys), keys)):
        centre = crowds.pop(keys)
        around = [*discs, *((other, MARK) for other in crowds.values())]
        fits = len(keys) <= _MOST_IN_RING and _is_free(centre, ring_radius(len(keys)) + MARK, around)
        outside = [key for key in keys if fits or key in outstanding]
        rest = tuple(key for key in keys if key not in outside)
        radius = ring_radius(len(outside)) + (_AROUND_COUNT if rest else 0.0) if outside else 0.0
        points.update(_around(centre, radius, {key: true[key] for key in outside}))
        if rest:
            gathered.append(Gathered(rest, centre))
        discs.append((centre, radius + MARK))
        rings[centre] = radius + MARK if outside else COUNT
    return Placing(points, tuple(gathered), rings)


def ring_radius(count: int) -> float:
    """Of a ring on which `count` marks stand apart from each other and from what is in its middle."""
    return max(_LEAST_RING, APART / (2 * sin(pi / count))) if count > 1 else _LEAST_RING


def _touching(true: Mapping[str, Point]) -> list[tuple[str, ...]]:
    """Sites by whether their marks cover each other, directly or through others; each list sorted."""
    order = sorted(true, key=lambda key: (true[key], key))
    leader = {key: key for key in order}

    def head(key: str) -> str:
        while leader[key] != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for index, key in enumerate(order):
        x, y = true[key]
        for other in order[index + 1 :]:
            other_x, other_y = true[other]
            if other_x - x >= APART:
                break
            if hypot(other_x - x, other_y - y) < APART:
                leader[head(other)] = head(key)
    groups: dict[str, list[str]] = {}
    for key in sorted(true):
        groups.setdefault(head(key), []).append(key)
    return [tuple(keys) for keys in groups.values()]


def _home_of(points: Sequence[Point], towns: Collection[Point]) -> Point:
    """The town in whose middle the points lie, else their own middle."""
    x, y = sum(point[0] for point in points) / len(points), sum(point[1] for point in points) / len(points)
    near = [town for town in towns if hypot(town[0] - x, town[1] - y) < _HOME]
    return min(near, key=lambda town: (hypot(town[0] - x, town[1] - y), town), default=(x, y))


def _is_free(centre: Point, radius: float, discs: Iterable[tuple[Point, float]]) -> bool:
    return all(hypot(x - centre[0], y - centre[1]) >= radius + other for (x, y), other in discs)


def _around(centre: Point, radius: float, true: Mapping[str, Point]) -> dict[str, Point]:
    """The marks evenly around a centre, in the order of their directions from it, turned as near to those as can be."""
    if not true:
        return {}
    angles = {key: atan2(y - centre[1], x - centre[0]) for key, (x, y) in true.items()}
    order = sorted(true, key=lambda key: (angles[key], key))
    step = 2 * pi / len(order)
    turns = [angles[key] - index * step for index, key in enumerate(order)]
    turn = atan2(sum(map(sin, turns)), sum(map(cos, turns)))
    return {
        key: (centre[0] + radius * cos(turn + index * step), centre[1] + radius * sin(turn + index * step))
        for index, key in enumerate(order)
    }


# Names of towns


@dataclass(frozen=True, slots=True)
class Name:
    """A name that wants a place near a point. `radius`: what stands around the point."""

    key: str
    point: Point
    width: float
    height: float
    radius: float = 5.0
    important: bool = True


Box = tuple[float, float, float, float]
"""Left, top, width and height."""


def place_names(names: Sequence[Name], marks: Collection[Point], others: Collection[Box] = ()) -> dict[str, Box]:
    """A box for each name, beside its point, over as few marks, `others` and other names as can be.

    Important names choose first. One that is not is left out where it would cover something.
    """
    taken: list[Box] = [*map(_box_of_mark, marks), *others]
    boxes: dict[str, Box] = {}
    for name in sorted(names, key=lambda name: (not name.important, name.point, name.key)):
        reach = name.width + name.height + name.radius + 60
        near = [box for box in taken if abs(box[0] - name.point[0]) < reach and abs(box[1] - name.point[1]) < reach]
        box, covered = _freest(_boxes(name), near)
        if covered > 0 and not name.important:
            continue
        boxes[name.key] = box
        taken.append(box)
    return boxes


def freest(boxes: Iterable[Box], marks: Collection[Point], others: Collection[Box]) -> Box:
    """Of some boxes the first that covers least."""
    return _freest(boxes, [*map(_box_of_mark, marks), *others])[0]


def _freest(boxes: Iterable[Box], taken: Collection[Box]) -> tuple[Box, float]:
    """The first box that covers least, and how much of it."""
    best, least = (0.0, 0.0, 0.0, 0.0), inf
    for box in boxes:
        covered = sum(_overlap(box, other) for other in taken)
        if covered < least:
            best, least = box, covered
        if least == 0:
            break
    return best, least


def _box_of_mark(point: Point) -> Box:
    return point[0] - MARK, point[1] - MARK, 2 * MARK, 2 * MARK


def _boxes(name: Name) -> Iterable[Box]:
    """Places for a name, the best first: below and above, then at the sides; farther where near is taken."""
    (x, y), wide, high = name.point, name.width, name.height
    for reach in (name.radius + 2, name.radius + 14, name.radius + 28):
        yield x - wide / 2, y + reach, wide, high
        yield x - wide / 2, y - reach - high, wide, high
        yield x + reach, y - high / 2, wide, high
        yield x - reach - wide, y - high / 2, wide, high


def _overlap(one: Box, other: Box) -> float:
    wide = min(one[0] + one[2], other[0] + other[2]) - max(one[0], other[0])
    high = min(one[1] + one[3], other[1] + other[3]) - max(one[1], other[1])
    return wide * high if wide > 0 and high > 0 else 0.0
