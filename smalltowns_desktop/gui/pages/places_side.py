"""The panel at the right of the places: a hint, a site's card, or a form that is being filled in."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget

from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.domain.ids import DistrictId
from smalltowns_desktop.domain.model import Activity, District, Site
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.pages.places_card import SiteCard
from smalltowns_desktop.gui.pages.places_district import DistrictForm
from smalltowns_desktop.gui.pages.places_fields import WhereFields
from smalltowns_desktop.gui.pages.places_form import SiteForm
from smalltowns_desktop.gui.widgets.parts import EmptyHint, column, icon_button, label, row, surface
from smalltowns_desktop.gui.workspace import Workspace

WIDTH = 344


class PlacesSide(QFrame):
    """Signals: `edit_wanted`, `delete_wanted` (of the site that is shown), `pick_wanted` (a click on the map is to give
    the place), `place_shown` (latitude and longitude that a form has now, None: no form), `left` (a form, without
    saving), `site_saved` (before or None, after, keys of directions), `district_saved` (before or None, after),
    `district_delete_wanted` and `site_in_district_wanted` (its key)."""

    edit_wanted = Signal()
    delete_wanted = Signal()
    pick_wanted = Signal()
    place_shown = Signal(object)
    left = Signal()
    site_saved = Signal(object, object, object)
    district_saved = Signal(object, object)
    district_delete_wanted = Signal(str)
    site_in_district_wanted = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self.setFixedWidth(WIDTH)
        self._workspace = workspace
        say, theme = workspace.say, workspace.theme
        self._title = label(role="heading")
        self._unsaved = label(say("Save or cancel first"), tone="warn")
        self._unsaved.hide()
        self.pencil = icon_button(theme, "pencil", say("Edit"), self.edit_wanted.emit)
        self.trash = icon_button(theme, "trash-2", say("Delete"), self.delete_wanted.emit)
        head = surface("head", row(self._title, None, self._unsaved, self.pencil, self.trash, margins=(14, 3, 8, 3)))
        head.setFixedHeight(36)
        self._hint = EmptyHint(theme, "map-pin", say("Choose a place in the list or on the map."))
        self.card = SiteCard(workspace)
        self._return_to_form = False
        """A district is being made for the site form, which waits behind."""
        self._stack = QStackedWidget()
        self._stack.addWidget(self._hint)
        self._stack.addWidget(self.card)
        self.setLayout(column(head, self._stack, gap=0))
        self.show_nothing()

    @cached_property
    def form(self) -> SiteForm:
        """Made when first needed: most who look at places edit none."""
        form = SiteForm(self._workspace)
        form.saved.connect(self.site_saved)
        form.cancelled.connect(self.left)
        form.district_wanted.connect(self.add_district)
        form.where.pick_wanted.connect(self.pick_wanted)
        form.where.moved.connect(self.place_shown)
        self._stack.addWidget(form)
        return form

    @cached_property
    def district_form(self) -> DistrictForm:
        """Made when first needed."""
        form = DistrictForm(self._workspace)
        form.saved.connect(self.district_saved)
        form.cancelled.connect(self.left)
        form.delete_wanted.connect(self.district_delete_wanted)
        form.site_wanted.connect(self.site_in_district_wanted)
        form.where.pick_wanted.connect(self.pick_wanted)
        form.where.moved.connect(self.place_shown)
        self._stack.addWidget(form)
        return form

    @property
    def replaceable(self) -> bool:
        """Whether what is shown may be shown anew: nobody is filling in a form."""
        part = self._stack.currentWidget()
        if isinstance(part, DistrictForm):
            return part.shown is not None and not part.touched
        return not isinstance(part, SiteForm)

    @property
    def where(self) -> WhereFields | None:
        """The fields of the form in front that say where."""
        form = self._stack.currentWidget()
        return form.where if isinstance(form, SiteForm | DistrictForm) else None

    def may_leave(self) -> bool:
        """Whether something else may be shown; if something is typed and not saved, the head says so."""
        form = self._stack.currentWidget()
        unsaved = (isinstance(form, SiteForm | DistrictForm) and form.touched) or self._return_to_form
        self._unsaved.setVisible(unsaved)
        return not unsaved

    def show_nothing(self) -> None:
        self._bring(self._hint, self._workspace.say("Place"))

    def show_site(
        self, programme: Programme, site: Site, activities: Sequence[Activity], day: date, *, locked: bool
    ) -> None:
        self.card.show_site(programme, site, activities, day, locked=locked)
        self._bring(self.card, self._workspace.say("Place"))
        for part in (self.pencil, self.trash):
            part.setVisible(not locked)

    def show_district(self, district: District, sites: int, *, locked: bool) -> None:
        self.district_form.show_district(district, sites, locked=locked)
        self._bring(self.district_form, self._workspace.say("District"))

    def edit_site(self, programme: Programme, site: Site | None, district_id: DistrictId | None = None) -> None:
        """Open the form of a site, of a new one with None."""
        say = self._workspace.say
        self._bring(self.form, say("New place") if site is None else say("Edit the place"))
        self.form.show_site(site, programme, district_id)
        self.place_shown.emit(self.form.where.place)

    def add_district(self) -> None:
        """Open the form of a new district; an open site form waits for it."""
        waiting = isinstance(self._stack.currentWidget(), SiteForm)
        self._bring(self.district_form, self._workspace.say("New district"))
        self._return_to_form = waiting
        self.district_form.show_district(None, 0)
        self.district_form.where.name.setFocus()

    def leave_form(self) -> bool:
        """Close the form in front; True if another form waits behind it."""
        if self._return_to_form:
            self._bring(self.form, self._workspace.say("New place"))
            return True
        return False

    def show_refusal(self, refusal: InvalidValue) -> None:
        """What a deed refused, beside the field."""
        form = self._stack.currentWidget()
        if isinstance(form, SiteForm | DistrictForm):
            form.show_refusal(refusal)

    def _bring(self, part: QFrame | EmptyHint, title: str) -> None:
        self._return_to_form = False
        self._title.setText(title)
        self._unsaved.hide()
        for made in (self.pencil, self.trash):
            made.setVisible(part is self.card)
        self._stack.setCurrentWidget(part)
        self.place_shown.emit(None)
