"""The part of the inspector that only tells: how full, whether open, who receives, who drives, the last change."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from smalltowns_desktop.domain.model import Activity
from smalltowns_desktop.domain.times import from_utc
from smalltowns_desktop.gui.pages.programme_facts import ActivityFacts
from smalltowns_desktop.gui.pages.programme_form import LABEL_WIDTH
from smalltowns_desktop.gui.timeline.words import FIELD_WORDS, moment_words
from smalltowns_desktop.gui.widgets.parts import IconLabel, ShareBar, button, column, label, row
from smalltowns_desktop.gui.wording import clock, duration, short_day
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.programme import LastChange


class ActivityCard(QWidget):
    """Signals: `site_wished` (key: show the site on its page)."""

    site_wished = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        theme = workspace.theme
        self._site = ""
        self.bar = ShareBar(theme)
        self._places = label(role="heading")
        self._hours = label()
        self._open = IconLabel(theme, "check", "ok")
        self._host = label(wrap=True)
        self._host_second = label(role="second", wrap=True)
        self._ride = label(wrap=True)
        self._ride_second = label(role="second", wrap=True)
        self._requirements = label(wrap=True)
        self._changed = label(role="second", wrap=True)
        self._go = button(workspace.say("Show the place"), "link", lambda: self.site_wished.emit(self._site))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(14, 4, 14, 8)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._lines: dict[str, tuple[QLabel, QWidget]] = {}
        self._arrange()
        self.setLayout(self._grid)

    def show_facts(self, activity: Activity, facts: ActivityFacts, last: LastChange | None) -> None:
        say = self.workspace.say
        self._show_places(facts)
        site = facts.site
        self._site = "" if site is None else site.id
        self._go.setVisible(site is not None)
        known_hours = site is not None and (site.opens_at is not None or site.closes_at is not None)
        self._show_line("hours", known_hours)
        if site is not None and known_hours:
            opens = "…" if site.opens_at is None else f"{site.opens_at:%H:%M}"
            closes = "…" if site.closes_at is None else f"{site.closes_at:%H:%M}"
            self._hours.setText(f"{opens}–{closes}")
            self._open.show_icon(*(("check", "ok") if facts.is_open else ("octagon-x", "danger")))
        host = "" if site is None else site.host_name
        self._host.setText(host or say("not named"))
        second = () if site is None else (site.host_position, site.host_phone)
        self._host_second.setText("\n".join(part for part in second if part))
        self._host_second.setVisible(bool(self._host_second.text()))
        self._show_ride(activity, facts)
        requirements = "" if site is None else site.requirements
        self._show_line("requirements", bool(requirements))
        self._requirements.setText(requirements)
        self._changed.setText(self._story(last))
        self._show_line("changed", last is not None)

    def _show_places(self, facts: ActivityFacts) -> None:
        people, places = facts.people, facts.places
        self.bar.setVisible(bool(places))
        if not places:
            self._places.setText(self.workspace.say_n("{n} person", "{n} people", people))
            return
        share = people / places
        self.bar.show_share(share, "accent" if share <= 1 else "danger")
        self._places.setText(self.workspace.say("{people} of {places}", people=people, places=places))

    def _show_ride(self, activity: Activity, facts: ActivityFacts) -> None:
        ride, say = facts.ride, self.workspace.say
        self._show_line("ride", ride is not None)
        if ride is None:
            return
        vehicle = self.workspace.store.programme.vehicles[ride.vehicle_id]
        seats = self.workspace.say_n("{n} seat", "{n} seats", vehicle.seats)
        self._ride.setText(f"{vehicle.name}, {seats}")
        leaves = moment_words(self.workspace, ride.departs_at, activity.starts_at.date())
        length = duration(self.workspace, ride.arrives_at - ride.departs_at)
        self._ride_second.setText(say("leaves {time}, {length} on the way", time=leaves, length=length))

    def _story(self, last: LastChange | None) -> str:
        """Who changed it last and when; what, where it was a thing or two."""
        if last is None:
            return ""
        workspace = self.workspace
        at = datetime.fromisoformat(from_utc(last.revision.at, workspace.store.programme.event.timezone))
        when = f"{short_day(at.date(), workspace.words.language)} {clock(at)}"
        who = ", ".join(part for part in (last.revision.who, last.revision.station) if part)
        times = {name: (before, after) for name, before, after in last.fields if name in ("starts_at", "ends_at")}
        if "starts_at" in times:
            before, after = (_clock_of(value) for value in times["starts_at"])
            what = workspace.say("time {before} → {after}", before=before, after=after)
        elif last.fields:
            names = [workspace.words.word(FIELD_WORDS[name]) for name, _, _ in last.fields if name in FIELD_WORDS]
            what = ", ".join(names)
        else:
            what = workspace.render(last.revision.deed)
        return f"{when}: {what}\n{who}"

    def _arrange(self) -> None:
        say = self.workspace.say
        self._add("places", say("People"), _line(self.bar, self._places))
        self._add("hours", say("Opening hours"), _line(self._hours, self._open, None))
        self._add("host", say("Hosted by"), _stack(self._host, self._host_second, _line(self._go, None)))
        self._add("ride", say("Transport"), _stack(self._ride, self._ride_second))
        self._add("requirements", say("Rules there"), self._requirements)
        self._add("changed", say("Last change"), self._changed)

    def _add(self, key: str, title: str, part: QWidget) -> None:
        name = label(title, "label", wrap=True)
        name.setFixedWidth(max(LABEL_WIDTH, *map(name.fontMetrics().horizontalAdvance, title.split())))
        at = self._grid.rowCount()
        self._grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(part, at, 1)
        self._lines[key] = (name, part)

    def _show_line(self, key: str, shown: bool) -> None:
        for part in self._lines[key]:
            part.setVisible(shown)


def _line(*parts: QWidget | None) -> QWidget:
    made = QWidget()
    made.setLayout(row(*parts))
    return made


def _stack(*parts: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(*parts, gap=2))
    return made


def _clock_of(value: Any) -> str:
    """The time of a moment as the journal has it: `2025-08-14 10:30`."""
    return str(value)[11:16]
