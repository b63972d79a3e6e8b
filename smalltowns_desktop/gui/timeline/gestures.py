"""What a drag would do at each point of its way. Pure: minutes and rows in, edits out; the view draws and commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from smalltowns_desktop.domain.model import Request
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.gui.timeline.layout import Column, DayLayout, Item, Row, RowsBy
from smalltowns_desktop.gui.timeline.moves import (
    FINE,
    SHORTEST,
    SNAP,
    Edit,
    Movable,
    drawn,
    resized,
    shifted,
    snapped,
    times_of,
    to_row,
    visit_of,
)
from smalltowns_desktop.services.programme import ActivityEdit


@dataclass(frozen=True, slots=True)
class Offer:
    """What letting go here would do; `refusal` says why nothing. `row`: where what is held would stand."""

    edits: tuple[Edit, ...] = ()
    row: str = ""
    refusal: Text | None = None


class Gesture(Protocol):
    """A drag under way."""

    def offer(self, minute: float, row: Row | None, *, fine: bool) -> Offer:
        """At a minute of the day and over a row; `fine` snaps to the minute."""
        ...


@dataclass(frozen=True, slots=True)
class Moving:
    """Some activities or rides are carried; the one that is held may go to another row."""

    programme: Programme
    layout: DayLayout
    rows: Sequence[Movable]
    """The held one first."""
    held: Item
    source: str
    grabbed_minute: float

    def offer(self, minute: float, row: Row | None, *, fine: bool) -> Offer:
        start = self.layout.minute_of(self.held.starts_at)
        by = snapped(start + minute - self.grabbed_minute, FINE if fine else SNAP) - start
        first, *others = shifted(self.rows, timedelta(minutes=by))
        target = self.source
        if row is not None and row.key != self.source and not isinstance(self.held, Column):
            elsewhere = to_row(self.programme, first, self.source, row)
            if elsewhere is None:
                return Offer(refusal=_no_room(self.layout, row), row=row.key, edits=(first, *others))
            first, target = elsewhere, row.key
        return Offer((first, *others), target)


@dataclass(frozen=True, slots=True)
class Resizing:
    """The beginning or the end of an activity or ride is pulled."""

    layout: DayLayout
    held: Movable
    source: str
    grabbed_minute: float
    at_start: bool

    def offer(self, minute: float, row: Row | None, *, fine: bool) -> Offer:
        end = times_of(self.held)[0 if self.at_start else 1]
        there = self.layout.minute_of(end) + minute - self.grabbed_minute
        moment = self.layout.moment_of(snapped(there, FINE if fine else SNAP))
        edit = resized(self.held, starts_at=moment) if self.at_start else resized(self.held, ends_at=moment)
        return Offer((edit,), self.source)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A new activity is drawn on empty ground."""

    programme: Programme
    layout: DayLayout
    row: Row
    from_minute: float
    title: str

    def offer(self, minute: float, row: Row | None, *, fine: bool) -> Offer:
        step = FINE if fine else SNAP
        first, last = sorted((snapped(self.from_minute, step), snapped(minute, step)))
        start, end = self.layout.moment_of(first), self.layout.moment_of(last)
        return Offer((drawn(self.programme, self.row, start, max(end, start + SHORTEST), self.title),), self.row.key)


@dataclass(frozen=True, slots=True)
class Planning:
    """A request is carried onto the grid; it is held by its left end."""

    programme: Programme
    layout: DayLayout
    request: Request

    def offer(self, minute: float, row: Row | None, *, fine: bool) -> Offer:
        start = self.layout.moment_of(snapped(minute, FINE if fine else SNAP))
        edit = visit_of(self.programme, self.request, start)
        return Offer((edit,), self._home(edit) or (row.key if row is not None else ""))

    def _home(self, edit: ActivityEdit) -> str:
        """The row in which the visit will stand, whatever row the pointer is over."""
        keys = [f"site:{self.request.site_id}"]
        if self.layout.rows_by is RowsBy.DELEGATIONS:
            owner = self.request.delegation_id
            if owner is None and self.request.group_id is not None:
                owner = self.programme.groups[self.request.group_id].delegation_id
            keys = [f"delegation:{owner}", f"group:{self.request.group_id}"]
        return next((key for key in keys if key in self.layout.row_by_key), "")


def _no_room(layout: DayLayout, row: Row) -> Text:
    if layout.rows_by is RowsBy.DELEGATIONS and row.title:
        return say("{delegation} has no group yet.", delegation=row.title)
    return say("This row cannot take it.")
