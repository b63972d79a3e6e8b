"""`print itineraries` and `print badges`."""

from datetime import date

import click

from smalltowns_desktop.cli.common import Session, common_options, event_argument
from smalltowns_desktop.domain.errors import NotADate
from smalltowns_desktop.domain.text import N_, Translator, say, say_n
from smalltowns_desktop.services.info import describe_event
from smalltowns_desktop.services.languages import translator
from smalltowns_desktop.services.printing import Printing, prepare_badges, prepare_itineraries, print_out
from smalltowns_desktop.storage.database import Database

_out = click.option("--out", required=True, metavar="PATH", help=N_("The PDF to write, or with --split a folder."))
_split = click.option("--split", is_flag=True, help=N_("One PDF for each, in a folder."))
_delegation = click.option("--delegation", metavar="NAME", help=N_("Only this delegation."))
_site = click.option("--site", metavar="NAME", help=N_("Only of those who go to this site."))
_vehicle = click.option("--vehicle", metavar="NAME", help=N_("Only of those who ride in this vehicle."))
_stale_only = click.option("--stale-only", is_flag=True, help=N_("Only papers whose last print no longer holds."))


@click.command("itineraries", help=N_("Print itineraries of delegations, or of one person."))
@event_argument
@_out
@_delegation
@click.option("--person", metavar="NAME", help=N_("The itinerary of this participant."))
@_site
@_vehicle
@click.option("--day", metavar="DATE", help=N_("Only this day."))
@_stale_only
@_split
@common_options
def print_itineraries(
    session: Session,
    event: str,
    out: str,
    delegation: str | None,
    person: str | None,
    site: str | None,
    vehicle: str | None,
    day: str | None,
    stale_only: bool,
    split: bool,
) -> None:
    with session.open(event) as db, session.progress(say("Printing itineraries")):
        printing = prepare_itineraries(
            db, _words(session, db), delegation=delegation, person=person, site=site, vehicle=vehicle,
            day=_date(day), stale_only=stale_only, split=split,
        )  # fmt: skip
        print_out(db, printing, out)
    _tell(session, printing, out)


@click.command("badges", help=N_("Print badges on sheets."))
@event_argument
@_out
@_delegation
@click.option("--person", metavar="NAME", help=N_("Only this participant."))
@_site
@_vehicle
@click.option("--day", metavar="DATE", help=N_("The day whose programme stands on large badges."))
@click.option("--template", metavar="NAME", help=N_("The badge's format: 86x54, 90x65 or a6."))
@click.option("--sheet", metavar="STOCK", help=N_("The label sheet by its name, such as 90x65."))
@click.option("--start-cell", type=int, default=1, metavar="N", help=N_("The first free cell of the first sheet."))
@click.option("--crop-marks/--no-crop-marks", default=None, help=N_("Marks to cut along."))
@_stale_only
@_split
@common_options
def print_badges(
    session: Session,
    event: str,
    out: str,
    delegation: str | None,
    person: str | None,
    site: str | None,
    vehicle: str | None,
    day: str | None,
    template: str | None,
    sheet: str | None,
    start_cell: int,
    crop_marks: bool | None,
    stale_only: bool,
    split: bool,
) -> None:
    with session.open(event) as db, session.progress(say("Printing badges")):
        printing = prepare_badges(
            db, _words(session, db), delegation=delegation, person=person, site=site, vehicle=vehicle,
            day=_date(day), template=template,
            sheet=sheet, start_cell=start_cell, crop_marks=crop_marks, stale_only=stale_only, split=split,
        )  # fmt: skip
        print_out(db, printing, out)
    for name in printing.left_out:
        session.note(say("{name} has only a revoked badge and was left out.", name=name))
    _tell(session, printing, out)


def _tell(session: Session, printing: Printing, out: str) -> None:
    answer = {
        "out": out,
        "pages": printing.pages,
        "documents": len(printing.papers),
        "findings": [
            {
                "kind": finding.kind.value,
                "subject": finding.subject,
                "field": finding.field,
                "detail": session.say(finding.detail),
            }
            for finding in printing.findings
        ],
    }

    def human() -> str:
        if not printing.documents:
            return session.say(say("Nothing is out of date."))
        count = say_n("{n} paper", "{n} papers", len(printing.papers))
        lines = [
            session.say(say("Wrote {path}: {papers}, {pages} pages", path=out, papers=count, pages=printing.pages))
        ]
        for finding in printing.findings:
            lines.append(f"{finding.subject}, {finding.field}: {session.say(finding.detail)}")
        return "\n".join(lines)

    session.result(answer, human)


def _words(session: Session, db: Database) -> Translator:
    """The paper's language: as asked for, else the event's own."""
    return translator(session.language or describe_event(db).event.language)


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotADate(text) from error
