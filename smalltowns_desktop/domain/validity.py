"""What the fields of one row must be to each other, said before the database has to refuse it."""

from dataclasses import dataclass
from typing import Any

from smalltowns_desktop.domain.model import Activity, Delegation, District, Event, Participant, Request, Site, Transfer
from smalltowns_desktop.domain.text import Text, say


@dataclass(frozen=True, slots=True)
class Fault:
    """Fields that do not go together, and why."""

    fields: tuple[str, ...]
    text: Text


def fault_of(row: object) -> Fault | None:
    """The first fault between the fields of a row of `domain.model`; each field by itself is taken to be good."""
    match row:
        case Event() if row.ends_on < row.starts_on:
            return Fault(("starts_on", "ends_on"), say("The last day is before the first."))
        case District() | Site() if (row.latitude is None) != (row.longitude is None):
            return Fault(("latitude", "longitude"), say("Latitude and longitude are only good together."))
        case Participant() if not row.surname and not row.given_name:
            return Fault(("surname", "given_name"), say("A participant needs a surname or a given name."))
        case Delegation() | Participant() if _later(row.arrives_at, row.departs_at):
            return Fault(("arrives_at", "departs_at"), say("The departure is before the arrival."))
        case Request() if (row.delegation_id is None) == (row.group_id is None):
            return Fault(("delegation_id", "group_id"), say("A request comes from a delegation or from one group."))
        case Activity() if row.starts_at >= row.ends_at:
            return Fault(("starts_at", "ends_at"), say("The end is not after the beginning."))
        case Transfer() if row.departs_at > row.arrives_at:
            return Fault(("departs_at", "arrives_at"), say("The arrival is before the departure."))
        case _:
            return None


def _later(earlier: Any, later: Any) -> bool:
    return earlier is not None and later is not None and bool(earlier > later)
