"""Checking people in: a desk opens at a checkpoint, answers scan after scan, and takes one back.

Each answer is given only after its row is durable. Several codes that are waiting may share one transaction: the
disk is then waited for once. A desk asks the event anew at every scan, so any number of them work side by side.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from smalltowns_desktop.domain.checkin import (
    Appointment,
    Outcome,
    Place,
    Presence,
    Way,
    can_be_forced,
    next_appointment,
    presences,
    refusal,
    sealed,
    timing_of,
)
from smalltowns_desktop.domain.clean import clean_text
from smalltowns_desktop.domain.codes import Verdict, read_code
from smalltowns_desktop.domain.errors import (
    DiskFull,
    InvalidValue,
    NothingToTakeBack,
    ReasonMissing,
    UnknownName,
)
from smalltowns_desktop.domain.ids import new_id
from smalltowns_desktop.domain.model import CheckpointKind, Scan
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.services.checkpoints import Briefing, find_checkpoint, occasions_of_day, read_briefing
from smalltowns_desktop.storage.checkins import CheckinBook, Holder
from smalltowns_desktop.storage.database import Database
from smalltowns_desktop.storage.identity import read_identity

STUTTER = timedelta(seconds=2.5)
"""The same code again within this time is the scanner repeating itself."""
CODE_KEPT = 4000
"""Characters of a reading that are kept; the schema's limit."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the desk tells after a scan. Empty text and None where there is nothing to tell."""

    scan_id: str
    """Of the row that counts: for a repeated reading, the first."""
    code: str
    outcome: Outcome
    participant_id: str
    name: str
    delegation: str
    since: str
    """`already-in`: when this stay began, ISO 8601 with offset."""
    admitted_by: str
    """`already-in`: the station that let the person in."""
    expected_at: Appointment | None
    """`not-expected`: where the person should be."""
    station: str
    sequence: int
    at: str
    forced: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """One scan before anything is decided."""

    code: str
    way: Way
    force_reason: str
    moment: datetime
    """With its time zone."""

    @property
    def local(self) -> datetime:
        return self.moment.replace(tzinfo=None)

    @property
    def stamp(self) -> str:
        return self.moment.isoformat(timespec="seconds")

    def repeats(self, earlier: "_Reading") -> bool:
        same = (self.code, self.way, self.force_reason) == (earlier.code, earlier.way, earlier.force_reason)
        return same and abs(self.moment - earlier.moment) < STUTTER


@dataclass(frozen=True, slots=True)
class _Finding:
    """What a reading comes to."""

    outcome: Outcome
    holder: Holder | None = None
    stay: Presence | None = None
    expected_at: Appointment | None = None
    forced: bool = False


@dataclass(slots=True)
class _Crowd:
    """Who is inside a checkpoint of limited places: true as long as the event's `state_mark` stays."""

    mark: object
    inside: set[str]


def open_desk(db: Database, checkpoint: str, station: str, operator: str) -> "Desk":
    """A desk at the checkpoint of that name or key.

    `checkpoint` is an activity's title, a site's or a vehicle's name, the key of one of them, or `door`.
    Raises `UnknownName`, `AmbiguousName`, `InvalidValue` if the station has no name.
    """
    name = clean_text(station)
    if not name:
        raise InvalidValue("station", station, say("Name this laptop, for example “desk-1”."))
    with db.reading() as connection:
        place = find_checkpoint(CheckinBook(connection), checkpoint)
        secret = read_identity(connection).secret
    return Desk(db, place, name, clean_text(operator), secret)


class Desk:
    """One station at one checkpoint.

    After a full disk has cost the reserve beside the event file, `on_reserve` is true: check-in goes on, for a while.
    """

    def __init__(self, db: Database, place: Place, station: str, operator: str, secret: bytes) -> None:
        self.place = place
        self.station = station
        self.operator = operator
        self.on_reserve = False
        self._db = db
        self._secret = secret
        self._briefing: Briefing | None = None
        self._crowd: _Crowd | None = None
        self._last: tuple[_Reading, Answer] | None = None

    def scan(
        self, code: str, at: datetime | None = None, direction: Way = Way.IN, force_reason: str | None = None
    ) -> Answer:
        """Check one code and write it down; see `scan_all`."""
        return self.scan_all([code], at, direction, force_reason)[0]

    def scan_all(
        self,
        codes: Sequence[str],
        at: datetime | None = None,
        direction: Way = Way.IN,
        force_reason: str | None = None,
    ) -> list[Answer]:
        """Check codes in their order, in one transaction; returns when all of them are durable.

        `at` is local to the event if it has no time zone; None is now. `force_reason` lets in whoever is not
        expected, too early, too late, or finds no place. Raises `ReasonMissing`, `EventBusy`, `DiskFull`, and
        `GoneAlready` if the checkpoint was deleted: then none of the codes is written down.
        """
        reason = clean_text(force_reason or "")
        if force_reason is not None and not reason:
            raise ReasonMissing
        try:
            return self._take(codes, at, direction, reason)
        except DiskFull as error:
            if not error.retry:
                raise
            self.on_reserve = True
            return self._take(codes, at, direction, reason)

    def undo_scan(self, scan_id: str, reason: str = "", at: datetime | None = None) -> Scan:
        """Take back an entry or an exit: appends the row that voids it, and returns that. `at` as in `scan_all`.

        Raises `UnknownName`; `NothingToTakeBack` for a refused scan or one that was taken back before.
        """
        with self._db.appending() as connection:
            book = CheckinBook(connection)
            book.wait_for_turn()
            scan = book.scan(scan_id)
            if scan is None:
                raise UnknownName(say("check-in"), scan_id)
            void_already = any(row.voids == scan.id for row in book.scans_of(scan.participant_id))
            if scan.outcome != Outcome.ADMITTED or void_already:
                raise NothingToTakeBack
            sequence, previous_hash = book.last_of_station(self.station)
            now = _moment(at, ZoneInfo(book.event().timezone))
            void = replace(
                scan,
                id=new_id(), station=self.station, sequence=sequence + 1, at=now.isoformat(timespec="seconds"),
                direction=Way.VOID, outcome=Outcome.VOIDED, operator=self.operator, reason=clean_text(reason),
                forced=False, voids=scan.id, previous_hash=previous_hash,
            )  # fmt: skip
            void = sealed(void)
            book.append([void])
        self._last = None  # the same badge again is no stutter now
        return void

    def _take(self, codes: Sequence[str], at: datetime | None, way: Way, reason: str) -> list[Answer]:
        answers: list[Answer] = []
        scans: list[Scan] = []
        last = self._last
        crowd, self._crowd = self._crowd, None  # forgotten, should the transaction fail
        with self._db.appending() as connection:
            book = CheckinBook(connection)
            book.wait_for_turn()
            briefing = self._briefing = read_briefing(book, self.place, self._briefing)
            crowd = None if briefing.rules.places is None else _count(book, briefing, self.place, crowd)
            sequence, previous_hash = book.last_of_station(self.station)
            for code in codes:
                sequence += 1
                reading = _Reading(clean_text(code)[:CODE_KEPT], way, reason, _moment(at, briefing.zone))
                if last is not None and reading.repeats(last[0]):
                    finding, person = _Finding(Outcome.REPEATED), last[1].participant_id
                    scan = self._row(reading, finding, person, sequence, previous_hash)
                    answer = replace(last[1], sequence=sequence, at=scan.at)
                else:
                    finding = self._find(book, briefing, reading, scans, crowd)
                    person = "" if finding.holder is None else finding.holder.participant_id
                    scan = self._row(reading, finding, person, sequence, previous_hash)
                    answer = _answer(scan, finding)
                previous_hash = scan.hash
                scans.append(scan)
                answers.append(answer)
                last = reading, answer
            book.append(scans)
            if crowd is not None:
                crowd.mark = book.state_mark()
        self._last, self._crowd = last, crowd
        return answers

    def _find(
        self, book: CheckinBook, briefing: Briefing, reading: _Reading, pending: Sequence[Scan], crowd: _Crowd | None
    ) -> _Finding:
        """`pending` scans are decided, but not yet among those in the book."""
        understood = read_code(reading.code, self._secret)
        if understood.verdict is not Verdict.GENUINE:
            return _Finding(Outcome.FORGED if understood.verdict is Verdict.FORGED else Outcome.UNREADABLE)
        holder = book.holder(understood.serial)
        if holder is None or holder.surname is None:
            return _Finding(Outcome.UNKNOWN, holder)
        if holder.revoked:
            return _Finding(Outcome.REVOKED, holder)
        person = holder.participant_id
        inside = crowd.inside if crowd is not None else set()
        if reading.way is Way.OUT:
            inside.discard(person)
            return _Finding(Outcome.ADMITTED, holder)
        before = [*book.scans_of(person), *(scan for scan in pending if scan.participant_id == person)]
        stay = presences(before, briefing.site_of_activity).get(person, {}).get(self.place)
        rules = briefing.rules
        occasions = occasions_of_day(briefing, reading.local)
        refused = refusal(
            stay,
            rules.policy,
            expected=self._is_expected(book, holder, occasions),
            timing=timing_of(reading.local, occasions, rules.opens_minutes_before, rules.closes_minutes_after),
            full=rules.places is not None and len(inside) - (person in inside) >= rules.places,
        )
        forced = refused is not None and reading.force_reason != "" and can_be_forced(refused)
        if refused is None or forced:
            inside.add(person)
            return _Finding(Outcome.ADMITTED, holder, forced=forced)
        if refused is Outcome.NOT_EXPECTED:
            ahead = book.appointments_of(holder, reading.local)
            return _Finding(refused, holder, expected_at=next_appointment(ahead, reading.local))
        return _Finding(refused, holder, stay if refused is Outcome.ALREADY_IN else None)

    def _is_expected(self, book: CheckinBook, holder: Holder, occasions: Sequence[Appointment]) -> bool:
        if self.place.kind is CheckpointKind.DOOR:
            return True
        engagements = book.engagements_of(holder, self.place.kind)
        return any(occasion.id in engagements for occasion in occasions)

    def _row(self, reading: _Reading, finding: _Finding, person: str, sequence: int, previous_hash: str) -> Scan:
        return sealed(
            Scan(
                id=new_id(), station=self.station, sequence=sequence, at=reading.stamp,
                checkpoint_kind=self.place.kind, checkpoint_id=self.place.key, direction=reading.way,
                code=reading.code, outcome=finding.outcome, participant_id=person, operator=self.operator,
                reason=reading.force_reason if finding.forced else "", forced=finding.forced, implied=False, voids="",
                previous_hash=previous_hash, hash="",
            )
        )  # fmt: skip


def _answer(scan: Scan, finding: _Finding) -> Answer:
    holder, stay = finding.holder, finding.stay
    return Answer(
        scan_id=scan.id, code=scan.code, outcome=finding.outcome, participant_id=scan.participant_id,
        name="" if holder is None else holder.name, delegation="" if holder is None else holder.delegation or "",
        since="" if stay is None else stay.since, admitted_by="" if stay is None else stay.station,
        expected_at=finding.expected_at, station=scan.station, sequence=scan.sequence, at=scan.at, forced=scan.forced,
    )  # fmt: skip


def _count(book: CheckinBook, briefing: Briefing, place: Place, known: _Crowd | None) -> _Crowd:
    """Who is inside, counted anew if anything was written since."""
    mark = book.state_mark()
    if known is not None and known.mark == mark:
        return known
    people = presences(book.scans_of_visitors(place), briefing.site_of_activity)
    return _Crowd(mark, {person for person, stays in people.items() if place in stays and stays[place].inside})


def _moment(at: datetime | None, zone: ZoneInfo) -> datetime:
    if at is None:
        return datetime.now(zone)
    return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)
