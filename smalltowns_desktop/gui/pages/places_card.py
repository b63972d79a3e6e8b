"""The card of a site at the right: what it is, when it is open, who receives, how full it gets."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLayout, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from smalltowns_desktop.domain.model import Activity, Site, SiteKind
from smalltowns_desktop.domain.phones import spaced_phone
from smalltowns_desktop.domain.programme import Programme
from smalltowns_desktop.gui.map.items import KIND_ICONS
from smalltowns_desktop.gui.models.site_facts import DayAtSite, days_at_site, headcount, lodgers
from smalltowns_desktop.gui.pages.places_halls import HallsEditor
from smalltowns_desktop.gui.pages.places_parts import DirectionTag, KindDisc, LoadBar
from smalltowns_desktop.gui.pages.places_words import hours_of, kind_words
from smalltowns_desktop.gui.widgets.parts import (
    ElidedLabel,
    IconLabel,
    Part,
    button,
    column,
    dress_icon,
    label,
    row,
    surface,
)
from smalltowns_desktop.gui.widgets.tips import plain_tip
from smalltowns_desktop.gui.wording import day_title, language_words, short_day, span
from smalltowns_desktop.gui.workspace import Workspace

_LONG_WORD = 24


class SiteCard(QFrame):
    """Signals: `confirmed` (whether the host is, by a click), `activity_wanted` (its key), `programme_wanted`,
    `shown_on_map`. `halls` is the editor of the site's halls."""

    confirmed = Signal(bool)
    activity_wanted = Signal(str)
    programme_wanted = Signal()
    shown_on_map = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.setProperty("surface", "plain")
        self._workspace = workspace
        self._locked = False
        self.site: Site | None = None
        """The site that is shown."""
        self.halls = HallsEditor(workspace)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(workspace.say("Place"))
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = QVBoxLayout()
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(0)
        self._inside.addWidget(self.halls)  # at once: nobody would destroy an editor that has never been shown
        self._area.setWidget(surface("plain", self._inside))
        programme = button(workspace.say("In the programme"), "main", self.programme_wanted.emit)
        dress_icon(workspace.theme, programme, "calendar-range", "on-accent")
        show = button(workspace.say("On the map"), on_click=self.shown_on_map.emit)
        dress_icon(workspace.theme, show, "locate-fixed", "text")
        foot = row(programme, show, margins=(14, 10, 14, 10))
        foot.setStretchFactor(programme, 1)
        self.setLayout(column(self._area, surface("foot", foot), gap=0))

    def show_site(
        self, programme: Programme, site: Site, activities: Sequence[Activity], day: date, *, locked: bool
    ) -> None:
        """`activities`: those at the site; `day`: the chosen one; `locked`: for reading only."""
        self._locked, self.site = locked, site
        place = self._area.verticalScrollBar().value()
        while (item := self._inside.takeAt(0)) is not None:
            old = item.widget()
            if old is not None and old is not self.halls:
                old.hide()
                old.deleteLater()
        days = days_at_site(programme, site, activities)
        self.halls.show_halls(programme, site, locked=locked)
        parts: list[QWidget] = [
            self._head(programme, site),
            self._numbers(site),
            self._hours(site, days, day),
            self._host(site),
            *self._access(site),
            self.halls,
            self._load(programme, site, days, day),
            self._activities(programme, days, day),
        ]
        for part in parts:
            self._inside.addWidget(part)
            part.show()
        self._inside.addStretch(1)
        self._area.verticalScrollBar().setValue(place)

    def _head(self, programme: Programme, site: Site) -> QWidget:
        say, theme = self._workspace.say, self._workspace.theme
        kind = kind_words(self._workspace)[site.kind]
        name = _wrapped(site.name, "title")
        where = site.address or programme.districts[site.district_id].name
        line = _wrapped(f"{kind} · {where}", "second")
        disc = KindDisc(theme, KIND_ICONS[site.kind])
        title = row(disc, column(name, line, gap=2), gap=12)
        title.setAlignment(disc, Qt.AlignmentFlag.AlignTop)
        title.setStretch(1, 1)
        tags: list[Part] = []
        for key in programme.directions_by_site.get(site.id, ()):
            direction = programme.directions[key]
            position = sorted(row_.position for row_ in programme.directions.values()).index(direction.position)
            tags.append(row(DirectionTag(theme, direction.name, position), None))
        if site.latitude is None:
            tags.append(row(label(say("No coordinates: drawn in the middle of its district"), tone="warn"), None))
        return _section(column(title, *tags, gap=8), line=False)

    def _numbers(self, site: Site) -> QWidget:
        say, say_n = self._workspace.say, self._workspace.say_n
        hotel = site.kind is SiteKind.HOTEL
        unknown = say("not given")
        cells = []
        for word, text in (
            (say("Groups at once"), "" if site.groups_at_once is None else str(site.groups_at_once)),
            (
                say("Beds") if hotel else say("Visitors"),
                "" if site.visitors_max is None else str(site.visitors_max),
            ),
            (say("Visit"), "" if site.visit_minutes is None else say_n("{n} min", "{n} min", site.visit_minutes)),
        ):
            value = label(text or unknown, "heading" if text else "hint")
            cells.append(column(label(word, "small"), value, gap=3))
        line = row(*cells, gap=10)
        for index in range(len(cells)):
            line.setStretch(index, 1)
        return _section(line)

    def _hours(self, site: Site, days: Sequence[DayAtSite], chosen: date) -> QWidget:
        say, language = self._workspace.say, self._workspace.words.language
        hours = hours_of(self._workspace, site) or say("all day")
        lines: list[Part] = [self._heading("clock", say("Opening hours"))]
        for item in days:
            role = "heading" if item.day == chosen else "second" if item.is_open else "hint"
            text = hours if item.is_open else say("closed")
            lines.append(row(label(day_title(item.day, language), role), None, label(text, role)))
        return _section(column(*lines, gap=5))

    def _host(self, site: Site) -> QWidget:
        say = self._workspace.say
        box = QCheckBox(say("Confirmed"))
        box.setChecked(site.host_confirmed)
        box.setEnabled(not self._locked)
        box.setToolTip(say("Whether the host has confirmed that the visit can be"))
        box.clicked.connect(lambda confirmed: self.confirmed.emit(confirmed))
        lines: list[Part] = [self._heading("user-round", say("Who receives"), box)]
        if site.host_name:
            lines.append(row(ElidedLabel(site.host_name), _number(spaced_phone(site.host_phone))))
        else:
            lines.append(label(say("not given"), "hint"))
        details = [site.host_position, self._languages(site)]
        text = " · ".join(part for part in details if part)
        if text:
            lines.append(_wrapped(text, "small"))
        return _section(column(*lines, gap=4))

    def _languages(self, site: Site) -> str:
        return language_words(self._workspace.words, site.languages)

    def _access(self, site: Site) -> list[QWidget]:
        if not site.requirements and site.notice_hours is None:
            return []
        say_n, theme = self._workspace.say_n, self._workspace.theme
        lines: list[Part] = [self._heading("shield-check", self._workspace.say("Access"))]
        if site.notice_hours is not None:
            text = say_n(
                "Access list {n} hour before the visit", "Access list {n} hours before the visit", site.notice_hours
            )
            lines.append(_noted(IconLabel(theme, "list-checks"), text))
        for text in site.requirements.splitlines():
            if text.strip():
                lines.append(_noted(IconLabel(theme, "shield-alert"), text.strip()))
        return [_section(column(*lines, gap=6))]

    def _load(self, programme: Programme, site: Site, days: Sequence[DayAtSite], chosen: date) -> QWidget:
        say, event = self._workspace.say, programme.event
        hours = label(f"{event.day_starts_at:%H:%M}–{event.day_ends_at:%H:%M}", "small")
        lines: list[Part] = [self._heading("calendar-days", say("Load by day"), hours)]
        for item in days:
            bar = LoadBar(self._workspace.theme, event, item, site.visitors_max, chosen=item.day == chosen)
            day = label(short_day(item.day, self._workspace.words.language).split(",")[0], "second")
            day.setFixedWidth(54)
            text = label(self._load_text(site, item), "heading" if item.day == chosen else "second")
            text.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            text.setFixedWidth(92)
            lines.append(row(day, bar, text, gap=6))
        if site.kind is SiteKind.HOTEL:
            guests = lodgers(programme, site)
            text_ = (
                say("{n} of {limit} beds taken", n=guests, limit=site.visitors_max)
                if site.visitors_max is not None
                else self._workspace.say_n("{n} guest", "{n} guests", guests)
            )
            lines.append(label(text_, "second"))
        return _section(column(*lines, gap=6))

    def _load_text(self, site: Site, item: DayAtSite) -> str:
        if not item.activities:
            return self._workspace.say("free") if item.is_open else self._workspace.say("closed")
        if site.visitors_max is None or site.kind is SiteKind.HOTEL:
            return self._workspace.say_n("{n} person", "{n} people", item.people)
        return self._workspace.say("{n} of {limit}", n=item.people, limit=site.visitors_max)

    def _activities(self, programme: Programme, days: Sequence[DayAtSite], chosen: date) -> QWidget:
        say, language = self._workspace.say, self._workspace.words.language
        of_day = next((item.activities for item in days if item.day == chosen), ())
        lines: list[Part] = [self._heading("calendar-range", say("On {day}", day=day_title(chosen, language)))]
        for activity in of_day:
            people = headcount(programme, [activity])
            made = QToolButton()
            made.setProperty("button", "icon")
            made.setAccessibleName(f"{span(activity.starts_at, activity.ends_at)} {activity.title}")
            made.setToolTip(plain_tip(activity.title))
            made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            made.setLayout(
                row(
                    label(span(activity.starts_at, activity.ends_at), "second"),
                    ElidedLabel(activity.title),
                    label(str(people), "small"),
                    margins=(6, 0, 6, 0),
                )
            )
            for part in made.findChildren(QWidget):
                part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            made.setMinimumSize(QSize(0, 30))
            made.clicked.connect(lambda _checked=False, key=activity.id: self.activity_wanted.emit(key))
            lines.append(made)
        if not of_day:
            lines.append(label(say("Nothing is planned here on this day."), "hint", wrap=True))
        return _section(column(*lines, gap=3))

    def _heading(self, icon: str, text: str, *right: QWidget) -> QWidget:
        made = QWidget()
        made.setLayout(row(IconLabel(self._workspace.theme, icon), label(text, "heading"), None, *right))
        return made


def _section(layout: QLayout, *, line: bool = True) -> QWidget:
    made = QWidget()
    content = QWidget()
    content.setLayout(layout)
    inside = column(content, margins=(14, 10, 14, 10))
    parts = [surface("line"), inside] if line else [inside]
    made.setLayout(column(*parts, gap=0))
    return made


def _wrapped(text: str, role: str = "") -> QWidget:
    """Text on as many lines as it needs; a word that is wider than the card is cut and does not widen it."""
    made = label(text, role, wrap=True)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    made.setToolTip(plain_tip(text) if max(map(len, text.split()), default=0) > _LONG_WORD else "")
    return made


def _number(text: str) -> QWidget:
    made = label(text)
    made.setMaximumWidth(170)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _noted(icon: QWidget, text: str) -> QWidget:
    made = QWidget()
    line = row(icon, _wrapped(text))
    line.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
    line.setStretch(1, 1)
    made.setLayout(line)
    return made
