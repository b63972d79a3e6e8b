"""Participants: everybody in one table that is searched from the first letter, and the chosen one on the right."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.domain.changes import Changes
from smalltowns_desktop.gui.dialogs.files import ask_save_path
from smalltowns_desktop.gui.dialogs.participant import ParticipantDialog
from smalltowns_desktop.gui.models.participants import CHECK, ParticipantsModel, Words
from smalltowns_desktop.gui.pages.page import Page
from smalltowns_desktop.gui.pages.participants_bulk import BulkBar
from smalltowns_desktop.gui.pages.participants_card import PersonCard
from smalltowns_desktop.gui.pages.participants_deeds import PeopleDeeds
from smalltowns_desktop.gui.pages.participants_filters import PeopleFilters
from smalltowns_desktop.gui.pages.participants_frame import NARROW, PeopleFrame
from smalltowns_desktop.gui.pages.participants_news import CardReader, FactsReader, LinesReader
from smalltowns_desktop.gui.pages.participants_words import ARRIVED, BADGE_STATES, EXPECTED, PeopleWords
from smalltowns_desktop.gui.widgets.columns_menu import ColumnsMenu
from smalltowns_desktop.gui.widgets.keys import bind_keys
from smalltowns_desktop.gui.widgets.parts import button, column, dress_icon, icon_button, row, surface
from smalltowns_desktop.gui.widgets.people_table import PeopleTable, State
from smalltowns_desktop.gui.widgets.search_field import SearchField
from smalltowns_desktop.gui.widgets.status_line import StatusNote
from smalltowns_desktop.gui.workspace import Place, Workspace

_CARD_MS = 60
"""The panel and the status line follow the table when the keys rest that long."""
_HIDDEN_AT_FIRST = ("number", "phone", "email", "town", "hotel", "room", "diet")
_ALWAYS = frozenset({CHECK, "name"})
"""Columns that cannot be hidden."""
_ON_BADGES = (
    "participants", "delegations", "activities", "activity_groups", "activity_people", "groups", "group_members",
)  # fmt: skip
"""Tables from which badges are made."""


class ParticipantsPage(Page):
    """Wires the table, the chips, the bar of deeds and the panel."""

    def __init__(self, workspace: Workspace, ask_path: Callable[[QWidget, str, str, str], str] = ask_save_path) -> None:
        super().__init__(workspace)
        word = workspace.say
        self.words = PeopleWords(workspace)
        self.lines = LinesReader(workspace, self.words.roles, self)
        self.facts = FactsReader(workspace, self)
        self.remarks: dict[str, list[Conflict]] = {}
        self._current = ""
        self._shown = ""
        """Whom the panel shows."""
        self._wanted = ""
        """Whom to show once the lines are there."""
        read_only = self.store.db.read_only
        self.model = ParticipantsModel(
            Words(
                self.words.titles,
                lambda key: self.words.badges[self.facts.now.badge(key).state],
                lambda key: self.words.arrival(self.facts.now.arrived.get(key)),
            ),
            lambda key: list(BADGE_STATES).index(self.facts.now.badge(key).state),
            lambda key: self.facts.now.arrived.get(key),
            read_only=read_only,
        )
        self.table = PeopleTable(
            self.model, self.theme, workspace.settings, word("Participants"),
            state_of=self._state_of, refusal_of=lambda field, text: self.deeds.refusal_of(field, text),
        )  # fmt: skip
        if workspace.settings.layout("table/participants") is None:
            for key in _HIDDEN_AT_FIRST:
                self.table.setColumnHidden(self.model.places[key], True)
            self.table.sortByColumn(self.model.places["name"], Qt.SortOrder.AscendingOrder)
        self.search = SearchField(workspace, word("Name, post, town"))
        self.search.setMinimumWidth(200)
        self.search.setMaximumWidth(320)
        self.filters = PeopleFilters(workspace, self.words)
        self.bulk = BulkBar(workspace, self.words, read_only=read_only)
        self.card = PersonCard(workspace, self.words)
        self.reader = CardReader(workspace, self.card)
        self.deeds = PeopleDeeds(workspace, self, ask_path, self.facts.read)
        self._import_word = word("From a spreadsheet…")
        self.import_button = button(self._import_word, on_click=lambda: self.go("import"))
        self.import_button.setAccessibleName(self._import_word)
        self.add_button = button(word("Add"), "main", lambda: self.edit(""))
        self.columns_button = icon_button(self.theme, "columns-3", word("Columns"))
        self.panel_button = icon_button(self.theme, "info", word("Details (F9)"), self.toggle_side_panel)
        for made in (self.import_button, self.add_button):
            made.setEnabled(not read_only)
        self._card_timer = QTimer(self, singleShot=True, interval=_CARD_MS)
        self._notes_timer = QTimer(self, singleShot=True, interval=_CARD_MS)
        self._notes_timer.timeout.connect(self.notes_changed)
        self.frame = PeopleFrame(workspace, table=self.table, bulk=self.bulk, panel=self.card)
        self.views = self.frame.views
        self._lay_out()
        self._wire()
        self._show_programme()
        self._show_remarks()
        self.lines.read()
        self.facts.read()

    # From outside

    def show_place(self, place: Place) -> None:
        """A participant by key; or people by `delegation`, `badge`, `arrival` or `remarks`."""
        match place.kind:
            case "participant":
                self.bring_up(place.key)
            case "delegation":
                self._show_only(lambda: self.filters.delegation.choose(frozenset([place.key])))
            case "badge":
                self._show_only(lambda: self.filters.badge.choose(frozenset([place.key])))
            case "arrival":
                self._show_only(lambda: self.filters.arrival.choose(frozenset([place.key])))
            case "remarks":
                self._show_only(lambda: self.filters.remarks.setChecked(True))

    def entered(self) -> None:
        self.table.setFocus()

    def notes(self) -> Sequence[StatusNote]:
        model, people = self.model, self.store.programme.participants
        arrived = sum(key in people for key in self.facts.now.arrived)
        shown = model.rowCount() if model.rowCount() < model.total() else None
        return self.words.notes(self.store.programme, shown, len(model.checked), arrived, len(self.remarks))

    def chosen(self) -> list[str]:
        """The checked people; with none, the current one."""
        current = self.table.current_key()
        return sorted(self.model.checked) or ([current] if current else [])

    def toggle_side_panel(self) -> None:
        """F9: the panel comes or goes, whatever the width."""
        self.frame.toggle_panel()

    def bring_up(self, key: str) -> None:
        """Make somebody current, out of filters and search if those hide them."""
        if key in self.lines.lines and not self.model.index_of(key).isValid():
            self._show_only(lambda: None)
        index = self.model.index_of(key)
        if index.isValid():
            self.table.setCurrentIndex(index.siblingAtColumn(1))
            self.table.scrollTo(index, self.table.ScrollHint.PositionAtCenter)
        else:
            self._wanted = key

    def print_badges(self, keys: Sequence[str]) -> None:
        """To the page where sheet, first cell and printer are chosen, with these people."""
        if keys and not self.store.db.read_only:
            self.go("print", "badges", keys=keys)

    def edit(self, key: str) -> None:
        """Open the whole of somebody's data; of a new person for an empty key."""
        person = self.store.programme.participants.get(key)
        if self.store.db.read_only or (key and person is None):
            return
        dialog = ParticipantDialog(self.workspace, person, self)
        dialog.accepted.connect(lambda: self.bring_up(dialog.participant_id))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # Building

    def _lay_out(self) -> None:
        dress_icon(self.theme, self.import_button, "file-input")
        dress_icon(self.theme, self.add_button, "user-plus", "on-accent")
        line = row(
            self.search, self.filters, None, self.columns_button, self.panel_button, self.import_button,
            self.add_button, margins=(12, 8, 12, 8),
        )  # fmt: skip
        line.setStretch(0, 3)
        line.setStretch(2, 1)
        self.setLayout(column(surface("bar", line), self.frame, gap=0))
        menu = ColumnsMenu(self.table, self.model, _ALWAYS, self.workspace.settings, "participants", self)
        self.columns_button.setMenu(menu)
        self.columns_button.setPopupMode(self.columns_button.ToolButtonPopupMode.InstantPopup)

    def _wire(self) -> None:
        self.search.searched.connect(self.model.search)
        self.search.left.connect(self.table.setFocus)
        self.search.returnPressed.connect(self.table.setFocus)
        self.filters.changed.connect(self._filter)
        self.table.typed.connect(self._type)
        self.table.opened.connect(self.edit)
        self.table.escaped.connect(self._escape)
        self.table.selectionModel().currentRowChanged.connect(self._take_current)
        self.model.modelReset.connect(self._keep_current)
        self.model.layoutChanged.connect(self._keep_current)
        self.model.edited.connect(self.deeds.edit_cell)
        self.model.checks_changed.connect(self._show_checked)
        self.lines.changed.connect(self._show_lines)
        self.facts.changed.connect(self._show_facts)
        self._card_timer.timeout.connect(self._show_card)
        self.card.edit_requested.connect(lambda: self.edit(self.table.current_key()))
        self.card.print_requested.connect(lambda: self.print_badges([self.table.current_key()]))
        self._fill_card_menu()
        bulk, deeds = self.bulk, self.deeds
        bulk.badges_requested.connect(lambda: self.print_badges(self.chosen()))
        bulk.role_chosen.connect(lambda role: deeds.set_role(self.chosen(), role))
        bulk.delegation_chosen.connect(lambda key: deeds.set_delegation(self.chosen(), key))
        bulk.arrival_requested.connect(lambda: deeds.mark_arrival(self.chosen()))
        bulk.table_requested.connect(lambda: deeds.to_table(self.chosen()))
        bulk.delete_requested.connect(lambda: deeds.delete(self.chosen()))
        bulk.clear_requested.connect(lambda: self.model.check(list(self.model.checked), on=False))
        self.store.programme_changed.connect(self._take_changes)
        self.store.conflicts_changed.connect(self._show_remarks)
        self.store.facts_changed.connect(self._take_facts)
        self.frame.panel_shown.connect(self._take_panel)
        self.frame.import_wished.connect(lambda: self.go("import"))
        self.frame.everybody_wished.connect(lambda: self._show_only(lambda: None))
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+B", lambda: self.print_badges(self.chosen())),
            ("Ctrl+F", self.search.setFocus),
            ("F9", self.toggle_side_panel),
        )
        bind_keys(self, keys)
        bind_keys(self.search, [("Down", self.table.setFocus)])

    def _fill_card_menu(self) -> None:
        word, menu, deeds, current = self.workspace.say, self.card.menu, self.deeds, self.table.current_key
        entries: tuple[tuple[str, Callable[[], object]], ...] = (
            (word("Mark arrival"), lambda: deeds.mark_arrival([current()])),
            (word("Take the arrival back"), lambda: deeds.take_back_arrival([current()])),
            (word("Reissue the badge"), lambda: deeds.reissue_badge(current())),
            (word("Revoke the badge"), lambda: deeds.revoke_badge(current())),
            (word("Delete"), lambda: deeds.delete([current()])),
        )
        for title, deed in entries:
            menu.addAction(title).triggered.connect(lambda _on=False, deed=deed: deed())

    # News

    def _take_changes(self, changes: Changes) -> None:
        if changes["delegations"]:
            self._show_programme()
        self.lines.take_changes(changes)
        if any(changes[table] for table in _ON_BADGES):
            self.facts.read()
        self._card_timer.start()

    def _take_facts(self, _tables: object) -> None:
        self.facts.read()
        self._card_timer.start()

    def _show_programme(self) -> None:
        self.filters.show_programme(self.store.programme)
        self.bulk.show_programme(self.store.programme)

    def _show_lines(self) -> None:
        self.model.show_rows(self.lines.lines.values())
        self._show_checked()
        self._keep_current()
        if self._wanted in self.lines.lines:
            wanted, self._wanted = self._wanted, ""
            self.bring_up(wanted)

    def _show_facts(self) -> None:
        self._filter()
        self.model.facts_changed()
        self._card_timer.start()

    def _show_remarks(self) -> None:
        found: defaultdict[str, list[Conflict]] = defaultdict(list)
        for conflict in self.store.conflicts.open if self.store.conflicts is not None else ():
            for subject in conflict.subjects:
                if subject.type == "participant":
                    found[subject.id].append(conflict)
        self.remarks = dict(found)
        self.filters.show_remarks(len(self.remarks))
        self._notes_timer.start()
        if self.filters.remarks.isChecked():
            self._filter()
        self._card_timer.start()

    # What is shown

    def _filter(self) -> None:
        self.model.filter(self.filters.acceptor(self.facts.now, self.remarks))

    def _show_only(self, choose: Callable[[], object]) -> None:
        """Nothing else than what `choose` chooses."""
        self.search.clear()
        self.filters.clear()
        choose()

    def _keep_current(self) -> None:
        """After a search the same person stays current, or else the first one found is."""
        shown, total = self.model.rowCount(), self.model.total()
        if self.lines.ready:
            self.frame.show_people(shown, total)
        else:
            self.frame.show_waiting()
        counted = self.workspace.say("{shown} of {total}", shown=shown, total=total) if shown < total else str(total)
        self.search.show_count(counted if total else "")
        self._notes_timer.start()
        self._show_checked()
        index = self.model.index_of(self._current) if self._current else QModelIndex()
        if not index.isValid() and shown:
            index = self.model.index(0, 0)
        if index.row() != self.table.currentIndex().row():
            self.table.setCurrentIndex(index.siblingAtColumn(1))
        self._card_timer.start()

    def _take_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self._current = self.model.line_at(index.row()).key
            self._card_timer.start()

    def _show_checked(self) -> None:
        self.bulk.show_checked(len(self.model.checked), self.model.hidden_checked())
        self._notes_timer.start()

    def _show_card(self) -> None:
        """The panel, a moment after the table has come to rest."""
        if not self.card.isVisibleTo(self):
            return
        programme, key = self.store.programme, self.table.current_key()
        person = programme.participants.get(key)
        if person is None:
            self._shown = ""
            self.card.show_nobody()
            return
        if key != self._shown:
            self._shown = key
            self.card.show_picture(None)
            self.card.show_marks(programme, ())
        self.card.show_person(programme, person, can_edit=not self.store.db.read_only)
        self.card.show_badge(self.facts.now.badge(key))
        self.card.show_remarks(self.remarks.get(key, ()))
        self.reader.read(programme, key)

    def _state_of(self, column: str, key: str) -> State:
        if column == "badge":
            return BADGE_STATES[self.facts.now.badge(key).state]
        return ARRIVED if key in self.facts.now.arrived else EXPECTED

    # By hand

    def _type(self, text: str) -> None:
        """Somebody just typed: that is a search."""
        self.search.setFocus()
        self.search.end(False)
        self.search.insert(text)

    def _escape(self) -> None:
        """Esc in the table: uncheck everybody, then end the search."""
        if self.model.checked:
            self.model.check(list(self.model.checked), on=False)
        else:
            self.search.clear()

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self.width() >= NARROW
        self.import_button.setText(self._import_word if roomy else "")
        self.import_button.setToolTip("" if roomy else self._import_word)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.facts.read_if_due()
        self._card_timer.start()

    def _take_panel(self, shown: bool) -> None:
        self.panel_button.setVisible(not shown)
        if shown:
            self._card_timer.start()
