"""A district at the right of the places: its form, which is small enough to be its card too."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea

from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.domain.ids import DistrictId
from smalltowns_desktop.domain.model import District
from smalltowns_desktop.domain.phones import spaced_phone
from smalltowns_desktop.domain.validity import fault_of
from smalltowns_desktop.exchange.gazetteer import Place
from smalltowns_desktop.gui.pages.places_fields import Field, FormFoot, WhereFields, read_field
from smalltowns_desktop.gui.widgets.parts import button, column, label, row, surface
from smalltowns_desktop.gui.workspace import Workspace

_TYPED = ("name", "region", "country", "coordinator", "phone")


class DistrictForm(QFrame):
    """Signals: `saved` (the district as it was or None, as it is to be), `cancelled`, `delete_wanted` (its key),
    `site_wanted` (its key: a new site there)."""

    saved = Signal(object, object)
    cancelled = Signal()
    delete_wanted = Signal(str)
    site_wanted = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("surface", "plain")
        self._workspace = workspace
        self._before: District | None = None
        self._untouched: tuple[object, ...] = ()
        say = workspace.say
        words = {
            "name": say("Name"), "region": say("Region"), "country": say("Country"),
            "coordinator": say("Coordinator"), "phone": say("Telephone"),
        }  # fmt: skip
        self._fields = {name: Field(words[name], QLineEdit()) for name in _TYPED}
        for name in _TYPED:
            self.line(name).returnPressed.connect(self.save)
        self.where = WhereFields(workspace)
        self.where.found.connect(self._take_place)
        self._count = label(role="hint", wrap=True)
        self._add = button(say("New place here"), on_click=self._want_site)
        self._delete = button(say("Delete"), "danger", self._want_delete)
        fields = [self._fields[name] for name in ("name", "region", "country")]
        more = [self._fields[name] for name in ("coordinator", "phone")]
        parts = column(
            self.where, *fields, *more, self._count, row(self._add, None, self._delete), None,
            gap=9, margins=(14, 12, 14, 14),
        )  # fmt: skip
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have it, and are scrolled into sight
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(surface("plain", parts))
        self.foot = FormFoot(workspace, self.save, self.cancelled.emit)
        self.setLayout(column(area, self.foot, gap=0))

    def show_district(self, district: District | None, sites: int, *, locked: bool = False) -> None:
        """Fill in the form; None: a new district. `sites`: how many it has; `locked`: for reading only."""
        self._before = district
        shown = district or District(DistrictId(""), "")
        for name, field in self._fields.items():
            field.show_problem("")
            value = getattr(shown, name)
            self.line(name).setText(spaced_phone(value) if name == "phone" else value)
        self.where.open()
        self.where.show_place(shown.latitude, shown.longitude)
        self._count.setText(self._workspace.say_n("{n} place here", "{n} places here", sites))
        for part in (self._count, self._add, self._delete):
            part.setVisible(district is not None)
        self._add.setEnabled(not locked)
        self.foot.save.setEnabled(not locked)
        self._delete.setEnabled(not locked and sites == 0)
        self._delete.setToolTip(self._workspace.say("Delete its places first") if sites else "")
        self._untouched = self._state()

    @property
    def shown(self) -> District | None:
        """The district as it was when the form was filled in; None: a new one."""
        return self._before

    @property
    def touched(self) -> bool:
        """Whether something is typed that is not saved."""
        return self._state() != self._untouched

    def line(self, name: str) -> QLineEdit:
        editor = self._fields[name].editor
        assert isinstance(editor, QLineEdit)
        return editor

    def problem_of(self, name: str) -> str:
        """What is said beside a field; "" while it does."""
        return self._fields[name].problem

    def show_refusal(self, refusal: InvalidValue) -> None:
        """What a deed refused, beside the field that it names."""
        field = {**self._fields, "latitude": self.where.latitude_field, "longitude": self.where.longitude_field}.get(
            refusal.field
        )
        if field is not None:
            field.show_problem(self._workspace.render(refusal.why))

    def save(self) -> None:
        """Hand over what is typed, if every field of it does; else the first that does not gets the focus."""
        read = {
            name: read_field(self._workspace, field, name, self.line(name).text())
            for name, field in self._fields.items()
        }
        wrong = [self.line(name) for name, (good, _) in read.items() if not good]
        good, latitude, longitude = self.where.read()
        if not good:
            wrong.append(self.where.latitude)
        if wrong:
            wrong[0].setFocus()
            return
        texts = {name: str(value) for name, (_, value) in read.items()}
        before = self._before or District(DistrictId(""), "")
        district = replace(
            before, name=texts["name"], region=texts["region"], country=texts["country"],
            coordinator=texts["coordinator"], phone=texts["phone"], latitude=latitude, longitude=longitude,
        )  # fmt: skip
        fault = fault_of(district)
        if fault is not None:
            self.show_refusal(InvalidValue(fault.fields[-1], "", fault.text))
            return
        self.saved.emit(self._before, district)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _take_place(self, place: Place) -> None:
        """The gazetteer's place fills what is still empty."""
        language = self._workspace.words.language
        country = {"BY": self._workspace.say("Belarus"), "RU": self._workspace.say("Russia")}[place.country]
        for name, text in (("name", place.name(language)), ("region", place.region.name(language)),
                           ("country", country)):  # fmt: skip
            if not self.line(name).text():
                self.line(name).setText(text)

    def _state(self) -> tuple[object, ...]:
        return (*(self.line(name).text() for name in _TYPED), self.where.latitude.text(), self.where.longitude.text())

    def _want_site(self) -> None:
        if self._before is not None:
            self.site_wanted.emit(self._before.id)

    def _want_delete(self) -> None:
        if self._before is not None:
            self.delete_wanted.emit(self._before.id)
