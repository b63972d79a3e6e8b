"""The panel at the right: everything an activity or a ride has, and what can be done with what is selected."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QStackedWidget, QWidget

from smalltowns_desktop.domain.model import Activity, Transfer
from smalltowns_desktop.gui.models.transport import make_transfer_line
from smalltowns_desktop.gui.pages.programme_card import ActivityCard
from smalltowns_desktop.gui.pages.programme_company import CompanyForm
from smalltowns_desktop.gui.pages.programme_facts import facts_of
from smalltowns_desktop.gui.pages.programme_form import LABEL_WIDTH, ActivityForm
from smalltowns_desktop.gui.pages.transport_transfer import TransferForm
from smalltowns_desktop.gui.timeline.ink import direction_icon, direction_token
from smalltowns_desktop.gui.timeline.words import KIND_WORDS, STATUS_TONES, STATUS_WORDS
from smalltowns_desktop.gui.widgets.parts import (
    EmptyHint,
    IconLabel,
    button,
    column,
    dress_icon,
    icon_button,
    label,
    restyle,
    row,
    surface,
)
from smalltowns_desktop.gui.widgets.person_field import PeopleIndex
from smalltowns_desktop.gui.widgets.side_panel import BodyScroll, SidePanel, stacked
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.programme import last_change

WIDTH = 316
_TITLE_INSET = 7
"""From the edge of the title's field to its first letter."""


class Inspector(QWidget):
    """Signals: `lock_wished`, `repeat_wished`, `return_wished`, `delete_wished`, `close_wished`; and with a key:
    `site_wished`, `person_wished`, `ride_wished` (show a transfer on its page)."""

    lock_wished = Signal()
    repeat_wished = Signal()
    return_wished = Signal()
    delete_wished = Signal()
    close_wished = Signal()
    site_wished = Signal(str)
    person_wished = Signal(str)
    ride_wished = Signal(str)

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.store = workspace.store
        self.setMinimumWidth(WIDTH - 16)
        theme, say = workspace.theme, workspace.say
        self._direction = label(role="second")
        self._direction_icon = IconLabel(theme, "flag")
        self._status = label(tone="plain")
        self._locked = label(say("locked"), tone="info")
        self.form = ActivityForm(workspace, self._head())
        self.company = CompanyForm(workspace)
        self.card = ActivityCard(workspace)
        self.card.site_wished.connect(self.site_wished)
        self.ride = TransferForm(workspace, PeopleIndex(lambda: self.store.programme), LABEL_WIDTH)
        self.ride.person_asked.connect(self.person_wished)
        self._several = label(role="title", wrap=True)
        self.lock = button(say("Lock"), on_click=self.lock_wished.emit)
        self.back = button(say("To requests"), on_click=self.return_wished.emit)
        self.trash = icon_button(theme, "trash-2", say("Delete for good"), self.delete_wished.emit)
        self.there = button(say("Show in Transport"), on_click=self._wish_ride)
        dress_icon(theme, self.there, "bus")
        self.repeat = icon_button(theme, "copy", say("Repeat (Ctrl+D)"), self.repeat_wished.emit)
        dress_icon(theme, self.lock, "lock")
        dress_icon(theme, self.back, "inbox")
        dress_icon(theme, self.trash, "trash-2", "danger")
        close = icon_button(theme, "x", say("Hide (F9)"), self.close_wished.emit)
        hint = EmptyHint(theme, "calendar-range", say("Choose something on the timeline to see and edit all about it."))
        self._body = QStackedWidget()
        for part in (hint, BodyScroll(stacked(self.form, self.card, self.company)), self._crowd(), self.ride):
            self._body.addWidget(part)
        self.panel = SidePanel("", (self.repeat, close), self._body, self._foot())
        self.setLayout(column(self.panel, gap=0))
        self._shown: tuple[Activity, ...] = ()
        self._rides: tuple[Transfer, ...] = ()
        self.store.conflicts_changed.connect(self._show_facts)
        self.show_activities(())

    def show_rides(self, rides: Sequence[Transfer]) -> None:
        """The transfers that are selected, one or several, in the rows of vehicles."""
        self._shown, self._rides = (), tuple(rides)
        self._body.setCurrentIndex(3 if len(rides) == 1 else 2)
        say = self.workspace.say
        self._show_foot()
        self.repeat.setEnabled(False)
        self.trash.setEnabled(not self.store.db.read_only)
        self.trash.setToolTip(self.trash.accessibleName())
        self.panel.title.setText(say("Transfer") if len(rides) == 1 else say("Details"))
        if len(rides) > 1:
            self._several.setText(self.workspace.say_n("{n} transfer selected", "{n} transfers selected", len(rides)))
        self._show_facts()

    def show_activities(self, activities: Sequence[Activity]) -> None:
        """What is selected: nothing, one, or several."""
        self._shown, self._rides = tuple(activities), ()
        self._body.setCurrentIndex(0 if not activities else 1 if len(activities) == 1 else 2)
        self._show_foot()
        may_write = bool(activities) and not self.store.db.read_only
        locked = any(activity.locked for activity in activities)
        for made in (self.lock, self.repeat):
            made.setEnabled(may_write)
        held = self.workspace.say("Unlock it first (Ctrl+L)")
        self.back.setToolTip(held if locked else "")
        self.trash.setToolTip(held if locked else self.trash.accessibleName())
        for taken_out in (self.back, self.trash):
            taken_out.setEnabled(may_write and not locked)
        self.lock.setText(self.workspace.say("Unlock") if locked else self.workspace.say("Lock"))
        self._name_panel()
        if len(activities) == 1:
            self._show_one(activities[0])
        elif activities:
            count = self.workspace.say_n("{n} activity selected", "{n} activities selected", len(activities))
            self._several.setText(count)

    def edit(self) -> None:
        """Put the focus into the first field."""
        if self._rides:
            next(iter(self.ride.fields.values())).editor.setFocus()
            return
        self.form.title.editor.setFocus()
        self.form.title.line.selectAll()

    def _show_foot(self) -> None:
        """A ride has no lock and was no request; it has a page of its own."""
        for part in (self.lock, self.back):
            part.setVisible(not self._rides)
        self.there.setVisible(len(self._rides) == 1)

    def _wish_ride(self) -> None:
        self.ride_wished.emit(self._rides[0].id)

    def _name_panel(self) -> None:
        word = self.workspace.words.word
        kinds = {activity.kind for activity in self._shown}
        self.panel.title.setText(word(KIND_WORDS[kinds.pop()]) if len(kinds) == 1 else self.workspace.say("Details"))

    def _show_one(self, activity: Activity) -> None:
        programme, word = self.store.programme, self.workspace.words.word
        direction = programme.directions.get(activity.direction_id or "")
        self._direction.setText("" if direction is None else direction.name)
        for part in (self._direction, self._direction_icon):
            part.setVisible(direction is not None)
        if direction is not None:
            token = f"{direction_token(direction.position)}-x"
            self._direction_icon.show_icon(direction_icon(direction.position), token)
        self._status.setText(word(STATUS_WORDS[activity.status]))
        restyle(self._status, "tone", STATUS_TONES[activity.status])
        self._locked.setVisible(activity.locked)
        self.form.show_activity(activity)
        self.company.show_activity(activity)
        self._show_facts()

    def _show_facts(self) -> None:
        if len(self._rides) == 1:
            (ride,) = self._rides
            self.ride.show_transfer(make_transfer_line(self.store.programme, self.store.conflicts, ride))
        if len(self._shown) == 1:
            (activity,) = self._shown
            facts = facts_of(self.store.programme, activity, self.store.conflicts or ())
            self.card.show_facts(activity, facts, last_change(self.store.db, activity.id))

    def _head(self) -> QWidget:
        tags = row(self._status, self._locked, None, gap=6)
        line = row(self._direction_icon, self._direction, None, gap=6)
        return surface("plain", column(line, tags, gap=6, margins=(_TITLE_INSET, 0, 0, 0)))

    def _crowd(self) -> QWidget:
        words = label(
            self.workspace.say("Drag them, or press Alt with an arrow, to move them together."), "hint", wrap=True
        )
        return surface("plain", column(self._several, words, None, gap=8, margins=(14, 16, 14, 16)))

    def _foot(self) -> QLayout:
        return row(self.lock, self.back, self.there, self.trash, gap=8, margins=(14, 8, 14, 8))
