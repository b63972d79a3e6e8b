"""Rules of the family Time that look at one activity: the days of the event, opening hours, arrival and departure."""

from collections.abc import Iterator

from smalltowns_desktop.conflicts.crowds import Company
from smalltowns_desktop.conflicts.intervals import Entry, minute_of, minute_of_day, moment_of
from smalltowns_desktop.conflicts.scene import DELEGATION, PARTICIPANT, Finding, Scene
from smalltowns_desktop.conflicts.timetable import ACTIVITY, SITE, Thing
from smalltowns_desktop.domain.ids import DelegationId, ParticipantId
from smalltowns_desktop.domain.model import Delegation, Participant, Site

_DAY = 1440


def find_outside_event(scene: Scene, activity: str) -> Iterator[Finding]:
    """`outside-event`: not wholly between the first midnight of the event and the last."""
    event = scene.programme.event
    first, last = minute_of_day(event.starts_on), minute_of_day(event.ends_on) + _DAY
    for entry in scene.timeline(ACTIVITY, activity):
        if entry.start < first or entry.end > last:
            facts = (("start", entry.start), ("end", entry.end), ("from", first), ("to", last))
            yield Finding("outside-event", (Thing(ACTIVITY, activity),), entry.start, entry.end, facts)


def find_closed_site(scene: Scene, activity: str) -> Iterator[Finding]:
    """`site-closed`: not wholly within the site's opening hours, those of neighbouring days that meet taken together.

    No `opens_at`: from midnight; no `closes_at`: to midnight; closing at or before opening: on the day after.
    """
    for entry in scene.timeline(ACTIVITY, activity):
        site = scene.programme.sites.get(entry.origin)
        if site is None or not _has_hours(site) or _is_open(site, entry):
            continue
        hours = (site.opens_at, site.closes_at)
        opens, closes = (None if clock is None else f"{clock:%H:%M}" for clock in hours)
        day_open = _opens_on(site, entry.start // _DAY)
        facts = (
            ("start", entry.start),
            ("end", entry.end),
            ("opens", opens or "00:00"),
            ("closes", closes or "24:00"),
            ("days", " ".join(site.open_days)),
            ("day_open", int(day_open)),
        )
        yield Finding("site-closed", (Thing(SITE, site.id), Thing(ACTIVITY, activity)), entry.start, entry.end, facts)


def find_outside_stay(scene: Scene, activity: str) -> Iterator[Finding]:
    """`outside-stay`: before a delegation arrives or after it leaves; for people with dates of their own, by those.

    A delegation is reported once an activity: if it has a group there, or people there for whom its arrival or
    departure holds, because they have none of their own. A person is reported by their own dates only, and not where
    their delegation is.
    """
    programme, crowds = scene.programme, scene.crowds
    party = scene.timetable.party(ACTIVITY, activity)
    for entry in scene.timeline(ACTIVITY, activity):
        companies = [crowds.companies[group] for group in party.groups]
        companies += [_company_of(programme.participants[person]) for person in party.people]
        reported: set[DelegationId] = set()
        for delegation in frozenset[DelegationId]().union(*(company.delegations for company in companies)):
            row = programme.delegations[delegation]
            arrival_holds = any(delegation in company.arriving for company in companies)
            departure_holds = any(delegation in company.departing for company in companies)
            finding = _outside(entry, row, DELEGATION, arrival_holds, departure_holds)
            if finding is not None:
                reported.add(delegation)
                yield finding
        for person in {person for company in companies for person in company.dated}:
            participant = programme.participants[person]
            if participant.delegation_id not in reported:
                finding = _outside(entry, participant, PARTICIPANT)
                if finding is not None:
                    yield finding


def _outside(
    entry: Entry, row: Delegation | Participant, kind: str, arrival_holds: bool = True, departure_holds: bool = True
) -> Finding | None:
    arrival = minute_of(row.arrives_at) if arrival_holds and row.arrives_at is not None else None
    departure = minute_of(row.departs_at) if departure_holds and row.departs_at is not None else None
    early = arrival is not None and entry.start < arrival
    late = departure is not None and entry.end > departure
    if not early and not late:
        return None
    facts: tuple[tuple[str, int | str], ...] = (("start", entry.start), ("end", entry.end))
    if arrival is not None and early:
        facts += (("arrival", arrival),)
    if departure is not None and late:
        facts += (("departure", departure),)
    return Finding("outside-stay", (Thing(kind, row.id), Thing(ACTIVITY, entry.id)), entry.start, entry.end, facts)


def _company_of(person: Participant) -> Company:
    """Of somebody who takes part by name."""
    delegations = frozenset(() if person.delegation_id is None else (person.delegation_id,))
    dated: tuple[ParticipantId, ...] = ()
    if person.arrives_at is not None or person.departs_at is not None:
        dated = (person.id,)
    return Company(
        delegations,
        delegations if person.arrives_at is None else frozenset(),
        delegations if person.departs_at is None else frozenset(),
        dated,
    )


def _has_hours(site: Site) -> bool:
    return site.opens_at is not None or site.closes_at is not None or bool(site.open_days)


def _is_open(site: Site, entry: Entry) -> bool:
    """Whether the opening hours cover the entry from its start to its end."""
    opens = 0 if site.opens_at is None else site.opens_at.hour * 60 + site.opens_at.minute
    closes = _DAY if site.closes_at is None else site.closes_at.hour * 60 + site.closes_at.minute
    if closes <= opens:
        closes += _DAY
    covered = entry.start
    for day in range(entry.start // _DAY - 1, entry.end // _DAY + 1):
        if _opens_on(site, day) and day * _DAY + opens <= covered:
            covered = max(covered, day * _DAY + closes)
    return covered >= entry.end


def _opens_on(site: Site, day: int) -> bool:
    """`day` as `date.toordinal` counts."""
    if not site.open_days:
        return True
    moment = moment_of(day * _DAY)
    return str(moment.isoweekday()) in site.open_days or moment.date().isoformat() in site.open_days
