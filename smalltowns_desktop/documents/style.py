"""How paper looks: measures, colours, patterns. The one place where they are decided.

Lengths are points, `MM` converts. Colours are `#RRGGBB`; paper is always in the light colours. What a colour says is
also said by a word, an icon or a pattern: a black and white print must lose nothing.
"""

from dataclasses import dataclass
from enum import StrEnum

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)

INK = "#111A22"
INK_2 = "#43515F"
INK_3 = "#5C6977"
WHITE = "#FFFFFF"
LINE = "#D6DDE4"
LINE_STRONG = "#7D8996"
PALE = "#F5F7F9"
ACCENT = "#0B5D6B"
ACCENT_SOFT = "#DCEDF0"
YELLOW = "#F2C14E"
GOLD = "#F2DC9B"
SLATE = "#43515F"


class Pattern(StrEnum):
    """How the strip of a direction is drawn."""

    SOLID = "solid"
    DASHES = "dashes"
    TWO_LINES = "two lines"
    DOTS = "dots"


_DIRECTION_COLOURS = ("#1A4690", "#3A9636", "#563819", "#C4649A")
_PATTERNS = tuple(Pattern)

_DELEGATION_COLOURS = (
    "#54677D", "#8A4B2D", "#3F6B4F", "#6A4C8C", "#2F6F8F", "#8C3F5E",
    "#66661C", "#34598F", "#8F5600", "#4F5D2F", "#7A3E86", "#1F6B66",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Strip:
    """The mark of a direction beside a row."""

    colour: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class Swatch:
    """The colour of a delegation: a filled tile with a white code, or a white one with a frame."""

    colour: str
    outlined: bool = False

    @property
    def code_colour(self) -> str:
        return INK if self.outlined else WHITE


def direction_strip(position: int, colour: str = "") -> Strip:
    """The strip of the direction at a position; from the fifth on the patterns and colours come again."""
    return Strip(colour or _DIRECTION_COLOURS[position % 4], _PATTERNS[position % 4])


def delegation_swatch(position: int, colour: str = "") -> Swatch:
    """The swatch of the delegation at a position: twelve filled, then twelve outlined, then again."""
    return Swatch(colour or _DELEGATION_COLOURS[position % 12], position // 12 % 2 == 1)
