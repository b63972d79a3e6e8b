"""Settings of the congress: its days and figures, its directions, how serious each rule is. Each change is a deed."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from smalltowns_desktop.conflicts.rules import RULES, Family
from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.text import N_
from smalltowns_desktop.gui.conflict_words import SEVERITY_ICONS, SEVERITY_WORDS
from smalltowns_desktop.gui.pages.settings_directions import DirectionsForm
from smalltowns_desktop.gui.time_zones import zone_choices
from smalltowns_desktop.gui.widgets.forms import ChoiceField, Form, TextField, perform_in_field
from smalltowns_desktop.gui.widgets.parts import column, label, row, surface
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.check import set_severity
from smalltowns_desktop.services.event_settings import EVENT_FIELDS, edit_event, read_event_field

_CONGRESS = ("title", "starts_on", "ends_on", "timezone", "day_starts_at", "day_ends_at", "host")
_AFTERWARDS = ("next_host", "next_on", "retention_until")
_ROADS = ("speed_coach", "speed_minibus", "speed_car", "road_factor", "boarding_minutes")
_MEALS = ("meal_from", "meal_to")
_FAMILIES = {
    Family.OVERLAP: N_("At once"),
    Family.TRAVEL: N_("On the road"),
    Family.CAPACITY: N_("Room for people"),
    Family.TIME: N_("Times"),
    Family.COMPLETENESS: N_("What is missing"),
    Family.PEOPLE: N_("People"),
}
_LABELS, _RULE_LABELS, _SEVERITY_WIDTH = 136, 156, 172


class CongressSettings(QWidget):
    """Three columns, each of which scrolls by itself."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.fields: dict[str, TextField | ChoiceField] = {}
        """By the field of `Event`."""
        self.severities: dict[str, ChoiceField] = {}
        """By rule."""
        say = workspace.say
        congress, roads, rules = Form(_LABELS), Form(_LABELS), Form(_RULE_LABELS)
        self._add_fields(congress, _CONGRESS)
        congress.add_heading(say("Afterwards"))
        self._add_fields(congress, _AFTERWARDS)
        self._add_fields(roads, _ROADS)
        roads.add_heading(say("Meals"))
        self._add_fields(roads, _MEALS)
        self._add_rules(rules)
        self._forms = (congress, roads, rules)
        self.directions = DirectionsForm(workspace)
        columns = (
            _column(_card(say("Congress"), congress)),
            _column(_card(say("Directions"), self.directions), _card(say("Roads"), roads)),
            _column(_card(say("How serious each conflict is"), rules)),
        )
        whole = row(*columns, gap=0, margins=(10, 0, 4, 0))
        for index, share in enumerate((29, 37, 34)):
            whole.setStretch(index, share)
        self.setLayout(whole)
        workspace.store.programme_changed.connect(self._changed)
        self.show_event()

    def show_event(self) -> None:
        """Fill every field from the snapshot; what somebody is typing stays."""
        programme = self._workspace.store.programme
        for name, field in self.fields.items():
            field.show_value(getattr(programme.event, name))
        for rule, choice in self.severities.items():
            choice.show_value(programme.severity_of(rule, RULES[rule].severity))
        self.directions.show_directions()
        read_only = self._workspace.store.db.read_only
        for form in self._forms:
            form.set_read_only(read_only)

    def _changed(self, changes: Changes) -> None:
        if changes["events"] or changes["rule_severities"] or changes["directions"]:
            self.show_event()

    def _add_fields(self, form: Form, names: tuple[str, ...]) -> None:
        workspace = self._workspace
        for name in names:
            title = workspace.render(EVENT_FIELDS[name])
            write = self._writer(name)
            if name == "timezone":
                choice = ChoiceField(workspace, title, write)
                choice.show_choices(zone_choices(workspace.words.language))
                field: TextField | ChoiceField = choice
            else:
                field = TextField(workspace, title, write, self._reader(name), _words(workspace))
            self.fields[name] = field
            if name == "title":
                form.add_below(field)
            else:
                form.add(field)

    def _writer(self, name: str) -> Callable[[Any], bool]:
        store = self._workspace.store
        return lambda value: perform_in_field(store, lambda db: edit_event(db, **{name: value}))

    def _reader(self, name: str) -> Callable[[str], Any]:
        store = self._workspace.store
        return lambda text: read_event_field(name, text, store.programme.event)

    def _add_rules(self, form: Form) -> None:
        workspace = self._workspace
        family = None
        for rule in RULES.values():
            if rule.family is not family:
                family = rule.family
                form.add_heading(workspace.words.word(_FAMILIES[family]))
            field = ChoiceField(workspace, workspace.words.word(rule.description), self._judge(rule.id))
            field.combo.setMinimumWidth(_SEVERITY_WIDTH)
            self._show_severities(field, rule.severity)
            self.severities[rule.id] = field
            form.add(field)
        workspace.theme.changed.connect(self._redraw_severities)

    def _judge(self, rule: str) -> Callable[[Any], bool]:
        store = self._workspace.store
        # A box of choices gives words back as plain text.
        return lambda word: store.perform(lambda db: set_severity(db, rule, Severity(word))) is not None

    def _show_severities(self, field: ChoiceField, usual: Severity) -> None:
        workspace = self._workspace
        choices = [(severity, workspace.render(SEVERITY_WORDS[severity])) for severity in Severity]
        field.combo.setToolTip(workspace.say("Usually: {severity}", severity=SEVERITY_WORDS[usual]))
        field.show_choices(choices, [workspace.theme.icon(*SEVERITY_ICONS[severity]) for severity in Severity])

    def _redraw_severities(self) -> None:
        for field in self.severities.values():
            for place, severity in enumerate(Severity):
                field.combo.setItemIcon(place, self._workspace.theme.icon(*SEVERITY_ICONS[severity]))


def _words(workspace: Workspace) -> Callable[[Any], str]:
    """A value as somebody would type it."""

    def words(value: Any) -> str:
        if isinstance(value, float):
            return f"{value:g}".replace(".", "," if workspace.words.language != "en" else ".")
        return workspace.words.value(value)

    return words


def _card(title: str, content: QWidget) -> QWidget:
    heading = label(title, "heading")
    heading.setContentsMargins(14, 10, 14, 0)
    return surface("card", column(heading, content, gap=0, margins=(1, 1, 1, 1)))


def _column(*cards: QWidget) -> QScrollArea:
    inner = QWidget()
    inner.setObjectName("page")
    inner.setLayout(column(*cards, None, gap=12, margins=(6, 12, 6, 12)))
    scroll = QScrollArea()
    scroll.setObjectName("ground")
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setWidget(inner)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its fields have it, and are scrolled into sight
    return scroll
