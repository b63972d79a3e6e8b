"""The activities of a day as a table: what the timeline shows, for the keyboard, a screen reader and sorting."""

from collections.abc import Callable

from smalltowns_desktop.domain.model import Activity, Severity
from smalltowns_desktop.domain.names import fold_for_search
from smalltowns_desktop.gui.models.table import Column, RowsModel
from smalltowns_desktop.gui.timeline.ink import direction_token, item_icon
from smalltowns_desktop.gui.timeline.words import KIND_WORDS, STATUS_WORDS
from smalltowns_desktop.gui.widgets.tips import plain_tip
from smalltowns_desktop.gui.wording import clock
from smalltowns_desktop.gui.workspace import Workspace

SeverityOf = Callable[[str], Severity]
"""The worst open conflict of an activity, by its key; OFF for none."""
_ORDER = list(Severity)


def make_activities_model(workspace: Workspace, severity_of: SeverityOf) -> RowsModel[Activity]:
    say, word, theme, store = workspace.say, workspace.words.word, workspace.theme, workspace.store
    severities = {
        Severity.ERROR: say("error"),
        Severity.WARNING: say("warning"),
        Severity.NOTICE: say("notice"),
        Severity.OFF: "",
    }

    def place(row: Activity) -> str:
        site = store.programme.site_of(row)
        hall = store.programme.halls.get(row.hall_id or "")
        return ", ".join(part.name for part in (site, hall) if part is not None)

    def direction(row: Activity) -> str:
        found = store.programme.directions.get(row.direction_id or "")
        return "" if found is None else found.name

    def who(row: Activity) -> str:
        groups = (store.programme.groups[key].name for key in store.programme.groups_by_activity.get(row.id, ()))
        return ", ".join(sorted(groups))

    def people(row: Activity) -> int:
        return sum(map(store.programme.size_of_group, store.programme.groups_by_activity.get(row.id, ())))

    def state(row: Activity) -> str:
        words = word(STATUS_WORDS[row.status])
        return say("{state}, locked", state=words) if row.locked else words

    def icon(row: Activity) -> str:
        found = store.programme.directions.get(row.direction_id or "")
        return item_icon(row.kind, -1 if found is None else found.position) or "map-pin"

    def colour(row: Activity) -> str:
        found = store.programme.directions.get(row.direction_id or "")
        return "text-2" if found is None else f"{direction_token(found.position)}-x"

    return RowsModel(
        [
            Column(
                "start", say("Start"), lambda row: clock(row.starts_at), sort_by=lambda row: row.starts_at, width=66,
            ),
            Column("end", say("End"), lambda row: clock(row.ends_at), sort_by=lambda row: row.ends_at, width=66),
            Column(
                "title", say("What"), lambda row: row.title, icon=lambda row: theme.icon(icon(row), colour(row)),
                tip=lambda row: plain_tip(row.title), width=250,
            ),
            Column("place", say("Place"), place, tip=lambda row: plain_tip(place(row)), width=220),
            Column("who", say("Who"), who, tip=lambda row: plain_tip(who(row)), width=160),
            Column("people", say("People"), lambda row: str(people(row)), sort_by=people, width=76, right=True),
            Column("kind", say("Kind"), lambda row: word(KIND_WORDS[row.kind]), width=96),
            Column("direction", say("Direction"), direction, width=150),
            Column("state", say("State"), state, width=124),
            Column(
                "conflict", say("Conflicts"), lambda row: severities[severity_of(row.id)],
                sort_by=lambda row: (_ORDER.index(severity_of(row.id)), row.starts_at), width=100,
            ),
        ],
        lambda row: row.id,
        lambda row: fold_for_search(row.title, place(row), who(row)),
    )  # fmt: skip
