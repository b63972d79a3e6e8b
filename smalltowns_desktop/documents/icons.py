"""Icons as PDF drawing: the shipped SVG files turned into path operators.

Understands what the shipped files hold: the basic shapes and paths of SVG, filled or drawn with a line. Coordinates
stay the icon's own, y down; whoever places an icon sets the matrix.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree

from smalltowns_desktop.domain.resources import resource_path

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)")
_SEGMENT = re.compile(r"([A-Za-z])([^A-Za-z]*)")
# The two flags of an arc may stand without anything between them and the next number.
_ARC = re.compile(r"[\s,]*".join([f"({_NUMBER.pattern})"] * 3 + ["([01])"] * 2 + [f"({_NUMBER.pattern})"] * 2))
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_CIRCLE = 0.5522847498  # handle length of the cubic that comes nearest to a quarter of a circle


@dataclass(frozen=True, slots=True)
class Shape:
    path: str
    """PDF path operators."""
    fill: str
    """`#RRGGBB`, or "" for a line."""


@dataclass(frozen=True, slots=True)
class Icon:
    width: float
    height: float
    shapes: tuple[Shape, ...]


@cache
def load_icon(name: str) -> Icon:
    """A shipped icon by its name."""
    root = ElementTree.parse(resource_path("icons", f"{name}.svg")).getroot()
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    shapes = []
    for element in root:
        attributes = element.attrib
        match element.tag.removeprefix(_SVG):
            case "path":
                path = " ".join(_path_operators(attributes["d"]))
            case "circle" | "ellipse":
                x, y, r = (float(attributes.get(name, 0)) for name in ("cx", "cy", "r"))
                path = _ellipse(x, y, float(attributes.get("rx", r)), float(attributes.get("ry", r)))
            case "rect":
                x, y, w, h = (float(attributes.get(name, 0)) for name in ("x", "y", "width", "height"))
                path = rounded_rectangle(x, y, w, h, float(attributes.get("rx", 0)))
            case "line":
                path = " ".join(_path_operators("M{x1} {y1}L{x2} {y2}".format_map(attributes)))
            case "polyline" | "polygon" as tag:
                path = " ".join(_path_operators(f"M{attributes['points']}{'Z' if tag == 'polygon' else ''}"))
            case other:
                raise ValueError(f"{name}.svg holds <{other}>, which this reader does not draw")
        shapes.append(Shape(path, attributes.get("fill", "")))
    return Icon(width, height, tuple(shapes))


def rounded_rectangle(x: float, y: float, width: float, height: float, radius: float) -> str:
    """Path of a rectangle with round corners, closed."""
    if radius <= 0:
        return f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re"
    right, bottom, k = x + width, y + height, radius * (1 - _CIRCLE)
    return (
        f"{x + radius:.3f} {y:.3f} m {right - radius:.3f} {y:.3f} l "
        f"{right - k:.3f} {y:.3f} {right:.3f} {y + k:.3f} {right:.3f} {y + radius:.3f} c "
        f"{right:.3f} {bottom - radius:.3f} l "
        f"{right:.3f} {bottom - k:.3f} {right - k:.3f} {bottom:.3f} {right - radius:.3f} {bottom:.3f} c "
        f"{x + radius:.3f} {bottom:.3f} l "
        f"{x + k:.3f} {bottom:.3f} {x:.3f} {bottom - k:.3f} {x:.3f} {bottom - radius:.3f} c "
        f"{x:.3f} {y + radius:.3f} l "
        f"{x:.3f} {y + k:.3f} {x + k:.3f} {y:.3f} {x + radius:.3f} {y:.3f} c h"
    )


def _ellipse(x: float, y: float, rx: float, ry: float) -> str:
    half = f"a{rx} {ry} 0 0 1"
    return " ".join(_path_operators(f"M{x - rx} {y}{half} {2 * rx} 0{half} {-2 * rx} 0Z"))


def _commands(source: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Commands of a path, each with its arguments; repeated arguments come as repeated commands."""
    for letter, arguments in _SEGMENT.findall(source):
        count = _ARGUMENTS[letter.upper()]
        if count == 0:
            yield letter, ()
        elif count == 7:
            for match in _ARC.findall(arguments):
                yield letter, tuple(map(float, match))
        else:
            numbers = tuple(map(float, _NUMBER.findall(arguments)))
            for start in range(0, len(numbers), count):
                yield letter, numbers[start : start + count]
                letter = {"M": "L", "m": "l"}.get(letter, letter)


def _path_operators(source: str) -> Iterator[str]:
    """PDF operators of an SVG path."""
    x = y = start_x = start_y = 0.0
    handle_x = handle_y = 0.0  # of the curve before, for the smooth ones
    for letter, numbers in _commands(source):
        dx, dy = (x, y) if letter.islower() else (0.0, 0.0)
        points = [(numbers[i] + dx, numbers[i + 1] + dy) for i in range(0, len(numbers) - 1, 2)]
        smooth_x, smooth_y = 2 * x - handle_x, 2 * y - handle_y
        match letter.upper():
            case "M":
                ((x, y),) = points
                start_x, start_y = x, y
                yield f"{x:.3f} {y:.3f} m"
            case "L" | "H" | "V":
                x, y = _line_end(letter, numbers, x, y)
                yield f"{x:.3f} {y:.3f} l"
            case "C" | "S":
                if len(points) == 2:
                    points.insert(0, (smooth_x, smooth_y))
                (x1, y1), (handle_x, handle_y), (x, y) = points
                yield _cubic(x1, y1, handle_x, handle_y, x, y)
                continue
            case "Q" | "T":
                if len(points) == 1:
                    points.insert(0, (smooth_x, smooth_y))
                (handle_x, handle_y), (end_x, end_y) = points
                yield _cubic(
                    x + (handle_x - x) * 2 / 3, y + (handle_y - y) * 2 / 3,
                    end_x + (handle_x - end_x) * 2 / 3, end_y + (handle_y - end_y) * 2 / 3, end_x, end_y,
                )  # fmt: skip
                x, y = end_x, end_y
                continue
            case "A":
                rx, ry, turn, large, sweep, end_x, end_y = numbers
                end_x, end_y = end_x + dx, end_y + dy
                yield from _arc(x, y, rx, ry, math.radians(turn), large != 0, sweep != 0, end_x, end_y)
                x, y = end_x, end_y
            case "Z":
                x, y = start_x, start_y
                yield "h"
        handle_x, handle_y = x, y


def _line_end(letter: str, numbers: tuple[float, ...], x: float, y: float) -> tuple[float, float]:
    dx, dy = (x, y) if letter.islower() else (0.0, 0.0)
    match letter.upper():
        case "H":
            return numbers[0] + dx, y
        case "V":
            return x, numbers[0] + dy
        case _:
            return numbers[0] + dx, numbers[1] + dy


def _cubic(*numbers: float) -> str:
    return " ".join(f"{number:.3f}" for number in numbers) + " c"


def _arc(
    x1: float, y1: float, rx: float, ry: float, turn: float, large: bool, sweep: bool, x2: float, y2: float
) -> Iterator[str]:
    """Cubics along an elliptical arc, a quarter of a turn each at most (SVG 1.1, appendix F.6)."""
    cos, sin = math.cos(turn), math.sin(turn)
    half_x, half_y = (x1 - x2) / 2, (y1 - y2) / 2
    px, py = cos * half_x + sin * half_y, cos * half_y - sin * half_x
    grow = math.sqrt(max(1.0, (px / rx) ** 2 + (py / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    rest = rx**2 * ry**2 - rx**2 * py**2 - ry**2 * px**2
    factor = math.sqrt(max(0.0, rest / (rx**2 * py**2 + ry**2 * px**2))) * (-1 if large == sweep else 1)
    qx, qy = factor * rx * py / ry, -factor * ry * px / rx
    centre_x, centre_y = cos * qx - sin * qy + (x1 + x2) / 2, sin * qx + cos * qy + (y1 + y2) / 2
    begin = math.atan2((py - qy) / ry, (px - qx) / rx)
    span = math.atan2((-py - qy) / ry, (-px - qx) / rx) - begin
    if sweep and span < 0:
        span += 2 * math.pi
    elif not sweep and span > 0:
        span -= 2 * math.pi
    steps = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
    step = span / steps
    reach = 4 / 3 * math.tan(step / 4)

    def place(angle: float, along: float) -> tuple[float, float]:
        u = rx * (math.cos(angle) - along * math.sin(angle))
        v = ry * (math.sin(angle) + along * math.cos(angle))
        return cos * u - sin * v + centre_x, sin * u + cos * v + centre_y

    for number in range(steps):
        angle = begin + number * step
        yield _cubic(*place(angle, reach), *place(angle + step, -reach), *place(angle + step, 0))
