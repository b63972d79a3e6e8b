"""How badges and labels lie on a sheet: pure arithmetic, in millimetres, origin top left.

Drawing one badge knows nothing of this. Cells are counted from 1, along the rows.
"""

import json
from dataclasses import dataclass
from math import floor

from smalltowns_desktop.domain.resources import resource_path

_TOLERANCE = 1e-6
"""Millimetres by which rounding may make a cell too large for its place."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How badges tile a page."""

    page_width: float
    page_height: float
    columns: int
    rows: int
    width: float
    height: float
    left: float = 0
    top: float = 0
    column_gap: float = 0
    row_gap: float = 0

    def __post_init__(self) -> None:
        right = self.left + self.columns * self.width + (self.columns - 1) * self.column_gap
        bottom = self.top + self.rows * self.height + (self.rows - 1) * self.row_gap
        if min(self.columns, self.rows) < 1 or min(self.left, self.top, self.column_gap, self.row_gap) < -_TOLERANCE:
            raise ValueError(f"a sheet needs a cell, and no negative measure: {self}")
        if right > self.page_width + _TOLERANCE or bottom > self.page_height + _TOLERANCE:
            raise ValueError(f"the cells reach over the page's edge: {self}")

    @property
    def cells(self) -> int:
        return self.columns * self.rows

    def place(self, number: int, start_cell: int = 1) -> "Place":
        """Where the badge of a number (from 0) lies when the first one lies in `start_cell`."""
        page, cell = divmod(number + start_cell - 1, self.cells)
        row, column = divmod(cell, self.columns)
        return Place(
            page,
            self.left + column * (self.width + self.column_gap),
            self.top + row * (self.height + self.row_gap),
        )

    def pages(self, badges: int, start_cell: int = 1) -> int:
        """Pages that so many badges take."""
        return 0 if badges == 0 else self.place(badges - 1, start_cell).page + 1


@dataclass(frozen=True, slots=True)
class Place:
    page: int
    """From 0."""
    left: float
    top: float


@dataclass(frozen=True, slots=True)
class LabelStock:
    """Paper that can be bought or cut: a name for the person, a sheet, and the badge template that it is for."""

    name: str
    template: str
    sheet: Sheet
    cut: bool
    """Plain paper that is cut by hand: crop marks help."""


def fit_sheet(
    page_width: float, page_height: float, width: float, height: float, column_gap: float = 0, row_gap: float = 0
) -> Sheet:
    """As many cells as the page holds, in its middle. The last column and row have no gap behind them."""
    columns = floor((page_width + column_gap + _TOLERANCE) / (width + column_gap))
    rows = floor((page_height + row_gap + _TOLERANCE) / (height + row_gap))
    left = (page_width - columns * width - (columns - 1) * column_gap) / 2
    top = (page_height - rows * height - (rows - 1) * row_gap) / 2
    return Sheet(
        page_width, page_height, columns, rows, width, height, max(left, 0), max(top, 0), column_gap, row_gap
    )  # fmt: skip


def load_label_stocks() -> dict[str, LabelStock]:
    """The shipped stocks by name. The first one of a template is its usual paper."""
    rows = json.loads(resource_path("label_stocks.json").read_text(encoding="utf-8"))
    return {
        row["name"]: LabelStock(
            row["name"],
            row["template"],
            fit_sheet(*row["page"], *row["cell"], *row.get("gaps", (0, 0))),
            row.get("cut", False),
        )
        for row in rows
    }
