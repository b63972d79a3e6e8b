"""What Alt with an arrow does to what is selected. Pure: the view reads the key, its hearer does the deed."""

from collections.abc import Iterable
from datetime import timedelta

from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.timeline.layout import NOWHERE, Column, DayLayout, Item
from smalltowns_desktop.gui.timeline.moves import SNAP, Edit, movable, resized, shifted, times_of, to_row

_STEP = timedelta(minutes=SNAP)


def edits_in_time(programme: Programme, keys: Iterable[str], steps: int, *, length: bool) -> list[Edit]:
    """Activities or transfers five minutes later or earlier a step; with `length` their end only."""
    rows = movable(programme, keys)
    if length:
        return [resized(row, ends_at=times_of(row)[1] + steps * _STEP) for row in rows]
    return shifted(rows, steps * _STEP)


def edit_to_next_row(
    programme: Programme, layout: DayLayout, item: Item, row: str, step: int
) -> tuple[Edit, str] | None:
    """Into the next row down (1) or up (-1) that can have it, and that row; None where there is none."""
    keys = [entry.key for entry in layout.rows]
    if row not in keys or isinstance(item, Column):
        return None
    edit = shifted(movable(programme, [item.id]), timedelta())[0]
    place = keys.index(row) + step
    while 0 <= place < len(keys):
        target = layout.rows[place]
        elsewhere = None if target.kind == NOWHERE else to_row(programme, edit, row, target)
        if elsewhere is not None:
            return elsewhere, target.key
        place += step
    return None
