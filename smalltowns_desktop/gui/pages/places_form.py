"""The form of a site: every field that it has, in the panel at the right."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.domain.ids import DirectionId, DistrictId, SiteId
from smalltowns_desktop.domain.model import Site, SiteKind
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.domain.phones import spaced_phone
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.domain.text import Translator
from smalltowns_desktop.domain.validity import fault_of
from smalltowns_desktop.gui.models.site_facts import days_of
from smalltowns_desktop.gui.pages.places_fields import DayToggles, Field, FormFoot, WhereFields, read_field
from smalltowns_desktop.gui.pages.places_words import kind_words, weekday_names
from smalltowns_desktop.gui.widgets.parts import Part, column, icon_button, label, restyle, row, surface
from smalltowns_desktop.gui.wording import day_title, language_words, short_day
from smalltowns_desktop.gui.workspace import Workspace

_TYPED = (
    "name", "address", "groups_at_once", "visitors_max", "visit_minutes", "opens_at", "closes_at", "notice_hours",
    "host_name", "host_position", "host_phone", "languages",
)  # fmt: skip
"""Fields that are one line of text."""


class SiteForm(QFrame):
    """Signals: `saved` (the site as it was or None, as it is to be, keys of its directions), `cancelled`,
    `district_wanted` (a new one is needed)."""

    saved = Signal(object, object, object)
    cancelled = Signal()
    district_wanted = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("surface", "plain")
        self._workspace = workspace
        self._before: Site | None = None
        self._untouched: tuple[object, ...] = ()
        self._site = Site(SiteId(""), "", DistrictId(""))
        self._fields = self._make_lines()
        self.kind, self.district = QComboBox(), QComboBox()
        self.where = WhereFields(workspace)
        self.confirmed = QCheckBox(workspace.say("The host has confirmed"))
        self.requirements = QPlainTextEdit()
        self.requirements.setFixedHeight(64)
        self.requirements.setTabChangesFocus(True)
        self._requirements = Field(workspace.say("What visitors need, what is forbidden"), self.requirements)
        self._weekdays = DayToggles(workspace.say("Open on weekdays"))
        self._dates = DayToggles(workspace.say("Open on days of the congress"))
        self._directions = column(gap=4)
        self._direction_boxes: dict[DirectionId, QCheckBox] = {}
        self._lay_out()

    def show_site(self, site: Site | None, programme: Programme, district_id: DistrictId | None = None) -> None:
        """Fill in the form; None: a new site, in the district if one is named."""
        self._before = site
        fallback = district_id or next(iter(programme.districts), None) or DistrictId("")
        shown = site or Site(SiteId(""), "", DistrictId(fallback), SiteKind.ENTERPRISE)
        self._site = shown
        for name, field in self._fields.items():
            field.show_problem("")
            self.line(name).setText(_written(self._workspace.words, shown, name))
        self.kind.setCurrentIndex(self.kind.findData(shown.kind))
        self._show_districts(programme, shown.district_id)
        self.where.open()
        self.where.show_place(shown.latitude, shown.longitude)
        self.confirmed.setChecked(shown.host_confirmed)
        self.requirements.setPlainText(shown.requirements)
        self._requirements.show_problem("")
        self._show_days(programme, shown)
        self._show_directions(programme, shown)
        self._untouched = self._state()
        self.line("name").setFocus()

    @property
    def touched(self) -> bool:
        """Whether something is typed that is not saved."""
        return self._state() != self._untouched

    def show_district(self, programme: Programme, district_id: DistrictId) -> None:
        """A district was made meanwhile: choose it, keep what is typed."""
        self._show_districts(programme, district_id)

    def line(self, name: str) -> QLineEdit:
        """The editor of a field that is one line."""
        editor = self._fields[name].editor
        assert isinstance(editor, QLineEdit)
        return editor

    def problem_of(self, name: str) -> str:
        """What is said beside a field; "" while it does."""
        return self._fields[name].problem

    def show_refusal(self, refusal: InvalidValue) -> None:
        """What a deed refused, beside the field that it names."""
        field = {**self._fields, "requirements": self._requirements, "latitude": self.where.latitude_field,
                 "longitude": self.where.longitude_field}.get(refusal.field)  # fmt: skip
        if field is not None:
            field.show_problem(self._workspace.render(refusal.why))

    def save(self) -> None:
        """Hand over what is typed, if every field of it does; else the first that does not gets the focus."""
        values: dict[str, Any] = {}
        wrong: list[QWidget] = []
        for name, field in self._fields.items():
            good, values[name] = read_field(self._workspace, field, name, self.line(name).text())
            if not good:
                wrong.append(field.editor)
        good, values["latitude"], values["longitude"] = self.where.read()
        if not good:
            wrong.append(self.where.latitude)
        text = self.requirements.toPlainText()
        good, values["requirements"] = read_field(self._workspace, self._requirements, "requirements", text)
        if not good:
            wrong.append(self.requirements)
        if self.district.currentData() is None:
            wrong.append(self.district)
        restyle(self.district, "problem", self.district.currentData() is None)
        if wrong:
            wrong[0].setFocus()
            return
        site = replace(
            self._site, **values, kind=SiteKind(self.kind.currentData()),
            district_id=DistrictId(self.district.currentData()), host_confirmed=self.confirmed.isChecked(),
            open_days=self._open_days(),
        )  # fmt: skip
        fault = fault_of(site)
        if fault is not None:
            self.show_refusal(InvalidValue(fault.fields[-1], "", fault.text))
            return
        directions = tuple(key for key, box in self._direction_boxes.items() if box.isChecked())
        self.saved.emit(self._before, site, directions)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif entered and (event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            self.save()
        else:
            super().keyPressEvent(event)

    def _state(self) -> tuple[object, ...]:
        texts = [self.line(name).text() for name in _TYPED]
        where = [self.where.latitude.text(), self.where.longitude.text(), self.requirements.toPlainText()]
        boxes = [box.isChecked() for box in (self.confirmed, *self._direction_boxes.values())]
        return (*texts, *where, *boxes, self.kind.currentData(), self.district.currentData(), self._open_days())

    # Building

    def _make_lines(self) -> dict[str, Field]:
        say = self._workspace.say
        words = {
            "name": say("Name"), "address": say("Address"), "groups_at_once": say("Groups at once"),
            "visitors_max": say("Visitors, beds"), "visit_minutes": say("Visit, minutes"),
            "opens_at": say("Opens"), "closes_at": say("Closes"), "notice_hours": say("Access list, hours before"),
            "host_name": say("Who receives"), "host_position": say("Position"), "host_phone": say("Telephone"),
            "languages": say("Languages"),
        }  # fmt: skip
        fields = {}
        for name in _TYPED:
            editor = QLineEdit()
            editor.returnPressed.connect(self.save)
            fields[name] = Field(words[name], editor)
        return fields

    def _lay_out(self) -> None:
        say, fields = self._workspace.say, self._fields
        for kind, word in kind_words(self._workspace).items():
            self.kind.addItem(word, kind)
        add = icon_button(self._workspace.theme, "plus", say("New district"), self.district_wanted.emit)
        add.setProperty("chip", "icon")
        add.setFixedWidth(32)
        self.line("languages").setPlaceholderText(say("Russian, Belarusian"))
        parts: list[Part] = [
            fields["name"],
            Field(say("Kind"), self.kind),
            Field(say("District"), self.district, add),
            fields["address"],
            self.where,
            surface("line"),
            _side_by_side(fields["groups_at_once"], fields["visitors_max"], fields["visit_minutes"]),
            _side_by_side(fields["opens_at"], fields["closes_at"]),
            label(say("Open days; none chosen: every day"), "label"),
            self._weekdays,
            self._dates,
            surface("line"),
            fields["host_name"],
            fields["host_position"],
            fields["host_phone"],
            self.confirmed,
            fields["languages"],
            fields["notice_hours"],
            self._requirements,
            label(say("Directions"), "label"),
            self._directions,
            None,
        ]
        inside = surface("plain", column(*parts, gap=9, margins=(14, 12, 14, 14)))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have it, and are scrolled into sight
        self.foot = FormFoot(self._workspace, self.save, self.cancelled.emit)
        self.setLayout(column(area, self.foot, gap=0))

    def _show_districts(self, programme: Programme, chosen: DistrictId) -> None:
        self.district.clear()
        for district in sorted(programme.districts.values(), key=lambda row: (fold(row.name), row.id)):
            self.district.addItem(district.name, district.id)
        self.district.setCurrentIndex(self.district.findData(chosen))

    def _show_days(self, programme: Programme, site: Site) -> None:
        language = self._workspace.words.language
        weekdays = [(str(number), name, name) for number, name in enumerate(weekday_names(language), start=1)]
        self._weekdays.show_days(weekdays, site.open_days)
        days = days_of(programme.event)[:7]
        dates = [(day.isoformat(), short_day(day, language).split(",")[0], day_title(day, language)) for day in days]
        self._dates.show_days(dates, site.open_days)

    def _open_days(self) -> tuple[str, ...]:
        """Weekdays, then dates; dates outside the congress, which have no button, stay."""
        known = {*self._weekdays.codes(), *self._dates.codes()}
        others = (day for day in self._site.open_days if day not in known)
        return (*self._weekdays.chosen(), *sorted([*self._dates.chosen(), *others]))

    def _show_directions(self, programme: Programme, site: Site) -> None:
        chosen = programme.directions_by_site.get(site.id, ())
        rows = sorted(programme.directions.values(), key=lambda row: (row.position, row.name, row.id))
        for box in self._direction_boxes.values():
            self._directions.removeWidget(box)
            box.deleteLater()
        self._direction_boxes = {}
        for direction in rows:
            box = QCheckBox(direction.name.replace("&", "&&"))
            box.setChecked(direction.id in chosen)
            self._direction_boxes[direction.id] = box
            self._directions.addWidget(box)


_WRITERS: dict[str, Callable[[Any], str]] = {
    "opens_at": lambda value: f"{value:%H:%M}",
    "closes_at": lambda value: f"{value:%H:%M}",
    "host_phone": spaced_phone,
}


def _written(words: Translator, site: Site, name: str) -> str:
    value = getattr(site, name)
    if name == "languages":
        return language_words(words, value)
    return "" if value is None else _WRITERS.get(name, str)(value)


def _side_by_side(*fields: QWidget) -> QWidget:
    line = row(*fields, gap=8)
    for field in fields:
        line.setStretchFactor(field, 1)
        line.setAlignment(field, Qt.AlignmentFlag.AlignTop)
    made = QWidget()
    made.setLayout(line)
    return made
