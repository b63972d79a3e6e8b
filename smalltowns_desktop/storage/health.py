"""What an event says about its own health: its journal and its facts, in a file or on a server alike."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, pairwise

from smalltowns_desktop.domain.checkin import chain_faults
from smalltowns_desktop.domain.codes import Verdict, read_code
from smalltowns_desktop.domain.model import Badge, Event, Scan
from smalltowns_desktop.domain.text import Text, say, say_n
from smalltowns_desktop.storage.consistency import Mismatch, altered_rows, broken_chains, missing_rows
from smalltowns_desktop.storage.rows import read_rows
from smalltowns_desktop.storage.sql import Connection

_AT_MOST = 50
"""Findings of one kind; beyond that only their number is told."""


class Level(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Finding:
    level: Level
    check: str
    """`integrity`, `schema`, `references`, `journal` or `facts`."""
    text: Text


def some_of(level: Level, check: str, texts: Iterable[Text]) -> Iterator[Finding]:
    """The first of many findings, and how many more there are."""
    rest = iter(texts)
    for told in islice(rest, _AT_MOST):
        yield Finding(level, check, told)
    more = sum(1 for _ in rest)
    if more:
        yield Finding(level, check, say_n("…and {n} more like this.", "…and {n} more like these.", more))


def identity_findings(connection: Connection) -> Iterator[Finding]:
    """An event knows which one it is, and has exactly one row that describes it."""
    if len(_secrets(connection)) != 1:
        yield Finding(Level.ERROR, "schema", say("It does not know which event it holds."))
    if len(read_rows(connection, Event)) != 1:
        yield Finding(Level.ERROR, "schema", say("The congress itself is missing: its title and its days."))


def journal_findings(connection: Connection) -> Iterator[Finding]:
    """The journal has no holes, and the rows are what it says."""
    dialect = connection.dialect.name
    yield from some_of(Level.ERROR, "journal", map(_told, altered_rows(connection.exec_driver_sql, dialect)))
    yield from some_of(Level.ERROR, "journal", map(_told, missing_rows(connection.exec_driver_sql, dialect)))
    yield from some_of(
        Level.ERROR,
        "journal",
        (
            say(
                "Change {number} of {table} {key} does not follow from the one before.",
                number=number,
                table=table,
                key=key,
            )
            for table, key, number in broken_chains(connection.exec_driver_sql)
        ),
    )
    yield from _revision_findings(connection)


def _revision_findings(connection: Connection) -> Iterator[Finding]:
    rows = connection.exec_driver_sql("SELECT number, at, deed, undoes, redoes FROM revisions ORDER BY number").all()
    numbers = {row.number for row in rows}
    holes = (
        say("The history lacks what was done between numbers {first} and {last}.", first=one.number, last=next_.number)
        for one, next_ in pairwise(rows)
        if next_.number != one.number + 1
    )
    yield from some_of(Level.ERROR, "journal", holes)
    for row in rows:
        about = row.undoes if row.undoes is not None else row.redoes
        if about is not None and about not in numbers:
            told = say(
                "Number {number} of the history is about {about}, which is not there.", number=row.number, about=about
            )
            yield Finding(Level.ERROR, "journal", told)
        if not _readable(row.deed):
            yield Finding(Level.ERROR, "journal", say("Number {number} of the history has no name.", number=row.number))
    back = sum(1 for one, next_ in pairwise(rows) if next_.at < one.at)
    if back:
        told = say_n(
            "A clock went back: {n} entry of the history is older than the one before.",
            "A clock went back: {n} entries of the history are older than those before.",
            back,
        )
        yield Finding(Level.NOTICE, "journal", told)
    lost = connection.exec_driver_sql(
        "SELECT count(*) FROM row_changes WHERE NOT EXISTS (SELECT 1 FROM revisions WHERE number = revision)"
    ).scalar_one()
    if lost:
        told = say_n(
            "{n} change belongs to no entry of the history.", "{n} changes belong to no entry of the history.", lost
        )
        yield Finding(Level.ERROR, "journal", told)


def fact_findings(connection: Connection) -> Iterator[Finding]:
    """Check-ins stand in unbroken chains, badges are signed with this event's secret, and everybody is known."""
    yield from _chain_findings(read_rows(connection, Scan))
    forged = [
        badge
        for secret in _secrets(connection)
        for badge in read_rows(connection, Badge)
        if not _genuine(badge, secret)
    ]
    yield from some_of(
        Level.ERROR,
        "facts",
        (
            say("The badge code {code} is not signed with the secret of this event.", code=badge.code)
            for badge in forged
        ),
    )
    yield from (Finding(Level.NOTICE, "facts", told) for told in _orphans(connection))


def _chain_findings(scans: list[Scan]) -> Iterator[Finding]:
    faults = chain_faults(scans)
    yield from some_of(
        Level.WARNING,
        "facts",
        (
            say(
                "Station {station}: check-ins before number {number} are missing.",
                station=fault.station,
                number=fault.sequence,
            )
            for fault in faults
            if fault.what == "gap"
        ),
    )
    yield from some_of(
        Level.ERROR,
        "facts",
        (
            say(
                "Station {station}: check-in {number} was changed after it was made.",
                station=fault.station,
                number=fault.sequence,
            )
            for fault in faults
            if fault.what != "gap"
        ),
    )


def _secrets(connection: Connection) -> list[bytes]:
    found = connection.exec_driver_sql("SELECT secret FROM identity").scalars()
    return [bytes.fromhex(secret) for secret in found if re.fullmatch("[0-9a-f]{64}", secret)]


def _orphans(connection: Connection) -> Iterator[Text]:
    """Facts about what is not here: seen is seen, so they stay."""

    def count(query: str) -> int:
        return int(connection.exec_driver_sql(f"SELECT count(*) FROM {query}").scalar_one())

    badges = count("badges WHERE participant_id NOT IN (SELECT id FROM participants)")
    if badges:
        yield say_n(
            "{n} badge was issued to somebody who is no longer in the event.",
            "{n} badges were issued to people who are no longer in the event.",
            badges,
        )
    scans = count("checkins WHERE participant_id <> '' AND participant_id NOT IN (SELECT id FROM participants)")
    if scans:
        yield say_n(
            "{n} check-in is of somebody who is no longer in the event.",
            "{n} check-ins are of people who are no longer in the event.",
            scans,
        )
    revoked = count("badge_revocations WHERE badge_id NOT IN (SELECT id FROM badges)")
    if revoked:
        yield say_n(
            "{n} revoked badge was issued somewhere else.", "{n} revoked badges were issued somewhere else.", revoked
        )


def _genuine(badge: Badge, secret: bytes) -> bool:
    reading = read_code(badge.code, secret)
    return reading.verdict is Verdict.GENUINE and reading.serial == badge.serial


def _told(mismatch: Mismatch) -> Text:
    place = {"table": mismatch.table, "key": mismatch.key}
    if mismatch.row is None:
        return say("{table} {key} is missing: the history knows it.", **place)
    if mismatch.journal is None:
        return say("{table} {key} is there, but the history says that it was deleted or never made.", **place)
    differing = sorted(name for name, value in mismatch.row.items() if value != mismatch.journal.get(name))
    return say("{table} {key} is not what the history says: {fields}.", fields=differing, **place)


def _readable(deed: str) -> bool:
    try:
        Text.from_json(deed)
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError, AssertionError):
        return False
    return True
