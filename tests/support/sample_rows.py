"""One event with at least one row in every table and a value in every field, always the same."""

from datetime import date, datetime, time

from smalltowns_desktop.domain.checkin import sealed
from smalltowns_desktop.domain.codes import badge_code
from smalltowns_desktop.domain.ids import (
    AcceptedConflictId,
    ActivityId,
    AgreementId,
    CheckpointId,
    CommitmentId,
    DelegationId,
    DirectionId,
    DistrictId,
    GroupId,
    HallId,
    ParticipantId,
    QueuedRowId,
    RequestId,
    SiteId,
    TransferId,
    TravelTimeId,
    VehicleId,
)
from smalltowns_desktop.domain.model import (
    EVENT_KEY,
    AcceptedConflict,
    Activity,
    ActivityGroup,
    ActivityKind,
    ActivityPart,
    ActivityPerson,
    ActivityStatus,
    Agreement,
    AgreementKind,
    AgreementSignatory,
    AgreementStatus,
    Badge,
    BadgeRevocation,
    Checkpoint,
    CheckpointKind,
    Commitment,
    CommitmentStatus,
    Delegation,
    DelegationDirection,
    DelegationOfficer,
    Direction,
    District,
    EntryPolicy,
    Event,
    Group,
    GroupMember,
    Hall,
    Merge,
    OfficerPart,
    Participant,
    ParticipantDocument,
    Print,
    QueuedRow,
    QueuedRowStatus,
    Release,
    Request,
    Role,
    RuleSeverity,
    Scan,
    Severity,
    Site,
    SiteDirection,
    SiteKind,
    Transfer,
    TransferGroup,
    TransferPerson,
    TravelTime,
    Vehicle,
    VehicleKind,
)

SECRET = bytes(range(32))
"""The event's, by which its badge codes are signed."""


def key(number: int) -> str:
    """A key that sorts by its number."""
    return f"0198a000-0000-7000-8000-{number:012d}"


DIRECTION = DirectionId(key(1))
DISTRICT, OTHER_DISTRICT = DistrictId(key(2)), DistrictId(key(3))
SITE, HOTEL = SiteId(key(4)), SiteId(key(5))
HALL = HallId(key(6))
DELEGATION = DelegationId(key(7))
PERSON, OTHER_PERSON = ParticipantId(key(8)), ParticipantId(key(9))
GROUP = GroupId(key(10))
ACTIVITY = ActivityId(key(11))
VEHICLE = VehicleId(key(12))
TRANSFER = TransferId(key(13))
AGREEMENT = AgreementId(key(14))

EVENT = Event(
    EVENT_KEY, "IV Съезд малых городов", date(2025, 8, 12), date(2025, 8, 15), "Europe/Minsk", 1, time(7, 30),
    time(22, 0), "Союз районов", "Большое Болдино", date(2026, 8, 20), "be", 12, 1.35, 55, 65, 75, time(11, 30),
    time(14, 45), date(2028, 12, 31),
)  # fmt: skip

STATE_ROWS = (
    Direction(DIRECTION, "Сельское хозяйство", "#2E7D32", 1),
    District(DISTRICT, "Слонимский", "Гродненская", "Беларусь", 53.092911, 25.318592, "Кот А. А.", "+375291234567"),
    District(OTHER_DISTRICT, "Мостовский"),
    Site(
        SITE, "ОАО «Молочный мир»", DISTRICT, SiteKind.ENTERPRISE, "ул. Гагарина, 14", 53.092911, 25.318592, 2, 40, 75,
        time(8, 0), time(1, 30), ("1", "2", "2025-08-13"), 72, "Бахилы", "Ёлкина Ю. Ы.", "директор", "+375297654321",
        True, ("ru", "be"),
    ),
    Site(HOTEL, "Гостиница", OTHER_DISTRICT, SiteKind.HOTEL),
    SiteDirection(SITE, DIRECTION),
    Hall(HALL, SITE, "Малый зал", 60),
    Delegation(
        DELEGATION, "Большое Болдино", "ББ", "Большое Болдино", "Нижегородская", "Россия", "#1565C0", 3, HOTEL,
        datetime(2025, 8, 12, 9, 5), SITE, datetime(2025, 8, 15, 16, 40), HOTEL, ("ru",), 12,
    ),
    DelegationDirection(DELEGATION, DIRECTION),
    Participant(
        PERSON, 147, "Ўласевіч", "Іван", "Пятровіч", "Ulasevich", "Ivan", DELEGATION, Role.HEAD, "глава", "Совет",
        "Большое Болдино", "+79817077201", "ivan@example.org", date(1971, 2, 28), ("ru", "be", "en"), "без глютена",
        HOTEL, "312", datetime(2025, 8, 12, 10, 0), datetime(2025, 8, 15, 12, 0), "«Иванов <b>» & 'co'\n=1+1 \\ / 🙂",
    ),
    Participant(OTHER_PERSON, 148, "", "Пётр"),
    ParticipantDocument(PERSON, "MP1234567"),
    DelegationOfficer(DELEGATION, OfficerPart.HEAD, PERSON),
    Group(GROUP, "ББ · 1", DELEGATION),
    GroupMember(GROUP, PERSON),
    Request(RequestId(key(15)), SITE, DELEGATION, None, 9, 45, time(9, 0), time(17, 0), date(2025, 8, 13), "с утра"),
    Activity(
        ACTIVITY, "Визит", ActivityKind.VISIT, datetime(2025, 8, 13, 23, 15), datetime(2025, 8, 14, 0, 45), DIRECTION,
        SITE, HALL, ActivityStatus.CONFIRMED, True, "с дегустацией",
    ),
    ActivityGroup(ACTIVITY, GROUP),
    ActivityPerson(ACTIVITY, ActivityPart.SPEAKER, OTHER_PERSON),
    Vehicle(VEHICLE, "Автобус 1", 49, VehicleKind.COACH, "AB 1234-4", "Сидоров", "+375291111111", SITE),
    Transfer(TRANSFER, VEHICLE, SITE, HOTEL, datetime(2025, 8, 14, 1, 0), datetime(2025, 8, 14, 1, 50)),
    TransferGroup(TRANSFER, GROUP),
    TransferPerson(TRANSFER, OTHER_PERSON),
    TravelTime(TravelTimeId(key(16)), 55, VehicleKind.MINIBUS, SITE, None, None, OTHER_DISTRICT),
    Agreement(
        AGREEMENT, "Соглашение", AgreementKind.ROAD_MAP, ("Мосты", "Болдино"), ACTIVITY, 3, AgreementStatus.SIGNED,
        date(2025, 8, 15), "в двух экземплярах",
    ),
    AgreementSignatory(AGREEMENT, PERSON),
    Commitment(
        CommitmentId(key(17)), AGREEMENT, "Обмен школьниками", "Отдел образования", date(2026, 5, 31),
        CommitmentStatus.DONE, "40 человек",
    ),
    RuleSeverity("long-day", Severity.OFF),
    AcceptedConflict(
        AcceptedConflictId(key(18)), "group-travel", f"{ACTIVITY} {GROUP}", "c0ffee", "едут с милицией", "Анна",
        datetime(2025, 8, 10, 12, 0),
    ),
    Checkpoint(
        CheckpointId(key(19)), CheckpointKind.ACTIVITY, ACTIVITY, EntryPolicy.REENTRY, 30, 15, 50,
    ),
    QueuedRow(
        QueuedRowId(key(20)), "список.xlsx, Лист1", 12, '{"surname":"Уласевич"}', PERSON, 87, ("typo", "phone"),
        QueuedRowStatus.OPEN,
    ),
)  # fmt: skip

_SERIAL = "ABCDEFGH"
_CODE = badge_code(_SERIAL, SECRET)
_FIRST_SCAN = sealed(
    Scan(
        key(30), "дверь 1", 1, "2025-08-12T08:59:59+03:00", CheckpointKind.DOOR, "", "in", _CODE, "admitted", PERSON,
        "Вера", "", False, False, "", "", "",
    )
)  # fmt: skip
_SECOND_SCAN = sealed(
    Scan(
        key(31), "дверь 1", 2, "2025-08-13T23:20:00+03:00", CheckpointKind.ACTIVITY, ACTIVITY, "in", _CODE, "admitted",
        PERSON, "Вера", "опоздал автобус", True, False, "", _FIRST_SCAN.hash, "",
    )
)  # fmt: skip

FACT_ROWS = (
    Badge(key(32), PERSON, _SERIAL, _CODE, "2025-08-11T10:00:00+03:00", "Анна", "desk-1", "новая фамилия"),
    BadgeRevocation(key(33), key(34), "2025-08-11T11:00:00+03:00", "Анна", "потерян"),
    _FIRST_SCAN,
    _SECOND_SCAN,
    Release(1, "2025-08-10T18:00:00+03:00", "Анна", "первая", 2, "{}"),
    Print(
        key(35), "itineraries", "delegation", DELEGATION, 1, 1, "2025-08-10T19:00:00+03:00", "Анна", "desk-1", 2, "{}"
    ),
    Merge(key(36), "район.smalltowns", "ab" * 32, "2025-08-11T20:00:00+03:00", "Анна", 2, "{}"),
)  # fmt: skip
