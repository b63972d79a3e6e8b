"""What stands where on a day of the timeline: rows, lanes, blocks, ways and common columns. Pure: no Qt, no words.

Across, everything is a moment (the view turns minutes into pixels); down, it is pixels, because rows differ in height.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cached_property

from smalltowns_desktop.domain.model import Activity, Transfer

ROW_HEIGHT, BLOCK_HEIGHT, GAP = 56, 48, 4
DELEGATION, GROUP, SITE, VEHICLE, NOWHERE = "delegation", "group", "site", "vehicle", "nowhere"
_LONG_AGO = datetime(1, 1, 1)
NOWHERE_KEY = f"{NOWHERE}:"
"""The key of the row that holds what belongs to no other."""


class RowsBy(StrEnum):
    DELEGATIONS = "delegations"
    SITES = "sites"
    VEHICLES = "vehicles"


@dataclass(frozen=True, slots=True)
class Tile:
    """A delegation's code and colour."""

    code: str
    colour: str
    position: int


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    """Kind and id: `delegation:…`, `group:…`, `site:…`, `vehicle:…`, or `nowhere:`."""
    kind: str
    id: str
    title: str
    second: str
    """What the second line names: a delegation's vehicle, a site's district, a vehicle's plate."""
    count: int
    """People of a delegation or group, at most in a site, seats of a vehicle; 0: unknown."""
    tile: Tile | None = None
    top: int = 0
    lanes: int = 1

    @property
    def height(self) -> int:
        return ROW_HEIGHT + (self.lanes - 1) * (BLOCK_HEIGHT + GAP)

    @property
    def bottom(self) -> int:
        return self.top + self.height

    def lane_top(self, lane: int) -> int:
        return self.top + GAP + lane * (BLOCK_HEIGHT + GAP)


@dataclass(frozen=True, slots=True)
class Block:
    """An activity in one row."""

    activity: Activity
    row: str
    lane: int
    direction: int
    """Its direction's position; -1 for none."""
    place: str
    """Where it is, in a word: the site, or its district where the title names the site already."""
    tiles: tuple[Tile, ...]
    """Whose it is, where the row does not say so."""

    @property
    def id(self) -> str:
        return self.activity.id

    @property
    def key(self) -> str:
        return f"{self.activity.id}@{self.row}"

    @property
    def locked(self) -> bool:
        return self.activity.locked

    @property
    def starts_at(self) -> datetime:
        return self.activity.starts_at

    @property
    def ends_at(self) -> datetime:
        return self.activity.ends_at


@dataclass(frozen=True, slots=True)
class Way:
    """A transfer in one row: a strip between two visits, or all that a vehicle's row has."""

    transfer: Transfer
    row: str
    lane: int
    origin: str
    destination: str
    vehicle: str
    tiles: tuple[Tile, ...]

    @property
    def id(self) -> str:
        return self.transfer.id

    @property
    def key(self) -> str:
        return f"{self.transfer.id}@{self.row}"

    @property
    def locked(self) -> bool:
        return False

    @property
    def starts_at(self) -> datetime:
        return self.transfer.departs_at

    @property
    def ends_at(self) -> datetime:
        return self.transfer.arrives_at


@dataclass(frozen=True, slots=True)
class Column:
    """An activity of nearly everybody: one column, cut only where a row does not take part."""

    activity: Activity
    direction: int
    place: str
    rows: tuple[str, ...]
    people: int

    @property
    def id(self) -> str:
        return self.activity.id

    @property
    def key(self) -> str:
        return f"{self.activity.id}@"

    @property
    def locked(self) -> bool:
        return self.activity.locked

    @property
    def starts_at(self) -> datetime:
        return self.activity.starts_at

    @property
    def ends_at(self) -> datetime:
        return self.activity.ends_at


Piece = Block | Way
"""What stands in one row."""
Item = Piece | Column
"""What can be chosen: of the ways only those in rows of vehicles."""


@dataclass(frozen=True)
class Content:
    """What is in one row, by time."""

    blocks: tuple[Block, ...] = ()
    ways: tuple[Way, ...] = ()

    @cached_property
    def lanes(self) -> int:
        """How many it needs; one at least."""
        return 1 + max([block.lane for block in self.blocks] + [way.lane for way in self.ways], default=0)

    @cached_property
    def ends_at(self) -> datetime:
        """When the last of it is over."""
        return max([block.ends_at for block in self.blocks] + [way.ends_at for way in self.ways], default=_LONG_AGO)


EMPTY = Content()


@dataclass(frozen=True)
class DayLayout:
    """A row that nothing changed in keeps its very `Content` from one layout to the next."""

    day: date
    rows_by: RowsBy
    begins_at: datetime
    """The left edge: midnight."""
    minutes: int
    rows: tuple[Row, ...]
    contents: Mapping[str, Content]
    """By the key of the row; those with nothing in them are left out."""
    columns: Mapping[str, Column]
    """By their own key."""
    rows_of: Mapping[str, tuple[str, ...]]
    """The rows in which an activity or transfer stands, by its key; not those of a column."""

    @property
    def height(self) -> int:
        return self.rows[-1].bottom if self.rows else 0

    @cached_property
    def _tops(self) -> list[int]:
        return [row.top for row in self.rows]

    @cached_property
    def row_by_key(self) -> Mapping[str, Row]:
        return {row.key: row for row in self.rows}

    def row_at(self, y: float) -> Row | None:
        """The row at a height, None above the first and below the last."""
        if not 0 <= y < self.height:
            return None
        return self.rows[bisect_right(self._tops, y) - 1]

    def rows_between(self, top: float, bottom: float) -> tuple[Row, ...]:
        """The rows of which something lies between two heights."""
        return self.rows[max(0, bisect_right(self._tops, top) - 1) : bisect_right(self._tops, bottom)]

    def content(self, row: str) -> Content:
        return self.contents.get(row, EMPTY)

    def pieces(self, row: str) -> Sequence[Piece]:
        """What can be chosen in a row: its blocks; where rows are vehicles, their rides."""
        content = self.content(row)
        return content.ways if self.rows_by is RowsBy.VEHICLES else content.blocks

    def strips(self, row: str) -> Sequence[Way]:
        """The ways that lie between the blocks of a row, and cannot be chosen."""
        return () if self.rows_by is RowsBy.VEHICLES else self.content(row).ways

    def item(self, key: str) -> Item | None:
        """What can be chosen, by its key."""
        row = key.partition("@")[2]
        if not row:
            return self.columns.get(key)
        return next((piece for piece in self.pieces(row) if piece.key == key), None)

    def way(self, key: str) -> Way | None:
        transfer, _, row = key.partition("@")
        return next((way for way in self.content(row).ways if way.transfer.id == transfer), None)

    def items_of(self, key: str) -> list[Item]:
        """All blocks of an activity, or its column; a transfer's ride. `key` is that of the row in the event."""
        column = self.columns.get(f"{key}@")
        if column is not None:
            return [column]
        found = (self.item(f"{key}@{row}") for row in self.rows_of.get(key, ()))
        return [item for item in found if item is not None]

    def items_of_row(self, row: str) -> list[Item]:
        """What can be chosen in a row and the columns through it, by time."""
        items: list[Item] = [*self.pieces(row)]
        items += [column for column in self.columns.values() if row in column.rows]
        return sorted(items, key=lambda item: (item.starts_at, item.ends_at, item.key))

    def spans_of(self, column: Column) -> list[tuple[int, int]]:
        """Top and bottom of each run of rows through which a column goes."""
        spans: list[tuple[int, int]] = []
        for key in column.rows:
            row = self.row_by_key[key]
            if spans and spans[-1][1] == row.top:
                spans[-1] = (spans[-1][0], row.bottom)
            else:
                spans.append((row.top, row.bottom))
        return spans

    def blocks(self) -> Iterator[Block]:
        for content in self.contents.values():
            yield from content.blocks

    def ways(self) -> Iterator[Way]:
        for content in self.contents.values():
            yield from content.ways

    def minute_of(self, moment: datetime) -> float:
        """Minutes from the left edge."""
        return (moment - self.begins_at) / timedelta(minutes=1)

    def moment_of(self, minute: int) -> datetime:
        return self.begins_at + timedelta(minutes=minute)


def neighbour(layout: DayLayout, key: str, row: str, steps: tuple[int, int]) -> tuple[str, str] | None:
    """The item next to one in a row, and its row: `steps` right and down, one of them not 0; None at the end."""
    across, down = steps
    items = layout.items_of_row(row)
    here = next((number for number, item in enumerate(items) if item.key == key), None)
    if here is None:
        return None
    if across:
        there = here + across
        return (items[there].key, row) if 0 <= there < len(items) else None
    rows = [entry.key for entry in layout.rows]
    place = rows.index(row) + down
    while 0 <= place < len(rows):
        others = layout.items_of_row(rows[place])
        if others:
            return min(others, key=lambda item: _distance(items[here], item)).key, rows[place]
        place += down
    return None


def ids_of(items: Iterable[Item]) -> list[str]:
    """The activities or transfers of some items, each once, in their order."""
    return list(dict.fromkeys(item.id for item in items))


def _distance(one: Item, other: Item) -> tuple[timedelta, timedelta]:
    """How far apart in time: the gap between them, then between their beginnings."""
    gap = max(one.starts_at, other.starts_at) - min(one.ends_at, other.ends_at)
    return max(gap, timedelta()), abs(one.starts_at - other.starts_at)


def item_in_row(items: Sequence[Item], row: str) -> tuple[Item, str]:
    """Of an activity's items the one that stands in a row, else the first; and the row in which it stands."""
    rows = {at: item for item in items for at in (item.rows if isinstance(item, Column) else (item.row,))}
    at = row if row in rows else next(iter(rows))
    return rows[at], at
