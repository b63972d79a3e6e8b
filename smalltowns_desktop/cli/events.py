"""`new` and `info`."""

from datetime import date

import click

from smalltowns_desktop.cli.common import Session, common_options, event_argument
from smalltowns_desktop.cli.row_counts import count_lines
from smalltowns_desktop.domain.errors import DatesOutOfOrder, NotADate, PasswordMissing, TitleMissing, UnknownTimezone
from smalltowns_desktop.domain.model import EVENT_KEY, Event
from smalltowns_desktop.domain.text import N_, say
from smalltowns_desktop.domain.times import is_timezone
from smalltowns_desktop.services.events import create_event, show_recovery_key
from smalltowns_desktop.services.info import describe_event


@click.command(help=N_("Create an event."))
@event_argument
@click.option("--title", required=True, metavar="TEXT", help=N_("What the congress is called."))
@click.option("--from", "first", required=True, metavar="DATE", help=N_("First day, like 2025-08-12."))
@click.option("--to", "last", required=True, metavar="DATE", help=N_("Last day."))
@click.option("--timezone", default="Europe/Minsk", show_default=True, metavar="ZONE", help=N_("Where its clocks are."))
@click.option("--encrypt", is_flag=True, help=N_("Protect the file with the password; prints a recovery key."))
@common_options
def new(session: Session, event: str, title: str, first: str, last: str, timezone: str, encrypt: bool) -> None:
    starts_on, ends_on = _date(first), _date(last)
    if starts_on > ends_on:
        raise DatesOutOfOrder(starts_on, ends_on)
    if not is_timezone(timezone):
        raise UnknownTimezone(timezone)
    if not title.strip():
        raise TitleMissing()
    if encrypt and not session.password:
        raise PasswordMissing()
    password = session.password if encrypt else None
    row = Event(EVENT_KEY, title.strip(), starts_on, ends_on, timezone, language=session.language or "ru")
    with create_event(event, row, author=session.author, password=password) as db:
        recovery = show_recovery_key(db, password) if password is not None else None
    lines = [session.say(say("Created {path}", path=event))]
    if recovery is not None:
        lines.append(session.say(say("Recovery key, print it and keep it apart from the laptop:")))
        lines.append(recovery)
    answer = {"event": event, "title": row.title, "recovery_key": recovery}
    session.result(answer, lambda: "\n".join(lines))


@click.command(help=N_("Counts, dates, version and sizes of an event."))
@event_argument
@common_options
def info(session: Session, event: str) -> None:
    with session.open(event, read_only=True) as db:
        found = describe_event(db)
    row, identity = found.event, found.identity
    answer = {
        "title": row.title,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat(),
        "timezone": row.timezone,
        "schema": identity.schema,
        "edition": row.edition,
        "kind": identity.kind,
        "event_id": identity.event_id,
        "file_id": identity.file_id,
        "size": found.size,
        "counts": found.counts,
    }

    def human() -> str:
        dates = say("{first} to {last}, {timezone}", first=row.starts_on, last=row.ends_on, timezone=row.timezone)
        edition = say("edition {number}", number=row.edition) if row.edition else say("nothing released yet")
        lines = [row.title, f"{session.say(dates)}; {session.say(edition)}", *count_lines(session, found.counts)]
        return "\n".join(lines)

    session.result(answer, human)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise NotADate(text) from error
