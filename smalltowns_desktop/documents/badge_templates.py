"""The three badge formats as data: where everything stands, in millimetres from the badge's top left corner; type sizes
in points. Drawing is in `badges`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A text's place: left edge, base line, the width it may take, its largest and smallest size."""

    x: float
    y: float
    width: float
    size: float
    smallest: float


@dataclass(frozen=True, slots=True)
class SideBand:
    """The delegation's colour down the left edge, with its code and the mark."""

    width: float
    code: Line
    mark_y: float
    mark_width: float
    title: Line
    dates: Line
    """Right-aligned: x is the right edge."""


@dataclass(frozen=True, slots=True)
class TopBand:
    """The delegation's colour along the top, with mark and title; a tile with the code stands beside the delegation."""

    height: float
    mark_x: float
    mark_y: float
    mark_width: float
    title: Line
    dates: Line
    """Right-aligned in one line with the title; or below it where `x` is the title's."""
    tile: tuple[float, float, float, float]
    """Left, top, width, height."""
    tile_code: float
    """Its size."""
    slot: tuple[float, float, float, float] | None = None
    """Where the lanyard's hole is punched."""


@dataclass(frozen=True, slots=True)
class Day:
    """The owner's programme of a day: a heading, then as many rows as fit."""

    heading: Line
    time_x: float
    title: Line
    """The first row of a usual day."""
    last_y: float
    row_height: float
    usual: int
    """More rows than this move the heading up, by `lift` at most, beside the code; then rows move closer."""
    lift: float
    beside_code: float
    """A title's width there."""
    below_code: float
    """From here down it is `title.width`."""


@dataclass(frozen=True, slots=True)
class BadgeTemplate:
    name: str
    width: float
    height: float
    band: SideBand | TopBand
    surname: Line
    """Its sizes in one row; the base line of the lower one of two."""
    surname_in_two: tuple[float, float]
    """Largest and smallest size in two rows."""
    given: Line
    latin: Line
    position: Line
    position_leading: float
    """Base line to base line, at the largest size."""
    delegation: Line
    region: Line | None
    divider: tuple[float, float, float] | None
    """A thin line above the delegation: left, y, right."""
    qr: tuple[float, float, float]
    """Left, top, width; at least 4 modules of white around it."""
    rule_y: float
    """Top of the line above the role."""
    role: Line
    role_icon: float
    """Its width."""
    number: Line
    """Right-aligned: x is the right edge."""
    day: Day | None = None


CARD = BadgeTemplate(
    name="86x54", width=86, height=54,
    band=SideBand(
        width=11, code=Line(5.5, 7.65, 9, 13.5, 8), mark_y=46.4, mark_width=4.2,
        title=Line(14.6, 5.6, 46, 9, 6), dates=Line(82.5, 5.6, 19, 7.8, 6),
    ),
    surname=Line(14.6, 16.2, 67.9, 28, 18), surname_in_two=(14.8, 11),
    given=Line(14.6, 22.25, 67.9, 15, 9),
    latin=Line(14.6, 27.4, 48.5, 9.8, 7),
    position=Line(14.6, 33.1, 48.5, 9, 6.5), position_leading=4,
    delegation=Line(14.6, 43.4, 48.5, 11.2, 7.5), region=None, divider=None,
    qr=(66.3, 26.65, 16.2), rule_y=45.5,
    role=Line(14.6, 51.25, 46, 11, 7), role_icon=4.4, number=Line(82.5, 51.15, 17, 9.5, 8),
)  # fmt: skip

HALF = BadgeTemplate(
    name="90x65", width=90, height=65,
    band=TopBand(
        height=10, mark_x=4.3, mark_y=2.9, mark_width=4.3,
        title=Line(11, 6.3, 50, 9.8, 6.5), dates=Line(86, 6.3, 23, 9.8, 7),
        tile=(4, 49.4, 7.3, 5.1), tile_code=9.5,
    ),
    surname=Line(4, 22.6, 82, 28, 18), surname_in_two=(18, 12),
    given=Line(4, 30, 82, 17, 9.5),
    latin=Line(4, 35.3, 60, 10.6, 7),
    position=Line(4, 42, 60, 9.8, 6.5), position_leading=4.2,
    delegation=Line(13.3, 53.45, 51, 12.6, 8), region=None, divider=None,
    qr=(67.5, 34.5, 18.5), rule_y=56,
    role=Line(4, 62.2, 58, 11.6, 7.5), role_icon=4.6, number=Line(86, 62.1, 20, 10, 8),
)  # fmt: skip

A6 = BadgeTemplate(
    name="a6", width=105, height=148,
    band=TopBand(
        height=24, mark_x=8, mark_y=10.4, mark_width=8.2,
        title=Line(20.5, 13.8, 77.5, 14, 8), dates=Line(20.5, 18.6, 77.5, 9.8, 7.5),
        tile=(7, 82, 12, 9), tile_code=15, slot=(45.5, 2.6, 14, 2.9),
    ),
    surname=Line(7, 40.6, 91, 37, 22), surname_in_two=(27, 15),
    given=Line(7, 50.2, 91, 22, 12),
    latin=Line(7, 57.6, 91, 13.3, 9),
    position=Line(7, 67.9, 91, 12.6, 8), position_leading=5.7,
    delegation=Line(22, 86.5, 48, 17, 9), region=Line(22, 91, 48, 9.8, 7), divider=(7, 78, 98),
    qr=(75, 82.7, 23), rule_y=134,
    role=Line(7, 143.2, 66, 15, 9), role_icon=6.4, number=Line(98, 143, 28, 14, 10),
    day=Day(Line(7, 106.2, 60, 10.8, 7), 7, Line(19.5, 113, 78.5, 9.8, 7.5), 130.5, 5.25, 4, 8.5, 51, 112),
)  # fmt: skip

TEMPLATES = {template.name: template for template in (CARD, HALF, A6)}
