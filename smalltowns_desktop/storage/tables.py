"""Which tables an event has: names, keys, and the way of their rows to the model and back.

Without SQLAlchemy, which takes longer to load than the first page takes to read and to paint; `schema` lays the same
tables down, with every constraint, and does not load if the two differ.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Generic, TypeVar

from smalltowns_desktop.domain import model
from smalltowns_desktop.storage.forms import Form, form_of

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class RowCodec(Generic[Row]):
    """A table of rows of the model."""

    table: str
    row_class: type[Row]
    names: tuple[str, ...]
    """The columns, in the order of the class's fields."""
    keys: tuple[str, ...]
    forms: Mapping[str, Form]
    """By column, where model and database hold different values."""
    encode: Callable[[Any], tuple[Any, ...]]
    """A row as the database's values."""
    encode_key: Callable[[Any], tuple[Any, ...]]
    decode: Callable[[Sequence[Any]], Row]
    """A row from the database's values, in the order of `names`."""


def _codec(table: str, row_class: type[Row], *keys: str) -> RowCodec[Row]:
    keys = keys or ("id",)
    forms = {field.name: form for field in fields(row_class) if (form := form_of(field.type)) is not None}  # type: ignore[arg-type]
    names = tuple(field.name for field in fields(row_class))  # type: ignore[arg-type]
    return RowCodec(
        table, row_class, names, keys, forms,
        _encoder(forms, names), _encoder(forms, keys), _decoder(row_class, forms, names),
    )  # fmt: skip


def _encoder(forms: Mapping[str, Form], names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    read: Callable[[Any], tuple[Any, ...]] = attrgetter(*names)
    if len(names) == 1:
        read = lambda row: (getattr(row, names[0]),)  # noqa: E731 attrgetter of one name gives no tuple
    encoders = [(index, forms[name].encode) for index, name in enumerate(names) if name in forms]

    def encode(row: Any) -> tuple[Any, ...]:
        values = list(read(row))
        for index, convert in encoders:
            if values[index] is not None:
                values[index] = convert(values[index])
        return tuple(values)

    return encode if encoders else read


def _decoder(row_class: type[Row], forms: Mapping[str, Form], names: tuple[str, ...]) -> Callable[[Sequence[Any]], Row]:
    decoders = [(index, forms[name].decode) for index, name in enumerate(names) if name in forms]

    def decode(values: Sequence[Any]) -> Row:
        changed = list(values)
        for index, convert in decoders:
            if changed[index] is not None:
                changed[index] = convert(changed[index])
        return row_class(*changed)

    return decode


STATE: tuple[RowCodec[Any], ...] = (
    _codec("events", model.Event),
    _codec("directions", model.Direction),
    _codec("districts", model.District),
    _codec("sites", model.Site),
    _codec("site_directions", model.SiteDirection, "site_id", "direction_id"),
    _codec("halls", model.Hall),
    _codec("delegations", model.Delegation),
    _codec("delegation_directions", model.DelegationDirection, "delegation_id", "direction_id"),
    _codec("participants", model.Participant),
    _codec("participant_documents", model.ParticipantDocument, "participant_id"),
    _codec("delegation_officers", model.DelegationOfficer, "delegation_id", "part"),
    _codec("groups", model.Group),
    _codec("group_members", model.GroupMember, "group_id", "participant_id"),
    _codec("requests", model.Request),
    _codec("activities", model.Activity),
    _codec("activity_groups", model.ActivityGroup, "activity_id", "group_id"),
    _codec("activity_people", model.ActivityPerson, "activity_id", "part", "participant_id"),
    _codec("vehicles", model.Vehicle),
    _codec("transfers", model.Transfer),
    _codec("transfer_groups", model.TransferGroup, "transfer_id", "group_id"),
    _codec("transfer_people", model.TransferPerson, "transfer_id", "participant_id"),
    _codec("travel_times", model.TravelTime),
    _codec("agreements", model.Agreement),
    _codec("agreement_signatories", model.AgreementSignatory, "agreement_id", "participant_id"),
    _codec("commitments", model.Commitment),
    _codec("rule_severities", model.RuleSeverity, "rule"),
    _codec("accepted_conflicts", model.AcceptedConflict),
    _codec("checkpoints", model.Checkpoint),
    _codec("queued_rows", model.QueuedRow),
)
"""The event's state, watched by the journal, in order of creation: referred-to tables first."""
FACTS: tuple[RowCodec[Any], ...] = (
    _codec("badges", model.Badge),
    _codec("badge_revocations", model.BadgeRevocation),
    _codec("checkins", model.Scan),
    _codec("editions", model.Release, "number"),
    _codec("prints", model.Print),
    _codec("merges", model.Merge),
)
"""What is only ever appended."""
_BY_CLASS: Mapping[type, RowCodec[Any]] = {codec.row_class: codec for codec in (*STATE, *FACTS)}
BY_NAME: Mapping[str, RowCodec[Any]] = {codec.table: codec for codec in (*STATE, *FACTS)}


def row_codec(row_class: type[Row]) -> RowCodec[Row]:
    """The table of a class of `domain.model`."""
    return _BY_CLASS[row_class]
