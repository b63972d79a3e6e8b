"""Lines of the table of travel times: how long the road takes between towns and places, and whose word that is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import inf
from typing import Any

from PySide6.QtCore import Qt

from smalltowns_desktop.domain.ids import DistrictId, SiteId
from smalltowns_desktop.domain.model import District, Site, TravelTime, VehicleKind
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.travel import End, Roads, RoadTime, ends_of
from smalltowns_desktop.gui.models.looks import PLAIN, QUIET, Look, LooksModel
from smalltowns_desktop.gui.models.table import Column, Index
from smalltowns_desktop.gui.wording import duration
from smalltowns_desktop.gui.workspace import Workspace

ANY = "any"
"""The column of what was said for every vehicle; the others are named as their `VehicleKind`."""
_MEASURED = Look(bold=True, icon="ruler", icon_colour="accent")
_RECKONED = Look(colour="text-2")
_NO_ROWS: Mapping[VehicleKind | None, TravelTime] = {}


@dataclass(frozen=True, slots=True)
class TravelLine:
    """One way, in the direction in which somebody has spoken of it."""

    start: End
    end: End
    origin: str
    destination: str
    kilometres: float | None
    times: Mapping[VehicleKind, RoadTime]
    told: Mapping[VehicleKind | None, TravelTime]
    """What was said of just this way."""

    @property
    def key(self) -> str:
        return " ".join((*self.start, *self.end))


def travel_lines(programme: Programme, focus: str = "") -> list[TravelLine]:
    """`focus` "": every pair of towns, and whatever else was said; else the ways from that site or district."""
    roads = Roads.of(programme)
    told: dict[tuple[End, End], dict[VehicleKind | None, TravelTime]] = {}
    for row in sorted(programme.travel_times.values(), key=lambda row: row.id, reverse=True):
        told.setdefault(ends_of(row), {})[row.vehicle_kind] = row
    lines = []
    for start, end in dict.fromkeys(_ways(programme, told, focus)):
        here, there = _place(programme, start), _place(programme, end)
        lines.append(
            TravelLine(
                start, end, _name(programme, here), _name(programme, there), roads.kilometres(here, there),
                {kind: roads.way(here, there, kind) for kind in VehicleKind}, told.get((start, end), _NO_ROWS),
            )
        )  # fmt: skip
    return lines


def _ways(programme: Programme, told: Iterable[tuple[End, End]], focus: str) -> Iterable[tuple[End, End]]:
    """As somebody has spoken of them; of the others by name, and only one of there and back."""
    known = set(told)
    pairs: Iterable[tuple[End, End]]
    towns: list[End] = [("district", key) for key in programme.districts]
    if focus in programme.sites or focus in programme.districts:
        sites: list[End] = [("site", key) for key in programme.sites]
        here: End = ("site" if focus in programme.sites else "district", focus)
        own = programme.sites[SiteId(focus)].district_id if focus in programme.sites else focus
        pairs = [(here, there) for there in (*towns, *sites) if there != here and there != ("district", own)]
    else:
        towns.sort(key=lambda end: fold(programme.districts[DistrictId(end[1])].name))
        pairs = [*combinations(towns, 2), *sorted(known)]
    for start, end in pairs:
        there, back = (start, end) in known, (end, start) in known
        if there or not back:
            yield start, end
        if back:
            yield end, start


def _place(programme: Programme, end: End) -> Site | District:
    kind, key = end
    return programme.sites[SiteId(key)] if kind == "site" else programme.districts[DistrictId(key)]


def _name(programme: Programme, place: Site | District) -> str:
    return f"{place.name}, {programme.districts[place.district_id].name}" if isinstance(place, Site) else place.name


class TravelModel(LooksModel[TravelLine]):
    """The minutes by vehicle; a cell of them can be edited, unless the model is `locked`."""

    def __init__(self, workspace: Workspace, kinds: Mapping[VehicleKind, str]) -> None:
        say = workspace.say
        self.locked = False
        self._workspace = workspace
        self._kinds = kinds
        super().__init__(
            [
                Column("from", say("From"), lambda line: line.origin, lambda line: fold(line.origin),
                       tip=lambda line: line.origin, width=150),
                Column("to", say("To"), lambda line: line.destination, lambda line: fold(line.destination),
                       tip=lambda line: line.destination, width=150),
                Column("km", say("Way, km"), _kilometres, lambda line: _known(line.kilometres), width=84, right=True),
                *(
                    Column(kind.value, word, lambda line, kind=kind: self._minutes(line.times[kind]),  # type: ignore[misc]
                           lambda line, kind=kind: _known(line.times[kind].minutes), width=118)  # type: ignore[misc]
                    for kind, word in kinds.items()
                ),
                Column(ANY, say("Any vehicle"), lambda line: self._told(line, None),
                       lambda line: _known(line.told[None].minutes if None in line.told else None), width=118),
                Column("source", say("Whose word"), self._source, lambda line: (len(self._measured(line)) == 0,
                       self._source(line)), tip=self._source, width=120),
            ],
            lambda line: line.key,
            looks={
                **{kind.value: lambda line, kind=kind: self._look(line.times[kind]) for kind in kinds},  # type: ignore[misc]
                ANY: lambda line: _MEASURED if None in line.told else QUIET,
                "source": lambda line: PLAIN if self._measured(line) else QUIET,
            },
        )  # fmt: skip

    def line_at(self, index: Index) -> TravelLine:
        line = self.row_of(self.keys_shown()[index.row()])
        assert line is not None
        return line

    def kind_at(self, index: Index) -> VehicleKind | None:
        """Of which vehicle a cell tells; None for any."""
        key = self.columns[index.column()].key
        return None if key == ANY else VehicleKind(key)

    def is_time(self, index: Index) -> bool:
        """Whether a cell holds minutes."""
        return index.isValid() and self.columns[index.column()].key in {ANY, *VehicleKind}

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self.is_time(index) and not self.locked else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not self.is_time(index) or role not in (
            Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole,
        ):  # fmt: skip
            return super().data(index, role)
        line, kind = self.line_at(index), self.kind_at(index)
        if role == Qt.ItemDataRole.EditRole:
            return str(line.told[kind].minutes) if kind in line.told else ""
        text = self._told(line, None) if kind is None else self._minutes(line.times[kind])
        word = self._whose(line, kind)
        return f"{text}, {word}" if text and word else text or word

    def _minutes(self, time: RoadTime) -> str:
        if time.minutes is None:
            return self._workspace.say("not known")
        text = duration(self._workspace, time.minutes)
        return text if time.row is not None else f"≈ {text}"

    def _told(self, line: TravelLine, kind: VehicleKind | None) -> str:
        return duration(self._workspace, line.told[kind].minutes) if kind in line.told else ""

    def _look(self, time: RoadTime) -> Look:
        if time.minutes is None:
            return QUIET
        return _MEASURED if time.row is not None else _RECKONED

    def _whose(self, line: TravelLine, kind: VehicleKind | None) -> str:
        """Where a cell's minutes come from, in words."""
        say = self._workspace.say
        if kind is None:
            return say("measured") if None in line.told else say("nothing was said for every vehicle")
        time = line.times[kind]
        if time.row is None:
            return "" if time.minutes is None else say("reckoned from distance and speed")
        if time.row == line.told.get(kind):
            return say("measured")
        if time.row == line.told.get(None):
            return say("measured for any vehicle")
        return say("measured between their towns or on the way back")

    def _measured(self, line: TravelLine) -> list[str]:
        return [word for kind, word in self._kinds.items() if line.times[kind].row is not None]

    def _source(self, line: TravelLine) -> str:
        say, measured = self._workspace.say, self._measured(line)
        if len(measured) == len(self._kinds):
            return say("measured")
        if measured:
            return say("measured: {vehicles}", vehicles=", ".join(measured))
        return say("reckoned") if line.kilometres is not None else say("no coordinates")


def _kilometres(line: TravelLine) -> str:
    return "" if line.kilometres is None else str(round(line.kilometres))


def _known(number: float | None) -> float:
    """What a number sorts by: the unknown at the end."""
    return inf if number is None else number
