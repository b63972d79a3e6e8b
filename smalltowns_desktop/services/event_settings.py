"""What a person does to the congress itself: its title, days, clock and figures; and its directions.

The severity of a rule is set in `services.check`.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.domain.errors import GoneAlready, InvalidValue
from smalltowns_desktop.domain.ids import DirectionId, KeySource, new_id
from smalltowns_desktop.domain.model import Direction, Event
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.domain.times import is_timezone
from smalltowns_desktop.domain.validity import fault_of
from smalltowns_desktop.exchange.values import BadCell, read_colour, read_number
from smalltowns_desktop.services.field_values import read_clock, read_count, read_day, read_line
from smalltowns_desktop.storage.database import Database, Deed
from smalltowns_desktop.storage.rows import read_rows

EVENT_FIELDS: Mapping[str, Text] = {
    "title": say("Title"),
    "starts_on": say("First day"),
    "ends_on": say("Last day"),
    "timezone": say("Clocks as in"),
    "day_starts_at": say("The day begins at"),
    "day_ends_at": say("The day ends at"),
    "host": say("Hosted by"),
    "next_host": say("Next host"),
    "next_on": say("Next congress on"),
    "boarding_minutes": say("Minutes to board"),
    "road_factor": say("Road over straight line"),
    "speed_coach": say("Speed of a coach, km/h"),
    "speed_minibus": say("Speed of a minibus, km/h"),
    "speed_car": say("Speed of a car, km/h"),
    "meal_from": say("Meals from"),
    "meal_to": say("Meals until"),
    "retention_until": say("Personal data kept until"),
}
"""The fields of `Event` that a person sets, and what they are called."""
LIMITS: Mapping[str, tuple[float, float]] = {
    "boarding_minutes": (0, 240),
    "road_factor": (1, 5),
    "speed_coach": (1, 200),
    "speed_minibus": (1, 200),
    "speed_car": (1, 200),
}
"""Minutes, a ratio, kilometres an hour; the schema's limits."""
_IN_ORDER = (
    ("day_starts_at", "day_ends_at", say("The day ends before it begins.")),
    ("meal_from", "meal_to", say("The end is not after the beginning.")),
    ("ends_on", "next_on", say("The next congress cannot begin before this one is over.")),
    ("ends_on", "retention_until", say("It should be after the last day.")),
)
"""Fields of which the second, where it is known, is later than the first; and what to say where it is not."""
LONGEST = 4000
"""Characters in a field of text; the schema's limit."""


@dataclass(frozen=True, slots=True)
class DirectionAdded:
    direction_id: DirectionId
    changes: Changes


def edit_event(db: Database, **values: Any) -> Changes:
    """Give fields of the congress (those of `EVENT_FIELDS`) new values. Raises `InvalidValue`."""
    assert values.keys() <= EVENT_FIELDS.keys(), f"not fields that a person sets: {values.keys() - EVENT_FIELDS.keys()}"
    with db.deed(_title_of(values)) as deed:
        (before,) = read_rows(deed.connection, Event)
        deed.update(before, _checked_event(replace(before, **values), values.keys()))
    return deed.changes


def read_event_field(field: str, text: str, event: Event) -> Any:
    """The value that `text`, as somebody types it, gives to a field of `EVENT_FIELDS`.

    A day without its year is the one nearest to the congress. Nothing typed is None where the field may be empty.
    Raises `InvalidValue`.
    """
    match field:
        case "starts_on" | "ends_on" | "next_on" | "retention_until":
            value: Any = read_day(field, text, event)
        case "day_starts_at" | "day_ends_at" | "meal_from" | "meal_to":
            value = read_clock(field, text)
        case "road_factor":
            value = _read_ratio(field, text, *LIMITS[field])
        case name if name in LIMITS:
            least, most = LIMITS[field]
            value = read_count(field, text, int(least), int(most))
        case _:
            return read_line(field, text, needed=field == "title")
    if value is None and field not in ("next_on", "retention_until"):
        raise InvalidValue(field, text, say("Something has to stand here."))
    return value


# Directions


def add_direction(db: Database, name: str, colour: str = "", *, ids: KeySource = new_id) -> DirectionAdded:
    """Put a direction after the others; `colour` is `#RRGGBB`, or "" for the program's own. Raises `InvalidValue`."""
    key = DirectionId(ids())
    with db.deed(say("Add the direction “{name}”", name=clean_text(name))) as deed:
        others = read_rows(deed.connection, Direction)
        position = max((row.position for row in others), default=-1) + 1
        deed.insert(_checked_direction(Direction(key, name, colour, position), others))
    return DirectionAdded(key, deed.changes)


def edit_direction(db: Database, direction_id: str, *, name: str | None = None, colour: str | None = None) -> Changes:
    """Give a direction another name or colour; None keeps what it has. Raises `GoneAlready`, `InvalidValue`."""
    before = _direction(db, direction_id)
    after = replace(
        before, name=before.name if name is None else name, colour=before.colour if colour is None else colour
    )
    if name is not None and clean_text(name) != before.name:
        title = say("Rename the direction “{name}” to “{after}”", name=before.name, after=clean_text(name))
    else:
        title = say("Change the colour of the direction “{name}”", name=before.name)
    with db.deed(title) as deed:
        deed.update(before, _checked_direction(after, read_rows(deed.connection, Direction)))
    return deed.changes


def delete_direction(db: Database, direction_id: str) -> Changes:
    """Take a direction out. Raises `GoneAlready`, `StillInUse` (an activity, a site or a delegation has it)."""
    row = _direction(db, direction_id)
    with db.deed(say("Delete the direction “{name}”", name=row.name)) as deed:
        deed.delete(row)
    return deed.changes


def order_directions(db: Database, direction_ids: Sequence[str]) -> Changes:
    """Put the directions into this order; those that are not named follow as they were.

    Pattern and colour of a direction without a colour of its own go by its place. Raises `GoneAlready`.
    """
    with db.deed(say("Change the order of the directions")) as deed:
        rows = sorted(read_rows(deed.connection, Direction), key=lambda row: (row.position, row.id))
        by_key: dict[str, Direction] = {row.id: row for row in rows}
        if not by_key.keys() >= set(direction_ids):
            raise GoneAlready(say("direction"))
        wanted = [*direction_ids, *(row.id for row in rows if row.id not in direction_ids)]
        _renumber(deed, [by_key[key] for key in wanted])
    return deed.changes


def _renumber(deed: Deed, rows: Sequence[Direction]) -> None:
    for position, row in enumerate(rows):
        deed.update(row, replace(row, position=position))


def _direction(db: Database, direction_id: str) -> Direction:
    with db.reading() as connection:
        found = read_rows(connection, Direction, id=direction_id)
    if not found:
        raise GoneAlready(say("direction"))
    return found[0]


def _title_of(values: Mapping[str, Any]) -> Text:
    if values.keys() == {"title"}:
        return say("Rename the congress to “{title}”", title=clean_text(values["title"]))
    if values.keys() and values.keys() <= {"starts_on", "ends_on"}:
        return say("Change the days of the congress")
    if len(values) == 1:
        return say("Congress: change “{field}”", field=EVENT_FIELDS[next(iter(values))])
    return say("Change the congress")


def _checked_event(event: Event, given: Set[str]) -> Event:
    """The event with clean text; what was not given may be as odd as it came. Raises `InvalidValue`."""
    texts: dict[str, Any] = {name: clean_text(getattr(event, name)) for name in ("title", "host", "next_host")}
    cleaned = replace(event, **texts)
    for name, text in texts.items():
        _refuse_long(name, text)
    if not cleaned.title:
        raise InvalidValue("title", event.title, say("A congress needs a title."))
    if not is_timezone(cleaned.timezone):
        why = say("It is not a time zone such as {example}.", example="Europe/Minsk")
        raise InvalidValue("timezone", cleaned.timezone, why)
    for name, (least, most) in LIMITS.items():
        if not least <= getattr(cleaned, name) <= most:
            why = say("It should be a number from {least} to {most}.", least=least, most=most)
            raise InvalidValue(name, getattr(cleaned, name), why)
    fault = fault_of(cleaned)
    if fault is not None:
        raise InvalidValue(fault.fields[-1], getattr(cleaned, fault.fields[-1]), fault.text)
    for first, last, why in _IN_ORDER:
        earlier, later = getattr(cleaned, first), getattr(cleaned, last)
        if {first, last} & given and later is not None and later <= earlier:
            raise InvalidValue(last, later, why)
    return cleaned


def _checked_direction(direction: Direction, all_rows: Sequence[Direction]) -> Direction:
    """The direction with a clean name that no other has. Raises `InvalidValue`."""
    name = clean_text(direction.name)
    _refuse_long("name", name)
    if not name:
        raise InvalidValue("name", direction.name, say("A name is needed."))
    if any(row.name.casefold() == name.casefold() and row.id != direction.id for row in all_rows):
        raise InvalidValue("name", name, say("There is a direction of this name already."))
    try:
        colour = read_colour(direction.colour) if direction.colour else ""
    except BadCell as refusal:
        raise InvalidValue("colour", direction.colour, refusal.text) from refusal
    return replace(direction, name=name, colour=colour)


def _read_ratio(field: str, text: str, least: float, most: float) -> float | None:
    """A number with or without decimals."""
    if not text.strip():
        return None
    try:
        return read_number(text, least, most)
    except BadCell as refusal:
        raise InvalidValue(field, text, refusal.text) from refusal


def _refuse_long(field: str, text: str) -> None:
    if len(text) > LONGEST:
        raise InvalidValue(field, f"{text[:20]}…", say("It is longer than {n} characters. Shorten it.", n=LONGEST))
