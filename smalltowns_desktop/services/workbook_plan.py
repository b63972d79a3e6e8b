"""What became of the rows of a workbook, and where the event goes with them."""

from collections import Counter
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from typing import Any

from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.text import Text
from smalltowns_desktop.exchange.workbook_reading import Draft, Problem, shown
from smalltowns_desktop.services.workbook_state import State


@dataclass(slots=True)
class Outcome:
    """What became of a row that went in: `inserted`, `updated` (its links alone count too) or `unchanged`."""

    draft: Draft
    key: str
    what: str


@dataclass(slots=True)
class Plan:
    """Where the event goes, what became of the rows, what is wrong; `refused` by the sheet's English name."""

    state: State
    problems: list[Problem]
    refused: Counter[str]
    outcomes: list[Outcome] = field(default_factory=list)

    def count(self, what: str) -> Counter[str]:
        return Counter(outcome.draft.page.name for outcome in self.outcomes if outcome.what == what)

    def report(self, draft: Draft, column: str | None, text: Text, severity: Severity) -> None:
        row = draft.rows.get(column or "", draft.number)
        value = shown(draft.cells.get(column or ""))
        self.problems.append(Problem(draft.sheet, row, column, value, text, severity))

    def refuse(self, draft: Draft, column: str | None, text: Text) -> None:
        self.report(draft, column, text, Severity.ERROR)
        self.refused[draft.page.name] += 1


@cache
def defaults_of(row: type) -> dict[str, Any]:
    """A row's fields with what an empty cell means: the model's default, else empty text or nothing."""
    return {
        item.name: item.default if item.default is not MISSING else "" if item.type is str else None
        for item in fields(row)
    }
