"""Check-in: who is where, as a fold over scans, and what the desk answers to the next one.

Everything here is a pure function of its arguments. The fold takes scans in any order and any repetition: within a
station the sequence tells what came first, between stations the clocks do. An exit that nobody scanned is never a row;
it follows from the entry elsewhere, so that taking the entry back takes the exit back too.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from operator import attrgetter

from smalltowns_desktop.domain.model import CheckpointKind, EntryPolicy, Scan


class Outcome(StrEnum):
    """What a desk answers, in the order in which the reasons against an entry are looked for."""

    UNREADABLE = "unreadable"
    FORGED = "forged"
    UNKNOWN = "unknown"
    """Genuine, but the badge or its person is not on this laptop (yet)."""
    REVOKED = "revoked"
    ALREADY_IN = "already-in"
    NOT_EXPECTED = "not-expected"
    TOO_EARLY = "too-early"
    TOO_LATE = "too-late"
    FULL = "full"
    ADMITTED = "admitted"
    """Or let out, where the scan is an exit."""
    REPEATED = "repeated"
    """Only of a row: the scanner stuttered, and the answer before was given once more."""
    VOIDED = "voided"
    """Only of a row: it takes another one back."""


class Way(StrEnum):
    """A scan's direction."""

    IN = "in"
    OUT = "out"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Place:
    """A checkpoint: what people are checked in at. `key` of the activity, site or vehicle; "" for the door."""

    kind: CheckpointKind
    key: str = ""


@dataclass(frozen=True, slots=True)
class Presence:
    """One person at one checkpoint."""

    inside: bool
    since: str
    """`at` of the entry with which the present stay, or else the last one, began."""
    station: str
    """Where that was scanned."""
    entries: int
    """Admissions so far."""
    left_at: str = ""
    implied: bool = False
    """Left because scanned in elsewhere, not at this checkpoint's own exit."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """Something a person is expected at, or that goes on at a checkpoint: an activity, or a vehicle's trip."""

    id: str
    title: str
    site: str
    starts_at: datetime
    ends_at: datetime


DEFAULT_POLICIES: Mapping[CheckpointKind, EntryPolicy] = {
    CheckpointKind.DOOR: EntryPolicy.ONCE,
    CheckpointKind.ACTIVITY: EntryPolicy.REENTRY,
    CheckpointKind.SITE: EntryPolicy.REENTRY,
    CheckpointKind.VEHICLE: EntryPolicy.REENTRY,
}


# Who is inside


def presences(scans: Iterable[Scan], site_of_activity: Mapping[str, str]) -> dict[str, dict[Place, Presence]]:
    """Where each person has been and is: by participant, by checkpoint. Any order, any repetition gives the same.

    `site_of_activity` names the site of each activity that has one: being checked in at an activity does not end a
    stay at its site, and leaving the site ends its activities.
    """
    known = {scan.id: scan for scan in scans}
    voided = {scan.voids for scan in known.values() if scan.direction == Way.VOID}
    moves: defaultdict[str, list[Scan]] = defaultdict(list)
    for scan in known.values():
        if scan.outcome == Outcome.ADMITTED and scan.id not in voided and not scan.implied:
            moves[scan.participant_id].append(scan)
    return {person: _walk(_in_order(rows), site_of_activity) for person, rows in moves.items()}


def _in_order(scans: Sequence[Scan]) -> list[Scan]:
    """One person's scans in the order in which they were made.

    A station's clock may be set back, but its sequence never lies: a scan is taken to be no earlier than those
    before it at the same station.
    """
    if len(scans) < 2:
        return list(scans)
    latest: dict[str, float] = {}
    timed = []
    for scan in sorted(scans, key=attrgetter("station", "sequence", "id")):
        moment = max(datetime.fromisoformat(scan.at).timestamp(), latest.get(scan.station, 0.0))
        latest[scan.station] = moment
        timed.append((moment, scan.station, scan.sequence, scan.id, scan))
    return [scan for *_, scan in sorted(timed, key=lambda entry: entry[:4])]


def _walk(scans: Iterable[Scan], site_of_activity: Mapping[str, str]) -> dict[Place, Presence]:
    stays: dict[Place, Presence] = {}
    for scan in scans:
        here = Place(scan.checkpoint_kind, scan.checkpoint_id)
        for place, stay in stays.items():
            if stay.inside and place != here and _ends(place, here, scan.direction, site_of_activity):
                stays[place] = replace(stay, inside=False, left_at=scan.at, implied=True)
        before = stays.get(here)
        if scan.direction == Way.IN:
            if before is not None and before.inside:  # let in twice, at two laptops
                stays[here] = replace(before, entries=before.entries + 1)
            else:
                stays[here] = Presence(True, scan.at, scan.station, 1 if before is None else before.entries + 1)
        elif before is not None and before.inside:
            stays[here] = replace(before, inside=False, left_at=scan.at, implied=False)
    return stays


def _ends(place: Place, here: Place, direction: str, site_of_activity: Mapping[str, str]) -> bool:
    """Whether a scan at `here` shows that a stay at another `place` is over."""
    if CheckpointKind.DOOR in (place.kind, here.kind):
        return False  # being registered at the congress is not being in a room
    if direction == Way.OUT:
        return _lies_in(place, here, site_of_activity)
    return not _lies_in(here, place, site_of_activity)


def _lies_in(inner: Place, outer: Place, site_of_activity: Mapping[str, str]) -> bool:
    return (
        inner.kind is CheckpointKind.ACTIVITY
        and outer.kind is CheckpointKind.SITE
        and site_of_activity.get(inner.key) == outer.key
    )


# What the desk answers


def refusal(
    presence: Presence | None, policy: EntryPolicy, *, expected: bool, timing: Outcome | None, full: bool
) -> Outcome | None:
    """Why a known person with a valid badge is not to be let in, or None. `timing`: of `timing_of`."""
    if presence is not None:
        if policy is EntryPolicy.ONCE and presence.entries > 0:
            return Outcome.ALREADY_IN
        if policy is EntryPolicy.REENTRY and presence.inside:
            return Outcome.ALREADY_IN
    if not expected:
        return Outcome.NOT_EXPECTED
    if timing is not None:
        return timing
    return Outcome.FULL if full else None


def can_be_forced(outcome: Outcome) -> bool:
    """Whether a reason may overrule this answer."""
    return outcome in (Outcome.NOT_EXPECTED, Outcome.TOO_EARLY, Outcome.TOO_LATE, Outcome.FULL)


def timing_of(
    moment: datetime, spans: Sequence[Appointment], opens_before: int | None, closes_after: int | None
) -> Outcome | None:
    """`too-early`, `too-late` or None, for a checkpoint at which `spans` go on.

    It is open from `opens_before` minutes before each start to `closes_after` minutes after each end; None is no
    limit on that side. Between two openings it is too early for the next one.
    """

    def early(span: Appointment) -> bool:
        return opens_before is not None and moment < span.starts_at - timedelta(minutes=opens_before)

    def late(span: Appointment) -> bool:
        return closes_after is not None and moment > span.ends_at + timedelta(minutes=closes_after)

    if not spans or any(not early(span) and not late(span) for span in spans):
        return None
    return Outcome.TOO_EARLY if any(early(span) for span in spans) else Outcome.TOO_LATE


def next_appointment(appointments: Iterable[Appointment], moment: datetime) -> Appointment | None:
    """Where a person should be: what goes on at this moment, else what comes next."""
    ahead = [appointment for appointment in appointments if appointment.ends_at > moment]
    return min(ahead, key=attrgetter("starts_at", "ends_at", "id"), default=None)


# The chain


@dataclass(frozen=True, slots=True)
class ChainFault:
    """A place in a station's chain that does not hold."""

    station: str
    sequence: int
    what: str
    """`gap`: rows before this one are missing; `altered`: the row is not what was hashed; `broken`: the row before is
    not the one that this row was put after; `repeated`: two rows have this number."""


def sealed(scan: Scan) -> Scan:
    """The scan with its hash."""
    return replace(scan, hash=scan_hash(scan))


def scan_hash(scan: Scan) -> str:
    """SHA-256 (hexadecimal) over the JSON list of all other fields in the model's order, `previous_hash` the last."""
    content = json.dumps(_hashed_fields(scan), ensure_ascii=False, separators=(",", ":"))
    return sha256(content.encode()).hexdigest()


_hashed_fields = attrgetter(*(field.name for field in fields(Scan) if field.name != "hash"))


def chain_faults(scans: Iterable[Scan]) -> list[ChainFault]:
    """Every fault in the chains of all stations, in order of station and sequence."""
    faults = []
    station, sequence, previous_hash = "", 0, ""
    for scan in sorted(scans, key=attrgetter("station", "sequence", "id")):
        if scan.station != station:
            station, sequence, previous_hash = scan.station, 0, ""
        if scan.sequence == sequence:
            faults.append(ChainFault(station, scan.sequence, "repeated"))
        elif scan.sequence != sequence + 1:
            faults.append(ChainFault(station, scan.sequence, "gap"))
        elif scan.previous_hash != previous_hash:
            faults.append(ChainFault(station, scan.sequence, "broken"))
        if scan.hash != scan_hash(scan):
            faults.append(ChainFault(station, scan.sequence, "altered"))
        sequence, previous_hash = scan.sequence, scan.hash
    return faults
