"""Findings in plain words, and their subjects by name."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from smalltowns_desktop.conflicts.intervals import moment_of
from smalltowns_desktop.conflicts.scene import DELEGATION, PARTICIPANT, REQUEST, Finding
from smalltowns_desktop.conflicts.timetable import ACTIVITY, GROUP, HALL, SITE, TRANSFER, VEHICLE, Thing
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import Text, say, say_n


def name_of(programme: Programme, thing: Thing) -> str:
    """What a subject is called, in any language."""
    return _NAMES[thing.kind](programme, thing.key)


def message_of(finding: Finding, names: list[str]) -> Text:
    """The sentence that a person reads, given the subjects' names in their order."""
    return _WORDS[finding.rule](names, _Facts(finding))


class _Facts:
    """A finding's values, by what they are."""

    def __init__(self, finding: Finding) -> None:
        self.values = dict(finding.facts)
        self._finding = finding

    @property
    def start(self) -> datetime:
        return moment_of(self._finding.start)

    @property
    def end(self) -> datetime:
        return moment_of(self._finding.end)

    def number(self, name: str) -> int:
        return int(self.values[name])

    def moment(self, name: str) -> datetime:
        return moment_of(int(self.values[name]))

    def day(self, name: str) -> date:
        return self.moment(name).date()


def _name_hall(programme: Programme, key: str) -> str:
    hall = programme.halls[key]
    return f"{programme.sites[hall.site_id].name}, {hall.name}"


def _name_transfer(programme: Programme, key: str) -> str:
    transfer = programme.transfers[key]
    origin, destination = programme.sites[transfer.from_site_id], programme.sites[transfer.to_site_id]
    return f"{programme.vehicles[transfer.vehicle_id].name}, {origin.name} – {destination.name}"


def _name_request(programme: Programme, key: str) -> str:
    """Whose it is; where to, the site says that stands beside it."""
    request = programme.requests[key]
    if request.delegation_id is not None:
        return programme.delegations[request.delegation_id].name
    return programme.groups[str(request.group_id)].name


_NAMES: Mapping[str, Callable[[Programme, str], str]] = {
    ACTIVITY: lambda programme, key: programme.activities[key].title,
    DELEGATION: lambda programme, key: programme.delegations[key].name,
    GROUP: lambda programme, key: programme.groups[key].name,
    HALL: _name_hall,
    PARTICIPANT: lambda programme, key: programme.participants[key].full_name,
    REQUEST: _name_request,
    SITE: lambda programme, key: programme.sites[key].name,
    TRANSFER: _name_transfer,
    VEHICLE: lambda programme, key: programme.vehicles[key].name,
}


def _hall_overlap(names: list[str], facts: _Facts) -> Text:
    hall, first, second = names
    return say(
        "“{first}” and “{second}” are both in {hall} from {start} to {end}.",
        first=first, second=second, hall=hall, start=facts.start, end=facts.end.time(),
    )  # fmt: skip


def _double_attendance(names: list[str], facts: _Facts) -> Text:
    who, first, second = names
    return say(
        "{who} is in “{first}” and in “{second}” at once, from {start} to {end}.",
        who=who, first=first, second=second, start=facts.start, end=facts.end.time(),
    )  # fmt: skip


def _vehicle_overlap(names: list[str], facts: _Facts) -> Text:
    _, first, second = names
    return say(
        "“{first}” and “{second}” overlap from {start} to {end}: one vehicle cannot do both.",
        first=first, second=second, start=facts.start, end=facts.end.time(),
    )  # fmt: skip


def _travel(names: list[str], facts: _Facts) -> Text:
    if len(names) == 2:
        _, transfer = names
        return say(
            "“{transfer}” is too fast: the road takes {needed} min, {available} min are planned.",
            transfer=transfer, needed=facts.number("needed"), available=facts.number("available"),
        )  # fmt: skip
    who, first, second = names
    needed, available = facts.number("needed"), facts.number("second_start") - facts.number("first_end")
    if available >= 0:
        return say(
            "{who} cannot get from “{first}” to “{second}” in time: {needed} min needed, {available} min there.",
            who=who, first=first, second=second, needed=needed, available=available,
        )  # fmt: skip
    if needed:
        return say(
            "{who}: “{second}” starts {early} min before “{first}” is over, and {needed} min are needed in between.",
            who=who, first=first, second=second, early=-available, needed=needed,
        )  # fmt: skip
    return say(
        "{who}: “{second}” starts {early} min before “{first}” is over.",
        who=who, first=first, second=second, early=-available,
    )  # fmt: skip


def _travel_unknown(names: list[str], _: _Facts) -> Text:
    first, second = names
    return say(
        "How long the road between {first} and {second} takes is not known. Give both coordinates, or a travel time.",
        first=first, second=second,
    )  # fmt: skip


def _site_overload(names: list[str], facts: _Facts) -> Text:
    return say_n(
        "{site}: {n} group at once, it takes {limit}.", "{site}: {n} groups at once, it takes {limit}.",
        facts.number("count"), site=names[0], limit=facts.number("limit"),
    )  # fmt: skip


def _too_many_people(names: list[str], facts: _Facts) -> Text:
    return say_n(
        "{place}: {n} person at once, room for {limit}.", "{place}: {n} people at once, room for {limit}.",
        facts.number("count"), place=names[0], limit=facts.number("limit"),
    )  # fmt: skip


def _lodging_beds(names: list[str], facts: _Facts) -> Text:
    return say_n(
        "{hotel}: {n} person in the night to {day}, beds for {limit}.",
        "{hotel}: {n} people in the night to {day}, beds for {limit}.",
        facts.number("count"), hotel=names[0], day=facts.day("night"), limit=facts.number("limit"),
    )  # fmt: skip


def _outside_event(names: list[str], facts: _Facts) -> Text:
    return say(
        "“{activity}” ({start} – {end}) is outside the days of the congress.",
        activity=names[0], start=facts.start, end=facts.end,
    )  # fmt: skip


def _site_closed(names: list[str], facts: _Facts) -> Text:
    site, activity = names
    if not facts.number("day_open"):
        return say(
            "“{activity}” is on {day}, when {site} is closed.", activity=activity, day=facts.start.date(), site=site
        )
    return say(
        "“{activity}” is from {start} to {end}, but {site} is open from {opens} to {closes}.",
        activity=activity, site=site, start=facts.start, end=facts.end.time(),
        opens=facts.values["opens"], closes=facts.values["closes"],
    )  # fmt: skip


def _outside_stay(names: list[str], facts: _Facts) -> Text:
    who, activity = names
    if "arrival" in facts.values:
        return say(
            "{who} arrives at {arrival}, but “{activity}” begins at {start}.",
            who=who, activity=activity, arrival=facts.moment("arrival"), start=facts.start,
        )  # fmt: skip
    return say(
        "{who} leaves at {departure}, but “{activity}” ends at {end}.",
        who=who, activity=activity, departure=facts.moment("departure"), end=facts.end,
    )  # fmt: skip


def _no_place(names: list[str], _: _Facts) -> Text:
    return say("“{activity}” has no place.", activity=names[0])


def _no_attendees(names: list[str], _: _Facts) -> Text:
    return say("Nobody comes to “{activity}”: it has no groups and no people.", activity=names[0])


def _request_unmet(names: list[str], facts: _Facts) -> Text:
    who, site = names
    if facts.number("otherwise"):
        return say("{who} visits {site}, but not at the time that was asked for.", who=who, site=site)
    return say("{who} asked to visit {site}, and no visit is planned.", who=who, site=site)


def _duplicate_person(names: list[str], facts: _Facts) -> Text:
    return say(
        "{who} is in the list twice: No. {first} and No. {second}.",
        who=names[0], first=facts.number("first"), second=facts.number("second"),
    )  # fmt: skip


_WORDS: Mapping[str, Callable[[list[str], _Facts], Text]] = {
    "hall-overlap": _hall_overlap,
    "group-overlap": _double_attendance,
    "person-overlap": _double_attendance,
    "vehicle-overlap": _vehicle_overlap,
    "site-overload": _site_overload,
    "group-travel": _travel,
    "person-travel": _travel,
    "vehicle-travel": _travel,
    "travel-unknown": _travel_unknown,
    "hall-seats": _too_many_people,
    "site-visitors": _too_many_people,
    "vehicle-seats": _too_many_people,
    "lodging-beds": _lodging_beds,
    "outside-event": _outside_event,
    "site-closed": _site_closed,
    "outside-stay": _outside_stay,
    "no-place": _no_place,
    "no-attendees": _no_attendees,
    "request-unmet": _request_unmet,
    "duplicate-person": _duplicate_person,
}
