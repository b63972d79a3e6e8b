"""A delegation's card: its name and code, its stay, its officers. Each field is a deed of its own."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from smalltowns_desktop.domain.model import Delegation, OfficerPart, SiteKind
from smalltowns_desktop.gui.painting import paint_code_tile
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.timeline.ink import direction_icon
from smalltowns_desktop.gui.widgets.cells import TILE_HEIGHT, TILE_WIDTH
from smalltowns_desktop.gui.widgets.forms import ChoiceField, Field, Form, TextField, Write, perform_in_field
from smalltowns_desktop.gui.widgets.parts import column, set_icon
from smalltowns_desktop.gui.widgets.person_field import PeopleIndex, PersonField, people_of
from smalltowns_desktop.gui.widgets.side_panel import BodyScroll, stacked
from smalltowns_desktop.gui.widgets.site_field import SiteField
from smalltowns_desktop.gui.widgets.toggle import ToggleButton
from smalltowns_desktop.gui.wording import language_words
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services import field_values
from smalltowns_desktop.services.delegations import MOST_PEOPLE, edit_delegation, name_officer

COLOURS = 12
_SITES = frozenset({"arrives_site_id", "departs_site_id", "hotel_id"})
_PARTS = frozenset(str(part) for part in OfficerPart)
_TERMINALS = (SiteKind.STATION, SiteKind.VENUE)


class DelegationCard(BodyScroll):
    """The form about one delegation."""

    def __init__(self, workspace: Workspace, people: PeopleIndex) -> None:
        self.form = Form()
        super().__init__(stacked(self.form))
        self.workspace, self.store = workspace, workspace.store
        self._people = people
        self._key = ""
        self.fields: dict[str, Field] = {}
        self._build()
        self.form.set_read_only(self.store.db.read_only)
        workspace.theme.changed.connect(self._show_colours)

    def show_delegation(self, key: str) -> None:
        """Fill the form; what is being typed about another delegation is given up."""
        if key != self._key:
            self.form.forget()
        self._key = key
        programme = self.store.programme
        row = self._row()
        for name, field in self.fields.items():
            if name in _SITES:
                site = getattr(row, name)
                field.show_value("" if site is None else programme.sites[site].name)
            elif name in _PARTS:
                officer = programme.officer(row.id, OfficerPart(name))
                field.show_value("" if officer is None else officer.full_name)
            elif name == "directions":
                field.show_value(programme.directions_by_delegation.get(row.id, ()))
            elif name == "colour":
                self._show_colours()
            else:
                field.show_value(getattr(row, name))

    def _build(self) -> None:
        say, words = self.workspace.say, self.workspace.words

        def read_name(text: str) -> str:
            return field_values.read_line("name", text, needed=True)

        def read_size(text: str) -> int | None:
            return field_values.read_count("expected_size", text, 0, MOST_PEOPLE)

        self._add_text("name", say("Name"), read_name)
        self._add_text("code", say("Code"), lambda text: field_values.read_line("code", text).upper())
        self._add("colour", ChoiceField(self.workspace, say("Colour"), self._write("colour")))
        self._add_text("town", say("Town"))
        self._add_text("region", say("Region"))
        self._add_text("country", say("Country"))
        self._add_text("expected_size", say("Announced people"), read_size)
        self._add("directions", DirectionsField(self.workspace, say("Directions"), self._write_directions))
        self._add_text(
            "languages", say("Languages"), lambda text: field_values.read_tongues("languages", text),
            lambda codes: language_words(words, codes),
        )  # fmt: skip
        self.form.add_heading(say("Stay"))
        for name, title in (("arrives_at", say("Arrives")), ("departs_at", say("Departs"))):
            self._add_text(name, title, self._moment_reader(name), words.value, say("12.08 09:30"))
            site = name.replace("_at", "_site_id")
            place = say("Arrives at") if name == "arrives_at" else say("Departs from")
            self._add(site, SiteField(self.workspace, place, self._write(site), first=_TERMINALS))
        hotel = SiteField(self.workspace, say("Hotel"), self._write("hotel_id"), first=[SiteKind.HOTEL])
        self._add("hotel_id", hotel)
        self.form.add_heading(say("Officers"))
        find = people_of(self._people, lambda: self._key)
        for part, title in (
            (OfficerPart.HEAD, say("Head")),
            (OfficerPart.DEPUTY, say("Deputy")),
            (OfficerPart.LIAISON, say("Liaison")),
        ):
            self._add(part, PersonField(self.workspace, title, self._officer_writer(part), find))

    def _add(self, name: str, field: Field) -> None:
        self.fields[name] = field
        self.form.add(field)

    def _add_text(
        self,
        name: str,
        title: str,
        read: Callable[[str], Any] | None = None,
        words: Callable[[Any], str] = str,
        hint: str = "",
    ) -> None:
        reader = read or (lambda text: field_values.read_line(name, text))
        self._add(name, TextField(self.workspace, title, self._write(name), reader, words, hint=hint))

    def _row(self) -> Delegation:
        return self.store.programme.delegations[self._key]

    def _write(self, name: str) -> Write:
        def write(value: Any) -> bool:
            row = self._row()
            return perform_in_field(self.store, lambda db: edit_delegation(db, row, replace(row, **{name: value})))

        return write

    def _write_directions(self, keys: Any) -> bool:
        row = self._row()
        return perform_in_field(self.store, lambda db: edit_delegation(db, row, row, keys))

    def _officer_writer(self, part: OfficerPart) -> Write:
        return lambda key: perform_in_field(self.store, lambda db: name_officer(db, self._row().id, part, key))

    def _moment_reader(self, name: str) -> Callable[[str], Any]:
        def read(text: str) -> Any:
            before = getattr(self._row(), name)
            event = self.store.programme.event
            usual = event.ends_on if name == "departs_at" else event.starts_on
            return field_values.read_moment(name, text, event, usual if before is None else before.date())

        return read

    def _show_colours(self) -> None:
        field = self.fields["colour"]
        known = self._key in self.store.programme.delegations  # a card out of sight may show a deleted one
        if known and isinstance(field, ChoiceField):
            show_colours(self.workspace, field, self._row())


class DirectionsField(Field):
    """The directions that a delegation is interested in: a button each. The value is their keys."""

    def __init__(self, workspace: Workspace, title: str, write: Write) -> None:
        self._holder = QWidget()
        self._column = column(gap=4)
        self._holder.setLayout(self._column)
        self._buttons: dict[str, QToolButton] = {}
        self._shown: tuple[str, ...] = ()
        self._read_only = False
        super().__init__(workspace, title, self._holder, write)
        workspace.theme.changed.connect(self._dress)

    def show_value(self, value: Any) -> None:
        self._shown = tuple(value)
        rows = sorted(self.workspace.store.programme.directions.values(), key=lambda row: row.position)
        if [row.id for row in rows] != list(self._buttons):
            for old in self._buttons.values():
                self._column.removeWidget(old)
                old.deleteLater()
            self._buttons = {row.id: self._button(row.id) for row in rows}
        for row in rows:
            button = self._buttons[row.id]
            button.setText(row.name.replace("&", "&&"))
            button.setChecked(row.id in self._shown)
            button.setEnabled(not self._read_only)
        self._dress()

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only

    def _button(self, key: str) -> QToolButton:
        made = ToggleButton()
        made.setProperty("chip", True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        made.setIconSize(QSize(14, 14))
        made.clicked.connect(lambda: self._toggle(key))
        self._column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _toggle(self, key: str) -> None:
        wanted = [other for other in self._buttons if (other in self._shown) != (other == key)]
        self.offer(lambda: wanted)
        self.show_value(self._shown)

    def _dress(self) -> None:
        directions = self.workspace.store.programme.directions
        for key, button in self._buttons.items():
            if key in directions:  # a card out of sight may still show one that was deleted since
                colour = "accent" if button.isChecked() else "text-2"
                set_icon(self.workspace.theme, button, direction_icon(directions[key].position), colour)


def show_colours(workspace: Workspace, field: ChoiceField, row: Delegation) -> None:
    """Let a delegation's colour be chosen by tiles with its code: the twelve, or the one of its place in the list."""
    names = (
        workspace.say("Slate"), workspace.say("Brick"), workspace.say("Fir green"), workspace.say("Violet"),
        workspace.say("Blue"), workspace.say("Cherry"), workspace.say("Olive"), workspace.say("Cornflower"),
        workspace.say("Ochre"), workspace.say("Moss"), workspace.say("Plum"), workspace.say("Pine"),
    )  # fmt: skip
    palette = [workspace.theme.delegation_colour("", place)[0].name().upper() for place in range(COLOURS)]
    own = row.colour.upper()
    choices = [("", workspace.say("By its place in the list")), *zip(palette, names, strict=True)]
    if own and own not in palette:
        choices.append((own, own))
    icons = [_tile(workspace.theme, row, colour) for colour, _ in choices]
    field.combo.clear()
    field.combo.setIconSize(QSize(TILE_WIDTH, TILE_HEIGHT))
    field.show_choices(choices, icons)
    field.show_value(own)


def _tile(theme: Theme, row: Delegation, own_colour: str) -> QIcon:
    picture = QPixmap(TILE_WIDTH * 2, TILE_HEIGHT * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    colour, filled = theme.delegation_colour(own_colour, row.position)
    paint_code_tile(painter, theme, QRectF(0, 0, TILE_WIDTH, TILE_HEIGHT), row.code, colour, filled)
    painter.end()
    return QIcon(picture)
