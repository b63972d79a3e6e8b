"""The right panel of the people's page: who it is, the badge as it would be printed, the data, the check-ins."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QMenu, QScrollArea, QVBoxLayout, QWidget

from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.domain.latin import latin_name
from smalltowns_desktop.domain.model import Delegation, Participant, Severity
from smalltowns_desktop.domain.phones import spaced_phone
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.pages.participants_words import BADGE_STATES, MARK_ICONS, PeopleWords
from smalltowns_desktop.gui.painting import paint_code_tile
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.timeline.ink import direction_icon, direction_token
from smalltowns_desktop.gui.widgets.badge_picture import BadgePicture
from smalltowns_desktop.gui.widgets.cells import TILE_HEIGHT, TILE_WIDTH
from smalltowns_desktop.gui.widgets.parts import EmptyHint, IconLabel, column, icon_button, label, row, surface
from smalltowns_desktop.gui.wording import clock, language_words, short_day
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.people_facts import BadgeNote, Mark

CARD_SIZE = (86.0, 54.0)
"""Millimetres of the badge that is shown."""
_LABEL_WIDTH = 104
_SIGNS = {Severity.ERROR: ("octagon-x", "danger"), Severity.WARNING: ("triangle-alert", "warn")}


class PersonCard(QFrame):
    """Signals: `edit_requested`, `print_requested`. The menu behind the dots is the page's."""

    edit_requested = Signal()
    print_requested = Signal()

    def __init__(self, workspace: Workspace, words: PeopleWords) -> None:
        super().__init__()
        self.setProperty("surface", "side")
        self.setMinimumWidth(300)
        say, theme = workspace.say, workspace.theme
        self._workspace, self._words, self._theme = workspace, words, theme
        self.menu = QMenu(self)
        self._number = label(role="second")
        self._edit = icon_button(theme, "pencil", say("Edit (Enter)"), self.edit_requested.emit)
        self._print = icon_button(theme, "printer", say("Badge (Ctrl+B)"), self.print_requested.emit)
        self._more = icon_button(theme, "ellipsis", say("More"))
        self._more.setMenu(self.menu)
        self._more.setPopupMode(self._more.ToolButtonPopupMode.InstantPopup)
        head = surface(
            "head",
            row(
                label(say("Participant"), "heading"), self._number, None, self._edit, self._print, self._more,
                gap=4, margins=(12, 3, 8, 3),
            ),
        )  # fmt: skip
        self._surname, self._given, self._latin = (
            label(role="title", wrap=True),
            label(role="title", wrap=True),
            label(role="second"),
        )
        self._badge_state = _Worded(theme)
        self.badge = BadgePicture(theme, CARD_SIZE)
        self.badge.setAccessibleName(say("Badge as it would be printed"))
        self._facts = _Facts(theme)
        self._remarks, self._marks = QVBoxLayout(), QVBoxLayout()
        self._remarks_part, self._marks_part = _section(self._remarks), _section(self._marks)
        self._empty = EmptyHint(theme, "user-round", say("Choose somebody in the table to see the badge and the data."))
        self._body = self._lay_out(say("Badge {width} × {height} mm", width=86, height=54))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._body)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll = scroll
        self.setLayout(column(head, self._empty, scroll, gap=0))
        self.show_nobody()

    def show_nobody(self) -> None:
        self._empty.show()
        self._scroll.hide()
        self._number.setText("")
        for button in (self._edit, self._print, self._more):
            button.setEnabled(False)

    def show_person(self, programme: Programme, person: Participant, *, can_edit: bool) -> None:
        """The words; picture, marks and remarks come by the functions below."""
        self._empty.hide()
        self._scroll.show()
        self._edit.setEnabled(can_edit)
        self._more.setEnabled(can_edit)
        self._print.setEnabled(can_edit)
        self._number.setText(f"№ {person.number:04d}")
        given = f"{person.given_name} {person.patronymic}".strip()
        for part, text in ((self._surname, person.surname), (self._given, given), (self._latin, latin_name(person))):
            part.setText(text)
            part.setVisible(bool(text))
        self._facts.show_facts(list(self._described(programme, person)))

    def show_badge(self, note: BadgeNote) -> None:
        icon, colour, _ = BADGE_STATES[note.state]
        self._badge_state.show_words(icon, colour, self._words.badge_printed(note))

    def show_picture(self, picture: QImage | None) -> None:
        self.badge.show_image(picture)

    def show_remarks(self, conflicts: Sequence[Conflict]) -> None:
        _refill(
            self._remarks, self._remarks_part,
            [self._remark(conflict) for conflict in conflicts],
        )  # fmt: skip

    def show_marks(self, programme: Programme, marks: Sequence[Mark]) -> None:
        heading = row(
            IconLabel(self._theme, "history", "text-2", 14), label(self._workspace.say("Check-ins"), "label"), None
        )
        lines = [_widget(heading), *(self._mark(programme, mark) for mark in marks)] if marks else []
        _refill(self._marks, self._marks_part, lines)

    # Parts

    def _lay_out(self, badge_title: str) -> QWidget:
        photo = QLabel()
        photo.setFixedSize(58, 76)
        photo.setProperty("surface", "photo")
        sign = IconLabel(self._theme, "user-round", "text-3", 32)
        photo.setLayout(row(None, sign, None))
        names = column(self._surname, self._given, self._latin, None, gap=0)
        top = row(photo, names, gap=12, margins=(14, 14, 14, 12))
        top.setStretch(1, 1)
        badge = surface(
            "band",
            column(
                row(label(badge_title, "label"), None, self._badge_state), self.badge, gap=8, margins=(14, 10, 14, 12)
            ),
        )
        body = QWidget()
        body.setProperty("surface", "plain")
        body.setLayout(column(top, badge, self._remarks_part, self._facts, self._marks_part, None, gap=0))
        return body

    def _described(self, programme: Programme, person: Participant) -> Iterator[tuple[str, str, QPixmap | None]]:
        """Label, value and a picture before it; an empty label draws a line. Empty values are left out."""
        say, titles = self._workspace.say, self._words.titles
        delegation = None if person.delegation_id is None else programme.delegations[person.delegation_id]
        if delegation is not None:
            yield titles["delegation"], delegation.name, self._tile(delegation)
        else:
            yield titles["delegation"], say("none"), None
        yield titles["role"], self._words.roles[person.role], None
        yield titles["position"], person.position, None
        yield titles["organisation"], person.organisation, None
        title = say("Direction")
        for direction_id in () if delegation is None else programme.directions_by_delegation.get(delegation.id, ()):
            direction = programme.directions[direction_id]
            token = f"{direction_token(direction.position)}-x"
            sign = self._theme.pixmap(direction_icon(direction.position), token, 16, self.devicePixelRatioF())
            yield title, direction.name, sign
            title = "\u00a0"  # said once
        yield "", "", None
        yield titles["phone"], spaced_phone(person.phone), None
        yield titles["email"], person.email, None
        yield titles["town"], person.town, None
        yield say("Born"), "" if person.birth_date is None else self._workspace.words.value(person.birth_date), None
        hotel_id = person.hotel_id or (None if delegation is None else delegation.hotel_id)
        hotel = "" if hotel_id is None else programme.sites[hotel_id].name
        room = say("room {room}", room=person.room) if person.room else ""
        yield titles["hotel"], ", ".join(part for part in (hotel, room) if part), None
        yield titles["diet"], person.diet, None
        yield say("Languages"), language_words(self._workspace.words, person.languages), None
        yield say("Transport"), ", ".join(_vehicles_of(programme, person)), None
        for title, moment in ((say("Arrives"), person.arrives_at), (say("Leaves"), person.departs_at)):
            yield title, "" if moment is None else self._workspace.words.value(moment), None
        yield say("Notes"), person.notes, None

    def _tile(self, delegation: Delegation) -> QPixmap:
        scale = self.devicePixelRatioF()
        picture = QPixmap(round(TILE_WIDTH * scale), round(TILE_HEIGHT * scale))
        picture.setDevicePixelRatio(scale)
        picture.fill(Qt.GlobalColor.transparent)
        brush = QPainter(picture)
        colour, filled = self._theme.delegation_colour(delegation.colour, delegation.position)
        paint_code_tile(brush, self._theme, QRectF(0, 0, TILE_WIDTH, TILE_HEIGHT), delegation.code, colour, filled)
        brush.end()
        return picture

    def _remark(self, conflict: Conflict) -> QWidget:
        icon, colour = _SIGNS.get(conflict.severity, ("info", "info"))
        sign = IconLabel(self._theme, icon, colour, 16)
        words = label(self._workspace.render(conflict.message), "second", wrap=True)
        line = row(sign, words, gap=8)
        line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        return _widget(line)

    def _mark(self, programme: Programme, mark: Mark) -> QWidget:
        say = self._workspace.say
        place = self._words.place(programme, mark.kind, mark.place_id)
        icon = MARK_ICONS.get(mark.kind, "log-in" if mark.entered else "log-out")
        if mark.taken_back:
            words = say("Taken back: {place}", place=place)
        else:
            words = say("In: {place}", place=place) if mark.entered else say("Out: {place}", place=place)
        today = mark.at.date() == self._workspace.now().date()
        at = (
            clock(mark.at)
            if today
            else f"{short_day(mark.at.date(), self._workspace.words.language)}, {clock(mark.at)}"
        )
        told = label(words, wrap=True)
        sign = IconLabel(self._theme, icon, "text-3" if mark.taken_back else "ok" if mark.entered else "text-2", 16)
        line = row(sign, told, label(at, "second"), gap=8)
        line.setStretch(1, 1)
        return _widget(line)


class _Worded(QWidget):
    """An icon and a word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon, self._text = IconLabel(theme, "minus", "text-3", 14), label(role="label")
        self.setLayout(row(self._icon, self._text, gap=4))

    def show_words(self, icon: str, colour: str, text: str) -> None:
        self._icon.show_icon(icon, colour)
        self._text.setText(text)


class _Facts(QFrame):
    """Labels on the left, values on the right; rows are made once and used again."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(14, 12, 14, 12)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self.setLayout(self._grid)
        self._rows: list[tuple[QLabel, QLabel, QLabel]] = []
        self._line = QWidget()
        self._line.setLayout(column(surface("line"), margins=(0, 5, 0, 5)))

    def show_facts(self, facts: Sequence[tuple[str, str, QPixmap | None]]) -> None:
        shown = [fact for fact in facts if fact[1] or not fact[0]]
        while shown and not shown[-1][0]:
            shown.pop()
        self._grid.removeWidget(self._line)
        self._line.setVisible(any(not title for title, _, _ in shown))
        place = 0
        for place, (title, value, picture) in enumerate(shown):
            if not title:
                self._grid.addWidget(self._line, place, 0, 1, 2)
                for part in self._row(place):
                    part.hide()
                continue
            for part in (parts := self._row(place)):
                part.show()
            name, sign, text = parts
            name.setText(title)
            text.setText(value)
            text.setAccessibleName(f"{title}: {value}")
            sign.setVisible(picture is not None)
            if picture is not None:
                sign.setPixmap(picture)
        for parts in self._rows[place + 1 :]:
            for part in parts:
                part.hide()

    def _row(self, place: int) -> tuple[QLabel, QLabel, QLabel]:
        while len(self._rows) <= place:
            name, sign, text = label(role="label"), QLabel(), label(wrap=True)
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            at = len(self._rows)
            self._grid.addWidget(name, at, 0)
            value = row(sign, text, gap=6)
            value.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
            value.setStretch(1, 1)
            self._grid.addLayout(value, at, 1)
            self._rows.append((name, sign, text))
        return self._rows[place]


def _vehicles_of(programme: Programme, person: Participant) -> list[str]:
    """Names of the vehicles that the person rides in, in the order of the rides."""
    own = {row.group_id for row in programme.group_members.values() if row.participant_id == person.id}
    own.update(
        group
        for group in programme.groups_by_delegation.get(person.delegation_id, ())
        if person.delegation_id is not None and group not in programme.members_by_group
    )
    rides = {row.transfer_id for row in programme.transfer_groups.values() if row.group_id in own}
    rides.update(row.transfer_id for row in programme.transfer_people.values() if row.participant_id == person.id)
    transfers = sorted((programme.transfers[key] for key in rides), key=lambda ride: (ride.departs_at, ride.id))
    return list(dict.fromkeys(programme.vehicles[ride.vehicle_id].name for ride in transfers))


def _section(content: QVBoxLayout) -> QFrame:
    """A part of the panel with a line above; shown only while it has content."""
    content.setContentsMargins(14, 10, 14, 12)
    content.setSpacing(6)
    part = surface("section")
    part.setLayout(content)
    return part


def _refill(content: QVBoxLayout, part: QFrame, widgets: Sequence[QWidget]) -> None:
    while (item := content.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
    for widget in widgets:
        content.addWidget(widget)
    part.setVisible(bool(widgets))


def _widget(layout: QHBoxLayout) -> QWidget:
    made = QWidget()
    made.setLayout(layout)
    return made
