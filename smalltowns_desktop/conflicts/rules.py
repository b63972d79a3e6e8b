"""The rules as data: what can be wrong with a programme, and how serious it is unless the event says otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.text import N_


class Family(StrEnum):
    OVERLAP = "overlap"
    TRAVEL = "travel"
    CAPACITY = "capacity"
    TIME = "time"
    COMPLETENESS = "completeness"
    PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    family: Family
    severity: Severity
    """Where the event has none of its own for this rule."""
    description: str
    """One line for the settings, a source string."""


_ALL = (
    Rule("hall-overlap", Family.OVERLAP, Severity.ERROR, N_("Two activities in one hall at once")),
    Rule("group-overlap", Family.OVERLAP, Severity.ERROR, N_("A group in two activities at once")),
    Rule("person-overlap", Family.OVERLAP, Severity.ERROR, N_("A person in two activities at once")),
    Rule("vehicle-overlap", Family.OVERLAP, Severity.ERROR, N_("A vehicle on two transfers at once")),
    Rule("site-overload", Family.OVERLAP, Severity.ERROR, N_("More groups at once than a site takes")),
    Rule("group-travel", Family.TRAVEL, Severity.ERROR, N_("A group cannot get to its next place in time")),
    Rule("person-travel", Family.TRAVEL, Severity.ERROR, N_("A person cannot get to the next place in time")),
    Rule("vehicle-travel", Family.TRAVEL, Severity.ERROR, N_("A vehicle cannot get to its next place in time")),
    Rule("travel-unknown", Family.TRAVEL, Severity.WARNING, N_("Nothing tells how long a road takes")),
    Rule("hall-seats", Family.CAPACITY, Severity.ERROR, N_("More people in a hall than it has seats")),
    Rule("site-visitors", Family.CAPACITY, Severity.ERROR, N_("More people at a site than it takes at once")),
    Rule("vehicle-seats", Family.CAPACITY, Severity.ERROR, N_("More people in a vehicle than it has seats")),
    Rule("lodging-beds", Family.CAPACITY, Severity.ERROR, N_("More people in a hotel than it has beds")),
    Rule("outside-event", Family.TIME, Severity.ERROR, N_("An activity outside the days of the congress")),
    Rule("site-closed", Family.TIME, Severity.ERROR, N_("An activity at a site that is closed then")),
    Rule("outside-stay", Family.TIME, Severity.ERROR, N_("An activity before arrival or after departure")),
    Rule("no-place", Family.COMPLETENESS, Severity.WARNING, N_("An activity without a place")),
    Rule("no-attendees", Family.COMPLETENESS, Severity.NOTICE, N_("An activity to which nobody comes")),
    Rule("request-unmet", Family.COMPLETENESS, Severity.WARNING, N_("A request without a visit")),
    Rule("duplicate-person", Family.PEOPLE, Severity.WARNING, N_("A person who is in the list twice")),
)

RULES: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in _ALL})
"""By id, in the order in which they are shown."""
