"""The form about a transfer: which vehicle, from where to where, when, and who rides."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from smalltowns_desktop.domain.ids import GroupId, ParticipantId
from smalltowns_desktop.domain.model import Transfer
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.gui.models.transport import TransferLine, remarks_by_subject
from smalltowns_desktop.gui.pages.transport_words import seats_words
from smalltowns_desktop.gui.widgets.forms import (
    LABEL_WIDTH,
    ChoiceField,
    Field,
    Form,
    TextField,
    Write,
    perform_in_field,
)
from smalltowns_desktop.gui.widgets.parts import ShareBar, column, label, restyle
from smalltowns_desktop.gui.widgets.person_field import PeopleIndex, PersonField, people_of
from smalltowns_desktop.gui.widgets.pick_field import Choice, PickField, find_among
from smalltowns_desktop.gui.widgets.remarks import Remarks
from smalltowns_desktop.gui.widgets.roster import Entry, RosterField
from smalltowns_desktop.gui.widgets.side_panel import BodyScroll, stacked
from smalltowns_desktop.gui.widgets.site_field import SiteField
from smalltowns_desktop.gui.wording import duration, natural_order
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services import field_values
from smalltowns_desktop.services.transport import edit_transfer, seat_group, seat_person, unseat_group, unseat_person

TRANSFER_FIELDS = ("vehicle_id", "from_site_id", "to_site_id", "departs_at", "arrives_at")
"""In the order of the form."""


def make_transfer_field(workspace: Workspace, name: str, write: Write, usual_day: Callable[[], date]) -> Field:
    """The field of a transfer by the name of its column. `usual_day` is meant where only a time is typed."""
    say, words = workspace.say, workspace.words
    if name == "vehicle_id":
        field = ChoiceField(workspace, say("Vehicle"), write)
        show_vehicles(workspace, field)
        return field
    if name in {"from_site_id", "to_site_id"}:
        title = say("From") if name == "from_site_id" else say("To")
        return SiteField(workspace, title, write, may_be_empty=False)
    title = say("Departs") if name == "departs_at" else say("Arrives")
    event = workspace.store.programme.event
    return TextField(
        workspace, title, write, lambda typed: field_values.read_moment(name, typed, event, usual_day()), words.value,
        hint=say("09:30"),
    )  # fmt: skip


def show_vehicles(workspace: Workspace, field: ChoiceField) -> None:
    """Let one of the event's vehicles be chosen."""
    vehicles = sorted(workspace.store.programme.vehicles.values(), key=lambda row: natural_order(row.name))
    field.show_choices(
        [
            (row.id, workspace.say_n("{name}, {n} seat", "{name}, {n} seats", row.seats, name=row.name))
            for row in vehicles
        ]
    )


class TransferForm(BodyScroll):
    """Each field is a deed of its own, and so is everybody who gets in or out. Signals: `person_asked` (a key)."""

    person_asked = Signal(str)

    def __init__(self, workspace: Workspace, people: PeopleIndex, label_width: int = LABEL_WIDTH) -> None:
        self.form = Form(label_width)
        self.remarks = Remarks(workspace)
        super().__init__(stacked(self.remarks, self.form))
        self.workspace, self.store = workspace, workspace.store
        self._key = ""
        self.fields: dict[str, Field] = {}
        say = workspace.say
        for name in TRANSFER_FIELDS:
            self.fields[name] = make_transfer_field(workspace, name, self._write(name), self._day)
            self.form.add(self.fields[name])
        self._road, self._seats, self._bar = label(wrap=True), label(), ShareBar(workspace.theme)
        self.form.add_fact(say("On the road"), self._road)
        filled = QWidget()
        filled.setLayout(column(self._seats, self._bar, gap=4))
        self.form.add_fact(say("Seats"), filled)
        self.form.add_heading(say("Who rides"))
        group_adder = PickField(
            workspace, say("Groups"), self._seat_group, self._find_groups, hint=say("Group or delegation"),
            keeps_value=False,
        )  # fmt: skip
        self.groups = RosterField(workspace, say("Groups"), group_adder, self._unseat_group)
        person_adder = PersonField(workspace, say("People"), self._seat_person, people_of(people), keeps_value=False)
        self.people = RosterField(workspace, say("People"), person_adder, self._unseat_person)
        self.people.opened.connect(self.person_asked)
        self.form.add(self.groups)
        self.form.add(self.people)
        self.form.set_read_only(self.store.db.read_only)

    def show_transfer(self, line: TransferLine) -> None:
        if line.row.id != self._key:
            self.form.forget()
        self._key = line.row.id
        vehicles = self.fields["vehicle_id"]
        assert isinstance(vehicles, ChoiceField)
        show_vehicles(self.workspace, vehicles)
        named = {"from_site_id": line.origin, "to_site_id": line.destination}
        for name, field in self.fields.items():
            field.show_value(named.get(name) or getattr(line.row, name))
        self._show_road(line)
        self._seats.setText(seats_words(self.workspace, line.taken, line.vehicle.seats))
        restyle(self._seats, "role", "problem" if line.share > 1 else "")
        self._bar.show_share(line.share)
        self._show_riders(line.row)
        self.remarks.show_conflicts(remarks_by_subject(self.store.conflicts, "transfer").get(line.row.id, ()))

    def _show_road(self, line: TransferLine) -> None:
        say = self.workspace.say
        planned = duration(self.workspace, line.minutes)
        if line.road is None:
            text = say("{planned}; nothing tells how long the road takes", planned=planned)
        else:
            text = say("{planned}; the road takes {road}", planned=planned, road=duration(self.workspace, line.road))
        self._road.setText(text)
        restyle(self._road, "role", "problem" if line.road is not None and line.road > line.minutes else "")

    def _show_riders(self, row: Transfer) -> None:
        programme = self.store.programme
        entries = []
        for key in programme.groups_by_transfer.get(row.id, ()):
            group = programme.groups[key]
            tile = None if group.delegation_id is None else programme.delegations[group.delegation_id]
            entries.append(Entry(key, group.name, self._count(key), tile, "" if tile else "users"))
        self.groups.show_value(sorted(entries, key=lambda entry: fold(entry.text)))
        people = []
        for person_id in programme.people_by_transfer.get(row.id, ()):
            person = programme.participants[person_id]
            tile = None if person.delegation_id is None else programme.delegations[person.delegation_id]
            people.append(Entry(person_id, person.full_name, "", tile, "" if tile else "user-round"))
        self.people.show_value(sorted(people, key=lambda entry: fold(entry.text)))

    def _count(self, group: GroupId) -> str:
        return self.workspace.say_n("{n} person", "{n} people", self.store.programme.size_of_group(group))

    def _find_groups(self, alternatives: Sequence[Sequence[str]]) -> Sequence[Choice]:
        """Groups that do not ride yet."""
        programme = self.store.programme
        riding = programme.groups_by_transfer.get(self._row().id, ())
        groups = sorted(programme.groups.values(), key=lambda group: fold(group.name))
        return find_among([Choice(g.id, g.name, self._count(g.id)) for g in groups if g.id not in riding])(alternatives)

    def _row(self) -> Transfer:
        return self.store.programme.transfers[self._key]

    def _day(self) -> date:
        return self._row().departs_at.date()

    # Deeds

    def _write(self, name: str) -> Write:
        def write(value: Any) -> bool:
            if value is None:
                return True  # a ride without a time or a place is none: what stood there comes back
            row = self._row()
            after = replace(row, **{name: value})
            if name == "departs_at":  # the road takes as long as before
                after = replace(after, arrives_at=value + (row.arrives_at - row.departs_at))
            return perform_in_field(self.store, lambda db: edit_transfer(db, row, after))

        return write

    def _seat_group(self, key: Any) -> bool:
        return key is None or perform_in_field(self.store, lambda db: seat_group(db, self._row().id, GroupId(key)))

    def _unseat_group(self, key: str) -> bool:
        return perform_in_field(self.store, lambda db: unseat_group(db, self._row().id, GroupId(key)))

    def _seat_person(self, key: Any) -> bool:
        person = ParticipantId(key or "")
        return key is None or perform_in_field(self.store, lambda db: seat_person(db, self._row().id, person))

    def _unseat_person(self, key: str) -> bool:
        return perform_in_field(self.store, lambda db: unseat_person(db, self._row().id, ParticipantId(key)))
