"""Agreements: what is signed and by whom; below them what was promised, and what is overdue."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedLayout, QWidget

from smalltowns_desktop.domain.ids import AgreementId, CommitmentId
from smalltowns_desktop.domain.model import Agreement, AgreementKind, AgreementStatus, Commitment, CommitmentStatus
from smalltowns_desktop.gui.dialogs.form_dialog import FormDialog
from smalltowns_desktop.gui.models.agreements import make_agreement_lines, make_commitment_lines
from smalltowns_desktop.gui.pages.agreements_forms import AgreementForm, CommitmentForm
from smalltowns_desktop.gui.pages.agreements_tables import (
    agreement_kinds,
    agreement_statuses,
    make_agreements_model,
    make_commitments_model,
)
from smalltowns_desktop.gui.pages.page import Page
from smalltowns_desktop.gui.pages.refreshing import Refresher
from smalltowns_desktop.gui.widgets.filter_chip import Choice, FilterChip
from smalltowns_desktop.gui.widgets.forms import ChoiceField, TextField, add_in_field
from smalltowns_desktop.gui.widgets.keyed_table import KeyedTable
from smalltowns_desktop.gui.widgets.keys import ONLY_HERE, bind_keys
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
from smalltowns_desktop.gui.workspace import Place, Workspace
from smalltowns_desktop.services import field_values
from smalltowns_desktop.services.agreements import (
    add_agreement,
    add_commitment,
    delete_agreement,
    delete_commitment,
    edit_commitment,
)

AGREEMENT, COMMITMENT = "agreement", "commitment"
_OVERDUE = "overdue"
_SIDE_WIDTH = 440


class AgreementsPage(Page):
    """Agreements above, the commitments of the chosen one below; at the right the form about either."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        say, theme = workspace.say, self.theme
        self.agreements = KeyedTable(
            workspace, make_agreements_model(workspace), "agreements", say("Agreements"),
            stretched={"title": 250}, spared=("signatories", "parties", "kind"),
        )  # fmt: skip
        self.commitments = KeyedTable(
            workspace, make_commitments_model(workspace), "commitments", say("Commitments"),
            stretched={"what": 200},
        )  # fmt: skip
        self.search = SearchField(workspace, say("Title, party or signatory"))
        self.chip = FilterChip(theme, say("State"), "filter")
        statuses = [Choice(str(key), word) for key, word in agreement_statuses(workspace).items()]
        self.chip.show_choices([*statuses, Choice(_OVERDUE, say("overdue"))])
        self._count = label(role="second")
        self._promised = label(role="second")
        self.add = button(say("Add"), "main", self.ask_new)
        dress_icon(theme, self.add, "plus", "on-accent")
        self.side_button = icon_button(theme, "info", say("Details (F9)"), self.toggle_side_panel)
        self.promise = button(say("Add a commitment"), "small", self.ask_commitment)
        self.delete = icon_button(theme, "trash-2", say("Delete (Delete)"), self._delete)
        self.ceremony = button(say("To the ceremony"), on_click=self._show_ceremony)
        self.people_index = PeopleIndex(lambda: self.store.programme)
        self.agreement_form = AgreementForm(workspace, self.people_index)
        self.commitment_form = CommitmentForm(workspace)
        self.about = Segments(say("Agreement or commitment"))
        self.about.show_choices([(AGREEMENT, say("Agreement")), (COMMITMENT, say("Commitment"))], AGREEMENT)
        self._lay_out()
        self._wire()
        self._refresh()
        self.add.setEnabled(not self.store.db.read_only)

    # The page

    def show_place(self, place: Place) -> None:
        """An agreement, or a commitment of one."""
        key = place.key
        if place.kind == COMMITMENT and key in self.store.programme.commitments:
            key = self.store.programme.commitments[key].agreement_id
        if not self.agreements.choose(key):
            self.search.clear()
            self.chip.clear()
            self.agreements.choose(key)
        if place.kind == COMMITMENT and self.commitments.choose(place.key):
            self._turn_to(COMMITMENT)

    def entered(self) -> None:
        self.people_index.warm_up(self.workspace.jobs)
        self._refresh()  # what is overdue hangs on the day
        self.agreements.setFocus()

    def toggle_side_panel(self) -> None:
        self.side.setVisible(self.side.isHidden())

    def ask_new(self) -> None:
        """Ask for what a new agreement cannot do without, and add it."""
        self.make_new_dialog().open()

    def ask_commitment(self) -> None:
        """Ask what was promised in the chosen agreement, and add it."""
        if self.agreements.current_key:
            self.make_commitment_dialog().open()

    def make_new_dialog(self) -> FormDialog:
        say, workspace = self.workspace.say, self.workspace
        dialog = FormDialog(workspace, say("New agreement"), say("Add"), self._add, self)
        dialog.add(
            "title",
            TextField(
                workspace, say("Title"), dialog.writer("title"),
                lambda typed: field_values.read_line("title", typed, needed=True),
            ),
        )  # fmt: skip
        kind = ChoiceField(workspace, say("Kind"), dialog.writer("kind"))
        kind.show_choices(list(agreement_kinds(workspace).items()))
        dialog.add("kind", kind)
        dialog.writer("kind")(AgreementKind.AGREEMENT)
        return dialog

    def make_commitment_dialog(self) -> FormDialog:
        say, workspace, event = self.workspace.say, self.workspace, self.store.programme.event
        dialog = FormDialog(workspace, say("New commitment"), say("Add"), self._promise, self)
        for name, title in (("what", say("What is promised")), ("responsible", say("Who answers for it"))):
            dialog.add(name, TextField(workspace, title, dialog.writer(name), _line_reader(name)))
        dialog.add(
            "due_on",
            TextField(
                workspace, say("Due"), dialog.writer("due_on"),
                lambda typed: field_values.read_day("due_on", typed, event), workspace.words.value,
            ),
        )  # fmt: skip
        return dialog

    # Making

    def _lay_out(self) -> None:
        say = self.workspace.say
        bar = row(self.search, self.chip, self._count, None, self.side_button, self.add, margins=(12, 8, 12, 8))
        head = surface(
            "head",
            row(label(say("Commitments"), "heading"), self._promised, None, self.promise, margins=(12, 5, 12, 5)),
        )
        promised = QWidget()
        self._promises = QStackedLayout(promised)
        hint = label(say("Nothing was promised in this agreement yet."), "hint")
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._no_promises = hint
        self._promises.addWidget(self.commitments)
        self._promises.addWidget(hint)
        lower = QWidget()
        lower.setProperty("surface", "plain")
        lower.setLayout(column(head, promised, gap=0))
        tables = QSplitter(Qt.Orientation.Vertical)
        tables.addWidget(self.agreements)
        tables.addWidget(lower)
        tables.setChildrenCollapsible(False)
        tables.setSizes([420, 320])
        forms = QWidget()
        self._forms = QStackedLayout(forms)
        self._forms.addWidget(self.agreement_form)
        self._forms.addWidget(self.commitment_form)
        body = QWidget()
        body.setProperty("surface", "plain")
        body.setLayout(column(surface("bar", row(self.about, None, margins=(12, 8, 12, 8))), forms, gap=0))
        self.side = SidePanel(say("Details"), (self.delete,), body, row(self.ceremony, None, margins=(12, 8, 12, 8)))
        self.side.setMinimumWidth(380)
        self._splitter = QSplitter()
        self._splitter.addWidget(tables)
        self._splitter.addWidget(self.side)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setSizes([1352 - _SIDE_WIDTH, _SIDE_WIDTH])
        self._empty = EmptyHint(
            self.theme, "file-signature", say("Nothing to sign yet."), say("Add an agreement"), self.ask_new
        )
        self.setLayout(column(surface("bar", bar), self._splitter, self._empty, gap=0))

    def _wire(self) -> None:
        self.search.searched.connect(self.agreements.rows.search)
        self.search.left.connect(self.agreements.setFocus)
        self.chip.changed.connect(lambda _: self._filter())
        self.about.chosen.connect(lambda _: self._show_forms())
        self.agreement_form.person_asked.connect(lambda key: self.go("participants", "participant", key))
        self.agreements.chosen.connect(lambda _: self._show_agreement())
        self.agreements.chosen.connect(lambda _: self._turn_to(AGREEMENT))
        self.agreements.clicked.connect(lambda _: self._turn_to(AGREEMENT))
        self.agreements.opened.connect(lambda _: self._edit(AGREEMENT))
        self.agreements.deletion_asked.connect(lambda _: self._delete_one(AGREEMENT))
        self.commitments.chosen.connect(lambda _: self._show_forms())
        self.commitments.clicked.connect(lambda _: self._turn_to(COMMITMENT))
        self.commitments.opened.connect(lambda _: self._edit(COMMITMENT))
        self.commitments.deletion_asked.connect(lambda _: self._delete_one(COMMITMENT))
        refresher = Refresher(self, self._refresh)
        self.store.programme_changed.connect(refresher.news)
        bind_keys(self, (("F9", self.toggle_side_panel), ("/", self.search.setFocus), ("Ctrl+N", self.ask_new)))
        bind_keys(self.commitments, [("Space", self._toggle_done)], ONLY_HERE)

    # Showing

    def _refresh(self) -> None:
        lines = make_agreement_lines(self.store.programme, self.workspace.now().date())
        self.agreements.show_rows(lines)
        signed = sum(line.row.status is AgreementStatus.SIGNED for line in lines)
        overdue = sum(line.overdue for line in lines)
        say_n = self.workspace.say_n
        parts = [
            say_n("{n} agreement", "{n} agreements", len(lines)),
            self.workspace.say("{n} signed", n=signed),
            *([say_n("{n} commitment overdue", "{n} commitments overdue", overdue)] if overdue else []),
        ]
        self._count.setText(", ".join(parts))
        self._splitter.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self._show_agreement()

    def _filter(self) -> None:
        wanted = self.chip.chosen
        self.agreements.rows.filter(
            lambda line: not wanted or str(line.row.status) in wanted or (_OVERDUE in wanted and line.overdue > 0)
        )

    def _show_agreement(self) -> None:
        key = self.agreements.current_key
        programme = self.store.programme
        found = key in programme.agreements
        lines = make_commitment_lines(programme, key, self.workspace.now().date()) if found else []
        self.commitments.show_rows(lines)
        self._promises.setCurrentWidget(self.commitments if lines else self._no_promises)
        line = self.agreements.rows.row_of(key)
        self._promised.setText(
            self.workspace.say("{n} of {all} done", n=line.done, all=line.promised) if line and line.promised else ""
        )
        self.promise.setEnabled(found and not self.store.db.read_only)
        self._show_forms()

    def _show_forms(self) -> None:
        programme = self.store.programme
        key, promise = self.agreements.current_key, self.commitments.current_key
        has_promise = promise in programme.commitments
        if self.about.current == COMMITMENT and not has_promise:
            self.about.choose(AGREEMENT)
        found = key in programme.agreements
        self.side.body.setVisible(found)
        self.delete.setEnabled(found and not self.store.db.read_only)
        self.ceremony.setEnabled(found and programme.agreements[key].ceremony_id is not None)
        if self.about.current == COMMITMENT:
            self.commitment_form.show_commitment(promise)
            self._forms.setCurrentWidget(self.commitment_form)
        elif found:
            self.agreement_form.show_agreement(key)
            self._forms.setCurrentWidget(self.agreement_form)

    def _turn_to(self, key: str) -> None:
        self.about.choose(key)
        self._show_forms()

    def _edit(self, key: str) -> None:
        self.side.show()
        self._turn_to(key)
        form = self.agreement_form if key == AGREEMENT else self.commitment_form
        next(iter(form.fields.values())).editor.setFocus()

    # Deeds

    def _add(self, values: Mapping[str, Any]) -> bool:
        agreement = Agreement(**{"id": AgreementId(""), "title": "", **values})
        return self._keep(lambda db: add_agreement(db, agreement), AGREEMENT, "agreement_id")

    def _promise(self, values: Mapping[str, Any]) -> bool:
        agreement = AgreementId(self.agreements.current_key)
        commitment = Commitment(**{"id": CommitmentId(""), "agreement_id": agreement, "what": "", **values})
        return self._keep(lambda db: add_commitment(db, commitment), COMMITMENT, "commitment_id")

    def _keep(self, deed: Any, kind: str, key_name: str) -> bool:
        """Do a deed that adds a row, and bring the row up."""
        added = add_in_field(self.store, deed, key_name)
        if added is not None:
            self.show_place(Place("agreements", kind, added))
        return added is not None

    def _toggle_done(self) -> None:
        """The space bar ticks a commitment off, or opens it again."""
        row = self.store.programme.commitments.get(self.commitments.current_key)
        if row is not None and not self.store.db.read_only:
            done = row.status is CommitmentStatus.DONE
            after = replace(row, status=CommitmentStatus.OPEN if done else CommitmentStatus.DONE)
            self.store.perform(lambda db: edit_commitment(db, row, after))

    def _delete(self) -> None:
        self._delete_one(self.about.current)

    def _delete_one(self, kind: str) -> None:
        if self.store.db.read_only:
            return
        agreement, promise = AgreementId(self.agreements.current_key), CommitmentId(self.commitments.current_key)
        if kind == COMMITMENT and promise:
            self.store.perform(lambda db: delete_commitment(db, promise))
        elif kind == AGREEMENT and agreement:
            self.store.perform(lambda db: delete_agreement(db, agreement))

    def _show_ceremony(self) -> None:
        row = self.store.programme.agreements.get(self.agreements.current_key)
        if row is not None and row.ceremony_id is not None:
            self.go("programme", "activity", row.ceremony_id)


def _line_reader(name: str) -> Any:
    return lambda typed: field_values.read_line(name, typed, needed=name == "what")
