"""The rules once more, straight from their definitions: every pair, every person, every half hour. Slow and plain.

A conflict is told as (rule, its subjects' keys, minutes short, the number that stands in its message). `find_all` is
the oracle of `check` for programmes whose times are whole half hours.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import permutations

from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.domain.model import (
    ActivityKind,
    Delegation,
    Participant,
    Site,
    SiteKind,
    VehicleKind,
)
from smalltowns_desktop.domain.programme import Programme
from tests.support.plain_spans import MINUTE, Span, Spans, at_once, clashes, comes_next, subjects

Told = tuple[str, frozenset[tuple[str, str]], int | None, int | None]
HALF_HOUR = timedelta(minutes=30)


def told(conflict: Conflict) -> Told:
    number = conflict.message.params.get("n")
    assert number is None or isinstance(number, int)
    subjects = frozenset((subject.type, subject.id) for subject in conflict.subjects)
    return conflict.rule, subjects, conflict.minutes_short, number


def find_all(programme: Programme) -> set[Told]:
    oracle = _Oracle(programme)
    return {found for rule in _Oracle.RULES for found in rule(oracle)}


def tell(rule: str, *subjects: tuple[str, str], short: int | None = None, number: int | None = None) -> Told:
    return rule, frozenset(subjects), short, number


class _Oracle(Spans):
    # Overlap

    def hall_overlaps(self) -> Iterator[Told]:
        for hall in self.programme.halls:
            for first, second in clashes(self.in_hall(hall)):
                yield tell("hall-overlap", ("hall", hall), first.subject, second.subject)

    def group_overlaps(self) -> Iterator[Told]:
        for group in self.programme.groups:
            spans = [span for span in self.activities.values() if group in self.groups_in(span)]
            for first, second in clashes(spans):
                yield tell("group-overlap", ("group", group), first.subject, second.subject)

    def person_overlaps(self) -> Iterator[Told]:
        for person in self.programme.participants:
            spans = [span for span in self.activities.values() if person in self.everybody_in(span)]
            for first, second in clashes(spans):
                if not self.said_of_a_group(person, first, second):
                    yield tell("person-overlap", ("participant", person), first.subject, second.subject)

    def said_of_a_group(self, person: str, first: Span, second: Span) -> bool:
        return any(person in self.people_of(group) for group in self.groups_in(first) & self.groups_in(second))

    def vehicle_overlaps(self) -> Iterator[Told]:
        for vehicle in self.programme.vehicles:
            for first, second in clashes(self.of_vehicle(vehicle)):
                yield tell("vehicle-overlap", ("vehicle", vehicle), first.subject, second.subject)

    def site_overloads(self) -> Iterator[Told]:
        for site in self.programme.sites.values():
            for spans in at_once(self.at_site(site.id)):
                groups = set[str]().union(*(self.groups_in(span) for span in spans))
                if site.groups_at_once is not None and len(groups) > site.groups_at_once:
                    yield tell("site-overload", ("site", site.id), *subjects(spans), number=len(groups))

    # Travel

    def group_travel(self) -> Iterator[Told]:
        for group in self.programme.groups:
            timeline = [span for span in self.everything() if group in self.groups_in(span)]
            for first, second, short in self.short_ways(timeline):
                yield tell("group-travel", ("group", group), first.subject, second.subject, short=short)

    def person_travel(self) -> Iterator[Told]:
        for person in self.programme.participants:
            timeline = [span for span in self.everything() if person in self.everybody_in(span)]
            for first, second, short in self.short_ways(timeline):
                if not self.said_of_a_group(person, first, second):
                    yield tell("person-travel", ("participant", person), first.subject, second.subject, short=short)

    def vehicle_travel(self) -> Iterator[Told]:
        for vehicle in self.programme.vehicles.values():
            spans = self.of_vehicle(vehicle.id)
            for span in spans:
                road = self.road(span.origin, span.destination, vehicle.kind)
                planned = (span.end - span.start) // MINUTE
                if road is not None and road > planned:
                    yield tell("vehicle-travel", ("vehicle", vehicle.id), span.subject, short=road - planned)
            moving = [span for span in spans if span.start < span.end]
            for first, second in permutations(moving, 2):
                if comes_next(first, second, moving):
                    short = self.shortage(first, second)
                    if short > 0:
                        yield tell(
                            "vehicle-travel", ("vehicle", vehicle.id), first.subject, second.subject, short=short
                        )

    def short_ways(self, timeline: list[Span]) -> Iterator[tuple[Span, Span, int]]:
        for first, second in self.ways(timeline):
            short = self.shortage(first, second)
            if short > 0:
                yield first, second, short

    def ways(self, timeline: list[Span]) -> Iterator[tuple[Span, Span]]:
        places = [span for span in timeline if span.origin is not None]
        for first, second in permutations(places, 2):
            with_transfer = first.vehicle is not None or second.vehicle is not None
            in_order = (first.start, first.end, first.id) < (second.start, second.end, second.id)
            if comes_next(first, second, places) or (with_transfer and in_order and first.shares_time(second)):
                yield first, second

    def shortage(self, first: Span, second: Span) -> int:
        boarding = self.programme.event.boarding_minutes
        needed = self.road(first.destination, second.origin, self.kind_between(first, second)) or 0
        if needed or second.vehicle not in (None, first.vehicle):
            needed += boarding
        return needed - (second.start - first.end) // MINUTE

    def kind_between(self, first: Span, second: Span) -> VehicleKind:
        if first.vehicle is not None and first.vehicle == second.vehicle:
            return self.programme.vehicles[first.vehicle].kind
        return VehicleKind.COACH

    def road(self, origin: str | None, destination: str | None, kind: VehicleKind) -> int | None:
        assert origin is not None
        assert destination is not None
        sites = self.programme.sites
        return self.roads.minutes(sites[origin].id, sites[destination].id, kind)

    def unknown_roads(self) -> Iterator[Told]:
        timelines = [
            [span for span in self.everything() if group in self.groups_in(span)] for group in self.programme.groups
        ]
        timelines += [
            [span for span in self.everything() if person in self.everybody_in(span)]
            for person in self.programme.participants
        ]
        pairs = [pair for timeline in timelines for pair in self.ways(timeline)]
        for vehicle in self.programme.vehicles:
            moving = [span for span in self.of_vehicle(vehicle) if span.start < span.end]
            pairs += [pair for pair in permutations(moving, 2) if comes_next(*pair, moving)]
        roads = {(first.destination, second.origin, self.kind_between(first, second)) for first, second in pairs}
        for span in self.planned.values():
            roads.add((span.origin, span.destination, self.programme.vehicles[str(span.vehicle)].kind))
        for origin, destination, kind in roads:
            if self.road(origin, destination, kind) is None:
                yield tell("travel-unknown", ("site", str(origin)), ("site", str(destination)))

    # Capacity

    def hall_seats(self) -> Iterator[Told]:
        for hall in self.programme.halls.values():
            yield from self.crowding("hall-seats", ("hall", hall.id), self.in_hall(hall.id), hall.seats)

    def site_visitors(self) -> Iterator[Told]:
        for site in self.programme.sites.values():
            if site.kind is not SiteKind.HOTEL:
                yield from self.crowding("site-visitors", ("site", site.id), self.at_site(site.id), site.visitors_max)

    def vehicle_seats(self) -> Iterator[Told]:
        for vehicle in self.programme.vehicles.values():
            spans = self.of_vehicle(vehicle.id)
            yield from self.crowding("vehicle-seats", ("vehicle", vehicle.id), spans, vehicle.seats)

    def crowding(self, rule: str, owner: tuple[str, str], spans: list[Span], limit: int | None) -> Iterator[Told]:
        for together in at_once(spans):
            count = self.headcount(together)
            if limit is not None and count > limit:
                yield tell(rule, owner, *subjects(together), number=count)

    def lodging_beds(self) -> Iterator[Told]:
        for site in self.programme.sites.values():
            nights = [self.sleepers(site.id, date(2025, 8, 10) + timedelta(days=day)) for day in range(8)]
            if site.visitors_max is not None and max(nights) > site.visitors_max:
                yield tell("lodging-beds", ("site", site.id), number=max(nights))

    def sleepers(self, hotel: str, day: date) -> int:
        """People in the night to the day."""
        midnight = datetime(day.year, day.month, day.day)
        beds = 0
        for person in self.programme.participants.values():
            delegation = self.delegation_of(person)
            lodging = person.hotel_id or (delegation.hotel_id if delegation is not None else None)
            if lodging == hotel and self.is_there(midnight, person, delegation):
                beds += 1
        for delegation in self.programme.delegations.values():
            known = any(person.delegation_id == delegation.id for person in self.programme.participants.values())
            if not known and delegation.hotel_id == hotel and self.is_there(midnight, delegation):
                beds += delegation.expected_size or 0
        return beds

    def is_there(self, midnight: datetime, *rows: Participant | Delegation | None) -> bool:
        """The first row with an arrival or departure has the say; noon of the event's ends where none has."""
        event = self.programme.event
        arrival = datetime(event.starts_on.year, event.starts_on.month, event.starts_on.day, 12)
        departure = datetime(event.ends_on.year, event.ends_on.month, event.ends_on.day, 12)
        for row in reversed(rows):
            if row is not None:
                arrival, departure = row.arrives_at or arrival, row.departs_at or departure
        return arrival < midnight + timedelta(hours=6) and departure > midnight

    def delegation_of(self, person: Participant) -> Delegation | None:
        return None if person.delegation_id is None else self.programme.delegations[person.delegation_id]

    # Time

    def outside_event(self) -> Iterator[Told]:
        event = self.programme.event
        for span in self.activities.values():
            last_minute = span.end - MINUTE
            if span.start.date() < event.starts_on or last_minute.date() > event.ends_on:
                yield tell("outside-event", span.subject)

    def closed_sites(self) -> Iterator[Told]:
        for span in self.activities.values():
            if span.origin is None:
                continue
            moment = span.start
            while moment < span.end:
                if not is_open(self.programme.sites[span.origin], moment):
                    yield tell("site-closed", ("site", span.origin), span.subject)
                    break
                moment += HALF_HOUR

    def outside_stay(self) -> Iterator[Told]:
        for span in self.activities.values():
            people = [self.programme.participants[key] for key in self.everybody_in(span)]
            outside = set()
            for delegation in self.programme.delegations.values():
                has_group = any(
                    self.programme.groups[group].delegation_id == delegation.id for group in self.groups_in(span)
                )
                own = [person for person in people if person.delegation_id == delegation.id]
                arrival_holds = has_group or any(person.arrives_at is None for person in own)
                departure_holds = has_group or any(person.departs_at is None for person in own)
                early = arrival_holds and delegation.arrives_at is not None and span.start < delegation.arrives_at
                late = departure_holds and delegation.departs_at is not None and span.end > delegation.departs_at
                if early or late:
                    outside.add(delegation.id)
                    yield tell("outside-stay", ("delegation", delegation.id), span.subject)
            for person in people:
                early = person.arrives_at is not None and span.start < person.arrives_at
                late = person.departs_at is not None and span.end > person.departs_at
                if (early or late) and person.delegation_id not in outside:
                    yield tell("outside-stay", ("participant", person.id), span.subject)

    # Completeness

    def no_place(self) -> Iterator[Told]:
        for span in self.activities.values():
            row = self.programme.activities[span.id]
            free = row.kind in (ActivityKind.FREE, ActivityKind.TRANSFER)
            if row.site_id is None and row.hall_id is None and not free:
                yield tell("no-place", span.subject)

    def no_attendees(self) -> Iterator[Told]:
        for span in self.activities.values():
            kind = self.programme.activities[span.id].kind
            nobody = not self.groups_in(span) and not self.named_in(span)
            if nobody and kind not in (ActivityKind.FREE, ActivityKind.REGISTRATION):
                yield tell("no-attendees", span.subject)

    def unmet_requests(self) -> Iterator[Told]:
        showing = (ActivityKind.VISIT, ActivityKind.CULTURE, ActivityKind.MEETING)
        for request in self.programme.requests.values():
            met = False
            for span in self.at_site(request.site_id):
                if request.group_id is not None:
                    people = self.people_of(request.group_id)
                    there = request.group_id in self.groups_in(span) or (people and people <= self.everybody_in(span))
                else:
                    there = any(request.delegation_id in self.delegations_of(group) for group in self.groups_in(span))
                right_day = request.day is None or span.start.date() == request.day
                not_early = request.not_before is None or span.start.time() >= request.not_before
                not_late = request.not_after is None or (
                    span.end.date() == span.start.date() and span.end.time() <= request.not_after
                )
                shows = self.programme.activities[span.id].kind in showing
                met = met or bool(there and shows and right_day and not_early and not_late)
            if not met:
                yield tell("request-unmet", ("request", request.id), ("site", request.site_id))

    def delegations_of(self, group: str) -> set[str | None]:
        people = {self.programme.participants[person].delegation_id for person in self.people_of(group)}
        return {*people, self.programme.groups[group].delegation_id}

    # People

    def duplicate_people(self) -> Iterator[Told]:
        rows = sorted(self.programme.participants.values(), key=lambda row: (row.number, row.id))
        for place, row in enumerate(rows):
            for other in rows[:place]:
                born = {person.birth_date for person in (row, other)} - {None}
                names = {person.full_name.lower().replace("ё", "е") for person in (row, other)}
                if len(names) == 1 and len(born) < 2 and other.delegation_id == row.delegation_id:
                    yield tell("duplicate-person", ("participant", other.id), ("participant", row.id))
                    break

    RULES: tuple[Callable[["_Oracle"], Iterator[Told]], ...] = (
        hall_overlaps, group_overlaps, person_overlaps, vehicle_overlaps, site_overloads, group_travel, person_travel,
        vehicle_travel, unknown_roads, hall_seats, site_visitors, vehicle_seats, lodging_beds, outside_event,
        closed_sites, outside_stay, no_place, no_attendees, unmet_requests, duplicate_people,
    )  # fmt: skip


def is_open(site: Site, moment: datetime) -> bool:
    """Whether some opening of yesterday or today holds the moment."""
    for back in (0, 1):
        day = moment.date() - timedelta(days=back)
        midnight = datetime(day.year, day.month, day.day)
        opens = midnight if site.opens_at is None else datetime.combine(day, site.opens_at)
        closes = midnight + timedelta(days=1) if site.closes_at is None else datetime.combine(day, site.closes_at)
        if closes <= opens:
            closes += timedelta(days=1)
        listed = not site.open_days or {str(day.isoweekday()), day.isoformat()} & set(site.open_days)
        if listed and opens <= moment < closes:
            return True
    return False
