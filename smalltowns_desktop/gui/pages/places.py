"""The page of places: a list by district, the map or its twin the table, and the card of the chosen place."""

from datetime import date

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from smalltowns_desktop.domain.ids import DistrictId, SiteId
from smalltowns_desktop.domain.model import Activity
from smalltowns_desktop.gui.map.content import content_of
from smalltowns_desktop.gui.map.land import load_land
from smalltowns_desktop.gui.map.pane import MapPane
from smalltowns_desktop.gui.map.panels import CodeTile
from smalltowns_desktop.gui.models.site_facts import activities_by_site, days_at_site
from smalltowns_desktop.gui.pages.page import Page
from smalltowns_desktop.gui.pages.places_bar import MAP, TABLE, TRAVEL, PlacesBar
from smalltowns_desktop.gui.pages.places_day import RouteOfDay
from smalltowns_desktop.gui.pages.places_deeds import PlacesDeeds
from smalltowns_desktop.gui.pages.places_list import PlacesList
from smalltowns_desktop.gui.pages.places_side import PlacesSide
from smalltowns_desktop.gui.pages.places_table import PlacesTable, place_rows
from smalltowns_desktop.gui.pages.places_travel import TravelPanel
from smalltowns_desktop.gui.pages.places_words import (
    kind_words,
    list_of_places,
    problems_of_sites,
    route_lines,
    tip_of,
)
from smalltowns_desktop.gui.widgets.keys import bind_keys
from smalltowns_desktop.gui.widgets.parts import IconLabel, button, column, label, row
from smalltowns_desktop.gui.workspace import Place, Workspace

_NARROW = 1270
"""A narrower page begins without the card at the right (look/tokens.md: windows up to 1366)."""


class PlacesPage(Page):
    """Choosing in the list, on the map or in the table is one choice, and the card follows it."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._stale = False
        self._chosen = ""
        self._course = RouteOfDay(workspace)
        self._activities: dict[SiteId, list[Activity]] = {}
        self._land = load_land()
        self.bar = PlacesBar(workspace)
        self.list = PlacesList(workspace)
        self.map = MapPane(workspace, self._land, kind_words(workspace), self._tip_of)
        self.table = PlacesTable(workspace)
        self.travel = TravelPanel(workspace)
        self.side = PlacesSide(workspace)
        self._side_wanted: bool | None = None
        """None until somebody has shown or hidden the card."""
        self._deeds = PlacesDeeds(self.store, self.side)
        self._middle = QStackedWidget()
        self._body = QStackedWidget()
        self._lay_out()
        self._wire()
        self._show_event()
        self._choose_first()

    # What the window asks for

    def show_place(self, place: Place) -> None:
        """`site` and `district` by their keys."""
        if place.kind in ("site", "district"):
            self.choose(place.key)
            self.map.view.bring_into_view(place.key)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._show_event()

    def choose(self, key: str) -> None:
        """Make a site or a district the chosen one everywhere. What is typed and not saved stays where it is."""
        if not self.side.may_leave():
            self._mark(self._chosen)
            return
        self._chosen = key
        self._mark(key)
        self._show_side()
        self._show_route_card()
        self._show_ways()

    def toggle_side_panel(self) -> None:
        """Show or hide the card at the right."""
        self._side_wanted = self.side.isHidden()
        self._fit_side()

    def toggle_travel(self) -> None:
        """To the travel times, and back to the map."""
        view = MAP if self.bar.views.current == TRAVEL else TRAVEL
        self.bar.views.choose(view)
        self._show_view(view)
        (self.travel.table if view == TRAVEL else self.map.view).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_side()

    # Building

    def _lay_out(self) -> None:
        say = self.workspace.say
        self._middle.addWidget(self.map)
        self._middle.addWidget(self.table)
        self._middle.addWidget(self.travel)
        full = QWidget()
        line = row(self.list, self._middle, self.side, gap=0)
        line.setStretchFactor(self._middle, 1)
        full.setLayout(line)
        self.empty_import = button(say("From a spreadsheet…"), "main", self._import)
        self.empty_add = button(say("Add"), on_click=self.add_site)
        picture = IconLabel(self.theme, "map-pin", "text-3", 48)
        buttons = row(None, self.empty_import, self.empty_add, None)
        hint = QWidget()
        hint.setLayout(
            column(None, row(None, picture, None), row(None, label(say("No places yet"), "hint"), None), buttons, None)
        )
        self._body.addWidget(full)
        self._body.addWidget(hint)
        self.setLayout(column(self.bar, self._body, gap=0))

    def _wire(self) -> None:
        self.bar.view_chosen.connect(self._show_view)
        self.bar.day_chosen.connect(self._choose_day)
        self.bar.route_chosen.connect(self._choose_route)
        self.bar.names_shown.connect(self.map.view.marks.show_names)
        self.bar.import_wanted.connect(self._import)
        self.bar.new_wanted.connect(self.add_site)
        self.bar.side_toggled.connect(self.toggle_side_panel)
        self.list.chosen.connect(self.choose)
        self.list.narrowed.connect(self._narrow)
        for rows in (self.list.tree, self.table):
            rows.edit_wanted.connect(self.edit_chosen)
            rows.delete_wanted.connect(self.delete_chosen)
        self.map.chosen.connect(self.choose)
        self.map.stop_wanted.connect(self._step)
        self.map.picked.connect(self._picked)
        self.map.picking_left.connect(lambda: self.map.pick(False))
        self.table.chosen.connect(self.choose)
        self._wire_side()
        bind_keys(self, (("/", self.list.focus_search), ("F9", self.toggle_side_panel), ("Ctrl+T", self.toggle_travel)))
        self.store.programme_changed.connect(self._refresh)
        self.store.conflicts_changed.connect(self._refresh)
        self.theme.changed.connect(self._refresh)

    def _wire_side(self) -> None:
        side = self.side
        side.edit_wanted.connect(self.edit_chosen)
        side.delete_wanted.connect(self.delete_chosen)
        side.pick_wanted.connect(self._pick)
        side.place_shown.connect(self.map.view.marks.show_place)
        side.left.connect(self._leave_form)
        self._deeds.saved.connect(self._close_form)
        side.site_in_district_wanted.connect(lambda key: self.add_site(DistrictId(key)))
        side.card.activity_wanted.connect(lambda key: self.go("programme", "activity", key))
        side.card.programme_wanted.connect(lambda: self.go("programme", "site", self._chosen))
        side.card.shown_on_map.connect(self._show_on_map)

    # Showing

    def _show_event(self) -> None:
        """Everything anew from the snapshot."""
        self._stale = False
        programme = self.store.programme
        self._activities = activities_by_site(programme)
        self._course.follow(programme)
        self.bar.show_days(programme, self._course.day)
        self.bar.show_routes(programme, self._course.choices, self._course.key)
        self.bar.lock(self.store.db.read_only)
        for part in (self.empty_import, self.empty_add):
            part.setEnabled(not self.store.db.read_only)
        if self._chosen and self._chosen not in programme.sites and self._chosen not in programme.districts:
            self._chosen = ""
        self._show_day()
        if self.side.replaceable:
            self._show_side()
        empty = not programme.sites and not programme.districts and self.side.replaceable
        self._body.setCurrentIndex(1 if empty else 0)

    def _refresh(self) -> None:
        """After a change: now, or when the page comes to the front."""
        if self.isVisible():
            self._show_event()
        else:
            self._stale = True

    def _show_day(self) -> None:
        """What depends on the day and the route."""
        programme = self.store.programme
        course = self._course
        problems = problems_of_sites(self.store.conflicts)
        self.list.show_lines(list_of_places(self.workspace, programme, course.route, course.day, problems))
        self.table.rows.show_rows(place_rows(programme, self._activities, course.numbers()))
        self._narrow()
        self._mark(self._chosen)
        self._show_route_card()
        self._show_ways()

    def _narrow(self) -> None:
        """What the search leaves out is not in the table and pale on the map."""
        programme = self.store.programme
        shown = set(self.list.model.keys_shown())
        self.table.rows.filter(lambda row_: row_.site.id in shown)
        hidden = programme.sites.keys() - shown
        content = content_of(programme, self._land, self.workspace.words.language, self._course.route, hidden)
        self.map.show_content(content)

    def _show_route_card(self) -> None:
        choice, programme = self._course.choice, self.store.programme
        if choice is None:
            self.map.show_route("", None, "", [], "")
            return
        tile = None
        if choice.delegation_id is not None:
            delegation = programme.delegations[choice.delegation_id]
            colour, filled = self.theme.delegation_colour(delegation.colour, delegation.position)
            tile = CodeTile(self.theme, delegation.code, colour, filled)
        lines, total = route_lines(self.workspace, programme, self._course.route)
        self.map.show_route(choice.title, tile, total, lines, self._chosen)

    def _show_side(self) -> None:
        programme, locked = self.store.programme, self.store.db.read_only
        site, district = programme.sites.get(self._chosen), programme.districts.get(self._chosen)
        if site is not None:
            self.side.show_site(programme, site, self._activities.get(site.id, []), self._course.day, locked=locked)
        elif district is not None:
            sites = programme.sites_by_district.get(district.id, ())
            self.side.show_district(district, len(sites), locked=locked)
        else:
            self.side.show_nothing()

    def _mark(self, key: str) -> None:
        self.list.choose(key)
        self.table.choose(key)
        self.map.choose(key)

    def _tip_of(self, key: str) -> tuple[str, str]:
        site = self.store.programme.sites[SiteId(key)]
        days = days_at_site(self.store.programme, site, self._activities.get(site.id, []))
        of_day = next((item for item in days if item.day == self._course.day), None)
        return tip_of(self.workspace, site, self._course.stop_at(key), of_day)

    # Choosing

    def _choose_first(self) -> None:
        """At first the first stop of the route, else the first place of the list."""
        first = [stop.site_id for stop in self._course.route.stops] + self.list.model.keys_shown()
        if first:
            self.choose(first[0])

    def _show_view(self, view: str) -> None:
        self._middle.setCurrentWidget({TABLE: self.table, TRAVEL: self.travel}.get(view, self.map))
        self._show_ways()
        self._fit_side()

    def _show_ways(self) -> None:
        if self._middle.currentWidget() is self.travel:
            self.travel.show_ways(self._chosen)

    def _fit_side(self) -> None:
        """The card is there if somebody has asked for it, else where there is room: travel times need all of it."""
        room = self.width() >= _NARROW and self._middle.currentWidget() is not self.travel
        self.side.setVisible(room if self._side_wanted is None else self._side_wanted)

    def _show_card(self) -> None:
        """Show the card at the right, for something that is done in it."""
        if self.side.isHidden():
            self.toggle_side_panel()

    def _choose_day(self, day: date) -> None:
        self._course.choose_day(day)
        self._show_day()
        if self.side.replaceable:
            self._show_side()

    def _choose_route(self, key: str) -> None:
        self._course.choose_route(key)
        self._show_day()

    def _step(self, by: int) -> None:
        """To the next or the previous stop of the route."""
        key = self._course.stop_beside(self._chosen, by)
        if key is not None:
            self.choose(key)
            self.map.view.bring_into_view(key)

    def _show_on_map(self) -> None:
        self.bar.views.choose(MAP)
        self._show_view(MAP)
        self.map.view.bring_into_view(self._chosen)
        self.map.view.setFocus()

    # Editing

    def add_site(self, district_id: DistrictId | None = None) -> None:
        """Open the form of a new place; without any district that of a district first."""
        if self.store.db.read_only or not self.side.may_leave():
            return
        programme = self.store.programme
        self._show_card()
        self._body.setCurrentIndex(0)
        if district_id is None and self._chosen:
            site = programme.sites.get(self._chosen)
            district_id = site.district_id if site is not None else DistrictId(self._chosen)
        self.side.edit_site(programme, None, district_id)
        if not programme.districts:
            self.side.add_district()

    def edit_chosen(self) -> None:
        """Open the form of the chosen site."""
        site = self.store.programme.sites.get(self._chosen)
        if site is not None and not self.store.db.read_only:
            self._show_card()
            self.side.edit_site(self.store.programme, site)

    def delete_chosen(self) -> None:
        """Delete the chosen site; undo brings it back."""
        if self._chosen in self.store.programme.sites and not self.store.db.read_only:
            self._deeds.delete_site(SiteId(self._chosen))

    def _import(self) -> None:
        self.action_requested.emit("import-workbook")

    def _close_form(self, key: str) -> None:
        self.map.pick(False)
        self._chosen = key
        self.side.show_nothing()
        self._show_event()

    def _leave_form(self) -> None:
        if not self.side.leave_form():
            self._close_form(self._chosen)

    def _pick(self) -> None:
        self.bar.views.choose(MAP)
        self._show_view(MAP)
        self.map.pick(True)

    def _picked(self, latitude: float, longitude: float) -> None:
        self.map.pick(False)
        if self.side.where is not None:
            self.side.where.put(latitude, longitude)
