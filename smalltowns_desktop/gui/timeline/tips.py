"""What the pointer is told when it rests on something of the grid. Plain text."""

from collections.abc import Iterator

from smalltowns_desktop.gui.timeline.layout import Item, Way
from smalltowns_desktop.gui.timeline.marks import Marks
from smalltowns_desktop.gui.wording import duration, span
from smalltowns_desktop.gui.workspace import Workspace

_MOST_CONFLICTS = 4


def tip_of_item(workspace: Workspace, item: Item, marks: Marks) -> str:
    return "\n".join(_lines_of_item(workspace, item, marks))


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
