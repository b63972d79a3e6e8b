"""What a sheet of the event workbook is made of: kinds of cells, columns, pages."""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto


class Kind(Enum):
    """What a cell holds."""

    TEXT = auto()
    LINES = auto()
    """Text of several lines."""
    TELEPHONE = auto()
    COLOUR = auto()
    INTEGER = auto()
    NUMBER = auto()
    TRUTH = auto()
    DAY = auto()
    CLOCK = auto()
    MOMENT = auto()
    WORD = auto()
    """One of the words of an enumeration."""
    LIST = auto()
    OPEN_DAYS = auto()
    TIMEZONE = auto()
    LANGUAGE = auto()
    """A language of the program."""
    RULE = auto()
    ONE = auto()
    """A row of another sheet, by name or id."""
    MANY = auto()
    """Rows of another sheet, by names or ids."""


class Target(Enum):
    """What a reference names; a place is a site or a district."""

    DIRECTION = auto()
    DISTRICT = auto()
    SITE = auto()
    HALL = auto()
    PLACE = auto()
    DELEGATION = auto()
    GROUP = auto()
    PARTICIPANT = auto()
    ACTIVITY = auto()
    VEHICLE = auto()
    AGREEMENT = auto()


@dataclass(frozen=True, slots=True)
class Link:
    """The rows that a cell of a row becomes: `row(owner=, other=, part)`, in the field `rows` of `Programme`.

    `other` is the key of the row that is named, or the text itself.
    """

    row: type
    rows: str
    owner: str
    other: str
    part: tuple[str, StrEnum] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column of a sheet, and the field (or the linked rows) that it stands for.

    `russian` and `belarusian` hold every understood header, separated by `|`. A required column must be filled,
    unless it is `waived` where the row has an id. `kept`: an empty cell means what is there, or the next free value,
    never an empty field.
    """

    name: str
    russian: str
    belarusian: str
    kind: Kind = Kind.TEXT
    field: str = ""
    required: bool = False
    waived: bool = False
    kept: bool = False
    least: float = 0
    most: float = 0
    longest: int = 4000
    """Characters of a text."""
    words: type[StrEnum] | None = None
    to: Target | None = None
    link: Link | None = None

    @property
    def headers(self) -> tuple[str, ...]:
        return (self.name, *self.russian.split("|"), *self.belarusian.split("|"))


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A sheet. `rows` is the field of `Programme` that holds them; `keys` are the fields that tell one row from
    another where no id is given, the strictest first; `unique`: no two rows of a workbook may share the last key."""

    name: str
    russian: str
    belarusian: str
    row: type
    rows: str
    columns: tuple[Column, ...]
    keys: tuple[tuple[str, ...], ...] = ()
    unique: bool = True
    order: tuple[str, ...] = ()
    """Fields by which an export sorts the rows."""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.russian.split("|"), *self.belarusian.split("|"))
