"""Samples and eyes: badges and itineraries to print, and ways to read a PDF back."""

import gettext
from collections.abc import Callable
from datetime import date, datetime, time

import pypdfium2
import pytest

from smalltowns_desktop.documents.badges import BadgeDay, BadgeDelegation, BadgeEvent, PrintedBadge
from smalltowns_desktop.documents.itinerary import Congress, Fact, Itinerary, Stamp
from smalltowns_desktop.documents.itinerary_rows import Day, Entry, Ride, RideKind
from smalltowns_desktop.documents.style import delegation_swatch, direction_strip
from smalltowns_desktop.domain.model import Role
from smalltowns_desktop.domain.papers import PaperKind, PaperSubject, paper_code
from smalltowns_desktop.domain.text import Translator, say

DELEGATION = BadgeDelegation("Арзамас", "АР", "Нижегородская область", delegation_swatch(1))
TODAY = date(2025, 8, 14)


@pytest.fixture
def russian() -> Translator:
    """Russian dates with the source's words."""
    return Translator("ru", gettext.NullTranslations())


@pytest.fixture
def badge_event() -> BadgeEvent:
    return BadgeEvent("IV Съезд малых городов", date(2025, 8, 13), date(2025, 8, 15))


@pytest.fixture
def badge() -> PrintedBadge:
    return PrintedBadge(
        number=147,
        surname="Рябинина",
        given_name="Вера",
        patronymic="Павловна",
        latin="Vera Riabinina",
        position="начальник отдела культуры администрации района",
        role=Role.DELEGATE,
        delegation=DELEGATION,
        code="STABCDEFGHIJKLMNOPQRST",
        day=BadgeDay(TODAY, ((time(8, 30), "Керамический завод, Лида"), (time(10, 55), "Агрофирма «Заря», Щучин"))),
    )


@pytest.fixture
def congress() -> Congress:
    names = ("Местное самоуправление", "Аграрный сектор", "Бизнес", "Культура, туризм, молодёжь")
    return Congress(
        title="IV Съезд малых городов Беларуси и России",
        place="Гродненская область",
        starts_on=date(2025, 8, 13),
        ends_on=date(2025, 8, 15),
        directions=tuple((name, direction_strip(position)) for position, name in enumerate(names)),
        phones=(("дежурный", "+375 15 000-00-00"),),
        boarding_minutes=10,
    )


@pytest.fixture
def stamp() -> Stamp:
    code = paper_code(PaperKind.ITINERARY, PaperSubject.DELEGATION, "0" * 24 + "abcdef012345", 7, "{}")
    return Stamp("IV-IT-AR-7", code, 7, datetime(2025, 8, 13, 20, 15))


@pytest.fixture
def itinerary() -> Itinerary:
    return Itinerary(
        name="Арзамас",
        subtitle=("Нижегородская область", "22 человека"),
        code="АР",
        swatch=DELEGATION.swatch,
        facts=(
            Fact(say("Head of delegation"), "Дубков Олег Иванович", ("+7 900 000-00-01",)),
            Fact(say("Lodging"), "Гостиница, Лида"),
        ),
        days=(make_day(13, 3), make_day(14, 5)),
        has_liaison=True,
    )


def make_day(number: int, entries: int) -> Day:
    """A day with some activities, and a ride after the first."""
    rows: list[Entry | Ride] = []
    for hour in range(8, 8 + entries):
        starts_at = datetime(2025, 8, number, hour % 24)
        rows.append(
            Entry(
                key=f"{number}-{hour}",
                starts_at=starts_at,
                ends_at=starts_at.replace(minute=45),
                title=f"Завод номер {number}-{hour}",
                notes=("показ линии",),
                strip=direction_strip(hour),
                place="Завод упаковки",
                place_details=("Лида, ул. Новая, 12",),
                host="Глеб Осинцев",
                host_phone="+375 15 000-00-12",
                important=("каска на месте",),
            )
        )
    rows.insert(1, Ride(f"ride-{number}", rows[0].starts_at.replace(minute=50), RideKind.RIDE, 52, 41, ("Автобус 2",)))
    return Day(date(2025, 8, number), ("Лида", "Мосты"), (say("{kilometres} km", kilometres=41),), tuple(rows))


Reader = Callable[[bytes], list[str]]


@pytest.fixture
def lines_of() -> Reader:
    """The lines of text of a PDF, page after page."""

    def read(pdf: bytes) -> list[str]:
        document = pypdfium2.PdfDocument(pdf)
        pages = [page.get_textpage().get_text_bounded() for page in document]
        document.close()
        return [line for page in pages for line in page.splitlines() if line.strip()]

    return read


@pytest.fixture
def make_days() -> Callable[[int, int], Day]:
    """`make_days(13, 5)`: the thirteenth with five activities."""
    return make_day
