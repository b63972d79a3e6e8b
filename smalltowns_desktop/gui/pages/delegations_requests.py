"""What a delegation asks to see, how much it matters, and whether it will."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from smalltowns_desktop.domain.ids import DelegationId, RequestId, SiteId
from smalltowns_desktop.domain.model import Request
from smalltowns_desktop.gui.models.delegations import RequestLine, make_request_lines
from smalltowns_desktop.gui.models.looks import Look, LooksModel
from smalltowns_desktop.gui.models.table import Column
from smalltowns_desktop.gui.widgets.forms import ChoiceField, Field, Form, TextField, Write, perform_in_field
from smalltowns_desktop.gui.widgets.keyed_table import KeyedTable
from smalltowns_desktop.gui.widgets.parts import button, column, label, row, surface
from smalltowns_desktop.gui.widgets.side_panel import BodyScroll, stacked
from smalltowns_desktop.gui.widgets.site_field import SiteField
from smalltowns_desktop.gui.wording import short_day
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services import field_values
from smalltowns_desktop.services.delegations import (
    LEAST_WEIGHT,
    MOST_MINUTES,
    MOST_WEIGHT,
    add_request,
    delete_request,
    edit_request,
)

_STATES = {True: ("circle-check", "ok"), False: ("circle-dashed", "warn"), None: ("circle-dashed", "text-3")}


class RequestsOfDelegation(QWidget):
    """Requests above, the chosen one's fields below, and a field that asks for one more place."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace, self.store = workspace, workspace.store
        self._key = ""
        say = workspace.say
        self.model: LooksModel[RequestLine] = LooksModel(
            [
                Column("site", say("Place"), lambda line: line.site, tip=lambda line: line.site, width=140),
                Column("weight", say("Weight"), lambda line: str(line.row.weight),
                       sort_by=lambda line: -line.row.weight, width=104, right=True),
                Column("state", say("State"), self._state, width=134),
                Column("when", say("When"), self._when, width=100),
                Column("who", say("For"), lambda line: line.who or say("everybody"), width=70),
            ],
            lambda line: line.row.id,
            looks={"state": lambda line: Look(icon=_STATES[line.is_met][0], icon_colour=_STATES[line.is_met][1]),
                   "site": lambda _: Look(icon="map-pin")},
        )  # fmt: skip
        self.table = KeyedTable(
            workspace,
            self.model,
            "delegation-requests",
            say("Requests"),
            stretched={"site": 170},
            spared=("who", "when"),
        )
        self.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)  # the weightiest first
        self.table.chosen.connect(lambda _: self._show_request())
        self.table.deletion_asked.connect(self._delete)
        wish = say("Ask for a place: a part of its name")
        self.adder = SiteField(workspace, say("Ask for a place"), self._add, hint=wish, keeps_value=False)
        self.fields: dict[str, Field] = {}
        self.form = Form()
        self._build()
        self.delete = button(say("Delete the request"), "small", lambda: self._delete(self.table.current_key))
        self._hint = label(say("Nothing is asked for yet. Choose a place above."), "hint", wrap=True)
        self._lay_out()
        if self.store.db.read_only:
            self.form.set_read_only(True)
            self.adder.set_read_only(True)

    def show_delegation(self, key: str) -> None:
        if key != self._key:
            self.adder.forget()
        self._key = key
        lines = make_request_lines(self.store.programme, self.store.conflicts, key)
        self.table.show_rows(lines)
        self.table.setVisible(bool(lines))
        self._hint.setVisible(not lines)
        self._show_request()

    def choose(self, key: str) -> None:
        self.table.choose(key)

    def _build(self) -> None:
        say, words = self.workspace.say, self.workspace.words

        def text(name: str, title: str, read: Callable[[str], Any], show: Callable[[Any], str] = str) -> None:
            self._add_field(name, TextField(self.workspace, title, self._write(name), read, show))

        place = SiteField(self.workspace, say("Place"), self._write("site_id"), may_be_empty=False)
        self._add_field("site_id", place)
        self._add_field("group_id", ChoiceField(self.workspace, say("For"), self._write_asker))
        weight = ChoiceField(self.workspace, say("Weight"), self._write("weight"))
        weights = {LEAST_WEIGHT: say("1, if nothing else"), MOST_WEIGHT: say("9, above all")}
        weight.show_choices([(n, weights.get(n, str(n))) for n in range(LEAST_WEIGHT, MOST_WEIGHT + 1)])
        self._add_field("weight", weight)
        self._add_field("day", ChoiceField(self.workspace, say("Day"), self._write("day")))
        text("not_before", say("Not before"), lambda typed: field_values.read_clock("not_before", typed), words.value)
        text("not_after", say("Not after"), lambda typed: field_values.read_clock("not_after", typed), words.value)
        text("minutes", say("Minutes"), lambda typed: field_values.read_count("minutes", typed, 1, MOST_MINUTES))
        text("note", say("Note"), lambda typed: field_values.read_line("note", typed))

    def _add_field(self, name: str, field: Field) -> None:
        self.fields[name] = field
        self.form.add(field)

    def _lay_out(self) -> None:
        head = surface("head", row(self.adder, margins=(12, 8, 12, 8)))
        foot = row(None, self.delete, margins=(12, 0, 12, 0))
        holder = QWidget()
        holder.setLayout(foot)
        hint = QWidget()
        hint.setLayout(column(self._hint, margins=(14, 14, 14, 14)))
        self._details = BodyScroll(stacked(self.form, holder))
        box = column(head, hint, self.table, self._details, gap=0)
        box.setStretchFactor(self.table, 2)
        box.setStretchFactor(self._details, 3)
        self._hint_holder = hint
        self.setLayout(box)

    def _show_request(self) -> None:
        line = self.model.row_of(self.table.current_key)
        self._details.setVisible(line is not None)
        self._hint_holder.setVisible(line is None)
        self.delete.setEnabled(not self.store.db.read_only)
        if line is None:
            return
        if self.form.property("request") != line.row.id:
            self.form.setProperty("request", line.row.id)
            self.form.forget()
        self._show_choices(line)
        for name, field in self.fields.items():
            value = line.site if name == "site_id" else getattr(line.row, name)
            field.show_value(value)

    def _show_choices(self, line: RequestLine) -> None:
        say, language = self.workspace.say, self.workspace.words.language
        programme = self.store.programme
        event = programme.event
        days = [event.starts_on + timedelta(days=n) for n in range((event.ends_on - event.starts_on).days + 1)]
        if line.row.day is not None and line.row.day not in days:
            days.append(line.row.day)
        choices = [(None, say("any day")), *((day, short_day(day, language)) for day in days)]
        groups = programme.groups_by_delegation.get(DelegationId(self._key), ())
        askers = [(None, say("everybody")), *((key, programme.groups[key].name) for key in groups)]
        for name, options in (("day", choices), ("group_id", askers)):
            field = self.fields[name]
            assert isinstance(field, ChoiceField)
            field.show_choices(options)

    def _state(self, line: RequestLine) -> str:
        say = self.workspace.say
        if line.is_met is None:
            return say("being checked")
        if line.is_met:
            return say("met")
        return say("at another time") if line.is_elsewhen else say("not met")

    def _when(self, line: RequestLine) -> str:
        say, words = self.workspace.say, self.workspace.words
        wish = line.row
        day = say("any day") if wish.day is None else short_day(wish.day, words.language)
        if wish.not_before is not None and wish.not_after is not None:
            return f"{day}, {words.value(wish.not_before)}–{words.value(wish.not_after)}"
        if wish.not_before is not None:
            return say("{day}, from {time}", day=day, time=wish.not_before)
        if wish.not_after is not None:
            return say("{day}, until {time}", day=day, time=wish.not_after)
        return day

    # Deeds

    def _write(self, name: str) -> Write:
        return lambda value: self._edit({name: value})

    def _write_asker(self, group: Any) -> bool:
        return self._edit({"group_id": group, "delegation_id": None if group else DelegationId(self._key)})

    def _edit(self, values: dict[str, Any]) -> bool:
        request = self.store.programme.requests[self.table.current_key]
        return perform_in_field(self.store, lambda db: edit_request(db, request, replace(request, **values)))

    def _add(self, site: str | None) -> bool:
        if site is None:
            return True
        wish = Request(RequestId(""), SiteId(site), delegation_id=DelegationId(self._key))
        added = self.store.perform(lambda db: add_request(db, wish))
        if added is not None:
            self.table.choose(added.request_id)
        return added is not None

    def _delete(self, key: str) -> None:
        if key and not self.store.db.read_only:
            self.store.perform(lambda db: delete_request(db, RequestId(key)))
