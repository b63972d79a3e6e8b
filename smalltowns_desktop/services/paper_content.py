"""What stands on an itinerary, worked out from the snapshot: whose days, which activities and rides, who receives."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from itertools import chain, groupby

from smalltowns_desktop.documents.itinerary import Congress, Fact, Itinerary
from smalltowns_desktop.documents.itinerary_rows import Day, Entry, Ride, RideKind, duration
from smalltowns_desktop.documents.style import SLATE, Swatch, delegation_swatch, direction_strip
from smalltowns_desktop.domain.ids import ActivityId, GroupId, ParticipantId, SiteId, TransferId
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityKind,
    ActivityPart,
    ActivityStatus,
    Delegation,
    Direction,
    OfficerPart,
    Participant,
    Role,
    Site,
    Vehicle,
)
from smalltowns_desktop.domain.names import initials
from smalltowns_desktop.domain.phones import spaced_phone
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import N_, Text, say, say_n
from smalltowns_desktop.domain.travel import great_circle_km

_NAMED = 3
"""So many people of a delegation are named on its paper; more are counted."""
PARTS = {
    ActivityPart.SPEAKER: N_("speaker"),
    ActivityPart.MODERATOR: N_("moderator"),
    ActivityPart.INTERPRETER: N_("interpreter"),
    ActivityPart.RESPONSIBLE: N_("responsible"),
}


class PaperContent:
    """Itineraries of one snapshot."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._attendees_known: dict[ActivityId, frozenset[ParticipantId]] = {}

    # What is the same on every sheet

    @cached_property
    def directions(self) -> dict[str, Direction]:
        rows = sorted(self._programme.directions.values(), key=lambda row: (row.position, row.id))
        return {row.id: row for row in rows}

    def congress(self) -> Congress:
        programme = self._programme
        event = programme.event
        regions = {district.region for district in programme.districts.values() if district.region}
        place = regions.pop() if len(regions) == 1 else event.host
        staff = sorted(
            (row for row in programme.participants.values() if row.role is Role.STAFF and row.phone),
            key=lambda row: row.number,
        )
        return Congress(
            title=event.title,
            place=place,
            starts_on=event.starts_on,
            ends_on=event.ends_on,
            directions=tuple((row.name, direction_strip(row.position, row.colour)) for row in self.directions.values()),
            phones=tuple((initials(row), spaced_phone(row.phone)) for row in staff[:3]),
            boarding_minutes=event.boarding_minutes,
        )

    # Whose

    def itinerary_of_delegation(self, delegation: Delegation, day: date | None = None) -> Itinerary:
        """The paper of a whole delegation; of one `day` only, if named."""
        days = self.days_of_delegation(delegation, day)
        size = len(self._programme.people_by_delegation.get(delegation.id, ())) or delegation.expected_size or 0
        town = "" if delegation.town == delegation.name else delegation.town
        return Itinerary(
            name=delegation.name,
            subtitle=(town, delegation.region, say_n("{n} person", "{n} people", size) if size else ""),
            code=delegation.code,
            swatch=delegation_swatch(delegation.position, delegation.colour),
            facts=self._facts(delegation, None, days),
            days=days,
            has_liaison=self._programme.officer(delegation.id, OfficerPart.LIAISON) is not None,
        )

    def itinerary_of_person(self, person: Participant, day: date | None = None) -> Itinerary:
        """The paper of one person."""
        days = self.days_of_person(person, day)
        delegation = self._delegation_of(person)
        swatch = delegation_swatch(delegation.position, delegation.colour) if delegation else Swatch(SLATE)
        return Itinerary(
            name=person.full_name,
            subtitle=(delegation.name if delegation else "", person.position),
            code=delegation.code if delegation else "",
            swatch=swatch,
            facts=self._facts(delegation, person, days),
            days=days,
            has_liaison=delegation is not None
            and self._programme.officer(delegation.id, OfficerPart.LIAISON) is not None,
        )

    def days_of_delegation(self, delegation: Delegation, day: date | None = None) -> tuple[Day, ...]:
        """What its groups do, its people in other groups, and its people with a part."""
        people = self._programme.people_by_delegation.get(delegation.id, ())
        own = self._programme.groups_by_delegation.get(delegation.id, ())
        groups = {*own, *(group for person in people for group in self._programme.groups_by_person.get(person, ()))}
        return self._days(
            chain(self._entries(groups, people), self._rides(groups, people), self._stay(delegation, delegation)), day
        )

    def days_of_person(self, person: Participant, day: date | None = None) -> tuple[Day, ...]:
        groups = self._programme.groups_by_person.get(person.id, ())
        alone = (person.id,)
        stay = self._stay(person, self._delegation_of(person))
        return self._days(chain(self._entries(groups, alone), self._rides(groups, alone), stay), day)

    def _facts(
        self, delegation: Delegation | None, person: Participant | None, days: Sequence[Day]
    ) -> tuple[Fact, ...]:
        """Head, liaison, transport, lodging, as far as they are known."""
        facts: list[Fact] = []
        if delegation is not None:
            for part, label in ((OfficerPart.HEAD, say("Head of delegation")), (OfficerPart.LIAISON, say("Liaison"))):
                officer = self._programme.officer(delegation.id, part)
                if officer is not None:
                    facts.append(Fact(label, officer.full_name, (spaced_phone(officer.phone),)))
        vehicles = self._vehicles(days)
        if vehicles:
            first = vehicles[0]
            name: Text | str = ", ".join(row.name for row in vehicles)
            if len(vehicles) == 1:
                name = say_n("{vehicle}, {n} seat", "{vehicle}, {n} seats", first.seats, vehicle=first.name)
            facts.append(Fact(say("Transport"), name, (first.plate, spaced_phone(first.phone))))
        hotel_id = (person.hotel_id if person else None) or (delegation.hotel_id if delegation else None)
        if hotel_id is not None:
            hotel = self._programme.sites[hotel_id]
            room = say("room {room}", room=person.room) if person is not None and person.room else ""
            district = self._programme.districts[hotel.district_id]
            facts.append(Fact(say("Lodging"), hotel.name, (room, hotel.address or district.name)))
        return tuple(facts)

    def _delegation_of(self, person: Participant) -> Delegation | None:
        return None if person.delegation_id is None else self._programme.delegations[person.delegation_id]

    # Rows

    def _entries(self, groups: Iterable[GroupId], people: Sequence[ParticipantId]) -> Iterable[Entry]:
        programme = self._programme
        through: dict[ActivityId, list[GroupId]] = {}
        for group in groups:
            for activity_id in programme.activities_by_group.get(group, ()):
                through.setdefault(activity_id, []).append(group)
        for person in people:
            for _, activity_id in self._parts_by_person.get(person, ()):
                through.setdefault(activity_id, [])
        wanted = frozenset(people)
        for activity_id, by_groups in through.items():
            activity = programme.activities[activity_id]
            if activity.status is not ActivityStatus.CANCELLED:
                yield self._entry(activity, by_groups, wanted)

    def _entry(self, activity: Activity, groups: Sequence[GroupId], people: frozenset[ParticipantId]) -> Entry:
        programme = self._programme
        site = programme.site_of(activity)
        direction = self.directions.get(activity.direction_id) if activity.direction_id is not None else None
        host, host_phone = self._host(activity, site)
        attending = people if len(people) == 1 else people & self._attendees(activity.id)
        return Entry(
            key=activity.id,
            starts_at=activity.starts_at,
            ends_at=activity.ends_at,
            title=activity.title,
            notes=(*self._who(activity, groups, people, attending), *_about(activity)),
            strip=None if direction is None else direction_strip(direction.position, direction.colour),
            place="" if site is None else site.name,
            place_details=() if site is None else self._place_details(activity, site),
            host=host,
            host_phone=spaced_phone(host_phone),
            important=self._important(activity, site, attending),
        )

    def _who(
        self, activity: Activity, groups: Sequence[GroupId], people: frozenset[ParticipantId],
        attending: frozenset[ParticipantId],
    ) -> Iterable[Text | str]:  # fmt: skip
        """Who of these people goes, where not all do, and who has a part."""
        programme = self._programme
        if len(people) > 1 and len(attending) < len(people):
            if 0 < len(attending) <= _NAMED:
                named = sorted((programme.participants[person] for person in attending), key=lambda row: row.number)
                yield ", ".join(map(initials, named))
            else:
                yield ", ".join(sorted(programme.groups[group].name for group in groups))
        for part, person in programme.people_by_activity.get(activity.id, ()):
            if person in people:
                word = Text(PARTS[part])
                name = initials(programme.participants[person])
                yield word if len(people) == 1 else say("{part}: {name}", part=word, name=name)

    def _host(self, activity: Activity, site: Site | None) -> tuple[str, str]:
        for part, person_id in self._programme.people_by_activity.get(activity.id, ()):
            if part is ActivityPart.RESPONSIBLE:
                person = self._programme.participants[person_id]
                return " ".join(filter(None, (person.given_name, person.surname))), person.phone
        return ("", "") if site is None else (site.host_name, site.host_phone)

    def _place_details(self, activity: Activity, site: Site) -> tuple[str, ...]:
        district = self._programme.districts[site.district_id].name
        if activity.hall_id is not None:
            return (district, self._programme.halls[activity.hall_id].name)
        return (site.address or district,)

    def _important(
        self, activity: Activity, site: Site | None, attending: frozenset[ParticipantId]
    ) -> tuple[Text | str, ...]:
        """The site's requirements; at a meal, who eats otherwise."""
        if activity.kind is ActivityKind.MEAL:
            diets = Counter(self._programme.participants[person].diet for person in attending)
            del diets[""]
            return tuple(
                f"{count}\u00a0{diet}" if len(attending) > 1 else diet for diet, count in sorted(diets.items())
            )
        return (site.requirements,) if site is not None and site.requirements else ()

    def _rides(self, groups: Iterable[GroupId], people: Sequence[ParticipantId]) -> Iterable[Ride]:
        keys = {key for group in groups for key in self._transfers_by_group.get(group, ())}
        keys.update(key for person in people for key in self._transfers_by_person.get(person, ()))
        for key in keys:
            transfer = self._programme.transfers[key]
            vehicle = self._programme.vehicles[transfer.vehicle_id]
            start, end = (self._programme.sites[site] for site in (transfer.from_site_id, transfer.to_site_id))
            yield Ride(
                key=key,
                starts_at=transfer.departs_at,
                minutes=round((transfer.arrives_at - transfer.departs_at).total_seconds() / 60),
                kilometres=self._kilometres(start, end),
                details=(f"{vehicle.name}: {start.name} — {end.name}",),
            )

    def _stay(self, who: Delegation | Participant, delegation: Delegation | None) -> Iterable[Ride]:
        """Where and when the stay begins and ends; a person's own times come before the delegation's."""
        arrives_at = who.arrives_at or (delegation.arrives_at if delegation else None)
        departs_at = who.departs_at or (delegation.departs_at if delegation else None)
        if arrives_at is not None:
            place = self._site_name(delegation.arrives_site_id if delegation else None)
            yield Ride("arrival", arrives_at, RideKind.ARRIVAL, details=place)
        if departs_at is not None:
            place = self._site_name(delegation.departs_site_id if delegation else None)
            yield Ride("departure", departs_at, RideKind.DEPARTURE, details=place)

    def _days(self, rows: Iterable[Entry | Ride], only: date | None) -> tuple[Day, ...]:
        order = {RideKind.ARRIVAL: 0, RideKind.RIDE: 2, RideKind.DEPARTURE: 3}

        def place(row: Entry | Ride) -> tuple[datetime, int, str]:
            return row.starts_at, 1 if isinstance(row, Entry) else order[row.kind], row.key

        by_day = groupby(sorted(rows, key=place), key=lambda row: row.starts_at.date())
        return tuple(self._day(day, tuple(of_day)) for day, of_day in by_day if only is None or day == only)

    def _day(self, day: date, rows: tuple[Entry | Ride, ...]) -> Day:
        programme = self._programme
        towns: list[str] = []
        for row in rows:
            site = programme.site_of(programme.activities[ActivityId(row.key)]) if isinstance(row, Entry) else None
            if site is not None:
                town = programme.districts[site.district_id].name
                if towns[-1:] != [town]:
                    towns.append(town)
        rides = [row for row in rows if isinstance(row, Ride)]
        notes: list[Text | str] = []
        if any(ride.kind is RideKind.ARRIVAL for ride in rides):
            notes.append(say("arrival"))
        if any(ride.kind is RideKind.DEPARTURE for ride in rides):
            notes.append(say("departure"))
        kilometres = sum(ride.kilometres or 0 for ride in rides)
        if kilometres:
            notes.append(say("{kilometres} km", kilometres=kilometres))
        return Day(day, tuple(towns), tuple(notes), rows)

    # Small answers

    def _vehicles(self, days: Sequence[Day]) -> list[Vehicle]:
        """Whose rides these are, the busiest first."""
        rides = Counter(
            self._programme.transfers[row.key].vehicle_id
            for day in days
            for row in day.rows
            if isinstance(row, Ride) and row.kind is RideKind.RIDE
        )
        vehicles = [self._programme.vehicles[key] for key in rides]
        return sorted(vehicles, key=lambda row: (-rides[row.id], row.name, row.id))

    def _kilometres(self, start: Site, end: Site) -> int | None:
        """By road: the great circle times the event's road factor, between sites or else their districts' centres."""
        places = []
        for site in (start, end):
            district = self._programme.districts[site.district_id]
            near = site if site.latitude is not None and site.longitude is not None else district
            if near.latitude is None or near.longitude is None:
                return None
            places.append((near.latitude, near.longitude))
        return round(great_circle_km(*places) * self._programme.event.road_factor) or None

    def _site_name(self, site_id: SiteId | None) -> tuple[str, ...]:
        return () if site_id is None else (self._programme.sites[site_id].name,)

    def _attendees(self, activity_id: ActivityId) -> frozenset[ParticipantId]:
        found = self._attendees_known.get(activity_id)
        if found is None:
            found = self._attendees_known[activity_id] = self._programme.attendees(activity_id)
        return found

    @cached_property
    def _parts_by_person(self) -> dict[ParticipantId, list[tuple[ActivityPart, ActivityId]]]:
        parts: dict[ParticipantId, list[tuple[ActivityPart, ActivityId]]] = {}
        for activity_id, people in self._programme.people_by_activity.items():
            for part, person in people:
                parts.setdefault(person, []).append((part, activity_id))
        return parts

    @cached_property
    def _transfers_by_group(self) -> dict[GroupId, list[TransferId]]:
        found: dict[GroupId, list[TransferId]] = {}
        for row in self._programme.transfer_groups.values():
            found.setdefault(row.group_id, []).append(row.transfer_id)
        return found

    @cached_property
    def _transfers_by_person(self) -> dict[ParticipantId, list[TransferId]]:
        found: dict[ParticipantId, list[TransferId]] = {}
        for row in self._programme.transfer_people.values():
            found.setdefault(row.participant_id, []).append(row.transfer_id)
        return found


def _about(activity: Activity) -> Iterable[Text | str]:
    if activity.notes:
        yield activity.notes
    elif activity.kind is ActivityKind.VISIT:
        yield duration(round((activity.ends_at - activity.starts_at).total_seconds() / 60))
