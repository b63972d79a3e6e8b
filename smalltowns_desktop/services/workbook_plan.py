"""What a workbook makes of an event: every row matched, resolved and checked, nothing written yet."""

from collections import Counter
from collections.abc import Container, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from functools import cache
from typing import Any

from smalltowns_desktop.domain.delegations import delegation_code
from smalltowns_desktop.domain.errors import AmbiguousName, UnknownName
from smalltowns_desktop.domain.ids import DelegationId, GroupId, KeySource, is_id
from smalltowns_desktop.domain.model import Delegation, Group, Severity
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.domain.validity import fault_of
from smalltowns_desktop.exchange.workbook import (
    DELEGATIONS,
    DIRECTIONS,
    EVENT,
    GROUPS,
    ID,
    PAGES,
    PARTICIPANTS,
    REQUESTS,
)
from smalltowns_desktop.exchange.workbook_page import Column, Kind, Page, Target
from smalltowns_desktop.exchange.workbook_reading import Draft, Problem, Reading, shown
from smalltowns_desktop.services.workbook_matching import match_rows, natural_key
from smalltowns_desktop.services.workbook_state import State

_WORDS: Mapping[Target, Text] = {
    Target.DIRECTION: say("direction"),
    Target.DISTRICT: say("district"),
    Target.SITE: say("site"),
    Target.HALL: say("hall"),
    Target.PLACE: say("site or district"),
    Target.DELEGATION: say("delegation"),
    Target.GROUP: say("group or delegation"),
    Target.PARTICIPANT: say("participant"),
    Target.ACTIVITY: say("activity"),
    Target.VEHICLE: say("vehicle"),
    Target.AGREEMENT: say("agreement"),
}


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
            _put_links(outcome, plan, ids)
        plan.outcomes += waiting
        waiting = []
    return plan


# Rows


def _put_rows(page: Page, drafts: list[Draft], plan: Plan, ids: KeySource, rules: Container[str]) -> list[Outcome]:
    rows = plan.state.table(page.rows)
    resolved = []
    for draft in drafts:
        if draft.key is not None and draft.key not in rows and not is_id(draft.key):
            text = say("It is not an id of this program. Leave it empty, or copy the id from an export.")
            plan.refuse(draft, ID.name, text)
        elif _is_complete(draft, page is EVENT or draft.key in rows, plan):
            values = _resolve(draft, plan, ids, rules)
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
        if ID.field in _defaults(page.row):
            values[ID.field] = draft.key or ids()
    after = _built(page, values, before)
    fault = fault_of(after)
    if fault is not None:
        columns = [column for column in page.columns if column.field in fault.fields]
        said = next((column.name for column in columns if draft.values.get(column.name) is not None), columns[0].name)
        if any(column.required and not column.waived for column in columns) or page is REQUESTS:
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
    return page.row(**{**_defaults(page.row), **values})


@cache
def _defaults(row: type) -> dict[str, Any]:
    """A row's fields with what an empty cell means: the model's default, else empty text or nothing."""
    empty = {"str": "", str: ""}
    return {item.name: item.default if item.default is not MISSING else empty.get(item.type) for item in fields(row)}


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


# References


def _resolve(draft: Draft, plan: Plan, ids: KeySource, rules: Container[str]) -> dict[str, Any] | None:
    """The fields that a row sets, or None if a reference that it cannot do without leads nowhere."""
    values: dict[str, Any] = {}
    defaults = _defaults(draft.page.row)
    # Groups last: one may have to be made, and should not be for a row that is refused.
    for column in sorted(draft.page.columns, key=lambda column: column.to is Target.GROUP):
        if column.link is not None or column.name not in draft.values:
            continue
        value = draft.values[column.name]
        names = _fields_of(column)
        if value is None:
            if not column.kept:
                values.update({name: defaults[name] for name in names})
            continue
        if column.kind is Kind.RULE and value not in rules:
            plan.refuse(draft, column.name, UnknownName(say("rule"), value).text)
            return None
        if column.to is None:
            values[column.field] = value
            continue
        site = values.get("site_id") if column.to is Target.HALL else None
        found = _find(column.to, value, site, plan, ids)
        if isinstance(found, Text):
            if column.required or (draft.page is REQUESTS and column.to is not Target.SITE):
                plan.refuse(draft, column.name, found)
                return None
            plan.report(draft, column.name, found, Severity.WARNING)
        elif column.to is Target.PLACE:
            chosen = names[0] if found[0] is Target.SITE else names[1]
            values.update({name: found[1] if name == chosen else None for name in names})
        else:
            values[column.field] = found[1]
    if draft.page is REQUESTS:
        _prefer_group(values, plan.state)
    return values


def _fields_of(column: Column) -> tuple[str, ...]:
    if column.to is Target.PLACE:
        return (f"{column.field}_site_id", f"{column.field}_district_id")
    return (column.field,)


def _prefer_group(values: dict[str, Any], state: State) -> None:
    """A request that names a group and the delegation that the group is of comes from the group."""
    group = state.table("groups").get(values.get("group_id", ""))
    if group is not None and group.delegation_id is not None and group.delegation_id == values.get("delegation_id"):
        values["delegation_id"] = None


def _find(target: Target, text: str, site: str | None, plan: Plan, ids: KeySource) -> tuple[Target, str] | Text:
    """The one row that a cell means, or what is wrong with it. A delegation that is to act as a group becomes one."""
    found = plan.state.directory.find(target, text, site)
    if len(found) != 1:
        if found:
            return AmbiguousName(_WORDS[target], text, len(found)).text
        return UnknownName(_WORDS[target], text).text
    if target is Target.GROUP and found[0][0] is Target.DELEGATION:
        return (Target.GROUP, _whole_delegation(DelegationId(found[0][1]), plan, ids))
    return found[0]


def _whole_delegation(delegation_id: DelegationId, plan: Plan, ids: KeySource) -> GroupId:
    group = plan.state.whole_group(delegation_id)
    if group is None:
        delegation: Delegation = plan.state.table(DELEGATIONS.rows)[delegation_id]
        group = Group(GroupId(ids()), delegation.name, delegation_id)
        plan.state.put(GROUPS.rows, group)
    return group.id


# Linked rows


def _put_links(outcome: Outcome, plan: Plan, ids: KeySource) -> None:
    """Make the rows linked to one be those that its cells name. A cell with a problem adds, and takes nothing away."""
    draft = outcome.draft
    for column in draft.page.columns:
        if column.link is None or column.name not in draft.values:
            continue
        others, clean = _others(draft, column, plan, ids)
        link = column.link
        part = {} if link.part is None else {link.part[0]: link.part[1]}
        had = plan.state.links_of(link, outcome.key)
        changed = False
        wanted = [link.row(**{link.owner: outcome.key, link.other: other, **part}) for other in others]
        for row in wanted:
            if row not in had.values():
                plan.state.put_link(link, row)
                changed = True
        if clean:
            kept = {getattr(row, link.other) for row in wanted}
            for row in plan.state.links_of(link, outcome.key).values():
                if getattr(row, link.other) not in kept:
                    plan.state.remove_link(link, row)
                    changed = True
        if changed and outcome.what == "unchanged":
            outcome.what = "updated"


def _others(draft: Draft, column: Column, plan: Plan, ids: KeySource) -> tuple[list[str], bool]:
    """What a cell links to, and whether all of it was understood."""
    value = draft.values[column.name]
    if value is None:
        return [], True
    if column.to is None:
        return [value], True
    others: dict[str, None] = {}
    clean = True
    for text in (value,) if isinstance(value, str) else value:
        found = _find(column.to, text, None, plan, ids)
        if isinstance(found, Text):
            plan.report(draft, column.name, found, Severity.WARNING)
            clean = False
        else:
            others[found[1]] = None
    return list(others), clean
