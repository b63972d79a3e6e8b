"""Which day the page of places is about, and whose way through it is drawn."""

from collections.abc import Sequence
from datetime import date

from smalltowns_desktop.domain.ids import SiteId
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.travel import Roads
from smalltowns_desktop.gui.map.route import NOWHERE, DayRoute, Stop, route_of_day
from smalltowns_desktop.gui.models.site_facts import days_of
from smalltowns_desktop.gui.pages.places_bar import RouteChoice, route_choices
from smalltowns_desktop.gui.workspace import Workspace

NO_ROUTE = "none"
_KEPT = "places-route"


class RouteOfDay:
    """A day, the choice of a route, and the route itself; `follow` and the choices lay it anew."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.choices: Sequence[RouteChoice] = route_choices(workspace.store.programme)
        self.day = self._first_day()
        self.key = self._first_route()
        self.route: DayRoute = NOWHERE

    @property
    def choice(self) -> RouteChoice | None:
        """Whose route; None: nobody's."""
        return next((choice for choice in self.choices if choice.key == self.key), None)

    def follow(self, programme: Programme) -> None:
        """Keep the day and the route as far as there still are any."""
        if self.day not in days_of(programme.event):
            self.day = self._first_day()
        self.choices = route_choices(programme)
        if self.key not in self._keys():
            self.key = self._first_route()
        self._lay(programme)

    def choose_day(self, day: date) -> None:
        self.day = day
        self._lay(self._workspace.store.programme)

    def choose_route(self, key: str) -> None:
        """One of the choices, or "" for none; the next start begins with it."""
        self.key = key or NO_ROUTE
        self._workspace.settings.keep_choice(_KEPT, self.key)
        self._lay(self._workspace.store.programme)

    def stop_at(self, site_id: str) -> Stop | None:
        """The first stop at a place."""
        return next((stop for stop in self.route.stops if stop.site_id == site_id), None)

    def numbers(self) -> dict[str, str]:
        """The numbers of each place's stops, in words, by place."""
        return {stop.site_id: ", ".join(map(str, self.route.numbers_at(stop.site_id))) for stop in self.route.stops}

    def stop_beside(self, site_id: str, by: int) -> SiteId | None:
        """The place so many stops on, around the end; from elsewhere the first or the last one. None: no stops."""
        stops = [stop.site_id for stop in self.route.stops]
        if not stops:
            return None
        here = stops.index(SiteId(site_id)) if site_id in stops else -1 if by > 0 else 0
        return stops[(here + by) % len(stops)]

    def _lay(self, programme: Programme) -> None:
        choice = self.choice
        groups = () if choice is None else choice.group_ids
        self.route = route_of_day(programme, Roads.of(programme), groups, self.day) if groups else NOWHERE

    def _keys(self) -> list[str]:
        return [NO_ROUTE, *(choice.key for choice in self.choices)]

    def _first_day(self) -> date:
        days, today = days_of(self._workspace.store.programme.event), self._workspace.now().date()
        return today if today in days else days[0]

    def _first_route(self) -> str:
        kept = self._workspace.settings.choice(_KEPT)
        return kept if kept in self._keys() else self.choices[0].key if self.choices else NO_ROUTE
