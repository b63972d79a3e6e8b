"""How many rows of what there are, as lines for a person: `     8 districts`."""

from collections.abc import Callable, Iterator, Mapping

from smalltowns_desktop.cli.common import Session
from smalltowns_desktop.domain.text import Text, say_n

_WIDTH = 8
_WORDS: Mapping[str, Callable[[int], Text]] = {
    "directions": lambda n: say_n("{n} direction", "{n} directions", n),
    "districts": lambda n: say_n("{n} district", "{n} districts", n),
    "sites": lambda n: say_n("{n} site", "{n} sites", n),
    "halls": lambda n: say_n("{n} hall", "{n} halls", n),
    "delegations": lambda n: say_n("{n} delegation", "{n} delegations", n),
    "groups": lambda n: say_n("{n} group", "{n} groups", n),
    "participants": lambda n: say_n("{n} participant", "{n} participants", n),
    "requests": lambda n: say_n("{n} request", "{n} requests", n),
    "activities": lambda n: say_n("{n} activity", "{n} activities", n),
    "vehicles": lambda n: say_n("{n} vehicle", "{n} vehicles", n),
    "transfers": lambda n: say_n("{n} transfer", "{n} transfers", n),
    "travel_times": lambda n: say_n("{n} known travel time", "{n} known travel times", n),
    "agreements": lambda n: say_n("{n} agreement", "{n} agreements", n),
    "commitments": lambda n: say_n("{n} commitment", "{n} commitments", n),
    "accepted_conflicts": lambda n: say_n("{n} accepted conflict", "{n} accepted conflicts", n),
    "queued_rows": lambda n: say_n("{n} row that waits for a decision", "{n} rows that wait for a decision", n),
    "badges": lambda n: say_n("{n} badge", "{n} badges", n),
    "checkins": lambda n: say_n("{n} check-in", "{n} check-ins", n),
    "editions": lambda n: say_n("{n} edition", "{n} editions", n),
    "prints": lambda n: say_n("{n} printed paper", "{n} printed papers", n),
    "revisions": lambda n: say_n("{n} entry of the history", "{n} entries of the history", n),
}
"""By table; rows that only link others are not worth a line."""


def count_lines(session: Session, counts: Mapping[str, int]) -> Iterator[str]:
    """A line for every table that has rows and a name, in the order of `counts`, with the numbers in a column."""
    for table, count in counts.items():
        if count and table in _WORDS:
            yield f"{'':{_WIDTH - len(str(count))}}{session.say(_WORDS[table](count))}"
