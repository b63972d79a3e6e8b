"""Words of transport, in the window's language."""

from collections.abc import Mapping

from smalltowns_desktop.domain.model import VehicleKind
from smalltowns_desktop.gui.models.looks import Look
from smalltowns_desktop.gui.models.transport import TransferLine, VehicleLine
from smalltowns_desktop.gui.workspace import Workspace


def kind_words(workspace: Workspace) -> Mapping[VehicleKind, str]:
    say = workspace.say
    return {VehicleKind.COACH: say("Bus"), VehicleKind.MINIBUS: say("Minibus"), VehicleKind.CAR: say("Car")}


def seats_words(workspace: Workspace, taken: int, seats: int) -> str:
    """`28 of 45`."""
    return workspace.say("{n} of {all}", n=taken, all=seats)


def look_of_remarks(line: TransferLine | VehicleLine) -> Look:
    """A sign where something is wrong; its words stand beside it."""
    if line.errors:
        return Look(icon="octagon-x", icon_colour="danger", colour="danger")
    if line.warnings:
        return Look(icon="triangle-alert", icon_colour="warn", colour="warn")
    return Look(icon="circle-check", icon_colour="ok", colour="text-2")
