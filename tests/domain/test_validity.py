from dataclasses import replace
from datetime import date, datetime

import pytest

from smalltowns_desktop.domain.ids import (
    ActivityId,
    DelegationId,
    DirectionId,
    DistrictId,
    GroupId,
    ParticipantId,
    RequestId,
    SiteId,
    TransferId,
    VehicleId,
)
from smalltowns_desktop.domain.model import (
    EVENT_KEY,
    Activity,
    ActivityKind,
    Delegation,
    Direction,
    District,
    Event,
    Participant,
    Request,
    Site,
    Transfer,
)
from smalltowns_desktop.domain.validity import fault_of

EARLY, LATE = datetime(2025, 8, 13, 9), datetime(2025, 8, 13, 10)
EVENT = Event(EVENT_KEY, "IV", date(2025, 8, 12), date(2025, 8, 12))
SITE = Site(SiteId("s"), "Завод", DistrictId("d"), latitude=53.0, longitude=24.0)
PERSON = Participant(ParticipantId("p"), 1, "Иванов", "", arrives_at=EARLY, departs_at=EARLY)
REQUEST = Request(RequestId("r"), SITE.id, delegation_id=DelegationId("d"))
ACTIVITY = Activity(ActivityId("a"), "Обед", ActivityKind.MEAL, EARLY, LATE)
TRANSFER = Transfer(TransferId("t"), VehicleId("v"), SITE.id, SITE.id, EARLY, EARLY)


@pytest.mark.parametrize("row", [EVENT, SITE, PERSON, REQUEST, ACTIVITY, TRANSFER, Direction(DirectionId("x"), "А")])
def test_rows_whose_fields_go_together(row: object) -> None:
    assert fault_of(row) is None


@pytest.mark.parametrize(
    ("row", "fields"),
    [
        (replace(EVENT, ends_on=date(2025, 8, 11)), ("starts_on", "ends_on")),
        (replace(SITE, latitude=None), ("latitude", "longitude")),
        (District(DistrictId("d"), "Слоним", latitude=53.0), ("latitude", "longitude")),
        (replace(PERSON, surname=""), ("surname", "given_name")),
        (replace(PERSON, arrives_at=LATE), ("arrives_at", "departs_at")),
        (Delegation(DelegationId("d"), "А", "А", arrives_at=LATE, departs_at=EARLY), ("arrives_at", "departs_at")),
        (replace(REQUEST, group_id=GroupId("g")), ("delegation_id", "group_id")),
        (replace(REQUEST, delegation_id=None), ("delegation_id", "group_id")),
        (replace(ACTIVITY, ends_at=EARLY), ("starts_at", "ends_at")),
        (replace(TRANSFER, departs_at=LATE), ("departs_at", "arrives_at")),
    ],
)
def test_fields_that_contradict_each_other_are_named(row: object, fields: tuple[str, ...]) -> None:
    fault = fault_of(row)
    assert fault is not None
    assert fault.fields == fields
    assert str(fault.text).endswith(".")
