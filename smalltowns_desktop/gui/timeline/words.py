"""Words of activities: kinds, states, parts, fields."""

from collections.abc import Mapping
from datetime import date, datetime

from smalltowns_desktop.domain.model import ActivityKind, ActivityPart, ActivityStatus
from smalltowns_desktop.domain.text import N_
from smalltowns_desktop.gui.wording import clock, short_day
from smalltowns_desktop.gui.workspace import Workspace

KIND_WORDS: Mapping[ActivityKind, str] = {
    ActivityKind.VISIT: N_("Visit"),
    ActivityKind.MEETING: N_("Meeting"),
    ActivityKind.PLENARY: N_("Plenary session"),
    ActivityKind.SECTION: N_("Section meeting"),
    ActivityKind.SIGNING: N_("Signing"),
    ActivityKind.CULTURE: N_("Cultural programme"),
    ActivityKind.MEAL: N_("Meal"),
    ActivityKind.REGISTRATION: N_("Registration"),
    ActivityKind.TRANSFER: N_("On the way"),
    ActivityKind.FREE: N_("Free time"),
}
STATUS_WORDS: Mapping[ActivityStatus, str] = {
    ActivityStatus.DRAFT: N_("Draft"),
    ActivityStatus.CONFIRMED: N_("Confirmed"),
    ActivityStatus.CANCELLED: N_("Cancelled"),
}
STATUS_TONES: Mapping[ActivityStatus, str] = {
    ActivityStatus.DRAFT: "plain",
    ActivityStatus.CONFIRMED: "ok",
    ActivityStatus.CANCELLED: "bad",
}
PART_WORDS: Mapping[ActivityPart, str] = {
    ActivityPart.SPEAKER: N_("Speaker"),
    ActivityPart.MODERATOR: N_("Moderator"),
    ActivityPart.INTERPRETER: N_("Interpreter"),
    ActivityPart.RESPONSIBLE: N_("Responsible"),
}
FIELD_WORDS: Mapping[str, str] = {
    "title": N_("title"),
    "kind": N_("kind"),
    "starts_at": N_("start"),
    "ends_at": N_("end"),
    "direction_id": N_("direction"),
    "site_id": N_("place"),
    "hall_id": N_("hall"),
    "status": N_("state"),
    "locked": N_("lock"),
    "notes": N_("notes"),
}
"""What the journal's columns are called in a sentence."""


def moment_words(workspace: Workspace, moment: datetime, usual: date) -> str:
    """The time; with the day where it is another one."""
    if moment.date() == usual:
        return clock(moment)
    return f"{short_day(moment.date(), workspace.words.language)} {clock(moment)}"
