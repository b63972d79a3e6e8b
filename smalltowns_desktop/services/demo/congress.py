"""The demo congress: a generated event to try the program on, the same for the same options and seed.

Its three days, its towns and its troubles follow the IV congress of August 2025 in the Grodno region; all people,
sites, telephones and agreements are invented. One deed makes it, and undoing that leaves an empty event.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import chain
from pathlib import Path
from random import Random

from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.errors import DemoTooFull, DemoUnreasonable
from smalltowns_desktop.domain.ids import ActivityId, KeySource, seeded_ids
from smalltowns_desktop.domain.model import (
    EVENT_KEY,
    Activity,
    ActivityGroup,
    ActivityPerson,
    ActivityStatus,
    Event,
    OfficerPart,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.exchange.gazetteer import load_gazetteer
from smalltowns_desktop.services.demo.calendar import common_drafts, make_calendar
from smalltowns_desktop.services.demo.draft import BOARDING, DemoOptions, DemoSize, Draft, Rank, Unit, moment
from smalltowns_desktop.services.demo.flaws import add_flaws
from smalltowns_desktop.services.demo.outcomes import build_outcomes, build_requests
from smalltowns_desktop.services.demo.people import apportion, build_people, hotel_guests, towns
from smalltowns_desktop.services.demo.places import Places, build_places, hotel_count
from smalltowns_desktop.services.demo.transfers import build_fleet
from smalltowns_desktop.services.demo.visits import Visitor, add_meetings, add_visits, plan_visits
from smalltowns_desktop.services.demo.words import load_words
from smalltowns_desktop.services.events import create_event
from smalltowns_desktop.storage.database import Author, Database

FIRST_DAY = date(2025, 8, 13)
USUAL = DemoSize(delegations=24, participants=400, sites=30, activities=None, days=3)
LIMITS = {
    "delegations": (0, 2_000),
    "participants": (0, 100_000),
    "sites": (0, 5_000),
    "activities": (0, 50_000),
    "days": (1, 60),
}
"""What may be asked for, least and most."""
_FIRST_KEY = 1_754_000_000_000_000_000
"""The moment, in nanoseconds of Unix time, from which the demo's keys count: some days before its congress."""


@dataclass(frozen=True, slots=True)
class Demo:
    event: Event
    rows: tuple[object, ...]
    """All other rows, those that are referred to before those that refer."""
    conflicts: int
    """Conflicts left on purpose: three, fewer in a congress that is too small for them."""


@dataclass(frozen=True, slots=True)
class DemoCreated:
    db: Database
    changes: Changes
    conflicts: int
    """As in `Demo`."""


def create_demo(target: str | Path, options: DemoOptions, *, author: Author) -> DemoCreated:
    """Create an event with a generated congress, and open it. Where that fails no file is left.

    Raises `DemoUnreasonable`, `DemoTooFull`, and what `create_event` raises.
    """
    demo = make_demo(options)
    db = create_event(target, demo.event, author=author)
    try:
        with db.deed(say("Create the demo congress")) as deed:
            deed.insert_all(demo.rows)
    except BaseException:
        db.close()
        if db.dialect == "sqlite":
            Path(db.name).unlink(missing_ok=True)
        raise
    return DemoCreated(db, deed.changes, demo.conflicts)


def make_demo(options: DemoOptions) -> Demo:
    """The rows of the demo congress: equal for equal options, keys and all."""
    size = demo_size(options)
    words = load_words()
    ids = seeded_ids(options.seed, _FIRST_KEY)
    event = _event(size)
    numbers = apportion(words, size)
    guests = hotel_guests(numbers, hotel_count(words, size.sites))
    places = build_places(words, event, size, guests, ids, _random(options, "places"))
    calendar = make_calendar(places, size.days)
    people = build_people(
        words, towns(words, load_gazetteer(), size.delegations, _random(options, "towns")), numbers, places, calendar,
        FIRST_DAY, ids, _random(options, "people"),
    )  # fmt: skip
    heads = [people.officer(delegation.id, OfficerPart.HEAD) for delegation in people.delegations[:7]]
    common = list(common_drafts(calendar, places, people.units, [head for head in heads if head is not None]))
    visitor = Visitor(places, FIRST_DAY, _random(options, "visits"))
    drafts = common + plan_visits(visitor, calendar, places, common, people.units)
    if size.activities is not None:
        drafts = _exactly(size.activities, drafts, places, visitor, people.units)
    flawed = add_flaws(drafts, places, visitor)
    drafts = sorted(flawed.drafts, key=_in_order)
    activities = list(_activities(drafts, ids, _random(options, "status")))
    ceremony = next((row.id for row, draft in zip(activities, drafts, strict=True) if draft.rank is Rank.SIGNING), None)
    fleet = build_fleet(flawed, people.units, words, FIRST_DAY, ids, _random(options, "fleet"))
    requests = build_requests(drafts, people.units, flawed.places, ids, _random(options, "requests"))
    outcomes = build_outcomes(people, event.host, ceremony, event.ends_on, ids, _random(options, "outcomes"))
    rows = (
        *places.directions.values(), *places.districts, *flawed.places.sites.values(), *places.site_directions,
        *chain.from_iterable(places.halls.values()), *people.delegations, *people.delegation_directions,
        *people.participants, *people.documents, *people.officers, *people.groups, *people.members, *requests,
        *activities, *_attendance(activities, drafts), *_parts(activities, drafts), *fleet.vehicles,
        *fleet.transfers, *fleet.transfer_groups, *places.travel_times, *outcomes.agreements, *outcomes.signatories,
        *outcomes.commitments,
    )  # fmt: skip
    return Demo(event, rows, flawed.count)


def demo_size(options: DemoOptions) -> DemoSize:
    """What is asked for, and the rest in proportion: never less than usual, more where there are more people."""
    for name, (least, most) in LIMITS.items():
        value = getattr(options, name)
        if value is not None and not least <= value <= most:
            raise DemoUnreasonable(name, value, least, most)
    participants = USUAL.participants if options.participants is None else options.participants
    delegations = options.delegations
    if delegations is None:
        by_people = participants * USUAL.delegations // USUAL.participants
        # A delegation has time for one or two visits on the first day and for two or three on each day but the last.
        by_activities = (options.activities or 0) // max(1, 2 * options.days - 2)
        delegations = min(max(USUAL.delegations, by_people, by_activities), LIMITS["delegations"][1])
    sites = options.sites
    if sites is None:
        scale = max(participants / USUAL.participants, delegations / USUAL.delegations)
        sites = min(max(USUAL.sites, int(USUAL.sites * scale)), LIMITS["sites"][1])
    return DemoSize(delegations, participants, sites, options.activities, options.days)


def _event(size: DemoSize) -> Event:
    last_day = FIRST_DAY + timedelta(days=size.days - 1)
    return Event(
        id=EVENT_KEY,
        title="IV Съезд малых городов Беларуси и России",
        starts_on=FIRST_DAY,
        ends_on=last_day,
        timezone="Europe/Minsk",
        day_starts_at=time(8, 0),
        day_ends_at=time(21, 0),
        host="Гродненская область",
        next_host="Большое Болдино",
        next_on=date(FIRST_DAY.year + 1, 8, 12),
        language="ru",
        boarding_minutes=BOARDING,
        retention_until=last_day + timedelta(days=365),
    )


def _exactly(wanted: int, drafts: list[Draft], places: Places, visitor: Visitor, units: Sequence[Unit]) -> list[Draft]:
    """So many activities: the least needed are left out, or short visits and then meetings are added."""
    if len(drafts) > wanted:
        return sorted(drafts, key=lambda draft: (draft.rank, draft.turn))[:wanted]
    drafts = add_visits(visitor, drafts, units, wanted)
    drafts = add_meetings(places, drafts, units, wanted)
    if len(drafts) < wanted:
        raise DemoTooFull(wanted, len(drafts))
    return drafts


def _in_order(draft: Draft) -> tuple[object, ...]:
    return draft.start, draft.rank, draft.title, draft.units[0].name if draft.units else ""


def _activities(drafts: Sequence[Draft], ids: KeySource, random: Random) -> Iterator[Activity]:
    for draft in drafts:
        settled = draft.rank is not Rank.VISIT or random.random() < 0.9
        yield Activity(
            id=ActivityId(ids()),
            title=draft.title,
            kind=draft.kind,
            starts_at=moment(FIRST_DAY, draft.start),
            ends_at=moment(FIRST_DAY, draft.end),
            direction_id=draft.direction,
            site_id=draft.site,
            hall_id=draft.hall,
            status=ActivityStatus.CONFIRMED if settled else ActivityStatus.DRAFT,
            locked=draft.rank in (Rank.OPENING, Rank.PLENARY, Rank.CLOSING, Rank.SIGNING),
            notes=draft.notes,
        )


def _attendance(activities: Sequence[Activity], drafts: Sequence[Draft]) -> Iterator[ActivityGroup]:
    for activity, draft in zip(activities, drafts, strict=True):
        for unit in draft.units:
            yield ActivityGroup(activity.id, unit.group)


def _parts(activities: Sequence[Activity], drafts: Sequence[Draft]) -> Iterator[ActivityPerson]:
    for activity, draft in zip(activities, drafts, strict=True):
        for part, person in draft.people:
            yield ActivityPerson(activity.id, part, person)


def _random(options: DemoOptions, purpose: str) -> Random:
    """Chance of its own for each part, so that more sites do not give other names."""
    return Random(f"{options.seed} {purpose}")
