"""Lines of the transport page: rides with their seats and their road, vehicles with what they drive."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from smalltowns_desktop.conflicts.outcome import Conflict, Conflicts
from smalltowns_desktop.domain.model import Severity, Transfer, Vehicle
from smalltowns_desktop.domain.names import fold_for_search
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.travel import Roads
from smalltowns_desktop.services.transport import seats_taken

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TransferLine:
    """One ride."""

    row: Transfer
    vehicle: Vehicle
    origin: str
    destination: str
    taken: int
    minutes: int
    road: int | None
    """Minutes that the road takes this vehicle; None where nothing tells."""
    riders: str
    """Codes of the delegations whose groups ride, and how many people ride by name."""
    errors: int
    warnings: int
    searchable: str

    @property
    def share(self) -> float:
        """Of the seats; more than 1 is too many."""
        return share_of(self.taken, self.vehicle.seats)


@dataclass(frozen=True, slots=True)
class VehicleLine:
    """One vehicle, on the days that are looked at."""

    row: Vehicle
    base: str
    rides: int
    fullest: int
    """People in its fullest ride."""
    errors: int
    warnings: int
    searchable: str

    @property
    def share(self) -> float:
        return share_of(self.fullest, self.row.seats)


def share_of(taken: int, seats: int) -> float:
    """How full; somebody in a vehicle without seats is too many."""
    if seats:
        return taken / seats
    return 2.0 if taken else 0.0


_READ = (
    "event", "transfers", "vehicles", "sites", "districts", "travel_times", "delegations", "groups", "group_members",
    "participants", "transfer_groups", "transfer_people",
)  # fmt: skip
"""Tables from which a line is made; remarks come beside."""


def make_transfer_lines(
    programme: Programme,
    conflicts: Conflicts | None,
    before: Programme | None = None,
    known: Sequence[TransferLine] = (),
) -> list[TransferLine]:
    """Every ride of the event. `known` lines were made from `before`: one that would be the same is taken as it is, so
    that a table sees at once which rows are new."""
    remarks = remarks_by_subject(conflicts, "transfer")
    if before is not None and all(getattr(before, name) is getattr(programme, name) for name in _READ):
        return [_with_counts(line, *_counts(remarks.get(line.row.id, ()))) for line in known]
    roads = Roads.of(programme)
    names = {key: fold_for_search(site.name) for key, site in programme.sites.items()}
    vehicles = {key: fold_for_search(vehicle.name, vehicle.plate) for key, vehicle in programme.vehicles.items()}
    old_lines = {line.row.id: line for line in known}
    lines = []
    for row in programme.transfers.values():
        riders = _riders(programme, row)
        parts = (vehicles[row.vehicle_id], names[row.from_site_id], names[row.to_site_id], _fold(riders))
        line = _line(programme, roads, row, riders, remarks.get(row.id, ()), "\n".join(parts))
        old = old_lines.get(row.id)
        lines.append(line if old is None or old != line else old)
    return lines


def make_transfer_line(programme: Programme, conflicts: Conflicts | None, row: Transfer) -> TransferLine:
    """One ride by itself, not to be searched for."""
    remarks = remarks_by_subject(conflicts, "transfer").get(row.id, ())
    return _line(programme, Roads.of(programme), row, _riders(programme, row), remarks, "")


def _line(
    programme: Programme, roads: Roads, row: Transfer, riders: str, remarks: Sequence[Conflict], searchable: str
) -> TransferLine:
    vehicle = programme.vehicles[row.vehicle_id]
    return TransferLine(
        row, vehicle, programme.sites[row.from_site_id].name, programme.sites[row.to_site_id].name,
        seats_taken(programme, row.id), (row.arrives_at - row.departs_at) // _MINUTE,
        roads.minutes(row.from_site_id, row.to_site_id, vehicle.kind), riders, *_counts(remarks), searchable,
    )  # fmt: skip


def _with_counts(line: TransferLine, errors: int, warnings: int) -> TransferLine:
    same = (line.errors, line.warnings) == (errors, warnings)
    return line if same else replace(line, errors=errors, warnings=warnings)


@lru_cache(4096)
def _fold(text: str) -> str:
    """The same few delegations ride again and again."""
    return fold_for_search(text)


def make_vehicle_lines(
    programme: Programme, conflicts: Conflicts | None, rides: Sequence[TransferLine], day: date | None
) -> list[VehicleLine]:
    """Every vehicle, with those of `rides` that leave on `day`; None: on any."""
    remarks = remarks_by_subject(conflicts, "vehicle")
    own: dict[str, list[TransferLine]] = defaultdict(list)
    for line in rides:
        if day is None or line.row.departs_at.date() == day:
            own[line.vehicle.id].append(line)
    lines = []
    for row in programme.vehicles.values():
        base = "" if row.base_site_id is None else programme.sites[row.base_site_id].name
        errors, warnings = _counts(remarks.get(row.id, ()))
        fullest = max((line.taken for line in own[row.id]), default=0)
        searchable = fold_for_search(row.name, row.plate, row.driver, base)
        lines.append(VehicleLine(row, base, len(own[row.id]), fullest, errors, warnings, searchable))
    return lines


def remarks_by_subject(conflicts: Conflicts | None, kind: str) -> Mapping[str, Sequence[Conflict]]:
    """Open conflicts by the keys of their subjects of a kind."""
    found: dict[str, list[Conflict]] = defaultdict(list)
    for conflict in () if conflicts is None else conflicts.open:
        for subject in conflict.subjects:
            if subject.type == kind:
                found[subject.id].append(conflict)
    return found


def _riders(programme: Programme, row: Transfer) -> str:
    groups = [programme.groups[key] for key in programme.groups_by_transfer.get(row.id, ())]
    delegations = programme.delegations
    names = [delegations[g.delegation_id].code if g.delegation_id is not None else g.name for g in groups]
    alone = len(programme.people_by_transfer.get(row.id, ()))
    return ", ".join([*dict.fromkeys(sorted(names)), *([f"+{alone}"] if alone else [])])


def _counts(conflicts: Sequence[Conflict]) -> tuple[int, int]:
    severities = [conflict.severity for conflict in conflicts]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING)
