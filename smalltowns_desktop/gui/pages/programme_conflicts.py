"""The conflicts under the timeline: choose which, put one right, go there, accept one with a reason."""

from collections.abc import Collection

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView, QToolButton, QWidget

from smalltowns_desktop.conflicts.outcome import Conflict
from smalltowns_desktop.domain.model import Severity
from smalltowns_desktop.domain.text import Text
from smalltowns_desktop.gui.dialogs.accept_conflict import AcceptConflictDialog
from smalltowns_desktop.gui.models.conflicts import DO, ICONS, MESSAGE, key_of, make_conflicts_model, offer_words
from smalltowns_desktop.gui.models.table import KEY_ROLE, ROW_ROLE
from smalltowns_desktop.gui.pages.programme_remark_cells import RemarkDelegate, RemarkTable
from smalltowns_desktop.gui.remedies import RemedyFinder
from smalltowns_desktop.gui.widgets.parts import IconLabel, column, dress_icon, icon_button, label, row, surface
from smalltowns_desktop.gui.widgets.tables import dress_table
from smalltowns_desktop.gui.widgets.toggle import ToggleButton
from smalltowns_desktop.gui.workspace import Workspace
from smalltowns_desktop.services.check import accept_conflict, reopen_conflict
from smalltowns_desktop.services.remedies import apply_remedy

ERRORS, WARNINGS, NOTICES, ACCEPTED = Severity.ERROR.value, Severity.WARNING.value, Severity.NOTICE.value, "accepted"
_KINDS = (ERRORS, WARNINGS, NOTICES, ACCEPTED)


class ConflictsPanel(QWidget):
    """Signals: `go_wished` (a `Conflict`), `fold_wished`."""

    go_wished = Signal(object)
    fold_wished = Signal()

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.store = workspace.store
        say = workspace.say
        self.finder = RemedyFinder(workspace, self)
        self._to_fix = ""
        """Key of a conflict that is to be put right as soon as somebody knows how."""
        self.model = make_conflicts_model(workspace, self._offer, self._act)
        self.table = RemarkTable()
        dress_table(self.table, self.model, workspace.theme, workspace.settings, "remarks", title=say("Conflicts"))
        self.table.setItemDelegate(RemarkDelegate(workspace.theme, self.table, self._changes))
        header = self.table.horizontalHeader()
        header.hide()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.sortByColumn(MESSAGE, Qt.SortOrder.AscendingOrder)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._open_menu)
        self.table.entered_row.connect(self.fix)
        self.table.deleted_row.connect(self.decide)
        self.table.doubleClicked.connect(self._double_clicked)
        self.table.clicked.connect(self._clicked)
        self.kinds = {kind: self._kind_button(kind) for kind in _KINDS}
        self._empty = label(say("No conflicts. Everything fits."), "hint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._lay_out()
        self._filter()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look_at_what_is_in_sight)
        self.table.sight_changed.connect(self._look_soon)
        self.table.verticalScrollBar().valueChanged.connect(self._look_soon)
        self.table.selectionModel().currentRowChanged.connect(self._look_soon)
        self.model.modelReset.connect(self._look_soon)
        self.model.modelReset.connect(self.table.fit_columns)
        self.model.layoutChanged.connect(self._look_soon)
        self.finder.found.connect(self._take_answer)
        self.store.programme_changed.connect(self._forget_wish)
        self.store.conflicts_changed.connect(self._refresh)
        self._refresh()

    # Deeds

    def fix(self) -> None:
        """Put the current conflict right; go there where nothing small helps."""
        conflict = self.current()
        if conflict is None:
            return
        remedy = self.finder.remedy_for(conflict)
        if remedy is not None:
            self.store.perform(lambda db: apply_remedy(db, remedy))
        elif self._is_settled(conflict):
            self.go_wished.emit(conflict)
        else:
            self._to_fix = key_of(conflict)
            self._look_soon()

    def fix_about(self, subjects: Collection[str]) -> None:
        """Put right what is wrong with one of these activities or transfers; the current conflict, if it is of
        those or none of them has any."""
        conflict = self.current()
        if conflict is None or not _is_about(conflict, subjects):
            shown = (self.model.row_of(key) for key in self.model.keys_shown())
            theirs = next((row for row in shown if row is not None and _is_about(row, subjects)), conflict)
            if theirs is None:
                return
            self.choose(key_of(theirs))
        self.fix()

    def choose_next(self) -> Conflict | None:
        """Make the next open conflict current, round and round; None where there is none."""
        keys = self.model.keys_shown()
        if not keys:
            return None
        here = self.table.currentIndex().row()
        self.choose(keys[(here + 1) % len(keys)])
        return self.current()

    def choose(self, key: str) -> None:
        """Make a conflict current."""
        index = self.model.index_of(key)
        if index.isValid():
            self.table.setCurrentIndex(index)
            self.table.scrollTo(index)

    def current(self) -> Conflict | None:
        conflict = self.table.currentIndex().data(ROW_ROLE)
        return conflict if isinstance(conflict, Conflict) else None

    def decide(self) -> None:
        """Accept the current conflict with a reason, or open it again where somebody accepted it."""
        conflict = self.current()
        if conflict is None or self.store.db.read_only:
            return
        if conflict.accepted_reason is not None:
            self.store.perform(lambda db: reopen_conflict(db, conflict.rule, conflict.key))
            return
        reason = AcceptConflictDialog.ask(self.workspace, self.workspace.render(conflict.message), self.window())
        if reason is not None:
            self.store.perform(lambda db: accept_conflict(db, conflict.rule, conflict.key, conflict.cause, reason))

    # Proposals

    def _offer(self, conflict: Conflict) -> Text | None:
        remedy = self.finder.remedy_for(conflict)
        return None if remedy is None else remedy.offer

    def _act(self, conflict: Conflict) -> str:
        """What a click on the last column does."""
        say = self.workspace.say
        if conflict.accepted_reason is not None:
            return say("Open again")
        if self.finder.remedy_for(conflict) is not None:
            return say("Fix")
        return say("Show") if self._is_settled(conflict) else ""

    def _changes(self, conflict: Conflict) -> bool:
        return conflict.accepted_reason is not None or self.finder.remedy_for(conflict) is not None

    def _is_settled(self, conflict: Conflict) -> bool:
        """Whether there is nothing to wait for."""
        return conflict.accepted_reason is not None or self.store.db.read_only or self.finder.knows(conflict)

    def _look_soon(self, *_: object) -> None:
        """Once, however much happens before."""
        self._soon.start()

    def _look_at_what_is_in_sight(self) -> None:
        if not self._to_fix and not self.table.isVisible():
            return
        keys = self.model.keys_shown()
        rows = [self.current(), *(self.model.row_of(keys[number]) for number in self.table.rows_in_sight())]
        self.finder.want(row for row in rows if row is not None)

    def _take_answer(self, key: str) -> None:
        self.model.row_changed(key)
        if key == self._to_fix:
            self._to_fix = ""
            current = self.current()
            if current is not None and key_of(current) == key:
                self.fix()

    def _forget_wish(self) -> None:
        self._to_fix = ""

    # What happens

    def _clicked(self, index: QModelIndex) -> None:
        conflict = self.current()
        if index.column() != DO or conflict is None:
            return
        if conflict.accepted_reason is not None:
            self.decide()
        elif self._is_settled(conflict):
            self.fix()

    def _double_clicked(self, index: QModelIndex) -> None:
        if index.column() != DO:
            self._go()

    def _open_menu(self, at: QPoint) -> None:
        conflict = self.current()
        if conflict is None or not self.table.indexAt(at).isValid():
            return
        self.menu_for(conflict).popup(self.table.viewport().mapToGlobal(at))

    def menu_for(self, conflict: Conflict) -> QMenu:
        """Everything that can be done about a conflict."""
        say = self.workspace.say
        menu = QMenu(self.table)
        menu.aboutToHide.connect(menu.deleteLater)
        offer = self._offer(conflict)
        if offer is not None:
            words = offer_words(self.workspace, offer).replace("&", "&&")
            menu.addAction(say("Fix: {offer}", offer=words), self.fix)
        menu.addAction(say("Show"), self._go)
        accepted = conflict.accepted_reason is not None
        decide = menu.addAction(say("Open again") if accepted else say("Accept with a reason…"), self.decide)
        decide.setEnabled(not self.store.db.read_only)
        return menu

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_soon()

    def _go(self) -> None:
        conflict = self.current()
        if conflict is not None:
            self.go_wished.emit(conflict)

    def _refresh(self) -> None:
        conflicts = tuple(self.store.conflicts or ())
        held = self.table.currentIndex()
        key, place = held.data(KEY_ROLE), held.row()
        self.model.show_rows(conflicts)
        self._show_empty()
        if key is not None:
            again = self.model.index_of(key)
            if not again.isValid() and self.model.rowCount():
                again = self.model.index(min(place, self.model.rowCount() - 1), MESSAGE)
            if again.isValid():
                self.table.setCurrentIndex(again)
        counts = dict.fromkeys(_KINDS, 0)
        for conflict in conflicts:
            counts[_kind_of(conflict)] += 1
        self._name_kinds(counts)

    def _filter(self) -> None:
        chosen = {kind for kind, made in self.kinds.items() if made.isChecked()}
        if chosen:
            self.model.filter(lambda conflict: _kind_of(conflict) in chosen)
        else:
            self.model.filter(lambda conflict: conflict.accepted_reason is None)
        self._show_empty()

    def _show_empty(self) -> None:
        empty = self.model.rowCount() == 0
        self.table.setVisible(not empty)
        self._empty.setVisible(empty)

    def _name_kinds(self, counts: dict[str, int]) -> None:
        say, say_n = self.workspace.say, self.workspace.say_n
        words = {
            ERRORS: say_n("{n} error", "{n} errors", counts[ERRORS]),
            WARNINGS: say_n("{n} warning", "{n} warnings", counts[WARNINGS]),
            NOTICES: say_n("{n} notice", "{n} notices", counts[NOTICES]),
            ACCEPTED: say("accepted: {n}", n=counts[ACCEPTED]),
        }
        for kind, made in self.kinds.items():
            made.setText(words[kind])
            made.setVisible(counts[kind] > 0 or made.isChecked())

    def _kind_button(self, kind: str) -> QToolButton:
        made = ToggleButton()
        made.setProperty("chip", True)
        made.setProperty("signed", True)
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        icon, colour = ("message-square", "warn") if kind == ACCEPTED else ICONS[Severity(kind)]
        dress_icon(self.workspace.theme, made, icon, colour)
        made.toggled.connect(lambda _on: self._filter())
        return made

    def _lay_out(self) -> None:
        workspace = self.workspace
        self.accept = icon_button(
            workspace.theme, "message-square", workspace.say("Accept with a reason… (Delete)"), self.decide
        )
        fold = icon_button(workspace.theme, "chevron-down", workspace.say("Hide (F10)"), self.fold_wished.emit)
        head = surface(
            "head",
            row(
                IconLabel(workspace.theme, "shield-check"),
                label(workspace.say("Conflicts"), "heading"),
                4,
                *self.kinds.values(),
                None,
                self.accept,
                fold,
                margins=(12, 3, 6, 3),
            ),
        )
        self.setLayout(column(head, self.table, self._empty, gap=0))


def _kind_of(conflict: Conflict) -> str:
    return ACCEPTED if conflict.accepted_reason is not None else conflict.severity.value


def _is_about(conflict: Conflict, subjects: Collection[str]) -> bool:
    return any(subject.id in subjects for subject in conflict.subjects)
