"""Cells that name other rows: what they mean in the event, and the linked rows that they become."""

from collections.abc import Container, Mapping
from typing import Any

from smalltowns_desktop.domain.errors import AmbiguousName, UnknownName
from smalltowns_desktop.domain.ids import DelegationId, GroupId, KeySource
from smalltowns_desktop.domain.model import Delegation, Group, Severity
from smalltowns_desktop.domain.text import Text, say
from smalltowns_desktop.exchange.workbook import DELEGATIONS, GROUPS, REQUESTS
from smalltowns_desktop.exchange.workbook_page import Column, Kind, Target
from smalltowns_desktop.exchange.workbook_reading import Draft
from smalltowns_desktop.services.workbook_plan import Outcome, Plan, defaults_of
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


def resolve(draft: Draft, plan: Plan, ids: KeySource, rules: Container[str]) -> dict[str, Any] | None:
    """The fields that a row sets, or None if a reference that it cannot do without leads nowhere."""
    values: dict[str, Any] = {}
    defaults = defaults_of(draft.page.row)
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


def put_links(outcome: Outcome, plan: Plan, ids: KeySource) -> None:
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
