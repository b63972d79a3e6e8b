"""From a programme to the layout of one of its days. Pure: no Qt, no words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.ids import ActivityId, DelegationId, GroupId
from smalltowns_desktop.domain.model import Activity, Transfer
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.timeline.layout import (
    DELEGATION,
    EMPTY,
    GROUP,
    NOWHERE_KEY,
    SITE,
    VEHICLE,
    Block,
    Column,
    Content,
    DayLayout,
    Row,
    RowsBy,
    Tile,
    Way,
)
from smalltowns_desktop.gui.timeline.rows import rows_of_day

COMMON_SHARE = 0.75
"""From this share of the rows on, an activity is one column across them."""
_COMMON_LEAST = 3
_DAY = timedelta(days=1)
_DAY_MINUTES = 24 * 60
_NIGHT_MINUTES = 12 * 60
"""How much of the next day is shown at most, for what begins today and lasts past midnight."""
_ROW_BY_ROW = frozenset(
    {"activities", "activity_groups", "activity_people", "accepted_conflicts", "rule_severities", "queued_rows"}
    | {"agreements", "agreement_signatories", "commitments", "checkpoints", "travel_times", "delegation_officers"}
)
"""Tables whose changes concern single rows, or nothing that is drawn; after any other a day is laid out anew."""


def lay_out(programme: Programme, day: date, rows_by: RowsBy) -> DayLayout:
    """A day's rows and what is in them."""
    begins_at = datetime.combine(day, time())
    activities = [row for row in programme.activities.values() if _is_on(row.starts_at, row.ends_at, begins_at)]
    transfers = [row for row in programme.transfers.values() if _is_on(row.departs_at, row.arrives_at, begins_at)]
    rows = rows_of_day(programme, rows_by, transfers)
    builder = _Builder(programme, rows_by, rows)
    inside: dict[str, list[Activity]] = {}
    columns: dict[str, Column] = {}
    for activity in activities:
        keys = builder.rows_of(activity)
        if builder.is_common(keys):
            column = builder.column(activity, keys)
            columns[column.key] = column
            continue
        for key in keys:
            inside.setdefault(key, []).append(activity)
    riding: dict[str, list[Transfer]] = {}
    for transfer in transfers:
        for key in builder.rows_of_transfer(transfer):
            riding.setdefault(key, []).append(transfer)
    contents = {
        key: builder.content(key, inside.get(key, ()), riding.get(key, ())) for key in inside.keys() | riding.keys()
    }
    return _assemble(programme, day, rows_by, rows, contents, columns, _rows_of(contents))


def lay_out_again(programme: Programme, before: DayLayout, changes: Changes) -> DayLayout:
    """The same as `lay_out(programme, before.day, before.rows_by)`, quickly.

    `before` is the layout of an earlier programme, `changes` names at least every row in which the two differ.
    """
    if not changes.rows.keys() <= _ROW_BY_ROW:
        return lay_out(programme, before.day, before.rows_by)
    if before.rows_by is RowsBy.SITES and _shows_another_site(programme, before, changes):
        return lay_out(programme, before.day, before.rows_by)
    builder = _Builder(programme, before.rows_by, [row for row in before.rows if row.key != NOWHERE_KEY])
    touched = changes["activities"] | changes.link_parts("activity_groups", 0)
    columns = {key: column for key, column in before.columns.items() if column.activity.id not in touched}
    coming: dict[str, list[Activity]] = {}
    for activity in (programme.activities[key] for key in touched if key in programme.activities):
        if not _is_on(activity.starts_at, activity.ends_at, before.begins_at):
            continue
        keys = builder.rows_of(activity)
        if builder.is_common(keys):
            column = builder.column(activity, keys)
            columns[column.key] = column
            continue
        for key in keys:
            coming.setdefault(key, []).append(activity)
    rows_touched = coming.keys() | {row for key in touched for row in before.rows_of.get(key, ())}
    contents = dict(before.contents)
    rows_of = {key: rows for key, rows in before.rows_of.items() if key not in touched}
    for key in rows_touched:
        old = before.content(key)
        inside = [block.activity for block in old.blocks if block.activity.id not in touched]
        content = builder.content(key, [*inside, *coming.get(key, ())], [way.transfer for way in old.ways])
        contents[key] = content
        if content == EMPTY:
            del contents[key]
    for key, activities in coming.items():
        for activity in activities:
            rows_of[activity.id] = tuple(sorted((*rows_of.get(activity.id, ()), key)))
    return _assemble(programme, before.day, before.rows_by, builder.rows, contents, columns, rows_of)


def event_days(programme: Programme) -> list[date]:
    """The days of the event, and those outside of it on which something is."""
    first, last = programme.event.starts_on, programme.event.ends_on
    days = {first + timedelta(days=number) for number in range((last - first).days + 1)}
    days.update([row.starts_at.date() for row in programme.activities.values()])
    return sorted(days)


def tile_of(programme: Programme, delegation_id: DelegationId | None) -> Tile | None:
    if delegation_id is None:
        return None
    delegation = programme.delegations[delegation_id]
    return Tile(delegation.code, delegation.colour, delegation.position)


def row_of_group(programme: Programme, group_id: GroupId) -> str:
    """The key of the row in which a group's activities are."""
    delegation_id = programme.groups[group_id].delegation_id
    return f"{GROUP}:{group_id}" if delegation_id is None else f"{DELEGATION}:{delegation_id}"


def place_of(programme: Programme, activity: Activity) -> str:
    """Where an activity is, in a word or two."""
    site = programme.site_of(activity)
    if site is None:
        return ""
    if site.name.casefold() in activity.title.casefold():
        return programme.districts[site.district_id].name
    return site.name


@dataclass(frozen=True)
class _Builder:
    """Fills the rows of one programme's day."""

    programme: Programme
    rows_by: RowsBy
    rows: Sequence[Row]

    def __post_init__(self) -> None:
        object.__setattr__(self, "_known", frozenset(row.key for row in self.rows))

    def rows_of(self, activity: Activity) -> frozenset[str]:
        """Never empty: what belongs to no row stands in the row for that."""
        keys: Iterable[str] = ()
        match self.rows_by:
            case RowsBy.DELEGATIONS:
                groups = self.programme.groups_by_activity.get(activity.id, ())
                keys = (row_of_group(self.programme, group) for group in groups)
            case RowsBy.SITES:
                site = self.programme.site_of(activity)
                keys = () if site is None else (f"{SITE}:{site.id}",)
            case RowsBy.VEHICLES:
                return frozenset()
        return frozenset(keys) or frozenset({NOWHERE_KEY})

    def rows_of_transfer(self, transfer: Transfer) -> frozenset[str]:
        match self.rows_by:
            case RowsBy.DELEGATIONS:
                groups = self.programme.groups_by_transfer.get(transfer.id, ())
                return frozenset(row_of_group(self.programme, group) for group in groups)
            case RowsBy.VEHICLES:
                return frozenset({f"{VEHICLE}:{transfer.vehicle_id}"})
            case _:
                return frozenset()

    def is_common(self, keys: frozenset[str]) -> bool:
        least = max(_COMMON_LEAST, COMMON_SHARE * len(self.rows))
        return self.rows_by is RowsBy.DELEGATIONS and len(keys) >= least

    def content(self, row: str, activities: Iterable[Activity], transfers: Iterable[Transfer]) -> Content:
        """Blocks in lanes, first come first; transfers where a lane is free meanwhile."""
        items = sorted(activities, key=lambda item: (item.starts_at, item.ends_at, item.id))
        lanes = _lanes([(item.starts_at, item.ends_at) for item in items])
        rides = sorted(transfers, key=lambda ride: (ride.departs_at, ride.arrives_at, ride.id))
        ride_lanes = (
            _lanes([(ride.departs_at, ride.arrives_at) for ride in rides])
            if self.rows_by is RowsBy.VEHICLES
            else _free_lanes(rides, items, lanes)
        )
        return Content(
            tuple([self._block(item, row, lane) for item, lane in zip(items, lanes, strict=True)]),
            tuple([self._way(ride, row, lane) for ride, lane in zip(rides, ride_lanes, strict=True)]),
        )

    def column(self, activity: Activity, keys: frozenset[str]) -> Column:
        groups = self.programme.groups_by_activity.get(activity.id, ())
        people = sum(self.programme.size_of_group(group) for group in groups)
        rows = tuple(row.key for row in self.rows if row.key in keys)
        return Column(activity, self._direction(activity), place_of(self.programme, activity), rows, people)

    def _block(self, activity: Activity, row: str, lane: int) -> Block:
        own_rows = self.rows_by is RowsBy.DELEGATIONS
        tiles = () if own_rows else self._tiles(self.programme.groups_by_activity.get(activity.id, ()))
        return Block(activity, row, lane, self._direction(activity), place_of(self.programme, activity), tiles)

    def _way(self, transfer: Transfer, row: str, lane: int) -> Way:
        programme = self.programme
        own_rows = self.rows_by is RowsBy.DELEGATIONS
        tiles = () if own_rows else self._tiles(programme.groups_by_transfer.get(transfer.id, ()))
        origin, destination = (programme.sites[key].name for key in (transfer.from_site_id, transfer.to_site_id))
        return Way(transfer, row, lane, origin, destination, programme.vehicles[transfer.vehicle_id].name, tiles)

    def _direction(self, activity: Activity) -> int:
        return -1 if activity.direction_id is None else self.programme.directions[activity.direction_id].position

    def _tiles(self, groups: Iterable[GroupId]) -> tuple[Tile, ...]:
        found = (tile_of(self.programme, self.programme.groups[group].delegation_id) for group in groups)
        return tuple(sorted({tile for tile in found if tile is not None}, key=lambda tile: (tile.position, tile.code)))


def _assemble(
    programme: Programme,
    day: date,
    rows_by: RowsBy,
    rows: Sequence[Row],
    contents: Mapping[str, Content],
    columns: Mapping[str, Column],
    rows_of: Mapping[str, tuple[str, ...]],
) -> DayLayout:
    """Set the rows one below the other, as high as what is in them needs."""
    placed: list[Row] = []
    top = 0
    all_rows = [*rows, Row(NOWHERE_KEY, NOWHERE_KEY[:-1], "", "", "", 0)] if NOWHERE_KEY in contents else rows
    for row in all_rows:
        lanes = contents.get(row.key, EMPTY).lanes
        placed.append(row if (row.top, row.lanes) == (top, lanes) else replace(row, top=top, lanes=lanes))
        top += placed[-1].height
    begins_at = datetime.combine(day, time())
    ends = [content.ends_at for content in contents.values()]
    last = max([*ends, *(column.ends_at for column in columns.values())], default=begins_at)
    night = -(-(last - begins_at - _DAY) // timedelta(hours=1)) * 60
    minutes = _DAY_MINUTES + min(max(night, 0), _NIGHT_MINUTES)
    return DayLayout(day, rows_by, begins_at, minutes, tuple(placed), contents, columns, rows_of)


def _rows_of(contents: Mapping[str, Content]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, content in contents.items():
        for block in content.blocks:
            found.setdefault(block.activity.id, []).append(key)
        for way in content.ways:
            found.setdefault(way.transfer.id, []).append(key)
    return {key: tuple(sorted(rows)) for key, rows in found.items()}


def _shows_another_site(programme: Programme, before: DayLayout, changes: Changes) -> bool:
    """Whether a site may have come into the programme or gone out of it; what is on other days is not looked at."""
    for key in changes["activities"]:
        activity = programme.activities.get(ActivityId(key))
        site = None if activity is None else programme.site_of(activity)
        was = next(iter(before.rows_of.get(key, ())), None)
        now = None if site is None else f"{SITE}:{site.id}"
        if was is None or now != was:
            return True
    return False


def _lanes(spans: Sequence[tuple[datetime, datetime]]) -> list[int]:
    """First fit over spans in order of their start."""
    lanes: list[int] = []
    free_at: list[datetime] = []
    for start, end in spans:
        lane = next((number for number, free in enumerate(free_at) if free <= start), len(free_at))
        if lane == len(free_at):
            free_at.append(end)
        else:
            free_at[lane] = end
        lanes.append(lane)
    return lanes


def _free_lanes(rides: Sequence[Transfer], items: Sequence[Activity], lanes: Sequence[int]) -> list[int]:
    """A lane for each transfer: one where nothing else is meanwhile, else the first, under the blocks."""
    taken: dict[int, list[tuple[datetime, datetime]]] = {}
    for item, lane in zip(items, lanes, strict=True):
        taken.setdefault(lane, []).append((item.starts_at, item.ends_at))
    found = []
    for ride in rides:
        start, end = ride.departs_at, ride.arrives_at
        free = (lane for lane in sorted(taken) if all(end <= begin or stop <= start for begin, stop in taken[lane]))
        lane = next(free, 0)
        taken.setdefault(lane, []).append((start, end))
        found.append(lane)
    return found


def _is_on(start: datetime, end: datetime, midnight: datetime) -> bool:
    """Begins on the day, or still lasts when it begins."""
    return start < midnight + _DAY and (start >= midnight or end > midnight)
