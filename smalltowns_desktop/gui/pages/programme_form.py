"""The fields of one activity: each writes itself as a deed when the person is through with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from smalltowns_desktop.domain.errors import InvalidValue
from smalltowns_desktop.domain.ids import ActivityId, DirectionId, HallId, SiteId
from smalltowns_desktop.domain.model import Activity
from smalltowns_desktop.domain.text import say
from smalltowns_desktop.gui.models.site_facts import days_of
from smalltowns_desktop.gui.painting import STRIP, paint_strip
from smalltowns_desktop.gui.theme import Theme
from smalltowns_desktop.gui.timeline.ink import direction_icon, direction_token
from smalltowns_desktop.gui.timeline.words import KIND_WORDS, STATUS_WORDS
from smalltowns_desktop.gui.widgets.forms import ChoiceField, Field, Form, NotesField, TextField, perform_in_field
from smalltowns_desktop.gui.widgets.parts import column, label, row
from smalltowns_desktop.gui.widgets.site_field import SiteField
from smalltowns_desktop.gui.wording import clock, duration, short_day
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.field_values import read_clock, read_line, read_notes
from smalltowns_desktop.services.programme import ActivityEdit, edit_activities

LABEL_WIDTH = 84
_PAST_MIDNIGHT = timedelta(hours=8)
"""How long something may last past midnight before an end earlier than the start is taken for a slip."""


class DirectionStrip(QWidget):
    """A direction's strip, as high as what stands beside it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._position = -1
        self.setFixedWidth(STRIP)
        theme.changed.connect(self.update)

    def show_direction(self, position: int) -> None:
        """-1 for none."""
        self._position = position
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_strip(QPainter(self), self._theme, QRectF(self.rect()), self._position)


class ActivityForm(Form):
    """Title, time, place, kind, direction, state and notes."""

    def __init__(self, workspace: Workspace, under_title: QWidget) -> None:
        """`under_title`: what the panel says right below the title."""
        super().__init__(LABEL_WIDTH)
        self.workspace = workspace
        self.store = workspace.store
        say_ = workspace.say
        self._key = ActivityId("")
        self.title = self._text(say_("Title"), "title", lambda typed: read_line("title", typed, needed=True))
        self.day = ChoiceField(workspace, say_("Day"), self._write_day)
        self.start = TextField(workspace, say_("Start"), self._write_start, self._read_clock, clock)
        self.end = TextField(workspace, say_("End"), self._write_end, self._read_clock, clock)
        self.length = label(role="second")
        self.strip = DirectionStrip(workspace.theme)
        self.site = SiteField(workspace, say_("Place"), self._write_site)
        self.hall = ChoiceField(workspace, say_("Hall"), self._writer("hall_id", HallId))
        self.kind = ChoiceField(workspace, say_("Kind"), self._writer("kind"))
        self.direction = ChoiceField(workspace, say_("Direction"), self._writer("direction_id", DirectionId))
        self.status = ChoiceField(workspace, say_("State"), self._writer("status"))
        self.notes = NotesField(workspace, say_("Notes"), self._writer("notes"), lambda text: read_notes("notes", text))
        self.start.setMaximumWidth(76)
        self.length.setMinimumWidth(76)
        self._arrange(under_title)
        self._offer_words()

    @property
    def held(self) -> tuple[Field, ...]:
        """The fields that a lock holds."""
        return self.day, self.start, self.end, self.site, self.hall

    def show_activity(self, activity: Activity) -> None:
        """Fill every field; what is being typed about the same activity stays."""
        if activity.id != self._key:
            self._key = activity.id
            self.forget()
        programme = self.store.programme
        language = self.workspace.words.language
        days = sorted({*days_of(programme.event), activity.starts_at.date()})
        self.day.show_choices([(day.isoformat(), short_day(day, language)) for day in days])
        self._offer_halls(activity)
        self._offer_directions()
        self.title.show_value(activity.title)
        self.day.show_value(activity.starts_at.date().isoformat())
        self.start.show_value(activity.starts_at)
        self.end.show_value(activity.ends_at)
        self.length.setText(duration(self.workspace, activity.ends_at - activity.starts_at))
        site = programme.site_of(activity)
        self.site.show_value("" if site is None else site.name)
        self.hall.show_value(activity.hall_id)
        self.kind.show_value(activity.kind)
        self.direction.show_value(activity.direction_id)
        self.status.show_value(activity.status)
        self.notes.show_value(activity.notes)
        self.strip.show_direction(
            -1 if activity.direction_id is None else programme.directions[activity.direction_id].position
        )
        for field in self.fields:
            field.set_read_only(self.store.db.read_only or (activity.locked and field in self.held))

    def _arrange(self, under_title: QWidget) -> None:
        say = self.workspace.say
        self.title.line.setProperty("role", "title")
        self.fields.append(self.title)
        head = QWidget()
        head.setLayout(row(self.strip, column(self.title, under_title, gap=2), gap=4, margins=(0, 0, 0, 6)))
        self.add_wide(head)
        self._add_line(say("When"), self.day, self.start)
        self._add_line(say("Until"), self.end, self.length)
        for field in (self.site, self.hall, self.kind, self.direction, self.status, self.notes):
            self.add(field)

    def _add_line(self, title: str, first: QWidget, second: QWidget) -> None:
        """Two things in one line of the form."""
        line = QWidget()
        line.setLayout(row(first, second, gap=6))
        self.add_fact(title, line)
        self.fields += [part for part in (first, second) if isinstance(part, Field)]

    def _offer_words(self) -> None:
        word = self.workspace.words.word
        self.kind.show_choices([(kind, word(name)) for kind, name in KIND_WORDS.items()])
        self.status.show_choices([(status, word(name)) for status, name in STATUS_WORDS.items()])

    def _offer_halls(self, activity: Activity) -> None:
        programme = self.store.programme
        site = programme.site_of(activity)
        halls = [] if site is None else [programme.halls[key] for key in programme.halls_by_site.get(site.id, ())]
        halls.sort(key=lambda hall: hall.name)
        self.hall.show_choices([(None, self.workspace.say("none")), *((hall.id, hall.name) for hall in halls)])

    def _offer_directions(self) -> None:
        rows = sorted(self.store.programme.directions.values(), key=lambda direction: direction.position)
        theme = self.workspace.theme
        icons = [theme.icon(direction_icon(row.position), f"{direction_token(row.position)}-x") for row in rows]
        choices: list[tuple[Any, str]] = [(None, self.workspace.say("none")), *((row.id, row.name) for row in rows)]
        self.direction.show_choices(choices, [theme.icon("minus", "text-3"), *icons])

    # Writing

    def _activity(self) -> Activity | None:
        return self.store.programme.activities.get(self._key)

    def _change(self, change: Callable[[Activity], Activity]) -> bool:
        before = self._activity()
        if before is None:
            return False
        after = change(before)
        return perform_in_field(self.store, lambda db: edit_activities(db, [ActivityEdit(before, after)]))

    def _text(self, title: str, name: str, read: Callable[[str], str]) -> TextField:
        return TextField(self.workspace, title, self._writer(name), read)

    def _writer(self, name: str, kind: Callable[[Any], Any] = lambda value: value) -> Callable[[Any], bool]:
        """Writes one field of the activity."""

        def write(value: Any) -> bool:
            changed: dict[str, Any] = {name: None if value is None else kind(value)}
            return self._change(lambda activity: replace(activity, **changed))

        return write

    def _write_site(self, key: str | None) -> bool:
        return self._change(lambda row: replace(row, site_id=None if key is None else SiteId(key), hall_id=None))

    def _write_day(self, day: str) -> bool:
        """`day` as ISO 8601."""

        def move(activity: Activity) -> Activity:
            return _moved(activity, datetime.combine(date.fromisoformat(day), activity.starts_at.time()))

        return self._change(move)

    def _write_start(self, at: time) -> bool:
        """Another start moves it: it lasts as long as before."""
        return self._change(lambda row: _moved(row, datetime.combine(row.starts_at.date(), at)))

    def _write_end(self, at: time) -> bool:
        def end(activity: Activity) -> Activity:
            ends_at = datetime.combine(activity.starts_at.date(), at)
            night = ends_at + timedelta(days=1)
            if ends_at <= activity.starts_at and night - activity.starts_at <= _PAST_MIDNIGHT:
                ends_at = night
            return replace(activity, ends_at=ends_at)

        return self._change(end)

    def _read_clock(self, typed: str) -> time:
        at = read_clock("time", typed)
        if at is None:
            raise InvalidValue("time", typed, say("It should be a time such as 09:30."))
        return at


def _moved(activity: Activity, starts_at: datetime) -> Activity:
    return replace(activity, starts_at=starts_at, ends_at=starts_at + (activity.ends_at - activity.starts_at))
