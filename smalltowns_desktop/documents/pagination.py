"""Breaking a table of days into pages: pure arithmetic on heights."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of one day that stand together on a page."""

    day: int
    first: int
    end: int
    """One past the last row."""


def paginate(
    days: Sequence[Sequence[float]], head: float, first_room: float, next_room: float, tail: float
) -> list[list[Piece]]:
    """Which rows stand on which page. `days` holds the heights of their rows; every piece has a head above it.

    A day that does not fit below the one before begins a page; only a day longer than a page is broken. After the last
    row there is room for `tail`, on a page of its own if need be. At least one page, perhaps empty.
    """
    pages: list[list[Piece]] = [[]]
    left = first_room
    for day, rows in enumerate(days):
        whole = head + sum(rows)
        if whole > left and pages[-1] and (whole <= next_room or head + sum(rows[:2]) > left):
            pages.append([])
            left = next_room
        first = 0
        used = head
        for row, height in enumerate(rows):
            if used + height > left and (row > first or pages[-1]):
                if row > first:
                    pages[-1].append(Piece(day, first, row))
                pages.append([])
                first, left, used = row, next_room, head
            used += height
        pages[-1].append(Piece(day, first, len(rows)))
        left -= used
    if tail > left and pages[-1]:
        pages.append([])
    return pages
