"""The deeds of the page of places: from what its panel says to services, and refusals back to their fields."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.domain.ids import DirectionId, DistrictId, HallId, SiteId
from smalltowns_desktop.domain.model import District, Hall, Site
from smalltowns_desktop.gui.pages.places_side import PlacesSide
from smalltowns_desktop.gui.store import EventStore
from smalltowns_desktop.services import sites
from smalltowns_desktop.storage.database import Database


class PlacesDeeds(QObject):
    """Signals: `saved` (key of the row whose form may close; "" where it was deleted)."""

    saved = Signal(str)

    def __init__(self, store: EventStore, side: PlacesSide) -> None:
        super().__init__(side)
        self._store, self._side = store, side
        side.site_saved.connect(self._save_site)
        side.district_saved.connect(self._save_district)
        side.district_delete_wanted.connect(self._delete_district)
        side.card.confirmed.connect(self._confirm)
        halls = side.card.halls
        halls.added.connect(lambda hall: self._perform(lambda db: sites.add_hall(db, hall)))
        halls.edited.connect(self._edit_hall)
        halls.deleted.connect(lambda key: self._perform(lambda db: sites.delete_hall(db, HallId(key))))

    def delete_site(self, site_id: SiteId) -> None:
        self._perform(lambda db: sites.delete_site(db, site_id))

    def _perform(self, deed: Callable[[Database], Any]) -> Any | None:
        """Do a deed; what it refuses by a field is said beside the field too."""
        refusals: list[InvalidValue] = []

        def watched(db: Database) -> Any:
            try:
                return deed(db)
            except InvalidValue as refusal:
                refusals.append(refusal)
                raise

        result = self._store.perform(watched)
        for refusal in refusals:
            self._side.show_refusal(refusal)
        return result

    def _save_site(self, before: Site | None, after: Site, directions: tuple[DirectionId, ...]) -> None:
        if before is None:
            added = self._perform(lambda db: sites.add_site(db, after, directions))
            if added is not None:
                self.saved.emit(added.site_id)
        elif self._perform(lambda db: sites.edit_site(db, before, after, directions)) is not None:
            self.saved.emit(before.id)

    def _save_district(self, before: District | None, after: District) -> None:
        if before is not None:
            if self._perform(lambda db: sites.edit_district(db, before, after)) is not None:
                self.saved.emit(before.id)
            return
        added = self._perform(lambda db: sites.add_district(db, after))
        if added is not None and self._side.leave_form():
            self._side.form.show_district(self._store.programme, added.district_id)
        elif added is not None:
            self.saved.emit(added.district_id)

    def _delete_district(self, key: str) -> None:
        if self._perform(lambda db: sites.delete_district(db, DistrictId(key))) is not None:
            self.saved.emit("")

    def _edit_hall(self, before: Hall, after: Hall) -> None:
        if after != before:
            self._perform(lambda db: sites.edit_hall(db, before, after))

    def _confirm(self, confirmed: bool) -> None:
        site = self._side.card.site
        if site is not None:
            self._perform(lambda db: sites.edit_site(db, site, replace(site, host_confirmed=confirmed)))
