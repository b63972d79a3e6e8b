"""`export schedule-xml` and `export ics`."""

import click

from smalltowns_desktop.cli.common import Session, common_options, event_argument
from smalltowns_desktop.domain.text import N_, say, say_n
from smalltowns_desktop.services import export_calendar, export_schedule
from smalltowns_desktop.services.info import describe_event
from smalltowns_desktop.services.languages import translator


@click.command("schedule-xml", help=N_("Write frab's schedule.xml, for conference apps."))
@event_argument
@click.option("--out", required=True, metavar="FILE", help=N_("Where to write."))
@common_options
def export_schedule_xml(session: Session, event: str, out: str) -> None:
    with session.open(event, read_only=True) as db, session.progress(say("Writing {file}", file=out)):
        done = export_schedule.export_schedule_xml(db, out)
    if done.cancelled:
        session.note(
            say_n("{n} cancelled activity was left out.", "{n} cancelled activities were left out.", done.cancelled)
        )
    if done.too_long:
        text = say("Left out, because schedule.xml knows no duration of 100 hours: {titles}", titles=done.too_long)
        session.note(text)
    answer = {"out": out, "events": done.events, "cancelled": done.cancelled, "too_long": list(done.too_long)}
    session.result(answer, lambda: session.say(say("Wrote {path}", path=out)))


@click.command("ics", help=N_("Write a calendar for telephones: of everything, or of a delegation, person or site."))
@event_argument
@click.option("--out", required=True, metavar="FILE", help=N_("Where to write."))
@click.option("--delegation", metavar="NAME", help=N_("Only what this delegation takes part in."))
@click.option("--person", metavar="NAME", help=N_("Only what this participant takes part in."))
@click.option("--site", metavar="NAME", help=N_("Only what happens at this site."))
@common_options
def export_ics(
    session: Session, event: str, out: str, delegation: str | None, person: str | None, site: str | None
) -> None:
    with session.open(event, read_only=True) as db, session.progress(say("Writing {file}", file=out)):
        words = translator(session.language or describe_event(db).event.language)
        done = export_calendar.export_ics(db, out, words, delegation=delegation, person=person, site=site)
    answer = {"out": out, "events": done.events}
    session.result(answer, lambda: session.say(say("Wrote {path}", path=out)))
