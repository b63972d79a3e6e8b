"""Delegations of the demo congress, their people and the groups in which they travel."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from random import Random
from typing import Any

from smalltowns_desktop.domain.delegations import delegation_code
from smalltowns_desktop.domain.ids import DelegationId, GroupId, KeySource, ParticipantId, SiteId
from smalltowns_desktop.domain.latin import RUSSIAN, transliterate
from smalltowns_desktop.domain.model import (
    Delegation,
    DelegationDirection,
    DelegationOfficer,
    Group,
    GroupMember,
    OfficerPart,
    Participant,
    ParticipantDocument,
    Role,
)
from smalltowns_desktop.exchange.gazetteer import Gazetteer, Place
from smalltowns_desktop.services.demo.calendar import Calendar
from smalltowns_desktop.services.demo.draft import DemoSize, Unit, moment
from smalltowns_desktop.services.demo.names import Christener, mobile_phone
from smalltowns_desktop.services.demo.places import Places
from smalltowns_desktop.services.demo.words import Names, Words

LARGEST_GROUP = 24
"""People that one bus and most sites take; a bigger delegation travels in several groups."""
DIRECTIONS = ("government", "agriculture", "business", "culture")
_COUNTRIES = {"BY": "Беларусь", "RU": "Россия"}
_TOWN_PEOPLE = range(3_000, 100_000)
"""What makes a town small, for the delegations that are not named in `delegations.json`."""


@dataclass(frozen=True, slots=True)
class Town:
    name: str
    region: str
    country: str
    """`BY` or `RU`."""
    council: str
    """Who governs it, as an organisation is named."""


@dataclass(frozen=True, slots=True)
class People:
    delegations: tuple[Delegation, ...]
    delegation_directions: tuple[DelegationDirection, ...]
    participants: tuple[Participant, ...]
    documents: tuple[ParticipantDocument, ...]
    officers: tuple[DelegationOfficer, ...]
    groups: tuple[Group, ...]
    members: tuple[GroupMember, ...]
    units: tuple[Unit, ...]

    def officer(self, delegation: DelegationId, part: OfficerPart) -> ParticipantId | None:
        return next(
            (row.participant_id for row in self.officers if row.delegation_id == delegation and row.part is part), None
        )


def apportion(words: Words, size: DemoSize) -> list[int]:
    """People of each delegation: by the known sizes in turn, the largest remainders first, so that the sum is right."""
    weights = [words.delegations[number % len(words.delegations)]["people"] for number in range(size.delegations)]
    whole = sum(weights)
    shares = [size.participants * weight / whole for weight in weights]
    people = [int(share) for share in shares]
    by_remainder = sorted(range(len(shares)), key=lambda number: people[number] - shares[number])
    for number in by_remainder[: size.participants - sum(people)]:
        people[number] += 1
    return people


def towns(words: Words, gazetteer: Gazetteer, count: int, random: Random) -> list[tuple[Town, Mapping[str, str]]]:
    """A town for each delegation with its known code and colour: the list's first, then small towns by chance."""
    chosen = [(_town(_known_place(gazetteer, row["town"])), row) for row in words.delegations[:count]]
    names = {town.name for town, _ in chosen}
    small = [place for place in gazetteer.places if place.population in _TOWN_PEOPLE]
    random.shuffle(small)
    for place in small:
        if len(chosen) == count:
            break
        if place.name_ru not in names:
            names.add(place.name_ru)
            chosen.append((_town(place), {}))
    return chosen


def build_people(
    words: Words,
    towns_: Sequence[tuple[Town, Mapping[str, str]]],
    numbers: Sequence[int],
    places: Places,
    calendar: Calendar,
    first_day: date,
    ids: KeySource,
    random: Random,
) -> People:
    """`numbers`: people of each delegation. Participants are numbered from 1 in the order of the delegations."""
    taken = {row["code"] for row in words.delegations[: len(towns_)]}
    christener = Christener(random)
    every: list[list[Any]] = [[] for _ in range(8)]
    delegations, directions, participants, documents, officers, groups, members, units = every
    for position, ((town, known), count) in enumerate(zip(towns_, numbers, strict=True)):
        code = known.get("code") or delegation_code(town.name, taken)
        taken.add(code)
        delegation = _delegation(town, code, known.get("colour", ""), position, count, places, calendar, first_day, ids)
        delegations.append(delegation)
        teams = max(1, ceil(count / LARGEST_GROUP))
        keys = [DIRECTIONS[(position + step) % 4] for step in range(min(4, max(teams, 1 + position % 2)))]
        directions += [DelegationDirection(delegation.id, places.directions[key].id) for key in keys]
        team = [
            _participant(
                words, christener, town, delegation, keys, place_, count, len(participants) + 1 + place_, ids, random
            )
            for place_ in range(count)
        ]
        participants += team
        documents += [ParticipantDocument(person.id, _document(town.country, person.number)) for person in team]
        officers += _officers(delegation, team)
        for number, (group, people) in enumerate(_groups(delegation, team, teams, ids)):
            groups.append(group)
            whole = len(people) == len(team)
            members += [] if whole else [GroupMember(group.id, person.id) for person in people]
            units.append(
                _unit(group, delegation, len(people), keys[number % len(keys)], position, places, calendar, whole)
            )
    return People(*(tuple(rows) for rows in every))


def _known_place(gazetteer: Gazetteer, name: str) -> Place:
    """Of that name in Nizhny Novgorod region or Belarus, as the delegations of the list are."""
    found = gazetteer.find(name, region="RU-NIZ") or gazetteer.find(name, country="BY") or gazetteer.find(name)
    return found[0]


def _town(place: Place) -> Town:
    council = f"Администрация г. {place.name_ru}"
    if place.district is not None:
        council = place.district.name_ru.replace(" район", " райисполком")
    return Town(place.name_ru, place.region.name_ru, place.country, council)


def _delegation(
    town: Town,
    code: str,
    colour: str,
    position: int,
    people: int,
    places: Places,
    calendar: Calendar,
    first_day: date,
    ids: KeySource,
) -> Delegation:
    (arrives_site, arrives), (departs_site, departs) = calendar.arrival(position), calendar.departure(position)
    return Delegation(
        id=DelegationId(ids()),
        name=town.name,
        code=code,
        town=town.name,
        region=town.region,
        country=_COUNTRIES[town.country],
        colour=colour,
        position=position,
        hotel_id=_hotel(places, position),
        arrives_at=moment(first_day, arrives),
        arrives_site_id=arrives_site,
        departs_at=moment(first_day, departs),
        departs_site_id=departs_site,
        languages=("be", "ru") if town.country == "BY" else ("ru",),
        expected_size=people,
    )


def _hotel(places: Places, position: int) -> SiteId | None:
    return places.hotels[position % len(places.hotels)] if places.hotels else None


def hotel_guests(numbers: Sequence[int], hotels: int) -> list[int]:
    """People in each of so many hotels, by the rule of `_hotel`."""
    return [sum(numbers[start::hotels]) for start in range(hotels)]


def _participant(
    words: Words,
    christener: Christener,
    town: Town,
    delegation: Delegation,
    directions: Sequence[str],
    place: int,
    team: int,
    number: int,
    ids: KeySource,
    random: Random,
) -> Participant:
    """The `place`-th of a team: the head, the liaison from the hosts, the deputy, then the others."""
    is_liaison = place == 1
    country = "BY" if is_liaison else town.country
    name = christener.name(_spelling(words, country, random))
    role, position, organisation = _part(words, town, directions, place, team, random)
    latin = transliterate(name.surname, RUSSIAN).lower().replace("'", "").replace("’", "")
    return Participant(
        id=ParticipantId(ids()),
        number=number,
        surname=name.surname,
        given_name=name.given_name,
        patronymic=name.patronymic,
        delegation_id=delegation.id,
        role=role,
        position=position,
        organisation=organisation,
        town="Мосты" if is_liaison else town.name,
        phone=mobile_phone(country, number) if place < 3 or random.random() < 0.8 else "",
        email=f"{latin}.{number}@example.org" if place < 3 or random.random() < 0.5 else "",
        birth_date=date(1955, 1, 1) + timedelta(days=random.randrange(50 * 365)),
        languages=("be", "ru") if country == "BY" else ("ru",),
        diet=random.choice(words.people["diets"]) if random.random() < 0.08 else "",
        room=str(100 * (1 + number % 4) + 1 + number // 4 % 30) if delegation.hotel_id is not None else "",
        notes=random.choice(words.people["notes"]) if random.random() < 0.03 else "",
    )


def _spelling(words: Words, country: str, random: Random) -> Names:
    if country == "RU":
        return words.russian
    return words.belarusian if random.random() < 0.25 else words.in_belarus


def _part(
    words: Words, town: Town, directions: Sequence[str], place: int, team: int, random: Random
) -> tuple[Role, str, str]:
    people, choose = words.people, random.choice
    if place == 0:
        return Role.HEAD, choose(people["heads"][town.country]), town.council
    if place == 1:
        return Role.STAFF, choose(people["liaisons"]), "Мостовский райисполком"
    if place == 2:
        return Role.DELEGATE, choose(people["deputies"][town.country]), town.council
    for role, key, from_, every in (
        (Role.PRESS, "press", 8, 11), (Role.GUEST, "guests", 6, 13), (Role.SPEAKER, "speakers", 5, 17),
        (Role.INTERPRETER, "interpreters", 20, 29),
    ):  # fmt: skip
        if team > from_ and (place + team) % every == 4:
            return role, people[key]["position"], people[key]["organisation"]
    direction = directions[place % len(directions)]
    organisation = town.council if direction == "government" else choose(people["organisations"][direction])
    return Role.DELEGATE, choose(people["positions"][direction]), organisation


def _document(country: str, number: int) -> str:
    """A passport number of a series that is not issued."""
    return f"ZZ{number:07d}" if country == "BY" else f"00 00 {number:06d}"


def _officers(delegation: Delegation, team: Sequence[Participant]) -> Iterator[DelegationOfficer]:
    parts = (OfficerPart.HEAD, OfficerPart.LIAISON, OfficerPart.DEPUTY)
    for part, person in zip(parts, team, strict=False):
        yield DelegationOfficer(delegation.id, part, person.id)


def _groups(
    delegation: Delegation, team: Sequence[Participant], count: int, ids: KeySource
) -> Iterator[tuple[Group, Sequence[Participant]]]:
    """The whole delegation, or that many groups of nearly one size."""
    for number in range(count):
        name = delegation.name if count == 1 else f"{delegation.name}, группа {number + 1}"
        start, end = (len(team) * edge // count for edge in (number, number + 1))
        yield Group(GroupId(ids()), name, delegation.id), team[start:end]


def _unit(
    group: Group,
    delegation: Delegation,
    people: int,
    direction: str,
    position: int,
    places: Places,
    calendar: Calendar,
    whole: bool,
) -> Unit:
    return Unit(
        group=group.id,
        name=group.name,
        delegation=delegation.id,
        size=people,
        direction=places.directions[direction].id,
        hotel=delegation.hotel_id,
        arrives=calendar.arrival(position),
        departs=calendar.departure(position),
        whole=whole,
    )
