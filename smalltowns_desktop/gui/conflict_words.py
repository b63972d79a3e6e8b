"""Conflicts in few words, for lists that have no room for the sentence."""

from collections.abc import Callable, Mapping

from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.conflicts.rules import RULES
from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.text import Text, say, say_n

SEVERITY_WORDS: Mapping[Severity, Text] = {
    Severity.ERROR: say("error"),
    Severity.WARNING: say("warning"),
    Severity.NOTICE: say("notice"),
    Severity.OFF: say("off"),
}
SEVERITY_ICONS: Mapping[Severity, tuple[str, str]] = {
    Severity.ERROR: ("octagon-x", "danger"),
    Severity.WARNING: ("triangle-alert", "warn"),
    Severity.NOTICE: ("info", "text-2"),
    Severity.OFF: ("circle-slash", "text-3"),
}
"""An icon and the token of its colour."""


def in_short(conflict: Conflict) -> Text:
    """What is wrong, without whose and when."""
    words = _WORDS.get(conflict.rule)
    return say(RULES[conflict.rule].description) if words is None else words(conflict)


def who_of(conflict: Conflict) -> str:
    """Whose it is; of a road that nobody knows both ends."""
    if conflict.rule == "travel-unknown":
        return " – ".join(subject.name for subject in conflict.subjects)
    return conflict.subjects[0].name


def in_line(conflict: Conflict) -> Text:
    """`in_short` for a line that says whose and when beside it."""
    if conflict.rule == "request-unmet":
        return say("No visit yet: {site}", site=conflict.subjects[1].name)
    return in_short(conflict)


def _too_slow(conflict: Conflict) -> Text:
    return say_n(
        "Not in time: {n} minute short", "Not in time: {n} minutes short", conflict.minutes_short or 0
    )  # of the road, with what boarding takes


def _too_many(conflict: Conflict) -> Text:
    params = conflict.message.params
    return say("People: {n}, room for {limit}", n=params["n"], limit=params["limit"])


def _too_many_groups(conflict: Conflict) -> Text:
    params = conflict.message.params
    return say("Groups at once: {n}, room for {limit}", n=params["n"], limit=params["limit"])


_WORDS: Mapping[str, Callable[[Conflict], Text]] = {
    "hall-overlap": lambda _: say("Two activities in one hall"),
    "group-overlap": lambda _: say("In two places at once"),
    "person-overlap": lambda _: say("In two places at once"),
    "vehicle-overlap": lambda _: say("Two transfers at once"),
    "site-overload": _too_many_groups,
    "group-travel": _too_slow,
    "person-travel": _too_slow,
    "vehicle-travel": _too_slow,
    "travel-unknown": lambda _: say("How long the road takes is not known"),
    "hall-seats": _too_many,
    "site-visitors": _too_many,
    "vehicle-seats": _too_many,
    "lodging-beds": _too_many,
    "outside-event": lambda _: say("Outside the days of the congress"),
    "site-closed": lambda _: say("The place is closed then"),
    "outside-stay": lambda _: say("Before arrival or after departure"),
    "no-place": lambda _: say("No place yet"),
    "no-attendees": lambda _: say("Nobody comes"),
    "request-unmet": lambda _: say("A request without a visit"),
    "duplicate-person": lambda _: say("In the list twice"),
}
