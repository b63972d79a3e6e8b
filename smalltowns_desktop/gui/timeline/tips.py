"""What is told about something of the grid: to the pointer that rests on it, to a screen reader. Plain text."""

from collections.abc import Iterator

from smalltowns_desktop.gui.timeline.layout import NOWHERE, SITE, VEHICLE, Item, Row, RowsBy, Way
from smalltowns_desktop.gui.timeline.marks import Marks
from smalltowns_desktop.gui.wording import duration, span
from smalltowns_desktop.gui.workspace import Workspace

_MOST_CONFLICTS = 4


def tip_of_item(workspace: Workspace, item: Item, marks: Marks) -> str:
    return "\n".join(_lines_of_item(workspace, item, marks))


def words_of_row(workspace: Workspace, row: Row, rows_by: RowsBy) -> tuple[str, str]:
    """The two lines of a row: whose it is, how many."""
    if row.kind == NOWHERE:
        return (workspace.say("No place yet") if rows_by is RowsBy.SITES else workspace.say("Nobody yet")), ""
    count = ""
    if row.count:
        if row.kind == VEHICLE:
            count = workspace.say_n("{n} seat", "{n} seats", row.count)
        elif row.kind == SITE:
            count = workspace.say("up to {n}", n=row.count)
        else:
            count = workspace.say_n("{n} person", "{n} people", row.count)
    return row.title, " · ".join(part for part in (count, row.second) if part)


def spoken(workspace: Workspace, item: Item, row: Row, rows_by: RowsBy, marks: Marks) -> str:
    """An item as it is read aloud: what, when, where, what is wrong, in whose row."""
    lines = [*_lines_of_item(workspace, item, marks), words_of_row(workspace, row, rows_by)[0]]
    return ". ".join(line.rstrip(".") for line in lines)


def spoken_row(workspace: Workspace, row: Row, rows_by: RowsBy) -> str:
    """A row without anything chosen in it, as it is read aloud."""
    return ". ".join(part for part in words_of_row(workspace, row, rows_by) if part)


def tip_of_way(workspace: Workspace, way: Way, marks: Marks) -> str:
    """Of a strip between two visits: the transfer, and how much too late."""
    lines = [*_lines_of_way(workspace, way)]
    short = marks.ways.get(way.key, 0)
    if short:
        lines.append(workspace.say("{minutes} min too short", minutes=short))
    return "\n".join(lines)


def _lines_of_way(workspace: Workspace, way: Way) -> Iterator[str]:
    """From where to where, by what, when, who."""
    yield f"{way.origin} → {way.destination}"
    yield f"{way.vehicle}, {span(way.starts_at, way.ends_at)}, {duration(workspace, way.ends_at - way.starts_at)}"
    if way.tiles:
        yield ", ".join(tile.code for tile in way.tiles)


def _lines_of_item(workspace: Workspace, item: Item, marks: Marks) -> Iterator[str]:
    if isinstance(item, Way):
        yield from _lines_of_way(workspace, item)
    else:
        yield item.activity.title
        yield ", ".join(part for part in (span(item.starts_at, item.ends_at), item.place) if part)
    if item.locked:
        yield workspace.say("Locked. Unlock: Ctrl+L")
    mark = marks.items.get(item.key)
    for conflict in () if mark is None else mark.conflicts[:_MOST_CONFLICTS]:
        message = workspace.render(conflict.message)
        if conflict.accepted_reason is None:
            yield message
        else:
            yield workspace.say("{conflict} Accepted: {reason}", conflict=message, reason=conflict.accepted_reason)
