"""`undo`, `redo` and `history`."""

import click

from smalltowns_desktop.cli.common import Session, common_options, event_argument
from smalltowns_desktop.domain.text import N_, Text, say
from smalltowns_desktop.domain.times import from_utc
from smalltowns_desktop.services.info import describe_event
from smalltowns_desktop.services.journal import Reversal, list_deeds, redo_deed, undo_deed


@click.command(help=N_("Take back the last deed."))
@event_argument
@common_options
def undo(session: Session, event: str) -> None:
    with session.open(event) as db, session.progress(say("Undoing")):
        reversal = undo_deed(db)
    _tell(session, reversal, say("Undone: {deed}", deed=reversal.deed))


@click.command(help=N_("Do again what was taken back last."))
@event_argument
@common_options
def redo(session: Session, event: str) -> None:
    with session.open(event) as db, session.progress(say("Doing again")):
        reversal = redo_deed(db)
    _tell(session, reversal, say("Done again: {deed}", deed=reversal.deed))


@click.command(help=N_("What was done, newest first."))
@event_argument
@common_options
def history(session: Session, event: str) -> None:
    with session.open(event, read_only=True) as db:
        timezone = describe_event(db).event.timezone
        revisions = [
            {
                "number": revision.number,
                "at": from_utc(revision.at, timezone),
                "who": revision.who,
                "station": revision.station,
                "deed": session.say(revision.deed),
                "undone": revision.undone,
            }
            for revision in list_deeds(db)
        ]

    def human() -> str:
        undone = session.say(say("(undone)"))
        return "\n".join(
            f"{row['number']:>5}  {row['at']}  {row['who']} ({row['station']})  {row['deed']}"
            + (f"  {undone}" if row["undone"] else "")
            for row in revisions
        )

    session.result({"revisions": revisions}, human)


def _tell(session: Session, reversal: Reversal, sentence: Text) -> None:
    answer = {
        "number": reversal.number,
        "deed": session.say(reversal.deed),
        "rows": reversal.changes.count(),
        "revision": reversal.changes.revision,
    }
    session.result(answer, lambda: session.say(sentence))
