"""Rows whose cells have more to show than a text: a delegation's tile, an icon, a colour of meaning, a bar.

What a cell looks like is data by role `LOOK_ROLE`; `gui/widgets/look_cells.py` paints it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from smalltowns_desktop.domain.model import Delegation
from smalltowns_desktop.gui.models.table import KEY_ROLE, Column, Index, RowsModel

Row = TypeVar("Row")
LOOK_ROLE = KEY_ROLE + 1


@dataclass(frozen=True, slots=True)
class Look:
    """Everything beside the text; colours are tokens of the theme."""

    colour: str = "text"
    bold: bool = False
    icon: str = ""
    icon_colour: str = "text-2"
    tile: Delegation | None = None
    """Whose code stands before the text."""
    share: float | None = None
    """Of a bar under the text, 0 to 1; over 1 it is full and of the colour of danger."""


PLAIN = Look()
QUIET = Look(colour="text-3")


class LooksModel(RowsModel[Row]):
    """A `RowsModel` with looks by the key of the column."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        key_of: Callable[[Row], str],
        searchable: Callable[[Row], str] = lambda _: "",
        looks: Mapping[str, Callable[[Row], Look]] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, key_of, searchable, parent)
        self._looks = dict(looks or {})

    def data(self, index: Index, role: int = 0) -> Any:
        if role == LOOK_ROLE and index.isValid():
            look = self._looks.get(self.columns[index.column()].key)
            row = self.row_of(self.keys_shown()[index.row()])
            return PLAIN if look is None or row is None else look(row)
        return super().data(index, role)
