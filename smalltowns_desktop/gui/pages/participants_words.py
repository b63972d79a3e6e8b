"""How the people's page words and signs what it knows: badges, arrivals, places of check-in."""

from datetime import datetime

from smalltowns_desktop.domain.model import CheckpointKind
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.widgets.people_table import State
from smalltowns_desktop.gui.widgets.status_line import StatusNote
from smalltowns_desktop.gui.wording import clock, short_date
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.people import ROLE_WORDS
from smalltowns_desktop.services.people_facts import BadgeNote, BadgeState

BADGE_STATES: dict[BadgeState, State] = {
    BadgeState.NOT_PRINTED: ("minus", "text-3", "text-3"),
    BadgeState.PRINTED: ("check", "ok", "text"),
    BadgeState.STALE: ("triangle-alert", "warn", "text"),
    BadgeState.REVOKED: ("circle-slash", "danger", "text"),
}
"""Icon, its colour, the colour of the word."""
ARRIVED: State = ("circle-check", "ok", "text")
EXPECTED: State = ("circle-dashed", "text-3", "text-2")
MARK_ICONS = {CheckpointKind.VEHICLE: "bus"}


class PeopleWords:
    """Words in the window's language, looked up once."""

    def __init__(self, workspace: Workspace) -> None:
        say = workspace.say
        self._workspace = workspace
        self.roles = {role: workspace.render(text) for role, text in ROLE_WORDS.items()}
        self.badges = {
            BadgeState.NOT_PRINTED: say("none"),
            BadgeState.PRINTED: say("printed"),
            BadgeState.STALE: say("out of date"),
            BadgeState.REVOKED: say("revoked"),
        }
        self.badge_choices = {
            BadgeState.NOT_PRINTED: say("Not printed"),
            BadgeState.PRINTED: say("Printed"),
            BadgeState.STALE: say("Out of date"),
            BadgeState.REVOKED: say("Revoked"),
        }
        self.expected = say("expected")
        self.titles = {
            "check": "",
            "name": say("Full name"),
            "delegation": say("Delegation"),
            "position": say("Position"),
            "organisation": say("Organisation"),
            "role": say("Role"),
            "badge": say("Badge"),
            "arrival": say("Arrival"),
            "number": say("No."),
            "phone": say("Telephone"),
            "email": say("E-mail"),
            "town": say("Town"),
            "hotel": say("Lodging"),
            "room": say("Room"),
            "diet": say("Diet"),
        }

    def arrival(self, arrived: datetime | None) -> str:
        """`09:14` today, `12 авг` on another day."""
        if arrived is None:
            return self.expected
        if arrived.date() == self._workspace.now().date():
            return clock(arrived)
        return self.short_date(arrived)

    def short_date(self, moment: datetime) -> str:
        return short_date(moment, self._workspace.words.language)

    def badge_printed(self, note: BadgeNote) -> str:
        """`printed 12 Aug`."""
        word = self.badges[note.state]
        return word if note.printed_at is None else f"{word} {self.short_date(note.printed_at)}"

    def notes(
        self, programme: Programme, shown: int | None, checked: int, arrived: int, remarks: int
    ) -> tuple[StatusNote, ...]:
        """What the status line says of everybody, and of those whom the table shows (None: all) and who are checked."""
        say, say_n = self._workspace.say, self._workspace.say_n
        everybody = say(
            "{people}, {delegations}",
            people=say_n("{n} participant", "{n} participants", len(programme.participants)),
            delegations=say_n("{n} delegation", "{n} delegations", len(programme.delegations)),
        )
        parts = (
            (shown is not None, say("Shown: {n}", n=shown), "search", "text-2"),
            (checked, say("Checked: {n}", n=checked), "list-checks", "text-2"),
            (arrived, say_n("{n} has arrived", "{n} have arrived", arrived), "circle-check", "ok"),
            (remarks, say_n("{n} with remarks", "{n} with remarks", remarks), "triangle-alert", "warn"),
        )
        return (
            StatusNote(everybody, "users"),
            *(StatusNote(text, icon, tone) for number, text, icon, tone in parts if number),
        )

    def place(self, programme: Programme, kind: CheckpointKind, key: str) -> str:
        """What a checkpoint is called; of one that is gone, its kind."""
        rows: dict[CheckpointKind, tuple[str, str]] = {
            CheckpointKind.ACTIVITY: ("activities", "title"),
            CheckpointKind.SITE: ("sites", "name"),
            CheckpointKind.VEHICLE: ("vehicles", "name"),
        }
        say = self._workspace.say
        if kind is CheckpointKind.DOOR:
            return say("Registration desk")
        table, field = rows[kind]
        found = getattr(programme, table).get(key)
        return say("A place that is no longer in the event") if found is None else str(getattr(found, field))
