"""Rules of the family Time that look at one activity: the days of the event, opening hours, arrival and departure."""

from collections.abc import Iterable, Iterator, Sequence

from smalltowns_desktop.conflicts.crowds import Company, company_of
from smalltowns_desktop.conflicts.intervals import DAY, Entry, minute_of, minute_of_day, moment_of
from smalltowns_desktop.conflicts.scene import DELEGATION, PARTICIPANT, Finding, Scene
from smalltowns_desktop.conflicts.timetable import ACTIVITY, SITE, Thing, Timeline
from smalltowns_desktop.domain.ids import DelegationId
from smalltowns_desktop.domain.model import Delegation, Participant, Site


def find_outside_event(scene: Scene, activity: Thing, timeline: Timeline) -> Iterable[Finding]:
    """`outside-event`: not wholly between the first midnight of the event and the last."""
    event = scene.programme.event
    first, last = minute_of_day(event.starts_on), minute_of_day(event.ends_on) + DAY
    return [
        Finding("outside-event", (activity,), entry.start, entry.end, (("start", entry.start), ("end", entry.end)))
        for entry in timeline
        if entry.start < first or entry.end > last
    ]


def find_closed_site(scene: Scene, activity: Thing, timeline: Timeline) -> Iterable[Finding]:
    """`site-closed`: not wholly within the site's opening hours, those of neighbouring days that meet taken together.

    No `opens_at`: from midnight; no `closes_at`: to midnight; closing at or before opening: on the day after.
    """
    for entry in timeline:
        site = scene.programme.sites.get(entry.origin)
        if site is not None and _has_hours(site) and not _is_open(site, entry):
            opens, closes = (None if clock is None else f"{clock:%H:%M}" for clock in (site.opens_at, site.closes_at))
            facts = (
                ("start", entry.start),
                ("end", entry.end),
                ("opens", opens or "00:00"),
                ("closes", closes or "24:00"),
                ("days", " ".join(site.open_days)),
                ("day_open", int(_opens_on(site, entry.start // DAY))),
            )
            return (Finding("site-closed", (Thing(SITE, site.id), activity), entry.start, entry.end, facts),)
    return ()


def find_outside_stay(scene: Scene, activity: Thing, timeline: Timeline) -> Iterable[Finding]:
    """`outside-stay`: before a delegation arrives or after it leaves; for people with dates of their own, by those.

    A delegation is reported once an activity: if it has a group there, or people there for whom its arrival or
    departure holds, because they have none of their own. A person is reported by their own dates only, and not where
    their delegation is.
    """
    of_group = scene.crowds.companies
    for entry in timeline:
        companies = [of_group[group] for group in scene.timetable.groups_in(activity)]
        companies += [company_of(scene.programme, person) for person in scene.timetable.people_in(activity)]
        companies = [company for company in companies if entry.start < company.since or entry.end > company.until]
        if companies:
            return _find_outside_stay(scene, entry, companies)
    return ()


def _find_outside_stay(scene: Scene, entry: Entry, companies: Sequence[Company]) -> Iterator[Finding]:
    programme = scene.programme
    reported: set[DelegationId] = set()
    for delegation in {delegation for company in companies for delegation in company.delegations}:
        arrival_holds = any(delegation in company.arriving for company in companies)
        departure_holds = any(delegation in company.departing for company in companies)
        row = programme.delegations[delegation]
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


def _has_hours(site: Site) -> bool:
    return site.opens_at is not None or site.closes_at is not None or bool(site.open_days)


def _is_open(site: Site, entry: Entry) -> bool:
    """Whether the opening hours cover the entry from its start to its end."""
    opens = 0 if site.opens_at is None else site.opens_at.hour * 60 + site.opens_at.minute
    closes = DAY if site.closes_at is None else site.closes_at.hour * 60 + site.closes_at.minute
    if closes <= opens:
        closes += DAY
    first = entry.start // DAY
    if first * DAY + opens <= entry.start and entry.end <= first * DAY + closes and _opens_on(site, first):
        return True  # as nearly always
    covered = entry.start
    for day in range(first - 1, entry.end // DAY + 1):
        if day * DAY + opens > covered:
            break
        if _opens_on(site, day):
            covered = max(covered, day * DAY + closes)
    return covered >= entry.end


def _opens_on(site: Site, day: int) -> bool:
    """`day` as `date.toordinal` counts."""
    if not site.open_days:
        return True
    moment = moment_of(day * DAY)
    return str(moment.isoweekday()) in site.open_days or moment.date().isoformat() in site.open_days
