"""`checkin` and `badges`."""

import io
import sys
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Any

import click

from smalltowns_desktop.cli.code_stream import AT_ONCE, waiting_codes
from smalltowns_desktop.cli.common import Session, common_options, event_argument
from smalltowns_desktop.domain.checkin import Outcome, Way
from smalltowns_desktop.domain.codes import in_groups
from smalltowns_desktop.domain.errors import EventBusy, NotATime
from smalltowns_desktop.domain.text import N_, Text, say
from smalltowns_desktop.services.badges import list_badges
from smalltowns_desktop.services.checkin import Answer, Desk, open_desk

_STREAM = ((), ("-",))
"""Arguments that mean standard input."""
_YEARS = (1970, 2199)
"""Beyond these, time zones are not what they are today."""
_BUSY_TRIES = 12
"""How often a queue waits for a busy event, five seconds each, before the desk gives up."""


@click.command(help=N_("Check people in: codes as arguments, or from standard input as they come."))
@event_argument
@click.argument("codes", metavar="[CODE... | -]", nargs=-1)
@click.option(
    "--checkpoint", required=True, metavar="NAME", help=N_("An activity, a site, a vehicle by name or key, or “door”.")
)
@click.option("--at", metavar="TIME", help=N_("Time of the scans instead of now: 2025-08-13 09:30."))
@click.option("--exit", "leaving", is_flag=True, help=N_("People leave."))
@click.option(
    "--force", metavar="REASON", help=N_("Let in who is not expected, too early, too late or without a place.")
)
@click.option("--operator", metavar="NAME", help=N_("Who stands at the desk."))
@common_options
def checkin(
    session: Session,
    event: str,
    codes: tuple[str, ...],
    checkpoint: str,
    at: str | None,
    leaving: bool,
    force: str | None,
    operator: str | None,
) -> None:
    moment = _moment(at)
    direction = Way.OUT if leaving else Way.IN
    told = False
    with session.open(event, keep_reserve=codes in _STREAM) as db:
        desk = open_desk(db, checkpoint, session.author.station, operator or session.author.who)
        for batch in _batches(codes):
            for answer in _scan_patiently(session, desk, batch, moment, direction, force):
                session.line(_plain(session, answer), partial(_sentence, session, answer, direction))
            if desk.on_reserve and not told:
                told = True
                session.note(say("The disk is full. Check-in goes on in the space kept for this; free some more soon."))


@click.command(help=N_("Everybody's badge code; who has none yet gets one."))
@event_argument
@common_options
def badges(session: Session, event: str) -> None:
    with session.open(event) as db, session.progress(say("Issuing badges")):
        lines = list_badges(db)

    def human() -> str:
        revoked = session.say(say("(revoked)"))
        return "\n".join(
            f"{in_groups(line.code)}  {line.name}" + (f", {line.delegation}" if line.delegation else "")
            + (f"  {revoked}" if line.revoked else "")
            for line in lines
        )  # fmt: skip

    session.result([line._asdict() for line in lines], human)


def _batches(codes: tuple[str, ...]) -> Iterator[list[str]]:
    if codes in _STREAM:
        return waiting_codes(_read_input)
    return (list(codes[start : start + AT_ONCE]) for start in range(0, len(codes), AT_ONCE))


def _read_input(most: int) -> bytes:
    # read1 waits for the first byte only: a code is answered when its line has come, not when the input ends.
    stream = sys.stdin.buffer
    assert isinstance(stream, io.BufferedIOBase)
    return stream.read1(most)


def _scan_patiently(
    session: Session, desk: Desk, codes: list[str], at: datetime | None, direction: Way, force: str | None
) -> list[Answer]:
    for _ in range(_BUSY_TRIES - 1):
        try:
            return desk.scan_all(codes, at, direction, force)
        except EventBusy as error:
            session.note(error.text)
    return desk.scan_all(codes, at, direction, force)


def _moment(at: str | None) -> datetime | None:
    if at is None:
        return None
    try:
        moment = datetime.fromisoformat(at.strip())
    except ValueError as error:
        raise NotATime(at) from error
    if not _YEARS[0] <= moment.year <= _YEARS[1]:
        raise NotATime(at)
    return moment


def _plain(session: Session, answer: Answer) -> dict[str, Any]:
    return {
        "code": answer.code,
        "outcome": answer.outcome,
        "participant_id": answer.participant_id or None,
        "name": answer.name or None,
        "delegation": answer.delegation or None,
        "since": answer.since or None,
        "where": answer.admitted_by or _where(session, answer) or None,
        "station": answer.station,
        "sequence": answer.sequence,
        "at": answer.at,
        "forced": answer.forced,
    }


def _where(session: Session, answer: Answer) -> str:
    """Where somebody who is not expected here should be: `Dairy tour, Slonim dairy, 11:00`."""
    there = answer.expected_at
    if there is None:
        return ""
    today = there.starts_at.date() <= datetime.fromisoformat(answer.at).date()
    when = session.words.value(there.starts_at.time() if today else there.starts_at)
    return ", ".join(part for part in (there.title, there.site, when) if part)


def _sentence(session: Session, answer: Answer, direction: Way) -> str:
    person = f"{answer.name}, {answer.delegation}" if answer.delegation else answer.name
    return session.say(_verdict(session, answer, direction, person))


def _verdict(session: Session, answer: Answer, direction: Way, person: str) -> Text:
    match answer.outcome:
        case Outcome.ADMITTED if direction is Way.OUT:
            return say("Out: {name}", name=person)
        case Outcome.ADMITTED if answer.forced:
            return say("In, by exception: {name}", name=person)
        case Outcome.ADMITTED:
            return say("In: {name}", name=person)
        case Outcome.ALREADY_IN:
            since = datetime.fromisoformat(answer.since).replace(tzinfo=None)
            return say(
                "Already in since {since} ({station}): {name}", since=since, station=answer.admitted_by, name=person
            )
        case Outcome.NOT_EXPECTED:
            where = _where(session, answer)
            if where:
                return say("Not expected here: {name}. Should be at: {where}", name=person, where=where)
            return say("Not expected here: {name}", name=person)
        case Outcome.TOO_EARLY:
            return say("Too early: {name}", name=person)
        case Outcome.TOO_LATE:
            return say("Too late: {name}", name=person)
        case Outcome.FULL:
            return say("No place left: {name}", name=person)
        case Outcome.REVOKED:
            return say("This badge was replaced or revoked: {name}", name=person)
        case Outcome.UNKNOWN:
            return say("A genuine badge, but its person is not in this event: {code}", code=answer.code)
        case Outcome.FORGED:
            return say("Not a badge of this event: {code}", code=answer.code)
        case _:
            return say("Not a badge code: {code}", code=answer.code)
