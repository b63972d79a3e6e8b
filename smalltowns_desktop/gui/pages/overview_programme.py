"""What is on and what comes next, as lines of the overview."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from smalltowns_desktop.conflicts.outcome import Conflicts
from smalltowns_desktop.domain.ids import GroupId
from smalltowns_desktop.domain.model import Activity, ActivityKind, ActivityStatus, Delegation, Transfer
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.models.card_lines import Line, Lines, Note, first_lines, tile_of
from smalltowns_desktop.gui.timeline.ink import direction_token, item_icon
from smalltowns_desktop.gui.wording import duration, span
from smalltowns_desktop.gui.workspace import Place, Workspace

NOON = time(13, 0)
"""Until then it is morning."""
_AHEAD = timedelta(minutes=60)
_FEW = 3
"""So many delegations are shown by their tiles; of more their number is."""
_TRAVEL = frozenset({"group-travel", "person-travel", "vehicle-travel"})


def end_of_next(moment: datetime) -> datetime:
    """Until when "next" reaches: a full hour, at least one hour ahead."""
    ahead = moment + _AHEAD
    hour = ahead.replace(minute=0, second=0, microsecond=0)
    return hour if hour == ahead else hour + timedelta(hours=1)


def visits(programme: Programme) -> list[Activity]:
    """Everything that counts as a visit: what is cancelled does not."""
    return [
        activity
        for activity in programme.activities.values()
        if activity.kind is ActivityKind.VISIT and activity.status is not ActivityStatus.CANCELLED
    ]


class ProgrammeLines:
    """Lines of one snapshot."""

    def __init__(self, workspace: Workspace, conflicts: Conflicts | None) -> None:
        self._workspace = workspace
        self._programme: Programme = workspace.store.programme
        self._names_guests = workspace.store.has_begun
        """Who comes takes as long to read as all else here: the first paint does without."""
        self._late = {
            subject.id
            for conflict in conflicts or ()
            if conflict.rule in _TRAVEL and conflict.accepted_reason is None
            for subject in conflict.subjects[-1:]
        }
        """Keys of activities and transfers for which somebody comes too late."""

    def on_at(self, moment: datetime) -> Lines:
        """What goes on at a moment, the longest under way first."""
        found = [row for row in self._activities() if row.starts_at <= moment < row.ends_at]
        return first_lines(sorted(found, key=_place), self._activity)

    def between(self, moment: datetime, until: datetime) -> Lines:
        """What begins after a moment, transfers too."""
        found: list[Activity | Transfer] = [row for row in self._activities() if moment < row.starts_at <= until]
        found += [ride for ride in self._programme.transfers.values() if moment < ride.departs_at <= until]
        return first_lines(
            sorted(found, key=_place),
            lambda row: self._activity(row) if isinstance(row, Activity) else self._ride(row, moment),
        )

    def of_day(self, day: date, first: time, before: time | None) -> Lines:
        """What begins on a day from a time on and `before` another; None: until its end."""
        found = [
            row
            for row in self._activities()
            if row.starts_at.date() == day
            and first <= row.starts_at.time()
            and (before is None or row.starts_at.time() < before)
        ]
        return first_lines(sorted(found, key=_place), self._activity)

    def _activities(self) -> Iterable[Activity]:
        return (row for row in self._programme.activities.values() if row.status is not ActivityStatus.CANCELLED)

    def _activity(self, row: Activity) -> Line:
        programme = self._programme
        direction = programme.directions.get(row.direction_id) if row.direction_id is not None else None
        position = -1 if direction is None else direction.position
        site = programme.site_of(row)
        groups = programme.groups_by_activity.get(row.id, ()) if self._names_guests else ()
        delegations = self._delegations(groups)
        few = 0 < len(delegations) <= _FEW
        note = None
        if row.id in self._late:
            note = Note(self._workspace.say("will be late"), "octagon-x", "danger")
        elif delegations and not few:
            note = Note(str(len(delegations)), "flag")
        return Line(
            key=row.id,
            title=row.title,
            place=Place("programme", "activity", row.id),
            detail="" if site is None else programme.districts[site.district_id].name,
            lead=span(row.starts_at, row.ends_at),
            strip=position,
            icon=item_icon(row.kind, position) or "map-pin",
            tone=f"{direction_token(position)}-x",
            tile=tile_of(delegations[0]) if few else None,
            tile_last=True,
            others=len(delegations) - 1 if few else 0,
            note=note,
        )

    def _ride(self, ride: Transfer, moment: datetime) -> Line:
        programme, workspace = self._programme, self._workspace
        origin, target = programme.sites[ride.from_site_id], programme.sites[ride.to_site_id]
        names = [programme.districts[site.district_id].name for site in (origin, target)]
        if names[0] == names[1]:
            names = [origin.name, target.name]
        groups = programme.groups_by_transfer.get(ride.id, ()) if self._names_guests else ()
        delegations = self._delegations(groups)
        late = ride.id in self._late
        return Line(
            key=ride.id,
            title=" → ".join(names),
            place=Place("transport", "transfer", ride.id),
            detail=duration(workspace, ride.arrives_at - ride.departs_at),
            lead=workspace.say("in {time}", time=duration(workspace, ride.departs_at - moment)),
            strip=-1,
            icon="bus",
            tile=tile_of(delegations[0]) if delegations else None,
            tile_last=True,
            others=max(0, len(delegations) - 1),
            note=Note(workspace.say("will be late"), "octagon-x", "danger") if late else None,
        )

    def _delegations(self, groups: Iterable[GroupId]) -> list[Delegation]:
        """Whose groups these are, in the order of the delegations."""
        programme = self._programme
        keys = {programme.groups[group].delegation_id for group in groups}
        found = [programme.delegations[key] for key in keys if key is not None]
        return sorted(found, key=lambda row: (row.position, row.name))


def _place(row: Activity | Transfer) -> tuple[datetime, bool, datetime, str]:
    """By time; a transfer before what begins with it."""
    if isinstance(row, Transfer):
        return row.departs_at, False, row.arrives_at, row.id
    return row.starts_at, True, row.ends_at, row.id
