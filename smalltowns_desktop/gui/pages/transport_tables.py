"""The two tables of the transport page."""

from datetime import datetime

from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.phones import spaced_phone
from smalltowns_desktop.gui.models.looks import QUIET, Look, LooksModel
from smalltowns_desktop.gui.models.table import Column
from smalltowns_desktop.gui.models.transport import TransferLine, VehicleLine
from smalltowns_desktop.gui.pages.transport_words import kind_words, look_of_remarks, seats_words
from smalltowns_desktop.gui.wording import conflict_counts, duration, natural_order, short_day, span
from smalltowns_desktop.gui.workspace import Workspace

DAY_COLUMN = "day"
"""Of transfers: hidden where all are of one day."""


def make_transfers_model(workspace: Workspace) -> LooksModel[TransferLine]:
    say, language = workspace.say, workspace.words.language

    def start(line: TransferLine) -> tuple[datetime, datetime, str]:
        return line.row.departs_at, line.row.arrives_at, natural_order(line.vehicle.name)

    return LooksModel(
        [
            Column("time", say("Time"), lambda line: span(line.row.departs_at, line.row.arrives_at), sort_by=start,
                   width=112),
            Column("day", say("Day"), lambda line: short_day(line.row.departs_at.date(), language), sort_by=start,
                   width=88),
            Column("vehicle", say("Vehicle"), lambda line: line.vehicle.name, tip=lambda line: line.vehicle.plate,
                   sort_by=lambda line: (natural_order(line.vehicle.name), start(line)), width=112),
            Column("from", say("From"), lambda line: line.origin, tip=lambda line: line.origin,
                   sort_by=lambda line: (fold(line.origin), start(line)), width=164),
            Column("to", say("To"), lambda line: line.destination, tip=lambda line: line.destination,
                   sort_by=lambda line: (fold(line.destination), start(line)), width=164),
            Column("minutes", say("Way"), lambda line: duration(workspace, line.minutes),
                   sort_by=lambda line: line.minutes, width=92),
            Column("seats", say("Seats"), lambda line: seats_words(workspace, line.taken, line.vehicle.seats),
                   sort_by=lambda line: line.share, width=92),
            Column("state", say("State"),
                   lambda line: conflict_counts(workspace, line.errors, line.warnings) or say("in order"),
                   sort_by=lambda line: (-line.errors, -line.warnings, start(line)), width=112),
            Column("riders", say("Groups"), lambda line: line.riders or say("nobody"), tip=lambda line: line.riders,
                   width=72),
        ],
        lambda line: line.row.id,
        lambda line: line.searchable,
        {
            "vehicle": lambda _: Look(icon="bus"),
            "minutes": lambda line: Look(colour="danger", bold=True)
            if line.road is not None and line.road > line.minutes
            else Look(),
            "seats": lambda line: Look(share=line.share, colour="danger" if line.share > 1 else "text"),
            "state": look_of_remarks,
            "riders": lambda line: Look() if line.riders else QUIET,
        },
    )  # fmt: skip


def make_vehicles_model(workspace: Workspace) -> LooksModel[VehicleLine]:
    say = workspace.say
    kinds = kind_words(workspace)

    def rides(line: VehicleLine) -> str:
        return workspace.say_n("{n} ride", "{n} rides", line.rides) if line.rides else say("none")

    return LooksModel(
        [
            Column("name", say("Vehicle"), lambda line: line.row.name,
                   sort_by=lambda line: natural_order(line.row.name), width=150),
            Column("kind", say("Kind"), lambda line: kinds[line.row.kind], width=104),
            Column("seats", say("Seats"), lambda line: str(line.row.seats), sort_by=lambda line: line.row.seats,
                   width=70, right=True),
            Column("rides", say("Rides"), rides, sort_by=lambda line: line.rides, width=90),
            Column("fullest", say("At most"), lambda line: seats_words(workspace, line.fullest, line.row.seats),
                   sort_by=lambda line: line.share, width=92),
            Column("state", say("State"),
                   lambda line: conflict_counts(workspace, line.errors, line.warnings) or say("in order"),
                   sort_by=lambda line: (-line.errors, -line.warnings), width=130),
            Column("driver", say("Driver"), lambda line: line.row.driver or say("not given"),
                   tip=lambda line: line.row.driver, width=150),
            Column("phone", say("Phone"), lambda line: spaced_phone(line.row.phone), width=140),
            Column("plate", say("Number plate"), lambda line: line.row.plate, width=110),
            Column("base", say("Stands at"), lambda line: line.base, tip=lambda line: line.base, width=150),
        ],
        lambda line: line.row.id,
        lambda line: line.searchable,
        {
            "name": lambda _: Look(icon="bus"),
            "rides": lambda line: Look() if line.rides else QUIET,
            "fullest": lambda line: Look(share=line.share, colour="danger" if line.share > 1 else "text"),
            "state": look_of_remarks,
            "driver": lambda line: Look() if line.row.driver else QUIET,
        },
    )  # fmt: skip
