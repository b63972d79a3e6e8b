"""A small congress with a door, a hall and a bus, for tests of check-in and of papers."""

from dataclasses import dataclass
from datetime import datetime

from smalltowns_desktop.domain.ids import (
    ActivityId,
    DelegationId,
    DistrictId,
    GroupId,
    ParticipantId,
    SiteId,
    TransferId,
    VehicleId,
    new_id,
)
from smalltowns_desktop.domain.model import (
    Activity,
    ActivityGroup,
    ActivityKind,
    Delegation,
    District,
    Group,
    Participant,
    Site,
    SiteKind,
    Transfer,
    TransferGroup,
    Vehicle,
)
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.badges import issue_badges
from smalltowns_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class Door:
    """Арзамас (four people) is expected in the hall and aboard; Балахна (three) is not; one belongs to nobody."""

    arzamas: Delegation
    balakhna: Delegation
    people: tuple[Participant, ...]
    """By number: four of Арзамас, three of Балахна, one of none."""
    hall: Activity
    dairy: Activity
    site: Site
    bus: Vehicle
    codes: dict[str, str]
    """Each person's badge code."""

    def code(self, number: int) -> str:
        return self.codes[self.people[number].id]


NAMES = (
    ("Рябинина", "Вера", "Павловна"),
    ("Дубков", "Олег", "Иванович"),
    ("Кленов", "Пётр", "Ильич"),
    ("Осинцев", "Глеб", ""),
    ("Тополев", "Сергей", "Львович"),
    ("Липень", "Марина", "Адамовна"),
    ("Зимин", "Роман", "Юрьевич"),
    ("Иванов <b>", "Anna", ""),
)


def fill_door(db: Database) -> Door:
    """Make the congress in an empty event and give everybody a badge."""
    arzamas = Delegation(DelegationId(new_id()), "Арзамас", "АР", position=0)
    balakhna = Delegation(DelegationId(new_id()), "Балахна", "БЛ", position=1)
    whose = (arzamas.id,) * 4 + (balakhna.id,) * 3 + (None,)
    people = tuple(
        Participant(ParticipantId(new_id()), number, *name, delegation_id=delegation)
        for number, (name, delegation) in enumerate(zip(NAMES, whose, strict=True), start=1)
    )
    district = District(DistrictId(new_id()), "Мостовский район")
    site = Site(SiteId(new_id()), "Дом культуры", district.id, SiteKind.VENUE)
    farm = Site(SiteId(new_id()), "Молочный комбинат", district.id, SiteKind.ENTERPRISE)
    groups = [Group(GroupId(new_id()), row.name, row.id) for row in (arzamas, balakhna)]
    hall = Activity(
        ActivityId(new_id()), "Пленарное заседание", ActivityKind.PLENARY,
        datetime(2025, 8, 14, 9), datetime(2025, 8, 14, 10, 30), site_id=site.id,
    )  # fmt: skip
    dairy = Activity(
        ActivityId(new_id()), "Как делают сыр", ActivityKind.VISIT,
        datetime(2025, 8, 14, 11), datetime(2025, 8, 14, 12), site_id=farm.id,
    )  # fmt: skip
    bus = Vehicle(VehicleId(new_id()), "Автобус 2", 30)
    trip = Transfer(
        TransferId(new_id()), bus.id, site.id, farm.id, datetime(2025, 8, 14, 10, 30), datetime(2025, 8, 14, 10, 50)
    )
    with db.deed(say("Fill the congress")) as deed:
        deed.insert(arzamas, balakhna, district, site, farm, *people, *groups, hall, dairy, bus, trip)
        deed.insert(
            ActivityGroup(hall.id, groups[0].id),
            ActivityGroup(dairy.id, groups[0].id),
            ActivityGroup(dairy.id, groups[1].id),
        )
        deed.insert(TransferGroup(trip.id, groups[0].id))
    codes = {badge.participant_id: badge.code for badge in issue_badges(db)}
    return Door(arzamas, balakhna, people, hall, dairy, site, bus, {str(key): code for key, code in codes.items()})
