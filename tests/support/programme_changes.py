"""Whatever may happen to a programme, one deed after another, with what the journal would say of it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from smalltowns_desktop.conflicts.checking import check
from smalltowns_desktop.conflicts.rules import RULES
from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.ids import AcceptedConflictId, ParticipantId, TravelTimeId
from smalltowns_desktop.domain.model import (
    EVENT_KEY,
    AcceptedConflict,
    ActivityGroup,
    ActivityKind,
    ActivityPart,
    ActivityPerson,
    ActivityStatus,
    AgreementSignatory,
    GroupMember,
    Participant,
    RuleSeverity,
    Severity,
    TransferGroup,
    TransferPerson,
    TravelTime,
    VehicleKind,
)
from smalltowns_desktop.domain.programme import Programme
from tests.support.programmes import CEREMONY, POINTS, changed, key_of

Outcome = tuple[Programme, Changes]


def happen(random: Random, programme: Programme) -> Outcome:
    """One to three things, as one deed."""
    before, changes = programme, Changes(programme.revision)
    for _ in range(random.choice((1, 1, 2, 3))):
        programme, more = random.choice(_DEEDS)(random, programme)
        changes |= more
    return replace(programme, revision=before.revision + 1), replace(changes, revision=before.revision + 1)


def move_activity(random: Random, programme: Programme) -> Outcome:
    row = _any(random, programme.activities)
    delay = timedelta(minutes=30 * random.randint(-6, 6))
    return changed(programme, replace(row, starts_at=row.starts_at + delay, ends_at=row.ends_at + delay))


def change_activity(random: Random, programme: Programme) -> Outcome:
    row = _any(random, programme.activities)
    hall = random.choice((None, *programme.halls.values()))
    site = hall.site_id if hall is not None else random.choice((None, *programme.sites))
    status, kind = random.choice(list(ActivityStatus)), random.choice(list(ActivityKind))
    after = random.choice(
        (
            replace(row, site_id=site, hall_id=hall.id if hall is not None else None),
            replace(row, status=status),
            replace(row, kind=kind),
            replace(row, title=f"{row.title}."),
        )
    )
    return changed(programme, after)


def delete_activity(random: Random, programme: Programme) -> Outcome:
    row = _any(random, programme.activities)
    signed = {agreement.ceremony_id for agreement in programme.agreements.values()}
    if row.id in signed or len(programme.activities) == 1:
        return programme, Changes()
    links: list[Any] = [*programme.activity_groups.values(), *programme.activity_people.values()]
    return changed(programme, gone=[row, *(link for link in links if link.activity_id == row.id)])


def add_activity(random: Random, programme: Programme) -> Outcome:
    row = _any(random, programme.activities)
    new = replace(row, id=f"a{random.randint(100, 10**6)}", starts_at=row.starts_at - timedelta(minutes=30))
    links = [ActivityGroup(new.id, _any(random, programme.groups).id)]
    return changed(programme, new, *links)


def take_part(random: Random, programme: Programme) -> Outcome:
    activity = _any(random, programme.activities)
    if not programme.participants or random.random() < 0.5:
        return _switch(programme, ActivityGroup(activity.id, _any(random, programme.groups).id))
    part = random.choice(list(ActivityPart))
    return _switch(programme, ActivityPerson(activity.id, part, _any(random, programme.participants).id))


def change_transfer(random: Random, programme: Programme) -> Outcome:
    if not programme.transfers:
        return programme, Changes()
    row = _any(random, programme.transfers)
    delay = timedelta(minutes=30 * random.randint(-4, 4))
    if random.random() < 0.2:
        links: list[Any] = [*programme.transfer_groups.values(), *programme.transfer_people.values()]
        return changed(programme, gone=[row, *(link for link in links if link.transfer_id == row.id)])
    if random.random() < 0.3:
        return changed(programme, replace(row, to_site_id=_any(random, programme.sites).id))
    if random.random() < 0.3:
        return changed(programme, replace(row, vehicle_id=_any(random, programme.vehicles).id))
    return changed(programme, replace(row, departs_at=row.departs_at + delay, arrives_at=row.arrives_at + delay))


def take_a_seat(random: Random, programme: Programme) -> Outcome:
    if not programme.transfers:
        return programme, Changes()
    transfer = _any(random, programme.transfers)
    if not programme.participants or random.random() < 0.5:
        return _switch(programme, TransferGroup(transfer.id, _any(random, programme.groups).id))
    return _switch(programme, TransferPerson(transfer.id, _any(random, programme.participants).id))


def change_request(random: Random, programme: Programme) -> Outcome:
    if not programme.requests:
        return programme, Changes()
    row = _any(random, programme.requests)
    site = _any(random, programme.sites).id
    if random.random() < 0.3:
        return changed(programme, gone=[row])
    return changed(programme, replace(row, site_id=site, day=random.choice((None, date(2025, 8, 13)))))


def change_person(random: Random, programme: Programme) -> Outcome:
    if not programme.participants:
        new = Participant(ParticipantId(f"p{random.randint(100, 10**6)}"), random.randint(100, 10**6), "Новая", "Анна")
        return changed(programme, new)
    row = _any(random, programme.participants)
    delegation = random.choice((None, *programme.delegations))
    after = random.choice(
        (
            replace(row, phone="+375291112233"),
            replace(row, surname=f"{row.surname}а"),
            replace(row, surname="Королёва"),
            replace(row, birth_date=random.choice((None, date(1980, 1, 1)))),
            replace(row, arrives_at=datetime(2025, 8, 12, 11)),
            replace(row, delegation_id=delegation),
            replace(row, hotel_id=_any(random, programme.sites).id),
        )
    )
    return changed(programme, after)


def change_group(random: Random, programme: Programme) -> Outcome:
    row = _any(random, programme.groups)
    if programme.participants and random.random() < 0.5:
        return _switch(programme, GroupMember(row.id, _any(random, programme.participants).id))
    return changed(programme, replace(row, name=f"{row.name}+"))


def change_place(random: Random, programme: Programme) -> Outcome:
    site, hall = _any(random, programme.sites), _any(random, programme.halls)
    latitude, longitude = random.choice(POINTS)
    after = random.choice(
        (
            replace(site, name=f"{site.name}+"),
            replace(site, host_name="Иван"),
            replace(site, latitude=latitude, longitude=longitude),
            replace(site, visitors_max=random.choice((None, 1))),
            replace(site, open_days=("3",)),
            replace(hall, seats=random.choice((None, 1, 3))),
            replace(hall, name=f"{hall.name}+"),
        )
    )
    return changed(programme, after)


def change_delegation(random: Random, programme: Programme) -> Outcome:
    row = _any(random, programme.delegations)
    after = random.choice(
        (replace(row, name=f"{row.name}+"), replace(row, arrives_at=None), replace(row, expected_size=9))
    )
    return changed(programme, after)


def change_vehicle(random: Random, programme: Programme) -> Outcome:
    row = _any(random, programme.vehicles)
    kind = random.choice(list(VehicleKind))
    after = random.choice((replace(row, name="Другой"), replace(row, seats=row.seats + 1), replace(row, kind=kind)))
    return changed(programme, after)


def change_event(random: Random, programme: Programme) -> Outcome:
    event = programme.event
    after = random.choice(
        (
            replace(event, title="Другой съезд"),
            replace(event, boarding_minutes=random.choice((0, 5, 10))),
            replace(event, ends_on=date(2025, 8, random.choice((12, 13, 14)))),
        )
    )
    return replace(programme, event=after), Changes(0, {"events": frozenset({EVENT_KEY})})


def change_road(random: Random, programme: Programme) -> Outcome:
    if programme.travel_times and random.random() < 0.5:
        return changed(programme, gone=[_any(random, programme.travel_times)])
    ends = _any(random, programme.sites).id, _any(random, programme.sites).id
    key = TravelTimeId(f"w{random.randint(100, 10**6)}")
    return changed(programme, TravelTime(key, 45, None, ends[0], None, ends[1]))


def judge(random: Random, programme: Programme) -> Outcome:
    """Another severity, or a conflict accepted, rightly or for what is no longer its cause."""
    conflicts = check(programme).all
    if not conflicts or random.random() < 0.5:
        return changed(programme, RuleSeverity(random.choice(list(RULES)), random.choice(list(Severity))))
    conflict = random.choice(conflicts)
    cause = random.choice((conflict.cause, "другая"))
    key = AcceptedConflictId(f"{conflict.rule} {conflict.key}")
    at = datetime(2025, 8, 1)
    return changed(programme, AcceptedConflict(key, conflict.rule, conflict.key, cause, "Так надо", "Анна", at))


def sign(random: Random, programme: Programme) -> Outcome:
    if programme.participants and random.random() < 0.5:
        return _switch(programme, AgreementSignatory(CEREMONY, _any(random, programme.participants).id))
    agreement = programme.agreements[CEREMONY]
    ceremony = random.choice((None, *programme.activities.values()))
    return changed(programme, replace(agreement, ceremony_id=None if ceremony is None else ceremony.id))


_DEEDS = (
    move_activity, move_activity, change_activity, change_activity, delete_activity, add_activity, take_part, take_part,
    change_transfer, change_transfer, take_a_seat, take_a_seat, change_request, change_person, change_group,
    change_place, change_delegation, change_vehicle, change_event, change_road, judge, sign,
)  # fmt: skip


def _any(random: Random, table: Any) -> Any:
    return random.choice(list(table.values()))


def _switch(programme: Programme, link: Any) -> Outcome:
    """Put the link where it is not, take it away where it is."""
    tables = (
        programme.activity_groups, programme.activity_people, programme.transfer_groups, programme.transfer_people,
        programme.group_members, programme.agreement_signatories,
    )  # fmt: skip
    if any(link == table.get(key_of(link)) for table in tables):
        return changed(programme, gone=[link])
    return changed(programme, link)
