"""What a request asks for: how long the visit lasts, and who comes."""

from smalltowns_desktop.domain.ids import DelegationId, GroupId
from smalltowns_desktop.domain.model import ActivityKind, Request, Site
from smalltowns_desktop.domain.programme import Programme

USUAL_MINUTES = 60
"""A visit lasts so long where neither the request nor the site says otherwise."""
SHOWING_KINDS = frozenset({ActivityKind.VISIT, ActivityKind.CULTURE, ActivityKind.MEETING})
"""Kinds of activities that answer a request for their site."""


def minutes_of_visit(request: Request, site: Site) -> int:
    return request.minutes or site.visit_minutes or USUAL_MINUTES


def groups_of_delegation(programme: Programme, delegation_id: DelegationId) -> tuple[GroupId, ...]:
    """Who comes where a delegation does: its group that is the whole of it, else all of its groups."""
    groups = programme.groups_by_delegation.get(delegation_id, ())
    whole = tuple(group for group in groups if group not in programme.members_by_group)
    return whole[:1] or groups


def groups_of_asker(programme: Programme, request: Request) -> tuple[GroupId, ...]:
    """Who would come; nobody where a delegation has no group yet."""
    if request.group_id is not None:
        return (request.group_id,)
    return () if request.delegation_id is None else groups_of_delegation(programme, request.delegation_id)
