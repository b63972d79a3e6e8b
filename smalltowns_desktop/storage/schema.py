"""The tables: one for each dataclass of `domain.model`, same names, same order of fields.

Three families: *journalled* tables hold the event's state and are watched by the journal's triggers; *facts* are only
ever appended; the rest is the journal itself and the file's identity. Constraints stand here, not only in forms.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    REAL,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from smalltowns_desktop.domain import model
from smalltowns_desktop.storage import tables
from smalltowns_desktop.storage.tables import row_codec

TEXT: TypeEngine[str] = Text().with_variant(Text(collation="C"), "postgresql")
"""Compared byte by byte in both databases: keys sort in the order of creation, times in the order of time."""
INTEGER = Integer()
REAL_NUMBER: TypeEngine[Any] = Double().with_variant(REAL(), "sqlite")
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    }
)
TABLE_OF: dict[type, Table] = {}
"""The table of each dataclass."""

_LONGEST = 4000


def _text(name: str, *constraints: Any, required: bool = False, longest: int = _LONGEST) -> list[Any]:
    least = 1 if required else 0
    return [
        Column(name, TEXT, *constraints, nullable=False),
        CheckConstraint(f"length({name}) BETWEEN {least} AND {longest}", name=f"{name}_length"),
    ]


def _key(name: str = "id") -> list[Any]:
    return [
        Column(name, TEXT, primary_key=True),
        CheckConstraint(f"length({name}) BETWEEN 1 AND 64", name=f"{name}_length"),
    ]


def _link(name: str, target: str, *, owner: bool) -> list[Any]:
    """Part of a link's key. The link goes with its owner; the other end cannot go while it is linked."""
    return [Column(name, TEXT, _foreign(target, cascade=owner), primary_key=True, nullable=False)]


def _foreign(target: str, *, cascade: bool = False) -> ForeignKey:
    return ForeignKey(f"{target}.id", ondelete="CASCADE" if cascade else None, deferrable=True, initially="IMMEDIATE")


def _reference(name: str, target: str, *, required: bool = False, cascade: bool = False) -> list[Any]:
    return [Column(name, TEXT, _foreign(target, cascade=cascade), nullable=not required, index=True)]


def _kind(name: str, kind: type[StrEnum], *, primary_key: bool = False, required: bool = True) -> list[Any]:
    words = ", ".join(f"'{item}'" for item in kind)
    return [
        Column(name, TEXT, primary_key=primary_key, nullable=not required),
        CheckConstraint(f"{name} IN ({words})", name=f"{name}_known"),
    ]


def _checked(name: str, sqlite: str, postgresql: str) -> list[Any]:
    """One rule, in the words of each database."""
    rule = f"{name}_form"
    return [
        CheckConstraint(sqlite, name=rule).ddl_if(dialect="sqlite"),
        CheckConstraint(postgresql, name=rule).ddl_if(dialect="postgresql"),
    ]


def _day(name: str, *, required: bool = False) -> list[Any]:
    """A day that the calendar has: SQLite gives back another day for one that it has not, PostgreSQL refuses it."""
    return [
        Column(name, TEXT, nullable=not required),
        *_checked(
            name,
            f"CASE WHEN {name} LIKE '____-__-__' THEN date({name}) IS {name} AND {name} > '0001' "
            f"ELSE {name} IS NULL END",
            f"{name} IS NULL OR {name} ~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}$' AND CAST({name} AS date) IS NOT NULL",
        ),
    ]


def _clock(name: str, *, required: bool = False) -> list[Any]:
    return [
        Column(name, TEXT, nullable=not required),
        *_checked(
            name,
            f"{name} GLOB '[01][0-9]:[0-5][0-9]' OR {name} GLOB '2[0-3]:[0-5][0-9]'",
            f"{name} ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'",
        ),
    ]


def _moment(name: str, *, required: bool = False) -> list[Any]:
    minute = "%Y-%m-%d %H:%M"
    return [
        Column(name, TEXT, nullable=not required),
        *_checked(
            name,
            f"CASE WHEN {name} LIKE '____-__-__ __:__' THEN strftime('{minute}', {name}) IS {name} AND {name} > '0001' "
            f"AND substr({name}, 12) < '24' ELSE {name} IS NULL END",
            f"{name} IS NULL OR {name} ~ '^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} ([01][0-9]|2[0-3]):[0-5][0-9]$' "
            f"AND CAST({name} AS timestamp) IS NOT NULL",
        ),
    ]


def _number(name: str, least: int, most: int, *, required: bool = False) -> list[Any]:
    return [
        Column(name, INTEGER, nullable=not required),
        CheckConstraint(f"{name} BETWEEN {least} AND {most}", name=f"{name}_range"),
    ]


def _truth(name: str) -> list[Any]:
    return [Column(name, INTEGER, nullable=False), CheckConstraint(f"{name} IN (0, 1)", name=f"{name}_truth")]


def _words(name: str) -> list[Any]:
    return [
        Column(name, TEXT, nullable=False),
        *_checked(
            name,
            f"CASE WHEN {name} = '' THEN 1 WHEN json_valid({name}) THEN json_type({name}) = 'array' ELSE 0 END",
            f"CASE WHEN {name} = '' THEN true ELSE jsonb_typeof(CAST({name} AS jsonb)) = 'array' END",
        ),
    ]


def _coordinates() -> list[Any]:
    return [
        Column("latitude", REAL_NUMBER),
        Column("longitude", REAL_NUMBER),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude_range"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude_range"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="coordinates_together"),
    ]


def _colour() -> list[Any]:
    return [
        Column("colour", TEXT, nullable=False),
        CheckConstraint("colour = '' OR colour LIKE '#______'", name="colour_form"),
    ]


def _in_order(earlier: str, later: str) -> CheckConstraint:
    return CheckConstraint(f"{earlier} < {later}", name=f"{earlier}_before_{later}")


def _table(name: str, row: type[Any] | None, *parts: Any, family: str, small: bool = False) -> Table:
    """`small` rows with a short key lie in the key's own tree (SQLite: WITHOUT ROWID)."""
    flat = [item for part in parts for item in (part if isinstance(part, list) else [part])]
    table = Table(
        name, metadata, *flat,
        info={"family": family, "row": row}, sqlite_strict=True, sqlite_with_rowid=not small,
    )  # fmt: skip
    if row is not None:
        codec = row_codec(row)
        laid_down = (table.name, column_names(table), key_columns(table))
        assert laid_down == (codec.table, codec.names, codec.keys), laid_down
        TABLE_OF[row] = table
    return table


def column_names(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.columns)


def key_columns(table: Table) -> tuple[str, ...]:
    return tuple(column.name for column in table.primary_key.columns)


def _state(name: str, row: type, *parts: Any, small: bool = False) -> Table:
    return _table(name, row, *parts, family="state", small=small)


def _fact(name: str, row: type, *parts: Any, small: bool = False) -> Table:
    return _table(name, row, *parts, family="fact", small=small)


# State: the order is that of creation, referred-to tables first

_state(
    "events", model.Event,
    _key(), CheckConstraint("id = 'event'", name="only_one"),
    _text("title", required=True), _day("starts_on", required=True), _day("ends_on", required=True),
    CheckConstraint("starts_on <= ends_on", name="days_in_order"),
    _text("timezone", required=True), _number("edition", 0, 100_000, required=True),
    _clock("day_starts_at", required=True), _clock("day_ends_at", required=True),
    _text("host"), _text("next_host"), _day("next_on"), _text("language", required=True, longest=8),
    _number("boarding_minutes", 0, 240, required=True),
    Column("road_factor", REAL_NUMBER, nullable=False),
    CheckConstraint("road_factor BETWEEN 1 AND 5", name="road_factor_range"),
    _number("speed_coach", 1, 200, required=True), _number("speed_minibus", 1, 200, required=True),
    _number("speed_car", 1, 200, required=True),
    _clock("meal_from", required=True), _clock("meal_to", required=True), _day("retention_until"),
)  # fmt: skip
_state(
    "directions",
    model.Direction,
    _key(),
    _text("name", required=True),
    _colour(),
    _number("position", 0, 100_000, required=True),
)
_state(
    "districts", model.District,
    _key(), _text("name", required=True), _text("region"), _text("country"), _coordinates(), _text("coordinator"),
    _text("phone"),
)  # fmt: skip
_state(
    "sites", model.Site,
    _key(), _text("name", required=True), _reference("district_id", "districts", required=True),
    _kind("kind", model.SiteKind),
    _text("address"), _coordinates(), _number("groups_at_once", 0, 10_000), _number("visitors_max", 0, 1_000_000),
    _number("visit_minutes", 1, 10_000), _clock("opens_at"), _clock("closes_at"), _words("open_days"),
    _number("notice_hours", 0, 10_000),
    _text("requirements"), _text("host_name"), _text("host_position"), _text("host_phone"), _truth("host_confirmed"),
    _words("languages"),
)  # fmt: skip
_state(
    "site_directions", model.SiteDirection,
    _link("site_id", "sites", owner=True), _link("direction_id", "directions", owner=False),
    Index(None, "direction_id"), small=True,
)  # fmt: skip
_state(
    "halls",
    model.Hall,
    _key(),
    _reference("site_id", "sites", required=True),
    _text("name", required=True),
    _number("seats", 0, 1_000_000),
)
_state(
    "delegations", model.Delegation,
    _key(), _text("name", required=True), _text("code", required=True, longest=8), UniqueConstraint("code"),
    _text("town"), _text("region"), _text("country"), _colour(), _number("position", 0, 1_000_000, required=True),
    _reference("hotel_id", "sites"), _moment("arrives_at"), _reference("arrives_site_id", "sites"),
    _moment("departs_at"), _reference("departs_site_id", "sites"),
    CheckConstraint("arrives_at <= departs_at", name="stay_in_order"),
    _words("languages"), _number("expected_size", 0, 1_000_000),
)  # fmt: skip
_state(
    "delegation_directions", model.DelegationDirection,
    _link("delegation_id", "delegations", owner=True), _link("direction_id", "directions", owner=False),
    Index(None, "direction_id"), small=True,
)  # fmt: skip
_state(
    "participants", model.Participant,
    _key(), _number("number", 1, 1_000_000_000, required=True), UniqueConstraint("number"),
    _text("surname"), _text("given_name"),
    CheckConstraint("length(surname) + length(given_name) > 0", name="some_name"),
    _text("patronymic"), _text("latin_surname"), _text("latin_given_name"), _reference("delegation_id", "delegations"),
    _kind("role", model.Role), _text("position"), _text("organisation"), _text("town"), _text("phone"), _text("email"),
    _day("birth_date"), _words("languages"), _text("diet"), _reference("hotel_id", "sites"), _text("room"),
    _moment("arrives_at"), _moment("departs_at"), CheckConstraint("arrives_at <= departs_at", name="stay_in_order"),
    _text("notes"),
)  # fmt: skip
_state(
    "participant_documents", model.ParticipantDocument,
    [Column("participant_id", TEXT, _foreign("participants", cascade=True), primary_key=True)],
    _text("document", required=True),
)  # fmt: skip
_state(
    "delegation_officers", model.DelegationOfficer,
    _link("delegation_id", "delegations", owner=True), _kind("part", model.OfficerPart, primary_key=True),
    _reference("participant_id", "participants", required=True), small=True,
)  # fmt: skip
_state("groups", model.Group, _key(), _text("name", required=True), _reference("delegation_id", "delegations"))
_state(
    "group_members", model.GroupMember,
    _link("group_id", "groups", owner=True), _link("participant_id", "participants", owner=False),
    Index(None, "participant_id"), small=True,
)  # fmt: skip
_state(
    "requests", model.Request,
    _key(), _reference("site_id", "sites", required=True), _reference("delegation_id", "delegations"),
    _reference("group_id", "groups"),
    CheckConstraint("(delegation_id IS NULL) <> (group_id IS NULL)", name="one_asker"),
    _number("weight", 1, 9, required=True), _number("minutes", 1, 10_000), _clock("not_before"), _clock("not_after"),
    _day("day"), _text("note"),
)  # fmt: skip
_state(
    "activities", model.Activity,
    _key(), _text("title", required=True), _kind("kind", model.ActivityKind), _moment("starts_at", required=True),
    _moment("ends_at", required=True),
    _in_order("starts_at", "ends_at"), _reference("direction_id", "directions"), _reference("site_id", "sites"),
    _reference("hall_id", "halls"),
    _kind("status", model.ActivityStatus), _truth("locked"), _text("notes", longest=100_000),
)  # fmt: skip
_state(
    "activity_groups", model.ActivityGroup,
    _link("activity_id", "activities", owner=True), _link("group_id", "groups", owner=False), Index(None, "group_id"),
    small=True,
)  # fmt: skip
_state(
    "activity_people", model.ActivityPerson,
    _link("activity_id", "activities", owner=True), _kind("part", model.ActivityPart, primary_key=True),
    _link("participant_id", "participants", owner=False), Index(None, "participant_id"), small=True,
)  # fmt: skip
_state(
    "vehicles", model.Vehicle,
    _key(), _text("name", required=True), _number("seats", 0, 100_000, required=True), _kind("kind", model.VehicleKind),
    _text("plate"), _text("driver"), _text("phone"), _reference("base_site_id", "sites"),
)  # fmt: skip
_state(
    "transfers", model.Transfer,
    _key(), _reference("vehicle_id", "vehicles", required=True), _reference("from_site_id", "sites", required=True),
    _reference("to_site_id", "sites", required=True), _moment("departs_at", required=True),
    _moment("arrives_at", required=True),
    CheckConstraint("departs_at <= arrives_at", name="way_in_order"),
)  # fmt: skip
_state(
    "transfer_groups", model.TransferGroup,
    _link("transfer_id", "transfers", owner=True), _link("group_id", "groups", owner=False), Index(None, "group_id"),
    small=True,
)  # fmt: skip
_state(
    "transfer_people", model.TransferPerson,
    _link("transfer_id", "transfers", owner=True), _link("participant_id", "participants", owner=False),
    Index(None, "participant_id"), small=True,
)  # fmt: skip
_state(
    "travel_times", model.TravelTime,
    _key(), _number("minutes", 0, 10_000, required=True), _kind("vehicle_kind", model.VehicleKind, required=False),
    _reference("from_site_id", "sites"), _reference("from_district_id", "districts"),
    _reference("to_site_id", "sites"), _reference("to_district_id", "districts"),
    CheckConstraint("(from_site_id IS NULL) <> (from_district_id IS NULL)", name="one_start"),
    CheckConstraint("(to_site_id IS NULL) <> (to_district_id IS NULL)", name="one_end"),
)  # fmt: skip
_state(
    "agreements", model.Agreement,
    _key(), _text("title", required=True), _kind("kind", model.AgreementKind), _words("parties"),
    _reference("ceremony_id", "activities"),
    _number("copies", 0, 10_000), _kind("status", model.AgreementStatus), _day("signed_on"),
    _text("notes", longest=100_000),
)  # fmt: skip
_state(
    "agreement_signatories", model.AgreementSignatory,
    _link("agreement_id", "agreements", owner=True), _link("participant_id", "participants", owner=False),
    Index(None, "participant_id"), small=True,
)  # fmt: skip
_state(
    "commitments", model.Commitment,
    _key(), _reference("agreement_id", "agreements", required=True), _text("what", required=True),
    _text("responsible"), _day("due_on"),
    _kind("status", model.CommitmentStatus), _text("note"),
)  # fmt: skip
_state(
    "rule_severities", model.RuleSeverity,
    [Column("rule", TEXT, primary_key=True)], _kind("severity", model.Severity),
)  # fmt: skip
_state(
    "accepted_conflicts", model.AcceptedConflict,
    _key(), _text("rule", required=True), _text("subjects", required=True), _text("cause", required=True),
    _text("reason", required=True),
    UniqueConstraint("rule", "subjects"), _text("accepted_by"), _moment("accepted_at", required=True),
)  # fmt: skip
_state(
    "checkpoints", model.Checkpoint,
    _key(), _kind("kind", model.CheckpointKind), _text("target_id"), UniqueConstraint("kind", "target_id"),
    CheckConstraint("(kind = 'door') = (target_id = '')", name="door_has_no_target"),
    _kind("policy", model.EntryPolicy),
    _number("opens_minutes_before", 0, 100_000), _number("closes_minutes_after", 0, 100_000),
    _number("places", 0, 1_000_000),
)  # fmt: skip
_state(
    "queued_rows", model.QueuedRow,
    _key(), _text("source"), _number("row", 1, 10_000_000, required=True),
    _text("fields", required=True, longest=100_000),
    _reference("candidate_id", "participants", required=True, cascade=True), _number("score", 0, 100, required=True),
    _words("evidence"),
    _kind("status", model.QueuedRowStatus),
)  # fmt: skip

# Facts

_fact(
    "badges", model.Badge,
    _key(), [Column("participant_id", TEXT, nullable=False, index=True)], _text("serial", required=True, longest=8),
    UniqueConstraint("serial"),
    _text("code", required=True, longest=40), UniqueConstraint("code"), _text("issued_at", required=True),
    _text("issued_by"), _text("station"),
    _text("reason"),
)  # fmt: skip
_fact(
    "badge_revocations", model.BadgeRevocation,
    _key(), [Column("badge_id", TEXT, nullable=False, index=True)], _text("revoked_at", required=True),
    _text("revoked_by"), _text("reason"),
)  # fmt: skip
_fact(
    "checkins", model.Scan,
    _key(), _text("station", required=True), _number("sequence", 1, 10**15, required=True),
    UniqueConstraint("station", "sequence"),
    _text("at", required=True, longest=32), _kind("checkpoint_kind", model.CheckpointKind), _text("checkpoint_id"),
    [Column("direction", TEXT, nullable=False)],
    CheckConstraint("direction IN ('in', 'out', 'void')", name="direction_known"),
    _text("code", longest=4000), _text("outcome", required=True), [Column("participant_id", TEXT, nullable=False)],
    _text("operator"), _text("reason"), _truth("forced"), _truth("implied"), [Column("voids", TEXT, nullable=False)],
    [Column("previous_hash", TEXT, nullable=False), Column("hash", TEXT, nullable=False)],
    Index(None, "participant_id", "checkpoint_id"), small=True,
)  # fmt: skip
_fact(
    "editions", model.Release,
    [Column("number", INTEGER, primary_key=True, autoincrement=False)], _text("released_at", required=True),
    _text("released_by"),
    _text("note"), _number("revision", 0, 10**15, required=True), [Column("content", TEXT, nullable=False)],
)  # fmt: skip
_fact(
    "prints", model.Print,
    _key(), _text("kind", required=True), _text("subject_type", required=True), _text("subject_id"),
    _number("edition", 0, 100_000, required=True),
    _number("copy", 1, 100_000, required=True), _text("printed_at", required=True), _text("printed_by"),
    _text("station"),
    _number("revision", 0, 10**15, required=True), [Column("content", TEXT, nullable=False)],
    Index(None, "kind", "subject_id"),
)  # fmt: skip
_fact(
    "merges", model.Merge,
    _key(), _text("source"), _text("digest", required=True), _text("merged_at", required=True), _text("merged_by"),
    _number("revision", 0, 10**15, required=True), [Column("report", TEXT, nullable=False)], Index(None, "digest"),
)  # fmt: skip

# The journal and the file itself

revisions = _table(
    "revisions", None,
    [
        Column("number", INTEGER, primary_key=True, autoincrement=False),
        Column("id", TEXT, nullable=False, unique=True),
        Column("at", TEXT, nullable=False), Column("who", TEXT, nullable=False),
        Column("station", TEXT, nullable=False),
        Column("deed", TEXT, nullable=False), Column("undoes", INTEGER), Column("redoes", INTEGER),
    ],
    family="journal",
)  # fmt: skip
"""A deed a row. `at` is UTC, ISO 8601; `deed` a `Text` as JSON; an undo or a redo names the revision it is about."""
row_changes = _table(
    "row_changes", None,
    [
        Column("id", INTEGER, primary_key=True), Column("revision", INTEGER, nullable=False),
        Column("table_name", TEXT, nullable=False),
        Column("row_key", TEXT, nullable=False), Column("kind", TEXT, nullable=False), Column("before", TEXT),
        Column("after", TEXT),
    ],
    CheckConstraint("kind IN ('insert', 'update', 'delete')", name="kind_known"),
    Index(None, "revision"), Index(None, "table_name", "row_key"), family="journal",
)  # fmt: skip
"""What a revision did to one row; `before` and `after` are the whole row as JSON."""
journal_cursor = _table(
    "journal_cursor", None,
    [Column("slot", INTEGER, primary_key=True, autoincrement=False), Column("revision", INTEGER, nullable=False)],
    family="journal",
)  # fmt: skip
"""SQLite only: the revision that is being written, 0 between deeds. PostgreSQL keeps it in a transaction's setting."""
identity = _table(
    "identity", None,
    [
        Column("slot", INTEGER, primary_key=True, autoincrement=False), Column("event_id", TEXT, nullable=False),
        Column("file_id", TEXT, nullable=False), Column("kind", TEXT, nullable=False),
        Column("secret", TEXT, nullable=False),
        Column("schema", INTEGER, nullable=False), Column("created_at", TEXT, nullable=False),
    ],
    CheckConstraint("slot = 1", name="only_one"),
    CheckConstraint("kind IN ('event', 'district-plan', 'station')", name="kind_known"),
    family="identity",
)  # fmt: skip
"""Which event this is, which copy of it, and the secret that signs its badge codes (hexadecimal)."""
alembic_version = Table(
    "alembic_version", metadata, Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"), info={"family": "identity", "row": None},
)  # fmt: skip
"""Just as alembic itself would make it."""


def tables_of(family: str) -> tuple[Table, ...]:
    """The tables of a family (`state`, `fact`, `journal`, `identity`) in order of creation."""
    return tuple(table for table in metadata.tables.values() if table.info["family"] == family)


STATE = tables_of("state")
FACTS = tables_of("fact")

assert [table.name for table in STATE] == [codec.table for codec in tables.STATE], "the same tables in the same order"
assert [table.name for table in FACTS] == [codec.table for codec in tables.FACTS], "the same tables in the same order"
