"""Delegations: who is coming, how many are here, what is wrong; and everything about the one that is chosen."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QSplitter, QStackedLayout, QWidget

from smalltowns_desktop.domain.delegations import delegation_code
from smalltowns_desktop.domain.ids import DelegationId
from smalltowns_desktop.domain.model import Delegation
from smalltowns_desktop.domain.names import fold
from smalltowns_desktop.gui.dialogs.form_dialog import FormDialog
from smalltowns_desktop.gui.models.delegations import (
    DelegationLine,
    delegation_of,
    make_delegation_lines,
    make_request_lines,
)
from smalltowns_desktop.gui.models.looks import QUIET, Look, LooksModel
from smalltowns_desktop.gui.models.table import Column
from smalltowns_desktop.gui.pages.delegations_card import DelegationCard
from smalltowns_desktop.gui.pages.delegations_groups import GroupsOfDelegation
from smalltowns_desktop.gui.pages.delegations_header import DelegationHeader
from smalltowns_desktop.gui.pages.delegations_people import DaysOfDelegation, PeopleOfDelegation
from smalltowns_desktop.gui.pages.delegations_requests import RequestsOfDelegation
from smalltowns_desktop.gui.pages.page import Page
from smalltowns_desktop.gui.pages.refreshing import Refresher
from smalltowns_desktop.gui.widgets.forms import TextField, perform_in_field
from smalltowns_desktop.gui.widgets.keyed_table import KeyedTable
from smalltowns_desktop.gui.widgets.keys import bind_keys
from smalltowns_desktop.gui.widgets.parts import (
    EmptyHint,
    Segments,
    button,
    column,
    dress_icon,
    icon_button,
    label,
    row,
    surface,
)
from smalltowns_desktop.gui.widgets.person_field import PeopleIndex
from smalltowns_desktop.gui.widgets.search_field import SearchField
from smalltowns_desktop.gui.widgets.side_panel import SidePanel
from smalltowns_desktop.gui.wording import conflict_counts, short_moment
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services import field_values
from smalltowns_desktop.services.delegations import (
    MOST_PEOPLE,
    add_delegation,
    delete_delegation,
    read_arrived,
)

_CARD, _PEOPLE, _GROUPS, _REQUESTS, _DAYS = "card", "people", "groups", "requests", "days"
_SIDE_WIDTH = 484


class DelegationsPage(Page):
    """The list at the left; at the right the chosen delegation in five parts."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        say = workspace.say
        self._arrived = read_arrived(self.store.db)
        self.model = self._make_model()
        self.table = KeyedTable(
            workspace, self.model, "delegations", say("Delegations"),
            stretched={"name": 150}, spared=("region", "arrival"),
        )  # fmt: skip
        self.search = SearchField(workspace, say("Delegation, code or region"))
        self._count = label(role="second")
        self.add = button(say("Add"), "main", self.ask_new)
        dress_icon(self.theme, self.add, "plus", "on-accent")
        self.side_button = icon_button(self.theme, "info", say("Details (F9)"), self.toggle_side_panel)
        self.print = icon_button(self.theme, "printer", say("Print the itinerary (Ctrl+P)"), self._print)
        self.delete = icon_button(self.theme, "trash-2", say("Delete the delegation (Delete)"), self._delete)
        self.people_index = PeopleIndex(lambda: self.store.programme)
        self.card = DelegationCard(workspace, self.people_index)
        self.people = PeopleOfDelegation(workspace)
        self.groups = GroupsOfDelegation(workspace)
        self.requests = RequestsOfDelegation(workspace)
        self.days = DaysOfDelegation(workspace)
        self._parts: Mapping[str, QWidget] = {
            _CARD: self.card, _PEOPLE: self.people, _GROUPS: self.groups, _REQUESTS: self.requests, _DAYS: self.days,
        }  # fmt: skip
        self._header = DelegationHeader(workspace)
        self.tabs = Segments(say("Parts of the delegation"))
        self._lay_out()
        self._wire()
        self._refresh()
        if self.store.db.read_only:
            for deed in (self.add, self.delete):
                deed.setEnabled(False)

    # The page

    def show_place(self, place: Place) -> None:
        """A delegation, or a group or request of one."""
        owner = delegation_of(self.store.programme, place.kind, place.key)
        if owner is None:
            return
        if not self.table.choose(owner):
            self.search.clear()
            self.table.choose(owner)
        if place.kind == "group":
            self.open_part(_GROUPS)
            self.groups.choose(place.key)
        elif place.kind == "request":
            self.open_part(_REQUESTS)
            self.requests.choose(place.key)

    def entered(self) -> None:
        self._look_for_arrivals()
        self.people_index.warm_up(self.workspace.jobs)
        self.table.setFocus()

    def toggle_side_panel(self) -> None:
        self.side.setVisible(self.side.isHidden())

    def open_part(self, key: str) -> None:
        """Bring one of the five parts to the front."""
        self.tabs.choose(key)
        self._open_part(key)

    def ask_new(self) -> None:
        """Ask for the name of a new delegation, and add it."""
        self.make_new_dialog().open()

    def make_new_dialog(self) -> FormDialog:
        say, workspace = self.workspace.say, self.workspace
        dialog = FormDialog(workspace, say("New delegation"), say("Add"), self._add, self)

        def text(name: str, title: str, read: Any = None, hint: str = "") -> TextField:
            reader = read or (lambda typed: field_values.read_line(name, typed))
            field = TextField(workspace, title, dialog.writer(name), reader, hint=hint)
            dialog.add(name, field)
            return field

        name = text("name", say("Name"), lambda typed: field_values.read_line("name", typed, needed=True))
        code = text("code", say("Code"))
        text("town", say("Town"))
        text("region", say("Region"))
        text(
            "expected_size", say("Announced people"),
            lambda typed: field_values.read_count("expected_size", typed, 0, MOST_PEOPLE),
        )  # fmt: skip
        taken = {row.code for row in self.store.programme.delegations.values()}
        name.line.textChanged.connect(
            lambda typed: code.line.setPlaceholderText(delegation_code(typed, taken) if typed.strip() else "")
        )
        return dialog

    # Making

    def _make_model(self) -> LooksModel[DelegationLine]:
        say, language = self.workspace.say, self.workspace.words.language

        def people(line: DelegationLine) -> str:
            expected = line.row.expected_size
            return str(line.people) if expected is None else say("{n} of {all}", n=line.people, all=expected)

        def arrival(line: DelegationLine) -> str:
            return say("not known") if line.row.arrives_at is None else short_moment(line.row.arrives_at, language)

        return LooksModel(
            [
                Column("name", say("Delegation"), lambda line: line.row.name, sort_by=lambda line: fold(line.row.name),
                       width=166),
                Column("people", say("People"), people, sort_by=lambda line: line.people, width=76),
                Column("here", say("Arrived"), self._here, sort_by=lambda line: line.arrived, width=90),
                Column("arrival", say("Arrival"), arrival,
                       sort_by=lambda line: (line.row.arrives_at is None, str(line.row.arrives_at)), width=108),
                Column("state", say("State"), self._state, sort_by=lambda line: (-line.errors, -line.warnings),
                       width=240),
                Column("region", say("Region"), lambda line: line.row.region, tip=lambda line: line.row.region,
                       width=184),
            ],
            lambda line: line.row.id,
            lambda line: line.searchable,
            {
                "name": lambda line: Look(tile=line.row),
                "here": lambda line: Look(
                    icon="circle-check" if line.people and line.arrived == line.people else "circle-dashed",
                    icon_colour="ok" if line.people and line.arrived == line.people else "text-3",
                ),
                "arrival": lambda line: QUIET if line.row.arrives_at is None else Look(),
                "state": _look_of_state,
            },
        )  # fmt: skip

    def _lay_out(self) -> None:
        say = self.workspace.say
        bar = surface("bar", row(self.search, self._count, None, self.side_button, self.add, margins=(12, 8, 12, 8)))
        parts = QWidget()
        self._pile = QStackedLayout(parts)
        for part in self._parts.values():
            self._pile.addWidget(part)
        tabs = surface("bar", row(self.tabs, None, margins=(12, 8, 12, 8)))
        body = QWidget()
        body.setProperty("surface", "plain")
        body.setLayout(column(self._header, tabs, parts, gap=0))
        self.side = SidePanel(say("Delegation"), (self.print, self.delete), body)
        self.side.setMinimumWidth(430)
        self._splitter = QSplitter()
        self._splitter.addWidget(self.table)
        self._splitter.addWidget(self.side)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([1352 - _SIDE_WIDTH, _SIDE_WIDTH])
        self._empty = EmptyHint(
            self.theme, "flag", say("There are no delegations yet."), say("Add a delegation"), self.ask_new
        )
        self.setLayout(column(bar, self._splitter, self._empty, gap=0))

    def _wire(self) -> None:
        self.search.searched.connect(self.model.search)
        self.search.left.connect(self.table.setFocus)
        self.table.chosen.connect(lambda _: self._show_delegation())
        self.table.deletion_asked.connect(lambda _: self._delete())
        self.table.opened.connect(lambda _: self._first_field())
        self.tabs.chosen.connect(self._open_part)
        self.people.person_asked.connect(lambda key: self.go("participants", "participant", key))
        self.people.list_asked.connect(lambda: self.action_requested.emit("import-people"))
        self.days.activity_asked.connect(lambda key: self.go("programme", "activity", key))
        self.days.transfer_asked.connect(lambda key: self.go("transport", "transfer", key))
        refresher = Refresher(self, self._refresh)
        self.store.programme_changed.connect(refresher.news)
        self.store.conflicts_changed.connect(refresher.news)
        self.store.facts_changed.connect(self._look_for_arrivals)
        bind_keys(self, (("F9", self.toggle_side_panel), ("/", self.search.setFocus), ("Ctrl+P", self._print)))

    # Showing

    def _refresh(self) -> None:
        programme = self.store.programme
        self.table.show_rows(make_delegation_lines(programme, self.store.conflicts, self._arrived))
        people = self.workspace.say_n("{n} person", "{n} people", len(programme.participants))
        self._count.setText(
            self.workspace.say_n(
                "{n} delegation, {people}", "{n} delegations, {people}", self.model.total(), people=people
            )
        )
        self._splitter.setVisible(bool(programme.delegations))
        self._empty.setVisible(not programme.delegations)
        self._show_delegation()

    def _look_for_arrivals(self) -> None:
        arrived = read_arrived(self.store.db)
        if arrived != self._arrived:
            self._arrived = arrived
            self._refresh()

    def _show_delegation(self) -> None:
        line = self.model.row_of(self.table.current_key)
        self.side.body.setVisible(line is not None)
        for deed in (self.print, self.delete):
            deed.setEnabled(line is not None and (deed is self.print or not self.store.db.read_only))
        if line is None:
            self.side.second.setText("")
            return
        self.side.second.setText(line.row.code)
        self._header.show_line(line)
        self._show_tabs(line)
        self._open_part(self.tabs.current or _CARD)

    def _show_tabs(self, line: DelegationLine) -> None:
        say, programme = self.workspace.say, self.store.programme
        groups = len(programme.groups_by_delegation.get(line.row.id, ()))
        requests = make_request_lines(programme, self.store.conflicts, line.row.id)
        met = sum(bool(request.is_met) for request in requests)
        words = (
            (_CARD, say("Card")),
            (_PEOPLE, say("People {n}", n=line.people)),
            (_GROUPS, say("Groups {n}", n=groups)),
            (_REQUESTS, say("Requests {met}/{n}", met=met, n=len(requests)) if requests else say("Requests")),
            (_DAYS, say("Programme")),
        )
        self.tabs.show_choices(words, self.tabs.current or _CARD)

    def _open_part(self, key: str) -> None:
        """Only what is seen is filled."""
        current = self.table.current_key
        if not current or key not in self._parts:
            return
        self._pile.setCurrentWidget(self._parts[key])
        match key:
            case "card":
                self.card.show_delegation(current)
            case "people":
                self.people.show_delegation(current, self._arrived)
            case "groups":
                self.groups.show_delegation(current)
            case "requests":
                self.requests.show_delegation(current)
            case _:
                self.days.show_delegation(current)

    def _first_field(self) -> None:
        self.side.show()
        self.open_part(_CARD)
        self.card.fields["name"].editor.setFocus()

    def _here(self, line: DelegationLine) -> str:
        return self.workspace.say("{n} of {all}", n=line.arrived, all=line.people)

    def _state(self, line: DelegationLine) -> str:
        if not line.people:
            return self.workspace.say("nobody entered")
        return conflict_counts(self.workspace, line.errors, line.warnings) or self.workspace.say("in order")

    # Deeds

    def _add(self, values: Mapping[str, Any]) -> bool:
        row = Delegation(**{"id": DelegationId(""), "name": "", "code": "", **values})
        added: list[str] = []

        def deed(db: Any) -> Any:
            result = add_delegation(db, row)
            added.append(result.delegation_id)
            return result

        done = perform_in_field(self.store, deed)
        if done:
            self.search.clear()
            self.table.choose(added[0])
        return done

    def _delete(self) -> None:
        key = self.table.current_key
        if key and not self.store.db.read_only:
            self.store.perform(lambda db: delete_delegation(db, DelegationId(key)))

    def _print(self) -> None:
        if self.table.current_key:
            self.go("print", "delegation", self.table.current_key)


def _look_of_state(line: DelegationLine) -> Look:
    if line.errors:
        return Look(icon="octagon-x", icon_colour="danger", colour="danger")
    if line.warnings:
        return Look(icon="triangle-alert", icon_colour="warn", colour="warn")
    if not line.people:
        return Look(colour="text-3", icon="circle-dashed", icon_colour="text-3")
    return Look(icon="circle-check", icon_colour="ok")
