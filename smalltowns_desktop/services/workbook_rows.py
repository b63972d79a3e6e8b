"""The rows of a workbook put into an event: matched, checked and completed, nothing written yet."""

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Any

from smalltowns_desktop.domain.delegations import delegation_code
from smalltowns_desktop.domain.ids import KeySource, is_id
from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.domain.validity import fault_of
from smalltowns_desktop.exchange.workbook import DELEGATIONS, DIRECTIONS, EVENT, ID, PAGES, PARTICIPANTS, REQUESTS
from smalltowns_desktop.exchange.workbook_page import Page
from smalltowns_desktop.exchange.workbook_reading import Draft, Reading
from smalltowns_desktop.services.workbook_matching import match_rows, natural_key
from smalltowns_desktop.services.workbook_plan import Outcome, Plan, defaults_of
from smalltowns_desktop.services.workbook_references import put_links, resolve
from smalltowns_desktop.services.workbook_state import State


def plan_workbook(reading: Reading, state: State, ids: KeySource, rules: Container[str]) -> Plan:
    """Put the rows of a workbook into `state`. `rules` are the ids of the rules that the program knows."""
    plan = Plan(state, list(reading.problems), Counter(reading.refused))
    waiting: list[Outcome] = []
    for page in PAGES:
        drafts = [draft for draft in reading.drafts if draft.page is page]
        waiting += _put_rows(page, drafts, plan, ids, rules)
        if page is DELEGATIONS:  # their officers stand on the next sheet
            continue
        for outcome in waiting:
            put_links(outcome, plan, ids)
        plan.outcomes += waiting
        waiting = []
    return plan


def _put_rows(page: Page, drafts: list[Draft], plan: Plan, ids: KeySource, rules: Container[str]) -> list[Outcome]:
    rows = plan.state.table(page.rows)
    resolved = []
    for draft in drafts:
        if draft.key is not None and draft.key not in rows and not is_id(draft.key):
            text = say("It is not an id of this program. Leave it empty, or copy the id from an export.")
            plan.refuse(draft, ID.name, text)
        elif _is_complete(draft, page is EVENT or draft.key in rows, plan):
            values = resolve(draft, plan, ids, rules)
            if values is not None:
                resolved.append((draft, values))
    named = {draft.key for draft, _ in resolved if draft.key in rows}
    existing: list[Any] = [None if draft.key is None else rows.get(draft.key) for draft, _ in resolved]
    if page is EVENT:
        existing = list(rows.values()) * len(resolved)
    chosen = _without_repeats(page, resolved, existing, plan)
    unknown = [index for index in chosen if existing[index] is None]
    others = [row for key, row in rows.items() if key not in named]
    answers = match_rows([resolved[index][1] for index in unknown], others, page.keys) if page.keys else []
    for index, answer in zip(unknown, answers, strict=True):
        existing[index] = answer
    next_values = _NextValues(page, rows.values(), [values for _, values in resolved])
    outcomes = []
    for index in chosen:
        draft, values = resolved[index]
        before = existing[index]
        if isinstance(before, int):
            if draft.key is None:
                plan.refuse(draft, None, say("It is not clear which of several rows this is. Give its id."))
                continue
            before = None
        outcome = _put_row(draft, values, before, next_values, plan, ids)
        if outcome is not None:
            outcomes.append(outcome)
    return outcomes


def _without_repeats(
    page: Page, resolved: list[tuple[Draft, dict[str, Any]]], existing: list[Any], plan: Plan
) -> list[int]:
    """Which rows to take, without those that another row of the sheet says already; rows with an id come first."""
    chosen: list[int] = []
    seen: dict[Any, int] = {}
    keys: set[str] = set()
    for index in sorted(range(len(resolved)), key=lambda index: resolved[index][0].key is None):
        draft, values = resolved[index]
        if draft.key is not None and draft.key in keys:
            plan.refuse(draft, ID.name, say("Another row has this id already."))
            continue
        if page.unique and page.keys:
            whole = values if existing[index] is None else replace(existing[index], **values)
            mark: Any = natural_key(whole, page.keys[-1])
        else:
            mark = (draft.sheet, *draft.values.items())
        if draft.key is None and mark in seen:
            plan.refuse(draft, None, say("Row {row} says this already.", row=seen[mark]))
            continue
        if draft.key is not None:
            keys.add(draft.key)
        seen.setdefault(mark, draft.number)
        chosen.append(index)
    return sorted(chosen)


def _is_complete(draft: Draft, is_there: bool, plan: Plan) -> bool:
    """Whether no required cell is empty; a row that is there already need not have them all."""
    for column in draft.page.columns:
        if not column.required or (column.waived and draft.key is not None):
            continue
        if draft.values.get(column.name) is None and (not is_there or column.name in draft.values):
            plan.refuse(draft, column.name, say("This row needs “{column}”.", column=column.name))
            return False
    return True


def _put_row(
    draft: Draft, values: dict[str, Any], before: Any, next_values: "_NextValues", plan: Plan, ids: KeySource
) -> Outcome | None:
    page = draft.page
    for name in next_values.take(values, before):
        text = say("Another row has “{value}” already, so it was not taken over.", value=values.pop(name))
        plan.report(draft, name, text, Severity.WARNING)
    if before is None:
        next_values.complete(values)
        if ID.field in defaults_of(page.row):
            values[ID.field] = draft.key or ids()
    after = _built(page, values, before)
    fault = fault_of(after)
    if fault is not None:
        columns = [column for column in page.columns if column.field in fault.fields]
        said = next((column.name for column in columns if draft.values.get(column.name) is not None), columns[0].name)
        if any(column.required for column in columns) or page is REQUESTS:
            plan.refuse(draft, said, fault.text)
            return None
        plan.report(draft, said, fault.text, Severity.WARNING)
        after = _built(page, {name: value for name, value in values.items() if name not in fault.fields}, before)
        if fault_of(after) is not None:
            plan.refuse(draft, said, fault.text)
            return None
    key = after.id if hasattr(after, "id") else natural_key(after, page.keys[-1])[0]
    if after == before:
        return Outcome(draft, key, "unchanged")
    plan.state.put(page.rows, after)
    return Outcome(draft, key, "inserted" if before is None else "updated")


def _built(page: Page, values: Mapping[str, Any], before: Any) -> Any:
    if before is not None:
        return replace(before, **values)
    return page.row(**{**defaults_of(page.row), **values})


class _NextValues:
    """Numbers, codes and positions: no two rows have the same number or code, new rows get the next free one."""

    def __init__(self, page: Page, rows: Any, wanted: list[dict[str, Any]]) -> None:
        self._page = page
        self._counted = {DIRECTIONS: "position", DELEGATIONS: "position", PARTICIPANTS: "number"}.get(page)
        self._owned = {DELEGATIONS: "code", PARTICIPANTS: "number"}.get(page)
        self._owners: dict[Any, str] = {}
        self._asked: set[Any] = set()
        if self._owned is not None:
            self._owners = {getattr(row, self._owned): row.id for row in rows}
            self._asked = {values[self._owned] for values in wanted if self._owned in values}
        if self._counted is not None:
            least = 0 if self._counted == "number" else -1
            known = [getattr(row, self._counted) for row in rows]
            known += [values[self._counted] for values in wanted if self._counted in values]
            self._last = max(known, default=least)

    def take(self, values: Mapping[str, Any], before: Any) -> list[str]:
        """The fields whose value belongs to another row; what is free is taken."""
        name = self._owned
        if name is None or name not in values:
            return []
        owner = self._owners.get(values[name])
        if owner is not None and (before is None or owner != before.id):
            return [name]
        if before is not None:
            self._owners.pop(getattr(before, name), None)
        self._owners[values[name]] = before.id if before is not None else "new"
        return []

    def complete(self, values: dict[str, Any]) -> None:
        if self._counted is not None and self._counted not in values:
            self._last += 1
            values[self._counted] = self._last
        if self._page is DELEGATIONS and "code" not in values:
            values["code"] = delegation_code(values["name"], self._owners.keys() | self._asked)
        if self._owned is not None:
            self._owners.setdefault(values[self._owned], "new")
