"""The form about a vehicle."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from smalltowns_desktop.domain.model import Vehicle
from smalltowns_desktop.gui.models.transport import remarks_by_subject
from smalltowns_desktop.gui.pages.transport_words import kind_words
from smalltowns_desktop.gui.widgets.forms import ChoiceField, Field, Form, TextField, Write, perform_in_field
from smalltowns_desktop.gui.widgets.remarks import Remarks
from smalltowns_desktop.gui.widgets.side_panel import BodyScroll, stacked
from smalltowns_desktop.gui.widgets.site_field import SiteField
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services import field_values
from smalltowns_desktop.services.transport import MOST_SEATS, edit_vehicle

VEHICLE_FIELDS = ("name", "kind", "seats", "plate", "driver", "phone", "base_site_id")
"""In the order of the form."""


def make_vehicle_field(workspace: Workspace, name: str, write: Write) -> Field:
    """The field of a vehicle by the name of its column."""
    say = workspace.say

    def text(title: str, read: Callable[[str], Any]) -> TextField:
        return TextField(workspace, title, write, read)

    match name:
        case "name":
            return text(say("Name"), lambda typed: field_values.read_line("name", typed, needed=True))
        case "kind":
            field = ChoiceField(workspace, say("Kind"), write)
            field.show_choices(list(kind_words(workspace).items()))
            return field
        case "seats":
            return text(say("Seats"), lambda typed: field_values.read_count("seats", typed, 0, MOST_SEATS) or 0)
        case "plate":
            return text(say("Number plate"), lambda typed: field_values.read_line("plate", typed))
        case "driver":
            return text(say("Driver"), lambda typed: field_values.read_line("driver", typed))
        case "phone":
            return text(say("Phone"), lambda typed: field_values.read_telephone("phone", typed))
        case _:
            return SiteField(workspace, say("Stands at"), write)


class VehicleForm(BodyScroll):
    """Each field is a deed of its own."""

    def __init__(self, workspace: Workspace) -> None:
        self.form = Form()
        self.remarks = Remarks(workspace)
        self._parts: list[QWidget] = [self.remarks, self.form]
        super().__init__(stacked(*self._parts))
        self.workspace, self.store = workspace, workspace.store
        self._key = ""
        self.fields: dict[str, Field] = {}
        for name in VEHICLE_FIELDS:
            self.fields[name] = make_vehicle_field(workspace, name, self._write(name))
            self.form.add(self.fields[name])
        self.form.set_read_only(self.store.db.read_only)

    def show_vehicle(self, key: str) -> None:
        if key != self._key:
            self.form.forget()
        self._key = key
        row = self._row()
        base = "" if row.base_site_id is None else self.store.programme.sites[row.base_site_id].name
        for name, field in self.fields.items():
            field.show_value(base if name == "base_site_id" else getattr(row, name))
        self.remarks.show_conflicts(remarks_by_subject(self.store.conflicts, "vehicle").get(key, ()))

    def _row(self) -> Vehicle:
        return self.store.programme.vehicles[self._key]

    def _write(self, name: str) -> Write:
        def write(value: Any) -> bool:
            row = self._row()
            return perform_in_field(self.store, lambda db: edit_vehicle(db, row, replace(row, **{name: value})))

        return write
