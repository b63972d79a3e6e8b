"""Ways to put a conflict right by its transfers: another time, time enough for the road, another vehicle."""

from collections.abc import Iterator
from dataclasses import replace

from smalltowns_desktop.conflicts.free_times import STEP
from smalltowns_desktop.conflicts.intervals import minute_of, moment_of
from smalltowns_desktop.conflicts.remedy import Case, Remedy, delayed, drivable, headcount, is_ahead
from smalltowns_desktop.conflicts.timetable import TRANSFER, VEHICLE, Thing
from smalltowns_desktop.conflicts.trials import Edit
from smalltowns_desktop.domain.model import Transfer
from smalltowns_desktop.domain.text import say, say_n

LONGEST_DELAY = 120
"""Minutes by which a transfer may leave earlier or later."""


def find_delays(case: Case) -> Iterator[Remedy]:
    """A transfer leaves and arrives earlier or later, by as little as possible; the later of two."""
    delays = [sign * delay for delay in range(STEP, LONGEST_DELAY + 1, STEP) for sign in (1, -1)]
    transfers = drivable(case)
    for by in delays:
        for transfer in transfers:
            after = delayed(transfer, by)
            if after.departs_at.date() == transfer.departs_at.date() and is_ahead(after.departs_at, case.now):
                yield _leaving_at(case, transfer, after)


def find_longer_ways(case: Case) -> Iterator[Remedy]:
    """A transfer that is faster than its road arrives later, or leaves earlier."""
    for transfer in drivable(case):
        kind = case.programme.vehicles[transfer.vehicle_id].kind
        road = case.scene.roads.minutes(transfer.from_site_id, transfer.to_site_id, kind)
        if road is None:
            continue
        arrives = moment_of(-(-(minute_of(transfer.departs_at) + road) // STEP) * STEP)
        if arrives > transfer.arrives_at:
            vehicle = case.programme.vehicles[transfer.vehicle_id].name
            yield Remedy(
                say("Arrive at {time}: {vehicle}", time=arrives.time(), vehicle=vehicle),
                say("{way}: arrive at {time}", way=_way(case, transfer), time=arrives.time()),
                (Edit(transfer, replace(transfer, arrives_at=arrives)),),
            )
        departs = moment_of((minute_of(transfer.arrives_at) - road) // STEP * STEP)
        if departs < transfer.departs_at and is_ahead(departs, case.now):
            yield _leaving_at(case, transfer, replace(transfer, departs_at=departs))


def find_other_vehicles(case: Case) -> Iterator[Remedy]:
    """A vehicle that is free then and has seats enough: of the same kind before others, the smallest first."""
    programme, timelines = case.programme, case.scene.timetable.timelines[VEHICLE]
    for transfer in drivable(case):
        start, end = minute_of(transfer.departs_at), minute_of(transfer.arrives_at)
        riders = headcount(case.scene, Thing(TRANSFER, transfer.id))
        kind = programme.vehicles[transfer.vehicle_id].kind
        fitting = [
            vehicle
            for vehicle in programme.vehicles.values()
            if vehicle.id != transfer.vehicle_id
            and vehicle.seats >= riders
            and all(entry.end <= start or end <= entry.start for entry in timelines.get(vehicle.id, ()))
        ]
        for vehicle in sorted(fitting, key=lambda row: (row.kind is not kind, row.seats, row.name, row.id)):
            yield Remedy(
                say_n("{vehicle}, {n} seat: {way}", "{vehicle}, {n} seats: {way}", vehicle.seats,
                      vehicle=vehicle.name, way=_way(case, transfer)),
                say("{way}: by {vehicle}", way=_way(case, transfer), vehicle=vehicle.name),
                (Edit(transfer, replace(transfer, vehicle_id=vehicle.id)),),
            )  # fmt: skip


def _leaving_at(case: Case, before: Transfer, after: Transfer) -> Remedy:
    time, vehicle = after.departs_at.time(), case.programme.vehicles[after.vehicle_id].name
    return Remedy(
        say("Leave at {time}: {vehicle}", time=time, vehicle=vehicle),
        say("{way}: leave at {time}", way=_way(case, before), time=time),
        (Edit(before, after),),
    )


def _way(case: Case, transfer: Transfer) -> str:
    sites = case.programme.sites
    return f"{sites[transfer.from_site_id].name} – {sites[transfer.to_site_id].name}"
