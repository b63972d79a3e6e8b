"""`demo`."""

import click

from smalltowns_desktop.cli.common import Session, common_options, event_argument
from smalltowns_desktop.cli.row_counts import count_lines
from smalltowns_desktop.domain.text import N_, say, say_n
from smalltowns_desktop.services.demo.congress import create_demo
from smalltowns_desktop.services.demo.draft import DemoOptions
from smalltowns_desktop.services.info import describe_event

_TOLD = (
    "districts",
    "sites",
    "delegations",
    "groups",
    "participants",
    "requests",
    "activities",
    "transfers",
    "agreements",
)


@click.command(help=N_("Create a generated congress to try the program on."))
@event_argument
@click.option("--delegations", type=int, metavar="N", help=N_("How many delegations; 24, or more for more people."))
@click.option("--participants", type=int, metavar="N", help=N_("How many people; 400."))
@click.option("--sites", type=int, metavar="N", help=N_("How many sites; 30, or more for more delegations."))
@click.option("--activities", type=int, metavar="N", help=N_("Exactly how many activities; as many as fit well."))
@click.option("--days", type=int, default=3, metavar="N", help=N_("How many days; 3."))
@click.option("--seed", type=int, default=0, metavar="N", help=N_("Another number gives another congress."))
@common_options
def demo(
    session: Session,
    event: str,
    delegations: int | None,
    participants: int | None,
    sites: int | None,
    activities: int | None,
    days: int,
    seed: int,
) -> None:
    options = DemoOptions(delegations, participants, sites, activities, days, seed)
    with session.progress(say("Creating the demo congress")):
        made = create_demo(event, options, author=session.author)
    with made.db as db:
        found = describe_event(db)
    counts = {name: found.counts[name] for name in _TOLD}
    answer = {
        "event": event,
        "title": found.event.title,
        "seed": seed,
        "rows": made.changes.count(),
        "conflicts_left": made.conflicts,
        "counts": counts,
    }

    def human() -> str:
        lines = [
            session.say(say("Created {path}", path=event)),
            found.event.title,
            *count_lines(session, counts),
        ]
        if made.conflicts:
            hint = say_n(
                "It has {n} conflict left on purpose: “check” finds it.",
                "It has {n} conflicts left on purpose: “check” finds them.",
                made.conflicts,
            )
            lines.append(session.say(hint))
        return "\n".join(lines)

    session.result(answer, human)
