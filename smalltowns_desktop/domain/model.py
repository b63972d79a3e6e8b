"""The rows of an event as frozen dataclasses: one class a table, one field a column, same names, same order.

Times are naive and local to the event's time zone, whole minutes. Coordinates are degrees, six decimals
(eleven centimetres), so that they survive the journal's JSON. Empty text is "", an unknown number or time None.
Links between rows are rows too (`GroupMember` and others): they are journalled and merged one by one.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

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

EVENT_KEY = "event"
"""The key of the only row of `events`: a file holds one event."""


class SiteKind(StrEnum):
    VENUE = "venue"
    ENTERPRISE = "enterprise"
    FARM = "farm"
    CULTURE = "culture"
    SCHOOL = "school"
    HOTEL = "hotel"
    STATION = "station"
    OTHER = "other"


class OfficerPart(StrEnum):
    HEAD = "head"
    DEPUTY = "deputy"
    LIAISON = "liaison"


class Role(StrEnum):
    DELEGATE = "delegate"
    HEAD = "head"
    SPEAKER = "speaker"
    HOST = "host"
    PRESS = "press"
    STAFF = "staff"
    GUEST = "guest"
    INTERPRETER = "interpreter"
    DRIVER = "driver"


class ActivityKind(StrEnum):
    PLENARY = "plenary"
    SECTION = "section"
    VISIT = "visit"
    MEAL = "meal"
    TRANSFER = "transfer"
    SIGNING = "signing"
    CULTURE = "culture"
    MEETING = "meeting"
    FREE = "free"
    REGISTRATION = "registration"


class ActivityStatus(StrEnum):
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class ActivityPart(StrEnum):
    """What a person does in an activity beside being in one of its groups."""

    SPEAKER = "speaker"
    MODERATOR = "moderator"
    INTERPRETER = "interpreter"
    RESPONSIBLE = "responsible"


class VehicleKind(StrEnum):
    COACH = "coach"
    MINIBUS = "minibus"
    CAR = "car"


class AgreementKind(StrEnum):
    AGREEMENT = "agreement"
    ROAD_MAP = "road-map"
    RESOLUTION = "resolution"
    PROTOCOL = "protocol"
    ACCESSION = "accession"


class AgreementStatus(StrEnum):
    DRAFT = "draft"
    AGREED = "agreed"
    SIGNED = "signed"


class CommitmentStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"
    OFF = "off"


class CheckpointKind(StrEnum):
    DOOR = "door"
    ACTIVITY = "activity"
    SITE = "site"
    VEHICLE = "vehicle"


class EntryPolicy(StrEnum):
    ONCE = "once"
    REENTRY = "re-entry"
    COUNT = "count"


class QueuedRowStatus(StrEnum):
    OPEN = "open"
    MERGED = "merged"
    NEW = "new"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Event:
    id: str
    title: str
    starts_on: date
    ends_on: date
    timezone: str = "Europe/Minsk"
    edition: int = 0
    """The number of the last released programme; 0 while nothing is released."""
    day_starts_at: time = time(8, 0)
    day_ends_at: time = time(21, 0)
    host: str = ""
    next_host: str = ""
    next_on: date | None = None
    language: str = "ru"
    boarding_minutes: int = 10
    road_factor: float = 1.3
    """Road length over great-circle length."""
    speed_coach: int = 60
    speed_minibus: int = 70
    speed_car: int = 80
    meal_from: time = time(12, 0)
    meal_to: time = time(15, 0)
    retention_until: date | None = None


@dataclass(frozen=True, slots=True)
class Direction:
    id: DirectionId
    name: str
    colour: str = ""
    """`#RRGGBB`; "": the program's own for this position."""
    position: int = 0


@dataclass(frozen=True, slots=True)
class District:
    id: DistrictId
    name: str
    region: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    coordinator: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    id: SiteId
    name: str
    district_id: DistrictId
    kind: SiteKind = SiteKind.OTHER
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    groups_at_once: int | None = None
    visitors_max: int | None = None
    """People at once; for a hotel: beds."""
    visit_minutes: int | None = None
    opens_at: time | None = None
    closes_at: time | None = None
    """At or before `opens_at`: closes after midnight."""
    open_days: tuple[str, ...] = ()
    """ISO weekdays "1" to "7" and dates "2025-08-13"; empty: every day."""
    notice_hours: int | None = None
    requirements: str = ""
    host_name: str = ""
    host_position: str = ""
    host_phone: str = ""
    host_confirmed: bool = False
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteDirection:
    site_id: SiteId
    direction_id: DirectionId


@dataclass(frozen=True, slots=True)
class Hall:
    id: HallId
    site_id: SiteId
    name: str
    seats: int | None = None


@dataclass(frozen=True, slots=True)
class Delegation:
    id: DelegationId
    name: str
    code: str
    """Two or three capital letters on badges and blocks, unique in the event."""
    town: str = ""
    region: str = ""
    country: str = ""
    colour: str = ""
    """`#RRGGBB`; "": the program's own for this position."""
    position: int = 0
    hotel_id: SiteId | None = None
    arrives_at: datetime | None = None
    arrives_site_id: SiteId | None = None
    departs_at: datetime | None = None
    departs_site_id: SiteId | None = None
    languages: tuple[str, ...] = ()
    expected_size: int | None = None


@dataclass(frozen=True, slots=True)
class DelegationDirection:
    delegation_id: DelegationId
    direction_id: DirectionId


@dataclass(frozen=True, slots=True)
class DelegationOfficer:
    delegation_id: DelegationId
    part: OfficerPart
    participant_id: ParticipantId


@dataclass(frozen=True, slots=True)
class Group:
    """Some people who move together. Without members it is the whole of its delegation."""

    id: GroupId
    name: str
    delegation_id: DelegationId | None = None


@dataclass(frozen=True, slots=True)
class GroupMember:
    group_id: GroupId
    participant_id: ParticipantId


@dataclass(frozen=True, slots=True)
class Participant:
    id: ParticipantId
    number: int
    """Printed on the badge as No 0147; unique, given once, never reused."""
    surname: str
    given_name: str
    patronymic: str = ""
    latin_surname: str = ""
    """As in the passport; "": transliterated."""
    latin_given_name: str = ""
    delegation_id: DelegationId | None = None
    role: Role = Role.DELEGATE
    position: str = ""
    organisation: str = ""
    town: str = ""
    phone: str = ""
    """E.164 where it could be read (`+79817077201`), else as it came."""
    email: str = ""
    birth_date: date | None = None
    languages: tuple[str, ...] = ()
    diet: str = ""
    hotel_id: SiteId | None = None
    room: str = ""
    arrives_at: datetime | None = None
    departs_at: datetime | None = None
    notes: str = ""

    @property
    def full_name(self) -> str:
        """Surname, given name, patronymic; what is empty is left out."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


@dataclass(frozen=True, slots=True)
class ParticipantDocument:
    """A passport or card number: in a table of its own, never loaded into a `Programme` or a station file."""

    participant_id: ParticipantId
    document: str


@dataclass(frozen=True, slots=True)
class Request:
    """A delegation or one group wants to visit a site; exactly one of the two is named."""

    id: RequestId
    site_id: SiteId
    delegation_id: DelegationId | None = None
    group_id: GroupId | None = None
    weight: int = 5
    minutes: int | None = None
    """None: the site's `visit_minutes`."""
    not_before: time | None = None
    not_after: time | None = None
    day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    id: ActivityId
    title: str
    kind: ActivityKind
    starts_at: datetime
    ends_at: datetime
    direction_id: DirectionId | None = None
    site_id: SiteId | None = None
    hall_id: HallId | None = None
    status: ActivityStatus = ActivityStatus.DRAFT
    locked: bool = False
    notes: str = ""


@dataclass(frozen=True, slots=True)
class ActivityGroup:
    activity_id: ActivityId
    group_id: GroupId


@dataclass(frozen=True, slots=True)
class ActivityPerson:
    activity_id: ActivityId
    part: ActivityPart
    participant_id: ParticipantId


@dataclass(frozen=True, slots=True)
class Vehicle:
    id: VehicleId
    name: str
    seats: int
    kind: VehicleKind = VehicleKind.COACH
    plate: str = ""
    driver: str = ""
    phone: str = ""
    base_site_id: SiteId | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    id: TransferId
    vehicle_id: VehicleId
    from_site_id: SiteId
    to_site_id: SiteId
    departs_at: datetime
    arrives_at: datetime


@dataclass(frozen=True, slots=True)
class TransferGroup:
    transfer_id: TransferId
    group_id: GroupId


@dataclass(frozen=True, slots=True)
class TransferPerson:
    transfer_id: TransferId
    participant_id: ParticipantId


@dataclass(frozen=True, slots=True)
class TravelTime:
    """Minutes on the road by somebody's knowledge; each end is a site or a district. Serves the way back too
    where that has no row of its own."""

    id: TravelTimeId
    minutes: int
    vehicle_kind: VehicleKind | None = None
    """None: any."""
    from_site_id: SiteId | None = None
    from_district_id: DistrictId | None = None
    to_site_id: SiteId | None = None
    to_district_id: DistrictId | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    id: AgreementId
    title: str
    kind: AgreementKind = AgreementKind.AGREEMENT
    parties: tuple[str, ...] = ()
    ceremony_id: ActivityId | None = None
    copies: int | None = None
    status: AgreementStatus = AgreementStatus.DRAFT
    signed_on: date | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class AgreementSignatory:
    agreement_id: AgreementId
    participant_id: ParticipantId


@dataclass(frozen=True, slots=True)
class Commitment:
    id: CommitmentId
    agreement_id: AgreementId
    what: str
    responsible: str = ""
    due_on: date | None = None
    status: CommitmentStatus = CommitmentStatus.OPEN
    note: str = ""


@dataclass(frozen=True, slots=True)
class RuleSeverity:
    """The event's own severity of a rule; a rule without a row has its default."""

    rule: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class AcceptedConflict:
    """A conflict that somebody accepted with a reason. It reopens when `cause` no longer matches."""

    id: AcceptedConflictId
    rule: str
    subjects: str
    """The subjects' keys, sorted, joined by spaces."""
    cause: str
    """Digest of what the conflict came from."""
    reason: str
    accepted_by: str
    accepted_at: datetime


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A policy that differs from the default of its kind; the door, activities, sites and vehicles are checkpoints
    without a row too."""

    id: CheckpointId
    kind: CheckpointKind
    target_id: str
    """Key of the activity, site or vehicle; "" for the door."""
    policy: EntryPolicy
    opens_minutes_before: int | None = None
    """Earlier scans are `too-early`; None: never too early."""
    closes_minutes_after: int | None = None
    """Minutes after the end; later scans are `too-late`."""
    places: int | None = None
    """Beyond it scans are `full`; None: the hall's or the vehicle's seats do not limit the door."""


@dataclass(frozen=True, slots=True)
class QueuedRow:
    """A row of somebody's spreadsheet that is perhaps a person already here: a question for the organiser."""

    id: QueuedRowId
    source: str
    """File and sheet, as the person named them."""
    row: int
    """As the spreadsheet program numbers it."""
    fields: str
    """The row as read, JSON: the fields of `Participant` by name, as the import would have written them."""
    candidate_id: ParticipantId
    score: int
    """Likeness, 0 to 100."""
    evidence: tuple[str, ...] = ()
    """Which fields agree or differ: codes such as `phone`, `birth_date`, `typo`, `initials`, `order`."""
    status: QueuedRowStatus = QueuedRowStatus.OPEN


# Facts: appended, never updated, never deleted, outside the journal. They name rows by key without a foreign key,
# because what was seen stays seen when a deed that made the row is undone.


@dataclass(frozen=True, slots=True)
class Badge:
    id: str
    participant_id: ParticipantId
    serial: str
    """The 40-bit id in the code, 8 base32 characters, unique."""
    code: str
    """Prefix, id and tag: what the QR holds."""
    issued_at: str
    """ISO 8601 with offset, seconds."""
    issued_by: str
    station: str
    reason: str = ""
    """Why an earlier badge of the same person was replaced. A person's last badge counts, earlier ones are revoked."""


@dataclass(frozen=True, slots=True)
class BadgeRevocation:
    """A badge that is void without a successor: lost, or given to the wrong person."""

    id: str
    badge_id: str
    revoked_at: str
    revoked_by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """One reading at a checkpoint, refused ones too. Table `checkins`."""

    id: str
    station: str
    sequence: int
    """Gap-free within a station, from 1."""
    at: str
    """ISO 8601 with offset, seconds: the station's own clock."""
    checkpoint_kind: CheckpointKind
    checkpoint_id: str
    """Key of the activity, site or vehicle; "" for the door."""
    direction: str
    """`in`, `out` or `void`."""
    code: str
    """As it was read."""
    outcome: str
    participant_id: str
    """"" where the code names nobody here."""
    operator: str
    reason: str
    """Why it was forced, or undone."""
    forced: bool
    implied: bool
    """An exit that nobody scanned: the person was scanned in elsewhere."""
    voids: str
    """Key of the scan that this one takes back, or ""."""
    previous_hash: str
    hash: str
    """SHA-256 (hexadecimal) over the other fields and the hash of the station's row before."""


@dataclass(frozen=True, slots=True)
class Release:
    """A programme frozen as an edition. Table `editions`."""

    number: int
    released_at: str
    released_by: str
    note: str
    revision: int
    content: str
    """The released programme as JSON, to say later what is new, moved or cancelled."""


@dataclass(frozen=True, slots=True)
class Print:
    """One sheet or set that went to a printer or a PDF. Table `prints`."""

    id: str
    kind: str
    subject_type: str
    subject_id: str
    edition: int
    copy: int
    printed_at: str
    printed_by: str
    station: str
    revision: int
    """The journal's last revision when it was printed."""
    content: str
    """What stood on it, JSON: a later comparison says what changed."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A file that was merged in. Table `merges`."""

    id: str
    source: str
    digest: str
    """SHA-256 of the file: merging it again is a no-op."""
    merged_at: str
    merged_by: str
    revision: int
    report: str
