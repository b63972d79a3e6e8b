"""The days of the demo congress: what everybody attends, and the time that is left for visits.

First day: arrival, registration, opening and lunch in one town, a visit on the way to the hotel. Last day: sections,
closing, signing and lunch in another town, departure. Days between are for visits; the last of them ends with a
plenary and an evening of friendship. A congress of two days has its evening after the opening, one of a single day
has opening and closing on it. Where there are fewer than three days all of it happens in one town.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from smalltowns_desktop.domain.ids import ParticipantId, SiteId
from smalltowns_desktop.domain.model import ActivityKind, ActivityPart
from smalltowns_desktop.services.demo.draft import Draft, Gap, Rank, Unit, clock
from smalltowns_desktop.services.demo.places import (
    BANQUET_HALL,
    CHAMBER_HALL,
    CONFERENCE_HALL,
    MAIN_HALL,
    SMALL_HALL,
    Places,
)

SECTION_HALLS = {
    "government": CONFERENCE_HALL,
    "agriculture": CHAMBER_HALL,
    "business": SMALL_HALL,
    "culture": MAIN_HALL,
}
_TOPICS = {
    "government": "опыт малых городов",
    "agriculture": "кооперация и сбыт",
    "business": "совместные производства",
    "culture": "маршруты и молодёжь",
}
Stop = tuple[SiteId | None, int]
"""A place and a moment."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of the congress, counted from 0, in its two towns."""

    days: int
    opening_venue: SiteId | None
    closing_venue: SiteId | None
    opening_station: SiteId | None
    closing_station: SiteId | None
    square: SiteId | None

    @property
    def last(self) -> int:
        return self.days - 1

    @property
    def evening(self) -> int | None:
        """The day that ends with the evening of friendship."""
        return self.days - 2 if self.days > 1 else None

    def arrival(self, position: int) -> Stop:
        """Where and when a delegation comes: two of three by train, the others by their own bus."""
        place = self.opening_venue if position % 3 == 1 else self.opening_station or self.opening_venue
        return place, clock(0, 7, 0 if self.days == 1 else 40) + 5 * (position % 8)

    def departure(self, position: int) -> Stop:
        place = self.closing_venue if position % 3 == 1 else self.closing_station or self.closing_venue
        hour, minute = (19, 30) if self.days == 1 else (15, 15)
        return place, clock(self.last, hour, minute) + 5 * (position % 8)


def make_calendar(places: Places, days: int) -> Calendar:
    """Opening and closing are in two towns where the congress is long enough and there are two venues."""
    in_two_towns = days > 2 and len(places.venues) > 1
    closing = next(iter(places.venues), None)
    station = next(iter(places.stations), None)
    return Calendar(
        days=days,
        opening_venue=places.venues[1] if in_two_towns else closing,
        closing_venue=closing,
        opening_station=places.stations[1] if in_two_towns and len(places.stations) > 1 else station,
        closing_station=station,
        square=places.square,
    )


def common_drafts(
    calendar: Calendar, places: Places, units: Sequence[Unit], speakers: Sequence[ParticipantId]
) -> Iterator[Draft]:
    """What everybody attends, and the dinners in the hotels. `speakers` are heads of delegations."""
    days = calendar.days
    yield _registration(calendar, tuple(units))
    hour, minute = (10, 0) if days == 1 else (11, 30)
    yield _in_main_hall(
        calendar.opening_venue, places, tuple(units), Rank.OPENING, "Открытие съезда", ActivityKind.PLENARY,
        clock(0, hour, minute), clock(0, hour + 1, minute + (20 if days == 1 else 30)), _parts(speakers[:4]),
        "общее для всех",
    )  # fmt: skip
    starts = (clock(0, 11, 35), clock(0, 12, 30)) if days == 1 else (clock(0, 13, 15), clock(0, 14, 10))
    yield from _lunches(calendar.opening_venue, places, units, starts)
    if calendar.evening is not None:
        yield from _evening(calendar, places, tuple(units))
    for day in range(calendar.last):
        if day != calendar.evening:
            yield from _dinners(places, units, day)
    yield from _last_day(calendar, places, units, speakers)


def _registration(calendar: Calendar, units: tuple[Unit, ...]) -> Draft:
    start, end = (clock(0, 8, 30), clock(0, 9, 45)) if calendar.days == 1 else (clock(0, 9), clock(0, 11))
    return Draft(
        Rank.REGISTRATION, "Прибытие, регистрация", ActivityKind.REGISTRATION, start, end, calendar.opening_venue,
        units=units, notes="раздача бейджей",
    )  # fmt: skip


def _evening(calendar: Calendar, places: Places, units: tuple[Unit, ...]) -> Iterator[Draft]:
    day = calendar.days - 2
    if day > 0:
        yield _in_main_hall(
            calendar.closing_venue, places, units, Rank.PLENARY, "Пленарное заседание", ActivityKind.PLENARY,
            clock(day, 16, 30), clock(day, 17, 45), (), "общее для всех",
        )  # fmt: skip
    square = calendar.square or calendar.closing_venue
    yield Draft(
        Rank.DINNER, "Ужин на площади", ActivityKind.MEAL, clock(day, 18), clock(day, 18, 45), square, units=units,
        notes="угощения районов",
    )  # fmt: skip
    yield Draft(
        Rank.EVENING, "Вечер дружбы", ActivityKind.CULTURE, clock(day, 18, 45), clock(day, 20, 15), square, units=units,
        direction=places.directions["culture"].id, notes="концерт под открытым небом",
    )  # fmt: skip


def _last_day(
    calendar: Calendar, places: Places, units: Sequence[Unit], speakers: Sequence[ParticipantId]
) -> Iterator[Draft]:
    day, venue = calendar.last, calendar.closing_venue
    if calendar.days == 1:
        closing, signing = (clock(day, 17), clock(day, 18)), (clock(day, 18, 10), clock(day, 18, 50))
    else:
        yield from _sections(places, units, venue, clock(day, 9), clock(day, 10, 20))
        closing, signing = (clock(day, 10, 45), clock(day, 11, 45)), (clock(day, 11, 55), clock(day, 12, 35))
        yield from _lunches(venue, places, units, (clock(day, 12, 45), clock(day, 13, 40)))
    yield _in_main_hall(
        venue, places, tuple(units), Rank.CLOSING, "Закрытие съезда", ActivityKind.PLENARY, *closing,
        _parts(speakers[4:7]), "резолюция, передача эстафеты",
    )  # fmt: skip
    yield _in_main_hall(
        venue, places, tuple(units), Rank.SIGNING, "Подписание соглашений", ActivityKind.SIGNING, *signing, (),
        "дорожная карта, соглашения",
    )  # fmt: skip


def _sections(places: Places, units: Sequence[Unit], venue: SiteId | None, start: int, end: int) -> Iterator[Draft]:
    for key, direction in places.directions.items():
        yield Draft(
            Rank.SECTION, f"Круглый стол: {_TOPICS[key]}", ActivityKind.SECTION, start, end, venue,
            places.hall(venue, SECTION_HALLS[key]), direction.id,
            tuple(unit for unit in units if unit.direction == direction.id),
            notes=direction.name[:1].lower() + direction.name[1:],
        )  # fmt: skip


def _lunches(venue: SiteId | None, places: Places, units: Sequence[Unit], starts: Sequence[int]) -> Iterator[Draft]:
    """Everybody at one place, in shifts of 45 minutes that are filled evenly."""
    shifts: list[list[Unit]] = [[] for _ in starts]
    for unit in units:
        min(shifts, key=lambda shift: sum(other.size for other in shift)).append(unit)
    for number, (start, shift) in enumerate(zip(starts, shifts, strict=True)):
        yield Draft(
            Rank.LUNCH, "Обед", ActivityKind.MEAL, start, start + 45, venue, places.hall(venue, BANQUET_HALL),
            units=tuple(shift), notes=f"смена {number + 1}",
        )  # fmt: skip


def _dinners(places: Places, units: Sequence[Unit], day: int) -> Iterator[Draft]:
    for hotel in places.hotels:
        guests = tuple(unit for unit in units if unit.hotel == hotel)
        if guests:
            title = "Ужин, заселение" if day == 0 else "Ужин"
            hall = places.halls[hotel][0].id
            yield Draft(
                Rank.DINNER, title, ActivityKind.MEAL, clock(day, 19), clock(day, 20), hotel, hall, units=guests
            )


def _in_main_hall(
    venue: SiteId | None,
    places: Places,
    units: tuple[Unit, ...],
    rank: Rank,
    title: str,
    kind: ActivityKind,
    start: int,
    end: int,
    people: tuple[tuple[ActivityPart, ParticipantId], ...],
    notes: str,
) -> Draft:
    return Draft(rank, title, kind, start, end, venue, places.hall(venue, MAIN_HALL), None, units, people, notes)


def _parts(speakers: Sequence[ParticipantId]) -> tuple[tuple[ActivityPart, ParticipantId], ...]:
    """The first of them leads."""
    return tuple(
        (ActivityPart.SPEAKER if number else ActivityPart.MODERATOR, person) for number, person in enumerate(speakers)
    )


def gaps_of(calendar: Calendar, places: Places, unit: Unit, lunch_ends: int) -> Iterator[Gap]:
    """The unit's free time; `lunch_ends` is when it has eaten on the first day."""
    venue, hotel = calendar.closing_venue, unit.hotel
    if calendar.days == 1:
        yield Gap(calendar.opening_venue, lunch_ends, venue, clock(0, 17), visits=2)
        return
    for day in range(calendar.last):
        if day == calendar.evening:
            destination, closes = (venue, clock(day, 16, 30)) if day else (calendar.square or venue, clock(day, 18))
        else:
            destination, closes = hotel, clock(day, 19)
        if day == 0:
            yield Gap(calendar.opening_venue, lunch_ends, destination, closes, visits=1)
        else:
            # Nobody starts before 08:30: whoever has no road from the hotel waits.
            yield Gap(hotel, clock(day, 8, 15), destination, closes, visits=3, lunch=True)
